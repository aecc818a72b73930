"""States, their governments and peoples, organisations and leaders that a text names.

One automaton over ``data/places.json`` (made by ``tools/make_places.py``) finds every name in one
pass: exact case, whole words, the longest at each place. A seat of government that stands for the
government ("Tehran rejected the offer") is marked ``metonym``. No parser is needed, so names are
found in Persian, Arabic and Russian texts too.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from goodoffices.read.words import table, words

if TYPE_CHECKING:
    import ahocorasick

Form = Literal["name", "people", "seat", "place", "leader", "titled"]
"""How a name stands for its actor: by its name, as its people or adjective, as its seat of
government, as a place in it, or as a leader's name (``titled``: only after a title)."""

FOLD = str.maketrans(
    {"’": "'", "‘": "'", "\u2011": "-", "\u2010": "-"} | dict.fromkeys("\xa0\n\t\r", " ")
)
_STANCE = re.compile(
    r"\b(?:(?:[Aa]nti|[Pp]ro|[Nn]on|[Ee]x|[Ii]bero|[Aa]fro|[Pp]an|[Ii]nter|[Ll]atin)-|[Ee]thnic )$"
)
"""Before a name: the words are of those for or against a state, of its kin elsewhere, or of a part
of the world ("Ibero-American")."""

_PART = re.compile(
    r"\0(?:'s)? (?:(?:[Ll]ieutenant |[Ll]t\. )?[Gg]overnor|Gov\.|[Ss]tate |[Aa]ttorney [Gg]eneral"
    r"|[Ll]egislat|[Cc]ongress[mw]|[Ss]enator|[Rr]epublican|[Dd]emocrats?\b|[Ss]heriff|[Rr]unoff)"
    r"|(?:[Gg]overnor|Gov\.|[Ss]enator|Sen\.) of \0"
)
"""Around a name that a state shares with a part of another ("Georgia's governor")."""

_ARABIC_PREFIXES = frozenset("وفبلك")
_WORD_BEFORE = re.compile(r"(\w[\w.-]*)\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name in a text, from ``start`` up to ``end`` (code points), and whom it stands for.

    ``kind`` is the actor's kind (``state``, ``igo``, ``organisation``, ``group``, ``media``), or
    ``place`` or ``leader``; ``belongs_to`` the actor a leader led or spoke for.
    """

    start: int
    end: int
    text: str
    actor_id: str
    name: str
    country: str | None
    kind: str
    metonym: bool = False
    form: Form = "name"
    belongs_to: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name can stand for."""

    id: str
    name: str
    kind: str
    country: str | None
    belongs_to: str | None


@dataclass(frozen=True)
class Learnt:
    """States that pages taught, each with its names: surface, id and form.

    A learnt state has no ISO code: its id stands for one as long as its pages are read.
    """

    states: tuple[Entity, ...] = ()
    names: tuple[tuple[str, str, Form], ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The states by id."""
        return {one.id: one for one in self.states}

    @cached_property
    def automaton(self) -> ahocorasick.Automaton:
        """What finds their names."""
        return _made((*self.names, *((s.upper(), i, f) for s, i, f in self.names if f == "name")))


_LEARNT: ContextVar[Learnt | None] = ContextVar("learnt", default=None)


@contextmanager
def knowing(learnt: Learnt) -> Iterator[None]:
    """Know some more states meanwhile."""
    before = _LEARNT.set(learnt if learnt.states else None)
    try:
        yield
    finally:
        _LEARNT.reset(before)


def entities() -> Mapping[str, Entity]:
    """Return everything the gazetteer knows, by id."""
    learnt = _LEARNT.get()
    return ChainMap(learnt.by_id, _entities()) if learnt else _entities()


@cache
def _entities() -> dict[str, Entity]:
    return {row[0]: Entity(*row) for row in table("places.json")["entities"]}


def states() -> Mapping[str, str]:
    """Return the actor id of each state by its country code, bygone states left out."""
    learnt = _LEARNT.get()
    return ChainMap({one: one for one in learnt.by_id}, _states()) if learnt else _states()


@cache
def _states() -> dict[str, str]:
    return {
        e.country: e.id
        for e in _entities().values()
        if e.kind == "state" and e.country and e.id not in words("bygone states")
    }


@cache
def surfaces() -> frozenset[str]:
    """Return every name the gazetteer knows, as it is written."""
    return frozenset(surface for surface, _id, _form in names())


def names() -> list[list[str]]:
    """Return every name the gazetteer knows, each with the id it stands for and its form."""
    known: list[list[str]] = table("places.json")["names"]
    return known


@cache
def peoples() -> frozenset[str]:
    """Return the names of peoples ("Somalis"), which no state or place has."""
    forms = {(surface, form) for surface, _id, form in names()}
    return frozenset(n for n, form in forms if form == "people" and (n, "name") not in forms)


def _made(rows: Iterable[tuple[str, str, Form]]) -> ahocorasick.Automaton:
    """Return an automaton that finds some names."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for surface, entity, form in rows:
        automaton.add_word(surface, (len(surface), entity, form))
    automaton.make_automaton()
    return automaton


@cache
def _automaton() -> ahocorasick.Automaton:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for surface, entity, form in (
        *table("names_elsewhere.json")["names"],
        *table("places.json")["names"],
    ):
        automaton.add_word(surface, (len(surface), entity, form))
        if (
            form == "name"
            and len(surface) > 3
            and surface.isascii()
            and _entities()[entity].kind == "state"
        ):
            automaton.add_word(surface.upper(), (len(surface), entity, form))
        if _spoken(surface, entity):
            automaton.add_word(surface.capitalize(), (len(surface), entity, form))
        if "Co-operation" in surface or "co-operation" in surface:
            for spelling in ("Co-Operation", "Cooperation"):
                variant = re.sub("[Cc]o-operation", spelling, surface)
                automaton.add_word(variant, (len(variant), entity, form))
    automaton.make_automaton()
    return automaton


def _spoken(surface: str, entity: str) -> bool:
    """Tell whether an abbreviation is also written as it is spoken: "Igad", "Nato"."""
    letters = surface.isascii() and surface.isalpha() and surface.isupper() and len(surface) > 3
    body = _entities()[entity].kind in {"igo", "group"}
    return letters and body and surface not in words("abbreviations that are words")


def mentions(text: str) -> list[PlaceMention]:
    """Return the names in a text, in order, none overlapping another; the longest is taken."""
    folded, learnt = text.translate(FOLD), _LEARNT.get()
    names: list[tuple[int, int, str, Form]] = []
    more = learnt.automaton.iter(folded) if learnt else ()
    for last, (length, entity, form) in (*_automaton().iter(folded), *more):
        start, end = last + 1 - length, last + 1
        if _whole(folded, start, end):
            names.append((start, -end, entity, form))
    names.sort()
    result: list[PlaceMention] = []
    reached = 0
    for n, (start, negative_end, entity, form) in enumerate(names):
        if start < reached:
            continue
        reached = -negative_end
        after = next((other for other in names[n + 1 :] if other[0] >= reached), None)
        if after is not None and _in_another(folded, reached, after):
            continue
        mention = _mention(text, folded, (start, reached), (entity, form))
        if mention is not None:
            result.append(mention)
    return result


def _in_another(folded: str, end: int, after: tuple[int, int, str, Form]) -> bool:
    """Tell whether a name is a town's, by the part of a state behind it: "Cuba, New Mexico"."""
    part = entities()[after[2]].kind == "region" and entities()[after[2]].country is not None
    rest = folded[-after[1] : -after[1] + 5]
    return part and folded[end : after[0]] == ", " and not rest.startswith((" and ", ", "))


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a whole word, or an Arabic one with a joined particle."""
    if text[end : end + 1].isalnum():
        return False
    before = text[start - 1 : start]
    if not before or not before.isalnum():
        return not before or before not in "_@#"
    joined = before in _ARABIC_PREFIXES and "\u0600" <= text[start] <= "\u06ff"
    return joined and not text[start - 2 : start - 1].isalnum()


def _mention(
    text: str, folded: str, place: tuple[int, int], what: tuple[str, Form]
) -> PlaceMention | None:
    """Return the mention, or None for what is no actor: a region, a stance, a bare surname."""
    start, end = place
    entity, form = entities()[what[0]], what[1]
    if entity.kind == "region" or _STANCE.search(folded, max(0, start - 8), start):
        return None
    if entity.id in words("names of parts of states") and _PART.search(
        f"{folded[max(0, start - 24) : start]}\0{folded[end : end + 32]}"
    ):
        return None
    if form == "titled" and not _titled(folded[max(0, start - 40) : start]):
        return None
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        actor_id=entity.id,
        name=entity.name,
        country=entity.country,
        kind="place" if form == "place" else entity.kind,
        metonym=form == "seat",
        form=form,
        belongs_to=entity.belongs_to,
    )


def _titled(before: str) -> bool:
    """Tell whether the words before a name end in a title."""
    match = _WORD_BEFORE.search(before)
    return match is not None and match[1].rstrip(".").lower() in words("titles")


def shifted(mention: PlaceMention, by: int) -> PlaceMention:
    """Return a mention as it stands in a longer text that holds the one it was found in."""
    return replace(mention, start=mention.start + by, end=mention.end + by)
