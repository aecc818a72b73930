"""Whom a proposal would have mediate: "rejected Chile's proposal to bring in Oman as mediator".

Who makes such a proposal, or is asked about it, mediates nothing by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.read.clause.roles import Ids, Scene, once
from goodoffices.read.words import lists, words

_MEDIATE = lists("bargaining.yaml", "between")["standing"]
_GROUPS = words("joint mediators")
_GROUPED = words("being made of")


def proposed(scene: Scene, first: int, last: int) -> Ids:
    """Return whom tokens [first, last) call mediators, or would have mediate."""
    return once(a for i in range(first, last) for a in (*_called(scene, i), *_to_mediate(scene, i)))


def _called(scene: Scene, noun: int) -> Iterator[str]:
    """Yield X and Y of "bring in X and Y as mediators", "X as the mediator"."""
    as_ = scene.token(scene.token(noun).head)
    if scene.token(noun).lemma not in words("go-betweens") or as_.lower != "as":
        return
    governor = scene.token(as_.head)
    nouns = scene.objects(governor.i) if scene.verb(governor.i) else [governor.i]
    yield from together(scene, nouns)


def _to_mediate(scene: Scene, verb: int) -> Iterator[str]:
    """Yield X and Y of "invite X and Y to mediate", "for a group made up of X and Y to mediate"."""
    if scene.token(verb).lemma not in _MEDIATE or "to" not in scene.forms(verb, "aux"):
        return
    yield from together(scene, wanted(scene, verb))


def wanted(scene: Scene, verb: int) -> list[int]:
    """Return the nouns of whom somebody wants to do a verb: "pushes for X to mediate", "asks X to".

    The parser hangs the infinitive from the verb of wanting, or from what a group is made of.
    """
    if own := scene.kids(verb, "nsubj"):
        return list(own)
    above = scene.token(verb).head
    if not scene.verb(above):
        return [above]
    group = scene.token(above).head
    if scene.token(above).dep in {"acl", "relcl"} and scene.token(group).lemma in _GROUPS:
        return [group]
    before = [*scene.objects(above), *scene.phrases(above, "for", "to", "on", "upon")]
    return [n for n in before if above < n < verb]


def together(scene: Scene, nouns: Iterable[int]) -> Iterator[str]:
    """Yield whom nouns name; of "a quartet made up of X and Y" both."""
    for noun in nouns:
        named = scene.ids(noun) if scene.token(noun).pos in {"PROPN", "ADJ"} else ()
        yield from named
        if named or scene.token(noun).lemma not in _GROUPS:
            continue
        yield from scene.all_ids(scene.phrases(noun, "of", "including", "from"))
        for act in scene.kids(noun, "acl", "relcl"):
            if scene.token(act).lemma in _GROUPED:
                beside = [*scene.objects(act), *scene.phrases(act, "of")]
                beside += [n for p in scene.kids(act, "prt") for n in scene.phrases(p, "of")]
                yield from scene.all_ids(beside)
