"""Who "the chief", "its foreign minister" or "the commander of the Front" is: whoever is called so.

A title without a name means the one person of the page who bears it, of the side that is named with
it; where several do, whoever spoke last before it; where none does, the one person who speaks on
the page and bears no title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier, Statement
from goodoffices.evidence.snapshot import Span
from goodoffices.read.words import table

_WHO = table("bargaining.yaml")["belonging"]
_TITLES = "|".join((*_WHO["titles"], *_WHO["ministers"], *_WHO["speakers"]))
_HOLDERS = "|".join(table("bargaining.yaml")["between"]["holders"])
_HOLDER = re.compile(_HOLDERS)
_CALLED = re.compile(
    r"(?:(?P<own>the|its|his|her|their|[^\s,]+(?: [^\s,]+){0,3}['’]s?)\s+)?"
    r"(?P<kind>(?:[\w-]+\s+){0,3}?)"
    rf"(?P<title>{_TITLES}|{_HOLDERS})(?:\s+(?:of|for|at)\s+(?:the\s+)?(?P<of>.+))?",
    re.IGNORECASE,
)
AROUND = 60
"""How far from a name its title may stand, in characters of its clause."""
FEW = 7
"""How many words a title has at the most."""
_HONOUR = re.compile(
    r"(?:\b(?:the )?(?:Hon|Rt Hon|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof|H\.? ?E)\.?\s+)+$"
)
_OF = re.compile(r"\s+(of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
"""Whose somebody is told to be behind the name: "Ida Brann of Ostrand said"."""
_AGED = re.compile(r", \d\d,")
_BROUGHT_IN = re.compile(
    rf"(?:^|[,.] )an? ((?:former |retired )?(?:{_HOLDERS}))"
    r"(?: (?:of|at|for|in|from) [^.!?]{1,60}?)?"
    r" (?:has|had|have|will|would|is|was|\w+ed)\b[^.!?]*[.!?] $",
    re.IGNORECASE,
)
"""An office without a name that the sentence before is about: "a retired judge has offered …"."""
FAR = 300
"""How far before a name, in characters, the sentence may begin that brings its bearer in."""
_ONCE = re.compile(rf"\b(?:{'|'.join(table('bargaining.yaml')['between']['past'])})[- ][\w ’'-]*$")
_PRONOUN = re.compile(r"(?:he|she)", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:!?“”\"\n]")


def is_pronoun(span: Span | None) -> bool:
    """Tell whether who speaks is only called "he" or "she" there."""
    return span is not None and _PRONOUN.fullmatch(span.exact) is not None


class Titles:
    """The people of a dossier by their titles.

    ``side`` tells whom an actor stands for, ``named`` whom a name that no actor bears means.
    """

    def __init__(
        self,
        dossier: Dossier,
        actors: Mapping[str, Actor],
        side: Callable[[str], str | None],
    ) -> None:
        self.dossier, self.side = dossier, side
        self.people = {a.id: a for a in actors.values() if a.kind == "person"}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return self.dossier.texts

    @cached_property
    def borne(self) -> dict[str, str]:
        """What each person is called, small: the role, and what stands around the name."""
        found: dict[str, str] = {}
        for actor in self.people.values():
            around = [actor.role or ""]
            for span in actor.spans:
                text = self._texts.get(span.source, "")
                if not set(_parts(span.exact)) & set(_parts(actor.name)):
                    continue  # who wrote a letter stands in its head
                beside = text[max(0, span.start - AROUND) : span.start]
                before = _HONOUR.sub("", beside)
                after = text[span.end : span.end + AROUND]
                if before != beside and after[:1] != " ":  # "the envoy, Mr Brann said" is no envoy
                    before = before.rstrip(" ,\n")
                of = _OF.match(after)
                behind = of[1] if of else after[1:] if after[:1] == "," else ""
                told = " ".join((text[max(0, span.start - FAR) : span.start] + "|").split())[:-1]
                brought_in = _BROUGHT_IN.search(told) if _AGED.match(after) else None
                around += [brought_in[1]] if brought_in else []
                around += [
                    " ".join(_ENDS.split(before)[-1].split()[-FEW:]),
                    span.exact,
                    " ".join(_ENDS.split(behind)[0].split()[:FEW]),
                ]
            found[actor.id] = " | ".join(around).casefold()
        return found

    def person(self, said: Statement) -> str | None:
        """Return the person who speaks under a title alone, where one can be meant."""
        name = said.speaker_span.exact if said.speaker_span else said.speaker_name
        he = is_pronoun(said.speaker_span)
        name = said.speaker_name if he else name
        called = _CALLED.fullmatch(" ".join(name.split()))
        if called is None or not said.spans or (called["own"] is None and called["of"] is None):
            return None
        title, source = called["title"].casefold(), said.sentence.source
        holders = [one for one in self.people if self._bears(one, title)]
        whose = (called["of"] or called["own"]).casefold()
        if whose not in {"the", "its", "his", "her", "their"}:
            owner = re.sub(r"['’]s?$", "", whose)
            holders = [one for one in holders if self._of(one, owner)]
        kind = called["kind"].casefold().split()
        for word in kind:  # "the Lao foreign minister": of Laos, and its foreign minister
            if word in self._every:
                holders, whose = [one for one in holders if self._of(one, word)], word
        exact = [one for one in holders if self._bears(one, " ".join((*kind[-1:], title)))]
        holders = exact or holders
        here = [one for one in holders if source in self._pages[one]]
        if here or (not holders and called["own"] and called["own"].casefold() == "the"):
            return self._nearest(here, said) if here else self._untitled(said)
        alone = len(holders) == 1 and not he and (whose != "the" or _HOLDER.fullmatch(title))
        return holders[0] if alone else None

    def _bears(self, person: str, title: str) -> bool:
        """Tell whether a title is a person's own, and not one borne once: "the former minister"."""
        found = re.finditer(rf"\b{re.escape(title)}\b", self.borne[person])
        return any(not _ONCE.search(self.borne[person], 0, one.start()) for one in found)

    def _of(self, person: str, owner: str) -> bool:
        """Tell whether a person is of the side that an owner's name is."""
        side = self.side(person)
        return bool(side and owner in self._names.get(side, frozenset()))

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        """For each side: what those who stand for it are called, small, without "the"."""
        found: dict[str, set[str]] = {}
        for actor in self.dossier.actors:
            side = self.side(actor.id) if actor.kind != "person" else None
            if side:
                names = (actor.name, *actor.aliases)
                found.setdefault(side, set()).update(
                    n.casefold().removeprefix("the ") for n in names
                )
        return {side: frozenset(names) for side, names in found.items()}

    @cached_property
    def _every(self) -> frozenset[str]:
        """What all sides are called."""
        return frozenset(name for names in self._names.values() for name in names)

    @cached_property
    def _pages(self) -> dict[str, set[str]]:
        """For each person: the pages with the name, or with one by which pages call nobody else."""
        short: dict[str, set[str]] = {}
        for actor in self.people.values():
            for alias in actor.aliases:
                short.setdefault(alias, set()).add(actor.id)
        found = {a.id: {s.source for s in a.spans} for a in self.people.values()}
        for name, people in short.items():
            written = re.compile(rf"\b{re.escape(name)}\b")
            for page, text in self._texts.items() if len(people) == 1 else ():
                if written.search(text):
                    found[min(people)].add(page)
        return found

    def _nearest(self, holders: list[str], said: Statement) -> str | None:
        """Return the one holder, or the one who was named last before a statement.

        Of several nobody speaks of himself by name.
        """
        told = said.spans[0]
        holders = [
            one
            for one in holders
            if len(holders) == 1
            or not any(
                span.source == told.source and told.start <= span.start < told.end
                for span in self.people[one].spans
            )
        ]
        if len(holders) == 1:
            return holders[0]
        before = [
            (span.start, one)
            for one in holders
            for span in self.people[one].spans
            if span.source == said.sentence.source and span.start < said.sentence.end
        ]
        return max(before)[1] if before else None

    def _untitled(self, said: Statement) -> str | None:
        """Return the one person who speaks on a page and bears no title."""
        source = said.sentence.source
        told = {
            s.speaker for s in self.dossier.statements if s.spans and s.spans[0].source == source
        }
        people = [one for one in told if one in self.people]
        if len(people) != 1 or self.people[people[0]].role:
            return None
        return people[0]


def _parts(name: str) -> list[str]:
    """Return the words of a name, small."""
    return re.findall(r"\w+", name.casefold())
