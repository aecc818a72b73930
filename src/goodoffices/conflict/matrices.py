"""A conflict as matrices, for those who compute with them: J, P+ and J+ of each party.

Xu, Hipel, Kilgour & Fang (2018), *Conflict Resolution Using the Graph Model*, chapter 4: the
reachability matrix J has 1 where the party can move from the state of the row to that of the column
in one step; P+ has 1 where it prefers the column's state to the row's; J+ is their product cell by
cell, the party's improvements.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict import dense
from goodoffices.conflict.graph import GraphModel


@dataclass(frozen=True, eq=False)
class Matrices:
    """The matrices of one party, (n, n) of 0 and 1: ``moves`` J, ``better`` P+, ``gains`` J+."""

    moves: NDArray[np.int8]
    better: NDArray[np.int8]

    @property
    def gains(self) -> NDArray[np.int8]:
        """The party's improvements, J+."""
        return self.moves * self.better


def matrices(conflict: GraphModel) -> dict[str, Matrices]:
    """Return each party's matrices by its id; what is not known to be preferred is 0 in P+.

    Raises
    ------
    CaseError
        GO406 for more than 4,096 states.
    """
    found = {}
    for i, party in enumerate(conflict.parties):
        moves = dense.relation(conflict.movement[i], conflict.size, conflict.codes)
        better = dense.above(conflict.ranks[i])
        if conflict.unknown:
            one, other = conflict.unknown[i].T
            better[one, other] = better[other, one] = False
        found[party] = Matrices(moves.astype(np.int8), better.astype(np.int8))
    return found
