"""At which weight of an option an outcome stops or starts to hold, all else as written.

A party that ranks by weights changes its ranking only where two states come to weigh the same: at
the differences between sums of its other weights. Between two such *critical* weights nothing
changes, so trying each of them and one point between neighbours finds every change exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.ranking import by_weights
from goodoffices.conflict.stress.rankers import Ranker

MOST_CRITICAL = 200
"""Critical weights of one option that are looked at, those nearest to what is written."""

MOST_COMPARED = 1_000_000
"""Sums with and without an option that are compared to find its critical weights."""


@dataclass(frozen=True)
class TriedWeight:
    """A weight that is tried: a critical one, or one ``past`` it, before the next."""

    weight: Fraction
    critical: Fraction
    past: bool


@dataclass(frozen=True)
class WeightRange:
    """For which weights something has changed: ``or less`` than one, ``below`` it, and so on.

    ``high`` is the other end of those between two.
    """

    kind: Literal["or less", "below", "or more", "above", "exactly", "between"]
    weight: Fraction
    high: Fraction | None = None


@dataclass(frozen=True)
class WeightPath:
    """The weights of an option to try, outwards from what is written, ``down`` or up.

    ``whole`` says that beyond the last nothing changes any more.
    """

    bit: int
    down: bool
    points: tuple[TriedWeight, ...]
    whole: bool

    def first(self, changed: Sequence[bool]) -> WeightRange:
        """Return for which weights the first run of points is, at which something has changed."""
        first = changed.index(True)
        after = changed.index(False, first) if False in changed[first:] else len(changed)
        start, last = self.points[first], self.points[after - 1]
        if after == len(changed) and self.whole:
            if self.down:
                return WeightRange("below" if start.past else "or less", start.critical)
            return WeightRange("above" if start.past else "or more", start.critical)
        if start is last and not start.past:
            return WeightRange("exactly", start.critical)
        end = self.points[after].critical if last.past and after < len(changed) else last.critical
        return WeightRange("between", *sorted((start.critical, end)))


def paths_of(ranker: Ranker) -> tuple[list[WeightPath], int]:
    """Return, for each option with a weight, what to try; and how many options have too much."""
    paths, left_out = [], 0
    for bit, weight in ranker.weights:
        critical = _critical(ranker, bit)
        if critical is None:
            left_out += 1
            continue
        for down in (True, False):
            ahead = [c for c in critical if (c <= weight if down else c >= weight)]
            ahead.sort(reverse=down)
            points = tuple(_along(ahead[:MOST_CRITICAL], down=down))
            if points:
                paths.append(WeightPath(bit, down, points, len(ahead) <= MOST_CRITICAL))
    return paths, left_out


def ranks_at(ranker: Ranker, bit: int, weight: Fraction) -> NDArray[np.int64]:
    """Return the (n,) ranks where one option has another weight."""
    return by_weights(dict(ranker.weights) | {bit: weight}, ranker.codes).astype(np.int64)


def _along(critical: list[Fraction], *, down: bool) -> Iterator[TriedWeight]:
    """Go from the nearest critical weight outwards: each, and a point between it and the next."""
    last = [critical[-1] + (-1 if down else 1)] if critical else []
    beyond = [*((a + b) / 2 for a, b in pairwise(critical)), *last]
    for weight, past in zip(critical, beyond, strict=True):
        yield TriedWeight(weight, weight, past=False)
        yield TriedWeight(past, weight, past=True)


def _critical(ranker: Ranker, bit: int) -> set[Fraction] | None:
    """Return the weights of an option at which a state with it weighs the same as one without."""
    others = [(other, weight) for other, weight in ranker.weights if other != bit]
    sums: dict[bool, set[Fraction]] = {True: set(), False: set()}
    kept = sum(1 << other for other, _weight in others) | 1 << bit
    for code in np.unique(ranker.codes & kept).tolist():
        total = sum((w for other, w in others if code >> other & 1), start=Fraction(0))
        sums[bool(code >> bit & 1)].add(total)
    if len(sums[True]) * len(sums[False]) > MOST_COMPARED:
        return None
    return {without - with_it for without in sums[False] for with_it in sums[True]}
