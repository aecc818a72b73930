"""What is not known of the parties' preferences, as doubts that each have some readings.

A *profile* takes one reading of every doubt; nothing else varies. The doubts are exactly these:

- a preference statement that may be wrong may be right as written, may *drop out*, or may be
  *negated* (the opposite at the same place);
- so may the weight of an option: as written, nothing, or the opposite; one that is written as an
  interval is read at eleven points, evenly from its lower to its upper end;
- two neighbouring steps of a ranking made by hand, one of which may be wrong, may be exchanged;
- outcomes that such a ranking, or one by weights, ties may be ranked in every way there is, ties
  among them allowed (:mod:`goodoffices.conflict.stress.weak_orders`); more than 18 as a tie, in
  their order or in the reverse;
- where a party's order is said by pairs, a pair that may be wrong is read as written, as alike, or
  the other way round (and a pair said to be equal, either way);
- two outcomes of which nobody knows which one the party prefers are read either way, or as alike,
  whatever the ranks say. Pairs are read each by itself, as the graph model does, so a profile
  need not be one ranking; an outcome that holds in all profiles, or in none, does so in all that
  are rankings too.

What *may be wrong* is what rests on no evidence: proposed by the machine and unreviewed, without
any basis, or on a person's judgement alone; where that is asked for, also what rests on claims of
the dossier none of which a person has accepted. Every reading counts alike, and the doubts are
independent of each other; that is an assumption, and it is said wherever a share is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations, pairwise
from typing import Literal, SupportsIndex

import numpy as np

from goodoffices.case.nouns import Basis, Interval, Ordering, Preferred
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.ranking import Truths, together, unknown_between
from goodoffices.conflict.stress import weak_orders

Doubted = Literal["unreviewed", "judged", "unconfirmed", "all"]
"""What may be wrong: what is unreviewed; also what is only judged; also what rests on claims that
no person has accepted; or everything."""

StateName = str | SupportsIndex
"""A state's label, name or options; or its place, counted from 0."""

Pairs = Mapping[str, Sequence[tuple[StateName, StateName]]]
"""Party → pairs of states between which its preference is unknown."""

Kind = Literal["statement", "weight", "step", "tie", "stated", "pair"]

IN_PAIRS: tuple[Kind, ...] = ("stated", "pair")
"""Doubts that are read pair by pair, apart from the ranks."""

POINTS = 11
"""Points at which an interval is read."""

TOLD = 4
"""States in a tie at most of which every reading is told in words."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One thing that is not known: of which party, what it is, and its readings.

    Attributes
    ----------
    place
        which of the party's statements, steps or pairs it is about, counted from 0.
    at
        the option's bit, or the states (of pairs one after the other).
    count
        how many readings there are, numbered from 0, which is how it is written.
    told
        the numbers of those that are told in words.
    values
        a weight's by reading, or those of pairs: 1 where the first state is preferred, -1 the
        second, 0 neither.
    """

    party: int
    kind: Kind
    place: int = 0
    at: tuple[int, ...] = ()
    count: int
    told: tuple[int, ...]
    values: tuple[Fraction, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing is written that could be wrong: an unknown pair, or an interval."""
        return self.kind == "pair" or (self.kind == "weight" and self.count == POINTS)


@dataclass(frozen=True)
class Aspect:
    """What a share is told for: the readings of a doubt, or how two outcomes of it are ranked.

    ``pair`` are two states, whose ``classes`` are: the first above, alike, the second above.
    """

    doubt: int
    party: int
    classes: int
    pair: tuple[int, int] | None = None


def doubtful(basis: Basis, doubted: Doubted, accepted: frozenset[str] = frozenset()) -> bool:
    """Tell whether a judgement may be wrong; ``accepted`` are claims that a person has accepted."""
    if doubted == "all" or basis.unreviewed or basis.empty:
        return True
    if doubted == "unconfirmed":
        return not accepted.intersection(basis.evidence)
    return doubted == "judged" and not basis.evidence


def find_doubts(
    conflict: GraphModel,
    doubted: Doubted = "judged",
    unknown: Pairs | None = None,
    accepted: frozenset[str] = frozenset(),
) -> tuple[Doubt, ...]:
    """List what is not known of a conflict's preferences, party by party.

    Parameters
    ----------
    unknown
        pairs of states in place of those that the conflict has.
    accepted
        ids of the claims that a person has accepted.

    Raises
    ------
    UsageError
        GO413 or GO911 for a party or a state of an unknown pair that there is not.
    """
    pairs = _pairs(conflict, unknown)
    wrong = partial(doubtful, doubted=doubted, accepted=accepted)
    return tuple(
        doubt
        for i in range(len(conflict.parties))
        for doubt in (
            *_of_party(conflict, i, wrong, pairs[i]),
            *(_pair_doubt(conflict, i, *pair) for pair in pairs[i]),
        )
    )


def _of_party(
    conflict: GraphModel,
    party: int,
    wrong: Callable[[Basis], bool],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Doubt]:
    """Yield the doubts about one party's order as it is written."""
    statements = conflict.preferences[party] if conflict.preferences else ()
    order = conflict.orderings[party] if conflict.orderings else Ordering()
    for place, statement in enumerate(statements):
        if wrong(statement.basis):
            yield _doubt(party, "statement", 3, place=place)
    for option, (weight, basis) in order.weights.items():
        span = order.spans.get(option)
        bit = [o.id for o in conflict.options].index(option)
        if span and span[0] < span[1]:
            yield _doubt(party, "weight", _points(span), at=(bit,))
        elif weight and wrong(basis):
            yield _doubt(party, "weight", (weight, Fraction(0), -weight), at=(bit,))
    for place, (one, next_) in enumerate(pairwise(order.ranking)):
        if wrong(one.basis) or wrong(next_.basis):
            yield _doubt(party, "step", 2, place=place)
    for place, stated in enumerate(order.pairs):
        if wrong(stated.basis):
            signs = (0, 1, -1) if stated.equal else (1, 0, -1)
            yield _doubt(party, "stated", signs, place=place, at=_meant(conflict, stated))
    if not statements and not order.pairs:  # what pairs say is alike is said to be
        yield from _ties(conflict, party, {frozenset(pair) for pair in pairs})


def _pairs(conflict: GraphModel, unknown: Pairs | None) -> list[list[tuple[int, int]]]:
    """Return each party's unknown pairs of states, from 0, each once and none of one state."""
    parties = range(len(conflict.parties))
    if unknown is None:
        pairs = [_unknown(conflict, i) for i in parties]
    else:
        own: dict[int, list[tuple[int, int]]] = {
            conflict.party(party): [(conflict.state(a), conflict.state(b)) for a, b in listed]
            for party, listed in unknown.items()
        }
        pairs = [own.get(i, []) for i in parties]
    return [sorted({(min(p), max(p)) for p in listed if p[0] != p[1]}) for listed in pairs]


def _unknown(conflict: GraphModel, party: int) -> list[tuple[int, int]]:
    """Return the pairs that are unknown to a party, beside those that hang on its weights.

    What hangs on weights in intervals is varied as weights, so it stays one ranking.
    """
    if not conflict.unknown:
        return []
    pairs = {(int(one), int(other)) for one, other in conflict.unknown[party]}
    order = conflict.orderings[party] if conflict.orderings else Ordering()
    if not order.spans:
        return sorted(pairs)
    truths = Truths([option.id for option in conflict.options], conflict.codes)
    unsure_pairs = [
        unknown_between(
            *(
                np.flatnonzero(w.condition.evaluate(truths)).astype(np.int64)
                for w in (unsure.first, unsure.second)
            )
        )
        for unsure in order.unknown
    ]
    return [(int(one), int(other)) for one, other in together(unsure_pairs)]


# -- each kind ---------------------------------------------------------------------------------


def _doubt(
    party: int,
    kind: Kind,
    readings: int | Sequence[Fraction | int],
    *,
    place: int = 0,
    at: tuple[int, ...] = (),
) -> Doubt:
    """Return a doubt whose readings, so many or with these values, are all told."""
    values = () if isinstance(readings, int) else tuple(map(Fraction, readings))
    count = readings if isinstance(readings, int) else len(values)
    return Doubt(
        party=party,
        kind=kind,
        place=place,
        at=at,
        count=count,
        told=tuple(range(count)),
        values=values,
    )


def _points(span: Interval) -> list[Fraction]:
    """Return the weights at which an interval is read, the middle, as it is written, first."""
    low, high = span
    middle, step = (low + high) / 2, (high - low) / (POINTS - 1)
    points = (low + step * k for k in range(POINTS))
    return [middle, *(point for point in points if point != middle)]


def _meant(conflict: GraphModel, stated: Preferred) -> tuple[int, ...]:
    """Return the states that pairs written together mean, each better one before its worse."""
    truths = Truths([option.id for option in conflict.options], conflict.codes)
    better, worse = (
        set(np.flatnonzero(which.condition.evaluate(truths)).tolist())
        for which in (stated.better, stated.worse)
    )
    return tuple(
        s
        for one in sorted(better - worse)
        for other in sorted(worse - better)
        for s in (one, other)
    )


def _ties(conflict: GraphModel, party: int, known: set[frozenset[int]]) -> Iterator[Doubt]:
    """Yield a doubt for each tie; one of which every pair is a doubt of its own needs none."""
    ranks = conflict.ranks[party]
    for rank in np.flatnonzero(np.bincount(ranks) > 1):
        tied = tuple(np.flatnonzero(ranks == rank).tolist())
        if {frozenset(pair) for pair in combinations(tied, 2)} <= known:
            continue
        size = len(tied)
        count = weak_orders.readings(size)
        if TOLD < size <= weak_orders.LARGEST:
            told: tuple[int, ...] = 0, weak_orders.in_order(size), weak_orders.in_reverse(size)
        else:
            told = tuple(range(count))
        yield Doubt(party=party, kind="tie", at=tied, count=count, told=told)


def _pair_doubt(conflict: GraphModel, party: int, one: int, other: int) -> Doubt:
    """Return the doubt about two outcomes of which nobody knows which one a party prefers."""
    ranks = conflict.ranks[party]
    as_listed = int(np.sign(int(ranks[other]) - int(ranks[one])))
    signs = (as_listed, *(sign for sign in (1, -1, 0) if sign != as_listed))
    return _doubt(party, "pair", signs, at=(one, other))


# -- what shares are told for ------------------------------------------------------------------


def aspects(doubts: Sequence[Doubt]) -> tuple[Aspect, ...]:
    """Return what the bars of a tornado are for: each doubt, or each pair of a tie of three up."""
    bars: list[Aspect] = []
    for k, doubt in enumerate(doubts):
        if doubt.kind == "tie" and 3 <= len(doubt.at) <= weak_orders.LARGEST:
            bars += [Aspect(k, doubt.party, 3, pair) for pair in combinations(doubt.at, 2)]
        else:
            bars.append(Aspect(k, doubt.party, doubt.count))
    return tuple(bars)
