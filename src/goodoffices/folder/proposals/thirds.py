"""What names a third party: its name, its people's names, or "the bishop" who alone is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import nameless
from goodoffices.folder.proposals.belonging import Belonging
from goodoffices.folder.proposals.bodies import initials as every_initials
from goodoffices.folder.proposals.offices import Holders, office_in
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_TAKING = table("bargaining.yaml")["taking"]
_THRONES: dict[str, list[str]] = table("answers.yaml")["thrones"]
_HEADS = lists("bargaining.yaml", "bodies")["heads"]
_MEDIATING = frozenset(_TAKING["mediating"])
_WITH = {verb: frozenset(words) for verb, words in _TAKING["mediating_with"].items()}
OFFICE_WORDS = frozenset(_TAKING["office_words"]) | {"mediator", "facilitator", "intermediary"}
"""What a mediator is called."""
_FOR_ANOTHER = OFFICE_WORDS | frozenset(_TAKING["for_another"])
_MEDIATORS = frozenset({"mediator", "facilitator", "envoy", "negotiator", "representative"})
_HEADS_OF_TALKS = frozenset({"chief", "head", "leader"})
_MEDIATION = frozenset({"mediation", "facilitation"})
_FORMER = frozenset({"former", "retired", "ex"})
_PRONOUNS = words("third persons")
_PEOPLE_OF = {
    "bishops": re.compile(r"\b(?:bishops[’']?|episcopal) |\bof bishops\b", re.IGNORECASE),
    "elders": re.compile(r"\bof elders\b", re.IGNORECASE),
}
"""What the people of a body are called, by its name: "the bishops" are their conference."""
_CALLING = frozenset(_TAKING["hosting"]) | frozenset(_TAKING["inviting"]) | {"receive"}


@dataclass(frozen=True)
class Thirds:
    """Whom nouns name that are no side.

    ``roles`` are offices that one person alone holds, ``sent`` are whose envoy somebody is.
    """

    belonging: Belonging
    roles: Mapping[str, str]
    sent: Mapping[str, str]

    def named(self, scene: Scene, noun: int) -> tuple[str, ...]:
        """Return whom a noun names, as those they stand for; of "the bishop", the one bishop.

        A pronoun names whom the page says last, where that is one.
        """
        token = scene.token(noun)
        own = self.roles.get(token.lemma) or self.roles.get(token.text)
        person = token.pos in {"PROPN", "ADJ", "PRON"} or token.lemma in _FOR_ANOTHER
        told = scene.ids(noun) if person or not own else ()
        if token.pos == "NOUN" and scene.forms(noun, "amod") & _FORMER:
            told = tuple(one for one in told if self.belonging.actors[one].kind == "person")
        sides = (self.sent.get(one) or self.belonging.principal(one) for one in told)
        ids = tuple(dict.fromkeys(side for side in sides if side))
        if token.text.islower() and token.pos == "NOUN" and token.lemma not in _FOR_ANOTHER:
            ids = tuple(i for i in ids if nameless(self.belonging.actors[i]))
        if ids or token.lower in _PRONOUNS:
            return ids
        if token.dep == "compound" and scene.token(token.head).pos == "PROPN":
            return ()  # of "President Roe" she, and no other president
        definite = scene.forms(noun, "det") & {"the", "this", "that"} or token.text[:1].isupper()
        return (own,) if own and definite else ()


def envoys(pages: Iterable[ParsedPage], belonging: Belonging) -> dict[str, str]:
    """Return whose envoy each person is that a page calls so: "the bloc … its envoy, Ada Roe".

    Whoever mediates for a bloc does so whatever state's minister he is, or was.
    """
    found: dict[str, str] = {}
    blocs: dict[str, str] = {}
    for page in pages:
        scene = page.scene
        for token in scene.parse.tokens:
            lemma = token.lemma.casefold()
            heads = lemma in _HEADS_OF_TALKS and bool(scene.forms(token.i, "compound") & _MEDIATION)
            mediates = heads or lemma in _MEDIATORS
            if token.pos not in {"NOUN", "PROPN"} or not (mediates or lemma in _FOR_ANOTHER):
                continue
            owners = belonging.principals(scene.all_ids(scene.kids(token.i, "poss")))
            near = scene.kids(token.i, "appos")
            near += [n for one in near for n in scene.kids(one, "appos")]
            if mediates:  # "Ada Roe, the bloc's mediator", "bloc mediator Ada Roe"
                bodies = [*scene.kids(token.i, "compound", "nmod"), *scene.phrases(token.i, "of")]
                owners = owners or belonging.principals(scene.all_ids(bodies))
                near += [token.head] if token.dep in {"appos", "compound"} else []
                near += _also_called(scene, token.i)
            alone = (one for n in near if (one := scene.actors.at(n)))
            people = [one for one in dict.fromkeys(alone) if one in belonging.actors]
            for one in people if len(owners) == 1 else ():
                actor = belonging.actors[one]
                own = actor.affiliation and belonging.principal(one) != one
                if actor.kind == "person" and mediates and _bloc(belonging, owners[0]):
                    blocs[one] = owners[0]
                elif actor.kind == "person" and not own:
                    found[one] = owners[0]
    return found | blocs


def _also_called(scene: Scene, noun: int) -> list[int]:
    """Return who mediates besides: "bloc mediator and premier Roe", "Roe, who is its envoy"."""
    token = scene.token(noun)
    if token.dep == "attr":
        return [*scene.subject(token.head)]
    return [n for n in scene.kids(noun, "conj") if scene.kids(n, "compound")]


def _bloc(belonging: Belonging, actor: str) -> bool:
    return belonging.actors[actor].kind == "igo"


class Called:
    """What third parties are called by a common noun: "the bishop", "the Forum", "the Palace"."""

    def __init__(self, belonging: Belonging, pages: Iterable[ParsedPage]) -> None:
        self.belonging, self.pages = belonging, tuple(pages)
        self._words: dict[str, tuple[str, ...]] = {}

    def words(self, third: str, holders: Holders) -> tuple[str, ...]:
        """Return the words that mean a third party and nobody else of the dossier."""
        if third not in self._words:
            self._words[third] = tuple(self._found(third, holders))
        return self._words[third]

    def _found(self, third: str, holders: Holders) -> Iterator[str]:
        actor = self.belonging.actors[third]
        if actor.kind == "person" and self._surnames[actor.name.split()[-1]] == 1:
            yield actor.name.split()[-1]
        people = (one for one in holders.actors if self.belonging.principal(one) == third)
        for one in dict.fromkeys((third, *people)):
            yield from (title.split()[-1] for title in holders.titles(one) if title)
        if actor.kind in ("igo", "organisation", "group"):
            yield from (people for people, name in _PEOPLE_OF.items() if name.search(actor.name))
            last = _head(actor.name)
            meant = self.belonging.principal(self.belonging.bodies.noun(last))
            if len(self._last.get(last, ())) == 1 and meant in {None, third}:
                yield last
            if (short := initials(actor.name)) and short not in self.belonging.names:
                yield short
        yield from self._venues.get(third, ())
        if actor.kind in ("state", "igo"):
            names = "|".join(re.escape(n) for n in (actor.name, *actor.aliases))
            for title, words in _THRONES.items():
                of = rf"\b{title} of (?:the )?(?:{names})\b|\b(?:{names})['’]s {title}\b"
                if re.search(of, self._text, re.IGNORECASE):
                    yield from words

    @cached_property
    def _venues(self) -> dict[str, set[str]]:
        """For each body: the places to which it alone calls others, "Aktau" of "talks in Aktau"."""
        found: dict[str, set[str]] = {}
        for page in self.pages:
            scene = page.scene
            for token in scene.parse.tokens:
                if token.lemma not in _CALLING or not scene.verb(token.i):
                    continue
                hosts = set(self.belonging.principals(scene.all_ids(scene.subject(token.i))))
                beside = (token.i, *scene.objects(token.i))
                places = (n for one in beside for n in scene.phrases(one, "in", "at", "to"))
                for place in places if len(hosts) == 1 else ():
                    name = scene.token(place)
                    day = name.ent in {"DATE", "TIME"}  # "would receive them in May"
                    if name.pos == "PROPN" and not day and not scene.ids(place):
                        found.setdefault(next(iter(hosts)), set()).add(name.text)
        every = Counter(place for places in found.values() for place in places)
        return {host: {p for p in places if every[p] == 1} for host, places in found.items()}

    @cached_property
    def _surnames(self) -> Counter[str]:
        """How many people bear each last name, who are not one under two names."""
        same = self.belonging.same
        people = (a for a in self.belonging.actors.values() if a.kind == "person")
        return Counter(a.name.split()[-1] for a in people if a.id not in same)

    @cached_property
    def _last(self) -> dict[str, set[str]]:
        """For each last word of a body's name: the bodies whose names end so."""
        found: dict[str, set[str]] = {}
        for actor in self.belonging.actors.values():
            if actor.kind in ("igo", "organisation", "group") and " " in actor.name:
                side = self.belonging.principal(actor.id)
                found.setdefault(_head(actor.name), set()).add(side or actor.id)
        return found

    @cached_property
    def _text(self) -> str:
        return "\n".join(page.document.snapshot.text for page in self.pages)


def initials(name: str) -> str:
    """Return the initials of a body's name of three words and more, without its small words."""
    return min(every_initials(name), key=len) if len(name.split()) > 2 else ""


def _head(name: str) -> str:
    """Return the word of a body's name that means it alone: "forum", "diocese", "ombudsman"."""
    words = name.casefold().split()
    if "of" in words[1:] and not office_in(words[-1]):
        before = words[words.index("of", 1) - 1]
        return before if office_in(before) or before in _HEADS else words[-1]
    return words[-1]


def mediates(scene: Scene, verb: int) -> bool:
    """Tell whether an act is one of mediating: "mediate", "step in", "host the talks"."""
    lemma = scene.token(verb).lemma
    if lemma in _MEDIATING:
        return True
    beside = scene.lemmas(verb, "prt", "advmod", "prep", "dobj")
    beside |= {scene.token(n).lemma for n in scene.objects(verb)}
    if lemma in {"act", "serve"}:
        below = {scene.token(i).lemma for i in scene.phrases(verb, "as")}
        return bool(below & (OFFICE_WORDS))
    return bool(beside & _WITH.get(lemma, frozenset()))
