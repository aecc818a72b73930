"""Walking through a conflict state by state: where a party can move, where the others can answer.

For questions about a few states; what is asked of all of them at once is decided by the kernels.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.concepts import Answers
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Finder, Pairs

Step = tuple[int, int, int]
"""A move: who makes it, from which state to which; all counted from 0."""

Path = tuple[Step, ...]


class Walker:
    """Finds the moves of one conflict."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict = conflict
        self.parties = range(len(conflict.parties))
        self._listed: dict[int, NDArray[np.int64]] = {}

    def reach(self, party: int, state: int) -> NDArray[np.int64]:
        """Return the states that a party can move to, (k,)."""
        moves = self.conflict.movement[party]
        if not isinstance(moves, Pairs):
            return self._finder.reach(moves, state)
        if party not in self._listed:
            self._listed[party] = moves.pairs[np.argsort(moves.pairs[:, 0], kind="stable")]
        pairs = self._listed[party]
        first, last = np.searchsorted(pairs[:, 0], [state, state + 1])
        return pairs[first:last, 1]

    def better(self, party: int, state: int) -> NDArray[np.int64]:
        """Return a party's improvements from a state, (k,), the best first."""
        rank, targets = self.conflict.ranks[party], self.reach(party, state)
        better: NDArray[np.int64] = targets[rank[targets] < rank[state]]
        return better[np.lexsort((better, rank[better]))]

    def answers(self, party: int, start: int, kind: Answers) -> Iterator[Path]:
        """Yield how the others can lead from a state to each state they can, shortest ways first.

        They move in sequences in which no one moves twice in a row (Fang, Hipel & Kilgour 1993,
        chapter 4), each by any move of its own or by improvements on where it stands.
        """
        step = self.better if kind is Answers.IMPROVING else self.reach
        queue: deque[tuple[int, int, Path]] = deque([(start, -1, ())])
        met: set[tuple[int, int]] = set()
        ends: set[int] = set()
        while queue and kind is not Answers.NONE:
            state, last, path = queue.popleft()
            for mover in self.parties:
                if mover in (party, last):
                    continue
                for target in step(mover, state).tolist():
                    way = (*path, (mover, state, target))
                    if target not in ends:
                        ends.add(target)
                        yield way
                    if (target, mover) not in met:
                        met.add((target, mover))
                        queue.append((target, mover, way))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.conflict.codes)
