"""Which coalitions could block a package, and which packages none could: the core, without points.

Worths of different parties are never added up here. A coalition that may sign by itself (so many
parties, those with a veto among them) blocks a package where there is another that each member
would sign and that is worth more to each. A package that crosses a member's red line is worse to it
than any it would sign. The core is what can be signed and no coalition blocks (Gillies 1959,
"Solutions to general non-zero-sum games", Annals of Mathematics Studies 40; without transfers:
Aumann & Peleg 1960, "Von Neumann–Morgenstern solutions to cooperative games without side payments",
Bulletin of the AMS 66). Where nobody has a veto it may be empty, as with Condorcet's three orders.

Worths are taken as their places in each party's own order. A blocking package can be exchanged for
one that is as good to everybody who would sign it, so only undominated ones are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.packages.maxima import undominated

MOST_COMPARED = 3_000_000_000
"""Worths that are compared before the core is given up."""

Ranks = NDArray[np.int64]


@dataclass(frozen=True)
class Objection:
    """Parties, by their ids, who could sign a package that each of them prefers."""

    coalition: tuple[str, ...]
    package: dict[str, str]


@dataclass(frozen=True)
class Standings:
    """Packages as each party ranks them.

    Attributes
    ----------
    signed
        (packages, parties): the place of a package in the party's order, 0 the worst; -1 where it
        would not sign it.
    suffered
        (packages, parties): the same; -1 only where it crosses a red line of the party.
    possible
        (packages,): whether enough parties would sign it.
    at_least, vetoes
        how many must sign, and the places of those who must be among them.
    """

    signed: Ranks
    suffered: Ranks
    possible: NDArray[np.bool_]
    at_least: int
    vetoes: tuple[int, ...]

    def _able(self, members: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which coalitions, (n, parties), may sign by themselves."""
        able: NDArray[np.bool_] = members.sum(axis=1) >= self.at_least
        for party in self.vetoes:
            able &= members[:, party]
        return able

    def _rivals(self) -> NDArray[np.int64]:
        """Return the places of packages that could be signed, of which none is as good as another.

        None is below another for any who would sign; those alike stand once, the first of them.
        """
        places = np.flatnonzero(self.possible)
        if not places.size:
            return places
        points, first = np.unique(self.signed[places], axis=0, return_index=True)
        points, first = points[::-1], first[::-1]
        kept = undominated([points[:, k].copy() for k in range(points.shape[1])])
        return np.sort(places[first[kept]])

    def core(self) -> NDArray[np.bool_] | None:
        """Return which packages can be signed and none blocks, (packages,).

        None where more than ``MOST_COMPARED`` worths would have to be compared.
        """
        found = np.zeros(self.possible.size, dtype=bool)
        places = np.flatnonzero(self.possible)
        if not places.size:
            return found
        points, same = np.unique(self.suffered[places], axis=0, return_inverse=True)
        left, compared = np.arange(len(points)), 0
        for rival in self.signed[self._rivals()]:
            compared += left.size * rival.size
            if compared > MOST_COMPARED:
                return None
            left = left[~self._able(rival > points[left])]
        stays = np.zeros(len(points), dtype=bool)
        stays[left] = True
        found[places] = stays[same.ravel()]
        return found

    def objections(self, place: int) -> list[tuple[tuple[int, ...], int]]:
        """Return the largest coalitions that block a package, each with the place of another."""
        rivals = self._rivals()
        members = self.signed[rivals] > self.suffered[place]
        able = self._able(members)
        chosen: dict[frozenset[int], int] = {}
        for who, rival in zip(members[able], rivals[able], strict=True):
            chosen.setdefault(frozenset(np.flatnonzero(who).tolist()), int(rival))
        largest = [who for who in chosen if not any(who < other for other in chosen)]
        listed = sorted(largest, key=lambda who: (-len(who), sorted(who)))
        return [(tuple(sorted(who)), chosen[who]) for who in listed]


def ranks(totals: Sequence[NDArray[np.generic]]) -> Ranks:
    """Return the place of each package in each party's order, (packages, parties)."""
    return np.stack(
        [np.unique(total, return_inverse=True)[1].ravel() for total in totals], axis=1
    ).astype(np.int64)
