"""From a party's preference statements to its ranking of the states (option prioritisation).

Statements are ordered, the most important first. State s is ranked above state t when the first
statement that tells them apart is true of s: the ranking is lexicographic in the statements'
truth. Fang, Hipel, Kilgour & Peng (2003), "A decision support system for interactive decision
making, part I", IEEE Trans. SMC-C 33(1): 42-55, section IV.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.conditions import Condition

_AT_ONCE = 32  # statements that fit in one 64-bit key beside a rank
_CHUNK = 1 << 15  # states looked at together


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
