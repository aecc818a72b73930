"""What preferences must be like for an outcome to hold: the conditions of the inverse graph model.

For each party and each outcome it could move to: it must rank that outcome no higher than the one
in question, or one of the others' answers must be ranked no higher (and, where the concept lets the
party move once more, leave it nothing better to go on to). The conditions are necessary and
sufficient: Kinsara, Kilgour & Hipel (2015), "Inverse approach to the graph model for conflict
resolution"; Wang, Hipel, Fang & Dang (2018), "Matrix representations of the inverse problem in the
graph model"; those of SSEQ follow in the same way from its definition (Rêgo & Vieira 2017). Where
the others must gain, their answers are improvements of their own as they are written.

Where some preferences are unknown, a party is taken to rank no higher only what it is known not to
prefer, and the others to gain by what they prefer or might prefer (attitude a of
:mod:`goodoffices.conflict.unknowns`, the one that risks most).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.concepts import concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.walk import Walker


@dataclass(frozen=True)
class Requirement:
    """One outcome a party could move to, and what keeps it from going there.

    Fulfilled iff the party ranks ``end`` no higher than the outcome, or one of ``answers`` no
    higher; where it may move once more, also every outcome that it could go on to from there
    (``onwards``).
    """

    party: str
    end: int
    answers: tuple[int, ...]
    onwards: Mapping[int, tuple[int, ...]]
    fulfilled: bool


def conditions(conflict: GraphModel, target: int, concept: str) -> tuple[Requirement, ...]:
    """Return the conditions for an outcome, party by party, with which are fulfilled now."""
    walker, sense = _Hopeful(conflict), concept_of(concept)
    requirements = []
    for i, party in enumerate(conflict.parties):
        no_higher = ~walker.may_prefer(i, target)
        for end in sorted(walker.reach(i, target).tolist()):
            ends = (path[-1][2] for path in walker.answers(i, end, sense.answers))
            answers = tuple(sorted(ends))
            onwards = {a: tuple(sorted(walker.reach(i, a).tolist())) for a in answers}
            onwards = onwards if sense.escape else {}
            met = no_higher[end] or any(
                no_higher[a] and all(no_higher[o] for o in onwards.get(a, ())) for a in answers
            )
            requirements.append(Requirement(party, end, answers, onwards, bool(met)))
    return tuple(requirements)


class _Hopeful(Walker):
    """Finds moves; a party improves by what it prefers or might prefer."""

    def may_prefer(self, party: int, state: int) -> NDArray[np.bool_]:
        """Return (n,) which states it prefers to one, or might."""
        ranks = self.conflict.ranks[party]
        better: NDArray[np.bool_] = ranks < ranks[state]
        if self.conflict.unknown:
            pairs = self.conflict.unknown[party]
            better[pairs[pairs[:, 0] == state, 1]] = True
            better[pairs[pairs[:, 1] == state, 0]] = True
        return better

    def better(self, party: int, state: int) -> NDArray[np.int64]:
        """Return the states that it can move to and prefers or might prefer, (k,)."""
        targets = self.reach(party, state)
        return np.compress(self.may_prefer(party, state)[targets], targets)
