"""A mark beside the table: improvements that go wrong when both parties make theirs at once.

Fraser & Hipel (1984), *Conflict Analysis: Models and Resolutions*, chapter 3, two parties in option
form. At a state that neither would stay in, both may act at the same moment. A party's improvement
is *simultaneously sanctioned* when for some improvement of the other the two together lead to a
state that the party ranks no higher than the one they left. Where that is so of each of its
improvements, the party may think again and stay. It is a mark of its own and changes none of the
stability concepts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import solve
from goodoffices.conflict.walk import Walker

MOST_STATES = 1 << 16


def simultaneous(conflict: GraphModel) -> NDArray[np.bool_]:
    """Return (2, n): whether each improvement of a party is simultaneously sanctioned.

    Only states that are unstable for both in the sense of SEQ are marked.

    Raises
    ------
    UsageError
        for other than two parties, or states that are not one combination of options each.
    CaseError
        for more states than are looked at one by one.
    """
    if conflict.size > MOST_STATES:
        raise CaseError(finding("GO406.walk", size=conflict.size, most=MOST_STATES))
    distinct = np.unique(conflict.codes).size == conflict.size and conflict.unsaid is None
    if len(conflict.parties) != 2 or not conflict.options or not distinct:
        raise UsageError(finding("GO413.simultaneous"))
    seq = solve(conflict.movement, conflict.ranks, ["SEQ"], codes=conflict.codes)["SEQ"]
    walker = Walker(conflict)
    number = {int(code): state for state, code in enumerate(conflict.codes)}
    marked = np.zeros_like(seq)
    for state in np.flatnonzero(~seq.any(axis=0)):
        better = [walker.better(i, int(state)).tolist() for i in range(2)]
        for i in range(2):
            marked[i, state] = all(
                any(_regretted(conflict, number, i, (int(state), a, b)) for b in better[1 - i])
                for a in better[i]
            )
    return marked


def _regretted(
    conflict: GraphModel, number: dict[int, int], party: int, states: tuple[int, int, int]
) -> bool:
    """Whether a party ranks what two improvements make together no higher than the start."""
    start, mine, theirs = states
    codes, rank = conflict.codes, conflict.ranks[party]
    end = number.get(int(codes[mine] ^ codes[theirs] ^ codes[start]))
    return end is not None and bool(rank[end] >= rank[start])
