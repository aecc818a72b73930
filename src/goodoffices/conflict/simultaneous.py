"""Improvements that go wrong when others make theirs at the same moment; option form.

Fraser & Hipel (1984), *Conflict Analysis: Models and Resolutions*, chapter 3. At a state that
neither of two parties would stay in, both may act at the same moment. A party's improvement is
*simultaneously sanctioned* when some improvement of the other, made together with it, leads to a
state that the party ranks no higher than the one they left. Where that is so of each of its
improvements, the party may think again and stay. Of more than two parties some other one's
improvement must do that, one other at a time, as the field's open program gmcr-py decides it
(``sim`` of its ``LogicalSolver``).

- *The mark*: of states that the party and whoever sanctions would leave in the sense of SEQ. It is
  a mark of its own and changes none of the stability concepts.
- *SIM*, as gmcr-py has it: stable where the party has no improvement, or each of them is
  simultaneously sanctioned, whether or not anybody would stay there otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import solve
from goodoffices.conflict.walk import Walker

MOST_STATES = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnceReason:
    """What becomes of a party's improvements from one state; states and parties from 0.

    Attributes
    ----------
    target
        the best improvement that nothing spoils, else the best one; None where there is none.
    other, theirs, end
        who spoils it by moving where, and where both then end; None where nothing does.
    harms
        whether the party ranks that end below the state, not level with it.
    alone
        whether nobody else has an improvement.
    others
        how many more improvements it has.
    """

    party: int
    state: int
    target: int | None = None
    other: int | None = None
    theirs: int | None = None
    end: int | None = None
    harms: bool = False
    alone: bool = False
    others: int = 0

    @property
    def stable(self) -> bool:
        """Whether the party stays in the sense of SIM."""
        return self.target is None or self.end is not None


def at_once_reason(conflict: GraphModel, state: int, party: int) -> AtOnceReason:
    """Return what decides whether a state is SIM stable for a party.

    Raises
    ------
    UsageError, CaseError
        as :func:`simultaneous`.
    """
    return _AtOnce(conflict).reason(party, state)


def simultaneous(conflict: GraphModel) -> NDArray[np.bool_]:
    """Return (parties, n): whether each improvement of a party is simultaneously sanctioned.

    Only states that it and those who sanction would leave in the sense of SEQ are marked.

    Raises
    ------
    UsageError
        GO413 for states that are not one combination of options each, or a single party.
    CaseError
        GO406 for more states than are looked at one by one.
    """
    view = _AtOnce(conflict)
    seq = solve(conflict.movement, conflict.ranks, ["SEQ"], codes=conflict.codes)["SEQ"]
    marked = np.zeros_like(seq)
    for state in np.flatnonzero((~seq).sum(axis=0) > 1).tolist():
        leaving = np.flatnonzero(~seq[:, state]).tolist()
        for party in leaving:
            marked[party, state] = view.sanctioned(party, state, leaving)
    return marked


def solve_simultaneous(conflict: GraphModel) -> NDArray[np.bool_]:
    """Return (parties, n): which states are SIM stable for which party.

    Raises
    ------
    UsageError, CaseError
        as :func:`simultaneous`.
    """
    view, everyone = _AtOnce(conflict), range(len(conflict.parties))
    return np.array(
        [[view.sanctioned(i, s, everyone) for s in range(conflict.size)] for i in everyone],
        dtype=bool,
    )


class _AtOnce:
    """What two parties' moves from one state make together."""

    def __init__(self, conflict: GraphModel) -> None:
        if conflict.size > MOST_STATES:
            raise CaseError(finding("GO406.walk", size=conflict.size, most=MOST_STATES))
        distinct = np.unique(conflict.codes).size == conflict.size and conflict.unsaid is None
        if len(conflict.parties) < 2 or not conflict.options or not distinct:
            raise UsageError(finding("GO413.simultaneous"))
        self.conflict, self.walker = conflict, Walker(conflict)
        self.number = {int(code): state for state, code in enumerate(conflict.codes)}

    def sanctioned(self, party: int, state: int, others: Iterable[int]) -> bool:
        """Whether each improvement of a party is sanctioned by one of some others'."""
        theirs = self._wanted(party, state, others)
        mine = self.walker.better(party, state).tolist()
        return all(self._spoilt(party, state, a, theirs) for a in mine)

    def reason(self, party: int, state: int) -> AtOnceReason:
        """Return what decides one cell of SIM."""
        mine: list[int] = self.walker.better(party, state).tolist()
        if not mine:
            return AtOnceReason(party=party, state=state)
        theirs = self._wanted(party, state, range(len(self.conflict.parties)))
        spoilt = {a: self._spoilt(party, state, a, theirs) for a in mine}
        target = next((a for a in mine if spoilt[a] is None), mine[0])
        other, move, end = spoilt[target] or (None, None, None)
        rank = self.conflict.ranks[party]
        return AtOnceReason(
            party=party,
            state=state,
            target=target,
            other=other,
            theirs=move,
            end=end,
            harms=end is not None and bool(rank[end] > rank[state]),
            alone=not theirs,
            others=len(mine) - 1,
        )

    def _wanted(self, party: int, state: int, others: Iterable[int]) -> list[tuple[int, int]]:
        """Return the improvements of some others: whose, and where to."""
        return [(j, b) for j in others if j != party for b in self.walker.better(j, state).tolist()]

    def _spoilt(
        self, party: int, start: int, mine: int, theirs: Iterable[tuple[int, int]]
    ) -> tuple[int, int, int] | None:
        """Return who spoils an improvement by moving where, and where both end; None if nobody."""
        codes, rank = self.conflict.codes, self.conflict.ranks[party]
        for other, move in theirs:
            end = self.number.get(int(codes[mine] ^ codes[move] ^ codes[start]))
            if end is not None and rank[end] >= rank[start]:
                return other, move, end
        return None
