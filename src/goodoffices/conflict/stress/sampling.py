"""Counting in how many preference profiles an outcome holds: one pure function over fixed chunks.

A profile is a number in mixed radix, one digit a doubt. Where all profiles are few, all are
counted; else chunk k is drawn by its own generator, keyed by the seed and k (numpy's SeedSequence
spawn key and the counter-based Philox). Chunks do not depend on who counts them, and counts are
whole numbers, so the sum is the same to the last digit however the work is spread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.stability import solve_many
from goodoffices.conflict.stress import pairwise
from goodoffices.conflict.stress.doubts import IN_PAIRS, Aspect
from goodoffices.conflict.stress.rankers import Ranker

CELLS = 2_000_000
"""Ranks that a chunk holds at most."""

MOST_IN_CHUNK = 500
"""Profiles in a chunk at most: enough that a chunk takes a few hundredths of a second."""


@dataclass(frozen=True, kw_only=True)
class SamplingPlan:
    """All that counting needs, as plain arrays: it can be sent to other processes.

    ``sizes`` are the readings of each doubt; ``owners`` the party of each; ``aspects`` what shares
    are told for. ``n`` profiles are drawn with ``seed``; where ``exact``, all profiles are counted
    and ``n`` is their number.
    """

    moves: tuple[NDArray[np.int64], ...]
    rankers: tuple[Ranker, ...]
    sizes: tuple[int, ...]
    owners: tuple[int, ...]
    aspects: tuple[Aspect, ...]
    concepts: tuple[str, ...]
    n: int
    seed: int
    exact: bool

    @property
    def states(self) -> int:
        """How many states there are."""
        return self.rankers[0].ranks.size

    @property
    def chunk(self) -> int:
        """How many profiles a chunk has; it depends on the plan alone."""
        beside = self.states if self.paired else 1
        return max(1, min(MOST_IN_CHUNK, CELLS // (self.states * beside * len(self.moves))))

    @property
    def paired(self) -> bool:
        """Whether pairs of states are read apart from the ranks."""
        return any(doubt.kind in IN_PAIRS for ranker in self.rankers for doubt in ranker.doubts)

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return -(-self.n // self.chunk)


@dataclass(frozen=True)
class Counts:
    """How often each outcome held: ``held`` (concepts, n) of ``profiles``.

    ``reading`` (classes of all aspects,) counts the profiles in each class, ``by``
    (classes, concepts, n) those among them in which each outcome held.
    """

    profiles: int
    held: NDArray[np.int64]
    reading: NDArray[np.int64]
    by: NDArray[np.int64]

    def __add__(self, other: Counts) -> Counts:
        """Add up two counts."""
        return Counts(
            self.profiles + other.profiles,
            self.held + other.held,
            self.reading + other.reading,
            self.by + other.by,
        )


def draw(plan: SamplingPlan, chunk: int) -> NDArray[np.int64]:
    """Return the (profiles, doubts) readings of a chunk."""
    first = chunk * plan.chunk
    count = min(plan.chunk, plan.n - first)
    if plan.exact:
        left = np.arange(first, first + count, dtype=np.int64)
        digits = np.zeros((count, len(plan.sizes)), dtype=np.int64)
        for k, size in enumerate(plan.sizes):
            left, digits[:, k] = np.divmod(left, size)
        return digits
    key = np.random.SeedSequence(plan.seed, spawn_key=(chunk,))
    generator = np.random.Generator(np.random.Philox(key))
    return generator.integers(0, np.array(plan.sizes), size=(count, len(plan.sizes)))


def rankings(plan: SamplingPlan, readings: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the (profiles, parties, n) ranks that readings stand for; pairs stay as listed."""
    every = np.empty((len(readings), len(plan.moves), plan.states), dtype=np.int64)
    for i, ranker in enumerate(plan.rankers):
        different, which = _different(plan, readings, i)
        ranks = np.stack([ranker.read(row) for row in different])
        every[:, i] = ranks[which]
    return every


def _different(
    plan: SamplingPlan, readings: NDArray[np.int64], party: int
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return the different readings of a party's doubts, and which one each profile has."""
    own = readings[:, np.array(plan.owners, dtype=np.int64) == party]
    different, which = np.unique(own, axis=0, return_inverse=True)
    return different, which.reshape(-1)


def holding(plan: SamplingPlan, readings: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (profiles, concepts, n): whether each outcome holds for every party."""
    return decided(plan, readings, rankings(plan, readings))


def decided(
    plan: SamplingPlan, readings: NDArray[np.int64], ranks: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return the same from (profiles, parties, n) ranks that are worked out already."""
    if plan.paired:
        return _in_pairs(plan, readings, ranks)
    stable = solve_many(plan.moves, ranks, plan.concepts)
    return np.stack([stable[concept].all(axis=1) for concept in plan.concepts], axis=1)


def _in_pairs(
    plan: SamplingPlan, readings: NDArray[np.int64], ranks: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Decide profiles in which some pairs are read apart from the ranks."""
    relations, numbers, base = [], [], 0
    for i, ranker in enumerate(plan.rankers):
        different, which = _different(plan, readings, i)
        first = np.unique(which, return_index=True)[1]
        for row, profile in zip(different, first, strict=True):
            read = zip(ranker.doubts, row.tolist(), strict=True)
            pairs = [(doubt, number) for doubt, number in read if doubt.kind in IN_PAIRS]
            relations.append(pairwise.preferred(ranks[profile, i], pairs))
        numbers.append(which.astype(np.int64) + base)
        base += len(different)
    return pairwise.holding(
        plan.moves, np.stack(relations), np.stack(numbers, axis=1), plan.concepts
    )


def classes(
    plan: SamplingPlan, readings: NDArray[np.int64], ranks: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return (profiles, classes of all aspects): in which class of each aspect each profile is."""
    columns = []
    for aspect in plan.aspects:
        if aspect.pair is None:
            of = readings[:, aspect.doubt]
        else:
            one, other = (ranks[:, aspect.party, state] for state in aspect.pair)
            of = np.sign(one - other) + 1
        columns.append(of[:, None] == np.arange(aspect.classes))
    nothing = np.zeros((len(readings), 0), dtype=bool)
    return np.concatenate([nothing, *columns], axis=1)


def count(plan: SamplingPlan, chunk: int) -> Counts:
    """Count one chunk: the same function here, in a pool of processes and on a cluster."""
    readings = draw(plan, chunk)
    ranks = rankings(plan, readings)
    holds = decided(plan, readings, ranks)
    of = classes(plan, readings, ranks)
    # whole numbers below 2^24 are exact in float32, and a chunk has at most 500 profiles
    flat = holds.reshape(len(holds), -1).astype(np.float32)
    by = (of.T.astype(np.float32) @ flat).astype(np.int64).reshape(of.shape[1], *holds.shape[1:])
    return Counts(len(readings), holds.sum(axis=0, dtype=np.int64), of.sum(axis=0), by)
