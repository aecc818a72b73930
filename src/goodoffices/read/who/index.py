"""The actors of one document, and whose name stands at each of its tokens."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from goodoffices.evidence.claims import Actor
from goodoffices.read.document.writers import Writer
from goodoffices.read.who import gazetteer


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor's name at tokens ``first`` up to ``last``."""

    first: int
    last: int
    actor_id: str


@dataclass(frozen=True)
class ActorIndex:
    """The actors of one document, and whose name stands at each of its tokens, in order.

    ``together`` are the actors that a noun such as "both sides" means, by its token; ``labels`` who
    is named in the speaker's label of a paragraph, by its number; ``called`` whom a noun behind the
    name calls what it is ("the M23 rebels"), by its token; ``writers`` whose words the page, or
    each part of it, is.
    """

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: dict[int, str] = field(default_factory=dict)
    together: dict[int, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    called: dict[int, str] = field(default_factory=dict)
    writers: tuple[tuple[str, Writer], ...] = ()

    @cached_property
    def _at(self) -> dict[int, str]:
        named = {i: m.actor_id for m in self.mentions for i in range(m.first, m.last)}
        return {**self.called, **named}

    @cached_property
    def _firsts(self) -> list[int]:
        return [m.first for m in self.mentions]

    @cached_property
    def _by_id(self) -> dict[str | None, Actor]:
        return {a.id: a for a in self.actors}

    def at(self, token: int) -> str | None:
        """Return the id of the actor whose mention covers a token, or whom it calls what it is."""
        return self._at.get(token)

    def get(self, actor_id: str | None) -> Actor | None:
        """Return an actor by id."""
        return self._by_id.get(actor_id)

    def within(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """Return the mentions that start in tokens [first, last), cut there, in order."""
        low = bisect_left(self._firsts, first)
        high = bisect_left(self._firsts, last, lo=low)
        return [(m.first, min(m.last, last), m.actor_id) for m in self.mentions[low:high]]

    def country(self, actor_id: str | None) -> str | None:
        """Return the state an actor is or belongs to, as ISO 3166-1 alpha-3."""
        actor = self.get(actor_id)
        if actor is None:
            return None
        if actor.country is None and actor.affiliation and actor.affiliation != actor_id:
            side = self.get(actor.affiliation)
            return side.country if side else None
        return actor.country

    def side(self, actor_id: str) -> str:
        """Return the state that a person acts for, where it is among these; else the actor."""
        actor = self.get(actor_id)
        if actor is None or actor.kind != "person":
            return actor_id
        state = gazetteer.states().get(self.country(actor_id) or "")
        return state if state and self.get(state) is not None else actor_id

    def country_of(self, first: int, last: int) -> str | None:
        """Return the country that a phrase's actors, or else its places, belong to."""
        for _first, _last, actor_id in self.within(first, last):
            if (country := self.country(actor_id)) is not None:
                return country
        return next((self.places[i] for i in range(first, last) if i in self.places), None)
