"""Who is meant by a part of a name or another spelling: "Somphone" is the one Somphone Keodara.

A last name means whoever alone bears it. Where people are called by their given names, a page that
has the full name shows it; elsewhere a given name alone may be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from goodoffices.evidence.claims import Actor
from goodoffices.read.who.spelling import same_person


def same_people(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return for each person who is told with a part of a name: the one who bears it in full.

    What a lone name is reading could not know: it may have taken it for a body's.
    """
    people = [a for a in actors.values() if a.kind == "person"]
    lone = [a for a in actors.values() if a.kind != "person" and a.rule == "actor:lone"]
    words = {a.id: frozenset(own_name(a).split()) for a in (*people, *lone)}
    pages = {a.id: {span.source for span in a.spans} for a in (*people, *lone)}
    found = {}
    for short in (*people, *lone):
        fuller = [a for a in people if words[short.id] < words[a.id]]
        full = max(fuller, key=lambda a: len(words[a.id]), default=None)
        if full is None or any(not words[a.id] <= words[full.id] for a in fuller):
            continue
        last = own_name(full).split()[-1] in words[short.id]
        shown = short.name in full.aliases or pages[short.id] & pages[full.id]
        if (last or shown) and _one(short, full):
            found[short.id] = full.id
    return _spelt(people, found) | found


def _spelt(people: Iterable[Actor], short: Mapping[str, str]) -> dict[str, str]:
    """Return for each person whose full name another page spells otherwise: who is read most.

    Where several are spelt alike, nothing is told.
    """
    found: dict[str, str] = {}
    told = [a for a in people if a.id not in short and " " in own_name(a)]
    told.sort(key=lambda a: (a.affiliation is None, -len(a.spans)))
    for n, one in enumerate(told):
        alike = [a for a in told[:n] if a.id not in found and same_person(a.name, one.name)]
        if len(alike) == 1 and _one(one, alike[0]):
            found[one.id] = alike[0].id
    return found


def own_name(person: Actor) -> str:
    """Return a person's name without the body that was read with it: "Mxolo of Unadu"."""
    return person.name.partition(" of ")[0] if person.rule == "actor:entity" else person.name


def _one(short: Actor, full: Actor) -> bool:
    """Tell whether nothing that is told of two of a name speaks against their being one."""
    return short.affiliation in (None, full.affiliation)


def whole(actors: Mapping[str, Actor], same: Mapping[str, str]) -> dict[str, Actor]:
    """Return actors in which whoever bears a full name also stands where a part of it does."""
    found = {one: actor for one, actor in actors.items() if one not in same}
    for short, full in same.items():
        if full in found:
            known, part = found[full], actors[short]
            found[full] = replace(
                known,
                aliases=tuple(dict.fromkeys((*known.aliases, part.name, *part.aliases))),
                spans=(*known.spans, *part.spans),
                role=known.role or part.role,
            )
    return found
