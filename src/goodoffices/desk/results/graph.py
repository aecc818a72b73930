"""How the conflict can go: the state graph of the outcomes shown, as figure, list and table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.requests import Request

from goodoffices.base.i18n import _
from goodoffices.brief import stategraph
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.results.decided import OutcomesAsked, OutcomesShown, shown
from goodoffices.desk.served import figure, table

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.brief.stategraph import Outlook
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph: drawn, and as a list; ``partly`` tells whether some moves are left out."""

    svg: Markup
    outlooks: list[Outlook]
    partly: bool


def picture(found: OutcomesShown, chosen: int | None = None) -> Graph:
    """Draw the graph of the outcomes that matter, each a link to its page.

    Parameters
    ----------
    chosen
        the outcome that is lit.
    """
    selection = found.selection
    states = [found.state(place) for place in selection.shown]
    by_id = {side.id: side for side in found.sides}
    query = found.asked.query(which="", page="")
    svg, partly = stategraph.figure(
        selection, states, by_id, lambda state: f"/outcomes/{state.label}{query}", chosen
    )
    return Graph(svg, stategraph.listing(selection, states, by_id), partly)


def graph_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the graph as a file."""
    kept = answers.bench.kept

    def draw(view: DeskView, request: Request) -> str | None:
        found = shown(kept, view, OutcomesAsked.of(request.query_params))
        return picture(found).svg if found else None

    def cells(view: DeskView, request: Request) -> Iterator[list[Cell]] | None:
        found = shown(kept, view, OutcomesAsked.of(request.query_params))
        return moves(picture(found)) if found else None

    return [
        DeskDoor("GET", "/outcomes/graph.svg", figure(answers, "graph", "svg", draw)),
        DeskDoor("GET", "/outcomes/graph.png", figure(answers, "graph", "png", draw)),
        DeskDoor("GET", "/outcomes/graph.csv", table(answers, "graph", cells)),
    ]


def moves(graph: Graph) -> Iterator[list[Cell]]:
    """Yield the moves that are drawn as rows of a table, heads first."""
    yield [_("From"), _("Who moves"), _("What it does"), _("It gains"), _("To")]
    for outlook in graph.outlooks:
        for one in outlook.onward:
            gain = _("yes") if one.gain else _("no")
            yield [outlook.state.name, one.side.name, one.act, gain, one.name]
