"""What would hold, on the desk: who takes what, who would stay, and what another order changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _
from goodoffices.brief.holding import State
from goodoffices.conflict.concepts import DECIDED
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.results import graph, whatif
from goodoffices.desk.results.decided import METHOD, OutcomesAsked, OutcomesShown, short, shown
from goodoffices.desk.results.reasons import reasons
from goodoffices.desk.served import cited, table

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView


def outcomes_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the outcomes as a whole."""
    room = _Outcomes(answers)
    return [
        DeskDoor("GET", "/outcomes", answers.page(room.page)),
        DeskDoor("GET", "/outcomes.json", answers.plain(room.plain)),
        DeskDoor("GET", "/outcomes.csv", table(answers, "outcomes", room.cells)),
    ]


class _Outcomes:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.kept = answers.bench.kept

    def asked(self, view: DeskView, request: Request) -> OutcomesShown | None:
        return shown(self.kept, view, OutcomesAsked.of(request.query_params))

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        asked, refused = OutcomesAsked.of(request.query_params), ""
        try:
            found = shown(self.kept, view, asked)
        except GoodOfficesError as error:  # told beside the choice, and the case as it is
            refused = " ".join(one.text for one in error.findings)
            found = shown(self.kept, view, replace(asked, what=None, concept=""))
        if found is None:
            return "outcomes.html", {"found": None}
        chosen = _first(found)
        return "outcomes.html", {
            **_what_if(view, found),
            "found": found,
            "asked": found.asked,
            "refused": refused,
            "concepts": DECIDED,
            "graph": graph.picture(found, chosen.number if chosen else None),
            "chosen": chosen,
            "whys": reasons(found, chosen.number) if chosen else {},
            "cite": cited(view, request, "/outcomes", _("what would hold"), METHOD),
            "cite_graph": cited(
                view, request, "/outcomes/graph", _("how the conflict can go"), METHOD
            ),
            "short": short,
        }

    def plain(self, view: DeskView, request: Request) -> list[dict[str, Any]]:
        found = self.asked(view, request)
        return list(found.rows()) if found else []

    def cells(self, view: DeskView, request: Request) -> Iterator[list[Cell]] | None:
        found = self.asked(view, request)
        return found.cells() if found else None


def _first(found: OutcomesShown) -> State | None:
    """Return the outcome that is told beside the table: one that holds, has a name, is not today's.

    None where nothing holds.
    """
    held, conflict = found.selection.held, found.outcomes.conflict
    if not held:
        return None
    named = [place for place in held if place in conflict.names]
    other = [place for place in named or held if place != conflict.status_quo]
    return found.state((other or named or held)[0])


def _what_if(view: DeskView, found: OutcomesShown) -> dict[str, Any]:
    """Return what can be changed for a look, and what is."""
    conflict = found.whole.conflict
    parties = [
        (view.sides[party.id], whatif.judgements(party, conflict))
        for party in view.material.case.parties
        if party.id in conflict.parties
    ]
    what, looked = found.asked.what, None
    for side, own in parties:
        if what is not None and what.party == side.id:
            looked = {"side": side, "words": own[what.number].words}
    return {
        "parties": parties,
        "looked": looked,
        "ways": ("drop", "up", "down", "opposite", "tie"),
        "way_name": whatif.name,
    }
