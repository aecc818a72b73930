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
from goodoffices.base.i18n import _
from goodoffices.evidence.claims import Dossier
from goodoffices.read.formats.kinds import kind_of
from goodoffices.read.formats.pieces import Piece, made
from goodoffices.read.many.parquet import KINDS, parquet, rows
from goodoffices.read.many.prefilter import Reason, left_out, plain, raw_text
from goodoffices.read.many.sources import Source, parse_line

Status = Literal["read", "set aside", "unread"]


@dataclass(frozen=True, slots=True)
class Outcome:
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

    outcomes: tuple[Outcome, ...] = ()
    parts: dict[str, bytes] = field(default_factory=dict)


def read_batch(
    sources: Sequence[Source], *, everything: bool = False, published: str | None = None
) -> Batch:
    """Read documents.

    Parameters
    ----------
    sources
        the documents.
    everything
        whether to read also what the prefilter would set aside.
    published
        the date (EDTF) of those that do not bring one.
    """
    reading = _Reading(published, everything=everything)
    with reading.memory:
        outcomes = [outcome for source in sources for outcome in reading.one(source)]
    parts = {table: parquet(table, found) for table, found in reading.held.items() if found}
    return Batch(tuple(outcomes), parts)


def dossiers_of(
    source: Source, published: str | None = None, *, everything: bool = True
) -> list[Dossier | UnreadableInput]:
    """Read one source as a page alone is read: most give one dossier, a letter may give several.

    Raises
    ------
    UnreadableInput
        where a line holds no document.
    """
    reading = _Reading(published, everything=everything)
    with reading.memory:
        return [
            piece if isinstance(piece, UnreadableInput) else reading.dossier(piece)
            for piece in _pieces(source)
        ]


class _Reading:
    """A batch under way: its rows so far, and the parser once it is needed."""

    def __init__(self, published: str | None, *, everything: bool) -> None:
        self.published, self.everything = published, everything
        self.held: dict[str, list[dict[str, Any]]] = {table: [] for table in KINDS}
        self.memory = ExitStack()
        self.loaded = False

    def one(self, source: Source) -> list[Outcome]:
        """Read a source, and tell what became of each document in it."""
        if source.fault is not None:
            return [_unread(source.key, source.name, (source.fault,))]
        try:
            reason = None if self.everything else _foreseen(source)
            if reason is not None:
                return [Outcome(source.key, source.name, "set aside", reason)]
            found = list(_pieces(source))
        except UnreadableInput as error:
            return [_unread(source.key, source.name, error.findings)]
        except Exception as error:  # noqa: BLE001 - one document must not stop a million
            return [_failed(source.key, source.name, error)]
        reason = None if self.everything or _seen_raw(source) else _beside_the_point(found)
        if reason is not None:
            return [Outcome(source.key, source.name, "set aside", reason)]
        return [self.piece(p, source, number) for number, p in enumerate(found)]

    def piece(self, piece: Piece | UnreadableInput, source: Source, number: int) -> Outcome:
        """Read one document of a source and add its rows to the tables."""
        key = source.key if number == 0 else _further(source.key, number)
        if isinstance(piece, UnreadableInput):
            place = piece.findings[0].place
            return _unread(key, (place.file if place else "") or source.name, piece.findings)
        name = piece.document.name or source.name
        if not self.loaded:
            self.load()
        try:
            for table, found in rows(self.dossier(piece)).items():
                self.held[table] += found
        except UnreadableInput as error:
            return _unread(key, name, error.findings)
        except Exception as error:  # noqa: BLE001 - one document must not stop a million
            return _failed(key, name, error)
        told = piece.findings
        return Outcome(key, name, "read", told[0].code if told else "", told)

    def dossier(self, piece: Piece) -> Dossier:
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

        self.memory.enter_context(load().memory_zone())
        self.loaded = True


def _seen_raw(source: Source) -> bool:
    """Tell whether names can be looked for in a source's bytes as they are."""
    if source.line:
        return True
    leaf = source.whole()
    packed = leaf.kind == "mail" or kind_of(source.data, source.name) != "page"
    return leaf.text or leaf.facts is not None or not packed


def _foreseen(source: Source) -> Reason | None:
    """Return why a source need not be opened, or None."""
    if not _seen_raw(source):
        return None
    return left_out(plain(parse_line(source).text) if source.line else raw_text(source.data))


def _beside_the_point(found: list[Piece | UnreadableInput]) -> Reason | None:
    """Return why nothing of what a source holds need be read, or None."""
    why = [left_out(plain(p.document.snapshot.text)) for p in found if isinstance(p, Piece)]
    return why[0] if why and all(why) and len(why) == len(found) else None


def _pieces(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield the documents of a source before they are read.

    Raises
    ------
    UnreadableInput
        where a line holds none.
    """
    if not source.line:
        yield from made(source.whole())
        return
    from goodoffices.read.document.intake import text_document

    line = parse_line(source)
    document = text_document(line.text, name=line.url or source.name, published=line.published)
    yield Piece(document, source.data)


def _further(key: bytes, number: int) -> bytes:
    """Return what a further document of a source is known by."""
    return blake2b(key + number.to_bytes(4), digest_size=16, person=b"piece").digest()


def _unread(key: bytes, name: str, findings: tuple[Finding, ...]) -> Outcome:
    return Outcome(key, name, "unread", findings[0].code, findings)


def _failed(key: bytes, name: str, error: Exception) -> Outcome:
    text = _("The reader failed on this document: {kind}.").format(kind=type(error).__name__)
    hint = _("Read it alone with goodoffices --debug read, and report what it prints.")
    return _unread(key, name, (Finding("GO142", text, Place(name), hint),))
