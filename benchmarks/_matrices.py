"""The field's published method as a plain peer: stability by dense matrices of states by states.

Xu, Hipel, Kilgour & Fang (2018), *Conflict Resolution Using the Graph Model*, chapter 4, two
parties. Products are made by the fastest means numpy has (single-precision BLAS on all cores).
"""

from __future__ import annotations

import numpy as np


def stable_states(reach: list[np.ndarray], ranks: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return concept → (2, n) booleans from (n, n) reachability matrices and (n,) ranks."""
    size = ranks[0].size
    found = {c: np.empty((2, size), dtype=bool) for c in ("Nash", "GMR", "SMR", "SEQ")}
    better = [(r[None, :] < r[:, None]).astype(np.float32) for r in ranks]  # from row to column
    gain = [j * p for j, p in zip(reach, better, strict=True)]
    for i, other in ((0, 1), (1, 0)):
        feared = (1 - better[i]).T  # row: where the others lead to; column: where it started
        back = np.sign(reach[i] @ better[i].T)  # it can go on above where it started
        found["Nash"][i] = ~gain[i].any(axis=1)
        for concept, answers, harm in (
            ("GMR", reach[other], feared),
            ("SMR", reach[other], feared * (1 - back)),
            ("SEQ", gain[other], feared),
        ):
            undeterred = 1 - np.sign(answers @ harm)
            found[concept][i] = np.einsum("st,ts->s", gain[i], undeterred) == 0
    return found


def reach_of(options: int, own: int) -> np.ndarray:
    """Return a party's reachability matrix where every combination of options is feasible."""
    codes = np.arange(1 << options)
    same = (codes[:, None] ^ codes[None, :]) & ~own == 0
    np.fill_diagonal(same, False)
    return same.astype(np.float32)
