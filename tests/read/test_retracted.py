"""What is told and at once taken back is not told as a fact; what a rival denies stays."""

from __future__ import annotations

import pytest
from reading import read

FACT = {"asserted", "reported", "historical"}


def told(text: str) -> set[str]:
    """Return how the first act of a text is told."""
    return {e.modality for e in read(text)[0] if e.type in {"ASSAULT", "CONSULT", "SANCTION"}}


@pytest.mark.parametrize(
    "behind",
    [
        "That never happened.",
        "Nothing of the kind happened.",
        "No such raid took place.",
        "There was no such raid.",
        "The posts were false.",
        "The claims turned out to be fabricated.",
        "It was not true.",
        "It did no such thing.",
        "It had not.",
        "“This is not true,” the mayor of Tripoli said.",
        "Both governments called the report false.",
        "Both governments denied the report.",
    ],
)
def test_a_rumour_that_is_taken_back_is_no_fact(behind: str) -> None:
    modalities = told(f"Several users claimed that Chad had bombed Tripoli. {behind}")
    assert modalities
    assert not modalities & FACT


@pytest.mark.parametrize(
    "text",
    [
        "Word spread that Chad had attacked Libya; it had not.",
        "Word spread that Chad had attacked Libya, but it had not.",
        "Rumours that Chad had bombed Tripoli spread; Chad had done nothing of the kind.",
        "Two papers wrote that Peru had expelled the envoy of Chad. She has not been expelled.",
    ],
)
def test_a_clause_joined_to_it_takes_it_back(text: str) -> None:
    assert not told(text) & FACT


@pytest.mark.parametrize(
    "text",
    [
        "Chad bombed Tripoli on Monday. It was a mistake.",
        "Libya said Chad had bombed Tripoli on Monday. Chad denied it.",
        "Libya said Chad had bombed Tripoli on Monday. “That is a lie,” Chad's army said.",
        "Libya said Chad had bombed Tripoli on Monday. It did not say how many people died.",
        "Libya said Chad had bombed Tripoli on Monday. The report is detailed.",
        "Chad bombed Tripoli on Monday. No such leader can stay in office.",
        "Chad bombed Tripoli on Monday. Nothing happened to the port.",
        "Peru said that Chad and Libya had met in Tunis. They have not met since.",
    ],
)
def test_what_is_judged_doubted_by_a_rival_or_ended_stays(text: str) -> None:
    assert told(text) & FACT
