"""A conflict in other programs' forms: GraphML, tables, data frames, ``.gmcr``.

Everything here makes or takes plain values or text; whoever calls writes the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray

from goodoffices.base import spreadsheet as sheets
from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.forms import table as states
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.words.states import labelled


class HasRows(Protocol):
    """A result that knows its rows."""

    def rows(self) -> list[dict[str, Any]]:
        """Return plain values, a mapping a row."""


MOST_MOVES = 1_000_000
"""Moves of a state graph that can be written; nobody can look at more."""


def table(outcomes: Outcomes) -> Iterator[list[str | int]]:
    """Yield the table of states, ranks and stability: a head, then a row for each state.

    Columns: those that say what the conflict is (see :mod:`.table`), a rank empty where it is not
    known; for each party and concept 1 where the state is stable; for each concept 1 where it is an
    equilibrium. Where preferences are unknown, letters stand in place of 1 and 0: the attitudes to
    what is unknown with which it is.
    """
    conflict = outcomes.conflict
    parties = range(len(conflict.parties))
    cells = [f"{concept} {party}" for concept in outcomes.stable for party in conflict.parties]
    cells += [f"{concept} equilibrium" for concept in outcomes.stable]
    yield [*states.heads(conflict), *cells, *states.last_heads(conflict)]
    for state, (first, last) in enumerate(states.rows(conflict)):
        row = list(first)
        for i in parties:
            row[len(first) - len(parties) + i] = outcomes.rank(i, state) or ""
        if outcomes.attitudes is None:
            row += [int(cell) for cells in outcomes.stable.values() for cell in cells[:, state]]
            row += [int(cells[state]) for cells in outcomes.equilibria.values()]
        else:
            row += [outcomes.letters(c, state, party) for c in outcomes.stable for party in parties]
            row += [outcomes.letters(concept, state) for concept in outcomes.stable]
        yield [*row, *last]


def states_table(conflict: GraphModel) -> Iterator[list[str | int]]:
    """Yield the table of a conflict alone: a head, then a row for each state."""
    yield [*states.heads(conflict), *states.last_heads(conflict)]
    yield from ([*first, *last] for first, last in states.rows(conflict))


def to_csv(outcomes: Outcomes) -> str:
    """Return the table as CSV; a cell that a spreadsheet would run as a formula is defused."""
    return sheets.to_csv(table(outcomes))


def to_frame(
    outcomes: Outcomes | HasRows | NDArray[Any], conflict: GraphModel | None = None
) -> Any:  # noqa: ANN401 - pandas is no dependency of ours
    """Return a result as a pandas data frame: outcomes as their table, indexed by the state.

    An array of what is so for which party in which state, (parties, n) booleans, is a column for
    each party of its ``conflict``; numbers between states, (n, n), have the states at both sides.
    Any other result is a row for each of its ``rows()``.

    Raises
    ------
    UsageError
        GO415 where pandas is not installed, or an array is not one of the conflict.
    """
    try:
        frame = import_module("pandas").DataFrame
    except ImportError as missing:
        raise UsageError(finding("GO415.pandas")) from missing
    if isinstance(outcomes, np.ndarray):
        return _array_frame(frame, outcomes, conflict)
    if not isinstance(outcomes, Outcomes):
        return frame(outcomes.rows())
    head, *rows = table(outcomes)
    return frame(rows, columns=head).set_index("state")


def _array_frame(
    frame: Callable[..., Any], cells: NDArray[Any], conflict: GraphModel | None
) -> Any:  # noqa: ANN401 - pandas is no dependency of ours
    """Return an array about a conflict's states with the states and parties named."""
    parties = 0 if conflict is None else len(conflict.parties)
    size = 0 if conflict is None else conflict.size
    shape = (parties, size) if cells.dtype == np.bool_ else (size, size)
    if conflict is None or cells.shape != shape:
        raise UsageError(finding("GO415.array", shape="×".join(map(str, cells.shape))))
    states = list(map(conflict.label, range(size)))
    if cells.dtype == np.bool_:
        found = frame(cells.T, index=states, columns=list(conflict.parties))
    else:
        found = frame(cells, index=states, columns=states)
    return found.rename_axis("state")


def lost(conflict: GraphModel, form: str) -> list[str]:
    """Return the kinds of what a form cannot hold of a conflict: ``gmcr``, or ``table``."""
    ids = [option.id for option in conflict.options]
    called = [f"{option.party}.{option.text}" for option in conflict.options]
    ordered = any(order.ranks for order in conflict.orderings)
    kinds = {
        "names": form == "gmcr" and conflict.names,
        "status quo": form == "gmcr" and conflict.status_quo is not None,
        "orders": ordered or (form == "table" and any(conflict.preferences)),
        "views": conflict.views,
        "strength": conflict.strength,
        "certainty": any(conflict.certainty) or any(conflict.satisficing),
        "coalitions": form == "table" and conflict.coalitions,
        "texts": form == "table" and (ids != called or conflict.party_names != conflict.parties),
    }
    return [kind for kind, is_lost in kinds.items() if is_lost]


def to_graphml(conflict: GraphModel) -> str:
    """Return the state graph as GraphML: states with their options, moves with who makes them.

    An edge also says whether the move is an improvement for the mover, where that is known.

    Raises
    ------
    UsageError
        for more moves than anyone could look at.
    """
    count = sum(len(pairs) for pairs in conflict.moves)
    if count > MOST_MOVES:
        raise UsageError(finding("GO406.graph", count=count))
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
        data = _data("label", labelled(conflict, state)) + _data("pattern", conflict.pattern(state))
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
