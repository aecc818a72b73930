"""An OpenDocument text (ODT) to its text: paragraphs, headings, lists, cells of tables, footnotes.

What a reader of the document sees is taken, in its order; a note follows the paragraph that it
stands at, without its mark. Left out are comments, deletions that are still tracked, tables of
contents and other indexes, and the words for pictures. The date of its last saving is no date of
publication: the document stays undated.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.metadata import Facts
from goodoffices.read.document.tables import Cell
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes
from goodoffices.read.formats.office import LIMITS, OfficeText, archive

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def _tag(name: str) -> str:
    """Return a name such as ``text:p`` as lxml writes it."""
    space, _colon, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


_PARAGRAPHS = frozenset(map(_tag, ("text:p", "text:h")))
_BLANKS = {_tag("text:s"): " ", _tag("text:tab"): " ", _tag("text:line-break"): "\n"}
_GROUPS = tuple(map(_tag, ("table:table-rows", "table:table-header-rows", "table:table-row-group")))
_CELLS = tuple(map(_tag, ("table:table-cell", "table:covered-table-cell")))
_UNSEEN = ("office:annotation", "office:forms", "svg:title", "svg:desc", "table:covered-table-cell")
_MARKS = ("text:note-citation", "text:ruby-text", "text:tracked-changes")
_INDEXES = (
    *("text:alphabetical-index", "text:bibliography", "text:illustration-index"),
    *("text:object-index", "text:table-index", "text:table-of-content", "text:user-index"),
)
_LEFT_OUT = frozenset(map(_tag, (*_UNSEEN, *_MARKS, *_INDEXES)))


def odt(source: SourceBytes) -> Iterator[InputPiece]:
    """Yield the document of an ODT.

    Raises
    ------
    UnreadableInput
        GO111 where it is locked, GO113 where it is damaged or no text, GO114 where it unpacks
        beyond reason, GO101 where it holds no word.
    """
    content, meta = _opened(source)
    body = content.find("office:body/office:text", _SPACES)
    if body is None:
        raise UnreadableInput(finding("GO113.odt", source.place))
    text = OfficeText()
    _blocks(body, text, _titles(content))
    yield text.piece(source, MEDIA_TYPE, _facts(source, meta))


def _opened(source: SourceBytes) -> tuple[Any, Any]:
    """Return the parsed content, and what the document says of itself (empty where it does not)."""
    damaged = UnreadableInput(finding("GO113.odt", source.place))
    opened = archive(source)
    if opened is None:
        raise damaged
    with opened:
        try:
            locked = b":encryption-data" in _entry(opened, "META-INF/manifest.xml")
            content = None if locked else _parsed(opened.read("content.xml"))
            meta = None if locked else _meta(_entry(opened, "meta.xml"))
        except Exception:  # noqa: BLE001 - a damaged archive may fail in any way; it is told
            raise damaged from None
    if locked:
        raise UnreadableInput(finding("GO111.odt", source.place))
    return content, meta


def _entry(opened: zipfile.ZipFile, name: str) -> bytes:
    """Return an entry of an archive, empty where there is none."""
    return opened.read(name) if name in opened.namelist() else b""


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - lxml's
    """Parse XML: no entities, nothing from outside, no more depth than the library allows."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _meta(data: bytes) -> Any:  # noqa: ANN401 - lxml's
    """Parse what the document says of itself; where that is damaged, it says nothing."""
    try:
        return _parsed(data)
    except etree.LxmlError:
        return etree.Element("nothing")


def _titles(content: Any) -> frozenset[str]:  # noqa: ANN401 - lxml's
    """Return the names of the styles that make a paragraph the document's title."""
    name, parent = _tag("style:name"), _tag("style:parent-style-name")
    styles = content.iterfind("office:automatic-styles/style:style", _SPACES)
    return frozenset({"Title"} | {s.get(name) for s in styles if s.get(parent) == "Title"})


def _facts(source: SourceBytes, meta: Any) -> Facts:  # noqa: ANN401 - lxml's
    """Return what the document says of itself; its writer is who began it."""
    fields = {
        name: " ".join((meta.findtext(f".//{name}", "", _SPACES) or "").split())
        for name in ("dc:title", "meta:initial-creator", "dc:creator", "dc:language")
    }
    author = fields["meta:initial-creator"] or fields["dc:creator"]
    return Facts(
        title=fields["dc:title"] or None,
        authors=(author,) if author else (),
        language=fields["dc:language"].partition("-")[0].lower() or None,
        address=source.address,
    )


def _blocks(element: Any, text: OfficeText, titles: frozenset[str]) -> None:  # noqa: ANN401
    """Add the paragraphs and tables inside an element, in order."""
    for child in element:
        if child.tag in _PARAGRAPHS:
            aside: list[Any] = []
            words = _words(child, aside)
            text.say(words, _level(child, titles))
            for one in aside:
                _blocks(one, text, titles)
        elif child.tag == _tag("table:table") and element.tag != _tag("table:table-cell"):
            with text.table() as rows:
                _rows(child, text, titles, rows)
        elif child.tag not in _LEFT_OUT:
            _blocks(child, text, titles)


def _rows(table: Any, text: OfficeText, titles: frozenset[str], rows: list[list[Cell]]) -> None:  # noqa: ANN401 - lxml's
    """Add what stands in the cells of a table, row by row."""
    for child in table:
        if child.tag == _tag("table:table-row"):
            rows.append([])
            for cell in child.iterchildren(*_CELLS):
                with text.cell(rows[-1]):
                    _blocks(cell if cell.tag == _CELLS[0] else (), text, titles)
        elif child.tag in _GROUPS:
            _rows(child, text, titles, rows)


def _level(paragraph: Any, titles: frozenset[str]) -> int:  # noqa: ANN401 - lxml's
    """Return the level of a heading, or 0."""
    if paragraph.get(_tag("text:style-name")) in titles:
        return 1
    if paragraph.tag != _tag("text:h"):
        return 0
    level = paragraph.get(_tag("text:outline-level"), "1")
    return max(1, min(6, int(level))) if level.isdecimal() else 1


def _words(element: Any, aside: list[Any]) -> str:  # noqa: ANN401 - lxml's
    """Return the words of a paragraph; notes and frames, which stand beside it, go to ``aside``."""
    words = [_folded(element.text)]
    for child in element:
        if child.tag == _tag("text:note") or str(child.tag).startswith(_DRAWING):
            aside.append(child)
        elif child.tag in _BLANKS:
            words.append(_BLANKS[child.tag])
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            words.append(_words(child, aside))
        words.append(_folded(child.tail))
    return "".join(words)


def _folded(words: str | None) -> str:
    """Return words without the ends of lines, which are no more than spaces in a file."""
    return re.sub(r"\s+", " ", words or "")


def is_odt(data: bytes, name: str) -> bool:
    """Tell an ODT: an archive whose first entry says so, or that is named so and has content."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    return b"mimetype" + MEDIA_TYPE.encode() in data[:200] or (
        name.endswith(".odt") and b"content.xml" in data
    )


ODT = Format(
    name="ODT",
    read=odt,
    told_by=is_odt,
    endings=(".odt",),
    media_types={MEDIA_TYPE: "odt"},
    becomes="one document, with lists, footnotes and the cells of tables; `show` names the table",
    limits=f"{LIMITS}; comments, tracked deletions and indexes are left out",
)
