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

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.concepts import BY_NAME, CONCEPTS, Answers, concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Codes, Moves
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


class UncertainRelations:
    """Moves, what is known to be better, and what is unknown, as relations between states.

    ``steps``, ``better`` and ``unknown`` hold an (n, n) relation for each party.
    """

    def __init__(
        self,
        moves: Sequence[ArrayLike | Moves],
        ranks: Sequence[NDArray[np.integer]],
        unknown: Sequence[ArrayLike],
        codes: Codes | None,
    ) -> None:
        size = ranks[0].size
        self.steps = [dense.relation(party, size, codes) for party in moves]
        self.unknown = [_either_way(pairs, size) for pairs in unknown]
        self.better = [
            dense.above(rank) & ~pair for rank, pair in zip(ranks, self.unknown, strict=True)
        ]
        self._answered: dict[tuple[int, Answers], dense.Relation] = {}

    def fears(self, party: int, concept: str, extension: str) -> dense.Fears:
        """Return what a party weighs before it leaves a state, under one attitude."""
        tempted, deterred = EXTENSIONS[extension]
        own, better, unknown = self.steps[party], self.better[party], self.unknown[party]
        tempting = better | unknown if tempted else better
        return dense.Fears(
            incentive=own & tempting,
            answers=self._answers(party, BY_NAME[concept].answers),
            harm=~better if deterred else ~(better | unknown),
            own=own if BY_NAME[concept].escape else None,
        )

    def _answers(self, party: int, answers: Answers) -> dense.Relation:
        """Return where the others can lead; it is the same under every attitude, and kept."""
        if (party, answers) not in self._answered:
            others = [j for j in range(len(self.steps)) if j != party]
            steps = [self.steps[j] for j in others]
            if answers is Answers.IMPROVING:
                steps = [self.steps[j] & (self.better[j] | self.unknown[j]) for j in others]
            steps = [] if answers is Answers.NONE else steps
            self._answered[party, answers] = dense.sequences(steps, len(self.better[party]))
        return self._answered[party, answers]


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
