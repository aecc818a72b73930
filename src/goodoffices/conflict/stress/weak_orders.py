"""All ways to rank a few things with ties allowed (weak orders), counted and found by number.

There are F(m) weak orders of m things: F(0) = 1 and F(m) = Σ C(m, k)·F(m − k) over the size k of
the class that comes first, from 1 to m (the Fubini numbers 1, 1, 3, 13, 75, 541, 4683, …).
Numbering them in the same way, the largest first class first, finds any of them by its number
without listing the others: number 0 is the tie of all.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import comb

LARGEST = 18
"""Things whose weak orders can still be numbered in 63 bits."""


@cache
def count(things: int) -> int:
    """Return how many weak orders of a number of things there are."""
    if not things:
        return 1
    return sum(comb(things, k) * count(things - k) for k in range(1, things + 1))


@lru_cache(maxsize=10_000)
def levels(things: int, number: int) -> tuple[int, ...]:
    """Return the level of each thing, 0 the first, in the weak order of a number."""
    levels = [0] * things
    left, level = list(range(things)), 0
    while left:
        size = len(left)
        for k in range(size, 0, -1):
            block = comb(size, k) * count(size - k)
            if number < block:
                break
            number -= block
        which, number = divmod(number, count(size - k))
        first = _chosen(size, k, which)
        for place in first:
            levels[left[place]] = level
        left = [thing for place, thing in enumerate(left) if place not in first]
        level += 1
    return tuple(levels)


def readings(things: int) -> int:
    """Return in how many ways a tie is read: every one, or three where it is too large."""
    return count(things) if things <= LARGEST else 3


def reading(things: int, number: int) -> tuple[int, ...]:
    """Return the level of each thing of a tie in one of its readings; number 0 is the tie."""
    if things <= LARGEST:
        return levels(things, number)
    listed = range(things)
    return ((0,) * things, tuple(listed), tuple(reversed(listed)))[number]


def in_order(things: int) -> int:
    """Return the number of the order 0, 1, 2, … without ties."""
    before = sum(comb(things, k) * count(things - k) for k in range(2, things + 1))
    return before + in_order(things - 1) if things > 1 else 0


def in_reverse(things: int) -> int:
    """Return the number of the order …, 2, 1, 0 without ties: the last there is."""
    return count(things) - 1


def _chosen(things: int, k: int, which: int) -> frozenset[int]:
    """Return the subset of k things of a number, in lexicographic order."""
    subset = []
    for thing in range(things):
        if not k:
            break
        with_it = comb(things - thing - 1, k - 1)
        if which < with_it:
            subset.append(thing)
            k -= 1
        else:
            which -= with_it
    return frozenset(subset)
