"""Whom the dossier shows as parties to the dispute, and whom as mediators between them.

A party is a state or group that a mediation is addressed to, that an issue lies between, or that
wants and refuses things itself on several pages; a mediator is whoever a mediation event names as
the third. People and offices count as those they speak for. Claims that were rejected, and what is
said not to have happened, show nothing. Where many pages were read, one page makes no party: it may
be about something else. Who is read as standing between others, and who wants something for itself,
is told by :mod:`.intermediaries` and :mod:`.stakes`; what sides answer to mediators by
:mod:`.answered`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from goodoffices.evidence.claims import Actor, Claim, Event, waits
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.acceptance import Answering
from goodoffices.folder.proposals.acts import ProposedLine
from goodoffices.folder.proposals.answered import FEWEST_SIDES, Consents
from goodoffices.folder.proposals.consents import ReadAnswer
from goodoffices.folder.proposals.intermediaries import Intermediaries, third_in
from goodoffices.folder.proposals.likelyanswers import WeighedAnswers
from goodoffices.folder.proposals.listings import facing
from goodoffices.folder.proposals.offices import NamedMediator
from goodoffices.folder.proposals.parts import (
    FEWEST_PAGES,
    PartKind,
    WeighedParts,
    of_bids,
    of_demands,
)
from goodoffices.folder.proposals.shown import ShownPages
from goodoffices.folder.proposals.stakes import BARGAINS, FEWEST_STAKES, STAKES
from goodoffices.folder.proposals.voices import ONLOOKERS
from goodoffices.read.words import table

PARTY_KINDS = frozenset({"state", "group", "organisation"})
ANSWERED_KINDS = frozenset({"state", "igo", "organisation"})
_JUDGES = re.compile(rf"\b(?:{'|'.join(table('answers.yaml')['judges'])})\b", re.IGNORECASE)
_COURTS = re.compile(rf"\b(?:{'|'.join(table('answers.yaml')['courts'])})\b", re.IGNORECASE)
SIDES = frozenset({"sides", "parties", "rivals", "negotiators", "mediators", "delegations"})
"""What the parties are called together, and no one of them."""
MANY = 4
"""From how many pages on an actor of one page alone is no party."""
_ANY_PLACE = frozenset({"the", "regional", "international", "foreign", "outside", "western"})


@dataclass(frozen=True, slots=True)
class ProposedParty:
    """An actor with the ids of the claims that show its part."""

    actor: Actor
    evidence: tuple[str, ...]
    borne: tuple[str, ...] = ()
    """Those of the claims whose clause was read again and says the same."""


class Candidates(ShownPages):
    """A dossier read for who is who in its mediation."""

    @cached_property
    def between(self) -> Intermediaries:
        """Who stands between others, and whom each stands for."""
        return Intermediaries(self)

    @cached_property
    def untold(self) -> dict[str, Claim]:
        """The claims that this draft makes of clauses of which reading made none, by id."""
        every = (*self.remarks, *self.bids)
        bridges = (n.untold for n in (*self.between.bridging, *self.between.named))
        answers = (v.untold for v in (*self.between.answering, *self.answers))
        likely = (one.untold for one in self.weighed_answers.found.values())
        told = (*(b.untold for b in every), *answers, *bridges, *likely)
        return {claim.id: claim for claim in told if claim}

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
        for vote in self.between.answering:
            found.setdefault(vote.side, set()).add(vote.source)
        for event in self.events:
            for side in self.principals((*event.actors, *event.recipients)):
                found.setdefault(side, set()).update(s.source for s in event.spans)
        return found

    @cached_property
    def _mediators(self) -> tuple[ProposedParty, ...]:
        """The mediators; where many pages were read, those of pages that a party has a part in."""
        sides = {one.actor.id for one in self._parties}
        here = {page for side in sides for page in self._pages.get(side, ())}
        many = len(self.dossier.documents) >= MANY
        pairs: list[tuple[str | None, str | None]] = [
            (self.between.behind(one), e.id)
            for e in self.mediations
            for one in third_in(e)
            if not many or ({s.source for s in e.spans} & here and not self._of_others(e, sides))
        ]
        pairs += [
            (named.actor, named.claim)
            for named in self.between.named
            if not many or named.source in here
        ]
        found = self._gathered(
            (actor, claim)
            for actor, claim in pairs
            if actor and claim and (actor not in sides or self._interested_third(actor))
            if self.actors[actor].name not in SIDES
            if self.actors[actor].name.split()[-1] not in SIDES - {"mediators"}
        )
        plain = tuple(self._bridged(one) for one in found if not many or self._mediates(one))
        known = sides | {one.actor.id for one in plain}
        return (*plain, *self._answered(known, sides))

    def _bridged(self, one: ProposedParty) -> ProposedParty:
        """Return a mediator with the clauses too that tell of turning to both sides."""
        told = tuple(n.claim for n in self.between.bridging if n.actor == one.actor.id and n.claim)
        return replace(one, evidence=self.first((*told, *one.evidence)), borne=told)

    def _answered(self, known: set[str], sides: set[str]) -> Iterator[ProposedParty]:
        """Yield whom several sides answer, or one does and who stands between them by its acts."""
        offices = frozenset(self.between.holders.actors) | self.between.boards
        bridges: dict[str, list[NamedMediator]] = {}
        for named in self.between.bridging:
            bridges.setdefault(named.actor, []).append(named)
        own = {
            a.id
            for a in self.actors.values()
            if a.id not in known and self.between.behind(a.id) == a.id
            if a.id in offices or a.id in bridges or (a.kind in ANSWERED_KINDS and self._proper(a))
            if not _JUDGES.search(a.name)
        }
        for named in self.between.named:
            if named.actor in offices:
                bridges.setdefault(named.actor, []).append(named)
        found: dict[str, list[Answering]] = {}
        third = own | (known - sides)  # "the offer" may be that of one who is known to mediate
        for vote in self.between.votes_on(frozenset(third)) if own else ():
            if vote.mediator in own and not vote.implied and vote.side in sides:
                found.setdefault(vote.mediator, []).append(vote)
        for one in sorted(own, key=lambda a: -len(found.get(a, ()))):
            told, bridged = found.get(one, []), bridges.get(one, [])
            clauses = {v.claim for v in told if v.answer == "no"}  # one clause may be of a row
            apart = len(clauses) > 1 or any(v.answer != "no" for v in told)
            several = apart and len({v.side for v in told}) > 1
            turns = {n.claim for n in self.between.bridging if n.actor == one}
            office = one in offices and turns  # a bishop who calls both sides needs no answer
            enough = 2 if len(self.dossier.documents) >= MANY and not office else 1
            if several or (told and bridged) or len({n.claim for n in bridged}) >= enough:
                claims = [n.claim for n in bridged if n.claim]
                claims += [v.claim for v in told if v.untold is None] + [v.claim for v in told]
                if found_claims := self.first(claims):
                    yield ProposedParty(self.actors[one], found_claims, found_claims)

    @staticmethod
    def _proper(actor: Actor) -> bool:
        return actor.name != actor.name.lower()

    @cached_property
    def weighed(self) -> WeighedParts:
        """The actors that may have a part, weighed over all pages as a side and as one between."""
        times = dict((*self._times(), *self._others()))
        return WeighedParts(self._known, times, self._named, len(self.dossier.documents))

    @cached_property
    def _named(self) -> dict[str, list[Span]]:
        """For each side: where it or its people are named."""
        found: dict[str, list[Span]] = {}
        for actor in self.actors.values():
            if side := self.between.behind(actor.id):
                found.setdefault(side, []).extend(actor.spans)
        return found

    @cached_property
    def _known(self) -> dict[str, Actor]:
        """Whoever is named on several pages, or has a part by the rules."""
        ruled = [one.actor.id for one in (*self._parties, *self._mediators)]
        often = [o for o, own in self._named.items() if self._texts(s.source for s in own) > 1]
        return {one: self.actors[one] for one in (*often, *ruled)}

    @cached_property
    def _voted(self) -> tuple[Answering, ...]:
        """What is said yes or no with to anybody at all."""
        return tuple(v for v in self.between.votes_on(frozenset(self._known)) if not v.implied)

    @cached_property
    def _voted_by_sides(self) -> tuple[Answering, ...]:
        """What is said yes or no with by sides, to anybody whom the rules do not know as one."""
        sides = {one.actor.id for one in self._parties}
        third = {one.actor.id for one in self._mediators}
        third |= {one for one in self._known if one not in sides or self.between.standing[one] > 0}
        return tuple(v for v in self.between.votes_on(frozenset(third)) if not v.implied)

    def _times(self) -> Iterator[tuple[str, Counter[str]]]:
        """Yield what the rules count of each actor over all pages, with a word for it."""
        yield from (
            ("stakes", self.between.stakes.times),
            ("between", self.between.standing),
            ("turns", self.between.turning),
        )
        yield "called", Counter(one.actor for one in self.between.named)
        yield "speaks", Counter({one: len(pages) for one, pages in self._voiced.items()})
        said = ((self.speaker(s) or "") for s in self.dossier.statements if s.status != "rejected")
        yield "says", Counter(said)
        yield from of_bids(self.bids)

    def _others(self) -> Iterator[tuple[str, Counter[str]]]:
        """Yield with how many others each has to do, and what it is by the rules."""
        yield "ruled a side", Counter(one.actor.id for one in self._parties)
        yield "ruled between", Counter(one.actor.id for one in self._mediators)
        for told, by in ((self._voted, ""), (self._voted_by_sides, " as a side")):
            votes = {(v.side, v.mediator) for v in told}
            yield f"answered{by}", Counter(mediator for _side, mediator in votes)
            yield f"answers{by}", Counter(side for side, _mediator in votes)
        yield from of_demands(self.bids)
        yield "office", Counter(frozenset(self.between.holders.actors) | self.between.boards)

    def _of_others(self, event: Event, sides: set[str]) -> bool:
        """Tell whether a mediation is known to be between two who are no sides of the case."""
        between = set(self.principals(event.recipients)) - {self.principal(event.mediator)}
        return len(between) > 1 and not between & sides

    def _mediates(self, one: ProposedParty) -> bool:
        """Tell whether a mediator is named more than once, or does something itself.

        A place that stands for another's body ("the Vienna organisation") does neither. Whoever
        holds an office of no side does much else: two sentences must tell of mediating.
        """
        does = any(one.actor.id in self.principals(e.actors) for e in self.events)
        does = does or one.actor.name.split()[-1] == "mediators"  # who are called so for it
        if one.actor.id in self.between.holders.actors:
            read = any(self.between.behind(e.mediator) == one.actor.id for e in self.mediations)
            return read or sum(n.actor == one.actor.id for n in self.between.named) > 1
        return does or len(one.actor.spans) > 1

    @cached_property
    def _interested(self) -> frozenset[str]:
        """Whoever mediates and yet has an issue of its own, and wants something of it."""
        stakes = {
            bid.party for bid in self.bids if bid.kind in STAKES
        } & self.between.stakes.staking
        at_issue = {actor for actor, _claim in self._at_issue()}
        few = len(self.dossier.documents) < MANY
        return frozenset(
            a
            for a in at_issue
            if few
            or a not in self.between.third
            or (a in stakes and not self.between.mostly_third(a))
        )

    def _interested_third(self, actor: str) -> bool:
        """Tell whether a side mediates as well, and is not oftener one mediated with.

        To propose that others mediate is no mediating.
        """
        few = len(self.dossier.documents) < MANY
        turns = any(one.actor == actor for one in self.between.bridging)
        return actor in self._interested and (few or (turns and self.between.mediating[actor] > 0))

    def mediators(self) -> tuple[ProposedParty, ...]:
        """Return whoever mediates, offered to or is spoken of as a mediator, with what says so."""
        return self._between_sides

    @cached_property
    def _between_sides(self) -> tuple[ProposedParty, ...]:
        found = self._as_weighed("third", self._mediators)
        proper = [one for one in found if self._proper(one.actor)]
        unnamed = (one for one in found if not self._of_mediators(one.actor))
        return found if not proper else tuple(unnamed)

    def _of_mediators(self, actor: Actor) -> bool:
        """Tell whether the pages call a mediator but that: "regional mediators"."""
        row = actor.name.casefold().split()
        plain = set(row[:-1]) <= _ANY_PLACE or not self._proper(actor)  # "the chief mediators"
        return actor.kind == "group" and row[-1] == "mediators" and plain

    def parties(self) -> tuple[ProposedParty, ...]:
        """Return the parties, those that a mediation is addressed to first."""
        return self._sides

    @cached_property
    def _sides(self) -> tuple[ProposedParty, ...]:
        return self._as_weighed("party", self._parties)

    def _as_weighed(
        self, part: PartKind, ruled: tuple[ProposedParty, ...]
    ) -> tuple[ProposedParty, ...]:
        """Return who likely has a part, those first whom rules give it; of few pages only those.

        So where rules know two sides: without them nothing is between anybody.
        """
        if len(self.pages) < FEWEST_PAGES or len(self._parties) < FEWEST_SIDES:
            return ruled
        likely = self.weighed.likely(part)
        kept = tuple(one for one in ruled if one.actor.id in likely)
        had = {one.actor.id for one in kept}
        added = (self._told_as(one, part) for one in likely if one not in had)
        return (*kept, *filter(None, added))

    def _told_as(self, actor: str, part: PartKind) -> ProposedParty | None:
        """Return an actor that is likely a side, or one between, with the claims that show it."""
        known = self.actors[actor]
        bids = [b.claim for b in self.bids if b.party == actor]
        said = [s.id for s in self.dossier.statements if self.speaker(s) == actor]
        acts = [e.id for e in self.events if actor in self.principals((*e.actors, *e.recipients))]
        if part == "party":
            every = [*bids, *said, *acts]
        else:
            named = (*self.between.named, *self.between.bridging)
            every = [n.claim for n in named if n.actor == actor and n.claim]
            every += [v.claim for v in self._voted if v.mediator == actor]
            every += [e.id for e in self.mediations if self.between.behind(e.mediator) == actor]
            every += [*said, *acts, *bids]
        claims = self.first(self._clear(every) or every)
        return ProposedParty(known, claims, claims) if claims else None

    @cached_property
    def _parties(self) -> tuple[ProposedParty, ...]:
        third = self.between.third
        found = [
            (actor, claim)
            for actor, claim in (
                *self._addressed(),
                *self._at_issue(),
                *((v.side, v.claim) for v in self.between.answering),
                *self._bidding(),
                *facing(self.dossier.statements, self.speaker),
            )
            if (
                self.actors[actor].kind in PARTY_KINDS
                or self._bargaining_bloc(actor)
                or (actor in self._camped and self.alone(actor))
            )
            and self.actors[actor].name.split()[-1] not in SIDES | {"governments"}
            and self._often(actor)
            and self._speaks_up(actor)
            and (actor not in third or actor in self._interested)
            and not (
                actor in self.between.boards or self._only_lends(actor) or self._only_judges(actor)
            )
        ]
        clear = {actor for actor, claim in found if self._clear([claim])}
        dim = {actor for actor, _claim in found} - clear  # what else it says bears it out
        own = ((b.party, b.claim) for b in self.bids if b.party in dim)
        return self._gathered((*found, *own))

    def _only_lends(self, actor: str) -> bool:
        """Tell whether a state is only named for people of its own who mediate for a bloc."""
        lent = [one for one in self.between.sent if self.principal(one) == actor]
        people = (a.id for a in self.actors.values() if a.kind == "person")
        own = {one for one in people if self.principal(one) == actor}
        speaks = any(s.speaker == actor for s in self.dossier.statements)
        return bool(lent) and own <= {*lent} and not speaks

    def _only_judges(self, actor: str) -> bool:
        """Tell whether a court or commission has no stakes of its own."""
        judges = _COURTS.search(self.actors[actor].name) is not None
        return judges and actor not in self.between.stakes.staking

    @cached_property
    def _camped(self) -> frozenset[str]:
        """The people who have a camp of their own: each may be a side by himself."""
        return self.belonging.camps.camped(d.snapshot.text for d in self.dossier.documents)

    def _bargaining_bloc(self, actor: str) -> bool:
        """Tell whether a bloc of states has stakes of its own here, and stands between nobody."""
        bloc = self.actors[actor].kind == "igo" and actor in self.between.stakes.staking
        own = [b for b in self.bids if b.party == actor and b.kind in BARGAINS - STAKES]
        own += [b for b in self.between.stakes.own if b.party == actor]
        return bloc and len(own) > FEWEST_STAKES and self.between.standing[actor] <= 0

    def _often(self, actor: str) -> bool:
        """Tell whether an actor has a part on enough pages, of those there are."""
        few = len(self.dossier.documents) < MANY
        return self._texts(self._pages.get(actor, ())) >= (1 if few else 2)

    def _speaks_up(self, actor: str) -> bool:
        """Tell whether an actor says or does something itself on several pages, of many.

        Whose court or capital is named on them does not.
        """
        told = self._voiced.get(actor, set())
        return self._texts(told) > 1 or len(self.dossier.documents) < MANY

    @cached_property
    def _voiced(self) -> dict[str, set[str]]:
        """For each side: the pages on which it says, bids or does something itself."""
        found: dict[str, set[str]] = {}
        for statement in self.dossier.statements:
            if side := self.speaker(statement):
                found.setdefault(side, set()).add(statement.spans[0].source)
        for bid in self.bids:
            found.setdefault(bid.party, set()).add(bid.source)
        for event in self.events:
            for side in self.principals(event.actors):
                found.setdefault(side, set()).update(span.source for span in event.spans)
        return found

    def _bidding(self) -> Iterator[tuple[str, str]]:
        """Yield who bids on several pages, those who bid on the most first."""
        for actor, pages in sorted(self._pages.items(), key=lambda one: -len(one[1])):
            own = [b for b in self.bids if b.party == actor]
            bargains = any(b.kind in BARGAINS for b in own)
            several = self._texts(pages) >= 2 and self._texts(b.source for b in own) >= 2
            if several and len(own) >= 3 and bargains:
                yield from ((actor, b.claim) for b in own)

    def _addressed(self) -> Iterator[tuple[str, str]]:
        for event in self.mediations:
            mediator = self.principal(event.mediator)
            for actor in self.principals(event.recipients):
                if actor != mediator and (actor, event.id) not in self.between.fellows:
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
            ProposedParty(self.actors[actor], self.first(self._clear(claims) or claims))
            for actor, claims in found.items()
        )

    def _clear(self, claims: Iterable[str]) -> list[str]:
        """Return those of some claims that reading made and that are not *low*."""
        known = ((claim, self.dossier.claim(claim)) for claim in claims)
        return [claim for claim, found in known if found and not waits(found)]

    @cached_property
    def _consents(self) -> Consents:
        """What the parties answer to the mediators."""
        mediators, parties = (
            [a.actor.id for a in who] for who in (self.mediators(), self.parties())
        )
        return Consents(self.between, mediators, parties)

    def consent(self, mediator: str, party: str) -> ReadAnswer:
        """Return what a party answered to a mediator, with the claims that say so."""
        return self._consents.consent(mediator, party)

    @property
    def answers(self) -> tuple[Answering, ...]:
        """What the clauses of the pages say of each mediator."""
        return self._consents.told

    @property
    def weighed_answers(self) -> WeighedAnswers:
        """The sentences about the mediators, each weighed as each party's answer."""
        return self._consents.weighed

    def alone(self, actor_id: str) -> bool:
        """Tell whether an actor is a person whom no page places on a side, and no onlooker."""
        actor = self.actors.get(actor_id)
        return (
            actor is not None and actor.kind == "person" and not ONLOOKERS.search(actor.role or "")
        )

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim of the dossier, or one that this draft makes."""
        return self.dossier.claim(claim_id) or self.untold.get(claim_id)

    def counting(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return those of some claims that count: not *low*, or accepted by a person."""
        known = ((claim, self.claim(claim)) for claim in claims)
        return tuple(claim for claim, found in known if found is None or not waits(found))

    def confirmed(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return the claims that reports of two origins tell together; none where one does."""
        known = [claim for one in claims if (claim := self.claim(one))]
        told = {self._origins.get(s.source) for claim in known for s in claim.spans[:1]}
        return tuple(claim.id for claim in known) if len(told) > 1 else ()

    def borne(self, line: ProposedLine) -> tuple[str, ...]:
        """Return the claims of a line that count though they are *low*.

        The draft's own reading of the clause bears them out, or reports of two origins tell it.
        """
        return self.confirmed(line.evidence) or line.agreed
