"""Named packages side by side: what each is worth to whom, and what stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _
from goodoffices.case.nouns import RedLine
from goodoffices.packages.result import Packages, Solution


@dataclass(frozen=True)
class Compared:
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


def compare(found: Packages, packages: Mapping[str, Mapping[str, str]]) -> tuple[Compared, ...]:
    """Weigh packages side by side.

    Parameters
    ----------
    packages
        choices by the package's name. An issue that a package leaves out stays as it is today.
    """
    return tuple(_compared(found, name, choices) for name, choices in packages.items())


def compare_named(found: Packages) -> tuple[Compared, ...]:
    """Weigh the packages that the case names."""
    return compare(found, {p.name: p.choices for p in found.negotiation.named})


def _compared(found: Packages, name: str, choices: Mapping[str, str]) -> Compared:
    negotiation = found.negotiation
    today = {issue.id: issue.today for issue in negotiation.issues if issue.today is not None}
    today |= negotiation.today or {}
    known = {issue.id for issue in negotiation.issues}
    chosen = {**today, **{i: v for i, v in choices.items() if i in known}}
    unsettled = tuple(issue.id for issue in negotiation.issues if issue.id not in chosen)
    if unsettled:
        return Compared(name, chosen, unsettled)
    worths = negotiation.worth_vector(chosen)
    gains = tuple(w - r for w, r in zip(worths, negotiation.walk_aways, strict=True))
    now = found.today.utilities if found.today else None
    rows = found.frontier.at_least(worths)
    return Compared(
        name=name,
        choices=chosen,
        worths=worths,
        gains=gains,
        refused_by=tuple(p for p, gain in zip(negotiation.parties, gains, strict=True) if gain < 0),
        crossed=tuple(negotiation.crossed(chosen)),
        better=found.solutions_at(row for row in rows if found.worths_of(row) != worths),
        against_today=now and tuple(w - t for w, t in zip(worths, now, strict=True)),
    )


def table(found: Packages, compared: tuple[Compared, ...]) -> list[dict[str, str]]:
    """Return packages as rows: each issue's value, each party's worth, and what is in the way."""
    negotiation = found.negotiation
    rows = []
    for item in compared:
        row = {_("package"): item.name}
        for issue in negotiation.issues:
            text = {value.id: value.text for value in issue.values}
            row[issue.name] = text.get(item.choices.get(issue.id, ""), _("open"))
        for k, name in enumerate(negotiation.party_names):
            row[_("worth to {party}").format(party=name)] = (
                shown(item.worths[k]) if item.worths else "–"
            )
        row[_("in the way")] = "; ".join(_obstacles(found, item))
        rows.append(row)
    return rows


def _obstacles(found: Packages, item: Compared) -> list[str]:
    """Say what keeps a package from being signed, or from being the best it could be."""
    name = found.negotiation.party_name
    if item.unsettled:
        return [_("leaves open: {issues}").format(issues=", ".join(item.unsettled))]
    said = [_("below the walk-away of {party}").format(party=name(p)) for p in item.refused_by]
    said += [
        _("crosses a red line of {party}").format(party=name(party)) for party, _l in item.crossed
    ]
    if item.better and not item.crossed:
        said.append(_("another is better for someone and worse for nobody"))
    return said
