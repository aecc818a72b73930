"""What is stable in a conflict, by whatever is known of its preferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.concepts import BY_NAME, CONCEPTS
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import Stable, solve


@dataclass(frozen=True, eq=False)
class StabilityTable:
    """What is stable in a conflict, and under which attitudes where preferences are unknown.

    Attributes
    ----------
    stable
        concept → (parties, n); where preferences are unknown, what is so under all four attitudes.
    attitudes
        attitude → concept → (parties, n); None where every preference is known.
    """

    stable: Stable
    attitudes: dict[str, Stable] | None = None


def decide(conflict: GraphModel, concepts: Sequence[str] = CONCEPTS) -> StabilityTable:
    """Decide who would stay in which state, in which sense, whatever is unknown.

    Raises
    ------
    UsageError
        GO413 for a concept that does not exist; GO420 for one that is not defined where preferences
        are unknown.
    """
    moves, ranks, codes = conflict.movement, conflict.ranks, conflict.codes
    if not conflict.unknown:
        return StabilityTable(solve(moves, ranks, concepts, codes=codes))
    from goodoffices.conflict.unknowns import solve_unknown

    undefined = [c for c in concepts if c in BY_NAME and not BY_NAME[c].usual]
    if undefined:
        names = ", ".join(CONCEPTS)
        raise UsageError(finding("GO420.concept", concept=undefined[0], concepts=names))
    attitudes = solve_unknown(moves, ranks, conflict.unknown, concepts, codes=codes)
    every = {c: np.all([stable[c] for stable in attitudes.values()], axis=0) for c in concepts}
    return StabilityTable(every, attitudes)
