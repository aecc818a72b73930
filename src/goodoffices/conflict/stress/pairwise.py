"""Deciding profiles in which single pairs of outcomes are read apart from the ranks.

What a party prefers is then a relation between pairs of states, which need not be a ranking; so
every pair is looked at, as where preferences are unknown (:mod:`goodoffices.conflict.unknowns`),
only that here each pair is read one way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.concepts import concept_of
from goodoffices.conflict.dense import Relation, above
from goodoffices.conflict.stress.doubts import Doubt

if TYPE_CHECKING:
    from goodoffices.conflict.stress.relations import Ways

MOST_STATES = 512
"""States that are compared in pairs over and over at most."""


def holding(
    moves: Sequence[NDArray[np.int64]],
    relations: NDArray[np.bool_],
    which: NDArray[np.int64],
    concepts: Sequence[str],
) -> NDArray[np.bool_]:
    """Return (profiles, concepts, n): whether each outcome holds for every party.

    Parameters
    ----------
    moves
        each party's moves, (k, 2) from and to, sorted by origin.
    relations
        (different, n, n): whether the column's state is preferred to the row's.
    which
        (profiles, parties): each party's relation, by its number.
    """
    from goodoffices.conflict.stress import relations as compiled

    size = relations.shape[1]
    senses = [concept_of(name) for name in concepts]
    rules = np.array([(c.answers, c.escape) for c in senses], dtype=np.int64).reshape(-1, 2)
    stable = compiled.solve_relations(relations, which, _ways(moves, size), rules)
    return np.swapaxes(stable, 0, 1)


def _ways(moves: Sequence[NDArray[np.int64]], size: int) -> Ways:
    """Lay the parties' moves out by origin."""
    from goodoffices.conflict.stress.relations import Ways

    starts = np.zeros((len(moves), size + 1), dtype=np.int64)
    base, ends = 0, []
    for j, listed in enumerate(moves):
        pairs = listed[listed[:, 0] != listed[:, 1]]
        order = np.argsort(pairs[:, 0], kind="stable")
        ends.append(pairs[order, 1])
        counts = np.bincount(pairs[:, 0], minlength=size)
        starts[j] = base + np.concatenate([[0], np.cumsum(counts)])
        base += len(pairs)
    return Ways(starts, np.concatenate([*ends, np.zeros(0, dtype=np.int64)]))


def preferred(ranks: NDArray[np.int64], pairs: Sequence[tuple[Doubt, int]]) -> Relation:
    """Return (n, n): whether the column's state is preferred to the row's.

    Parameters
    ----------
    ranks
        (n,) a party's ranks.
    pairs
        doubts that are read apart from them, in order, with the number of each one's reading.
    """
    better = above(ranks).copy()
    for doubt, reading in pairs:
        if doubt.kind == "stated" and not reading:
            continue  # as written
        one, other = doubt.at[::2], doubt.at[1::2]
        better[other, one] = doubt.values[reading] > 0
        better[one, other] = doubt.values[reading] < 0
    return better
