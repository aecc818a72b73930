"""The bargaining solutions: which efficient packages each of four ideas of fairness points to.

Gains are over the walk-away. Each rule maximises a score over the efficient packages at or above
every walk-away; all that tie are returned. Scores are screened in floating point with room to
spare, and those near the best are compared as fractions, so a tie is a tie.

=================== ================================================ =============================
rule                 score                                            source
=================== ================================================ =============================
Nash                 product of gains                                 Nash 1950
Kalai–Smorodinsky    smallest gain as a share of the party's best     Kalai & Smorodinsky 1975
egalitarian          smallest gain                                    Kalai 1977
utilitarian          sum of worths                                    Harsanyi 1955
=================== ================================================ =============================

Nash and Kalai–Smorodinsky do not depend on the units in which a party's worths are written. The
egalitarian and utilitarian rules compare one party's units with another's, and mean something only
where both were written on one scale, such as points out of 100.

Nash (1950), "The bargaining problem", Econometrica 18; Kalai & Smorodinsky (1975), "Other
solutions to Nash's bargaining problem", Econometrica 43; Kalai (1977), "Proportional solutions to
bargaining situations", Econometrica 45; Harsanyi (1955), "Cardinal welfare, individualistic
ethics, and interpersonal comparisons of utility", Journal of Political Economy 63.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = list[int]
Gains = Callable[[int], tuple[Fraction, ...]]

NEAR = 1e-9
"""Scores within this share of the best are compared exactly; rounding is a million times less."""


def nash(gains: NDArray[np.float64], exact: Gains) -> Rows:
    """Return the rows with the largest product of gains.

    Where some party can gain nothing in any package, every product is zero and all rows tie.
    """
    return _best((gains / _largest(gains)).prod(axis=1), lambda row: math.prod(exact(row)))


def kalai_smorodinsky(gains: NDArray[np.float64], exact: Gains, best: Sequence[Fraction]) -> Rows:
    """Return the rows in which the party that gets least of its best gain gets most of it.

    ``best`` is each party's largest gain over all packages at or above every walk-away. A party
    that can gain nothing is left out, since every share of nothing is alike.
    """
    asking = [i for i, b in enumerate(best) if b > 0]
    if not asking:
        return list(range(len(gains)))
    shares = gains[:, asking] / np.array([float(best[i]) for i in asking])
    return _best(shares.min(axis=1), lambda row: min(exact(row)[i] / best[i] for i in asking))


def egalitarian(gains: NDArray[np.float64], exact: Gains) -> Rows:
    """Return the rows with the largest smallest gain (max–min)."""
    return _best(gains.min(axis=1), lambda row: min(exact(row)))


def utilitarian(gains: NDArray[np.float64], exact: Gains) -> Rows:
    """Return the rows with the largest sum of gains, and so of worths."""
    return _best(gains.sum(axis=1), lambda row: sum(exact(row), start=Fraction(0)))


def _largest(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    largest = gains.max(axis=0)
    return np.where(largest > 0, largest, 1.0)


def _best(scores: NDArray[np.float64], exact: Callable[[int], Any]) -> Rows:
    """Return the rows with the largest score, compared exactly where floats cannot tell."""
    close = np.flatnonzero(scores >= scores.max() * (1 - NEAR))
    score = {int(row): exact(int(row)) for row in close}
    most = max(score.values())
    return [row for row, value in score.items() if value == most]
