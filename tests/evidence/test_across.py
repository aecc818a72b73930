"""Many documents: one origin, one event, a stance only where the words say it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evidence.made_dossiers import Page, offer, river

import goodoffices
from goodoffices.cli.main import verbs
from goodoffices.cli.terminal import dossier_summary
from goodoffices.evidence.across.copies import agency, copies, origins, rewrites
from goodoffices.evidence.across.happenings import happenings
from goodoffices.evidence.across.matters import Mediation, assigned
from goodoffices.evidence.across.positions import positions
from goodoffices.evidence.across.stances import stance
from goodoffices.evidence.claims import Dossier, merge
from goodoffices.evidence.snapshot import Document
from goodoffices.evidence.store import DossierStore
from goodoffices.read import read_text

STORY = (
    "The foreign minister of Oman arrived on Sunday with a letter for the president and met three "
    "members of the council. Talks lasted four hours and ended without a statement to the press. "
    "A second meeting was set for the following week in the capital of a third country, and both "
    "delegations were told to bring maps, figures and a list of prisoners whom they would release."
)
OTHER = (
    "Rain closed the northern road for two days and lorries with flour waited at the bridge. The "
    "river authority opened two sluices at night. Engineers from both banks measured the level "
    "each hour and sent what they read to one office, where a retired judge kept the only record."
)


def page(text: str, name: str) -> Page:
    return Page(text, name)


@pytest.mark.parametrize(
    ("words", "about_it"),
    [
        ("“Ms Reis has our trust,” Togo’s envoy, Ann Reed, said.", True),
        ("Ms Reis flew in on Monday. “We could accept her,” Togo’s envoy, Ann Reed, said.", True),
        ("Ms Reis flew in on Monday. “We want the road,” Togo’s envoy, Ann Reed, said.", False),
        ("“We could accept a toll,” Togo’s envoy, Ann Reed, said.", False),
        ("“Can we accept Ms Reis?” Togo’s envoy, Ann Reed, asked.", False),
    ],
)
def test_what_is_said_of_who_mediates_is_a_matter_of_its_own(words: str, about_it: bool) -> None:
    told = assigned(read_text(words), [], Mediation("who", ("Joana Reis",))).statements
    assert any("who" in s.issues for s in told) == about_it


def test_a_copy_and_a_shortened_one_are_found_and_another_story_is_not() -> None:
    whole = page(STORY, "a.txt").document
    retold = page(
        "Our correspondent writes.\n" + STORY.replace("Sunday", "Monday"), "b.txt"
    ).document
    short = page(STORY[:280], "c.txt").document
    other = page(OTHER, "d.txt").document
    found = set(copies([whole, retold, short, other]))
    assert (whole.id, retold.id) in found
    assert (whole.id, short.id) in found
    assert not any(other.id in pair for pair in found)
    groups = origins([whole, other, retold, short])
    assert groups[whole.id] == groups[retold.id] == groups[short.id] != groups[other.id]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("MUSCAT (Reuters) - The minister arrived.", "Reuters"),
        ("TASS reported that the minister arrived.", "TASS"),
        ("The minister arrived, according to the AFP.", "AFP"),
        ("Iran (AP) — The minister arrived.", "AP"),
        ("A reporter of Reuters was hurt.", None),
        ("The minister arrived.", None),
        ("The minister arrived. " * 30 + "TASS reported it.", None),
    ],
)
def test_an_agency_is_named_in_the_head_or_not_at_all(head: str, name: str | None) -> None:
    assert agency(page(head, "a.txt").document) == name


def test_pages_of_one_agency_have_one_origin() -> None:
    texts = ["MUSCAT (Reuters) - The minister arrived.", "Rain fell, Reuters reported."]
    first, second = (page(text, "x.txt").document for text in texts)
    assert len(set(origins([first, second]).values())) == 1


def told(text: str, date: str | None, **more: object) -> Dossier:
    made = page(text, "r.txt")
    words = "Russia agreed to mediate"
    event = made.event("AGREE", words, ["russia"], ["iran"], date=date)
    return Dossier((made.document,), events=(replace(event, **more),))


def test_reports_of_one_day_are_one_event_with_its_origins() -> None:
    parts = [
        told("Russia agreed to mediate. " + STORY, "2025-03-04"),
        told("Russia agreed to mediate. " + STORY + " So it ended.", "2025-03-05"),
        told("Russia agreed to mediate. " + OTHER, "2025-03-04"),
    ]
    found = happenings(merge(parts))
    assert [(len(h.reports), h.pages, h.origins) for h in found] == [(3, 3, 2)]


@pytest.mark.parametrize(
    "second",
    [
        told("Russia agreed to mediate, again.", "2025-03-07"),
        told("Russia agreed to mediate, again.", "2025-03"),
        told("Russia agreed to mediate, again.", None),
        told("Russia agreed to mediate, again.", "2025-03-04", modality="negated"),
        told("Russia agreed to mediate, again.", "2025-03-04", recipients=("iraq",)),
        told("Russia agreed to mediate, again.", "2025-03-04", type="REJECT"),
    ],
)
def test_what_may_be_another_event_stays_apart(second: Dossier) -> None:
    assert len(happenings(merge([told("Russia agreed to mediate.", "2025-03-04"), second]))) == 2


def test_undated_copies_of_one_sentence_are_one_event() -> None:
    both = merge(
        [
            told("Russia agreed to mediate. " + STORY, None),
            told("Russia agreed to mediate. " + STORY + " So.", None),
        ]
    )
    assert [(h.pages, h.origins) for h in happenings(both)] == [(2, 1)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("we welcome the offer", "for"),
        ("we will not accept any deal", "against"),
        ("the offer is unacceptable", "against"),
        ("Iran is ready to talk if sanctions end", "conditional"),
        ("we do not support this", "against"),
        ("we have never welcomed it", "unknown"),
        ("we reject pressure but welcome talks", "unknown"),
        ("this is a sad and terrible day", "unknown"),
    ],
)
def test_a_stance_is_read_from_words_of_it_only(words: str, expected: str) -> None:
    assert stance(page(words, "p.txt").said("iran", words)) == expected


def test_who_moved_is_marked_in_time_order() -> None:
    text = "We reject talks. We accept talks. Talks are long. We accept all."
    made = page(text, "p.txt")
    said = tuple(
        made.said("iran", words, issues=("talks",), date=date)
        for words, date in [
            ("We accept talks", "2025-03-05"),
            ("We reject talks", "2025-02-01"),
            ("Talks are long", "2025-02-02"),
            ("We accept all", None),
        ]
    )
    found = positions(Dossier((made.document,), statements=said))
    assert [(p.date, p.stance, p.moved) for p in found] == [
        ("2025-02-01", "against", False),
        ("2025-02-02", "unknown", False),
        ("2025-03-05", "for", True),
        (None, "for", False),
    ]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("We want forty boats", "Twelve boats is a leftover", False),
        ("Twelve boats is a leftover", "We want forty boats", False),
        ("We want forty boats", "We want thirty boats", True),
        ("There will be no boats", "We said none; now I say forty, shared and counted", True),
        ("There will be no boats", "We could let forty out provided that they are counted", True),
        ("There will be no boats", "If one boat sails, we will burn it", False),
    ],
)
def test_only_what_is_granted_or_named_anew_is_a_move(before: str, after: str, moved: bool):
    made = page(f"{before}. {after}.", "p.txt")
    said = tuple(
        made.said("iran", words, issues=("boats",), date=date)
        for words, date in [(before, "2025-02-01"), (after, "2025-03-05")]
    )
    found = positions(Dossier((made.document,), statements=said))
    assert [p.moved for p in found] == [False, moved]


def test_the_verbs_print_both(tmp_path: Path) -> None:
    goodoffices.new(tmp_path / "case", "A case")
    with DossierStore(tmp_path / "case") as store:
        store.add(merge([offer(), river()]))
    case = str(tmp_path / "case")
    shown = CliRunner().invoke(verbs, ["events", case]).output
    assert "reports" in shown
    plain = json.loads(CliRunner().invoke(verbs, ["events", case, "--json"]).output)
    assert {one["reports"] for one in plain} == {1}
    assert "conditional" not in CliRunner().invoke(verbs, ["positions", case]).output
    opposite = CliRunner().invoke(verbs, ["contradictions", case]).output
    assert "The dam must be opened in spring" in opposite
    assert "The dam must not be opened in spring" in opposite
    pairs = json.loads(CliRunner().invoke(verbs, ["contradictions", case, "--json"]).output)
    assert [(pair["side"], pair["issue"]) for pair in pairs] == [("lower-bank", "dam")]
    held = json.loads(CliRunner().invoke(verbs, ["positions", case, "--json"]).output)
    assert {one["issue"] for one in held} == {"dam", "nuclear-programme"}


def test_reading_says_reports_and_origins_of_several_pages_only() -> None:
    assert "2 reports, 2 origins" in dossier_summary(merge([offer(), river()]))
    assert "origin" not in dossier_summary(offer())


QUOTE = (
    "Four of our fishermen left at dusk and came home under tarpaulins, and until the rest are "
    "freed there is nothing else for us to talk about with anybody on the other bank"
)
ANSWER = (
    "Nobody rammed anybody, and those who sent out that boat at night without a lamp on board are "
    "the ones who should answer before a court for what happened to the men in it"
)


def article(*paragraphs: str, name: str = "") -> Document:
    return Page("\n\n".join(paragraphs), name).document


def test_pages_that_share_quotations_and_their_frame_are_possibly_one_source() -> None:
    blamed = f"The two sides blamed each other for it. “{QUOTE},” the minister said."
    one = article(blamed, f"“{ANSWER}.”")
    two = article("A quarrel at sea.", f"“{ANSWER},” they say.", f"Dakar is angry: “{QUOTE}.”")
    alone = article(
        f"{STORY} In another hall somebody read it out: “{QUOTE}.” Nobody in the room answered."
    )
    framed = article(
        f"The two sides blamed each other for it at sea. “{QUOTE},” the minister said."
    )
    found = {(s.one, s.other) for s in rewrites([one, two, alone, framed])}
    assert found == {(one.id, two.id), (one.id, framed.id)}
    groups = origins([one, two, alone])
    assert groups[one.id] == groups[two.id] != groups[alone.id]


def test_a_letter_and_what_it_quotes_are_one_source() -> None:
    outer = article("I doubt the bit about armed men, our people said.", name="a.eml")
    inner = article("Senegal demanded that the men be freed.", name="a.eml#quoted 1")
    other = article("Qatar offered to mediate between the two.", name="b.eml")
    groups = origins([outer, inner, other])
    assert groups[outer.id] == groups[inner.id] != groups[other.id]
