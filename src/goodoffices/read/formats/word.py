"""A Word document (DOCX) to its text: paragraphs, headings, cells of tables, notes, in order.

Word wraps words in much that is no paragraph: content controls, links, fields, text boxes, tables
in tables. All of it is walked through. Where changes are tracked the document is read as it would
be with all of them accepted, and a finding says so: what was struck out is not what it says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from goodoffices.base.errors import Finding, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.metadata import Facts
from goodoffices.read.document.tables import Cell
from goodoffices.read.formats.bundle import articles
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes
from goodoffices.read.formats.office import LIMITS, MAX_CELLS, OfficeText, archive

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/(\w+)"
)
"""Names of ISO's strict form, which the library does not know."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_STRUCK = frozenset(f"{_W}{name}" for name in ("del", "moveFrom"))
_LEFT_OUT = _STRUCK | {
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}sdtPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""Elements whose words are not read: struck out, properties, what stands instead of a drawing."""


def docx(source: SourceBytes) -> Iterator[InputPiece | SourceBytes | UnreadableInput]:
    """Yield the document of a DOCX, or the articles that are bundled in it.

    Raises
    ------
    UnreadableInput
        GO113 where it is damaged or no Word document, GO114 where it unpacks beyond reason, GO101
        where it holds no word.
    """
    opened = _opened(source)
    walk = _WordText(opened)
    walk.blocks(opened.element.body)
    walk.end()
    walk.notes()
    if bundled := list(articles(source, walk.lines)):
        yield from bundled
        return
    core = opened.core_properties
    authors = (core.author,) if core.author and core.author != "python-docx" else ()
    facts = Facts(title=core.title or None, authors=authors, address=source.address)
    piece = walk.text.piece(source, MEDIA_TYPE, facts)
    yield InputPiece(piece.document, piece.data, tuple(_tracked(source, opened)))


def _opened(source: SourceBytes) -> Document:
    """Open a guarded archive as a document."""
    import docx as library

    damaged = UnreadableInput(finding("GO113.word", source.place))
    packed = archive(source)
    if packed is None:
        raise damaged
    try:
        data = source.data
        if _STRICT.search(packed.read("word/document.xml")[:4096]):
            data = _transitional(packed)
        return library.Document(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - a damaged archive may fail in any way; it is told
        raise damaged from None


def _transitional(packed: zipfile.ZipFile) -> bytes:
    """Return an archive with the names of the common form instead of the strict ones."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive_:
        for entry in packed.infolist():
            data = packed.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
            archive_.writestr(entry.filename, data)
    return held.getvalue()


def _tracked(source: SourceBytes, opened: Document) -> Iterator[Finding]:
    """Say that changes are tracked, and how many."""
    changes = [
        element
        for element in opened.element.body.iter(*(f"{_W}{n}" for n in ("ins", "moveTo")), *_STRUCK)
        if element.getparent().tag != f"{_W}rPr" or element.tag in _STRUCK
    ]
    changes += list(filter(_struck_through, opened.element.body.iter(f"{_W}r")))
    if changes:
        yield finding("GO161.tracked", source.place, severity="warning", count=len(changes))


def _struck_through(run: Any) -> bool:  # noqa: ANN401 - an element of lxml
    """Tell whether a run of words has a line through it."""
    lines = (run.find(f"{_W}rPr/{_W}{name}") for name in ("strike", "dstrike"))
    return any(e is not None and e.get(f"{_W}val") not in {"0", "false", "off"} for e in lines)


class _WordText:
    """The text of a Word document while it is walked through."""

    def __init__(self, opened: Document) -> None:
        self.opened = opened
        self.text = OfficeText()
        self.words: list[str] = []
        self.lines: list[str] = []
        self.level = 0
        self.cells = 0
        self.noted: list[str] = []

    def blocks(self, parent: Any) -> None:  # noqa: ANN401 - an element of lxml
        """Take the paragraphs and tables of an element, whatever wraps them."""
        for element in parent.iterchildren():
            if element.tag == f"{_W}p":
                self.paragraph(element)
            elif element.tag == f"{_W}tbl":
                self.end()
                with self.text.table() as rows:
                    self.rows(element, rows)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                self.blocks(element)

    def rows(self, table: Any, rows: list[list[Cell]]) -> None:  # noqa: ANN401
        """Take the cells of a table, each paragraph for itself, and tables in them."""
        at = None
        for cell in table.iter(f"{_W}tc"):
            self.cells += 1
            inner = next(cell.iterancestors(f"{_W}tbl"), None) is not table
            if self.cells <= MAX_CELLS and not inner:
                row = next(cell.iterancestors(f"{_W}tr"), None)
                if row is not at or not rows:
                    rows.append([])
                    at = row
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                width = "1" if span is None else span.get(f"{_W}val", "1")
                with self.text.cell(rows[-1], int(width) if width.isdecimal() else 1):
                    self.cell(cell)

    def cell(self, cell: Any) -> None:  # noqa: ANN401
        """Take what stands in a cell."""
        for element in cell.iterchildren():
            if element.tag == f"{_W}tbl":
                self.end()
                self.rows(element, [])
            elif element.tag == f"{_W}p":
                self.paragraph(element)
            elif element.tag not in _LEFT_OUT and isinstance(element.tag, str):
                self.blocks(element)
        self.end()

    def paragraph(self, element: Any) -> None:  # noqa: ANN401
        """Take a paragraph; one whose end is struck out goes on in the next."""
        self.level = self.level or _level(self.opened, element)
        boxes = list(self.run(element))
        mark = element.find(f"{_W}pPr/{_W}rPr")
        if mark is None or not any(child.tag in _STRUCK for child in mark):
            self.end()
        for box in boxes:
            self.blocks(box)

    def run(self, parent: Any) -> Iterator[Any]:  # noqa: ANN401
        """Take the words of an element; yield the boxes of text that hang on it."""
        for element in parent.iterchildren():
            tag = element.tag
            if not isinstance(tag, str) or tag in _LEFT_OUT:
                continue
            name = tag.rpartition("}")[2]
            if tag == f"{_W}r" and _struck_through(element):
                continue
            if tag == f"{_W}t":
                self.words.append(element.text or "")
            elif name in _SIGNS:
                self.words.append(_SIGNS[name])
            elif name == "txbxContent":
                yield element
            elif name in {"footnoteReference", "endnoteReference"}:
                self.noted.append(f"{name.removesuffix('Reference')} {element.get(f'{_W}id')}")
            else:
                yield from self.run(element)

    def end(self) -> None:
        """End the paragraph at hand."""
        self.lines += "".join(self.words).splitlines() or [""]
        self.text.say("".join(self.words), self.level)
        self.words, self.level = [], 0

    def notes(self) -> None:
        """Take the notes that the text points to, in their order, at its end."""
        from lxml import etree

        known: dict[str, Any] = {}
        for part in self.opened.part.package.iter_parts():
            if str(part.partname) in {"/word/footnotes.xml", "/word/endnotes.xml"}:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                for note in etree.fromstring(part.blob, parser):
                    name = note.tag.rpartition("}")[2]
                    known[f"{name} {note.get(f'{_W}id')}"] = note
        for name in self.noted:
            if name in known:
                self.blocks(known[name])
                self.end()


def _level(opened: Document, paragraph: Any) -> int:  # noqa: ANN401
    """Return the level of the heading that a paragraph's style makes it, or 0."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return 0
    try:
        named = next(s for s in opened.styles if s.style_id == style.get(f"{_W}val"))
        name = named.name or ""
    except (AttributeError, KeyError, StopIteration, ValueError):
        name = ""
    heading = re.fullmatch(r"heading (\d)", name, re.IGNORECASE)
    return 1 if name == "Title" else min(6, int(heading[1])) if heading else 0


def is_docx(data: bytes, name: str) -> bool:
    """Tell a DOCX: an archive that is named so, or that holds what Word puts there."""
    held = b"word/" in data and not name.endswith(".zip")  # an archive tells its own by its list
    return data.startswith(b"PK\x03\x04") and (name.endswith(".docx") or held)


DOCX = Format(
    name="DOCX",
    read=docx,
    told_by=is_docx,
    endings=(".docx",),
    media_types={MEDIA_TYPE: "docx"},
    becomes="one document, with content controls, notes and the cells of tables; `show` names the "
    "table; tracked insertions are read, deletions are not, and `GO161` says so",
    limits=f"{LIMITS}; comments are left out",
)
