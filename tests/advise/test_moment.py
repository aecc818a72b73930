"""Ripeness and mediators: sides, age, windows, hints, teams, what is proposed, what is reported."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.advise.advice import advise
from goodoffices.case.judged import RIPENESS, Advised, Candidate, Judged, Obligation
from goodoffices.case.nouns import Basis, Case, Mediator, Party
from goodoffices.evidence.claims import Actor, Dossier, Event, Relation, Statement
from goodoffices.evidence.snapshot import Document, Snapshot

PROPOSED = Basis(unreviewed=True)
YES = {item: Judged("yes", "2025-02") for item in RIPENESS}
BOTH = {"us": ("yes", Basis()), "iran": ("yes", Basis())}


def case(said=None, *, mediator=None, parties=("us", "iran"), as_of="2025-03"):
    mediator = mediator or Mediator(id="oman", name="Oman", consent=BOTH)
    return Case(
        id="c",
        title="C",
        parties=tuple(Party(id=p, name=p.upper()) for p in parties),
        mediators=(mediator,),
        as_of=as_of,
        advice=said or Advised(),
    )


def line(made, ident, dossier=None):
    found = [x for x in advise(made, dossier).lines if x.id == ident]
    assert len(found) == 1, [x.id for x in advise(made, dossier).lines]
    return found[0]


def ripe(**over):
    return Advised(ripeness={"us": dict(YES), "iran": {**YES, **over}})


def test_a_mediator_that_is_a_side_cannot_mediate_and_stays_in_ripeness():
    own = Mediator(id="iran-itself", name="Iran", party="iran", consent={"us": ("yes", Basis())})
    answers = {"yes": "impossible", "no": "certain", "unknown": "unknown", None: "unknown"}
    for answer, status in answers.items():
        judged = None if answer is None else Judged(answer)
        candidates = {"iran-itself": Candidate(mediator="iran-itself", direct_party=judged)}
        said = Advised(ripeness={"us": dict(YES)}, candidates=candidates)
        made = case(said, mediator=own)
        assert line(made, "gate:iran-itself").status == status
        sheet = line(made, "ripeness")
        assert sheet.status == ("certain" if answer == "no" else "unknown")
        assert any("iran." in key for key in sheet.missing) == (answer != "no")


def test_a_mediator_that_is_a_party_by_its_actor_is_known_without_being_said():
    silent = Mediator(id="tehran", name="Iran", actor="iran", consent={"us": ("yes", Basis())})
    found = line(case(ripe(), mediator=silent), "gate:tehran")
    assert found.status == "unknown"
    assert "acts in its own right" in found.text
    assert not any("consent.iran" in text for text in found.inputs)
    other = Mediator(id="tehran", name="Iran", consent={"us": ("yes", Basis())})
    assert "No answer known from IRAN" in line(case(ripe(), mediator=other), "gate:tehran").text


def test_what_a_party_lacks_that_may_be_no_side_blocks_nothing_for_sure():
    own = Mediator(id="iran-itself", name="Iran", party="iran", consent={"us": ("yes", Basis())})
    said = ripe(way_out=Judged("no"))
    assert line(case(said), "ripeness").status == "impossible"
    assert line(case(said, mediator=own), "ripeness").status == "unknown"


def test_a_judged_side_without_party_is_a_side_too():
    said = Advised(candidates={"oman": Candidate(mediator="oman", direct_party=Judged("yes"))})
    assert line(case(said), "gate:oman").status == "impossible"
    proposed = Judged("yes", basis=PROPOSED)
    said = Advised(candidates={"oman": Candidate(mediator="oman", direct_party=proposed)})
    found = line(case(said), "gate:oman")
    assert found.status == "unknown"
    assert found.unreviewed == ("advice.mediation.oman.direct_party",)


@settings(deadline=None)
@given(st.sampled_from(["us", "iran"]), st.sampled_from(RIPENESS))
def test_a_proposed_answer_never_ripens(party, item):
    made = case(ripe())
    assert line(made, "ripeness").status == "certain"
    own = {**made.advice.ripeness[party], item: Judged("yes", "2025-02", PROPOSED)}
    said = replace(made.advice, ripeness={**made.advice.ripeness, party: own})
    found = line(replace(made, advice=said), "ripeness")
    assert found.status == "unknown"
    assert found.unreviewed == (f"advice.ripeness.{party}.{item}",)
    assert "not reviewed" in found.text


def test_a_proposed_consent_opens_no_gate_and_covers_nothing():
    waiting = {**BOTH, "iran": ("yes", PROPOSED)}
    able = {"oman": Candidate(mediator="oman", functions={"channel": Judged("yes")})}
    said = Advised(needed=("channel",), candidates=able)
    assert line(case(said), "teams").status == "certain"
    made = case(said, mediator=Mediator(id="oman", name="Oman", consent=waiting))
    assert line(made, "gate:oman").status == "unknown"
    assert line(made, "teams").status == "unknown"
    able = {
        "oman": Candidate(mediator="oman", functions={"channel": Judged("yes", basis=PROPOSED)})
    }
    assert line(case(replace(said, candidates=able)), "teams").status == "unknown"


def test_a_mediator_refused_is_in_no_team():
    able = {"oman": Candidate(mediator="oman", functions={"channel": Judged("yes")})}
    refused = Mediator(id="oman", name="Oman", consent={**BOTH, "us": ("no", Basis())})
    said = Advised(needed=("channel",), candidates=able)
    found = line(case(said, mediator=refused), "teams")
    assert found.status == "impossible"
    assert "Nobody covers: channel." in found.text
    assert "Nobody covers" not in line(case(said), "teams").text


def test_what_would_tell_mediators_apart_is_named():
    one = Candidate(
        mediator="a", criteria={"reach": (Fraction(1), Fraction(3)), "speed": (Fraction(1),) * 2}
    )
    two = Candidate(mediator="b", criteria={"reach": (Fraction(2), Fraction(4))})
    made = case(Advised(candidates={"a": one, "b": two}))
    made = replace(made, mediators=(Mediator(id="a", name="A"), Mediator(id="b", name="B")))
    found = line(made, "dominance")
    assert "“speed” of B, which nobody has judged" in found.flips
    assert "“reach”, on which what was allowed overlaps" in found.flips


# -- age, windows, deadlines -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "as_of", "status"),
    [
        ("2025-02", "2025-03", "certain"),
        ("2023", "2025-03", "unknown"),
        (None, "2025-03", "unknown"),
        ("2024-09", "2025-03", "unknown"),
        ("2025-02", None, "unknown"),
    ],
)
def test_an_answer_counts_only_while_it_is_fresh(date, as_of, status):
    said = ripe(way_out=Judged("yes", date))
    assert line(case(said, as_of=as_of), "ripeness").status == "certain"
    found = line(case(replace(said, stale_months=6), as_of=as_of), "ripeness")
    assert found.status == status
    assert ("asked again" in found.text or "no as_of" in found.text) == (status == "unknown")


def test_a_no_that_is_too_old_blocks_nothing():
    said = replace(ripe(way_out=Judged("no", "2020")), stale_months=6)
    assert line(case(said), "ripeness").status == "unknown"
    assert line(case(replace(said, stale_months=600)), "ripeness").status == "impossible"


@pytest.mark.parametrize(
    ("judged", "status"),
    [
        (Judged("yes", "2025-10"), "certain"),
        (Judged("yes", "2024"), "impossible"),
        (Judged("yes"), "unknown"),
        (Judged("no"), "impossible"),
        (Judged("unknown"), "unknown"),
        (Judged("yes", "2025-10", PROPOSED), "unknown"),
        (Judged("yes", "2025"), "unknown"),
    ],
)
@pytest.mark.parametrize("occasion", ["opportunity", "deadline"])
def test_windows_and_deadlines_are_told_beside_ripeness(occasion, judged, status):
    rest = Judged("no") if status == "impossible" else Judged("unknown")
    said = ripe(**{occasion: judged})
    said = replace(said, ripeness={**said.ripeness, "us": {**YES, occasion: rest}})
    made = case(said)
    found = line(made, f"occasion:{occasion}")
    assert found.status == status
    assert line(made, "ripeness").status == "certain"
    assert (f"iran.{occasion}" in found.missing) == (status == "unknown")


# -- the dossier -------------------------------------------------------------------------------

PAGES = [Document(Snapshot(c * 64, f"Oman and Iran {c}"), name=c) for c in "ab"]


def spoke(status="accepted"):
    spans = tuple(page.snapshot.span(0, 4) for page in PAGES)
    relation = Relation(
        id="R-0000001",
        spans=spans,
        type="agreement_with",
        subject="oman",
        object="iran",
        status=status,
    )
    event = Event(
        id="E-0000001",
        spans=spans[:1],
        type="CONSULT",
        actors=("minister",),
        recipients=("iran",),
        trigger=spans[0],
        date="2025-02",
        modality="historical",
    )
    person = Actor(
        id="minister", name="The minister", kind="person", spans=spans, affiliation="oman"
    )
    own = Actor(id="araghchi", name="Araghchi", kind="person", spans=spans, affiliation="iran")
    word = Statement(
        id="S-0000001",
        spans=spans,
        kind="direct",
        speaker="araghchi",
        speaker_name="Araghchi",
        cue="said",
        sentence=spans[0],
    )
    return Dossier(
        tuple(PAGES),
        actors=(person, own),
        statements=(word,),
        events=(event,),
        issues=(),
        relations=(relation,),
    )


def test_how_a_mediator_stands_is_quoted_and_sure_only_when_reviewed_from_two_origins():
    assert all(x.method != "standing" for x in advise(case()).lines)
    found = line(case(), "standing:oman:iran", spoke())
    assert found.status == "certain"
    assert "agreement with (R-0000001)" in found.text
    assert "meets or talks (background, 2025-02, E-0000001)" in found.text
    assert found.evidence == ("R-0000001", "E-0000001")
    assert line(case(), "standing:oman:us", spoke()).status == "unknown"
    waiting = line(case(), "standing:oman:iran", spoke("unreviewed"))
    assert (waiting.status, set(waiting.unreviewed)) == ("unknown", {"R-0000001", "E-0000001"})
    rejected = line(case(), "standing:oman:iran", spoke("rejected"))
    assert rejected.evidence == ("E-0000001",)
    whole = spoke()
    single = replace(whole, relations=(replace(whole.relations[0], spans=PAGES_ONE),))
    assert line(case(), "standing:oman:iran", single).status == "depends"


def test_what_is_weak_in_the_evidence_is_told_beside_it():
    basis = Basis(evidence=("R-0000001",))
    said = ripe(way_out=Judged("yes", "2025-02", basis))

    def note(dossier):
        return advise(case(said), dossier).notes.get("ripeness")

    assert note(spoke()) is None
    assert note(spoke("unreviewed")) == "not all reviewed"
    assert note(spoke("rejected")) == "some rejected"
    single = replace(spoke(), relations=(replace(spoke().relations[0], spans=PAGES_ONE),))
    assert note(single) == "from one origin"
    assert note(replace(spoke(), relations=())) == "not all in the dossier"
    assert advise(case(said)).notes == {}


def test_the_words_of_an_earlier_breach_stand_beside_the_obligation():
    from goodoffices.advise.words.lines import laid_out
    from goodoffices.advise.words.methods import explain, methods

    numbers = {
        name: (Fraction(1, 2), Fraction(1, 2))
        for name in ("ratio", "detection", "delta", "withdrawal", "false_alarm")
    }
    kept = Obligation(
        id="o", party="us", text="Ease", numbers=numbers, broken_before=("R-0000001",)
    )
    found = advise(case(replace(ripe(), commitments=(kept,))), spoke())
    assert found.wording["R-0000001"] == "Oman"
    told = laid_out(found.lines, found.notes, found.wording)
    assert "        R-0000001: “Oman”" in told
    assert "    R-0000001: “Oman”" in list(
        explain(methods()["commitment"], found.lines, found.wording)
    )


def test_a_party_that_was_only_proposed_may_be_a_side():
    made = case(ripe(way_out=Judged("no")))
    proposed = tuple(replace(p, basis=PROPOSED) if p.id == "iran" else p for p in made.parties)
    assert line(made, "ripeness").status == "impossible"
    found = line(replace(made, parties=proposed), "ripeness")
    assert found.status == "unknown"
    assert "parties.iran" in found.unreviewed
    refused = Mediator(id="oman", name="Oman", consent={**BOTH, "iran": ("no", Basis())})
    made = case(ripe(), mediator=refused)
    assert line(made, "gate:oman").status == "impossible"
    assert line(replace(made, parties=proposed), "gate:oman").status == "unknown"


PAGES_ONE = (PAGES[0].snapshot.span(0, 4),)


def test_who_spoke_for_a_side_is_a_hint_and_no_answer():
    said = ripe(spokesperson=Judged("unknown"))
    found = line(case(said), "hint:iran.spokesperson", spoke())
    assert (found.status, found.evidence) == ("unknown", ("S-0000001",))
    assert "Araghchi" in found.text
    assert line(case(said), "ripeness", spoke()).status == "unknown"
    assert not [x for x in advise(case(ripe()), spoke()).lines if x.method == "hints"]


def test_the_analysis_hints_at_stalemate_and_way_out(tmp_path: Path):
    from goodoffices.cli import demo

    opened = goodoffices.load(Path(demo.__file__).parents[1] / "demo" / "case.yaml")
    case = replace(opened.case, advice=None)
    found = {x.id: x.text for x in advise(case).lines if x.method == "hints"}
    assert "packages worth more than no deal" in found["hint:us.way_out"]
    assert "today" in found["hint:us.stalemate"]
    assert "today" in found["hint:iran.stalemate"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("stale_months: 0", "GO213"),
        ("stale_months: 1.5", "GO213"),
        ("stale_months: soon", "GO213"),
        ("ripeness: {us: {deadline: {answer: yes, date: soon}}}", "GO211"),
        ("mediation: {oman: {direct_party: perhaps}}", "GO217"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, written, code):
    text = (
        "case: c\ntitle: T\nparties:\n  us: {name: U}\nmediators: {oman: {name: O}}\n"
        f"advice:\n  {written}\n"
    )
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(goodoffices.CaseError) as wrong:
        goodoffices.load(tmp_path)
    found = [f for f in wrong.value.findings if f.severity == "error"]
    assert [(f.code, f.place.line) for f in found] == [(code, 7)]
