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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from goodoffices.evidence.claims import (
    Actor,
    Claim,
    Dossier,
    Event,
    Statement,
    waits,
)
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.acceptance import Answering, votes
from goodoffices.folder.proposals.acts import ProposedLine
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.bridging import Bridging
from goodoffices.folder.proposals.consents import (
    Consenting,
    ReadAnswer,
    answer,
    of_events,
    said_behind,
    settled,
)
from goodoffices.folder.proposals.grounds import Bid, lends, peaceable
from goodoffices.folder.proposals.likelyanswers import WeighedAnswers
from goodoffices.folder.proposals.listings import facing
from goodoffices.folder.proposals.offices import (
    Holders,
    NamedMediator,
    boards,
    named_mediators,
    naming,
    offering,
    office_in,
)
from goodoffices.folder.proposals.parts import (
    FEWEST_PAGES,
    PartKind,
    WeighedParts,
    of_bids,
    of_demands,
)
from goodoffices.folder.proposals.shown import Progress, ShownPages
from goodoffices.folder.proposals.thirds import Called, Thirds, envoys
from goodoffices.folder.proposals.voices import ONLOOKERS
from goodoffices.read.words import table

PARTY_KINDS = frozenset({"state", "group", "organisation"})
ANSWERED_KINDS = frozenset({"state", "igo", "organisation"})
OFFERING_KINDS = frozenset({"state", "igo"})
_JUDGES = re.compile(rf"\b(?:{'|'.join(table('answers.yaml')['judges'])})\b", re.IGNORECASE)
_COURTS = re.compile(rf"\b(?:{'|'.join(table('answers.yaml')['courts'])})\b", re.IGNORECASE)
SIDES = frozenset({"sides", "parties", "rivals", "negotiators", "mediators", "delegations"})
"""What the parties are called together, and no one of them."""
STAKES = frozenset({"want", "refuse", "demand", "threat"})
"""Kinds of bids that only a side of the dispute makes often."""
BARGAINS = STAKES | {"offer", "accept"}
"""Kinds of bids that tell a side of the dispute from whoever only speaks of it, or has a trade."""
_BOTH = (SIDES - {"mediators", "negotiators"}) | {"governments", "foes", "neighbours", "neighbors"}
FEWEST_SIDES = 2
"""How many sides speak as "both"."""
FEWEST_STAKES = 2
"""How often somebody must want something for itself to be a side, or one as well as a mediator."""
MANY = 4
"""From how many pages on an actor of one page alone is no party."""

_ONE_SIDE = re.compile(
    r"\b(?:one|neither|either|none|some|most)(?: of)?(?: the)?(?: two)? ", re.IGNORECASE
)
_ASKED = frozenset({"requested", "accepted", "refused"})
"""How far a mediation is that others than its mediators tell of."""

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

    def __init__(
        self, dossier: Dossier, *, parsed: bool = True, progress: Progress | None = None
    ) -> None:
        super().__init__(dossier, parsed=parsed, progress=progress)
        self._consents: dict[tuple[str, str], ReadAnswer] = {}
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}
        self._votes: dict[frozenset[str], tuple[Answering, ...]] = {}

    @cached_property
    def untold(self) -> dict[str, Claim]:
        """The claims that this draft makes of clauses of which reading made none, by id."""
        every = (*self.remarks, *self.bids)
        bridges = (n.untold for n in (*self._bridging, *self._named_mediators))
        answers = (v.untold for v in (*self._answering, *self.answers))
        likely = (one.untold for one in self.weighed_answers.found.values())
        told = (*(b.untold for b in every), *answers, *bridges, *likely)
        return {claim.id: claim for claim in told if claim}

    @cached_property
    def _named_mediators(self) -> tuple[NamedMediator, ...]:
        """Whom the pages call a mediator, an envoy's sender, or whose good offices."""
        between = (
            replace(one, actor=side)
            for one in self.holders.standing_between(self.pages)
            if (side := self._behind(one.actor)) and self.actors[side].kind != "state"
            # a chief of a side that wants things is one of it
            if side == one.actor or self._stakes[side] < FEWEST_STAKES
        )
        offered = (
            _claimed(page, one)
            for page in self._clauses
            for one in offering([page.page], self._behind)
            if self._may_offer(one.actor)
        )
        told = (
            NamedMediator(self._lender(bid), bid.claim, bid.source)
            for bid in self.bids
            if bid.kind == "offer" and lends(bid.phrase) and bid.party in self.actors
            if self._may_offer(bid.party)
        )
        return (*self._called_mediators(), *between, *offered, *told)

    def _lender(self, bid: Bid) -> str:
        """Return who offers: the judge who says so, and not the state that has him."""
        claim = bid.untold or self.dossier.claim(bid.claim)
        who = claim.actors if isinstance(claim, Event) else (getattr(claim, "speaker", None),)
        return next((one for one in who if one in self._independent), bid.party)

    def _may_offer(self, actor: str) -> bool:
        return self.actors[actor].kind in OFFERING_KINDS or actor in self._boards

    @cached_property
    def _boards(self) -> frozenset[str]:
        """The bodies that stand between others by what they are, and want nothing here."""
        every = boards(self.actors.values(), self.dossier.texts)
        sides = {side for one in every if (side := self.principal(one)) in every}
        told = (e.recipients for e in self.mediations if e.mediator)
        sides -= {*self.principals(one for row in told for one in row)}
        return frozenset(side for side in sides if self._wants[side] < FEWEST_STAKES)

    @cached_property
    def _wants(self) -> Counter[str]:
        """How often each wants, refuses, demands or threatens something, of anybody."""
        return Counter(bid.party for bid in self.bids if bid.kind in STAKES)

    def _called_mediators(self) -> Iterator[NamedMediator]:
        """Yield whom the pages call a mediator, where reading made no claim with one of a draft."""
        for page in self._clauses:
            yield from (_claimed(page, m) for m in named_mediators([page.page], self._behind))

    @cached_property
    def holders(self) -> Holders:
        """Who holds an office that is no side's."""
        return Holders(self.actors.values(), self.belonging.titles.borne)

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
        for vote in self._answering:
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
            (self._behind(one), e.id)
            for e in self.mediations
            for one in _third_in(e)
            if not many or ({s.source for s in e.spans} & here and not self._of_others(e, sides))
        ]
        pairs += [
            (named.actor, named.claim)
            for named in self._named_mediators
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
        told = tuple(n.claim for n in self._bridging if n.actor == one.actor.id and n.claim)
        return replace(one, evidence=self.first((*told, *one.evidence)), borne=told)

    def _answered(self, known: set[str], sides: set[str]) -> Iterator[ProposedParty]:
        """Yield whom several sides answer, or one does and who stands between them by its acts."""
        offices = frozenset(self.holders.actors) | self._boards
        bridges: dict[str, list[NamedMediator]] = {}
        for named in self._bridging:
            bridges.setdefault(named.actor, []).append(named)
        own = {
            a.id
            for a in self.actors.values()
            if a.id not in known and self._behind(a.id) == a.id
            if a.id in offices or a.id in bridges or (a.kind in ANSWERED_KINDS and self._proper(a))
            if not _JUDGES.search(a.name)
        }
        for named in self._named_mediators:
            if named.actor in offices:
                bridges.setdefault(named.actor, []).append(named)
        found: dict[str, list[Answering]] = {}
        third = own | (known - sides)  # "the offer" may be that of one who is known to mediate
        for vote in self._votes_on(frozenset(third)) if own else ():
            if vote.mediator in own and not vote.implied and vote.side in sides:
                found.setdefault(vote.mediator, []).append(vote)
        for one in sorted(own, key=lambda a: -len(found.get(a, ()))):
            told, bridged = found.get(one, []), bridges.get(one, [])
            clauses = {v.claim for v in told if v.answer == "no"}  # one clause may be of a row
            apart = len(clauses) > 1 or any(v.answer != "no" for v in told)
            several = apart and len({v.side for v in told}) > 1
            turns = {n.claim for n in self._bridging if n.actor == one}
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
    def _bridging(self) -> tuple[NamedMediator, ...]:
        """Who turns to both sides, or offers them a table, clause by clause."""
        every = Bridging(self._behind, lambda one: self.actors[one].kind)
        return (*every.of(self._clauses), *every.shuttling(self.events, self.principals))

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
            if side := self._behind(actor.id):
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
        return tuple(v for v in self._votes_on(frozenset(self._known)) if not v.implied)

    @cached_property
    def _voted_by_sides(self) -> tuple[Answering, ...]:
        """What is said yes or no with by sides, to anybody whom the rules do not know as one."""
        sides = {one.actor.id for one in self._parties}
        third = {one.actor.id for one in self._mediators}
        third |= {one for one in self._known if one not in sides or self._standing[one] > 0}
        return tuple(v for v in self._votes_on(frozenset(third)) if not v.implied)

    def _times(self) -> Iterator[tuple[str, Counter[str]]]:
        """Yield what the rules count of each actor over all pages, with a word for it."""
        yield from (("stakes", self._stakes), ("between", self._standing), ("turns", self._turning))
        yield "called", Counter(one.actor for one in self._named_mediators)
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
        yield "office", Counter(frozenset(self.holders.actors) | self._boards)

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
        if one.actor.id in self.holders.actors:
            read = any(self._behind(e.mediator) == one.actor.id for e in self.mediations)
            return read or sum(n.actor == one.actor.id for n in self._named_mediators) > 1
        return does or len(one.actor.spans) > 1

    @cached_property
    def _interested(self) -> frozenset[str]:
        """Whoever mediates and yet has an issue of its own, and wants something of it."""
        stakes = {bid.party for bid in self.bids if bid.kind in STAKES} & self._staking
        at_issue = {actor for actor, _claim in self._at_issue()}
        few = len(self.dossier.documents) < MANY
        return frozenset(
            a
            for a in at_issue
            if few or a not in self._third or (a in stakes and not self._mostly_third(a))
        )

    @cached_property
    def _staking(self) -> frozenset[str]:
        """Whoever wants, refuses or threatens something: not only that others do something."""
        asked = {(bid.by, bid.claim) for bid in self.bids if bid.kind == "demand" and bid.by}
        told = Counter(b.party for b in self._own if (b.party, b.claim) not in asked)
        return frozenset(side for side, times in told.items() if times >= FEWEST_STAKES)

    def _interested_third(self, actor: str) -> bool:
        """Tell whether a side mediates as well, and is not oftener one mediated with.

        To propose that others mediate is no mediating.
        """
        few = len(self.dossier.documents) < MANY
        turns = any(one.actor == actor for one in self._bridging)
        return actor in self._interested and (few or (turns and self._between[actor] > 0))

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
            named = (*self._named_mediators, *self._bridging)
            every = [n.claim for n in named if n.actor == actor and n.claim]
            every += [v.claim for v in self._voted if v.mediator == actor]
            every += [e.id for e in self.mediations if self._behind(e.mediator) == actor]
            every += [*said, *acts, *bids]
        claims = self.first(self._clear(every) or every)
        return ProposedParty(known, claims, claims) if claims else None

    @cached_property
    def _parties(self) -> tuple[ProposedParty, ...]:
        third = self._third
        found = [
            (actor, claim)
            for actor, claim in (
                *self._addressed(),
                *self._at_issue(),
                *((v.side, v.claim) for v in self._answering),
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
            and not (actor in self._boards or self._only_lends(actor) or self._only_judges(actor))
        ]
        clear = {actor for actor, claim in found if self._clear([claim])}
        dim = {actor for actor, _claim in found} - clear  # what else it says bears it out
        own = ((b.party, b.claim) for b in self.bids if b.party in dim)
        return self._gathered((*found, *own))

    def _only_lends(self, actor: str) -> bool:
        """Tell whether a state is only named for people of its own who mediate for a bloc."""
        lent = [one for one in self._sent if self.principal(one) == actor]
        people = (a.id for a in self.actors.values() if a.kind == "person")
        own = {one for one in people if self.principal(one) == actor}
        speaks = any(s.speaker == actor for s in self.dossier.statements)
        return bool(lent) and own <= {*lent} and not speaks

    def _only_judges(self, actor: str) -> bool:
        """Tell whether a court or commission has no stakes of its own."""
        judges = _COURTS.search(self.actors[actor].name) is not None
        return judges and actor not in self._staking

    @cached_property
    def _camped(self) -> frozenset[str]:
        """The people who have a camp of their own: each may be a side by himself."""
        return self.belonging.camps.camped(d.snapshot.text for d in self.dossier.documents)

    def _bargaining_bloc(self, actor: str) -> bool:
        """Tell whether a bloc of states has stakes of its own here, and stands between nobody."""
        bloc = self.actors[actor].kind == "igo" and actor in self._staking
        own = [b for b in self.bids if b.party == actor and b.kind in BARGAINS - STAKES]
        own += [b for b in self._own if b.party == actor]
        return bloc and len(own) > FEWEST_STAKES and self._standing[actor] <= 0

    @cached_property
    def _between(self) -> Counter[str]:
        """For each side: how much oftener it is read as a mediator than as one mediated with."""
        between: Counter[str] = Counter()
        for event in self.mediations:
            third = {side for one in _third_in(event) if (side := self._behind(one))}
            between.update(third)
            page = event.spans[0].source if event.spans else ""
            asked = {n.actor for n in self._named_mediators if n.source == page}
            asked = asked if event.stage in _ASKED else set()  # "invited Oman and Spain to mediate"
            told = [s for s in self.principals(event.recipients) if s not in third | asked]
            between.subtract(s for s in told if (s, event.id) not in self._fellows)
        between.update(named.actor for named in self._named_mediators)
        return between

    @cached_property
    def _stakes(self) -> Counter[str]:
        """For each side: how often it wants, refuses, demands or threatens something.

        What it asks of both sides at once is no stake of its own.
        """
        return Counter(b.party for b in self._own)

    @cached_property
    def _own(self) -> tuple[Bid, ...]:
        """What sides want, refuse and threaten for themselves.

        No bloc of states does that wants "the dispute resolved", or is asked to watch a truce.
        """
        blocs = {a.id for a in self.actors.values() if a.kind == "igo"}
        return tuple(
            b
            for b in self.bids
            if b.kind in STAKES and (b.party, b.claim) not in self._turned
            if b.party not in blocs or not (b.by or peaceable(b.phrase))
        )

    @cached_property
    def _turned(self) -> frozenset[tuple[str, str]]:
        """Who turns to both sides, with the claims that say so."""
        return frozenset((one.actor, one.claim) for one in self._bridging if one.claim)

    @cached_property
    def _turning(self) -> Counter[str]:
        """For each side: in how many clauses it turns to both sides, or offers them a table."""
        return Counter(named.actor for named in self._bridging)

    @cached_property
    def _third(self) -> frozenset[str]:
        """Whoever is read as a mediator more often than as somebody mediated with, or who bids.

        A mediator offers and invites; whoever wants and refuses much has a stake, and whoever says
        yes or no to a mediator is a side.
        """
        standing, stakes = self._standing.copy(), self._stakes
        standing.subtract({(v.side, v.claim): v.side for v in self._answering}.values())
        return frozenset(
            side for side, times in standing.items() if times > 0 and 2 * times >= stakes[side]
        )

    @cached_property
    def _standing(self) -> Counter[str]:
        """How often each is read as standing between sides, less how often as one of them."""
        standing = self._between.copy()
        for side, times in self._turning.items():
            if times > self._stakes[side]:  # a side too may invite the other
                standing[side] += times
        return standing

    @cached_property
    def _answering(self) -> tuple[Answering, ...]:
        """What is said yes or no with to somebody read as a mediator."""
        told = self._votes_on(frozenset(side for side, n in self._standing.items() if n > 0))
        return tuple(v for v in told if not v.implied)

    def _mostly_third(self, actor: str) -> bool:
        """Tell whether somebody mediates and turns to both sides as often as it wants something.

        Mediators urge and insist as well: what they want of the sides is no stake of their own.
        """
        return self._between[actor] + self._turning[actor] >= self._stakes[actor]

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
                if actor != mediator and (actor, event.id) not in self._fellows:
                    yield actor, event.id

    @cached_property
    def _fellows(self) -> frozenset[tuple[str, str]]:
        """Who is called a mediator in an event's own sentence: "a guarantor, along with Chile"."""
        return frozenset((one.actor, one.claim) for one in self._named_mediators if one.claim)

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

    def consent(self, mediator: str, party: str) -> ReadAnswer:
        """Return what a party answered to a mediator, with the claims that say so."""
        if (mediator, party) not in self._consents:
            self._consents[mediator, party] = self._consent(mediator, party)
        return self._consents[mediator, party]

    def _consent(self, mediator: str, party: str) -> ReadAnswer:
        others = [one.actor for one in self.mediators() if one.actor.id != mediator]
        asked = Consenting(
            frozenset(a for a, side in self._stands.items() if side == party),
            frozenset(s.id for s in self.dossier.statements if self.speaker(s) == party),
            frozenset(a for a, side in self._stands.items() if side == mediator),
            self._naming(frozenset([mediator])),
            self._naming(frozenset(one.id for one in others)),
        )
        together = self._together if len(self.parties()) == FEWEST_SIDES else frozenset()
        own = [v for v in self.answers if v.mediator == mediator]
        own = [v for v in own if v.side == party or (v.side in together and not self._one_of(v))]
        plain = [v for v in own if not v.implied]
        plain = [v for v in plain if not v.grouped] or plain
        said = [(v.answer, v.claim, v.source) for v in plain]
        heard = {claim for _answer, claim, _source in said}
        told = of_events(self.dossier, asked.voices, asked.mediators)
        more = [vote for vote in told if vote[1] not in heard] if said else []
        clear = settled(self.dossier, [*said, *more])
        if clear.answer != "unknown":
            behind = said_behind(self.dossier, clear.evidence, asked)
            claims = tuple(dict.fromkeys((*clear.evidence, *behind)))
            return replace(clear, evidence=claims, borne=clear.evidence)
        found = answer(self.dossier, asked)
        if found.answer == "unknown" and not found.evidence:
            every = [(v.answer, v.claim, v.source) for v in own]
            acted = settled(self.dossier, said or every)
            found = replace(acted, borne=acted.evidence)
        likely = self.weighed_answers.found.get((mediator, party))
        if likely and found.answer == "unknown" and not found.evidence:
            claims = (likely.claim,)
            return ReadAnswer(likely.answer, claims, claims)
        return found

    @cached_property
    def weighed_answers(self) -> WeighedAnswers:
        """The sentences about the mediators, each weighed as each party's answer."""
        third = frozenset(one.actor.id for one in self.mediators())
        sides = tuple(one.actor.id for one in self.parties())
        return WeighedAnswers(self._clauses, third, sides, self._thirds(third))

    def _one_of(self, vote: Answering) -> bool:
        """Tell whether an answer is told of one of the sides: "one of the sides rejected it"."""
        claim = self.claim(vote.claim)
        told = claim.sentence.exact if isinstance(claim, Statement) else ""
        told = told or " ".join(s.exact for s in (claim.spans if claim else ()))
        return _ONE_SIDE.search(told) is not None

    @cached_property
    def _together(self) -> frozenset[str]:
        """What the two sides of a case are called as one: "both sides", "the two governments"."""
        return frozenset(
            a.id
            for a in self.actors.values()
            if a.kind == "group" and a.name.split()[-1].casefold() in _BOTH
        )

    @cached_property
    def _stands(self) -> dict[str, str | None]:
        """For each actor: whom it stands for."""
        return {
            actor: self._independent.get(actor) or self.principal(actor) for actor in self.actors
        }

    def _naming(self, sides: frozenset[str]) -> re.Pattern[str]:
        """Return the pattern of the names and titles of some actors and whoever stands for them."""
        if sides not in self._patterns:
            own = [a for a in self.actors.values() if self._stands[a.id] in sides]
            titles = [title for a in own for title in self.holders.titles(a.id)]
            self._patterns[sides] = naming(own, titles)
        return self._patterns[sides]

    @cached_property
    def answers(self) -> tuple[Answering, ...]:
        """What the clauses of the pages say of each mediator."""
        return self._votes_on(frozenset(one.actor.id for one in self.mediators()))

    @cached_property
    def _sent(self) -> dict[str, str]:
        """Whose envoy each person is that has no other side."""
        return self._independent | envoys(self.pages, self.belonging)

    @cached_property
    def _independent(self) -> dict[str, str]:
        """Who stands for himself by his office, though a state or school without stakes has him.

        A bishop stands for his church.
        """
        every = ((one, self.principal(one) or one) for one in self.holders.independent())
        return {
            one: one
            for one, of in every
            if self._wants[of] < FEWEST_STAKES
            and not (self.actors[of].kind == "person" or office_in(self.actors[of].name))
        }

    def _behind(self, actor_id: str | None) -> str | None:
        """Return whom a mediator stands for: the bloc, of its envoy."""
        return self._sent.get(actor_id or "") or self.principal(actor_id)

    def _votes_on(self, third: frozenset[str]) -> tuple[Answering, ...]:
        """Return what is said of some third parties: whom "it" means depends on who they are."""
        if third not in self._votes:
            self._votes[third] = tuple(votes(self._clauses, third, self._thirds(third)))
        return self._votes[third]

    def _thirds(self, third: frozenset[str]) -> Thirds:
        """Return what names some third parties."""
        offices = {word: one for one in third for word in self._called.words(one, self.holders)}
        return Thirds(self.belonging, offices, self._sent)

    @cached_property
    def _called(self) -> Called:
        """What third parties are called by a common noun."""
        return Called(self.belonging, self.pages)

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


def _claimed(page: PageClauses, one: NamedMediator) -> NamedMediator:
    """Return a named mediator with a claim of the draft where reading made none of the clause."""
    own = one.at is not None and not one.claim
    told = page.untold(one.at or 0, one.actor, "say") if own else None
    return replace(one, claim=told.id, untold=told) if told else one


def _third_in(event: Event) -> tuple[str | None, ...]:
    """Return whoever mediates in an event: all who do it where the one it names is among them."""
    return event.actors if event.mediator in event.actors else (event.mediator,)
