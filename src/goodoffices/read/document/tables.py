"""Where the cells of a table stand in a text, and which of them are words of whom.

"Issue | Seamen's Union | Harrow Ferries": where a table says that it sets positions beside each
other, and its columns (or its rows) are headed by sides, each cell is its side's. Layout tables and
tables of facts (population, casualties) say nothing of the kind and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from goodoffices.evidence.snapshot import Document, Part
from goodoffices.read.document.headed import WayOfLines, way_of
from goodoffices.read.document.namings import name_kind, named_in
from goodoffices.read.words import words

MAX_ROWS, MAX_COLUMNS = 60, 12
"""A larger table is a list of data: where its cells stand is not kept."""
_HEAD = 8
"""A cell that names a side has at most so many words."""

Span = tuple[int, int]
"""From where up to where a cell's words stand; (0, 0) where it is empty."""
_Rows = Sequence[Sequence[Span]]
_Heads = Mapping[int, tuple[str, int]]
"""By the number of a column the side that heads it, and where its name stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as it is written: its words' place, and over how much it goes."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SideCell:
    """Words [start, end) of a table that are a side's, whose name stands at ``at``.

    ``about`` is what heads their row: what the table is on there.
    """

    start: int
    end: int
    name: str
    at: int
    way: WayOfLines
    about: str


def laid_out(written: Sequence[Sequence[Cell]]) -> tuple[tuple[Span, ...], ...]:
    """Return the places of a table's cells row by row, a cell over several standing in each.

    A table of one column or row, or a very large one, has none.
    """
    if not 2 <= len(written) <= MAX_ROWS:
        return ()
    held: dict[tuple[int, int], Span] = {}
    for r, row in enumerate(written):
        c = 0
        for cell in row:
            while (r, c) in held:
                c += 1
            for over in range(max(1, min(cell.columns, MAX_COLUMNS + 1))):
                for down in range(max(1, min(cell.rows, len(written) - r))):
                    held.setdefault((r + down, c + over), (cell.start, cell.end))
            if c > MAX_COLUMNS:
                return ()
    width = 1 + max((c for _r, c in held), default=0)
    if not 2 <= width <= MAX_COLUMNS:
        return ()
    return tuple(tuple(held.get((r, c), (0, 0)) for c in range(width)) for r in range(len(written)))


def side_cells(document: Document) -> Iterator[SideCell]:
    """Yield the cells of a page's tables that are a side's words, in order."""
    text = document.snapshot.text
    for part in document.parts:
        if part.rows and _is_of_positions(text, part):
            upright = tuple(zip(*part.rows, strict=True))
            laid = [(_heads(text, rows[0]), rows) for rows in (part.rows, upright)]
            named, rows = max(laid, key=lambda one: _share(*one))
            if len(named) >= 2 and _share(named, rows) > 1 / 2:
                found = _under(text, named, rows, way_of(_above(text, part)))
                yield from sorted(found, key=lambda cell: cell.start)


def _share(named: _Heads, rows: _Rows) -> float:
    """Return how many of the heads of columns name a side, as a share."""
    return len(named) / max(1, sum(end > start for start, end in rows[0][1:]))


def _under(text: str, named: _Heads, rows: _Rows, way: WayOfLines) -> Iterator[SideCell]:
    """Yield the cells that stand below the names of sides."""
    for row in rows[1:]:
        for column, (name, at) in named.items():
            start, end = row[column]
            alone = row.count(row[column]) == 1
            if end > start and alone and end != at + len(name):
                own = way_of(text[slice(*rows[0][column])])
                told = own if own != "want" else way
                about = " ".join(text[slice(*row[0])].split())
                yield SideCell(start, end, name, at, told, about)


def _heads(text: str, row: Sequence[Span]) -> _Heads:
    """Return the sides that a table's columns are headed by, and where their names stand.

    The first column is headed by what the rows are about.
    """
    found = {}
    for column, (start, end) in enumerate(row[1:], 1):
        told = text[start:end]
        bare = _of_position().sub("", told).strip(" :")
        name = named_in(bare) if bare and len(told.split()) <= _HEAD else None
        if name and len(name) >= 0.6 * len(bare) and _known(text, name):
            found[column] = (name, start + told.index(name))
    return found if len(set(found.values())) == len(found) else {}


def _known(text: str, name: str) -> bool:
    """Tell whether a head is surely a name: of several words, or one that sentences have too."""
    inside = re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", text)
    return " " in name or name_kind(name) != "person" or inside is not None


@cache
def _of_position() -> re.Pattern[str]:
    """Return what may stand behind a side's name in a head: "The union's offer", "Union wants"."""
    nouns = "|".join(map(re.escape, words("what sides put forward")))
    verbs = "|".join(map(re.escape, words("how sides put forward")))
    which = "|".join(map(re.escape, words("which of several offers")))
    told = rf"(?:['’]s?)?\s+(?:(?:{which})\s)?(?:{nouns}|{verbs})\W*$"
    return re.compile(told, re.IGNORECASE)


@cache
def _positions() -> re.Pattern[str]:
    """Return the words by which a table, or what stands above it, says what it sets out."""
    told = words("what sides put forward", "how sides put forward", "what tables of sides are on")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, told))})\b", re.IGNORECASE)


def _above(text: str, part: Part) -> str:
    """Return the line that stands above a table."""
    return text[: part.start].rstrip().rpartition("\n")[2]


def _is_of_positions(text: str, part: Part) -> bool:
    """Tell whether a table's heads, or the line above it, say that it is of positions."""
    above = _above(text, part)
    heads = {*part.rows[0], *(row[0] for row in part.rows)}
    return any(_positions().search(words) for words in (above, *(text[a:b] for a, b in heads)))
