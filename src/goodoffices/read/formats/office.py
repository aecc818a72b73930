"""What the documents of word processors share: a bounded archive, a text of paragraphs and tables.

They are zip archives. Their sizes are looked at before anything is unpacked, so that a few
kilobytes that unpack to gigabytes are refused; no picture, macro or linked file is opened at all.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Part, Snapshot
from goodoffices.read.document.intake import make_document
from goodoffices.read.document.lines import PageBlock
from goodoffices.read.document.metadata import Facts
from goodoffices.read.document.tables import Cell, laid_out
from goodoffices.read.formats.format import InputPiece, SourceBytes

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 150
"""How many times its packed size an entry larger than 1 MB may unpack to."""
MAX_ENTRIES = 5_000
MAX_CELLS = 50_000

LIMITS = (
    f"{MAX_UNPACKED // 2**20} MB unpacked, {MAX_ENTRIES:,} entries, no large entry packed more "
    f"than {MAX_RATIO}-fold; sizes are looked at before it is opened"
)


def archive(source: SourceBytes) -> zipfile.ZipFile | None:
    """Open an archive that does not unpack beyond reason; None where it is damaged.

    Raises
    ------
    UnreadableInput
        GO114 where it does, before anything in it is unpacked.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    entries = opened.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > max(1024 * 1024, MAX_RATIO * max(1, entry.compress_size))
        for entry in entries
    )
    if bomb or unpacked > MAX_UNPACKED or len(entries) > MAX_ENTRIES:
        size = -(-len(source.data) // 1024)
        megabytes = -(-unpacked // 2**20)
        raise UnreadableInput(finding("GO114", source.place, size=size, unpacked=megabytes))
    return opened


class OfficeText:
    """The text of a document while it is put together."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.length = 0
        self.blocks: list[PageBlock] = []
        self.parts: list[Part] = []

    def say(self, words: str, heading: int = 0) -> None:
        """Add a paragraph, or a heading by its level."""
        words = re.sub(r"[^\S\n]+", " ", words).strip()
        if words:
            start = self.next
            self.length = start + len(words)
            self.words.append(words)
            self.blocks.append(PageBlock(start, self.length, heading=heading))

    @property
    def next(self) -> int:
        """Where what is added next begins."""
        return self.length + 2 if self.length else 0

    @contextmanager
    def table(self) -> Iterator[list[list[Cell]]]:
        """Take what is added meanwhile for a table, whose rows of cells are added to the list."""
        start = self.next
        rows: list[list[Cell]] = []
        yield rows
        if self.length > start:
            number = len(self.parts) + 1
            self.parts.append(Part("table", number, start, self.length, laid_out(rows)))

    @contextmanager
    def cell(self, row: list[Cell], columns: int = 1, rows: int = 1) -> Iterator[None]:
        """Take what is added meanwhile for the next cell of a row."""
        start = self.next
        yield
        told = self.length > start
        row.append(Cell(start if told else 0, self.length if told else 0, columns, rows))

    def piece(self, source: SourceBytes, media_type: str, facts: Facts) -> InputPiece:
        """Return the document of a text that is whole.

        Raises
        ------
        UnreadableInput
            as :func:`~goodoffices.read.document.intake.make_document`.
        """
        snapshot = Snapshot(sha256(source.data), "\n\n".join(self.words), media_type)
        parts = tuple(self.parts)
        document = make_document(snapshot, self.blocks, source.name, facts, source.published, parts)
        return InputPiece(document, source.data)
