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
            if token.lemma in _OFFICES and token.pos in {"NOUN", "PROPN"}:
                claim = page.beside(token.i)
                for actor in _whose(page.scene, token.i) if claim else ():
                    side = principal(actor)
                    if side and claim:
                        yield NamedMediator(side, claim.id, page.source)


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
    return scene.all_ids(nouns)
