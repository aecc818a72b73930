"""Claims as the page shows them, and what of the case rests on which claim.

A :class:`Quote` is a claim made ready: its words, who said them, which source, and the two places
of the page it links: its words in the source (``words``) and its own entry (``entry``). A
:class:`Ground` is one thing the case says, with its basis and the place where the page shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from goodoffices.base.i18n import _, comma
from goodoffices.brief.wants import bases
from goodoffices.case.nouns import Basis, Case
from goodoffices.evidence.across.matters import WHO_MEDIATES
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Actor, Claim, Dossier, Event, Issue, Relation, Statement
from goodoffices.evidence.snapshot import Document
from goodoffices.evidence.words import tally
from goodoffices.look.markup import anchor, clipped, direction, language_tag

KINDS: tuple[tuple[type, str], ...] = (
    (Actor, "actor"),
    (Statement, "statement"),
    (Event, "event"),
    (Issue, "issue"),
    (Relation, "relation"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A claim made ready for the page; ``about`` is what is said that rests on it, where known."""

    id: str
    kind: str
    text: str
    words: str | None
    entry: str
    status: str
    speaker: str = ""
    source: Document | None = None
    lang: str = ""
    dir: str = "auto"
    speech: str = ""
    orphaned: bool = False
    about: str = ""

    @property
    def missing(self) -> bool:
        """Whether the dossier has no such claim."""
        return self.kind == "missing"

    @property
    def bare(self) -> bool:
        """Whether these are a speaker's own words that do not bring their quotation marks."""
        return self.speech == "direct" and not self.text.startswith(tuple("“\"„«‘'"))

    @property
    def unreviewed(self) -> bool:
        """Whether no person has yet answered for it."""
        return self.status in ("unreviewed", "unsure")


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing the case says: where the page shows it, in words, and what it rests on."""

    place: str
    text: str
    basis: Basis


class Evidence:
    """Finds claims and sources by id, and what rests on them.

    ``also`` is what rests on claims beside the case itself: what was computed from it.
    """

    def __init__(self, case: Case, dossier: Dossier, also: Iterable[Ground] = ()) -> None:
        self.also = tuple(also)
        self.case, self.dossier = case, dossier
        self.claims: dict[str, Claim] = {claim.id: claim for claim in dossier.claims}
        self.documents = {document.id: document for document in dossier.documents}
        self.orphans = {claim.id for claim in dossier.orphans()}
        self.actors = {actor.id: actor for actor in dossier.actors}

    def quote(self, claim_id: str) -> Quote:
        """Return a claim made ready; one that the dossier lacks is marked as missing."""
        claim = self.claims.get(claim_id)
        entry = anchor("c", claim_id)
        if claim is None:
            return Quote(
                id=claim_id,
                kind="missing",
                text=claim_id,
                words=None,
                entry=entry,
                status="missing",
            )
        span = claim.spans[0] if claim.spans else None
        source = self.documents.get(span.source) if span else None
        orphaned = claim.id in self.orphans
        language = source.language if source else None
        return Quote(
            id=claim.id,
            kind=kind_of(claim),
            text=self.text(claim),
            words=anchor("w", claim.id) if span and source and not orphaned else None,
            entry=entry,
            status=claim.status,
            speaker=self.speaker(claim),
            source=source,
            lang=language_tag(language),
            dir=direction(language),
            speech=claim.kind if isinstance(claim, Statement) else "",
            orphaned=orphaned,
        )

    def quotes(self, ids: Iterable[str]) -> list[Quote]:
        """Return several claims made ready, each once; those that were rejected are left out."""
        found = [self.quote(claim_id) for claim_id in dict.fromkeys(ids)]
        return [quote for quote in found if quote.status != "rejected"]

    def cited(self, quote: Quote) -> str:
        """Say in a few words whose words these are, and where there are several pages, in which."""
        parts = [quote.speaker]
        source = quote.source
        if source is not None and (len(self.documents) > 1 or not quote.speaker):
            title = f"“{clipped(source.called, 40)}”"
            parts.append(clipped(source.outlet, 40) if source.outlet else title)
            parts.append(source.published or "")
        if quote.speaker and quote.speech == "indirect":
            parts[0] = _("paraphrasing {speaker}").format(speaker=quote.speaker)
        return comma().join(part for part in parts if part)

    def text(self, claim: Claim) -> str:
        """Return the words of a claim; of an actor or issue, those of its first mention.

        An event or relation may be told in several places: the longest tells the most.
        """
        if isinstance(claim, Actor | Issue) and not claim.spans:
            return claim.name
        if isinstance(claim, Actor | Issue):
            return claim.spans[0].exact
        if isinstance(claim, Statement):
            return claim.text
        return max((span.exact for span in claim.spans), key=len, default="")

    def speaker(self, claim: Claim) -> str:
        """Say whose words a claim gives, with role where known; empty for other claims."""
        if not isinstance(claim, Statement):
            return ""
        actor = self.actors.get(claim.speaker or "")
        name = actor.name if actor else claim.speaker_name
        if claim.unnamed:
            return _("{source} (not named)").format(source=name or self.name(claim.affiliation))
        role = actor.role if actor else None
        side = self.name(actor.affiliation) if actor else self.name(claim.affiliation)
        detail = comma().join(part for part in (role, side) if part and part != name)
        return _("{name} ({detail})").format(name=name, detail=detail) if detail else name

    def name(self, actor_id: str | None) -> str:
        """Return the name of an actor or issue, or the id where it names none here."""
        found = self.claims.get(actor_id or "")
        if isinstance(found, Actor | Issue):
            return found.name
        if actor_id == WHO_MEDIATES:
            return _("Who mediates")
        own = (issue.name for issue in self.case.issues if issue.id == actor_id)
        return next(own, actor_id or "")

    def names(self, ids: Iterable[str]) -> list[str]:
        """Return several actors' names."""
        return [self.name(actor_id) for actor_id in ids]

    @cached_property
    def witnesses(self) -> Witnesses:
        """The pages weighed: which are one origin, which claims are one event or statement."""
        return Witnesses(self.dossier)

    def told(self, claim: Claim) -> str:
        """Say how many reports of how many origins bear a claim; nothing where it is one report."""
        borne = self.witnesses.of(claim)
        return tally(borne.reports, borne.origins) if borne.reports > 1 else ""

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Everything in the case that rests on something."""
        return tuple(_grounds(self.case))

    @cached_property
    def uses(self) -> dict[str, list[Ground]]:
        """For each claim that the case names: what rests on it."""
        found: dict[str, list[Ground]] = {}
        for ground in (*self.grounds, *self.also):
            for claim_id in dict.fromkeys(ground.basis.evidence):
                found.setdefault(claim_id, []).append(ground)
        return found


def kind_of(claim: Claim) -> str:
    """Return the word for a claim's kind, as templates know it."""
    return next(word for noun, word in KINDS if isinstance(claim, noun))


def joined(spans: Iterable[object]) -> str:
    """Return the words of several spans, with a sign where some are left out."""
    return " … ".join(str(getattr(span, "exact", "")) for span in spans)


def _grounds(case: Case) -> Iterator[Ground]:
    """Walk the case in the order of the page."""
    for party in case.parties:
        known = {"party": party.name}
        yield Ground(anchor("party", party.id), party.name, party.basis)
        for number, (text, basis) in enumerate(party.wants, 1):
            said = _("{party} wants: {text}").format(text=text, **known)
            yield Ground(anchor("want", party.id, number), said, basis)
        for number, (place, basis) in enumerate(bases(party), 1):
            said = _("{party}, preference {number}").format(number=number, **known)
            yield Ground(place, said, basis)
        for option in party.options:
            said = _("{party} can: {text}").format(text=option.text, **known)
            yield Ground(anchor("option", option.id), said, option.basis)
        if party.worth is not None:
            said = _("{party}, worths").format(**known)
            yield Ground(anchor("packages"), said, party.worth.basis)
            for basis in party.worth.bases.values():
                yield Ground(anchor("packages"), said, basis)
    yield from _mediation(case)
    for issue in case.issues:
        said = _("Issue: {name}").format(name=issue.name)
        yield Ground(anchor("issue", issue.id), said, issue.basis)


def _mediation(case: Case) -> Iterator[Ground]:
    for mediator in case.mediators:
        place = anchor("mediator", mediator.id)
        answered = any(not basis.empty for _answer, basis in mediator.consent.values())
        if not (mediator.basis.empty and answered):  # its answers say why it stands here
            yield Ground(place, _("Mediator: {name}").format(name=mediator.name), mediator.basis)
        for text, basis in mediator.interest:
            said = _("{mediator} has an interest: {text}").format(mediator=mediator.name, text=text)
            yield Ground(place, said, basis)
        for party_id, (answer, basis) in mediator.consent.items():
            if answer == "unknown" and basis.empty:
                continue  # that nothing is known rests on nothing
            party = case.party(party_id)
            said = _("What {party} says of mediation by {mediator}").format(
                party=party.name if party else party_id, mediator=mediator.name
            )
            yield Ground(place, said, basis)
