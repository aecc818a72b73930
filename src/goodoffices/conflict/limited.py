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

A state is *non-myopically* stable (NM) where it is L_h stable for every horizon from some one on
(Kilgour 1985; Fang, Hipel & Kilgour 1993, chapter 3). *Stackelberg* stability lets one of two
parties lead: it is L_2 for the leader and Nash for the other.
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

MOST_HORIZON = 100_000
"""Moves ahead within which a cycle must show, of what all horizons have in common."""


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
        horizon × parties³ for flips of options, parties² where nobody ranks two states alike;
        moves that are listed are each looked at as often.
    horizon
        how many moves ahead are looked at, at least 1.

    Returns
    -------
    (parties, n) booleans.
    """
    if horizon < 1:
        raise UsageError(finding("GO413.horizon", horizon=horizon))
    looking = foresight(moves, ranks, codes)
    if looking.strict:  # no tie is left to whoever judges
        ends = looking.at(0, horizon)
        return np.stack([_stays(ends, i) for i in range(len(ranks))])
    return np.stack([_stays(looking.at(i, horizon), i) for i in range(len(ranks))])


def solve_nonmyopic(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    *,
    codes: Codes | None = None,
) -> NDArray[np.bool_]:
    """Return which states are non-myopically stable for which party.

    Those that are L_h stable for every horizon from some horizon on (Kilgour 1985; Fang, Hipel &
    Kilgour 1993, chapter 3). Where things end as the horizon grows goes round in a cycle sooner or
    later; that is found, and each horizon in it looked at.

    Parameters
    ----------
    moves, ranks, codes
        as for :func:`solve_limited`.

    Returns
    -------
    (parties, n) booleans.

    Raises
    ------
    CaseError
        GO406 for too many states, or where no cycle is found within 100,000 moves.
    """
    looking = foresight(moves, ranks, codes)
    return np.stack([looking.forever(i) for i in range(len(ranks))])


def solve_stackelberg(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    leader: int,
    *,
    codes: Codes | None = None,
) -> NDArray[np.bool_]:
    """Return which states are Stackelberg stable for two parties, of which one leads.

    L_2 stable for the leader, who reckons with the follower's answer, and Nash stable for the
    follower; an equilibrium is both (Fang, Hipel & Kilgour 1989, "Conflict models in graph form:
    solution concepts and their interrelationships", European Journal of Operational Research 41:
    86-100).

    Parameters
    ----------
    moves, ranks, codes
        as for :func:`solve_limited`, of two parties.
    leader
        the place of the party that leads, 0 or 1.

    Returns
    -------
    (2, n) booleans.

    Raises
    ------
    UsageError
        GO442 for other than two parties, or a leader who is neither.
    """
    if len(moves) != 2 or leader not in (0, 1):
        raise UsageError(finding("GO442.leader"))
    looking = foresight(moves, ranks, codes)
    return np.stack([_stays(looking.at(i, 2 if i == leader else 1), i) for i in range(2)])


def foresight(
    moves: Sequence[ArrayLike | Moves], ranks: Sequence[ArrayLike], codes: Codes | None
) -> Foresight:
    """Check what is given, as for :func:`solve_limited`, and make it ready for looking ahead."""
    if len(moves) < 2 or len(ranks) != len(moves):
        raise UsageError(finding("GO413.two_or_more"))
    levels = [densify(np.asarray(r, dtype=np.int64)).astype(np.int64) for r in ranks]
    if len({level.size for level in levels}) != 1 or levels[0].size > MOST_STATES:
        raise CaseError(finding("GO406.limited", most=MOST_STATES))
    return Foresight([least_by(party, codes, levels[0].size) for party in moves], levels)


Ends = list[Longs]
"""By whose move it is: where things end from each state, (n,)."""


def _stays(ends: Ends, party: int) -> NDArray[np.bool_]:
    """Return whether a party that has the move would stay in each state, (n,)."""
    return np.asarray(ends[party] == np.arange(ends[party].size))


def _alike(some: Ends, others: Ends) -> bool:
    return all((one == other).all() for one, other in zip(some, others, strict=True))


class Foresight:
    """Where things end if parties look so many moves ahead.

    ``least`` are each party's moves, ``levels`` its ranks, (n,).
    """

    def __init__(self, least: list[LeastBy], levels: list[Longs]) -> None:
        self.least, self.levels = least, levels
        self.states = np.arange(levels[0].size)

    @property
    def strict(self) -> bool:
        """Whether nobody is indifferent between any states, so that all judge alike."""
        return all(int(level.max()) == level.size - 1 for level in self.levels)

    def at(self, party: int, horizon: int) -> Ends:
        """Return where things end at a horizon, as one party judges them."""
        keys, ends = self._keys(party), [self.states] * len(self.levels)
        for _move in range(horizon):
            before, ends = ends, self._further(ends, *keys)
            if _alike(ends, before):
                break  # and so it goes on
        return ends

    def after(self, party: int, horizon: int) -> Longs:
        """Return where things end, (n,), once a party has moved to each state, at a horizon."""
        _taken, feared = self._keys(party)
        return _followed(party, self.at(party, horizon - 1), feared[party])

    def forever(self, party: int) -> NDArray[np.bool_]:
        """Return whether a party stays in each state, (n,), at every horizon from some one on."""
        horizons, keys = self.circle(party), self._keys(party)
        ends = self.at(party, horizons.start - 1)
        stays = np.ones(self.states.size, dtype=bool)
        for _horizon in horizons:
            ends = self._further(ends, *keys)
            stays &= _stays(ends, party)
        return stays

    def circle(self, party: int) -> range:
        """Return horizons that are between them all that there are from some one on.

        Brent (1980), "An improved Monte Carlo factorization algorithm": the mark, with which each
        is compared, moves up after 1, 2, 4, ... steps.
        """
        keys = self._keys(party)
        mark = ends = [self.states] * len(self.levels)
        marked, wait = 0, 1
        for horizon in range(1, MOST_HORIZON + 1):
            ends = self._further(ends, *keys)
            if _alike(ends, mark):
                return range(marked + 1, horizon + 1)
            if horizon - marked == wait:
                mark, marked, wait = ends, horizon, 2 * wait
        raise CaseError(finding("GO406.horizon", most=MOST_HORIZON))

    def _keys(self, party: int) -> tuple[list[Longs], list[Longs]]:
        """Return what each mover takes first, and what it reckons with first, as numbers."""
        size, judged = self.states.size, self.levels[party]
        square, states = size * size, self.states
        # its best first; among its ties the judged party's worst
        taken = [lv * square + (size - 1 - judged) * size + states for lv in self.levels]
        # of what others would do its worst first, and the judged party's
        feared = [lv * square + judged * size + size - 1 - states for lv in self.levels]
        return taken, feared

    def _further(self, ends: Ends, taken: list[Longs], feared: list[Longs]) -> Ends:
        """Return where things end if one more move is looked ahead."""
        size = self.states.size
        after = [_followed(j, ends, feared[j]) for j in range(len(ends))]
        further = []
        for level, key, end, by in zip(self.levels, taken, after, self.least, strict=True):
            best = by(key[end])
            further.append(np.where(best < level * size * size, best % size, self.states))
        return further


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
