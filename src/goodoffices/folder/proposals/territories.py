"""Provinces, cities and their like as bodies: whose head somebody is told to be.

"Ada Lind, governor of Orvel" makes Orvel a province: "the province" and "the Provincial Government"
mean it where it is the only one, and the Orvel Council of Churches is another body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goodoffices.evidence.claims import Actor
from goodoffices.read.words import table

_WHO = table("bargaining.yaml")["belonging"]
_HEADED: Mapping[str, list[str]] = _WHO["headed"]
_LANDS = frozenset(_WHO["of_land"])
_NOUNS = frozenset(noun for title in _LANDS for noun in _HEADED[title])


class Territories:
    """The bodies of a dossier that are a piece of land's."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        every = {a.id: a for a in actors}
        self.nouns: dict[str, frozenset[str]] = {}
        for one in every.values():
            body = every.get(one.affiliation or "")
            titles = _LANDS & set((one.role or "").casefold().split()[-1:])
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


def _of_land(body: Actor) -> bool:
    """Tell whether a body's name may be a piece of land's: of one word, or with its noun."""
    row = body.name.casefold().split()
    return body.kind == "organisation" and (len(row) == 1 or bool(_NOUNS & set(row)))
