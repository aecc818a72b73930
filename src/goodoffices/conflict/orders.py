"""Rankings that people make by hand: step by step, or by pairs of which one is preferred.

Pairs need not compare everything. What no pair, and no chain of pairs, decides is *unknown*, and
stays so: such a ranking comes with the pairs of states that it leaves open (see
:mod:`goodoffices.conflict.unknowns`). Pairs that go round in a circle rank nothing; the circle is
told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict import dense
from goodoffices.conflict.ranking import densify

States = NDArray[np.int64]
"""Some states, counted from 0."""


@dataclass(frozen=True, eq=False)
class Order:
    """A ranking, 0 the best, and the (k, 2) pairs of states, each once, whose order is unknown."""

    ranks: NDArray[np.int32]
    unknown: NDArray[np.int64]


@dataclass(frozen=True)
class Circle:
    """States each of which is preferred to the next, and the last to the first.

    ``pairs`` are the numbers, from 0, of the given pairs that say so.
    """

    states: tuple[int, ...]
    pairs: tuple[int, ...]


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


def by_pairs(
    size: int, better: Sequence[tuple[States, States]], equal: Sequence[States] = ()
) -> Order | Circle:
    """Rank states by pairs: every state of the first is preferred to every state of the second.

    Parameters
    ----------
    size
        how many states there are; at most ``dense.MOST_STATES``.
    better
        pairs, the better first.
    equal
        states that are as good as each other.
    """
    kind = _classes(size, equal)
    count = int(kind.max()) + 1
    over = np.zeros((count, count), dtype=bool)
    for high, low in better:
        over[np.ix_(kind[high], kind[low])] = True
    levels = _levels(over)
    if levels is None:
        return _circle(over, kind, better)
    above = _closed(over, levels)
    open_ = np.triu(~(above | above.T)[np.ix_(kind, kind)], 1)
    open_ &= kind[:, None] != kind[None, :]
    return Order(densify(levels[kind]), np.argwhere(open_).astype(np.int64))


def unknown_between(first: States, second: States) -> NDArray[np.int64]:
    """Return the (k, 2) pairs of a state of one and a state of the other that are not both."""
    mine, theirs = np.setdiff1d(first, second), np.setdiff1d(second, first)
    pairs = np.column_stack([np.repeat(mine, theirs.size), np.tile(theirs, mine.size)])
    return np.sort(pairs, axis=1)


def together(pairs: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return several lists of pairs as one, each pair once, in order."""
    listed = [np.sort(p.reshape(-1, 2), axis=1) for p in pairs if p.size]
    if not listed:
        return np.zeros((0, 2), dtype=np.int64)
    return np.asarray(np.unique(np.concatenate(listed), axis=0), dtype=np.int64)


def _classes(size: int, equal: Sequence[States]) -> NDArray[np.int64]:
    """Give each state a number that those as good as it share."""
    kind = np.arange(size, dtype=np.int64)
    for states in equal:
        if states.size:
            kind[np.isin(kind, kind[states])] = kind[states].min()
    return np.unique(kind, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _levels(over: dense.Relation) -> NDArray[np.int64] | None:
    """Return how long the longest chain above each is; None where something is above itself."""
    levels = np.zeros(len(over), dtype=np.int64)
    left = np.ones(len(over), dtype=bool)
    level = 0
    waiting = over.sum(axis=0)
    while left.any():
        top = left & (waiting == 0)
        if not top.any():
            return None
        levels[top], left = level, left & ~top
        waiting = waiting - over[top].sum(axis=0)
        level += 1
    return levels


def _closed(over: dense.Relation, levels: NDArray[np.int64]) -> dense.Relation:
    """Return what is above what by chains of pairs, from the lowest up."""
    above = over.copy()
    for state in np.argsort(-levels, kind="stable"):
        below = np.flatnonzero(over[state])
        if below.size:
            above[state] |= above[below].any(axis=0)
    return above


def _circle(
    over: dense.Relation, kind: NDArray[np.int64], better: Sequence[tuple[States, States]]
) -> Circle:
    """Find one circle: go from what cannot be placed to something above it, until met again."""
    left = np.ones(len(over), dtype=bool)
    while True:  # keep only what has something above it
        stays = left & over[left].any(axis=0)
        if (stays == left).all():
            break
        left = stays
    at, path = int(np.flatnonzero(left)[0]), []
    while at not in path:
        path.append(at)
        at = int(np.flatnonzero(left & over[:, at])[0])
    classes = path[path.index(at) :][::-1]  # now from the better to the worse
    links = zip(classes, classes[1:] + classes[:1], strict=True)
    pairs = [_saying(a, b, kind, better) for a, b in links]
    states = tuple(
        int(high[kind[high] == a][0])
        for a, (high, _low) in zip(classes, (better[k] for k in pairs), strict=True)
    )
    return Circle(states, tuple(pairs))


def _saying(
    first: int, second: int, kind: NDArray[np.int64], better: Sequence[tuple[States, States]]
) -> int:
    """Return the number of the first pair that puts one class above the other."""
    return next(
        k
        for k, (high, low) in enumerate(better)
        if (kind[high] == first).any() and (kind[low] == second).any()
    )
