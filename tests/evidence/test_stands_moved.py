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


@pytest.mark.parametrize(
    "words",
    [
        "I said not one cart. I have looked at the bridge since, and twelve can cross",
        "There was to be no toll at all. There can be a copper a cart from May",
        "We had barred that road. We are ready to open it on Sundays",
        "My position was that nobody leaves. I am prepared to let the sick go",
        "We spoke of ten carts in March because ten is what the ice bore. Today it bears twenty",
    ],
)
def test_who_recalls_his_word_and_goes_on_otherwise_has_moved(words: str) -> None:
    assert recalled(words)


@pytest.mark.parametrize(
    "words",
    [
        "I said not one cart. It is still not one",
        "We asked for ten carts and we are still asking for ten",
        "I said that they will be welcome. We can meet today",
        "I have said twelve and I have not yet heard an argument against it",
        "We said no ten days ago. Nobody has answered",
    ],
)
def test_who_recalls_his_word_and_keeps_it_has_not(words: str) -> None:
    assert not recalled(words)


def test_what_says_so_itself_needs_no_day() -> None:
    assert recalled("I said none. Two can go home", date="")


@pytest.mark.parametrize(
    ("before", "now", "is_move"),
    [
        ("No cart crosses", "Carts could cross by night if the guards are paid", True),
        ("The gate stays shut", "We will open the gate if the guards are paid", True),
        ("We want a gate", "Carts could cross by night if the guards are paid", False),
        ("No cart crosses", "We will burn the bridge if a cart crosses", False),
        ("No cart crosses", "Unless the guards are paid, the bridge can be cut", False),
        ("No cart crosses", "We could work with a mediator if he is paid", False),
    ],
)
def test_a_grant_is_a_move_where_something_was_withheld(
    before: str, now: str, *, is_move: bool
) -> None:
    stands = [
        Stand(
            number=number,
            side="chad",
            issue="gate",
            date=date,
            stance=stance,
            words=words,
            told=words,
        )
        for number, (date, stance, words) in enumerate(
            [("2026-03-02", "for", before), ("2026-04-02", "conditional", now)]
        )
    ]
    assert (1 in moves(stands)) is is_move


def recalled(words: str, date: str = "2026-04-02") -> bool:
    """Tell whether a statement of which nothing came before is a move by its own words."""
    one = Stand(
        number=0,
        side="chad",
        issue="gate",
        date=date,
        stance="for",
        words=words,
        told=f"“{words},” Reed said.",
        whole=words,
    )
    return 0 in moves([one])
