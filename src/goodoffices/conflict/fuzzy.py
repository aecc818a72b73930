"""Fuzzy preference: how certainly a party prefers one state to another, and how certain it must be.

Bashar, Kilgour & Hipel (2012), "Fuzzy preferences in the graph model for conflict resolution", IEEE
Transactions on Fuzzy Systems 20(4): 760-770; first Al-Mutairi, Hipel & Kilgour (2008). Let
r(s, q) in [0, 1] be the degree to which a party prefers s to q, with r(s, q) + r(q, s) = 1; 1 is
certainly preferred, 1/2 as good as each other. Its *relative certainty* of preferring s to q is
r(s, q) - r(q, s), in [-1, 1]. A party moves from s to q where its relative certainty of preferring
q to s is at least its *fuzzy satisficing threshold*, in (0, 1]: a fuzzy unilateral improvement. An
answer deters it where it ends in a state of which the relative certainty is below that threshold.
With these for improvements and sanctions Nash, GMR, SMR and SEQ are FR, FGMR, FSMR and FSEQ; the
others' improvements are fuzzy too, each by its own threshold. SSEQ is decided alike; no publication
of it was at hand.

So every threshold cuts a relation out of the degrees, and what is stable follows by
:mod:`goodoffices.conflict.relations`. Where nothing is said of two states the ranks decide: 1 for
what is ranked above, 1/2 for a tie. Degrees of 0 and 1 are ordinary preference, whatever the
threshold, and may go round in a circle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.exact import exact
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.concepts import CONCEPTS, Concept
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Codes, Moves
from goodoffices.conflict.relations import Relations, solve_relations
from goodoffices.conflict.stability import Stable

Degrees: TypeAlias = Mapping[tuple[int, int], Fraction]
"""Two states, counted from 0, and to what degree the first is preferred to the second; each pair
of states once."""

Satisficing: TypeAlias = "str | float | Fraction | Mapping[str, str | float | Fraction]"
"""A threshold for everybody, or one by a party's id; ``stated`` for those the conflict states."""

STATED = "stated"

CRISP = Fraction(1)
"""The threshold of a party of which none is said: it moves for what it certainly prefers."""


def solve_fuzzy(
    moves: Sequence[ArrayLike | Moves],
    degrees: Sequence[ArrayLike],
    satisficing: Sequence[float | Fraction | str],
    concepts: Sequence[str] = CONCEPTS,
    *,
    codes: Codes | None = None,
) -> Stable:
    """Decide who would stay where by fuzzy preference, any number of parties.

    Parameters
    ----------
    moves, codes, concepts
        as for :func:`goodoffices.conflict.stability.solve`; at most 4,096 states.
    degrees
        for each party (n, n): to what degree it prefers the row's state to the column's, each
        number as it is written (0.7 is seven tenths).
    satisficing
        for each party its threshold, above 0 and at most 1.

    Returns
    -------
    concept → (parties, n) booleans: FR for Nash, FGMR for GMR, and so on.

    Raises
    ------
    CaseError
        GO440 where degrees of two states do not add up to 1, or the arrays do not fit each other.
    UsageError
        GO413 for an unknown concept, GO441 for what is no threshold.
    """
    if len(degrees) != len(satisficing):
        raise CaseError(finding("GO440.relations"))
    bounds = map(threshold, satisficing)
    better = [_cut_out(matrix, bound) for matrix, bound in zip(degrees, bounds, strict=True)]
    return solve_relations(moves, better, concepts, codes=codes)


def _cut_out(matrix: ArrayLike, bound: Fraction) -> dense.Relation:
    """Return whether the column's state is preferred to the row's with at least some certainty."""
    given = np.asarray(matrix)
    if given.ndim != 2 or len(set(given.shape)) != 1:
        raise CaseError(finding("GO440.relations"))
    values, places = np.unique(given, return_inverse=True)
    known = [exact(value) for value in values.tolist()]
    if any(number is None or not 0 <= number <= 1 for number in known):
        raise CaseError(finding("GO440.degree"))
    sure = [number or Fraction(0) for number in known]
    opposite = {number: k for k, number in enumerate(sure)}
    turned = np.array([opposite.get(1 - number, -1) for number in sure])
    places = places.reshape(given.shape)
    if (turned[places] != places.T).any():
        one, other = (int(at[0]) + 1 for at in np.nonzero(turned[places] != places.T))
        raise CaseError(finding("GO440.sum", one=one, other=other))
    enough = np.array([2 * number - 1 >= bound for number in sure])
    return np.asarray(enough[places].T)


def preferred(rank: NDArray[np.integer], degrees: Degrees, bound: Fraction) -> dense.Relation:
    """Return whether the column's state is preferred to the row's, (n, n), by a threshold.

    Parameters
    ----------
    rank
        (n,) ranks, which decide where no degree is said.
    degrees
        what is said of some pairs.
    bound
        the threshold, above 0 and at most 1.
    """
    better = dense.above(rank)
    for (one, other), degree in degrees.items():
        certainty = 2 * degree - 1
        better[other, one] = certainty >= bound
        better[one, other] = -certainty >= bound
    return better


def threshold(value: object) -> Fraction:
    """Return a threshold, exactly as it is written.

    Raises
    ------
    UsageError
        GO441 for what is no number above 0 and up to 1.
    """
    number = exact(value.item() if isinstance(value, np.generic) else value)
    if number is None or not 0 < number <= 1:
        raise UsageError(finding("GO441.threshold", value=value))
    return number


def thresholds(conflict: GraphModel, asked: Satisficing) -> tuple[Fraction, ...]:
    """Return each party's threshold.

    Parameters
    ----------
    asked
        one for everybody (``0.6``), one by a party's id (a mapping, or ``us=0.6,iran=0.4``), or
        ``stated``. Who is not named has the one that the conflict states, else 1.

    Raises
    ------
    UsageError
        GO441 for what is no threshold, or where no degree is stated; GO413 for a strange party.
    """
    if not any(conflict.certainty):
        raise UsageError(finding("GO441.nothing", case=conflict.name))
    stated = conflict.satisficing or (None,) * len(conflict.parties)
    found = dict(zip(conflict.parties, stated, strict=True))
    if isinstance(asked, str) and "=" in asked:
        parts = (part.partition("=") for part in asked.split(","))
        asked = {party.strip(): value.strip() for party, _equals, value in parts}
    if isinstance(asked, Mapping):
        for party, value in asked.items():
            conflict.party(party)
            found[party] = threshold(value)
    elif asked != STATED:
        found = dict.fromkeys(found, threshold(asked))
    return tuple(CRISP if bound is None else bound for bound in found.values())


class FuzzyRelations(Relations):
    """What each party of a conflict prefers by its threshold.

    Raises
    ------
    UsageError
        GO441 where preferences are unknown, or parties see the conflict otherwise.
    CaseError
        GO406 for too many states.
    """

    def __init__(self, conflict: GraphModel, bounds: Sequence[Fraction]) -> None:
        if conflict.unknown or conflict.views:
            raise UsageError(finding("GO441.unknown" if conflict.unknown else "GO441.views"))
        self.conflict, self.bounds = conflict, bounds
        parts = zip(conflict.ranks, conflict.certainty, bounds, strict=True)
        relations = (preferred(rank, degrees, bound) for rank, degrees, bound in parts)
        super().__init__(conflict.movement, relations, conflict.size, conflict.codes)

    def certainty(self, party: int, one: int, other: int) -> Fraction:
        """Return how certainly, in [-1, 1], a party prefers one state to another."""
        said, rank = self.conflict.certainty[party], self.conflict.ranks[party]
        if (degree := said.get((one, other))) is not None:
            return 2 * degree - 1
        if (degree := said.get((other, one))) is not None:
            return 1 - 2 * degree
        return Fraction(int(np.sign(int(rank[other]) - int(rank[one]))))

    def reason(self, state: int, party: int, concept: Concept) -> FuzzyReason:
        """Return what decides one cell."""
        target, answer = dense.decisive(state, self.weighs(party, concept))
        reach = dense.states(self.steps[party][state])
        if target is None and reach:
            target = max(reach, key=lambda other: self.certainty(party, other, state))
            return self._because(party, state, (target, None), wished=False)
        return self._because(party, state, (target, answer), wished=target is not None)

    def _because(
        self, party: int, state: int, states: tuple[int | None, int | None], *, wished: bool
    ) -> FuzzyReason:
        target, answer = states
        sure = [None if s is None else self.certainty(party, s, state) for s in states]
        return FuzzyReason(
            party=party,
            state=state,
            bound=self.bounds[party],
            wished=wished,
            target=target,
            answer=answer,
            of_target=sure[0],
            of_answer=sure[1],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FuzzyReason:
    """What decides one cell by fuzzy preference; states and parties counted from 0.

    Attributes
    ----------
    bound
        the party's threshold.
    wished
        whether there is a move that it would like to make.
    target, of_target
        the move that decides, or comes nearest, and how certainly the party prefers its end.
    answer, of_answer
        what deters it, if anything does, and how certainly the party prefers that.
    """

    party: int
    state: int
    bound: Fraction
    wished: bool
    target: int | None = None
    answer: int | None = None
    of_target: Fraction | None = None
    of_answer: Fraction | None = None

    @property
    def stable(self) -> bool:
        """Whether the party stays."""
        return not self.wished or self.answer is not None

    @property
    def decisive(self) -> tuple[tuple[int, int, int], ...]:
        """The move that decides, if there is one."""
        return () if self.target is None else ((self.party, self.state, self.target),)

    @property
    def compared(self) -> tuple[tuple[int, int, int], ...]:
        """The comparisons that decide."""
        ends = (self.target, self.answer)
        return tuple((self.party, self.state, end) for end in ends if end is not None)
