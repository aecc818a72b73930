"""The negotiation: issues with the ways each may be settled, and what each is worth to whom.

One noun for both sources: a case in which parties have judged their worths (:func:`from_case`),
or the plain JSON form (:func:`from_dict`, read in :mod:`goodoffices.analyse.plain_negotiation`).
A package settles every issue; its worth to a party is the sum over issues of weight times value,
plus whatever pairs of values add (Keeney & Raiffa 1976, *Decisions with Multiple Objectives*,
chapter 3). Worths are exact fractions; one party's are never compared with another's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from goodoffices.case import Case, CaseIssue, Package, Party, Worth
from goodoffices.errors import CaseError, Finding, nearest
from goodoffices.i18n import _

if TYPE_CHECKING:
    from goodoffices.analyse.packages import Packages


@dataclass(frozen=True)
class Negotiation:
    """What could be settled, and what it would be worth to each party that must sign.

    Attributes
    ----------
    parties, party_names
        ids and names of those who must sign, in order.
    issues
        each with the values it may take; only issues that have values are bargained over.
    worths
        each party's worths, complete for these issues.
    today
        the value of every issue as things stand, or None where that is not known of all.
    named
        packages that people have given names.
    silent
        names of parties of the case that have no worths and so no say here.
    """

    name: str
    parties: tuple[str, ...]
    party_names: tuple[str, ...]
    issues: tuple[CaseIssue, ...]
    worths: Mapping[str, Worth]
    today: Mapping[str, str] | None = None
    named: tuple[Package, ...] = ()
    silent: tuple[str, ...] = field(default=())

    @property
    def size(self) -> int:
        """How many packages there are: the product of the issues' numbers of values."""
        return math.prod(len(issue.values) for issue in self.issues)

    def worth(self, party: str, choices: Mapping[str, str]) -> Fraction:
        """Return what a package is worth to a party: the sum of weight times value."""
        worth = self.worths[party]
        parts = (worth.weights[i] * worth.values[i][v] for i, v in choices.items())
        return sum(parts, start=Fraction(0))

    def worth_vector(self, choices: Mapping[str, str]) -> tuple[Fraction, ...]:
        """Return what a package is worth to each party, in the order of the parties."""
        return tuple(self.worth(party, choices) for party in self.parties)

    @property
    def walk_aways(self) -> tuple[Fraction, ...]:
        """What no deal is worth to each party."""
        return tuple(self.worths[party].walk_away for party in self.parties)

    def party_name(self, party: str) -> str:
        """Return the name of a party by its id."""
        return self.party_names[self.parties.index(party)]

    def describe(self, choices: Mapping[str, str]) -> str:
        """Say a package in words, issue by issue."""
        texts = []
        for issue in self.issues:
            value = next((v.text for v in issue.values if v.id == choices.get(issue.id)), None)
            if value is not None:
                texts.append(f"{issue.name}: {value}")
        return "; ".join(texts)

    def packages(self) -> Packages:
        """Return which packages are efficient, and those that bargaining solutions name."""
        from goodoffices.analyse.packages import packages

        return packages(self)

    def __repr__(self) -> str:
        """Say in one line what this is."""
        return (
            f"Negotiation({self.name!r}: {len(self.parties)} parties, {len(self.issues)} issues, "
            f"{self.size:,} packages)"
        )


def from_dict(data: Mapping[str, Any], name: str = "") -> Negotiation:
    """Read a negotiation from its plain JSON form; see ``plain_negotiation``.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    from goodoffices.analyse import plain_negotiation

    return plain_negotiation.from_dict(data, name)


def from_case(case: Case) -> Negotiation:
    """Make the negotiation that a case describes.

    Those who have a worth must sign; parties without one have no say and are listed as
    ``silent``. Issues without values cannot be settled by a package and are left out.

    Raises
    ------
    CaseError
        with every finding at once: no issue with values, fewer than two parties with worths, a
        worth that misses an issue or a value, or names one that does not exist.
    """
    issues = tuple(issue for issue in case.issues if issue.values)
    signing = tuple(party for party in case.parties if party.worth is not None)
    findings = [*_absent(case, issues, signing)]
    for party in signing:
        findings += _worth_findings(party, issues)
    for package in case.packages:
        findings += _package_findings(package, case.issues)
    if findings:
        raise CaseError(findings)
    known = {issue.id for issue in issues}
    today = {issue.id: issue.today for issue in issues if issue.today is not None}
    return Negotiation(
        name=case.title or case.id,
        parties=tuple(party.id for party in signing),
        party_names=tuple(party.name for party in signing),
        issues=issues,
        worths={party.id: party.worth for party in signing if party.worth},
        today=today if len(today) == len(issues) else None,
        named=tuple(p for p in case.packages if known & set(p.choices)),
        silent=tuple(party.name for party in case.parties if party.worth is None),
    )


def _absent(
    case: Case, issues: tuple[CaseIssue, ...], signing: tuple[Party, ...]
) -> Iterator[Finding]:
    """Find what must be there before anything can be weighed."""
    if not issues:
        text = _("No issue has values, so there is nothing to put into a package.")
        remedy = _("Give an issue the ways it may be settled: “values: {{low: …, high: …}}”.")
        place = case.issues[0].place if case.issues else None
        yield Finding("GO502", text, place, remedy.format())
    if len(signing) >= 2:
        return
    for party in case.parties:
        if party.worth is None:
            text = _("“{party}” has no worths, so no package can be weighed for it.")
            remedy = _(
                "Add “worth:” to the party, with a weight and a value for each of: {issues}."
            )
            listed = ", ".join(issue.id for issue in issues) or "…"
            yield Finding(
                "GO501",
                text.format(party=party.name),
                party.place,
                remedy.format(issues=listed),
            )
    if len(case.parties) < 2:
        text = _("A package needs at least two parties to sign it.")
        yield Finding("GO501", text, None, _("Name the parties under “parties”."))


def _worth_findings(party: Party, issues: tuple[CaseIssue, ...]) -> Iterator[Finding]:
    """Find what a party's worths miss, and what they name that does not exist."""
    worth = party.worth
    assert worth is not None  # noqa: S101 - only parties with worths come here
    known = {issue.id: issue for issue in issues}
    for named in dict.fromkeys([*worth.weights, *worth.values]):
        if named not in known:
            text = _("The worths of “{party}” name an issue that has no values here: “{issue}”.")
            text = text.format(party=party.name, issue=named)
            yield Finding("GO503", text, party.place, _near(named, list(known)))
    for issue in issues:
        if issue.id not in worth.weights:
            text = _("The worths of “{party}” say nothing of the issue “{issue}”.")
            remedy = _("Add it with a weight and values; a weight of 0 says it does not matter.")
            text = text.format(party=party.name, issue=issue.id)
            yield Finding("GO501", text, party.place, remedy)
            continue
        if worth.weights[issue.id] < 0:
            text = _("The weight of “{issue}” for “{party}” is negative.")
            remedy = _("A weight says how much an issue matters; put the sign into its values.")
            text = text.format(party=party.name, issue=issue.id)
            yield Finding("GO504", text, party.place, remedy)
        yield from _value_findings(party, issue, worth.values.get(issue.id, {}))


def _value_findings(
    party: Party, issue: CaseIssue, values: Mapping[str, Fraction]
) -> Iterator[Finding]:
    known = [value.id for value in issue.values]
    missing = [value for value in known if value not in values]
    if missing:
        text = _("The worths of “{party}” miss these values of “{issue}”: {values}.")
        text = text.format(party=party.name, issue=issue.id, values=", ".join(missing))
        yield Finding("GO501", text, party.place, _("Say what each is worth, in the same units."))
    for value in values:
        if value not in known:
            text = _("“{value}”, in the worths of “{party}”, is no value of “{issue}”.")
            text = text.format(party=party.name, issue=issue.id, value=value)
            yield Finding("GO503", text, party.place, _near(value, known))


def _package_findings(package: Package, issues: tuple[CaseIssue, ...]) -> Iterator[Finding]:
    """Find what a named package says of issues or values that do not exist."""
    known = {issue.id: [value.id for value in issue.values] for issue in issues}
    for issue, value in package.choices.items():
        if issue not in known:
            text = _("The package “{package}” names no issue: “{issue}”.")
            text = text.format(package=package.name, issue=issue)
            yield Finding("GO503", text, package.place, _near(issue, list(known)))
        elif value not in known[issue]:
            text = _("The package “{package}” gives “{issue}” a value it does not have: “{value}”.")
            text = text.format(package=package.name, issue=issue, value=value)
            yield Finding("GO503", text, package.place, _near(value, known[issue]))


def _near(word: str, known: list[str]) -> str | None:
    close = nearest(word, known)
    return _("Did you mean “{close}”?").format(close=close) if close else None
