"""How wide the columns of a table are on paper.

A column is as wide as it needs, or has its share of what is left. Where options stand upright over
narrow columns, every column that holds only short words gets a width in millimetres, for as long as
it could ask for more, a head of several columns would take from where whole sentences stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORT = 12
"""Of how many characters at most a column is as wide as it needs."""

LETTER, BESIDE, WIDEST, UPRIGHT = 1.75, 2.5, 27.0, 6.0
"""In millimetres: a letter, the space beside words, the widest fixed column, a word upright."""


def across(row: Sequence[HtmlElement]) -> int:
    """Return how many columns a row has."""
    return sum(int(cell.get("colspan") or 1) for cell in row)


def widths(rows: Sequence[Sequence[HtmlElement]]) -> list[str]:
    """Return how wide each column of a table is, as Typst writes it: ``auto``, ``6mm``, ``2fr``."""
    number = max(across(row) for row in rows)
    placed = [cell for row in _placed(rows) for cell in row if cell[0] < number]
    single: list[list[HtmlElement]] = [[] for _ in range(number)]
    for at, over, cell in placed:
        if over == 1:
            single[at].append(cell)
    fixed = {at: UPRIGHT for at, cells in enumerate(single) if any(map(_upright, cells))}
    if fixed:
        fixed |= {
            at: _least(cells)
            for at, cells in enumerate(single)
            if at not in fixed and all(_length(c) <= SHORT for c in cells if c.tag == "td")
            if any(c.tag == "td" for c in cells)
        }
    for at, over, cell in placed:
        under = range(at, min(at + over, number))
        if all(one in fixed for one in under) and not _upright(cell):
            least = _least([cell]) / len(under)
            fixed |= {one: max(fixed[one], least) for one in under}
    return _shared([[_length(c) for c in cells] for cells in single], fixed)


def _shared(lengths: Sequence[Sequence[int]], fixed: dict[int, float]) -> list[str]:
    """Return the widths of columns that hold so many characters, some of them fixed."""
    longest = [max(found or [10]) for found in lengths]
    if not fixed and all(one <= 16 for one in longest):
        return ["1fr" if at == 0 else "auto" for at in range(len(lengths))]
    made = []
    for at, (found, most) in enumerate(zip(lengths, longest, strict=True)):
        if at in fixed:
            made.append(f"{fixed[at]:.1f}mm")
        elif most <= SHORT:
            made.append("auto")
        else:
            mean = sum(found) / len(found)
            made.append(f"{max(12.0, min(most, max(mean * 1.5, most * 0.4))) ** 0.7:.1f}fr")
    return made


def _placed(rows: Sequence[Sequence[HtmlElement]]) -> Iterator[list[tuple[int, int, HtmlElement]]]:
    """Yield the cells of each row with the column each begins at and how many it is across.

    What reaches down from a row above keeps its column, so that a head of two rows is counted
    under what it stands over.
    """
    kept: dict[int, int] = {}
    for row in rows:
        taken = set(kept)
        kept = {at: left - 1 for at, left in kept.items() if left > 1}
        at = 0
        laid: list[tuple[int, int, HtmlElement]] = []
        for cell in row:
            while at in taken:
                at += 1
            over, down = (int(cell.get(name) or 1) for name in ("colspan", "rowspan"))
            laid.append((at, over, cell))
            if down > 1:
                kept |= dict.fromkeys(range(at, at + over), down - 1)
            at += over
        yield laid


def _upright(cell: HtmlElement) -> bool:
    return "opt" in (cell.get("class") or "").split()


def _length(cell: HtmlElement) -> int:
    return 3 if _upright(cell) else len(" ".join(cell.text_content().split()))


def _least(cells: Sequence[HtmlElement]) -> float:
    """Return in how many millimetres the longest word of cells has room."""
    words = (word for cell in cells for word in cell.text_content().split())
    return min(WIDEST, LETTER * max(map(len, words), default=0) + BESIDE)
