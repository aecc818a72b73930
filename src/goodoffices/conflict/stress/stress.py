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

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding, UsageError
from goodoffices.base.i18n import _
from goodoffices.base.share import Share
from goodoffices.case.nouns import Case
from goodoffices.conflict.concepts import CONCEPTS, concept_of
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import Conflict
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.stability import solve_many
from goodoffices.conflict.stress import pairwise as in_pairs
from goodoffices.conflict.stress import thresholds
from goodoffices.conflict.stress.doubts import Aspect, Doubt, Doubted, Pairs, aspects, find_doubts
from goodoffices.conflict.stress.rankers import ranked, rankers
from goodoffices.conflict.stress.sampling import Counts, Plan, holding
from goodoffices.conflict.stress.spread import Progress, counted

MOST_PROFILES = 100_000_000
MOST_STATES = 1 << 14
MOST_MOVES = 5_000_000
MOST_COUNTS = 30_000_000
"""Counts held at most: classes of all doubts × concepts × states."""

MOST_SINGLE = 2_000
"""Single readings at most that are looked at as breakpoints."""


@dataclass(frozen=True)
class Bar:
    """One bar of an outcome's tornado: the share in each class of what is not known."""

    aspect: Aspect
    doubt: Doubt
    shares: tuple[Share | None, ...]

    @property
    def swing(self) -> float:
        """How far the share moves between readings."""
        values = [share.value for share in self.shares if share]
        return max(values) - min(values) if values else 0.0


@dataclass(frozen=True)
class Break:
    """One change, from what is written, at which an outcome stops or starts to hold."""

    state: int
    concept: str
    holds: bool
    text: str
    unknown: bool = False
    """Whether it is no change at all, but one way to read what is unknown."""


@dataclass(frozen=True, eq=False)
class Stress:
    """In what share of the allowed profiles each outcome holds.

    ``possible`` is the number of all profiles; ``written`` (concepts, n) what holds as written.
    ``unlooked`` counts the single readings that were not looked at as breakpoints.
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    doubted: str
    counts: Counts
    possible: int
    seed: int
    exact: bool
    written: NDArray[np.bool_]
    breaks: tuple[Break, ...]
    aspects: tuple[Aspect, ...] = ()
    unlooked: int = 0

    def __repr__(self) -> str:
        """Say in one line what was counted."""
        n, doubts = self.counts.profiles, len(self.doubts)
        return (
            f"Stress({self.conflict.name!r}: {doubts} doubts, {n:,} of {self.possible:,} profiles)"
        )

    def share(self, state: int, concept: str) -> Share:
        """Return the share of profiles in which a state, from 0, holds."""
        k = self.counts.held[self.concepts.index(concept), state]
        return Share(int(k), self.counts.profiles)

    def interval(self, share: Share) -> tuple[float, float]:
        """Return what is left open: nothing where all profiles were counted."""
        return (share.value, share.value) if self.exact else share.interval

    def tornado(self, state: int, concept: str) -> tuple[Bar, ...]:
        """Return the doubts by how much they matter for an outcome, the most first."""
        c, at, bars = self.concepts.index(concept), 0, []
        for aspect in self.aspects:
            shares = []
            for _class in range(aspect.classes):
                n = int(self.counts.reading[at])
                shares.append(Share(int(self.counts.by[at, c, state]), n) if n else None)
                at += 1
            bars.append(Bar(aspect, self.doubts[aspect.doubt], tuple(shares)))
        return tuple(sorted(bars, key=lambda bar: -bar.swing))

    def open(self, state: int, concept: str) -> bool:
        """Tell whether an outcome as written hangs on an unknown pair or an interval alone."""
        return any(b.unknown and (b.state, b.concept) == (state, concept) for b in self.breaks)

    def shown(self, concept: str) -> list[int]:
        """Return the states that hold in some profile, the surest first."""
        held = self.counts.held[self.concepts.index(concept)]
        order = np.argsort(-held, kind="stable")
        return [int(s) for s in order if held[s]]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return {
            "name": self.conflict.name,
            "n": self.counts.profiles,
            "seed": None if self.exact else self.seed,
            "exact": self.exact,
            "profiles": self.possible,
            "may_be_wrong": self.doubted,
            "doubts": [
                {"what": d.text, "readings": list(d.readings), "count": d.count}
                for d in self.doubts
            ],
            "outcomes": {
                concept: [self._row(state, concept) for state in self.shown(concept)]
                for concept in self.concepts
            },
            "breakpoints": [
                {
                    "state": b.state + 1,
                    "concept": b.concept,
                    "then_holds": b.holds,
                    "if": b.text,
                }
                for b in self.breaks
            ],
            "readings_not_looked_at_singly": self.unlooked,
        }

    def _row(self, state: int, concept: str) -> dict[str, Any]:
        share = self.share(state, concept)
        tornado = [
            {
                "what": bar.aspect.text,
                "swing": bar.swing,
                "shares": [s.value if s else None for s in bar.shares],
            }
            for bar in self.tornado(state, concept)
            if bar.swing
        ]
        return {
            "state": state + 1,
            "label": self.conflict.label(state),
            "k": share.k,
            "n": share.n,
            "share": share.value,
            "interval": list(self.interval(share)),
            "as_written": bool(self.written[self.concepts.index(concept), state]),
            "hangs_on_unknown": self.open(state, concept),
            "tornado": tornado,
        }


@dataclass(frozen=True)
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


def stress(
    conflict: Conflict | Case,
    ask: Ask | None = None,
    unknown: Pairs | None = None,
    progress: Progress | None = None,
) -> Stress:
    """Count in which share of the profiles consistent with what is known each outcome holds.

    Parameters
    ----------
    conflict
        with statements, weights or steps (each may be doubtful) or with rankings (whose ties are).
    ask
        the number of profiles, the seed, the concepts, which statements may be wrong, and who
        counts.
    unknown
        by party, pairs of states between which its preference is not known; where this is left
        out, those of the conflict.

    Raises
    ------
    CaseError
        where a case makes no conflict, or one too large to be counted over and over.
    UsageError
        for a number of profiles, a concept or workers that cannot be.
    """
    ask = ask or Ask()
    if isinstance(conflict, Case):
        conflict = from_case(conflict)
    _check(conflict, ask)
    doubts = find_doubts(conflict, ask.doubted, unknown, ask.accepted)
    sizes = tuple(doubt.count for doubt in doubts)
    possible = prod(sizes)
    exact = possible <= ask.n
    plan = Plan(
        moves=conflict.moves,
        rankers=rankers(conflict, doubts),
        sizes=sizes,
        owners=tuple(doubt.party for doubt in doubts),
        aspects=aspects(conflict, doubts),
        concepts=ask.concepts,
        n=possible if exact else ask.n,
        seed=ask.seed,
        exact=exact,
    )
    _check_plan(plan)
    counts = counted(plan, ask.workers, ask.scheduler, progress)
    written = holding(plan, np.zeros((1, len(sizes)), dtype=np.int64))[0]
    single = [
        (k, number, text, doubt.is_open)
        for k, doubt in enumerate(doubts)
        for number, text in zip(doubt.told[1:], doubt.readings[1:], strict=True)
    ]
    weighed, left_out = _weights(plan, conflict, written)
    breaks = (
        *_readings(plan, single[:MOST_SINGLE], written),
        *_orders(plan, conflict, written),
        *weighed,
    )
    return Stress(
        conflict,
        ask.concepts,
        doubts,
        ask.doubted,
        counts,
        possible,
        ask.seed,
        exact,
        written,
        tuple(breaks),
        plan.aspects,
        max(0, len(single) - MOST_SINGLE) + left_out,
    )


def _check(conflict: Conflict, ask: Ask) -> None:
    """Refuse what cannot be counted."""
    if not 1 <= ask.n <= MOST_PROFILES:
        text = _("The number of profiles must be from 1 to {most:,}.").format(most=MOST_PROFILES)
        raise UsageError(Finding("GO801", text))
    if ask.seed < 0:
        raise UsageError(Finding("GO801", _("The seed must be a whole number, 0 or more.")))
    for concept in ask.concepts:
        concept_of(concept)
    flips = [m for m in conflict.movement if isinstance(m, Flips)]
    moves = sum(min(conflict.size, 1 << m.own.bit_count()) * conflict.size for m in flips)
    if conflict.size > MOST_STATES or moves > MOST_MOVES:
        text = _("{size:,} states are too many to be decided again for every profile.")
        remedy = _("Leave out options that decide little, or exclude what cannot be.")
        raise CaseError(Finding("GO805", text.format(size=conflict.size), help=remedy))


def _check_plan(plan: Plan) -> None:
    """Refuse what would take too much memory or time once the doubts are known."""
    if plan.paired and plan.states > in_pairs.MOST_STATES:
        text = _(
            "{size:,} states are too many to be compared in pairs for every profile; {most:,} are "
            "not, where it is unknown which of two outcomes a party prefers."
        ).format(size=plan.states, most=in_pairs.MOST_STATES)
        remedy = _("Leave out options that decide little, or what is said to be unknown.")
        raise CaseError(Finding("GO805", text, help=remedy))
    counts = sum(aspect.classes for aspect in plan.aspects) * len(plan.concepts) * plan.states
    if counts > MOST_COUNTS:
        text = _("{doubts:,} doubts about {size:,} states are too many to be told apart.")
        remedy = _("Say more of what is known, leave out options, or ask for one concept.")
        text = text.format(doubts=len(plan.sizes), size=plan.states)
        raise CaseError(Finding("GO805", text, help=remedy))


def _readings(
    plan: Plan, single: list[tuple[int, int, str, bool]], written: NDArray[np.bool_]
) -> list[Break]:
    """Change one doubt's reading at a time: (doubt, reading, in words, whether unknown)."""
    found: list[Break] = []
    for at in range(0, len(single), plan.chunk):
        some = single[at : at + plan.chunk]
        readings = np.zeros((len(some), len(plan.sizes)), dtype=np.int64)
        for row, (k, number, _text, _unknown) in enumerate(some):
            readings[row, k] = number
        texts = [(text, unknown) for _k, _number, text, unknown in some]
        found += _breaks(plan, holding(plan, readings), written, texts)
    return found


def _orders(plan: Plan, conflict: Conflict, written: NDArray[np.bool_]) -> list[Break]:
    """Put one statement of a party just above an earlier one; in a ranking, exchange neighbours."""
    profiles, texts = [], []
    base = [ranker.read(np.zeros(len(ranker.doubts), dtype=np.int64)) for ranker in plan.rankers]
    for i, ranker in enumerate(plan.rankers):
        name, count = conflict.party_names[i], len(ranker.failed)
        for low in range(count):
            for high in range(low):
                order = [k for k in range(count) if k != low]
                order.insert(high, low)
                profiles.append([*base[:i], ranked(ranker.failed[order]), *base[i + 1 :]])
                said = [conflict.preferences[i][k].source for k in (low, high)]
                text = _("{party} puts “{low}” above “{high}”")
                texts.append(text.format(party=name, low=said[0], high=said[1]))
        if not count and not ranker.weights:
            for one, other in _neighbours(base[i]):
                ranks = base[i].copy()
                ranks[one], ranks[other] = ranks[other], ranks[one]
                profiles.append([*base[:i], ranks, *base[i + 1 :]])
                text = _("{party} ranks {low} above {high}")
                labels = {"low": conflict.label(other), "high": conflict.label(one)}
                texts.append(text.format(party=name, **labels))
    changes = [(text, False) for text in texts]
    return _breaks(plan, _decided(plan, profiles), written, changes) if profiles else []


def _decided(plan: Plan, profiles: list[list[NDArray[np.int64]]]) -> NDArray[np.bool_]:
    """Return (profiles, concepts, n): what holds under each party's ranks."""
    held, many = [], plan.chunk
    for at in range(0, len(profiles), many):
        stable = solve_many(plan.moves, np.array(profiles[at : at + many]), plan.concepts)
        held.append(np.stack([stable[c].all(axis=1) for c in plan.concepts], axis=1))
    return np.concatenate(held)


def _weights(plan: Plan, conflict: Conflict, written: NDArray[np.bool_]) -> tuple[list[Break], int]:
    """Tell the nearest weights of an option, on either side, at which each outcome changes."""
    base = [ranker.read(np.zeros(len(ranker.doubts), dtype=np.int64)) for ranker in plan.rankers]
    found: list[Break] = []
    left_out = 0
    for i, ranker in enumerate(plan.rankers):
        ways, too_many = thresholds.ways(ranker)
        left_out += too_many
        for way in ways:
            profiles = [
                [*base[:i], thresholds.ranks_at(ranker, way.bit, p.weight), *base[i + 1 :]]
                for p in way.points
            ]
            changed = _decided(plan, profiles) != written[None]
            names = conflict.party_names[i], conflict.options[way.bit].id
            for c, state in np.argwhere(changed.any(axis=0)):
                text = way.in_words(changed[:, c, state].tolist(), *names)
                then = not written[c, state]
                found.append(Break(int(state), plan.concepts[c], bool(then), text))
    return found, left_out


def _neighbours(ranks: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return pairs of states, the better first, at neighbouring ranks that are no ties."""
    counts = np.bincount(ranks)
    order = np.argsort(ranks, kind="stable")
    alone = [int(s) for s in order if counts[ranks[s]] == 1]
    pairs = pairwise(alone)
    return [(a, b) for a, b in pairs if ranks[b] == ranks[a] + 1]


def _breaks(
    plan: Plan,
    held: NDArray[np.bool_],
    written: NDArray[np.bool_],
    texts: list[tuple[str, bool]],
) -> list[Break]:
    """Tell of every outcome that a change makes hold or stop holding."""
    return [
        Break(int(state), plan.concepts[c], bool(held[row, c, state]), *texts[row])
        for row, c, state in np.argwhere(held != written[None])
    ]
