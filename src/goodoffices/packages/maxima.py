"""Which of many points are dominated by none: the kernels under the Pareto frontier.

Kung, Luccio & Preparata (1975), "On finding the maxima of a set of vectors", JACM 22(4). Points
come sorted, the best first coordinate first, so that a point can only be dominated by one before
it. Two coordinates then need a running maximum, three a staircase searched by halves, and more a
comparison with those kept so far. The loops are plain Python for a few points and compiled by
numba, which is imported only then, for many (:mod:`goodoffices.base.compiled`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.compiled import compiled

FEW = 2_000
"""Up to how many points the loops are run as they are."""
MOST_PLAIN = 200_000
"""Coordinates that are gone through uncompiled where numba is not installed."""

Integers = NDArray[Any]  # int64, or Python's integers where worths need more than 63 bits


def undominated(columns: list[Integers]) -> NDArray[np.bool_]:
    """Tell which points are dominated by no other.

    Parameters
    ----------
    columns
        one (n,) array for each coordinate; the points are distinct and sorted descending by the
        first coordinate, then the second, and so on.

    Returns
    -------
    NDArray[np.bool_]
        (n,), true where no other point is at least as good in every coordinate.
    """
    size = columns[0].size
    kept: NDArray[np.bool_] = np.zeros(size, dtype=np.bool_)
    if len(columns) == 1:
        kept[:1] = True
        return kept
    if len(columns) == 2:
        return _running(columns[1])
    if columns[0].dtype == object:
        columns = [np.unique(column, return_inverse=True)[1] for column in columns]
    if len(columns) == 3:
        _loop("staircase", size)(columns[1], columns[2], kept)
    else:
        _loop("pairwise", size)(np.column_stack(columns[1:]), kept)
    return kept


def _running(second: Integers) -> NDArray[np.bool_]:
    """Two coordinates: a point stays if its second beats that of every point before it."""
    best = np.maximum.accumulate(second)
    kept: NDArray[np.bool_] = np.ones(second.size, dtype=np.bool_)
    kept[1:] = second[1:] > best[:-1]
    return kept


def staircase(second: Integers, third: Integers, kept: NDArray[np.bool_]) -> None:
    """Three coordinates: keep the stairs that the second and third of earlier points form.

    ``y`` ascends and ``z`` descends along the stairs; a point is dominated if the first stair at
    or beyond its second coordinate is at least as high as its third. Marks ``kept`` in place.
    """
    y = np.empty(second.size, dtype=np.int64)
    z = np.empty(second.size, dtype=np.int64)
    size = 0
    for k in range(second.size):
        low, high = 0, size
        while low < high:
            middle = (low + high) // 2
            if y[middle] < second[k]:
                low = middle + 1
            else:
                high = middle
        if low < size and z[low] >= third[k]:
            continue
        kept[k] = True
        end = low
        if low < size and y[low] == second[k]:
            end = low + 1
        start = low
        while start > 0 and z[start - 1] <= third[k]:
            start -= 1
        shift = 1 - (end - start)
        if shift > 0:
            for j in range(size - 1, end - 1, -1):
                y[j + 1], z[j + 1] = y[j], z[j]
        elif shift < 0:
            for j in range(end, size):
                y[j + shift], z[j + shift] = y[j], z[j]
        y[start], z[start] = second[k], third[k]
        size += shift


def pairwise(points: NDArray[np.int64], kept: NDArray[np.bool_]) -> None:
    """Any number of coordinates: compare each point with those kept before it.

    ``points`` holds all coordinates but the first. Whoever dominated last is tried first, since
    neighbours tend to fall to the same point. Marks ``kept`` in place.
    """
    size, width = points.shape
    stay = np.empty(size, dtype=np.int64)
    count = 0
    for k in range(size):
        fallen = False
        for j in range(count):
            above = True
            for c in range(width):
                if points[stay[j], c] < points[k, c]:
                    above = False
                    break
            if above:
                stay[0], stay[j] = stay[j], stay[0]
                fallen = True
                break
        if not fallen:
            kept[k] = True
            stay[count] = k
            count += 1


def _loop(name: str, size: int) -> Callable[..., None]:
    """Return a loop as it is written for a few points, compiled for many."""
    return _LOOPS[name] if size <= FEW else _compiled(name)


@cache
def _compiled(name: str) -> Callable[..., None]:
    return compiled(_LOOPS[name], MOST_PLAIN)


_LOOPS: dict[str, Callable[..., None]] = {"staircase": staircase, "pairwise": pairwise}
