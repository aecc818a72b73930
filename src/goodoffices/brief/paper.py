"""The brief as a PDF that keeps its links: tagged, with bookmarks, its two pages two pages.

Typst, a compiler that comes with its Python package, lays out what :mod:`goodoffices.brief.typeset`
makes of a page. Which faces a machine has is not known beforehand, so where the two pages would
take a third, all is made a little smaller until they do not: each size is tried on the two pages
alone, and what has an annex is laid out once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from goodoffices.base.needs import needs
from goodoffices.brief.typeset import literal, typeset
from goodoffices.brief.word import svg_told
from goodoffices.look import tokens
from goodoffices.look.figures import with_faces

if TYPE_CHECKING:
    from typst import Compiler, Fonts

SIZES = (1.0, 0.92, 0.84, 0.77, 0.7)
"""How large letters may be against the common size; the first at which two pages do is taken."""

PAGES = 2
"""How many pages the short brief may take."""

_HTML = re.compile(r'<html lang="(?P<lang>[a-z]{2,3})[\w-]*"(?: dir="(?P<dir>\w+)")?')
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "ui-monospace", "-apple-system"})
_NARROW = " Condensed"
_LAST = "DejaVu Sans Mono"
"""What the compiler brings where a machine has none of those that are named."""


def to_pdf(page: str) -> bytes:
    """Return a page of HTML as a tagged PDF, in letters in which its head takes two pages.

    Raises
    ------
    UsageError
        GO925 where what lays it out is not installed.
    """
    needs("print")
    head = typeset(page, annexed=False)
    size = next((one for one in SIZES if _count(head, page, one) <= PAGES), SIZES[-1])
    return _compiled(typeset(page), page, size)


def as_it_is(page: str) -> bytes:
    """Return a page of HTML as a tagged PDF, in letters of the common size, however long it is.

    Raises
    ------
    UsageError
        GO925 where what lays it out is not installed.
    """
    needs("print")
    return _compiled(typeset(page), page, SIZES[0])


def tagged(pdf: bytes) -> bool:
    """Tell whether a PDF has a structure that programs can read aloud."""
    return b"/StructTreeRoot" in pdf


def picture(svg: str) -> bytes:
    """Return an SVG picture as a PDF of one page of its own size, to be put into a paper.

    Raises
    ------
    UsageError
        GO925 where what lays it out is not installed.
    """
    needs("print")
    import typst
    from lxml import etree

    drawn = etree.fromstring(svg.encode())
    _x, _y, width, height = (float(one) * 0.75 for one in drawn.attrib["viewBox"].split())
    told = literal(svg_told(drawn))
    code = f"""#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#set document(date: none)
#image(bytes({literal(with_faces(svg))}), format: "svg", alt: {told}, width: 100%)"""
    return bytes(typst.compile(code.encode(), font_paths=_fonts()))


def _count(code: str, page: str, size: float) -> int:
    """Return how many pages are laid out at a size."""
    return int(json.loads(_compiler(code, page, size).query("<last>", field="value", one=True)))


def _compiled(code: str, page: str, size: float) -> bytes:
    """Return the PDF: without its structure where the compiler fails at that (:func:`tagged`)."""
    import typst

    try:
        made = _compiler(code, page, size).compile()
    except typst.TypstError:
        made = _compiler(code, page, size).compile(pdf_tags=False)
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _compiler(code: str, page: str, size: float) -> Compiler:
    import typst

    opened = _HTML.search(page)
    inputs = {
        "size": str(size),
        "lang": opened["lang"] if opened else "en",
        "dir": (opened["dir"] if opened else None) or "ltr",
        "dense": "yes" if 'class="sheet dense"' in page else "no",
        "look": _look(),
    }
    return typst.Compiler((_style() + code).encode(), font_paths=_fonts(), sys_inputs=inputs)


@cache
def _style() -> str:
    """Return how the parts of a brief look on paper."""
    return (files("goodoffices.brief") / "templates" / "paper.typ").read_text("utf-8")


@cache
def _fonts() -> Fonts:
    """Return the faces that this machine has, and those that the compiler brings."""
    import typst

    return typst.Fonts()


@cache
def _look() -> str:
    """Return colours and faces, of the tokens that every sheet has, for ``paper.typ``."""
    there = {name.lower() for name in _fonts().families()}
    faces: dict[str, Mapping[str, object]] = {"mono": _face(tokens.LIGHT["mono"], there)}
    for languages, given in tokens.FACES.items():
        found = {kind: _face(given[kind], there) for kind in ("serif", "sans")}
        faces |= dict.fromkeys(languages, found)
    colours = {**tokens.LIGHT, **tokens.PRINT}
    colours = {name: value for name, value in colours.items() if value.startswith("#")}
    sides = ["violet", "ochre", "teal", "slate", "rose", "brown"]
    return json.dumps({"faces": faces, "colours": colours, "sides": sides})


def _face(named: str, there: set[str]) -> dict[str, object]:
    """Return the faces of a token by the names of their families, and how wide the first is."""
    names = [name.strip().strip('"') for name in named.split(",")]
    names = [name for name in names if name not in _GENERIC]
    first = next((n for n in names if n.removesuffix(_NARROW).lower() in there), "")
    families = [name.removesuffix(_NARROW) for name in names]
    return {
        "names": [*families, _LAST] if "mono" in named else families,
        "stretch": 75 if first.endswith(_NARROW) else 100,
    }
