"""Whom an actor stands for: the state or group that a person, an office or a short name belongs to.

What reading said comes first: an affiliation, a state. Where it said nothing, a last name, a
shortened name, and "the fighters" of the one group that speaks are taken for what they most likely
mean; people whom no name places are placed by what stands around them (:mod:`.placing`). Such a
guess serves proposals that people look at, never a claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier, Event, Statement, in_list
from goodoffices.folder.proposals.attribution import Attribution
from goodoffices.folder.proposals.bodies import Bodies, misread, of_its_people, singular
from goodoffices.folder.proposals.camps import FOLLOWERS, Camps
from goodoffices.folder.proposals.clues import Clues, most
from goodoffices.folder.proposals.headship import Territories, seats
from goodoffices.folder.proposals.namesakes import own_name, same_people, whole
from goodoffices.folder.proposals.placing import (
    FEWEST,
    GOVERNMENTS,
    ORGANS,
    THIRD,
    Placing,
    formerly,
    inferred,
)
from goodoffices.folder.proposals.titles import Titles
from goodoffices.read.words import lists, table
from goodoffices.read.words import words as said

_WHO = table("bargaining.yaml")["belonging"]
_VOICES = said("body nouns", "government nouns", "speaking bodies")
_STRIKES = frozenset(_WHO["strikes"])
_DEALING = said("public bodies")
_HEADS = lists("bargaining.yaml", "bodies")["heads"]
_EPITHETS = frozenset(_WHO["epithets"])
_PEOPLE = said("party people") - said("generic sides") - FOLLOWERS
_REGIONAL = frozenset(_WHO["regional"])
_ORGAN_KINDS = said("kinds of organs")
_ALIKE = {noun: main for main, nouns in _WHO["alike"].items() for noun in nouns}
_INITIALS = re.compile(r"(?:[A-Z]\.){2,} (?=[a-z])")
"""Which place somebody is of, in initials: "B.C. government"."""
_OWN = re.compile(
    rf"(?:he|she|they|it|(?:her|his|its|their) (?:{'|'.join(_WHO['governments'] + _WHO['own'])}))$",
    re.IGNORECASE,
)
_MANY = tuple(_WHO["many"])
BEHIND = 40
"""How far behind a name its place may stand ("of Keta"), in characters."""


class Belonging:
    """A dossier's actors with whom each stands for."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        people = (a.name.split() for a in dossier.actors if a.kind == "person")
        surnames = frozenset(name[-1] for name in people if len(name) > 1)
        self.actors = {
            a.id: replace(a, kind="organisation") if misread(a, surnames) else a
            for a in dossier.actors
            if a.status != "rejected"
        }
        self._meanings: dict[tuple[str, str | None], str | None] = {}
        self._sides: dict[tuple[str, str | None, str | None], str | None] = {}
        self._opened: dict[str, str | None] = {}
        self._guesses: dict[str, str] | None = None
        self._settled = False
        self.bodies = Bodies(dossier, self.actors.values())
        self.territories = Territories(self.actors.values())
        self.clues = Clues(dossier, self.actors, self._told, self.bodies.noun)
        self.same = same_people(self.actors)
        self.camps = Camps(a for a in self.actors.values() if a.id not in self.same)
        self.titles = Titles(dossier, whole(self.actors, self.same), self.principal)
        self.attribution = Attribution(
            dossier, self.actors, self.same, self.clues.texts, self.principal
        )
        self._placing = Placing(
            dossier=dossier,
            actors=self.actors,
            same=self.same,
            clues=self.clues,
            bodies=self.bodies,
            titles=self.titles,
            principal=self.principal,
            naming=self._naming,
            called=self._called.get,
            of=self._of,
        )

    def on(self, page: str) -> OnPage:
        """Return whom actors stand for as one page means them."""
        return OnPage(self, page)

    def _told(self, actor_id: str | None) -> str | None:
        """Return whom an actor is part of by what reading said, itself where that is nothing."""
        seen: set[str] = set()
        while actor_id in self.actors and actor_id not in seen:
            seen.add(actor_id)
            actor = self.actors[actor_id]
            told = None if inferred(actor) else actor.affiliation
            if actor.kind == "state" or told not in self.actors:
                return actor_id
            actor_id = told
        return actor_id if actor_id in self.actors else None

    def principal(self, actor_id: str | None, page: str | None = None) -> str | None:
        """Return whom an actor stands for: the state or group a person or office belongs to.

        "The government" may be one state's on one ``page`` and another's on the next.
        """
        seen: set[str] = set()
        while actor_id in self.actors and actor_id not in seen:
            seen.add(actor_id)
            actor = self.actors[actor_id]
            guessed = inferred(actor)
            own = None if guessed else actor.affiliation
            if (body := self._titled(actor)) and body != self.principal(own):
                return body
            if own in self.actors and self._loose(actor):
                once = formerly(actor, self.titles)
                meant = self._followed_by(actor) if once else self._meant(actor)
                return self.principal(meant) or actor_id
            if own not in self.actors:
                key = (actor_id, page if _generic(actor) else None)
                own = self._meanings[key] if key in self._meanings else self._meant(actor, key[1])
                if self._settled or self._guesses is None:  # what is asked meanwhile may yet change
                    self._meanings[key] = own
                own = own or (actor.affiliation if guessed else None)
            if actor.kind == "state" or own not in self.actors:
                return actor_id
            actor_id = own
        return actor_id if actor_id in self.actors else None

    def _titled(self, actor: Actor) -> str | None:
        """Return the body whose proper name opens a person's title: "UDF chairman"."""
        if actor.kind != "person" or " " not in (actor.role or "") or actor.id in self._opened:
            return self._opened.get(actor.id)
        self._opened[actor.id] = None  # of whom its body's own people ask meanwhile
        row = (actor.role or "").split()
        for name in (" ".join(row[:n]) for n in range(len(row) - 1, 0, -1)):
            if name[0].isupper() and _proper(name):
                sides = {self.principal(one) for one in self._bearing.get(name.casefold(), ())}
                if len(sides) == 1:
                    self._opened[actor.id] = sides.pop()
                    break
        return self._opened[actor.id]

    def _loose(self, actor: Actor) -> bool:
        """Tell whether somebody is not of the side that reading told.

        So its former president, and an office of no side beside people without a name ("drivers").
        """
        own = self.actors.get(actor.affiliation or "")
        if formerly(actor, self.titles) or singular(_first(actor.role)) in FOLLOWERS:
            return True
        plain = own is not None and own.kind == "group" and own.name == own.name.lower()
        return plain and actor.kind == "person" and THIRD.search(actor.role or "") is not None

    def principals(self, actor_ids: Iterable[str], page: str | None = None) -> tuple[str, ...]:
        """Return whom several actors stand for, each once."""
        found = (self.principal(actor_id, page) for actor_id in actor_ids)
        return tuple(dict.fromkeys(actor_id for actor_id in found if actor_id))

    def meaning(self, event: Event) -> Event:
        """Return an event with those whom its page means by "the government" and its like."""
        page = event.spans[0].source if event.spans else None
        everybody = {*event.actors, *event.recipients, event.mediator or ""}
        meant = {
            one: side
            for one in everybody
            if one in self.actors
            and _generic(self.actors[one])
            and (side := self.principal(one, page)) not in (None, one, self.principal(one))
        }
        if not meant:
            return event
        return replace(
            event,
            actors=tuple(meant.get(a) or a for a in event.actors),
            recipients=tuple(meant.get(a) or a for a in event.recipients),
            mediator=meant.get(event.mediator or "") or event.mediator,
        )

    def speaker(self, statement: Statement) -> str | None:
        """Return the side that makes a statement: its speaker's, or whom that one speaks for.

        A pronoun that reading could not resolve is whoever spoke before it on the page.
        """
        key = statement.id, statement.speaker, statement.affiliation
        if key not in self._sides:  # every clause of a statement asks again
            self._sides[key] = self._speaker(statement)
        return self._sides[key]

    def _speaker(self, statement: Statement) -> str | None:
        page = statement.spans[0].source if statement.spans else None
        side = self.principal(statement.speaker, page)
        if side:
            return side
        person = None if statement.speaker else self.titles.person(statement)
        owner = self.attribution.side(statement)
        if owner or (person and self.principal(person) != person):
            return owner or self.principal(person)
        side = self.principal(statement.affiliation, page) or person
        name = statement.speaker_name.casefold().split()
        if side or not name:
            return side
        written = statement.speaker_span.exact if statement.speaker_span else statement.speaker_name
        if _OWN.match(written):  # "he", "her government": of whoever spoke before
            body = self.bodies.noun(written[5:]) if name[0] == "their" else None
            return body or self.attribution.before.get(statement.id)
        return self._surnames.get(name[-1]) or self.bodies.noun(statement.speaker_name)

    def _meant(self, actor: Actor, page: str | None = None) -> str | None:
        """Return whom a name without an affiliation means, where only one can be meant."""
        if actor.kind == "person":
            last = self._surnames.get(actor.name.split()[-1].casefold())
            body = None if last or " " in actor.name else self.bodies.called(actor.name, actor.id)
            full = None if " " in actor.name else self._bearers.get(actor.name)
            full = self.same.get(actor.id) or full
            body = body or self.bodies.stem(actor) or self.camps.governed(actor)
            own = last or body or full or self._of(actor) or self._served(actor)
            own = own or self._guessed.get(actor.id)
            return own or self._followed_by(actor) or self._seats.get(actor.id)
        if actor.kind not in ("group", "organisation"):
            return None
        if band := self.camps.same.get(actor.id) or self.camps.camp(actor):
            return band
        # a last name by itself, of one person of another page
        known = (
            self._with_people(actor)
            or self.bodies.spelt(actor)
            or self.bodies.unfolded(actor)
            or self.same.get(actor.id)
            or self._short(actor)
        )
        return known or self._bearers.get(actor.name) or self._body(actor, page)

    def _followed_by(self, person: Actor) -> str | None:
        """Return the band whose leader somebody is called: "rebel leader Roe"."""
        called = self.titles.borne.get(person.id, "")
        return self.camps.followed(called) or self.camps.led(called)

    def _served(self, person: Actor) -> str | None:
        """Return whose aide somebody is called: "Roe spokeswoman Ada Lind"."""
        return self.camps.served(person, self.titles.borne.get(person.id, ""))

    def _short(self, actor: Actor) -> str | None:
        """Return the one body that another page gives a name as its short one: "Lakag"."""
        name = actor.name.casefold().removeprefix("the ")
        if _words(actor) <= GOVERNMENTS:  # one "Cabinet" does not explain another
            return None
        found = self._bearing.get(name, set()) - {actor.id}
        found = {one for one in found if not _one_of(actor, self.actors[one])}
        words = {one: _words(self.actors[one]) for one in found}
        found = {one for one in found if not any(words[one] < words[o] for o in found)}
        lone = actor.name != actor.name.lower() and " " not in name
        return next(iter(found)) if lone and len(found) == 1 else self.bodies.stem(actor)

    def _body(self, actor: Actor, page: str | None) -> str | None:
        """Return whom "the Board", "the fighters" or a part of a body's name means on a page."""
        words = set(_plain(_INITIALS.sub("", actor.name)))
        organ, _of, members = actor.name.casefold().rpartition(" ")
        organs = singular(members) == "member" and singular(organ.split()[-1] if organ else "")
        if (
            organs
            and organs in ORGANS | _HEADS
            and (body := self._naming(organ)) not in (None, actor.id)
        ):
            return body
        if own := self._own_state(words) or self.territories.meant(words, GOVERNMENTS):
            return own if own != actor.id else None
        organ, of, whole_ = actor.name.casefold().partition(" of the ")
        if of and singular(organ.split()[-1]) in ORGANS and (body := self._naming(whole_)):
            named = self.actors[body]
            if named.name != named.name.lower() and not words & _words(named) & ORGANS:
                return body
        issuer = self.clues.issuers.get(page or "") if words <= ORGANS | _ORGAN_KINDS else None
        if issuer or words <= GOVERNMENTS:  # "the Board" on its own page, "the ministry"
            state = self._only_state if "government" in words else None
            state = state or self.clues.home
            return issuer or self._governed(actor, page) or self._government(actor) or state
        armed = {"armed", "men"} <= words or bool(words & FOLLOWERS)
        if armed and words <= FOLLOWERS | _EPITHETS | {"the", "armed", "men"}:
            return self._followed or self.bodies.meant(actor, page) or self._of_people(actor, words)
        if same := self._same_side(actor, words):
            return same
        fuller = [
            other
            for other in self.actors.values()
            if other.kind in ("group", "organisation", "igo") and words < _words(other)
            if not _one_of(actor, other)  # "successive governments"
            if self._with_people(other) != actor.id  # "men of the League" are no more than it
            if not (_band(actor) and of_many(other))  # "the Zema youths" are of the Zema
            if _plain_last(other) != "member"  # whose members they are
            if (head := _plain_last(other)) not in _DEALING or head in words
            if actor.kind == "group" or not of_its_people(words, _words(other))
            if self.territories.fits(actor.id, _words(other))
        ]
        longest = max(fuller, key=lambda other: len(_words(other)), default=None)
        if longest is None or any(not _words(other) <= _words(longest) for other in fuller):
            often = self.bodies.often(actor.name, (other.id for other in fuller), page)
            often = often or self.bodies.meant(actor, page)
            return often or self._most_named(actor, words)
        return longest.id

    def _with_people(self, actor: Actor) -> str | None:
        """Return the body whose name was read with those of it: "men of the Bond League".

        So with one person's: "Ada Roe of the Bond League". Of a place nobody is a part.
        """
        head, of, whole_ = actor.name.partition(" of ")
        body = self._called.get(whole_.casefold().removeprefix("the ")) if of else None
        named = self.actors.get(body or "")
        if named is None or named.kind == "state" or named.name == named.name.lower():
            return None
        last = head.split()[-1].casefold()
        people = last.endswith(_MANY) or singular(last) in FOLLOWERS | {"member"}
        people = people or head in self._people
        return named.id if people and named.id != actor.id else None

    @cached_property
    def _people(self) -> frozenset[str]:
        """The names of all people."""
        return frozenset(
            name
            for a in self.actors.values()
            if a.kind == "person"
            for name in (a.name, *a.aliases)
        )

    def _same_side(self, actor: Actor, words: set[str]) -> str | None:
        """Return whom a group by its own nouns is, or is a part of, that is no longer name.

        So "the province" is the one regional government, "the Zema youths" are the Zema.
        """
        if words <= GOVERNMENTS | _REGIONAL:
            return self._government(actor)
        if _plain_last(actor) in FOLLOWERS and (people := self._of_people(actor, words)):
            return people
        whole_ = (
            self._called.get(actor.name.casefold().rpartition(" ")[0]) if of_many(actor) else None
        )
        named = whole_ if whole_ and _band(self.actors[whole_]) else None
        return self._twin(actor, words) or named

    def _most_named(self, actor: Actor, words: set[str]) -> str | None:
        """Return the people that "the chiefs" are of: whom the pages name twice as often as others.

        Of a longer noun, they are called by a word of it too: "hereditary clan chiefs".
        """
        if not of_many(actor) or not _common(actor):
            return None
        head = _plain_last(actor)
        named = {
            other.id: len(other.spans)
            for other in self.actors.values()
            if other.kind == "group" and of_many(other) and not _common(other)
            if _plain_last(other) == head and other.id != actor.id
            if words == {head} or (words & _words(other)) - {head}
        }
        return most(Counter(named), twice=True)

    def _of_people(self, actor: Actor, words: set[str]) -> str | None:
        """Return the one people that "the protesters", "the Keta rent strikers" most likely are.

        That is whom the pages name twice as often as any other people without a body's name.
        """
        named: Counter[str] = Counter()
        for other in self.actors.values():
            people = (
                other.kind == "group" and other.rule.startswith("actor:party") and of_many(other)
            )
            if people and _plain_last(other) in _PEOPLE and other.id != actor.id:
                named[self.principal(other.id) or other.id] += len(other.spans)
        told = most(named, twice=True)
        if told is None or named[told] < FEWEST:
            return None
        rest = words - FOLLOWERS - _EPITHETS - _STRIKES
        return told if rest <= _words(self.actors[told]) else None

    def _own_state(self, words: set[str]) -> str | None:
        """Return the state of "the Ruritanian Armed Forces", where its name says no more."""
        rest = words - {"the", "of"}
        found = {
            state for state, own in self._states.items() if own & rest and rest - own <= GOVERNMENTS
        }
        return found.pop() if len(found) == 1 and rest & GOVERNMENTS else None

    @cached_property
    def _states(self) -> dict[str, frozenset[str]]:
        """For each state: the words of its names and of its people's."""
        return {
            a.id: frozenset(word for name in (a.name, *a.aliases) for word in _plain(name))
            - GOVERNMENTS
            for a in self.actors.values()
            if a.kind == "state"
        }

    def _of(self, actor: Actor) -> str | None:
        """Return the body in a name that was read with it: "Mxolo of Unadu"."""
        _name, of, body = actor.name.partition(" of ")
        return self._naming(body) if of and actor.rule == "actor:entity" else None

    @cached_property
    def _seats(self) -> dict[str, str]:
        """For each holder of an office whose body is an actor too: that body."""
        behind = {
            a.id: [
                self.clues.texts.get(s.source, "")[s.end : s.end + BEHIND].casefold()
                for s in a.spans
            ]
            for a in self.actors.values()
            if a.kind == "person"
        }
        return seats(self.actors.values(), self.titles.borne, behind)

    @cached_property
    def _bearers(self) -> dict[str, str]:
        """For each last name that one person alone bears: that person."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            if actor.kind == "person" and " " in (name := own_name(actor)):
                found.setdefault(name.split()[-1], set()).add(actor.id)
        return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}

    def follows(self, noun: str) -> str | None:
        """Return the group that a noun such as "fighter", "armed man" means, where one does."""
        armed = noun in {"armed man", "armed men", "armed group", "armed wing"}
        last = noun.rpartition(" ")[2]
        if not armed and last not in FOLLOWERS:
            return None
        return self._followed or self._called_so(last)

    def _called_so(self, noun: str) -> str | None:
        """Return the one group that the pages call by a noun of many: "the rebels"."""
        sides = {self.principal(one) for one in self.camps.called(noun)} - {None}
        return sides.pop() if len(sides) == 1 else None

    @cached_property
    def _followed(self) -> str | None:
        """Return the one group that has spokespeople and speaks more than all others together."""
        counts: Counter[str] = Counter()
        for one in self.dossier.statements:
            speaker = self.actors.get(one.speaker or "")
            own = self.actors.get((speaker.affiliation if speaker else None) or "")
            if own is not None and own.kind == "group":
                counts[self._longest(own).id] += 1
        told = most(counts, twice=True)
        return told if told and counts[told] >= FEWEST else None

    def _longest(self, actor: Actor) -> Actor:
        """Return the group with the fullest name of which an actor's is a part."""
        groups = (a for a in self.actors.values() if a.kind == "group")
        fuller = [a for a in groups if _words(actor) < _words(a)]
        return max(fuller, key=lambda a: len(_words(a)), default=actor)

    def _government(self, actor: Actor) -> str | None:
        """Return the one government that the pages name in full, where no state has a part."""
        named = {
            a.id: set(_plain(_INITIALS.sub("", a.name)))
            for a in self.actors.values()
            if a.kind in ("group", "organisation") and a.id != actor.id and not of_many(a)
        }
        full = {one: own for one, own in named.items() if "government" in own}
        found = [one for one, own in full.items() if not own <= GOVERNMENTS | _REGIONAL]
        found = found or [one for one, own in full.items() if not own <= GOVERNMENTS]
        return found[0] if len(found) == 1 and not self.clues.states else None

    @cached_property
    def _only_state(self) -> str | None:
        """The state that most pages name, and twice as many as name another.

        None where a government has another name of its own ("the Keta government").
        """
        named = {
            a.id: len({span.source for span in a.spans})
            for a in self.actors.values()
            if a.kind == "state"
        }
        own = any(
            "government" in (words := _words(a)) and not words <= GOVERNMENTS | _REGIONAL
            for a in self.actors.values()
            if a.kind in ("group", "organisation") and not of_many(a)
        )
        told = most(Counter(named), twice=True)
        often = told is not None and 2 * named[told] >= len(self.dossier.documents)
        return told if often and not own else None

    def _twin(self, actor: Actor, words: set[str]) -> str | None:
        """Return the group of the same words that the pages name more often."""
        own = (len(actor.spans), actor.id)
        found = [
            (len(other.spans), other.id)
            for other in self.actors.values()
            if other.kind == "group" and other.id != actor.id and _words(other) == words
        ]
        best = max(found, default=None)
        return best[1] if actor.kind == "group" and best and best > own else None

    def _governed(self, actor: Actor, page: str | None) -> str | None:
        """Return the state that "the government" is of: whose people alone speak on its pages.

        Of one page: who issued it, whose government it names, whose people alone speak on it.
        """
        if page:
            told = self.clues.issuers.get(page) or self.clues.governed.get(page)
            states = {told} if told else self.clues.officials.get(page, set())
            states = states or self.clues.speaking(page)
            if len(states) == 1:
                return next(iter(states))
        pages = {span.source for span in actor.spans}
        states = {state for p in pages for state in self.clues.officials.get(p, ())}
        return states.pop() if len(states) == 1 and states >= self.clues.states else None

    @property
    def _guessed(self) -> dict[str, str]:
        """For each person without a side whom the pages place: that side.

        Who is asked of while they are being placed is of nobody, or of whom it was placed with.
        """
        if self._guesses is None:
            self._guesses = {}
            self._placing.place(self._guesses)
            self._settled = True
        return self._guesses

    def _naming(self, name: str) -> str | None:
        """Return the body or state that a name, or a part or noun of it, means."""
        name = name.casefold().removeprefix("the ")
        if not name or GOVERNMENTS & set(name.split()):
            return None
        return self._called.get(name) or self.bodies.noun(name)

    def borne(self, name: str) -> str | None:
        """Return the body or state that alone bears a proper name, on whatever page it is read."""
        found = self._called.get(name.casefold()) if name != name.lower() else None
        actor = self.actors.get(found or "")
        return found if actor and name in {actor.name, *actor.aliases} else None

    @cached_property
    def _called(self) -> dict[str, str]:
        """For each name of what is no person, small: the actor, where it is one's alone."""
        return {name: min(ids) for name, ids in self._bearing.items() if len(ids) == 1}

    @cached_property
    def _bearing(self) -> dict[str, set[str]]:
        """For each name of what is no person, small: the actors that bear it."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases) if actor.kind != "person" else ():
                found.setdefault(name.casefold().removeprefix("the "), set()).add(actor.id)
        return found

    @cached_property
    def _surnames(self) -> dict[str, str]:
        """For each last name that only people of one side bear: whom they belong to."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            if (
                actor.kind == "person"
                and actor.affiliation in self.actors
                and not self._loose(actor)
            ):
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
        and (side := whose.principal(actor.id)) not in (None, actor.id)
        and (actor.affiliation not in whose.actors or side != whose.principal(actor.affiliation))
        else actor
        for actor in dossier.actors
    ]
    statements = [_said(said, whose) for said in dossier.statements]
    return replace(dossier, actors=tuple(actors), statements=tuple(statements))


def _said(said: Statement, whose: Belonging) -> Statement:
    """Return a statement with who is meant by its speaker's title, or by "the government"."""
    page = said.spans[0].source if said.spans else None
    actor = whose.actors.get(said.speaker or "")
    if actor is not None:
        of_side = _generic(actor) or (actor.kind == "person" and in_list(said))
        side = whose.principal(actor.id, page) if of_side else None
        side = side or whose.same.get(actor.id)
        return replace(said, speaker=side) if side and side != actor.id else said
    if earlier := whose.attribution.heard_before(said):
        return replace(said, speaker=earlier, affiliation=whose.principal(earlier))
    side = whose.speaker(said) if said.speaker is None else None
    if side is None:
        return said
    person = whose.titles.person(said)
    if person and whose.principal(person) == side:
        return replace(said, speaker=person, affiliation=side)
    if said.unnamed == "document" or _last(said.speaker_name) in _VOICES:
        return replace(said, speaker=side, affiliation=None)  # "the paper" speaks for its side
    return said if said.affiliation == side else replace(said, affiliation=side)


def _last(name: str) -> str:
    return name.casefold().split()[-1] if name.split() else ""


class OnPage:
    """Whom actors stand for on one page."""

    def __init__(self, whose: Belonging, page: str) -> None:
        self.whose, self.page = whose, page
        self.actors, self.speaker, self.follows = whose.actors, whose.speaker, whose.follows
        self.borne = whose.borne
        self.issuer = whose.clues.issuers.get(page)

    def principal(self, actor_id: str | None) -> str | None:
        """Return whom an actor stands for on the page."""
        return self.whose.principal(actor_id, self.page)

    def principals(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return whom several actors stand for on the page, each once."""
        return self.whose.principals(actor_ids, self.page)


def _first(role: str | None) -> str:
    return (role or "").casefold().partition(" ")[0]


def _generic(actor: Actor) -> bool:
    """Tell whether an actor is called by a common noun, which may mean others elsewhere."""
    return actor.kind in ("group", "organisation") and (
        actor.name == actor.name.lower() or _words(actor) <= GOVERNMENTS | ORGANS
    )


def _proper(name: str) -> bool:
    """Tell whether a title's first words are a body's name, and no common noun in capitals."""
    return not set(name.casefold().split()) <= GOVERNMENTS | ORGANS | _HEADS


def of_many(actor: Actor) -> bool:
    """Tell whether an actor's name is a common noun of many: "the chiefs"."""
    *others, last = actor.name.split()
    common = last == last.lower() or not others  # "Chiefs" opens a headline
    plain = last.casefold()
    return common and (singular(plain) != plain or plain.endswith(_MANY))


def _common(actor: Actor) -> bool:
    """Tell whether a name is common nouns: "the chiefs", "B.C. chiefs", "Chiefs" in a headline."""
    name = _INITIALS.sub("", actor.name)
    return name == name.lower() or " " not in name


def _band(actor: Actor) -> bool:
    """Tell whether an actor is a people or village by a name of its own: "the Zema clan"."""
    return actor.rule == "actor:band" and actor.name != actor.name.lower()


def _one_of(actor: Actor, other: Actor) -> bool:
    """Tell whether a noun of one is another name's noun of many: "the government" of several."""
    return not of_many(actor) and of_many(other) and _words(actor) == {_plain_last(other)}


def _plain_last(actor: Actor) -> str:
    return singular(actor.name.split()[-1].casefold())


def _words(actor: Actor) -> set[str]:
    """Return the words of an actor's name, without the marks of owning and of many."""
    return set(_plain(actor.name))


def _plain(name: str) -> Iterator[str]:
    return (_ALIKE.get(word, word) for word in map(singular, name.casefold().split()))
