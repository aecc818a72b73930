"""What the sources tell together: what happened by date, who has to do with whom, who stood where.

Each is a figure over its table; the table has an address as JSON and as CSV, the figure as SVG.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from goodoffices.base.errors import GoodOfficesError
from goodoffices.brief import figures, timeline
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.listing import pager, tables
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Actor, Event, Relation
from goodoffices.evidence.selection import people
from goodoffices.look.figures import alone


def across(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of what the sources tell together."""
    room = _Across()
    return [
        DeskDoor("GET", "/timeline", answers.page(room.timeline)),
        *tables(answers, "/timeline", room.event_rows),
        *_drawing(answers, "/timeline", room.timeline_drawn),
        DeskDoor("GET", "/people", answers.page(room.people)),
        *tables(answers, "/people", room.people_rows),
        *tables(answers, "/people/ties", room.tie_rows),
        *_drawing(answers, "/people", room.people_drawn),
        DeskDoor("GET", "/people/between", answers.page(room.between)),
        DeskDoor("GET", "/positions", answers.page(room.positions)),
        *tables(answers, "/positions", room.position_rows),
        *_drawing(answers, "/positions", room.positions_drawn),
    ]


def _drawing(
    answers: DeskAnswers, path: str, draw: Callable[[DeskView], str | None]
) -> Iterator[DeskDoor]:
    """Yield the door of a figure as a file that needs nothing else."""

    def drawn() -> str | None:
        found = draw(answers.view())
        return None if found is None else alone(found)

    async def handle(request: Request, _form: Form) -> Response:
        with answers.for_whom(request):
            try:
                found = await run_in_threadpool(drawn)
            except GoodOfficesError as error:
                return answers.refused(error)
            if found is None:
                return answers.missing()
        name = path.strip("/").replace("/", "-")
        headers = {"content-disposition": f'attachment; filename="{name}.svg"'}
        return Response(found, media_type="image/svg+xml", headers=headers)

    yield DeskDoor("GET", f"{path}.svg", handle)


class _Across:
    """The handlers."""

    def timeline(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        rows = view.events
        pages = pager(request, len(rows))
        return "timeline.html", {
            "figure": self.timeline_drawn(view),
            "rows": rows[pages.first : pages.last],
            "counts": timeline.counts(rows) if rows else "",
            "pager": pages,
        }

    def timeline_drawn(self, view: DeskView) -> str | None:
        return figures.events(view.events, view.material.language)

    def event_rows(self, view: DeskView, _request: Request) -> Sequence[dict[str, Any]]:
        return [
            {
                "claim": row.event.id,
                "date": row.event.date,
                "type": row.event.type,
                "cameo": row.event.cameo,
                "who": row.who,
                "whom": row.whom,
                "mediator": row.mediator,
                "modality": row.event.modality,
                "status": row.event.status,
                "points": "neither" if row.up is None else "together" if row.up else "apart",
                "reports": 1 + len(row.others),
                "words": row.quote.text,
            }
            for row in view.events
        ]

    def people(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        actors = view.actors
        pages = pager(request, len(actors))
        found = view.ties
        return "people.html", {
            "figure": found.figure if found else None,
            "ties": found,
            "links": [_between_link(one, other) for one, other in view.tied],
            "actors": actors[pages.first : pages.last],
            "pager": pages,
        }

    def people_drawn(self, view: DeskView) -> str | None:
        return view.ties.figure if view.ties else None

    def people_rows(self, view: DeskView, _request: Request) -> Sequence[dict[str, Any]]:
        return [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "role": actor.role,
                "belongs_to": actor.affiliation,
                "also_called": list(actor.aliases),
                "mentions": len(actor.spans),
                "status": actor.status,
            }
            for actor in view.actors
        ]

    def tie_rows(self, view: DeskView, _request: Request) -> Sequence[dict[str, Any]]:
        rows = view.ties.rows if view.ties else ()
        names = ("one", "other", "together", "apart")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def between(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        pair = [request.query_params.get(name, "") for name in ("one", "other")]
        ids = list(_between(view, *pair))
        pages = pager(request, len(ids))
        return "between.html", {
            "names": view.evidence.names(pair),
            "quotes": view.evidence.quotes(ids[pages.first : pages.last]),
            "pager": pages,
        }

    def positions(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        rows = view.read.positions
        pages = pager(request, len(rows))
        return "positions.html", {
            "figure": self.positions_drawn(view),
            "positions": rows[pages.first : pages.last],
            "pager": pages,
        }

    def positions_drawn(self, view: DeskView) -> str | None:
        return view.stances.figure if view.stances else None

    def position_rows(self, view: DeskView, _request: Request) -> Sequence[dict[str, Any]]:
        return [
            {
                "speaker": view.evidence.name(one.speaker),
                "issue": view.evidence.name(one.issue),
                "date": one.date,
                "stance": one.stance,
                "moved": one.moved,
                "reports": one.reports,
                "origins": one.origins,
                "claim": one.statement.id,
                "words": one.statement.text,
            }
            for one in view.read.positions
        ]


def _between_link(one: str, other: str) -> str:
    return "/people/between?" + urlencode({"one": one, "other": other})


def _between(view: DeskView, one: str, other: str) -> Iterator[str]:
    """Yield the events and relations that name two actors, or people of theirs."""

    def whole(actor: str) -> set[str]:
        found = view.evidence.actors.get(actor)
        return {actor, found.affiliation or actor} if isinstance(found, Actor) else {actor}

    for claim in view.read.dossier.claims:
        if not isinstance(claim, Event | Relation) or claim.status == "rejected":
            continue
        named = set().union(*map(whole, people(claim)))
        if one in named and other in named:
            yield claim.id
