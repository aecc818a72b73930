"""The other preferences a party could have, by how many exchanges of neighbours they are away.

A party with preference statements has an order of them; one exchange swaps two that stand next to
each other (moving a statement up by three is three exchanges). A party with a ranking made by hand
exchanges two outcomes at neighbouring ranks, or an outcome leaves a tie, to stand just above or
just below it. A party that ranks by weights exchanges the sizes of two weights that are neighbours
in size; each option goes on to add, or to take, as it does. Of a party of which some preferences
are unknown a pair becomes known, the one way or the other. All are walked from what is written,
nearest first, so the number of exchanges is the least there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MOST_VARIANTS = 20_000
"""Variants of one party at most; beyond, only distances that are complete are used."""

Order = tuple[int, ...]
"""Statements by their written place, the most important first; or each state's rank; or the rank
of each weight by its size; or the pairs that become known, the better state and the worse, in a
row."""

OrderKind = Literal["statements", "outcomes", "weights", "unknown"]
"""What of a party's order is exchanged."""

Reversals = frozenset[tuple[int, int]]
"""Pairs of which the first stood above the second, or beside it, and does so no longer: statements,
states, or weights."""


@dataclass(frozen=True)
class Variants:
    """What a party could prefer instead: (exchanges, order, reversals), the nearest first.

    All within ``complete`` exchanges are here.
    """

    kind: OrderKind
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
        return Variants("statements", listed, complete)
    return _of_ranks("outcomes", ranks, most, _reordered)


def weight_variants(sizes: NDArray[np.integer], most: int) -> Variants:
    """Return the other weights a party could have; ``sizes`` (k,) rank them, the largest 0."""
    return _of_ranks("weights", sizes, most, _exchanges)


def settled_variants(unknown: NDArray[np.int64], most: int) -> Variants:
    """Return what could become known of a party, of (k, 2) pairs of states that are unknown."""
    listed: list[tuple[int, Order, Reversals]] = []
    for count in range(min(most, len(unknown)) + 1):
        ways = product(combinations(unknown.tolist(), count), product((0, 1), repeat=count))
        some = list(islice(ways, MOST_VARIANTS + 1))
        if len(listed) + len(some) > MOST_VARIANTS:
            return Variants("unknown", tuple(listed), count - 1)
        for pairs, turned in some:
            known = [(b, a) if turn else (a, b) for (a, b), turn in zip(pairs, turned, strict=True)]
            order = tuple(state for pair in known for state in pair)
            listed.append((count, order, frozenset((b, a) for a, b in known)))
    return Variants("unknown", tuple(listed), most)


def _of_ranks(
    kind: OrderKind,
    ranks: NDArray[np.integer],
    most: int,
    steps: Callable[[Order], Iterable[Order]],
) -> Variants:
    written = tuple(int(rank) for rank in ranks)
    walked, complete = _walk(written, steps, most)
    listed = tuple((k, order, _reversed(written, order)) for order, k in walked)
    return Variants(kind, listed, complete)


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


def _reordered(ranks: Order) -> Iterable[Order]:
    """Yield the orders one step away: two outcomes exchanged, or one that leaves its tie."""
    yield from _exchanges(ranks)
    ties = {rank for rank in set(ranks) if ranks.count(rank) > 1}
    for state, rank in enumerate(ranks):
        if rank in ties:
            for below in (0, 1):  # the others move down to make room above, or it does below
                split = [r + (r > rank or (r == rank and not below)) for r in ranks]
                split[state] = rank + below
                yield tuple(split)


def _inversions(order: Order) -> Reversals:
    return frozenset((b, a) for a, b in combinations(order, 2) if a > b)


def _reversed(before: Order, after: Order) -> Reversals:
    """Return the pairs of which the first stood above the second, or beside it, and no longer does.

    Of two that stood beside each other the one that is below now is the first.
    """
    return frozenset(
        (s, t)
        for s, t in product(range(len(before)), repeat=2)
        if (before[s] < before[t] and after[s] >= after[t])
        or (before[s] == before[t] and after[s] > after[t])
    )
