"""The brief as a PDF that keeps its links: tagged, with bookmarks, its two pages two pages.

WeasyPrint lays the page out as a browser prints it. Which faces a machine has is not known
beforehand, so where the two pages would take a third, all is made a little smaller until they do
not.

Laying out takes most of the time, and grows with the boxes of a line: what isolates a direction
where there is only one is left out first.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.look.figures import on_paper

SIZES = (1.0, 0.92, 0.84, 0.77, 0.7)
"""How large letters may be against the common size; the first at which two pages do is taken."""

ANNEX = "annex"
"""The id of what follows the two pages."""

PAGES = 2
"""How many pages the short brief may take."""

WIDTH, HEIGHT = 210, 297
"""A4, in millimetres."""

MARGINS = (11, 16, 13)
"""Of a page at the top, at the sides and at the foot, in millimetres."""


_ISOLATED = re.compile(r"<bdi>([^<]*)</bdi>")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff]")


def to_pdf(short: str, page: str) -> bytes:
    """Return a page of HTML as a tagged PDF, in letters in which its head takes two pages.

    Parameters
    ----------
    short
        the two pages alone, as HTML: by them the size is found.
    page
        the page that is wanted, as HTML: those two, or those and their annex.

    Raises
    ------
    UsageError
        GO925 where WeasyPrint is not installed, GO341 where Pango is not there.
    """
    needs("print")
    with _uncollected():
        size, document = SIZES[0], _laid_out(page, SIZES[0])
        if _head(document) > PAGES:
            for size in SIZES[1:]:
                document = _laid_out(short, size)
                if len(document.pages) <= PAGES:
                    break
            document = document if page == short else _laid_out(page, size)
        return bytes(document.write_pdf(zoom=size, pdf_tags=True))


def _head(document: Any) -> int:  # noqa: ANN401 - WeasyPrint has no types of its own
    """Return how many pages stand before the annex, which begins a page of its own; all if none."""
    pages = (n for n, page in enumerate(document.pages) if ANNEX in page.anchors)
    return next(pages, len(document.pages))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the garbage where it is meanwhile: a page's boxes are many and all of use."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def plainer(html: str) -> str:
    """Return a page without what isolates directions, where all is written from left to right.

    Where the page, or the text that is isolated, is written from right to left it stays.
    """
    if '<html lang="' not in html or 'dir="rtl"' in html[: html.find(">", html.find("<html"))]:
        return html
    return _ISOLATED.sub(
        lambda found: found[0] if _RIGHT_TO_LEFT.search(found[1]) else found[1], html
    )


def as_it_is(page: str) -> bytes:
    """Return a page of HTML as a tagged PDF, in letters of the common size, however long it is.

    Raises
    ------
    UsageError
        GO925 where WeasyPrint is not installed, GO341 where Pango is not there.
    """
    needs("print")
    return bytes(_laid_out(page, 1.0).write_pdf(pdf_tags=True))


def picture(svg: str) -> bytes:
    """Return an SVG picture as a PDF of one page of its own size, to be put into a paper.

    Raises
    ------
    UsageError
        GO925 where WeasyPrint is not installed, GO341 where Pango is not there.
    """
    needs("print")
    _x, _y, width, height = ET.fromstring(svg).attrib["viewBox"].split()  # noqa: S314
    rules = f"@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }}"
    rules += f" svg {{ display: block; width: {width}px; height: {height}px }}"
    page = f"<!doctype html><style>{rules}</style>{svg}"
    return bytes(_weasy().HTML(string=page, url_fetcher=_nothing).write_pdf())


def _weasy() -> Any:  # noqa: ANN401 - WeasyPrint has no types of its own
    """Import WeasyPrint, or say what it misses."""
    try:
        import weasyprint
    except OSError as error:  # Pango is not there
        raise UsageError(finding("GO341", reason=str(error).splitlines()[0])) from None
    return weasyprint


def _laid_out(html: str, size: float) -> Any:  # noqa: ANN401 - WeasyPrint has no types of its own
    """Lay a page out on paper that is larger as the letters shall be smaller."""
    weasyprint = _weasy()
    top, side, foot = (f"{part / size:.2f}mm" for part in MARGINS)
    paper = f"{WIDTH / size:.2f}mm {HEIGHT / size:.2f}mm"
    rules = f"@page {{ size: {paper} !important; margin: {top} {side} {foot} !important; }}"
    return weasyprint.HTML(string=on_paper(plainer(html)), url_fetcher=_nothing).render(
        stylesheets=[weasyprint.CSS(string=rules)]
    )


def _nothing(url: str) -> Any:  # noqa: ANN401 - it never returns
    """Fetch nothing: a page has all that it needs, and asks no host for more."""
    raise ValueError(url)
