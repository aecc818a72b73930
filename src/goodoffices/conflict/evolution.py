"""How a conflict can get from one state to another: who moves when, and what cannot be reached.

Status quo analysis (Li, Kilgour & Hipel 2005, "Status quo analysis in the graph model for conflict
resolution", J. Operational Research Society 56: 699-707): starting from a state, the parties move
in sequences in which no one moves twice in a row, by any moves or by improvements only.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.walk import Walker
from goodoffices.conflict.words.names import title
from goodoffices.conflict.words.states import describe, way
from goodoffices.conflict.words.tables import ways

Move = tuple[str, int, int]

MOST_STATES = 1 << 18
"""States that are walked through at most; a path of that many choices tells nobody anything."""


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
    """

    conflict: GraphModel
    start: int
    gainful: bool
    steps: NDArray[np.int64]
    came: dict[tuple[int, int], tuple[int, int]]  # (state, mover) → the one before

    def path(self, target: str | SupportsIndex) -> tuple[Move, ...] | None:
        """Return a shortest sequence of moves to a state, or None where there is none."""
        target = self.conflict.state(target)
        if target == self.start:
            return ()
        if target not in self._ends:
            return None
        moves: list[Move] = []
        key = self._ends[target]
        while key[1] >= 0:
            before = self.came[key]
            moves.append((self.conflict.parties[key[1]], before[0], key[0]))
            key = before
        return tuple(reversed(moves))

    @cached_property
    def _ends(self) -> dict[int, tuple[int, int]]:
        """The first way in which each state was met, with who moved last."""
        ends: dict[int, tuple[int, int]] = {}
        for key in self.came:  # in the order they were met
            ends.setdefault(key[0], key)
        return ends

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
    steps = np.full(conflict.size, -1, dtype=np.int64)
    steps[start] = 0
    return Evolution(
        conflict, start, gainful, steps, _walk(conflict, start, steps, gainful=gainful)
    )


def _walk(
    conflict: GraphModel, start: int, steps: NDArray[np.int64], *, gainful: bool
) -> dict[tuple[int, int], tuple[int, int]]:
    """Visit states by breadth, with their last mover; fill in the steps, return where from."""
    walker = Walker(conflict)
    came: dict[tuple[int, int], tuple[int, int]] = {(start, -1): (start, -1)}
    queue = deque([(start, -1, 0)])
    while queue:
        state, last, count = queue.popleft()
        for party in range(len(conflict.parties)):
            if party == last:
                continue
            for target in walker.reach(party, state).tolist():
                if gainful and not conflict.gains(party, state, target):
                    continue
                if (target, party) not in came:
                    came[target, party] = (state, last)
                    queue.append((target, party, count + 1))
                    if steps[target] < 0:
                        steps[target] = count + 1
    return came
