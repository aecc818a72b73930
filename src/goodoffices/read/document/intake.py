"""A snapshot to a document: its zones, and what its page, its address and the caller say of it.

What cannot be read is refused with a finding that says why and what to do; nothing is repaired in
silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.base.errors import Place, UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Document, Part, Snapshot, Zone
from goodoffices.read.document.language import language_of
from goodoffices.read.document.lines import PageBlock
from goodoffices.read.document.metadata import Facts, date_in_address, valid_date
from goodoffices.read.document.outlets import find_origin, known_outlet, outlet_of
from goodoffices.read.document.paragraphs import split_text
from goodoffices.read.document.published import address_in_words, date_in_words
from goodoffices.read.document.zones import zone

MAX_BYTES = 20 * 1024 * 1024
"""A source larger than this is refused."""
MAX_BLOCKS = 50_000
"""A source with more paragraphs than this is refused."""


_NOTHING = Facts()


def text_document(
    text: str, name: str = "", published: str | None = None, facts: Facts = _NOTHING
) -> Document:
    """Read a text that is already characters; it is kept exactly as it is given.

    Raises
    ------
    UnreadableInput
        GO102 where it is too large, GO109 where it holds halves of characters, which no file can
        keep, and as :func:`make_document`.
    """
    half = re.search(r"[\ud800-\udfff]", text)
    if half:
        line = text.count("\n", 0, half.start()) + 1
        column = half.start() - (text.rfind("\n", 0, half.start()) + 1) + 1
        place = Place(name or "text", line, column)
        raise UnreadableInput(finding("GO109", place, code=f"{ord(half.group()):04X}"))
    data = text.encode("utf-8")
    if len(data) > MAX_BYTES:
        raise too_large(len(data), name)
    snapshot = Snapshot(sha256(data), text)
    return make_document(snapshot, split_text(text), name, facts, published)


def too_large(size: int, name: str, limit: int = MAX_BYTES) -> UnreadableInput:
    """Return the refusal of a source that is larger than ``limit`` bytes."""
    megabytes = -(-size // (1024 * 1024))
    place = Place(name) if name else None
    return UnreadableInput(
        finding("GO102.source", place, size=megabytes, most=limit // (1024 * 1024))
    )


def empty(name: str) -> UnreadableInput:
    """Return the refusal of a source without a word."""
    return UnreadableInput(finding("GO101.source", Place(name) if name else None))


def make_document(
    snapshot: Snapshot,
    blocks: Sequence[PageBlock],
    name: str,
    facts: Facts,
    published: str | None,
    parts: tuple[Part, ...] = (),
) -> Document:
    """Zone a snapshot and set beside it what its page, its address and the caller say.

    Raises
    ------
    UnreadableInput
        GO101 where no word shows, GO107 where the date is none, GO110 where it is no report.
    """
    text = snapshot.text
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise empty(name)
    if len(blocks) > MAX_BLOCKS:
        place = Place(name) if name else None
        raise UnreadableInput(finding("GO110", place, count=len(blocks), most=MAX_BLOCKS))
    zones = zone(text, blocks, facts.title, facts.authors)
    address = name if re.match(r"https?://", name) else facts.address
    address = address or address_in_words(text, zones, blocks)
    outlet = facts.outlet or outlet_of(address)
    language = language_of(
        "\n".join(text[z.start : z.end] for z in zones if z.kind == "body") or text, facts.language
    )
    words = date_in_words(text, zones, blocks, language)
    published, published_from = _dated(published, facts, words, (address, name))
    return Document(
        snapshot,
        zones,
        name=name,
        title=next((text[z.start : z.end] for z in zones if z.kind == "title"), facts.title),
        language=language,
        published=published,
        published_from=published_from,
        outlet=outlet,
        address=address,
        authors=facts.authors or _authors(text, zones),
        origin=find_origin(snapshot, zones, blocks, outlet),
        parts=parts,
    )


def _dated(
    published: str | None,
    facts: Facts,
    words: tuple[str | None, str | None],
    named: tuple[str | None, str],
) -> tuple[str | None, str | None]:
    """Return the publication date and who says so.

    That is the caller, what is declared, the page's words, its address: the first that says a day.
    """
    address, name = named
    if published is not None:
        if valid_date(published) is None:
            place = Place(name) if name else None
            raise UnreadableInput(finding("GO107", place, date=published))
        return published, "given"
    if facts.published:
        return facts.published, facts.published_from
    if words[0]:
        return words
    day = date_in_address(address)
    return (day, "address") if day else (None, None)


def _authors(text: str, zones: Sequence[Zone]) -> tuple[str, ...]:
    """Return the names in a byline or in the heading of the author's box."""
    for z in zones:
        if z.kind == "author_box":
            match = re.fullmatch(r"(?:by|about):?\s+(\S.{1,80})", text[z.start : z.end], re.I)
            if match and not re.match(r"the\b", match[1], re.I):
                names = re.split(r"\s*(?:,|\band\b|&)\s*", match[1].partition("|")[0].strip())
                return tuple(name for name in names if name and known_outlet(name) is None)
    return ()
