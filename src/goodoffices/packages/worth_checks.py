"""What is missing or wrong in the worths of a case, found before anything is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from goodoffices.base.errors import Finding, Place
from goodoffices.base.findings import finding
from goodoffices.case.nouns import Case, CaseIssue, Package, Party, Worth
from goodoffices.packages.ranges import curve_findings

Issues = tuple[CaseIssue, ...]


def absent(case: Case, issues: Issues) -> Iterator[Finding]:
    """Find what must be there before anything can be weighed: values, and two parties' worths."""
    if not issues:
        yield finding("GO502", case.issues[0].place if case.issues else None)
    if sum(party.worth is not None for party in case.parties) >= 2:
        return
    listed = ", ".join(issue.id for issue in issues) or "…"
    for party in case.parties:
        if party.worth is None:
            yield finding("GO501.no_worths", party.place, party=party.name, issues=listed)
    if len(case.parties) < 2:
        yield finding("GO501.two_parties")


def worth_findings(party: Party, worth: Worth, issues: Issues) -> Iterator[Finding]:
    """Find what a party's worths miss, and what they name that does not exist."""
    known = {issue.id: issue for issue in issues}
    for named in dict.fromkeys([*worth.weights, *worth.values, *worth.curves]):
        if named not in known:
            near = named, list(known)
            yield finding("GO503.issue", party.place, near=near, party=party.name, issue=named)
    for issue in issues:
        yield from curve_findings(party, worth, issue)
        if issue.id not in worth.weights:
            yield finding("GO501.no_issue", party.place, party=party.name, issue=issue.id)
            continue
        if worth.weights[issue.id] < 0:
            yield finding("GO504.negative", party.place, party=party.name, issue=issue.id)
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
        listed = ", ".join(missing)
        yield finding(
            "GO501.no_values", party.place, party=party.name, issue=issue.id, values=listed
        )
    for value in values:
        if value not in known:
            yield finding(
                "GO503.worth",
                party.place,
                near=(value, known),
                party=party.name,
                issue=issue.id,
                value=value,
            )


def _together_findings(
    party: Party, worth: Worth, known: Mapping[str, CaseIssue]
) -> Iterator[Finding]:
    """Find pairs and red lines that name what is not there, or too little or too much."""
    for pair in worth.pairs:
        place = pair.place or party.place
        if len(pair.choices) != 2:
            yield finding("GO508.pair", place, party=party.name)
        yield from choice_findings(party.name, pair.choices, known, place)
    for line in worth.red_lines:
        place = line.place or party.place
        if not line.choices:
            yield finding("GO508.red_line", place, party=party.name)
        yield from choice_findings(party.name, line.choices, known, place)


def _interval_findings(party: Party, worth: Worth) -> Iterator[Finding]:
    """Find intervals that end before they start, or let a weight fall below 0."""
    intervals = [("/".join(about), span) for about, span in worth.intervals.items()]
    intervals += [("/".join(p.choices), p.interval) for p in worth.pairs if p.interval]
    for about, (low, high) in intervals:
        if high < low or (about.startswith("weight/") and low < 0):
            yield finding("GO504.interval", party.place, party=party.name, about=about)


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
            near = issue, list(known)
            yield finding("GO503.choice_issue", place, near=near, name=name, issue=issue)
        elif value not in values:
            near = str(value), values
            yield finding(
                "GO503.choice_value", place, near=near, name=name, issue=issue, value=value
            )
