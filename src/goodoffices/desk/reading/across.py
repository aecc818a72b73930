"""What the sources tell together: what happened by date, who has to do with whom, who stood where.

Each is a figure over its table; the table has an address as JSON and as CSV, the figure as SVG and
PNG, and how to cite it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from goodoffices.base.i18n import _
from goodoffices.brief import figures, timeline
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.listing import pager, tables
from goodoffices.desk.served import Drawn, cited, figure
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Actor, Event, Relation
from goodoffices.evidence.selection import people

METHOD = "Read by rules from the sources, each claim at its words (docs/reading.md)"


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


def _drawing(answers: DeskAnswers, path: str, draw: Drawn) -> Iterator[DeskDoor]:
    """Yield the doors of a figure as files that need nothing else."""
    for form in ("svg", "png"):
        name = path.strip("/").replace("/", "-")
        yield DeskDoor("GET", f"{path}.{form}", figure(answers, name, form, draw))


class _Across:
    """The handlers."""

    def timeline(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        rows = view.events
        pages = pager(request, len(rows))
        return "timeline.html", {
            "figure": self.timeline_drawn(view, request),
            "cite": cited(view, request, "/timeline", _("what happened, by date"), METHOD),
            "rows": rows[pages.first : pages.last],
            "counts": timeline.counts(rows) if rows else "",
            "pager": pages,
        }

    def timeline_drawn(self, view: DeskView, _request: Request) -> str | None:
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
            "cite": cited(view, request, "/people", _("who has to do with whom"), METHOD),
            "ties": found,
            "links": [_between_link(one, other) for one, other in view.tied],
            "actors": actors[pages.first : pages.last],
            "pager": pages,
        }

    def people_drawn(self, view: DeskView, _request: Request) -> str | None:
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
        rows = view.stood
        pages = pager(request, len(rows))
        return "positions.html", {
            "figure": self.positions_drawn(view, request),
            "cite": cited(view, request, "/positions", _("who stood where, and when"), METHOD),
            "positions": rows[pages.first : pages.last],
            "pager": pages,
        }

    def positions_drawn(self, view: DeskView, _request: Request) -> str | None:
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
                "words": one.words,
            }
            for one in view.stood
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
