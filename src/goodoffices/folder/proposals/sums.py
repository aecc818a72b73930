"""The sums that a side is at or moves to: "the union is at 5 percent", "raised its offer to $4m".

Whoever is at an amount, or moves to one, wants or offers it; what it moves may be an offer or a
demand by its noun, or what somebody proposed. Amounts of things nobody bargains with ("the water
rose to five metres") are no side's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.folder.proposals.orders import Order
from goodoffices.folder.proposals.phrases import UNITS, Phrase, plain
from goodoffices.folder.proposals.voices import BidKind, PageVoices
from goodoffices.read.clause.roles import Scene
from goodoffices.read.words import lists, table

_WORDS = lists("bargaining.yaml", "sums")
_BEING = _WORDS["being"]
_GOING = _WORDS["going"]
_CHANGING = _WORDS["changing"]
_PUT = _WORDS["put"]
_NOUNS: dict[str, BidKind] = {
    **dict.fromkeys(table("bargaining.yaml")["nominal"]["stances"]["want"]["nouns"], "want"),
    **dict.fromkeys(table("bargaining.yaml")["nominal"]["stances"]["offer"]["nouns"], "offer"),
    "bid": "offer",
}
_TIMES = frozenset({"DATE", "TIME", "ORDINAL"})
_ENDS = frozenset({";", ":", "(", "“", "”"})
_FAR = 16
"""How many words behind a verb or noun its amount may stand."""


def sums(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield the amount that a clause says its side is at, or moves to."""
    scene, lemma = page.scene, page.scene.token(verb).lemma
    if page.negative(verb) or page.modal(verb) in {"perhaps", "must"} or scene.passive(verb):
        return
    if lemma in _CHANGING and (things := scene.kids(verb, "dobj")):
        yield from _changed(page, verb, things[0])
        return
    link = "at" if lemma in _BEING else "to" if lemma in _GOING else None
    side = page.holder(verb) if link else None
    if link is None or side is None or scene.kids(verb, "dobj"):
        return
    told = _amount(scene, verb, link)
    if told and any(_measured(scene, i) for i in told):
        about = [n for at in (verb, told[-1]) for n in scene.phrases(at, "for", "on")]
        about = [n for n in about if n > told[-1] and scene.token(n).ent not in _TIMES]
        kind: BidKind = "want" if lemma in _BEING else "offer"
        yield Order(side=side, kind=kind, at=verb, phrase=_joined(scene, told, about))


def _changed(page: PageVoices, verb: int, thing: int) -> Iterator[Order]:
    """Yield the amount that a side's offer, or what it proposed, is changed to."""
    scene = page.scene
    lemma, put = scene.token(thing).lemma, bool(scene.forms(thing, "amod") & _PUT)
    kind = _NOUNS.get(lemma) or ("offer" if put else None)
    side = page.holder(verb)
    if kind is None or side is None:
        return
    about = scene.phrases(thing, "for", "on") if lemma in _NOUNS else [thing]
    if told := _amount(scene, thing, "to"):
        yield Order(side=side, kind=kind, at=verb, phrase=_joined(scene, told, about))


def _amount(scene: Scene, after: int, link: str) -> list[int]:
    """Return the tokens of the first amount behind a word: "to $40 million", in its clause."""
    last = min(scene.parse.sentence_of(after).last, after + _FAR)
    for at in range(after + 1, last):
        if scene.token(at).text in _ENDS or scene.verb(at):
            return []
        if scene.token(at).lower != link:
            continue
        told = []
        for i in range(at + 1, last):
            if not (scene.token(i).tag in {"CD", "$"} or _measured(scene, i)):
                break
            told.append(i)
        dated = any(scene.token(i).ent in _TIMES for i in told)
        if any(scene.token(i).tag == "CD" for i in told) and not dated:
            return told
    return []


def _measured(scene: Scene, i: int) -> bool:
    """Tell whether a word says in what an amount is told."""
    token = scene.token(i)
    return token.tag == "$" or token.text == "%" or token.lemma in UNITS


def _joined(scene: Scene, amount: list[int], about: list[int]) -> Phrase:
    """Return an amount and what it is of, as one phrase."""
    told = plain(scene, amount)
    if not about:
        return told
    thing = plain(scene, [i for i in scene.parse.subtree(about[0]) if i <= about[0]])
    left_out = _PUT | {"its", "their", "our"}
    kept = " ".join(w for w in thing.text.split() if w.casefold() not in left_out)
    return replace(told.about(thing, f"{told.text} for {kept}"), head=thing.head, at=None)
