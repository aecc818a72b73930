"""Whom the pages speak of as a mediator without an event that says it mediates.

"Senegal accepts ECOWAS as mediator", "the ECOWAS envoy", "Qatar's good offices": each names a
mediator, whatever came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_OFFICES = frozenset(table("bargaining.yaml")["offices"])
_SIDES = frozenset(table("bargaining.yaml")["sides"])
_PRONOUNS = frozenset({"it", "them", "him", "her"})
_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
FEWEST_INVITED = 2
"""How many sides an invitation is for, at the least, that makes its sender a mediator."""


@dataclass(frozen=True, slots=True)
class NamedMediator:
    """An actor that a page calls a mediator, and the claim whose sentence does."""

    actor: str
    claim: str
    source: str


def named_mediators(
    pages: Iterable[ParsedPage], principal: Callable[[str | None], str | None]
) -> Iterator[NamedMediator]:
    """Yield whom each page calls a mediator, where a claim stands in the sentence."""
    for page in pages:
        for token in page.scene.parse.tokens:
            holders: tuple[str, ...] = ()
            if token.lemma in _OFFICES and token.pos in {"NOUN", "PROPN"}:
                holders = _whose(page.scene, token.i)
            elif token.lemma == "invite" and page.scene.verb(token.i):
                holders = _inviting(page.scene, token.i)
            claim = page.beside(token.i) if holders else None
            for side in map(principal, holders):
                if side and claim:
                    yield NamedMediator(side, claim.id, page.source)


def _inviting(scene: Scene, verb: int) -> tuple[str, ...]:
    """Return who invites both sides, or the governments and a group, to meet."""
    if scene.kids(verb, "neg") or scene.passive(verb):
        return ()
    guests = [n for one in scene.objects(verb) for n in scene.row(one)]
    told = sum(
        2 if scene.forms(n, "det", "nummod", "predet", "preconj") & {"both", "two", "all"} else 1
        for n in guests
        if scene.ids(n) or scene.token(n).lemma in _SIDES
    )
    return scene.all_ids(scene.subject(verb)) if told >= FEWEST_INVITED else ()


def _whose(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return who holds an office: its owner, or the object of "accept X as mediator".

    Whoever accepts or refuses it is not its holder.
    """
    above = scene.token(noun).head
    takers = scene.all_ids(scene.subject(above)) if scene.verb(above) else ()
    owners = [one for one in scene.all_ids(scene.owners(noun)) if one not in takers]
    if owners:
        return tuple(owners)
    preposition = scene.token(scene.token(noun).head)
    if preposition.lower != "as":
        return ()
    governor = scene.token(preposition.head)
    nouns = [governor.i]
    if scene.verb(governor.i):  # "accept X as mediator", "agree to X as a mediator"
        nouns = scene.objects(governor.i) or scene.phrases(governor.i, "to", "with", "on")
    return tuple(dict.fromkeys(one for n in nouns for one in _meant(scene, n)))


def _meant(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return whom a noun names; of "trust them as mediators", whom the sentence named before."""
    token = scene.token(noun)
    if token.lower not in _PRONOUNS:
        return scene.ids(noun)
    first = scene.parse.sentence_of(noun).first
    before = (i for i in range(noun - 1, first - 1, -1) if scene.token(i).pos in _NAMES)
    return next((ids for i in before if (ids := scene.ids(i))), ())
