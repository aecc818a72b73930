"""Stability where some preferences are unknown: four attitudes to what is not known.

Li, Hipel, Kilgour & Fang (2004), "Preference uncertainty in the graph model for conflict
resolution", IEEE Trans. SMC-A 34(4): 507-520. For some pairs of states it is unknown which one a
party prefers. It then may or may not be tempted by a state that might be better, and may or may
not be deterred by one that might be no worse:

| extension | tempted by what might be better | deterred by what might be better |
|---|---|---|
| a | yes | no |
| b | no | no |
| c | yes | yes |
| d | no | yes |

So *a* takes the greatest risks and *d* none. The others, where they must gain (SEQ), move by what
they prefer or might prefer. Without unknowns the four are the plain concept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.concepts import BY_NAME, CONCEPTS, concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Codes, Moves
from goodoffices.conflict.relations import Relations
from goodoffices.conflict.stability import Stable

EXTENSIONS = {"a": (True, False), "b": (False, False), "c": (True, True), "d": (False, True)}
"""Extension → (tempted by the unknown, deterred by the unknown)."""


def solve_unknown(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    unknown: Sequence[ArrayLike],
    concepts: Sequence[str] = CONCEPTS,
    *,
    codes: Codes | None = None,
) -> dict[str, Stable]:
    """Decide the four extensions of each concept, any number of parties.

    Parameters
    ----------
    moves, ranks, concepts, codes
        as for :func:`goodoffices.conflict.stability.solve`; at most 4,096 states.
    unknown
        for each party (k, 2) pairs of states, counted from 0, between which its preference is
        unknown, whatever its ranks say.

    Returns
    -------
    extension (a, b, c, d) → concept → (parties, n) booleans.
    """
    for concept in concepts:
        concept_of(concept)
    levels = [np.asarray(rank, dtype=np.int64) for rank in ranks]
    if len({len(moves), len(levels), len(unknown)}) != 1 or len({r.size for r in levels}) != 1:
        raise CaseError(finding("GO407.unknowns"))
    view = UncertainRelations(moves, levels, unknown, codes)
    return {
        extension: {
            concept: np.stack(
                [dense.stable(view.fears(i, concept, extension)) for i in range(len(levels))]
            )
            for concept in concepts
        }
        for extension in EXTENSIONS
    }


class UncertainRelations(Relations):
    """What is known to be better, and what is unknown, as relations between states.

    ``unknown`` holds a relation for each party, as bits; ``better`` what is known to be.
    """

    def __init__(
        self,
        moves: Sequence[ArrayLike | Moves],
        ranks: Sequence[NDArray[np.integer]],
        unknown: Sequence[ArrayLike],
        codes: Codes | None,
    ) -> None:
        super().__init__(moves, map(dense.above, ranks), ranks[0].size, codes)
        self.unknown = [dense.packed(_either_way(pairs, self.size)) for pairs in unknown]
        self.better = [
            better & ~pair for better, pair in zip(self.better, self.unknown, strict=True)
        ]

    def fears(self, party: int, concept: str, extension: str) -> dense.Fears:
        """Return what a party weighs before it leaves a state, under one attitude."""
        tempted, deterred = EXTENSIONS[extension]
        own, better, unknown = self.steps[party], self.better[party], self.unknown[party]
        return replace(
            self.weighs(party, BY_NAME[concept]),
            incentive=own & (better | unknown if tempted else better),
            good=better if deterred else better | unknown,
        )

    def unsure(self, party: int, one: int, other: int) -> bool:
        """Tell whether a party's preference between two states is unknown."""
        return bool(self.unknown[party][one, other >> 3] & 0x80 >> (other & 7))

    def gladly(self, party: int) -> dense.Bits:
        """Return a party's moves to what it prefers or might prefer."""
        return self.steps[party] & (self.better[party] | self.unknown[party])


def refuse_unknown(conflict: GraphModel) -> None:
    """Refuse a question that needs every preference, where some are unknown.

    Raises
    ------
    UsageError
        GO420, naming the parties of which preferences are unknown.
    """
    unsure = [
        name
        for name, pairs in zip(conflict.party_names, conflict.unknown, strict=False)
        if len(pairs)
    ]
    if unsure:
        raise UsageError(finding("GO420.unknown", parties=", ".join(unsure)))


def _either_way(pairs: ArrayLike, size: int) -> dense.Relation:
    """Return pairs of states as a relation that goes both ways."""
    listed = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    if listed.size and (listed.min() < 0 or listed.max() >= size):
        raise CaseError(finding("GO409.unknown", last=size - 1))
    relation = np.zeros((size, size), dtype=bool)
    relation[listed[:, 0], listed[:, 1]] = relation[listed[:, 1], listed[:, 0]] = True
    np.fill_diagonal(relation, val=False)
    return relation
