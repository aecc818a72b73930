"""What a line of a page is by its words and its make, wherever on the page it stands.

A paragraph or a line of furniture, a sentence of a report or a row of links, a byline, a source
line, a biography, a teaser. The same words are the same in plain text and in markup; markup only
adds hints, which decide where words do not.

The words of furniture ("Leave a Reply", "Related stories", "All rights reserved") are few and much
alike on all sites. They are kept in ``data/furniture.json``, by zone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cache, cached_property
from itertools import accumulate
from typing import Any

from goodoffices.evidence.snapshot import ZoneKind
from goodoffices.read import words as lists
from goodoffices.read.document.press import addresses, pictured
from goodoffices.read.who.gazetteer import mentions

_WRAPPING = " \t\r\n()[]*_–—-•"
SHORT = 45
"""Only blocks of at most so many words are compared with the words of furniture."""
PROSE = 20
"""From so many words on, a sentence is taken for a report's own and not for furniture."""
_ROW = 3
"""So many points or strokes between the parts of a line make it a row of links."""
LINES: tuple[ZoneKind, ...] = ("form", "author_box", "links", "furniture")
"""Zones that a single line may show by its words, the surest first."""
ITEM = re.compile(
    r"[-*•·–—]\s|\(?\d{1,2}[.)]\s|(?:Q|A|[A-Z][A-Z.' ]+):?\s\s"
    r"|(?=[\w. ]{2,41}:\s)[A-Z][\w.]*(?: [\w.]+){0,3}(?: [A-Z][\w.]*){0,3}:\s"
)
"""What begins a line of its own: an item of a list, a speaker's label of a few words."""
STOP = re.compile(r"[.!?…。؟۔](?:[\"'”’»›)\]\u200b\u2060\ufeff\xad]|\[\d+\])*$")
_BROKEN = re.compile(
    r"(?:\.{3,}|…|\[(?:\.{3}|…)\])\W*(?:(?:read|see|continue|learn)?\s?(?:more|reading))?\W*$", re.I
)
"""How a text breaks off that goes on elsewhere."""
CREDIT = re.compile(r"(?<=[.!?\"'”’)])\s*[-–—/(]{1,2}\s?(?P<agency>[A-Z][\w& ]{1,20}?)[)\s]*$")
"""The agency or writer that the last words of a report are credited to: "he said. -AFP"."""
_QUOTED = re.compile(r"[“«„\"].*[.!?…,][”»“\"]", re.DOTALL)
"""A paragraph that is somebody's words, however short."""
WORD = re.compile(r"[^\W_]+(?:[.'’\-‌][^\W_]+)*")
SPEAKS = re.compile(
    r"[“”\"]|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:ordered|met|hurt|killed"
    r"|arrested|said|says|told|tells|added|warned|warns|argued|argues|accused|according)\b"
)
"""What a paragraph holds that tells what somebody says or did, as no writer's profile does."""
TELLS = re.compile(
    r"(?!(?:th\w+ |our )?(?:photos?|images?|pages?|story|article|comments?|all|copyright|site)\b)"
    r"(?:[\w'’-]+ ){1,3}?(?:\w{2,}ed|has|have|had|will|would|did|met|left|won|quit|fled|fell|rose"
    r"|was|were|is|are|gave|withdrew|came|went|took|made|sent|spoke|stays?"
    r"|began|broke|held|told|said|resumes?|continues?|begins?|remains?|goes|go) ?\b[^:|/]*",
    re.IGNORECASE,
)
"""A few words that tell something: "Both sides denied it."."""
_BRIEF = re.compile(
    r"(?:The )?[^\W\d_a-z][\w.'’-]*(?: (?:and )?[^\W\d_a-z][\w.'’-]*){0,2} (?:[a-z]+ed|met|left|won"
    r"|struck|quit|withdrew|fled|hit|shot|fought|broke|gave|took|sent|held|cut|put|told|said|denies|rejects)\b"
    r"(?! (?:by|from|in|at|for|on|with)\b)"
)
"""How a sentence of few words begins: its subject, then what it did."""
_BYLINE = re.compile(r"by:?\s+(?P<name>\S.{1,100})", re.IGNORECASE)
_TIME = (
    r"\d{1,4}(?:st|nd|rd|th)?|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|[ap]\.?m\.?|"
    r"gmt|utc|[ecmp][sd]?t|ist|bst|cet|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"published|updated|posted|last|modified|first|created|date|on|at|of|edt|est|from|hours?|ago"
)
DOCUMENT = re.compile(
    r"(?:joint |full |official |daily |press )*"
    r"(?:statement|message|remarks|address|speech|transcript|communiqu[eé]|declaration|briefing|read-?out)\b",
    re.IGNORECASE,
)
"""How the headline of an official text begins."""
_TURN = re.compile(r"(?:Q|A|[A-Z][A-Z.'’ -]{2,40}):\s+\S")
"""How a turn of a transcript begins."""
_DAY = r"(?:\d{1,2}\.? [^\W\d_]{3,9}\.?,?|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,?) \d{4}"
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*)(?: (?:[^\W\d_a-z][\w.'’-]*|de|van|von|al|bin|der|da)){1,4}"
_SIGNED = re.compile(rf"{_DAY}\s*[-–—|·•,]+\s*{_NAME}|{_NAME}\s*[-–—|·•,]+\s*{_DAY}")
"""A day and who wrote on it: "5 March 2024 - Ida Brann"."""
_DATE_LINE = re.compile(rf"(?:(?:{_TIME})(?:[\s,:;|/·•.()+–—-]+|$))+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph, heading or list item, from ``start`` up to ``end`` (code points).

    ``hint`` is what the markup around it says it is; ``heading`` the heading's level (1 to 6), or
    0; ``linked`` the share of its characters that are links; ``address`` the first link's target.
    ``main`` tells whether it lies in the page's main text, None where the page does not say;
    ``cited`` that it lies in what a letter's markup quotes from another.
    """

    start: int
    end: int
    _: KW_ONLY
    hint: ZoneKind | None = None
    heading: int = 0
    linked: float = 0.0
    address: str | None = None
    main: bool | None = None
    cited: bool = False


@cache
def furniture() -> dict[str, Any]:
    """Return the words of furniture, each zone's patterns made one regular expression."""
    raw = lists.table("furniture.json")
    flags = re.IGNORECASE | re.DOTALL
    every = raw["lines"] | {"furniture": [*raw["lines"]["furniture"], *raw["walls"]]}
    return {
        "heads": {kind: re.compile(_any(heads), flags) for kind, heads in raw["heads"].items()},
        "lines": {kind: re.compile(_any(lines), flags) for kind, lines in every.items()},
        "walls": re.compile(_any(raw["walls"]), flags),
        "profile": re.compile(
            rf"(?P<name>(?:(?-i:[^\W\d_a-z])[\w.'’-]*\s+){{1,3}}(?-i:[^\W\d_a-z])[\w'’-]*),? "
            rf"(?:{_any(raw['profiles'])})".replace("{post}", f"(?:{_any(raw['posts'])})"),
            flags,
        ),
        "source": [re.compile(p, flags) for p in raw["source"]],
        "writer": re.compile("|".join(rf"\b{re.escape(w)}" for w in raw["writer"]), flags),
    }


def _small() -> frozenset[str]:
    """Return the words of a name that are not capitalised."""
    return lists.words("small words of names")


def _any(patterns: Sequence[str]) -> str:
    """Return one pattern for many."""
    return "|".join(f"(?:{p})" for p in patterns)


def source_words(text: str) -> tuple[int, int] | None:
    """Return the place of the outlet's words in a source line, or None where it is no such line.

    The words are what follows "Original source:", "This article was first published by" and their
    like; they may be an address, a name or nothing.
    """
    bare = text.strip(_WRAPPING)
    lead = text.find(bare)
    for pattern in furniture()["source"]:
        match = pattern.fullmatch(bare)
        if match and len(WORD.findall(text)) <= SHORT:
            place = match.span("outlet")
            words = bare[slice(*place)]
            inner = re.search(r"[.!?؟]\s", words)
            if inner or len(WORD.findall(words)) > 12 + 4 * words.count("/"):
                continue  # a sentence that happens to begin with the word "source"
            return place[0] + lead, place[1] + lead
    return None


def walled(line: str) -> bool:
    """Tell whether a line says that what it stands before is not shown: "Subscribe to read on"."""
    return furniture()["walls"].fullmatch(line.strip(_WRAPPING)) is not None


def names_writer(line: str) -> bool:
    """Tell whether a line says who writes: "By Ida Brann", "Ida Brann, correspondent"."""
    return bool(_BYLINE.match(line) or furniture()["writer"].search(line))


class PageLines:
    """The blocks of one page, and what each is by its words."""

    def __init__(self, text: str, blocks: Sequence[PageBlock]) -> None:
        self.blocks = blocks
        self.words = [text[b.start : b.end] for b in blocks]
        self.counts = [len(WORD.findall(w)) for w in self.words]
        self.folded = [fold(w) for w in self.words]
        self.stopped = [STOP.search(CREDIT.sub("", w)) is not None for w in self.words]
        """Whether each block ends as a sentence does, but for the agency it is credited to."""
        self.writers: list[str] = []

    def sentence(self, i: int) -> bool:
        """Tell whether a block reads like a sentence of a report."""
        quoted = self.counts[i] >= 2 and _QUOTED.match(self.words[i])
        return (self.counts[i] >= 5 or bool(quoted)) and self.stopped[i]

    @cached_property
    def sentences(self) -> list[int]:
        """How many sentences stand before each block, and in all."""
        return list(accumulate(map(self.sentence, range(len(self.words))), initial=0))

    def running(self, i: int) -> bool:
        """Tell whether a block is running text, though its end may be cut off."""
        words = WORD.findall(self.words[i])
        small = sum(not w[:1].isupper() for w in words)
        return len(words) >= 12 and small >= 0.6 * len(words) and self.blocks[i].linked < 0.5

    def paragraph(self, i: int) -> bool:
        """Tell whether a block is long enough, and free enough of links, to be a paragraph."""
        long = self.counts[i] >= PROSE and STOP.search(self.words[i]) is not None
        return (long or self.counts[i] > 2 * PROSE) and self.blocks[i].linked < 0.5

    def shown(self, i: int) -> ZoneKind | None:
        """Label a block by its own words, or by what its markup says it is."""
        words, hint = self.words[i], self.blocks[i].hint
        if source_words(words) is not None:
            return "source_line"
        if self.counts[i] == 0 and not self.blocks[i].main:
            return "furniture"
        if (made := self._made(i)) is not None:
            return made
        if self.counts[i] <= SHORT:
            known = furniture()
            forms = dict.fromkeys((words, words.lstrip(_WRAPPING)))
            for kind in LINES:
                if any(known["lines"][kind].fullmatch(form) for form in forms):
                    return kind
            figure = words.strip().isdigit() and self.blocks[i].main
            if _DATE_LINE.fullmatch(words) and re.search(r"\d", words) and not figure:
                return "furniture"
            signed = _SIGNED.fullmatch(words.strip()) and not DOCUMENT.match(words)
            if self._byline(words) or signed:
                return "author_box"
        if self.blocks[i].main or hint in {None, "body", "title", "standfirst"}:
            return None
        return hint

    def _made(self, i: int) -> ZoneKind | None:
        """Label a block of any length by its make: a caption with its credit, a row of links."""
        words = self.words[i]
        if self.counts[i] <= 2 * SHORT and pictured().search(words):
            return "furniture"
        row = max(words.count(sign) for sign in (" • ", " | ", " · ")) >= _ROW
        return "links" if row else None

    def _byline(self, words: str) -> bool:
        """Tell whether a line is "By" and a name."""
        match = _BYLINE.fullmatch(words)
        if match is None or STOP.search(words):
            return False
        name, _more, rest = match["name"].partition("|")
        self.writers += [fold(w) for w in re.split(r",|\band\b|&", name) if len(w.split()) > 1]
        names = re.split(r"[\s,|/–—-]+", name)
        figures = re.fullmatch(rf"(?:[\s,]*(?:{_TIME}))*", name[name.find(",") :], re.IGNORECASE)
        written = all(not n[:1].islower() or n.casefold() in _small() for n in names if n)
        return written or bool(rest) or figures is not None

    def stems(self, i: int) -> set[str]:
        """Return the beginnings of a block's longer words."""
        return {w.casefold()[:5] for w in WORD.findall(self.words[i]) if len(w) > 3}

    def sentence_only(self, i: int) -> bool:
        """Tell whether a line is too long or too plainly a sentence to be a title."""
        return self.counts[i] > 30 or self.words[i].rstrip().endswith((".", "۔", "。"))

    def place_or_day(self, i: int) -> bool:
        """Tell whether a line of a page's head says but whence or of what day it is."""
        words = self.words[i]
        capitals = words.isupper() and words.replace(" ", "").isalpha()
        place = (capitals and self.counts[i] <= 2) or words.casefold() in addresses()
        figures = re.findall(r"\d+", words)
        day = len(figures) > 1 and any(len(f) == 4 for f in figures) and self.counts[i] <= 6
        return place or (day and DOCUMENT.match(words) is None)

    def transcript(self) -> bool:
        """Tell whether the page is a row of turns, in which the same may be said twice."""
        return sum(_TURN.match(w) is not None for w in self.words) > 2

    def is_name(self, words: str) -> bool:
        """Tell whether some words are written like a person's name."""
        parts = words.rstrip(":").split()
        return all(p[:1].isupper() or p.casefold() in _small() for p in parts)

    def biography(self, i: int, name: str) -> bool:
        """Tell whether a paragraph is about whoever wrote the page."""
        words = self.words[i]
        named = any(part in words for part in name.split() if len(part) > 2)
        writes = furniture()["writer"].search(words) or furniture()["profile"].match(words)
        return named or writes is not None

    def brief(self, i: int) -> bool:
        """Tell whether a block is a sentence of a few words that tells what some state did."""
        brief = self.stopped[i] and _BRIEF.match(self.words[i]) is not None
        return brief and bool(mentions(self.words[i]))

    def cut_off(self, i: int) -> bool:
        """Tell whether a block breaks off, as the beginnings of other reports do in a list."""
        return _BROKEN.search(self.words[i]) is not None

    def teaser(self, i: int) -> bool:
        """Tell whether a line in a report is the headline of another: In Capitals and Long."""
        words = [w for w in WORD.findall(self.words[i]) if len(w) > 3]
        capitals = sum(w[:1].isupper() for w in words)
        plain = self.blocks[i].main is None and not self.blocks[i].heading
        return plain and 6 <= self.counts[i] <= PROSE and capitals >= 0.9 * len(words) > 4


def dated(line: str) -> bool:
    """Tell whether a line names a whole day, as the line of outlet and date does."""
    from goodoffices.read.dates.finder import find_dates

    if not re.search(r"\d{4}", line):
        return False
    return any(re.fullmatch(r"\d{4}-\d\d-\d\d", d.edtf or "") for d in find_dates(line, None))


def fold(words: str) -> str:
    """Return words without case, points and spaces, to compare titles and names."""
    return " ".join(WORD.findall(words.casefold()))
