"""From a party's preference statements to its ranking of the states (option prioritisation).

Statements are ordered, the most important first. State s is ranked above state t when the first
statement that tells them apart is true of s: the ranking is lexicographic in the statements'
truth. Fang, Hipel, Kilgour & Peng (2003), "A decision support system for interactive decision
making, part I", IEEE Trans. SMC-C 33(1): 42-55, section IV.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.conditions import Condition

_BITS = 62  # statements that fit in one 64-bit key with room for the sign


class Truths(Mapping[str, NDArray[np.bool_]]):
    """The truth of each option in every state, made when it is asked for and not kept.

    ``codes`` holds each state's options as bits.
    """

    def __init__(self, options: Sequence[str], codes: NDArray[np.int64]) -> None:
        self.bits = {option: bit for bit, option in enumerate(options)}
        self.codes = codes

    def __getitem__(self, option: str) -> NDArray[np.bool_]:
        return np.not_equal(self.codes & np.int64(1 << self.bits[option]), 0)

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
    key: NDArray[np.int64] = np.zeros(size, dtype=np.int64)
    reach = 1  # keys are below this
    for statement in statements:
        if reach > 1 << _BITS - 1:
            key, reach = densify(key).astype(np.int64), size
        failed = ~statement.evaluate(truths)
        key = 2 * key + failed
        reach *= 2
    return densify(key)


def densify(key: NDArray[np.int64]) -> NDArray[np.int32]:
    """Turn any whole numbers, the smaller the better, into ranks 0, 1, 2, … without gaps."""
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
