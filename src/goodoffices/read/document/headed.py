"""Lines that stand under a heading which says whose they are: "What the Union demands".

"Our position", "The ranchers' position", "Demands of the market women", "The company offers:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from goodoffices.read.document.namings import named_in
from goodoffices.read.words import words

_HEADING = 14
"""A heading has at most so many words."""
_LINE = 34
"""A line under it has at most so many."""
_BETWEEN = 2
"""So many short lines may stand between a heading and its list."""
_ITEM = re.compile(r"[-*•·–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_ENDED = re.compile(r"[.!?…][\"”’)]*$")


WayOfLines = Literal["want", "offer", "accept", "refuse"]


@dataclass(frozen=True, slots=True)
class HeadedLines:
    """Lines [first, last) and their heading's number; without ``who`` they are the page's own.

    ``way`` tells whether they want it, offer it, accept it or refuse it.
    """

    heading: int
    first: int
    last: int
    who: str
    way: WayOfLines


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return how a heading says whose the lines below it are."""
    nouns = "|".join(map(re.escape, words("what sides put forward")))
    verbs = "|".join(sorted(map(re.escape, words("how sides put forward")), key=len, reverse=True))
    by = r"(?:of|by|from|(?:made|put|submitted|presented|tabled)\sby)\s(?P<who>\S.*)$"
    shapes = (
        rf"\W*what (?P<who>.{{3,70}}?) (?:{verbs})\b",
        rf"\W*(?P<who>.{{3,70}}?(?:['’]s|s['’]))\s(?:[\w-]+\s){{0,2}}(?:{nouns})\W*$",
        rf"\W*(?:(?:the|a|list|full|text|draft|common)\s(?:of\s)?)*(?:\w+\s)?(?:{nouns})\s{by}",
        rf"\W*(?P<who>.{{3,70}}?) (?:{verbs})(?: that| the following)?:$",
        rf"\W*(?P<own>(?:our|my)\s(?:[\w-]+\s){{0,2}}(?:{nouns})\b.{{0,20}}$)",
        rf"\W*(?P<own>(?:what )?we (?:{verbs})\b.{{0,24}}:?$)",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


def headed_lines(lines: Sequence[str]) -> Iterator[HeadedLines]:
    """Yield the lines of a page that stand under a heading of somebody's, in order."""
    for i, line in enumerate(lines):
        whose = _whose(line)
        if whose is None:
            continue
        first = _first(lines, i + 1)
        last = first
        while last < len(lines) and _goes_on(lines, first, last):
            last += 1
        if last - first > 1 or (last > first and _ITEM.match(lines[first])):
            yield HeadedLines(i, first, last, whose, way_of(line))


def way_of(heading: str) -> WayOfLines:
    """Return whether what stands below a heading is wanted, offered, accepted or refused."""
    for way, pattern in _ways().items():
        if pattern.search(heading):
            return way
    return "want"


@cache
def _ways() -> Mapping[WayOfLines, re.Pattern[str]]:
    told: dict[WayOfLines, frozenset[str]] = {
        "refuse": words("headings: refuse"),
        "accept": words("headings: accept"),
        "offer": words("headings: offer"),
    }
    return {
        way: re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(row)))})\b", re.IGNORECASE)
        for way, row in told.items()
    }


def _first(lines: Sequence[str], at: int) -> int:
    """Return where a heading's list begins: below it, or behind a line on whom it was given."""
    for i in range(at, min(at + _BETWEEN + 1, len(lines))):
        if _ITEM.match(lines[i]):
            return i
        if _ENDED.search(lines[i]) or _whose(lines[i]) is not None:
            break
    return at


def _goes_on(lines: Sequence[str], first: int, at: int) -> bool:
    """Tell whether a line belongs to a list: it is marked as the first is, or short like it."""
    if _whose(lines[at]) is not None or len(lines[at].split()) > _LINE:
        return False
    marked = _ITEM.match(lines[first]) is not None
    return (_ITEM.match(lines[at]) is not None) == marked and (
        marked or _like(lines[first], lines[at])
    )


def _like(first: str, line: str) -> bool:
    """Tell whether two lines without marks both end as sentences, or both do not."""
    return (_ENDED.search(first) is not None) == (_ENDED.search(line) is not None)


def _whose(line: str) -> str | None:
    """Return whose the lines below a heading are; nothing for "our", None where it is none."""
    if len(line.split()) > _HEADING or _ENDED.search(line):
        return None
    for pattern in _patterns():
        match = pattern.match(line)
        if match is None:
            continue
        if "own" in match.groupdict() and match["own"]:
            return ""
        name = named_in(re.sub(r"(?:['’]s|(?<=s)['’])$", "", match["who"].strip(" :")))
        if name is not None:
            return name
    return None
