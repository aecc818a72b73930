"""Stability by any relation of preference: it may go round in a circle, or have gaps.

The concepts ask only whether a party prefers one state to another, so a relation that is no ranking
decides them just as well (Fang, Hipel & Kilgour 1993, *Interactive Decision Making*, chapter 3, on
intransitive preference). What a party does not prefer to where it stood deters it, whether it is
worse, as good, or cannot be compared.

Where a definition of preference separates them, the three relations that a concept asks for can be
given apart: what a party would move for, what deters it, and what the others answer for. Grey and
probabilistic preference and attitudes differ from plain preference in these three and in nothing
else, so that whoever has their definitions can decide them here.

Every pair of states is looked at, so that there is a limit to how many there may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.concepts import DECIDED, Answers, Concept, concept_of
from goodoffices.conflict.moves import Codes, Moves
from goodoffices.conflict.stability import Stable


def solve_relations(
    moves: Sequence[ArrayLike | Moves],
    better: Sequence[NDArray[np.bool_]],
    concepts: Sequence[str] = DECIDED,
    *,
    codes: Codes | None = None,
    deters: Sequence[NDArray[np.bool_]] | None = None,
    gladly: Sequence[NDArray[np.bool_]] | None = None,
) -> Stable:
    """Decide who would stay where by relations of preference, any number of parties.

    Parameters
    ----------
    moves, codes
        as for :func:`goodoffices.conflict.stability.solve`; at most 4,096 states.
    better
        for each party (n, n): whether it prefers the column's state to the row's. Nothing is asked
        of the relation.
    concepts
        any of :data:`goodoffices.conflict.concepts.DECIDED`.
    deters
        for each party (n, n): whether ending in the column's state deters it from leaving the
        row's; whatever it does not prefer, where left out.
    gladly
        for each party (n, n): whether it would answer by moving from the row's state to the
        column's, where answers must gain (SEQ, SSEQ); as ``better`` where left out.

    Returns
    -------
    concept → (parties, n) booleans.

    Raises
    ------
    CaseError
        GO440 where the arrays do not fit each other, GO406 for too many states.
    UsageError
        GO413 for an unknown concept.
    """
    senses = [concept_of(name) for name in concepts]
    given = [some for some in (better, deters, gladly) if some is not None]
    sizes = {np.shape(one) for some in given for one in some}
    counts = {len(some) for some in (moves, *given)}
    if len(counts) != 1 or len(sizes) != 1 or len(set(sizes.pop())) != 1:
        raise CaseError(finding("GO440.relations"))
    relations = (np.asarray(one, dtype=bool) for one in better)
    view = Relations(moves, relations, len(better[0]), codes)
    if deters is not None:
        view.good = [dense.packed(~np.asarray(one, dtype=bool)) for one in deters]
    if gladly is not None:
        view.keen = [dense.packed(np.asarray(one, dtype=bool)) for one in gladly]
    return view.solve(senses)


class Relations:
    """Who can move from where to where, and what each party prefers to what, as bits.

    Parameters
    ----------
    moves, codes
        as for :func:`solve_relations`.
    better
        for each party (n, n): whether it prefers the column's state to the row's; made only where
        there are not too many states.
    size
        how many states there are.

    Attributes
    ----------
    good, keen
        as bits, for each party, what does not deter it from leaving the row's state, and what it
        would answer for; as ``better`` unless they are set apart.
    """

    def __init__(
        self,
        moves: Sequence[ArrayLike | Moves],
        better: Iterable[dense.Relation],
        size: int,
        codes: Codes | None,
    ) -> None:
        self.size = size
        steps = [dense.relation(party, self.size, codes) for party in moves]
        self.steps = [dense.packed(one) for one in steps]
        self.ways = [dense.MoverMoves(*np.nonzero(one)) for one in steps]
        self.better = [dense.packed(one) for one in better]
        self.good = self.keen = self.better
        self._answered: dict[tuple[int, Answers], dense.Bits] = {}

    def solve(self, concepts: Sequence[Concept]) -> Stable:
        """Return, for each concept, which states are stable for which party, (parties, n)."""
        return {
            concept.name: np.stack(
                [dense.stable(self.weighs(i, concept)) for i in range(len(self.steps))]
            )
            for concept in concepts
        }

    def weighs(self, party: int, concept: Concept) -> dense.Fears:
        """Return what a party weighs before it leaves a state."""
        return dense.Fears(
            incentive=self.steps[party] & self.better[party],
            answers=self.answers(party, concept.answers),
            good=self.good[party],
            own=[self.ways[party]] if concept.escape else None,
        )

    def answers(self, party: int, answers: Answers) -> dense.Bits:
        """Return where the others can lead."""
        if (party, answers) not in self._answered:
            others = [j for j in range(len(self.steps)) if j != party]
            ways = [self.ways[j] for j in others]
            if answers is Answers.IMPROVING:
                ways = [dense.MoverMoves(*dense.pairs(self.gladly(j))) for j in others]
            ways = [] if answers is Answers.NONE else ways
            self._answered[party, answers] = dense.sequences(ways, self.size)
        return self._answered[party, answers]

    def gladly(self, party: int) -> dense.Bits:
        """Return a party's moves to what it prefers."""
        return self.steps[party] & self.keen[party]
