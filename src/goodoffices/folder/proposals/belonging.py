"""Whom an actor stands for: the state or group that a person, an office or a short name belongs to.

What reading said comes first: an affiliation, a state. Where it said nothing, a last name, a
shortened name, "her deputy", a minister among one state's people, and "the fighters" of the one
group that speaks are taken for what they most likely mean. Such a guess serves proposals that
people look at, never a claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier, Event, Statement, of_the_pages_state
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.bodies import Bodies, misread, singular
from goodoffices.folder.proposals.clues import Clues
from goodoffices.folder.proposals.headship import Territories, ruled, seats
from goodoffices.folder.proposals.joining import joined
from goodoffices.folder.proposals.namesakes import own_name, same_people, whole
from goodoffices.folder.proposals.posts import filled, post
from goodoffices.folder.proposals.titles import Titles, is_pronoun
from goodoffices.read.words import table, words

_WHO = table("bargaining.yaml")["belonging"]
GOVERNMENTS = frozenset(_WHO["governments"])
"""What may be called so without saying of which state."""
_ORGANS = words("organs of bodies")
_HEADS = frozenset(table("bargaining.yaml")["bodies"]["heads"])
_FOLLOWERS = frozenset(_WHO["followers"])
_MINISTER = re.compile(rf"\b(?:{'|'.join(_WHO['ministers'])})\b", re.IGNORECASE)
_SPEAKS_FOR = re.compile(rf"\b(?:{'|'.join(_WHO['speakers'])})\b", re.IGNORECASE)
_OPPOSED = re.compile(rf"\b(?:{'|'.join(_WHO['not_of_government'])})\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:former|ex-)[\w ’'-]{0,30} \||\| (?:an? |the )?(?:former|ex-)")
_FORMER = re.compile(r"(?:former|retired|ex-|one-time|onetime)\b", re.IGNORECASE)
_ONLOOKER = re.compile(rf"\b(?:{'|'.join(_WHO['onlookers'])})\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:her|his|their|its)\s+(?:own\s+)?(?:\w+\s+)?"
    rf"(?:{'|'.join(_WHO['colleagues'])})\b[^.;:!?“”\"]{{0,40}}$",
    re.IGNORECASE,
)
_ITS = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_OWN = re.compile(
    rf"(?:he|she|they|it|(?:her|his|its|their) (?:{'|'.join(_WHO['governments'] + _WHO['own'])}))$",
    re.IGNORECASE,
)
_THIRD = re.compile(
    rf"\b(?!chief [a-np-z])(?:{'|'.join(table('bargaining.yaml')['between']['holders'])})\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"\b(?:{'|'.join((*_WHO['titles'], *_WHO['ministers'], *_WHO['speakers']))})\b", re.IGNORECASE
)
_WITH = re.compile(
    r"(?:\b(?:of|at|for|with|from) (?P<of>(?:the )?\w[\w-]*(?: \w[\w-]*){0,3})$"
    r"|\b(?P<own>\w[\w-]*(?: \w[\w-]*){0,2})['’]s? )"
)
_NOBODY: Mapping[str, str] = {}
LOOK_BACK = 80
"""How far before a name "her deputy" may stand, in characters."""
OFTEN = 2
"""How often the one side of a page must be heard on it whose "we" a speaker without one is."""
FEWEST = 3
"""How many statements the one group must have made whom "the fighters" are taken to be of."""

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
        self.titles = Titles(dossier, whole(self.actors, self.same), self.principal)

    def on(self, page: str) -> OnPage:
        """Return whom actors stand for as one page means them."""
        return OnPage(self, page)

    def _told(self, actor_id: str | None) -> str | None:
        """Return whom an actor is part of by what reading said, itself where that is nothing."""
        seen: set[str] = set()
        while actor_id in self.actors and actor_id not in seen:
            seen.add(actor_id)
            actor = self.actors[actor_id]
            told = None if _inferred(actor) else actor.affiliation
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
            inferred = _inferred(actor)
            own = None if inferred else actor.affiliation
            if (body := self._titled(actor)) and body != self.principal(own):
                return body
            if own in self.actors and self._loose(actor):
                meant = None if self._formerly(actor) else self._meant(actor)
                return self.principal(meant) or actor_id
            if own not in self.actors:
                key = (actor_id, page if _generic(actor) else None)
                own = self._meanings[key] if key in self._meanings else self._meant(actor, key[1])
                if self._settled or self._guesses is None:  # what is asked meanwhile may yet change
                    self._meanings[key] = own
                own = own or (actor.affiliation if inferred else None)
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
        if self._formerly(actor):
            return True
        plain = own is not None and own.kind == "group" and own.name == own.name.lower()
        return plain and actor.kind == "person" and _THIRD.search(actor.role or "") is not None

    def _formerly(self, actor: Actor) -> bool:
        """Tell whether somebody holds an office of a side no more, and speaks for himself."""
        if actor.kind != "person" or not actor.role:
            return False
        return bool(_FORMER.match(actor.role) or _ONCE.search(self.titles.borne.get(actor.id, "")))

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
        owner = self._owner(statement)
        if owner or (person and self.principal(person) != person):
            return owner or self.principal(person)
        side = self.principal(statement.affiliation, page) or person
        name = statement.speaker_name.casefold().split()
        if side or not name:
            return side
        written = statement.speaker_span.exact if statement.speaker_span else statement.speaker_name
        if _OWN.match(written):  # "he", "her government": of whoever spoke before
            body = self.bodies.noun(written[5:]) if name[0] == "their" else None
            return body or self._before.get(statement.id)
        return self._surnames.get(name[-1]) or self.bodies.noun(statement.speaker_name)

    def _owner(self, statement: Statement) -> str | None:
        """Return whose "its foreign minister" is: the one state or body named before in it.

        So of "Peru “will come”, its foreign minister said".
        """
        written = statement.speaker_span
        if written is None or statement.speaker or not _ITS.match(written.exact):
            return None
        named = {
            side
            for actor in self.actors.values()
            if actor.kind != "person"
            for span in actor.spans
            if span.source == written.source
            and statement.sentence.start <= span.start < written.start
            if (side := self.principal(actor.id, written.source))
        }
        return named.pop() if len(named) == 1 else None

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

    def heard_before(self, said: Statement) -> str | None:
        """Return whom "he" is that was taken for an office which says nothing on the page itself.

        So in "The envoy, Mr Lind said, was welcome. “We shall meet,” he told them".
        """
        if said.speaker or not said.spans or not is_pronoun(said.speaker_span):
            return None
        page, office = said.sentence.source, said.speaker_name.casefold()
        if not office.startswith("the "):
            return None
        last: tuple[int, str | None] = (-1, None)
        for one in self.dossier.statements:
            if not one.spans or one.sentence.source != page or one.status == "rejected":
                continue
            if one.speaker_span and one.speaker_span.exact.casefold() == office:
                return None
            if last[0] < one.sentence.start < said.sentence.start:
                last = (one.sentence.start, one.speaker)
        actor = self.actors.get(self.same.get(last[1] or "", last[1] or ""))
        return actor.id if actor and actor.kind == "person" else None

    def _named_in(self, actor: str, text: str) -> bool:
        """Tell whether a person's name stands in a text."""
        known = self.actors.get(actor)
        names = (known.name, *known.aliases) if known and known.kind == "person" else ()
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)

    def _meant(self, actor: Actor, page: str | None = None) -> str | None:
        """Return whom a name without an affiliation means, where only one can be meant."""
        if actor.kind == "person":
            last = self._surnames.get(actor.name.split()[-1].casefold())
            body = None if last or " " in actor.name else self.bodies.called(actor.name, actor.id)
            full = None if " " in actor.name else self._bearers.get(actor.name)
            full = self.same.get(actor.id) or full
            body = body or self.bodies.stem(actor)
            own = last or body or full or self._of(actor) or self._guessed.get(actor.id)
            return own or self._seats.get(actor.id)
        if actor.kind not in ("group", "organisation"):
            return None
        # a last name by itself, of one person of another page
        known = self.bodies.spelt(actor) or self.same.get(actor.id) or self._short(actor)
        return known or self._bearers.get(actor.name) or self._body(actor, page)

    def _short(self, actor: Actor) -> str | None:
        """Return the one body that another page gives a name as its short one: "Lakag"."""
        name = actor.name.casefold().removeprefix("the ")
        found = self._bearing.get(name, set()) - {actor.id}
        lone = actor.name != actor.name.lower() and " " not in name
        return next(iter(found)) if lone and len(found) == 1 else self.bodies.stem(actor)

    def _body(self, actor: Actor, page: str | None) -> str | None:
        """Return whom "the Board", "the fighters" or a part of a body's name means on a page."""
        words = _words(actor)
        if own := self._own_state(words) or self.territories.meant(words, GOVERNMENTS):
            return own if own != actor.id else None
        organ, of, whole_ = actor.name.casefold().partition(" of the ")
        if of and singular(organ.split()[-1]) in _ORGANS and (body := self._naming(whole_)):
            named = self.actors[body]
            if named.name != named.name.lower() and not words & _words(named) & _ORGANS:
                return body
        issuer = self.clues.issuers.get(page or "") if words <= _ORGANS else None
        if issuer or words <= GOVERNMENTS:  # "the Board" on its own page, "the ministry"
            return issuer or self._governed(actor, page)
        armed = {"armed", "men"} <= words or bool(words & _FOLLOWERS)
        if armed and words <= _FOLLOWERS | {"the", "armed", "men"}:
            return self._followed or self.bodies.meant(actor, page)
        fuller = [
            other
            for other in self.actors.values()
            if other.kind in ("group", "organisation", "igo") and words < _words(other)
            if self.territories.fits(actor.id, _words(other))
        ]
        longest = max(fuller, key=lambda other: len(_words(other)), default=None)
        if longest is None or any(not _words(other) <= _words(longest) for other in fuller):
            return self.bodies.meant(actor, page)
        return longest.id

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
        texts = {d.id: d.snapshot.text for d in self.dossier.documents}
        behind = {
            a.id: [texts.get(s.source, "")[s.end : s.end + BEHIND].casefold() for s in a.spans]
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

    def _governed(self, actor: Actor, page: str | None) -> str | None:
        """Return the state that "the government" is of: whose people alone speak on its pages.

        Of one page: who issued it, whose government it names, whose people alone speak on it.
        """
        if page:
            told = self.clues.issuers.get(page) or self.clues.governed.get(page)
            states = {told} if told else self.clues.officials.get(page, set())
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
            self._place(self._guesses)
            self._settled = True
        return self._guesses

    def _place(self, found: dict[str, str]) -> None:
        """Place the persons without a side, one after another."""
        known = self.actors.keys()
        for actor in self.actors.values():
            if actor.kind != "person" or {actor.affiliation, self.same.get(actor.id)} & known:
                continue
            told = (
                self._colleague(actor)
                or self._national(actor)
                or self._employed(actor)
                or self._joined(actor)
            )
            side = (
                told
                or self._minister(actor)
                or self._word(actor)
                or self._member(actor, issued=True)
                or self._official(actor)
                or self._head(actor)
                or self._member(actor)
            )
            filled = set() if told else self._filled_by_others(actor)
            if filled and side in {None, *filled}:
                side = self._left(filled)
            if side:
                found[actor.id] = side
        for actor in self.actors.values():  # "his deputy" is of him whose own side was guessed
            open_ = actor.kind == "person" and actor.id not in found
            if open_ and (side := self._colleague(actor, found)):
                found[actor.id] = side

    def _colleague(self, actor: Actor, placed: Mapping[str, str] = _NOBODY) -> str | None:
        """Return the side of "her" in "her deputy, X": of whoever was named last before it.

        "Its secretary" is of a group or body that speaks, named last before it. ``placed`` are
        those whose side was guessed.
        """
        if actor.affiliation in self.actors:
            return None
        for span in actor.spans:
            text = self.clues.texts.get(span.source, "")
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
            if other is not None and other[1].id in placed:
                return placed[other[1].id]
        return None

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """Return the groups and bodies that say something themselves."""
        bodies = {a.id for a in self.actors.values() if a.kind in ("group", "organisation")}
        return frozenset(s.speaker for s in self.dossier.statements if s.speaker in bodies)

    def _national(self, actor: Actor) -> str | None:
        """Return the state that stands with the title before a name: "the Lao minister, X"."""
        if not actor.role or self._apart(actor):
            return None
        titled = re.compile(rf"(?P<whose>\w+)\s+{re.escape(actor.role)},?\s+$", re.IGNORECASE)
        told = set()
        for span in actor.spans:
            before = self.clues.texts.get(span.source, "")[
                max(0, span.start - LOOK_BACK) : span.start
            ]
            if found := titled.search(before):
                told.add(self._called.get(found["whose"].casefold()))
        states = {one for one in told if one and self.actors[one].kind == "state"}
        return states.pop() if len(states) == 1 else None

    def _minister(self, actor: Actor) -> str | None:
        """Return the state of a minister, where most of the pages that name one point to it.

        A page points to a state whose other people alone speak on it, and to the one named last
        before the minister in a paragraph ("Bishkek was not moved. “…,” said …").
        """
        role = self.titles.borne[actor.id]
        if not _MINISTER.search(role) or _OPPOSED.search(role):
            return None
        clues = sum(map(self.clues.words_given, self._parts(actor.id)), Counter[str]())
        for page in {span.source for span in actor.spans}:
            issuer = self.clues.issuers.get(page)
            states = {issuer} if issuer else self.clues.officials.get(page, set())
            clues.update(states if len(states) == 1 else ())
        for span in actor.spans:
            clues.update(self._named_before(span))
        for state in self._filled_by_others(actor):
            del clues[state]
        told = clues.most_common(2)
        if not told or (len(told) > 1 and told[0][1] == told[1][1]):
            return None
        return told[0][0]

    def _filled_by_others(self, actor: Actor) -> set[str]:
        """Return the states in which somebody else is told to hold the post that one has."""
        holders = self._filled.get(post(actor.role), {})
        return {state for state, people in holders.items() if actor.id not in people}

    def _left(self, filled: set[str]) -> str | None:
        """Return the state heard on most pages beside those in which a post is filled."""
        others = self.clues.states - filled
        told = Counter(
            side for sides in self.clues.heard.values() for side in sides if side in others
        ).most_common(2)
        clear = bool(told) and (len(told) < 2 or told[0][1] >= 2 * told[1][1])
        return told[0][0] if clear else None

    @cached_property
    def _filled(self) -> dict[frozenset[str], dict[str, set[str]]]:
        """For each post: the states in which it is told to be filled, and by whom."""
        return filled(a for a in self.actors.values() if not _inferred(a) and not self._formerly(a))

    def _official(self, actor: Actor) -> str | None:
        """Return the side of a "spokeswoman": the one whose people alone speak where she does."""
        role = self.titles.borne[actor.id]
        if not _SPEAKS_FOR.search(role) or _OPPOSED.search(role):
            return None
        pages = [self.clues.speakers.get(page, set()) for page in {s.source for s in actor.spans}]
        told = Counter(side for sides in pages if len(sides) == 1 for side in sides)
        return next(iter(told)) if len(told) == 1 else None

    def _member(self, actor: Actor, *, issued: bool = False) -> str | None:
        """Return the side as whose "we" somebody speaks.

        "We" is the side that ``issued`` the page, or the only other one that is heard on it.
        """
        if self._apart(actor) or _THIRD.search(self.titles.borne[actor.id]):
            return None
        if not any(map(self.clues.speaks_for_many, self._parts(actor.id))):
            return None
        pages = {span.source for span in actor.spans}
        told = Counter(filter(None, map(self._issuer if issued else self._host, pages)))
        return next(iter(told)) if len(told) == 1 else None

    def _parts(self, person: str) -> list[str]:
        """Return a person's id, and those of whoever is the same by a part of the name."""
        return [person, *(short for short, full in self.same.items() if full == person)]

    def _apart(self, actor: Actor) -> bool:
        """Tell whether somebody only looks on, or is of no government any more."""
        role = self.titles.borne[actor.id]
        return bool(_ONLOOKER.search(role) or _OPPOSED.search(role))

    def _word(self, actor: Actor) -> str | None:
        """Return the side whose word somebody gives; of a mediator's office, more than once."""
        given = sum(map(self.clues.words_given, self._parts(actor.id)), Counter()).most_common(2)
        third = _THIRD.search(self.titles.borne[actor.id]) is not None
        if self._apart(actor) or not given:
            return None
        return given[0][0] if given[0][1] > (given[1][1] if len(given) > 1 else third) else None

    def _employed(self, actor: Actor) -> str | None:
        """Return the body or state that a name is told with: "X, manager of the company"."""
        told: set[str] = set()
        for part in self.titles.borne[actor.id].split(" | "):
            if not _TITLE.search(part) and not part.startswith(("of ", "for ", "from ", "at ")):
                continue
            for found in () if part.startswith("who ") else _WITH.finditer(part):
                name = (found["of"] or found["own"]).removeprefix("the ")
                body = None if _MINISTER.search(part) else self.bodies.noun(name)  # "for trade"
                if not GOVERNMENTS & set(name.split()):  # whose it is, the page tells
                    told.update(filter(None, [self._called.get(name) or body]))
        sides = {self.principal(one) for one in told if one != actor.id}
        return sides.pop() if len(sides) == 1 and not self._apart(actor) else None

    def _joined(self, actor: Actor) -> str | None:
        """Return the side that a name is joined to; of no office that is no side's."""
        if self._apart(actor) or _THIRD.search(self.titles.borne[actor.id]):
            return None
        person = self.titles.people.get(actor.id, actor)
        parts = (one for one, full in self.same.items() if full == actor.id)
        found = (
            joined(person, self.clues.texts, self._naming)
            or next(filter(None, (self._of(self.actors[one]) for one in parts)), None)
            or self.bodies.family(actor)
        )
        side = self.principal(found)
        return side if side != actor.id else None

    def _naming(self, name: str) -> str | None:
        """Return the body or state that a name, or a part or noun of it, means."""
        name = name.casefold().removeprefix("the ")
        if not name or GOVERNMENTS & set(name.split()):
            return None
        return self._called.get(name) or self.bodies.noun(name)

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

    def _head(self, actor: Actor) -> str | None:
        """Return the one body that a governor or mayor who says much is the head of."""
        said = sum(s.speaker == actor.id for s in self.dossier.statements)
        bodies = ruled(actor, self.actors.values(), GOVERNMENTS | _ORGANS)
        found = {side for body in bodies if (side := self.principal(body.id))}
        return found.pop() if len(found) == 1 and said >= FEWEST else None

    def _issuer(self, page: str) -> str | None:
        """Return the side that issued a page on which no other side's people speak."""
        issuer = self.clues.issuers.get(page)
        return issuer if self.clues.speakers.get(page, set()) <= {issuer} else None

    def _host(self, page: str) -> str | None:
        """Return the side that issued a page, or the only one that is heard on it, and often."""
        if page in self.clues.issuers:
            return self.clues.issuers[page]
        heard: Counter[str] = Counter()
        for one, times in self.clues.heard.get(page, Counter()).items():
            heard[self.principal(one, page) or one] += times
        (side, times), *others = heard.most_common() or [("", 0)]
        many = side in self.actors and self.actors[side].kind != "person"
        return side if many and not others and times >= OFTEN else None

    def _named_before(self, span: Span) -> Iterator[str]:
        """Yield the state that is named last before a place, in its paragraph."""
        text = self.clues.texts.get(span.source, "")
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
        side = whose.principal(actor.id, page) if _generic(actor) else None
        side = side or whose.same.get(actor.id)
        return replace(said, speaker=side) if side and side != actor.id else said
    if earlier := whose.heard_before(said):
        return replace(said, speaker=earlier, affiliation=whose.principal(earlier))
    side = whose.speaker(said) if said.speaker is None else None
    if side is None:
        return said
    person = whose.titles.person(said)
    if person and whose.principal(person) == side:
        return replace(said, speaker=person, affiliation=side)
    return said if said.affiliation == side else replace(said, affiliation=side)


class OnPage:
    """Whom actors stand for on one page."""

    def __init__(self, whose: Belonging, page: str) -> None:
        self.whose, self.page = whose, page
        self.actors, self.speaker, self.follows = whose.actors, whose.speaker, whose.follows

    def principal(self, actor_id: str | None) -> str | None:
        """Return whom an actor stands for on the page."""
        return self.whose.principal(actor_id, self.page)

    def principals(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return whom several actors stand for on the page, each once."""
        return self.whose.principals(actor_ids, self.page)


def _inferred(actor: Actor) -> bool:
    """Tell whether no words give a person's side, so that what joins it to one tells more."""
    return actor.kind == "person" and of_the_pages_state(actor)


def _generic(actor: Actor) -> bool:
    """Tell whether an actor is called by a common noun, which may mean others elsewhere."""
    return actor.kind in ("group", "organisation") and (
        actor.name == actor.name.lower() or _words(actor) <= GOVERNMENTS | _ORGANS
    )


def _proper(name: str) -> bool:
    """Tell whether a title's first words are a body's name, and no common noun in capitals."""
    return not set(name.casefold().split()) <= GOVERNMENTS | _ORGANS | _HEADS


def _words(actor: Actor) -> set[str]:
    """Return the words of an actor's name, without the marks of owning and of many."""
    return set(_plain(actor.name))


def _plain(name: str) -> Iterator[str]:
    return map(singular, name.casefold().split())
