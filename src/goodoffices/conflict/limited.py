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
from goodoffices.conflict.least import LeastBy, Longs, least_by
from goodoffices.conflict.levels import densify
from goodoffices.conflict.moves import Codes, Moves

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
        as for :func:`goodoffices.conflict.stability.solve`. The cost is proportional to states ×
        horizon × parties³ for flips of options; moves that are listed are each looked at
        horizon × parties times.
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
    least = [least_by(party, codes, levels[0].size) for party in moves]
    return np.stack([_judged(i, least, levels, horizon) for i in range(len(least))])


def _judged(
    party: int, least: list[LeastBy], levels: list[Longs], horizon: int
) -> NDArray[np.bool_]:
    """Return whether a party stays in each state, (n,).

    ``least`` are each party's moves, ``levels`` its ranks, (n,).
    """
    size = levels[party].size
    states, square = np.arange(size), size * size
    # what a mover takes first: its best; among its ties the judged party's worst
    taken = [lv * square + (size - 1 - levels[party]) * size + states for lv in levels]
    # what it reckons with first, of what others would do: its worst, and the judged party's
    feared = [lv * square + levels[party] * size + size - 1 - states for lv in levels]
    ends = [states] * len(levels)  # by whose move it is, none left
    for _move in range(horizon):
        before = ends
        after = [_followed(j, before, feared[j]) for j in range(len(levels))]
        ends = []
        for level, key, end, by in zip(levels, taken, after, least, strict=True):
            best = by(key[end])
            ends.append(np.where(best < level * square, best % size, states))
        if all((one == other).all() for one, other in zip(ends, before, strict=True)):
            break  # and so it goes on
    return np.asarray(ends[party] == states)


def _followed(mover: int, ends: list[Longs], feared: Longs) -> Longs:
    """Return where things end, (n,), after a party has moved to each state and others may move on.

    ``ends`` are, for each party, (n,) where things end from each state if it has the move there;
    ``feared`` (n,) are the larger the more the mover reckons with a state.
    """
    states = np.arange(feared.size)
    follows, worst = states, np.full(feared.size, -1)
    for other, end in enumerate(ends):
        if other != mover:
            badness = np.where(end == states, -1, feared[end])
            worse = badness > worst
            follows, worst = np.where(worse, end, follows), np.where(worse, badness, worst)
    return follows
