"""Alternating offers over the packages, with a discount factor for each party: who gets what, when.

In each period one party proposes a package; if all others accept, it is signed; if not, a period
goes by and the next party proposes. After the last period there is no deal. What a party gains over
its walk-away is worth δ_i as much a period later: an agreement in period t gives it
δ_i^t · (u_i − walk-away), no deal gives 0. The subgame-perfect equilibrium is found by going back
from the last period: Ståhl 1972, *Bargaining Theory*; without an end, Rubinstein 1982, "Perfect
equilibrium in a bargaining model", Econometrica 50: 97-109. Worths and factors are exact.

In each period the proposer takes, of the packages that give every other party at least what waiting
is worth to it, the one best for itself, unless waiting is worth more to it. Whoever is offered just
what waiting is worth accepts. Of packages that are equally good for the proposer it takes the one
by which the others gain most, counted in the order in which they propose; that there are several is
told, for then there are several equilibria.

Only efficient packages need be looked at: what betters a package for everybody would be accepted
too, and is at least as good for the proposer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from goodoffices.base.errors import UsageError
from goodoffices.base.exact import exact
from goodoffices.base.findings import finding
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.efficient import EfficientPackages
from goodoffices.packages.words import alternating as words

MOST_PERIODS = 10_000
"""Periods that are gone back through."""

Gains = tuple[Fraction, ...]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is proposed in a period, where it is come to, and whether it is signed then.

    Attributes
    ----------
    period
        from 1.
    proposer
        a party's id.
    package
        what it proposes; None where waiting is worth more to it.
    gains
        what each party has of the subgame that begins here, over its walk-away, in the worth of
        this period.
    others
        how many more packages are as good for the proposer.
    """

    period: int
    proposer: str
    package: dict[str, str] | None
    gains: Gains
    others: int = 0


@dataclass(frozen=True, eq=False, kw_only=True)
class AlternatingOffers:
    """The subgame-perfect equilibrium of alternating offers with an end.

    Attributes
    ----------
    discounts
        δ for each party, in the order of the negotiation: what a period later is worth of now.
    order
        who proposes, in turn.
    offers
        what would be proposed in each period, the first one first; it is signed in the first
        period in which there is a package.
    """

    negotiation: Bargain
    discounts: tuple[Fraction, ...]
    order: tuple[str, ...]
    offers: tuple[Offer, ...]

    @property
    def signed(self) -> Offer | None:
        """The first offer, which is accepted; None where there is never one."""
        return next((offer for offer in self.offers if offer.package is not None), None)

    @cached_property
    def value(self) -> Gains:
        """What each party has of it, over its walk-away, in the worth of the first period."""
        return self.offers[0].gains

    @property
    def settled_with(self) -> int | None:
        """With how few periods the first offer would be the same already.

        Of numbers of periods that end with the same proposer, and with all such numbers between;
        None where it is not the same with one turn of all less.
        """
        turns = self.offers[:: len(self.order)]
        first = turns[0].package
        same = next((k for k, o in enumerate(turns) if o.package != first), len(turns))
        return None if same < 2 else len(self.offers) - (same - 1) * len(self.order)

    def rows(self) -> list[dict[str, str]]:
        """Return a row a period as text."""
        return words.rows(self)

    def explain(self) -> str:
        """Say what would be signed, and why."""
        return words.told(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, numbers as exact text."""
        parties = self.negotiation.parties
        return {
            "discounts": dict(zip(parties, map(str, self.discounts), strict=True)),
            "order": list(self.order),
            "offers": [
                {
                    "period": offer.period,
                    "proposer": offer.proposer,
                    "package": offer.package,
                    "gains": dict(zip(parties, map(str, offer.gains), strict=True)),
                    "equally_good": offer.others,
                }
                for offer in self.offers
            ],
        }

    def _repr_html_(self) -> str:
        """Show the periods as a table in a notebook."""
        return words.html(self)


def alternating_offers(
    negotiation: Bargain,
    discounts: Mapping[str, Any],
    periods: int,
    order: Sequence[str] = (),
) -> AlternatingOffers:
    """Find what alternating offers come to, going back from the last period.

    Parameters
    ----------
    discounts
        δ for each party by its id, above 0 and at most 1.
    periods
        how many, from 1.
    order
        who proposes, in turn, each party once; the order of the negotiation where left out, and
        for those that are not named.

    Raises
    ------
    UsageError
        GO518 where a factor is missing or no such number, periods are none or too many, or a name
        is no party's.
    """
    parties = negotiation.parties
    strangers = [name for name in (*discounts, *order) if name not in parties]
    found = [finding("GO518.party", party=name, near=(name, parties)) for name in strangers]
    factors = [exact(discounts.get(party)) for party in parties]
    for party, factor in zip(parties, factors, strict=True):
        if factor is None or not 0 < factor <= 1:
            found.append(finding("GO518.factor", party=negotiation.party_name(party)))
    if not 1 <= periods <= MOST_PERIODS:
        found.append(finding("GO518.periods", most=MOST_PERIODS, count=periods))
    if found:
        raise UsageError(found)
    turns = tuple(dict.fromkeys([*order, *parties]))
    known = tuple(factor for factor in factors if factor is not None)
    return _backwards(negotiation, known, turns, periods)


def _backwards(
    negotiation: Bargain, discounts: tuple[Fraction, ...], turns: tuple[str, ...], periods: int
) -> AlternatingOffers:
    """Go back from the last period."""
    packages = EfficientPackages.of(negotiation)
    aways = negotiation.walk_aways
    listed = [
        tuple(worth - away for worth, away in zip(solution.utilities, aways, strict=True))
        for solution in packages.pareto
    ]
    places = [negotiation.parties.index(party) for party in turns]
    waiting: Gains = (Fraction(0),) * len(aways)
    offers: list[Offer] = []
    for period in range(periods, 0, -1):
        proposer = places[(period - 1) % len(places)]
        following = [k for k in _from(places, proposer) if k != proposer]
        fit = [
            number
            for number, gains in enumerate(listed)
            if all(gain >= least for gain, least in zip(gains, waiting, strict=True))
        ]
        package, now, others = None, waiting, 0
        if fit:
            turn = [proposer, *following]
            best = max(fit, key=lambda number: [listed[number][k] for k in turn])
            package, now = packages.pareto[best].packages[0], listed[best]
            others = sum(listed[k][proposer] == now[proposer] for k in fit) - 1
        offers.append(
            Offer(
                period=period,
                proposer=negotiation.parties[proposer],
                package=package,
                gains=now,
                others=others,
            )
        )
        waiting = tuple(gain * factor for gain, factor in zip(now, discounts, strict=True))
    return AlternatingOffers(
        negotiation=negotiation,
        discounts=discounts,
        order=turns,
        offers=tuple(reversed(offers)),
    )


def _from(places: Sequence[int], first: int) -> list[int]:
    """Return places in their turn, beginning with one."""
    at = list(places).index(first)
    return [*places[at:], *places[:at]]
