"""A conflict in other programs' forms, in words: the titles of sheets, what a form cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from goodoffices.base import spreadsheet as sheets
from goodoffices.base.errors import Finding
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.conflict.forms.interchange import lost, table
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.words.states import describe, labelled


def to_sheets(outcomes: Outcomes) -> dict[str, Iterable[Sequence[sheets.Cell]]]:
    """Return what a workbook shows: the whole table, and what holds in which sense.

    ``sheets.write_xlsx(path, to_sheets(outcomes))`` writes it.
    """
    return {_("Outcomes"): table(outcomes), _("Equilibria"): _equilibria(outcomes)}


def left_out(conflict: GraphModel, form: str) -> list[Finding]:
    """Tell what a form cannot hold of a conflict: ``gmcr``, or ``table``."""
    kinds = lost(conflict, form)
    if not kinds:
        return []
    said = {
        "names": _("names of outcomes"),
        "status quo": _("where it stands today"),
        "orders": _("how preferences were said (their ranks are there)"),
        "views": _("what parties see otherwise than it is"),
        "strength": _("by how many degrees outcomes are preferred"),
        "certainty": _("how certain preferences are"),
        "coalitions": _("who is looked at together"),
        "texts": _("what parties and options are called"),
    }
    what = "; ".join(said[kind] for kind in kinds)
    key = "GO422.gmcr" if form == "gmcr" else "GO422.table"
    return [finding(key, severity="warning", what=what)]


def _equilibria(outcomes: Outcomes) -> Iterator[Sequence[sheets.Cell]]:
    """Yield the states that hold for everyone in some sense, and in which.

    Where preferences are unknown: with every attitude to what is not known.
    """
    conflict = outcomes.conflict
    yield ["state", "label", "description", *outcomes.equilibria]
    for state in np.flatnonzero(np.any(list(outcomes.equilibria.values()), axis=0)).tolist():
        cells = [int(holds[state]) for holds in outcomes.equilibria.values()]
        yield [state + 1, labelled(conflict, state), describe(conflict, state), *cells]
