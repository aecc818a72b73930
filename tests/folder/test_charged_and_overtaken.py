"""What somebody is only accused of wanting, what was, and an answer that a later one overtook."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

OFFER = "Ghana offered on Monday to mediate between Chad and Niger. "


def shown(text: str) -> Candidates:
    return Candidates(merge([read_text(OFFER + text, "2026-03-01", "a.txt")]))


def wants(text: str) -> set[str]:
    """Return what is read as wanted by Chad."""
    return {b.phrase.text for b in shown(text).bids if b.kind == "want" and b.party == "chad"}


@pytest.mark.parametrize(
    "text",
    [
        "Niger accused Chad of seeking to close the harbour.",
        "Niger has accused Chad of wanting the island and of trying to take the north pier.",
        "Niger suspects Chad of wanting to keep the island.",
        "Chad's premier has held on to power for years.",
        "Chad ran the harbour until Niger came to own it.",
        "An official of Chad who requested anonymity said that the harbour was shut.",
        "A minister of Chad asked for anonymity to discuss the talks.",
    ],
)
def test_what_one_is_charged_with_and_what_was_is_wanted_by_nobody(text: str) -> None:
    assert wants(text) == set()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chad wants to close the harbour.", "close the harbour"),
        ("Chad holds to a share of the tolls.", "share of the tolls"),
        ("Chad said it would not move until Niger pays the toll.", "Niger pays the toll"),
        ("Chad accused Niger of lying and demanded the return of its ship.", "return of its ship"),
    ],
)
def test_what_a_side_asks_for_is_wanted(text: str, wanted: str) -> None:
    assert any(wanted in one for one in wants(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chad said it would accept Ghana's mediation after previously rejecting Ghana's offer.",
        "Chad, having rejected Ghana's mediation in May, accepted it on Sunday.",
        "After rejecting Ghana's offer at first, Chad accepted Ghana's mediation.",
        "Chad would accept a Ghana-led peace process after challenging Ghana's proposal.",
    ],
)
def test_an_answer_that_a_later_one_overtook_is_none(text: str) -> None:
    assert {v.answer for v in shown(text).answers if v.side == "chad"} == {"yes"}


def test_an_answer_beside_another_act_stands() -> None:
    found = shown("Chad rejected Ghana's mediation after its soldiers had left the pier.").answers
    assert {v.answer for v in found if v.side == "chad"} == {"no"}
