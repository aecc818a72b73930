"""The Solar Hijri (Jalali) calendar of Iran and Afghanistan, for dates that Persian readers know.

Leap years follow the cycle of 33 years, which agrees with the astronomical calendar in use from
1800 to 2256 (A. Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74,
1996); beyond that the Gregorian date stands alone.
"""

from __future__ import annotations

from datetime import date

from goodoffices.base.i18n import DIGITS
from goodoffices.look import dates

MONTHS = tuple(
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()  # noqa: SIM905
)
"""The months as Persian names them."""

_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_ANCHOR, _ANCHORED = date(2025, 3, 21), 1404


def _length(year: int) -> int:
    return 366 if year % 33 in _LEAPS else 365


def jalali(day: date) -> tuple[int, int, int] | None:
    """Return (year, month, day) in the Jalali calendar, or None outside 1800 to 2256."""
    if not 1800 <= day.year <= 2256:
        return None
    left, year = (day - _ANCHOR).days, _ANCHORED
    while left < 0:
        year -= 1
        left += _length(year)
    while left >= _length(year):
        left -= _length(year)
        year += 1
    # six months of 31 days, then of 30
    month = left // 31 if left < 186 else 6 + (left - 186) // 30
    begins = month * 31 if month <= 6 else 186 + (month - 6) * 30
    return year, month + 1, left - begins + 1


def digits(value: object, language: str) -> str:
    """Write a number with the digits of a language."""
    return str(value).translate(DIGITS) if language.startswith("fa") else str(value)


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
