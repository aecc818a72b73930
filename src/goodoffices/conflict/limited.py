"""Limited-move stability L_h: a party looks h moves ahead and reckons that the others do too.

Two parties (Kilgour 1985; Fang, Hipel & Kilgour 1993, chapter 3; Xu et al. 2018, chapter 4). Let
G_h(i, s) be where things end when i has the move at s and h moves are left: i moves to the state t
from which G_{h-1}(other, t) is best for it, unless s itself is at least as good; who does not move
ends it. A state is L_h stable for i where G_h(i, s) = s. L_1 is Nash.

More parties. The literature has several definitions that differ in who is thought to move next
(Fang, Hipel & Kilgour 1993, chapter 4, has one; it was not at hand to compare). Decided here is
this one: no party moves twice in a row; at t, of the others that would then move on, the mover
reckons with the one whose end it likes least; where none would, things end at t. With two parties
it is the definition above.

The published definition is for strict rankings. Where the mover is indifferent between several best
ends, the one that the party being judged likes least is taken: it counts on no favours. Where it,
too, is indifferent, the state with the lowest number is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict.levels import densify
from goodoffices.conflict.moves import Codes, Moves, listed_moves

MOST_STATES = 1 << 20


def solve_limited(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    horizon: int,
    *,
    codes: Codes | None = None,
) -> NDArray[np.bool_]:
    """Return which states are L_h stable for which party.

    Parameters
    ----------
    moves, ranks, codes
        as for :func:`goodoffices.conflict.stability.solve`; moves are listed, so that the cost is
        proportional to moves × horizon.
    horizon
        how many moves ahead are looked at, at least 1.

    Returns
    -------
    (parties, n) booleans.
    """
    if len(moves) < 2 or len(ranks) != len(moves):
        raise UsageError(finding("GO413.two_or_more"))
    if horizon < 1:
        raise UsageError(finding("GO413.horizon", horizon=horizon))
    levels = [densify(np.asarray(r, dtype=np.int64)).astype(np.int64) for r in ranks]
    if len({level.size for level in levels}) != 1 or levels[0].size > MOST_STATES:
        raise CaseError(finding("GO406.limited", most=MOST_STATES))
    pairs = [listed_moves(party, codes) for party in moves]
    return np.stack([_judged(i, pairs, levels, horizon) for i in range(len(pairs))])


def _judged(
    party: int,
    pairs: list[NDArray[np.int64]],
    levels: list[NDArray[np.int64]],
    horizon: int,
) -> NDArray[np.bool_]:
    """Return whether a party stays in each state, (n,).

    ``pairs`` are each party's moves, (k, 2), ``levels`` its ranks, (n,).
    """
    states = np.arange(levels[0].size)
    ends = [states] * len(pairs)  # by whose move it is, none left
    for _move in range(horizon):
        after = [_followed(j, ends, levels, party) for j in range(len(pairs))]
        ends = [_moved(j, after[j], pairs[j], levels, party) for j in range(len(pairs))]
    return np.asarray(ends[party] == states)


def _followed(
    mover: int, ends: list[NDArray[np.int64]], levels: list[NDArray[np.int64]], party: int
) -> NDArray[np.int64]:
    """Return where things end, (n,), after a party has moved to each state and others may move on.

    ``ends`` are, for each party, (n,) where things end from each state if it has the move there.
    """
    size = levels[party].size
    states = np.arange(size)
    follows, worst = states.copy(), np.full(size, -1)
    for other, end in enumerate(ends):
        if other != mover:
            badness = (levels[mover][end] * size + levels[party][end]) * size + size - 1 - end
            worse = (end != states) & (badness > worst)
            follows[worse], worst[worse] = end[worse], badness[worse]
    return follows


def _moved(
    mover: int,
    ends: NDArray[np.int64],
    pairs: NDArray[np.int64],
    levels: list[NDArray[np.int64]],
    party: int,
) -> NDArray[np.int64]:
    """Return where things end from each state, (n,), when one party has the move.

    ``ends`` is (n,): where things end once it has moved to a state; ``pairs`` its moves, (k, 2).
    """
    states = np.arange(ends.size)
    after = ends[pairs[:, 1]]
    better = levels[mover][after] < levels[mover][pairs[:, 0]]
    origin, after = pairs[better, 0], after[better]
    # by origin; the mover's best first; among its ties the judged party's worst
    order = np.lexsort((after, -levels[party][after], levels[mover][after], origin))
    first = np.unique(origin[order], return_index=True)
    moved = states.copy()
    moved[first[0]] = after[order][first[1]]
    return moved
