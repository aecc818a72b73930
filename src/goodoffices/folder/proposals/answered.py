"""What each side of a dispute answers to each of its mediators, of all ways in which it is read.

First counts what the clauses say of a mediator and the side's events with it, then what the side
says itself (:mod:`.consents`), and where neither tells anything, what weighing a sentence makes
likely (:mod:`.likelyanswers`). What is told of "both sides" is the answer of each where there are
two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from goodoffices.evidence.claims import Statement
from goodoffices.folder.proposals.acceptance import Answering
from goodoffices.folder.proposals.consents import (
    Consenting,
    ReadAnswer,
    answer,
    of_events,
    said_behind,
    settled,
)
from goodoffices.folder.proposals.intermediaries import Intermediaries
from goodoffices.folder.proposals.likelyanswers import WeighedAnswers
from goodoffices.folder.proposals.offices import naming

_ONE_SIDE = re.compile(
    r"\b(?:one|neither|either|none|some|most)(?: of)?(?: the)?(?: two)? ", re.IGNORECASE
)
_BOTH = frozenset({"sides", "parties", "rivals", "delegations", "governments", "foes"})
_BOTH |= {"neighbours", "neighbors"}
"""What two sides are called as one."""
FEWEST_SIDES = 2
"""How many sides speak as "both"."""


class Consents:
    """The pages read for what each of the ``parties`` answers to each of the ``mediators``.

    Both are ids of actors. The answer of one to the other is worked out once.
    """

    def __init__(
        self, between: Intermediaries, mediators: Sequence[str], parties: Sequence[str]
    ) -> None:
        self.between, self.shown = between, between.shown
        self.mediators, self.parties = tuple(mediators), tuple(parties)
        self._consents: dict[tuple[str, str], ReadAnswer] = {}
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}

    def consent(self, mediator: str, party: str) -> ReadAnswer:
        """Return what a party answered to a mediator, with the claims that say so."""
        if (mediator, party) not in self._consents:
            self._consents[mediator, party] = self._consent(mediator, party)
        return self._consents[mediator, party]

    def _consent(self, mediator: str, party: str) -> ReadAnswer:
        others = frozenset(one for one in self.mediators if one != mediator)
        asked = Consenting(
            frozenset(a for a, side in self._stands.items() if side == party),
            frozenset(
                s.id for s in self.shown.dossier.statements if self.shown.speaker(s) == party
            ),
            frozenset(a for a, side in self._stands.items() if side == mediator),
            self._naming(frozenset([mediator])),
            self._naming(others),
        )
        together = self._together if len(self.parties) == FEWEST_SIDES else frozenset()
        own = [v for v in self.told if v.mediator == mediator]
        own = [v for v in own if v.side == party or (v.side in together and not self._one_of(v))]
        plain = [v for v in own if not v.implied]
        plain = [v for v in plain if not v.grouped] or plain
        said = [(v.answer, v.claim, v.source) for v in plain]
        heard = {claim for _answer, claim, _source in said}
        told = of_events(self.shown.dossier, asked.voices, asked.mediators)
        more = [vote for vote in told if vote[1] not in heard] if said else []
        clear = settled(self.shown.dossier, [*said, *more])
        if clear.answer != "unknown":
            behind = said_behind(self.shown.dossier, clear.evidence, asked)
            claims = tuple(dict.fromkeys((*clear.evidence, *behind)))
            return replace(clear, evidence=claims, borne=clear.evidence)
        found = answer(self.shown.dossier, asked)
        if found.answer == "unknown" and not found.evidence:
            every = [(v.answer, v.claim, v.source) for v in own]
            acted = settled(self.shown.dossier, said or every)
            found = replace(acted, borne=acted.evidence)
        likely = self.weighed.found.get((mediator, party))
        if likely and found.answer == "unknown" and not found.evidence:
            claims = (likely.claim,)
            return ReadAnswer(likely.answer, claims, claims)
        return found

    @cached_property
    def told(self) -> tuple[Answering, ...]:
        """What the clauses of the pages say of each mediator."""
        return self.between.votes_on(frozenset(self.mediators))

    @cached_property
    def weighed(self) -> WeighedAnswers:
        """The sentences about the mediators, each weighed as each party's answer."""
        third = frozenset(self.mediators)
        return WeighedAnswers(self.shown.clauses, third, self.parties, self.between.thirds(third))

    def _one_of(self, vote: Answering) -> bool:
        """Tell whether an answer is told of one of the sides: "one of the sides rejected it"."""
        claim = self.shown.dossier.claim(vote.claim) or vote.untold
        told = claim.sentence.exact if isinstance(claim, Statement) else ""
        told = told or " ".join(s.exact for s in (claim.spans if claim else ()))
        return _ONE_SIDE.search(told) is not None

    @cached_property
    def _together(self) -> frozenset[str]:
        """What the two sides of a case are called as one: "both sides", "the two governments"."""
        return frozenset(
            a.id
            for a in self.shown.actors.values()
            if a.kind == "group" and a.name.split()[-1].casefold() in _BOTH
        )

    @cached_property
    def _stands(self) -> dict[str, str | None]:
        """For each actor: whom it stands for."""
        return {
            actor: self.between.independent.get(actor) or self.shown.principal(actor)
            for actor in self.shown.actors
        }

    def _naming(self, sides: frozenset[str]) -> re.Pattern[str]:
        """Return the pattern of the names and titles of some actors and whoever stands for them."""
        if sides not in self._patterns:
            own = [a for a in self.shown.actors.values() if self._stands[a.id] in sides]
            titles = [title for a in own for title in self.between.holders.titles(a.id)]
            self._patterns[sides] = naming(own, titles)
        return self._patterns[sides]
