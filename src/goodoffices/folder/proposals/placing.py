"""Where the pages place people whose side they do not tell.

"Her deputy" is of her side, a minister among one state's people most likely of that state, and who
says "we" on a page of one side of that one. Each clue is weak: what a page tells outright goes
before, and of several clues the plainest counts. Such a guess serves proposals, never a claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier, Statement, of_the_pages_state
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.bodies import Bodies, singular
from goodoffices.folder.proposals.clues import Clues, most
from goodoffices.folder.proposals.headship import of_one_body, ruled
from goodoffices.folder.proposals.joining import joined
from goodoffices.folder.proposals.posts import filled, post
from goodoffices.folder.proposals.titles import Titles
from goodoffices.read.words import table, words

_WHO = table("bargaining.yaml")["belonging"]
GOVERNMENTS = frozenset(_WHO["governments"])
"""What may be called so without saying of which state."""
ORGANS = words("organs of bodies")
"""What a body has and is not: "the Board", "the ministry"."""
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
_COUNTERPART = rf"(?:{'|'.join(_WHO['counterparts'])})"
THIRD = re.compile(
    rf"\b(?!chief [a-np-z])(?:{'|'.join(table('bargaining.yaml')['between']['holders'])})\b",
    re.IGNORECASE,
)
"""The titles of offices that are no side's."""
_TITLE = re.compile(
    rf"\b(?:{'|'.join((*_WHO['titles'], *_WHO['ministers'], *_WHO['speakers']))})\b", re.IGNORECASE
)
_WITH = re.compile(
    r"(?:\b(?:of|at|for|with|from) (?P<of>(?:the )?\w[\w-]*(?: \w[\w-]*){0,3})$"
    r"|\b(?P<own>\w[\w-]*(?: \w[\w-]*){0,2})['’]s? )"
)
_ONE_OF = re.compile(
    r"(?:who is )?(?:an?|another|one of (?:the|its|several)(?: \w+)?) (?:[\w-]+ ){0,3}?"
    r"(?P<noun>[\w-]+)(?: (?:from|of|in|at|who|with|on)\b|$)"
)
_NOBODY: Mapping[str, str] = {}
CHARGE = 200
"""How far before a denial the charge stands, in characters."""
_DENIES = re.compile(
    r"\bwe\b[^.?!]{0,60}?(?:\b(?:not|no|never|nothing|nobody)\b|n['’]t\b)", re.IGNORECASE
)
LOOK_BACK = 80
"""How far before a name "her deputy" may stand, in characters."""
OFTEN = 2
"""How often the one side of a page must be heard on it whose "we" a speaker without one is."""
FEWEST = 3
"""How many statements the one group must have made whom "the fighters" are taken to be of."""


@dataclass(kw_only=True, eq=False)
class Placing:
    """A dossier's people on their way to whom the pages place them with.

    ``principal`` tells whom an actor stands for, as far as is known meanwhile; ``naming`` which
    body or state a name or a noun means, ``called`` which a whole name, ``of`` which a name holds.
    """

    dossier: Dossier
    actors: Mapping[str, Actor]
    same: Mapping[str, str]
    clues: Clues
    bodies: Bodies
    titles: Titles
    principal: Callable[..., str | None]
    naming: Callable[[str], str | None]
    called: Callable[[str], str | None]
    of: Callable[[Actor], str | None]

    def place(self, found: dict[str, str]) -> None:
        """Place the persons without a side, one after another."""
        known = self.actors.keys()
        for actor in self.actors.values():
            if actor.kind != "person" or {actor.affiliation, self.same.get(actor.id)} & known:
                continue
            told = (
                self._employed(actor)
                or self._national(actor)
                or self._colleague(actor)
                or self._joined(actor)
            )
            side = (
                told
                or self._minister(actor)
                or self._word(actor)
                or self._member(actor, issued=True)
                or self._official(actor)
                or self._one_of_many(actor)
                or self._head(actor)
                or self._member(actor)
                or self._charged(actor)
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
        """Return the state that stands with the title before a name: "the Lao minister, X".

        So before what somebody is beside another: "her Lao counterpart, X".
        """
        if not actor.role or self._apart(actor):
            return None
        role = rf"(?:{re.escape(actor.role)}|{_COUNTERPART})"
        titled = re.compile(rf"(?P<whose>\w+)\s+{role},?\s+$", re.IGNORECASE)
        told = set()
        for span in actor.spans:
            before = self.clues.texts.get(span.source, "")[
                max(0, span.start - LOOK_BACK) : span.start
            ]
            if found := titled.search(before):
                told.add(self.called(found["whose"].casefold()))
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
        if not self.clues.states:  # a state's or a town's minister: of the one government
            return self._government
        return most(clues)

    @cached_property
    def _government(self) -> str | None:
        """Return the one government of the pages, by all of its names."""
        named = (
            a
            for a in self.actors.values()
            if a.kind in ("group", "organisation") and a.name.split()[-1].casefold() == "government"
        )
        found = {self.principal(a.id) for a in named}
        return found.pop() if len(found) == 1 else None

    def _one_of_many(self, actor: Actor) -> str | None:
        """Return the people that somebody is one of: "herder X", "X, one of the herders"."""
        borne = self.titles.borne[actor.id]
        if self._apart(actor):
            return None
        parts = [part.strip() for part in borne.split(" | ")]
        told = [*(part.split()[-1:] for part in parts[:2]), *map(_kind_of, parts[-1:])]
        for noun in (singular(word) for row in told for word in row):
            if noun not in self._peoples or _TITLE.search(noun):
                continue
            beside = set(borne.replace("|", " ").split()) - {noun}
            best = Counter(
                {a: len(beside & set(own)) for a, own in self._peoples[noun].items()}
            ).most_common(1)[0][1]
            if THIRD.search(noun) and not best:
                return None  # "Chief X" may be any chief
            near = (a for a, own in self._peoples[noun].items() if len(beside & set(own)) == best)
            sides = {self.principal(one) for one in near}
            return sides.pop() if len(sides) == 1 else None
        return None

    @cached_property
    def _peoples(self) -> dict[str, dict[str, list[str]]]:
        """For each noun of one: the groups that are called many of it, with their other words."""
        found: dict[str, dict[str, list[str]]] = {}
        for actor in self.actors.values():
            *others, last = actor.name.casefold().split()
            if actor.kind == "group" and singular(last) != last and last not in GOVERNMENTS:
                found.setdefault(singular(last), {})[actor.id] = others
        return found

    def _filled_by_others(self, actor: Actor) -> set[str]:
        """Return the states in which somebody else is told to hold the post that one has."""
        holders = self._filled.get(post(actor.role), {})
        return {state for state, people in holders.items() if actor.id not in people}

    def _left(self, filled: set[str]) -> str | None:
        """Return the state heard on most pages beside those in which a post is filled."""
        others = self.clues.states - filled
        heard = (side for sides in self.clues.heard.values() for side in sides if side in others)
        return most(Counter(heard), twice=True)

    @cached_property
    def _filled(self) -> dict[frozenset[str], dict[str, set[str]]]:
        """For each post: the states in which it is told to be filled, and by whom."""
        return filled(
            a for a in self.actors.values() if not inferred(a) and not formerly(a, self.titles)
        )

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
        if self._apart(actor) or self._third(actor, issued=issued):
            return None
        if not any(map(self.clues.speaks_for_many, self._parts(actor.id))):
            return None
        pages = {span.source for span in actor.spans}
        told = Counter(filter(None, map(self._issuer if issued else self._host, pages)))
        return next(iter(told)) if len(told) == 1 else None

    def _third(self, actor: Actor, *, issued: bool) -> bool:
        """Tell whether somebody's office is no side's: on a page of no body of such people."""
        if not THIRD.search(self.titles.borne[actor.id]):
            return False
        pages = {span.source for span in actor.spans}
        bodies = filter(None, map(self._issuer, pages if issued else ()))
        names = (self.actors[one].name for one in bodies if one in self.actors)
        return not any(THIRD.search(" ".join(map(singular, name.split()))) for name in names)

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
        third = THIRD.search(self.titles.borne[actor.id]) is not None
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
                    told.update(filter(None, [self.called(name) or body]))
        sides = {self.principal(one) for one in told if one != actor.id}
        return sides.pop() if len(sides) == 1 and not self._apart(actor) else None

    def _joined(self, actor: Actor) -> str | None:
        """Return the side that a name is joined to; of no office that is no side's."""
        if self._apart(actor) or THIRD.search(self.titles.borne[actor.id]):
            return None
        person = self.titles.people.get(actor.id, actor)
        parts = (one for one, full in self.same.items() if full == actor.id)
        found = (
            joined(person, self.clues.texts, self.naming)
            or next(filter(None, (self.of(self.actors[one]) for one in parts)), None)
            or self.bodies.family(actor)
        )
        side = self.principal(found)
        return side if side != actor.id else None

    def _charged(self, actor: Actor) -> str | None:
        """Return the body that is charged right before somebody denies it as "we".

        So in ``“The Brigade did it,” said Roe. Dorn's answer: “We did nothing of the kind.”``
        """
        if self._apart(actor):
            return None
        parts, told = self._parts(actor.id), set[str]()
        for said in self.dossier.statements:
            if said.speaker in parts and said.spans and _DENIES.search(said.text):
                told.update(self._named_in_last(said, parts))
        return told.pop() if len(told) == 1 else None

    def _named_in_last(self, said: Statement, parts: list[str]) -> set[str]:
        """Return the sides without a state that the last statement of another names, if but one."""
        page, here = said.spans[0].source, said.sentence.start
        before = [
            s
            for s in self.dossier.statements
            if s.spans and s.spans[0].source == page and 0 < here - s.sentence.end < CHARGE
            if s.speaker and s.speaker not in parts
        ]
        last = max(before, key=lambda s: s.sentence.end, default=None)
        if last is None:
            return set()
        bodies = (a for a in self.actors.values() if a.kind in ("group", "organisation"))
        named = {
            side
            for body in bodies
            for span in body.spans
            if span.source == page and last.sentence.start <= span.start < last.sentence.end
            if (side := self.principal(body.id)) != self.principal(last.speaker)
        }
        return {one for one in named if one} if len(named) == 1 else set()

    def _head(self, actor: Actor) -> str | None:
        """Return the one body that a governor or mayor who says much is the head of."""
        said = sum(s.speaker == actor.id for s in self.dossier.statements)
        bodies = ruled(actor, self.actors.values(), GOVERNMENTS | ORGANS)
        found = {side for body in bodies if (side := self.principal(body.id))}
        enough = said >= FEWEST or of_one_body(actor)
        return found.pop() if len(found) == 1 and enough else None

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


def _kind_of(behind: str) -> list[str]:
    """Return what somebody is said to be behind the name: "a farmer from Keta", "one of the …"."""
    found = _ONE_OF.match(behind)
    return [found["noun"]] if found else []


def formerly(actor: Actor, titles: Titles) -> bool:
    """Tell whether somebody holds an office of a side no more, and speaks for himself."""
    if actor.kind != "person" or not actor.role:
        return False
    return bool(_FORMER.match(actor.role) or _ONCE.search(titles.borne.get(actor.id, "")))


def inferred(actor: Actor) -> bool:
    """Tell whether no words give a person's side, so that what joins it to one tells more."""
    return actor.kind == "person" and of_the_pages_state(actor)
