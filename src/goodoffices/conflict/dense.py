"""Stability by relations between all pairs of states, for questions that a threshold cannot answer.

Coalitions that fear on behalf of any one member, and preferences that are partly unknown, do not
order the states in a line; then every pair of states is looked at. A relation is kept as bits, a
row a state, so that rows are compared a word at a time: 2 MB for 4,096 states. It is refused beyond
that, with the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.conflict.moves import Codes, Moves, listed_moves

Relation = NDArray[np.bool_]
"""(n, n): whether something holds from the state of the row to that of the column."""

Bits = NDArray[np.uint8]
"""(n, bytes): a relation, the states of each row as bits, in whole words of eight bytes; bits past
the last state are 0."""

MOST_STATES = 4096

WORD = 8
"""Bytes that are looked at together."""

PORTION = 1 << 10
"""Moves that are looked at together: what they lead to stays in the processor's cache."""

_SWAPS = ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
"""Warren, Hacker's Delight, 7-3: what changes places when eight bytes are turned as a square."""


@dataclass(frozen=True)
class Fears:
    """What a party or a coalition weighs before it leaves a state (the row) for another.

    ``incentive``: the moves it would like to make; ``answers``: where the others can then lead;
    ``good``: the states that it would not regret having left the row's for; ``own``: the moves of
    each of its members, where it may move once more (None where it may not); ``wished`` the pairs
    of ``incentive``, where they are listed already.
    """

    incentive: Bits
    answers: Bits
    good: Bits
    own: Sequence[MoverMoves] | None = None
    wished: tuple[NDArray[np.intp], NDArray[np.intp]] | None = None

    def harm(self) -> Bits:
        """Return the states that deter: not good, and with no way on to what is good."""
        good = self.good
        if self.own is not None:
            good = good | turned(led(self.own, turned(good)))
        return inverted(good, len(good))

    def harm_at(self, state: int) -> Bits:
        """Return the row of :meth:`harm` of one state."""
        good = self.good[state]
        if self.own is not None:
            each = np.zeros((len(self.good), WORD), dtype=np.uint8)
            each[:, 0] = np.unpackbits(good, count=len(each))
            good = good | packed(led(self.own, each)[None, :, 0] > 0)[0]
        return inverted(good, len(self.good))


def stable(fears: Fears) -> NDArray[np.bool_]:
    """Return the (n,) states from which every move it would like to make is deterred."""
    if not fears.answers.any():
        return np.asarray(~fears.incentive.any(axis=1))
    feared = fears.harm()
    origin, target = fears.wished or pairs(fears.incentive)
    stays = np.ones(len(feared), dtype=bool)
    for start in range(0, origin.size, PORTION):
        some = slice(start, start + PORTION)
        deterred = (feared[origin[some]] & fears.answers[target[some]]).any(axis=1)
        stays[origin[some][~deterred]] = False
    return stays


def decisive(state: int, fears: Fears) -> tuple[int | None, int | None]:
    """Return a wished move that nothing deters, else one that is deterred, with the answer."""
    harm = fears.harm_at(state)
    deterred: tuple[int | None, int | None] = (None, None)
    for target in states(fears.incentive[state]):
        feared = states(fears.answers[target] & harm)
        if not feared:
            return target, None
        if deterred[0] is None:
            deterred = target, feared[0]
    return deterred


def sequences(ways: Sequence[MoverMoves], size: int) -> Bits:
    """Return where several movers can lead, if none moves twice in a row; a row a state.

    Fang, Hipel & Kilgour 1993, chapter 4.
    """
    return led(ways, packed(np.eye(size, dtype=bool)))


def anyhow(bits: Bits) -> Bits:
    """Return where moves lead one after another, whoever makes them, as often as they like."""
    way, found = MoverMoves(*pairs(bits)), bits.copy()
    new = np.ones(len(bits), dtype=bool)
    while new.any():
        further = found | way.on(found, new)
        new = (further != found).any(axis=1)
        found = further
    return found


def blocks(kind: NDArray[np.int64]) -> Bits:
    """Return the relation of states of one kind, (n,), to each other and themselves."""
    named, place = np.unique(kind, return_inverse=True)
    return packed(np.arange(named.size)[:, None] == place.reshape(-1))[place.reshape(-1)]


def led(ways: Sequence[MoverMoves], rows: Bits) -> Bits:
    """Return for each state what stands in the rows of the states that movers can lead it to.

    None of them moves twice in a row: whoever moves first is kept beside what is found.

    Parameters
    ----------
    ways
        the moves of each mover.
    rows
        (n, bytes) something of each state, as bits.
    """
    every = np.ones(len(rows), dtype=bool)
    first = [way.on(rows, every) for way in ways]
    seen = [np.zeros_like(rows) for _ in ways]
    changed = len(ways) > 1
    while changed:
        changed = False
        for k, way in enumerate(ways):
            then = np.bitwise_or.reduce([found for other, found in enumerate(first) if other != k])
            new = (then != seen[k]).any(axis=1)
            if new.any():
                first[k] |= way.on(then, new)
                seen[k], changed = then, True
    return np.bitwise_or.reduce(first) if first else np.zeros_like(rows)


class MoverMoves:
    """A mover's moves.

    Parameters
    ----------
    origin, target
        (k,) the moves, in ascending order of origins.
    """

    def __init__(self, origin: NDArray[np.integer], target: NDArray[np.integer]) -> None:
        self.origin, self.target = origin, target

    def on(self, rows: Bits, among: NDArray[np.bool_]) -> Bits:
        """Return for each state what stands in the rows of those of some that one move leads to."""
        found = np.zeros_like(rows)
        kept = among[self.target]
        target = self.target[kept]
        counts = np.bincount(self.origin[kept], minlength=len(rows))
        ends = np.cumsum(counts)
        left = np.flatnonzero(counts)  # the states that one of the moves leaves
        cuts = np.searchsorted(ends[left], np.arange(0, target.size, PORTION), side="right")
        for some in np.split(left, np.unique(cuts)):
            if some.size:
                begin = ends[some] - counts[some]
                led_to = rows[target[begin[0] : ends[some[-1]]]].view(np.uint64)
                joined = np.bitwise_or.reduceat(led_to, begin - begin[0], axis=0)
                found[some] = joined.view(np.uint8)
        return found


class BlockMoves(MoverMoves):
    """A mover that leads from each state to every one of its kind, and stays where it likes.

    Parameters
    ----------
    kind
        (n,) the kind of each state, as a number.
    """

    def __init__(self, kind: NDArray[np.int64]) -> None:
        self.order = np.argsort(kind, kind="stable")
        ordered = kind[self.order]
        self.starts = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
        self.place = np.unique(kind, return_inverse=True)[1].reshape(-1)

    def on(self, rows: Bits, among: NDArray[np.bool_]) -> Bits:
        """As :meth:`MoverMoves.on`."""
        some = rows if among.all() else np.where(among[:, None], rows, np.uint8(0))
        words = some[self.order].view(np.uint64)
        joined: Bits = np.bitwise_or.reduceat(words, self.starts, axis=0).view(np.uint8)
        return joined[self.place]


def packed(relation: Relation) -> Bits:
    """Return rows of truths as bits."""
    bits = np.packbits(relation, axis=1)
    rows, width = bits.shape
    words: Bits = np.zeros((rows, width + -width % WORD), dtype=np.uint8)
    words[:, :width] = bits
    return words


def inverted(bits: Bits, size: int) -> Bits:
    """Return rows of bits the other way, those past the last state still 0."""
    left: Bits = bits ^ packed(np.ones((1, size), dtype=bool))[0]
    return left


def turned(bits: Bits) -> Bits:
    """Return a relation the other way about: from the column's state to the row's."""
    size, count = bits.shape
    rows = np.zeros((count * 8, count), dtype=np.uint8)
    rows[:size] = bits
    squares = np.ascontiguousarray(rows.reshape(count, 8, count).transpose(0, 2, 1))
    words = squares.view(">u8").astype(np.uint64)
    for by, mask in _SWAPS:
        swap = (words ^ (words >> np.uint64(by))) & np.uint64(mask)
        words ^= swap ^ (swap << np.uint64(by))
    squares = words.astype(">u8").view(np.uint8)
    return np.ascontiguousarray(squares.transpose(1, 2, 0).reshape(count * 8, count)[:size])


def without_staying(bits: Bits) -> Bits:
    """Return a relation without that of a state to itself."""
    return bits & ~packed(np.eye(len(bits), dtype=bool))


def states(row: Bits) -> list[int]:
    """Return the states of one row."""
    found: list[int] = np.flatnonzero(np.unpackbits(row)).tolist()
    return found


def pairs(bits: Bits) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of a relation, (k,) and (k,), row by row."""
    row, byte = np.nonzero(bits)
    at, bit = np.nonzero(np.unpackbits(bits[row, byte][:, None], axis=1))
    return row[at], byte[at] * 8 + bit


def relation(moves: ArrayLike | Moves, size: int, codes: Codes | None) -> Relation:
    """Return a party's moves as a relation, (size, size).

    Parameters
    ----------
    moves, codes
        as for :func:`goodoffices.conflict.moves.listed_moves`.
    size
        how many states there are.

    Raises
    ------
    CaseError
        where there are more states than can be looked at in pairs.
    """
    if size > MOST_STATES:
        raise CaseError(finding("GO406.pairs", size=size, most=MOST_STATES))
    listed = listed_moves(moves, codes)
    steps = np.zeros((size, size), dtype=bool)
    steps[listed[:, 0], listed[:, 1]] = True
    np.fill_diagonal(steps, val=False)
    return steps


def above(rank: NDArray[np.integer]) -> Relation:
    """Return whether the column's state is ranked above the row's, (n, n), from (n,) ranks."""
    return np.asarray(rank[None, :] < rank[:, None])
