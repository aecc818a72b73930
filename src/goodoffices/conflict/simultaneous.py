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

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import solve
from goodoffices.conflict.walk import Walker

MOST_STATES = 1 << 16


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
        mine = self.walker.better(party, state).tolist()
        if not mine:
            return True
        theirs = [b for j in others if j != party for b in self.walker.better(j, state).tolist()]
        return all(any(self._regretted(party, state, a, b) for b in theirs) for a in mine)

    def _regretted(self, party: int, start: int, mine: int, theirs: int) -> bool:
        """Whether a party ranks what two moves make together no higher than the start."""
        codes, rank = self.conflict.codes, self.conflict.ranks[party]
        end = self.number.get(int(codes[mine] ^ codes[theirs] ^ codes[start]))
        return end is not None and bool(rank[end] >= rank[start])
