"""EDTF dates in words and on an axis.

A date is said as exactly as the report says it and no more: *2018* stays a year, *February 2025* a
month, and on an axis each is the whole stretch of time it may mean (ISO 8601-2; EDTF levels 0–2).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from goodoffices.base.i18n import DIGITS, _

if TYPE_CHECKING:
    from babel import Locale

_PLAIN = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?(?P<mark>[~?%])?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARLESS = re.compile(r"(?:-|XXXX)-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>\d\d))?")
_DECADE = re.compile(r"(\d{3})X")
_SPECIFIC = "?~%"


def bounds(edtf: str | None) -> tuple[float, float] | None:
    """Return the first and last day a date may mean, as years with fractions; None where unknown.

    The end is that of its last day, so a day has a length. Of a stretch that is open at one end,
    the end that is known is returned.
    """
    return _bounds(edtf) if edtf else None


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[float, float] | None:
    if any(_YEARLESS.fullmatch(end) for end in edtf.split("/")):
        return None
    if (plain := _PLAIN.fullmatch(edtf)) and plain["mark"] is None:
        return _plain_bounds(int(plain["y"]), plain["m"], plain["d"])
    ends = [end for end in edtf.split("/") if end not in ("", "..")]
    if "/" in edtf and len(ends) == 1:
        return bounds(ends[0])
    if len(ends) == 2 and (stretch := _stretch_of_days(*ends)):
        return stretch
    import edtf as library

    try:
        parsed = library.parse_edtf(edtf)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return _year(*first[:3]), _year(*last[:3]) + 1 / 366
    except (TypeError, ValueError, AttributeError, library.EDTFParseException):
        return None


def _stretch_of_days(start: str, end: str) -> tuple[float, float] | None:
    """Return what a stretch means whose ends are plain days, in order."""
    if start > end or not (_DAY.fullmatch(start) and _DAY.fullmatch(end)):
        return None
    first, last = bounds(start), bounds(end)
    return (first[0], last[1]) if first and last else None


def _plain_bounds(year: int, month: str | None, day: str | None) -> tuple[float, float] | None:
    """Return what a day, month or year means; None where the calendar has none such."""
    first = (year, int(month or 1), int(day or 1))
    last = (year, int(month or 12), int(day or 0))
    if not year or not 1 <= last[1] <= 12:
        return None
    last = (year, last[1], last[2] or monthrange(year, last[1])[1])
    try:
        return _year(*first), _year(*last) + 1 / 366
    except ValueError:
        return None


def _year(year: int, month: int, day: int) -> float:
    if not 1 <= year <= 9999:
        return year + (month - 1) / 12 + (day - 1) / 366
    start = date(year, 1, 1).toordinal()
    return year + (date(year, month, day).toordinal() - start) / 365.2425


def digits(value: object, language: str) -> str:
    """Write a number, or words that hold one, with the digits of a language."""
    return str(value).translate(DIGITS) if language.startswith("fa") else str(value)


def said(edtf: str, language: str) -> str:
    """Say a date in words and digits of a language; what has no words is given as written."""
    return digits(_said(edtf, language), language)


def _said(edtf: str, language: str) -> str:
    if "/" in edtf:
        first, _slash, last = edtf.partition("/")
        return _stretch(first, last, language)
    if _YEARLESS.fullmatch(edtf):
        return _("{date}, no year given").format(date=_without_year(edtf, language))
    if decade := _DECADE.fullmatch(edtf):
        return _("the {year}s").format(year=f"{decade[1]}0")
    found = _PLAIN.fullmatch(edtf)
    if found is None:
        return edtf
    words = _calendar(found, language)
    marked = {"~": _("about {date}"), "?": _("perhaps {date}"), "%": _("perhaps about {date}")}
    return marked.get(found["mark"] or "", "{date}").format(date=words)


def _stretch(first: str, last: str, language: str) -> str:
    """Say a stretch of time, which may be open at one end."""
    if first in ("", ".."):
        return _("until {date}").format(date=said(last, language))
    if last in ("", ".."):
        return _("since {date}").format(date=said(first, language))
    if _YEARLESS.fullmatch(first) and _YEARLESS.fullmatch(last):
        ends = {"first": _without_year(first, language), "last": _without_year(last, language)}
        return _("{first} to {last}, no year given").format(**ends)
    ends = {"first": said(first, language), "last": said(last, language)}
    return _("{first} to {last}").format(**ends)


def _calendar(found: re.Match[str], language: str) -> str:
    """Say a year, month or day in a language's calendar words."""
    from babel.dates import format_date

    month, day = found["m"], found["d"]
    plain = found[0].rstrip(_SPECIFIC)
    if month is None:
        return plain
    seasons = {"21": _("spring"), "22": _("summer"), "23": _("autumn"), "24": _("winter")}
    if month in seasons:
        return _("{season} {year}").format(season=seasons[month], year=found["y"])
    try:
        moment = date(int(found["y"]), int(month), int(day or 1))
    except ValueError:
        return plain
    if day is None:
        return _skeleton("yMMMM", moment, language)
    return str(format_date(moment, "long", locale=_locale(language)))


def _skeleton(skeleton: str, moment: date, language: str) -> str:
    """Say the parts of a date that a skeleton names, as the language orders them."""
    from babel.dates import format_skeleton

    return str(format_skeleton(skeleton, moment, locale=_locale(language)))


def _locale(language: str) -> Locale:
    """Return a language's calendar words; English is British, and stands in for unknown ones."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse({"en": "en_GB"}.get(language, language.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_GB")


def _without_year(edtf: str, language: str) -> str:
    """Say a month, or a day of a month, of no year."""
    from babel.dates import format_date

    found = _YEARLESS.fullmatch(edtf)
    try:
        assert found is not None  # noqa: S101 - the caller looked
        moment = date(2000, int(found["m"]), int(found["d"] or 1))
    except ValueError:
        return edtf
    if found["d"] is None:
        return str(format_date(moment, "LLLL", locale=_locale(language)))
    return _skeleton("MMMMd", moment, language)


def ticks(first: float, last: float, language: str) -> list[tuple[float, str]]:
    """Return the places and labels of an axis of time: years, or months where it is short."""
    if last - first > 1.6:
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500, 5000) if (last - first) / s <= 9)
        start = int(-(-first // step)) * step
        return [(float(year), digits(year, language)) for year in range(start, int(last) + 1, step)]
    months = int((last - first) * 12) + 1
    step = max(1, -(-months // 7))
    found = []
    for number in range(int(first * 12), int(last * 12) + 2, step):
        year, month = divmod(number, 12)
        at = _year(year, month + 1, 1)
        if first <= at <= last:
            label = _skeleton("yMMM", date(year, month + 1, 1), language)
            found.append((at, digits(label, language)))
    return found
