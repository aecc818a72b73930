"""The efficient packages of a negotiation, and those that ideas of fairness point to.

A package is *efficient* when no other gives one party more and none less. It lies in the *zone of
possible agreement* when every party gets at least its walk-away (Raiffa 1982, *The Art and Science
of Negotiation*). All of it is *computed*, exactly, from worths that people judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from goodoffices.case.nouns import RedLine
from goodoffices.packages import solutions
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.frontier import Frontier, frontier
from goodoffices.packages.maxima import Integers

LISTED = 20
"""How many packages with the same worths are listed; their number is always told."""


@dataclass(frozen=True)
class Solution:
    """One vector of worths with the packages that have it.

    ``utilities`` are the parties' worths in their order; ``count`` is how many packages have them,
    of which the first few are in ``packages``.
    """

    utilities: tuple[Fraction, ...]
    packages: tuple[dict[str, str], ...]
    count: int


@dataclass(frozen=True)
class Gap:
    """What would open a zone of possible agreement: one party's walk-away falls so far.

    ``short`` is by how much, in the party's own units, and ``share`` the same as a share of what
    lies between its worst and its best package; ``solution`` is what could then be signed.
    """

    party: str
    short: Fraction
    share: Fraction
    solution: Solution


class EfficientPackages:
    """The efficient packages of a negotiation; everything is worked out when it is asked for.

    Attributes
    ----------
    negotiation
        what was analysed.
    frontier
        the efficient vectors of worths, exact.
    """

    def __init__(self, negotiation: Bargain, frontier: Frontier) -> None:
        self.negotiation, self.frontier = negotiation, frontier

    @classmethod
    def of(cls, negotiation: Bargain) -> Self:
        """Find the efficient packages of a negotiation."""
        return cls(negotiation, frontier(negotiation))

    # --- what there is --------------------------------------------------------------------------

    @property
    def outcomes(self) -> int:
        """How many packages there are in all."""
        return self.negotiation.size

    @cached_property
    def efficient(self) -> tuple[Solution, ...]:
        """Every distinct efficient vector of worths, from the first party's best to its worst."""
        return self.solutions_at(range(len(self.frontier.points)))

    @cached_property
    def pareto(self) -> tuple[Solution, ...]:
        """The efficient vectors of worths at or above every walk-away: what could be signed."""
        return self.solutions_at(self.zone)

    @cached_property
    def zone(self) -> list[int]:
        """The rows of the frontier at or above every walk-away."""
        return self.frontier.at_least(self.negotiation.walk_aways)

    # --- solutions ------------------------------------------------------------------------------

    @cached_property
    def nash(self) -> tuple[Solution, ...]:
        """The Nash bargaining solution: the largest product of gains over the walk-aways."""
        return self._ties(solutions.nash(self._gains, self._gain)) if self.zone else ()

    @cached_property
    def kalai_smorodinsky(self) -> tuple[Solution, ...]:
        """The largest smallest gain, each as a share of the party's best within the zone."""
        if not self.zone:
            return ()
        best = [self._gain(int(np.argmax(column)))[i] for i, column in enumerate(self._whole.T)]
        return self._ties(solutions.kalai_smorodinsky(self._gains, self._gain, best))

    @cached_property
    def egalitarian_gain(self) -> tuple[Solution, ...]:
        """The largest smallest gain (max–min), in the units that were written."""
        return self._ties(solutions.egalitarian(self._gains, self._gain)) if self.zone else ()

    @cached_property
    def utilitarian(self) -> tuple[Solution, ...]:
        """The largest sum of worths, in the units that were written."""
        return self._ties(solutions.utilitarian(self._gains, self._gain)) if self.zone else ()

    # --- today ----------------------------------------------------------------------------------

    @cached_property
    def today(self) -> Solution | None:
        """How things stand, as a package; None where some issue's value of today is not known."""
        today = self.negotiation.today
        if today is None:
            return None
        return Solution(self.negotiation.worth_vector(today), (dict(today),), 1)

    @cached_property
    def better_than_today(self) -> tuple[Solution, ...]:
        """Efficient packages in the zone, at least as good as today for all and better for one."""
        if self.today is None:
            return ()
        now = self.today.utilities
        rows = self.frontier.at_least(list(map(max, now, self.negotiation.walk_aways)))
        return self.solutions_at(row for row in rows if self.worths_of(row) != now)

    # --- where nothing can be signed --------------------------------------------------------------

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the zone is empty: for each party, how far its walk-away alone would have to fall.

        The smallest share comes first. A party is missing where the others' walk-aways cannot all
        be met at once; then no single party can close the gap.
        """
        if self.zone:
            return ()
        gaps = [
            gap for i in range(len(self.negotiation.parties)) if (gap := self._gap(i)) is not None
        ]
        return tuple(sorted(gaps, key=lambda gap: gap.share))

    @cached_property
    def blocking(self) -> tuple[tuple[str, RedLine], ...]:
        """Where the zone is empty: red lines, each with its party, of which one alone closes it."""
        if self.zone:
            return ()
        return tuple(
            (party, line)
            for party in self.negotiation.parties
            for line in self.negotiation.worths[party].red_lines
            if EfficientPackages.of(self.negotiation.without(party, line)).zone
        )

    def _gap(self, party: int) -> Gap | None:
        others: list[Fraction | None] = list(self.negotiation.walk_aways)
        others[party] = None
        rows = self.frontier.at_least(others)
        if not rows:
            return None
        row = max(rows, key=lambda row: self.frontier.points[row, party])
        solution = self.solutions_at([row])[0]
        short = self.negotiation.walk_aways[party] - solution.utilities[party]
        span = self.frontier.scale.unit[party] * self.frontier.layout.spans[party]
        share = short / span if span else Fraction(1)
        return Gap(self.negotiation.parties[party], short, share, solution)

    # --- rows of the frontier ---------------------------------------------------------------------

    def worths_of(self, row: int) -> tuple[Fraction, ...]:
        """Return the worths at a row of the frontier."""
        return self.frontier.scale.worth(self.frontier.points[row])

    def _gain(self, place: int) -> tuple[Fraction, ...]:
        """Return the exact gains at a place of the zone."""
        worth = self.worths_of(self.zone[place])
        return tuple(w - r for w, r in zip(worth, self.negotiation.walk_aways, strict=True))

    @cached_property
    def _gains(self) -> NDArray[np.float64]:
        """The gains of every place of the zone, (places, parties), near enough to screen by."""
        scale = self.frontier.scale
        columns = []
        for i, away in enumerate(self.negotiation.walk_aways):
            column = self._whole[:, i]
            least = int(column.min())
            first = float(scale.offset[i] + scale.unit[i] * least - away)
            columns.append((column - least).astype(float) * float(scale.unit[i]) + first)
        return np.column_stack(columns)

    @cached_property
    def _whole(self) -> Integers:
        """The zone as whole numbers of the scale, (places, parties)."""
        return self.frontier.points[self.zone]

    def _ties(self, places: Iterable[int]) -> tuple[Solution, ...]:
        """Return places of the zone as solutions, the first party's worst first."""
        return self.solutions_at([self.zone[place] for place in places][::-1])

    def solutions_at(self, rows: Iterable[int]) -> tuple[Solution, ...]:
        """Return rows of the frontier with their packages."""
        rows = list(rows)
        counts = self.frontier.counts(rows) if rows else []
        return tuple(
            Solution(self.worths_of(row), self.frontier.packages(row, LISTED), count)
            for row, count in zip(rows, counts, strict=True)
        )
