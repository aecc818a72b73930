"""The brief for Word: the page's own parts as a document that people go on writing.

Headings are headings, tables are tables with a head that repeats, figures are pictures with a
caption and words for whoever does not see them, numbered words are footnotes, and links within the
page lead to its bookmarks. What is quoted, judged, computed or unreviewed says so in words and
signs, so that it does not hang on a colour or a border.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.base.i18n import _
from goodoffices.base.needs import needs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

SKIPPED = frozenset({"style", "script", "nav", "defs", "head"})
"""Parts of a page that a document has no use for."""

SIGNS = {"q": "“…”", "j": "§", "c": "="}
"""What stands for a mark of truth, by its class, where it brings no sign of its own."""

PICTURE = 160
"""How wide a figure is, in millimetres."""

_BLOCK_TAGS = """
section article div header footer main figure ul ol dl dt dd li table details p h1 h2 h3 h4
blockquote figcaption nav svg
"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
"""What stands as a block of its own."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_docx(page: str) -> bytes:
    """Return a page of HTML, as :func:`~goodoffices.brief.compose.compose` makes it, for Word.

    Raises
    ------
    UsageError
        GO925 where python-docx is not installed.
    """
    needs("print")
    from lxml import html

    tree = html.fromstring(page)
    document = _Document(tree, re.findall(r"<svg\b.*?</svg>", page, re.DOTALL))
    document.fill()
    return document.saved()


class _Document:
    """One document in the making."""

    def __init__(self, tree: HtmlElement, drawings: Sequence[str]) -> None:
        from docx import Document
        from docx.shared import Mm, Pt

        self.tree, self.docx = tree, Document()
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(18)
        self.docx.styles["Normal"].font.size = Pt(10)
        self.leftwards = tree.get("dir") == "rtl"
        self.docx.core_properties.title = tree.findtext(".//title") or ""
        self.docx.core_properties.language = tree.get("lang") or ""
        aims = {a.get("href")[1:] for a in tree.iter("a") if (a.get("href") or "").startswith("#")}
        there = {e.get("id") for e in tree.iter() if e.get("id")}
        self.marks = {name: f"p{n}" for n, name in enumerate(sorted(aims & there), 1)}
        self.words = {li.get("id"): li for li in tree.xpath("//ol[@class='words']/li")}
        # as they were written: a reader of HTML puts the names of attributes in small letters
        self.drawings = dict(zip(tree.iter("svg"), drawings, strict=True))
        self.notes: dict[str, int] = {}
        self.waiting: list[str] = []
        self.numbers = itertools.count(1)
        self.counted: dict[str, Iterator[int]] = {}

    def fill(self) -> None:
        """Write all of the page."""
        body = self.tree.find("body")
        self._blocks(self.tree if body is None else body)

    def saved(self) -> bytes:
        """Return the document's file."""
        self._footnotes()
        out = io.BytesIO()
        self.docx.save(out)
        return out.getvalue()

    # -- blocks ------------------------------------------------------------------------------------

    def _blocks(self, element: HtmlElement) -> None:
        """Write the blocks within an element; loose words between them are a paragraph."""
        loose: list[HtmlElement | str] = [element.text or ""]
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SKIPPED or _hidden(child):
                loose.append(child.tail or "")
            elif child.tag in BLOCKS:
                self._loose(loose)
                loose = [child.tail or ""]
                self._block(child)
            else:
                loose += [child, child.tail or ""]
        self._loose(loose)

    def _block(self, element: HtmlElement) -> None:
        if mark := self.marks.get(element.get("id") or ""):
            self.waiting.append(mark)
        level = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}.get(element.tag)
        if level is not None:
            self._words_in(self.docx.add_heading(level=level), element)
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "svg":
            self._figure(element)
        elif element.tag in ("ul", "ol"):
            self._list(element)
        elif element.tag == "details":
            self._details(element)
        elif element.tag == "figcaption":
            self._words_in(self.docx.add_paragraph(style="Caption"), element)
        elif element.tag == "blockquote":
            self._words_in(self.docx.add_paragraph(style="Quote"), element)
        elif element.tag == "dt":
            self._words_in(self._paragraph(), element, bold=True)
        elif element.tag in ("p", "dd") and not holds_blocks(element):
            if element.text_content().strip():
                self._words_in(self._paragraph(), element)
        else:
            self._blocks(element)

    def _details(self, element: HtmlElement) -> None:
        """Write what a page folds: its summary as a heading, then what it holds."""
        summary = element.find("summary")
        if summary is not None:
            inner = summary.find("h2")
            level = 1 if inner is not None else 3
            self._words_in(self.docx.add_heading(level=level), summary if inner is None else inner)
            element.remove(summary)
        self._blocks(element)

    def _list(self, element: HtmlElement) -> None:
        if element.get("class") == "words":
            return  # they are footnotes
        # numbers are written: Word would go on counting from one list to the next
        numbered = element.tag == "ol"
        style = "List Paragraph" if numbered else "List Bullet"
        for number, item in enumerate(element.iterchildren("li"), 1):
            if mark := self.marks.get(item.get("id") or ""):
                self.waiting.append(mark)
            first = True
            lead = f"{number}. " if numbered else ""
            loose: list[HtmlElement | str] = [lead + (item.text or "").lstrip()]
            for child in item:
                if isinstance(child.tag, str) and child.tag in BLOCKS - {"p"}:
                    self._loose(loose, style if first else None)
                    loose, first = [child.tail or ""], False
                    self._block(child)
                else:
                    loose += [child, child.tail or ""]
            self._loose(loose, style if first else None)

    def _table(self, element: HtmlElement) -> None:
        rows = [list(row.iterchildren("th", "td")) for row in element.iter("tr")]
        rows = [row for row in rows if row]
        if not rows:
            return
        label = element.xpath("string(ancestor::div[@aria-label][1]/@aria-label)")
        self._caption(_("Table"), label or "")
        width = max(sum(int(cell.get("colspan") or 1) for cell in row) for row in rows)
        table = self.docx.add_table(rows=0, cols=width, style="Table Grid")
        heads = len(element.xpath("./thead/tr"))
        spanned: dict[int, int] = {}
        for number, row in enumerate(rows):
            made, at = table.add_row(), 0
            if number < heads:
                _head_row(made)
            if mark := self.marks.get(row[0].getparent().get("id") or ""):
                self.waiting.append(mark)
            for cell in row:
                while spanned.get(at, 0) > 0:
                    spanned[at] -= 1
                    at += 1
                if at >= width:
                    break
                across = min(int(cell.get("colspan") or 1), width - at)
                spanned.update(
                    dict.fromkeys(range(at, at + across), int(cell.get("rowspan") or 1) - 1)
                )
                target = made.cells[at]
                if across > 1:
                    target = target.merge(made.cells[at + across - 1])
                self._words_in(target.paragraphs[0], cell, bold=cell.tag == "th", small=True)
                at += across
            while spanned.get(at, 0) > 0:
                spanned[at] -= 1
                at += 1
        self.docx.add_paragraph()

    def _figure(self, element: HtmlElement) -> None:
        """Put a figure in as a picture, with its title below and its description in it."""
        from docx.shared import Mm

        from goodoffices.look.figures import to_png

        title, said = svg_title(element), svg_told(element)
        _x, _y, width, height = map(float, (element.get("viewbox") or "0 0 4 3").split())
        wide = min(PICTURE, 210 * width / height, width / 3.2)
        picture = self.docx.add_picture(io.BytesIO(to_png(self.drawings[element])), width=Mm(wide))
        picture._inline.docPr.set("descr", said)
        if title:
            self._caption(_("Figure"), title)

    def _caption(self, kind: str, words: str) -> None:
        """Write a caption with a number that Word counts."""
        if not words:
            return
        paragraph = self.docx.add_paragraph(style="Caption")
        number = next(self.counted.setdefault(kind, itertools.count(1)))
        paragraph.add_run(f"{kind} ")
        for part in ("begin", f" SEQ {kind} \\* ARABIC ", "separate", str(number), "end"):
            run = _run(part) if part.isdecimal() else _element("r")
            if part.startswith(" "):
                run.append(_element("instrText"))
                run[-1].text = part
            elif not part.isdecimal():
                run.append(_element("fldChar", fldCharType=part))
            paragraph._p.append(run)
        paragraph.add_run(f". {_clean(words)}")

    # -- words -------------------------------------------------------------------------------------

    def _paragraph(self, style: str | None = None) -> Any:
        paragraph = self.docx.add_paragraph(style=style)
        if self.leftwards:
            paragraph._p.get_or_add_pPr().append(_element("bidi"))
        return paragraph

    def _loose(self, parts: list[HtmlElement | str], style: str | None = None) -> None:
        """Write words and inline elements as a paragraph of their own, if they say anything."""
        text = "".join(p if isinstance(p, str) else p.text_content() for p in parts)
        if not text.strip():
            return
        paragraph = self._paragraph(style)
        self._place(paragraph)
        for number, part in enumerate(parts):
            if isinstance(part, str):
                words = re.sub(r"\s+", " ", part)
                _add(paragraph._p, words.lstrip() if number == 0 else words, {})
            else:
                self._inline(paragraph._p, part, {})

    def _words_in(
        self,
        paragraph: Any,
        element: HtmlElement,
        *,
        bold: bool = False,
        small: bool = False,
    ) -> None:
        """Write an element's words into a paragraph."""
        self._place(paragraph)
        look = {key: True for key, given in (("b", bold), ("small", small)) if given}
        parent = paragraph._p
        _add(parent, re.sub(r"\s+", " ", element.text or "").lstrip(), look)
        for child in element:
            self._inline(parent, child, look)
            _add(parent, re.sub(r"\s+", " ", child.tail or ""), look)

    def _inline(self, parent: Any, element: HtmlElement, look: dict[str, bool]) -> None:
        if not isinstance(element.tag, str) or element.tag in SKIPPED or _hidden(element):
            return
        kinds = (element.get("class") or "").split()
        if "mk" in kinds:
            _add(parent, f"[{_sign(element, kinds)}] ", look | {"small": True})
            return
        if "sh" in kinds:  # a side's shape; on the page a margin parts it from the name
            _add(parent, f"{element.text_content()} ", look)
            return
        if mark := self.marks.get(element.get("id") or ""):
            _bookmark(parent, mark, next(self.numbers))
        target = element.get("href") or ""
        if "ref" in kinds and target[1:] in self.words:
            parent.append(self._note(target[1:]))
            return
        if target.startswith("#") and target[1:] in self.marks:
            link = _element("hyperlink", anchor=self.marks[target[1:]])
            parent.append(link)
            parent = link
        elif target.startswith("http"):
            parent = self._outside(parent, target)
        look = look | _LOOKS.get(element.tag, {}) | ({"small": True} if _SMALL & {*kinds} else {})
        before = " · " if element.tag == "br" else ""
        if "unreviewed" in kinds and element.tag != "span":
            before = "[?] "
        _add(parent, before, look)
        _add(parent, re.sub(r"\s+", " ", element.text or ""), look)
        for child in element:
            self._inline(parent, child, look)
            _add(parent, re.sub(r"\s+", " ", child.tail or ""), look)
        if element.tag in BLOCKS:
            _add(parent, " ", look)

    def _outside(self, parent: Any, address: str) -> Any:
        """Open a link to a page elsewhere."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        link = _element("hyperlink")
        related = self.docx.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        from docx.oxml.ns import qn

        link.set(qn("r:id"), related)
        parent.append(link)
        return link

    def _place(self, paragraph: Any) -> None:
        """Set the bookmarks that wait for the next words."""
        for mark in self.waiting:
            _bookmark(paragraph._p, mark, next(self.numbers))
        self.waiting = []

    # -- footnotes ---------------------------------------------------------------------------------

    def _note(self, place: str) -> Any:
        """Return a reference to a footnote with the words that a number stands for."""
        number = len(self.notes) + 1
        self.notes[f"{place} {number}"] = number
        run = _element("r")
        properties = _element("rPr")
        properties.append(_element("vertAlign", val="superscript"))
        run.append(properties)
        run.append(_element("footnoteReference", id=str(number)))
        return run

    def _footnotes(self) -> None:
        """Write the footnotes' part of the file."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        if not self.notes:
            return
        root = etree.Element(f"{{{W}}}footnotes", nsmap={"w": W})
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = _element("footnote", type=kind, id=str(number))
            paragraph, run = _element("p"), _element("r")
            run.append(_element(kind))
            paragraph.append(run)
            note.append(paragraph)
            root.append(note)
        for key, number in self.notes.items():
            note, paragraph, run = (
                _element("footnote", id=str(number)),
                _element("p"),
                _element("r"),
            )
            properties = _element("rPr")
            properties.append(_element("vertAlign", val="superscript"))
            run.append(properties)
            run.append(_element("footnoteRef"))
            paragraph.append(run)
            _add(paragraph, " ", {})
            item = self.words[key.split(" ")[0]]
            for child in item:
                if child.tag != "b":
                    self._inline(paragraph, child, {"small": True})
                    _add(paragraph, " ", {})
            note.append(paragraph)
            root.append(note)
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, blob, self.docx.part.package)
        self.docx.part.relate_to(part, _NOTES)


_SMALL = frozenset({"pill", "chip", "note"})

_LOOKS = {
    "b": {"b": True},
    "strong": {"b": True},
    "th": {"b": True},
    "em": {"i": True},
    "cite": {"i": True},
    "s": {"strike": True},
    "code": {"small": True},
}


def svg_title(element: HtmlElement) -> str:
    """Return the title of a figure."""
    return "".join(element.xpath("./*[local-name()='title']//text()"))


def svg_told(element: HtmlElement) -> str:
    """Return what is told of a figure to whoever does not see it."""
    told = "".join(element.xpath("./*[local-name()='desc']//text()"))
    return " ".join(filter(None, (svg_title(element), told))) or (element.get("aria-label") or "")


def _hidden(element: HtmlElement) -> bool:
    kinds = (element.get("class") or "").split()
    return "sr" in kinds or "skip" in kinds


def holds_blocks(element: HtmlElement) -> bool:
    """Tell whether blocks stand within an element."""
    return any(isinstance(child.tag, str) and child.tag in BLOCKS for child in element)


def _sign(element: HtmlElement, kinds: list[str]) -> str:
    """Return what stands for a mark of truth: its sign, and whether nobody has reviewed it."""
    shown = "".join(element.xpath(".//bdi//text()")).strip()
    sign = shown or next((SIGNS[kind] for kind in kinds if kind in SIGNS), "")
    return _("{sign} unreviewed").format(sign=sign) if "u" in kinds else sign


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _element(kind: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{kind}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _run(text: str, look: dict[str, bool] | None = None) -> Any:
    run = _element("r")
    look = look or {}
    if look:
        properties = _element("rPr")
        for name in ("b", "i", "strike"):
            if look.get(name):
                properties.append(_element(name))
        if look.get("small"):
            properties.append(_element("sz", val="17"))
        run.append(properties)
    words = _element("t")
    words.text = _clean(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _add(parent: Any, text: str, look: dict[str, bool]) -> None:
    if text:
        parent.append(_run(text, look))


def _bookmark(parent: Any, name: str, number: int) -> None:
    parent.append(_element("bookmarkStart", id=str(number), name=name))
    parent.append(_element("bookmarkEnd", id=str(number)))


def _head_row(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("tblHeader"))
