"""Issues settled at a number: ranges cut into steps, and curves that say what each is worth.

A range becomes the values at its steps, its end included, so that packages over it can be compared
exactly; a curve gives each of them a worth, along straight lines between the points that people
judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from goodoffices.base.errors import Finding
from goodoffices.base.exact import exact, written
from goodoffices.base.findings import finding
from goodoffices.case.nouns import CaseIssue, IssueValue, Party, Range, Worth

MOST_STEPS = 1000


def with_values(issue: CaseIssue) -> CaseIssue:
    """Return an issue with its range, if it has one, cut into values.

    A value's id is its number as written (``3.67``), its text the number with the unit.
    """
    if issue.range is None:
        return issue
    unit = issue.range.unit
    values = tuple(
        IssueValue(written(x), f"{written(x)} {unit}".rstrip()) for x in _steps(issue.range)
    )
    today = exact(issue.today)
    return replace(issue, values=values, today=issue.today if today is None else written(today))


def _steps(span: Range) -> list[Fraction]:
    """Return the numbers of a range, from low to high."""
    whole = int((span.high - span.low) / span.step)
    numbers = [span.low + k * span.step for k in range(whole + 1)]
    return numbers if numbers[-1] == span.high else [*numbers, span.high]


def with_curves(worth: Worth, issues: tuple[CaseIssue, ...]) -> Worth:
    """Return worths in which every value of a range has what its curve gives it."""
    values = dict(worth.values)
    for issue in issues:
        if issue.range is not None and issue.id in worth.curves:
            curve = worth.curves[issue.id]
            values[issue.id] = {written(x): along(curve, x) for x in _steps(issue.range)}
    return replace(worth, values=values)


def along(curve: tuple[tuple[Fraction, Fraction], ...], x: Fraction) -> Fraction:
    """Return the worth at a number, on the straight line between the points around it."""
    for (x0, y0), (x1, y1) in pairwise(curve):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return curve[0][1] if x <= curve[0][0] else curve[-1][1]


def range_findings(issue: CaseIssue) -> Iterator[Finding]:
    """Find what keeps a range from being cut into steps."""
    span = issue.range
    if span is None:
        return
    if span.step <= 0 or span.high <= span.low:
        yield finding("GO507.step", issue.place, issue=issue.name)
    elif (span.high - span.low) / span.step > MOST_STEPS:
        yield finding("GO507.steps", issue.place, issue=issue.name, most=MOST_STEPS)
    elif issue.today is not None and not _on(span, issue.today):
        yield finding("GO507.today", issue.place, issue=issue.name, today=issue.today)


def _on(span: Range, today: str) -> bool:
    number = exact(today)
    return number is not None and number in _steps(span)


def curve_findings(party: Party, worth: Worth, issue: CaseIssue) -> Iterator[Finding]:
    """Find what keeps a curve from giving every step of a range its worth."""
    span = issue.range
    if span is None:
        if issue.id in worth.curves:
            yield finding("GO507.no_range", party.place, party=party.name, issue=issue.name)
        return
    curve = worth.curves.get(issue.id, ())
    ascending = all(a[0] < b[0] for a, b in pairwise(curve))
    if not (curve and ascending and curve[0][0] <= span.low and curve[-1][0] >= span.high):
        yield finding(
            "GO507.curve",
            party.place,
            party=party.name,
            issue=issue.name,
            low=written(span.low),
            high=written(span.high),
        )
