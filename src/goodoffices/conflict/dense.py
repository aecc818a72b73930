"""Stability by relations between all pairs of states, for questions that a threshold cannot answer.

Coalitions that fear on behalf of any one member, and preferences that are partly unknown, do not
order the states in a line; then every pair of states is looked at. That takes memory for states ×
states, so it is kept to a few thousand states and refused beyond, with the figure.
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

MOST_STATES = 4096

PORTION = 1 << 15
"""Moves that are looked at together."""


@dataclass(frozen=True)
class Fears:
    """What a party or a coalition weighs before it leaves a state (the row) for another.

    ``incentive``: the moves it would like to make; ``answers``: where the others can then lead;
    ``harm``: which states it would regret having left the row's for; ``own``: its own moves, where
    it may move once more (None where it may not).
    """

    incentive: Relation
    answers: Relation
    harm: Relation
    own: Relation | None = None


def stable(fears: Fears) -> NDArray[np.bool_]:
    """Return the (n,) states from which every move it would like to make is deterred."""
    harm = fears.harm
    if fears.own is not None:  # no way on from the harm to anything else than harm
        harm = harm & ~joined(~fears.harm, fears.own.T)
    feared, answers = np.packbits(harm, axis=1), np.packbits(fears.answers, axis=1)
    origin, target = np.nonzero(fears.incentive)
    stays = np.ones(len(harm), dtype=bool)
    for start in range(0, origin.size, PORTION):
        some = slice(start, start + PORTION)
        deterred = (feared[origin[some]] & answers[target[some]]).any(axis=1)
        stays[origin[some][~deterred]] = False
    return stays


def joined(first: Relation, second: Relation) -> Relation:
    """Return the relation of one step of the first and then one of the second."""
    return _relation(_Step(second).on(_reached(first)), len(first))


def sequences(steps: Sequence[Relation], size: int) -> Relation:
    """Return where several movers can lead, (size, size), if none moves twice in a row.

    ``steps`` is one relation a mover. Fang, Hipel & Kilgour 1993, chapter 4: the last mover is kept
    beside each state reached.
    """
    last, ways = [_reached(step) for step in steps], [_Step(step) for step in steps]
    changed = len(steps) > 1
    while changed:
        changed = False
        for k, way in enumerate(ways):
            before = [reached for other, reached in enumerate(last) if other != k]
            longer = last[k] | way.on(np.bitwise_or.reduce(before))
            changed |= bool((longer != last[k]).any())
            last[k] = longer
    if not steps:
        return np.zeros((size, size), dtype=bool)
    return _relation(np.bitwise_or.reduce(last), size)


Reached = NDArray[np.uint8]
"""(n, n / 8): for each state, as bits, from which states it can be reached."""


def _reached(relation: Relation) -> Reached:
    return np.packbits(np.ascontiguousarray(relation.T), axis=1)


def _relation(reached: Reached, size: int) -> Relation:
    return np.ascontiguousarray(np.unpackbits(reached, axis=1, count=size).T).view(np.bool_)


class _Step:
    """One step of a relation: for each state, which states it is entered from."""

    def __init__(self, relation: Relation) -> None:
        origin, entered = np.nonzero(relation)  # row by row, as it lies in memory
        self.entered_from = origin[np.argsort(entered, kind="stable")]
        self.counts = np.bincount(entered, minlength=len(relation))
        self.begin = np.cumsum(self.counts) - self.counts

    def on(self, reached: Reached) -> Reached:
        """Return who can reach each state by one step more."""
        longer = np.zeros_like(reached)
        for k in range(self.counts.max(initial=0)):
            targets = np.flatnonzero(self.counts > k)
            longer[targets] |= reached[self.entered_from[self.begin[targets] + k]]
        return longer


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
