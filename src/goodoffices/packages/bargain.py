"""The bargaining problem: issues with the ways each may be settled, what each is worth to whom.

One noun for both sources: a case in which parties have judged their worths (:func:`from_case`),
or a written form (:mod:`goodoffices.packages.forms`). The mathematics of this room takes it; what
can be asked of it stands in :class:`goodoffices.packages.negotiation.Negotiation`.

A package settles every issue; its worth to a party is the sum over issues of weight times value,
plus whatever pairs of values add (Keeney & Raiffa 1976, *Decisions with Multiple Objectives*,
chapter 3). Worths are exact fractions; one party's are never compared with another's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Self

from goodoffices.base.errors import CaseError
from goodoffices.case.nouns import Case, CaseIssue, ChanceEvent, Package, RedLine, Worth
from goodoffices.packages.ranges import range_findings, with_curves, with_values
from goodoffices.packages.worth_checks import absent, package_findings, worth_findings


@dataclass(frozen=True, kw_only=True)
class Bargain:
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
    aside
        files that lay beside those it was read from, and are no part of it.
    coalitions
        what coalitions are worth in points that can be shared, where people said so.
    events
        what agreements could hang on, where people said so.
    """

    name: str
    parties: tuple[str, ...]
    party_names: tuple[str, ...]
    issues: tuple[CaseIssue, ...]
    worths: Mapping[str, Worth]
    today: Mapping[str, str] | None = None
    named: tuple[Package, ...] = ()
    silent: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    coalitions: Mapping[frozenset[str], Fraction] = field(default_factory=dict)
    events: tuple[ChanceEvent, ...] = ()

    @property
    def size(self) -> int:
        """How many packages there are: the product of the issues' numbers of values."""
        return math.prod(len(issue.values) for issue in self.issues)

    def worth(self, party: str, choices: Mapping[str, str]) -> Fraction:
        """Return what a package is worth to a party.

        The sum of weight times value over the issues, and of what pairs of values add.
        """
        worth = self.worths[party]
        parts = [worth.weights[i] * worth.values[i][v] for i, v in choices.items()]
        parts += [pair.adds for pair in worth.pairs if _has(choices, pair.choices)]
        return sum(parts, start=Fraction(0))

    def completed(self, choices: Mapping[str, str]) -> dict[str, str]:
        """Return choices with what they leave out as it is today, in the order of the issues.

        An issue stays out where its value of today is not known.
        """
        today = {i.id: i.today for i in self.issues if i.today is not None}
        both = {**today, **(self.today or {}), **choices}
        return {issue.id: both[issue.id] for issue in self.issues if issue.id in both}

    def unsettled(self, choices: Mapping[str, str]) -> tuple[str, ...]:
        """Return the ids of the issues that choices leave open."""
        return tuple(issue.id for issue in self.issues if issue.id not in choices)

    def crossed(self, choices: Mapping[str, str]) -> list[tuple[str, RedLine]]:
        """Return the red lines that a package crosses, each with its party."""
        return [
            (party, line)
            for party in self.parties
            for line in self.worths[party].red_lines
            if _has(choices, line.choices)
        ]

    def worth_vector(self, choices: Mapping[str, str]) -> tuple[Fraction, ...]:
        """Return what a package is worth to each party, in the order of the parties."""
        return tuple(self.worth(party, choices) for party in self.parties)

    def without(self, party: str, line: RedLine) -> Self:
        """Return the same negotiation had a party dropped one of its red lines."""
        worth = self.worths[party]
        lines = tuple(other for other in worth.red_lines if other is not line)
        return replace(self, worths={**self.worths, party: replace(worth, red_lines=lines)})

    @property
    def walk_aways(self) -> tuple[Fraction, ...]:
        """What no deal is worth to each party."""
        return tuple(self.worths[party].walk_away for party in self.parties)

    @property
    def uncertain(self) -> bool:
        """Whether any number of the worths is an interval."""
        return any(
            worth.intervals or any(pair.interval for pair in worth.pairs)
            for worth in self.worths.values()
        )

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

    def __repr__(self) -> str:
        """Say in one line what this is."""
        return (
            f"{type(self).__name__}({self.name!r}: {len(self.parties)} parties, "
            f"{len(self.issues)} issues, {self.size:,} packages)"
        )


def _has(choices: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    return all(choices.get(issue) == value for issue, value in wanted.items())


def from_case(case: Case) -> Bargain:
    """Make the bargaining problem that a case describes.

    Those who have a worth must sign; parties without one have no say and are listed as
    ``silent``. Issues without values cannot be settled by a package and are left out.

    Raises
    ------
    CaseError
        with every finding at once: no issue with values, fewer than two parties with worths, a
        worth that misses an issue or a value, or names one that does not exist.
    """
    findings = [finding for issue in case.issues for finding in range_findings(issue)]
    if findings:
        raise CaseError(findings)
    every = tuple(map(with_values, case.issues))
    issues = tuple(issue for issue in every if issue.values)
    worths = {party.id: party.worth for party in case.parties if party.worth is not None}
    findings += absent(case, issues)
    for party in case.parties:
        if party.id in worths:
            findings += worth_findings(party, worths[party.id], issues)
    for package in case.packages:
        findings += package_findings(package, every)
    if findings:
        raise CaseError(findings)
    known = {issue.id for issue in issues}
    today = {issue.id: issue.today for issue in issues if issue.today is not None}
    return Bargain(
        name=case.title or case.id,
        parties=tuple(worths),
        party_names=tuple(party.name for party in case.parties if party.id in worths),
        issues=issues,
        worths={party: with_curves(worth, issues) for party, worth in worths.items()},
        today=today if len(today) == len(issues) else None,
        named=tuple(p for p in case.packages if known & set(p.choices)),
        silent=tuple(party.name for party in case.parties if party.worth is None),
        coalitions=case.coalitions,
        events=case.events,
    )
