"""Sources and claims on the desk: each source in its own words, each claim decided by a person."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Status
from goodoffices.evidence.selection import ClaimSelection

DECISIONS: dict[str, Status] = {
    "accept": "accepted",
    "reject": "rejected",
    "unsure": "unsure",
    "undo": "unreviewed",
}


def reading(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of sources and claims."""
    room = _Reading(answers)
    return [
        DeskDoor("GET", "/sources", answers.page(room.sources)),
        DeskDoor("GET", "/sources/{source}", answers.page(room.source)),
        DeskDoor("GET", "/claims", answers.page(room.claims)),
        DeskDoor("GET", "/claims.json", answers.plain(room.claims_plain)),
        DeskDoor("GET", "/claims/{claim}", answers.page(room.claim)),
        DeskDoor("POST", "/claims/{claim}", answers.act(room.decide)),
    ]


class _Reading:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.bench = answers.bench

    def sources(self, _view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "sources.html", {}

    def source(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        found = view.source(request.path_params["source"])
        return ("source.html", {"source": found}) if found else None

    def claims(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        asked = dict(request.query_params)
        return "claims.html", {"quotes": view.listed(_selection(asked)), "asked": asked}

    def claims_plain(self, view: DeskView, request: Request) -> list[dict[str, Any]]:
        quotes = view.listed(_selection(dict(request.query_params)))
        return [
            {"id": q.id, "kind": q.kind, "status": q.status, "who": q.speaker, "words": q.text}
            for q in quotes
        ]

    def claim(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        claim = view.claim(request.path_params["claim"])
        if claim is None:
            return None
        quoted = view.evidence.quote(claim.id)
        page = claim.spans[0].source if claim.spans else ""
        return "claim.html", {"quote": quoted, "claim": claim, "source": view.source(page)}

    def decide(self, request: Request, form: Form) -> str:
        claim = request.path_params["claim"]
        status = DECISIONS.get(form.get("decision", ""))
        if status is None or not self.bench.by:
            return f"/claims/{quote(claim)}"
        self.bench.decide(claim, status)
        if status == "unreviewed":
            return f"/claims/{quote(claim)}"
        after = self.answers.view().after(claim)
        return f"/claims/{quote(after)}?before={quote(claim)}" if after else "/claims"


def _selection(asked: dict[str, str]) -> ClaimSelection:
    """Return what a search asks for."""

    def one(name: str) -> frozenset[str]:
        return frozenset(filter(None, [asked.get(name, "")]))

    return ClaimSelection(
        kinds=one("kind"),
        bands=one("band"),
        statuses=one("status"),
        who=asked.get("by", ""),
        about=asked.get("about", ""),
        page=asked.get("page", ""),
    )
