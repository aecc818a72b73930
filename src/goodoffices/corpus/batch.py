"""A handful of documents read: a pure function of their bytes, the same on every engine.

What cannot be read, or breaks the reader, is a finding of that document; the others are read on.
The parser's memory of words is given back after each batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Literal

from goodoffices.claims import Dossier
from goodoffices.corpus.prefilter import left_out, plain, raw_text
from goodoffices.corpus.sources import Source, parse_line
from goodoffices.corpus.tables import KINDS, parquet, rows
from goodoffices.errors import Finding, Place, UnreadableInput
from goodoffices.i18n import _

Status = Literal["read", "set aside", "unread"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: its key and name, its status, and why it was not read."""

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
    held: dict[str, list[dict[str, Any]]] = {table: [] for table in KINDS}
    outcomes: list[Outcome] = []
    with ExitStack() as memory:
        loaded = False
        for source in sources:
            outcome = _not_to_read(source, everything=everything)
            if outcome is None:
                if not loaded:
                    loaded = _forgetting(memory)
                outcome = _read(source, published, held)
            outcomes.append(outcome)
    parts = {table: parquet(table, found) for table, found in held.items() if found}
    return Batch(tuple(outcomes), parts)


def _forgetting(memory: ExitStack) -> bool:
    """Load the parser, and let it forget the words of this batch at its end.

    Raises
    ------
    UnreadableInput
        GO150 where no English pipeline is installed.
    """
    from goodoffices.read.parse import load

    memory.enter_context(load().memory_zone())
    return True


def _not_to_read(source: Source, *, everything: bool) -> Outcome | None:
    """Return why a document is not to be read, or None."""
    if source.fault is not None:
        return _unread(source, (source.fault,))
    try:
        text = plain(parse_line(source).text) if source.line else raw_text(source.data)
    except UnreadableInput as error:
        return _unread(source, error.findings)
    reason = None if everything else left_out(text)
    return Outcome(source.key, source.name, "set aside", reason) if reason else None


def _read(source: Source, published: str | None, held: dict[str, list[dict[str, Any]]]) -> Outcome:
    """Read one document and add its rows to the tables."""
    try:
        for table, found in rows(dossier_of(source, published)).items():
            held[table] += found
    except UnreadableInput as error:
        return _unread(source, error.findings)
    except Exception as error:  # noqa: BLE001 - one document must not stop a million
        text = _("The reader failed on this document: {kind}.").format(kind=type(error).__name__)
        hint = _("Read it alone with goodoffices --debug read, and report what it prints.")
        return _unread(source, (Finding("GO142", text, Place(source.name), hint),))
    return Outcome(source.key, source.name, "read")


def _unread(source: Source, findings: tuple[Finding, ...]) -> Outcome:
    return Outcome(source.key, source.name, "unread", findings[0].code, findings)


def dossier_of(source: Source, published: str | None = None) -> Dossier:
    """Read one document as a page alone is read.

    Raises
    ------
    UnreadableInput
        where it cannot be read.
    """
    from goodoffices.read import read_bytes, read_text

    if not source.line:
        return read_bytes(source.data, source.name, published)
    line = parse_line(source)
    return read_text(line.text, line.published or published, line.url or source.name)
