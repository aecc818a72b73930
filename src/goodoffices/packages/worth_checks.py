"""What is missing or wrong in the worths of a case, found before anything is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from goodoffices.base.errors import Finding, Place, nearest
from goodoffices.base.i18n import _
from goodoffices.case.nouns import Case, CaseIssue, Package, Party, Worth
from goodoffices.packages.ranges import curve_findings

Issues = tuple[CaseIssue, ...]


def absent(case: Case, issues: Issues) -> Iterator[Finding]:
    """Find what must be there before anything can be weighed: values, and two parties' worths."""
    if not issues:
        text = _("No issue has values, so there is nothing to put into a package.")
        remedy = _("Give an issue the ways it may be settled: “values: {{low: …, high: …}}”.")
        place = case.issues[0].place if case.issues else None
        yield Finding("GO502", text, place, remedy.format())
    if sum(party.worth is not None for party in case.parties) >= 2:
        return
    for party in case.parties:
        if party.worth is None:
            text = _("“{party}” has no worths, so no package can be weighed for it.")
            remedy = _(
                "Add “worth:” to the party, with a weight and a value for each of: {issues}."
            )
            listed = ", ".join(issue.id for issue in issues) or "…"
            text, remedy = text.format(party=party.name), remedy.format(issues=listed)
            yield Finding("GO501", text, party.place, remedy)
    if len(case.parties) < 2:
        text = _("A package needs at least two parties to sign it.")
        yield Finding("GO501", text, None, _("Name the parties under “parties”."))


def worth_findings(party: Party, worth: Worth, issues: Issues) -> Iterator[Finding]:
    """Find what a party's worths miss, and what they name that does not exist."""
    known = {issue.id: issue for issue in issues}
    for named in dict.fromkeys([*worth.weights, *worth.values, *worth.curves]):
        if named not in known:
            text = _("The worths of “{party}” name an issue that has no values here: “{issue}”.")
            text = text.format(party=party.name, issue=named)
            yield Finding("GO503", text, party.place, _near(named, list(known)))
    for issue in issues:
        yield from curve_findings(party, worth, issue)
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
        if issue.range is None:
            yield from _value_findings(party, issue, worth.values.get(issue.id, {}))
    yield from _together_findings(party, worth, known)
    yield from _interval_findings(party, worth)


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


def _together_findings(
    party: Party, worth: Worth, known: Mapping[str, CaseIssue]
) -> Iterator[Finding]:
    """Find pairs and red lines that name what is not there, or too little or too much."""
    for pair in worth.pairs:
        place = pair.place or party.place
        if len(pair.choices) != 2:
            text = _("A pair, in the worths of “{party}”, should name a value of two issues.")
            yield Finding("GO508", text.format(party=party.name), place)
        yield from choice_findings(party.name, pair.choices, known, place)
    for line in worth.red_lines:
        place = line.place or party.place
        if not line.choices:
            text = _("A red line of “{party}” names nothing.")
            yield Finding("GO508", text.format(party=party.name), place)
        yield from choice_findings(party.name, line.choices, known, place)


def _interval_findings(party: Party, worth: Worth) -> Iterator[Finding]:
    """Find intervals that end before they start, or let a weight fall below 0."""
    intervals = [("/".join(about), span) for about, span in worth.intervals.items()]
    intervals += [("/".join(p.choices), p.interval) for p in worth.pairs if p.interval]
    for about, (low, high) in intervals:
        if high < low or (about.startswith("weight/") and low < 0):
            text = _(
                "The interval of “{party}” for “{about}” should run upwards, and a weight's from 0."
            )
            text = text.format(party=party.name, about=about)
            yield Finding("GO504", text, party.place)


def package_findings(package: Package, issues: Issues) -> Iterator[Finding]:
    """Find what a named package says of issues or values that do not exist."""
    known = {issue.id: issue for issue in issues}
    yield from choice_findings(package.name, package.choices, known, package.place)


def choice_findings(
    name: str, choices: Mapping[str, str], known: Mapping[str, CaseIssue], place: Place | None
) -> Iterator[Finding]:
    """Find issues and values that do not exist among some choices of ``name``."""
    for issue, value in choices.items():
        values = [v.id for v in known[issue].values] if issue in known else []
        if issue not in known:
            text = _("“{name}” names an issue that has no values here: “{issue}”.")
            text = text.format(name=name, issue=issue)
            yield Finding("GO503", text, place, _near(issue, list(known)))
        elif value not in values:
            text = _("“{name}” gives “{issue}” a value it does not have: “{value}”.")
            text = text.format(name=name, issue=issue, value=value)
            yield Finding("GO503", text, place, _near(value, values))


def _near(word: str, known: list[str]) -> str | None:
    close = nearest(str(word), known)
    return _("Did you mean “{close}”?").format(close=close) if close else None
