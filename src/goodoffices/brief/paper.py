"""The brief as a PDF that keeps its links: tagged, with bookmarks, its two pages two pages.

WeasyPrint lays the page out as a browser prints it. Which faces a machine has is not known
beforehand, so where the two pages would take a third, all is made a little smaller until they do
not.

Laying out takes most of the time, and grows with the boxes of a line: what isolates a direction
where there is only one is left out first, as are marks that only hide a sign, and tokens have their
values put in their place. A page with an annex is laid out at its common size at once, for its head
mostly takes two pages there; only where it does not is the head tried by itself.
"""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree as ET

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.look import tokens
from goodoffices.look.figures import on_paper

SIZES = (1.0, 0.92, 0.84, 0.77, 0.7)
"""How large letters may be against the common size; the first at which two pages do is taken."""

PAGES = 2
"""How many pages the short brief may take."""

WIDTH, HEIGHT = 210, 297
"""A4, in millimetres."""

MARGINS = (11, 16, 13)
"""Of a page at the top, at the sides and at the foot, in millimetres."""


_ISOLATED = re.compile(r'<bdi(?: lang="(?P<lang>[\w-]+)" dir="ltr")?>(?P<text>[^<]*)</bdi>')
_UNSEEN = re.compile(r'<span aria-hidden="true">([^<]*)</span>')
"""Signs that no screen reader says: on paper nothing tells them from other words."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff]")


def to_pdf(page: str, short: Callable[[], str] | None = None) -> bytes:
    """Return a page of HTML as a tagged PDF, in letters in which its head takes two pages.

    Parameters
    ----------
    page
        the page that is wanted, as HTML: the two pages, or those and their annex.
    short
        what makes the two pages alone, as HTML, where the page has an annex: by them the size is
        found, where one is looked for.

    Raises
    ------
    UsageError
        GO925 where WeasyPrint is not installed, GO341 where Pango is not there.
    """
    needs("print")
    with _uncollected():
        size, document = SIZES[0], _laid_out(page, SIZES[0])
        if _before_annex(document) > PAGES:
            head = short() if short else page
            for size in SIZES[0 if short else 1 :]:
                document = _laid_out(head, size)
                if len(document.pages) <= PAGES:
                    break
            document = _laid_out(page, size, _balanced(document)) if short else document
        return bytes(document.write_pdf(zoom=size, pdf_tags=True))


def _before_annex(document: Any) -> int:  # noqa: ANN401 - WeasyPrint has no types of its own
    """Return how many pages stand before the annex, or all where none is told of."""
    starts = (n for n, page in enumerate(document.pages) if "annex" in _anchors(page))
    return next(starts, len(document.pages))


def _anchors(page: Any) -> Collection[str]:  # noqa: ANN401 - WeasyPrint has no types of its own
    """Return the places of a page that links lead to, as far as the engine tells them."""
    return getattr(page, "anchors", ())


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
    """Return a page without marks that change nothing on paper, such as those of directions.

    Where the page, or the text that is isolated, is written from right to left these stay.
    """
    if '<html lang="' not in html or 'dir="rtl"' in html[: html.find(">", html.find("<html"))]:
        return html
    spoken = html[len('<html lang="') + html.find('<html lang="') :].partition('"')[0]

    def bare(found: re.Match[str]) -> str:
        """Return the words alone, where they run as the page does, in its language or in none."""
        other = found["lang"] not in {None, spoken}
        return found[0] if other or _RIGHT_TO_LEFT.search(found["text"]) else found["text"]

    return _ISOLATED.sub(bare, _UNSEEN.sub(r"\1", html))


def settled(html: str) -> str:
    """Return a page whose rules have the values of tokens in place of the tokens, as in print.

    The engine would work each out anew for every element. What differs from part to part of the
    page, such as the colour of a side or the face of another language that is there, stays.
    """
    start, end = html.find("<style>") + len("<style>"), html.find("</style>")
    if not len("<style>") <= start < end:
        return html
    values = tokens.on_paper(set(_LANGUAGE.findall(html[:start] + html[end:])))
    css = tokens.written_out(html[start:end].replace(tokens.dark(), ""), values.get)
    return html[:start] + css + html[end:]


_LANGUAGE = re.compile(r'\blang="([\w-]+)"')


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
        with warnings.catch_warnings():  # of a library that it will need one day
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except OSError as error:  # Pango is not there
        raise UsageError(finding("GO341", reason=str(error).splitlines()[0])) from None
    return weasyprint


def _balanced(document: Any) -> str:  # noqa: ANN401 - WeasyPrint has no types of its own
    """Return the rule that gives columns the height at which they were balanced once.

    The engine balances them by laying them out some thirty times. Where they go on from one page
    to the next, no rule is given; nor where it does not tell, for how it keeps its boxes is its
    own: then it balances them again.
    """
    try:
        heights = [
            box.height
            for page in document.pages
            for box in page._page_box.descendants()  # noqa: SLF001 - there is no other way
            if box.element_tag == "ol"
            and box.element is not None
            and box.element.get("class") == "words"
            and not box.is_column
        ]
    except AttributeError:
        return ""
    if len(heights) != 1:
        return ""
    return f".sheet .words {{ block-size: {heights[0] + 0.001:.3f}px; column-fill: auto; }}"


_STACKED = (
    ".annex .parties { display: block !important; }"
    " .annex .parties > * + * { margin-block-start: 1.75rem; }"
    " .annex .mk { display: inline !important; }"
)
"""The parties below each other, as they come out: the engine does not know the rule that sets them
side by side, and would measure every word on each page for the width of the one column left. The
signs of a quotation are no boxes of their own, each of which it would lay out by itself."""


def _laid_out(html: str, size: float, more: str = "") -> Any:  # noqa: ANN401 - no types of its own
    """Lay a page out on paper that is larger as the letters shall be smaller."""
    weasyprint = _weasy()
    top, side, foot = (f"{part / size:.2f}mm" for part in MARGINS)
    paper = f"{WIDTH / size:.2f}mm {HEIGHT / size:.2f}mm"
    rules = f"@page {{ size: {paper} !important; margin: {top} {side} {foot} !important; }}"
    rules += _STACKED + more
    html = on_paper(settled(plainer(html)))
    return weasyprint.HTML(string=html, url_fetcher=_nothing).render(
        stylesheets=[weasyprint.CSS(string=rules)]
    )


def _nothing(url: str) -> Any:  # noqa: ANN401 - it never returns
    """Fetch nothing: a page has all that it needs, and asks no host for more."""
    raise ValueError(url)
