"""Ranks as the kernels take them: whole numbers from 0, the best, without gaps."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def densify(key: NDArray[np.int64]) -> NDArray[np.int32]:
    """Turn any whole numbers, (n,), the smaller the better, into ranks 0, 1, 2, … without gaps."""
    if key.size == 0:
        return key.astype(np.int32)
    low = int(key.min())
    reach = int(key.max()) - low + 1
    if reach > 4 * key.size:
        return np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int32)
    seen = np.zeros(reach, dtype=np.int32)
    seen[key - low] = 1
    rank: NDArray[np.int32] = (np.cumsum(seen, dtype=np.int32) - 1)[key - low]
    return rank


def as_levels(ranks: ArrayLike) -> NDArray[np.int32]:
    """Return ranks, (n,), as whole numbers from 0 to below n, gaps allowed."""
    levels = np.asarray(ranks)
    whole = levels.size and levels.dtype.kind in "iu"
    if whole and levels.min() >= 0 and levels.max() < levels.size:
        return levels.astype(np.int32, copy=False)
    return densify(levels.astype(np.int64))


def bars(levels: NDArray[np.integer[Any]], strength: ArrayLike, degree: int) -> NDArray[np.int64]:
    """Return, for each rank, the best rank that is worse by a number of degrees.

    Parameters
    ----------
    levels
        (n,) ranks.
    strength
        (levels,) by how many degrees rank k - 1 is preferred to rank k; all by 1 where it is empty.
        Between ranks further apart it is the largest of those between them.
    degree
        how many degrees; of 0 degrees is whatever is no better.

    Returns
    -------
    (ranks,) ranks; their number where nothing is worse by so much.
    """
    count = int(levels.max(initial=-1)) + 1
    ranks = np.arange(count, dtype=np.int64)
    if degree == 0:
        return ranks
    steps = np.ones(count, dtype=np.int64)
    steps[: np.size(strength)] = np.asarray(strength, dtype=np.int64)[:count]
    wide = np.flatnonzero(steps[1:] >= degree) + 1
    bar: NDArray[np.int64] = np.append(wide, count)[np.searchsorted(wide, ranks, side="right")]
    return bar
