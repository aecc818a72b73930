"""Words of a source put to use: made a claim, a want of a party, the evidence of a part of a case.

Whoever selects words answers for what they make of them: the claim is kept as accepted by their
initials, at exactly these words, and reading the page again never takes it away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.brief.evidence import Ground
from goodoffices.brief.timeline import (
    DEEDS_APART,
    DEEDS_TOGETHER,
    WORDS_APART,
    WORDS_TOGETHER,
)
from goodoffices.case.file import CaseFile
from goodoffices.case.file.edit import find
from goodoffices.case.file.text import Plain, parse, plain
from goodoffices.case.nouns import Case
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.bench import Bench
from goodoffices.desk.dossier import FoundWords, sentence_of
from goodoffices.desk.gate import Form
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Actor, Claim, Event, Issue, Statement
from goodoffices.evidence.snapshot import Document, Span, short_id
from goodoffices.evidence.store import DossierStore

TYPES = tuple(sorted(WORDS_TOGETHER | DEEDS_TOGETHER | WORDS_APART | DEEDS_APART))
"""What kinds of events there are: PLOVER's."""

RULE = "person"
"""What made a claim that a person made."""


@dataclass(frozen=True, slots=True)
class GroundedPart:
    """A part of the case that may rest on words: its path in the file, and what it says."""

    path: str
    words: str


def uses(view: DeskView, claims: Iterable[Claim]) -> list[Ground]:
    """Return what in the case rests on any of some claims, each once."""
    found: dict[tuple[str, str], Ground] = {}
    for claim in claims:
        for ground in view.evidence.uses.get(claim.id, ()):
            found[ground.place, ground.text] = ground
    return list(found.values())


def people(view: DeskView) -> list[tuple[str, str]]:
    """Return the actors that may speak or act, those that the case knows first."""
    own = [party.actor or party.id for party in view.material.case.parties]
    own += [one.actor or one.id for one in view.material.case.mediators]
    actors = view.evidence.actors
    order = [a for a in own if a in actors]
    order += sorted((a for a in actors if a not in order), key=lambda a: actors[a].name.casefold())
    return [(a, actors[a].name) for a in order if actors[a].status != "rejected"][:400]


def parts(case: Case) -> list[GroundedPart]:
    """Return the parts of a case that may rest on words."""
    return list(_parts(case))


def _parts(case: Case) -> Iterator[GroundedPart]:
    for party in case.parties:
        at = f"parties/{party.id}"
        for number, (text, _basis) in enumerate(party.wants):
            said = _("{party} wants: {text}").format(party=party.name, text=text)
            yield GroundedPart(f"{at}/wants/{number}", said)
        for option in party.options:
            short = option.id.partition(".")[2]
            said = _("{party} can: {text}").format(party=party.name, text=option.text or short)
            yield GroundedPart(f"{at}/options/{short}", said)
        for number, preference in enumerate(party.prefers):
            said = _("{party} prefers: {text}").format(party=party.name, text=preference.source)
            yield GroundedPart(f"{at}/prefers/{number}", said)
    for issue in case.issues:
        yield GroundedPart(f"issues/{issue.id}", _("Issue: {name}").format(name=issue.name))


def claim_of_words(view: DeskView, document: Document, place: FoundWords, form: Form) -> Claim:
    """Return the claim that a use shall rest on: one that is there, or a new statement."""
    there = view.claim(form.words("existing"))
    if there is not None:
        return there
    return claim(view, document, place, form)


def claim(view: DeskView, document: Document, place: FoundWords, form: Form) -> Claim:
    """Return the claim that a form makes of words.

    Raises
    ------
    UsageError
        GO358 where the form does not say what the claim needs.
    """
    span = document.snapshot.span(place.start, place.end)
    kind = form.words("kind") or "statement"
    if kind == "statement":
        return _statement(view, document, span, form)
    if kind == "event":
        return _event(view, document, span, form)
    name = " ".join(place.words.split())
    if len(name) > 120:
        raise UsageError(finding("GO358.long", words=name[:60]))
    if kind == "issue":
        return Issue(id=_fresh(name, view), name=name, spans=(span,), rule=RULE)
    if kind == "actor":
        what: Any = form.words("actor_kind")
        if what not in {"state", "igo", "organisation", "group", "person"}:
            raise UsageError(finding("GO358.actor"))
        return Actor(id=_fresh(name, view), name=name, kind=what, spans=(span,), rule=RULE)
    raise UsageError(finding("GO358.kind", kind=kind))


def _statement(view: DeskView, document: Document, span: Span, form: Form) -> Statement:
    speaker = form.words("speaker")
    actor = view.evidence.actors.get(speaker)
    name = actor.name if actor else document.outlet or document.called
    direct = form.words("how") == "direct"
    return Statement(
        id=short_id("S", document.snapshot.text_sha256, span.start, span.end, RULE),
        spans=(span,),
        kind="direct" if direct else "indirect",
        speaker=actor.id if actor else None,
        speaker_name=name or document.id,
        cue="",
        sentence=sentence_of(document, span.start, span.end),
        rule=RULE,
        confidence="high",
    )


def _event(view: DeskView, document: Document, span: Span, form: Form) -> Event:
    type_ = form.words("type")
    if type_ not in TYPES:
        raise UsageError(finding("GO358.event"))
    known = view.evidence.actors
    who, whom = (tuple(a for a in form.every(name) if a in known) for name in ("who", "whom"))
    if not who:
        raise UsageError(finding("GO358.who"))
    return Event(
        id=short_id("E", document.snapshot.text_sha256, type_, span.start, span.end, RULE),
        spans=(span,),
        type=type_,
        actors=who,
        recipients=whom,
        trigger=span,
        rule=RULE,
        confidence="high",
    )


def _fresh(name: str, view: DeskView) -> str:
    """Return an id for a new actor or issue that no claim has."""
    plain_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain_name))
    slug = slug if re.match(r"[a-z]", slug) else short_id("a", name).lower()
    number, id_ = 1, slug
    while id_ in view.read.claims:
        number += 1
        id_ = f"{slug}-{number}"
    return id_


def keep(bench: Bench, made: Claim) -> None:
    """Keep a claim on disk, accepted by whoever made it."""
    with DossierStore(bench.folder) as store:
        store.record(made, bench.by, bench.now())


def add_want(answers: DeskAnswers, view: DeskView, form: Form, made: Claim) -> None:
    """Keep a claim, and write a want that rests on it into the case; the edit can be undone.

    Raises
    ------
    UsageError
        GO345 where there is no such party.
    CaseError
        GO221, GO222 where the file cannot be edited there.
    """
    party, text = form.words("party"), form.words("text")
    if view.material.case.party(party) is None:
        raise UsageError(finding("GO345", what=party or "—"))
    if not text:
        raise UsageError(finding("GO358.want"))

    def do(file: CaseFile) -> None:
        file.append(("parties", party, "wants"), {"text": text, "evidence": [made.id]})
        _keep_new(answers.bench, view, made)

    answers.visit.change(text, f"parties/{party}", do)


def add_ground(answers: DeskAnswers, view: DeskView, part: str, made: Claim) -> None:
    """Keep a claim, and let a part of the case rest on it; the edit can be undone.

    Raises
    ------
    UsageError
        GO345 where the case has no such part.
    CaseError
        GO221, GO222 where the file cannot be edited there.
    """

    def do(file: CaseFile) -> None:
        if part not in {one.path for one in parts(file.case)}:
            raise UsageError(finding("GO345", what=part or "—"))
        _ground(file, part, made)
        _keep_new(answers.bench, view, made)

    answers.visit.change(_("The words are evidence now"), part, do)


def _ground(file: CaseFile, part: str, made: Claim) -> None:
    """Let a part of an opened case rest on a claim, beside what it rests on already."""
    steps = tuple(int(step) if step.isdecimal() else step for step in part.split("/"))
    there = _at(file, steps)
    if isinstance(there, dict):
        evidence = there.get("evidence")
        if isinstance(evidence, list) or evidence is None:
            if made.id not in (evidence or []):
                file.append((*steps, "evidence"), made.id)
        elif evidence != made.id:
            file.set((*steps, "evidence"), [str(evidence), made.id])
    else:
        first = "that" if "prefers" in steps else "name" if steps[0] == "issues" else "text"
        file.set(steps, {first: str(there), "evidence": [made.id]})


def _keep_new(bench: Bench, view: DeskView, made: Claim) -> None:
    if view.claim(made.id) is None:
        keep(bench, made)


def _at(file: CaseFile, path: tuple[str | int, ...]) -> Plain:
    site = find(parse(file.text, str(file.path)), path)
    return plain(site.node) if site is not None else ""
