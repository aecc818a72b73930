"""By which statements a side likely moved, as experts have marked those of other disputes.

That a side moves is seldom said in so many words: it grants on a condition what it would not hear
of a fortnight before, late in the affair, and with a figure. So what is said, word by word and two
by two, its stance, which families of wordings it has, how late it is said and what the same side
said before each add to the log odds. A table has the weights (``data/move_weights.json``, made by
``make weights``; that of the empty mark is where they begin).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodoffices.base.weighing import log_odds, weight_table
from goodoffices.evidence.across.moves import Stand
from goodoffices.evidence.across.pieces import pieces
from goodoffices.evidence.across.wordings import family, plain

LEAST = -1.25
"""How likely a move must be to be marked (log odds)."""
_DAY = 10
_FAMILIES = (
    *("turning", "turned", "recalled", "refusing", "turned_to", "held_on", "shifts"),
    *("withholding", "lasting", "yielding", "threatening", "of_mediators"),
)
_LATE = (0.25, 0.5, 0.7, 0.9)
_MANY = (8, 15, 25, 40)
_SHARED = (1, 2, 3, 5)
_LONG = 4
_MARKS = frozenset(".,;:?!—–")
_TOLD_WITH = ("has yielding", "has withholding", "late 0.5", "late 0.7", "<number>")


def marked(stands: Sequence[Stand]) -> Iterator[tuple[Stand, frozenset[str]]]:
    """Yield what sides said with what is weighed of it."""
    days = sorted({stand.date[:_DAY] for stand in stands if stand.date})
    sides: dict[str, list[Stand]] = {}
    for stand in stands:
        sides.setdefault(stand.side, []).append(stand)
    long = {stand.number: _long(_pieces(stand.words)) for stand in stands}
    for stand in stands:
        day, own = stand.date[:_DAY], long[stand.number]
        before = [s for s in sides[stand.side] if day and s.date and s.date[:_DAY] < day]
        late = bisect_left(days, day) / (len(days) - 1) if day and len(days) > 1 else 0.0
        shared = max((len(own & long[s.number]) for s in before), default=0)
        yield stand, frozenset((*_marks(stand, before, late), *_steps("shared", shared, _SHARED)))


def likely_moves(stands: Sequence[Stand]) -> frozenset[int]:
    """Return the numbers of the statements by which a side likely moved."""
    weights = weight_table("goodoffices.evidence", "move_weights.json")
    return frozenset(
        stand.number for stand, own in marked(stands) if log_odds(weights, own) > LEAST
    )


def _marks(stand: Stand, before: Sequence[Stand], late: float) -> Iterator[str]:
    """Yield what is weighed of a statement, of what its side said before, and of its time."""
    said = _pieces(stand.words)
    yield from said
    yield from map(" ".join, pairwise(said))
    words, told = plain(stand.words), plain(stand.told)
    own = {f"has {name}" for name in _FAMILIES if family(name).search(words)}
    own |= {f"late {share}" for share in _LATE if late >= share}
    own |= {"<number>"} & set(said)
    yield from own
    yield from (f"told {name}" for name in _FAMILIES if family(name).search(told))
    same = {f"was {s.stance}" for s in before if s.issue == stand.issue}
    yield from same
    yield "before" if before else "first"
    yield f"is {stand.stance}"
    yield f"is {'direct' if stand.whole else 'indirect'}"
    beside = (own & set(_TOLD_WITH)) | same
    yield from (f"is {stand.stance} {one}" for one in beside)
    yield from _steps("words", len(said), _MANY)


def _steps(name: str, count: int, steps: Sequence[int]) -> Iterator[str]:
    """Yield a mark for each step that a count reaches."""
    yield from (f"{name} {step}" for step in steps if count >= step)


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(piece for piece in pieces(text) if piece[-1] not in _MARKS)


def _long(words: Sequence[str]) -> frozenset[str]:
    return frozenset(piece for piece in words if len(piece) >= _LONG)
