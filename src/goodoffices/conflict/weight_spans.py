"""Which outcomes a party may rank either way where weights of options are intervals, exactly.

Of two states the party prefers the one whose options weigh more together. Options that both take
make no difference, so over all weights within their intervals the difference lies between the
least that the one has alone less the most that the other has alone, and the reverse. Where 0 lies
between, or is one end, it is unknown which one is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.nouns import Interval, Ordering
from goodoffices.conflict.ranking import Truths

Weights = Mapping[int, Interval]
"""By an option's bit: the least and the most it may weigh."""


def spans_of(order: Ordering, truths: Truths) -> Weights:
    """Return the least and the most that each option may weigh, by its bit."""
    return {
        truths.bits[option]: order.spans.get(option, (weight, weight))
        for option, (weight, _basis) in order.weights.items()
    }


def either_way(weights: Weights, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the (k, 2) pairs of states of which either may weigh more, or as much at one end.

    Parameters
    ----------
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
    """Return numbers in whole units: as machine numbers where sums of them fit, else as any."""
    whole = [int(number * unit) for number in numbers]
    fits = sum(map(abs, whole)) < 1 << 60
    return np.array(whole, dtype=np.int64 if fits else object)
