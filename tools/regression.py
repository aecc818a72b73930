"""Logistic regression over marks that rows have or have not, with a penalty on weights.

FISTA with a fixed number of steps, so that the same rows give the same weights. Under a penalty on
the sum of weights most come out at nothing; one on their squares keeps all small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np

STEPS = 2000


def regressed(
    rows: Sequence[tuple[str, Collection[str], bool]],
    penalty: float,
    fewest: int,
    *,
    ridge: float = 0.0,
) -> dict[str, float]:
    """Return the weights of marks; each row has its group, its marks and whether it holds.

    A mark must be seen in so many groups as ``fewest`` says. The bias is under the empty mark.
    ``penalty`` is on the sum of weights, ``ridge`` on half the sum of their squares.
    """
    known = often(((group, marks) for group, marks, _holds in rows), fewest)
    sure = [(known.intersection(marks), holds) for _group, marks, holds in rows]
    weights = descended(sure, lasso=penalty, ridge=ridge)
    return {mark: w for mark, value in weights.items() if (w := round(value, 4)) or not mark}


def often(told: Iterable[tuple[str, Collection[str]]], fewest: int) -> frozenset[str]:
    """Return the marks that at least so many groups have."""
    seen: dict[str, set[str]] = defaultdict(set)
    for group, marks in told:
        for mark in marks:
            seen[mark].add(group)
    return frozenset(mark for mark, some in seen.items() if len(some) >= fewest)


def descended(
    rows: Sequence[tuple[Collection[str], bool]],
    *,
    lasso: float = 0.0,
    ridge: float = 0.0,
    steps: int = STEPS,
) -> dict[str, float]:
    """Return the weights of marks with the least penalised loss; the bias is under no mark.

    ``lasso`` is the penalty on the sum of weights, ``ridge`` that on half the sum of their squares.
    """
    names = sorted(set().union(*(marks for marks, _holds in rows)))
    known = {mark: n for n, mark in enumerate(names)}
    per = [sorted(known[one] for one in marks) for marks, _holds in rows]
    of = np.repeat(np.arange(len(rows)), [len(own) for own in per])
    columns = np.array([n for own in per for n in own], dtype=int)
    y = np.array([float(holds) for _marks, holds in rows])

    def product(w: np.ndarray) -> np.ndarray:
        return np.bincount(of, w[columns], minlength=len(rows))

    def back(v: np.ndarray) -> np.ndarray:
        return np.bincount(columns, v[of], minlength=len(names))

    vector = np.ones(len(names))
    for _ in range(30):  # the greatest singular value, for the step
        vector = back(product(vector) + vector.sum() / len(names))
        vector /= np.linalg.norm(vector)
    step = 1 / ((np.linalg.norm(product(vector)) ** 2 + len(rows)) / 4 * 1.1 + ridge)
    w = z = np.zeros(len(names))
    b = c = float(np.log(y.mean() / (1 - y.mean())))
    t = 1.0
    for _ in range(steps):
        error = 1 / (1 + np.exp(-(product(z) + c))) - y
        moved = z - step * (back(error) + ridge * z)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * lasso, 0)
        bias = c - step * float(error.sum())
        later = (1 + np.sqrt(1 + 4 * t * t)) / 2
        z = new + (t - 1) / later * (new - w)
        c = bias + (t - 1) / later * (bias - b)
        w, b, t = new, bias, later
    return {"": b} | dict(zip(names, map(float, w), strict=True))
