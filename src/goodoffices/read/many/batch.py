"""A handful of documents read: a pure function of their bytes, the same on every engine.

What cannot be read, or breaks the reader, is a finding of that document; the others are read on. A
letter with attachments is several documents, each with an outcome of its own. The parser's memory
of words is given back after each batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, Literal

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.evidence.claims import Dossier
from goodoffices.read.document.intake import text_document
from goodoffices.read.formats import format_of
from goodoffices.read.formats.format import InputPiece
from goodoffices.read.formats.page import PAGE
from goodoffices.read.formats.pieces import pieces
from goodoffices.read.many.parquet import TABLES, parquet, rows
from goodoffices.read.many.prefilter import Reason, left_out, plain, raw_text
from goodoffices.read.many.sources import CorpusDocument, parse_line

Status = Literal["read", "set aside", "unread"]


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document: its key and name, its status, and why it was not read.

    ``reason`` and ``findings`` of a document that was read say what of it was not.
    """

    key: bytes
    name: str
    status: Status
    reason: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a batch: each document's outcome and, by table, the bytes of a Parquet part."""

    outcomes: tuple[DocumentOutcome, ...] = ()
    parts: dict[str, bytes] = field(default_factory=dict)


def read_batch(
    documents: Sequence[CorpusDocument], *, everything: bool = False, published: str | None = None
) -> Batch:
    """Read documents.

    Parameters
    ----------
    documents
        what to read.
    everything
        whether to read also what the prefilter would set aside.
    published
        the date (EDTF) of those that do not bring one.
    """
    reading = _BatchReading(published, everything=everything)
    with reading.memory:
        outcomes = [outcome for document in documents for outcome in reading.one(document)]
    parts = {table: parquet(table, lines) for table, lines in reading.rows.items() if lines}
    return Batch(tuple(outcomes), parts)


def dossiers_of(
    document: CorpusDocument, published: str | None = None, *, everything: bool = True
) -> list[Dossier | UnreadableInput]:
    """Read one document as a page alone is read: most give one dossier, a letter may give several.

    Raises
    ------
    UnreadableInput
        where a line holds no document.
    """
    reading = _BatchReading(published, everything=everything)
    with reading.memory:
        return [
            piece if isinstance(piece, UnreadableInput) else reading.dossier(piece)
            for piece in _pieces(document)
        ]


class _BatchReading:
    """A batch under way: its rows so far, and the parser once it is needed."""

    def __init__(self, published: str | None, *, everything: bool) -> None:
        self.published, self.everything = published, everything
        self.rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        self.memory = ExitStack()
        self.loaded = False

    def one(self, document: CorpusDocument) -> list[DocumentOutcome]:
        """Read a document, and tell what became of it, and of each that it turns out to hold."""
        key, name = document.key, document.name
        if document.faults:
            return [_unread(key, name, document.faults)]
        try:
            reason = None if self.everything else _foreseen(document)
            if reason is not None:
                return [DocumentOutcome(key, name, "set aside", reason)]
            parts = list(_pieces(document))
        except UnreadableInput as error:
            return [_unread(key, name, error.findings)]
        except Exception as error:  # noqa: BLE001 - one document must not stop a million
            return [_failed(key, name, error)]
        reason = None if self.everything or _seen_raw(document) else _beside_the_point(parts)
        if reason is not None:
            return [DocumentOutcome(key, name, "set aside", reason)]
        return [
            self.piece(part, _further(key, number) if number else key, name)
            for number, part in enumerate(parts)
        ]

    def piece(self, piece: InputPiece | UnreadableInput, key: bytes, name: str) -> DocumentOutcome:
        """Read one piece of a document and add its rows to the tables."""
        if isinstance(piece, UnreadableInput):
            place = piece.findings[0].place
            return _unread(key, (place.file if place else "") or name, piece.findings)
        name = piece.document.name or name
        if not self.loaded:
            self.load()
        try:
            for table, lines in rows(self.dossier(piece)).items():
                self.rows[table] += lines
        except UnreadableInput as error:
            return _unread(key, name, error.findings)
        except Exception as error:  # noqa: BLE001 - one document must not stop a million
            return _failed(key, name, error)
        reason = piece.findings[0].code if piece.findings else ""
        return DocumentOutcome(key, name, "read", reason, piece.findings)

    def dossier(self, piece: InputPiece) -> Dossier:
        """Read a document; a date that holds for all is its date where it brings none."""
        from goodoffices.read import read_document

        document = piece.document
        if document.published is None and self.published is not None:
            document = replace(document, published=self.published, published_from="given")
        dossier = read_document(document)
        return replace(dossier, findings=(*dossier.findings, *piece.findings))

    def load(self) -> None:
        """Load the parser, and let it forget the words of this batch at its end.

        Raises
        ------
        UnreadableInput
            GO150 where no English pipeline is installed.
        """
        from goodoffices.read.clause.parse import load

        self.memory.enter_context(load().language.memory_zone())
        self.loaded = True


def _seen_raw(document: CorpusDocument) -> bool:
    """Tell whether names can be looked for in a document's bytes as they are."""
    source = document.source
    return document.line or (source.kind or format_of(source.data, source.name)) == PAGE


def _foreseen(document: CorpusDocument) -> Reason | None:
    """Return why a document need not be opened, or None."""
    if not _seen_raw(document):
        return None
    source = document.source
    return left_out(plain(parse_line(source).text) if document.line else raw_text(source.data))


def _beside_the_point(parts: list[InputPiece | UnreadableInput]) -> Reason | None:
    """Return why nothing of what a document holds need be read, or None."""
    why = [left_out(plain(p.document.snapshot.text)) for p in parts if isinstance(p, InputPiece)]
    return why[0] if why and all(why) and len(why) == len(parts) else None


def _pieces(document: CorpusDocument) -> Iterator[InputPiece | UnreadableInput]:
    """Yield the pieces of a document before they are read.

    Raises
    ------
    UnreadableInput
        where a line holds none.
    """
    source = document.source
    if not document.line:
        yield from pieces(source)
        return
    line = parse_line(source)
    text = text_document(line.text, name=line.url or source.name, published=line.published)
    yield InputPiece(text, source.data)


def _further(key: bytes, number: int) -> bytes:
    """Return what a further piece of a document is known by."""
    return blake2b(key + number.to_bytes(4), digest_size=16, person=b"piece").digest()


def _unread(key: bytes, name: str, findings: tuple[Finding, ...]) -> DocumentOutcome:
    return DocumentOutcome(key, name, "unread", findings[0].code, findings)


def _failed(key: bytes, name: str, error: Exception) -> DocumentOutcome:
    return _unread(key, name, (finding("GO142", Place(name), kind=type(error).__name__),))
