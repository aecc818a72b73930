"""Where a party can move on to from many states at once, each state met once.

For walks by breadth: a party that is met in a state once need not be met there again. States
between which a party moves freely form a block, best first; what a state leads to is a part of its
block from the front, so that of every block only what is new is gone through. One-way options are
tried one combination after another, moves that are listed one by one.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Codes, Finder, Flips, pairs_of, settings

Longs = NDArray[np.int64]

PORTION = 1 << 20
"""Moves that are tried together."""


class Leads(Protocol):
    """Where a party's moves lead in one walk."""

    def fresh(self, states: Longs) -> tuple[Longs, Longs]:
        """Return the states that a move leads to and that none did before.

        Parameters
        ----------
        states
            (k,) states that the party may move from now, in the order of the walk.

        Returns
        -------
        the place in ``states`` of the first one that leads there, and the state; (m,) each, no
        state twice.
        """


def onward(conflict: GraphModel, party: int, *, gainful: bool) -> Leads:
    """Return a party's moves for one walk.

    Parameters
    ----------
    party
        its place.
    gainful
        whether it must improve on where it stands, as far as is known.
    """
    moves = conflict.movement[party]
    unknown = gainful and bool(conflict.unknown) and bool(conflict.unknown[party].size)
    if not isinstance(moves, Flips) or unknown:
        return _OneByOne(conflict, party, gainful=gainful)
    if moves.one_way:
        return _Tried(moves, conflict.codes, conflict.ranks[party] if gainful else None)
    block = np.unique(conflict.codes & ~np.int64(moves.own), return_inverse=True)[1].reshape(-1)
    rank = conflict.ranks[party].astype(np.int64)
    return _Gains(block, rank) if gainful else _Blocks(block)


class _Blocks:
    """Any move within a block, (n,): the first state leads to all others, the next one back."""

    def __init__(self, block: Longs) -> None:
        self.block, self.members = block, np.argsort(block, kind="stable")
        self.ends = np.cumsum(np.bincount(block))
        self.opened = np.full(self.ends.size, -1)  # by which state; -2: nothing is left

    def fresh(self, states: Longs) -> tuple[Longs, Longs]:
        """As :meth:`Leads.fresh`."""
        here = self.block[states]
        blocks, first = _firsts(here, self.opened[here] == -1)
        self.opened[blocks] = states[first]
        begin = np.where(blocks > 0, self.ends[blocks - 1], 0)
        source, places = _spans(first, begin, self.ends[blocks])
        target = self.members[places]
        others = target != states[source]
        left, second = _firsts(here, (self.opened[here] >= 0) & (self.opened[here] != states))
        back = self.opened[left]
        self.opened[left] = -2
        return np.append(source[others], second), np.append(target[others], back)


class _Gains:
    """Improvements within a block, (n,): what is better stands before it, by ranks, (n,)."""

    def __init__(self, block: Longs, rank: Longs) -> None:
        key = block * (int(rank.max()) + 1) + rank
        self.members = np.argsort(key, kind="stable")
        self.block = block
        self.reach = np.searchsorted(key[self.members], key)  # what is better ends here
        counts = np.bincount(block)
        self.done = np.cumsum(counts) - counts

    def fresh(self, states: Longs) -> tuple[Longs, Longs]:
        """As :meth:`Leads.fresh`."""
        order = np.argsort(self.block[states], kind="stable")
        blocks = self.block[states[order]]
        begin = self.done[blocks]
        # blocks follow one another, so that the furthest so far is never that of another block
        end = np.maximum.accumulate(np.maximum(begin, self.reach[states[order]]))
        begin[1:] = np.maximum(begin[1:], end[:-1])
        np.maximum.at(self.done, blocks, end)
        source, places = _spans(order, begin, end)
        return source, self.members[places]


class _OneByOne:
    """Moves that are listed, as a walk meets them."""

    def __init__(self, conflict: GraphModel, party: int, *, gainful: bool) -> None:
        pairs = pairs_of(conflict.movement[party], conflict.codes)
        if gainful:
            rank = conflict.ranks[party]
            better = rank[pairs[:, 1]] < rank[pairs[:, 0]]
            if conflict.unknown:
                known = conflict.unknown[party].reshape(-1, 2)
                unsure = np.concatenate([known, known[:, ::-1]]) @ [conflict.size, 1]
                better &= ~np.isin(pairs @ [conflict.size, 1], unsure)
            pairs = np.compress(better, pairs, axis=0)
        pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
        self.target = pairs[:, 1]
        self.ends = np.cumsum(np.bincount(pairs[:, 0], minlength=conflict.size))
        self.tried, self.met = np.zeros((2, conflict.size), dtype=bool)

    def fresh(self, states: Longs) -> tuple[Longs, Longs]:
        """As :meth:`Leads.fresh`."""
        some, first = _firsts(states, ~self.tried[states])
        self.tried[some] = True
        begin = np.where(some > 0, self.ends[some - 1], 0)
        source, places = _spans(first, begin, self.ends[some])
        target = self.target[places]
        return _met(source, target, self.met)


class _Tried:
    """Every way to flip the party's options, one-way options respected."""

    def __init__(self, moves: Flips, codes: Codes, rank: NDArray[np.int32] | None) -> None:
        self.moves, self.codes = moves, codes
        self.rank = rank  # where each move must be an improvement
        self.ways = settings(moves.own)[1:]
        self.finder = Finder(self.codes)
        self.tried, self.met = np.zeros((2, codes.size), dtype=bool)

    def fresh(self, states: Longs) -> tuple[Longs, Longs]:
        """As :meth:`Leads.fresh`."""
        some, first = _firsts(states, ~self.tried[states])
        self.tried[some] = True
        order = np.argsort(first)
        some, first = some[order], first[order]
        found = [(first[:0], some[:0])]
        portion = max(1, PORTION // self.ways.size)
        for start in range(0, some.size, portion):
            origin = some[start : start + portion]
            at, target = self._ends(origin)
            found.append(_met(first[start + at], target, self.met))
        source, target = (np.concatenate(part) for part in zip(*found, strict=True))
        return source, target

    def _ends(self, origin: Longs) -> tuple[Longs, Longs]:
        """Return the moves from some states, (k,): the place of the origin, and the target."""
        here = self.codes[origin][:, None]
        taken, dropped = self.ways & ~here, self.ways & here
        at, way = np.nonzero((dropped & self.moves.forward | taken & self.moves.back) == 0)
        target = self.finder.places(self.codes[origin[at]] ^ self.ways[way])
        kept = target >= 0
        if self.rank is not None:
            kept &= self.rank[target] < self.rank[origin[at]]
        return at[kept], target[kept]


def _met(source: Longs, target: Longs, met: NDArray[np.bool_]) -> tuple[Longs, Longs]:
    """Leave of some moves, (k,) each, the first to each state not yet met, (n,); it is then met."""
    new = ~met[target]
    source, target = source[new], target[new]
    order = np.argsort(source, kind="stable")
    target, first = np.unique(target[order], return_index=True)
    met[target] = True
    return source[order[first]], target


def _firsts(values: Longs, among: NDArray[np.bool_]) -> tuple[Longs, Longs]:
    """Return each value, ascending, of those among (k,) that count, and where it stands first."""
    places = np.flatnonzero(among)
    found, first = np.unique(values[places], return_index=True)
    return found, places[first]


def _spans(source: Longs, begin: Longs, end: Longs) -> tuple[Longs, Longs]:
    """Return every place from a begin to before its end, and with each the span's source."""
    counts = end - begin
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(source, counts), np.repeat(begin, counts) + step
