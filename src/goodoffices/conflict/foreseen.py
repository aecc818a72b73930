"""Why a party would stay or leave, looking so many moves ahead: what it foresees, as records.

What things come to is worked out again for the one state (:mod:`.limited`); :mod:`~.words.ahead`
makes the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.limited import Foresight, foresight
from goodoffices.conflict.walk import Walker


@dataclass(frozen=True, slots=True, kw_only=True)
class ForesightReason:
    """What a party foresees from one state; states and parties counted from 0.

    Attributes
    ----------
    horizon
        how many moves it looks ahead.
    forever
        whether it stays so however much further it looks, where that was asked; at ``horizon`` it
        then leaves where it does not.
    leaves
        whether it moves.
    target, end
        where it moves, or would best move, and where things would end; None where it cannot move.
    """

    party: int
    state: int
    horizon: int
    forever: bool
    leaves: bool
    target: int | None = None
    end: int | None = None


class Foreseer:
    """Finds what parties of one conflict foresee."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict, self.walker = conflict, Walker(conflict)
        self.view: Foresight = foresight(conflict.movement, conflict.ranks, conflict.codes)

    def reason(self, state: int, party: int, horizon: int | None) -> ForesightReason:
        """Return what a party foresees at a horizon; however far, where that is None.

        However far: at the first of the horizons that come round again at which it leaves, if there
        is one.
        """
        if horizon is not None:
            return self._at(state, party, horizon, forever=False)
        horizons = self.view.circle(party)
        first = self._at(state, party, horizons.start, forever=True)
        if first.leaves:
            return first
        later = (self._at(state, party, each, forever=True) for each in horizons[1:])
        return next((reason for reason in later if reason.leaves), first)

    def _at(self, state: int, party: int, horizon: int, *, forever: bool) -> ForesightReason:
        reach = self.walker.reach(party, state).tolist()
        rank = self.conflict.ranks[party]
        target = end = None
        if reach:
            after = self.view.after(party, horizon)
            target = min(reach, key=lambda t: (int(rank[after[t]]), t))
            end = int(after[target])
        return ForesightReason(
            party=party,
            state=state,
            horizon=horizon,
            forever=forever,
            leaves=end is not None and bool(rank[end] < rank[state]),
            target=target,
            end=end,
        )
