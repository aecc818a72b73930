"""Who is meant by a part of a name: "Somphone" is the one Somphone Keodara of the pages.

A last name means whoever alone bears it. Where people are called by their given names, a page that
has the full name shows it; elsewhere a given name alone may be anybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goodoffices.evidence.claims import Actor


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
