"""What to ask first, the reference class by tags, and one method explained."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner

import goodoffices
from goodoffices.advise.advice import advise
from goodoffices.advise.past import FEWEST, rates
from goodoffices.advise.questions import Question, chosen, parts, ranked
from goodoffices.advise.words.methods import explain, methods
from goodoffices.base.errors import UsageError
from goodoffices.case.judged import (
    REFERENCE,
    RIPENESS,
    Advised,
    Blocker,
    Candidate,
    Contested,
    CounselTerms,
    Judged,
    Obligation,
)
from goodoffices.case.nouns import Basis, Case, Mediator, Party
from goodoffices.cli import demo
from goodoffices.cli.main import verbs

DOCS = Path(__file__).parents[2] / "docs" / "case-file.md"
PARTIES = (Party(id="us", name="US"), Party(id="iran", name="Iran"))
YES = {"us": ("yes", Basis()), "iran": ("yes", Basis())}
RIPE = {p: {item: Judged("yes") for item in RIPENESS} for p in ("us", "iran")}


def span(low, high=None):
    return Fraction(str(low)), Fraction(str(low if high is None else high))


def case(**said):
    return Case(
        id="c",
        title="C",
        parties=PARTIES,
        mediators=(Mediator(id="oman", name="Oman", consent=YES),),
        as_of="2025-03",
        advice=Advised(ripeness=RIPE, **said),
    )


def texts(made):
    return [question.text for question in ranked(made, made.advice)]


KEPT = {
    "ratio": span(1, 9),
    "detection": span("0.5"),
    "delta": span("0.9"),
    "withdrawal": span(0),
    "false_alarm": span(0),
}
WARNING = {
    "leaning": span("0.5"),
    "accuracy": span("0.9"),
    "prior": span("0.4"),
    "failure_cost": span("0.1", "4"),
    "cost_listener": span("0.3"),
    "cost_tough": span("0.05"),
    "cost_soft": span("0.4"),
}
UNKNOWN = {
    "a commitment": (
        {"commitments": (Obligation(id="o", party="us", text="Ease", numbers=KEPT),)},
        "the gain from cheating against the cost",
    ),
    "a missing number": (
        {"commitments": (Obligation(id="o", party="us", text="Ease", numbers={"ratio": span(1)}),)},
        "nobody has said the chance that cheating is found out",
    ),
    "a function": ({"needed": ("channel",)}, "Can Oman bring this: channel?"),
    "a side": (
        {"candidates": {"oman": Candidate(mediator="oman", direct_party=Judged("unknown"))}},
        "Is Oman itself a side",
    ),
    "counsel": (
        {
            "candidates": {
                "oman": Candidate(mediator="oman", counsel={"us": CounselTerms("yes", WARNING)})
            }
        },
        "the cost of a failure to the mediator",
    ),
    "own knowledge": (
        {
            "candidates": {
                "oman": Candidate(
                    mediator="oman",
                    counsel={"us": CounselTerms("unknown", {**WARNING, "failure_cost": span(0)})},
                )
            }
        },
        "know anything of its own",
    ),
    "a contested share": (
        {
            "contested": (
                Contested(
                    id="x",
                    name="Level",
                    party="us",
                    other="iran",
                    numbers={
                        "p": span("0.2", "0.8"),
                        "cost": span("0.1"),
                        "other_cost": span("0.1"),
                    },
                ),
            )
        },
        "Level: how large is what the first side expects",
    ),
    "means to block": (
        {
            "blockers": (
                Blocker(id="b", name="B", able="unknown", worth=span(1), walk_away=span(2)),
            )
        },
        "Is B able to block",
    ),
    "a worth of a blocker": (
        {"blockers": (Blocker(id="b", name="B", able="yes", worth=span(1, 3), walk_away=span(2)),)},
        "B: how large is its worth",
    ),
    "what is proposed": (
        {
            "commitments": (
                Obligation(
                    id="o",
                    party="us",
                    text="Ease",
                    numbers={**KEPT, "ratio": span(1)},
                    basis=Basis(unreviewed=True),
                ),
            )
        },
        "as the machine proposed: “Ease”?",
    ),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_every_kind_of_unknown_is_asked_about(what):
    said, words = UNKNOWN[what]
    assert any(words in text for text in texts(case(**said))), texts(case(**said))


def test_where_nothing_is_open_nothing_is_asked():
    assert texts(case()) == []
    known = Obligation(id="o", party="us", text="Ease", numbers={**KEPT, "ratio": span(1)})
    assert texts(case(commitments=(known,))) == []


def test_an_interval_that_decides_nothing_is_not_asked_about():
    wide = Obligation(id="o", party="us", text="Ease", numbers={**KEPT, "ratio": span(20, 90)})
    assert texts(case(commitments=(wide,))) == []


def test_a_worth_that_is_known_as_an_interval_is_asked_about_where_it_decides():
    opened = goodoffices.load(Path(demo.__file__).parents[1] / "demo" / "case.yaml").case
    iran = opened.party("iran")
    away = {("walk_away",): span(30, 99)}
    worth = replace(iran.worth, intervals=away, walk_away=Fraction(60))
    parties = tuple(replace(iran, worth=worth) if p.id == "iran" else p for p in opened.parties)
    made = replace(opened, parties=parties)
    asked = [q for q in ranked(made, Advised()) if q.group[0] == "packages"]
    assert [q.text for q in asked] == [
        "Iran: how large is the worth of no deal? Nearer 30, or nearer 99?"
    ]
    assert asked[0].changes == len(opened.packages)


def test_what_changes_is_counted_by_working_all_out_anew():
    """The count of a question is the number of lines whose status another answer changes."""
    two = tuple(Obligation(id=i, party="us", text=i, numbers=KEPT) for i in "ab")
    pair = (replace(two[0], counterpart="b"), two[1])
    made = case(commitments=pair)
    asked = {q.group[1]: q.changes for q in ranked(made, made.advice)}
    for o in pair:
        best = 0
        for end in KEPT["ratio"]:
            changed = tuple(
                replace(x, numbers={**x.numbers, "ratio": (end, end)}) if x.id == o.id else x
                for x in pair
            )
            now, then = (
                {x.key: x.status for part in parts(c).values() for x in part(c, c.advice)}
                for c in (made, case(commitments=changed))
            )
            best = max(best, sum(now[key] != then[key] for key in now))
        assert asked[f"{o.id}.ratio"] == best > 0


def test_a_question_to_several_sides_is_put_to_all_or_none():
    many = [Question(f"{item} {side}?", 1, ("ripeness", item)) for item in "abc" for side in "xyz"]
    one = [Question("other?", 1, ("gates", "m"))]
    told = chosen([*many, *one])
    assert [q.text for q in told] == ["a x?", "a y?", "a z?", "other?"]
    heavy = Question("most?", 9, ("promises", "o"))
    assert chosen([*many, heavy])[0] is heavy
    assert len(chosen(many[:1] * 1)) == 1
    crowd = [Question(f"{n}?", 1, ("ripeness", "a")) for n in range(9)]
    assert len(chosen(crowd)) == 5


# -- the reference class -----------------------------------------------------------------------


@pytest.mark.parametrize("since", REFERENCE["since"])
def test_the_counts_by_tags_are_those_of_the_data(since):
    import goodoffices.advise

    data = json.loads(
        (Path(goodoffices.advise.__file__).parent / "data" / "crises.json").read_text("utf-8")
    )
    counts = {name: (k, n) for name, k, n in data["counts"]}
    general = {rate.id for rate in rates({"since": since})}
    for tag, words in REFERENCE.items():
        for word in words if tag != "since" else ():
            more = [r for r in rates({"since": since, tag: word}) if r.id not in general]
            held = [
                name
                for name in counts
                if name.startswith(f"{_scope(since)}.") and name.endswith(f".{word}")
            ]
            assert {r.id for r in more} <= set(held)
            assert bool(more) == bool(held)
            for rate in more:
                assert (rate.k, rate.n) == counts[rate.id]
                assert ("%" in str(rate)) == (rate.n >= FEWEST)


def _scope(since):
    return {"1918": "all_1918_2017", "1946": "since_1946", "1990": "since_1990"}[since]


def test_the_tags_of_the_case_choose_the_counts_and_the_warning_stands():
    made = case(reference={"since": "1990", "style": "formulation"})
    told = advise(made).to_dict()
    assert "International Crisis Behavior" in told["reference_class_source"]
    assert told["reference_class_tags"] == {"since": "1990", "style": "formulation"}
    assert any("formulation" in text and "12 of 22" in text for text in told["reference_class"])
    assert "Not causal" in told["reference_class_warning"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{since: 1980}", "GO217"),
        ("{colour: red}", "GO206"),
        ("{violence: much}", "GO217"),
        ("{violence: no_violence, style: facilitation, mediator: single_state}", "GO821"),
    ],
)
def test_what_is_wrong_with_the_tags_is_told(tmp_path, written, code):
    text = f"case: c\ntitle: T\nadvice:\n  reference: {written}\n"
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(goodoffices.CaseError) as wrong:
        goodoffices.load(tmp_path)
    assert [(f.code, f.place.line) for f in wrong.value.findings] == [(code, 4)]


# -- explained ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("asking") / "case"
    made.mkdir()
    text = re.search(r"## The whole of it\n\n```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    (made / "case.yaml").write_text(text[1], "utf-8")
    return made


def test_every_line_names_a_method_that_is_explained(folder):
    known = methods()
    for line in goodoffices.load(folder).advise().lines:
        assert line.method in known, line
    for method in known.values():
        assert method.formula in "\n".join(explain(method, ()))
        assert all((method.formula, method.inputs, method.source, method.refuses))


@pytest.mark.parametrize("name", ["commitment", "reference", "questions", "gates"])
def test_a_method_is_explained_with_its_formula_and_what_it_gave(folder, name):
    run = CliRunner().invoke(verbs, ["advise", str(folder), "--explain", name])
    assert run.exit_code == 0, run.output
    assert methods()[name].formula in run.output
    for word in ("inputs:", "source:", "does not say:"):
        assert word in run.output
    if name == "commitment":
        assert "hangs on: advice.commitments.relief.ratio = 0.2..0.6" in run.output
        assert "would flip it: " in run.output
        assert "Russia" not in run.output
    if name == "reference":
        assert "Not causal" in run.output


def test_a_method_that_there_is_not_is_told_with_the_nearest(folder):
    run = CliRunner().invoke(verbs, ["advise", str(folder), "--explain", "comitment"])
    assert isinstance(run.exception, UsageError)
    assert [f.code for f in run.exception.findings] == ["GO822"]
    assert "“commitment”" in str(run.exception.findings[0].help)


def test_a_method_is_explained_in_json(folder):
    run = CliRunner().invoke(verbs, ["advise", str(folder), "--explain", "gates", "--json"])
    told = json.loads(run.output)
    assert told["method"]["id"] == "gates"
    assert {line["method"] for line in told["lines"]} == {"gates"}


# -- shown --------------------------------------------------------------------------------------


def test_advice_shows_itself(folder):
    found = goodoffices.load(folder).advise()
    assert found.rows() == found.to_dict()["lines"]
    assert repr(found).startswith(f"Advice({len(found.lines)} lines: ")
    page = found._repr_html_()
    assert page.count("<tr>") == len(found.lines) + 1
    assert escape(found.lines[0].text) in page


def test_advice_is_told_whole_or_by_method(folder):
    found = goodoffices.load(folder).advise()
    whole = found.explain()
    assert all(line.text in whole for line in found.lines)
    assert all(question in whole for question in found.questions)
    assert "Not causal" in whole
    assert found.explain("gates").splitlines()[0] == "gates"
    with pytest.raises(UsageError, match="There is no method “gate”"):
        found.explain("gate")


def test_only_words_speak():
    """Rules return records; the module that imports messages is one of words."""
    import goodoffices.advise

    folder = Path(goodoffices.advise.__file__).parent
    speaking = [p for p in folder.rglob("*.py") if "base.i18n" in p.read_text("utf-8")]
    assert speaking
    assert {p.parent.name for p in speaking} == {"words"}
