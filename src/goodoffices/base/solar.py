"""The Solar Hijri (Jalali) calendar of Iran and Afghanistan, to and from the Gregorian one.

Leap years follow the cycle of 33 years, which agrees with the astronomical calendar in use from
1800 to 2256 (A. Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74,
1996).
"""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = tuple(
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()  # noqa: SIM905
)
"""The months as Persian names them."""

AFGHAN_MONTHS = tuple(
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()  # noqa: SIM905
)
"""The months as Dari and Pashto name them."""

_LATIN = (
    "farvardin hamal",
    "ordibehesht saur sawr sowr",
    "khordad jawza jauza",
    "tir saratan",
    "mordad amordad asad",
    "shahrivar sunbula sonbola sunbola",
    "mehr mizan",
    "aban aqrab",
    "azar qaws qaus",
    "dey dei jadi jaddi",
    "bahman dalw dalwa",
    "esfand hut hoot",
)
"""The months in Latin letters, in Iran and in Afghanistan."""

_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_ANCHOR, _ANCHORED = date(2025, 3, 21), 1404
_FIRST, _LAST = 1178, 1635
"""The years of which days lie between 1800 and 2256."""


def month_named(name: str) -> int | None:
    """Return the number of a Jalali month by its Persian, Afghan or Latin name, or None."""
    for number, names in enumerate(zip(MONTHS, AFGHAN_MONTHS, _LATIN, strict=True), 1):
        if name.lower() in " ".join(names).split():
            return number
    return None


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


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Jalali one, or None where that calendar has no such day."""
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12 and day >= 1):
        return None
    begins = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    if day > (31 if month <= 6 else 30) or begins + day > _length(year):
        return None
    years = range(min(year, _ANCHORED), max(year, _ANCHORED))
    apart = sum(map(_length, years)) * (1 if year >= _ANCHORED else -1)
    return _ANCHOR + timedelta(days=apart + begins + day - 1)
