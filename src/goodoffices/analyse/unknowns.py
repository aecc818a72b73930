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

from goodoffices.analyse import dense
from goodoffices.analyse.moves import Codes, Moves
from goodoffices.analyse.stability import CONCEPTS, unknown_concept
from goodoffices.errors import CaseError, Finding, UsageError
from goodoffices.i18n import _

EXTENSIONS = {"a": (True, False), "b": (False, False), "c": (True, True), "d": (False, True)}
"""Extension → (tempted by the unknown, deterred by the unknown)."""


def solve_unknown(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    unknown: Sequence[ArrayLike],
    concepts: Sequence[str] = CONCEPTS,
    *,
    codes: Codes | None = None,
) -> dict[str, dict[str, NDArray[np.bool_]]]:
    """Decide the four extensions of each concept, any number of parties.

    Parameters
    ----------
    moves, ranks, concepts, codes
        as for :func:`goodoffices.analyse.stability.solve`; at most 4,096 states.
    unknown
        for each party (k, 2) pairs of states, counted from 0, between which its preference is
        unknown, whatever its ranks say.

    Returns
    -------
    extension (a, b, c, d) → concept → (parties, n) booleans.
    """
    for concept in concepts:
        if concept not in CONCEPTS:
            raise UsageError(unknown_concept(concept))
    levels = [np.asarray(rank, dtype=np.int64) for rank in ranks]
    if len({len(moves), len(levels), len(unknown)}) != 1 or len({r.size for r in levels}) != 1:
        text = _("Moves, ranks and unknowns must be given for the same parties and states.")
        raise CaseError(Finding("GO407", text))
    size = levels[0].size
    steps = [dense.relation(party, size, codes) for party in moves]
    pairs = [_pairs(given, size) for given in unknown]
    better = [dense.above(rank) & ~pair for rank, pair in zip(levels, pairs, strict=True)]
    view = _View(steps, better, pairs)
    return {
        extension: {
            concept: np.stack([view.stable(i, concept, extension) for i in range(len(steps))])
            for concept in concepts
        }
        for extension in EXTENSIONS
    }


class _View:
    """Moves, what is known to be better, and what is unknown."""

    def __init__(
        self,
        steps: list[dense.Relation],
        better: list[dense.Relation],
        unknown: list[dense.Relation],
    ) -> None:
        self.steps, self.better, self.unknown = steps, better, unknown

    def stable(self, party: int, concept: str, extension: str) -> NDArray[np.bool_]:
        """Return the (n,) states that are stable for a party."""
        tempted, deterred = EXTENSIONS[extension]
        own, better, unknown = self.steps[party], self.better[party], self.unknown[party]
        wanted = better | unknown if tempted else better
        fears = dense.Fears(
            incentive=own & wanted,
            answers=self._answers(party, concept),
            harm=~better if deterred else ~(better | unknown),
            own=own if concept == "SMR" else None,
        )
        return dense.stable(fears)

    def _answers(self, party: int, concept: str) -> dense.Relation:
        size = len(self.better[party])
        if concept == "Nash":
            return np.zeros((size, size), dtype=bool)
        others = [j for j in range(len(self.steps)) if j != party]
        steps = [self.steps[j] for j in others]
        if concept == "SEQ":
            steps = [self.steps[j] & (self.better[j] | self.unknown[j]) for j in others]
        return dense.sequences(steps, size)


def _pairs(given: ArrayLike, size: int) -> dense.Relation:
    """Return pairs of states as a relation that goes both ways."""
    listed = np.asarray(given, dtype=np.int64).reshape(-1, 2)
    if listed.size and (listed.min() < 0 or listed.max() >= size):
        text = _("An unknown preference names a state that is not between 0 and {last}.")
        raise CaseError(Finding("GO409", text.format(last=size - 1)))
    found = np.zeros((size, size), dtype=bool)
    found[listed[:, 0], listed[:, 1]] = found[listed[:, 1], listed[:, 0]] = True
    np.fill_diagonal(found, val=False)
    return found
