"""The rules that read a single date, and what keeps dates apart from what only looks like one.

A rule's words are in ``data/dates.yaml``; what a match means is said here by a builder, under the
rule's name. It gives a :class:`~goodoffices.read.dates.reckoning.When`, or None where the words
match but the calendar does not ("30 February").

A number of four figures may be a resolution or a count, "May" a verb or a person, "Friday" a feast
or a newspaper: a guard looks at what stands before and after. And whether a day without a year lies
behind or ahead is told by the verb nearest to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from goodoffices.read.dates import reckoning
from goodoffices.read.dates.reckoning import IMPOSSIBLE, UNRESOLVED, VAGUE, Anchor, Toward, When
from goodoffices.read.words import table


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside its words.

    ``toward`` is where a date without a year is looked for; ``whole`` tells that the text is an
    expression alone, so that nothing beside it can speak against its being a date.
    """

    anchor: Anchor
    toward: Toward = "near"
    whole: bool = False


Builder = Callable[[re.Match[str], Context], When | None]
Guard = Callable[[re.Match[str], Context], bool]


@dataclass(frozen=True, slots=True)
class DateRule:
    """How one kind of date is written, what a match means, and what must stand beside it."""

    pattern: re.Pattern[str]
    build: Builder
    guard: Guard | None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


@cache
def _pieces() -> dict[str, str]:
    """Return the pieces of patterns that have a name; one may be written in several lines."""
    return {f"<{name}>": "".join(piece) for name, piece in table("dates.yaml")["pieces"].items()}


def _pattern(lines: str | Sequence[str], flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression, its pieces filled in and any white space for each space."""
    text = "".join(lines)
    for name, piece in _pieces().items():
        text = text.replace(name, piece)
    return re.compile(text.replace(" ", r"\s+"), flags)


@cache
def word_pattern(name: str) -> re.Pattern[str]:
    """Return one of the table's patterns that are no rules, such as ``start``."""
    return _pattern(table("dates.yaml")["words"][name], re.IGNORECASE)


@cache
def rules() -> tuple[DateRule, ...]:
    """Return every rule."""
    return tuple(
        DateRule(
            _pattern(rule["is"], re.IGNORECASE if "anycase" in rule else 0),
            _BUILDERS[name],
            _GUARDS.get(name),
        )
        for name, rule in table("dates.yaml")["rules"].items()
    )


@cache
def any_rule() -> re.Pattern[str]:
    """Return one pattern for all rules, to pass over at once what none of them reads."""
    parts = []
    for known in (rule.pattern for rule in rules()):
        bare = re.sub(r"\(\?P=\w+\)", "[-./]", re.sub(r"\(\?P<\w+>", "(?:", known.pattern))
        parts.append(f"(?i:{bare})" if known.flags & re.IGNORECASE else f"(?:{bare})")
    return re.compile("|".join(parts))


@cache
def _numbered(name: str) -> dict[str, int]:
    """Return a list of number words, each with its number."""
    return {word: n for n, word in enumerate(table("dates.yaml")[name].split(), start=1)}


def _month(words: str) -> int:
    """Return a month's number by its name."""
    return _MONTHS.index(words[:3].lower()) + 1


def _count(words: str) -> int:
    """Return a number by its figures or its word."""
    words = {"a": "one", "an": "one"}.get(words.lower(), words.lower())
    tens = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
    return int(words) if words.isdigit() else (_numbered("numbers") | tens)[words]


def number(words: str) -> int | None:
    """Return a number by its figures or its word, None where it is none."""
    try:
        return _count(words)
    except KeyError:
        return None


def _ordinal(words: str) -> int:
    """Return an ordinal's number; -1 for the last."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else _numbered("ordinals").get(words.lower(), -1)


def _year_of(match: re.Match[str], context: Context) -> int | None:
    """Return the year that goes with a month or day: written, or as "last year"."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    how = (groups.get("how") or "").lower()
    year = context.anchor.year
    return None if year is None else {"last": year - 1, "this": year, "next": year + 1}.get(how)


def _reckoned(match: re.Match[str]) -> bool:
    """Tell whether a date's year was written as "last year" and the like."""
    return bool(match.groupdict().get("how"))


# ----------------------------------------------------------------------------- days, months, years


def _iso(match: re.Match[str], context: Context) -> When | None:
    year, month, day = (int(match[g]) for g in ("y", "m", "d"))
    return reckoning.place_day(context.anchor, month, day, year) or IMPOSSIBLE


def _numeric(match: re.Match[str], context: Context) -> When | None:
    """Read 13/04/2025; where day and month could be swapped, only the year is said."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = reckoning.place_day(context.anchor, second, first, year)
    month_first = reckoning.place_day(context.anchor, first, second, year)
    if match["sep"] == ".":
        return day_first
    if day_first and month_first and day_first != month_first:
        return When(f"{year:04}-XX-XX", "ambiguous")
    return day_first or month_first


def _day(match: re.Match[str], context: Context) -> When | None:
    year = _year_of(match, context)
    if _reckoned(match) and year is None:
        return UNRESOLVED
    # "the October 7 attack" names an event by its day: the year is known to all, but not to us.
    named = _THE.search(match.string, max(0, match.start() - 5), match.start()) and word_pattern(
        "event-name"
    ).match(match.string, match.end())
    toward = "open" if year is None and named else context.toward
    when = reckoning.place_day(
        context.anchor, _month(match["month"]), int(match["day"]), year, toward
    )
    return _marked(when or IMPOSSIBLE, match)


def _marked(when: When, match: re.Match[str]) -> When:
    """Mark a date as reckoned where its year was written as "last year"."""
    return When(when.edtf, when.precision, relative=True) if _reckoned(match) else when


def _days(match: re.Match[str], context: Context) -> When | None:
    """Read "3-5 March 2025"."""
    year, month = _year_of(match, context), _month(match["month"])
    last = reckoning.place_day(context.anchor, month, int(match["last"]), year, context.toward)
    if last is None or last.edtf is None or int(match["day"]) >= int(match["last"]):
        return None
    first = When(f"{last.edtf[:-2]}{int(match['day']):02}", "day", last.relative)
    return reckoning.interval(first, last)


def _month_of_year(match: re.Match[str], context: Context) -> When | None:
    year = _year_of(match, context)
    if year is None:
        return UNRESOLVED
    return _marked(reckoning.place_month(context.anchor, _month(match["month"]), year), match)


def _bare_month(match: re.Match[str], context: Context) -> When | None:
    how = (match.groupdict().get("which") or "").lower()
    toward: Toward = {"last": "past", "next": "future"}.get(how, context.toward)  # type: ignore[assignment]
    number, anchor = _month(match["month"]), context.anchor
    if how and anchor.month is not None and anchor.year is not None:
        shift = {"last": -1, "next": 1}.get(how, 0) if number == anchor.month else 0
        year = anchor.year + shift if how == "this" or shift else None
        when = reckoning.place_month(anchor, number, year, toward)
        return When(when.edtf, when.precision, relative=True)
    return reckoning.place_month(anchor, number, None, "open" if how else toward)


def _months(match: re.Match[str], context: Context) -> When | None:
    """Read "March–April 2024"."""
    year = int(match["year"])
    first = reckoning.place_month(context.anchor, _month(match["first"]), year)
    return reckoning.interval(
        first, reckoning.place_month(context.anchor, _month(match["month"]), year)
    )


def _year(match: re.Match[str], _context: Context) -> When | None:
    return When(match["year"], "year")


def _years(match: re.Match[str], _context: Context) -> When | None:
    """Read "2015-2018", "2015–18"."""
    first, last = match["first"], match["last"]
    last = last if len(last) == 4 else first[:2] + last
    return (
        When(f"{first}/{last}", "interval") if int(first) < int(last) < int(first) + 200 else None
    )


def _before_christ(match: re.Match[str], _context: Context) -> When | None:
    return When(reckoning.year_text(1 - int(match["n"])), "year")


def _anniversary(match: re.Match[str], context: Context) -> When | None:
    del context
    year = int(match["year"]) + _ordinal(match["ordinal"])
    return When(f"{year:04}", "year~")


def _decade(match: re.Match[str], _context: Context) -> When | None:
    tens = match["tens"]
    return When(f"{tens if len(tens) == 3 else '19' + tens}X", "decade")


def _named_decade(match: re.Match[str], _context: Context) -> When | None:
    return When(f"19{_numbered('decades')[match['name'].lower()]}X", "decade")


def _century(match: re.Match[str], _context: Context) -> When | None:
    number = _ordinal(match["ordinal"])
    if not 1 <= number <= 30:
        return None
    if match["bc"]:
        first, last = 1 - 100 * number, -100 * (number - 1)
        text = f"{reckoning.year_text(first)}/{reckoning.year_text(last)}"
        return When(text, "century")
    return When(f"{number - 1:02}XX", "century")


def _share(match: re.Match[str], context: Context) -> When | None:
    """Read "the first quarter of 2024", "the second half of last year", "Q1 2024"."""
    year = _year_of(match, context)
    if year is None:
        return UNRESOLVED
    groups = match.groupdict()
    number = int(groups["figure"]) if groups.get("figure") else _ordinal(match["ordinal"])
    quarters = groups.get("letter", "").upper() == "Q" or groups.get("share") == "quarter"
    most = 4 if quarters else 2
    number = most if number == -1 else number
    if not 1 <= number <= most:
        return None
    make = reckoning.quarter if quarters else reckoning.half
    return make(year, number, relative=_reckoned(match))


def _half_month(match: re.Match[str], context: Context) -> When | None:
    year = int(match["year"]) if match["year"] else None
    month = reckoning.place_month(context.anchor, _month(match["month"]), year, context.toward)
    number = _ordinal(match["ordinal"])
    if month.edtf is None or number not in {1, 2, -1}:
        return None
    late = reckoning.part_of(month, "late").edtf or ""
    ends = (
        (f"{month.edtf}-01", f"{month.edtf}-15")
        if number == 1
        else (f"{month.edtf}-16", late[-len(month.edtf) - 3 :])
    )
    return When("/".join(ends), "part-of-month", month.relative)


def _season(match: re.Match[str], context: Context) -> When | None:
    year = _year_of(match, context)
    if year is None:
        return UNRESOLVED
    return When(f"{year:04}-{_SEASONS[match['season'].lower()]}", "season", _reckoned(match))


def _near_season(match: re.Match[str], context: Context) -> When | None:
    """Read "last summer"; a winter lies in two years, and which is meant cannot be told."""
    anchor, season = context.anchor, match["season"].lower()
    if anchor.year is None or anchor.month is None or season == "winter":
        return UNRESOLVED
    first = {"spring": 3, "summer": 6}.get(season, 9)
    how = match["how"].lower()
    if how == "last":
        year = anchor.year - (anchor.month <= first + 2)
    elif how == "next":
        year = anchor.year + (anchor.month >= first)
    else:
        year = anchor.year
    return When(f"{year:04}-{_SEASONS[season]}", "season", relative=True)


def _feast(match: re.Match[str], context: Context) -> When | None:
    """Read the feasts that have a fixed day."""
    words = " ".join(match["feast"].lower().replace("’", "'").split())
    month, day = {
        "christmas eve": (12, 24),
        "christmas day": (12, 25),
        "new year's eve": (12, 31),
    }.get(words, (1, 1))
    year = int(match["year"]) if match["year"] else None
    return reckoning.place_day(context.anchor, month, day, year, context.toward)


# ---------------------------------------------------------------------------------- relative dates


def _shifted(shift: int) -> Builder:
    """Return a builder for a day so many away."""
    return lambda _match, context: reckoning.unit(context.anchor, "day", shift)


def _overnight(_match: re.Match[str], context: Context) -> When | None:
    """Read "overnight": from the day before publication to that day."""
    last, today = (reckoning.unit(context.anchor, "day", n) for n in (-1, 0))
    if last.edtf is None or context.toward == "future":
        return UNRESOLVED
    return When(f"{last.edtf}/{today.edtf}", "interval", relative=True)


def _nth(match: re.Match[str], context: Context) -> When | None:
    """Read "the 12th", "the 28th of last month": of the nearest month past, or the next to come."""
    anchor, day = context.anchor, _ordinal(match["nth"])
    if anchor.date is None:
        return UNRESOLVED
    how = match["how"]
    if how:
        shift = {"last": -1, "this": 0, "next": 1}[how]
    elif context.toward == "future":
        shift = 0 if day >= anchor.date.day else 1
    else:
        shift = 0 if day <= anchor.date.day else -1
    month = reckoning.unit(anchor, "month", shift).edtf
    when = month and reckoning.place_day(anchor, int(month[5:]), day, int(month[:4]))
    return replace(when, relative=True) if when else None


def _dated_nth(match: re.Match[str], _context: Context) -> bool:
    """Tell whether an ordinal is a day: "on the 12th", not "the 12th of seven"."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    return bool(_BEFORE_NTH.search(before))


_BEFORE_NTH = re.compile(r"\b(?:on|until|till|since|by|from|\d(?:st|nd|rd|th) and) $")


def _weekday(match: re.Match[str], context: Context) -> When | None:
    words = " ".join((match["which"] or "").lower().split())
    how = {
        "last": "last",
        "this past": "last",
        "past": "last",
        "next": "next",
        "this": "this",
        "this coming": "next",
        "the coming": "next",
        "coming": "next",
    }.get(words, "future" if context.toward == "future" else "")
    return reckoning.weekday(context.anchor, _DAYS.index(match["weekday"][:3].lower()), how)


def _weekday_of_week(match: re.Match[str], context: Context) -> When | None:
    """Read "Tuesday of last week", "next week on Tuesday"."""
    shift = {"last": -1, "this": 0, "next": 1}[match["how"].lower()]
    week = reckoning.unit(context.anchor, "week", shift)
    if week.edtf is None:
        return UNRESOLVED
    monday = Anchor.parse(week.edtf[:10])
    return reckoning.weekday(monday, _DAYS.index(match["weekday"][:3].lower()), "future")


def _this_unit(match: re.Match[str], context: Context) -> When | None:
    """Read "last week", "this month", "next year"."""
    words, name = match["how"].lower(), _unit(match["unit"])
    if words in {"previous", "following"}:
        return UNRESOLVED
    if words in {"past", "coming"}:
        return VAGUE
    shift = {"last": -1, "this": 0, "next": 1}[words]
    if name == "day":
        return None
    if name == "decade" and shift:
        return VAGUE
    return reckoning.unit(context.anchor, name, shift)


def _unit(words: str) -> str:
    """Return a unit's name."""
    words = words.lower()
    return "century" if words.startswith("centur") else words


def _earlier(match: re.Match[str], context: Context) -> When | None:
    """Read "earlier this month", "later this year", "earlier last week"."""
    name, how = _unit(match["unit"]), match["how"].lower()
    if how != "this":
        return reckoning.unit(context.anchor, name, -1 if how == "last" else 1)
    return reckoning.so_far(context.anchor, name, before=match["which"].lower() == "earlier")


def _ago(match: re.Match[str], context: Context) -> When | None:
    """Read "three weeks ago"; an approximate number gives an approximate date."""
    if not match["number"] or _unit(match["unit"]) == "century":
        return VAGUE
    name, count = _unit(match["unit"]), _count(match["number"])
    if name == "fortnight":
        name, count = "week", 2 * count
    if name == "week" and not match["about"]:  # to the day: so many times seven days
        name, count = "day", 7 * count
    when = reckoning.unit(context.anchor, name, -count)
    if not match["about"] or when.edtf is None or name == "decade":
        return when
    return When(
        "/".join(f"{e}~" for e in when.edtf.split("/")), f"{when.precision}~", relative=True
    )


def _ahead(match: re.Match[str], context: Context) -> When | None:
    """Read "in two weeks' time", "three days from now"."""
    name, count = _unit(match["unit"]), _count(match["number"])
    if name == "fortnight":
        name, count = "week", 2 * count
    return reckoning.unit(context.anchor, name, count)


def _last_few(match: re.Match[str], context: Context) -> When | None:
    """Read "over the past two weeks", "in the last decade"; without a number it is vague."""
    name = _unit(match["unit"])
    number = match["number"]
    if not number and match["plural"]:
        return VAGUE
    count = _count(number) if number else 1
    if name in {"quarter", "fortnight", "century"}:
        return VAGUE
    if match["which"].lower() in {"coming", "next", "following"}:
        return VAGUE
    return reckoning.past_span(context.anchor, name, count)


def _vague(_match: re.Match[str], _context: Context) -> When | None:
    return VAGUE


def _unresolved(_match: re.Match[str], _context: Context) -> When | None:
    return UNRESOLVED


def _weekend(_match: re.Match[str], context: Context) -> When | None:
    if context.toward == "future":
        return reckoning.unit(context.anchor, "weekend", 0)
    return reckoning.last_weekend(context.anchor)


def _year_so_far(match: re.Match[str], context: Context) -> When | None:
    return reckoning.so_far(context.anchor, _unit(match["unit"]), before=True)


def _nth_of_month(match: re.Match[str], context: Context) -> When | None:
    """Read "the first week of March", "the last day of February 2025"."""
    month = _month_of_year(match, context) if match["year"] or match["how"] else None
    month = month or reckoning.place_month(
        context.anchor, _month(match["month"]), None, context.toward
    )
    return reckoning.nth_of_month(month, _ordinal(match["ordinal"]), _unit(match["unit"]))


def _the_unit(match: re.Match[str], context: Context) -> When | None:
    """Read "the year" after "the end of"."""
    return reckoning.unit(context.anchor, _unit(match["unit"]), 0)


# ------------------------------------------------------------------------------------------ guards

_YEAR_LIST = re.compile(r"(?P<year>\d{4})\s*(?:,|,?\s+(?:and|or|to)|[-–—])\s*$")
_DAY_NAMES_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Express|Mail|Mirror|Post|Star|World|prayers?|sermons?|"
    r"Night\s+Live|Agreement)"
)


def _dated_year(match: re.Match[str], context: Context) -> bool:
    """Tell whether a number of four figures is a year, by the words before it and after it."""
    text, at = match.string, match.start("year")
    counted = word_pattern("not-year-after").match(text, match.end())
    if counted or not 1500 <= int(match["year"]) <= 2100:
        return False
    if context.whole and not text[:at].strip():
        return True
    return not word_pattern("fiscal").search(text[max(0, at - 24) : at]) and _led_to(match)


def _led_to(match: re.Match[str]) -> bool:
    """Tell whether the words before a year lead up to one; in a list, those before its first."""
    text = match.string
    for _step in range(8):
        at = match.start("year")
        before = text[max(0, at - 24) : at]
        listed = _YEAR_LIST.search(before)
        first = (
            word_pattern("year").match(text, at - len(before) + listed.start()) if listed else None
        )
        if first is None:
            break
        match = first
    lead = word_pattern("year-before").search(before)
    if lead is None or (not lead["firm"] and int(match["year"]) < 1800):
        return False
    if lead["firm"]:
        return True
    after = text[match.end() : match.end() + 2]
    return re.match(r"[)\],;–-]" if lead["paren"] else r"\s\w|[-–]", after) is not None


def _dated_month(match: re.Match[str], context: Context) -> bool:
    """Tell whether a month's name standing alone is the month."""
    name = match["month"]
    groups = match.groupdict()
    if groups.get("which"):
        return True
    before = match.string[max(0, match.start() - 24) : match.start()]
    if context.whole and not before.strip():
        return True
    led = word_pattern("month-before").search(before)
    if name[:3] == "May":
        last = led.group().split()[0].lower().rstrip("-") if led else ""
        return last not in {
            "",
            "by",
            "to",
            "and",
            "for",
            "after",
            "before",
            "from",
            "over",
            "around",
        }
    if name.rstrip(".") in {"March", "April", "June", "August"} or len(name.rstrip(".")) <= 4:
        return led is not None and (name.endswith(".") or len(name) > 3)
    return True


def _dated_weekday(match: re.Match[str], _context: Context) -> bool:
    """Tell whether a weekday is a day and not a habit, a feast or a newspaper."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    return not (
        word_pattern("day-names-before").search(before)
        or _DAY_NAMES_AFTER.match(match.string, match.end("weekday"))
    )


def _dated_ahead(match: re.Match[str], context: Context) -> bool:
    """Tell whether "in two weeks" is a time to come and not how long something took."""
    return bool(match["sure"]) or context.whole or context.toward == "future"


def _dated_today(match: re.Match[str], _context: Context) -> bool:
    """Tell whether "today" is the day and not a newspaper."""
    return not match.string[max(0, match.start() - 4) : match.start()].endswith("USA ")


_BEHIND = re.compile(
    r"\b(?:said|told|spoke|met|held|began|took|went|came|gave|made|saw|struck|hit|shot|fell|left|"
    r"wrote|sent|won|lost|broke|drew|led|put|rose|has|have|had|was|were|(?!need|speed|indeed)"
    r"[a-z]{3,}ed)\b"
)
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|[;\n]")


def toward(text: str, at: int) -> Toward:
    """Tell whether the sentence around a place looks ahead, by the verb nearest to it."""
    before = text[max(0, at - 160) : at]
    cuts = list(_SENTENCE.finditer(before))
    before = before[cuts[-1].end() :] if cuts else before
    ahead, behind = _last(word_pattern("ahead"), before), _last(_BEHIND, before)
    if ahead >= 0 or behind >= 0:
        return "future" if ahead >= behind else "near"
    after = _SENTENCE.split(text[at : at + 120], maxsplit=1)[0]
    first_ahead, first_behind = word_pattern("ahead").search(after), _BEHIND.search(after)
    if first_ahead and (first_behind is None or first_ahead.start() <= first_behind.start()):
        return "future"
    return "near"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match of a pattern ends, or -1."""
    return max((m.end() for m in pattern.finditer(text)), default=-1)


_BUILDERS: Mapping[str, Builder] = {
    "the-unit": _the_unit,
    "nth-of-month": _nth_of_month,
    "iso": _iso,
    "ymd": _iso,
    "numeric": _numeric,
    "day-month": _day,
    "month-day": _day,
    "days-month": _days,
    "month-days": _days,
    "month-year": _month_of_year,
    "months-year": _months,
    "month": _bare_month,
    "year": _year,
    "the-year": _year,
    "years": _years,
    "bc": _before_christ,
    "anniversary": _anniversary,
    "decade": _decade,
    "short-decade": _decade,
    "named-decade": _named_decade,
    "century": _century,
    "share": _share,
    "q1": _share,
    "half-month": _half_month,
    "season": _season,
    "near-season": _near_season,
    "feast": _feast,
    "today": _shifted(0),
    "yesterday": _shifted(-1),
    "last-night": _shifted(-1),
    "overnight": _overnight,
    "nth": _nth,
    "tomorrow": _shifted(1),
    "before-yesterday": _shifted(-2),
    "after-tomorrow": _shifted(2),
    "weekday": _weekday,
    "weekday-of-week": _weekday_of_week,
    "week-weekday": _weekday_of_week,
    "this-unit": _this_unit,
    "earlier": _earlier,
    "so-far": _year_so_far,
    "weekend": _weekend,
    "ago": _ago,
    "units-ago": _vague,
    "hours-ago": _vague,
    "ahead": _ahead,
    "in-units": _ahead,
    "last-few": _last_few,
    "vague": _vague,
    "narrative": _unresolved,
}

_GUARDS: Mapping[str, Guard] = {
    "year": _dated_year,
    "month": _dated_month,
    "weekday": _dated_weekday,
    "nth": _dated_nth,
    "in-units": _dated_ahead,
    "today": _dated_today,
    "the-unit": lambda _match, _context: False,
}
"""The guards, by the rule whose matches they must let pass."""
