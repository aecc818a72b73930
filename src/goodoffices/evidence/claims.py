"""What a reading finds: actors, statements, events, issues and relations, each with its words.

A :class:`Dossier` holds what was read from one document or from many. Every item is *unreviewed*
until a person decides, names the rule that found it, and keeps the spans it rests on. Actors and
issues are entities and have ids that name them (``iran``, ``dmitry-peskov``,
``nuclear-programme``); statements, events and relations are claims of one source and have ids made
from their place in it (``S-7Q3K5VX``).

Event types are PLOVER 2021's; a CAMEO code stands beside them where mediation needs a finer one.
What the draft of a case adds has the type ``ACT`` and no code.
Dates are EDTF, countries ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import KW_ONLY, asdict, dataclass, replace
from typing import Any, Literal, TypeVar

from goodoffices.base.errors import Finding
from goodoffices.evidence.snapshot import Document, Span

Status = Literal["unreviewed", "accepted", "corrected", "rejected", "unsure"]
Confidence = Literal["high", "medium", "low"]
ActorKind = Literal["state", "igo", "organisation", "group", "person"]
StatementKind = Literal["direct", "indirect", "mixed"]
UnnamedKind = Literal[
    "official", "diplomat", "person_familiar", "analyst", "document", "state_media", "reports"
]
Modality = Literal["asserted", "reported", "negated", "hypothetical", "future", "historical"]
UNREAL: frozenset[Modality] = frozenset({"negated", "hypothetical"})
"""Modalities of what is not said to have happened; it is kept and never counted."""
ACT = "ACT"
"""The type of an event that is none of PLOVER's: an act of a side, found by the draft of a case."""
DRAFTED = "draft"
"""The rule of claims that a draft made of clauses of which reading made none."""
STAND = "statement:stand-"
"""How the rules of statements begin that tell where a side stands, by no word of saying."""
LISTED = "statement:listed"
"""The rule of lines and cells that a page's form gives to a side, with no word of saying."""
NAMELESS = "actor:party"
"""How the rules of parties begin that a page calls by a common noun."""
ONLY_STATE = "/only-state"
"""How the rules end of those whose country no words give: it is the page's one state, or its one
government."""
Stage = Literal["offered", "requested", "accepted", "under_way", "refused", "suspended", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, organisation, group or person under one name, with every mention of it.

    ``country`` is the state it is or belongs to; ``affiliation`` is the id of the actor it speaks
    or acts for, or its name where that is no actor here; ``metonyms`` are the aliases that name a
    place for its government ("Tehran", "the Kremlin").
    """

    id: str
    name: str
    kind: ActorKind
    spans: tuple[Span, ...]
    country: str | None = None
    role: str | None = None
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    rule: str = ""
    confidence: Confidence = "medium"
    status: Status = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said something: who, how it is rendered, to whom, about what.

    ``spans`` are the words of the content, in order; ``speaker`` is an actor's id, or None where
    the speaker is not an actor here, and then ``speaker_name`` is all there is. ``unnamed`` types a
    source without a name; ``affiliation`` is then the actor it is said to belong to.
    """

    id: str
    spans: tuple[Span, ...]
    kind: StatementKind
    speaker: str | None
    speaker_name: str
    cue: str
    sentence: Span
    speaker_span: Span | None = None
    cue_span: Span | None = None
    unnamed: UnnamedKind | None = None
    affiliation: str | None = None
    addressee: str | None = None
    issues: tuple[str, ...] = ()
    modality: Modality = "asserted"
    date: str | None = None
    rule: str = ""
    confidence: Confidence = "medium"
    status: Status = "unreviewed"

    @property
    def text(self) -> str:
        """The words of the content."""
        return " … ".join(span.exact for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was done, or is said to have been done.

    ``spans`` are the words that tell it (the sentence or clause); ``trigger`` is the word that
    decided its type. ``actors`` did it to or with ``recipients`` (actor ids). ``mediator`` is the
    third party of a mediation event and ``stage`` how far that mediation is. ``date`` is EDTF or
    None; ``date_text`` the words it was read from. ``attributed_to`` is whoever the report says
    reported it.
    """

    id: str
    spans: tuple[Span, ...]
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: Span
    mode: str | None = None
    context: str | None = None
    cameo: str | None = None
    mediator: str | None = None
    stage: Stage | None = None
    issues: tuple[str, ...] = ()
    date: str | None = None
    date_text: str | None = None
    date_precision: str | None = None
    modality: Modality = "asserted"
    attributed_to: str | None = None
    rule: str = ""
    confidence: Confidence = "medium"
    status: Status = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter in dispute, with the actors it lies between."""

    id: str
    name: str
    spans: tuple[Span, ...]
    context: str | None = None
    parties: tuple[str, ...] = ()
    rule: str = ""
    confidence: Confidence = "medium"
    status: Status = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two actors stand to each other: partner, adversary, supports, part_of and the like."""

    id: str
    spans: tuple[Span, ...]
    type: str
    subject: str
    object: str
    modality: Modality = "asserted"
    rule: str = ""
    confidence: Confidence = "medium"
    status: Status = "unreviewed"


def is_deadline(event: Event) -> bool:
    """Tell whether an event's date is the end of a time: who must do it by then, what lapses."""
    return event.rule.startswith("deadline/")


Claim = Actor | Statement | Event | Issue | Relation
KINDS: dict[str, type[Claim]] = {
    "actors": Actor,
    "statements": Statement,
    "events": Event,
    "issues": Issue,
    "relations": Relation,
}
"""The kinds of claims, by the field of a dossier that holds them, in their order."""


def waits(claim: Claim) -> bool:
    """Tell whether a claim counts for nothing until a person has looked at it: it is *low*."""
    return claim.confidence == "low" and claim.status == "unreviewed"


def nameless(actor: Actor) -> bool:
    """Tell whether an actor is a party that a page calls by a common noun: "the rebels"."""
    return actor.rule.startswith(NAMELESS)


def of_the_pages_state(actor: Actor) -> bool:
    """Tell whether an actor's country is inferred: no words give it, the page has no other."""
    return actor.rule.endswith(ONLY_STATE)


def stood(statement: Statement) -> str | None:
    """Return how a side stands to something where its page tells so without a word of saying.

    ``want``, ``for``, ``against`` or ``ready``; None for what is said, or told in another way.
    """
    start, stand, kind = statement.rule.partition(STAND)
    return kind if stand and not start else None


def listed(statement: Statement) -> bool:
    """Tell whether a statement is a line of a list or a cell of a table, which are a side's."""
    return statement.rule == LISTED


def in_list(statement: Statement) -> bool:
    """Tell whether a statement is a line of a list that a sentence leads in, as somebody's."""
    return stood(statement) is not None and statement.cue_span is None


def drafted(claim: Claim) -> bool:
    """Tell whether a claim was made by the draft of a case, and not by reading a page."""
    return claim.rule == DRAFTED


_Entity = TypeVar("_Entity", Actor, Issue)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was read, from one document or many."""

    documents: tuple[Document, ...]
    _: KW_ONLY
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every item, in the order actors, statements, events, issues, relations."""
        return tuple(claim for kind in KINDS for claim in getattr(self, kind))

    @property
    def texts(self) -> dict[str, str]:
        """The text of each document, by its id."""
        return {d.id: d.snapshot.text for d in self.documents}

    def document(self, source: str) -> Document | None:
        """Return the document with an id, or None."""
        return next((d for d in self.documents if d.id == source), None)

    def claim(self, claim_id: str) -> Claim | None:
        """Return the item with an id, or None."""
        return next((c for c in self.claims if c.id == claim_id), None)

    def actor_name(self, actor_id: str | None) -> str:
        """Return an actor's name, the id itself where it names no actor, or an empty string."""
        actor = next((a for a in self.actors if a.id == actor_id), None)
        return actor.name if actor else (actor_id or "")

    def without(self, ids: Container[str]) -> Dossier:
        """Return the dossier without some statements and events."""
        return replace(
            self,
            statements=tuple(s for s in self.statements if s.id not in ids),
            events=tuple(e for e in self.events if e.id not in ids),
        )

    def counted(self, used: Iterable[str] = ()) -> Dossier:
        """Return the dossier without the claims that wait for a person, but those that are used.

        Actors stay, for claims name them.
        """
        named = frozenset(used)

        def stays(claim: Claim) -> bool:
            return claim.id in named or not waits(claim)

        return replace(
            self,
            statements=tuple(filter(stays, self.statements)),
            events=tuple(filter(stays, self.events)),
            issues=tuple(filter(stays, self.issues)),
            relations=tuple(filter(stays, self.relations)),
        )

    def orphans(self) -> tuple[Claim, ...]:
        """Return the items with a span that its snapshot no longer says at its place."""
        texts = {d.id: d.snapshot for d in self.documents}
        return tuple(
            claim
            for claim in self.claims
            if not all(s.source in texts and texts[s.source].holds(s) for s in claim.spans)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain values: ``document`` for a single one, else ``documents``, and the items.

        The shape is described by :func:`goodoffices.evidence.schema`.
        """
        documents = [_document_dict(d) for d in self.documents]
        head: dict[str, Any] = (
            {"document": documents[0]} if len(documents) == 1 else {"documents": documents}
        )
        return head | {
            "actors": [asdict(a) for a in self.actors],
            "statements": [asdict(s) | {"text": s.text} for s in self.statements],
            "events": [asdict(e) for e in self.events],
            "issues": [asdict(i) for i in self.issues],
            "relations": [asdict(r) for r in self.relations],
            "findings": [f.to_dict() for f in self.findings],
        }


def _document_dict(document: Document) -> dict[str, Any]:
    """Lay a document flat: its snapshot's fields beside its own."""
    plain = asdict(document)
    snapshot: dict[str, Any] = plain.pop("snapshot")
    return {"id": document.id} | snapshot | plain


def merge(dossiers: Iterable[Dossier]) -> Dossier:
    """Join dossiers into one: documents and claims side by side, the same actor or issue as one.

    A document that was read twice is kept once, in its first reading.
    """
    documents: dict[str, Document] = {}
    parts: list[Dossier] = []
    for dossier in dossiers:
        fresh = [d for d in dossier.documents if d.id not in documents]
        if fresh or not dossier.documents:
            documents |= {d.id: d for d in fresh}
            parts.append(dossier)
    return Dossier(
        documents=tuple(documents.values()),
        actors=_merge_entities([a for p in parts for a in p.actors]),
        statements=tuple(s for p in parts for s in p.statements),
        events=tuple(e for p in parts for e in p.events),
        issues=_merge_entities([i for p in parts for i in p.issues]),
        relations=tuple(r for p in parts for r in p.relations),
        findings=tuple(f for p in parts for f in p.findings),
    )


def _merge_entities(items: Sequence[_Entity]) -> tuple[_Entity, ...]:
    """Join the items that share an id; what one leaves open another may fill, nothing is lost."""
    merged: dict[str, _Entity] = {}
    for item in items:
        known = merged.get(item.id)
        merged[item.id] = item if known is None else _join(known, item)
    return tuple(merged.values())


def _join(first: _Entity, second: _Entity) -> _Entity:
    """Join two records of one actor or issue, the first's word taken where they differ."""
    spans = tuple(dict.fromkeys((*first.spans, *second.spans)))
    if isinstance(first, Issue):
        parties = tuple(dict.fromkeys((*first.parties, *second.parties)))
        return replace(first, spans=spans, parties=parties)
    assert isinstance(second, Actor)  # noqa: S101 - ids of actors and issues do not mix
    if first.kind == "person" and second.kind == "organisation" and not first.role:
        first = replace(first, kind=second.kind, rule=second.rule)  # told on one page for all
    told = [
        a for a in (first, second) if not of_the_pages_state(a) and (a.affiliation or a.country)
    ]
    inferred = not told and any(map(of_the_pages_state, (first, second)))
    if told and of_the_pages_state(first):  # what a page says goes before what it only names
        first = replace(first, country=told[0].country, affiliation=told[0].affiliation)
    if told and of_the_pages_state(second):
        second = replace(second, country=None, affiliation=None)
    return replace(
        first,
        spans=spans,
        rule=first.rule.removesuffix(ONLY_STATE) + (ONLY_STATE if inferred else ""),
        country=first.country or second.country,
        role=first.role or second.role,
        affiliation=first.affiliation or second.affiliation,
        aliases=tuple(dict.fromkeys((*first.aliases, *second.aliases))),
        metonyms=tuple(dict.fromkeys((*first.metonyms, *second.metonyms))),
    )
