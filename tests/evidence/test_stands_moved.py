"""A side's own words by which it stands elsewhere than before."""

from __future__ import annotations

import pytest

from goodoffices.evidence.across.moves import Stand, moves


def moved(words: str) -> bool:
    """Tell whether a statement of one day is a move after another's of the month before."""
    before = Stand(
        number=0,
        side="chad",
        issue="toll",
        date="2026-03-02",
        stance="for",
        words="the old toll on every cart",
        told="It asked for the old toll on every cart.",
    )
    now = Stand(
        number=1,
        side="chad",
        issue="toll",
        date="2026-04-02",
        stance="for",
        words=words,
        told=f"“{words},” Reed said.",
    )
    return 1 in moves([before, now])


@pytest.mark.parametrize(
    "words",
    [
        "Ten was right in March; seven is what we ask in April",
        "That was our first figure",
        "It was the wrong number, and we know it",
        "We are now asking for seven",
        "I am now ready to open the gate on Sundays",
    ],
)
def test_a_side_says_that_it_stands_elsewhere(words: str) -> None:
    assert moved(words)


@pytest.mark.parametrize(
    "words",
    [
        "The toll was right and it stays",
        "We are asking for the old toll",
        "It is the only number",
        "I told them so",
        "The bridge was the first to fall",
    ],
)
def test_a_side_that_says_the_same_has_not_moved(words: str) -> None:
    assert not moved(words)
