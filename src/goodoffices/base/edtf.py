"""Dates as they are written everywhere here: EDTF, the Extended Date/Time Format (ISO 8601-2).

A date may be vague (2025, 2025-03~, 2025-03/2025-06), so what is asked of two is answered yes, no
or unknown: yes only where it is so of every day that each may mean.
"""

from __future__ import annotations

import re
from datetime import date as calendar
from functools import cache
from typing import Literal

Answer = Literal["yes", "no", "unknown"]
Day = tuple[int, int, int]
"""Year, month, day."""

LONGEST = 100
"""The longest text that is tried as a date; the grammar is slow on long ones."""


_DAY = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")
"""A plain day, which nearly every date is: for it the grammar need not be built."""


@cache
def is_edtf(text: str) -> bool:
    """Tell whether a text is a date, or an interval, that the calendar has."""
    if _plain_day(text):
        return True
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    if len(text) > LONGEST:
        return False
    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError):
        return False
    return True


@cache
def days(date: str | None) -> tuple[Day, Day] | None:
    """Return the first and the last day that a date may mean; None where that cannot be told."""
    if date is None or not is_edtf(date):
        return None
    if day := _plain_day(date):
        return day, day
    from edtf import parse_edtf

    try:
        parsed = parse_edtf(date)
        first, last = parsed.lower_strict()[:3], parsed.upper_strict()[:3]
    except (TypeError, ValueError, AttributeError, OverflowError):  # an interval without an end
        return None
    return (first[0], first[1], first[2]), (last[0], last[1], last[2])


def _plain_day(text: str) -> Day | None:
    """Return a day that is written plainly and that the calendar has."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = calendar.fromisoformat(text)
    except ValueError:
        return None
    return day.year, day.month, day.day


def passed(until: str | None, as_of: str | None) -> Answer:
    """Tell whether a date is over when another begins."""
    over, now = days(until), days(as_of)
    if over is None or now is None:
        return "unknown"
    if over[1] < now[0]:
        return "yes"
    return "no" if over[0] >= now[1] else "unknown"


def older(date: str | None, as_of: str | None, months: int) -> Answer:
    """Tell whether a date lies more than so many months before another."""
    then, now = days(date), days(as_of)
    if then is None or now is None:
        return "unknown"
    if _later(then[1], months) < now[0]:
        return "yes"
    return "no" if _later(then[0], months) >= now[1] else "unknown"


def _later(day: Day, months: int) -> Day:
    """Return the same day so many months later; one that the month lacks still comes in order."""
    year, month, date = day
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1, date
