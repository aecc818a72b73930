"""How a conflict can get from one state to another: who moves when, and what cannot be reached.

Status quo analysis (Li, Kilgour & Hipel 2005, "Status quo analysis in the graph model for conflict
resolution", J. Operational Research Society 56: 699-707): starting from a state, the parties move
in sequences in which no one moves twice in a row, by any moves or by improvements only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.onward import onward
from goodoffices.conflict.words.names import title
from goodoffices.conflict.words.states import describe, way
from goodoffices.conflict.words.tables import ways

Move = tuple[str, int, int]

MOST_STATES = 1 << 18
"""States that are walked through at most; a path of that many choices tells nobody anything."""


class Trail(NamedTuple):
    """How states were met; states and movers are numbered, -1 for none.

    ``mover`` is (n,): who moved last where each state was met first; ``before`` (parties, n, 2):
    for each party that moved to a state, the state before and who had moved to that.
    """

    mover: NDArray[np.int64]
    before: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Evolution:
    """What can be reached from a state.

    Attributes
    ----------
    start
        the state it begins in, from 0.
    gainful
        whether each mover must improve on where it stands.
    steps
        (n,) the fewest moves to each state; -1 where it cannot be reached.
    trail
        how each was met.
    """

    conflict: GraphModel
    start: int
    gainful: bool
    steps: NDArray[np.int64]
    trail: Trail

    def path(self, target: str | SupportsIndex) -> tuple[Move, ...] | None:
        """Return a shortest sequence of moves to a state, or None where there is none."""
        target = self.conflict.state(target)
        if self.steps[target] < 0:
            return None
        moves: list[Move] = []
        state, mover = target, int(self.trail.mover[target])
        while mover >= 0:
            before, last = self.trail.before[mover, state].tolist()
            moves.append((self.conflict.parties[mover], before, state))
            state, mover = before, last
        return tuple(reversed(moves))

    def way_to(self, target: str | SupportsIndex) -> list[dict[str, Any]] | None:
        """Return a shortest way to a state as plain values, states from 1; None for none."""
        path = self.path(target)
        if path is None:
            return None
        return [{"party": party, "from": a + 1, "to": b + 1} for party, a, b in path]

    def reached(self) -> list[int]:
        """Return the states that can be reached, the start among them."""
        return [int(state) for state in np.flatnonzero(self.steps >= 0)]

    def describe(self, target: str | SupportsIndex) -> str:
        """Say in words how a state can be reached."""
        target = self.conflict.state(target)
        path = self.path(target)
        return way(self.conflict, self.start, target, path, gainful=self.gainful)

    def rows(self) -> list[dict[str, Any]]:
        """Return every state that can be reached, and how; states are numbered from 1."""
        conflict = self.conflict
        return [
            {
                "state": state + 1,
                "label": conflict.label(state),
                "name": title(conflict, state),
                "description": describe(conflict, state),
                "moves": int(self.steps[state]),
                "way": self.describe(state),
            }
            for state in self.reached()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return {
            "from": self.start + 1,
            "improvements_only": self.gainful,
            "reached": {str(state + 1): self.way_to(state) for state in self.reached()},
        }

    def __repr__(self) -> str:
        """Say in one line how much can be reached."""
        conflict, start = self.conflict, self.conflict.label(self.start)
        count = f"{int((self.steps >= 0).sum()):,} of {conflict.size:,} states"
        return f"Evolution({conflict.name!r}: {count} from {start})"

    def _repr_html_(self) -> str:
        """Return the ways as a table for a notebook."""
        return ways(repr(self), self.rows())


def evolution(
    conflict: GraphModel, start: str | SupportsIndex | None = None, *, gainful: bool = False
) -> Evolution:
    """Walk through everything that can be reached from a state.

    Parameters
    ----------
    start
        its label, name, options or number from 0; the status quo where left out.
    gainful
        whether each mover must improve on where it stands, as far as is known.

    Raises
    ------
    UsageError
        for a state that there is not, or where there is no status quo to start from.
    CaseError
        for more states than can be walked through.
    """
    start = conflict.status_quo if start is None else start
    if start is None:
        raise UsageError(finding("GO413.no_start", case=conflict.name))
    start = conflict.state(start)
    if conflict.size > MOST_STATES:
        raise CaseError(finding("GO406.walk", size=conflict.size, most=MOST_STATES))
    return _walk(conflict, start, gainful=gainful)


def _walk(conflict: GraphModel, start: int, *, gainful: bool) -> Evolution:
    """Visit states by breadth, with their last mover: all that are met by as many moves at once."""
    parties, size = len(conflict.parties), conflict.size
    leads = [onward(conflict, party, gainful=gainful) for party in range(parties)]
    steps = np.full(size, -1, dtype=np.int64)
    trail = Trail(np.full(size, -1, dtype=np.int64), np.full((parties, size, 2), -1, np.int32))
    state, last = np.array([start]), np.array([-1])
    count = steps[start] = 0
    while state.size:
        count += 1
        keys = [state[:0]]
        for party, lead in enumerate(leads):
            others = np.flatnonzero(last != party)
            if not others.size:
                continue
            source, target = lead.fresh(state[others])
            place = others[source]
            trail.before[party, target, 0] = state[place]
            trail.before[party, target, 1] = last[place]
            keys.append((place * parties + party) * size + target)
        movers, state = np.divmod(np.sort(np.concatenate(keys)), size)
        last = movers % parties
        met, first = np.unique(state, return_index=True)
        new = steps[met] < 0
        steps[met[new]] = count
        trail.mover[met[new]] = last[first[new]]
    return Evolution(conflict, start, gainful, steps, trail)
