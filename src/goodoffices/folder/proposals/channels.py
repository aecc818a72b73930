"""Through whom a side speaks with the other, from whom it waits to hear, at whose request it acts.

"Sent its answer through Oman", "is waiting for Oman's reply", "put the deadline off at the request
of the Emir": who does so with a third party between takes it as one, though nobody says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_WORDS = {name: frozenset(words) for name, words in table("bargaining.yaml")["channels"].items()}
_STEPS = 6
"""How far above a word the verb may stand whose it is."""


def channels(scene: Scene, at: int) -> Iterator[tuple[int, int]]:
    """Yield the words that name whom a side speaks through or obeys, with the verb that does so."""
    token = scene.token(at)
    if token.lower in _WORDS["by_way_of"]:
        above = [head for _child, head in scene.above(at)][:_STEPS]
        told = {scene.token(i).lemma for i in above}
        if told & (_WORDS["speaking"] | _WORDS["messages"]):
            yield from _with_verb(scene, at, at)
    elif token.lemma in _WORDS["requests"] and scene.token(token.head).lower in {
        "at",
        "upon",
        "on",
    }:
        for named in (*scene.kids(at, "poss"), *scene.phrases(at, "of", "by", "from")):
            yield from _with_verb(scene, named, at)
    elif token.lemma in _WORDS["messages"] and token.pos == "NOUN":
        verbs = [head for _child, head in scene.above(at) if scene.verb(head)][:1]
        lemma = scene.token(verbs[0]).lemma if verbs else ""
        if lemma in _WORDS["awaiting"]:
            for named in (*scene.kids(at, "poss"), *scene.phrases(at, "from")):
                yield from _with_verb(scene, named, at)
        if lemma in _WORDS["handing"] and at in scene.objects(verbs[0]):
            beside = (*scene.phrases(verbs[0], "to"), *scene.phrases(at, "to"))
            yield from ((n, verbs[0]) for n in (*scene.kids(verbs[0], "dative"), *beside))


def _with_verb(scene: Scene, named: int, at: int) -> Iterator[tuple[int, int]]:
    """Yield each word below one that names, with every verb above another, the nearest first."""
    verbs = [head for _child, head in scene.above(at) if scene.verb(head)][:_STEPS]
    for i in (named, *(i for i in scene.parse.subtree(named) if i != named)):
        yield from ((i, verb) for verb in verbs)
