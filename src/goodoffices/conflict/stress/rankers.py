"""One party's ranks under a reading of each of its doubts, as plain arrays.

A :class:`Ranker` can be sent to another process: it holds what the party's order is made of
(statements, weights, steps or ranks) and the doubts about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.nouns import Ordering
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levels import densify
from goodoffices.conflict.ranking import Places, Truths, by_steps, by_weights
from goodoffices.conflict.stress import weak_orders
from goodoffices.conflict.stress.doubts import Doubt

AT_ONCE = 31
"""Statements whose truth fits into one key beside a rank."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Ranker:
    """One party's order as arrays, and the ranks that follow from readings of its doubts.

    ``failed`` is (statements, n): where each statement is false. ``weights`` are those of options
    by bit, with ``codes`` (n,); ``steps`` the states of each step of a ranking. Without any of
    them, ``ranks`` (n,) are those of the conflict.
    """

    ranks: NDArray[np.int64]
    failed: NDArray[np.bool_]
    doubts: tuple[Doubt, ...]
    weights: tuple[tuple[int, Fraction], ...]
    codes: NDArray[np.int64]
    steps: tuple[Places | None, ...]

    def read(self, readings: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return (n,) ranks under one reading of each doubt; unknown pairs stay as listed."""
        changed = [
            (doubt, int(reading))
            for doubt, reading in zip(self.doubts, readings, strict=True)
            if reading
        ]
        if len(self.failed):
            ranks = self._by_statements(changed)
        elif self.weights:
            ranks = self._by_weights(changed)
        elif self.steps:
            ranks = self._by_steps(changed)
        else:
            ranks = self.ranks
        return self._untied(ranks, changed)

    def _by_statements(self, changed: Sequence[tuple[Doubt, int]]) -> NDArray[np.int64]:
        read = {doubt.place: number for doubt, number in changed if doubt.kind == "statement"}
        failed = self.failed.copy()
        for place, number in read.items():
            if number == 2:
                failed[place] = ~failed[place]
        return ranked(failed[[k for k in range(len(failed)) if read.get(k) != 1]])

    def _by_weights(self, changed: Sequence[tuple[Doubt, int]]) -> NDArray[np.int64]:
        weights = dict(self.weights)
        for doubt, number in changed:
            if doubt.kind == "weight":
                weights[doubt.at[0]] = doubt.values[number]
        return by_weights(weights, self.codes).astype(np.int64)

    def _by_steps(self, changed: Sequence[tuple[Doubt, int]]) -> NDArray[np.int64]:
        steps = list(self.steps)
        for doubt, _number in changed:
            if doubt.kind == "step":
                place = doubt.place
                steps[place], steps[place + 1] = steps[place + 1], steps[place]
        return by_steps(self.ranks.size, steps).ranks.astype(np.int64)

    @staticmethod
    def _untied(
        ranks: NDArray[np.int64], changed: Sequence[tuple[Doubt, int]]
    ) -> NDArray[np.int64]:
        """Break ties as the readings say; what is no tie any more stays as it is."""
        finer = ranks * ranks.size
        for doubt, number in changed:
            if doubt.kind == "tie":
                levels = weak_orders.reading(len(doubt.at), number)
                finer[list(doubt.at)] += np.array(levels)
        return densify(finer).astype(np.int64)


def ranked(failed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rank states by statements in order, given (statements, n) where each is false; 0 is best.

    The same as :func:`goodoffices.conflict.ranking.prioritise`, from truths already worked out.
    """
    ranks = np.zeros(failed.shape[1], dtype=np.int64)
    for first in range(0, len(failed), AT_ONCE):
        for row in failed[first : first + AT_ONCE]:
            ranks = ranks << 1 | row
        ranks = densify(ranks).astype(np.int64)
    return ranks


def rankers(conflict: GraphModel, doubts: Sequence[Doubt]) -> tuple[Ranker, ...]:
    """Return each party's order as arrays, with its doubts."""
    truths = Truths([option.id for option in conflict.options], conflict.codes)
    every = []
    for i in range(len(conflict.parties)):
        statements = conflict.preferences[i] if conflict.preferences else ()
        order = conflict.orderings[i] if conflict.orderings else Ordering()
        failed = [~np.asarray(s.condition.evaluate(truths), dtype=bool) for s in statements]
        every.append(
            Ranker(
                ranks=conflict.ranks[i].astype(np.int64),
                failed=np.array(failed, dtype=bool).reshape(len(failed), conflict.size),
                doubts=tuple(doubt for doubt in doubts if doubt.party == i),
                weights=tuple((truths.bits[o], w) for o, (w, _b) in order.weights.items()),
                codes=conflict.codes,
                steps=_steps(order, truths),
            )
        )
    return tuple(every)


def _steps(order: Ordering, truths: Truths) -> tuple[Places | None, ...]:
    """Return the states (k,) of each step of a ranking by hand; None for the rest."""
    return tuple(
        np.flatnonzero(np.any([w.condition.evaluate(truths) for w in step.outcomes], axis=0))
        if step.outcomes
        else None
        for step in order.ranking
    )
