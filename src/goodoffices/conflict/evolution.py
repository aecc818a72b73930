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

from goodoffices.base.errors import CaseError, Finding, UsageError
from goodoffices.base.i18n import _
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Finder, Pairs

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
        found: dict[int, tuple[int, int]] = {}
        for key in self.came:  # in the order they were met
            found.setdefault(key[0], key)
        return found

    def reached(self) -> list[int]:
        """Return the states that can be reached, the start among them."""
        return [int(state) for state in np.flatnonzero(self.steps >= 0)]

    def describe(self, target: str | SupportsIndex) -> str:
        """Say in words how a state can be reached."""
        target = self.conflict.state(target)
        path = self.path(target)
        words = {"start": self.conflict.label(self.start), "target": self.conflict.label(target)}
        if path is None and self.gainful:
            text = _("{target} cannot be reached from {start} if everyone moves only to its gain.")
            return text.format(**words)
        if path is None:
            return _("{target} cannot be reached from {start} at all.").format(**words)
        if not path:
            return _("{start} is where it stands.").format(**words)
        line = _("{party} moves from {before} to {after}.")
        label, name = self.conflict.label, self.conflict.party_name
        steps = [line.format(party=name(p), before=label(a), after=label(b)) for p, a, b in path]
        return " ".join(steps)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return {
            "from": self.start + 1,
            "improvements_only": self.gainful,
            "reached": {
                str(state + 1): [
                    {"party": p, "from": a + 1, "to": b + 1} for p, a, b in self.path(state) or ()
                ]
                for state in self.reached()
            },
        }


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
        text = _("“{case}” has no status quo to start from.").format(case=conflict.name)
        raise UsageError(Finding("GO413", text, help=_("Name the state to start from.")))
    start = conflict.state(start)
    if conflict.size > MOST_STATES:
        text = _("{size:,} states are more than the {most:,} that can be walked through.")
        text = text.format(size=conflict.size, most=MOST_STATES)
        raise CaseError(Finding("GO406", text))
    steps = np.full(conflict.size, -1, dtype=np.int64)
    steps[start] = 0
    return Evolution(
        conflict, start, gainful, steps, _walk(conflict, start, steps, gainful=gainful)
    )


def _walk(
    conflict: GraphModel, start: int, steps: NDArray[np.int64], *, gainful: bool
) -> dict[tuple[int, int], tuple[int, int]]:
    """Visit states by breadth, with their last mover; fill in the steps, return where from."""
    mover = _Mover(conflict)
    came: dict[tuple[int, int], tuple[int, int]] = {(start, -1): (start, -1)}
    queue = deque([(start, -1, 0)])
    while queue:
        state, last, count = queue.popleft()
        for party in range(len(conflict.parties)):
            if party == last:
                continue
            for target in mover.targets(party, state, gainful=gainful):
                if (target, party) not in came:
                    came[target, party] = (state, last)
                    queue.append((target, party, count + 1))
                    if steps[target] < 0:
                        steps[target] = count + 1
    return came


class _Mover:
    """Finds the states that one party can move to."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict = conflict
        self.finder = Finder(conflict.codes)
        self.listed: list[dict[int, list[int]]] = []
        for moves in conflict.movement:
            by_origin: dict[int, list[int]] = {}
            if isinstance(moves, Pairs):
                for origin, target in moves.pairs.tolist():
                    by_origin.setdefault(origin, []).append(target)
            self.listed.append(by_origin)

    def targets(self, party: int, state: int, *, gainful: bool) -> list[int]:
        moves = self.conflict.movement[party]
        if isinstance(moves, Pairs):
            found = self.listed[party].get(state, [])
        else:
            found = [int(target) for target in self.finder.reach(moves, state)]
        if not gainful:
            return found
        return [t for t in found if self.conflict.gains(party, state, t)]
