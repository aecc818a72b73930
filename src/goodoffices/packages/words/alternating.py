"""Alternating offers, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma, n_
from goodoffices.base.notebook import html_table
from goodoffices.packages.bargain import Bargain


class _Offer(Protocol):
    """What is proposed in a period."""

    @property
    def period(self) -> int: ...
    @property
    def proposer(self) -> str: ...
    @property
    def package(self) -> Mapping[str, str] | None: ...
    @property
    def gains(self) -> Sequence[Fraction]: ...
    @property
    def others(self) -> int: ...


class _Offers(Protocol):
    """What is told of offers in turn."""

    @property
    def negotiation(self) -> Bargain: ...
    @property
    def discounts(self) -> Sequence[Fraction]: ...
    @property
    def offers(self) -> Sequence[_Offer]: ...
    @property
    def signed(self) -> _Offer | None: ...
    @property
    def settled_with(self) -> int | None: ...


def told(found: _Offers) -> str:
    """Say what would be signed, by whose offer and when, and what makes it so."""
    negotiation, periods = found.negotiation, len(found.offers)
    factors = comma().join(
        f"{name} {shown(factor)}"
        for name, factor in zip(negotiation.party_names, found.discounts, strict=True)
    )
    text = n_(
        "{count} period of offers; a period later is worth, of now: {factors}.",
        "{count} periods of offers in turn; a period later is worth, of now: {factors}.",
        periods,
    )
    lines = [text.format(count=periods, factors=factors)]
    offer = found.signed
    if offer is None or offer.package is None:
        lines.append(_("Nothing gives every party its walk-away, so nothing would be signed."))
        return " ".join(lines)
    text = _("In period {period} {party} would propose, and all others accept: {package}.")
    lines.append(
        text.format(
            period=offer.period,
            party=negotiation.party_name(offer.proposer),
            package=negotiation.describe(offer.package),
        )
    )
    gains = comma().join(
        f"{name} {shown(gain)}"
        for name, gain in zip(negotiation.party_names, offer.gains, strict=True)
    )
    lines.append(_("Gains over the walk-aways: {gains}.").format(gains=gains))
    if any(one.others for one in found.offers):
        text = _(
            "In some periods several packages are equally good for whoever proposes, so that there "
            "are several equilibria; of these, that is told by which the others gain most."
        )
        lines.append(text)
    if found.settled_with is not None:
        text = n_(
            "With {count} period the first offer would be the same.",
            "With {count} periods the first offer would be the same.",
            found.settled_with,
        )
        lines.append(text.format(count=found.settled_with))
    return " ".join(lines)


def rows(found: _Offers) -> list[dict[str, str]]:
    """Return a row a period: who proposes what, and what each party gains."""
    negotiation = found.negotiation
    return [
        {
            _("period"): str(offer.period),
            _("proposes"): negotiation.party_name(offer.proposer),
            _("package"): _("waits")
            if offer.package is None
            else negotiation.describe(offer.package),
        }
        | {
            name: shown(gain)
            for name, gain in zip(negotiation.party_names, offer.gains, strict=True)
        }
        for offer in found.offers
    ]


def html(found: _Offers) -> str:
    """Show the periods as a table."""
    table = rows(found)
    return html_table(told(found), list(table[0]), [list(row.values()) for row in table])
