"""Calendar reckoning: from the parts of a date, and the day a page was published, to EDTF.

Everything that depends on the day of publication goes through :class:`Anchor`. Without one a
relative date has no value, and a day or month without its year stays open: ``--02-12`` is "12
February of some year" (ISO 8601's truncated form; EDTF has none for it).

Conventions, all of them about how news is written:

- a week runs from Monday to Sunday;
- a weekday is the nearest past one, the day of publication counting; where the sentence looks
  ahead, the nearest one to come;
- a day or month without a year is the nearest past one, unless the next one is four times nearer
  or the sentence looks ahead;
- early, mid and late are the days 1-10, 11-20 and 21 to the end of a month, the months 1-3, 5-8
  and 10-12 of a year, the years 0-3, 4-6 and 7-9 of a decade.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Toward = Literal["near", "past", "future", "open"]

_PARTS: dict[str, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    "early": ((1, 10), (1, 3), (0, 3)),
    "mid": ((11, 20), (5, 8), (4, 6)),
    "late": ((21, 31), (10, 12), (7, 9)),
}
"""Days of a month, months of a year, years of a decade."""


@dataclass(frozen=True, slots=True)
class When:
    """A date: its EDTF value or None, how fine it is, whether it was reckoned from publication."""

    edtf: str | None
    precision: str
    relative: bool = False


UNRESOLVED = When(None, "unresolved", relative=True)
VAGUE = When(None, "vague", relative=True)
IMPOSSIBLE = When(None, "impossible")
"""A day the calendar does not have, such as 30 February: said so, never mended."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, published: str | None) -> Anchor:
        """Read a publication date: a day, a month or a year; anything else anchors nothing."""
        match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])", published or "")
        if match is None:
            return cls()
        year, month, day = (int(g) if g else None for g in match.groups())
        if month is not None and not 1 <= month <= 12:
            return cls()
        if day is not None and not real(year or 0, month or 0, day):
            return cls()
        return cls(year, month, day)

    @property
    def date(self) -> date | None:
        """The day of publication, where it is known and the calendar goes on on both sides."""
        if self.year and 1 < self.year < 9999 and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None


def real(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def year_text(year: int) -> str:
    """Return a year as EDTF, four digits."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def place_day(
    anchor: Anchor, month: int, day: int, year: int | None = None, toward: Toward = "near"
) -> When | None:
    """Return a day; without its year, the one that the publication date makes likeliest.

    None where the calendar has no such day.
    """
    if year is not None:
        exists = real(year, month, day)
        return When(f"{year_text(year)}-{month:02}-{day:02}", "day") if exists else None
    if not real(2000, month, day):
        return None
    today = anchor.date
    if today is None or toward == "open":
        return When(f"--{month:02}-{day:02}", "day", relative=True)
    years = [y for y in range(today.year - 8, today.year + 9) if real(y, month, day)]
    behind = max(d for y in years if (d := date(y, month, day)) <= today)
    ahead = min(d for y in years if (d := date(y, month, day)) >= today)
    chosen = _choose(toward, (today - behind).days, (ahead - today).days)
    return When((ahead if chosen else behind).isoformat(), "day", relative=True)


def place_month(
    anchor: Anchor, month: int, year: int | None = None, toward: Toward = "near"
) -> When:
    """Return a month; without its year, the one that the publication date makes likeliest."""
    if year is not None:
        return When(f"{year_text(year)}-{month:02}", "month")
    if anchor.year is None or anchor.month is None or toward == "open":
        return When(f"--{month:02}", "month", relative=True)
    back = (anchor.month - month) % 12
    ahead = (month - anchor.month) % 12
    shift = ahead if _choose(toward, back * 30, ahead * 30) else -back
    number = anchor.year * 12 + anchor.month - 1 + shift
    return When(f"{number // 12:04}-{number % 12 + 1:02}", "month", relative=True)


def _choose(toward: Toward, behind: int, ahead: int) -> bool:
    """Tell whether the coming one of two occurrences is meant, by their distance in days."""
    if toward in {"past", "future"}:
        return toward == "future"
    return 4 * ahead < behind


def weekday(anchor: Anchor, number: int, how: str = "") -> When:
    """Return a weekday (0 is Monday).

    ``how`` is empty for the nearest past one, ``future`` for the nearest to come, both counting
    the day of publication; ``last`` and ``next`` do not count it; ``this`` is the one of this week.
    """
    today = anchor.date
    if today is None:
        return UNRESOLVED
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    shift = {
        "": -back,
        "future": ahead,
        "last": -(back or 7),
        "next": ahead or 7,
        "this": number - today.weekday(),
    }[how]
    return _days(anchor, "day", shift)


def unit(anchor: Anchor, name: str, shift: int) -> When:
    """Return the day, week, weekend, month, quarter, year, decade or century so many away."""
    if name in {"day", "week", "weekend"}:
        return _days(anchor, name, shift)
    if anchor.year is None or (name in {"quarter", "month"} and anchor.month is None):
        return UNRESOLVED
    year, months = anchor.year + shift, anchor.year * 12 + (anchor.month or 1) - 1
    if name == "quarter":
        number = months // 3 + shift
        return quarter(number // 4, number % 4 + 1, relative=True)
    if name == "month":
        months += shift
        return _bounded(
            months // 12, When(f"{months // 12:04}-{months % 12 + 1:02}", "month", relative=True)
        )
    if name == "decade":
        return _bounded(
            anchor.year + 10 * shift,
            When(f"{anchor.year // 10 + shift:03}X", "decade", relative=True),
        )
    if name == "century":
        return _bounded(
            anchor.year + 100 * shift,
            When(f"{anchor.year // 100 + shift:02}XX", "century", relative=True),
        )
    return _bounded(year, When(f"{year:04}", "year", relative=True))


def _bounded(year: int, when: When) -> When:
    """Return a date whose year has four digits; others are not reckoned."""
    return when if 1 <= year <= 9999 else UNRESOLVED


def _days(anchor: Anchor, name: str, shift: int) -> When:
    """Return the day, week or weekend so many away."""
    today = anchor.date
    if today is None or abs(shift) > 100_000:
        return UNRESOLVED
    try:
        if name == "day":
            return When((today + timedelta(shift)).isoformat(), "day", relative=True)
        monday = today - timedelta(today.weekday()) + timedelta(weeks=shift)
        first = monday + timedelta(5) if name == "weekend" else monday
        return When(f"{first}/{monday + timedelta(6)}", name, relative=True)
    except OverflowError:
        return UNRESOLVED


def last_weekend(anchor: Anchor) -> When:
    """Return the nearest weekend that has begun, as in "over the weekend"."""
    today = anchor.date
    if today is None:
        return UNRESOLVED
    return unit(anchor, "weekend", 0 if today.weekday() >= 5 else -1)


def so_far(anchor: Anchor, name: str, *, before: bool) -> When:
    """Return this week, month or year up to publication ("earlier this month"), or from it on."""
    today = anchor.date
    if name == "year" and anchor.year and anchor.month:
        here = f"{today}" if today else f"{anchor.year:04}-{anchor.month:02}"
        year, day = f"{anchor.year:04}", today is not None
        ends = (
            (f"{year}-01-01" if day else f"{year}-01", here)
            if before
            else (here, f"{year}-12-31" if day else f"{year}-12")
        )
        return When("/".join(ends), "part-of-year", relative=True)
    if today is None or name not in {"week", "month"}:
        return UNRESOLVED
    first, last = today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])
    if name == "week":
        first = today - timedelta(today.weekday())
        last = first + timedelta(6)
    ends = (f"{first}", f"{today}") if before else (f"{today}", f"{last}")
    return When("/".join(ends), f"part-of-{name}", relative=True)


def quarter(year: int, number: int, *, relative: bool = False) -> When:
    """Return a quarter of a year (1 to 4) as its months."""
    first = 3 * number - 2
    text = f"{year:04}-{first:02}/{year:04}-{first + 2:02}"
    return When(text, "quarter", relative)


def half(year: int, number: int, *, relative: bool = False) -> When:
    """Return a half of a year (1 or 2) as its months."""
    ends = ("01", "06") if number == 1 else ("07", "12")
    return When("/".join(f"{year:04}-{m}" for m in ends), "half-year", relative)


def part_of(whole: When, which: str) -> When:
    """Return the early, mid or late part of a month, a year or a decade."""
    days, months, years = _PARTS[which]
    text, name, relative = whole.edtf, f"part-of-{whole.precision}", whole.relative
    if text is None or whole.precision not in {"month", "year", "decade"}:
        return When(None, whole.precision if text is None else "vague", relative=True)
    if whole.precision == "decade":
        return When(f"{text[:3]}{years[0]}/{text[:3]}{years[1]}", name, relative)
    if whole.precision == "year":
        return When(f"{text}-{months[0]:02}/{text}-{months[1]:02}", name, relative)
    year = 2000 if text.startswith("--") else int(text[:4])
    last = min(days[1], monthrange(year, int(text[-2:]))[1])
    return When(f"{text}-{days[0]:02}/{text}-{last:02}", name, relative)


def nth_of_month(month: When, number: int, name: str) -> When | None:
    """Return the n-th day or week (days 1-7, 8-14 …) of a month; -1 is the last."""
    text = month.edtf
    if text is None or month.precision != "month":
        return UNRESOLVED
    year = 2000 if text.startswith("--") else int(text[:4])
    length = monthrange(year, int(text[-2:]))[1]
    step = 7 if name == "week" else 1
    if number == -1 and text == "--02":  # 28 or 29 days: the year would tell
        return UNRESOLVED
    first = length - step + 1 if number == -1 else 1 + step * (number - 1)
    if first > length:
        return None
    if step == 1:
        return When(f"{text}-{first:02}", "day", month.relative)
    last = min(first + 6, length)
    return When(f"{text}-{first:02}/{text}-{last:02}", "week", month.relative)


def past_span(anchor: Anchor, name: str, count: int) -> When:
    """Return the last so many days, weeks, months or years up to publication."""
    today = anchor.date
    if name in {"day", "week"}:
        if today is None:
            return UNRESOLVED
        first = unit(anchor, "day", -count * (7 if name == "week" else 1)).edtf
        return When(f"{first}/{today}", "interval", relative=True) if first else UNRESOLVED
    if name == "decade":
        name, count = "year", 10 * count
    first, last = unit(anchor, name, -count).edtf, unit(anchor, name, 0).edtf
    if first is None or last is None:
        return UNRESOLVED
    return When(f"{first}/{last}", "interval", relative=True)


def ends_of(when: When) -> tuple[str, str] | None:
    """Return the first and last end of a date, the same where it is a single one.

    A decade or century has years as its ends; a date whose day and month may be swapped has none.
    """
    if when.edtf is None or when.precision == "ambiguous":
        return None
    first, _sign, last = when.edtf.partition("/")
    return first.replace("X", "0"), (last or first).replace("X", "9")


def interval(first: When, last: When) -> When | None:
    """Return the time from one date to another; None where it would run backwards."""
    begin, end = ends_of(first), ends_of(last)
    relative = first.relative or last.relative
    if begin is None or end is None:
        return When(None, "unresolved", relative=True)
    start, stop = begin[0], end[1]
    if start.startswith("--") != stop.startswith("--"):
        return When(None, "unresolved", relative=True)
    width = min(len(start), len(stop))
    if start[:width] > stop[:width] and not start.startswith("-"):
        return None
    return When(f"{start}/{stop}", "interval", relative)


def last_day(when: When) -> When:
    """Return the last day of a date, as in "by the end of the year"."""
    ends = ends_of(when)
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", ends[1]) if ends else None
    if match is None or match[3]:
        return When(ends[1], "day", when.relative) if match and ends else when
    year, month = int(match[1]), int(match[2] or 12)
    if not 1 <= month <= 12:
        return when
    return When(f"{year:04}-{month:02}-{monthrange(year, month)[1]}", "day", when.relative)


def open_interval(bound: When, *, before: bool) -> When:
    """Return the time up to a date, or from it on; the bound itself is not excluded."""
    ends = ends_of(bound)
    if ends is None:
        return bound
    if ends[0].startswith("--"):
        return When(None, "unresolved", relative=True)
    text = f"../{ends[1]}" if before else f"{ends[0]}/.."
    return When(text, "open-interval", bound.relative)
