"""The other preferences a party could have, by how many exchanges of neighbours they are away.

A party with preference statements has an order of them; one exchange swaps two that stand next to
each other (moving a statement up by three is three exchanges). A party with a ranking made by hand
exchanges two outcomes at neighbouring ranks; its ties keep their sizes. Both are walked from what
is written, nearest first, so the number of exchanges is the least there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

MOST_VARIANTS = 20_000
"""Variants of one party at most; beyond, only distances that are complete are used."""

Order = tuple[int, ...]
"""Statements by their written place, the most important first; or each state's rank."""

Reversals = frozenset[tuple[int, int]]
"""Pairs that stood one way as written and no longer do: statements, or states."""


@dataclass(frozen=True)
class Variants:
    """What a party could prefer instead: (exchanges, order, reversals), the nearest first.

    All within ``complete`` exchanges are here.
    """

    by_statements: bool
    listed: tuple[tuple[int, Order, Reversals], ...]
    complete: int


def variants(statements: int, ranks: NDArray[np.integer], most: int) -> Variants:
    """Return a party's variants within a number of exchanges.

    Parameters
    ----------
    statements
        how many preference statements it has; 0 where ``ranks`` (n,) are all there is.
    """
    if statements:
        walked, complete = _walk(tuple(range(statements)), _swaps, most)
        listed = tuple((k, order, _inversions(order)) for order, k in walked)
    else:
        written = tuple(int(r) for r in ranks)
        walked, complete = _walk(written, _exchanges, most)
        listed = tuple((k, order, _reversed(written, order)) for order, k in walked)
    return Variants(bool(statements), listed, complete)


def _walk(
    start: Order, steps: Callable[[Order], Iterable[Order]], most: int
) -> tuple[list[tuple[Order, int]], int]:
    """Walk breadth first; return what was met with its distance, and the last whole distance."""
    met, edge = {start: 0}, [start]
    for distance in range(1, most + 1):
        ahead: dict[Order, None] = {}
        for order in edge:
            for other in steps(order):
                if other not in met:
                    ahead[other] = None
            if len(met) + len(ahead) > MOST_VARIANTS:
                return list(met.items()), distance - 1
        met |= dict.fromkeys(ahead, distance)
        edge = list(ahead)
        if not edge:
            break
    return list(met.items()), most


def _swaps(order: Order) -> Iterable[Order]:
    for k in range(len(order) - 1):
        yield (*order[:k], order[k + 1], order[k], *order[k + 2 :])


def _exchanges(ranks: Order) -> Iterable[Order]:
    by_rank: dict[int, list[int]] = {}
    for state, rank in enumerate(ranks):
        by_rank.setdefault(rank, []).append(state)
    for rank, states in by_rank.items():
        for other in by_rank.get(rank + 1, ()):
            for state in states:
                changed = list(ranks)
                changed[state], changed[other] = rank + 1, rank
                yield tuple(changed)


def _inversions(order: Order) -> Reversals:
    return frozenset((b, a) for a, b in combinations(order, 2) if a > b)


def _reversed(before: Order, after: Order) -> Reversals:
    """Return the pairs of which the first stood above the second, and no longer does."""
    moved = [s for s, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    pairs = {(s, t) for s in moved for t in range(len(before))}
    pairs |= {(t, s) for s, t in pairs}
    return frozenset((s, t) for s, t in pairs if before[s] < before[t] and after[s] >= after[t])
