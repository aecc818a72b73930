"""One file to its pieces: a report is one, a mailbox, a feed or a web archive holds many.

What a file is, its content decides (:mod:`goodoffices.read.formats.kinds`). Each piece is a
document with its own bytes, which are what a case keeps; what cannot be read is told, and the rest
goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, Place, Severity, UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.i18n import _
from goodoffices.evidence.snapshot import Document, Snapshot
from goodoffices.read.document.intake import MAX_BYTES, make_document, read_source, too_large
from goodoffices.read.document.metadata import Facts
from goodoffices.read.document.zones import split_text
from goodoffices.read.formats.kinds import Kind, kind_of

MAX_ARCHIVE = 200 * 1024 * 1024
"""A web archive larger than this is refused; every other file at :data:`MAX_BYTES`."""

READERS = {
    "pdf": "goodoffices.read.formats.pdf",
    "docx": "goodoffices.read.formats.word",
    "mail": "goodoffices.read.formats.mail",
    "mbox": "goodoffices.read.formats.mail",
    "feed": "goodoffices.read.formats.feed",
    "opml": "goodoffices.read.formats.opml",
    "warc": "goodoffices.read.formats.warc",
    "bibtex": "goodoffices.read.formats.references",
    "ris": "goodoffices.read.formats.references",
    "csl": "goodoffices.read.formats.references",
}
"""The module that reads each kind, by its function of the kind's name."""
SPLITTERS = {
    "mbox": "letters",
    "feed": "entries",
    "warc": "pages",
    "bibtex": "bibtex_entries",
    "ris": "ris_entries",
    "csl": "csl_entries",
}
"""The function of that module that cuts each kind of container; see :func:`split`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A document, the bytes it was made of, and what to know of how it was taken from its file."""

    document: Document
    data: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes on their way in: their name in messages, and what is known from outside.

    ``address`` is where they were found; ``published`` an EDTF date that the caller gives;
    ``depth`` counts the files they lay in.
    """

    data: bytes
    name: str = ""
    published: str | None = None
    address: str | None = None
    depth: int = 0

    def finding(
        self, code: str, text: str, help_: str | None = None, severity: Severity = "error"
    ) -> Finding:
        """Return a finding about this file."""
        return Finding(code, text, Place(self.name) if self.name else None, help_, severity)

    def refused(self, code: str, text: str, help_: str | None = None) -> UnreadableInput:
        """Return the refusal of this file."""
        return UnreadableInput(self.finding(code, text, help_))

    def inner(self, data: bytes, name: str, address: str | None = None) -> Source:
        """Return what lies inside this file under a name."""
        return Source(data, f"{self.name}#{name}", self.published, address, self.depth + 1)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document of a container before it is read: its bytes, and what the container says of it.

    ``facts`` are what a feed or a library says; ``text`` tells that the bytes are plain words;
    ``kind`` is what they are where the container knows it.
    """

    source: Source
    facts: Facts | None = None
    text: bool = False
    kind: Kind | None = None


def split(source: Source) -> Iterator[Leaf | UnreadableInput]:
    """Cut a container into the documents it holds, without reading any of them.

    What is no container is one leaf. Reading each leaf by :func:`made` gives what reading the
    container by :func:`pieces` does; only refusals are told for each leaf and not summed up.
    """
    kind = kind_of(source.data, source.name)
    if kind not in SPLITTERS:
        yield Leaf(source)
        return
    try:
        yield from getattr(import_module(READERS[kind]), SPLITTERS[kind])(source)
    except UnreadableInput as error:
        yield error


def made(leaf: Leaf) -> Iterator[Piece | UnreadableInput]:
    """Read a leaf: most are one piece, a letter with attachments is several."""
    try:
        if leaf.text:
            yield _of_words(leaf)
        elif leaf.facts is not None:
            facts = {field.name: getattr(leaf.facts, field.name) for field in fields(leaf.facts)}
            yield plain(leaf.source, **facts)
        else:
            yield from pieces(leaf.source, leaf.kind)
    except UnreadableInput as error:
        yield error


def _of_words(leaf: Leaf) -> Piece:
    """Return plain words with the facts that are told of them."""
    source, data = leaf.source, leaf.source.data
    snapshot = Snapshot(sha256(data), data.decode("utf-8"))
    blocks = split_text(snapshot.text)
    facts = leaf.facts or Facts()
    return Piece(make_document(snapshot, blocks, source.name, facts, source.published), data)


def read_sources(
    data: bytes, name: str = "", *, published: str | None = None, address: str | None = None
) -> Iterator[Piece | UnreadableInput]:
    """Yield the pieces of some bytes, and the refusal of each that cannot be read.

    Parameters
    ----------
    data
        The bytes as found.
    name
        The file's name or the page's address, for findings.
    published
        The publication date (EDTF) where the caller knows it; it holds for every piece.
    address
        Where the bytes were fetched from, where that is not the name.
    """
    yield from pieces(Source(data, name, published, address))


def pieces(source: Source, kind: Kind | None = None) -> Iterator[Piece | UnreadableInput]:
    """Yield what a source holds; see :func:`read_sources`."""
    kind = kind or kind_of(source.data, source.name)
    limit = MAX_ARCHIVE if kind == "warc" else MAX_BYTES
    try:
        if len(source.data) > limit:
            raise too_large(len(source.data), source.name, limit)
        if kind in READERS:
            yield from getattr(import_module(READERS[kind]), kind)(source)
        else:
            yield plain(source)
    except UnreadableInput as error:
        yield error


def plain(source: Source, **facts: Any) -> Piece:  # noqa: ANN401 - fields of a document
    """Return a text or a web page as a piece; ``facts`` hold where the page itself is silent."""
    named = source.address or source.name
    document = read_source(source.data, named, published=source.published)
    silent = {k: v for k, v in facts.items() if v and not getattr(document, k)}
    return Piece(replace(document, name=source.name or document.name, **silent), source.data)


def read_file(path: Path, published: str | None = None) -> Iterator[Piece | UnreadableInput]:
    """Yield the pieces of a file, whose size is looked at before its bytes are."""
    name = str(path)
    try:
        size = path.stat().st_size
        if size > MAX_ARCHIVE:
            raise too_large(size, name, MAX_ARCHIVE)
        with path.open("rb") as file:
            data = file.read(4096)
            limit = MAX_ARCHIVE if kind_of(data, name) == "warc" else MAX_BYTES
            if size > limit:
                raise too_large(size, name, limit)
            data += file.read(limit + 1 - len(data))
    except UnreadableInput as error:
        yield error
        return
    except OSError as error:
        text = _("This file cannot be opened: {reason}.").format(reason=error.strerror or error)
        help_ = _("Check its name and your right to read it.")
        yield UnreadableInput(Finding("GO108", text, Place(name), help_))
        return
    yield from read_sources(data, name, published=published)
