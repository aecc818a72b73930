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

from goodoffices.advise.doubts import Ranker
from goodoffices.analyse.stability import solve_many

CELLS = 2_000_000
"""Ranks that a chunk holds at most."""

MOST_IN_CHUNK = 500
"""Profiles in a chunk at most: enough that a chunk takes a few hundredths of a second."""


@dataclass(frozen=True)
class Plan:
    """All that counting needs, as plain arrays: it can be sent to other processes.

    ``sizes`` are the readings of each doubt; ``owners`` the party of each. ``n`` profiles are
    drawn with ``seed``; where ``exact``, all profiles are counted and ``n`` is their number.
    """

    moves: tuple[NDArray[np.int64], ...]
    rankers: tuple[Ranker, ...]
    sizes: tuple[int, ...]
    owners: tuple[int, ...]
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
        return max(1, min(MOST_IN_CHUNK, CELLS // (self.states * len(self.moves))))

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return -(-self.n // self.chunk)


@dataclass(frozen=True)
class Counts:
    """How often each outcome held: ``held`` (concepts, n) of ``profiles``.

    ``reading`` (readings of all doubts,) counts the profiles with each reading, ``by``
    (readings, concepts, n) those among them in which each outcome held.
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


def draw(plan: Plan, chunk: int) -> NDArray[np.int64]:
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


def rankings(plan: Plan, readings: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the (profiles, parties, n) ranks that readings stand for."""
    found = np.empty((len(readings), len(plan.moves), plan.states), dtype=np.int64)
    owners = np.array(plan.owners, dtype=np.int64)
    for i, ranker in enumerate(plan.rankers):
        own = readings[:, owners == i]
        different, which = np.unique(own, axis=0, return_inverse=True)
        ranks = np.stack([ranker.read(row) for row in different])
        found[:, i] = ranks[which.reshape(-1)]
    return found


def holding(plan: Plan, readings: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (profiles, concepts, n): whether each outcome holds for every party."""
    stable = solve_many(plan.moves, rankings(plan, readings), plan.concepts)
    return np.stack([stable[concept].all(axis=1) for concept in plan.concepts], axis=1)


def count(plan: Plan, chunk: int) -> Counts:
    """Count one chunk: the same function here, in a pool of processes and on a cluster."""
    readings = draw(plan, chunk)
    held = holding(plan, readings)
    total = sum(plan.sizes)
    reading = np.zeros(total, dtype=np.int64)
    by = np.zeros((total, *held.shape[1:]), dtype=np.int64)
    at = 0
    for k, size in enumerate(plan.sizes):
        for value in range(size):
            chosen = readings[:, k] == value
            reading[at] = chosen.sum()
            by[at] = held[chosen].sum(axis=0)
            at += 1
    return Counts(len(readings), held.sum(axis=0, dtype=np.int64), reading, by)
