"""The advice on a whole case: every line with its status and inputs, nothing made up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import goodoffices
from goodoffices.advise.advice import advise
from goodoffices.advise.blockers import veto
from goodoffices.advise.mediators import dominates, gate, teams, undominated
from goodoffices.advise.ripeness import ripeness
from goodoffices.case.judged import FUNCTIONS, RIPENESS, Advised, Blocker, Inducement, Judged
from goodoffices.case.nouns import Basis, Case, Interval, Mediator, Party
from goodoffices.cli import demo
from goodoffices.cli.main import verbs

FACTS = json.loads(
    (Path(__file__).parents[1] / "reference" / "methods" / "formula_facts.json").read_text()
)["facts"]
DOCS = Path(__file__).parents[2] / "docs" / "case-file.md"


def facts(kind: str) -> list:
    return [pytest.param(f, id=f["id"]) for f in FACTS if f["kind"] == kind]


@pytest.mark.parametrize("fact", facts("ripeness"))
def test_ripeness(fact: dict) -> None:
    said: dict[str, dict[str, Judged]] = {}
    names = {"hurting_stalemate": "stalemate"}
    for key, answer in fact["inputs"].items():
        party, item = key.split(".")
        said.setdefault(party, {})[names.get(item, item)] = Judged(answer)
    found = ripeness(sorted(said), said)
    words = {"certain": "yes", "impossible": "no", "unknown": "unknown"}
    assert words[found.status] == fact["expected"]["ripe"]
    assert len(found.missing) == len(fact["expected"]["missing"])
    assert len(found.blocking) == len(fact["expected"]["blocking"])


@pytest.mark.parametrize("fact", facts("interval_dominance"))
def test_dominance(fact: dict) -> None:
    given_ = {
        name: {k: (Fraction(str(a)), Fraction(str(b))) for k, (a, b) in own.items()}
        for name, own in fact["inputs"]["candidates"].items()
    }
    assert set(undominated(given_)) == set(fact["expected"]["undominated"])
    found = [[a, b] for a in given_ for b in given_ if a != b and dominates(given_[a], given_[b])]
    assert found == fact["expected"]["dominates"]


def test_a_gate_is_shut_by_one_no_and_open_only_with_every_yes() -> None:
    assert gate({"a": "yes", "b": "yes"}, ["a", "b"]) == "certain"
    assert gate({"a": "yes"}, ["a", "b"]) == "unknown"
    assert gate({"a": "no"}, ["a", "b"]) == "impossible"


def test_the_smallest_teams() -> None:
    yes, maybe = Judged("yes"), Judged("unknown")
    covered = {
        "m": {"channel": yes, "guarantee": Judged("no")},
        "n": {"guarantee": yes, "channel": Judged("no")},
        "o": {"channel": maybe, "guarantee": yes},
    }
    assert teams(covered, ["channel"]) == (("m",),)
    assert teams(covered, ["channel", "guarantee"]) == (("m", "n"), ("m", "o"))
    assert teams(covered, ["channel", "guarantee"], at_best=True) == (("o",),)
    assert teams(covered, ["formula"]) == ()


SPAN = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(
    lambda p: (Fraction(min(p)), Fraction(max(p)))
)


@given(worth=SPAN, away=SPAN)
def test_a_side_payment_makes_up_for_the_loss_and_no_less_does(
    worth: Interval, away: Interval
) -> None:
    found = veto(Blocker(id="b", name="B", able="yes", worth=worth, walk_away=away))
    assert found.payment is not None
    paid = tuple(w + found.payment[1] for w in worth)
    assert (
        veto(Blocker(id="b", name="B", able="yes", worth=paid, walk_away=away)).status
        == "impossible"
    )  # type: ignore[arg-type]
    assert (found.status == "certain") == (worth[1] < away[0])
    assert (found.status == "impossible") == (worth[0] >= away[1])
    assert (
        veto(Blocker(id="b", name="B", able="no", worth=worth, walk_away=away)).status
        == "impossible"
    )
    assert veto(Blocker(id="b", name="B", able="unknown")).status == "unknown"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """The example of the documentation, which shows every key."""
    folder = tmp_path_factory.mktemp("advice") / "case"
    folder.mkdir()
    text = re.search(r"## The whole of it\n\n```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert text
    (folder / "case.yaml").write_text(text[1], "utf-8")
    opened = goodoffices.load(folder)
    assert isinstance(opened, goodoffices.CaseFolder)
    return folder, opened.case


def test_the_documented_case_is_advised_on_topic_by_topic(documented: tuple[Path, Case]) -> None:
    _folder, case = documented
    found = advise(case)
    topics = [line.topic for line in found.lines]
    order = [
        "ripeness",
        "mediator",
        "counsel",
        "package",
        "commitment",
        "blocker",
        "range",
        "window",
    ]
    assert sorted(set(topics), key=order.index) == list(dict.fromkeys(topics)) == order
    assert all(line.method for line in found.lines)
    for line in found.lines:
        assert (line.status == "unknown") or not line.missing
    lines = {(line.topic, line.about): line for line in found.lines}
    assert lines["ripeness", ""].status == "unknown"
    assert "us.stalemate" in lines["ripeness", ""].missing
    assert "E-0AB12CD" in lines["commitment", "United States: Keep sanctions eased"].evidence
    assert 0 < len(found.questions) <= 5
    assert all(question.endswith("?") for question in found.questions)


def test_where_nothing_is_judged_nothing_is_certain() -> None:
    source = Path(demo.__file__).parents[1] / "demo" / "case.yaml"
    opened = goodoffices.load(source)
    assert isinstance(opened, goodoffices.CaseFolder)
    found = advise(replace(opened.case, advice=None))
    assert {line.status for line in found.lines if line.topic not in ("package", "mediator")} <= {
        "unknown"
    }
    assert found.to_dict()["reference_class_warning"]


def test_the_shipped_case_draws_the_lesson_of_2018(tmp_path: Path) -> None:
    demo.run(tmp_path / "demo")
    opened = goodoffices.load(tmp_path / "demo")
    assert isinstance(opened, goodoffices.CaseFolder)
    kept = {line.about: line for line in opened.advise().lines if line.topic == "commitment"}
    relief = next(line for about, line in kept.items() if "Keep sanctions eased" in about)
    assert relief.status == "depends"
    assert relief.evidence == ("E-H22TGNQ",)
    assert "An earlier one was broken" in relief.text
    told = opened.advise().to_dict()
    assert "Trump withdrew the United States" in str(told)
    assert not any(line.status == "certain" for line in kept.values() if line.unreviewed)


def test_wider_intervals_never_make_it_certain(documented: tuple[Path, Case]) -> None:
    _folder, case = documented
    assert isinstance(case.advice, Advised)
    obligation = case.advice.commitments[0]
    wide = {name: (Fraction(0), Fraction(1)) for name in obligation.numbers}
    said = replace(case.advice, commitments=(replace(obligation, numbers=wide),))
    lines = [x for x in advise(replace(case, advice=said)).lines if x.topic == "commitment"]
    assert lines[0].status == "depends"
    said = replace(case.advice, commitments=(replace(obligation, numbers={}),))
    line = next(x for x in advise(replace(case, advice=said)).lines if x.topic == "commitment")
    assert line.status == "unknown"
    assert set(line.missing) == {"ratio", "detection", "delta", "withdrawal", "false_alarm"}
    bad = {**obligation.numbers, "delta": (Fraction(2), Fraction(3))}
    said = replace(case.advice, commitments=(replace(obligation, numbers=bad),))
    line = next(x for x in advise(replace(case, advice=said)).lines if x.topic == "commitment")
    assert line.missing == ("delta",)


def test_the_command(documented: tuple[Path, Case]) -> None:
    folder, _case = documented
    run = CliRunner().invoke(verbs, ["advise", str(folder)])
    assert run.exit_code == 0, run.output
    for words in ("Is the moment ripe?", "Ask first", "would flip it", "no chance of this case"):
        assert words in run.output
    told = json.loads(CliRunner().invoke(verbs, ["advise", str(folder), "--json"]).output)
    assert told["lines"][0]["topic"] == "ripeness"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ripeness: {uss: {way_out: yes}}", "GO214"),
        ("ripeness: {us: {wayout: yes}}", "GO206"),
        ("ripeness: {us: {way_out: maybe}}", "GO217"),
        ("needed: [chanel]", "GO217"),
        ("mediation: {rusia: {}}", "GO214"),
        ("commitments: {c: {party: us, text: T, ratio: high}}", "GO213"),
        ("commitments: {c: {party: us, text: T, inspections: 1.5}}", "GO213"),
        ("commitments: {c: {text: T}}", "GO208"),
        ("contested: {c: {name: N, party: us, other: irak}}", "GO214"),
        ("blockers: {b: {name: B, worth: 5..1}}", "GO213"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, written: str, code: str) -> None:
    text = (
        "case: c\ntitle: T\nparties:\n  us: {name: U}\n  iran: {name: I}\n"
        f"mediators: {{russia: {{name: R}}}}\nadvice:\n  {written}\n"
    )
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(goodoffices.CaseError) as wrong:
        goodoffices.load(tmp_path)
    found = [f for f in wrong.value.findings if f.severity == "error"]
    assert [f.code for f in found] == [code]
    assert found[0].place is not None
    assert found[0].place.line == 8


def test_the_words_of_the_case_file_are_those_of_the_nouns() -> None:
    assert len(set(FUNCTIONS)) == len(FUNCTIONS)
    assert set(RIPENESS) == {"stalemate", "way_out", "spokesperson"}


def test_a_case_without_parties_is_not_ripe() -> None:
    line = advise(Case(id="c", title="C")).lines[0]
    assert (line.topic, line.status) == ("ripeness", "unknown")


def test_a_mediator_needs_the_consent_of_a_party_that_is_a_candidate_itself() -> None:
    parties = (Party(id="a", name="A"), Party(id="b", name="B"))
    own = Mediator(id="a", name="A", party="a", consent={"b": ("yes", Basis())})
    other = Mediator(id="m", name="M", consent={"a": ("no", Basis()), "b": ("yes", Basis())})
    lines = {
        line.about: line
        for line in advise(Case(id="c", title="C", parties=parties, mediators=(own, other))).lines
    }
    assert lines["M"].status == "impossible"


def test_an_inducement_without_the_ratio_that_follows_it_is_asked_about(
    documented: tuple[Path, Case],
) -> None:
    _folder, case = documented
    assert isinstance(case.advice, Advised)
    bare = replace(case.advice.commitments[0], inducement=Inducement("A fund"))
    said = replace(case.advice, commitments=(bare,))
    lines = [x for x in advise(replace(case, advice=said)).lines if x.topic == "commitment"]
    assert [line.missing for line in lines if line.status == "unknown"] == [("inducement.without",)]


def test_check_asks_who_judged_and_holds_the_earlier_breach_against_the_dossier(
    tmp_path: Path,
) -> None:
    from goodoffices.case import file as casefile
    from goodoffices.folder.check import check

    casefile.new(tmp_path, "T")
    text = (
        "case: c\ntitle: T\nparties:\n  us: {name: U, judged: G}\nadvice:\n"
        "  ripeness: {us: {way_out: yes}}\n"
        "  commitments: {c: {party: us, text: T, broken_before: [E-0000000]}}\n"
    )
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    found = [(f.code, f.place.line if f.place else None) for f in check(tmp_path)]
    assert ("GO305", 6) in found
    assert ("GO305", 7) in found
    assert any(code.startswith("GO3") and code != "GO305" and line == 7 for code, line in found)
