"""Dates for Persian readers: by the Solar Hijri (Jalali) calendar, the Gregorian day beside it.

Beyond the years that :mod:`goodoffices.base.solar` reckons the Gregorian date stands alone.
"""

from __future__ import annotations

from datetime import date

from goodoffices.base.solar import MONTHS, jalali
from goodoffices.look import dates
from goodoffices.look.dates import digits


def day_said(written: str, language: str) -> str:
    """Say the day of a date or time; in Persian by its own calendar first.

    A month, a year, or what is no day of the calendar is said with the digits of the language.
    """
    plain = written[:10] if "T" in written else written
    said = dates.said(plain, language)
    try:
        return own_day(date.fromisoformat(plain), said, language)
    except ValueError:
        return digits(said, language)


def own_day(day: date, gregorian: str, language: str) -> str:
    """Return a day as readers of a language have it: in Persian by the Jalali calendar first.

    ``gregorian`` is the day in words, which then stands beside it.
    """
    said = digits(gregorian, language)
    found = jalali(day) if language.startswith("fa") else None
    if found is None:
        return said
    year, month, number = found
    return f"{digits(number, language)} {MONTHS[month - 1]} {digits(year, language)} ({said})"
