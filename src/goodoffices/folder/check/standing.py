"""What keeps outcomes from being compared though everything is written.

Pairs that go round in a circle, a ranking that leaves outcomes out, a view in which what there is
cannot be: it shows only when the states are listed, so they are, where that takes no time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, Finding
from goodoffices.base.findings import finding
from goodoffices.case.nouns import Case

if TYPE_CHECKING:
    from goodoffices.conflict.graph import GraphModel

MOST_OPTIONS = 16
"""Options of a case whose states are listed to check it."""

MOST_DECIDED = 4096
"""Outcomes of a case of which it is looked which hold, to ask for their names."""

MOST_ASKED = 5
"""Outcomes for whose names is asked: where more hold, those that all like best together."""

TOLD = {"GO401", "GO402"}
"""What other checks tell in words of their own."""


def standing(case: Case) -> Iterable[Finding]:
    """Return what is wrong with a case that can be read, as its outcomes would tell it."""
    from goodoffices.conflict.from_case import from_case

    if not case.options or len(case.options) > MOST_OPTIONS:
        return ()
    try:
        conflict = from_case(case)
    except CaseError as error:
        return [finding for finding in error.findings if finding.code not in TOLD]
    return _nameless(conflict) if conflict.size <= MOST_DECIDED else ()


def _nameless(conflict: GraphModel) -> Iterator[Finding]:
    """Ask for the names of the outcomes that hold in every sense and of today's."""
    import numpy as np

    from goodoffices.conflict.outcomes import outcomes
    from goodoffices.conflict.ranking import liked_first
    from goodoffices.conflict.words.names import title

    found = outcomes(conflict)
    held = np.flatnonzero(np.all(list(found.equilibria.values()), axis=0)).tolist()
    for state in liked_first(conflict.ranks, held)[:MOST_ASKED]:
        if state not in conflict.names:
            options = ", ".join(conflict.taken(state))
            what = title(conflict, state)
            yield finding("GO340", severity="note", what=what, options=options)
