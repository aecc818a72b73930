"""Evidence: an unchanging snapshot of a source, and exact spans of it.

A snapshot's text is never altered. A span names its source, its place in Unicode code points
(``start`` counted from 0, ``end`` not included) and the exact words; the words around it tell an
honest copy from a look-alike. Where a snapshot no longer says the words at that very place the
span is *orphaned*: it is never moved to wherever the same words happen to stand.

Offsets and quotation follow the W3C Web Annotation selectors TextPosition and TextQuote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass, field
from functools import lru_cache
from typing import Literal

from goodoffices.base.files import sha256
from goodoffices.evidence.groups import Groups

CONTEXT = 32
"""How many characters of prefix and suffix a span keeps."""

ZoneKind = Literal[
    "title",
    "standfirst",
    "body",
    "source_line",
    "author_box",
    "links",
    "form",
    "furniture",
]
CLAIM_ZONES: frozenset[str] = frozenset({"title", "standfirst", "body"})
"""Zones whose sentences may become claims; everything else is the page's furniture."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to misread


def short_id(letter: str, *parts: object) -> str:
    """Return an id that people can say, such as ``S-7Q3K5VX``, made from what it stands for.

    The same words at the same place of the same source always have the same id, on every machine
    and whatever else was read; another place gives another id. So a reference kept in a case can
    lose its claim (and is then orphaned) but can never come to mean a different one.
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    digits = "".join(_ALPHABET[(number >> (5 * i)) & 31] for i in range(7))
    return f"{letter}-{digits}"


@lru_cache(maxsize=64)
def _document_id(text_sha256: str) -> str:
    """Return a document's id: every span of it asks for it."""
    return short_id("D", text_sha256)


@dataclass(frozen=True, slots=True)
class Span:
    """Exact words at an exact place of one source.

    ``source`` is the document's id; ``start`` and ``end`` count Unicode code points of its text.
    """

    source: str
    start: int
    end: int
    exact: str
    _: KW_ONLY
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A source as it was found: its bytes' hash and the text that spans point into.

    ``text`` is the decoded page, or for a page with markup the text it shows; ``text_sha256`` is
    the hash of that text in UTF-8, and it is what a claim's ids are made from.
    """

    sha256: str
    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    text_sha256: str = field(init=False)

    def __post_init__(self) -> None:
        digest = sha256(self.text.encode("utf-8", "surrogatepass"))
        object.__setattr__(self, "text_sha256", digest)

    @property
    def id(self) -> str:
        """The document's id, made from its text."""
        return _document_id(self.text_sha256)

    def span(self, start: int, end: int) -> Span:
        """Return the words from ``start`` up to ``end`` with the words around them.

        Raises
        ------
        ValueError
            if the place does not lie inside the text or holds no character.
        """
        if not 0 <= start < end <= len(self.text):
            msg = f"no words at {start}-{end} of a text of {len(self.text)} characters"
            raise ValueError(msg)
        text = self.text
        return Span(
            self.id,
            start,
            end,
            text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
        )

    def holds(self, span: Span) -> bool:
        """Tell whether the text still says the words at their place; if not, they are orphaned."""
        text = self.text
        return (
            span.source == self.id
            and text[span.start : span.end] == span.exact
            and text[max(0, span.start - CONTEXT) : span.start].endswith(span.prefix)
            and text.startswith(span.suffix, span.end)
        )


@dataclass(frozen=True, slots=True)
class Original:
    """A source's bytes as they were found, and the ending under which a case keeps them."""

    data: bytes
    ending: str = "bin"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the page with one purpose, from ``start`` up to ``end`` (code points)."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The outlet a page says it was rewritten from.

    ``name`` is the outlet's where its address is known ("Middle East Eye"), else the address.
    """

    name: str
    address: str
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that people name by a word and a number: page 3, table 1.

    ``start`` up to ``end`` are code points of the document's text, ``number`` counts from 1.
    ``rows`` says of a table of fair size where each cell's words stand, (0, 0) where it is empty.
    """

    kind: Literal["page", "table"]
    number: int
    start: int
    end: int
    rows: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A snapshot with its zones and what the page says about itself.

    ``published`` is an EDTF date, or None: an undated page stays undated. ``published_from`` says
    where the date was found: ``given``, ``metadata``, ``time``, ``byline``, ``dateline``,
    ``signature``, ``address`` or ``reference``. ``parts`` are
    the pages or tables that a reader of the original would look it up by.
    """

    snapshot: Snapshot
    zones: tuple[Zone, ...] = ()
    _: KW_ONLY
    name: str = ""
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: str | None = None
    outlet: str | None = None
    address: str | None = None
    authors: tuple[str, ...] = ()
    origin: Origin | None = None
    parts: tuple[Part, ...] = ()

    @property
    def id(self) -> str:
        """The document's id, made from its text."""
        return self.snapshot.id

    @property
    def called(self) -> str:
        """Its title, else the name of its file without the folders of whoever read it."""
        return self.title or self.name.replace("\\", "/").rstrip("/").rpartition("/")[2]

    def part_at(self, offset: int) -> Part | None:
        """Return the innermost page or table that holds a place, or None."""
        around = [part for part in self.parts if part.start <= offset < part.end]
        return min(around, key=lambda part: part.end - part.start, default=None)

    def zone_at(self, offset: int) -> ZoneKind | None:
        """Return the kind of the zone that holds a place, or None between zones."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone.kind
        return None


def origin_groups(
    documents: Iterable[Document], alike: Iterable[tuple[str, str]] = ()
) -> dict[str, int]:
    """Return a number for each document's origin, the same for pages that are one source.

    Pages belong together when they were rewritten from the same outlet, or one is that outlet's
    own; an outlet is known by its address or its name. A page of which neither is known stands for
    itself. ``alike`` are the ids of pages that belong together besides.
    """
    numbers: dict[str, int] = {}
    marked: dict[str, int] = {}
    every = list(documents)
    groups = Groups(len(every))
    for number, document in enumerate(every):
        numbers[document.id] = number
        for mark in origin_marks(document):
            groups.join(marked.setdefault(mark, number), number)
    for one, other in alike:
        groups.join(numbers[one], numbers[other])
    return {page: groups.of(number) for page, number in numbers.items()}


def origin_marks(document: Document) -> set[str]:
    """Return the names and hosts that a page's origin is known by."""
    if document.origin is not None:
        names = [document.origin.name, document.origin.address]
    else:
        names = [document.outlet or "", document.address or ""]
    return {mark for name in names if (mark := _origin_mark(name))}


def _origin_mark(text: str) -> str:
    """Return a name or address without what differs between spellings."""
    mark = text.strip().casefold()
    mark = mark.split("://", 1)[-1].removeprefix("www.")
    return mark.split("/", 1)[0] if "." in mark.split("/", 1)[0] else mark
