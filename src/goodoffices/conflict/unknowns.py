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

Where preferences have degrees, too (Xu, Hipel, Kilgour & Chen 2010, "Combining strength and
uncertainty for preferences in the graph model for conflict resolution with multiple decision
makers", Theory and Decision 69: 497-521), a strong concept (``SEQ@2``) asks of what deters that it
be known to be worse by so many degrees or, with *c* and *d*, that it be unknown. Of a pair that is
unknown no degree is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.concepts import CONCEPTS, Concept, sense_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levels import as_levels, bars
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
    strength: Sequence[ArrayLike] = (),
) -> dict[str, Stable]:
    """Decide the four extensions of each concept, any number of parties.

    Parameters
    ----------
    moves, ranks, concepts, codes, strength
        as for :func:`goodoffices.conflict.stability.solve`; at most 4,096 states.
    unknown
        for each party (k, 2) pairs of states, counted from 0, between which its preference is
        unknown, whatever its ranks say.

    Returns
    -------
    extension (a, b, c, d) → concept → (parties, n) booleans.
    """
    senses = {concept: sense_of(concept) for concept in concepts}
    levels = [np.asarray(rank, dtype=np.int64) for rank in ranks]
    if len({len(moves), len(levels), len(unknown)}) != 1 or len({r.size for r in levels}) != 1:
        raise CaseError(finding("GO407.unknowns"))
    view = UncertainRelations(moves, levels, unknown, codes, strength)
    return {
        extension: {
            concept: np.stack(
                [dense.stable(view.fears(i, sense, extension)) for i in range(len(levels))]
            )
            for concept, sense in senses.items()
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
        strength: Sequence[ArrayLike] = (),
    ) -> None:
        super().__init__(moves, map(dense.above, ranks), ranks[0].size, codes)
        self.ranks, self.strength = ranks, strength
        self._mild: dict[tuple[int, int], dense.Bits] = {}
        self.unknown = [dense.packed(_either_way(pairs, self.size)) for pairs in unknown]
        self.better = [
            better & ~pair for better, pair in zip(self.better, self.unknown, strict=True)
        ]

    @classmethod
    def of(cls, conflict: GraphModel) -> UncertainRelations:
        """Return those of a conflict."""
        ranks, unknown = conflict.ranks, conflict.unknown
        return cls(conflict.movement, ranks, unknown, conflict.codes, conflict.strength)

    def fears(self, party: int, concept: Concept, extension: str) -> dense.Fears:
        """Return what a party weighs before it leaves a state, under one attitude."""
        tempted, deterred = EXTENSIONS[extension]
        own, better, unknown = self.steps[party], self.better[party], self.unknown[party]
        good = self._not_much_worse(party, concept.degree) if concept.degree else better
        return replace(
            self.weighs(party, concept),
            incentive=own & (better | unknown if tempted else better),
            good=good & ~unknown if deterred else good | unknown,
        )

    def _not_much_worse(self, party: int, degree: int) -> dense.Bits:
        """Return whether the column's state is not worse than the row's by some degrees."""
        if (party, degree) not in self._mild:
            rank = as_levels(self.ranks[party])
            steps = self.strength[party] if self.strength else ()
            bar = bars(rank, steps, degree)[rank]
            self._mild[party, degree] = dense.packed(rank[None, :] < bar[:, None])
        return self._mild[party, degree]

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
