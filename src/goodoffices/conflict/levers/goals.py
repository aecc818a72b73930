"""Which preferences would make all, or any, of several outcomes hold, and how many rankings do.

The inverse question for a goal of several outcomes (Kinsara, Kilgour & Hipel 2015, "Inverse
approach to the graph model for conflict resolution"): the conditions of each outcome are those of
:mod:`goodoffices.conflict.levers.inverse`; all of the outcomes hold where all conditions are
fulfilled, any of them where those of one are. What is counted are rankings of the states: the
strict ones, and apart from them all there are, ties among them. Counted are all rankings, whatever
of a party's own is known; where the others' answers must gain, their preferences are as they are,
and they gain by what they prefer or might prefer. To hold now is to hold with every attitude to
what is not known.

A party's conditions for an outcome t ask of nothing but the set of states that it ranks above t. So
the rankings that fulfil them are counted exactly, without listing them: states are placed from the
best down, and where t is placed, the set placed before it must do. Which is one sum over the
subsets of the states that the conditions mention; of states that are mentioned in the same
conditions only their number counts. With ties a whole level is placed at a time, which is a sum
over pairs of such sets, and states that no condition mentions must be placed with the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce
from itertools import combinations, islice, permutations, product
from math import comb, factorial, prod
from typing import Any, SupportsIndex

import numpy as np

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.concepts import Answers, concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.inverse import Requirement, conditions
from goodoffices.conflict.stability import solve_many

MOST_SUMMED = 1 << 17
"""Terms of the sum by which a party's rankings are counted."""

MOST_TIED = 1 << 20
"""The same where ties are counted, too."""

MOST_GOALS = 6
"""Outcomes of one goal."""

MOST_LISTED = 50_000
"""Profiles that are decided one by one, where the parties' conditions hang on one another."""

MOST_STATES = 4_096

Clause = frozenset[frozenset[int]]
"""Sets of states of which none may stand above an outcome, for one of the sets at least."""


@dataclass(frozen=True, kw_only=True)
class PartyShare:
    """How many rankings of one party fulfil its part of a goal.

    ``count`` of ``of`` strict rankings of the states; ``tied`` of ``of_tied`` rankings with or
    without ties. None where its conditions tell too many states apart.
    """

    party: str
    count: int | None
    of: int
    tied: int | None
    of_tied: int


@dataclass(frozen=True, eq=False, kw_only=True)
class GoalSearch:
    """What a goal asks of the parties' preferences.

    Attributes
    ----------
    targets
        the outcomes, from 0.
    every
        whether all of them shall hold, or any.
    holding
        which of them hold now.
    requirements
        for each of them what must be fulfilled, party by party.
    parties
        how many rankings of each party fulfil its part; where the others' answers must gain, with
        the others' preferences as they are.
    together
        of how many of the strict profiles (a ranking for each party) the goal is reached, of all;
        None where that is not counted.
    together_tied
        the same of profiles with or without ties.
    """

    conflict: GraphModel
    concept: str
    targets: tuple[int, ...]
    every: bool
    holding: tuple[int, ...]
    requirements: dict[int, tuple[Requirement, ...]]
    parties: tuple[PartyShare, ...]
    together: tuple[int, int] | None
    together_tied: tuple[int, int] | None

    @property
    def reached(self) -> bool:
        """Whether the goal is reached as it stands."""
        return len(self.holding) == len(self.targets) if self.every else bool(self.holding)


def goals(
    conflict: GraphModel,
    targets: Iterable[str | SupportsIndex],
    concept: str = "SEQ",
    *,
    every: bool = True,
) -> GoalSearch:
    """Tell which preferences make all, or any, of some outcomes hold for every party.

    Parameters
    ----------
    targets
        the outcomes: their labels, names, options, or places counted from 0; at most six.
    concept
        the sense: one of ``concepts.DECIDED``.
    every
        whether all of them shall hold, or any.

    Raises
    ------
    UsageError
        GO413 or GO911 where there is no such outcome or concept, GO806 for too many states, GO811
        for no outcome or too many.
    """
    sense = concept_of(concept)
    if conflict.size > MOST_STATES:
        raise UsageError(finding("GO806", most=MOST_STATES, count=conflict.size))
    chosen = tuple(dict.fromkeys(conflict.state(target) for target in targets))
    if not 1 <= len(chosen) <= MOST_GOALS:
        raise UsageError(finding("GO811", most=MOST_GOALS, count=len(chosen)))
    required = {target: conditions(conflict, target, concept) for target in chosen}
    shares = [_Shares(conflict, required, every=every, ties=ties) for ties in (False, True)]
    together: list[tuple[int, int] | None] = [None, None]
    for k, each in enumerate(shares):
        if sense.answers is not Answers.IMPROVING:
            together[k] = each.product()
        elif each.of_all ** len(conflict.parties) <= MOST_LISTED:
            orders = _weak_orders(conflict.size) if each.ties else _orders(conflict.size)
            together[k] = _listed(conflict, chosen, concept, orders, every=every)
    counts = [[each.count(party) for party in conflict.parties] for each in shares]
    return GoalSearch(
        conflict=conflict,
        concept=concept,
        targets=chosen,
        every=every,
        holding=tuple(t for t in chosen if all(one.fulfilled for one in required[t])),
        requirements=required,
        parties=tuple(
            PartyShare(
                party=party,
                count=count,
                of=shares[0].of_all,
                tied=tied,
                of_tied=shares[1].of_all,
            )
            for party, count, tied in zip(conflict.parties, *counts, strict=True)
        ),
        together=together[0],
        together_tied=together[1],
    )


def clause(required: Requirement, target: int) -> Clause | None:
    """Return a condition on one party's ranking as sets of states; None where it always holds.

    It is fulfilled iff for one of the sets none of its states stands above the outcome.
    """
    answers = [{answer, *required.onwards.get(answer, ())} for answer in required.answers]
    sets = [frozenset(states - {target}) for states in ({required.end}, *answers)]
    if not all(sets):
        return None
    return frozenset(one for one in sets if not any(other < one for other in sets))


class _Shares:
    """Counts the rankings of a party that fulfil its conditions for some outcomes at once."""

    def __init__(
        self,
        conflict: GraphModel,
        required: dict[int, tuple[Requirement, ...]],
        *,
        every: bool,
        ties: bool,
    ) -> None:
        self.parties, self.every, self.ties = conflict.parties, every, ties
        self.size = conflict.size
        self.of_all = weak_orders_of(self.size) if ties else factorial(self.size)
        self.targets = tuple(required)
        self.clauses = {
            (party, target): _needed(
                one for r in rs if r.party == party and (one := clause(r, target)) is not None
            )
            for target, rs in required.items()
            for party in conflict.parties
        }

    def count(self, party: str) -> int | None:
        """Return how many rankings of a party fulfil its part of the goal."""
        share = self._share_of([party])
        return None if share is None else int(share * self.of_all)

    def product(self) -> tuple[int, int] | None:
        """Return of how many profiles the goal is reached, and of how many, parties apart."""
        share, every = self._share_of(self.parties), self.of_all ** len(self.parties)
        return None if share is None else (int(share * every), every)

    def _share_of(self, parties: Sequence[str]) -> Fraction | None:
        """Return the share of profiles in which all the targets, or any, hold for some parties."""
        if self.every:
            return self._all(parties, self.targets)
        total = Fraction(0)
        for count in range(1, len(self.targets) + 1):  # inclusion and exclusion
            for some in combinations(self.targets, count):
                share = self._all(parties, some)
                if share is None:
                    return None
                total += share if count % 2 else -share
        return total

    def _all(self, parties: Sequence[str], targets: tuple[int, ...]) -> Fraction | None:
        shares = [self._fulfilling(party, targets) for party in parties]
        known = [share for share in shares if share is not None]
        return prod(known, start=Fraction(1)) if len(known) == len(shares) else None

    def _fulfilling(self, party: str, targets: tuple[int, ...]) -> Fraction | None:
        """Return the share of a party's rankings that fulfil its conditions for some outcomes."""
        asked = {t: self.clauses[party, t] for t in targets if self.clauses[party, t]}
        if not asked:
            return Fraction(1)
        alike: dict[frozenset[tuple[int, int, int]], list[int]] = {}
        signs: dict[int, set[tuple[int, int, int]]] = {t: set() for t in asked}
        for target, clauses in asked.items():
            for c, sets in enumerate(clauses):
                for k, some in enumerate(sets):
                    for state in some:
                        signs.setdefault(state, set()).add((target, c, k))
        for state, sign in signs.items():  # a target stands for itself
            alike.setdefault(frozenset(sign | ({(state, -1, -1)} & _ends(asked))), []).append(state)
        free = [s for s in range(self.size) if s not in signs] if self.ties else []
        classes = _Classes([*alike.values(), *([free] if free else [])])
        if (classes.pairs > MOST_TIED) if self.ties else (classes.size > MOST_SUMMED):
            return None
        fits = {
            classes.of[target]: [[{classes.of[s] for s in some} for some in sets] for sets in each]
            for target, each in asked.items()
        }
        if self.ties:
            return Fraction(classes.levels(fits), self.of_all)
        return Fraction(classes.placings(fits), factorial(len(signs)))


def _ends(targets: Iterable[int]) -> set[tuple[int, int, int]]:
    return {(target, -1, -1) for target in targets}


def _needed(clauses: Iterable[Clause]) -> list[Clause]:
    """Return the conditions that no other one implies, each once.

    Those that ask one thing alone are put together: none of all their states may stand above.
    """
    each = list(dict.fromkeys(clauses))
    alone = [next(iter(one)) for one in each if len(one) == 1]
    each = [one for one in each if len(one) > 1]
    each += [frozenset({frozenset().union(*alone)})] if alone else []

    def implies(one: Clause, other: Clause) -> bool:
        return all(any(mild <= hard for mild in other) for hard in one)

    return [
        one
        for k, one in enumerate(each)
        if not any(
            implies(other, one) and (k > m or not implies(one, other))
            for m, other in enumerate(each)
            if m != k
        )
    ]


class _Classes:
    """States in classes: those of one class are mentioned in the same conditions, and in no other.

    ``of`` tells the class of a state; ``size`` how many ways there are to take some of each class.
    """

    def __init__(self, classes: list[list[int]]) -> None:
        self.counts = [len(one) for one in classes]
        self.of = {state: k for k, one in enumerate(classes) for state in one}
        self.size = prod(count + 1 for count in self.counts)
        self.pairs = prod((count + 1) * (count + 2) // 2 for count in self.counts)

    def levels(self, fits: dict[int, list[list[set[int]]]]) -> int:
        """Return how many orders with ties there are in which targets may stand where they do.

        ``fits`` as for :meth:`placings`; what stands level with a target is not above it.
        """
        shape = tuple(count + 1 for count in self.counts)
        ways = np.zeros(shape, dtype=object)
        ways[(0,) * len(shape)] = 1
        chosen = [
            [np.array([comb(left, d) for d in range(left + 1)], dtype=object) for left in range(n)]
            for n in shape
        ]
        for taken in np.ndindex(shape):
            if not ways[taken]:
                continue
            bars = {t for t, sets in fits.items() if not taken[t] and not _may_stand(taken, sets)}
            left = [n - 1 - at for n, at in zip(shape, taken, strict=True)]
            each = [chosen[k][n][:1] if k in bars else chosen[k][n] for k, n in enumerate(left)]
            more = reduce(np.multiply.outer, each)
            more[(0,) * len(shape)] = 0  # a level has a state at least
            spans = (slice(at, at + one.size) for at, one in zip(taken, each, strict=True))
            ways[tuple(spans)] += ways[taken] * more
        return int(ways[(-1,) * len(shape)])

    def placings(self, fits: dict[int, list[list[set[int]]]]) -> int:
        """Return how many orders of all states there are in which targets may stand where they do.

        Parameters
        ----------
        fits
            for each target (its class) its conditions: sets of classes of which none may stand
            above it, one set of each condition.
        """
        dims = [count + 1 for count in self.counts]
        strides = np.cumprod([1, *dims[:-1]])
        every = np.arange(self.size)
        taken = [every // stride % dim for stride, dim in zip(strides, dims, strict=True)]
        may = {
            target: np.logical_and.reduce(
                [
                    np.logical_or.reduce(
                        [np.all([taken[k] == 0 for k in some], axis=0) for some in sets]
                    )
                    for sets in conditions_
                ]
            )
            for target, conditions_ in fits.items()
        }
        total = np.sum(taken, axis=0)
        exact = sum(self.counts) > 20  # more orders than a machine number holds
        ways = np.zeros(self.size, dtype=object if exact else np.int64)
        ways[0] = 1
        for placed in range(sum(self.counts)):
            here = np.flatnonzero(total == placed)
            for k, count in enumerate(self.counts):
                left = count - taken[k][here]
                free = (left > 0) & may[k][here] if k in may else left > 0
                ways[here[free] + strides[k]] += ways[here[free]] * left[free]
        return int(ways[-1])


def _may_stand(taken: Sequence[int], conditions_: list[list[set[int]]]) -> bool:
    """Whether a target may stand next, below so many taken of each class."""
    return all(any(not any(taken[k] for k in some) for some in sets) for sets in conditions_)


@cache
def weak_orders_of(size: int) -> int:
    """Return how many rankings of so many states there are, ties among them: Fubini's number."""
    counts = [1]
    for n in range(1, size + 1):
        counts.append(sum(comb(n, top) * counts[n - top] for top in range(1, n + 1)))
    return counts[size]


def _orders(size: int) -> list[tuple[int, ...]]:
    return list(permutations(range(size)))


def _weak_orders(size: int) -> list[tuple[int, ...]]:
    """Return all rankings of a few states, each state's rank."""
    every = product(range(size), repeat=size)
    return [ranks for ranks in every if set(ranks) == set(range(max(ranks) + 1))]


def _listed(
    conflict: GraphModel,
    targets: tuple[int, ...],
    concept: str,
    orders: list[tuple[int, ...]],
    *,
    every: bool,
) -> tuple[int, int]:
    """Count the profiles that reach the goal by deciding each of them."""
    profiles = product(orders, repeat=len(conflict.parties))
    reached = total = 0
    while batch := list(islice(profiles, 5_000)):
        ranks = np.array(batch, dtype=np.int64)
        stable = solve_many(conflict.movement, ranks, [concept], codes=conflict.codes)[concept]
        holds = np.all(stable[:, :, list(targets)], axis=1)
        reached += int(np.count_nonzero((np.all if every else np.any)(holds, axis=1)))
        total += len(batch)
    return reached, total


def as_plain(found: GoalSearch) -> dict[str, Any]:
    """Return plain values for JSON; states are numbered from 1."""
    return {
        "concept": found.concept,
        "outcomes": [target + 1 for target in found.targets],
        "goal": "all" if found.every else "any",
        "holding": [target + 1 for target in found.holding],
        "reached": found.reached,
        "conditions": [
            {
                "outcome": target + 1,
                "party": one.party,
                "instead": one.end + 1,
                "answers": [answer + 1 for answer in one.answers],
                "onwards": {
                    str(a + 1): [s + 1 for s in states] for a, states in one.onwards.items()
                },
                "fulfilled": one.fulfilled,
            }
            for target, every in found.requirements.items()
            for one in every
        ],
        "rankings": {
            one.party: {
                "fulfil": one.count,
                "of": one.of,
                "with_ties": {"fulfil": one.tied, "of": one.of_tied},
            }
            for one in found.parties
        },
        "profiles": _reach(found.together),
        "profiles_with_ties": _reach(found.together_tied),
    }


def _reach(counted: tuple[int, int] | None) -> dict[str, int] | None:
    return None if counted is None else {"reach": counted[0], "of": counted[1]}
