"""The text of a PDF's page: its columns and headings, told by where and how large its words stand.

What draws a page may draw it row by row across both columns, and then its words come out mixed.
Where a gutter runs down a page, with a column that begins behind it in most rows, the left column
is read before the right one; a line across both ends what stands above it. Lines of larger letters
than most are headings, and a blank line parts them from what is around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

ROW = 2.5
"""Words within so many points of one height are of one row."""
SHARE = 0.5
"""In so many of the rows a second column has to begin at the same place."""
FEWEST = 6
"""So many rows at least make a column."""
PROSE = 4
"""A line of a column has on average so many words; what has fewer is a table."""
LARGER = 1.2
"""A heading's letters are so many times as high as those of most words."""
LETTER = 0.45
"""A letter is about so wide, in parts of its height."""


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """Words at a place of a page, in points from its lower left corner; ``end`` is about right."""

    x: float
    y: float
    end: float
    words: str
    size: float = 10.0


def page_text(page: PageObject) -> str:
    """Return the text of a page, column by column where it has two."""
    placed: list[DrawnWords] = []

    def take(words: str, cm: Sequence[float], tm: Sequence[float], _f: Any, size: float) -> None:  # noqa: ANN401
        if words.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            high = abs(size * tm[3] * cm[3]) or size
            longest = max(map(len, words.splitlines()))
            placed.append(DrawnWords(x, y, x + longest * high * LETTER, words.strip(), high))

    text = page.extract_text(visitor_text=take)
    left, width = float(page.mediabox.left), float(page.mediabox.width)
    read = read_in_columns(placed, left + 0.4 * width, left + 0.65 * width)
    return _parted(read or text, _headings(placed))


def _headings(placed: Sequence[DrawnWords]) -> frozenset[str]:
    """Return the lines of a page that are set larger than most of its words."""
    sizes: Counter[float] = Counter()
    for one in placed:
        sizes[round(one.size, 1)] += len(one.words)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    large = (p.words for p in placed if p.size >= LARGER * usual)
    return frozenset(" ".join(line.split()) for words in large for line in words.splitlines())


def _parted(text: str, headings: frozenset[str]) -> str:
    """Return a text with a blank line where headings begin and end."""
    out: list[str] = []
    inside: bool | None = None
    for line in text.splitlines():
        heads = " ".join(line.split()) in headings
        if inside is not None and line.strip() and heads != inside:
            out.append("")
        inside = heads if line.strip() else inside
        out.append(line)
    return "\n".join(out)


def read_in_columns(placed: Sequence[DrawnWords], first: float, last: float) -> str | None:
    """Return words column by column where a second column begins between two places, or None."""
    rows = _rows(placed)
    begins = Counter(
        round(b.x / 3) for row in rows for b in row[1:] if first <= b.x <= last and len(row) > 1
    )
    if not begins:
        return None
    start = 3 * begins.most_common(1)[0][0] - 3.0
    both = [row for row in rows if any(abs(p.x - start) < 6 for p in row[1:])]
    if len(both) < max(FEWEST, SHARE * len(rows)):
        return None
    if any(p.end > start + 12 for row in both for p in row if p.x < start - 6):
        return None  # a table, or words that run over what looked like a gutter
    for side in (0, 1):
        lines = [p.words for row in both for p in row if (p.x >= start - 6) == bool(side)]
        if sum(len(line.split()) for line in lines) < PROSE * len(both):
            return None
    out: list[str] = []
    columns: tuple[list[str], list[str]] = ([], [])
    for row in rows:
        across = any(p.x < start - 6 and p.end > start + 12 for p in row)
        if across:
            out += _closed(columns)
            out += [" ".join(p.words for p in row)]
            continue
        for side, words in enumerate(
            ([p.words for p in row if p.x < start - 6], [p.words for p in row if p.x >= start - 6])
        ):
            if words:
                columns[side].append(" ".join(words))
    return "\n".join([*out, *_closed(columns)])


def _closed(columns: tuple[list[str], list[str]]) -> list[str]:
    """Return what two columns hold, the left before the right, and begin anew."""
    held = [*columns[0], *columns[1]]
    columns[0].clear()
    columns[1].clear()
    return held


def _rows(placed: Sequence[DrawnWords]) -> list[list[DrawnWords]]:
    """Return words by rows from above, each from the left."""
    rows: list[list[DrawnWords]] = []
    for one in sorted(placed, key=lambda p: (-p.y, p.x)):
        if rows and abs(rows[-1][0].y - one.y) <= ROW:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda p: p.x) for row in rows]
