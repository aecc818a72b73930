"""The levers of a case file: costs and new options, with what they rest on; and what is wrong."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import CaseError, Finding
from goodoffices.case.file import CaseFile
from goodoffices.case.nouns import Case, LeverTerms
from goodoffices.cli.main import verbs
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.levers.levers import levers

HEAD = """case: c
title: T
parties:
  us:
    name: United States
    options: {press: Press, relief: Ease sanctions}
    prefers: [not iran.escalate, not us.relief]
  iran:
    name: Iran
    options: {limit: Limit, escalate: Escalate}
    weights: {us.relief: 2, iran.limit: -1}
  eu: {name: Europeans}
levers:
"""

WHOLE = """  costs:
    swap: 2/3
    remove: {cost: 5, judged: GO, because: it was their idea}
  each:
    iran: 1.5
    us.relief: {cost: 4, evidence: [S-7Q3K5VX]}
  new:
    iran.consortium:
      text: Enrich abroad
      moves: forward
      cost: 2.5
      taken: no
      infeasible:
        - {that: iran.consortium and iran.escalate, because: one or the other}
      prefers:
        - {party: us, that: iran.consortium, at: 1, judged: GO}
        - {party: iran, that: not iran.consortium, at: 2, unreviewed: yes}
      evidence: [E-0AB12CD]
"""


def opened(folder: Path, part: str) -> Case:
    (folder / "case.yaml").write_text(HEAD + part, "utf-8")
    found = goodoffices.load(folder)
    assert isinstance(found, goodoffices.CaseFolder)
    return found.case


def test_costs_and_new_options_are_read_exactly_with_what_they_rest_on(tmp_path: Path) -> None:
    terms = opened(tmp_path, WHOLE).levers
    assert terms.costs == {"swap": Fraction(2, 3), "remove": 5}
    assert terms.each == {"iran": Fraction(3, 2), "us.relief": 4}
    assert terms.bases["remove"].judged == "GO"
    assert terms.bases["us.relief"].evidence == ("S-7Q3K5VX",)
    (new,) = terms.new
    assert (new.option.id, new.option.party, new.option.moves) == (
        "iran.consortium",
        "iran",
        "forward",
    )
    assert new.cost == Fraction(5, 2)
    assert not new.taken
    assert new.option.basis.evidence == ("E-0AB12CD",)
    assert [(rule.source, rule.reason) for rule in new.infeasible] == [
        ("iran.consortium and iran.escalate", "one or the other")
    ]
    assert [(party, place, said.source) for party, place, said in new.prefers] == [
        ("us", 1, "iran.consortium"),
        ("iran", 2, "not iran.consortium"),
    ]
    assert new.prefers[0][2].basis.judged == "GO"
    assert new.prefers[1][2].basis.unreviewed


def test_without_the_part_every_change_costs_what_it_costs_by_itself(tmp_path: Path) -> None:
    assert opened(tmp_path, "").levers == LeverTerms()


def test_what_the_part_rests_on_all_of_it_does_that_says_nothing_else(tmp_path: Path) -> None:
    from goodoffices.folder.check import check

    def bare() -> int:
        found = [f for f in check(tmp_path) if f.code == "GO305"]
        return sum((f.place.line or 0) > len(HEAD.splitlines()) for f in found if f.place)

    alone = "  costs: {block: 5}\n  new:\n    iran.fund: {text: F, cost: 1}\n"
    opened(tmp_path, alone)
    assert bare() == 2
    terms = opened(tmp_path, alone + "  each: {us: {cost: 2, judged: AB}}\n  judged: GO\n").levers
    assert terms.bases["block"].judged == "GO"
    assert terms.bases["us"].judged == "AB"
    assert terms.new[0].option.basis.judged == "GO"
    assert bare() == 0


def option(text: str) -> str:
    return f"  new:\n    iran.fund: {{text: A fund, cost: 1, {text}}}\n"


WRONG = {
    "a misspelt kind": ("  costs: {swapp: 1}\n", "GO206", "swap"),
    "a misspelt part": ("  cost: {swap: 1}\n", "GO206", "costs"),
    "an unknown party": ("  each: {irann: 1}\n", "GO214", "iran"),
    "an unknown option": ("  each: {us.relif: 1}\n", "GO204", "us.relief"),
    "a cost below nothing": ("  costs: {block: -1}\n", "GO807", "0 or more"),
    "an exchange for nothing": ("  costs: {swap: 0}\n", "GO807", "more than 0"),
    "a party's exchanges for nothing": ("  each: {us: 0}\n", "GO807", "more than 0"),
    "no number": ("  costs: {block: dear}\n", "GO213", "digits"),
    "an empty cost": ("  costs: {block: }\n", "GO208", ""),
    "a cost without its number": ("  costs: {block: {judged: GO}}\n", "GO208", "cost"),
    "a key that means nothing": ("  costs: {block: {cost: 1, judge: GO}}\n", "GO206", "judged"),
    "an id that exists": (
        "  new:\n    iran.limit: {text: L, cost: 1}\n",
        "GO808",
        "another id",
    ),
    "nobody's option": ("  new:\n    fund: {text: F, cost: 1}\n", "GO808", "party.option"),
    "an option of nobody known": (
        "  new:\n    irann.fund: {text: F, cost: 1}\n",
        "GO214",
        "iran",
    ),
    "an id with capitals": ("  new:\n    iran.Fund: {text: F, cost: 1}\n", "GO210", "fund"),
    "a new option for less than nothing": (
        "  new:\n    iran.fund: {text: F, cost: -1/2}\n",
        "GO807",
        "0 or more",
    ),
    "a new option without a cost": ("  new:\n    iran.fund: {text: F}\n", "GO208", "cost"),
    "a text in place of a new option": ("  new:\n    iran.fund: A fund\n", "GO207", "key"),
    "no place below the last": (
        option("prefers: [{party: us, that: iran.fund, at: 4}]"),
        "GO809",
        "to 3",
    ),
    "no place above the first": (
        option("prefers: [{party: us, that: iran.fund, at: 0}]"),
        "GO809",
        "from 1",
    ),
    "weights are one place": (
        option("prefers: [{party: iran, that: iran.fund, at: 3}]"),
        "GO809",
        "to 2",
    ),
    "half a place": (
        option("prefers: [{party: us, that: iran.fund, at: 1.5}]"),
        "GO809",
        "whole number",
    ),
    "a place in no order": (
        option("prefers: [{party: eu, that: iran.fund, at: 1}]"),
        "GO809",
        "first",
    ),
    "a statement without a place": (
        option("prefers: [{party: us, that: iran.fund}]"),
        "GO208",
        "at",
    ),
    "a statement alone": (option("prefers: [iran.fund]"), "GO207", "key"),
    "a statement of an unknown party": (
        option("prefers: [{party: uss, that: iran.fund, at: 1}]"),
        "GO214",
        "us",
    ),
    "a statement about another new option": (
        option("prefers: [{party: us, that: iran.fnd, at: 1}]"),
        "GO204",
        "",
    ),
    "a rule about nothing there is": (option("infeasible: [iran.fnd]"), "GO204", ""),
    "a rule that cannot be read": (option("infeasible: [iran.fund and]"), "GO205", ""),
    "taken or not": (option("taken: perhaps"), "GO217", "yes or no"),
    "moves nowhere": (option("moves: up"), "GO217", ""),
}


@pytest.mark.parametrize(("part", "code", "help_"), WRONG.values(), ids=WRONG)
def test_each_mistake_is_told_once_at_its_line_with_what_to_do(
    tmp_path: Path, part: str, code: str, help_: str
) -> None:
    with pytest.raises(CaseError) as wrong:
        opened(tmp_path, part)
    found: list[Finding] = [f for f in wrong.value.findings if f.severity == "error"]
    assert [f.code for f in found] == [code]
    assert found[0].place is not None
    assert (found[0].place.line or 0) > len(HEAD.splitlines())
    assert help_ in (found[0].help or "")


def test_an_option_that_is_not_there_yet_cannot_be_named_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(HEAD + WHOLE + "infeasible: [iran.consortium]\n", "utf-8")
    with pytest.raises(CaseError) as wrong:
        goodoffices.load(tmp_path)
    errors = [f for f in wrong.value.findings if f.severity == "error"]
    assert [f.code for f in errors] == ["GO204"]


SMALL = """case: c
title: T
parties:
  a:
    name: A
    options: {x: X}
    prefers: [not a.x]
  b:
    name: B
    options: {y: Y}
    prefers: [{that: b.y, evidence: [S-1111111]}, not b.y]
levers:
  costs: {swap: 9, irreversible: {cost: 4, judged: GO}, impossible: 9, block: 9, remove: 9}
  each: {a.x: 3}
  new:
    b.fund:
      text: A fund for X
      cost: 1.5
      moves: forward
      prefers: [{party: a, that: a.x if b.fund, at: 1, judged: GO}]
      evidence: [S-2222222]
"""


def told(folder: Path, *more: str) -> str:
    (folder / "case.yaml").write_text(SMALL, "utf-8")
    run = CliRunner().invoke(verbs, ["levers", str(folder), "--concept", "Nash,SEQ", *more])
    assert run.exit_code == 0, run.output
    return run.stdout


def test_the_verb_uses_the_costs_and_the_new_options_of_the_case(tmp_path: Path) -> None:
    said = told(tmp_path, "--to", "S4")
    assert "1. At a cost of 1.5:\n   Somebody would have to offer B this: A fund for X" in said
    assert "[S-2222222, judged: GO]" in said
    assert "2. At a cost of 3:\n   Somebody would have to hold A to this, once done: X" in said
    assert "What stands behind it:\n  S-2222222: the dossier has no such claim" in said
    plain = json.loads(told(tmp_path, "--to", "S4", "--json"))
    assert plain["concepts"] == ["Nash", "SEQ"]
    assert plain["levers"][0]["changes"][0]["option"] == "b.fund"
    assert plain["levers"][0]["evidence"] == ["S-2222222"]
    assert plain["evidence"] == {"S-2222222": "the dossier has no such claim"}


def test_the_folder_has_both_as_methods(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(SMALL, "utf-8")
    folder = goodoffices.load(tmp_path)
    assert isinstance(folder, goodoffices.CaseFolder)
    found = folder.levers(3, "Nash,SEQ")
    assert repr(found) == "Levers(S4, Nash, SEQ: levers at 3/2, 3)"
    assert found.to_dict()["levers"][0]["cost"] == "3/2"
    assert repr(folder.levers(2)) == "Levers(S3, SEQ: holds already)"
    assert repr(folder.stress()) == "Stress('T': 2 doubts, 9 of 9 profiles)"


@pytest.mark.no_cover
def test_evidence_of_the_dossier_is_quoted_with_its_source(tmp_path: Path) -> None:
    run = CliRunner().invoke(verbs, ["demo", str(tmp_path / "demo")])
    assert run.exit_code == 0, run.output
    run = CliRunner().invoke(
        verbs, ["levers", str(tmp_path / "demo"), "--to", "S79", "--max-cost", "4"]
    )
    assert run.exit_code == 0, run.output
    behind = run.stdout.partition("What stands behind it:")[2]
    line = next(line for line in behind.splitlines() if "E-H22TGNQ" in line)
    assert "withdrew the United States from the nuclear agreement" in line
    assert " — Russia Agrees to Mediate" in line
    assert line.endswith("(unreviewed)")


WORDS = st.sampled_from(
    [
        "costs",
        "each",
        "new",
        "swap",
        "block",
        "remove",
        "us",
        "iran",
        "eu",
        "us.relief",
        "iran.f",
        "eu.g",
        "us.",
        ".",
        "text",
        "cost",
        "moves",
        "taken",
        "infeasible",
        "prefers",
        "party",
        "that",
        "at",
        "judged",
        "evidence",
        "unreviewed",
        "yes",
        "no",
        "1",
        "2/3",
        "-1",
        "0",
        "1/0",
        "1e9",
        "9" * 20,
        "",
        "iran.f and us.press",
        "not",
        "forward",
    ]
)
ANYTHING = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def nearly_right(draw: st.DrawFn) -> object:
    """A levers part with one place, or several, where anything may stand."""

    def or_any(right: st.SearchStrategy) -> object:
        return draw(st.one_of(right, right, right, ANYTHING))

    number = st.sampled_from(["1", "2/3", "0.5"])
    statement = {
        "party": or_any(st.sampled_from(["us", "iran"])),
        "at": or_any(st.just("1")),
        "that": or_any(st.sampled_from(["eu.f", "eu.f iff us.press"])),
    }
    new = {
        "text": or_any(st.just("F")),
        "cost": or_any(number),
        "taken": or_any(st.just("no")),
        "infeasible": or_any(st.just(["eu.f and us.press"])),
        "prefers": or_any(st.just([statement])),
    }
    return {
        "costs": {"swap": or_any(number), "block": or_any(number)},
        "each": {draw(WORDS): or_any(number)},
        "new": {draw(st.sampled_from(["eu.f", "us.press", "f"])): draw(st.just(new) | ANYTHING)},
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written=st.one_of(ANYTHING, nearly_right()))
def test_whatever_stands_there_is_read_or_told_and_what_is_read_can_be_used(
    written: object,
) -> None:
    text = HEAD.replace("levers:\n", f"levers: {json.dumps(written)}\n")
    file = CaseFile("case.yaml", text.replace("{name: Europeans}", EUROPEANS).encode())
    found = [f for f in file.findings if f.severity == "error"]
    if not found:
        levers(from_case(file.case), 0, terms=file.case.levers, most_cost=Fraction(2), most=2)
        return
    assert all(f.place and f.place.line for f in found)


EUROPEANS = "{name: Europeans, options: {help: Help}, prefers: [eu.help]}"
