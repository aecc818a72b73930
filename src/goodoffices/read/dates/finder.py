"""Dates in running text: where they stand, and what day, month, year or time they mean.

A small grammar of our own, because a guess is worse than nothing here: what the words do not say is
left open. Rules match one date at a place (``12 February 2025``, ``last week``, ``the 1990s``); the
longest match wins. Around them stand *parts* (``mid-``, ``the end of``), *ranges* (``from … to``)
and *bounds* (``since``, ``until``, ``by``). Numbers, verbs and names that only look like dates
(Resolution 2231, "may", Black Friday) are kept out by what stands beside them.

The rules and their guards are in :mod:`goodoffices.read.dates.rules`, the arithmetic and its
conventions in :mod:`goodoffices.read.dates.reckoning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from goodoffices.read.dates import reckoning
from goodoffices.read.dates.reckoning import UNRESOLVED, Anchor, Toward, When
from goodoffices.read.dates.rules import Context, any_rule, number, rules, toward, word_pattern

_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a text, from ``start`` up to ``end`` (code points).

    ``edtf`` is its value, or None where the words do not fix one; ``precision`` is ``day``,
    ``week``, ``month``, ``part-of-month``, ``year``, ``interval`` and the like, ``vague`` or
    ``unresolved`` where there is no value, ``ambiguous`` where day and month may be swapped.
    ``relative`` tells that it was reckoned from the publication date, or would have to be. A day or
    month whose year is open has the truncated form ``--02-12``.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    precision: str | None
    relative: bool


def find_dates(text: str, published: str | None) -> list[DateMention]:
    """Return the dates in a text, in order, not overlapping.

    Parameters
    ----------
    text
        Running text; offsets point into it.
    published
        The publication date (EDTF day, month or year), or None. Without it no relative expression
        has a value.
    """
    return list(_found(text, published))


@lru_cache(maxsize=256)
def _found(text: str, published: str | None) -> tuple[DateMention, ...]:
    """Find the dates in a text once: what is done and what is said in a sentence both ask."""
    return tuple(_scan(text, Context(Anchor.parse(published))))


def resolve_date(expression: str, published: str | None) -> tuple[str | None, str | None]:
    """Return the EDTF value and the precision of an expression; None and None if it is no date."""
    context = Context(Anchor.parse(published), whole=True)
    date = max(_scan(expression, context), key=lambda m: m.end - m.start, default=None)
    return (date.edtf, date.precision) if date else (None, None)


def _scan(text: str, context: Context) -> Iterator[DateMention]:
    """Go through a text and yield its dates.

    A word of capitals beside a figure is read as a name: of "FRIDAY 15 MAY 2026".
    """
    if word_pattern("told").search(text) is None:
        return
    at = 0
    named = _CAPITALS.sub(lambda word: word.group().title(), text)
    while start := word_pattern("start").search(named, at):
        mention = _mention(named, start.start(), context)
        if mention is None:
            word = _WORD.match(named, start.start())
            at = max(start.start() + 1, word.end() if word else 0)
            continue
        at, when = mention
        yield DateMention(
            start=start.start(),
            end=at,
            text=text[start.start() : at],
            edtf=when.edtf,
            precision=when.precision,
            relative=when.relative,
        )


def _mention(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read a range, a bound or a single date at a place, with an eye on the tense around it."""
    mention = _whole(text, at, context)
    relative = mention[1].relative if mention else _AHEAD_ONLY.match(text, at) is not None
    if relative and toward(text, at) == "future":
        return _whole(text, at, replace(context, toward="future"))
    return mention


def _whole(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read a range, a bound or a single date at a place."""
    if _leads().match(text, at):
        span = _range(text, at, context) or _bound(text, at, context) or _eve(text, at, context)
        span = span or _counted(text, at, context)
        if span:
            return span
    single = _joined(text, at, context)
    if single and single[1].precision in {"day", "month"}:
        link = _THROUGH.match(text, single[0])
        return (link and _second(text, *single, (at, context))) or single
    return single


# ------------------------------------------------------------------------------- ranges and bounds

_BOUNDS: tuple[tuple[re.Pattern[str], bool, Toward], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), before, side)  # type: ignore[misc]
    for pattern, before, side in (
        (r"(?:ever\s+)?since\s+", False, "past"),
        (r"(?:up\s+)?(?:until|till|through)\s+|up\s+to\s+(?=the\s+end|\d{4})", True, "future"),
        (r"(?:by|no\s+later\s+than|not\s+later\s+than)\s+", True, "future"),
        (r"(?:before|prior\s+to|pre-)\s*", True, "near"),
        (
            r"(?:as\s+of|as\s+from|starting(?:\s+(?:from|on|in))?|beginning\s+(?:on|in))\s+",
            False,
            "near",
        ),
        (r"(?:after|post-)\s*", False, "near"),
    )
)
_CAPITALS = re.compile(r"\b[A-Z]{3,9}(?=[.,]? \d)|(?<=\d )[A-Z]{3,9}\b|\b[A-Z]{3,6}DAY\b")
_FROM = re.compile(r"(?:from|between)\s+(?:late\s+|early\s+)?", re.IGNORECASE)
_ON = re.compile(r"(?:(?:on|in)\s+)?(?:the\s+(?=\d{4}\b))?", re.IGNORECASE)
_AHEAD_ONLY = re.compile(r"in\s+(?:\d|an?\b|[a-z]+\s+(?:day|week|month|year))", re.IGNORECASE)
"""Words that are a date only where the sentence looks ahead: "in two weeks"."""
_THROUGH = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[-–—]\s*(?=[A-Z0-9])", re.IGNORECASE)
_EVE = re.compile(r"(?:the\s+)?(?P<way>eve\s+of|day\s+before|day\s+after)\s+", re.IGNORECASE)
_END_OF = re.compile(r"(?:the\s+)?(?:very\s+)?end\s+of\b", re.IGNORECASE)
_ONWARD = re.compile(r"\s+(?:on\b(?!\s+(?:the|a)\b)|onwards?\b|forward\b)", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|until|till|through|and|up\s+to)\s+|\s*[-–—]\s*", re.IGNORECASE)


def _bound(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read "since 2018", "until April", "by the end of March"."""
    for pattern, before, side in _BOUNDS:
        lead = pattern.match(text, at)
        if lead is None:
            continue
        aim = context.toward if side == "near" else side
        start = _skip(_ON, text, lead.end())
        date = _joined(text, start, replace(context, toward=aim))
        if date and date[1].precision not in {"vague", "ambiguous"}:
            bound = reckoning.last_day(date[1]) if _END_OF.match(text, start) else date[1]
            return date[0], reckoning.open_interval(bound, before=before)
    return None


def _range(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read "from 3 March to 5 April 2025", "between 2015 and 2018", "from 2018 on"."""
    lead = _FROM.match(text, at)
    if lead is None:
        return None
    start = _skip(_ON, text, lead.end())
    first = _bare_day(text, start) or _joined(text, start, context)
    if first is None:
        return None
    end, begin = first
    if begin is not None and (onward := _ONWARD.match(text, end)):
        return onward.end(), reckoning.open_interval(begin, before=False)
    return _second(text, end, begin, (start, context))


_COUNTED = re.compile(
    r"(?P<number>\w+)\s+(?P<unit>day|week|month|year)s?\s+(?P<way>before|after)\s+"
    r"(?:on\s+|(?:(?:the|its|their|his|her|a|an)\s+)?(?:[\w’'-]+\s+){1,4}?(?:of|on)\s+)?",
    re.IGNORECASE,
)


@cache
def _leads() -> re.Pattern[str]:
    """Return one pattern for all that may stand before a range, a bound or a counted date."""
    leads = (_FROM, *(pattern for pattern, _before, _side in _BOUNDS), _EVE, _COUNTED)
    bare = (re.sub(r"\(\?P<\w+>", "(?:", lead.pattern) for lead in leads)
    return re.compile("|".join(bare), re.IGNORECASE)


def _counted(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read "two days after the floods of 10 May", "a week before 3 March"."""
    lead = _COUNTED.match(text, at)
    count = number(lead["number"]) if lead else None
    date = _joined(text, lead.end(), context) if lead and count else None
    if lead is None or count is None or date is None or date[1].precision != "day":
        return None
    sign = 1 if lead["way"].lower() == "after" else -1
    moved = reckoning.unit(Anchor.parse(date[1].edtf), lead["unit"].lower(), sign * count)
    if lead["unit"].lower() == "week" and date[1].edtf:
        moved = reckoning.unit(Anchor.parse(date[1].edtf), "day", 7 * sign * count)
    return date[0], replace(moved, relative=date[1].relative)


def _eve(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read "the eve of 5 March", "the day after 5 March"."""
    lead = _EVE.match(text, at)
    date = _joined(text, lead.end(), context) if lead else None
    if lead is None or date is None or date[1].precision != "day":
        return None
    day = Anchor.parse(date[1].edtf)
    moved = reckoning.unit(day, "day", 1 if lead["way"].lower().endswith("after") else -1)
    return date[0], replace(moved, relative=date[1].relative)


def _second(
    text: str, end: int, begin: When | None, first: tuple[int, Context]
) -> tuple[int, When] | None:
    """Read the other end of a range; a day or year left out of the first is taken from it."""
    link = _TO.match(text, end)
    if link is None:
        return (end, begin) if begin else None
    start, context = first
    second = _joined(text, _skip(_ON, text, link.end()), context)
    if second is None:  # "from 1500 to 2000 troops" is no year, "from 2015 to his death" is one
        counted = begin is None or re.match(r"\d", text[link.end() :][:1])
        return None if counted or begin is None else (end, begin)
    stop, last = second
    begin = _completed(text[start:end], begin, last, context)
    if begin is None:
        return None
    joined = reckoning.interval(begin, last)
    return (stop, joined) if joined else None


def _completed(words: str, begin: When | None, last: When, context: Context) -> When | None:
    """Give the first end of a range the month or the year that only the second end has."""
    ends = reckoning.ends_of(last)
    if ends is None:
        return begin or UNRESOLVED
    if begin is None:  # a day without a month
        digits = re.match(r"\d+", words)
        if digits is None or not re.fullmatch(r"(?:\d{4}-|--)\d\d-\d\d", ends[0]):
            return None
        return replace(last, edtf=f"{ends[0][:-2]}{int(digits.group()):02}", precision="day")
    if begin.relative and re.match(r"\d{4}-\d\d", ends[0]) and begin.precision in {"day", "month"}:
        open_year = _joined(words, 0, replace(context, anchor=Anchor()))
        if open_year and (open_year[1].edtf or "").startswith("--"):
            year = int(ends[0][:4])
            tail = (open_year[1].edtf or "")[2:]
            year -= tail > ends[0][5:]
            return replace(begin, edtf=f"{year:04}-{tail}", relative=last.relative)
    return begin


def _bare_day(text: str, at: int) -> tuple[int, When | None] | None:
    """Read a day number whose month follows after the range ("from 3 to 5 March")."""
    match = word_pattern("bare-day").match(text, at)
    return (match.end(), None) if match else None


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return the place after some optional words."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _joined(text: str, at: int, context: Context) -> tuple[int, When] | None:
    """Read a single date, with what may stand before it: "mid-", "the end of"."""
    lead = word_pattern("part").match(text, at)
    single = _single(text, at, context)
    if lead is None:
        return single
    part = next(name for name, words in lead.groupdict().items() if words)
    whole = _single(text, lead.end(), context, licensed=True)
    if whole is None:
        return single
    end, when = whole
    if when.precision in {"day", "week", "weekend"}:
        return end, when
    return end, reckoning.part_of(when, part)


def _single(
    text: str, at: int, context: Context, *, licensed: bool = False
) -> tuple[int, When] | None:
    """Read a single date: the longest that a rule finds."""
    best: tuple[int, When] | None = None
    if not any_rule().match(text, at):
        return None
    for rule in rules():
        match = rule.pattern.match(text, at)
        if match is None or (best and match.end() <= best[0]):
            continue
        if rule.guard and not licensed and not rule.guard(match, context):
            continue
        when = rule.build(match, context)
        if when is not None:
            best = match.end(), when
    return best
