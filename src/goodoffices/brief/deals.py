"""The package picture: what could be signed, as a table and as bars by issue.

Everything here is *computed* from worths that people *judged*; the page says whose. Numbers are
exact; those that are shown rounded carry the exact fraction beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup

from goodoffices.base.exact import shown, written
from goodoffices.base.i18n import _, comma
from goodoffices.case.nouns import CaseIssue, IssueValue, RedLine
from goodoffices.look.markup import anchor, tag
from goodoffices.look.sides import Side, glyph
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.result import Packages, Solution

MARKED = 6
"""Values marked on a bar at most."""

LISTED = 40
"""Rows of the table at most; of more the page says how many are left out."""


@dataclass(frozen=True, slots=True)
class Number:
    """A worth: as people read it, and exactly where that differs."""

    shown: str
    exact: str | None
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One division of worths with a package that has it."""

    values: tuple[str, ...]
    worths: tuple[Number, ...]
    count: int
    marks: tuple[str, ...]
    point: tuple[Fraction, ...]
    starred: bool = False
    note: str = ""
    solution: bool = False


@dataclass(frozen=True, slots=True)
class WorthBar:
    """What an issue's values are worth to one party."""

    side: Side
    share: str
    figure: Markup


@dataclass(frozen=True, slots=True)
class IssueBars:
    """One issue: its values in order, and a bar for each party."""

    name: str
    place: str
    values: tuple[str, ...]
    of: int
    bars: tuple[WorthBar, ...]


class Deals:
    """The packages of a case, ready to be shown."""

    def __init__(self, packages: Packages, sides: Mapping[str, Side]) -> None:
        self.packages, self.negotiation = packages, packages.negotiation
        self.sides = [sides[party] for party in self.negotiation.parties]
        self.possible = bool(packages.zone)

    @property
    def solutions(self) -> list[tuple[str, tuple[Solution, ...]]]:
        """The named solutions, each with its ties."""
        found = self.packages
        return [
            (_("Nash"), found.nash),
            (_("Kalai–Smorodinsky"), found.kalai_smorodinsky),
            (_("max–min gain"), found.egalitarian_gain),
            (_("largest sum"), found.utilitarian),
        ]

    @property
    def marks(self) -> dict[tuple[Fraction, ...], list[str]]:
        """The names of the solutions, by their worths."""
        found: dict[tuple[Fraction, ...], list[str]] = {}
        for name, ties in self.solutions:
            for solution in ties:
                found.setdefault(solution.utilities, []).append(name)
        return found

    @property
    def red_lines(self) -> list[tuple[Side, RedLine, str]]:
        """Return what each party never accepts, in words."""
        return [
            (side, line, self.negotiation.describe(line.choices))
            for side in self.sides
            for line in self.negotiation.worths[side.id].red_lines
        ]

    @property
    def vague(self) -> bool:
        """Whether some worths are known only within bounds; their middles are used."""
        return any(self.negotiation.worths[side.id].intervals for side in self.sides)

    def efficient(self) -> list[Deal]:
        """Return the efficient packages that could be signed; where none could, all efficient."""
        marks = self.marks
        better = {solution.utilities for solution in self.packages.better_than_today}
        every = self.packages.pareto or self.packages.efficient
        chosen = [s for s in every if s.utilities in marks] if len(every) > LISTED else list(every)
        chosen += [s for s in every if s not in chosen][: max(0, LISTED - len(chosen))]
        found = []
        for solution in sorted(chosen, key=lambda s: s.utilities, reverse=True):
            said = list(marks.get(solution.utilities, []))
            if solution.utilities in better:
                said.append(_("better than today"))
            deal = self._deal(solution.packages[0], solution.utilities, solution.count, said)
            found.append(replace(deal, solution=solution.utilities in marks))
        return found

    @property
    def walk_aways(self) -> list[Number]:
        """Return what no deal is worth to each party."""
        return [number(worth) for worth in self.negotiation.walk_aways]

    @property
    def left_out(self) -> int:
        """How many efficient divisions of worths the table does not show."""
        every = len(self.packages.zone) or len(self.packages.frontier.points)
        return max(0, every - LISTED)

    def named(self) -> list[Deal]:
        """Return today and the packages that people gave names, with what each lacks."""
        found = []
        today = self.packages.today
        if today is not None:
            found.append(self._told(_("Today"), today.packages[0], starred=False))
        for package in self.negotiation.named:
            if {issue.id for issue in self.negotiation.issues} <= set(package.choices):
                choices = {i.id: package.choices[i.id] for i in self.negotiation.issues}
                found.append(self._told(package.name, choices, starred=True))
        return found

    def _told(self, name: str, choices: Mapping[str, str], *, starred: bool) -> Deal:
        worths = self.negotiation.worth_vector(choices)
        efficient = any(s.utilities == worths for s in self.packages.efficient)
        crossed = self.negotiation.crossed(choices)
        if crossed:
            names = comma().join(self.negotiation.party_name(party) for party, _line in crossed)
            note = _("crosses a red line of {parties}").format(parties=names)
        elif efficient:
            note = _("efficient")
        else:
            note = _("not efficient: another package gives one side more and none less")
        deal = self._deal(choices, worths, 1, [name], note)
        return replace(deal, starred=starred)

    def _deal(
        self,
        choices: Mapping[str, str],
        worths: tuple[Fraction, ...],
        count: int,
        marks: list[str],
        note: str = "",
    ) -> Deal:
        texts = {(i.id, v.id): v.text for i in self.negotiation.issues for v in i.values}
        return Deal(
            values=tuple(texts[i.id, choices[i.id]] for i in self.negotiation.issues),
            worths=tuple(
                number(worth, below=worth < away)
                for worth, away in zip(worths, self.negotiation.walk_aways, strict=True)
            ),
            count=count,
            marks=tuple(marks),
            point=worths,
            note=note,
        )

    def bars(self) -> list[IssueBars]:
        """Return each issue with what its values are worth to each party."""
        return [
            IssueBars(
                name=issue.name,
                place=anchor("bars", issue.id),
                values=tuple(value.text for value in _some(issue)),
                of=len(issue.values),
                bars=tuple(self._bar(side, issue.id) for side in self.sides),
            )
            for issue in self.negotiation.issues
        ]

    def _bar(self, side: Side, issue_id: str) -> WorthBar:
        stakes = {i.id: _stake(self.negotiation, side.id, i.id) for i in self.negotiation.issues}
        whole = sum(stakes.values(), start=Fraction(0))
        share = stakes[issue_id] / whole if whole else Fraction(0)
        text = _("{share} % of its stake").format(share=shown(share * 100, 0))
        return WorthBar(side, text, self._figure(side, issue_id, share))

    def _figure(self, side: Side, issue_id: str, share: Fraction) -> Markup:
        """Draw how much of a party's stake lies in an issue, and where its values stand."""
        issue = next(i for i in self.negotiation.issues if i.id == issue_id)
        worth = self.negotiation.worths[side.id]
        values = {
            v.id: worth.weights[issue_id] * worth.values[issue_id][v.id] for v in issue.values
        }
        low, high = min(values.values()), max(values.values())
        length = 8 + 292 * float(share)
        parts: list[Markup] = [
            tag("rect", {"x": 4, "y": 12, "width": length, "height": 8, "rx": 4, "class": "soft"})
        ]
        for number_, value in enumerate(_some(issue), 1):
            place = float((values[value.id] - low) / (high - low)) if high > low else 0.0
            x = 4 + 4 + (length - 8) * place
            said = _("{value}: worth {worth} to {party}").format(
                value=value.text, worth=shown(values[value.id]), party=side.name
            )
            dot = glyph(side.shape, x, 16, 5, class_="fill")
            label = tag(
                "text", {"x": x, "y": 34 if number_ % 2 else 7, "text-anchor": "middle"}, number_
            )
            parts.append(tag("g", {}, tag("title", {}, said), dot, label))
        return tag(
            "svg",
            {
                "viewBox": "0 -4 312 44",
                "class": f"stake {side.colour}",
                "role": "img",
                "aria-label": self._bar_text(side, issue_id),
            },
            *parts,
        )

    def _bar_text(self, side: Side, issue_id: str) -> str:
        """Say a bar in words."""
        issue = next(i for i in self.negotiation.issues if i.id == issue_id)
        worth = self.negotiation.worths[side.id]
        said = [
            _("{value} {worth}").format(
                value=value.text,
                worth=shown(worth.weights[issue_id] * worth.values[issue_id][value.id]),
            )
            for value in _some(issue)
        ]
        return _("Worth to {party}: {values}").format(
            party=side.name, values=comma("; ").join(said)
        )


def _some(issue: CaseIssue) -> tuple[IssueValue, ...]:
    """Return an issue's values, or of many a few from the first to the last, evenly chosen."""
    values = issue.values
    if len(values) <= MARKED:
        return values
    return tuple(values[round(k * (len(values) - 1) / (MARKED - 1))] for k in range(MARKED))


def _stake(negotiation: Bargain, party: str, issue_id: str) -> Fraction:
    """Return what lies between a party's worst and best value of an issue."""
    worth = negotiation.worths[party]
    values = worth.values[issue_id].values()
    return worth.weights[issue_id] * (max(values) - min(values))


def number(worth: Fraction, *, below: bool = False) -> Number:
    """Return a worth as people read it, with the exact fraction where that says more."""
    said, exact = shown(worth), written(worth)
    return Number(said, None if said == exact else exact, below)
