"""A conflict in other programs' forms: GraphML, tables, data frames, ``.gmcr``.

Everything here makes or takes plain values or text; whoever calls writes the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from goodoffices.base import spreadsheet as sheets
from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.i18n import _
from goodoffices.conflict.graph import Conflict
from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.words.states import describe

MOST_MOVES = 1_000_000
"""Moves of a state graph that can be written; nobody can look at more."""


def table(found: Outcomes) -> Iterator[list[str | int]]:
    """Yield the table of states, ranks and stability: a head, then a row for each state.

    Columns: the state's number, label and description; each option as Y, N or -; each party's
    rank, 1 the best, empty where it is not known; for each party and concept 1 where the state is
    stable; for each concept 1 where it is an equilibrium. Where preferences are unknown, letters
    stand in place of 1 and 0: the attitudes to what is unknown with which it is.
    """
    conflict = found.conflict
    parties = range(len(conflict.parties))
    head: list[str | int] = ["state", "label", "description"]
    head += [option.id for option in conflict.options]
    head += [f"rank {party}" for party in conflict.parties]
    head += [f"{concept} {party}" for concept in found.stable for party in conflict.parties]
    yield [*head, *(f"{concept} equilibrium" for concept in found.stable)]
    for state in range(conflict.size):
        row: list[str | int] = [state + 1, conflict.label(state), describe(conflict, state)]
        row += list(conflict.pattern(state))
        row += [found.rank(party, state) or "" for party in parties]
        if found.attitudes is not None:
            row += [found.letters(c, state, party) for c in found.stable for party in parties]
            yield [*row, *(found.letters(concept, state) for concept in found.stable)]
            continue
        row += [int(cell) for cells in found.stable.values() for cell in cells[:, state]]
        yield [*row, *(int(cells[state]) for cells in found.equilibria.values())]


def to_csv(found: Outcomes) -> str:
    """Return the table as CSV; a cell that a spreadsheet would run as a formula is defused."""
    return sheets.to_csv(table(found))


def to_sheets(found: Outcomes) -> dict[str, Iterable[Sequence[sheets.Cell]]]:
    """Return what a workbook shows: the whole table, and what holds in which sense.

    ``sheets.write_xlsx(path, to_sheets(found))`` writes it.
    """
    return {_("Outcomes"): table(found), _("Equilibria"): _held(found)}


def _held(found: Outcomes) -> Iterator[Sequence[sheets.Cell]]:
    """Yield the states that hold for everyone in some sense, and in which.

    Where preferences are unknown: with every attitude to what is not known.
    """
    conflict = found.conflict
    yield ["state", "label", "description", *found.equilibria]
    for state in np.flatnonzero(np.any(list(found.equilibria.values()), axis=0)).tolist():
        cells = [int(holds[state]) for holds in found.equilibria.values()]
        yield [state + 1, conflict.label(state), describe(conflict, state), *cells]


def to_frame(found: Outcomes) -> Any:  # noqa: ANN401 - pandas is no dependency of ours
    """Return the table as a pandas data frame, indexed by the state's number.

    Raises
    ------
    UsageError
        where pandas is not installed.
    """
    try:
        frame = import_module("pandas").DataFrame
    except ImportError as missing:
        text = _("Data frames need pandas, which is not installed.")
        remedy = _("Install it with: pip install pandas")
        raise UsageError(Finding("GO415", text, help=remedy)) from missing
    head, *rows = table(found)
    return frame(rows, columns=head).set_index("state")


def to_graphml(conflict: Conflict) -> str:
    """Return the state graph as GraphML: states with their options, moves with who makes them.

    An edge also says whether the move is an improvement for the mover, where that is known.

    Raises
    ------
    UsageError
        for more moves than anyone could look at.
    """
    count = sum(len(pairs) for pairs in conflict.moves)
    if count > MOST_MOVES:
        text = _("The state graph has {count:,} moves, too many to draw.").format(count=count)
        raise UsageError(Finding("GO406", text))
    keys = [("label", "node"), ("pattern", "node"), ("party", "edge"), ("improves", "edge")]
    kinds = {"improves": "boolean"}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    lines += [
        f'<key id="{k}" for="{f}" attr.name="{k}" attr.type="{kinds.get(k, "string")}"/>'
        for k, f in keys
    ]
    lines.append(f'<graph id={quoteattr(conflict.name)} edgedefault="directed">')
    for state in range(conflict.size):
        data = _data("label", conflict.label(state)) + _data("pattern", conflict.pattern(state))
        lines.append(f'<node id="s{state + 1}">{data}</node>')
    for i, (party, pairs) in enumerate(zip(conflict.parties, conflict.moves, strict=True)):
        for a, b in pairs.tolist():
            gain = conflict.gains(i, a, b)
            data = _data("party", party)
            data += "" if gain is None else _data("improves", str(gain).lower())
            lines.append(f'<edge source="s{a + 1}" target="s{b + 1}">{data}</edge>')
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(key: str, value: str) -> str:
    return f'<data key="{key}">{escape(value)}</data>'
