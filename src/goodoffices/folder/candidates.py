"""Whom the dossier shows as parties to the dispute, and whom as mediators between them.

A party is a state or group that a mediation is addressed to, or that an issue lies between; a
mediator is whoever a mediation event names as the third. People and offices count as those they
speak for. Claims that were rejected, and what is said not to have happened, show nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from goodoffices.case.nouns import Consent
from goodoffices.evidence.across.happenings import happenings
from goodoffices.evidence.claims import Actor, Dossier, Event, Issue, Statement

PARTY_KINDS = frozenset({"state", "group"})
MOST_EVIDENCE = 6
"""How many claims are named for one proposal: the first read, of several events rather than of
several reports of one."""


@dataclass(frozen=True, slots=True)
class ProposedParty:
    """An actor with the ids of the claims that show its part."""

    actor: Actor
    evidence: tuple[str, ...]


class Candidates:
    """A dossier read for who is who in its mediation."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.actors = {a.id: a for a in dossier.actors if a.status != "rejected"}
        self.events = tuple(
            e for e in dossier.events if e.status != "rejected" and e.modality != "negated"
        )
        self.issues = tuple(i for i in dossier.issues if i.status != "rejected")
        self.mediations = tuple(e for e in self.events if e.mediator)

    def principal(self, actor_id: str | None) -> str | None:
        """Return whom an actor stands for: the state or group a person or office belongs to."""
        seen: set[str] = set()
        while actor_id in self.actors and actor_id not in seen:
            seen.add(actor_id)
            actor = self.actors[actor_id]
            if actor.kind not in ("person", "organisation") or actor.affiliation not in self.actors:
                return actor_id
            actor_id = actor.affiliation
        return actor_id if actor_id in self.actors else None

    def principals(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return whom several actors stand for, each once."""
        found = (self.principal(actor_id) for actor_id in actor_ids)
        return tuple(dict.fromkeys(actor_id for actor_id in found if actor_id))

    def mediators(self) -> tuple[ProposedParty, ...]:
        """Return whoever mediates or offered to, with the events that say so."""
        pairs = ((self.principal(e.mediator), e.id) for e in self.mediations)
        return self._gathered((actor, claim) for actor, claim in pairs if actor)

    def parties(self) -> tuple[ProposedParty, ...]:
        """Return the parties, those that a mediation is addressed to first."""
        return self._gathered(
            (actor, claim)
            for actor, claim in (*self._addressed(), *self._at_issue())
            if self.actors[actor].kind in PARTY_KINDS
        )

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

    def consent(self, mediator: str, party: str) -> tuple[Consent, tuple[str, ...]]:
        """Return what a party answered to a mediator, with the events that say so.

        Only what the party itself is said to have accepted or refused counts as its answer; an
        offer that merely concerns it leaves the answer unknown.
        """
        between = [e for e in self.mediations if self.principal(e.mediator) == mediator]
        own = [e for e in between if party in self.principals(e.actors) and _happened(e)]
        for stage, answer in _ANSWERS:
            said = tuple(e.id for e in own if e.stage == stage)
            if said and not any(e.stage != stage and e.stage in _STAGES for e in own):
                return answer, self.first(said)
        near = (*own, *(e for e in between if party in self.principals(e.recipients)))
        return "unknown", self.first(e.id for e in near)

    @cached_property
    def _again(self) -> dict[str, int]:
        """For each event: how many reports told it before this one."""
        found = happenings(self.dossier)
        return {event.id: n for one in found for n, event in enumerate(one.reports)}

    def first(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return the claims to name, those first that tell what no other one before told."""
        once = dict.fromkeys(claims)
        if len(once) <= MOST_EVIDENCE:
            return tuple(once)
        return tuple(sorted(once, key=lambda claim: self._again.get(claim, 0)))[:MOST_EVIDENCE]


_ANSWERS: tuple[tuple[str, Consent], ...] = (("accepted", "yes"), ("refused", "no"))
_STAGES = frozenset(stage for stage, _answer in _ANSWERS)


def _happened(event: Event) -> bool:
    """Tell whether an event is said to have happened now, not long ago or perhaps."""
    return event.modality in ("asserted", "reported")
