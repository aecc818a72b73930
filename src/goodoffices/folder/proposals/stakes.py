"""What each side wants for itself: its stakes in the dispute.

Who wants, refuses, demands or threatens something often is a side of the dispute. What is asked of
both sides at once is no stake of whoever asks, for a mediator urges and insists as well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from goodoffices.folder.proposals.grounds import Bid, peaceable

STAKES = frozenset({"want", "refuse", "demand", "threat"})
"""Kinds of bids that only a side of the dispute makes often."""
BARGAINS = STAKES | {"offer", "accept"}
"""Kinds of bids that tell a side of the dispute from whoever only speaks of it, or has a trade."""
FEWEST_STAKES = 2
"""How often somebody must want something for itself to be a side, or one as well as a mediator."""


@dataclass(frozen=True)
class Stakes:
    """The bids of some pages, read for what each side wants for itself.

    ``blocs`` are the ids of the blocs of states, ``turned`` is who turns to both sides, each with
    the claim that says so.
    """

    bids: tuple[Bid, ...]
    blocs: frozenset[str]
    turned: frozenset[tuple[str, str]]

    @cached_property
    def own(self) -> tuple[Bid, ...]:
        """What sides want, refuse and threaten for themselves.

        No bloc of states does that wants "the dispute resolved", or is asked to watch a truce.
        """
        return tuple(
            b
            for b in self.bids
            if b.kind in STAKES and (b.party, b.claim) not in self.turned
            if b.party not in self.blocs or not (b.by or peaceable(b.phrase))
        )

    @cached_property
    def times(self) -> Counter[str]:
        """For each side: how often it wants, refuses, demands or threatens something."""
        return Counter(b.party for b in self.own)

    @cached_property
    def staking(self) -> frozenset[str]:
        """Whoever wants, refuses or threatens something: not only that others do something."""
        asked = {(bid.by, bid.claim) for bid in self.bids if bid.kind == "demand" and bid.by}
        told = Counter(b.party for b in self.own if (b.party, b.claim) not in asked)
        return frozenset(side for side, times in told.items() if times >= FEWEST_STAKES)
