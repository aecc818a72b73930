"""Whom a surname, alone or with initials, means across pages: the one person of it, or nobody.

A page that only says "Mr Ansah" names nobody by itself. Where the other pages know just one person
of that surname, whose state and office do not speak against it, the two are one, as when a person
had merged them: what was read stays apart in the store, and whoever decides about the surname
keeps it apart.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from goodoffices.evidence.claims import Actor, Dossier


def surnames(dossier: Dossier) -> Mapping[str, str]:
    """Return the persons known by their surname alone, each with the id of who that is.

    Parameters
    ----------
    dossier : Dossier
        Several pages' claims, with what people decided applied.

    Returns
    -------
    mapping of str to str
        Ids of actors; none where two persons bear the surname, where states or offices differ, or
        where one page has both and told them apart.
    """
    full: dict[str, list[Actor]] = defaultdict(list)
    short: list[Actor] = []
    for actor in (a for a in dossier.actors if a.kind == "person" and a.status != "rejected"):
        first, last = _parted(actor.name)
        if any(len(word) > 1 for word in first):
            full[last].append(actor)
        elif last and actor.status == "unreviewed":
            short.append(actor)
    found: dict[str, str] = {}
    for actor in short:
        bearers = full[_parted(actor.name)[1]]
        if len(bearers) == 1 and _agree(actor, bearers[0]):
            found[actor.id] = bearers[0].id
    return found


def _parted(name: str) -> tuple[list[str], str]:
    """Return a person's first names, initials without their dots, and the surname.

    Small words before the last one are of the surname ("du Randt", "van der Berg").
    """
    words = name.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].islower():
        start -= 1
    first = [_plain(word).rstrip(".") for word in words[: max(start, 0)]]
    return first, _plain(" ".join(words[max(start, 0) :]))


def _plain(name: str) -> str:
    """Return a name in lower-case letters without accents."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def _agree(short: Actor, full: Actor) -> bool:
    """Tell whether nothing speaks against two being one: pages, state, office."""
    pages = {s.source for s in short.spans} & {s.source for s in full.spans}
    states = short.country and full.country and short.country != full.country
    offices = [set(_plain(a.role).split()) for a in (short, full) if a.role]
    differ = len(offices) == 2 and not offices[0] & offices[1]
    initials = [word[0] for word in _parted(short.name)[0]]
    names = [word[0] for word in _parted(full.name)[0]]
    other = any(a != b for a, b in zip(initials, names, strict=False))
    return not (pages or states or differ or other)
