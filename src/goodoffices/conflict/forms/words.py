"""The sheets of a workbook of outcomes, with their titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from goodoffices.base import spreadsheet as sheets
from goodoffices.base.i18n import _
from goodoffices.conflict.forms.interchange import table
from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.words.states import describe, labelled


def to_sheets(outcomes: Outcomes) -> dict[str, Iterable[Sequence[sheets.Cell]]]:
    """Return what a workbook shows: the whole table, and what holds in which sense.

    ``sheets.write_xlsx(path, to_sheets(outcomes))`` writes it.
    """
    return {_("Outcomes"): table(outcomes), _("Equilibria"): _equilibria(outcomes)}


def _equilibria(outcomes: Outcomes) -> Iterator[Sequence[sheets.Cell]]:
    """Yield the states that hold for everyone in some sense, and in which.

    Where preferences are unknown: with every attitude to what is not known.
    """
    conflict = outcomes.conflict
    yield ["state", "label", "description", *outcomes.equilibria]
    for state in np.flatnonzero(np.any(list(outcomes.equilibria.values()), axis=0)).tolist():
        cells = [int(holds[state]) for holds in outcomes.equilibria.values()]
        yield [state + 1, labelled(conflict, state), describe(conflict, state), *cells]
