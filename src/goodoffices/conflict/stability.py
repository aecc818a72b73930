"""Which states are stable for whom, in which sense, for any number of parties, exactly.

The senses, and what decides each of them, are the records of :mod:`goodoffices.conflict.concepts`.
Small conflicts are decided by the loops of :mod:`goodoffices.conflict.kernels` as they stand, large
ones by the same loops compiled, and large ones in option form without a list of their moves
(:mod:`goodoffices.conflict.large`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.conflict import kernels
from goodoffices.conflict.concepts import CONCEPTS, Answers, Concept, concept_of, sense_of
from goodoffices.conflict.levels import as_levels, bars, densify
from goodoffices.conflict.moves import (
    Codes,
    Flips,
    Moves,
    Pairs,
    in_blocks,
    kinds,
    listed_moves,
    whole,
)

WORTH_COMPILING = 1_000_000
"""Steps that take about as long, as they stand, as loading the compiled code does."""

MOST_WORK = 2_000_000_000
"""Steps, and with them moves held in memory, above which listing the moves is refused."""

Stable = dict[str, NDArray[np.bool_]]


def solve(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    concepts: Sequence[str] = CONCEPTS,
    *,
    codes: Codes | None = None,
    strength: Sequence[ArrayLike] = (),
) -> Stable:
    """Return, for each concept, which states are stable for which party.

    Parameters
    ----------
    moves
        for each party its unilateral moves: a (k, 2) array of states counted from 0, or flips of
        options (which need ``codes``).
    ranks
        for each party (n,) whole numbers, smaller is better, equal is a tie.
    concepts
        their names: any of :data:`goodoffices.conflict.concepts.DECIDED`.
    codes
        (n,) the options of each state as bits.
    strength
        for each party (levels,) by how many degrees it prefers rank k - 1 to rank k; 1 where it is
        left out. Ranks are then without gaps.

    Returns
    -------
    concept → (parties, n) booleans.

    Raises
    ------
    CaseError
        where the arrays do not fit each other.
    UsageError
        for an unknown concept.
    """
    senses = {name: sense_of(name) for name in concepts}
    levels = [as_levels(r) for r in ranks]
    _check(moves, levels, codes)
    flips = [party for party in moves if isinstance(party, Flips)]
    work = _work(moves, levels[0].size, codes)
    if work > WORTH_COMPILING and codes is not None and len(flips) == len(moves):
        from goodoffices.conflict import large

        if large.fits(flips, codes) and all(map(large.decides, senses.values())):
            return large.solve_flips(flips, levels, list(senses.values()), codes, strength)
    if work > MOST_WORK:  # most of the blocks' states cannot be, perhaps
        work = _work(moves, levels[0].size, codes, exactly=True)
    if work > MOST_WORK:
        raise CaseError(finding("GO406.moves", count=work))
    pairs = [_pairs(party, codes) for party in moves]
    compiled = work > WORTH_COMPILING
    freely = _Freely(flips, codes) if not compiled and whole(moves, codes) else None
    graph = _Graph(pairs, levels, strength, compiled=compiled, freely=freely)
    return {
        name: np.stack([graph.stable(i, concept) for i in range(len(moves))])
        for name, concept in senses.items()
    }


def solve_many(
    moves: Sequence[ArrayLike | Moves],
    rankings: ArrayLike,
    concepts: Sequence[str] = CONCEPTS,
    *,
    codes: Codes | None = None,
) -> Stable:
    """Decide one conflict under many preference profiles in one call.

    Parameters
    ----------
    moves, concepts, codes
        as for :func:`solve`.
    rankings
        (profiles, parties, n) whole numbers, smaller is better, equal is a tie.

    Returns
    -------
    concept → (profiles, parties, n) booleans.
    """
    from goodoffices.conflict import compiled

    ranks = np.asarray(rankings, dtype=np.int64)
    if ranks.ndim != 3 or ranks.shape[1] != len(moves) or not ranks.size:
        raise CaseError(finding("GO407.rankings"))
    senses = [concept_of(name) for name in concepts]
    size = ranks.shape[2]
    if ranks.min() < 0 or ranks.max() >= size:
        flat = ranks.reshape(-1, size)
        ranks = np.stack([densify(row) for row in flat]).astype(np.int64).reshape(ranks.shape)
    _check(moves, list(ranks[0]), codes)
    pairs = [_pairs(party, codes) for party in moves]
    bounds = np.cumsum([0, *map(len, pairs)])
    rules = np.array([(c.answers, c.escape) for c in senses], dtype=np.int64).reshape(-1, 2)
    into = _into(pairs, list(ranks[0]))
    listed = np.concatenate([*pairs, np.zeros((0, 2), dtype=np.int64)])
    stable = compiled.solve_rankings(ranks, into, listed, bounds, rules)
    return dict(zip(concepts, stable, strict=True))


def _work(
    moves: Sequence[ArrayLike | Moves], size: int, codes: Codes | None, *, exactly: bool = False
) -> int:
    """Bound the steps that listing the moves and walking them backwards would take.

    ``exactly``: by the states of each block that can be, for which they are counted.
    """
    listed = 0
    for party in moves:
        if isinstance(party, Flips):
            block = min(size, 1 << min(party.own.bit_count(), 62))
            if exactly and codes is not None:
                listed += in_blocks(party, codes)
            elif codes is not None:
                listed += size * block
        else:
            listed += np.size(party.pairs if isinstance(party, Pairs) else party) // 2
    return len(moves) * (listed + len(moves) * size)


def _check(
    moves: Sequence[ArrayLike | Moves], levels: Sequence[NDArray[Any]], codes: Codes | None
) -> None:
    """Refuse arrays that do not fit each other."""
    sizes = {level.size for level in levels} | ({codes.size} if codes is not None else set())
    if len(moves) != len(levels) or len(sizes) != 1:
        raise CaseError(finding("GO407.arrays"))
    size = sizes.pop()
    for party in moves:
        if isinstance(party, Flips):
            continue
        listed = np.asarray(party.pairs if isinstance(party, Pairs) else party)
        if listed.size and (listed.min() < 0 or listed.max() >= size):
            raise CaseError(finding("GO409.move", last=size - 1))


def _pairs(party: ArrayLike | Moves, codes: Codes | None) -> NDArray[np.int64]:
    """List a party's moves, (k, 2), those that lead anywhere."""
    pairs = listed_moves(party, codes)
    if isinstance(party, Flips):
        return pairs
    return np.compress(pairs[:, 0] != pairs[:, 1], pairs, axis=0)


def _into(pairs: Sequence[NDArray[np.int64]], levels: Sequence[NDArray[Any]]) -> kernels.Into:
    """Sort each party's listed moves, (k, 2), by their target, for walking backwards."""
    size = levels[0].size
    starts = np.zeros((len(pairs), size + 1), dtype=np.int64)
    base, origins = 0, []
    for j, listed in enumerate(pairs):
        order = np.argsort(listed[:, 1], kind="stable")
        origins.append(listed[order, 0])
        counts = np.bincount(listed[:, 1], minlength=size)
        starts[j] = base + np.concatenate([[0], np.cumsum(counts)])
        base += len(listed)
    flat = np.concatenate([*origins, np.zeros(0, dtype=np.int64)])
    return kernels.Into(starts, flat, np.stack(levels).astype(np.int64))


class _Graph:
    """A conflict whose moves are listed one by one, and what is stable in it."""

    def __init__(
        self,
        pairs: list[NDArray[np.int64]],
        levels: list[NDArray[np.int32]],
        strength: Sequence[ArrayLike],
        *,
        compiled: bool,
        freely: _Freely | None = None,
    ) -> None:
        self.pairs, self.levels, self.strength, self.freely = pairs, levels, strength, freely
        self.into = _into(pairs, levels)
        self.worst_answers = kernels.worst_answers
        if compiled:
            from goodoffices.conflict import compiled as large

            self.worst_answers = large.worst_answers

    def stable(self, party: int, concept: Concept) -> NDArray[np.bool_]:
        """Return the (n,) states that are stable for a party."""
        level, mine = self.levels[party].astype(np.int64), self.pairs[party]
        better = mine[level[mine[:, 1]] < level[mine[:, 0]]]
        if concept.answers is not Answers.NONE:
            value = level
            if concept.escape:  # where it could go on to
                value = level.copy()
                np.minimum.at(value, mine[:, 0], level[mine[:, 1]])
            if self.freely and concept.answers is Answers.ANY:
                worst: NDArray[np.integer[Any]] = self.freely.worst(value, party)
            else:
                order = np.argsort(-value, kind="stable")
                worst = self.worst_answers(value, order, self.into, party, int(concept.answers))
            steps = self.strength[party] if self.strength else ()
            bar = bars(level, steps, concept.degree)
            better = better[worst[better[:, 1]] < bar[level[better[:, 0]]]]  # nothing deters these
        stable = np.ones(level.size, dtype=bool)
        stable[better[:, 0]] = False
        return stable


class _Freely:
    """Where the others can lead if each can do anything whatever the others do: a block of states.

    Where one of them alone can do anything at all, it cannot come back to where it was.
    """

    def __init__(self, flips: Sequence[Flips], codes: Codes | None) -> None:
        self.masks = [one.own for one in flips]
        self.codes = np.zeros(0, dtype=np.int64) if codes is None else codes
        self.active = [np.unique(self.codes & np.int64(mask)).size > 1 for mask in self.masks]

    def worst(self, value: NDArray[np.int64], party: int) -> NDArray[np.int64]:
        """Return the largest value that the others can lead to from each state, (n,); -1 for none.

        As :func:`~.kernels.worst_answers`.
        """
        others = [j for j, can in enumerate(self.active) if can and j != party]
        if not others:
            return np.full(value.size, -1, dtype=np.int64)
        kind = kinds((self.masks[j] for j in others), self.codes)
        place = np.unique(kind, return_inverse=True)[1].reshape(-1)
        order = np.lexsort((-value, place))
        first = np.flatnonzero(np.diff(place[order], prepend=-1))
        top, next_one = order[first], order[first + 1]
        worst: NDArray[np.int64] = value[top][place]
        if len(others) == 1:
            worst[top] = value[next_one]
        return worst
