"""Who can move from where to where: as pairs of states, or as flips of a party's own options.

A party's moves are either listed (:class:`Pairs`, the graph form) or follow from the options
(:class:`Flips`): from a state the party reaches every feasible state in which the others' options
stand as they do, one-way options respected. States that differ in one party's options only are
its *block*; inside a block its moves are transitive, so moving twice running never reaches
anything that one move does not. Flips are kept as masks, so that a conflict with millions of
states has no list of its moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.int64]
"""One integer a state: bit k is set where option k is taken."""

MOST_PAIRS = 100_000_000
"""How many moves may be listed one by one; more is refused before memory is taken."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Moves listed one by one: ``pairs`` is (k, 2), from and to, counted from 0."""

    pairs: NDArray[np.int64]


@dataclass(frozen=True)
class Flips:
    """Moves that flip a party's own options.

    ``own`` is the mask of its options; those in ``forward`` can be taken but not dropped again,
    those in ``back`` dropped but not taken again.
    """

    own: int
    forward: int = 0
    back: int = 0

    @property
    def one_way(self) -> int:
        """The mask of the options that do not go both ways."""
        return (self.forward | self.back) & self.own


Moves: TypeAlias = Pairs | Flips


def pairs_of(moves: Moves, codes: Codes) -> NDArray[np.int64]:
    """List a party's moves as a (k, 2) array of states counted from 0, sorted by origin.

    Parameters
    ----------
    moves
        the party's moves in either form.
    codes
        the (n,) states' options as bits; not used for moves that are already listed.
    """
    if isinstance(moves, Pairs):
        return moves.pairs
    keys = codes & ~np.int64(moves.own)
    order = np.argsort(keys, kind="stable")
    starts, lengths = _runs(keys[order])
    width = np.repeat(lengths, lengths)  # of the block that each state, in this order, is in
    source = np.repeat(order, width)
    step = np.arange(source.size) - np.repeat(np.cumsum(width) - width, width)
    target = order[np.repeat(np.repeat(starts, lengths), width) + step]
    left, taken = codes[source] & ~codes[target], ~codes[source] & codes[target]
    allowed = (left & moves.forward == 0) & (taken & moves.back == 0) & (source != target)
    pairs = np.column_stack([source[allowed], target[allowed]])
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))], dtype=np.int64)


def count_pairs(moves: Moves, codes: Codes) -> int:
    """Bound how many moves a list of them would have, without making it."""
    if isinstance(moves, Pairs):
        return len(moves.pairs)
    _, lengths = np.unique(codes & ~np.int64(moves.own), return_counts=True)
    return int((lengths.astype(np.int64) ** 2).sum())


def _runs(ordered: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each run of equal values starts, and how long it is."""
    edges = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    return edges, np.diff(np.append(edges, ordered.size))
