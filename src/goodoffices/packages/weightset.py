"""What is allowed of a party's weights: each in an interval, if asked in an order and of one sum.

The set is {w : low ≤ w ≤ high, w_a ≥ w_b ≥ … along the order, Σw = total}. Where the bounds are
drawn in along the order, the lower bounds are themselves the least member and the upper bounds the
greatest, whatever the order; so the set is empty exactly where the total lies outside their sums,
and the point as far between both as the total asks is always inside.

*Ends.* A linear form's largest value is found exactly, in fractions: issue by issue where there is
neither order nor total, else by the simplex method with Bland's rule (Bland 1977, "New finite
pivoting rules for the simplex method"), begun at the least member. The total is not an equation
there but a bound, with a reward for each unit larger than any coefficient: since every member can
grow towards the greatest, the optimum meets the bound.

*Draws.* Without order and total each weight is drawn for itself. Under a total, points of the whole
simplex (exponential numbers by their sum) are sorted by the order, and kept where they fit. Where
too little fits, and on from there for the triangular family, a chain of moves along the
coordinates (pairs of them under a total) runs in parallel for every draw (Gibbs sampling; Geman &
Geman 1984), with a Metropolis step for the triangles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.nouns import Interval, Worth

Family = Literal["uniform", "triangular"]
Floats = NDArray[np.float64]
Row = list[Fraction]


@dataclass(frozen=True)
class WeightSet:
    """Weights by issue, ``order`` from the most to the least important, and their sum."""

    spans: Mapping[str, Interval]
    order: tuple[str, ...] = ()
    total: Fraction | None = None

    @classmethod
    def of(cls, worth: Worth) -> WeightSet:
        """Return what a party's worth allows of its weights, drawn in along its order."""
        spans = {i: worth.intervals.get(("weight", i), (w, w)) for i, w in worth.weights.items()}
        order = tuple(i for i in worth.weight_order if i in spans)
        return cls(spans, order, worth.weight_total).drawn_in()

    def drawn_in(self) -> WeightSet:
        """Return the same set with bounds that its order leaves."""
        spans = dict(self.spans)
        for more, less in pairwise(self.order):
            spans[less] = (spans[less][0], min(spans[less][1], spans[more][1]))
        for less, more in pairwise(reversed(self.order)):
            spans[more] = (max(spans[more][0], spans[less][0]), spans[more][1])
        return replace(self, spans=spans)

    @property
    def boxed(self) -> bool:
        """Whether each weight may be what it may whatever the others are."""
        return not self.order and self.total is None

    @property
    def empty(self) -> bool:
        """Whether no weights fit at all."""
        if any(low > high for low, high in self.spans.values()):
            return True
        return self.total is not None and not (self._sum(0) <= self.total <= self._sum(1))

    def _sum(self, end: int) -> Fraction:
        return sum((span[end] for span in self.spans.values()), Fraction(0))

    @property
    def centre(self) -> dict[str, Fraction]:
        """A point well inside: the middle of all spans, or as far along them as the total asks."""
        low, high = self._sum(0), self._sum(1)
        part = Fraction(1, 2)
        if self.total is not None and high > low:
            part = (self.total - low) / (high - low)
        return {i: a + part * (b - a) for i, (a, b) in self.spans.items()}

    def most(self, costs: Mapping[str, Fraction]) -> Fraction:
        """Return the largest Σ cost · weight over the set, exactly."""
        base = sum((costs[i] * low for i, (low, _high) in self.spans.items()), Fraction(0))
        free = [i for i, (low, high) in self.spans.items() if high > low]
        room = {i: self.spans[i][1] - self.spans[i][0] for i in free}
        if self.boxed:
            return base + sum((max(costs[i], Fraction(0)) * room[i] for i in free), Fraction(0))
        rows = [([Fraction(j == i) for j in free], room[i]) for i in free]
        for more, less in pairwise(self.order):
            row = [Fraction(j == less) - Fraction(j == more) for j in free]
            rows.append((row, self.spans[more][0] - self.spans[less][0]))
        reward = Fraction(0)
        if self.total is not None:
            reward = max((abs(costs[i]) for i in free), default=Fraction(0)) + 1
            rows.append(([Fraction(1)] * len(free), self.total - self._sum(0)))
        added = simplex([costs[i] + reward for i in free], rows)
        return base + sum((costs[i] * x for i, x in zip(free, added, strict=True)), Fraction(0))

    def least(self, costs: Mapping[str, Fraction]) -> Fraction:
        """Return the smallest Σ cost · weight over the set, exactly."""
        return -self.most({i: -cost for i, cost in costs.items()})

    def ends(self, issue: str) -> Interval:
        """Return between what one weight can be, given all that is asked of the others."""
        one = {i: Fraction(i == issue) for i in self.spans}
        return self.least(one), self.most(one)

    def fixed(self, issue: str, at: Fraction) -> WeightSet:
        """Return the set in which one weight is known."""
        return replace(self, spans={**self.spans, issue: (at, at)}).drawn_in()

    def draw(self, n: int, generator: np.random.Generator, family: Family) -> dict[str, Floats]:
        """Draw n members; see the module for how."""
        if self.boxed:
            return {i: drawn(span, n, generator, family) for i, span in self.spans.items()}
        names = list(self.spans)
        even = self._even(n, generator)
        if family == "uniform" and even is not None:
            return even
        walk = _Walk(self, names, n, generator, family)
        rounds = 10 + len(walk.free) ** 2
        if even is not None:  # begin where evenly drawn points are, not all in the middle
            walk.at = np.array([even[i] for i in names])
            rounds = 10 + len(walk.free)
        for _round in range(rounds):
            for move in walk.moves:
                walk.step(move)
        return dict(zip(names, walk.at, strict=True))

    def _even(self, n: int, generator: np.random.Generator) -> dict[str, Floats] | None:
        """Draw from the whole simplex, sorted where all stand in order, and keep what fits.

        None where too little fits, or where only some stand in an order.
        """
        names = self.order or tuple(self.spans)
        if self.total is None or set(names) != set(self.spans):
            return None
        points = generator.exponential(size=(4 * n, len(names)))
        points *= float(self.total) / points.sum(axis=1, keepdims=True)
        if self.order:
            points = -np.sort(-points, axis=1)
        low, high = (np.array([float(self.spans[i][end]) for i in names]) for end in (0, 1))
        kept = points[((points >= low) & (points <= high)).all(axis=1)][:n]
        return dict(zip(names, kept.T, strict=True)) if len(kept) == n else None


def drawn(span: Interval, n: int, generator: np.random.Generator, family: Family) -> Floats:
    """Draw n numbers from an interval: evenly, or as a triangle with its top at the middle."""
    low, high = float(span[0]), float(span[1])
    if span[0] == span[1]:
        return np.full(n, low)
    if family == "triangular":
        return generator.triangular(low, (low + high) / 2, high, n)
    return generator.uniform(low, high, n)


def simplex(costs: Sequence[Fraction], rows: Sequence[tuple[Row, Fraction]]) -> Row:
    """Return x ≥ 0 with the largest Σ cost · x where each row's Σ a · x is at most its bound.

    Bounds are 0 or more, so that 0 is allowed, and x is bounded. Bland's rule: always the first
    column that gains, and of rows that tie the one whose variable comes first; it never cycles.
    """
    count = len(costs)
    table = [
        [*row, *(Fraction(k == other) for other in range(len(rows))), bound]
        for k, (row, bound) in enumerate(rows)
    ]
    goal = [*costs, *[Fraction(0)] * (len(rows) + 1)]
    basis = [count + k for k in range(len(rows))]
    while (column := next((j for j, gain in enumerate(goal[:-1]) if gain > 0), None)) is not None:
        steps = [(r[-1] / r[column], basis[k], k) for k, r in enumerate(table) if r[column] > 0]
        pivot = min(steps)[2]
        basis[pivot] = column
        scale = table[pivot][column]
        table[pivot] = [x / scale for x in table[pivot]]
        for k, row in enumerate(table):
            if k != pivot and row[column]:
                table[k] = _less(row, row[column], table[pivot])
        goal = _less(goal, goal[column], table[pivot])
    found = [Fraction(0)] * count
    for k, variable in enumerate(basis):
        if variable < count:
            found[variable] = table[k][-1]
    return found


def _less(row: Row, times: Fraction, other: Row) -> Row:
    return [x - times * y if y else x for x, y in zip(row, other, strict=True)]


class _Walk:
    """Many points of a weight set, walking in it at once."""

    def __init__(
        self,
        weights: WeightSet,
        names: list[str],
        n: int,
        generator: np.random.Generator,
        family: Family,
    ) -> None:
        centre = weights.centre
        self.at = np.repeat([[float(centre[i])] for i in names], n, axis=1)
        self.low = [float(weights.spans[i][0]) for i in names]
        self.high = [float(weights.spans[i][1]) for i in names]
        self.top = [float(centre[i]) for i in names]
        self.generator, self.family = generator, family
        self.above: dict[int, int] = {}
        for more, less in pairwise(weights.order):
            self.above[names.index(less)] = names.index(more)
        self.below = {more: less for less, more in self.above.items()}
        self.free = [k for k in range(len(names)) if self.high[k] > self.low[k]]
        self.moves: list[tuple[int, ...]] = [(k,) for k in self.free]
        if weights.total is not None:
            self.moves = list(combinations(self.free, 2))

    def step(self, move: tuple[int, ...]) -> None:
        """Move every point along one direction, to anywhere it can go."""
        first = move[0]
        down, up = self._room(first, move)
        if len(move) == 2:
            down_2, up_2 = self._room(move[1], move)
            down, up = np.minimum(down, up_2), np.minimum(up, down_2)
            if self.above.get(move[1]) == first:  # the first may fall to where both meet
                down = np.minimum(down, (self.at[first] - self.at[move[1]]) / 2)
            if self.above.get(first) == move[1]:
                up = np.minimum(up, (self.at[move[1]] - self.at[first]) / 2)
        shift = self.generator.uniform(size=down.size) * (down + up) - down
        shifts = [shift, -shift][: len(move)]
        if self.family == "triangular":
            odds = np.ones_like(shift)
            for k, by in zip(move, shifts, strict=True):
                odds *= self._height(k, self.at[k] + by) / np.maximum(
                    self._height(k, self.at[k]), 1e-300
                )
            stays = self.generator.uniform(size=shift.size) > odds
            shifts = [np.where(stays, 0.0, by) for by in shifts]
        for k, by in zip(move, shifts, strict=True):
            self.at[k] += by

    def _room(self, k: int, move: tuple[int, ...]) -> tuple[Floats, Floats]:
        """Return how far one weight can fall and rise, its partner in the move left aside."""
        low = np.full(self.at[k].size, self.low[k])
        high = np.full(self.at[k].size, self.high[k])
        for end, other in self._neighbours(k):
            if other not in move:
                bound = self.at[other]
                low, high = (
                    (np.maximum(low, bound), high) if end else (low, np.minimum(high, bound))
                )
        return np.maximum(self.at[k] - low, 0.0), np.maximum(high - self.at[k], 0.0)

    def _neighbours(self, k: int) -> Iterator[tuple[bool, int]]:
        if k in self.above:
            yield False, self.above[k]
        if k in self.below:
            yield True, self.below[k]

    def _height(self, k: int, x: Floats) -> Floats:
        """Return the triangle's height over a weight, with its top at the centre."""
        low, top, high = self.low[k], self.top[k], self.high[k]
        rise = (x - low) / (top - low) if top > low else np.ones_like(x)
        fall = (high - x) / (high - top) if high > top else np.ones_like(x)
        return np.clip(np.minimum(rise, fall), 0.0, 1.0)
