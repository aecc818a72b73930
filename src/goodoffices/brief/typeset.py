"""The page's own parts as Typst: what :mod:`goodoffices.brief.paper` compiles to a PDF.

A page is walked as it is for Word. Each element becomes a call of a function of ``paper.typ``,
where the look is; each word becomes a string literal, so that nothing a report says is ever read
as code. A rule of the look that differs by the place in the page is decided here, by classes and by
ancestors, as a stylesheet would.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from goodoffices.brief.columns import across, widths
from goodoffices.brief.word import BLOCKS as WORD_BLOCKS
from goodoffices.brief.word import SKIPPED, holds_blocks, svg_told
from goodoffices.look.figures import alone, with_faces

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = WORD_BLOCKS | {"summary", "aside", "pre"}
"""What stands as a block of its own on paper."""

UNPRINTED = frozenset(
    {"skip", "narrow-only", "aside", "screen", "tools", "write", "btn", "leave", "form"}
)
"""Classes of what paper has no use for."""

WHOLE = 1500
"""Of how many characters at most a part is kept on one page."""

LONG_WORD, PIECE = 24, 8
"""From how many letters on a word may be broken, and after how many."""

LONGEST = 2000
"""How many characters an address has at most that a link leads to."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ufffe\uffff\ud800-\udfff]")
"""What no file may hold, and hints to break words, at which the compiler can lose a link."""

_LONG = re.compile(rf"[^\s\u200b]{{{LONG_WORD},}}")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_RIGHTWARD = re.compile("[A-Za-z\u00c0-\u024f0-9]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z0-9])")
_LETTER = re.compile(r"[^\W\d_]")
_OUTSIDE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def literal(text: str) -> str:
    """Return text as a string of Typst: data, whatever it says."""
    kept = _FORBIDDEN.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + kept.replace("\n", "\\n").replace("\r", " ").replace("\t", " ") + '"'


def typeset(page: str, *, annexed: bool = True) -> str:
    """Return a page of HTML as Typst code that hands it, part by part, to ``paper.typ``.

    What is not ``annexed`` ends before the annex, to be measured by itself.
    """
    return _Typesetter(page, annexed=annexed).written()


def _call(name: str, *given: str) -> str:
    return f"{name}({', '.join(given)})"


def _body(parts: Iterable[str]) -> str:
    """Return pieces one after the other, as a block of content."""
    held = [part for part in parts if part]
    return held[0] if len(held) == 1 else "{" + ";".join(["[]", *held]) + "}"


def _many(parts: Iterable[str]) -> str:
    return "(" + "".join(f"{part}," for part in parts) + ")"


def _kinds(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _language(element: HtmlElement) -> str:
    """Return the language that an element says it is in, without its script or country."""
    found = _LANGUAGE.match(element.get("lang") or "")
    return found[0].lower() if found else ""


def _way(element: HtmlElement) -> str:
    """Return the direction that an element says it has, by its first letter where that decides."""
    way = element.get("dir") or ""
    if way != "auto":
        return way
    first = _LETTER.search(element.text_content())
    return ("rtl" if _LEFTWARD.match(first[0]) else "ltr") if first else ""


def _parted(element: HtmlElement) -> bool:
    """Tell whether an element holds blocks, or parts of lines that stand as blocks."""
    return holds_blocks(element) or any(
        isinstance(child.tag, str) and _BLOCK_SPANS & set(_kinds(child)) for child in element
    )


def _visible(text: str) -> bool:
    """Tell whether anything of a text is drawn."""
    return any(unicodedata.category(letter)[0] not in "CZ" for letter in text)


def _flag(value: object) -> str:
    return "true" if value else "false"


class _Typesetter:
    """One page in the making."""

    def __init__(self, page: str, *, annexed: bool) -> None:
        from lxml import html

        self.tree = html.document_fromstring(page)
        # as they were written: a reader of HTML puts the names of attributes in small letters
        drawings = re.findall(r"<svg\b.*?</svg>", page, re.DOTALL)
        self.drawings = dict(zip(self.tree.iter("svg"), drawings, strict=True))
        if not annexed:
            for annex in self.tree.xpath("//*[@id='annex']"):
                annex.drop_tree()
        self.lang = _language(self.tree) or "en"
        self.leftwards = self.tree.get("dir") == "rtl"
        self.placed: set[str] = set()
        self.waiting: list[str] = []
        self.spaced = True

    def written(self) -> str:
        body = self.tree.find("body")
        parts = self.blocks(self.tree if body is None else body)
        parts += self.places()
        title = (self.tree.findtext(".//title") or "").strip()
        there = "".join(f"{literal(name)}: 1, " for name in sorted(self.placed)) or ":"
        return f"#let to = linked.with(({there}))\n#paper({literal(title)}, {_body(parts)})\n"

    # -- places ------------------------------------------------------------------------------------

    def note_place(self, element: HtmlElement) -> None:
        """Remember a place that a link may lead to, until there are words to set it before."""
        name = element.get("id")
        if name and name not in self.placed:
            self.placed.add(name)
            self.waiting.append(_call("here", literal(name)))

    def places(self) -> list[str]:
        held, self.waiting = self.waiting, []
        return held

    # -- words -------------------------------------------------------------------------------------

    def text(self, raw: str | None, *, kept: bool = False) -> list[str]:
        """Return words as literals, white space joined as a browser does, lines kept if asked."""
        if not raw:
            return []
        made = []
        for number, line in enumerate(raw.split("\n") if kept else [raw]):
            if number:
                made.append("linebreak()")
                self.spaced = True
            words = re.sub(r"\s+" if not kept else r"[ \t\r\f]+", " ", line)
            words = words.lstrip(" ") if self.spaced else words
            if words:
                self.spaced = words.endswith(" ")
                made += _breakable(words)
        return self.places() + made if made else []

    def inline(self, element: HtmlElement, *, kept: bool = False) -> list[str]:
        """Return what stands in a line of an element: its words and its inline parts."""
        made = self.text(element.text, kept=kept)
        for child in element:
            made += self.part(child, kept=kept)
            made += self.text(child.tail, kept=kept)
        return made

    def line(self, element: HtmlElement, *, kept: bool = False) -> str:
        """Return an element's words as a line that begins anew."""
        self.spaced = True
        self.note_place(element)
        made = self.inline(element, kept=kept)
        return _body([*self.places(), *made])

    def part(self, element: HtmlElement, *, kept: bool = False) -> list[str]:
        """Return one inline part."""
        if not isinstance(element.tag, str) or element.tag in SKIPPED or self.unprinted(element):
            return []
        kinds = _kinds(element)
        self.note_place(element)
        made = self.special(element, kinds)
        if made is not None:
            return [*self.places(), *made]
        held = self.places()
        inner = self.inline(element, kept=kept)
        held += self.places()
        if element.tag in BLOCKS:
            inner.append('" "')
            self.spaced = True
        if not inner:
            return held
        return [*held, self.linked(element, self.styled(element, kinds, _body(inner)))]

    def special(self, element: HtmlElement, kinds: list[str]) -> list[str] | None:
        """Return what is no words in a look: breaks, drawings, marks and the shapes of sides."""
        made: list[str] | None = None
        if element.tag == "br":
            self.spaced = True
            made = ["linebreak()"]
        elif element.tag == "svg":
            made = [_call("drawn", *self.drawing(element))]
        elif element.tag == "table":
            made = [self.table(element)]
        elif "mk" in kinds and "chip" in _kinds(element.getparent()):
            made = [_call("sign", _body(self.inline(element))), *self.text(" ")]
        elif "mk" in kinds:
            made = [self.mark(element, kinds)]
        elif "sr" in kinds:
            said = self.inline(element)
            made = [_call("unseen", _body(said))] if said else []
        elif {"sh", "side"} & set(kinds):
            sign = literal(element.text_content().strip())
            follows = [] if (element.tail or "").startswith(" ") else ['" "']
            self.spaced = bool(follows)
            made = [_call("sh", self.side(element), sign), *follows]
        return made

    def mark(self, element: HtmlElement, kinds: list[str]) -> str:
        """Return a mark of truth: its sign, in a border by its kind, and what is read out."""
        kind = next((_KINDS[one] for one in kinds if one in _KINDS), "quoted")
        shown = "".join(element.xpath(".//bdi//text()")).strip()
        marks = "«…»" if self.lang == "fa" else "“…”"
        sign = shown or element.xpath("string(*[@aria-hidden='true'])").strip()
        sign = sign or {"quoted": marks, "computed": "=", "judged": "§"}[kind]
        read = element.xpath("string(.//*[contains(@class,'sr')])").strip()
        parts = [literal(sign)]
        if read:
            parts.insert(0, _call("unseen", literal(read)))
        self.spaced = False
        return _call("mk", literal(kind), _flag("u" in kinds), _body(parts))

    def styled(self, element: HtmlElement, kinds: Sequence[str], body: str) -> str:
        """Return words in the look of their element."""
        tag = element.tag
        if "truth" in kinds:
            return _call("truth", literal(kinds[-1]), body)
        if "chip" in kinds:
            body = _call("chip", _flag("unreviewed" in kinds or "u" in kinds), body)
        elif "value" in kinds:
            body = _call("value", _flag("today" in kinds), body)
        elif "way" in kinds and (ways := {"coop", "conf"} & set(_kinds(element.getparent()))):
            body = _call("way", _flag("coop" in ways), body)
        elif tag == "mark":
            known = [one for one in kinds if one in ("statement", "event", "actor", "issue")]
            body = _call("lit", literal(known[0]), body) if known else body
        for kind in kinds:
            if kind in _INLINE_KINDS:
                body = _call(_INLINE_KINDS[kind], body)
        if tag in _INLINE_TAGS:
            body = _call(_INLINE_TAGS[tag], body)
        if tag == "q":
            body = _body(['"“"', body, '"”"'])
        return self.foreign(element, body)

    def linked(self, element: HtmlElement, body: str) -> str:
        """Return words that lead where their element does, if that is there."""
        target = element.get("href") or ""
        if not _visible(element.text_content()):
            return body  # the compiler fails on a link of which nothing is drawn
        if target.startswith("#") and len(target) > 1:
            return _call("to", literal(target[1:]), body)
        if _OUTSIDE.match(target) and len(target) <= LONGEST:
            return _call("out", literal(target), body)
        return body

    def foreign(self, element: HtmlElement, body: str) -> str:
        """Return words in their own language and direction, isolated from those around."""
        lang, way = _language(element), _way(element)
        turned = way not in {"", self.way}
        if turned or (lang and lang != self.lang):
            body = _call("tongue", literal(lang or self.lang), literal(way or self.way), body)
        if element.tag in BLOCKS or not (turned or element.tag == "bdi"):
            return body
        other = _RIGHTWARD if self.leftwards else _LEFTWARD
        if not other.search(element.text_content()):
            return body
        sign = {"ltr": "\u2066", "rtl": "\u2067"}.get(way, "\u2068")
        return _call("iso", f'"{sign}"', body)

    @property
    def way(self) -> str:
        return "rtl" if self.leftwards else "ltr"

    def side(self, element: HtmlElement) -> str:
        """Return the number of the side that an element speaks of."""
        at: HtmlElement | None = element
        while at is not None:
            for kind in _kinds(at):
                if re.fullmatch(r"p[0-5]", kind):
                    return kind[1]
            at = at.getparent()
        return "none"

    def unprinted(self, element: HtmlElement) -> bool:
        """Tell whether paper leaves an element out."""
        kinds = _kinds(element)
        if element.tag in ("button", "form", "input") or UNPRINTED & set(kinds):
            return True
        if "back" in kinds and "up" in kinds:
            return True
        many = {"opt", "yn", "acts"} & set(kinds)
        return bool(many) and bool(element.xpath("ancestor::table[contains(@class,'many')]"))

    # -- blocks ------------------------------------------------------------------------------------

    def blocks(self, element: HtmlElement) -> list[str]:
        """Return the parts within an element; loose words between blocks are a paragraph."""
        made: list[str] = []
        loose: list[str] = self.fresh(element.text)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SKIPPED or self.unprinted(child):
                pass
            elif child.tag in BLOCKS or (set(_kinds(child)) & _BLOCK_SPANS):
                made += self.flushed(loose)
                loose = []
                made += self.block(child)
                self.spaced = True
            else:
                loose += self.part(child)
            loose += self.text(child.tail)
        return [*made, *self.flushed(loose)]

    def fresh(self, text: str | None) -> list[str]:
        self.spaced = True
        return self.text(text)

    @staticmethod
    def flushed(loose: list[str]) -> list[str]:
        return [_call("para", _body(loose))] if loose else []

    def block(self, element: HtmlElement) -> list[str]:
        """Return one block, in its own language and direction."""
        self.note_place(element)
        made = self.looked_up(element)
        return [self.foreign(element, _body(made))] if made else []

    def looked_up(self, element: HtmlElement) -> list[str]:
        """Return one block, by its first class that has a look, or by its element."""
        for kind in _kinds(element):
            if kind in _BY_CLASS:
                return _BY_CLASS[kind](self, element)
        if element.tag in _BY_TAG:
            return _BY_TAG[element.tag](self, element)
        if _parted(element):
            return self.blocks(element)
        return [_call("para", self.line(element))] if self.says(element) else []

    @staticmethod
    def says(element: HtmlElement) -> bool:
        return bool(element.text_content().strip()) or element.find(".//svg") is not None

    def within(self, name: str, element: HtmlElement, *given: str) -> list[str]:
        """Return a block around the blocks, or around the words, of an element."""
        if not self.says(element):
            return []
        held = self.content(element)
        return [_call(name, *given, held)]

    def content(self, element: HtmlElement) -> str:
        """Return what an element holds: words alone as a line, else blocks."""
        if _parted(element):
            first = self.places()
            return _body([*first, *self.blocks(element)])
        return self.line(element)

    def heading(self, element: HtmlElement) -> list[str]:
        level = int(element.tag[1])
        above, below = _AROUND[level]
        return [_call("heading-of", str(level), above, below, self.line(element))]

    def head(self, element: HtmlElement) -> list[str]:
        """Return a head of a section: its heading, and at the end of the line what marks it."""
        ends = [child for child in element if {"end", "mk"} & set(_kinds(child))]
        parts: list[str] = []
        for child in element:
            if child not in ends:
                self.note_place(child)
                held = self.line(child)
                named = child.tag in ("h2", "h3")
                parts.append(_call("heading", f"level: {child.tag[1]}", held) if named else held)
        end = _body([p for child in ends for p in self.part(child)]) if ends else "none"
        return [_call("head", _body(parts), end)]

    def who(self, element: HtmlElement) -> list[str]:
        side = self.side(element)
        return [_call("who", side, _call("heading", "level: 3", self.line(element)))]

    def cells(self, name: str) -> Callable[[HtmlElement], list[str]]:
        def laid(element: HtmlElement) -> list[str]:
            held = [_body(self.block(child)) for child in element if isinstance(child.tag, str)]
            return [_call(name, *(one for one in held if one != "{[]}"))] if held else []

        return laid

    def party(self, element: HtmlElement) -> list[str]:
        """Return one side's part, below a line in its colour."""
        return [_call("who", self.side(element), "[]"), *self.blocks(element)]

    def details(self, element: HtmlElement) -> list[str]:
        """Return what a page folds, unfolded: its summary, then what it holds."""
        made: list[str] = []
        summary = element.find("summary")
        if summary is not None:
            named = summary.xpath("./h2 | ./h3")
            made = self.heading(named[0]) if named else [_call("summary", self.line(summary))]
            element.remove(summary)
        made += self.blocks(element)
        if "finding" in (kinds := _kinds(element)):
            return [_call("finding", literal(kinds[-1]), _body(made))]
        return made

    def quote(self, element: HtmlElement) -> list[str]:
        """Return a quotation with who said it below."""
        said = element.find("blockquote")
        about = element.find("figcaption")
        if said is None:
            return self.blocks(element)
        words = self.foreign(said, _call("said", self.content(said)))
        told = "none" if about is None else self.line(about)
        u = {"unreviewed", "u"} & set(_kinds(element))
        return [_call("quoted", _flag(u), self.fits(element), _body([*self.places(), words]), told)]

    @staticmethod
    def fits(element: HtmlElement) -> str:
        return _flag(len(element.text_content()) < WHOLE)

    def figure(self, element: HtmlElement) -> list[str]:
        """Return a figure: its title, its drawing and its caption."""
        if "quote" in _kinds(element):
            return self.quote(element)
        drawn = element.find(".//svg")
        if drawn is None:
            return self.blocks(element)
        titles = element.xpath(".//p[contains(@class,'title')]")
        made = [_call("titled", self.line(title)) for title in titles]
        caption = element.find("figcaption")
        words = "none" if caption is None else self.line(caption)
        return [*made, *self.places(), _call("pictured", *self.drawing(drawn), words)]

    def drawing(self, element: HtmlElement) -> list[str]:
        """Return a drawing, what is said of it, and how wide it is, in points."""
        _x, _y, width, height = map(float, (element.get("viewbox") or "0 0 4 3").split())
        kinds = _kinds(element)
        most = 176 if {"stake", "share"} & set(kinds) else 505
        wide = min(most, width * 0.75, 270 * width / height)
        svg = with_faces(alone(self.drawings[element]))
        return [literal(svg), literal(svg_told(element)), f"{wide:.1f}"]

    def words(self, element: HtmlElement) -> list[str]:
        """Return the numbered words that a page rests on, in columns."""
        dense = bool(element.xpath("ancestor::*[contains(@class,'dense')]"))
        items = []
        for item in element.iterchildren("li"):
            number = item.find("b")
            sign = "" if number is None else number.text_content()
            self.note_place(item)
            self.spaced = True
            made = self.places()
            for child in item:
                made += [] if child is number else self.part(child)
                made += self.text(child.tail)
            items.append(f"({literal(sign)}, {_body(made)})")
        return [_call("words", "3" if dense else "2", *items)]

    def items(self, element: HtmlElement) -> list[str]:
        """Return a list: its marks in the gutter, numbered, or with a sign before each."""
        kinds = _kinds(element)
        marks, held = [], []
        for item in element.iterchildren("li"):
            self.note_place(item)
            self.spaced = True
            if "lines" in kinds:
                marks.append(self.gutter(item))
                self.spaced = True
            body = self.content(item)
            if _way(item) not in {"", self.way}:
                body = self.foreign(item, _call("para", body))
            if "lines" in kinds and len(item.text_content()) < WHOLE:
                body = f"block(breakable: false, {body})"
            if {"unreviewed"} & set(_kinds(item)):
                body = _call("boxed", self.fits(item), body)
            held.append(body)
        if not held:
            return []
        if "lines" in kinds:
            return [_call("signed", _many(marks), *held)]
        if element.tag == "ol" and "bare" not in kinds:
            return [_call("numbered", *held)]
        loose = next((_LISTS[kind] for kind in kinds if kind in _LISTS), None)
        made = _call("bulleted", "0.8", *held) if loose is None else _call("plain", loose, *held)
        return [made]

    def gutter(self, item: HtmlElement) -> str:
        """Take the mark from the head of a line and return it, to stand in the gutter."""
        first = next(iter(item), None)
        if first is None or "mk" not in _kinds(first) or (item.text or "").strip():
            return "[]"
        item.text = (first.tail or "").lstrip()
        item.remove(first)
        return self.mark(first, _kinds(first))

    def legend(self, element: HtmlElement) -> list[str]:
        """Return what each mark means, each kept together."""
        made = []
        for child in element:
            self.spaced = True
            made.append(_call("entry-of", _body(self.part(child))))
        return [_call("legend", _body(made))]

    def run_on(self, element: HtmlElement) -> list[str]:
        """Return short entries one after the other, in the lines of one paragraph."""
        made: list[str] = []
        for item in element.iterchildren("li"):
            self.note_place(item)
            self.spaced = True
            made += [*(["h(1.6 * M)"] if made else []), *self.inline(item)]
        return made

    def pairs(self, element: HtmlElement) -> list[str]:
        """Return names with what is said of each beside them."""
        made = []
        for holder in [e for e in element if e.tag == "div"] or [element]:
            name = holder.find("dt")
            told = _body([p for dd in holder.iterchildren("dd") for p in self.block(dd)])
            made += [_call("name-of", self.line(name)) if name is not None else "[]", told]
        return [_call("facts", *made)]

    def para_of_source(self, element: HtmlElement) -> list[str]:
        """Return a paragraph of a source, and below it what rests on it."""
        said = element.find("p")
        rests = element.find("ul")
        if said is None:
            return self.blocks(element)
        kinds = _kinds(element)
        words = self.line(said, kept=True)
        words = _call("strong", words) if "z-title" in kinds else words
        words = _call("emph", words) if "z-standfirst" in kinds else words
        words = self.foreign(said, _call("para", words))
        if rests is None:
            return [words]
        return [words, _call("rests", _body(self.run_on(rests)))]

    # -- tables ------------------------------------------------------------------------------------

    def table(self, element: HtmlElement) -> str:
        """Return a table whose head is repeated on each page."""
        heads: list[list[HtmlElement]] = []
        rows: list[list[HtmlElement]] = []
        for row in element.iter("tr"):
            cells = [c for c in row.iterchildren("th", "td") if not self.unprinted(c)]
            inside = row.getparent().tag == "thead"
            if cells:
                (heads if inside else rows).append(cells)
        if not heads and not rows:
            return "[]"
        columns = widths([*heads, *rows])
        head = [self.cell(cell, head=True) for row in heads for cell in row]
        body = []
        for row in rows:
            body += [self.cell(cell, row=row, first=cell is row[0]) for cell in row]
            body += ["[]"] * (len(columns) - across(row))
        return _call("tabled", _many(columns), _many(head), *body)

    @staticmethod
    def table_of(cell: HtmlElement) -> HtmlElement:
        return next(cell.iterancestors("table"))

    def cell(
        self,
        cell: HtmlElement,
        *,
        head: bool = False,
        row: Sequence[HtmlElement] = (),
        first: bool = False,
    ) -> str:
        """Return one cell."""
        holder, kinds = cell.getparent(), set(_kinds(cell))
        self.note_place(holder)
        body = self.content(cell) if self.says(cell) else "[]"
        given = [
            f"{n}: {cell.get(n)}" for n in ("colspan", "rowspan") if (cell.get(n) or "").isdecimal()
        ]
        if head:
            upright = "opt" in kinds
            body = _call("upright", body) if upright else body
            if "num" in kinds:
                given.append("align: end + bottom")
            return _call("th", *given, body)
        if cell.tag == "th" and "wide" not in _kinds(self.table_of(cell)):
            body = _call("strong", body)
        states = set(_kinds(holder))
        if "yn" in kinds:
            return _call("yn", _flag("y" in kinds), body)
        if "num" in kinds:
            given.append("align: end")
        if "named" in states:
            given.append("fill: panel")
        if "marked" in states:
            body = _call("strong", body)
        if sum(len(one.text_content()) for one in row) < WHOLE:
            given.append("breakable: false")
        if first and (line := next((_EDGES[one] for one in _EDGES if one in states), None)):
            return _call("set-off", line, *given, body)
        return _call("td", *given, body)


def _breakable(words: str) -> Iterator[str]:
    """Return words as literals with a place to break in whatever is too long for a line."""
    at = 0
    for found in _LONG.finditer(words):
        if found.start() > at:
            yield literal(words[at : found.start()])
        long = found[0]
        pieces = [long[n : n + PIECE] for n in range(0, len(long), PIECE)]
        for number, piece in enumerate(pieces):
            if number:
                yield "h(.01pt)"
            yield literal(piece)
        at = found.end()
    if at < len(words):
        yield literal(words[at:])


_EDGES = {"now": "2.5pt + ink", "unreviewed": "(paint: dim, thickness: 1pt, dash: dashes)"}

_KINDS = {"q": "quoted", "j": "judged", "c": "computed"}

# between a heading and what stands before and after it, in millimetres
_AROUND = {1: ("1", "2.5"), 2: ("4", "1.6"), 3: ("3.4", "1.4"), 4: ("2.4", "1")}

_INLINE_TAGS = {
    "b": "strong",
    "strong": "strong",
    "em": "emph",
    "s": "strike",
    "del": "strike",
    "code": "code",
    "ins": "underline",
    "cite": "cite",
}

_INLINE_KINDS = {
    "pill": "pill",
    "note": "note",
    "dim": "note",
    "small": "small",
    "id": "id",
    "act": "act",
    "ref": "ref",
    "back": "note",
    "missing": "note",
    "zone": "note",
    "speaker": "strong",
    "strong": "strong",
}

_BLOCK_SPANS = frozenset({"under", "basis", "row", "keys"})

# between the items of a list that has no signs before them, in millimetres
_LISTS = {
    "plain": "1.8",
    "wants": "1.4",
    "options": "1.2",
    "issues": "1.4",
    "relations": "0.9",
    "references": "0.8",
    "rests": "0.6",
    "bare": "1.0",
}

_Rule = Callable[[_Typesetter, "HtmlElement"], list[str]]


def _wrapped(name: str) -> _Rule:
    return lambda self, element: self.within(name, element)


def _laid(name: str) -> _Rule:
    return lambda self, element: self.cells(name)(element)


def _nothing(_self: _Typesetter, _element: HtmlElement) -> list[str]:
    return []


_BY_CLASS: dict[str, _Rule] = {
    **{
        name: _wrapped(name)
        for name in ("kicker", "lead", "byline", "sec", "end-note", "empty", "part")
    },
    "annex": lambda self, e: self.within("annex", e) if e.get("id") else self.blocks(e),
    "basis": _wrapped("basis"),
    "want": _wrapped("want"),
    "entry": lambda self, e: self.within("whole" if len(e.text_content()) < WHOLE else "part", e),
    "source": _wrapped("part"),
    "mediator": _wrapped("part"),
    "party": lambda self, e: self.party(e),
    "head": lambda self, e: self.head(e),
    "who": lambda self, e: self.who(e),
    "two": _laid("two"),
    "three": _laid("three"),
    "parties": _laid("parties"),
    "bars": _laid("two"),
    "words": lambda self, e: self.words(e) if e.tag == "ol" else self.within("rests", e),
    "margin": lambda self, e: self.blocks(e),
    "stand": _wrapped("lead"),
    "lines": lambda self, e: self.items(e),
    "actors": lambda self, e: self.flushed(self.run_on(e)),
    "relations": lambda self, e: self.flushed(self.run_on(e)),
    "para": lambda self, e: self.para_of_source(e),
    "note": lambda self, e: self.details(e) if e.tag == "details" else self.within("noted", e),
    "meta": _wrapped("noted"),
    "estimate": _wrapped("noted"),
    "title": _wrapped("titled"),
    "way-title": _wrapped("titled"),
    "label": _wrapped("label-line"),
    "legend": lambda self, e: self.legend(e),
    "small": _wrapped("small"),
}

_BY_TAG: dict[str, _Rule] = {
    **{tag: lambda self, e: self.heading(e) for tag in ("h1", "h2", "h3", "h4")},
    "details": lambda self, e: self.details(e),
    "figure": lambda self, e: self.figure(e),
    "table": lambda self, e: [self.table(e)],
    "ul": lambda self, e: self.items(e),
    "ol": lambda self, e: self.items(e),
    "dl": lambda self, e: self.pairs(e),
    "svg": lambda self, e: [_call("drawn", *self.drawing(e))],
    "nav": _nothing,
}
