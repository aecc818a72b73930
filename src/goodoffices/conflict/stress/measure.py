"""How sure is an outcome: the share of preference profiles in which it holds, and what flips it.

Over all profiles that are consistent with what is known (:mod:`goodoffices.conflict.stress.doubts`
says exactly what may vary), the share in which each outcome is an equilibrium, with its Wilson 95 %
interval. Where there are no more profiles than were asked for, all are counted and the share is
exact. A share of allowed profiles is no probability of what will happen.

The *tornado* of an outcome: for each doubt, the least and the largest share of its readings; the
doubt with the largest difference matters most. Of a tie of three outcomes or more the bars are of
its pairs: one above, alike, the other above. *Breakpoints* change one thing at a time from what is
written: a doubt's reading, or the order of two of a party's statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.share import Share
from goodoffices.conflict.concepts import CONCEPTS, concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.stability import solve_many
from goodoffices.conflict.stress import pairwise as in_pairs
from goodoffices.conflict.stress import thresholds
from goodoffices.conflict.stress.doubts import Aspect, Doubt, Doubted, Pairs, aspects, find_doubts
from goodoffices.conflict.stress.rankers import ranked, rankers
from goodoffices.conflict.stress.sampling import Counts, SamplingPlan, holding
from goodoffices.conflict.stress.spread import Progress, count_all
from goodoffices.conflict.stress.thresholds import WeightRange

MOST_PROFILES = 100_000_000
MOST_STATES = 1 << 14
MOST_MOVES = 5_000_000
MOST_COUNTS = 30_000_000
"""Counts held at most: classes of all doubts × concepts × states."""

MOST_SINGLE = 2_000
"""Single readings at most that are looked at as breakpoints."""


@dataclass(frozen=True)
class TornadoBar:
    """One bar of an outcome's tornado: the share in each class of what is not known."""

    aspect: Aspect
    shares: tuple[Share | None, ...]

    @property
    def swing(self) -> float:
        """How far the share moves between readings."""
        values = [share.value for share in self.shares if share]
        return max(values) - min(values) if values else 0.0


@dataclass(frozen=True)
class OtherReading:
    """What is changed: one doubt is read otherwise; ``told`` is its place among those told."""

    doubt: int
    told: int


@dataclass(frozen=True)
class OtherOrder:
    """What is changed: a party puts one statement, or one state, just above another."""

    party: int
    low: int
    high: int


@dataclass(frozen=True)
class OtherWeight:
    """What is changed: a party gives an option, by its bit, a weight of a range."""

    party: int
    option: int
    range: WeightRange


SingleChange = OtherReading | OtherOrder | OtherWeight


@dataclass(frozen=True)
class Break:
    """One change, from what is written, at which an outcome stops or starts to hold.

    ``unknown`` says that it is no change at all, but one way to read what is unknown.
    """

    state: int
    concept: str
    holds: bool
    change: SingleChange
    unknown: bool = False


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class StressTest:
    """In what share of the allowed profiles each outcome holds.

    Attributes
    ----------
    possible
        how many profiles there are.
    written
        (concepts, n) what holds as written.
    unlooked
        how many single readings were not looked at as breakpoints.
    """

    conflict: GraphModel
    concepts: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    doubted: Doubted
    counts: Counts
    possible: int
    seed: int
    exact: bool
    written: NDArray[np.bool_]
    breaks: tuple[Break, ...]
    aspects: tuple[Aspect, ...] = ()
    unlooked: int = 0

    def share(self, state: str | SupportsIndex, concept: str) -> Share:
        """Return the share of profiles in which a state, by its label or place, holds."""
        k = self.counts.held[self.concepts.index(concept), self.conflict.state(state)]
        return Share(int(k), self.counts.profiles)

    def interval(self, share: Share) -> tuple[float, float]:
        """Return what is left open: nothing where all profiles were counted."""
        return (share.value, share.value) if self.exact else share.interval

    def tornado(self, state: str | SupportsIndex, concept: str) -> tuple[TornadoBar, ...]:
        """Return the doubts by how much they matter for a state, the most first."""
        c, s, at, bars = self.concepts.index(concept), self.conflict.state(state), 0, []
        for aspect in self.aspects:
            classes = slice(at, at + aspect.classes)
            counts = zip(self.counts.by[classes, c, s], self.counts.reading[classes], strict=True)
            shares = (Share(int(k), int(n)) if n else None for k, n in counts)
            bars.append(TornadoBar(aspect, tuple(shares)))
            at += aspect.classes
        return tuple(sorted(bars, key=lambda bar: -bar.swing))

    def open(self, state: str | SupportsIndex, concept: str) -> bool:
        """Tell whether an outcome as written hangs on an unknown pair or an interval alone."""
        key = self.conflict.state(state), concept
        return any(b.unknown and (b.state, b.concept) == key for b in self.breaks)

    def shown(self, concept: str) -> list[int]:
        """Return the states that hold in some profile, the surest first."""
        counts = self.counts.held[self.concepts.index(concept)]
        return [int(s) for s in np.argsort(-counts, kind="stable") if counts[s]]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """How a stress test is made: how many profiles, which seed, what may be wrong.

    ``accepted`` are the claims that a person has accepted, where what is not may be wrong.
    """

    n: int = 10_000
    seed: int = 0
    concepts: tuple[str, ...] = CONCEPTS
    doubted: Doubted = "judged"
    workers: int = 1
    scheduler: str | None = None
    accepted: frozenset[str] = frozenset()


def measure(
    conflict: GraphModel,
    ask: Ask,
    unknown: Pairs | None = None,
    progress: Progress | None = None,
) -> StressTest:
    """Count in which share of the profiles consistent with what is known each outcome holds.

    The parameters are those of :func:`goodoffices.conflict.stress.stress.stress`.
    """
    _check(conflict, ask)
    doubts = find_doubts(conflict, ask.doubted, unknown, ask.accepted)
    sizes = tuple(doubt.count for doubt in doubts)
    possible = prod(sizes)
    exact = possible <= ask.n
    plan = SamplingPlan(
        moves=conflict.moves,
        rankers=rankers(conflict, doubts),
        sizes=sizes,
        owners=tuple(doubt.party for doubt in doubts),
        aspects=aspects(doubts),
        concepts=ask.concepts,
        n=possible if exact else ask.n,
        seed=ask.seed,
        exact=exact,
    )
    _check_plan(plan)
    counts = count_all(plan, ask.workers, ask.scheduler, progress)
    written = holding(plan, np.zeros((1, len(sizes)), dtype=np.int64))[0]
    single = [
        OtherReading(k, told)
        for k, doubt in enumerate(doubts)
        for told in range(1, len(doubt.told))
    ]
    weighed, left_out = _weights(plan, written)
    return StressTest(
        conflict=conflict,
        concepts=ask.concepts,
        doubts=doubts,
        doubted=ask.doubted,
        counts=counts,
        possible=possible,
        seed=ask.seed,
        exact=exact,
        written=written,
        breaks=(
            *_readings(plan, doubts, single[:MOST_SINGLE], written),
            *_orders(plan, written),
            *weighed,
        ),
        aspects=plan.aspects,
        unlooked=max(0, len(single) - MOST_SINGLE) + left_out,
    )


def _check(conflict: GraphModel, ask: Ask) -> None:
    """Refuse what cannot be counted."""
    if not 1 <= ask.n <= MOST_PROFILES:
        raise UsageError(finding("GO801.profiles", most=MOST_PROFILES))
    if ask.seed < 0:
        raise UsageError(finding("GO801.seed"))
    for concept in ask.concepts:
        concept_of(concept)
    flips = [m for m in conflict.movement if isinstance(m, Flips)]
    moves = sum(min(conflict.size, 1 << m.own.bit_count()) * conflict.size for m in flips)
    if conflict.size > MOST_STATES or moves > MOST_MOVES:
        raise CaseError(finding("GO805.states", size=conflict.size))


def _check_plan(plan: SamplingPlan) -> None:
    """Refuse what would take too much memory or time once the doubts are known."""
    if plan.paired and plan.states > in_pairs.MOST_STATES:
        raise CaseError(finding("GO805.pairs", size=plan.states, most=in_pairs.MOST_STATES))
    counts = sum(aspect.classes for aspect in plan.aspects) * len(plan.concepts) * plan.states
    if counts > MOST_COUNTS:
        raise CaseError(finding("GO805.doubts", doubts=len(plan.sizes), size=plan.states))


# -- breakpoints -------------------------------------------------------------------------------


def _readings(
    plan: SamplingPlan,
    doubts: Sequence[Doubt],
    single: Sequence[OtherReading],
    written: NDArray[np.bool_],
) -> list[Break]:
    """Change one doubt's reading at a time."""
    breaks: list[Break] = []
    for at in range(0, len(single), plan.chunk):
        some = single[at : at + plan.chunk]
        readings = np.zeros((len(some), len(plan.sizes)), dtype=np.int64)
        for row, change in enumerate(some):
            readings[row, change.doubt] = doubts[change.doubt].told[change.told]
        unknown = [doubts[change.doubt].is_open for change in some]
        breaks += _breaks(plan, holding(plan, readings), written, some, unknown)
    return breaks


def _orders(plan: SamplingPlan, written: NDArray[np.bool_]) -> list[Break]:
    """Put one statement of a party just above an earlier one; in a ranking, exchange neighbours."""
    profiles, changes = [], []
    base = _as_written(plan)
    for i, ranker in enumerate(plan.rankers):
        count = len(ranker.failed)
        for low in range(count):
            for high in range(low):
                order = [k for k in range(count) if k != low]
                order.insert(high, low)
                profiles.append([*base[:i], ranked(ranker.failed[order]), *base[i + 1 :]])
                changes.append(OtherOrder(i, low, high))
        if not count and not ranker.weights:
            for one, other in _neighbours(base[i]):
                ranks = base[i].copy()
                ranks[one], ranks[other] = ranks[other], ranks[one]
                profiles.append([*base[:i], ranks, *base[i + 1 :]])
                changes.append(OtherOrder(i, other, one))
    return _breaks(plan, _decided(plan, profiles), written, changes) if profiles else []


def _as_written(plan: SamplingPlan) -> list[NDArray[np.int64]]:
    """Return each party's ranks (n,) as they are written."""
    return [ranker.read(np.zeros(len(ranker.doubts), dtype=np.int64)) for ranker in plan.rankers]


def _decided(plan: SamplingPlan, profiles: list[list[NDArray[np.int64]]]) -> NDArray[np.bool_]:
    """Return (profiles, concepts, n): what holds under each party's ranks."""
    parts = []
    for at in range(0, len(profiles), plan.chunk):
        stable = solve_many(plan.moves, np.array(profiles[at : at + plan.chunk]), plan.concepts)
        parts.append(np.stack([stable[c].all(axis=1) for c in plan.concepts], axis=1))
    return np.concatenate(parts)


def _weights(plan: SamplingPlan, written: NDArray[np.bool_]) -> tuple[list[Break], int]:
    """Tell the nearest weights of an option, on either side, at which each outcome changes."""
    base = _as_written(plan)
    breaks: list[Break] = []
    left_out = 0
    for i, ranker in enumerate(plan.rankers):
        paths, too_many = thresholds.paths_of(ranker)
        left_out += too_many
        for path in paths:
            profiles = [
                [*base[:i], thresholds.ranks_at(ranker, path.bit, p.weight), *base[i + 1 :]]
                for p in path.points
            ]
            changed = _decided(plan, profiles) != written[None]
            for c, state in np.argwhere(changed.any(axis=0)).tolist():
                change = OtherWeight(i, path.bit, path.first(changed[:, c, state].tolist()))
                breaks.append(Break(state, plan.concepts[c], not written[c, state], change))
    return breaks, left_out


def _neighbours(ranks: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return pairs of states, the better first, at neighbouring ranks that are no ties."""
    counts = np.bincount(ranks)
    order = np.argsort(ranks, kind="stable")
    alone = [int(s) for s in order if counts[ranks[s]] == 1]
    return [(a, b) for a, b in pairwise(alone) if ranks[b] == ranks[a] + 1]


def _breaks(
    plan: SamplingPlan,
    then: NDArray[np.bool_],
    written: NDArray[np.bool_],
    changes: Sequence[SingleChange],
    unknown: Sequence[bool] = (),
) -> list[Break]:
    """Tell of every outcome that a change makes hold or stop holding.

    Parameters
    ----------
    then
        (changes, concepts, n) what holds after each change.
    written
        (concepts, n) what holds as written.
    """
    return [
        Break(
            state,
            plan.concepts[c],
            bool(then[row, c, state]),
            changes[row],
            bool(unknown) and unknown[row],
        )
        for row, c, state in np.argwhere(then != written[None]).tolist()
    ]
