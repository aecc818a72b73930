"""By which statements a side likely moved, as experts have marked those of other disputes.

That a side moves is seldom said in so many words: it grants on a condition what it would not hear
of a fortnight before, late in the affair, and with a figure. So what is said, word by word and two
by two, its stance, which families of wordings it has, how late it is said and what the same side
said before each add to the log odds. A table has the weights (``data/move_weights.json``, made by
``make weights``; that of the empty mark is where they begin).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from goodoffices.evidence.across.moves import Stand
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
_PIECE = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*|[.?!]")
_ENDS = frozenset(".?!")
_SELF = re.compile(r"I(?:['’]\w+)?")
_TOLD_WITH = ("has yielding", "has withholding", "late 0.5", "late 0.7", "<number>")


def marked(stands: Sequence[Stand]) -> Iterator[tuple[Stand, frozenset[str]]]:
    """Yield what sides said with what is weighed of it."""
    days = sorted({stand.date[:_DAY] for stand in stands if stand.date})
    sides: dict[str, list[Stand]] = {}
    for stand in stands:
        sides.setdefault(stand.side, []).append(stand)
    for stand in stands:
        day = stand.date[:_DAY]
        before = [s for s in sides[stand.side] if day and s.date and s.date[:_DAY] < day]
        late = bisect_left(days, day) / (len(days) - 1) if day and len(days) > 1 else 0.0
        yield stand, frozenset(_marks(stand, before, late))


def likely_moves(stands: Sequence[Stand]) -> frozenset[int]:
    """Return the numbers of the statements by which a side likely moved."""
    weights = _table()
    return frozenset(
        stand.number
        for stand, own in marked(stands)
        if weights[""] + sum(weights.get(one, 0.0) for one in sorted(own)) > LEAST
    )


def _marks(stand: Stand, before: Sequence[Stand], late: float) -> Iterator[str]:
    """Yield what is weighed of a statement, of what its side said before, and of its time."""
    pieces = _pieces(stand.words)
    yield from pieces
    yield from map(" ".join, pairwise(pieces))
    words, told = plain(stand.words), plain(stand.told)
    own = {f"has {name}" for name in _FAMILIES if family(name).search(words)}
    own |= {f"late {share}" for share in _LATE if late >= share}
    own |= {"<number>"} & set(pieces)
    yield from own
    yield from (f"told {name}" for name in _FAMILIES if family(name).search(told))
    same = {f"was {s.stance}" for s in before if s.issue == stand.issue}
    yield from same
    yield "before" if before else "first"
    yield f"is {stand.stance}"
    yield f"is {'direct' if stand.whole else 'indirect'}"
    beside = (own & set(_TOLD_WITH)) | same
    yield from (f"is {stand.stance} {one}" for one in beside)
    yield from (f"words {many}" for many in _MANY if len(pieces) >= many)
    shared = max((len(_long(pieces) & _long(_pieces(s.words))) for s in before), default=0)
    yield from (f"shared {few}" for few in _SHARED if shared >= few)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; names and numbers by what they are."""
    found, begins = [], True
    for piece in _PIECE.findall(text):
        if piece[0].isdigit():
            found.append("<number>")
        elif piece[0].isupper() and not begins and not _SELF.fullmatch(piece):
            found.append("<name>")
        elif piece not in _ENDS:
            found.append(piece.lower().replace("’", "'"))
        begins = piece in _ENDS
    return tuple(found)


def _long(pieces: Sequence[str]) -> set[str]:
    return {piece for piece in pieces if len(piece) >= _LONG}


@cache
def _table() -> Mapping[str, float]:
    text = files("goodoffices.evidence").joinpath("data", "move_weights.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)
    return found
