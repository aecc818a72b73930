"""Rankings that people make by hand, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.analyse.ranking import densify

States = NDArray[np.int64]
"""Some states, counted from 0."""


@dataclass(frozen=True)
class Steps:
    """A ranking made step by step, 0 the best, with the states that no step means."""

    ranks: NDArray[np.int32]
    missing: tuple[int, ...]


def by_steps(size: int, steps: Sequence[States | None]) -> Steps:
    """Rank states step by step, the best first; None stands for all that no other step names.

    A state stands at the first step that means it.
    """
    ranks = np.full(size, -1, dtype=np.int64)
    for number, states in enumerate(steps):
        if states is None:
            continue
        ranks[states[ranks[states] < 0]] = number
    if any(states is None for states in steps):
        ranks[ranks < 0] = next(k for k, states in enumerate(steps) if states is None)
    missing = tuple(int(state) for state in np.flatnonzero(ranks < 0))
    return Steps(densify(ranks), missing)
