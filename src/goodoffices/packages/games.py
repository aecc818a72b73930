"""What coalitions are worth in points that can be shared: Shapley value, core, nucleolus, exactly.

The worths of a negotiation's parties are never added up; here people state a worth for each
coalition themselves (money, seats, points of a role play), and it is taken as given.

*Shapley value*: a party's mean addition to those before it, over all orders in which the parties
may come (Shapley 1953, "A value for n-person games", Annals of Mathematics Studies 28).

*Core*: divisions of what all are worth together that give every coalition at least its own worth
(Gillies 1959). By the theorem of Bondareva 1963 and Shapley 1967 ("On balanced sets and cores",
Naval Research Logistics Quarterly 14) there is one exactly where no weighting of coalitions, in
which each party's coalitions weigh 1 together, is worth more than all of them together; the
largest such sum, found by the simplex method, is the least that would content every coalition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import factorial
from typing import Any, Self

from goodoffices.base.errors import UsageError
from goodoffices.base.exact import exact
from goodoffices.base.findings import finding
from goodoffices.packages.nucleolus import MOST_IN_NUCLEOLUS, nucleolus
from goodoffices.packages.weightset import simplex
from goodoffices.packages.words import games as words

MOST_PARTIES = 16
"""Parties whose coalitions are listed."""

MOST_IN_CORE = 9
"""Parties up to which it is told whether the core is empty."""

SHOWN = 6
"""Coalitions without a worth that are named."""


@dataclass(frozen=True)
class Shortfall:
    """A coalition, its own worth, and what a division gives its members together."""

    coalition: tuple[str, ...]
    worth: Fraction
    given: Fraction


@dataclass(frozen=True)
class CoalitionGame:
    """What every coalition of some parties is worth.

    Attributes
    ----------
    parties
        ids, in order.
    table
        2^n worths; a coalition stands at the sum of 2^k over the places k of its members, and
        nobody, the first, is worth 0.

    Raises
    ------
    UsageError
        GO516 for a table of another length, or in which nobody is worth something.
    """

    parties: tuple[str, ...]
    table: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        """Refuse a table that is not of these parties."""
        size = 1 << len(self.parties)
        if len(self.table) != size or self.table[0]:
            raise UsageError(finding("GO516.table", size=size, count=len(self.table)))

    @classmethod
    def of(cls, parties: Iterable[str], worths: Mapping[Any, Any]) -> Self:
        """Make a game of a table of worths.

        Parameters
        ----------
        worths
            numbers by coalitions, each ``"A+B"`` or some parties' ids. A party alone that is left
            out is worth 0; any other coalition must be there.

        Raises
        ------
        UsageError
            GO516 with every finding: nothing at all, parties that there are not, a coalition twice
            or missing, no number, more than ``MOST_PARTIES``.
        """
        if not worths:
            raise UsageError(finding("GO516.none"))
        names = tuple(parties)
        found, given = [], dict[frozenset[str], Fraction]()
        for key, value in worths.items():
            members = members_of(key)
            number, shown = exact(value), "+".join(members)
            strangers = sorted(set(members) - set(names)) or ([] if members else [""])
            found += [finding("GO516.party", party=p, coalition=shown) for p in strangers]
            if frozenset(members) in given or len(set(members)) < len(members):
                found.append(finding("GO516.twice", coalition=shown))
            if number is None:
                found.append(finding("GO516.number", coalition=shown))
            given[frozenset(members)] = number or Fraction(0)
        if len(names) > MOST_PARTIES:
            found.append(finding("GO516.many", count=len(names), most=MOST_PARTIES))
        elif missing := left_out(names, given):
            found.append(finding("GO516.missing", coalitions=missing))
        if found:
            raise UsageError(found)
        return cls(names, tuple(given.get(who, Fraction(0)) for who in _coalitions(names)))

    @cached_property
    def total(self) -> Fraction:
        """What all are worth together."""
        return self.table[-1]

    @cached_property
    def shapley(self) -> dict[str, Fraction]:
        """The Shapley value: what each party adds on average over all orders."""
        n = len(self.parties)
        share = [Fraction(factorial(s) * factorial(n - s - 1), factorial(n)) for s in range(n)]
        value = {}
        for k, party in enumerate(self.parties):
            added = [Fraction(0)] * n
            for who in range(1 << n):
                if not who >> k & 1:
                    added[who.bit_count()] += self.table[who | 1 << k] - self.table[who]
            value[party] = sum((a * b for a, b in zip(share, added, strict=True)), Fraction(0))
        return value

    @cached_property
    def least_total(self) -> Fraction | None:
        """The least that could be divided so that every coalition but all gets its worth.

        None where there are more than ``MOST_IN_CORE`` parties.
        """
        n = len(self.parties)
        if n > MOST_IN_CORE:
            return None
        alone = [self.table[1 << k] for k in range(n)]
        singles = sum(alone, Fraction(0))
        some = [who for who in range(1, (1 << n) - 1) if who.bit_count() > 1]
        own = {who: sum((alone[k] for k in range(n) if who >> k & 1), Fraction(0)) for who in some}
        gains = {who: self.table[who] - own[who] for who in some if self.table[who] > own[who]}
        rows = [([Fraction(who >> k & 1) for who in gains], Fraction(1)) for k in range(n)]
        weights = simplex(list(gains.values()), rows) if gains else []
        pairs = zip(weights, gains.values(), strict=True)
        return singles + sum((weight * gain for weight, gain in pairs), Fraction(0))

    @cached_property
    def nucleolus(self) -> dict[str, Fraction] | None:
        """The nucleolus (see :mod:`~.nucleolus`).

        None where there is none, or more than ``MOST_IN_NUCLEOLUS`` parties.
        """
        if len(self.parties) > MOST_IN_NUCLEOLUS:
            return None
        shares = nucleolus(self.table)
        return None if shares is None else dict(zip(self.parties, shares, strict=True))

    @property
    def has_core(self) -> bool | None:
        """Whether any division contents every coalition; None where that is not told."""
        return None if self.least_total is None else self.least_total <= self.total

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a coalition, the small ones first: who, and what they are worth."""
        coalitions = _coalitions(self.parties)
        pairs = sorted(zip(coalitions, self.table, strict=True), key=lambda pair: len(pair[0]))
        return [
            {"coalition": "+".join(p for p in self.parties if p in who), "worth": worth}
            for who, worth in pairs
            if who
        ]

    def objections(self, division: Mapping[str, Any]) -> tuple[Shortfall, ...]:
        """Return the coalitions that a division gives less than their worth, the worst off first.

        Raises
        ------
        UsageError
            GO516 where it does not give each party a number, or gives away another sum than what
            all are worth together.
        """
        shares = {party: exact(division.get(party)) for party in self.parties}
        whole = [share for share in shares.values() if share is not None]
        if len(whole) < len(shares) or set(division) != set(shares):
            raise UsageError(finding("GO516.division", parties=", ".join(self.parties)))
        if sum(whole) != self.total:
            raise UsageError(finding("GO516.sum", given=str(sum(whole)), total=str(self.total)))
        found = []
        for at, who in enumerate(_coalitions(self.parties)):
            given = sum((x for k, x in enumerate(whole) if at >> k & 1), Fraction(0))
            if given < self.table[at]:
                listed = tuple(party for party in self.parties if party in who)
                found.append(Shortfall(listed, self.table[at], given))
        return tuple(sorted(found, key=lambda one: (one.given - one.worth, one.coalition)))

    def to_dict(self, division: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return plain values for JSON, numbers as exact text; a division is tested if given."""
        least = self.least_total
        chosen = self.shapley if division is None else division
        return {
            "total": str(self.total),
            "shapley": {party: str(share) for party, share in self.shapley.items()},
            "nucleolus": None
            if self.nucleolus is None
            else {party: str(share) for party, share in self.nucleolus.items()},
            "least_total": None if least is None else str(least),
            "core": self.has_core,
            "division": {party: str(exact(share)) for party, share in chosen.items()},
            "objections": [
                {"coalition": list(o.coalition), "worth": str(o.worth), "given": str(o.given)}
                for o in self.objections(chosen)
            ],
        }

    def explain(self) -> str:
        """Say Shapley value, nucleolus, whether there is a core, and who would object."""
        return words.told(dict(zip(self.parties, self.parties, strict=True)), self.to_dict())


def members_of(key: object) -> tuple[str, ...]:
    """Return the parties of a coalition: of ``"A+B"``, or of any ids together."""
    if isinstance(key, str):
        return tuple(part for part in (piece.strip() for piece in key.split("+")) if part)
    return tuple(map(str, key)) if isinstance(key, Iterable) else (str(key),)


def left_out(parties: Iterable[str], given: Iterable[frozenset[str]]) -> str:
    """Name the coalitions of two or more that have no worth, the first few of them."""
    names, known = tuple(parties), set(given)
    missing = [
        "+".join(who)
        for size in range(2, len(names) + 1)
        for who in combinations(names, size)
        if frozenset(who) not in known
    ]
    return ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")


def _coalitions(parties: tuple[str, ...]) -> list[frozenset[str]]:
    """Return every coalition at its place, that of nobody first."""
    found: list[frozenset[str]] = [frozenset()]
    for party in parties:
        found += [who | {party} for who in found]
    return found
