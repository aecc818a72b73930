"""Which body somebody is the head of by his title: a bishop his diocese, a governor his province.

"Ada Lind, governor of Orvel" makes Orvel a province: "the province" and "the Provincial Government"
mean it where it is the only one, and the Orvel Council of Churches is another body. Where the body
is an actor by itself ("the Diocese of Orvel", "the province"), its one head speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from goodoffices.evidence.claims import Actor
from goodoffices.folder.proposals.bodies import singular
from goodoffices.folder.proposals.offices import right_before
from goodoffices.read.words import table

_WHO = table("bargaining.yaml")["belonging"]
_HEADED: Mapping[str, frozenset[str]] = {t: frozenset(nouns) for t, nouns in _WHO["headed"].items()}
_FOR = re.compile(r" for (?:the )?")
_LANDS = frozenset(_WHO["of_land"])
_SCHOOLS = frozenset(_WHO["of_schools"])
_NOUNS = frozenset(noun for title in _LANDS for noun in _HEADED[title])


def seats(
    actors: Iterable[Actor], called: Mapping[str, str], behind: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return, of each head of a body that is an actor by its noun, that body.

    ``called`` is what stands around each person's name, ``behind`` what follows it at each place:
    "of" the same place, or of none where there is one holder only.
    """
    every = tuple(actors)
    roles = [(a, _role(a) or right_before(called.get(a.id, "")) or "") for a in every]
    people = [(a, set(role.split())) for a, role in roles if a.kind == "person"]
    found: dict[str, str] = {}
    for body in (a for a in every if a.kind in ("organisation", "group")):
        noun, _of, place = _FOR.sub(" of ", body.name.casefold()).partition(" of ")
        titles = {title for title, nouns in _HEADED.items() if noun in nouns}
        holders = [a for a, role in people if role & titles]
        near = [
            a for a in holders if any(t.startswith(f" of {place}") for t in behind.get(a.id, ()))
        ]
        of_none = (a for a in holders if not any(t[:4] == " of " for t in behind.get(a.id, ())))
        one = near if place and near else [*of_none]
        if len(one) == 1 and (near or len(holders) == 1):
            found[one[0].id] = body.id
    return found


def ruled(head: Actor, bodies: Iterable[Actor], ruling: frozenset[str]) -> Iterator[Actor]:
    """Yield the bodies that may be somebody's whose title is of a head, whatever their place.

    ``ruling`` are nouns of what rules: the mayor's is "the city council", not the city police.
    """
    nouns = _HEADED.get(next(reversed(_role(head).split()), ""), frozenset())
    for body in bodies:
        name = body.name.casefold()
        words = {singular(word) for word in name.split()}
        last = singular(name.partition(" of ")[0].split()[-1])
        if body.kind in ("group", "organisation") and nouns & words and last in nouns | ruling:
            yield body


def of_one_body(head: Actor) -> bool:
    """Tell whether a title is of a body's own head, which rules no land: a superintendent's."""
    title = next(reversed(_role(head).split()), "")
    return title in _HEADED and title not in _LANDS and title in _SCHOOLS


class Territories:
    """The bodies of a dossier that are a piece of land's."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        every = {a.id: a for a in actors}
        self.nouns: dict[str, frozenset[str]] = {}
        for one in every.values():
            body = every.get(one.affiliation or "")
            titles = _LANDS & set(_role(one).split()[-1:])
            if one.kind == "person" and titles and body and _of_land(body):
                held = frozenset(n for title in titles for n in _HEADED[title])
                self.nouns[body.id] = self.nouns.get(body.id, frozenset()) | held

    def meant(self, words: set[str], governments: frozenset[str]) -> str | None:
        """Return the one territory that "the provincial government" means."""
        found = [
            one
            for one, nouns in self.nouns.items()
            if words & nouns and words <= nouns | governments
        ]
        return found[0] if len(found) == 1 else None

    def fits(self, territory: str, words: set[str]) -> bool:
        """Tell whether a longer name may be the territory's: "Orvel Province"."""
        return territory not in self.nouns or bool(words & _NOUNS)


def _role(actor: Actor) -> str:
    return (actor.role or "").casefold()


def _of_land(body: Actor) -> bool:
    """Tell whether a body's name may be a piece of land's: of one word, or with its noun."""
    row = body.name.casefold().split()
    return body.kind == "organisation" and (len(row) == 1 or bool(_NOUNS & set(row)))
