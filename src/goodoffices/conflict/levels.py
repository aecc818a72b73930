"""Ranks as the kernels take them: whole numbers from 0, the best, without gaps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


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
