"""Which mentions name one person: "Peskov" is the Dmitry Peskov whom the page names in full."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.read.who.persons import PersonMention
from goodoffices.read.who.spelling import parts, same_person, same_surname
from goodoffices.read.who.ties import slug

_CALLED = 9
"""So many tokens at most stand between a name and what its bearer is known as."""


def full_names(persons: Sequence[PersonMention]) -> dict[int, str]:
    """Return the full name of each mention's person, by mention; doubtful names have none."""
    full: dict[str, str] = {}
    for person in sorted(persons, key=lambda p: -_written_out(p.name)):
        if len(parts(person.name)) > 1 and person.name not in full:
            same = (known for known in full.values() if same_person(known, person.name))
            full[person.name] = next(same, person.name)
    result: dict[int, str] = {}
    seen: dict[str, int] = {}
    before: PersonMention | None = None
    for number, person in enumerate(persons):
        name = full.get(person.name)
        if person.rule == "called" and before is not None and person.first - before.last < _CALLED:
            name = result.get(id(before))  # "Ida Brann, who is known as Brine"
            if name is not None:
                full.setdefault(person.name, name)
        before = person
        name = name or _longer(person, full, seen)
        if name is None:
            name = _known_short(person)
        if name is not None:
            result[id(person)] = name
            seen[name] = number
    return result


def _written_out(name: str) -> int:
    """Return how many words of a name are more than an initial."""
    return sum(len(part.rstrip(".")) > 1 for part in parts(name))


def _longer(person: PersonMention, full: dict[str, str], seen: dict[str, int]) -> str | None:
    """Return the full name that a surname stands for: the one last named, else the first.

    ``seen`` are the names so far, each with the number of its last mention.
    """
    every = dict.fromkeys(full.values())
    short = slug(person.name)
    fits = [n for n in every if slug(n).endswith("-" + short)]
    if not fits:
        fits = [n for n in every if same_surname(n, person.name)]
    if not fits and (person.role or person.rule == "title" or person.leader is not None):
        fits = [n for n in every if slug(n).startswith(short + "-")]
    if not fits:
        return None
    return max(fits, key=lambda name: seen.get(name, -1))


def _known_short(person: PersonMention) -> str | None:
    """Return the name of a person known only by a surname: a leader's, or one with a title."""
    if person.leader is not None:
        return person.leader.name
    return person.name if person.role or person.side or person.rule in {"title", "called"} else None
