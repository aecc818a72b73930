"""The least of what one move can lead to, from every state at once, without a list of the moves.

States between which a party moves freely form a block; what leads out of a state is its block, less
the state itself. So the two least values of a block tell the least of the others for each of its
states. One-way options lead from block to block and are gone through one after another.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.conflict.moves import Codes, Flips, Moves, listed_moves

Longs = NDArray[np.int64]

LeastBy = Callable[[Longs], Longs]
"""From the value of each state, (n,), to the least of those that one move leads to from each."""

NOTHING = np.iinfo(np.int64).max
"""Where no move leads anywhere; above every value."""

MOST_EMPTY = 16
"""Blocks per state above which moves are listed: most blocks would hold no state."""


def least_by(moves: ArrayLike | Moves, codes: Codes | None, size: int) -> LeastBy:
    """Return how a party's moves find the least, at a cost proportional to the states.

    Moves that are listed, and one-way options among combinations that can mostly not be, cost as
    much as there are moves.

    Parameters
    ----------
    moves, codes
        as for :func:`goodoffices.conflict.moves.listed_moves`.
    size
        how many states there are.
    """
    if isinstance(moves, Flips) and codes is not None:
        ways = moves.one_way.bit_count()
        rows = np.unique(codes & ~np.int64(moves.own), return_inverse=True)[1].reshape(-1)
        if int(rows.max()) + 1 << ways <= MOST_EMPTY * size:
            return _by_blocks(moves, codes, rows)
    pairs = listed_moves(moves, codes)
    return _by_pairs(np.compress(pairs[:, 0] != pairs[:, 1], pairs, axis=0), size)


def _by_pairs(pairs: Longs, size: int) -> LeastBy:
    """Go through moves that are listed, (k, 2)."""
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    origins, starts = np.unique(pairs[:, 0], return_index=True)

    def least(value: Longs) -> Longs:
        found = np.full(size, NOTHING)
        if origins.size:
            found[origins] = np.minimum.reduceat(value[pairs[:, 1]], starts)
        return found

    return least


def _by_blocks(flips: Flips, codes: Codes, rows: NDArray[np.intp]) -> LeastBy:
    """Go through blocks; ``rows`` (n,) number how the others' options stand."""
    bits = [k for k in range(flips.own.bit_length()) if flips.one_way >> k & 1]
    block = rows << len(bits)
    for at, bit in enumerate(bits):
        block |= (codes >> bit & 1) << at
    order = np.argsort(block, kind="stable")
    held, starts, run = np.unique(block[order], return_index=True, return_inverse=True)
    count = int(rows.max()) + 1 << len(bits)

    def least(value: Longs) -> Longs:
        pair = np.full((2, count), NOTHING)  # the least of each block, and the next
        pair[:, held] = _two_least(value[order], starts, run.reshape(-1))
        for at, bit in enumerate(bits):
            forward, back = flips.forward >> bit & 1, flips.back >> bit & 1
            sides = pair.reshape(2, -1, 2, 1 << at)
            if forward != back:
                here, there = sides[:, :, back], sides[:, :, forward]
                next_one = np.minimum(np.maximum(here[0], there[0]), np.minimum(here[1], there[1]))
                here[0] = np.minimum(here[0], there[0])
                here[1] = next_one
        first, second = pair[:, block]
        found: Longs = np.where(value == first, second, first)
        return found

    return least


def _two_least(value: Longs, starts: NDArray[np.intp], run: NDArray[np.intp]) -> Longs:
    """Return the least and the next of each run, (2, runs); the same twice where two are least.

    ``value`` is (n,), ``run`` the number of the run that each is in, ``starts`` where they start.
    """
    first = np.minimum.reduceat(value, starts)
    where = np.flatnonzero(value == first[run])
    left = value.copy()
    left[where[np.diff(run[where], prepend=-1) > 0]] = NOTHING
    return np.stack([first, np.minimum.reduceat(left, starts)])
