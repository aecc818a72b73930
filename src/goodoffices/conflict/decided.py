"""What is stable in a conflict, by whatever is known of its preferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.concepts import CONCEPTS, concept_of, of_each, sense_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import Stable, solve

if TYPE_CHECKING:
    from goodoffices.conflict.relations import Relations


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


def decide(
    conflict: GraphModel,
    concepts: Sequence[str] = CONCEPTS,
    relations: Relations | None = None,
) -> StabilityTable:
    """Decide who would stay in which state, in which sense, whatever is unknown.

    Parameters
    ----------
    relations
        what each party prefers to what, where that is not by its ranks.

    Raises
    ------
    UsageError
        GO413 for a concept that does not exist; GO441 for degrees where it is not by ranks.
    """
    parties, own = conflict.parties, {name: of_each(name) for name in concepts}
    for sense in own.values():
        strange = [party for party in sense if party not in parties]
        for party in strange or (parties if sense else ()):
            conflict.party(party)
        missing = [party for party in parties if sense and party not in sense]
        if missing:
            raise UsageError(finding("GO413.sense", parties=", ".join(missing)))
    plain = dict.fromkeys(c for name in concepts for c in (own[name].values() or [name]))
    table = _decide(conflict, tuple(plain), relations)
    tables = [table.stable, *(table.attitudes or {}).values()]
    for stable in tables:
        for name, sense in own.items():
            if sense:
                stable[name] = np.stack([stable[sense[p]][i] for i, p in enumerate(parties)])
    chosen = [{name: stable[name] for name in concepts} for stable in tables]
    attitudes = dict(zip(table.attitudes, chosen[1:], strict=True)) if table.attitudes else None
    return StabilityTable(chosen[0], attitudes)


def _decide(
    conflict: GraphModel, concepts: Sequence[str], relations: Relations | None
) -> StabilityTable:
    """Decide concepts that are the same for every party."""
    if relations is not None:
        strong = [c for c in concepts if sense_of(c).degree]
        if strong:
            raise UsageError(finding("GO441.degree", concept=strong[0]))
        return StabilityTable(relations.solve([concept_of(c) for c in concepts]))
    moves, ranks, codes = conflict.movement, conflict.ranks, conflict.codes
    if not conflict.unknown:
        stable = solve(moves, ranks, concepts, codes=codes, strength=conflict.strength)
        return StabilityTable(stable)
    from goodoffices.conflict.unknowns import solve_unknown

    attitudes = solve_unknown(
        moves, ranks, conflict.unknown, concepts, codes=codes, strength=conflict.strength
    )
    every = {c: np.all([stable[c] for stable in attitudes.values()], axis=0) for c in concepts}
    return StabilityTable(every, attitudes)
