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
from goodoffices.base.i18n import _
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
    text = None
    if span.step <= 0 or span.high <= span.low:
        text = _("The range of “{issue}” needs a step above 0, and an end above its start.")
    elif (span.high - span.low) / span.step > MOST_STEPS:
        text = _("The range of “{issue}” has more than {most} steps.")
    elif issue.today is not None and not _on(span, issue.today):
        text = _("Today's value of “{issue}”, {today}, is no step of its range.")
    if text is not None:
        text = text.format(issue=issue.name, most=MOST_STEPS, today=issue.today)
        remedy = _('Write “range: {{from: 0, to: 60, step: 5, unit: "%"}}”, with your numbers.')
        yield Finding("GO507", text, issue.place, remedy.format())


def _on(span: Range, today: str) -> bool:
    number = exact(today)
    return number is not None and number in _steps(span)


def curve_findings(party: Party, worth: Worth, issue: CaseIssue) -> Iterator[Finding]:
    """Find what keeps a curve from giving every step of a range its worth."""
    span = issue.range
    if span is None:
        if issue.id in worth.curves:
            text = _("The worths of “{party}” have a curve for “{issue}”, which is no range.")
            yield Finding("GO507", text.format(party=party.name, issue=issue.name), party.place)
        return
    curve = worth.curves.get(issue.id, ())
    ascending = all(a[0] < b[0] for a, b in pairwise(curve))
    if not (curve and ascending and curve[0][0] <= span.low and curve[-1][0] >= span.high):
        text = _(
            "The curve of “{party}” for “{issue}” should run from {low} to {high}, its points in "
            "ascending order."
        ).format(party=party.name, issue=issue.name, low=written(span.low), high=written(span.high))
        remedy = _("Give at least what both ends are worth: “curve: {{{low}: 0, {high}: 100}}”.")
        remedy = remedy.format(low=written(span.low), high=written(span.high))
        yield Finding("GO507", text, party.place, remedy)
