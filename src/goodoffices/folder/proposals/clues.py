"""What a page shows of whose its people are: who issued it, who speaks on it, whose word is given.

A press release speaks for its issuer. "The government" is that of the state whose people alone
speak on a page, or whose government it names. "Peru will sell the mill, she said" gives Peru's
word: whoever says such a thing most likely speaks for Peru.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier, Statement
from goodoffices.read.said.issued import DEFINED, headings
from goodoffices.read.words import table, words

_WHO = table("bargaining.yaml")["belonging"]
_ISSUED = re.compile(rf"\b(?:{'|'.join(_WHO['issued'])})\b", re.IGNORECASE)
_GOVERNMENT = "|".join(_WHO["seats"])
_SEAT = re.compile(rf"(?:\w+ )?(?:{_GOVERNMENT})\b", re.IGNORECASE)
_OF = re.compile(
    rf"\b(?:{_GOVERNMENT}) of (?:the )?(?:(?:\w+ )?(?:republic|kingdom|state) of )?(?:the )?$",
    re.IGNORECASE,
)
_OWNS = re.compile(
    rf"(?:['’]s?)?\s+(?:(?:own|new|foreign|defence|interior)\s+)?(?:{_GOVERNMENT})\b", re.IGNORECASE
)
_TO_OTHERS = re.compile(
    r"\b(?:relations with|to|on|about|against|concerning|regarding) (?:the )?"
    r"(?:(?:republic|kingdom|government) of (?:the )?)?$",
    re.IGNORECASE,
)
"""Before a name in a heading: the page is to or about whoever bears it."""
_ORGAN = re.compile(
    rf"(?:(?:{'|'.join(sorted(words('kinds of organs')))}) )?"
    rf"(?:{'|'.join(sorted(words('organs of bodies')))})",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"\w['’]?s?\s+(?:\w+ )?(?:{_GOVERNMENT})(?:\s+\w+)?$", re.IGNORECASE)
"""A name that reading took together with its government: "Peru’s government delegation"."""
_THAT = re.compile(r"[\s“”\"'‘’.…]*(?:that\s+)?(?:the\s+)?", re.IGNORECASE)
_GIVES_WORD = re.compile(
    r"(?:['’]s (?:government|side))?,?\s+(?:(?:will|would|shall|could|can|cannot)\b"
    r"|(?:is|was|are|were|stands?|stood) (?:\w+ly )?(?:not )?"
    r"(?:ready|willing|prepared|going|open|glad|happy|pleased)\b"
    r"|(?:wants?|wanted|asks?|asked for|demand\w*|reject\w*|accept\w*|refus\w+|propos\w+|insist\w*"
    r"|ha[sd] (?:no|never|not|nothing)|ha[sd] (?:nothing|no) to)\b)",
    re.IGNORECASE,
)
_BESIDE_A_NAME = re.compile(r"\s*[(][^()]*[)]\s*$")
_NOUN = re.compile(r"\w+")
_SENT = words("people sent to others")
_COLLECTIVE = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)


def most(counted: Counter[str], *, twice: bool = False) -> str | None:
    """Return what is counted more often than all else, or twice as often."""
    told = (+counted).most_common(2)
    first, second = (*(n for _one, n in told), 0, 0)[:2]
    clear = first >= 2 * second if twice else first > second
    return told[0][0] if told and clear else None


class Clues:
    """What the pages of a dossier show of whose people are.

    ``plain`` tells whom an actor is part of by what reading said alone, ``noun`` which body a
    common noun means.
    """

    def __init__(
        self,
        dossier: Dossier,
        actors: Mapping[str, Actor],
        plain: Callable[[str | None], str | None],
        noun: Callable[[str], str | None],
    ) -> None:
        self.dossier, self.actors, self.plain, self.noun = dossier, actors, plain, noun

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each page."""
        return self.dossier.texts

    @cached_property
    def _named(self) -> dict[str, list[tuple[int, int, str]]]:
        """For each page: where each actor that is no person is named, in order."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for actor in self.actors.values():
            for span in actor.spans if actor.kind != "person" else ():
                found.setdefault(span.source, []).append((span.start, span.end, actor.id))
        return {page: sorted(named) for page, named in found.items()}

    @cached_property
    def issuers(self) -> dict[str, str]:
        """For each page that a state or body issued itself: that one."""
        found: dict[str, str] = {}
        for document in self.dossier.documents:
            head = headings(document.snapshot.text).replace("’", "'")
            if not (_ISSUED.search(head) or DEFINED.search(head)):
                continue
            sides = self._at_the_head(head) or {
                side
                for start, _end, actor in self._named.get(document.id, ())
                if start < len(head) and (side := self.plain(actor)) and self._proper(side)
                if not _TO_OTHERS.search(head[:start])
            }
            if all(_SEAT.match(self.actors[one].name) for one in sides):
                sides = self._states_in(head) or sides
            if all(_ORGAN.fullmatch(self.actors[one].name) for one in sides):
                sides = self._bodies_in(head) or sides
                sides = self._fullest(sides) or sides
            if len(sides) == 1:
                found[document.id] = sides.pop()
        return found

    def _at_the_head(self, head: str) -> set[str]:
        """Return whoever's name is the first line of a page, as of a letter paper."""
        first = _BESIDE_A_NAME.sub("", head.strip().partition("\n")[0]).strip().casefold()
        return {
            side
            for actor in self.actors.values()
            if actor.kind != "person" and (side := self.plain(actor.id)) and self._proper(side)
            if first in {name.replace("’", "'").casefold() for name in (actor.name, *actor.aliases)}
        }

    def _bodies_in(self, head: str) -> set[str]:
        """Return the bodies whose names stand in a page's headings, if only in capitals."""
        names = (
            (name, side)
            for actor in self.actors.values()
            if actor.kind in ("organisation", "group") and (side := self.plain(actor.id))
            for called in (actor.name, *actor.aliases)
            if self._proper(side) and (name := called.replace("’", "'")) != name.lower()
        )
        return {s for n, s in names if re.search(rf"\b{re.escape(n)}\b", head, re.IGNORECASE)}

    def _fullest(self, bodies: set[str]) -> set[str]:
        """Return the bodies whose names are no part of another's, and no organ's of one of them."""
        names = {one: self.actors[one].name.casefold() for one in bodies}
        names = {one: n for one, n in names.items() if not _ORGAN.fullmatch(n)}
        return {o for o, n in names.items() if not any(n in m and n != m for m in names.values())}

    def _states_in(self, head: str) -> set[str]:
        """Return the states that a page's headings name, if only in capitals."""
        return {
            actor.id
            for actor in self.actors.values()
            if actor.kind == "state"
            and any(
                not _TO_OTHERS.search(head[: named.start()])
                for named in re.finditer(rf"\b{re.escape(actor.name)}\b", head, re.IGNORECASE)
            )
        }

    def _proper(self, actor: str) -> bool:
        """Tell whether an actor bears a name, and is no "government" or "union"."""
        known = self.actors[actor]
        return known.kind in ("state", "igo") or known.name != known.name.lower()

    @cached_property
    def governed(self) -> dict[str, str]:
        """For each page that names the government of one state alone: that state."""
        found: dict[str, set[str]] = {}
        for page, named in self._named.items():
            text = self.texts.get(page, "")
            for start, end, actor in named:
                if self.actors[actor].kind == "state" and (
                    _OWNS.match(text, end)
                    or _OWNED.search(text[start:end])
                    or _OF.search(text[max(0, start - 60) : start])
                ):
                    found.setdefault(page, set()).add(actor)
        return {page: states.pop() for page, states in found.items() if len(states) == 1}

    @cached_property
    def home(self) -> str | None:
        """The one state whose government the pages name, where several do and name no other's."""
        pages = list(self.governed.values())
        return pages[0] if len(pages) > 1 and len(set(pages)) == 1 else None

    @cached_property
    def officials(self) -> dict[str, set[str]]:
        """For each page: the states whose people speak on it, but for those sent to others."""
        found: dict[str, set[str]] = {}
        for said in self.dossier.statements:
            person = self.actors.get(said.speaker or "")
            if person and not _SENT.isdisjoint((person.role or "").casefold().split()):
                continue  # an envoy speaks in others' quarrels, and for no minister there
            if person and person.kind == "person" and said.spans:
                own = self.actors.get(person.affiliation or "")
                if own is not None and own.kind == "state":
                    found.setdefault(said.spans[0].source, set()).add(own.id)
        return found

    def speaking(self, page: str) -> set[str]:
        """Return the sides that speak on a page by their own name, if those are states."""
        heard = set(self.heard.get(page, ()))
        return heard if all(self.actors[one].kind == "state" for one in heard) else set()

    @cached_property
    def states(self) -> set[str]:
        """The states that are heard on any page."""
        every = {side for sides in self.heard.values() for side in sides}
        return {side for side in every if self.actors[side].kind == "state"}

    @cached_property
    def speakers(self) -> dict[str, set[str]]:
        """For each page: the sides whose people speak on it, of those that a page places."""
        found: dict[str, set[str]] = {}
        for said in self.dossier.statements:
            person = self.actors.get(said.speaker or "")
            own = self.actors.get((person.affiliation if person else None) or "")
            if own is not None and said.spans and said.status != "rejected":
                found.setdefault(said.spans[0].source, set()).add(own.id)
        return found

    @cached_property
    def heard(self) -> dict[str, Counter[str]]:
        """For each page: the sides that speak on it, themselves or by their people, how often."""
        found: dict[str, Counter[str]] = {}
        for said in self.dossier.statements:
            one = self.actors.get(said.speaker or said.affiliation or "")
            side = self.plain(one.id) if one is not None else None
            if side and self.actors[side].kind != "person" and said.spans:
                found.setdefault(said.spans[0].source, Counter()).update([side])
        return found

    @cached_property
    def _said(self) -> dict[str, list[Statement]]:
        """For each speaker: what it says."""
        found: dict[str, list[Statement]] = {}
        for one in self.dossier.statements:
            if one.speaker and one.spans and one.status != "rejected":
                found.setdefault(one.speaker, []).append(one)
        return found

    def words_given(self, person: str) -> Counter[str]:
        """Return whose word somebody gives, in how many statements."""
        return Counter(side for said in self._said.get(person, ()) for side in self._given(said))

    def _given(self, said: Statement) -> Iterator[str]:
        """Yield the side that a statement in a page's own words says will or would do something."""
        span = said.spans[0]
        if said.kind == "direct":
            return
        text = self.texts.get(span.source, "")
        opening = _THAT.match(text, span.start)
        first = opening.end() if opening else span.start
        for start, end, actor in self._named.get(span.source, ()):
            if start == first and _GIVES_WORD.match(text, end):
                side = self.plain(actor)
                if side and self._proper(side):
                    yield side
                    return
        noun = _NOUN.match(text, first)
        if noun and _GIVES_WORD.match(text, noun.end()) and (body := self.noun(noun[0])):
            yield body

    def speaks_for_many(self, person: str) -> bool:
        """Tell whether somebody says "we" and asks nothing: an interviewer does."""
        told = self._said.get(person, ())
        return any(_COLLECTIVE.search(s.text) for s in told) and not any(
            s.text.rstrip(" ”\"'’").endswith("?") for s in told
        )
