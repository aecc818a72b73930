"""Bytes to a document: an unchanging snapshot, its zones, and what the page says of itself.

A plain text is kept exactly as it was decoded. A web page is reduced once to the text it shows
(:mod:`goodoffices.read.document.markup`). What cannot be read is refused with a finding that says
why and what to do; nothing is repaired in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.i18n import _
from goodoffices.evidence.snapshot import Document, Part, Snapshot, Zone
from goodoffices.read.document.decode import decode
from goodoffices.read.document.language import language_of
from goodoffices.read.document.metadata import Facts, date_in_address, valid_date
from goodoffices.read.document.outlets import find_origin, outlet_of
from goodoffices.read.document.zones import Block, split_text, zone

MAX_BYTES = 20 * 1024 * 1024
"""A source larger than this is refused."""
MAX_BLOCKS = 50_000
"""A source with more paragraphs than this is refused."""


def read_path(path: Path, published: str | None = None) -> Document:
    """Read a file, whose size is looked at before its bytes are.

    Raises
    ------
    UnreadableInput
        as :func:`read_source`, and GO108 where the file cannot be opened.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large(path.stat().st_size, str(path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(
            Finding(
                "GO108",
                _("This file cannot be opened: {reason}.").format(reason=error.strerror or error),
                Place(str(path)),
                _("Check its name and your right to read it."),
            )
        ) from error
    return read_source(data, str(path), published=published)


def read_source(
    data: bytes, name: str = "", *, published: str | None = None, media_type: str | None = None
) -> Document:
    """Read the bytes of a plain text or a web page.

    Parameters
    ----------
    data
        The bytes as found; their hash names the snapshot.
    name
        The file's name or the page's address, for findings and, where it is an address, for the
        page's date and outlet.
    published
        The publication date, EDTF, where the caller knows it; it wins over what the page says.
    media_type
        ``text/plain`` or ``text/html`` where the caller knows it; else the content decides.

    Raises
    ------
    UnreadableInput
        GO101 empty, GO102 too large, GO103 not text, GO104 unknown encoding, GO105 hostile markup,
        GO106 a page that shows no text, GO107 a publication date that is no date, GO110 more
        paragraphs than a report has.
    """
    if len(data) > MAX_BYTES:
        raise too_large(len(data), name)
    if not data.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xfe\xff"):
        raise _empty(name)
    text, encoding = decode(data, name)
    if media_type is None:
        media_type = "text/html" if looks_like_markup(text, name) else "text/plain"
    if media_type not in {"text/html", "application/xhtml+xml"}:
        snapshot = Snapshot(sha256(data), text, "text/plain", encoding)
        return make_document(snapshot, split_text(text), name, Facts(), published)
    from goodoffices.read.document.markup import read_page

    page = read_page(text, name)
    snapshot = Snapshot(sha256(data), page.text, "text/html", encoding)
    return make_document(snapshot, page.blocks, name, page.facts, published)


def text_document(text: str, name: str = "", published: str | None = None) -> Document:
    """Read a text that is already characters; it is kept exactly as it is given.

    Raises
    ------
    UnreadableInput
        GO101, GO102 or GO107 as :func:`read_source`, and GO109 where the text holds halves of
        characters, which no file can keep.
    """
    half = re.search(r"[\ud800-\udfff]", text)
    if half:
        line = text.count("\n", 0, half.start()) + 1
        column = half.start() - (text.rfind("\n", 0, half.start()) + 1) + 1
        raise UnreadableInput(
            Finding(
                "GO109",
                _("Half a character (U+{code}) stands in this text.").format(
                    code=f"{ord(half.group()):04X}"
                ),
                Place(name or "text", line, column),
                _("The text was decoded wrongly before it came here: decode its bytes again."),
            )
        )
    data = text.encode("utf-8")
    if len(data) > MAX_BYTES:
        raise too_large(len(data), name)
    snapshot = Snapshot(sha256(data), text)
    return make_document(snapshot, split_text(text), name, Facts(), published)


def too_large(size: int, name: str, limit: int = MAX_BYTES) -> UnreadableInput:
    """Return the refusal of a source that is larger than ``limit`` bytes."""
    return UnreadableInput(
        Finding(
            "GO102",
            _("This source is {size} MB large; at most {most} MB are read.").format(
                size=-(-size // (1024 * 1024)), most=limit // (1024 * 1024)
            ),
            Place(name) if name else None,
            _("Cut it into its single reports and read those."),
        )
    )


def _empty(name: str) -> UnreadableInput:
    """Return the refusal of a source without a word."""
    return UnreadableInput(
        Finding(
            "GO101",
            _("There is nothing to read: the source is empty."),
            Place(name) if name else None,
            _("Check that the page was saved whole, then read it again."),
        )
    )


def looks_like_markup(text: str, name: str = "") -> bool:
    """Tell whether a text is a web page, by its first words and its tags.

    A file named as a page is one if it holds any tag at all.
    """
    if re.search(r"\.x?html?$", name, re.I) and re.search(r"<[a-z!/?][^<>]*>", text, re.I):
        return True
    head = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if re.match(
        r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b",
        head,
        re.S,
    ):
        return True
    tags = re.findall(r"</?(?:p|div|span|article|section|h[1-6]|br|a|ul|li|table)\b[^<>]*>", head)
    return len(tags) >= 4


def make_document(
    snapshot: Snapshot,
    blocks: Sequence[Block],
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
        raise _empty(name)
    if len(blocks) > MAX_BLOCKS:
        raise UnreadableInput(
            Finding(
                "GO110",
                _("This source has {count} paragraphs; at most {most} are read.").format(
                    count=len(blocks), most=MAX_BLOCKS
                ),
                Place(name) if name else None,
                _("It looks like a list or a table, not a report: cut out what you need."),
            )
        )
    zones = zone(text, blocks, facts.title, facts.authors)
    address = name if re.match(r"https?://", name) else facts.address
    outlet = facts.outlet or outlet_of(address)
    published, published_from = _dated(published, facts, address, name)
    return Document(
        snapshot,
        zones,
        name,
        title=next((text[z.start : z.end] for z in zones if z.kind == "title"), facts.title),
        language=language_of(
            "\n".join(text[z.start : z.end] for z in zones if z.kind == "body") or text,
            facts.language,
        ),
        published=published,
        published_from=published_from,
        outlet=outlet,
        address=address,
        authors=facts.authors or _authors(text, zones),
        origin=find_origin(snapshot, zones, blocks, outlet),
        parts=parts,
    )


def _dated(
    given: str | None, facts: Facts, address: str | None, name: str
) -> tuple[str | None, str | None]:
    """Return the publication date and who says so: the caller, the metadata, the address."""
    if given is not None:
        if valid_date(given) is None:
            raise UnreadableInput(
                Finding(
                    "GO107",
                    _("The publication date {date} is no date.").format(date=given),
                    Place(name) if name else None,
                    _("Write it as 2025-03-05, 2025-03 or 2025, or leave it out."),
                )
            )
        return given, "given"
    if facts.published:
        return facts.published, facts.published_from
    day = date_in_address(address)
    return (day, "address") if day else (None, None)


def _authors(text: str, zones: Sequence[Zone]) -> tuple[str, ...]:
    """Return the names in a byline or in the heading of the author's box."""
    for z in zones:
        if z.kind == "author_box":
            match = re.fullmatch(r"(?:by|about):?\s+(\S.{1,80})", text[z.start : z.end], re.I)
            if match and not re.match(r"the\b", match[1], re.I):
                return tuple(re.split(r"\s*(?:,|\band\b|&)\s*", match[1].strip()))
    return ()
