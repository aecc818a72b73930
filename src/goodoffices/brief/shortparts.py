"""What the two pages are made of: lines with what they rest on, tables, headed parts.

Records of plain values, which the page, the desk and the site each show in their own way.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from goodoffices.base.i18n import _
from goodoffices.brief.evidence import Quote
from goodoffices.look.sides import Side

ROOMY = 6000
"""Letters that two pages hold at the common size in any face."""

CLIPPED = 170
"""Letters of a claim that are cited at most."""

Truth = Literal["quoted", "judged", "computed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLine:
    """One line: which kind of truth it is, in words, and the numbers of the words it rests on.

    ``link`` is the place of the annex that has more; ``lead`` stands before it in bold.
    """

    text: str
    truth: Truth | None = None
    initials: str = ""
    unreviewed: bool = False
    refs: tuple[Cited, ...] = ()
    link: str = ""
    lead: str = ""

    @property
    def head(self) -> str:
        """The lead as it stands before the text: a name with a colon, a sentence as it is."""
        bare = self.lead and self.lead[-1] not in ".:?!…؟"
        return _("{name}:").format(name=self.lead) if bare else self.lead


@dataclass(frozen=True, slots=True)
class Cited:
    """A number, and the place that it leads to."""

    number: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortTable:
    """A table: heads, and rows of cells of which the first names the row.

    ``numbers`` are the columns that hold numbers; ``pills`` what stands beside a row's name;
    ``wide`` says that the names are long, ``named`` which heads are names that people gave.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()
    pills: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()
    wide: bool = False
    named: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortSection:
    """A headed part; ``way`` are the steps of a path, ``after`` sentences that close it."""

    id: str
    heading: str
    truth: Truth | None = None
    table: ShortTable | None = None
    lines: tuple[ShortLine, ...] = ()
    way: tuple[str, ...] = ()
    way_title: str = ""
    after: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Wanting:
    """What one party wants, in a few lines."""

    side: Side
    lines: tuple[ShortLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortBrief:
    """The two pages."""

    lead: str
    hold: ShortSection
    sign: ShortSection
    whose: ShortSection
    presses: ShortSection
    wants: tuple[Wanting, ...]
    changed: ShortSection
    next: ShortSection
    ask: ShortSection
    sure: ShortSection
    flip: ShortSection
    words: tuple[Quote, ...]

    @property
    def dense(self) -> bool:
        """Whether there is so much that it is printed small, to stay on two pages."""
        return _letters(self) > ROOMY


def _letters(part: object) -> int:
    """Count the letters of all that is shown of a record."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Quote):
        return min(len(part.text), CLIPPED) + len(part.speaker)
    if isinstance(part, tuple):
        return sum(map(_letters, part))
    if is_dataclass(part):
        return sum(_letters(getattr(part, f.name)) for f in fields(part) if f.name != "link")
    return 0
