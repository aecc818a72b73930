"""Who must sign: some of the parties, among them those with a veto; and who would sign what.

In many negotiations for the classroom (a harbour, five of six parties, one with a veto, one that
proposes) a package need not suit everybody. A party would sign what is worth at least its walk-away
to it and crosses none of its red lines. A package can be signed where at least so many would, those
with a veto among them; who proposes has a veto over its own proposal. Every package is looked at,
exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.objections import Objection, Standings, ranks
from goodoffices.packages.words import signing as words

MOST_PACKAGES = 2_000_000
"""Packages that are looked at one by one."""

SHOWN = 20
"""Packages of the core that are listed; all are counted."""


@dataclass(frozen=True)
class SignedBy:
    """Those who would sign some packages, by their ids; how many packages, and one of them."""

    signers: tuple[str, ...]
    count: int
    package: dict[str, str]


class Signing:
    """Which packages enough parties would sign.

    Attributes
    ----------
    negotiation
        what was analysed.
    at_least
        how many must sign.
    vetoes
        ids of the parties without which nothing is signed.
    willing
        (parties, packages): whether a party would sign each package, the last issue's value
        changing fastest.
    """

    def __init__(
        self,
        negotiation: Bargain,
        at_least: int,
        vetoes: tuple[str, ...],
        willing: NDArray[np.bool_],
    ) -> None:
        self.negotiation, self.at_least, self.vetoes = negotiation, at_least, vetoes
        self.willing = willing

    @cached_property
    def possible(self) -> NDArray[np.bool_]:
        """Whether each package can be signed, (packages,)."""
        parties = self.negotiation.parties
        enough: NDArray[np.bool_] = self.willing.sum(axis=0) >= self.at_least
        for party in self.vetoes:
            enough = enough & self.willing[parties.index(party)]
        return enough

    @property
    def count(self) -> int:
        """How many packages can be signed."""
        return int(self.possible.sum())

    @cached_property
    def coalitions(self) -> tuple[SignedBy, ...]:
        """Those who would sign together: each set of signers, the largest first."""
        places = np.flatnonzero(self.possible)
        if not places.size:
            return ()
        bits = 1 << np.arange(len(self.negotiation.parties), dtype=np.int64)
        sets = self.willing[:, places].T @ bits
        found = []
        for chosen in np.unique(sets).tolist():
            same = places[sets == chosen]
            who = tuple(p for k, p in enumerate(self.negotiation.parties) if chosen >> k & 1)
            found.append(SignedBy(who, int(same.size), self._package(int(same[0]))))
        return tuple(sorted(found, key=lambda one: (-len(one.signers), -one.count, one.signers)))

    @cached_property
    def standings(self) -> Standings:
        """Return each package's place in each party's order."""
        parties = self.negotiation.parties
        placed = ranks([_total(self.negotiation, party)[0] for party in parties])
        crossed = np.stack([_crossed(self.negotiation, party) for party in parties], axis=1)
        return Standings(
            signed=np.where(self.willing.T, placed, -1),
            suffered=np.where(crossed, -1, placed),
            possible=self.possible,
            at_least=self.at_least,
            vetoes=tuple(map(parties.index, self.vetoes)),
        )

    @cached_property
    def core(self) -> NDArray[np.bool_] | None:
        """Which packages can be signed and no coalition blocks; None where that is too much work.

        See :mod:`~goodoffices.packages.objections`.
        """
        return self.standings.core()

    def objections(self, choices: Mapping[str, str]) -> tuple[Objection, ...]:
        """Return the largest coalitions that could sign a package each member prefers to this.

        Parameters
        ----------
        choices
            a whole package, the ids of values by the ids of issues.

        Raises
        ------
        UsageError
            GO515 where the package leaves an issue open, or an issue has no such value.
        """
        parties, place = self.negotiation.parties, self._place(choices)
        return tuple(
            Objection(tuple(parties[k] for k in who), self._package(other))
            for who, other in self.standings.objections(place)
        )

    def _place(self, choices: Mapping[str, str]) -> int:
        place = 0
        for issue in self.negotiation.issues:
            values = [value.id for value in issue.values]
            if choices.get(issue.id) not in values:
                raise UsageError(finding("GO515.open", issue=issue.name))
            place = place * len(values) + values.index(choices[issue.id])
        return place

    def _package(self, place: int) -> dict[str, str]:
        choices: dict[str, str] = {}
        for issue in reversed(self.negotiation.issues):
            place, value = divmod(place, len(issue.values))
            choices[issue.id] = issue.values[value].id
        return dict(reversed(choices.items()))

    def rows(self) -> list[dict[str, Any]]:
        """Return each set of signers, how many packages they would sign, and one of these."""
        return [
            {"signers": list(one.signers), "packages": one.count, "example": one.package}
            for one in self.coalitions
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "at_least": self.at_least,
            "vetoes": list(self.vetoes),
            "packages": self.negotiation.size,
            "possible": self.count,
            "signed_by_all": int(self.willing.all(axis=0).sum()),
            "coalitions": self.rows(),
            "core": self._core(),
        }

    def _core(self) -> dict[str, Any] | None:
        if self.core is None:
            return None
        places = np.flatnonzero(self.core)
        listed = [self._package(int(place)) for place in places[:SHOWN]]
        return {"packages": int(places.size), "examples": listed}

    def explain(self) -> str:
        """Say who must sign, how many packages that leaves, and who would sign them."""
        return words.told(self.negotiation, self.to_dict())

    def __repr__(self) -> str:
        """Say in one line how much can be signed."""
        size = f"{self.count:,} of {self.negotiation.size:,} packages"
        return f"Signing({self.negotiation.name!r}: {size})"

    def _repr_html_(self) -> str:
        """Show who would sign together in a notebook."""
        return words.html(self.negotiation, repr(self), self.rows())


def signing(
    negotiation: Bargain, at_least: int | None = None, vetoes: Sequence[str] = ()
) -> Signing:
    """Find the packages that enough parties would sign.

    Parameters
    ----------
    at_least
        how many must sign; all where left out.
    vetoes
        ids of those who must be among them.

    Raises
    ------
    UsageError
        GO514 for a number of signers that there cannot be, for a party that there is not, and for
        more packages than are looked at one by one.
    """
    parties = negotiation.parties
    least = len(parties) if at_least is None else at_least
    if not max(1, len(set(vetoes))) <= least <= len(parties):
        raise UsageError(finding("GO514.signers", count=least, most=len(parties)))
    for party in vetoes:
        if party not in parties:
            raise UsageError(finding("GO514.party", party=party, near=(party, parties)))
    if negotiation.size > MOST_PACKAGES:
        raise UsageError(finding("GO514.packages", count=negotiation.size, most=MOST_PACKAGES))
    willing = np.stack([_willing(negotiation, party) for party in parties])
    return Signing(negotiation, least, tuple(dict.fromkeys(vetoes)), willing)


def _willing(negotiation: Bargain, party: str) -> NDArray[np.bool_]:
    """Return whether a party would sign each package, (packages,), exactly."""
    total, away = _total(negotiation, party)
    willing = np.asarray(total >= away, dtype=bool)
    willing[_crossed(negotiation, party)] = False
    return willing


def _total(negotiation: Bargain, party: str) -> tuple[NDArray[Any], Any]:
    """Return what each package and no deal are worth to a party, whole numbers of one unit."""
    worth = negotiation.worths[party]
    parts = {
        issue.id: [worth.weights[issue.id] * worth.values[issue.id][v.id] for v in issue.values]
        for issue in negotiation.issues
    }
    numbers = [number for part in parts.values() for number in part]
    numbers += [worth.walk_away, *(pair.adds for pair in worth.pairs)]
    unit = lcm(*(number.denominator for number in numbers))
    whole = _Whole(unit, small=sum(abs(number) for number in numbers) * unit < 1 << 62)
    total = whole.array([Fraction(0)])
    for part in parts.values():
        total = (total[:, None] + whole.array(part)[None, :]).ravel()
    for pair in worth.pairs:
        total[_having(negotiation, pair.choices)] += whole.array([pair.adds])[0]
    return total, whole.array([worth.walk_away])[0]


def _crossed(negotiation: Bargain, party: str) -> NDArray[np.bool_]:
    """Return which packages cross a red line of a party, (packages,)."""
    crossed = np.zeros(negotiation.size, dtype=bool)
    for line in negotiation.worths[party].red_lines:
        crossed |= _having(negotiation, line.choices)
    return crossed


class _Whole:
    """Makes fractions whole numbers of one unit; machine numbers where sums of them fit."""

    def __init__(self, unit: int, *, small: bool) -> None:
        self.unit, self.kind = unit, np.int64 if small else object

    def array(self, numbers: Sequence[Fraction]) -> NDArray[Any]:
        """Return numbers in units."""
        return np.array([int(number * self.unit) for number in numbers], dtype=self.kind)


def _having(negotiation: Bargain, choices: Mapping[str, str]) -> NDArray[np.bool_]:
    """Return which packages have all of some values, (packages,)."""
    having = np.ones(1, dtype=bool)
    for issue in negotiation.issues:
        wanted = choices.get(issue.id)
        fits = np.array([wanted in (None, value.id) for value in issue.values])
        having = (having[:, None] & fits[None, :]).ravel()
    return having
