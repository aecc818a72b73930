"""A Word document (DOCX) to its text: paragraphs, headings and the cells of tables, in order.

A DOCX is a zip archive. Its sizes are looked at before it is opened, so that a few kilobytes that
unpack to gigabytes are refused; no picture, macro or linked file in it is opened at all.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Part, Snapshot
from goodoffices.read.document.intake import make_document
from goodoffices.read.document.metadata import Facts
from goodoffices.read.document.zones import PageBlock
from goodoffices.read.formats.format import Format, Input, InputPiece

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 150
"""How many times its packed size an entry larger than 1 MB may unpack to."""
MAX_ENTRIES = 5_000
MAX_CELLS = 50_000


def docx(source: Input) -> Iterator[InputPiece]:
    """Yield the document of a DOCX.

    Raises
    ------
    UnreadableInput
        GO113 where it is damaged or no Word document, GO114 where it unpacks beyond reason, GO101
        where it holds no word.
    """
    guard(source)
    opened = _opened(source)
    text, blocks, parts = _WordText(opened).all()
    snapshot = Snapshot(sha256(source.data), text, MEDIA_TYPE)
    core = opened.core_properties
    authors = (core.author,) if core.author and core.author != "python-docx" else ()
    facts = Facts(title=core.title or None, authors=authors, address=source.address)
    document = make_document(snapshot, blocks, source.name, facts, source.published, parts)
    yield InputPiece(document, source.data)


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def guard(source: Input) -> None:
    """Refuse an archive that unpacks beyond reason, before anything in it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableInput(finding("GO113.word", source.place)) from None
    unpacked = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > max(1024 * 1024, MAX_RATIO * max(1, entry.compress_size))
        for entry in entries
    )
    if bomb or unpacked > MAX_UNPACKED or len(entries) > MAX_ENTRIES:
        size = -(-len(source.data) // 1024)
        raise UnreadableInput(
            finding("GO114", source.place, size=size, unpacked=-(-unpacked // 2**20))
        )


def _opened(source: Input) -> Document:
    """Open a guarded archive as a document."""
    import docx as library

    try:
        return library.Document(io.BytesIO(source.data))
    except Exception:  # noqa: BLE001 - a damaged archive may fail in any way; it is told
        raise UnreadableInput(finding("GO113.word", source.place)) from None


class _WordText:
    """The text of a document while it is put together."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = ""
        self.blocks: list[PageBlock] = []
        self.parts: list[Part] = []

    def all(self) -> tuple[str, list[PageBlock], tuple[Part, ...]]:
        """Go through the document."""
        from docx.table import Table

        for item in self.document.iter_inner_content():
            if isinstance(item, Table):
                self.table(item)
            else:
                self.paragraph(item)
        return self.text, self.blocks, tuple(self.parts)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Add a paragraph, as a heading where its style is one."""
        try:
            style = (paragraph.style.name or "") if paragraph.style else ""
        except (AttributeError, KeyError, ValueError):
            style = ""
        heading = re.fullmatch(r"heading (\d)", style, re.IGNORECASE)
        level = 1 if style == "Title" else min(6, int(heading[1])) if heading else 0
        self.say(paragraph.text, level)

    def table(self, table: Table) -> None:
        """Add a table, each cell a paragraph of its own; one over several fields is said once."""
        start = len(self.text) + (2 if self.text else 0)
        seen: set[int] = set()
        for row in table.rows:
            for cell in row.cells:
                if id(cell._tc) in seen or len(seen) > MAX_CELLS:  # noqa: SLF001 - no public way
                    continue
                seen.add(id(cell._tc))  # noqa: SLF001
                for paragraph in cell.paragraphs:
                    self.say(paragraph.text, 0)
        if len(self.text) > start:
            number = len(self.parts) + 1
            self.parts.append(Part("table", number, start, len(self.text)))

    def say(self, words: str, heading: int) -> None:
        """Add a block."""
        words = re.sub(r"[^\S\n]+", " ", words).strip()
        if words:
            self.text += "\n\n" if self.text else ""
            self.blocks.append(
                PageBlock(len(self.text), len(self.text) + len(words), heading=heading)
            )
            self.text += words


def told(data: bytes, name: str) -> bool:
    """Tell a DOCX: an archive that is named so, or that holds what Word puts there."""
    return data.startswith(b"PK\x03\x04") and (name.endswith(".docx") or b"word/" in data)


DOCX = Format(
    name="DOCX",
    read=docx,
    told_by=told,
    endings=(".docx",),
    media_types={MEDIA_TYPE: "docx"},
    becomes="one document; the cells of tables are paragraphs, `show` names the table",
    limits=f"{MAX_UNPACKED // 2**20} MB unpacked, {MAX_ENTRIES:,} entries, no large entry packed "
    f"more than {MAX_RATIO}-fold; sizes are looked at before it is opened",
)
