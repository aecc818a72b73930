"""Whom an actor stands for: the state or group that a person, an office or a short name belongs to.

What reading said comes first: an affiliation, a state. Where it said nothing, a last name, a
shortened name, "her deputy", a minister among one state's people, and "the fighters" of the one
group that speaks are taken for what they most likely mean. Such a guess serves proposals that
people look at, never a claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier, Statement
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.bodies import Bodies, singular
from goodoffices.read.words import table

_WHO = table("bargaining.yaml")["belonging"]
GOVERNMENTS = frozenset(_WHO["governments"])
"""What may be called so without saying of which state."""
_FOLLOWERS = frozenset(_WHO["followers"])
_MINISTER = re.compile(rf"\b(?:{'|'.join(_WHO['ministers'])})\b", re.IGNORECASE)
_SPEAKS_FOR = re.compile(rf"\b(?:{'|'.join(_WHO['speakers'])})\b", re.IGNORECASE)
_OPPOSED = re.compile(rf"\b(?:{'|'.join(_WHO['not_of_government'])})\b", re.IGNORECASE)
_BESIDE = re.compile(
    rf"\b(?:her|his|their|its)\s+(?:own\s+)?(?:{'|'.join(_WHO['colleagues'])})\b[^.;:!?“”\"]{{0,40}}$",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"(?:he|she|they|it|(?:her|his|its|their) (?:{'|'.join(_WHO['governments'] + _WHO['own'])}))$",
    re.IGNORECASE,
)
LOOK_BACK = 80
"""How far before a name "her deputy" may stand, in characters."""
FEWEST = 3
"""How many statements the one group must have made whom "the fighters" are taken to be of."""


class Belonging:
    """A dossier's actors with whom each stands for."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.actors = {a.id: a for a in dossier.actors if a.status != "rejected"}
        self._meanings: dict[str, str | None] = {}
        self.bodies = Bodies(dossier, self.actors.values())

    def principal(self, actor_id: str | None) -> str | None:
        """Return whom an actor stands for: the state or group a person or office belongs to."""
        seen: set[str] = set()
        while actor_id in self.actors and actor_id not in seen:
            seen.add(actor_id)
            actor = self.actors[actor_id]
            own = actor.affiliation
            if own not in self.actors:
                if actor_id not in self._meanings:
                    self._meanings[actor_id] = self._meant(actor)
                own = self._meanings[actor_id]
            if actor.kind == "state" or own not in self.actors:
                return actor_id
            actor_id = own
        return actor_id if actor_id in self.actors else None

    def principals(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return whom several actors stand for, each once."""
        found = (self.principal(actor_id) for actor_id in actor_ids)
        return tuple(dict.fromkeys(actor_id for actor_id in found if actor_id))

    def speaker(self, statement: Statement) -> str | None:
        """Return the side that makes a statement: its speaker's, or whom that one speaks for.

        A pronoun that reading could not resolve is whoever spoke before it on the page.
        """
        side = self.principal(statement.speaker) or self.principal(statement.affiliation)
        name = statement.speaker_name.casefold().split()
        if side or not name:
            return side
        written = statement.speaker_span.exact if statement.speaker_span else statement.speaker_name
        if _OWN.match(written):  # "he", "her government": of whoever spoke before
            return self._before.get(statement.id)
        return self._surnames.get(name[-1])

    @cached_property
    def _before(self) -> dict[str, str]:
        """For each statement of a pronoun: the side that spoke before it on its page.

        Nobody speaks of himself by name: who is named in the words did not say them.
        """
        found: dict[str, str] = {}
        spoke: dict[str, list[tuple[str, str]]] = {}
        told = (s for s in self.dossier.statements if s.spans and s.status != "rejected")
        for one in sorted(told, key=lambda s: (s.spans[0].source, s.sentence.start)):
            before = spoke.setdefault(one.spans[0].source, [])
            side = self.principal(one.speaker) or self.principal(one.affiliation)
            if side:
                before.append((one.speaker or side, side))
                continue
            text = one.text
            others = (s for who, s in reversed(before) if not self._named_in(who, text))
            if other := next(others, None):
                found[one.id] = other
        return found

    def _named_in(self, actor: str, text: str) -> bool:
        """Tell whether a person's name stands in a text."""
        known = self.actors.get(actor)
        names = (known.name, *known.aliases) if known and known.kind == "person" else ()
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)

    def _meant(self, actor: Actor) -> str | None:
        """Return whom a name without an affiliation means, where only one can be meant."""
        if actor.kind == "person":
            last = self._surnames.get(actor.name.split()[-1].casefold())
            body = None if last or " " in actor.name else self.bodies.called(actor.name, actor.id)
            return last or body or self._guessed.get(actor.id)
        if actor.kind not in ("group", "organisation"):
            return None
        if actor.name in self._bearers:  # a last name by itself, of one person of another page
            return self._bearers[actor.name]
        words = _words(actor)
        if words <= GOVERNMENTS:
            return self._governed(actor)
        armed = {"armed", "men"} <= words or bool(words & _FOLLOWERS)
        if armed and words <= _FOLLOWERS | {"the", "armed", "men"}:
            return self._followed or self.bodies.meant(actor)
        fuller = [
            other
            for other in self.actors.values()
            if other.kind in ("group", "organisation") and words < _words(other)
        ]
        longest = max(fuller, key=lambda other: len(_words(other)), default=None)
        if longest is None or any(not _words(other) <= _words(longest) for other in fuller):
            return self.bodies.meant(actor)
        return longest.id

    @cached_property
    def _bearers(self) -> dict[str, str]:
        """For each last name that one person alone bears: that person."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            if actor.kind == "person" and " " in actor.name:
                found.setdefault(actor.name.split()[-1], set()).add(actor.id)
        return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}

    def follows(self, noun: str) -> str | None:
        """Return the group that a noun such as "fighter", "armed man" means, where one does."""
        armed = noun in {"armed man", "armed men", "armed group", "armed wing"}
        return self._followed if armed or noun.rpartition(" ")[2] in _FOLLOWERS else None

    @cached_property
    def _followed(self) -> str | None:
        """Return the one group that has spokespeople and speaks more than all others together."""
        counts: Counter[str] = Counter()
        for one in self.dossier.statements:
            speaker = self.actors.get(one.speaker or "")
            own = self.actors.get((speaker.affiliation if speaker else None) or "")
            if own is not None and own.kind == "group":
                counts[self._longest(own).id] += 1
        told = counts.most_common(2)
        if not told or told[0][1] < FEWEST or (len(told) > 1 and told[0][1] < 2 * told[1][1]):
            return None
        return told[0][0]

    def _longest(self, actor: Actor) -> Actor:
        """Return the group with the fullest name of which an actor's is a part."""
        groups = (a for a in self.actors.values() if a.kind == "group")
        fuller = [a for a in groups if _words(actor) < _words(a)]
        return max(fuller, key=lambda a: len(_words(a)), default=actor)

    def _governed(self, actor: Actor) -> str | None:
        """Return the state that "the government" is of: whose people alone speak on its pages."""
        pages = {span.source for span in actor.spans}
        states = {state for page in pages for state in self._officials.get(page, ())}
        return states.pop() if len(states) == 1 else None

    @cached_property
    def _officials(self) -> dict[str, set[str]]:
        """For each page: the states whose people speak on it."""
        found: dict[str, set[str]] = {}
        for said in self.dossier.statements:
            person = self.actors.get(said.speaker or "")
            if person and person.kind == "person" and person.country and said.spans:
                own = self.actors.get(person.affiliation or "")
                if own is not None:
                    found.setdefault(said.spans[0].source, set()).add(own.id)
        return found

    @cached_property
    def _guessed(self) -> dict[str, str]:
        """For each person without a side whom the pages place: that side."""
        found: dict[str, str] = {}
        for actor in self.actors.values():
            if actor.kind != "person" or actor.affiliation in self.actors:
                continue
            side = self._colleague(actor) or self._minister(actor) or self._official(actor)
            if side:
                found[actor.id] = side
        return found

    def _colleague(self, actor: Actor) -> str | None:
        """Return the side of "her" in "her deputy, X": of whoever was named last before it.

        "Its secretary" is of a group or body that speaks, named last before it.
        """
        for span in actor.spans:
            text = self._texts.get(span.source, "")
            found = _BESIDE.search(text[max(0, span.start - LOOK_BACK) : span.start])
            if found is None:
                continue
            body = found[0][:3].casefold() == "its"
            before = [
                (s.start, other)
                for other in self.actors.values()
                if (other.id in self._speaking if body else other.kind == "person")
                and other.id != actor.id
                for s in other.spans
                if s.source == span.source and s.start < span.start
            ]
            other = max(before, key=lambda one: one[0], default=None)
            if other is not None and body:
                return self.principal(other[1].id)
            if other is not None and other[1].affiliation in self.actors:
                return other[1].affiliation
        return None

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """Return the groups and bodies that say something themselves."""
        bodies = {a.id for a in self.actors.values() if a.kind in ("group", "organisation")}
        return frozenset(s.speaker for s in self.dossier.statements if s.speaker in bodies)

    def _minister(self, actor: Actor) -> str | None:
        """Return the state of a minister, where most of the pages that name one point to it.

        A page points to a state whose other people alone speak on it, and to the one named last
        before the minister in a paragraph ("Bishkek was not moved. “…,” said …").
        """
        role = actor.role or ""
        if not _MINISTER.search(role) or _OPPOSED.search(role):
            return None
        clues: Counter[str] = Counter()
        for page in {span.source for span in actor.spans}:
            states = self._officials.get(page, set())
            clues.update(states if len(states) == 1 else ())
        for span in actor.spans:
            clues.update(self._named_before(span))
        told = clues.most_common(2)
        if not told or (len(told) > 1 and told[0][1] == told[1][1]):
            return None
        return told[0][0]

    def _official(self, actor: Actor) -> str | None:
        """Return the side of a "spokeswoman": the one whose people alone speak where she does."""
        role = actor.role or ""
        if not _SPEAKS_FOR.search(role) or _OPPOSED.search(role):
            return None
        pages = [self._speakers.get(page, set()) for page in {s.source for s in actor.spans}]
        told = Counter(side for sides in pages if len(sides) == 1 for side in sides)
        return next(iter(told)) if len(told) == 1 else None

    @cached_property
    def _speakers(self) -> dict[str, set[str]]:
        """For each page: the sides whose people speak on it, of those that a page places."""
        found: dict[str, set[str]] = {}
        for said in self.dossier.statements:
            person = self.actors.get(said.speaker or "")
            own = self.actors.get((person.affiliation if person else None) or "")
            if own is not None and said.spans and said.status != "rejected":
                found.setdefault(said.spans[0].source, set()).add(own.id)
        return found

    def _named_before(self, span: Span) -> Iterator[str]:
        """Yield the state that is named last before a place, in its paragraph."""
        text = self._texts.get(span.source, "")
        start = max(text.rfind("\n\n", 0, span.start), 0)
        before = [
            (s.start, other.id)
            for other in self.actors.values()
            if other.kind == "state"
            for s in other.spans
            if s.source == span.source and start <= s.start < span.start
        ]
        if before:
            yield max(before)[1]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The text of each page."""
        return {d.id: d.snapshot.text for d in self.dossier.documents}

    @cached_property
    def _surnames(self) -> dict[str, str]:
        """For each last name that only people of one side bear: whom they belong to."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            if actor.kind == "person" and actor.affiliation in self.actors:
                name = actor.name.split()[-1].casefold()
                found.setdefault(name, set()).add(actor.affiliation or "")
        return {name: sides.pop() for name, sides in found.items() if len(sides) == 1}

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of all names of actors, lower case."""
        told = [name for a in self.actors.values() for name in (a.name, *a.aliases)]
        proper = [n for n in told if n != n.lower()]  # "camp" and "families" are no names
        return frozenset(word for name in proper for word in name.casefold().split())


def placed(dossier: Dossier) -> Dossier:
    """Return a dossier in which actors and statements say whom they stand for, as far as is read.

    What a page says itself stays; states stand for themselves.
    """
    whose = Belonging(dossier)
    actors = [
        replace(actor, affiliation=side)
        if actor.kind != "state"
        and actor.affiliation not in whose.actors
        and (side := whose.principal(actor.id)) not in (None, actor.id)
        else actor
        for actor in dossier.actors
    ]
    statements = [
        replace(said, affiliation=side)
        if said.speaker is None and said.affiliation is None and (side := whose.speaker(said))
        else said
        for said in dossier.statements
    ]
    return replace(dossier, actors=tuple(actors), statements=tuple(statements))


def _words(actor: Actor) -> set[str]:
    """Return the words of an actor's name, without the marks of owning and of many."""
    return set(_plain(actor.name))


def _plain(name: str) -> Iterator[str]:
    return map(singular, name.casefold().split())
