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
from typing import Literal

import numpy as np

from goodoffices.base.errors import CaseError, Finding, UsageError
from goodoffices.base.exact import written
from goodoffices.base.findings import did_you_mean
from goodoffices.base.i18n import _
from goodoffices.case.nouns import Basis, Compared, Interval, Ordering, Preferred
from goodoffices.case.words import there_are
from goodoffices.conflict.graph import Conflict
from goodoffices.conflict.ranking import Truths, together, unknown_between
from goodoffices.conflict.stress import weak_orders

Doubted = Literal["unreviewed", "judged", "unconfirmed", "all"]
"""What may be wrong: what is unreviewed; also what is only judged; also what rests on claims that
no person has accepted; or everything."""

Pairs = Mapping[str, Sequence[tuple[int, int]]]
"""Party → pairs of states, from 0, between which its preference is unknown."""

Kind = Literal["statement", "weight", "step", "tie", "stated", "pair"]

IN_PAIRS: tuple[Kind, ...] = ("stated", "pair")
"""Doubts that are read pair by pair, apart from the ranks."""

POINTS = 11
"""Points at which an interval is read."""

TOLD = 4
"""States in a tie at most of which every reading is told in words."""


@dataclass(frozen=True)
class Doubt:
    """One thing that is not known: of which party, what it is, and its readings.

    ``at`` is the statement's or step's place, the option's bit, or the states (of pairs one after
    the other). There are ``count`` readings, numbered from 0, which is how it is written;
    ``readings`` are those told in words, and ``told`` their numbers. ``values`` are a weight's, or
    those of pairs: 1 where the first state is preferred, -1 the second, 0 neither.
    """

    party: int
    kind: Kind
    at: tuple[int, ...]
    text: str
    readings: tuple[str, ...]
    told: tuple[int, ...]
    count: int
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
    text: str
    pair: tuple[int, int] | None = None


def doubtful(basis: Basis, doubted: Doubted, accepted: frozenset[str] = frozenset()) -> bool:
    """Tell whether a judgement may be wrong; ``accepted`` are claims that a person has accepted."""
    if doubted == "all" or basis.unreviewed or basis.empty:
        return True
    if doubted == "unconfirmed":
        return not accepted.intersection(basis.evidence)
    return doubted == "judged" and not basis.evidence


def find_doubts(
    conflict: Conflict,
    doubted: Doubted = "judged",
    unknown: Pairs | None = None,
    accepted: frozenset[str] = frozenset(),
) -> tuple[Doubt, ...]:
    """List what is not known of a conflict's preferences, party by party.

    Parameters
    ----------
    unknown
        pairs of states, from 0, in place of those that the conflict has.
    accepted
        ids of the claims that a person has accepted.

    Raises
    ------
    CaseError
        GO409 for a pair of states that there are not.
    UsageError
        GO413 for a party that there is not.
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
    conflict: Conflict,
    party: int,
    wrong: Callable[[Basis], bool],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Doubt]:
    """Yield the doubts about one party's order as it is written."""
    statements = conflict.preferences[party] if conflict.preferences else ()
    order = conflict.orderings[party] if conflict.orderings else Ordering()
    for place, statement in enumerate(statements):
        if wrong(statement.basis):
            yield _statement_doubt(conflict, party, place)
    for option, (weight, basis) in order.weights.items():
        span = order.spans.get(option)
        if span and span[0] < span[1]:
            yield _weight_doubt(conflict, party, option, span)
        elif weight and wrong(basis):
            yield _weight_doubt(conflict, party, option, weight)
    for place, (one, next_) in enumerate(pairwise(order.ranking)):
        if wrong(one.basis) or wrong(next_.basis):
            yield _step_doubt(conflict, party, place, (one, next_))
    for stated in order.pairs:
        if wrong(stated.basis):
            yield _stated_doubt(conflict, party, stated)
    if not statements and not order.pairs:  # what pairs say is alike is said to be
        yield from _tie_doubts(conflict, party, {frozenset(pair) for pair in pairs})


def _pairs(conflict: Conflict, unknown: Pairs | None) -> list[list[tuple[int, int]]]:
    """Return each party's unknown pairs, each once."""
    if unknown is None:
        given = [_unknown(conflict, i) for i in range(len(conflict.parties))]
    else:
        for party in unknown:
            if party not in conflict.parties:
                text = _("“{case}” has no party “{party}”.")
                text = text.format(case=conflict.name, party=party)
                close = did_you_mean(party, conflict.parties)
                raise UsageError(Finding("GO413", text, help=close or there_are(conflict.parties)))
        given = [list(unknown.get(party, ())) for party in conflict.parties]
    for pairs in given:
        if any(not 0 <= state < conflict.size for pair in pairs for state in pair):
            text = _("An unknown preference names a state that is not between 0 and {last}.")
            raise CaseError(Finding("GO409", text.format(last=conflict.size - 1)))
    return [sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}) for pairs in given]


def _unknown(conflict: Conflict, party: int) -> list[tuple[int, int]]:
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
    said = [
        unknown_between(
            *(
                np.flatnonzero(w.condition.evaluate(truths)).astype(np.int64)
                for w in (unsure.first, unsure.second)
            )
        )
        for unsure in order.unknown
    ]
    return [(int(one), int(other)) for one, other in together(said)]


# -- each kind ---------------------------------------------------------------------------------


def _doubt(
    party: int,
    kind: Kind,
    at: tuple[int, ...],
    text: str,
    readings: Sequence[str],
    values: Sequence[Fraction] = (),
) -> Doubt:
    """Return a doubt whose readings are all told."""
    numbers = tuple(range(len(readings)))
    return Doubt(party, kind, at, text, tuple(readings), numbers, len(readings), tuple(values))


def _statement_doubt(conflict: Conflict, party: int, place: int) -> Doubt:
    words = {
        "party": conflict.party_names[party],
        "that": conflict.preferences[party][place].source,
    }
    readings = (
        _("{party} puts “{that}” where it is written").format(**words),
        _("{party} does not care whether “{that}”").format(**words),
        _("{party} prefers the opposite of “{that}”").format(**words),
    )
    text = _("{party}: “{that}”").format(**words)
    return _doubt(party, "statement", (place,), text, readings)


def _weight_doubt(conflict: Conflict, party: int, option: str, known: Fraction | Interval) -> Doubt:
    name = conflict.party_names[party]
    bit = [o.id for o in conflict.options].index(option)
    if isinstance(known, Fraction):
        values = [known, Fraction(0), -known]
        text = _("{party}: the weight of “{option}”").format(party=name, option=option)
    else:
        low, high = known
        middle, step = (low + high) / 2, (high - low) / (POINTS - 1)
        points = [low + step * k for k in range(POINTS)]
        values = [middle, *(point for point in points if point != middle)]
        text = _("{party}: the weight of “{option}”, {low} to {high}").format(
            party=name, option=option, low=written(low), high=written(high)
        )
    said = _("{party} gives “{option}” a weight of {weight}")
    readings = [said.format(party=name, option=option, weight=written(v)) for v in values]
    return _doubt(party, "weight", (bit,), text, readings, values)


def _step_doubt(
    conflict: Conflict, party: int, place: int, steps: tuple[Compared, Compared]
) -> Doubt:
    words = {
        "party": conflict.party_names[party],
        "one": _step_words(steps[0]),
        "other": _step_words(steps[1]),
    }
    text = _("{party}: “{one}” above “{other}”").format(**words)
    readings = (text, _("{party} ranks “{other}” above “{one}”").format(**words))
    return _doubt(party, "step", (place,), text, readings)


def _step_words(step: Compared) -> str:
    return ", ".join(which.source for which in step.outcomes) or _("rest")


def _tie_doubts(conflict: Conflict, party: int, known: set[frozenset[int]]) -> Iterator[Doubt]:
    """Yield a doubt for each tie; one of which every pair is a doubt of its own needs none."""
    ranks = conflict.ranks[party]
    for rank in np.flatnonzero(np.bincount(ranks) > 1):
        tied = tuple(int(s) for s in np.flatnonzero(ranks == rank))
        if not {frozenset(pair) for pair in combinations(tied, 2)} <= known:
            yield _tie_doubt(conflict, party, tied)


def _tie_doubt(conflict: Conflict, party: int, tied: tuple[int, ...]) -> Doubt:
    size, name = len(tied), conflict.party_names[party]
    listed = ", ".join(conflict.label(s) for s in tied)
    text = _("{party}: the tie of {listed}").format(party=name, listed=listed)
    count = weak_orders.count(size) if size <= weak_orders.LARGEST else 3
    if size > weak_orders.LARGEST:
        told = {0: (0,) * size, 1: tuple(range(size)), 2: tuple(reversed(range(size)))}
    elif size <= TOLD:
        told = {k: weak_orders.levels(size, k) for k in range(count)}
    else:
        numbers = (0, weak_orders.in_order(size), weak_orders.in_reverse(size))
        told = {k: weak_orders.levels(size, k) for k in numbers}
    readings = [_("{party} ranks {listed} alike").format(party=name, listed=listed)]
    said = _("{party} ranks them in this order: {listed}")
    for number, levels in told.items():
        if number:
            order = [
                " = ".join(conflict.label(s) for s, at in zip(tied, levels, strict=True) if at == k)
                for k in range(max(levels) + 1)
            ]
            readings.append(said.format(party=name, listed=", ".join(order)))
    return Doubt(party, "tie", tied, text, tuple(readings), tuple(told), count)


def _stated_doubt(conflict: Conflict, party: int, stated: Preferred) -> Doubt:
    """Return the doubt about pairs that are written together: one kind of outcomes and another."""
    truths = Truths([option.id for option in conflict.options], conflict.codes)
    better, worse = (
        set(np.flatnonzero(which.condition.evaluate(truths)).tolist())
        for which in (stated.better, stated.worse)
    )
    at = [
        s
        for one in sorted(better - worse)
        for other in sorted(worse - better)
        for s in (one, other)
    ]
    words = {
        "party": conflict.party_names[party],
        "one": stated.better.source,
        "other": stated.worse.source,
    }
    said = {
        1: _("{party} prefers “{one}” to “{other}”").format(**words),
        0: _("{party} ranks “{one}” and “{other}” alike").format(**words),
        -1: _("{party} prefers “{other}” to “{one}”").format(**words),
    }
    signs = (0, 1, -1) if stated.equal else (1, 0, -1)
    text = _("{party}: “{one}” or “{other}”").format(**words)
    values = [Fraction(sign) for sign in signs]
    return _doubt(party, "stated", tuple(at), text, [said[s] for s in signs], values)


def _pair_doubt(conflict: Conflict, party: int, one: int, other: int) -> Doubt:
    words = {
        "party": conflict.party_names[party],
        "one": conflict.label(one),
        "other": conflict.label(other),
    }
    said = {
        1: _("{party} prefers {one} to {other}").format(**words),
        -1: _("{party} prefers {other} to {one}").format(**words),
        0: _("{party} ranks {one} and {other} alike").format(**words),
    }
    ranks = conflict.ranks[party]
    as_listed = int(np.sign(int(ranks[other]) - int(ranks[one])))
    signs = (as_listed, *(sign for sign in said if sign != as_listed))
    text = _("{party}: {one} or {other}").format(**words)
    values = [Fraction(sign) for sign in signs]
    return _doubt(party, "pair", (one, other), text, [said[s] for s in signs], values)


# -- what shares are told for ------------------------------------------------------------------


def aspects(conflict: Conflict, doubts: Sequence[Doubt]) -> tuple[Aspect, ...]:
    """Return what the bars of a tornado are for: each doubt, or each pair of a tie of three up."""
    found: list[Aspect] = []
    for k, doubt in enumerate(doubts):
        if doubt.kind == "tie" and 3 <= len(doubt.at) <= weak_orders.LARGEST:
            for one, other in combinations(doubt.at, 2):
                text = _("{party}: {one} or {other}").format(
                    party=conflict.party_names[doubt.party],
                    one=conflict.label(one),
                    other=conflict.label(other),
                )
                found.append(Aspect(k, doubt.party, 3, text, (one, other)))
        else:
            found.append(Aspect(k, doubt.party, doubt.count, doubt.text))
    return tuple(found)
