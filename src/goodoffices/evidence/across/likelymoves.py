"""By which statements a side likely moved, as experts have marked those of other disputes.

That a side moves is seldom said in so many words: it grants on a condition what it would not hear
of a fortnight before, late in the affair, and with a figure. So what is said, word by word and two
by two, its stance, which families of wordings it has, how late it is said and what the same side
said before each add to the log odds. A table has the weights (``data/move_weights.json``, made by
``make weights``; that of the empty mark is where they begin).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise

from goodoffices.base.weighing import log_odds, weight_table
from goodoffices.evidence.across.moves import Stand
from goodoffices.evidence.across.pieces import pieces
from goodoffices.evidence.across.tones import Stance
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


class _Said:
    """What one side has said on days gone by: its stances by issue, and where each word stands."""

    def __init__(self) -> None:
        self.stances: dict[str, set[Stance]] = {}
        self._said: dict[str, list[int]] = {}

    def add(self, stand: Stand, own: Iterable[str]) -> None:
        """Keep a statement with the long words that it has."""
        self.stances.setdefault(stand.issue, set()).add(stand.stance)
        for word in own:
            self._said.setdefault(word, []).append(stand.number)

    def shared(self, own: Iterable[str]) -> int:
        """Return how many of some words the one statement has that has most of them."""
        times = Counter(chain.from_iterable(self._said.get(word, ()) for word in own))
        return max(times.values(), default=0)


def marked(stands: Sequence[Stand]) -> Iterator[tuple[Stand, frozenset[str]]]:
    """Yield what sides said with what is weighed of it."""
    days = sorted({stand.date[:_DAY] for stand in stands if stand.date})
    earlier = _earlier(stands)
    for stand in stands:
        day = stand.date[:_DAY]
        late = bisect_left(days, day) / (len(days) - 1) if day and len(days) > 1 else 0.0
        stances, shared = earlier.get(stand.number, (None, 0))
        marks = _marks(stand, stances, late)
        yield stand, frozenset((*marks, *_steps("shared", shared, _SHARED)))


def _earlier(stands: Sequence[Stand]) -> dict[int, tuple[frozenset[Stance], int]]:
    """Return what its side had said before each statement, of those that it had said any before.

    The stances are those on the same issue; the number is how many long words the one statement
    shares that shares most. What has no date is neither before nor behind anything.
    """
    found: dict[int, tuple[frozenset[Stance], int]] = {}
    sides: dict[str, _Said] = {}
    dated = sorted((s for s in stands if s.date), key=lambda s: s.date[:_DAY])
    for _day, today in groupby(dated, key=lambda s: s.date[:_DAY]):
        said = [(stand, _long(_pieces(stand.words))) for stand in today]
        for stand, own in said:
            if before := sides.get(stand.side):
                stances = frozenset(before.stances.get(stand.issue, ()))
                found[stand.number] = stances, before.shared(own)
        for stand, own in said:
            sides.setdefault(stand.side, _Said()).add(stand, own)
    return found


def likely_moves(stands: Sequence[Stand]) -> frozenset[int]:
    """Return the numbers of the statements by which a side likely moved."""
    weights = weight_table("goodoffices.evidence", "move_weights.json")
    return frozenset(
        stand.number for stand, own in marked(stands) if log_odds(weights, own) > LEAST
    )


def _marks(stand: Stand, before: Collection[Stance] | None, late: float) -> Iterator[str]:
    """Yield what is weighed of a statement, of what its side said before, and of its time.

    ``before`` are its stances on the issue until then; None where it had said nothing at all.
    """
    said = _pieces(stand.words)
    yield from said
    yield from map(" ".join, pairwise(said))
    words, told = plain(stand.words), plain(stand.told)
    own = {f"has {name}" for name in _FAMILIES if family(name).search(words)}
    own |= {f"late {share}" for share in _LATE if late >= share}
    own |= {"<number>"} & set(said)
    yield from own
    yield from (f"told {name}" for name in _FAMILIES if family(name).search(told))
    same = {f"was {stance}" for stance in before or ()}
    yield from same
    yield "first" if before is None else "before"
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
