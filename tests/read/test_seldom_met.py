"""Rules that few pages meet: what they read, and what looks alike and must not be read so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.evidence.claims import Dossier, Statement
from goodoffices.folder.proposals.attribution import Attribution
from goodoffices.read import read_document
from goodoffices.read.document.intake import text_document


def read(text: str) -> Dossier:
    return read_document(text_document(text, name="", published="2026-05-04"))


def said(text: str) -> set[tuple[str | None, str]]:
    return {(one.speaker, one.text) for one in read(text).statements}


def acts(text: str) -> set[tuple[str, frozenset[str], str]]:
    return {
        (one.type, frozenset((*one.actors, *one.recipients)), one.modality)
        for one in read(text).events
    }


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        (
            "“No water before the toll is paid” — Ida Brann, in the corridor of the ministry.",
            "ida-brann",
            "“No water before the toll is paid”",
        ),
        (
            "The minister Ida Brann came late on Monday. “We keep the bridge.” So says Ida Brann.",
            "ida-brann",
            "“We keep the bridge.”",
        ),
        (
            "“No deal without the dam”: Ida Brann digs in",
            "ida-brann",
            "“No deal without the dam”",
        ),
        (
            "Minister Ida Brann spoke first. Ida Brann again, because she was asked: “It stays.”",
            "ida-brann",
            "“It stays.”",
        ),
        (
            "Ida Brann of Chad stops at the door. On the toll: “We shall not pay it.”",
            "ida-brann",
            "“We shall not pay it.”",
        ),
        (
            "The dam stays, Ida Brann said, adding in the meantime, the guards can carry on.",
            "ida-brann",
            "in the meantime, the guards can carry on",
        ),
        (
            "As far as Chad is concerned, the dam stays where it is.",
            "chad",
            "the dam stays where it is",
        ),
        (
            "Niger's claim is that Chad shelled the port on Monday.",
            "niger",
            "that Chad shelled the port on Monday",
        ),
    ],
)
def test_who_says_it_is_told_without_a_verb_beside_the_words(
    text: str, who: str, words: str
) -> None:
    assert (who, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "“No deal without the dam”: Ida Brann digs in.",  # a sentence, no headline
        "“No water before the toll is paid” — the bridge was shut while Ida Brann watched.",
        "As far as the border, which Chad closed, the road is open.",
        "The dam stays. Adding in haste, the guards can carry on.",
        "The minister's fear was that Chad would close the dam.",
    ],
)
def test_nobody_says_what_looks_alike(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Deal between Chad, Niger signed in Accra", "asserted"),
        ("A pact between Chad, Niger sealed on Monday ends the quarrel.", "asserted"),
        ("Chad and Niger signed the truce days ago.", "asserted"),
        ("Chad and Niger are days away from signing the truce.", "hypothetical"),
        ("Chad and Niger were near a deal on the water.", "hypothetical"),
        ("Chad and Niger are far from signing the truce.", "negated"),
    ],
)
def test_two_sign_together_or_nearly_do(text: str, modality: str) -> None:
    assert acts(text) == {("SUPPORT", frozenset({"chad", "niger"}), modality)}


def test_whoever_acts_beside_a_pair_acts_alone() -> None:
    (event,) = read("Talks with Chad stalled. Niger sealed the road on Monday.").events
    assert (event.type, event.actors, event.recipients) == ("COERCE", ("niger",), ())


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The cost of an attack on Niger would be high, Chad said.", "hypothetical"),
        ("The attack on Niger by Chad cost eight lives on Monday.", "asserted"),
        ("Chad attacked a post near the border with Niger on Monday.", "asserted"),
        ("Niger's claim is that Chad shelled the port on Monday.", "reported"),
        ("The minister's fear was that Chad would shell the port.", "hypothetical"),
        (
            "Niger said Chad attacked. Chad said it was no attack: it was just a drill.",
            "negated",
        ),
    ],
)
def test_an_attack_that_is_weighed_claimed_or_taken_back_is_no_fact(
    text: str, modality: str
) -> None:
    first = next(event for event in read(text).events if event.type == "ASSAULT")
    assert first.modality == modality


def whom(text: str, office: str) -> str | None:
    """Return whom the last "he" of a text is, taken for an office by the reading."""
    found = read(text)
    *others, last = found.statements
    assert last.speaker_span is not None
    assert last.speaker_span.exact == "he"
    meant: Statement = replace(last, speaker=None, speaker_name=office)
    told = replace(found, statements=(*others, meant))
    actors = {actor.id: actor for actor in told.actors}
    return Attribution(told, actors, {}, told.texts, lambda *_: None).heard_before(meant)


def test_he_is_who_spoke_last_where_an_office_says_nothing_itself() -> None:
    heard = "The envoy, Lars Lind said, was welcome in Chad. “We shall meet,” he told them."
    assert whom(heard, "the envoy") == "lars-lind"
    assert whom(heard, "Lars Lind") is None  # no office
    speaks = f"The envoy, Lars Lind, said that the ministry was late.\n\n{heard}"
    assert whom(speaks, "the envoy") is None  # it speaks on the page
    land = "Chad said the envoy was welcome. “We shall meet,” he told them."
    assert whom(land, "the envoy") is None  # a state is no "he"
