"""A Word document (DOCX) to its text: paragraphs, headings and the cells of tables, in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.metadata import Facts
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes
from goodoffices.read.formats.office import LIMITS, MAX_CELLS, OfficeText, archive

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(source: SourceBytes) -> Iterator[InputPiece]:
    """Yield the document of a DOCX.

    Raises
    ------
    UnreadableInput
        GO113 where it is damaged or no Word document, GO114 where it unpacks beyond reason, GO101
        where it holds no word.
    """
    from docx.table import Table

    opened = _opened(source)
    text = OfficeText()
    for item in opened.iter_inner_content():
        if isinstance(item, Table):
            with text.table():
                for paragraph in _cells(item):
                    text.say(paragraph.text)
        else:
            text.say(item.text, _level(item))
    core = opened.core_properties
    authors = (core.author,) if core.author and core.author != "python-docx" else ()
    facts = Facts(title=core.title or None, authors=authors, address=source.address)
    yield text.piece(source, MEDIA_TYPE, facts)


def _opened(source: SourceBytes) -> Document:
    """Open a guarded archive as a document."""
    import docx as library

    damaged = UnreadableInput(finding("GO113.word", source.place))
    if archive(source) is None:
        raise damaged
    try:
        return library.Document(io.BytesIO(source.data))
    except Exception:  # noqa: BLE001 - a damaged archive may fail in any way; it is told
        raise damaged from None


def _level(paragraph: Paragraph) -> int:
    """Return the level of the heading that a paragraph's style makes it, or 0."""
    try:
        style = (paragraph.style.name or "") if paragraph.style else ""
    except (AttributeError, KeyError, ValueError):
        style = ""
    heading = re.fullmatch(r"heading (\d)", style, re.IGNORECASE)
    return 1 if style == "Title" else min(6, int(heading[1])) if heading else 0


def _cells(table: Table) -> Iterator[Paragraph]:
    """Yield the paragraphs of a table's cells; a cell over several fields is said once."""
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) in seen or len(seen) > MAX_CELLS:  # noqa: SLF001 - no public way
                continue
            seen.add(id(cell._tc))  # noqa: SLF001
            yield from cell.paragraphs


def is_docx(data: bytes, name: str) -> bool:
    """Tell a DOCX: an archive that is named so, or that holds what Word puts there."""
    return data.startswith(b"PK\x03\x04") and (name.endswith(".docx") or b"word/" in data)


DOCX = Format(
    name="DOCX",
    read=docx,
    told_by=is_docx,
    endings=(".docx",),
    media_types={MEDIA_TYPE: "docx"},
    becomes="one document; the cells of tables are paragraphs, `show` names the table",
    limits=LIMITS,
)
