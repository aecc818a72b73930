"""Named packages side by side: what each is worth to whom, and what stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.case.nouns import RedLine
from goodoffices.packages.efficient import EfficientPackages, Solution


@dataclass(frozen=True, kw_only=True)
class PackageComparison:
    """One package weighed.

    Attributes
    ----------
    unsettled
        issues that it leaves open and whose value of today is not known; it cannot be weighed then
        and everything below is empty.
    worths, gains
        for each party, and over its walk-away.
    refused_by
        parties that it leaves below their walk-away.
    crossed
        red lines that it crosses, each with its party.
    better
        efficient packages that are better for someone and worse for nobody; none when the package
        is itself efficient.
    against_today
        for each party what it gains over today, or None where today is not known.
    """

    name: str
    choices: Mapping[str, str]
    unsettled: tuple[str, ...] = ()
    worths: tuple[Fraction, ...] = ()
    gains: tuple[Fraction, ...] = ()
    refused_by: tuple[str, ...] = ()
    crossed: tuple[tuple[str, RedLine], ...] = ()
    better: tuple[Solution, ...] = ()
    against_today: tuple[Fraction, ...] | None = None

    @property
    def efficient(self) -> bool:
        """Whether nobody can gain without another losing."""
        return not (self.better or self.crossed or self.unsettled)


def compare(
    efficient: EfficientPackages, packages: Mapping[str, Mapping[str, str]]
) -> tuple[PackageComparison, ...]:
    """Weigh packages side by side.

    Parameters
    ----------
    packages
        choices by the package's name. An issue that a package leaves out stays as it is today.
    """
    return tuple(_compared(efficient, name, choices) for name, choices in packages.items())


def compare_named(efficient: EfficientPackages) -> tuple[PackageComparison, ...]:
    """Weigh the packages that the case names."""
    return compare(efficient, {p.name: p.choices for p in efficient.negotiation.named})


def _compared(
    efficient: EfficientPackages, name: str, choices: Mapping[str, str]
) -> PackageComparison:
    negotiation = efficient.negotiation
    whole = negotiation.completed(choices)
    if unsettled := negotiation.unsettled(whole):
        return PackageComparison(name=name, choices=whole, unsettled=unsettled)
    worths = negotiation.worth_vector(whole)
    gains = tuple(w - r for w, r in zip(worths, negotiation.walk_aways, strict=True))
    now = efficient.today.utilities if efficient.today else None
    rows = efficient.frontier.at_least(worths)
    return PackageComparison(
        name=name,
        choices=whole,
        worths=worths,
        gains=gains,
        refused_by=tuple(p for p, gain in zip(negotiation.parties, gains, strict=True) if gain < 0),
        crossed=tuple(negotiation.crossed(whole)),
        better=efficient.solutions_at(row for row in rows if efficient.worths_of(row) != worths),
        against_today=now and tuple(w - t for w, t in zip(worths, now, strict=True)),
    )
