"""Which packages could be signed: the efficient ones, and those that ideas of fairness point to.

A package is *efficient* when no other gives one party more and none less. It lies in the *zone of
possible agreement* when every party gets at least its walk-away (Raiffa 1982, *The Art and Science
of Negotiation*). All of it is *computed*, exactly, from worths that people judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from html import escape

import numpy as np
from numpy.typing import NDArray

from goodoffices.analyse import solutions
from goodoffices.analyse.exact import shown
from goodoffices.analyse.frontier import Frontier, frontier
from goodoffices.analyse.maxima import Integers
from goodoffices.analyse.negotiation import Negotiation, from_case
from goodoffices.case import Case, CaseIssue, RedLine
from goodoffices.i18n import _, n_

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


def packages(negotiation: Negotiation | Case) -> Packages:
    """Find the efficient packages and the bargaining solutions among them.

    Parameters
    ----------
    negotiation
        a negotiation, or a case whose parties have worths.

    Raises
    ------
    CaseError
        where a case misses worths that are needed; every one is named.
    """
    if isinstance(negotiation, Case):
        negotiation = from_case(negotiation)
    return Packages(negotiation, frontier(negotiation))


class Packages:
    """The efficient packages of a negotiation; everything is worked out when it is asked for.

    Attributes
    ----------
    negotiation
        what was analysed.
    frontier
        the efficient vectors of worths, exact.
    """

    def __init__(self, negotiation: Negotiation, frontier: Frontier) -> None:
        self.negotiation, self.frontier = negotiation, frontier

    # --- what there is --------------------------------------------------------------------------

    @property
    def outcomes(self) -> int:
        """How many packages there are in all."""
        return self.negotiation.size

    @cached_property
    def efficient(self) -> tuple[Solution, ...]:
        """Every distinct efficient vector of worths, from the first party's best to its worst."""
        return self._solutions(range(len(self.frontier.points)))

    @cached_property
    def pareto(self) -> tuple[Solution, ...]:
        """The efficient vectors of worths at or above every walk-away: what could be signed."""
        return self._solutions(self.zone)

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
        return self._solutions(row for row in rows if self._worth(row) != now)

    # --- where nothing can be signed --------------------------------------------------------------

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the zone is empty: for each party, how far its walk-away alone would have to fall.

        The smallest share comes first. A party is missing where the others' walk-aways cannot all
        be met at once; then no single party can close the gap.
        """
        if self.zone:
            return ()
        found = [
            gap for i in range(len(self.negotiation.parties)) if (gap := self._gap(i)) is not None
        ]
        return tuple(sorted(found, key=lambda gap: gap.share))

    @cached_property
    def blocking(self) -> tuple[tuple[str, RedLine], ...]:
        """Where the zone is empty: red lines, each with its party, of which one alone closes it."""
        if self.zone:
            return ()
        return tuple(
            (party, line)
            for party in self.negotiation.parties
            for line in self.negotiation.worths[party].red_lines
            if packages(self.negotiation.without(party, line)).zone
        )

    def _gap(self, party: int) -> Gap | None:
        others: list[Fraction | None] = list(self.negotiation.walk_aways)
        others[party] = None
        rows = self.frontier.at_least(others)
        if not rows:
            return None
        row = max(rows, key=lambda row: self.frontier.points[row, party])
        solution = self._solutions([row])[0]
        short = self.negotiation.walk_aways[party] - solution.utilities[party]
        span = self.frontier.scale.unit[party] * self.frontier.layout.spans[party]
        share = short / span if span else Fraction(1)
        return Gap(self.negotiation.parties[party], short, share, solution)

    # --- in words ---------------------------------------------------------------------------------

    @property
    def summary(self) -> str:
        """Say in plain sentences what was found."""
        size, allowed = len(self.frontier.points), self.frontier.allowed
        possible = n_(
            "{count} package is possible.", "{count} packages are possible.", self.outcomes
        )
        lines = [possible.format(count=f"{self.outcomes:,}")]
        if allowed < self.outcomes:
            lines.append(
                n_(
                    "{count} crosses nobody's red line.",
                    "{count} cross nobody's red line.",
                    allowed,
                ).format(count=f"{allowed:,}")
            )
        efficient = n_(
            "{count} division of worths is efficient: nobody can gain without another losing.",
            "{count} divisions of worths are efficient: in these nobody can gain without "
            "another losing.",
            size,
        )
        lines += [efficient.format(count=f"{size:,}")] if size else []
        lines += [*self._zone_sentences()]
        if self.today is not None and self.zone:
            count = len(self.better_than_today)
            better = n_(
                "{count} of these is better than today for someone and worse for nobody.",
                "{count} of these are better than today for someone and worse for nobody.",
                count,
            )
            lines.append(better.format(count=f"{count:,}"))
        lines += [
            _("{party} has no worths in the case, and so no say in these packages.").format(
                party=name
            )
            for name in self.negotiation.silent
        ]
        return " ".join(lines)

    def _zone_sentences(self) -> Iterator[str]:
        count = len(self.zone)
        if count:
            yield n_(
                "{count} of them gives every party at least its walk-away.",
                "{count} of them give every party at least its walk-away.",
                count,
            ).format(count=f"{count:,}")
            return
        yield _(
            "There is no zone of possible agreement: no package gives every party its walk-away."
        )
        if self.gaps:
            yield self._gap_sentence()
        elif self.frontier.allowed:
            yield _("No single party could close the gap by lowering its walk-away.")
        for party, line in self.blocking:
            sentence = _("Without this red line of {party} there would be one: {line}.")
            yield sentence.format(
                party=self.negotiation.party_name(party),
                line=self.negotiation.describe(line.choices),
            )

    def _gap_sentence(self) -> str:
        gap = self.gaps[0]
        sentence = _(
            "Soonest to close the gap: if the walk-away of {party} fell by {short}, from {old} to "
            "{new}, this could be signed: {package}."
        )
        old = self.negotiation.worths[gap.party].walk_away
        return sentence.format(
            party=self.negotiation.party_name(gap.party),
            short=shown(gap.short),
            old=shown(old),
            new=shown(old - gap.short),
            package=self.negotiation.describe(gap.solution.packages[0]),
        )

    def rows(self) -> list[dict[str, str]]:
        """Return what could be signed as rows of a table, one for each division of worths.

        Where nothing could be signed, the rows are the efficient packages that fall short.
        """
        marks = self._marks()
        parties = _headings(self.negotiation)
        return [
            {
                **{
                    issue.name: _value_text(issue, solution.packages[0])
                    for issue in self.negotiation.issues
                },
                **{
                    heading: shown(worth)
                    for heading, worth in zip(parties, solution.utilities, strict=True)
                },
                _("packages"): str(solution.count),
                _("which"): ", ".join(marks.get(solution.utilities, [])),
            }
            for solution in self.pareto or self.efficient
        ]

    def _marks(self) -> dict[tuple[Fraction, ...], list[str]]:
        """Name the solutions, by their worths."""
        if not self.zone:
            short = _("below a walk-away")
            return {solution.utilities: [short] for solution in self.efficient}
        found: dict[tuple[Fraction, ...], list[str]] = {}
        for name, ties in [
            (_("Nash"), self.nash),
            (_("Kalai–Smorodinsky"), self.kalai_smorodinsky),
            (_("max–min gain"), self.egalitarian_gain),
            (_("largest sum"), self.utilitarian),
            (_("better than today"), self.better_than_today),
        ]:
            for solution in ties:
                found.setdefault(solution.utilities, []).append(name)
        return found

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON; ``exact`` holds the worths as fractions."""
        pareto = [self._worth(row) for row in self.zone]
        return {
            "name": self.negotiation.name,
            "parties": list(self.negotiation.parties),
            "outcomes": self.outcomes,
            "allowed": self.frontier.allowed,
            "pareto": {"size": len(pareto), **_vectors(pareto)},
            "efficient": {"size": len(self.frontier.points)},
            "nash": _plain(self.nash),
            "kalai_smorodinsky": _plain(self.kalai_smorodinsky),
            "egalitarian_gain": _plain(self.egalitarian_gain),
            "utilitarian": _plain(self.utilitarian),
            "today": _plain([self.today]) if self.today else None,
            "better_than_today": _plain(self.better_than_today),
            "summary": self.summary,
        }

    def __repr__(self) -> str:
        """Say in one line what was found."""
        return (
            f"Packages({self.negotiation.name!r}: {self.outcomes:,} packages, "
            f"{len(self.frontier.points):,} efficient, {len(self.zone):,} of them in the zone)"
        )

    def _repr_html_(self) -> str:
        """Show the efficient packages as a table, the first few hundred of them."""
        rows = self.rows()
        head = "".join(f"<th>{escape(key)}</th>" for key in (rows[0] if rows else {}))
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.values()) + "</tr>"
            for row in rows[:300]
        )
        return (
            f"<p>{escape(self.summary)}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    # --- rows of the frontier ---------------------------------------------------------------------

    def _worth(self, row: int) -> tuple[Fraction, ...]:
        return self.frontier.scale.worth(self.frontier.points[row])

    def _gain(self, place: int) -> tuple[Fraction, ...]:
        """Return the exact gains at a place of the zone."""
        worth = self._worth(self.zone[place])
        return tuple(w - r for w, r in zip(worth, self.negotiation.walk_aways, strict=True))

    @cached_property
    def _gains(self) -> NDArray[np.float64]:
        """The gains of every place of the zone, near enough to screen by."""
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
        return self.frontier.points[self.zone]

    def _ties(self, places: Iterable[int]) -> tuple[Solution, ...]:
        """Return places of the zone as solutions, the first party's worst first."""
        return self._solutions([self.zone[place] for place in places][::-1])

    def _solutions(self, rows: Iterable[int]) -> tuple[Solution, ...]:
        rows = list(rows)
        counts = self.frontier.counts(rows) if rows else []
        return tuple(
            Solution(self._worth(row), self.frontier.packages(row, LISTED), count)
            for row, count in zip(rows, counts, strict=True)
        )


def _headings(negotiation: Negotiation) -> list[str]:
    """Return a heading for each party's worths, told apart from an issue of the same name."""
    issues = {issue.name for issue in negotiation.issues}
    apart = _("worth to {party}")
    return [
        apart.format(party=name) if name in issues else name for name in negotiation.party_names
    ]


def _value_text(issue: CaseIssue, package: dict[str, str]) -> str:
    return next(value.text for value in issue.values if value.id == package[issue.id])


def _vectors(worths: Sequence[tuple[Fraction, ...]]) -> dict[str, object]:
    return {
        "utilities": [[float(worth) for worth in vector] for vector in worths],
        "exact": [[str(worth) for worth in vector] for vector in worths],
    }


def _plain(ties: Sequence[Solution]) -> dict[str, object]:
    return {
        **_vectors([solution.utilities for solution in ties]),
        "packages": [package for solution in ties for package in solution.packages],
        "count": sum(solution.count for solution in ties),
    }
