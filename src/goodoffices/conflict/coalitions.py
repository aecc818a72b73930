"""Whether parties acting together would leave a state that none of them would leave alone.

For a coalition H, a *coalition improvement* from s is a state that its members can reach together
and that each of them ranks above s (Kilgour, Hipel, Fang & Peng 2001, "Coalition analysis in group
decision support", Group Decision and Negotiation 10: 159-175). With it (Inohara & Hipel 2008,
"Coalition analysis in the graph model for conflict resolution", Systems Engineering 11: 343-359):

- *Nash*: H has no coalition improvement;
- *GMR*: after each, the others can lead to a state that some member of H ranks no higher than s;
- *SMR*: the same, and wherever H can go on from there some member ranks it no higher than s;
- *SEQ*: as GMR, but the others move only in coalition improvements of their own: sequences in which
  no coalition moves twice in a row.
- *SSEQ*: as SEQ, with the last move of SMR. No publication of it for coalitions was at hand; it
  stands to SEQ as SMR does to GMR.

A state holds against every coalition when it is stable for each of them, single parties included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.concepts import BY_NAME, CONCEPTS, Answers, Concept, concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Flips, kinds, whole
from goodoffices.conflict.words import tables

MOST_PARTIES = 8
"""Parties whose coalitions are all looked at; each more doubles them."""

Group = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Coalitions:
    """Which states which coalitions would stay in.

    ``stable[concept][coalition]`` is (n,), a coalition being a tuple of party ids in the order of
    the conflict; ``equilibria[concept]`` the states that hold against all that were looked at.
    """

    conflict: GraphModel
    stable: dict[str, dict[tuple[str, ...], NDArray[np.bool_]]]

    @property
    def equilibria(self) -> dict[str, NDArray[np.bool_]]:
        """For each concept (n,), whether every coalition looked at would stay."""
        return {c: np.logical_and.reduce(list(rows.values())) for c, rows in self.stable.items()}

    def rows(self) -> list[dict[str, Any]]:
        """Return where each coalition would stay, a row a concept; states are numbered from 1."""
        return [
            {"concept": concept, "coalition": list(group), "states": _numbers(cells)}
            for concept, groups in self.stable.items()
            for group, cells in groups.items()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, states from 1; a coalition is its ids joined by ``+``."""
        return {
            "stable": {
                concept: {"+".join(group): _numbers(cells) for group, cells in rows.items()}
                for concept, rows in self.stable.items()
            },
            "equilibria": {c: _numbers(cells) for c, cells in self.equilibria.items()},
        }

    def __repr__(self) -> str:
        """Say in one line how much holds."""
        groups = len(next(iter(self.stable.values())))
        counts = ", ".join(f"{c} {int(cells.sum())}" for c, cells in self.equilibria.items())
        return f"Coalitions({self.conflict.name!r}: {groups} coalitions; {counts})"

    def _repr_html_(self) -> str:
        """Return where each would stay as a table for a notebook."""
        return tables.coalitions(repr(self), self.rows())


def coalitions(
    conflict: GraphModel,
    groups: Iterable[Sequence[str]] | None = None,
    concepts: Sequence[str] = CONCEPTS,
) -> Coalitions:
    """Decide stability for coalitions.

    Parameters
    ----------
    conflict
        of at most 4,096 states, as pairs of states are compared.
    groups
        coalitions as party ids; every coalition, single parties included, where left out.
    concepts
        which of :data:`~.concepts.DECIDED`.

    Raises
    ------
    UsageError
        for an unknown party or concept, or too many parties for all coalitions.
    CaseError
        for too many states.
    """
    for concept in concepts:
        concept_of(concept)
    chosen = groups_of(conflict, groups)
    table = CoalitionRelations(conflict)
    ids = conflict.parties
    return Coalitions(
        conflict,
        {
            c: {tuple(ids[i] for i in g): table.stable(g, BY_NAME[c]) for g in chosen}
            for c in concepts
        },
    )


def groups_of(conflict: GraphModel, groups: Iterable[Sequence[str]] | None) -> list[Group]:
    """Return coalitions as places of their members; every one where they are left out.

    Raises
    ------
    UsageError
        GO413 for an unknown party, or too many parties for all coalitions.
    """
    if groups is None:
        return _all(len(conflict.parties))
    return [_group(conflict, group) for group in groups]


def _all(parties: int) -> list[Group]:
    if parties > MOST_PARTIES:
        raise UsageError(finding("GO413.coalitions", count=parties, groups=2**parties - 1))
    return _subsets(range(parties))


def _subsets(members: Iterable[int]) -> list[Group]:
    listed = list(members)
    return [g for size in range(1, len(listed) + 1) for g in combinations(listed, size)]


def _group(conflict: GraphModel, named: Sequence[str]) -> Group:
    if not named:
        raise UsageError(finding("GO413.no_members"))
    return tuple(sorted({conflict.party(party) for party in named}))


class CoalitionRelations:
    """The relations of one conflict, each made once."""

    def __init__(self, conflict: GraphModel) -> None:
        size, codes = conflict.size, conflict.codes
        self.size = size
        steps = [dense.relation(moves, size, codes) for moves in conflict.movement]
        self.ways = [dense.MoverMoves(*np.nonzero(one)) for one in steps]
        self.above = [dense.packed(dense.above(rank)) for rank in conflict.ranks]
        self.reached: dict[Group, dense.Bits] = {}
        self.wished: dict[Group, tuple[NDArray[np.intp], NDArray[np.intp]]] = {}
        self.masks = [m.own for m in conflict.movement if isinstance(m, Flips)]
        self.codes, self.transitive = codes, len(self.masks) == len(steps)
        self.whole = whole(conflict.movement, codes)

    def stable(self, group: Group, concept: Concept) -> NDArray[np.bool_]:
        """Return the (n,) states that a coalition would stay in."""
        others = self._others(group)
        answers = np.zeros_like(self.above[0])
        if concept.answers is Answers.ANY:
            answers = self.reach(others)
        elif concept.gainful:
            answers = self._gladly(others)
        fears = dense.Fears(
            incentive=self._wish(group),
            answers=answers,
            good=self.gain(group),
            own=self._own(group) if concept.escape else None,
            wished=self._wished(group),
        )
        return dense.stable(fears)

    def _own(self, group: Group) -> Sequence[dense.MoverMoves]:
        """Return the moves of a coalition, member by member, or as one mover."""
        if self.whole:
            return [dense.BlockMoves(self._kind(group))]
        return [self.ways[i] for i in group]

    def _kind(self, group: Group) -> NDArray[np.int64]:
        return kinds((self.masks[i] for i in group), self.codes)

    def _gladly(self, others: Group) -> dense.Bits:
        """Return where coalitions of some parties can lead by improvements, none twice in a row.

        Where a party's moves are transitive, as flips are, so is what a coalition can lead to, and
        with it what improves for each of its members: moving twice in a row leads it nowhere new.
        """
        groups = _subsets(others)
        if not self.transitive or not groups:
            return dense.sequences([dense.MoverMoves(*self._wished(g)) for g in groups], self.size)
        return dense.anyhow(reduce(np.bitwise_or, map(self._wish, groups)))

    def _wished(self, group: Group) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return a coalition's improvements as pairs."""
        if group not in self.wished:
            self.wished[group] = dense.pairs(self._wish(group))
        return self.wished[group]

    def _wish(self, group: Group) -> dense.Bits:
        """Return a coalition's improvements: what each of its members prefers."""
        return reduce(np.bitwise_and, (self.above[i] for i in group), self.reach(group))

    def reach(self, group: Group) -> dense.Bits:
        """Return where a coalition can lead together."""
        if group not in self.reached:
            if self.whole:
                led = dense.blocks(self._kind(group))
            else:
                led = dense.sequences([self.ways[i] for i in group], self.size)
            self.reached[group] = dense.without_staying(led)
        return self.reached[group]

    def gain(self, group: Group) -> dense.Bits:
        """Return whether every member ranks the column's state above the row's."""
        return reduce(np.bitwise_and, (self.above[i] for i in group))

    def _others(self, group: Group) -> Group:
        return tuple(i for i in range(len(self.ways)) if i not in group)


def _numbers(cells: NDArray[np.bool_]) -> list[int]:
    return [int(number) for number in np.flatnonzero(cells) + 1]
