"""States that no list knows, learnt from the pages that name them.

A name is a state's where the pages give it what only states have: "the Republic of X", "X's foreign
minister", "X's army", "the Xan embassy". One such mark is enough, or two kinds of those that a
province, a firm or a movement may have as well ("X's government"). What the pages call a town, a
province, a firm, a movement or a person is none, and what a list knows is what it is there. With a
state its adjective, its people and its seat of government are learnt; then it is read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property

from goodoffices.evidence.claims import Actor
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document, Zone
from goodoffices.read.who.gazetteer import FOLD, Entity, Form, Learnt, surfaces
from goodoffices.read.who.ties import slug
from goodoffices.read.words import words

ENOUGH = 2
"""How much the marks of a state weigh: one that only states have, or two that others may."""
FEWEST = 4
"""How many letters a state's name, or the stem of its adjective, has at the least."""
HEAD = 600
"""In how many letters of a page its letterhead stands."""

_CAPITAL = "[A-Z\u00c0-\u00de]"
_LOWER = "[a-z\u00df-\u024f]"
_WORD = rf"{_CAPITAL}[\w\u00c0-\u024f]*{_LOWER}(?:-{_CAPITAL}[\w\u00c0-\u024f]+)?"
_NAME = rf"(?:(?:{'|'.join(sorted(words('starts of states')))}) )?{_WORD}"
_DAY = rf"(?:\d{{1,2}} {_WORD},? \d{{4}}|{_WORD} \d{{1,2}},? \d{{4}})"
_KEPT = FOLD | {10: "\n", 13: "\n"}
_SMALL = frozenset({"the", "a", "an", "this", "that", "their", "its", "his", "her", "our"})
_OPENING = frozenset({"in", "to", "from", "of", "with", "between", "for", "against"})
_ADJECTIVE = r"(?:a|e|i|o)?(?:n|an|ian|ean|ese|i|ish|ic)s?"
_GOVERNS = "said|says|has|had|rejects|rejected|accepts|accepted|refuses|refused|denies|denied|wants"


def unlisted(documents: Iterable[Document]) -> Learnt:
    """Return the states that some pages name and no list knows."""
    return _Pages(documents).learnt()


def listed_country(actor: Actor) -> Actor:
    """Return an actor without the country that only its learnt state's id stood for."""
    country = actor.country
    return replace(actor, country=None) if country and not country.isupper() else actor


def _counts(zone: Zone) -> bool:
    """Tell whether a zone may name a state: what is told, or the head of a letter."""
    return zone.kind in CLAIM_ZONES or (zone.kind == "furniture" and zone.start < HEAD)


def _any(*found: str) -> str:
    return "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w)))


@cache
def _marks() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Return by what a state is known: the kind of a mark, how much it weighs, and its words."""
    sure, perhaps = _any(*words("things of states")), _any(*words("things of governments"))
    thrones, posts = _any(*words("thrones")), _any(*words("posts of states"))
    own, name = rf"\b({_NAME})'s? (?:[A-Za-z][a-z-]+ ){{0,2}}?", f"({_NAME})"
    realms = _any(*words("realms of states"))
    marks = (
        ("realm", 2, rf"\b(?i:{realms}) (?i:of) (?i:the )?({_NAME}|{_CAPITAL}{{4,}}\b)"),
        ("owned", 2, rf"{own}(?i:{sure})\b"),
        ("named", 2, rf"\b{name} (?i:{posts})\b"),
        ("held", 2, rf"\b(?i:{posts}),? (?:of )?{name}(?= ?[,;.)]|$)"),
        ("ours", 1, rf"{own}(?i:{perhaps})\b"),
        ("ours", 1, rf"\b(?i:government) of (?i:the )?{name}"),
        ("throne", 1, rf"\b(?:{thrones}) of {name}"),
        ("reigns", 1, rf"\b(?:{thrones}) {_WORD} of {name}"),
        ("office", 1, rf"\b(?:Minister|Secretary)(?: of {_WORD})?, {name}"),
        ("minister", 1, rf"\bMinister (?:{_WORD} ){{1,3}}of {name}"),
        ("offices", 1, rf"\bgood offices of {name}"),
        ("dateline", 1, rf"^{_CAPITAL}[A-Z\u00c0-\u00de -]+, {name},? (?:\(|--?|–|—)"),
        ("people", 2, rf"\b{name} (?:{sure})\b"),
        ("folk", 1, rf"\b{name} (?:{perhaps}|side|delegation)\b"),
    )
    return tuple((kind, weight, re.compile(mark, re.MULTILINE)) for kind, weight, mark in marks)


class _Pages:
    """Some pages, read for the states that they name."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.pages = [
            "\n".join(d.snapshot.text[z.start : z.end] for z in d.zones if _counts(z)).translate(
                _KEPT
            )
            for d in documents
        ]
        self.text = "\n\n".join(self.pages)
        self.flat = re.sub(r"(?<!\n)\n(?!\n)", " ", self.text)
        """Where a sentence goes on in the next line."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, as it is written."""
        return frozenset(re.findall(r"[\w\u00c0-\u024f-]+", self.text))

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """The words by their first letters."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(word[: FEWEST - 1], []).append(word)
        return found

    def learnt(self) -> Learnt:
        """Return the states, each with its names."""
        told = self._told()
        found = [n for n, marks in told.items() if sum(marks.values()) >= ENOUGH and self._one(n)]
        seats = {name: frozenset(self._seats(name, told)) for name in found}
        held = {town for towns in seats.values() for town in towns}
        named = sorted(name for name in found if name not in held)
        states = tuple(Entity(slug(n), n, "state", slug(n), None) for n in named)
        rows = {row for name in named for row in self._rows(name, seats[name])}
        return Learnt(states, tuple(sorted(rows)))

    def _told(self) -> dict[str, dict[str, int]]:
        """Return the kinds of marks of each name, with their weights."""
        told: dict[str, dict[str, int]] = {}
        for kind, weight, mark in _marks():
            for text in (self.flat, self.text):
                for written in mark.findall(text):
                    name = written.title() if written.isupper() else written
                    for one in self._bases(name) if kind in {"people", "folk"} else (name,):
                        told.setdefault(one, {})[kind] = weight
        return told

    def _bases(self, adjective: str) -> Iterator[str]:
        """Yield the names that a word is the adjective of: "Ulerian" of Uleria."""
        yield from (
            o for o in self._alike.get(adjective[: FEWEST - 1], ()) if _derived(adjective, o)
        )

    def _one(self, name: str) -> bool:
        """Tell whether a name may be a state's: a proper name of no other kind."""
        small, last = name.lower(), name.rsplit(maxsplit=1)[-1]
        if len(name) < FEWEST or name in surfaces() or small in self.words:
            return False
        if small in words("weekdays and months", "titles") or last in words("organisation heads"):
            return False
        here = re.escape(name)
        lands, heads = _any(*words("parts of lands")), _any(*words("heads of parts of lands"))
        bodies = _any(*words("company forms", "company trades"))
        others = (
            rf"\b(?i:{lands}) of {here}\b",
            rf"\b{here} (?i:{lands}|{_any(*words('followers of movements'))})\b",
            rf"\b{here}(?:'s)? (?i:{heads})\b",
            rf"\b{here} (?:{bodies})(?!\w)",
        )
        if any(re.search(mark, self.flat) for mark in others) or self._person(name):
            return False
        within = re.finditer(rf"(?:(\w+),?|[(]) {here}(?! {_CAPITAL})\b", self.flat)
        return any(m[1] is None or _before_a_name(m[1]) for m in within)

    def _person(self, name: str) -> bool:
        """Tell whether a name is somebody's last: behind a title, or behind a first name."""
        for line in (one for one in self.text.splitlines() if name in one):
            long = [w for w in re.findall(r"[\w'-]+", line) if len(w) > 3]
            headline = sum(w[:1].isupper() for w in long) > 0.5 * len(long)
            for told in re.finditer(rf"(?:([a-z,]) )?\b({_WORD})(\.?) {re.escape(name)}\b", line):
                first, small = told[2], told[2].lower()
                titled = small in words("titles", "courtesy", "honorifics")
                within = told[1] and not told[3] and not headline and small not in self.words
                if titled or (within and first not in words("starts of states")):
                    return True
        return False

    def _rows(self, name: str, seats: Iterable[str]) -> Iterator[tuple[str, str, Form]]:
        """Yield the names of a state: its own, in full, its people's and its seat's."""
        own = slug(name)
        yield name, own, "name"
        realms = _any(*words("realms of states"))
        for whole in re.findall(rf"\b(?i:{realms}) of {re.escape(name)}\b", self.flat):
            yield whole, own, "name"
        yield from (
            (one, own, "people")
            for one in self._alike.get(name[: FEWEST - 1], ())
            if _derived(one, name)
        )
        yield from ((one, own, "seat") for one in seats)

    def _seats(self, name: str, told: dict[str, dict[str, int]]) -> Iterator[str]:
        """Yield the towns that are told to be a state's capital, or that head its letters."""
        here, town = re.escape(name), f"({_WORD})"
        theirs = "|".join(
            re.escape(one) for one in self._alike.get(name[: FEWEST - 1], ()) if _derived(one, name)
        )
        capital = rf"(?:{here}'s|{theirs}) capital" if theirs else rf"{here}'s capital"
        either = rf"(?:the )?(?:{capital}|capital of {here})"
        yield from re.findall(rf"\b{either},? {town}", self.flat)
        yield from re.findall(rf"\b{town}, {either}\b", self.flat)
        heads = rf"(?i:{_any(*words('realms of states'))}|government) (?i:of {here})\b"
        for page in self.pages:
            if re.search(heads, page[:HEAD]):
                yield from re.findall(rf"(?m)^{town}, {_DAY}", page[:HEAD])
            filed = re.search(rf"(?m)^({_CAPITAL}[A-Z\u00c0-\u00de -]+), ({here})?", page)
            if filed and (filed[2] or (self._governs(name, page[filed.end() :][:200]))):
                one = filed[1].title()
                acts = rf"\b{re.escape(one)} (?:{_GOVERNS})\b"
                if {"owned", "ours"} & told.get(one, {}).keys() or re.search(acts, self.flat):
                    yield one

    def _governs(self, name: str, opening: str) -> bool:
        return re.search(rf"\b{re.escape(name)}'s government\b", opening) is not None


def _before_a_name(word: str) -> bool:
    """Tell whether a word may stand before a state's name within a sentence, or opens one so."""
    town = word.isupper() and len(word) > 2  # of a dateline
    return town or word.lower() in _OPENING or (word.islower() and word not in _SMALL)


def _derived(word: str, name: str) -> bool:
    """Tell whether a word is made of a state's name: its adjective, or what its people are."""
    stem = name.rstrip("aeiouy")
    if len(stem) < FEWEST - 1 or word == name or not word.startswith(stem) or word in surfaces():
        return False
    ends = (name, stem) if name != stem else (name,)
    return any(re.fullmatch(re.escape(end) + _ADJECTIVE, word) for end in ends)
