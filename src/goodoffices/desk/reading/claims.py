"""What was read, claim by claim: listed and searched, each beside its words, and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.dossier import FoundWords, placed
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.listing import pager, tables
from goodoffices.desk.reading.deciding import VERDICTS, Deciding
from goodoffices.desk.reading.narrowing import BANDS, KINDS, STANDINGS, asked, chosen, query
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Actor, Claim, Statement
from goodoffices.evidence.corrections import FIELDS as CORRECTED
from goodoffices.evidence.corrections import Form as FieldForm
from goodoffices.evidence.corrections import read_edit
from goodoffices.evidence.snapshot import Span
from goodoffices.evidence.store import Choice, Decision, SeenDecisions
from goodoffices.evidence.store.decisions import SAME
from goodoffices.evidence.store.rows import ENTITIES, kind_of

SHOWN = 240
"""Letters around a claim's words that its page shows."""


def claims(answers: DeskAnswers, deciding: Deciding) -> list[DeskDoor]:
    """Return the doors of claims."""
    room = _Claims(answers, deciding)
    return [
        DeskDoor("GET", "/claims", answers.page(room.claims)),
        *tables(answers, "/claims", room.rows),
        DeskDoor("GET", "/claims/{claim}.json", answers.plain(room.plain)),
        DeskDoor("GET", "/claims/{claim}", answers.page(room.claim)),
        DeskDoor("POST", "/claims/{claim}", answers.act(room.decide)),
        DeskDoor("POST", "/claims/{claim}/correct", answers.act(room.correct)),
        DeskDoor("POST", "/claims/{claim}/merge", answers.act(room.merge)),
        DeskDoor("POST", "/claims/{claim}/anchor", answers.act(room.anchor)),
    ]


class _Claims:
    """The handlers."""

    def __init__(self, answers: DeskAnswers, deciding: Deciding) -> None:
        self.answers = answers
        self.deciding = deciding

    def claims(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        ids = chosen(view, request)
        pages = pager(request, len(ids))
        given = asked(request.query_params)
        return "claims.html", {
            "quotes": [view.evidence.quote(id_) for id_ in ids[pages.first : pages.last]],
            "asked": given,
            "narrowed": any(value for name, value in given.items() if name != "status"),
            "queue": query(given),
            "asked_done": number(request, "done"),
            "asked_missed": number(request, "missed"),
            "others": request.query_params.get("others", ""),
            "pager": pages,
            "kinds": KINDS,
            "bands": BANDS,
            "standings": STANDINGS,
            "seen": view.read.last,
        }

    def rows(self, view: DeskView, request: Request) -> Sequence[dict[str, Any]]:
        return [_row(view, id_) for id_ in chosen(view, request)]

    def plain(self, view: DeskView, request: Request) -> dict[str, Any]:
        claim = view.claim(request.path_params["claim"])
        if claim is None:
            return {}
        row = _row(view, claim.id)
        spans = [[s.source, s.start, s.end, s.exact] for s in claim.spans]
        rests = [ground.text for ground in view.evidence.uses.get(claim.id, ())]
        return row | {"spans": spans, "rests_on_it": rests}

    def claim(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        found = item(view, request.path_params["claim"], request)
        if found is None:
            return None
        return "claim.html", {"item": found, "claim": found["claim"], "quote": found["quote"]}

    def decide(self, request: Request, form: Form) -> str:
        claim = request.path_params["claim"]
        status = VERDICTS.get(form.words("decision"))
        where = form.words("back") or f"/claims/{quote(claim)}"
        where = where if where.startswith(("/claims", "/review")) else "/claims"
        if status is None:
            return where
        view = self.answers.view()
        if status == "accepted" and claim in view.evidence.orphans:
            raise UsageError(finding("GO333", item=claim))
        done = self.deciding.decide([Choice(claim, status)], form.number("seen", 0))
        return _after(claim, done, form.words("decision")) or where

    def correct(self, request: Request, form: Form) -> str:
        view, claim = self._claim(request)
        changes = dict(_earlier(view, claim))
        known = {name: form.get(name, "").strip() for name in CORRECTED[type(claim)]}
        for name, value in known.items():
            if name in form and value != shown(claim, name):
                changes |= read_edit(
                    claim, f"{name} = {value.replace(';', ',')}", view.read.dossier
                )
        choice = Choice(claim.id, "corrected", changes=changes)
        done = self.deciding.decide([choice], form.number("seen", 0))
        return _after(claim.id, done, "correct") or f"/claims/{quote(claim.id)}"

    def merge(self, request: Request, form: Form) -> str:
        view, claim = self._claim(request)
        other = view.claim(form.words("other"))
        if other is None or other.id == claim.id or kind_of(other) != kind_of(claim):
            raise UsageError(finding("GO332", item=claim.id, other=form.words("other") or "—"))
        if kind_of(claim) in ENTITIES:
            choice = Choice(claim.id, "corrected", changes={SAME: other.id})
        else:
            choice = Choice(claim.id, "rejected", reason=f"= {other.id}")
        done = self.deciding.decide([choice], form.number("seen", 0))
        return _after(claim.id, done, "merge") or f"/claims/{quote(other.id)}"

    def anchor(self, request: Request, form: Form) -> str:
        view, claim = self._claim(request)
        document = view.read.documents.get(form.words("source"))
        if document is None:
            raise UsageError(finding("GO357.page"))
        start, end = form.number("start"), form.number("end")
        if not 0 <= start < end <= len(document.snapshot.text):
            raise UsageError(finding("GO357.none"))
        span = document.snapshot.span(start, end)
        changes = dict(_earlier(view, claim)) | {"spans": [_plain(span)]}
        done = self.deciding.decide(
            [Choice(claim.id, "corrected", changes=changes)], form.number("seen", 0)
        )
        return _after(claim.id, done, "anchor") or f"/claims/{quote(claim.id)}"

    def _claim(self, request: Request) -> tuple[DeskView, Claim]:
        view = self.answers.view()
        id_ = request.path_params["claim"]
        claim = view.claim(id_)
        if claim is None:
            raise UsageError(finding("GO325.claim", id=id_))
        return view, claim


def _earlier(view: DeskView, claim: Claim) -> dict[str, Any]:
    """Return what an earlier correction changed, which the next one keeps."""
    _number, last = view.read.decided.get(claim.id, (0, None))
    kept = dict(last.changes or {}) if last and last.status == "corrected" else {}
    kept.pop(SAME, None)
    return kept


def _plain(span: Span) -> dict[str, Any]:
    return {one.name: getattr(span, one.name) for one in fields(span)}


def _after(claim: str, done: SeenDecisions, tried: str) -> str:
    """Return where a decision leads that was not kept: to who decided meanwhile."""
    return f"/claims/{quote(claim)}?missed={quote(tried)}" if done.missed else ""


def item(view: DeskView, claim_id: str, request: Request) -> dict[str, Any] | None:
    """Return what a page shows of one claim: its words, its fields, what rests on it, who decided.

    None where there is no such claim.
    """
    claim = view.claim(claim_id)
    if claim is None:
        return None
    last: Decision | None = view.read.decided.get(claim.id, (0, None))[1]
    missed = request.query_params.get("missed", "")
    return {
        "claim": claim,
        "quote": view.evidence.quote(claim.id),
        "places": list(_places(view, claim))[:6],
        "uses": view.evidence.uses.get(claim.id, []),
        "told": view.evidence.told(claim) if isinstance(claim, Statement) else "",
        "last": last,
        "missed": missed,
        "seen": view.read.last,
        "fields": [
            (name, form if isinstance(form, tuple) else (), shown(claim, name))
            for name, form in _forms(claim).items()
        ],
        "entity": isinstance(claim, Actor) or kind_of(claim) in ENTITIES,
    }


def _forms(claim: Claim) -> dict[str, FieldForm]:
    return dict(CORRECTED[type(claim)])


def _places(view: DeskView, claim: Claim) -> list[tuple[FoundWords, bool]]:
    """Return where a claim's words stand, with whether they still do."""
    found = []
    for span in claim.spans:
        document = view.read.documents.get(span.source)
        if document is None:
            continue
        if document.snapshot.holds(span):
            found.append((placed(document, span.start, span.end, SHOWN), True))
        else:
            place = FoundWords(document, span.start, span.end, span.prefix, span.exact, span.suffix)
            found.append((place, False))
    return found


def shown(claim: Claim, name: str) -> str:
    """Return a field of a claim as a person reads and writes it."""
    value = getattr(claim, name, None)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def number(request: Request, name: str) -> int:
    """Return a number that an address brings; 0 where it brings none."""
    return max(0, Form(request.query_params.multi_items()).number(name, 0))


def _row(view: DeskView, claim_id: str) -> dict[str, Any]:
    claim, found = view.read.claims[claim_id], view.evidence.quote(claim_id)
    last = view.read.decided.get(claim_id, (0, None))[1]
    span = claim.spans[0] if claim.spans else None
    return {
        "id": claim_id,
        "kind": found.kind,
        "status": found.status,
        "band": claim.confidence,
        "who": found.speaker,
        "words": found.text,
        "date": getattr(claim, "date", None),
        "source": span.source if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "rule": claim.rule,
        "decided_by": last.by if last else None,
        "rest_on_it": len(view.evidence.uses.get(claim_id, ())),
    }
