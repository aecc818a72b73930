"""Statements and events that a language model proposes, kept only where the page bears them out.

The page is given as data, and nothing the model says is done: its answer must follow a schema, and
each quotation and each name must stand in the page to the letter. What fails is asked for twice
more, then dropped and counted. Drafts are unreviewed, of low confidence, named by the model that
made them, and never take the place of what the rules found or a person decided.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, Place
from goodoffices.base.files import atomic_write, sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.claims import Dossier, Event, Statement
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.read.model.endpoint import NoAnswer, Settings, ask
from goodoffices.read.model.proposals import (
    PROMPT,
    SCHEMA,
    Proposal,
    checked,
    events,
    stands,
    statements,
)

ATTEMPTS = 3
CACHE = "model-answers"
MOST = 60_000
"""How many characters of a page are shown to the model."""


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """What a model proposed for one page: what is kept, and how many proposals were dropped."""

    statements: tuple[Statement, ...] = ()
    dropped: int = 0
    findings: tuple[Finding, ...] = ()
    events: tuple[Event, ...] = ()


def draft(dossier: Dossier, model: Settings, cache: Path | None = None) -> Dossier:
    """Return a dossier with a model's statements and events beside its own.

    Parameters
    ----------
    dossier
        what the rules found.
    model
        the endpoint to ask.
    cache
        a folder for the model's answers; the same page is not asked about twice.
    """
    drafts = [draft_page(document, dossier, model, cache) for document in dossier.documents]
    return replace(
        dossier,
        statements=(*dossier.statements, *(s for draft in drafts for s in draft.statements)),
        events=(*dossier.events, *(e for draft in drafts for e in draft.events)),
        findings=(*dossier.findings, *(f for draft in drafts for f in draft.findings)),
    )


def draft_page(
    document: Document, dossier: Dossier, model: Settings, cache: Path | None = None
) -> ModelDraft:
    """Ask about one page, up to three times, and keep what the page bears out."""
    report = _report(document)
    path = cache / f"{_cache_key(report, model)}.json" if cache else None
    earlier = _kept(path)
    failures: tuple[Finding, ...] = ()
    if earlier is not None:
        proposals, dropped = earlier
    else:
        proposals, bad, failures = _answers(document, report, model)
        dropped = len(bad)
        if path is not None and not failures:
            path.parent.mkdir(exist_ok=True)
            plain = {"good": _answer(proposals), "dropped": dropped}
            atomic_write(path, json.dumps(plain).encode())
    good = [one for one in proposals if stands(document, one)]
    drafts, strangers = events(good, document, dossier, model.model)
    place = Place(document.name or document.id)
    findings = [replace(failure, place=place) for failure in failures]
    for key, count in (("GO158.dropped", dropped), ("GO158.strangers", strangers)):
        if count:
            findings.append(finding(key, place, severity="note", count=count))
    return ModelDraft(
        tuple(statements(good, document, dossier, model.model)),
        dropped,
        tuple(findings),
        tuple(drafts),
    )


def _answers(
    document: Document, report: str, model: Settings
) -> tuple[list[Proposal], list[Proposal], tuple[Finding, ...]]:
    """Return what the page bears out, what it does not, and why there was no answer at last."""
    good: list[Proposal] = []
    bad: list[Proposal] = []
    failures: tuple[Finding, ...] = ()
    for _attempt in range(ATTEMPTS):
        try:
            proposals = _parsed(ask(model, _messages(report, bad), SCHEMA))
        except NoAnswer as error:
            failures = error.findings
            continue
        failures = ()
        good += [one for one in proposals if one not in good and stands(document, one)]
        bad = [one for one in proposals if not stands(document, one)]
        if not bad:
            break
    return good, bad, failures


def _report(document: Document) -> str:
    """Return what is shown of a page: its title and body, not its furniture."""
    text = document.snapshot.text
    zones = [text[z.start : z.end] for z in document.zones if z.kind in CLAIM_ZONES]
    return "\n\n".join(zones)[:MOST]


def _messages(report: str, bad: list[Proposal]) -> list[dict[str, str]]:
    question: dict[str, Any] = {"report": report}
    if bad:
        question["not in the report to the letter"] = bad
    words = json.dumps(question, ensure_ascii=False)
    return [{"role": "system", "content": PROMPT}, {"role": "user", "content": words}]


def _parsed(answer: str) -> list[Proposal]:
    """Return the proposals of an answer. Raises NoAnswer."""
    try:
        plain = json.loads(answer)
    except (ValueError, RecursionError):
        raise NoAnswer(finding("GO157.schema", severity="warning")) from None
    return checked(plain)


def _answer(proposals: list[Proposal]) -> dict[str, list[Proposal]]:
    """Return proposals in the form of an answer."""
    return {
        "statements": [one for one in proposals if "speaker" in one],
        "events": [one for one in proposals if "trigger" in one],
    }


def _cache_key(report: str, model: Settings) -> str:
    question = json.dumps([report, PROMPT, SCHEMA, model.model], sort_keys=True)
    return sha256(question.encode("utf-8", "surrogatepass"))


def _kept(path: Path | None) -> tuple[list[Proposal], int] | None:
    """Return an answer that was kept, or None where there is none that is whole."""
    if path is None or not path.is_file():
        return None
    try:
        kept = json.loads(path.read_text("utf-8"))
        return checked(kept["good"]), int(kept["dropped"])
    except (ValueError, LookupError, TypeError, NoAnswer):
        return None
