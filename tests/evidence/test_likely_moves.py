"""Likely moves: what words, times and what was said before weigh, beside what rules read."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from tools.learn_moves import Stood, learnt_moves

from goodoffices.evidence.across import likelymoves
from goodoffices.evidence.across import moves as ruledmoves
from goodoffices.evidence.across.likelymoves import likely_moves, marked
from goodoffices.evidence.across.moves import Stand, moves
from goodoffices.evidence.across.tones import Stance


def stand(number: int, words: str, date: str, stance: Stance = "for", side: str = "togo") -> Stand:
    return Stand(
        number=number,
        side=side,
        issue="weir",
        date=date,
        stance=stance,
        words=words,
        told=words,
        whole=words,
    )


FIRST = stand(0, "the weir will never be opened for anybody's barges", "2026-03-01", "against")
OTHER = stand(1, "the barges have to pass", "2026-03-09", side="chad")
LAST = stand(
    2,
    "if the dredger is paid for, forty barges a week can go through the weir",
    "2026-04-20",
    "conditional",
)


def marks(*stands: Stand) -> list[frozenset[str]]:
    return [own for _stand, own in marked(stands)]


def test_what_a_side_grants_late_after_it_refused_is_likely_a_move() -> None:
    assert likely_moves([FIRST, OTHER, LAST]) == {2}


def test_what_a_side_said_first_is_likely_none() -> None:
    assert not likely_moves([FIRST, OTHER])


def test_what_was_said_before_is_that_of_the_same_side_on_earlier_days() -> None:
    first, other, last = marks(FIRST, OTHER, LAST)
    assert "first" in first
    assert "first" in other
    assert {"before", "was against", "is conditional was against", "late 0.9"} <= last
    assert "before" not in marks(FIRST, stand(3, "it stays shut", "2026-03-01"))[1]


@pytest.mark.parametrize(("words", "most"), [("barges", 1), ("barges and the dredger", 2)])
def test_words_shared_are_those_of_the_one_statement_that_shares_most(
    words: str, most: int
) -> None:
    said = ("the barges wait for the ferry", "the dredger is rusty", "forty barges and a dredger")
    before = [stand(n, one, f"2026-03-0{n + 1}") for n, one in enumerate(said)]
    own = marks(*before, stand(9, words, "2026-03-20"))[-1]
    assert {one for one in own if one.startswith("shared ")} == {
        f"shared {n}" for n in (1, 2, 3, 5) if n <= most
    }


def test_a_side_that_says_much_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many statements cost twice as much, and not four times."""
    asked: list[int] = []

    def withheld(one: Stand) -> bool:
        asked.append(one.number)
        return False

    monkeypatch.setattr(ruledmoves, "_withheld", withheld)
    granted = "we could allow a boat if they pay"
    every = [stand(n, granted, f"20{n:02}-03-01", "conditional") for n in range(60)]
    moves(every)
    assert sorted(asked) == list(range(60))


def test_names_and_numbers_are_weighed_as_what_they_are() -> None:
    one, other = (
        marks(stand(0, words, "2026-03-01"))[0]
        for words in ("the 40 boats of Mora stay", "the 9,100 boats of Lisbet stay")
    )
    assert one == other


def test_an_undated_statement_is_late_at_no_time() -> None:
    assert not any(mark.startswith("late") for mark in marks(FIRST, stand(1, "it may", ""))[1])


def test_the_shipped_table_has_no_name() -> None:
    path = files("goodoffices.evidence").joinpath("data", "move_weights.json")
    table = json.loads(path.read_text("utf-8"))
    assert "" in table
    assert len(table) > 100
    assert not any(c.isupper() for c in "".join(table))


def test_weights_alone_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likelymoves, "weight_table", lambda *_path: {"": -5.0, "barges": 9.0})
    assert likely_moves([FIRST, OTHER, LAST]) == {0, 1, 2}
    assert not likely_moves([stand(0, "the weir", "2026-03-01")])
    assert not moves([FIRST, OTHER])


def test_the_same_statements_teach_the_same_weights() -> None:
    told = [
        Stood(f"d{n % 5}", frozenset({"all", *(("late 0.9",) if n % 4 == 1 else ())}), n % 4 == 1)
        for n in range(200)
    ]
    weights = learnt_moves(told)
    assert weights == learnt_moves(told)
    assert weights["late 0.9"] > 1
