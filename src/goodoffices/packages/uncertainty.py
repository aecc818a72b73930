"""How far a package depends on numbers that are known only as intervals.

Profiles are drawn: every interval's number evenly within it, each for itself; all other numbers
stay as they are. Weights that are known to stand in an order, or to add up to a total, are drawn
evenly from what that leaves (:mod:`goodoffices.packages.weightset`), each put to the nearest step
of its interval; so a total is kept to within half a step for each weight.

Counted is the share of profiles in which a package is acceptable to each party
(at or above its walk-away, no red line crossed), efficient, and better than today. A share of what
the analyst allowed, not a probability. The same seed gives the same profiles on every machine.

All comparisons are exact: a number is drawn on a grid of :data:`GRID` steps of its interval, and
worths are computed in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.share import Share
from goodoffices.case.nouns import Interval, Worth
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.blocks import SMALL, groups_of, rows_of, sums
from goodoffices.packages.frontier import Layout, best_keys
from goodoffices.packages.maxima import Integers
from goodoffices.packages.weightset import Floats, WeightSet

GRID = 10_000
"""How many steps an interval is cut into."""

EFFORT = 20_000_000
"""Sums weighed to tell efficiency (values times the first profile's frontier, for each profile);
where all profiles would take more, fewer are looked at."""

FEWEST = 100
"""Profiles in which efficiency is told however much there is to weigh."""

Choices = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Robustness:
    """In what share of the profiles a package is what.

    ``efficient`` may be counted over fewer profiles than the others; each share tells its own n.
    ``better_than_today`` is None where today is not known. ``drawn`` tells how many numbers are
    intervals; with none there is one profile and nothing is uncertain.
    """

    acceptable: Mapping[str, Share]
    to_all: Share
    efficient: Share
    better_than_today: Share | None
    name: str = ""
    drawn: int = 0
    seed: int = 0


def robustness(
    negotiation: Bargain, packages: Mapping[str, Choices], n: int = 10_000, seed: int = 0
) -> tuple[Robustness, ...]:
    """Count in what share of profiles each package is acceptable, efficient, better than today.

    Parameters
    ----------
    packages
        whole packages, by their names.
    n
        how many profiles to draw.
    seed
        the same seed gives the same profiles.
    """
    intervals = sum(len(_intervals(worth)) for worth in negotiation.worths.values())
    generator = np.random.default_rng(seed)
    n = n if intervals else 1
    profiles = [
        Profiles.draw(negotiation, negotiation.worths[party], n, generator)
        for party in negotiation.parties
    ]
    frontiers = _frontiers(negotiation, profiles, n)
    return tuple(
        replace(
            _counted(negotiation, profiles, frontiers, choices),
            name=name,
            drawn=intervals,
            seed=seed,
        )
        for name, choices in packages.items()
    )


def _counted(
    negotiation: Bargain,
    profiles: Sequence[Profiles],
    frontiers: Sequence[Sequence[Integers]],
    choices: Choices,
) -> Robustness:
    """Count the profiles of each party, and of each the frontier, in which a package is what."""
    crossed = {party for party, _line in negotiation.crossed(choices)}
    worths = [profile.worth(choices) for profile in profiles]
    accepts = [
        (worth >= profile.walk_away).astype(np.bool_) & (party not in crossed)
        for party, worth, profile in zip(negotiation.parties, worths, profiles, strict=True)
    ]
    efficient = 0
    if not crossed:
        efficient = sum(
            not any(
                _dominates(point, [w[k] for w in worths]) for point in zip(*points, strict=True)
            )
            for k, points in enumerate(frontiers)
        )
    today = negotiation.today
    better = today and _share(_better(worths, [profile.worth(today) for profile in profiles]))
    return Robustness(
        acceptable={p: _share(a) for p, a in zip(negotiation.parties, accepts, strict=True)},
        to_all=_share(np.logical_and.reduce(accepts)),
        efficient=Share(efficient, len(frontiers)),
        better_than_today=better or None,
    )


def _share(inside: NDArray[np.bool_]) -> Share:
    return Share(int(inside.sum()), inside.size)


def _dominates(point: Sequence[int], other: Sequence[int]) -> bool:
    return all(a >= b for a, b in zip(point, other, strict=True)) and any(
        a > b for a, b in zip(point, other, strict=True)
    )


def _better(worths: Sequence[Integers], today: Sequence[Integers]) -> NDArray[np.bool_]:
    """Return in which profiles nobody loses against today and someone gains.

    Both hold, for each party, what is worth how much in each profile, (n,).
    """
    pairs = list(zip(worths, today, strict=True))
    none_loses = np.logical_and.reduce([(w >= t).astype(np.bool_) for w, t in pairs])
    some_gains = np.logical_or.reduce([(w > t).astype(np.bool_) for w, t in pairs])
    better: NDArray[np.bool_] = none_loses & some_gains
    return better


# --- profiles -------------------------------------------------------------------------------------


def _intervals(worth: Worth) -> list[Interval]:
    return [*worth.intervals.values(), *(p.interval for p in worth.pairs if p.interval)]


@dataclass(frozen=True, eq=False)
class Profiles:
    """One party's drawn numbers, whole numbers of one unit: (n,) for each value, pair, walk-away.

    ``adds[issue][value]`` is weight times value; ``pairs[k]`` what the k-th pair adds.
    """

    worths: Worth
    adds: Mapping[str, Mapping[str, Integers]]
    pairs: Sequence[Integers]
    walk_away: Integers

    @classmethod
    def draw(
        cls, negotiation: Bargain, worth: Worth, n: int, generator: np.random.Generator
    ) -> Profiles:
        """Draw n profiles of a party's worths."""
        allowed = WeightSet.of(worth)
        weights = {i.id: allowed.spans[i.id] for i in negotiation.issues}
        values = {
            (i.id, v.id): _spread(worth, ("value", i.id, v.id), worth.values[i.id][v.id])
            for i in negotiation.issues
            for v in i.values
        }
        pairs = [pair.interval or (pair.adds, pair.adds) for pair in worth.pairs]
        away = _spread(worth, ("walk_away",), worth.walk_away)
        fine = _finest([*weights.values()]), _finest([*values.values()])
        both = math.lcm(fine[0] * fine[1], _finest([*pairs, away]))
        more = both // (fine[0] * fine[1])
        each_way = [max(Fraction(1), _most(spans)) for spans in (weights.values(), values.values())]
        largest = both * max(each_way[0] * each_way[1], _most([*pairs, away]))
        dtype = np.int64 if largest * (len(weights) + len(pairs) + 1) < SMALL else object
        numbers = _Drawer(n, generator, dtype)
        if allowed.boxed:
            drawn = {i: numbers.draw(span, fine[0]) for i, span in weights.items()}
        else:
            points = allowed.draw(n, generator, "uniform")
            drawn = {i: numbers.nearest(points[i], weights[i], fine[0]) for i in weights}
        adds: dict[str, dict[str, Integers]] = {i: {} for i in weights}
        for (issue, value), span in values.items():
            adds[issue][value] = drawn[issue] * numbers.draw(span, fine[1]) * more
        each = [numbers.draw(span, both) for span in pairs]
        return cls(worth, adds, each, numbers.draw(away, both))

    def worth(self, choices: Choices) -> Integers:
        """Return what a package is worth in each profile, (n,) in the party's whole units."""
        parts = [self.adds[issue][value] for issue, value in choices.items()]
        parts += [
            adds
            for pair, adds in zip(self.worths.pairs, self.pairs, strict=True)
            if all(choices[i] == v for i, v in pair.choices.items())
        ]
        total: Integers = np.sum(parts, axis=0)
        return total


class _Drawer:
    """Draws numbers from intervals as whole numbers, always in the same order."""

    def __init__(self, n: int, generator: np.random.Generator, dtype: Any) -> None:  # noqa: ANN401
        self.n, self.generator, self.dtype = n, generator, dtype

    def draw(self, span: Interval, fine: int) -> Integers:
        """Draw from an interval; ``fine`` is how many units make 1."""
        low, step = int(span[0] * fine), int((span[1] - span[0]) / GRID * fine)
        if not step:
            return np.full(self.n, low, dtype=self.dtype)
        steps = self.generator.integers(0, GRID, size=self.n, endpoint=True)
        return steps.astype(self.dtype) * step + low

    def nearest(self, points: Floats, span: Interval, fine: int) -> Integers:
        """Return drawn points as whole numbers: each at the nearest step of its interval."""
        low, step = int(span[0] * fine), int((span[1] - span[0]) / GRID * fine)
        width = float(span[1] - span[0])
        if not step:
            return np.full(points.size, low, dtype=self.dtype)
        steps = np.rint((points - float(span[0])) / width * GRID).astype(np.int64)
        return steps.clip(0, GRID).astype(self.dtype) * step + low


def _spread(worth: Worth, about: tuple[str, ...], number: Fraction) -> Interval:
    return worth.intervals.get(about, (number, number))


def _finest(spans: Iterable[Interval]) -> int:
    """Return the units that make 1, so that every step of every interval is whole."""
    numbers = [n for low, high in spans for n in (low, (high - low) / GRID)]
    return math.lcm(*(n.denominator for n in numbers))


def _most(spans: Iterable[Interval]) -> Fraction:
    return max((max(abs(low), abs(high)) for low, high in spans), default=Fraction(0))


# --- the frontier of each profile -----------------------------------------------------------------


def _frontiers(negotiation: Bargain, profiles: Sequence[Profiles], n: int) -> list[list[Integers]]:
    """Return each profile's frontier, for each party a column of worths, (points,).

    Fewer than n where all would take too long (:data:`EFFORT`).
    """
    groups = groups_of(negotiation)
    rows = [rows_of(negotiation, group) for group in groups]
    listed = sum(r.size for r in rows)
    if not all(r.size for r in rows):
        return [[np.zeros(0, dtype=np.int64) for _p in profiles] for _k in range(n)]
    blocks = list(zip(groups, rows, strict=True))
    first = _frontier(negotiation, profiles, 0, blocks)
    most = max(FEWEST, EFFORT // (listed * max(1, first[0].size)))
    return [first, *(_frontier(negotiation, profiles, k, blocks) for k in range(1, min(n, most)))]


def _frontier(
    negotiation: Bargain,
    profiles: Sequence[Profiles],
    k: int,
    blocks: Sequence[tuple[tuple[int, ...], NDArray[np.int64]]],
) -> list[Integers]:
    """Return the frontier of the k-th profile: for each party a column of worths, (points,)."""
    columns, least = [], []
    for profile in profiles:
        single = [[int(profile.adds[i.id][v.id][k]) for v in i.values] for i in negotiation.issues]
        pairs = [
            (pair.choices, int(adds[k]))
            for pair, adds in zip(profile.worths.pairs, profile.pairs, strict=True)
        ]
        numbers = [sums(negotiation, g, single, pairs).ravel()[r] for g, r in blocks]
        low = [int(column.min()) for column in numbers]
        least.append(sum(low))
        columns.append([column - x for column, x in zip(numbers, low, strict=True)])
    points = [np.column_stack(each) for each in zip(*columns, strict=True)]
    layout = Layout(tuple(sum(int(c.max()) for c in column) for column in columns))
    unpacked = layout.unpack(best_keys(points, layout))
    return [column.astype(object) + low for column, low in zip(unpacked, least, strict=True)]
