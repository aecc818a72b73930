"""Review: what waits for a person beside its words, decided one by one or several at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import comma
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.listing import Pager
from goodoffices.desk.reading.claims import item
from goodoffices.desk.reading.deciding import VERDICTS, Deciding
from goodoffices.desk.reading.narrowing import (
    BANDS,
    KINDS,
    STANDINGS,
    asked,
    asked_before,
    narrowed,
    query,
)
from goodoffices.desk.views import DeskView
from goodoffices.evidence.store import Choice

BESIDE = 60
"""How many items the list beside an item shows."""


def review(answers: DeskAnswers, deciding: Deciding) -> list[DeskDoor]:
    """Return the doors of the review."""
    room = _Review(answers, deciding)
    return [
        DeskDoor("GET", "/review", answers.page(room.review)),
        DeskDoor("POST", "/review/decide", answers.act(room.decide)),
        DeskDoor("POST", "/review/several", answers.act(room.several)),
        DeskDoor("POST", "/review/undo", answers.act(room.undo)),
    ]


class _Review:
    """The handlers."""

    def __init__(self, answers: DeskAnswers, deciding: Deciding) -> None:
        self.answers = answers
        self.deciding = deciding

    def review(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        given = queue(asked(request.query_params))
        ids = narrowed(view, given)
        wanted = request.query_params.get("item", "")
        number = ids.index(wanted) if wanted in ids else 0
        current = wanted if view.claim(wanted) else (ids[0] if ids else "")
        first = max(0, min(number - BESIDE // 3, len(ids) - BESIDE))
        used = set(view.used)
        bearing = [c for id_ in used if (c := view.claim(id_)) is not None]
        return "review.html", {
            "item": item(view, current, request) if current else None,
            "number": number,
            "ids": ids,
            "beside": [view.evidence.quote(id_) for id_ in ids[first : first + BESIDE]],
            "pager": Pager(len(ids), 0, BESIDE, ()),
            "before": ids[number - 1] if 0 < number < len(ids) else "",
            "after": ids[number + 1] if number + 1 < len(ids) else "",
            "asked": given,
            "queue": query(given),
            "kinds": KINDS,
            "bands": BANDS,
            "standings": STANDINGS,
            "seen": view.read.last,
            "steps": self.deciding.steps(),
            "bearing": len(bearing),
            "borne": sum(c.status not in ("unreviewed", "unsure") for c in bearing),
            "told": request.query_params.get("told", ""),
        }

    def decide(self, _request: Request, form: Form) -> str:
        """Decide on one item and go on to the next that waits."""
        claim, status = form.words("claim"), VERDICTS.get(form.words("decision"))
        view = self.answers.view()
        given = queue(asked_before(form))
        ids = narrowed(view, given)
        if status is None or claim not in view.read.claims:
            raise UsageError(finding("GO325.claim", id=claim or "—"))
        if status == "accepted" and claim in view.evidence.orphans:
            raise UsageError(finding("GO333", item=claim))
        done = self.deciding.decide([Choice(claim, status)], form.number("seen", 0))
        if done.missed:
            return _at(given, claim, missed=form.words("decision"))
        at = ids.index(claim) if claim in ids else -1
        ahead = [*ids[at + 1 :], *ids[: max(at, 0)]]
        return _at(given, ahead[0] if ahead else "")

    def several(self, _request: Request, form: Form) -> str:
        """Decide on what is ticked, or on all that the list is narrowed to."""
        status = VERDICTS.get(form.words("decision"))
        if status is None:
            raise UsageError(finding("GO359.verdict"))
        view = self.answers.view()
        given = asked_before(form)
        if form.words("all"):
            if not any(value for name, value in given.items() if name != "status"):
                raise UsageError(finding("GO359.everything"))
            ids = list(narrowed(view, given))
        else:
            ids = [id_ for id_ in form.every("tick") if id_ in view.read.claims]
        if not ids:
            raise UsageError(finding("GO359.nothing"))
        if status == "accepted":
            ids = [id_ for id_ in ids if id_ not in view.evidence.orphans]
        done = self.deciding.decide([Choice(id_, status) for id_ in ids], form.number("seen", 0))
        told = {"done": str(len(done.kept)), "missed": str(len(done.missed))}
        names = sorted({decision.by for decision in done.missed})
        return "/claims?" + urlencode(
            {k: v for k, v in given.items() if v} | told | {"others": comma().join(names)}
        )

    def undo(self, _request: Request, form: Form) -> str:
        claims, done = self.deciding.undo()
        given = asked_before(form)
        if not claims:
            return _at(given, form.words("claim"), told="nothing")
        missed = {"missed": "undo"} if done is not None and done.missed else {}
        if len(claims) > 1:
            given = {"status": "unreviewed"}
        return _at(given, claims[0], **missed)


def queue(given: dict[str, str]) -> dict[str, str]:
    """Return what a review is narrowed to: what waits, unless something else is asked for."""
    return given | {"status": given.get("status") or "unreviewed"}


def _at(given: dict[str, str], claim: str, **more: str) -> str:
    asked_for = {k: v for k, v in given.items() if v} | ({"item": claim} if claim else {}) | more
    return f"/review?{urlencode(asked_for, quote_via=quote)}"
