"""A text or a web page: whatever no other format is.

A plain text is kept exactly as it was decoded. A web page is reduced once to the text it shows
(:mod:`goodoffices.read.document.markup`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace

from goodoffices.base.files import sha256
from goodoffices.evidence.snapshot import Document, Snapshot
from goodoffices.read.document.decode import decode
from goodoffices.read.document.intake import (
    MAX_BLOCKS,
    MAX_BYTES,
    empty,
    make_document,
    text_document,
    too_large,
)
from goodoffices.read.document.metadata import Facts
from goodoffices.read.document.paragraphs import split_text
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes


def page(source: SourceBytes) -> Iterator[InputPiece]:
    """Yield the document of a text or a web page; where it is silent, the facts told of it hold.

    A date that is told of it is believed before one that was found in its words or address.

    Raises
    ------
    UnreadableInput
        as :func:`read_source`.
    """
    facts = source.facts or Facts()
    if source.text:
        words = source.data.decode("utf-8")
        document = text_document(words, source.name, source.published, facts)
    else:
        named = source.address or source.name
        document = read_source(source.data, named, published=source.published)
        told = {k: v for k, v in asdict(facts).items() if v and not getattr(document, k)}
        if facts.published and document.published_from != "given":
            told |= {"published": facts.published, "published_from": facts.published_from}
        document = replace(document, name=source.name or document.name, **told)
    yield InputPiece(document, source.data)


def read_source(data: bytes, name: str = "", *, published: str | None = None) -> Document:
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
        raise empty(name)
    text, encoding = decode(data, name)
    if not looks_like_markup(text, name):
        snapshot = Snapshot(sha256(data), text, "text/plain", encoding)
        return make_document(snapshot, split_text(text), name, Facts(), published)
    from goodoffices.read.document.markup import read_page

    markup = read_page(text, name)
    snapshot = Snapshot(sha256(data), markup.text, "text/html", encoding)
    return make_document(snapshot, markup.blocks, name, markup.facts, published, markup.tables)


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


PAGE = Format(
    name="text, HTML",
    read=page,
    told_by=None,
    endings=(".txt", ".text", ".html", ".htm", ".xhtml"),
    media_types={"text/plain": "txt", "text/html": "html", "application/xhtml+xml": "xhtml"},
    becomes="one document",
    limits=f"{MAX_BYTES // 2**20} MB, {MAX_BLOCKS:,} paragraphs",
)
