"""Statements, events, actors and relations as rows, each with the words it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from goodoffices.base import spreadsheet as sheets
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Claim, Dossier, Event, Relation, Statement
from goodoffices.evidence.snapshot import Span

_COLUMNS = """
id kind status confidence rule who whom what type code date modality issues source title start end
words before after same_as reports origins
"""
HEAD = tuple(_COLUMNS.split())
"""The columns; one row for each span of each claim, so that every word has its place. ``same_as``
is the first claim that tells the same event or statement: what is counted is counted by it."""


def rows(dossier: Dossier) -> list[tuple[sheets.Cell, ...]]:
    """Return the head and every row, claim by claim."""
    witnesses = Witnesses(dossier)
    return [HEAD, *(row for claim in dossier.claims for row in _rows(dossier, claim, witnesses))]


def _rows(
    dossier: Dossier, claim: Claim, witnesses: Witnesses
) -> Iterable[tuple[sheets.Cell, ...]]:
    kind = type(claim).__name__.lower()
    head = (claim.id, kind, claim.status, claim.confidence, claim.rule)
    issues = ", ".join(getattr(claim, "issues", ()))
    borne = witnesses.of(claim)
    tail = ((borne.told_by or (claim.id,))[0], borne.reports, borne.origins)
    for span in claim.spans:
        yield (*head, *_content(dossier, claim), issues, *_place(dossier, span), *tail)


def _content(dossier: Dossier, claim: Claim) -> Sequence[str | None]:
    """Return who, whom, what, type, code, date and modality, as far as a claim has them."""
    names = dossier.actor_name
    if isinstance(claim, Statement):
        who, whom = claim.speaker_name, names(claim.addressee)
        return who, whom, claim.text, claim.kind, None, claim.date, claim.modality
    if isinstance(claim, Event):
        who, whom = ", ".join(map(names, claim.actors)), ", ".join(map(names, claim.recipients))
        what = claim.trigger.exact
        return who, whom, what, claim.type, claim.cameo, claim.date, claim.modality
    if isinstance(claim, Relation):
        who, whom = names(claim.subject), names(claim.object)
        return who, whom, None, claim.type, None, None, claim.modality
    kind, country = getattr(claim, "kind", None), getattr(claim, "country", None)
    return claim.name, None, None, kind, country, None, None


def _place(dossier: Dossier, span: Span) -> tuple[sheets.Cell, ...]:
    page = dossier.document(span.source)
    title = page.title if page else None
    return span.source, title, span.start, span.end, span.exact, span.prefix, span.suffix


def to_csv(dossier: Dossier) -> str:
    """Return every row as CSV, in which nothing runs as a formula."""
    return sheets.to_csv(rows(dossier))


def to_sheets(dossier: Dossier) -> dict[str, list[tuple[sheets.Cell, ...]]]:
    """Return the rows by kind of claim, for a workbook."""
    every = rows(dossier)
    kinds = ("actor", "statement", "event", "issue", "relation")
    return {kind: [HEAD, *(r for r in every[1:] if r[1] == kind)] for kind in kinds}


def to_jsonl(dossier: Dossier) -> str:
    """Return one JSON object a row."""
    every = rows(dossier)
    return "".join(
        json.dumps(dict(zip(HEAD, row, strict=True)), ensure_ascii=False) + "\n"
        for row in every[1:]
    )
