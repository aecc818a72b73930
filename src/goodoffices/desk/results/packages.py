"""Packages on the desk: levels tried issue by issue, what each side gains, what betters it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request

from goodoffices.base.exact import shown as said
from goodoffices.base.i18n import _
from goodoffices.brief import scatter
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.served import cited, figure, number, table
from goodoffices.look.markup import tag
from goodoffices.packages import trades
from goodoffices.packages.acceptability import Acceptability, acceptability
from goodoffices.packages.naming import SOLUTIONS
from goodoffices.packages.words import deals as words
from goodoffices.packages.words import sure

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.brief.deals import Deals
    from goodoffices.case.nouns import CaseIssue
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView
    from goodoffices.look.sides import Side

PREFIX = "i."
"""What stands before an issue's id in an address, so that no issue is taken for something else."""

FEW_LEVELS = 7
"""Levels that stand side by side; more of them are chosen from a list."""

FEW = 8
"""Ways of bettering a package that are shown."""

MOST_MOVES = 20_000
"""Changes of a package that are looked through while a page is made."""

DRAWN, SEED = 2000, 7
"""Profiles drawn to say how sure a package is."""

METHOD = "Efficient packages, exact (Raiffa 1982); worths as judged in the case"


@dataclass(frozen=True, slots=True)
class TriedLevel:
    """One way of settling an issue: whether it is tried, and what it is worth to each side."""

    id: str
    text: str
    tried: bool
    today: bool


@dataclass(frozen=True, slots=True)
class IssueTried:
    """An issue with its levels, and what the one that is tried is worth to each side, of what."""

    issue: CaseIssue
    levels: tuple[TriedLevel, ...]
    worths: tuple[tuple[Side, str, str], ...]

    @property
    def field(self) -> str:
        """The issue's name in an address."""
        return PREFIX + self.issue.id


@dataclass(frozen=True, slots=True)
class Better:
    """A change that betters a package: in words, what each side gains, and its address."""

    words: str
    gains: tuple[str, ...]
    query: str


@dataclass(frozen=True, slots=True)
class SideWorth:
    """What a package is worth to a side, beside today and what it leaves below."""

    side: Side
    worth: str
    today: str
    walk_away: str
    below: bool
    bar: Markup


class Trial:
    """A package that is tried, weighed."""

    def __init__(self, deals: Deals, choices: Mapping[str, str]) -> None:
        self.deals, self.negotiation = deals, deals.negotiation
        self.found = deals.packages
        self.choices = dict(choices)
        self.worths = self.negotiation.worth_vector(self.choices)
        self.crossed = self.negotiation.crossed(self.choices)

    @property
    def refusing_names(self) -> list[str]:
        """The names of those who would not sign."""
        return [self.negotiation.party_name(party) for party in self.refusing]

    @property
    def refusing(self) -> list[str]:
        """Those who would not sign: below their walk-away, or a red line of theirs is crossed."""
        crossed = {party for party, _line in self.crossed}
        both = zip(self.negotiation.parties, self.worths, self.negotiation.walk_aways, strict=True)
        return [party for party, worth, away in both if worth < away or party in crossed]

    @cached_property
    def issues(self) -> list[IssueTried]:
        """Every issue with its levels."""
        return [self._issue(issue) for issue in self.negotiation.issues]

    def _issue(self, issue: CaseIssue) -> IssueTried:
        chosen = self.choices[issue.id]
        levels = tuple(
            TriedLevel(v.id, v.text, v.id == chosen, v.id == issue.today) for v in issue.values
        )
        worths = []
        for side in self.deals.sides:
            worth = self.negotiation.worths[side.id]
            weight, values = worth.weights[issue.id], worth.values[issue.id]
            best = weight * max(values.values())
            worths.append((side, said(weight * values[chosen]), said(best)))
        return IssueTried(issue, levels, tuple(worths))

    @cached_property
    def sides(self) -> list[SideWorth]:
        """What the package is worth to each side."""
        today = self.found.today
        found = []
        for k, side in enumerate(self.deals.sides):
            worth, away = self.worths[k], self.negotiation.walk_aways[k]
            now = today.utilities[k] if today else None
            found.append(
                SideWorth(
                    side,
                    said(worth),
                    said(now) if now is not None else "",
                    said(away),
                    worth < away,
                    self._bar(k, [away] if now is None else [away, now]),
                )
            )
        return found

    def _bar(self, k: int, ticks: Sequence[Fraction]) -> Markup:
        """Draw a worth between the least and the most that any package is worth to a side."""
        worth = self.negotiation.worths[self.negotiation.parties[k]]
        spans = [
            sorted(worth.weights[i] * value for value in values.values())
            for i, values in worth.values.items()
        ]
        low = min(sum((s[0] for s in spans), Fraction(0)), self.worths[k], *ticks, Fraction(0))
        high = max(sum((s[-1] for s in spans), Fraction(0)), self.worths[k], *ticks)

        def at(value: Fraction) -> float:
            return float(100 * (value - low) / (high - low)) if high > low else 0.0

        marks = "".join(f"M{at(tick):.2f} 0V8" for tick in ticks)
        attributes = {
            "class": f"share {self.deals.sides[k].colour}",
            "viewBox": "0 0 100 8",
            "preserveAspectRatio": "none",
            "aria-hidden": "true",
        }
        return tag(
            "svg",
            attributes,
            tag("rect", {"width": at(self.worths[k]), "height": 8}),
            tag("path", {"class": "tickmark", "d": marks}),
        )

    @cached_property
    def moves(self) -> tuple[trades.Move, ...]:
        """Changes of a few issues that better it for someone and worsen it for nobody."""
        depth = words.depth(self.negotiation)
        values = sum(len(issue.values) for issue in self.negotiation.issues)
        if values**depth > MOST_MOVES:
            depth = 1
        return trades.improvements(self.negotiation, self.choices, depth)

    @cached_property
    def betters(self) -> list[Better]:
        """What betters it at no cost to anyone: small changes, else a package that differs more."""
        found = [(move.changes, move.gains) for move in self.moves[:FEW]]
        if not found:
            for solution in islice(self.whole_betters, FEW):
                gains = tuple(a - b for a, b in zip(solution.utilities, self.worths, strict=True))
                found.append((self._differences(solution.packages[0]), gains))
        return [
            Better(
                self.negotiation.describe(changes),
                tuple(("+" if gain > 0 else "") + said(gain) for gain in gains),
                query({**self.choices, **changes}),
            )
            for changes, gains in found
        ]

    @cached_property
    def whole_betters(self) -> tuple[Any, ...]:
        """The efficient packages that better it, however much they change."""
        return trades.improved(self.found, self.choices)

    def _differences(self, package: Mapping[str, str]) -> dict[str, str]:
        return {i: v for i, v in package.items() if self.choices[i] != v}

    @property
    def better_points(self) -> list[tuple[Fraction, ...]]:
        """The worths of what betters it, for the picture."""
        if self.moves:
            return [
                tuple(a + b for a, b in zip(self.worths, move.gains, strict=True))
                for move in self.moves[:FEW]
            ]
        return [solution.utilities for solution in self.whole_betters[:FEW]]

    @cached_property
    def concessions(self) -> tuple[str, ...]:
        """What would make it acceptable, in words."""
        return words.concessions(self.found, self.choices).lines

    @cached_property
    def sure(self) -> Acceptability:
        """How sure it is that all could sign it."""
        return acceptability(self.negotiation, self.choices, DRAWN, SEED)

    @property
    def sure_lines(self) -> list[str]:
        """How sure it is, in sentences."""
        return sure.sentences(self.sure)

    @cached_property
    def pictures(self) -> tuple[Markup, ...]:
        """The packages drawn for each two parties, this one among them."""
        return scatter.figures(self.deals, self.worths, self.better_points)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        parties = self.negotiation.parties
        return {
            "package": self.choices,
            "worths": dict(zip(parties, map(float, self.worths), strict=True)),
            "refusing": self.refusing,
            "betters": [
                {"change": dict(m.changes), "gains": [float(g) for g in m.gains]}
                for m in self.moves
            ],
            "acceptable_by": list(self.concessions),
            "acceptability": sure.plain(self.sure),
        }


def query(choices: Mapping[str, str]) -> str:
    """Return the query of the address at which a package is tried."""
    return urlencode({PREFIX + issue: value for issue, value in choices.items()})


def starts(deals: Deals) -> list[tuple[str, dict[str, str]]]:
    """Return the packages one may start from: today, those that people named, the solutions."""
    negotiation, found = deals.negotiation, deals.packages
    named = [(_("Today"), dict(found.today.packages[0]))] if found.today else []
    named += [
        (package.name, negotiation.completed(package.choices)) for package in negotiation.named
    ]
    titles = (_("Nash’s"), _("Kalai and Smorodinsky’s"), _("Best for whoever gains less"))
    for name, title in zip(SOLUTIONS, (*titles, _("Largest sum")), strict=True):
        ties = getattr(found, SOLUTIONS[name])
        if ties:
            named.append((title, dict(ties[0].packages[0])))
    return [(name, choices) for name, choices in named if not negotiation.unsettled(choices)]


def tried(deals: Deals, asked: Mapping[str, str]) -> Trial:
    """Return the package that an address asks for; what it leaves open is as in the first start."""
    negotiation = deals.negotiation
    known = starts(deals)
    first = next((choices for name, choices in known[1:]), None)
    choices = first or {i.id: i.values[0].id for i in negotiation.issues}
    for issue in negotiation.issues:
        value = asked.get(PREFIX + issue.id, "")
        if value in {v.id for v in issue.values}:
            choices = {**choices, issue.id: value}
    return Trial(deals, choices)


def packages_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the packages."""
    room = _PackagePages()
    return [
        DeskDoor("GET", "/packages", answers.page(room.page)),
        DeskDoor("GET", "/packages.json", answers.plain(room.plain)),
        DeskDoor("GET", "/packages.csv", table(answers, "packages", room.cells)),
        DeskDoor("GET", "/packages/picture.svg", figure(answers, "packages", "svg", room.drawn)),
        DeskDoor("GET", "/packages/picture.png", figure(answers, "packages", "png", room.drawn)),
        DeskDoor("GET", "/packages/picture.csv", table(answers, "picture", room.points)),
    ]


class _PackagePages:
    """The handlers."""

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        deals = view.deals
        if deals is None:
            return "packages.html", {"deals": None}
        trial = tried(deals, request.query_params)
        what = _("what could be signed")
        return "packages.html", {
            "deals": deals,
            "trial": trial,
            "few": FEW_LEVELS,
            "starts": [(name, query(choices)) for name, choices in starts(deals)],
            "trades": words.logrolling(deals.negotiation),
            "query": query,
            "cite": cited(view, request, "/packages", what, METHOD),
            "pictures": [
                (picture, cited(view, request, "/packages/picture", what, METHOD), pair)
                for pair, picture in enumerate(trial.pictures)
            ],
        }

    def plain(self, view: DeskView, request: Request) -> dict[str, Any]:
        if view.deals is None:
            return {}
        return view.deals.packages.to_dict() | {
            "tried": tried(view.deals, request.query_params).to_dict()
        }

    def cells(self, view: DeskView, _request: Request) -> Iterator[Sequence[Cell]] | None:
        if view.deals is None:
            return None
        rows = view.deals.packages.rows()
        heads = [list(rows[0])] if rows else []
        return iter([*heads, *(list(row.values()) for row in rows)])

    def drawn(self, view: DeskView, request: Request) -> str | None:
        if view.deals is None:
            return None
        pictures = tried(view.deals, request.query_params).pictures
        pair = number(request.query_params.get("pair", ""), 0, max(0, len(pictures) - 1), 0)
        return pictures[pair] if pictures else None

    def points(self, view: DeskView, request: Request) -> Iterator[Sequence[Cell]] | None:
        if view.deals is None:
            return None
        return _points(view.deals, tried(view.deals, request.query_params))


def _points(deals: Deals, trial: Trial) -> Iterator[Sequence[Cell]]:
    """Yield what the picture shows as rows: each efficient package, the named ones, the tried."""
    yield [_("Package"), *(side.name for side in deals.sides), _("Which")]
    for solution in islice(deals.packages.efficient, scatter.DRAWN):
        package = deals.negotiation.describe(solution.packages[0])
        marks = ", ".join(deals.marks.get(solution.utilities, []))
        yield [package, *map(float, solution.utilities), marks or _("efficient")]
    for deal in deals.named():
        yield ["; ".join(deal.values), *map(float, deal.point), deal.marks[0]]
    yield [deals.negotiation.describe(trial.choices), *map(float, trial.worths), _("yours")]
    yield [_("Walk-away"), *map(float, deals.negotiation.walk_aways), ""]
