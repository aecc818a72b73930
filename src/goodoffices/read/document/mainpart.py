"""Which blocks of a page are its report: trafilatura decides, and its answer is brought home.

trafilatura gives words, not places. So before it is asked, every run of words of the page is
marked with the number of the block that it lies in; the marks that come back tell how much of each
block was kept. A mark is two signs of Braille, which no report is written in: printable signs that
are no letters, so that the extraction treats a marked page as it would the bare one.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

_FIRST, _MANY = 0x2801, 255
"""The first sign of Braille with a dot, and how many there are."""
MOST = 20_000
"""Of a page with more elements, a list or a book, our own rules decide alone."""

_MARK = re.compile(r"([\u2801-\u28ff])([\u2801-\u28ff])([^\u2801-\u28ff]*)")
_SIGNS = re.compile(r"[\u2800-\u28ff\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What may not stand in marked words: signs like the marks, and what no markup may hold."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words of a page: those at the start of an element, or (``behind``) those behind its end."""

    element: HtmlElement
    behind: bool
    block: int


def kept_shares(
    root: HtmlElement, runs: Iterable[TextRun], blocks: Sequence[str]
) -> list[float] | None:
    """Return for each block the share of its letters that belongs to the report, 0 to 1.

    None where trafilatura finds no report. The page is marked on the way and is no longer to be
    used.

    Parameters
    ----------
    root
        The page.
    runs
        Its words, each with the number of its block.
    blocks
        The words of each block.
    """
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(blocks) > _MANY * _MANY or root.xpath("count(//*)") > MOST:
        return None
    for cell in root.iter("td", "th"):  # a table may claim a million cells
        for name in ("colspan", "rowspan"):
            cell.attrib.pop(name, None)
    for run in runs:
        _mark(run)
    try:
        found = trafilatura.bare_extraction(root, include_comments=False)
    except Exception:  # noqa: BLE001 - on markup it was not made for our own rules decide alone
        return None
    if not isinstance(found, Document) or found.body is None:
        return None
    kept = [0] * len(blocks)
    for first, second, words in _MARK.findall("".join(found.body.itertext())):
        number = (ord(first) - _FIRST) * _MANY + ord(second) - _FIRST
        if number < len(kept):
            kept[number] += _size(words)
    return [min(1.0, k / max(1, _size(words))) for k, words in zip(kept, blocks, strict=True)]


def _mark(run: TextRun) -> None:
    """Put the number of its block before some words."""
    high, low = divmod(run.block, _MANY)
    mark = chr(_FIRST + high) + chr(_FIRST + low) + " "
    element = run.element
    if run.behind:
        element.tail = mark + _SIGNS.sub("", element.tail or "")
    else:
        element.text = mark + _SIGNS.sub("", element.text or "")


def _size(words: str) -> int:
    """Return how many characters of some words are no white space."""
    return len("".join(words.split()))
