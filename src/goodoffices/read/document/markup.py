"""A web page to its visible text, one block per paragraph, and what its metadata say.

The text of a page is what a reader sees, in the order of the page, each paragraph, heading and list
item a block, blocks parted by a blank line, white space inside a block folded. Nothing is fetched,
no entity from outside is expanded, and pages made to exhaust a parser are refused before they are
parsed: libxml2 needs minutes for one tag with a hundred thousand attributes.

What the page says of itself is read by :mod:`goodoffices.read.document.metadata`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, islice
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from goodoffices.base.errors import Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Part, ZoneKind
from goodoffices.read.document.lines import PROSE, PageBlock
from goodoffices.read.document.mainpart import TextRun, kept_shares
from goodoffices.read.document.metadata import Facts, names_of, read_facts
from goodoffices.read.document.tables import MAX_ROWS, Cell, Span, laid_out
from goodoffices.read.words import table

MAX_TAGS = 400_000
MAX_ATTRIBUTES = 2_000
"""How many attributes one tag may hold."""

_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*'|<)*+")
_SCRIPT = re.compile(
    r"(<script\b(?![^>]*ld\+json)[^>]*+>).*?(?=</script\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_BESIDE = frozenset(("aside", "footer", "nav", "form", "figure", "header"))
_CELLS = ("td", "th")
_PHRASE = frozenset(("p", "span", "time", "a", "em", "strong", "b", "i"))
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:entry|article|post|story|news|page|single|main|body)?[_-]*"
    r"(?:content|body|text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)
"""A document type with declarations of its own: entities are never expanded."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CITED = re.compile(r"\b(?:gmail|yahoo|protonmail|tutanota|zmail|mail|email|message)_?-?quoted?\b")
_SENTENCE_END = re.compile(r"[.!?…؟۔。][\"'”’»)]*$")


@cache
def _meanings() -> dict[str, Any]:
    """Return what tags, roles and names mean for the zones of a page."""
    meanings: dict[str, Any] = table("markup.json")
    names = [(kind, frozenset(words)) for kind, words in meanings["names"].items()]
    sets = {key: frozenset(meanings[key]) for key in ("skip", "block")}
    return meanings | sets | {"names": names}


SPARE = 20
"""Of so many words at least is what is hidden and read where no report shows."""
SENTENCE = 8
"""So many words at least make a sentence of a report that may be a paragraph by itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible text, its blocks, its metadata and its tables."""

    text: str
    blocks: tuple[PageBlock, ...]
    facts: Facts
    tables: tuple[Part, ...] = ()


def read_page(markup: str, name: str = "") -> Page:
    """Return a page's visible text, its blocks and what its metadata say.

    Raises
    ------
    UnreadableInput
        GO105 where the markup is nested or crowded beyond reason, GO106 where no text shows.
    """
    root = _parse(markup, name)
    for frames in list(root.iter("noframes")):  # what a frameset says without frames is no report
        frames.clear()
    main = _main(root)
    facts = read_facts(root, main)
    visible = _VisibleBlocks(main)
    visible.walk(root)
    if not any(_tells(words, block) for words, block in visible.blocks) and _uncovered(root):
        visible = _VisibleBlocks(main)
        visible.walk(root)
    text = "\n\n".join(words for words, _block in visible.blocks)
    if not text.strip():
        raise _refused("GO106", name)
    placed = _placed([words for words, _block in visible.blocks])
    tables = tuple(_tables(visible.elements, placed))
    shares = kept_shares(root, visible.runs, [words for words, _block in visible.blocks])
    nothing: list[bool | None] = [None] * len(visible.blocks)
    report = _elsewhere(whole_report(shares, visible) if shares else nothing, visible)
    blocks = tuple(
        replace(block, start=start, end=end, main=main)
        for (_words, block), (start, end), main in zip(visible.blocks, placed, report, strict=True)
    )
    return Page(text, blocks, facts, tables)


def _placed(blocks: Sequence[str]) -> list[Span]:
    """Return where blocks stand in a page's text, two characters between each and the next."""
    ends = accumulate(len(words) + 2 for words in blocks)
    return [(end - 2 - len(words), end - 2) for words, end in zip(blocks, ends, strict=True)]


def _tables(elements: Sequence[HtmlElement | None], placed: Sequence[Span]) -> Iterator[Part]:
    """Yield the tables with none inside whose cells are laid out in rows and columns."""
    held: dict[HtmlElement, list[Span]] = {}
    for element, place in zip(elements, placed, strict=True):
        around = (element, *element.iterancestors()) if element is not None else ()
        cell = next((e for e in around if e.tag in _CELLS), None)
        if cell is not None:
            held.setdefault(cell, []).append(place)
    owners = dict.fromkeys(next(cell.iterancestors("table"), None) for cell in held)
    number = 0
    for owner in owners:
        if owner is None or next(owner.iterdescendants("table"), None) is not None:
            continue
        written = [
            [_cell(c, held.get(c, ())) for c in row.iterchildren(*_CELLS)]
            for row in islice(owner.iter("tr"), MAX_ROWS + 1)
        ]
        rows = laid_out([row for row in written if row])
        told = [span for row in rows for span in row if span[1]]
        if told:
            number += 1
            yield Part("table", number, min(told)[0], max(end for _start, end in told), rows)


def _cell(cell: HtmlElement, places: Sequence[Span]) -> Cell:
    """Return a cell whose blocks stand at some places."""
    start, end = (places[0][0], places[-1][1]) if places else (0, 0)
    return Cell(start, end, _spanned(cell, "colspan"), _spanned(cell, "rowspan"))


def _spanned(cell: HtmlElement, name: str) -> int:
    """Return over how many columns or rows a cell goes."""
    told = (cell.get(name) or "").strip()
    return int(told) if told.isdecimal() and len(told) < 4 else 1


def _tells(words: str, block: PageBlock) -> bool:
    """Tell whether a block is a sentence that no wrapper says is none of the report's."""
    return block.hint in {None, "body", "standfirst"} and _is_sentence(words, block)


def _is_sentence(words: str, block: PageBlock) -> bool:
    return (
        len(words.split()) >= SENTENCE and block.linked < 0.3 and bool(_SENTENCE_END.search(words))
    )


def _uncovered(root: HtmlElement) -> bool:
    """Show what a page keeps for readers without scripts, or hides until a script shows it."""
    covers = [
        e
        for e in root.iter(etree.Element)
        if (e.tag in {"noscript", "template"} or e.get("hidden") is not None or e.get("style"))
        and len(" ".join(e.itertext()).split()) >= SPARE
    ]
    for element in covers:
        element.tag = "div" if element.tag in {"noscript", "template"} else element.tag
        for name in ("hidden", "style"):
            element.attrib.pop(name, None)
    return bool(covers)


def _elsewhere(report: list[bool | None], visible: _VisibleBlocks) -> list[bool | None]:
    """Take the report of a page that shows none from the footer or box that it lies in.

    Of all elements that hold paragraphs side by side it is the one with the most words.
    """
    told = zip(visible.blocks, report, strict=True)
    if any(main is not False and _tells(words, block) for (words, block), main in told):
        return report
    held: dict[HtmlElement, list[int]] = {}
    for i, ((words, block), element) in enumerate(
        zip(visible.blocks, visible.elements, strict=True)
    ):
        if element is not None and block.hint == "furniture" and _is_sentence(words, block):
            held.setdefault(element.getparent(), []).append(i)
    sizes = {e: sum(len(visible.blocks[i][0].split()) for i in at) for e, at in held.items()}
    most = max(sizes, key=sizes.__getitem__, default=None)
    if most is None or len(held[most]) < 2 or sizes[most] < 2 * PROSE:
        return report
    inside = set(held[most])
    return [True if i in inside else main for i, main in enumerate(report)]


def whole_report(shares: Sequence[float], visible: _VisibleBlocks) -> list[bool | None]:
    """Tell for each block whether it is of the report, by how much of it was kept.

    A report that is laid out in several columns or parts is sometimes kept in part; a paragraph of
    the same make as those kept, in the same article, belongs to them.
    """
    report: list[bool | None] = [share >= 0.5 for share in shares]
    prose = [
        _is_prose(words, block, element)
        for (words, block), element in zip(visible.blocks, visible.elements, strict=True)
    ]
    kin = [
        _kin(element) if long else () for element, long in zip(visible.elements, prose, strict=True)
    ]
    known = Counter(k for k, kept, long in zip(kin, report, prose, strict=True) if kept and long)
    report = [
        kept or (long and known[k] > 1) for k, kept, long in zip(kin, report, prose, strict=True)
    ]
    for i, (_words, block) in enumerate(visible.blocks[1:-1], 1):
        inside = block.heading and block.hint in {None, "body"} and report[i - 1]
        report[i] = report[i] or bool(inside and report[i + 1])
    return report


def _is_prose(words: str, block: PageBlock, element: HtmlElement | None) -> bool:
    """Tell whether a block is a paragraph of running text, wherever classes say that it lies."""
    if len(words.split()) < PROSE or block.linked >= 0.3 or element is None:
        return False
    if block.hint == "furniture":
        return not any(above.tag in _BESIDE for above in element.iterancestors())
    return block.hint in {None, "body"}


def _kin(element: HtmlElement | None) -> tuple[object, ...]:
    """Return by what paragraphs of one make are known: their tag, class, parent and article."""
    if element is None:
        return ()
    above = list(islice(element.iterancestors(), 3))
    article = next((a for a in above if a.tag in {"article", "main"}), None)
    makes = ((a.tag, a.get("class")) for a in [element, *above[:1]])
    return (*makes, article)


def _refused(key: str, name: str) -> UnreadableInput:
    """Return the refusal of a page."""
    return UnreadableInput(finding(key, Place(name) if name else None))


def _attributes(tag: str) -> int:
    """Return how many attributes a tag may hold at most, by what may stand between them."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "=", tag)
    return len(re.findall(r"[\s/=]+", bare))


def _parse(markup: str, name: str) -> HtmlElement:
    """Parse markup, or refuse it; no network, no huge trees, no entities from outside."""
    bare = _SCRIPT.sub(r"\1", markup)
    crowded = bare.count("<") > MAX_TAGS or any(
        len(tag.group()) > MAX_ATTRIBUTES and _attributes(tag.group()) > MAX_ATTRIBUTES
        for tag in _TAG.finditer(bare)
    )
    if crowded:
        raise _refused("GO105.crowded", name)
    markup = _SUBSET.sub("<!DOCTYPE html>", markup, count=1)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # a page of nothing but comments
        raise _refused("GO106", name) from None
    except etree.LxmlError:
        raise _refused("GO105.broken", name) from None
    if any("RESOURCE_LIMIT" in e.type_name or "depth" in e.message for e in parser.error_log):
        raise _refused("GO105.nested", name)
    return root


def _tokens(element: HtmlElement) -> tuple[str, frozenset[str]]:
    """Return an element's class and id as written, and the words they are made of."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
    return named, names_of(named)


def _cites(element: HtmlElement) -> bool:
    """Tell whether a mail program named an element as the letter that is answered."""
    return bool(_CITED.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _main(root: HtmlElement) -> HtmlElement | None:
    """Return the element that holds the page's report, or None where none does.

    Of all elements that call themselves an article or its body, the one with the most text in
    paragraphs; a page of many small articles is a list and has none.
    """
    weight: dict[Any, int] = {}
    for paragraph in root.iter("p"):
        length = len("".join(paragraph.itertext()).strip())
        for above in paragraph.iterancestors():
            weight[above] = weight.get(above, 0) + length
    total = weight.get(root, 0)
    best, most = None, 0.5 * total
    for element, length in weight.items():
        # The innermost of equals: it leaves the most furniture outside.
        deeper = length > most or (length == most and best in element.iterancestors())
        if deeper and _may_be_main(element):
            best, most = element, length
    return best if total else None


def _may_be_main(element: HtmlElement) -> bool:
    """Tell whether an element calls itself an article or its body."""
    if element.tag in {"article", "main"} or element.get("itemprop") == "articleBody":
        return True
    return element.tag in {"div", "section", "td"} and bool(_BODY_NAMES.search(_tokens(element)[0]))


class _VisibleBlocks:
    """The walk over a page that gathers its visible blocks."""

    def __init__(self, main: HtmlElement | None) -> None:
        self.main = main
        self.around = set(main.iterancestors()) | {main} if main is not None else set()
        self.blocks: list[tuple[str, PageBlock]] = []
        self.runs: list[TextRun] = []
        self.words: list[str] = []
        self.linked = 0
        self.address: str | None = None
        self.block = PageBlock(0, 0)
        self.elements: list[HtmlElement | None] = []
        self.element: HtmlElement | None = None

    def walk(self, root: HtmlElement) -> None:
        """Go through the page in document order, without recursion."""
        state: list[tuple[PageBlock, str | None]] = [(self.block, None)]
        skipping: Any = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._tail(element, *state[-1])
            elif event in {"comment", "pi"}:
                self._tail(element, *state[-1])
            elif event == "start" and (self._hidden(element)):
                skipping = element
            elif event == "start":
                state.append(self._enter(element, *state[-1]))
                self._say(element.text, state[-1][1], element, behind=False)
            else:
                state.pop()
                self._leave(element)
                self._tail(element, *state[-1])
        self._flush()

    def _hidden(self, element: HtmlElement) -> bool:
        """Tell whether an element and all in it is not shown."""
        if not isinstance(element.tag, str) or element.tag in _meanings()["skip"]:
            return True
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return element not in self.around
        style = element.get("style")
        return bool(style and _HIDDEN.search(style)) and element not in self.around

    def _enter(
        self, element: HtmlElement, block: PageBlock, link: str | None
    ) -> tuple[PageBlock, str | None]:
        """Begin an element: what its tag and names say holds for all in it."""
        tag = element.tag
        if tag == "a":
            link = element.get("href") or link or ""
        hint = self._hint(element, block.hint)
        level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else block.heading
        inside = True if element is self.main else block.main
        if self.main is not None and inside is None:
            inside = False
        cited = block.cited or element.get("type") == "cite" or _cites(element)
        inner = PageBlock(0, 0, hint=hint, heading=level, main=inside, cited=cited)
        if tag in _meanings()["block"]:
            self._flush()
            self.block, self.element = inner, element
        elif tag == "br":
            self._break()
        elif hint != block.hint and not self.words:
            self.block = inner
        return inner, link

    def _leave(self, element: HtmlElement) -> None:
        """End an element."""
        if element.tag in _meanings()["block"]:
            self._flush()
            self.element = element.getparent()

    def _tail(self, element: HtmlElement, block: PageBlock, link: str | None) -> None:
        """Take the words after an element, which belong to what is around it."""
        if not self.words:
            self.block = block
        self._say(element.tail, link, element, behind=True)

    def _say(
        self, words: str | None, link: str | None, element: HtmlElement, *, behind: bool
    ) -> None:
        """Add words to the block at hand."""
        if words:
            if not words.isspace():
                self.runs.append(TextRun(element, behind, len(self.blocks)))
            self.words.append(words)
            if link is not None:
                self.linked += len(words.strip())
                self.address = self.address or link or None

    def _break(self) -> None:
        """End a line: two in a row, or one after a sentence, end the paragraph."""
        words = "".join(self.words).rstrip(" \t\r\n")
        if words.endswith("\x00") or _SENTENCE_END.search(words[-12:]):
            block = self.block
            self._flush()
            self.block = block
        else:
            self.words.append("\x00")

    def _flush(self) -> None:
        """End the block at hand."""
        words = " ".join("".join(self.words).replace("\x00", " ").split())
        if words:
            share = min(1.0, self.linked / len(words))
            self.elements.append(self.element)
            self.blocks.append((words, replace(self.block, linked=share, address=self.address)))
        self.words, self.linked, self.address = [], 0, None

    def _hint(self, element: HtmlElement, outer: ZoneKind | None) -> ZoneKind | None:
        """Return what an element says it is: by its role, its names, its tag."""
        if element in self.around:
            return None
        tag = element.tag
        if tag in {"html", "body"}:
            return None
        says = _meanings()["roles"].get(element.get("role") or "")
        says = says or self._named(tag, _tokens(element)[1])
        if says is None and element.get("itemprop") in {"description", "alternativeHeadline"}:
            says = "standfirst"
        if says is None:
            says = _meanings()["tags"].get(tag)
        if (
            says is None
            and tag == "header"
            and not any(a.tag in {"article", "main"} for a in element.iterancestors())
        ):
            says = "furniture"
        if says in {"body", "title", "standfirst"} and outer not in {None, "body"}:
            return outer
        if says == "furniture" and outer in {"author_box", "form", "links"}:
            return outer
        return says or outer

    @staticmethod
    def _named(tag: str, words: frozenset[str]) -> ZoneKind | None:
        """Return the zone that an element's class or id names.

        Words on a phrase say nothing of where the body begins: only what is not body counts there.
        """
        says = next((kind for kind, names in _meanings()["names"] if words & names), None)
        return None if tag in _PHRASE and says in {"body", "title"} else says
