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

from goodoffices.analyse.moves import Codes, Flips, Moves, Pairs, pairs_of
from goodoffices.errors import CaseError, Finding
from goodoffices.i18n import _

Relation = NDArray[np.bool_]
"""(n, n): whether something holds from the state of the row to that of the column."""

MOST_STATES = 2048


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
    deterred = joined(harm, fears.answers.T)
    return np.asarray(~(fears.incentive & ~deterred).any(axis=1))


def joined(first: Relation, second: Relation) -> Relation:
    """Return the relation of one step of the first and then one of the second."""
    product = first.astype(np.float32) @ second.astype(np.float32)
    return np.asarray(product > 0.5)


def sequences(steps: Sequence[Relation], size: int) -> Relation:
    """Return where several movers can lead if none of them moves twice in a row.

    Fang, Hipel & Kilgour 1993, chapter 4: the last mover is kept beside each state reached.
    """
    last = [step.copy() for step in steps]
    changed = True
    while changed:
        changed = False
        for k, step in enumerate(steps):
            before = [reached for other, reached in enumerate(last) if other != k]
            if before:
                longer = last[k] | joined(np.logical_or.reduce(before), step)
                changed |= bool((longer != last[k]).any())
                last[k] = longer
    found = np.zeros((size, size), dtype=bool)
    for reached in last:
        found |= reached
    return found


def relation(moves: ArrayLike | Moves, size: int, codes: Codes | None) -> Relation:
    """Return a party's moves as a relation.

    Raises
    ------
    CaseError
        where there are more states than can be looked at in pairs.
    """
    if size > MOST_STATES:
        text = _("{size:,} states are more than the {most:,} that can be compared in pairs.")
        remedy = _("Leave out options that decide nothing here, or exclude more combinations.")
        raise CaseError(Finding("GO406", text.format(size=size, most=MOST_STATES), help=remedy))
    if isinstance(moves, Flips):
        if codes is None:
            raise CaseError(Finding("GO407", _("Flips of options need the states' options.")))
        listed = pairs_of(moves, codes)
    else:
        given = moves.pairs if isinstance(moves, Pairs) else moves
        listed = np.asarray(given, dtype=np.int64).reshape(-1, 2)
    found = np.zeros((size, size), dtype=bool)
    found[listed[:, 0], listed[:, 1]] = True
    np.fill_diagonal(found, val=False)
    return found


def above(rank: NDArray[np.integer]) -> Relation:
    """Return whether the column's state is ranked above the row's."""
    return np.asarray(rank[None, :] < rank[:, None])
