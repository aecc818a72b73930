"""When a page says it was published, in words: the line by its headline, the dateline of its text.

What a page declares in its markup is read by :mod:`goodoffices.read.document.metadata` and is
believed before the words; its address is believed last. A date elsewhere in the text may be of
anything, and is never taken.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from goodoffices.base.edtf import is_edtf
from goodoffices.base.solar import gregorian, month_named
from goodoffices.evidence.snapshot import Document, Zone
from goodoffices.read.dates.finder import DateMention, find_dates
from goodoffices.read.document.lines import PageBlock, names_writer
from goodoffices.read.document.paragraphs import ADDRESS, DAY, FILED, PLACED, WRITTEN
from goodoffices.read.words import words

EARLIEST = 1900
"""No date line of an earlier year is taken for a date of publication."""
LINE = 24
"""A line by the headline has at most so many words."""
NEAR = 8
"""So many lines on each side of the headline are looked at."""
_SHORT = 8
"""Sentences of at most so many words may be parts of a line of a page's head."""
FARTHEST = timedelta(days=61)
"""How far from the pages beside it a dateline without a year may lie."""

_WORD = re.compile(r"[^\W_]+")
_CHANGED = re.compile(
    r"\b(?:updated?|modified|revised|edited|corrected|changed|mise? à jour|modifié|actualizad[oa]"
    r"|modificad[oa]|atualizad[oa]|aggiornat[oa]|modificat[oa]|aktualisiert|geändert|güncelleme"
    r"|обновлен[оа]?|изменен[оа]?|تحديث|آخر تعديل|به[‌ ]?روز ?رسانی)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:publi(?:sh|shed|c|cation|é|ée|cado|cada|cato|cata|kation)|posted|issued|released|first"
    r"|original(?:ly)?|created|date|veröffentlicht|erschienen|опубликован[оа]?|نشر|انتشار)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\W*(?:(?:first |last )?(?:publish(?:ed)?|posted|issued|released?|updated|modified)|date)\b",
    re.IGNORECASE,
)
"""How a line begins that says what it dates."""
_FIGURES = re.compile(
    r"(?<![\d./])(?P<day>\d{1,2})(?P<point>[./])(?P<month>\d{1,2})(?P=point)(?P<year>\d{4})(?![\d./])"
)
_TITLED = re.compile(
    r"(?:[\w’'-]+ ){0,4}(?:statement|communiqu[eé]|release|briefing|conference|remarks|transcript"
    r"|minutes|bulletin|newsletter|notice|declaration|read-?out)\b[^.!?\n]{0,70}\b(?:19|20)\d\d\W*",
    re.IGNORECASE,
)
"""How a headline begins that says what a paper is, and of which day: "Press statement of …"."""
_MINUTES = re.compile(r"\b\d{1,2}[- ]min(?:ute)?s? read\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\(((?:[^\W\d_a-z][\w.’-]*\s){1,4}[^\W\d_a-z][\w.’-]*,[^(),]*\d{4})\)\W*$")
"""What closes a headline that tells where it stood: "(The Lake Post, 30 March 2016)"."""
_BY = re.compile(
    r"by\s+(?:(?-i:[A-Z])[\w.'’-]+\s){1,3}(?-i:[A-Z])[\w.'’-]+\s?[,|•·–—-]\s*(?P<day>[^\W_][\w.,\s]{5,22}?\d{4})\b",
    re.IGNORECASE,
)
"""How a paragraph begins that the byline was run into: "BY IDA BRANN, 30 APRIL 2013 Kolo"."""
_SOLAR = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})\s+(?:ام\s+)?(?P<name>[^\W\d_]{2,11}),?(?:\s+ماه)?\s+(?P<year>1[34]\d\d)"
    r"|(?<!\w)(?P<month>[^\W\d_]{2,11})\s+(?P<of>\d{1,2}),?\s+(?P<in>1[34]\d\d)"
    r"|(?P<y>1[34]\d\d)(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2}))(?!\d)"
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FIGURES_OF = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_CREDITED = re.compile(r"\b(?:credits?|photo(?:graph)?s?|image|picture|source)\s?:", re.IGNORECASE)
"""What only a caption among the lines of a page's head says."""
_STRICT = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
_ENDED = re.compile(r"(?<![ap]\.m)[.!?…][\"'”’»)\]]*$")
_PIECES = re.compile(r"(?<=[^\W_]{3}[.!])\s+|(?<=\d{4}\.)\s+")
_LEAD = re.compile(r"\s*(?:[-–—:|]+\s|[-–—]{1,2}(?=[A-Z“\"]))")
_WHENCE = re.compile(
    r"[(\[]?(?!(?:on|in|at|since|by|from|until|till|after|before|for|between|of|during|updated?|as)\b)"
    r"(?-i:[^\W\d_a-z])[\w.'’-]*(?:[\s,/:()–—-]+(?:(?-i:[^\W\d_a-z])[\w.'’-]*|de|del|la|al|el|of|the))"
    r"{0,5}[\s,/:()–—-]+",
    re.IGNORECASE,
)
"""Where a report was filed, before the day on which it was."""
_WHITHER = re.compile(
    r"\s?[,|]?\s*\(?[^\W\d_a-z][\w.'’-]*(?:[\s,]+[^\W\d_a-z][\w.'’-]*){0,3}[)\]]?\s*(?:[–—-]{1,2}|:)\s"
)
"""Where it was filed, behind the day: "(8 March 2026, Joal) –"."""
_CLOSED = re.compile(
    r"[)\]]\s*[:.–—-]{0,2}\s+\S|\s*(?:[.:|]\s+|[–—-]{1,2}\s*)(?=[^\W\d_a-z]|[“\"'‘])"
)
"""What closes a dateline behind its day."""
_AROUND = (
    (re.compile(r""), _LEAD),
    (re.compile(r"[(\[]?"), _WHITHER),
    (_WHENCE, _CLOSED),
)
"""What stands before and behind the day of a dateline."""
_ENDS_IN_DAY = re.compile(rf"[\s,|·–—-]\s*(?:{DAY.pattern})\W*$")
_DATELINE = re.compile(
    r"(?P<lead>[^\W\d_][^\n]{0,110}?)"
    r"(?:\([^()\n]{2,40}\)\s*[-–—:.]{0,3}\s|\s[-–—]{1,2}\s|[.,]\s?[-–—]\s|/[A-Z]{2,}/)"
)


def date_in_words(
    text: str, zones: Sequence[Zone], blocks: Sequence[PageBlock], language: str | None = None
) -> tuple[str | None, str | None]:
    """Return the day that a page's own words give for its publication, and where they stand.

    Returns
    -------
    tuple
        an EDTF day and ``byline`` (a line by the headline) or ``dateline``; None and None where
        there is neither.
    """
    beside, farther = _lines_by_headline(text, zones, blocks)
    if day := _first_day(beside, language):
        return day, "byline"
    opening = _opening(text, zones)
    day = next((d.edtf for d in _dateline_days(opening) if _whole_day(d)), None)
    if day is None and (filed := FILED.match(opening)):
        day = _day_of_a_page(_written_day(filed["day"], None))
    if day:
        return day, "dateline"
    if day := _first_day(farther, language):
        return day, "byline"
    day = _signature(text, zones, language)
    return (day, "signature") if day else (None, None)


def _signature(text: str, zones: Sequence[Zone], language: str | None) -> str | None:
    """Return the day that stands alone right below a report, or one line further, as in notices.

    So may it with one paragraph behind it, of whom to ask; a writer's name and post may stand
    before it.
    """
    last = max((i for i, z in enumerate(zones) if z.kind == "body"), default=len(zones))
    for z in (*zones[last + 1 : last + 3], *zones[max(last - 1, 1) : last]):
        line = text[z.start : z.end]
        signed = names_writer(line) and _ENDS_IN_DAY.search(_spelt(line))
        if z.kind not in {"furniture", "author_box"} or _words(text, z) > _SHORT * (
            1 + bool(signed)
        ):
            continue
        alone = DAY.fullmatch(_spelt(line)) or PLACED.fullmatch(_spelt(line)) or signed
        if alone and (day := _line_day(line, language)):
            return day
    return None


def _opening(text: str, zones: Sequence[Zone]) -> str:
    """Return the first words of the report."""
    body = next((z for z in zones if z.kind == "body" and _words(text, z) >= 8), None)
    return text[body.start : min(body.end, body.start + 200)] if body else ""


def _words(text: str, zone: Zone) -> int:
    """Return how many words a zone holds."""
    return len(_WORD.findall(text, zone.start, zone.end))


def _first_day(lines: Sequence[str], language: str | None) -> str | None:
    """Return the first day that one of some lines, or two of them together, give."""
    every = (*lines, *(f"{one} {two}" for one, two in pairwise(lines)))
    return next((day for line in every if (day := _line_day(line, language))), None)


def _lines_by_headline(
    text: str, zones: Sequence[Zone], blocks: Sequence[PageBlock]
) -> tuple[list[str], list[str]]:
    """Return the short lines between headline and report, and what is believed after a dateline.

    That is what stands above the headline, where a site may print the day it is looked at.
    """
    title = next((i for i, z in enumerate(zones) if z.kind == "title"), None)
    report = next(
        (i for i, z in enumerate(zones) if z.kind == "body" and _sentence(text, z)), len(zones)
    )
    start = 0 if title is None or title > report else title + 1
    marked = any(block.main is not None for block in blocks)
    above = list(reversed(range(start - 1)))[:NEAR] if start else []
    above = [i for i in above if not _clock(text, zones, i)]
    if marked:  # what stands right above the headline in its own article
        above = [i for i in above[:2] if blocks[i].main]
    said = [] if marked else _said_below(text, zones, min(report, len(zones)))

    def plain(places: Iterable[int]) -> list[str]:
        return [
            line
            for i in places
            if blocks[i].linked < 0.5 and blocks[i].hint not in {"links", "form"}
            for line in text[zones[i].start : zones[i].end].splitlines()
        ]

    beside, farther = plain(range(start, report)[:NEAR]), plain([*above, *said])
    if title is not None and (
        told := _BRACKETED.search(text, zones[title].start, zones[title].end)
    ):
        farther.append(told[1])
    if title is not None and _TITLED.fullmatch(text, zones[title].start, zones[title].end):
        farther.append(text[zones[title].start : zones[title].end])
    for i in [*range(start, report)[:NEAR], *range(report, len(zones))[:1]]:
        if run_in := _BY.match(text, zones[i].start, zones[i].end):
            farther.append(run_in["day"])
    return beside, farther


def address_in_words(text: str, zones: Sequence[Zone], blocks: Sequence[PageBlock]) -> str | None:
    """Return the address that somebody who copied a page put beside its headline, where one is."""
    beside, farther = _lines_by_headline(text, zones, blocks)
    lines = (line.strip() for line in (*beside, *farther))
    found = {match["address"] for line in lines if (match := ADDRESS.fullmatch(line))}
    return found.pop() if len(found) == 1 else None


def _clock(text: str, zones: Sequence[Zone], i: int) -> bool:
    """Tell whether a line above the headline is a site's clock: a weekday's date over its menu."""
    below = next((text[z.start : z.end] for z in zones[i + 1 :]), "")
    path = re.match(r"\W*home\b\W*[/>»›|·•]", below, re.IGNORECASE)
    weekday = re.match(r"\W*\w+day\b", text[zones[i].start : zones[i].end], re.IGNORECASE)
    return path is not None and weekday is not None


def _said_below(text: str, zones: Sequence[Zone], first: int) -> list[int]:
    """Return the lines beside the report's first paragraphs, or below it, that say what they date.

    "Published July 28, 2022" may stand below a summary or a picture.
    """
    last = max((i for i, z in enumerate(zones) if z.kind == "body"), default=first)
    few = [*range(first, min(first + 2 * NEAR, len(zones))), *range(last + 1, len(zones))[:NEAR]]
    return [
        i
        for i in few
        if zones[i].kind == "furniture"
        and (
            _SAYS.match(text, zones[i].start, zones[i].end)
            or _MINUTES.search(text, zones[i].start, zones[i].end)
            or (zones[i - 1].kind == "author_box" and i < first + 2 * NEAR)
        )
    ]


def _sentence(text: str, zone: Zone) -> bool:
    """Tell whether a zone is a paragraph of the report and no line of its head.

    "Press point, 21 July 2026. Unofficial translation." are short sentences, and a line.
    """
    longest = max(len(_WORD.findall(p)) for p in _PIECES.split(text[zone.start : zone.end]))
    if longest <= _SHORT and _words(text, zone) <= LINE:
        return False
    ended = _ENDED.search(text[zone.start : zone.end])
    return _words(text, zone) > LINE or (_words(text, zone) > 8 and bool(ended))


def _line_day(line: str, language: str | None) -> str | None:
    """Return the day that a line gives for the publication."""
    line = _spelt(line)
    count = len(_WORD.findall(line))
    pieces = [p for p in _PIECES.split(line) if p]
    if len(pieces) > 1 and _ENDED.search(line):
        return next((d for p in pieces if (d := _line_day(p.rstrip("."), language))), None)
    if not count or count > LINE or (count > _SHORT and _ENDED.search(line)):
        return None
    days = [d for d in find_dates(line, None) if _whole_day(d)]
    if count > _SHORT and _CREDITED.search(line):
        return None
    for day in days:
        if not of_a_change(line[: day.start]):
            return day.edtf
    return None if days else day_elsewhere(line, language)


def of_a_change(before: str) -> bool:
    """Tell whether the words before a day say that a page was changed on it."""
    changed, first = (list(p.finditer(before[-40:])) for p in (_CHANGED, _FIRST))
    return bool(changed) and not (first and first[-1].start() > changed[-1].start())


def _spelt(line: str) -> str:
    """Return a line with its date written as dates are: of "May 12 ,2015", of "05-Mar-2020"."""
    line = re.sub(r"(?<=\w) ?, ?(?=\d)", ", ", line.strip())
    return re.sub(r"\b(\d{1,2})-([^\W\d_]{3,9})-(?=\d{4}\b)", r"\1 \2 ", line)


def day_elsewhere(line: str, language: str | None) -> str | None:
    """Return the day in a line of another language: "am 30. Juli 2018", "5 de marzo de 2025".

    With points between the figures the day stands first everywhere, and in other languages than
    English with strokes too.
    """
    if solar := _solar_day(line):
        return solar
    said = [m.start() for p in (_FIRST, _CHANGED) for m in [p.search(line)] if m]
    if said and _CHANGED.match(line, min(said)):
        first = _FIRST.search(line)
        return day_elsewhere(line[first.start() :], language) if first else None
    match = _FIGURES.search(line)
    if match and (match["point"] == "." or (language or "en") != "en"):
        day = f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    elif language not in {None, "en"} and (match := WRITTEN.search(line)):
        day = _written_day(match.group(), [language]) or ""
    else:
        day = ""
    if not day and DAY.fullmatch(line):
        day = _written_day(re.sub(r"[\s,|–-]+\d{1,2}[:.]\d\d$", "", line), None) or ""
    return _day_of_a_page(day)


def _day_of_a_page(day: str | None) -> str | None:
    """Return a day on which pages may have been published, or None."""
    known = day and is_edtf(day) and EARLIEST <= int(day[:4]) <= datetime.now(UTC).year + 1
    return day if known else None


def _written_day(words: str, languages: list[str | None] | None) -> str | None:
    """Return the day that some words are in one of some languages, or in any."""
    from dateparser.date import DateDataParser

    try:
        found = DateDataParser(languages, settings=_STRICT).get_date_data(words)
    except (ValueError, OverflowError):  # a language that it does not know
        return None
    return found.date_obj.date().isoformat() if found.date_obj is not None else None


def _solar_day(line: str) -> str | None:
    """Return the day that a line gives by the Solar Hijri calendar: "۱۲ مرداد ۱۴۰۴"."""
    for match in _SOLAR.finditer(line.translate(_FIGURES_OF)):
        if written := match["name"] or match["month"]:
            number = month_named(written.replace("ي", "ی").replace("ك", "ک"))
            numbers = [number] if number else []
            year, day = int(match["year"] or match["in"]), int(match["day"] or match["of"])
        elif not _ARABIC.search(line):
            continue
        else:
            numbers = [int(match["m"])]
            year, day = int(match["y"]), int(match["d"])
        found = gregorian(year, numbers[0], day) if numbers else None
        if found is not None:
            return found.isoformat()
    return None


def _whole_day(day: DateMention) -> bool:
    """Tell whether a date is one day of a known year that may be one of publication."""
    match = re.fullmatch(r"(\d{4})-\d\d-\d\d", day.edtf or "")
    return bool(match and EARLIEST <= int(match[1]) <= datetime.now(UTC).year + 1)


def _dateline_days(opening: str) -> Iterator[DateMention]:
    """Yield the dates in the dateline of a first paragraph."""
    days = find_dates(opening, None)
    if days and any(
        before.fullmatch(opening, 0, days[0].start) and behind.match(opening, days[0].end)
        for before, behind in _AROUND
    ):
        yield days[0]
    match = _DATELINE.match(opening)
    if match is not None and all(_named(word) for word in match["lead"].split()):
        yield from find_dates(match["lead"], None)
        rest = opening[match.end() :]  # "MUSCAT, Oman — 5 March 2025 — …"
        after = find_dates(rest, None)
        if after and after[0].start == 0 and _LEAD.match(rest, after[0].end):
            yield after[0]


def in_year_of(document: Document, others: Sequence[str]) -> Document | None:
    """Return a page whose dateline has no year in the year of the pages that it was read with.

    Parameters
    ----------
    document
        An undated page.
    others
        The days (EDTF) of the other pages.

    Returns
    -------
    Document
        dated by its dateline, where just one year brings it within two months of the others; else
        None.
    """
    opening = _opening(document.snapshot.text, document.zones)
    open_days = [d.edtf or "" for d in _dateline_days(opening) if d.precision == "day"]
    known = sorted(date.fromisoformat(d) for d in others if re.fullmatch(r"\d{4}-\d\d-\d\d", d))
    day = next((d[2:] for d in open_days if re.fullmatch(r"--\d\d-\d\d", d)), None)
    if day is None or not known:
        return None
    near = []
    for year in range(known[0].year - 1, known[-1].year + 2):
        with contextlib.suppress(ValueError):  # 29 February of a common year
            one = date.fromisoformat(f"{year}-{day}")
            if known[0] - FARTHEST <= one <= known[-1] + FARTHEST:
                near.append(one)
    if len(near) != 1:
        return None
    return replace(document, published=near[0].isoformat(), published_from="dateline")


def _named(word: str) -> bool:
    """Tell whether a word is of a name, a figure or one of the small words between names."""
    return not word[:1].islower() or word.strip(".,") in words("small words of names")
