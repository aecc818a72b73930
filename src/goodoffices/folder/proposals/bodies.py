"""Which body a common noun means: "the union", "the carrier", "the harbour board", "the dockers".

A kind of body is known by the words of its proper names ("... Workers", "... Line"). Where the
dossier has one body of the kind, its nouns mean it, and so do the nouns of its members where the
pages call it theirs ("the dockers' union"). Of two of a kind none is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier
from goodoffices.read.words import table

_KINDS = table("bargaining.yaml")["bodies"]
_ORGANS = frozenset(_KINDS["organs"])
LONG = 6
"""How many letters a word has at the least that others are made with."""
_OWNED = r"['’]s?"


class Bodies:
    """The named bodies of a dossier, and what they are called without their name."""

    def __init__(self, dossier: Dossier, actors: Iterable[Actor]) -> None:
        self.dossier = dossier
        bodies = [a for a in actors if a.kind in ("group", "organisation")]
        self.named = {a.id: _words(a.name) for a in bodies if a.name != a.name.lower()}

    def meant(self, actor: Actor) -> str | None:
        """Return the one named body that a noun means, where one is meant."""
        words = _words(actor.name)
        if actor.id in self.named and not words & _ORGANS:
            return None
        return self._organ(words) or self._kind(words)

    def called(self, name: str, besides: str) -> str | None:
        """Return the one body that a part of its name means ("Halvorsen" of "Halvorsen Line")."""
        words = _words(name)
        found = [one for one, own in self.named.items() if words < own and one != besides]
        return found[0] if len(found) == 1 else None

    def _organ(self, words: frozenset[str]) -> str | None:
        """Return the body of "the harbour board": what else its name says is in one name."""
        rest = words - _ORGANS
        if not words & _ORGANS or not rest:
            return None
        found = [one for one, own in self.named.items() if rest < own and not own & _ORGANS]
        return found[0] if len(found) == 1 else None

    def _kind(self, words: frozenset[str]) -> str | None:
        """Return the one body of the kind that a noun, or the noun of its members, names."""
        for kind in _KINDS["kinds"].values():
            if not words & frozenset(kind["nouns"]) and not self._members(words, kind):
                continue
            found = [one for one, own in self._parts.items() if _of_kind(own, kind["names"])]
            if len(found) == 1:
                return found[0]
        return None

    def _members(self, words: frozenset[str], kind: dict[str, list[str]]) -> bool:
        """Tell whether a noun is of a body's members: always so, or as the pages call it theirs."""
        if words & frozenset(kind.get("members", ())):
            return True
        theirs = (
            rf"\b{re.escape(word)}s?{_OWNED}\s+{noun}\b" for word in words for noun in kind["nouns"]
        )
        owners = "|".join(theirs) if kind.get("members") else ""
        return bool(owners and re.search(owners, self._text))

    @cached_property
    def _parts(self) -> dict[str, frozenset[str]]:
        """The named bodies that say something, or whose people do, with the words of each name."""
        people = {a.id: a.affiliation for a in self.dossier.actors}
        told = {s.speaker for s in self.dossier.statements if s.status != "rejected"}
        told |= {people.get(one or "") for one in told}
        return {one: own for one, own in self.named.items() if one in told}

    @cached_property
    def _text(self) -> str:
        return "\n".join(d.snapshot.text for d in self.dossier.documents).casefold()


def _of_kind(words: Iterable[str], names: Iterable[str]) -> bool:
    """Tell whether a name has a word of a kind, or one made with a long one ("dockworker")."""
    long = tuple(name for name in names if len(name) >= LONG)
    return any(word in names or word.endswith(long) for word in words)


def singular(word: str) -> str:
    """Return a small word as one of many, without its mark of owning."""
    own = re.sub(r"['’]s?$", "", word)
    return own[:-1] if len(own) > 3 and own.endswith("s") and not own.endswith("ss") else own


def _words(name: str) -> frozenset[str]:
    """Return the words of a name, small, each as one of many and without its mark of owning."""
    words = map(singular, name.casefold().replace("-", " ").split())
    return frozenset(words) - {"the", "of", "and"}
