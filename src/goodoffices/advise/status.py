"""What a rule can come to: certain, depends, impossible or unknown, from answers and intervals.

Exact over intervals, by looking at corners where that is enough: a function that is linear in each
of its inputs, the others held (multilinear), takes its least and greatest value over a box of
intervals at corners of the box. Numbers are fractions, so that nothing is rounded into or out of
being certain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Literal

from goodoffices.case.judged import Judged
from goodoffices.case.nouns import Consent, Interval

Status = Literal["certain", "depends", "impossible", "unknown"]
"""Whether something holds for all that was allowed, for some of it, for none; or cannot be said."""

OF_ANSWER: Mapping[Consent, Status] = {
    "yes": "certain",
    "no": "impossible",
    "unknown": "unknown",
}
"""The status of what a person answered."""

MaybeInterval = tuple[Fraction | None, Fraction | None]
"""A least and a greatest number; an end is None where no number is enough."""


def answer_of(judged: Judged | None) -> Consent:
    """Return what was answered; unknown where nothing was, or nobody has reviewed it."""
    return "unknown" if judged is None or judged.basis.unreviewed else judged.answer


def all_of(*statuses: Status) -> Status:
    """Tell whether several things hold together, from each alone.

    ``impossible`` where one is; two that each depend may exclude one another, which is not looked
    for: the answer is then ``depends``. Of nothing at all nothing is known.
    """
    if not statuses:
        return "unknown"
    for status in ("impossible", "unknown", "depends"):
        if status in statuses:
            return status
    return "certain"


def at_least_zero(span: Interval) -> Status:
    """Tell whether a number between two ends is 0 or more."""
    low, high = span
    if low >= 0:
        return "certain"
    return "impossible" if high < 0 else "depends"


def ends(of: Callable[..., Fraction], box: Mapping[str, Interval]) -> Interval:
    """Return the least and greatest value of a multilinear function over a box.

    Parameters
    ----------
    of
        the function, called with one number for each name of the box.
    box
        intervals by name, each (from, to).
    """
    values = [
        of(**dict(zip(box, corner, strict=True)))
        for corner in product(*({low, high} for low, high in box.values()))
    ]
    return min(values), max(values)


def probability(name: str, interval: Interval) -> None:
    """Check that an interval lies within 0 and 1; ValueError names the input."""
    if not 0 <= interval[0] <= interval[1] <= 1:
        raise ValueError(name)


def cost(name: str, interval: Interval) -> None:
    """Check that an interval is not negative; ValueError names the input."""
    if not 0 <= interval[0] <= interval[1]:
        raise ValueError(name)
