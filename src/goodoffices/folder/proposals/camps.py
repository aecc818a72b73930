"""Which names mean one band, and whose a rebel leader, a camp or a government called by a name is.

"The Maoists", "Maoist rebels" and "the Maoist forces" are one; "rebel leader Roe" is of the one
group that is called rebels; "the Roe camp" is Roe's, who is of the state whose government the
pages call "Roe's government". Whoever has a camp and is of nobody may be a side by himself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from goodoffices.evidence.claims import Actor
from goodoffices.folder.proposals.bodies import singular
from goodoffices.read.words import lists, table, words

_WHO = table("bargaining.yaml")["belonging"]
_SETS = lists("bargaining.yaml", "belonging")
FOLLOWERS = _SETS["followers"]
"""What those are called who fight or stand for a group."""
_TROOPS = _SETS["troops"]
_COMMON = _SETS["governments"] | words("organs of bodies")
_TITLES = "|".join((*_WHO["titles"], *_WHO["speakers"], "chief"))
_OF_REBELS = re.compile(
    rf"\b(?P<band>{'|'.join(FOLLOWERS)})s? (?:[\w-]+ )?(?:{_TITLES})(?= \|)", re.IGNORECASE
)
_OF_A_BAND = re.compile(rf"(?P<band>[\w-]+) (?:{_TITLES}|official|figure)\b", re.IGNORECASE)
_COLLEAGUES = "|".join(_WHO["colleagues"])
_OF_HIS = re.compile(
    rf"(?:^|[| ])(?P<whose>[\w-]+?)(?:['’]s?)? (?:[\w-]+ )?(?:{_COLLEAGUES})(?= \||$)",
    re.IGNORECASE,
)
_CAMPS = "|".join(_WHO["camps"])
_CAMP = re.compile(rf"(?P<whose>.+?)(?:['’]s?)? (?:{_CAMPS})", re.IGNORECASE)
_CAMP_OF = re.compile(
    rf"\b(?P<whose>[A-Z][\w-]+)(?:['’]s?)? (?:[a-z-]+ )?(?:{_CAMPS})\b"
    rf"|\b(?:(?:loyal|allied) to|(?:{_CAMPS}) (?:of|behind)) (?:[\w.]+ ){{0,3}}?(?P<of>[A-Z][\w-]+)"
)
_GOVERNMENT_OF = re.compile(r"(?P<whose>.+)['’]s? (?:government|administration|regime)$")


class Camps:
    """The bands and camps of a dossier's actors."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = tuple(actors)
        self.groups = [a for a in self.actors if a.kind in ("group", "organisation")]

    @cached_property
    def same(self) -> dict[str, str]:
        """For each group that is one under several names: the one that is named without more.

        What a name says besides its fighters or forces must be a name that stands by itself.
        """
        alike: dict[frozenset[str], list[Actor]] = {}
        for actor in self.groups:
            if key := _named(actor):
                alike.setdefault(key, []).append(actor)
        found = {}
        for key, ones in alike.items():
            bare = [a for a in ones if _plain(a.name) == key and a.name != a.name.lower()]
            if len(ones) > 1 and bare:
                best = max(bare, key=lambda a: (singular(a.name) != a.name, len(a.spans)))
                found.update({a.id: best.id for a in ones if a is not best})
        return found

    def followed(self, called: str) -> str | None:
        """Return the group of followers as whose leader a person is known: "rebels"."""
        told = _OF_REBELS.search(called)
        if told is None:
            return None
        bands = self.called(told["band"])
        return bands[0] if len(bands) == 1 else None

    def led(self, called: str) -> str | None:
        """Return the band that is named with a person's title: "a senior Maoist leader"."""
        told = {
            self._named_bands.get(singular(found["band"].casefold()))
            for found in _OF_A_BAND.finditer(called)
        } - {None}
        return told.pop() if len(told) == 1 else None

    @cached_property
    def _named_bands(self) -> Mapping[str, str]:
        """For each proper name of one word that one band alone bears: that band."""
        found: dict[str, set[str]] = {}
        for actor in self.groups:
            if actor.id not in self.same and actor.name != actor.name.lower():
                for word in (
                    map(singular, _plain(actor.name)) if len(_plain(actor.name)) == 1 else ()
                ):
                    found.setdefault(word, set()).add(actor.id)
        return {word: ids.pop() for word, ids in found.items() if len(ids) == 1}

    def called(self, noun: str) -> list[str]:
        """Return the groups that are called many of a noun, by name or else."""
        return [a.id for a in self.groups if any(_plain(n) == {noun} for n in (a.name, *a.aliases))]

    def served(self, person: Actor, called: str) -> str | None:
        """Return the person whose aide somebody is called by the name: "Roe's adviser"."""
        people = {name.casefold(): one for name, one in self._people.items()}
        told = {people.get(found["whose"]) for found in _OF_HIS.finditer(called)}
        told -= {None, person.id}
        return told.pop() if len(told) == 1 else None

    def camp(self, actor: Actor) -> str | None:
        """Return the person whose camp or supporters a group is."""
        told = _CAMP.fullmatch(actor.name)
        return self._people.get(told["whose"].split()[-1]) if told else None

    def governed(self, person: Actor) -> str | None:
        """Return the state whose government the pages call a person's."""
        return self._governments.get(person.name.split()[-1])

    def camped(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the people who have a camp, supporters or troops on some pages."""
        told = (found for text in texts for found in _CAMP_OF.finditer(text))
        people = (self._people.get(found["whose"] or found["of"]) for found in told)
        return frozenset(one for one in people if one)

    @cached_property
    def _people(self) -> Mapping[str, str]:
        """For each last name that one person alone bears with a first name: that person."""
        found: dict[str, set[str]] = {}
        for actor in self.actors:
            if actor.kind == "person" and " " in actor.name:
                found.setdefault(actor.name.split()[-1], set()).add(actor.id)
        return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def _governments(self) -> Mapping[str, str]:
        """For each last name in "Roe's government": the state that is called so."""
        states = (a for a in self.actors if a.kind == "state")
        told = ((_GOVERNMENT_OF.fullmatch(name), a.id) for a in states for name in a.aliases)
        return {found["whose"].split()[-1]: state for found, state in told if found}


def _named(actor: Actor) -> frozenset[str]:
    """Return the words of a group's name without what its people are called."""
    *others, last = actor.name.split()
    noun = singular(last.casefold())
    troops = noun in _TROOPS and last == last.lower()
    row = others if others and (noun in FOLLOWERS or troops) else [*others, last]
    found = _plain(" ".join(row))
    return frozenset() if found <= _COMMON | FOLLOWERS | _TROOPS else found


def _plain(name: str) -> frozenset[str]:
    return frozenset(map(singular, name.casefold().split())) - {"the"}
