"""Statements and events that a language model proposes, kept only where the page bears them out.

The page is given as data, and nothing the model says is done: its answer must follow a schema, and
each quotation and each name must stand in the page to the letter. What fails is asked for twice
more, then dropped and counted. Drafts are unreviewed, of low confidence, named by the model that
made them, and never take the place of what the rules found or a person decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, Place, UsageError
from goodoffices.base.files import atomic_write, sha256
from goodoffices.base.i18n import _
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
class Drafted:
    """What a model proposed for one page: what is kept, and how many proposals were dropped."""

    statements: tuple[Statement, ...] = ()
    dropped: int = 0
    findings: tuple[Finding, ...] = ()
    events: tuple[Event, ...] = ()


def draft(dossier: Dossier, whom: Settings, cache: Path | None = None) -> Dossier:
    """Return a dossier with a model's statements and events beside its own.

    Parameters
    ----------
    dossier
        what the rules found.
    whom
        the endpoint to ask.
    cache
        a folder for the model's answers; the same page is not asked about twice.
    """
    said, happened = list(dossier.statements), list(dossier.events)
    findings = list(dossier.findings)
    for document in dossier.documents:
        drafted = draft_page(document, dossier, whom, cache)
        said += drafted.statements
        happened += drafted.events
        findings += drafted.findings
    return replace(
        dossier, statements=tuple(said), events=tuple(happened), findings=tuple(findings)
    )


def draft_page(
    document: Document, dossier: Dossier, whom: Settings, cache: Path | None = None
) -> Drafted:
    """Ask about one page, up to three times, and keep what the page bears out."""
    report = _report(document)
    kept = cache / f"{_cache_key(report, whom)}.json" if cache else None
    held = _kept(kept)
    if held is None:
        good, bad, told = _asked(document, report, whom)
        held = (good, len(bad))
        if kept is not None and not told:
            kept.parent.mkdir(exist_ok=True)
            plain = {"good": _answer(good), "dropped": len(bad)}
            atomic_write(kept, json.dumps(plain).encode())
    else:
        told = ()
    good, dropped = [one for one in held[0] if stands(document, one)], held[1]
    made, strangers = events(good, document, dossier, whom.model)
    findings = (
        *_placed(told, document),
        *_dropped(dropped, document),
        *_unknown(strangers, document),
    )
    said = tuple(statements(good, document, dossier, whom.model))
    return Drafted(said, dropped, findings, tuple(made))


def _asked(
    document: Document, report: str, whom: Settings
) -> tuple[list[Proposal], list[Proposal], tuple[Finding, ...]]:
    """Return what the page bears out, what it does not, and why there was no answer at last."""
    good: list[Proposal] = []
    bad: list[Proposal] = []
    told: tuple[Finding, ...] = ()
    for _attempt in range(ATTEMPTS):
        try:
            found = _parsed(ask(whom, _messages(report, bad), SCHEMA))
        except NoAnswer as error:
            told = error.findings
            continue
        told = ()
        good += [one for one in found if one not in good and stands(document, one)]
        bad = [one for one in found if not stands(document, one)]
        if not bad:
            break
    return good, bad, told


def _report(document: Document) -> str:
    """Return what is shown of a page: its title and body, not its furniture."""
    text = document.snapshot.text
    zones = [text[z.start : z.end] for z in document.zones if z.kind in CLAIM_ZONES]
    return "\n\n".join(zones)[:MOST]


def _messages(report: str, bad: list[Proposal]) -> list[dict[str, str]]:
    asked: dict[str, Any] = {"report": report}
    if bad:
        asked["not in the report to the letter"] = bad
    said = json.dumps(asked, ensure_ascii=False)
    return [{"role": "system", "content": PROMPT}, {"role": "user", "content": said}]


def _parsed(answer: str) -> list[Proposal]:
    """Return the proposals of an answer. Raises NoAnswer, or UsageError without the extra."""
    try:
        import jsonschema  # noqa: F401 - what checks the answer
    except ImportError:
        text = _("Asking a language model needs libraries that are not installed.")
        raise UsageError(Finding("GO159", text, help="pip install 'goodoffices[llm]'")) from None
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        text = _("The language model's answer does not follow the schema.")
        raise NoAnswer(Finding("GO157", text, severity="warning")) from None
    return checked(said)


def _answer(found: list[Proposal]) -> dict[str, list[Proposal]]:
    """Return proposals in the form of an answer."""
    return {
        "statements": [one for one in found if "speaker" in one],
        "events": [one for one in found if "trigger" in one],
    }


def _cache_key(report: str, whom: Settings) -> str:
    asked = json.dumps([report, PROMPT, SCHEMA, whom.model], sort_keys=True)
    return sha256(asked.encode("utf-8", "surrogatepass"))


def _kept(path: Path | None) -> tuple[list[Proposal], int] | None:
    """Return an answer that was kept, or None where there is none that is whole."""
    if path is None or not path.is_file():
        return None
    try:
        held = json.loads(path.read_text("utf-8"))
        return checked(held["good"]), int(held["dropped"])
    except (ValueError, LookupError, TypeError, NoAnswer):
        return None


def _placed(told: tuple[Finding, ...], document: Document) -> Iterator[Finding]:
    for finding in told:
        yield replace(finding, place=Place(document.name or document.id))


def _dropped(count: int, document: Document) -> Iterator[Finding]:
    """Say how many proposals were dropped."""
    if count:
        text = _("{count} of the language model's proposals are not in the page: dropped.")
        place = Place(document.name or document.id)
        yield Finding("GO158", text.format(count=count), place, severity="note")


def _unknown(count: int, document: Document) -> Iterator[Finding]:
    """Say how many events were dropped because they name somebody the rules did not find."""
    if count:
        text = _("{count} events of the language model name no actor that was found: dropped.")
        place = Place(document.name or document.id)
        yield Finding("GO158", text.format(count=count), place, severity="note")
