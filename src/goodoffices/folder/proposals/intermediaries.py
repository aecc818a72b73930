"""Who stands between the sides of a dispute, as the pages tell it, and for whom.

Somebody is read as an intermediary by what the pages call it ("the mediator", "the good offices of
the synod"), by an office that is no side's, by what only a third party does (:mod:`.bridging`), and
by the mediations it is named in. That counts for nothing alone: a side may invite the other too,
and a neighbour may mediate and want something. So how often each stands between is set against its
stakes (:mod:`.stakes`) and against its answers to other mediators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from goodoffices.evidence.claims import Event
from goodoffices.folder.proposals.acceptance import Answering, votes
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.bridging import Bridging
from goodoffices.folder.proposals.grounds import Bid, lends
from goodoffices.folder.proposals.offices import (
    Holders,
    NamedMediator,
    boards,
    named_mediators,
    offering,
    office_in,
)
from goodoffices.folder.proposals.shown import ShownPages
from goodoffices.folder.proposals.stakes import FEWEST_STAKES, STAKES, Stakes
from goodoffices.folder.proposals.thirds import Called, Thirds, envoys

OFFERING_KINDS = frozenset({"state", "igo"})
_ASKED = frozenset({"requested", "accepted", "refused"})
"""How far a mediation is that others than its mediators tell of."""


class Intermediaries:
    """The pages of a dossier read for who stands between others, and whom each stands for."""

    def __init__(self, shown: ShownPages) -> None:
        self.shown = shown
        self._votes: dict[frozenset[str], tuple[Answering, ...]] = {}

    @cached_property
    def holders(self) -> Holders:
        """Who holds an office that is no side's."""
        return Holders(self.shown.actors.values(), self.shown.belonging.titles.borne)

    def behind(self, actor_id: str | None) -> str | None:
        """Return whom a mediator stands for: the bloc, of its envoy."""
        return self.sent.get(actor_id or "") or self.shown.principal(actor_id)

    @cached_property
    def sent(self) -> dict[str, str]:
        """Whose envoy each person is that has no other side."""
        return self.independent | envoys(self.shown.pages, self.shown.belonging)

    @cached_property
    def independent(self) -> dict[str, str]:
        """Who stands for himself by his office, though a state or school without stakes has him.

        A bishop stands for his church.
        """
        every = ((one, self.shown.principal(one) or one) for one in self.holders.independent())
        return {
            one: one
            for one, of in every
            if self._wants[of] < FEWEST_STAKES
            and not (
                self.shown.actors[of].kind == "person" or office_in(self.shown.actors[of].name)
            )
        }

    @cached_property
    def _wants(self) -> Counter[str]:
        """How often each wants, refuses, demands or threatens something, of anybody."""
        return Counter(bid.party for bid in self.shown.bids if bid.kind in STAKES)

    @cached_property
    def bridging(self) -> tuple[NamedMediator, ...]:
        """Who turns to both sides, or offers them a table, clause by clause."""
        every = Bridging(self.behind, lambda one: self.shown.actors[one].kind)
        return (
            *every.of(self.shown.clauses),
            *every.shuttling(self.shown.events, self.shown.principals),
        )

    @cached_property
    def turning(self) -> Counter[str]:
        """For each side: in how many clauses it turns to both sides, or offers them a table."""
        return Counter(named.actor for named in self.bridging)

    @cached_property
    def stakes(self) -> Stakes:
        """What each side wants for itself: not what whoever turns to both sides asks of them."""
        blocs = frozenset(a.id for a in self.shown.actors.values() if a.kind == "igo")
        turned = frozenset((one.actor, one.claim) for one in self.bridging if one.claim)
        return Stakes(self.shown.bids, blocs, turned)

    @cached_property
    def named(self) -> tuple[NamedMediator, ...]:
        """Whom the pages call a mediator, an envoy's sender, or whose good offices."""
        between = (
            replace(one, actor=side)
            for one in self.holders.standing_between(self.shown.pages)
            if (side := self.behind(one.actor)) and self.shown.actors[side].kind != "state"
            # a chief of a side that wants things is one of it
            if side == one.actor or self.stakes.times[side] < FEWEST_STAKES
        )
        offered = (
            _claimed(page, one)
            for page in self.shown.clauses
            for one in offering([page.page], self.behind)
            if self._may_offer(one.actor)
        )
        told = (
            NamedMediator(self._lender(bid), bid.claim, bid.source)
            for bid in self.shown.bids
            if bid.kind == "offer" and lends(bid.phrase) and bid.party in self.shown.actors
            if self._may_offer(bid.party)
        )
        return (*self._called_mediators(), *between, *offered, *told)

    def _called_mediators(self) -> Iterator[NamedMediator]:
        """Yield whom the pages call a mediator, where reading made no claim with one of a draft."""
        for page in self.shown.clauses:
            yield from (_claimed(page, m) for m in named_mediators([page.page], self.behind))

    def _lender(self, bid: Bid) -> str:
        """Return who offers: the judge who says so, and not the state that has him."""
        claim = bid.untold or self.shown.dossier.claim(bid.claim)
        who = claim.actors if isinstance(claim, Event) else (getattr(claim, "speaker", None),)
        return next((one for one in who if one in self.independent), bid.party)

    def _may_offer(self, actor: str) -> bool:
        return self.shown.actors[actor].kind in OFFERING_KINDS or actor in self.boards

    @cached_property
    def boards(self) -> frozenset[str]:
        """The bodies that stand between others by what they are, and want nothing here."""
        every = boards(self.shown.actors.values(), self.shown.dossier.texts)
        sides = {side for one in every if (side := self.shown.principal(one)) in every}
        told = (e.recipients for e in self.shown.mediations if e.mediator)
        sides -= {*self.shown.principals(one for row in told for one in row)}
        return frozenset(side for side in sides if self._wants[side] < FEWEST_STAKES)

    @cached_property
    def fellows(self) -> frozenset[tuple[str, str]]:
        """Who is called a mediator in an event's own sentence: "a guarantor, along with Chile"."""
        return frozenset((one.actor, one.claim) for one in self.named if one.claim)

    @cached_property
    def mediating(self) -> Counter[str]:
        """For each side: how much oftener it is read as a mediator than as one mediated with."""
        between: Counter[str] = Counter()
        for event in self.shown.mediations:
            third = {side for one in third_in(event) if (side := self.behind(one))}
            between.update(third)
            page = event.spans[0].source if event.spans else ""
            asked = {n.actor for n in self.named if n.source == page}
            asked = asked if event.stage in _ASKED else set()  # "invited Oman and Spain to mediate"
            told = [s for s in self.shown.principals(event.recipients) if s not in third | asked]
            between.subtract(s for s in told if (s, event.id) not in self.fellows)
        between.update(named.actor for named in self.named)
        return between

    @cached_property
    def standing(self) -> Counter[str]:
        """How often each is read as standing between sides, less how often as one of them."""
        standing = self.mediating.copy()
        for side, times in self.turning.items():
            if times > self.stakes.times[side]:  # a side too may invite the other
                standing[side] += times
        return standing

    @cached_property
    def answering(self) -> tuple[Answering, ...]:
        """What is said yes or no with to somebody read as a mediator."""
        told = self.votes_on(frozenset(side for side, n in self.standing.items() if n > 0))
        return tuple(v for v in told if not v.implied)

    @cached_property
    def third(self) -> frozenset[str]:
        """Whoever is read as a mediator more often than as somebody mediated with, or who bids.

        A mediator offers and invites; whoever wants and refuses much has a stake, and whoever says
        yes or no to a mediator is a side.
        """
        standing, stakes = self.standing.copy(), self.stakes.times
        standing.subtract({(v.side, v.claim): v.side for v in self.answering}.values())
        return frozenset(
            side for side, times in standing.items() if times > 0 and 2 * times >= stakes[side]
        )

    def mostly_third(self, actor: str) -> bool:
        """Tell whether somebody mediates and turns to both sides as often as it wants something.

        Mediators urge and insist as well: what they want of the sides is no stake of their own.
        """
        return self.mediating[actor] + self.turning[actor] >= self.stakes.times[actor]

    def votes_on(self, third: frozenset[str]) -> tuple[Answering, ...]:
        """Return what is said of some third parties: whom "it" means depends on who they are."""
        if third not in self._votes:
            self._votes[third] = tuple(votes(self.shown.clauses, third, self.thirds(third)))
        return self._votes[third]

    def thirds(self, third: frozenset[str]) -> Thirds:
        """Return what names some third parties."""
        offices = {word: one for one in third for word in self._called.words(one, self.holders)}
        return Thirds(self.shown.belonging, offices, self.sent)

    @cached_property
    def _called(self) -> Called:
        """What third parties are called by a common noun."""
        return Called(self.shown.belonging, self.shown.pages)


def _claimed(page: PageClauses, one: NamedMediator) -> NamedMediator:
    """Return a named mediator with a claim of the draft where reading made none of the clause."""
    own = one.at is not None and not one.claim
    told = page.untold(one.at or 0, one.actor, "say") if own else None
    return replace(one, claim=told.id, untold=told) if told else one


def third_in(event: Event) -> tuple[str | None, ...]:
    """Return whoever mediates in an event: all who do it where the one it names is among them."""
    return event.actors if event.mediator in event.actors else (event.mediator,)
