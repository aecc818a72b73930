"""How a party ranks the states: from statements, weights, steps or pairs to arrays of ranks.

- *Statements* (option prioritisation) are ordered, the most important first. State s is ranked
  above state t when the first statement that tells them apart is true of s: the ranking is
  lexicographic in the statements' truth. Fang, Hipel, Kilgour & Peng (2003), "A decision support
  system for interactive decision making, part I", IEEE Trans. SMC-C 33(1): 42-55, section IV.
- *Weights* of options are added up over what is taken. Where they are known as intervals only, of
  two states the difference lies between the least that the one has alone less the most that the
  other has alone, and the reverse (options that both take make none). Where 0 lies between, or is
  one end, it is unknown which one is preferred.
- *Steps* put states one below the other by hand.
- *Pairs* need not compare everything. What no pair, and no chain of pairs, decides is *unknown*,
  and stays so. Pairs that go round in a circle rank nothing; the circle is told.

Ranks are (n,) whole numbers, 0 the best, ties share one. What is unknown comes beside them, as
(k, 2) pairs of states counted from 0, each once (see :mod:`goodoffices.conflict.unknowns`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.conditions import Condition
from goodoffices.case.nouns import Interval
from goodoffices.conflict import dense
from goodoffices.conflict.levels import densify

_AT_ONCE = 32  # statements that fit in one 64-bit key beside a rank
_CHUNK = 1 << 15  # states looked at together

Places = NDArray[np.int64]
"""Some states, counted from 0."""

NONE_UNKNOWN = np.zeros((0, 2), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Ranked:
    """A party's (n,) ranks, 0 the best, and the (k, 2) pairs of states whose order is unknown.

    ``strength``, (ranks,) or shorter, is by how many degrees it prefers rank k - 1 to rank k, 1
    where it ends before.
    """

    ranks: NDArray[np.int32]
    unknown: NDArray[np.int64] = field(default_factory=NONE_UNKNOWN.copy)
    strength: NDArray[np.int64] = field(default_factory=lambda: np.ones(1, dtype=np.int64))


@dataclass(frozen=True)
class Circle:
    """Places each of which is preferred to the next, and the last to the first.

    ``pairs`` are the numbers, from 0, of the given pairs that say so.
    """

    states: tuple[int, ...]
    pairs: tuple[int, ...]


@dataclass(frozen=True)
class Steps:
    """A ranking made step by step, 0 the best, with the states that no step means.

    ``strength``, (ranks,), is by how many degrees rank k - 1 is preferred to rank k.
    """

    ranks: NDArray[np.int32]
    missing: tuple[int, ...]
    strength: NDArray[np.int64]


class Truths(Mapping[str, NDArray[np.bool_]]):
    """The truth of each option in every state, made when it is asked for and not kept.

    ``codes`` holds each state's options as bits.
    """

    def __init__(self, options: Sequence[str], codes: NDArray[np.int64]) -> None:
        self.bits = {option: bit for bit, option in enumerate(options)}
        self.codes = codes

    def __getitem__(self, option: str) -> NDArray[np.bool_]:
        truth: NDArray[np.bool_] = self.codes & np.int64(1 << self.bits[option]) != 0
        return truth

    def between(self, low: int, high: int) -> Truths:
        """Return the truths of some of the states."""
        return Truths(list(self.bits), self.codes[low:high])

    def __iter__(self) -> Iterator[str]:
        return iter(self.bits)

    def __len__(self) -> int:
        return len(self.bits)


def prioritise(statements: Sequence[Condition], truths: Truths) -> NDArray[np.int32]:
    """Rank the states by ordered statements: 0 is the best rank, ties share one.

    Returns
    -------
    (n,) array of dense ranks: no rank between the best and the worst is left out.
    """
    size = truths.codes.size
    ranks = np.zeros(size, dtype=np.int32)
    for first in range(0, len(statements), _AT_ONCE):
        some = statements[first : first + _AT_ONCE]
        key = np.empty(size, dtype=np.int64)
        for low in range(0, size, _CHUNK):  # stay in the processor's cache
            part = truths.between(low, low + _CHUNK)
            failed = ranks[low : low + _CHUNK].astype(np.int64)
            for statement in some:
                failed <<= 1
                failed |= ~statement.evaluate(part)
            key[low : low + _CHUNK] = failed
        ranks = densify(key)
    return ranks


def by_weights(weights: Mapping[int, Fraction], codes: NDArray[np.int64]) -> NDArray[np.int32]:
    """Rank states by the sum of the weights of the options taken, the larger the better.

    Exact however fine or large the weights are.

    Parameters
    ----------
    weights
        by the option's bit, counted from 0.
    codes
        (n,) each state's options as bits.
    """
    unit = lcm(*(weight.denominator for weight in weights.values()))
    whole = {bit: int(weight * unit) for bit, weight in weights.items()}
    fits = sum(map(abs, whole.values())) < 1 << 62
    if fits:
        total = np.zeros(codes.size, dtype=np.int64)
        for bit, weight in whole.items():
            total -= (codes >> bit & 1) * weight
        return densify(total)
    sums = [-sum(w for bit, w in whole.items() if code >> bit & 1) for code in codes.tolist()]
    places = {worth: rank for rank, worth in enumerate(sorted(set(sums)))}
    return np.array([places[worth] for worth in sums], dtype=np.int32)


def either_way(weights: Mapping[int, Interval], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the (k, 2) pairs of states of which either may weigh more, or as much at one end.

    Parameters
    ----------
    weights
        by an option's bit, the least and the most it may weigh.
    codes
        (n,) each state's options as bits.
    """
    low, high = ([span[end] for span in weights.values()] for end in (0, 1))
    unit = lcm(*(number.denominator for number in (*low, *high)))
    least, most = (_whole(numbers, unit) for numbers in (low, high))
    bits = np.array(list(weights), dtype=np.int64)
    taken: NDArray[Any] = (codes[:, None] >> bits & 1).astype(least.dtype)
    lacking = 1 - taken
    at_least = (taken * least) @ lacking.T - ((taken * most) @ lacking.T).T
    at_most = -at_least.T
    open_ = (at_least <= 0) & (at_most >= 0) & (at_least != at_most)
    return np.argwhere(np.triu(open_, 1)).astype(np.int64)


def _whole(numbers: list[Fraction], unit: int) -> NDArray[Any]:
    """Return numbers in whole units, (k,): machine numbers where sums of them fit, else any."""
    whole = [int(number * unit) for number in numbers]
    fits = sum(map(abs, whole)) < 1 << 60
    return np.array(whole, dtype=np.int64 if fits else object)


def by_steps(
    size: int, steps: Sequence[Places | None], worse_by: Sequence[int] | None = None
) -> Steps:
    """Rank states step by step, the best first; None stands for all that no other step names.

    A state stands at the first step that means it. ``size`` is how many states there are, each step
    some of them, (k,); ``worse_by`` by how many degrees what stands above each step is preferred to
    it, all by 1 where it is left out. Between ranks it is the largest of what stands between them.
    """
    ranks = np.full(size, -1, dtype=np.int64)
    for number, states in enumerate(steps):
        if states is None:
            continue
        ranks[states[ranks[states] < 0]] = number
    if any(states is None for states in steps):
        ranks[ranks < 0] = next(k for k, states in enumerate(steps) if states is None)
    missing = tuple(int(state) for state in np.flatnonzero(ranks < 0))
    taken = np.unique(ranks).tolist()
    degrees = [1, *(worse_by or [1] * len(steps))]
    between = zip([-1, *taken], taken, strict=False)
    strength = [max(degrees[a + 2 : b + 2], default=1) for a, b in between]
    return Steps(densify(ranks), missing, np.array([1, *strength[1:]], dtype=np.int64))


def by_pairs(
    size: int, better: Sequence[tuple[Places, Places]], equal: Sequence[Places] = ()
) -> Ranked | Circle:
    """Rank states by pairs: every state of the first is preferred to every state of the second.

    Parameters
    ----------
    size
        how many states there are; at most ``dense.MOST_STATES``.
    better
        pairs, the better first, each of (k,) and (m,) states.
    equal
        (k,) states that are as good as each other.
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
    return Ranked(densify(levels[kind]), np.argwhere(open_).astype(np.int64))


def said_degrees(steps: Iterable[NDArray[np.int64]]) -> tuple[NDArray[np.int64], ...]:
    """Return by how many degrees each party prefers each rank to the next; nothing of no degrees.

    ``steps`` are (ranks,) for each party, or shorter.
    """
    found = tuple(steps)
    return found if any((one > 1).any() for one in found) else ()


def unknown_between(first: Places, second: Places) -> NDArray[np.int64]:
    """Return the (k, 2) pairs of a state of one and a state of the other that are not both.

    ``first`` and ``second`` are states, (m,) and (n,).
    """
    mine, theirs = np.setdiff1d(first, second), np.setdiff1d(second, first)
    pairs = np.column_stack([np.repeat(mine, theirs.size), np.tile(theirs, mine.size)])
    return np.sort(pairs, axis=1)


def together(pairs: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return several lists of pairs as one, each pair once, in order."""
    listed = [np.sort(p.reshape(-1, 2), axis=1) for p in pairs if p.size]
    if not listed:
        return np.zeros((0, 2), dtype=np.int64)
    return np.asarray(np.unique(np.concatenate(listed), axis=0), dtype=np.int64)


def liked_first(ranks: Iterable[NDArray[np.int32]], states: Sequence[int]) -> list[int]:
    """Order states by the worst place that any party gives them, the best first."""
    asked = np.array(states, dtype=np.int64)
    worst = np.zeros(len(asked))
    for rank in ranks:
        worst = np.maximum(worst, rank[asked] / max(float(rank.max()), 1.0))
    found: list[int] = asked[np.lexsort((asked, worst))].tolist()
    return found


def _classes(size: int, equal: Sequence[Places]) -> NDArray[np.int64]:
    """Give each state a number, (size,), that those as good as it share."""
    kind = np.arange(size, dtype=np.int64)
    for states in equal:
        if states.size:
            kind[np.isin(kind, kind[states])] = kind[states].min()
    return np.unique(kind, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _levels(over: dense.Relation) -> NDArray[np.int64] | None:
    """Return how long the longest chain above each is, (n,); None where something is above itself.

    ``over`` is (n, n): whether the row's is above the column's by some pair.
    """
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
    """Return what is above what by chains of pairs, (n, n), from the lowest up."""
    above = over.copy()
    for state in np.argsort(-levels, kind="stable"):
        below = np.flatnonzero(over[state])
        if below.size:
            above[state] |= above[below].any(axis=0)
    return above


def _circle(
    over: dense.Relation, kind: NDArray[np.int64], better: Sequence[tuple[Places, Places]]
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
    first: int, second: int, kind: NDArray[np.int64], better: Sequence[tuple[Places, Places]]
) -> int:
    """Return the number of the first pair that puts one class above the other."""
    return next(
        k
        for k, (high, low) in enumerate(better)
        if (kind[high] == first).any() and (kind[low] == second).any()
    )
