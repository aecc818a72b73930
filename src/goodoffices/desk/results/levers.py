"""Levers on the desk: what would have to change for an outcome to hold, and what anybody can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.exact import written
from goodoffices.base.i18n import _
from goodoffices.brief.holding import Selection
from goodoffices.conflict.concepts import DECIDED
from goodoffices.conflict.levers import words
from goodoffices.conflict.levers.levers import Levers, levers
from goodoffices.conflict.levers.search import MOST_STATES as SEARCHED
from goodoffices.conflict.levers.search import Lever
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title, told
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.served import cited, joined, number, table
from goodoffices.folder.kept import conflict_part, mark

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.conflict.graph import GraphModel
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView
    from goodoffices.desk.work import Tell

AT_ONCE = 2
"""Up to this cost sets of changes are looked for while the page is made."""

COSTS = (2, 4, 6, 8)
"""Costs up to which one can look."""

MOST_STATES = 1024
"""Outcomes of a conflict in which sets of changes are looked for while the page is made."""

METHOD = "Inverse graph model (Kinsara, Kilgour & Hipel 2015), exact search by cost"


@dataclass(frozen=True, slots=True)
class LeversAsked:
    """What an address asks: of which outcome, in which sense, up to which cost."""

    to: str = ""
    concept: str = "SEQ"
    cost: int = AT_ONCE

    @classmethod
    def of(cls, query: Mapping[str, str]) -> LeversAsked:
        """Read what an address or a form asks; what it cannot mean is as if it were not there."""
        concept = query.get("concept", "SEQ")
        cost = number(query.get("cost", ""), 1, max(COSTS), AT_ONCE)
        return cls(
            query.get("to", "").strip()[:200], concept if concept in DECIDED else "SEQ", cost
        )

    @property
    def address(self) -> str:
        """The address at which it is shown."""
        asked = {"to": self.to, "concept": self.concept, "cost": self.cost}
        return f"/levers?{joined(asked)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverShown:
    """One set of changes: its cost, each change with how it is brought about, what else it does."""

    cost: str
    steps: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]
    """Each change in words, what a mediator can do for it, claims and initials behind it."""
    also: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    beside: tuple[str, ...]


@dataclass(frozen=True)
class LeversShown:
    """What would have to change, laid out."""

    result: Levers
    key: str

    @property
    def conditions(self) -> list[tuple[str, str, bool]]:
        """Each condition on preferences: in words, as scholars write it, and whether it is so."""
        result = self.result
        return [
            (
                words.condition_in_words(result.conflict, one, result.target),
                words.ranked(result.conflict, one, result.target),
                one.fulfilled,
            )
            for _concept, one in words.every_condition(result)
        ]

    @property
    def sets(self) -> Iterator[LeverShown]:
        """The sets of changes, the cheapest first."""
        conflict = self.result.conflict
        for lever in self.result.found:
            yield LeverShown(
                cost=written(lever.cost),
                steps=tuple(self._steps(lever)),
                also=_named(conflict, lever.also),
                lost=_named(conflict, lever.lost),
                beside=tuple(
                    f"{title(conflict, state)} ({', '.join(taken)})"
                    for state, taken in lever.beside
                ),
            )

    def _steps(self, lever: Lever) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
        for said, kind, bases in words.steps(self.result, lever):
            claims = tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))
            judges = tuple(dict.fromkeys(basis.judged for basis in bases if basis.judged))
            yield said, words.can_do(kind), claims, judges

    @property
    def tail(self) -> list[str]:
        """How far was looked, and whether the outcome can be got to at all."""
        return words.tail(self.result)


def _named(conflict: GraphModel, states: Sequence[int]) -> tuple[tuple[str, str], ...]:
    return tuple((conflict.label(s), capital(title(conflict, s))) for s in states[: words.SHOWN])


def levers_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the levers."""
    room = _LeverPages(answers)
    return [
        DeskDoor("GET", "/levers", answers.page(room.page)),
        DeskDoor("GET", "/levers.json", answers.plain(room.plain)),
        DeskDoor("GET", "/levers.csv", table(answers, "levers", room.cells)),
        DeskDoor("POST", "/levers", answers.act(room.look)),
    ]


class _LeverPages:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.kept = answers.bench.kept

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        asked = LeversAsked.of(request.query_params)
        outcomes = view.material.outcomes
        if outcomes is None:
            return "levers.html", {"outcomes": None}
        found, refused, target = None, "", None
        try:
            target = outcomes.conflict.state(asked.to) if asked.to else None
            found = self.found(view, outcomes, asked, target) if target is not None else None
        except GoodOfficesError as error:
            refused = " ".join(f"{one.text} {one.help or ''}" for one in error.findings)
        return "levers.html", {
            "outcomes": outcomes,
            "asked": asked,
            "found": found,
            "refused": refused,
            "name": capital(title(outcomes.conflict, target)) if target is not None else "",
            "label": outcomes.conflict.label(target) if target is not None else "",
            "choices": _choices(outcomes, view.selection, target),
            "concepts": DECIDED,
            "costs": COSTS,
            "cite": cited(
                view, request, "/levers", _("what would have to change for an outcome"), METHOD
            ),
        }

    def found(
        self, view: DeskView, outcomes: Outcomes, asked: LeversAsked, target: int
    ) -> LeversShown | None:
        """Return what was found already, or can be at once; None where somebody has to wait."""
        key = _key(view, asked, target)
        known = self.kept.known("levers", key)
        if known is None and asked.cost <= AT_ONCE and outcomes.conflict.size <= MOST_STATES:
            known = self.kept.once("levers", key, lambda: _search(view, outcomes, asked, target))
        if known is None and outcomes.conflict.size > SEARCHED:
            known = _search(view, outcomes, asked, target)  # is refused, and says why
        return LeversShown(known, key) if known is not None else None

    def look(self, _request: Request, form: Form) -> str:
        """Begin to look for sets of changes up to a cost."""
        asked, view = LeversAsked.of(form), self.answers.view()
        outcomes = view.material.outcomes
        if outcomes is None or not asked.to:
            return asked.address
        target = outcomes.conflict.state(asked.to)
        if self.found(view, outcomes, asked, target) is not None:
            return asked.address
        key = _key(view, asked, target)

        def do(tell: Tell) -> None:
            self.kept.once("levers", key, lambda: _search(view, outcomes, asked, target, tell))

        what = _("What would have to change for {outcome} to hold")
        what = what.format(outcome=told(outcomes.conflict, target))
        return self.answers.begun(f"levers {key}", what, asked.address, do)

    def asked(self, view: DeskView, request: Request) -> LeversShown | None:
        """Return what an address asks for where it was found already or can be at once."""
        asked = LeversAsked.of(request.query_params)
        outcomes = view.material.outcomes
        if outcomes is None or not asked.to:
            return None
        return self.found(view, outcomes, asked, outcomes.conflict.state(asked.to))

    def plain(self, view: DeskView, request: Request) -> dict[str, Any]:
        found = self.asked(view, request)
        return words.plain(found.result) if found else {"looked": False}

    def cells(self, view: DeskView, request: Request) -> Iterator[Sequence[Cell]]:
        found = self.asked(view, request)
        yield words.heads()
        if found is not None:
            yield from words.cells(found.result)


def _key(view: DeskView, asked: LeversAsked, target: int) -> str:
    case = view.material.case
    terms = mark(case.levers)
    return f"{mark(conflict_part(case))} {terms} {target} {asked.concept} {asked.cost}"


def _search(
    view: DeskView,
    outcomes: Outcomes,
    asked: LeversAsked,
    target: int,
    tell: Tell | None = None,
) -> Levers:
    return levers(
        outcomes.conflict,
        target,
        concept=asked.concept,
        terms=view.material.case.levers,
        most_cost=asked.cost,
        progress=(lambda done, of: tell(done, of, "")) if tell else None,
    )


def _choices(
    outcomes: Outcomes, selection: Selection | None, target: int | None
) -> list[tuple[str, str]]:
    """Return the outcomes one may choose: those that matter, and the one that is asked about."""
    conflict = outcomes.conflict
    shown = list(selection.shown) if selection else []
    shown += [place for place in (*conflict.names, target) if place is not None]
    return [
        (conflict.label(place), capital(title(conflict, place)))
        for place in dict.fromkeys(sorted(shown))
    ]
