"""Whom the dossier shows as parties to the dispute, and whom as mediators between them.

A party is a state or group that a mediation is addressed to, that an issue lies between, or that
wants and refuses things itself on several pages; a mediator is whoever a mediation event names as
the third. People and offices count as those they speak for. Claims that were rejected, and what is
said not to have happened, show nothing. Where many pages were read, one page makes no party: it may
be about something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from goodoffices.evidence.across.copies import origins
from goodoffices.evidence.across.happenings import happenings
from goodoffices.evidence.claims import Actor, Dossier, Event, Issue, Statement, waits
from goodoffices.folder.proposals.acceptance import Answering, votes
from goodoffices.folder.proposals.acts import ProposedLine
from goodoffices.folder.proposals.belonging import Belonging
from goodoffices.folder.proposals.bids import Bid, PageClauses, bids
from goodoffices.folder.proposals.consents import Consenting, ReadAnswer, answer, settled
from goodoffices.folder.proposals.offices import Holders, NamedMediator, named_mediators, naming
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.folder.proposals.thirds import Thirds

PARTY_KINDS = frozenset({"state", "group", "organisation"})
STAKES = frozenset({"want", "refuse", "demand", "threat"})
"""Kinds of bids that only a side of the dispute makes often."""
MANY = 4
"""From how many pages on an actor of one page alone is no party."""
MOST_EVIDENCE = 6
"""How many claims are named for one proposal: the first read, of several events rather than of
several reports of one."""

Progress = Callable[[int, int, str], None]
"""Is told how much is done, of how much, and what is next."""


@dataclass(frozen=True, slots=True)
class ProposedParty:
    """An actor with the ids of the claims that show its part."""

    actor: Actor
    evidence: tuple[str, ...]


class Candidates:
    """A dossier read for who is who in its mediation.

    Where it is not to be ``parsed``, only its claims count: quick, and without the language.
    ``progress`` is told before each page how many are parsed, of how many, and which it is.
    """

    def __init__(
        self, dossier: Dossier, *, parsed: bool = True, progress: Progress | None = None
    ) -> None:
        self.dossier = dossier
        self.parsed = parsed
        self.progress = progress or (lambda _done, _of, _at: None)
        self.belonging = Belonging(dossier)
        self.actors = self.belonging.actors
        self.events = tuple(
            e for e in dossier.events if e.status != "rejected" and e.modality != "negated"
        )
        self.issues = tuple(i for i in dossier.issues if i.status != "rejected")
        self.mediations = tuple(e for e in self.events if e.mediator)
        self._consents: dict[tuple[str, str], ReadAnswer] = {}

    def principal(self, actor_id: str | None) -> str | None:
        """Return whom an actor stands for: the state or group a person or office belongs to."""
        return self.belonging.principal(actor_id)

    def principals(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return whom several actors stand for, each once."""
        return self.belonging.principals(actor_ids)

    def speaker(self, statement: Statement) -> str | None:
        """Return the side that makes a statement: its speaker's, or whom that one speaks for."""
        return self.belonging.speaker(statement)

    @property
    def names(self) -> frozenset[str]:
        """The words of all names of actors, lower case."""
        return self.belonging.names

    def parse(self) -> int:
        """Parse the pages now, which takes long, and keep them; return how many bids they hold."""
        return len(self.bids)

    @cached_property
    def bids(self) -> tuple[Bid, ...]:
        """What every side is read as wanting and doing."""
        return tuple(bids(self.pages, self.dossier, self.belonging))

    @cached_property
    def pages(self) -> tuple[ParsedPage, ...]:
        """The pages, parsed; none where they are not to be."""
        documents, pages = self.dossier.documents if self.parsed else (), []
        for number, document in enumerate(documents):
            self.progress(number, len(documents), document.title or document.name or "")
            pages.append(ParsedPage.of(document, self.dossier))
        self.progress(len(documents), len(documents), "")
        return tuple(pages)

    @cached_property
    def _named_mediators(self) -> tuple[NamedMediator, ...]:
        """Whom the pages call a mediator, an envoy's sender, or whose good offices."""
        between = (
            replace(one, actor=side)
            for one in self.holders.standing_between(self.pages)
            if (side := self.principal(one.actor))
        )
        return (*named_mediators(self.pages, self.principal), *between)

    @cached_property
    def holders(self) -> Holders:
        """Who holds an office that is no side's."""
        return Holders(self.actors.values())

    @cached_property
    def _pages(self) -> dict[str, set[str]]:
        """For each side: the pages on which it speaks, bids or acts."""
        found: dict[str, set[str]] = {}
        for statement in self.dossier.statements:
            side = self.speaker(statement)
            if side and statement.status != "rejected":
                found.setdefault(side, set()).update(s.source for s in statement.spans)
        for bid in self.bids:
            found.setdefault(bid.party, set()).add(bid.source)
        for event in self.events:
            for side in self.principals((*event.actors, *event.recipients)):
                found.setdefault(side, set()).update(s.source for s in event.spans)
        return found

    @cached_property
    def _mediators(self) -> tuple[ProposedParty, ...]:
        """The mediators; where many pages were read, those of pages that a party has a part in."""
        sides = {one.actor.id for one in self.parties()}
        here = {page for side in sides for page in self._pages.get(side, ())}
        many = len(self.dossier.documents) >= MANY
        pairs: list[tuple[str | None, str | None]] = [
            (self.principal(e.mediator), e.id)
            for e in self.mediations
            if not many or {s.source for s in e.spans} & here
        ]
        pairs += [
            (named.actor, named.claim)
            for named in self._named_mediators
            if not many or named.source in here
        ]
        found = self._gathered(
            (actor, claim)
            for actor, claim in pairs
            if actor and claim and (actor not in sides or actor in self._interested)
        )
        return tuple(one for one in found if not many or self._mediates(one))

    def _mediates(self, one: ProposedParty) -> bool:
        """Tell whether a mediator is named more than once, or does something itself.

        A place that stands for another's body ("the Vienna organisation") does neither. Whoever
        holds an office of no side does much else: two sentences must tell of mediating.
        """
        does = any(one.actor.id in self.principals(e.actors) for e in self.events)
        if one.actor.id in self.holders.actors:
            read = any(self.principal(e.mediator) == one.actor.id for e in self.mediations)
            return read or sum(n.actor == one.actor.id for n in self._named_mediators) > 1
        return does or len(one.actor.spans) > 1

    @cached_property
    def _interested(self) -> frozenset[str]:
        """Whoever mediates and yet has an issue of its own."""
        return frozenset(actor for actor, _claim in self._at_issue())

    def mediators(self) -> tuple[ProposedParty, ...]:
        """Return whoever mediates, offered to or is spoken of as a mediator, with what says so."""
        return self._mediators

    def parties(self) -> tuple[ProposedParty, ...]:
        """Return the parties, those that a mediation is addressed to first."""
        third = self._third
        return self._gathered(
            (actor, claim)
            for actor, claim in (*self._addressed(), *self._at_issue(), *self._bidding())
            if self.actors[actor].kind in PARTY_KINDS
            and self._often(actor)
            and (actor not in third or actor in self._interested)
        )

    @cached_property
    def _third(self) -> frozenset[str]:
        """Whoever is read as a mediator more often than as somebody mediated with, or who bids.

        A mediator offers and invites; whoever wants and refuses much has a stake.
        """
        between: dict[str, int] = {}
        for event in self.mediations:
            mediator = self.principal(event.mediator)
            if mediator:
                between[mediator] = between.get(mediator, 0) + 1
            for side in self.principals(event.recipients):
                if side != mediator:
                    between[side] = between.get(side, 0) - 1
        for named in self._named_mediators:
            between[named.actor] = between.get(named.actor, 0) + 1
        stakes = Counter(b.party for b in self.bids if b.kind in STAKES)
        return frozenset(
            side for side, times in between.items() if times > 0 and 2 * times >= stakes[side]
        )

    def _often(self, actor: str) -> bool:
        """Tell whether an actor has a part on enough pages, of those there are."""
        return len(self._pages.get(actor, ())) >= (2 if len(self.dossier.documents) >= MANY else 1)

    def _bidding(self) -> Iterator[tuple[str, str]]:
        """Yield who bids on several pages, those who bid on the most first."""
        for actor, pages in sorted(self._pages.items(), key=lambda one: -len(one[1])):
            own = [b for b in self.bids if b.party == actor]
            if len(pages) >= 2 and len({b.source for b in own}) >= 2 and len(own) >= 3:
                yield from ((actor, b.claim) for b in own)

    def _addressed(self) -> Iterator[tuple[str, str]]:
        for event in self.mediations:
            mediator = self.principal(event.mediator)
            for actor in self.principals(event.recipients):
                if actor != mediator:
                    yield actor, event.id

    def _at_issue(self) -> Iterator[tuple[str, str]]:
        for issue in self.issues:
            for actor in self.principals(issue.parties):
                yield actor, issue.id

    def _gathered(self, pairs: Iterable[tuple[str, str]]) -> tuple[ProposedParty, ...]:
        """Join the pairs of actor and claim by actor."""
        found: dict[str, list[str]] = {}
        for actor, claim in pairs:
            found.setdefault(actor, []).append(claim)
        return tuple(
            ProposedParty(self.actors[actor], self.first(claims)) for actor, claims in found.items()
        )

    def about(self, issue: Issue) -> tuple[str, ...]:
        """Return the claims about an issue; the issue itself where none is."""
        claims: tuple[Statement | Event, ...] = (*self.dossier.statements, *self.events)
        found = [c.id for c in claims if issue.id in c.issues and c.status != "rejected"]
        return self.first(found) or (issue.id,)

    def consent(self, mediator: str, party: str) -> ReadAnswer:
        """Return what a party answered to a mediator, with the claims that say so."""
        if (mediator, party) not in self._consents:
            self._consents[mediator, party] = self._consent(mediator, party)
        return self._consents[mediator, party]

    def _consent(self, mediator: str, party: str) -> ReadAnswer:
        others = [one.actor for one in self.mediators() if one.actor.id != mediator]
        asked = Consenting(
            frozenset(a for a in self.actors if self.principal(a) == party),
            frozenset(s.id for s in self.dossier.statements if self.speaker(s) == party),
            frozenset(a for a in self.actors if self.principal(a) == mediator),
            self._naming([mediator]),
            self._naming([one.id for one in others]),
        )
        found = answer(self.dossier, asked, self.pages)
        if found.answer == "unknown" and not found.evidence:
            own = [v for v in self._votes if (v.side, v.mediator) == (party, mediator)]
            said = [v for v in own if not v.implied] or own
            found = settled(self.dossier, [(v.answer, v.claim, v.source) for v in said])
            return replace(found, borne=found.evidence)
        return found

    def _naming(self, sides: Iterable[str]) -> re.Pattern[str]:
        """Return the pattern of the names and titles of some actors and whoever stands for them."""
        stands = frozenset(sides)
        own = [a for a in self.actors.values() if self.principal(a.id) in stands]
        return naming(own, [title for a in own for title in self.holders.titles(a.id)])

    @cached_property
    def _votes(self) -> tuple[Answering, ...]:
        """What the clauses of the pages say of each mediator."""
        third = frozenset(one.actor.id for one in self.mediators())
        offices = {
            title.split()[-1]: one for one in third for title in self.holders.titles(one) if title
        }
        pages = (PageClauses(page, self.dossier, self.belonging) for page in self.pages)
        return tuple(votes(pages, third, Thirds(self.belonging, offices)))

    def counting(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return those of some claims that count: not *low*, or accepted by a person."""
        found = ((claim, self.dossier.claim(claim)) for claim in claims)
        return tuple(claim for claim, known in found if known is None or not waits(known))

    def borne(self, line: ProposedLine) -> tuple[str, ...]:
        """Return the claims of a line that count though they are *low*.

        The draft's own reading of the clause bears them out, or reports of two origins tell it.
        """
        known = [claim for one in line.evidence if (claim := self.dossier.claim(one))]
        told = {self._origins.get(s.source) for claim in known for s in claim.spans[:1]}
        return tuple(claim.id for claim in known) if len(told) > 1 else line.agreed

    @cached_property
    def _origins(self) -> dict[str, int]:
        """For each report: its origin."""
        return origins(self.dossier.documents)

    @cached_property
    def _again(self) -> dict[str, int]:
        """For each event: how many reports told it before this one."""
        found = happenings(self.dossier)
        return {event.id: n for one in found for n, event in enumerate(one.reports)}

    def first(self, claims: Iterable[str], most: int = MOST_EVIDENCE) -> tuple[str, ...]:
        """Return the claims to name, those first that tell what no other one before told."""
        once = dict.fromkeys(claims)
        if len(once) <= most:
            return tuple(once)
        return tuple(sorted(once, key=lambda claim: self._again.get(claim, 0)))[:most]
