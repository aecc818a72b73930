"""One outcome on the desk: why each party would stay or move, and the ways that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _
from goodoffices.brief.holding import Reason, State
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.words.names import difference
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.results.decided import METHOD, OutcomesAsked, OutcomesShown, shown
from goodoffices.desk.served import cited, table

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView
    from goodoffices.look.sides import Side

MOST_WALKED = 4096
"""Outcomes of a conflict through which ways are looked for while a page is made."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a way: who moves, what it does, its place before and after, of how many."""

    side: Side
    act: str
    gain: bool | None
    before: int | None
    after: int | None
    of: int
    label: str


@dataclass(frozen=True, slots=True)
class Route:
    """A way from today: by gains alone or by any moves; ``legs`` is None where there is none."""

    gainful: bool
    legs: list[Leg] | None


def route(found: OutcomesShown, target: int, *, gainful: bool) -> Route | None:
    """Return a shortest way from today to an outcome.

    None where today is not said, or the conflict is too large to look while a page is made.
    """
    conflict = found.outcomes.conflict
    if conflict.status_quo is None or conflict.size > MOST_WALKED:
        return None
    path = evolution(conflict, gainful=gainful).path(target)
    return Route(gainful, None if path is None else list(_legs(found, path)))


def _legs(found: OutcomesShown, path: tuple[tuple[str, int, int], ...]) -> Iterator[Leg]:
    outcomes, conflict = found.outcomes, found.outcomes.conflict
    by_id = {side.id: side for side in found.sides}
    for party, before, after in path:
        at = conflict.party(party)
        yield Leg(
            by_id[party],
            difference(conflict, after, before),
            conflict.gains(at, before, after),
            outcomes.rank(at, before),
            outcomes.rank(at, after),
            int(conflict.ranks[at].max()) + 1,
            conflict.label(after),
        )


def reasons(
    found: OutcomesShown, place: int, whose: str = "", sense: str = ""
) -> dict[str, tuple[Reason, ...]]:
    """Return for each party why it would stay or move, concepts of one answer together.

    In a large conflict a reason takes a second or more to find: there only that of the party and in
    the sense that are named.
    """
    outcomes, parties = found.outcomes, found.outcomes.conflict.parties
    if outcomes.conflict.size <= MOST_WALKED:
        return {party: found.selection.reasons(place, party) for party in parties}
    asked: dict[str, tuple[Reason, ...]] = dict.fromkeys(parties, ())
    if whose in asked and sense in outcomes.stable:
        why = outcomes.explain(place, whose, sense)
        asked[whose] = (Reason((sense,), why.text, why.stable, why.evidence),)
    return asked


def reasons_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of one outcome."""
    room = _Reasons(answers)
    return [
        DeskDoor("GET", "/outcomes/{state}.json", answers.plain(room.plain)),
        DeskDoor("GET", "/outcomes/{state}.csv", table(answers, "reasons", room.cells)),
        DeskDoor("GET", "/outcomes/{state}", answers.page(room.page)),
    ]


class _Reasons:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.kept = answers.bench.kept

    def asked(self, view: DeskView, request: Request) -> tuple[OutcomesShown, State] | None:
        """Return the outcomes and the one that an address names, or None."""
        found = shown(self.kept, view, OutcomesAsked.of(request.query_params))
        if found is None:
            return None
        try:
            place = found.outcomes.conflict.state(request.path_params["state"])
        except GoodOfficesError:
            return None
        return found, found.state(place)

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        asked = self.asked(view, request)
        if asked is None:
            return None
        found, state = asked
        routes = [route(found, state.number, gainful=gainful) for gainful in (True, False)]
        shown_ = found.selection.shown
        at = shown_.index(state.number) if state.number in shown_ else -1
        label = found.outcomes.conflict.label
        return "outcome.html", {
            "found": found,
            "asked": found.asked,
            "state": state,
            "whys": reasons(
                found,
                state.number,
                request.query_params.get("whose", ""),
                request.query_params.get("sense", ""),
            ),
            "large": found.outcomes.conflict.size > MOST_WALKED,
            "routes": [one for one in routes if one is not None],
            "before": label(shown_[at - 1]) if at > 0 else "",
            "after": label(shown_[at + 1]) if 0 <= at < len(shown_) - 1 else "",
            "cite": cited(
                view,
                request,
                f"/outcomes/{state.label}",
                _("why “{name}” holds or does not").format(name=state.name),
                METHOD,
            ),
        }

    def plain(self, view: DeskView, request: Request) -> dict[str, Any] | None:
        asked = self.asked(view, request)
        if asked is None:
            return None
        found, state = asked
        row = next(iter(found.rows_of([state])))
        if found.outcomes.conflict.size > MOST_WALKED:
            return row
        return {**row, "reasons": found.outcomes.reasons(state.number)}

    def cells(self, view: DeskView, request: Request) -> Iterator[list[Cell]] | None:
        asked = self.asked(view, request)
        return self._cells(*asked) if asked else None

    def _cells(self, found: OutcomesShown, state: State) -> Iterator[list[Cell]]:
        yield [_("Party"), _("In the sense of"), _("Stays"), _("Why"), _("Evidence")]
        for party, whys in reasons(found, state.number).items():
            name = found.outcomes.conflict.party_name(party)
            for why in whys:
                stays = _("yes") if why.stable else _("no")
                senses, claims = " ".join(why.concepts), " ".join(why.evidence)
                yield [name, senses, stays, why.text, claims]
