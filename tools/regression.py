"""Logistic regression with a penalty on weights, over marks that rows have or have not, or counts.

FISTA with a fixed number of steps, so that the same rows give the same weights. Under a penalty on
the sum of weights most come out at nothing; one on their squares keeps all small. Over counts it is
Newton's method.
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


def bent_down(
    much: np.ndarray,
    holds: np.ndarray,
    penalty: float,
    *,
    counts: np.ndarray | None = None,
    steps: int = 30,
) -> list[float]:
    """Return the weights of what is counted, a column of ``much`` each, and the bias last.

    ``penalty`` is on half the sum of the squares of weights, each column taken by its spread.
    ``holds`` is 0 or 1 for each row; ``counts`` is how much each row counts, one where not given.
    """
    c = np.ones(len(much)) if counts is None else counts
    middle = np.average(much, axis=0, weights=c)
    spread = np.maximum(np.sqrt(np.average((much - middle) ** 2, axis=0, weights=c)), 1e-6)
    x = np.column_stack([(much - middle) / spread, np.ones(len(much))])
    held = penalty * np.append(np.ones(much.shape[1]), 0.0)
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(x @ w)))
        bent = (x.T * (c * np.maximum(p * (1 - p), 1e-6))) @ x + np.diag(held + 1e-9)
        w -= np.linalg.solve(bent, x.T @ (c * (p - holds)) + held * w)
    own = w[:-1] / spread
    return [*map(float, own), float(w[-1] - (own * middle).sum())]
