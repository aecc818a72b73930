"""Logistic regression with a penalty on the sum of weights, over marks that rows have or have not.

FISTA with a fixed number of steps, so that the same rows give the same weights; most come out at
nothing and are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

STEPS = 2000


def regressed(
    rows: Sequence[tuple[str, Collection[str], bool]], penalty: float, fewest: int
) -> dict[str, float]:
    """Return the weights of marks; each row has its group, its marks and whether it holds.

    A mark must be seen in so many groups as ``fewest`` says. The bias is under the empty mark.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for group, marks, _holds in rows:
        for mark in marks:
            seen[mark].add(group)
    known = {t: n for n, t in enumerate(sorted(t for t, s in seen.items() if len(s) >= fewest))}
    per = [sorted(known[t] for t in marks if t in known) for _group, marks, _holds in rows]
    of = np.repeat(np.arange(len(rows)), [len(p) for p in per])
    columns = np.array([n for p in per for n in p])
    y = np.array([1.0 if holds else 0.0 for _group, _marks, holds in rows])
    weights, bias = _descended(of, columns, y, len(known), penalty)
    found = {"": round(bias, 4)}
    return found | {t: w for t, n in known.items() if (w := round(float(weights[n]), 4))}


def _descended(
    of: np.ndarray, columns: np.ndarray, y: np.ndarray, width: int, penalty: float
) -> tuple[np.ndarray, float]:
    """Return weights and bias of the least penalised loss; ``of`` has each mark's row."""
    rows = len(y)

    def product(w: np.ndarray) -> np.ndarray:
        return np.bincount(of, w[columns], minlength=rows)

    def back(v: np.ndarray) -> np.ndarray:
        return np.bincount(columns, v[of], minlength=width)

    vector = np.ones(width)
    for _ in range(30):  # the greatest singular value, for the step
        vector = back(product(vector) + vector.sum() / width)
        vector /= np.linalg.norm(vector)
    step = 4.0 / (1.1 * (np.linalg.norm(product(vector)) ** 2 + rows))
    w = z = np.zeros(width)
    b = c = float(np.log(y.mean() / (1 - y.mean())))
    t = 1.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(product(z) + c))) - y
        moved = z - step * back(error)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * penalty, 0)
        bias = c - step * float(error.sum())
        later = (1 + np.sqrt(1 + 4 * t * t)) / 2
        z = new + (t - 1) / later * (new - w)
        c = bias + (t - 1) / later * (bias - b)
        w, b, t = new, bias, later
    return w, b
