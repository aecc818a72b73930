"""What a side wants, refuses, offers, threatens or does in a noun: "its demand for", "a blockade".

A noun of stance makes of its complement what the verb would; a noun of an act is one by itself,
whoever owns it does it. A stance that its holder gives up ("dropped its demand") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.phrases import (
    Phrase,
    clause,
    lasting,
    noun_phrase,
    plain,
    predicate,
    promised,
    verb_phrase,
)
from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_NOUNS = table("bargaining.yaml")["nominal"]
_STANCES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    kind: (frozenset(given["nouns"]), frozenset(given["before"]))
    for kind, given in _NOUNS["stances"].items()
}
"""For each kind: its nouns, and the prepositions before what they are about."""
DEEDS = frozenset(_NOUNS["deeds"])
"""Nouns of acts that somebody could take or leave."""
ASKED = frozenset(_NOUNS["asked"]) | DEEDS
"""Nouns of acts that one side may ask of another."""
_PREPARED = frozenset(_NOUNS["prepared"])
_LIGHT = frozenset(_NOUNS["light"])
_GIVEN_UP = frozenset(_NOUNS["given_up"])
_HOLDING = frozenset(_NOUNS["holding"])
_INWARD = frozenset(_NOUNS["inward"])
_SAYING_SO = frozenset(_NOUNS["saying_so"])
_IN = frozenset({"in"})
_EFFECTS = frozenset(table("bargaining.yaml")["effects"])
_FORETELLING = frozenset(_NOUNS["foretelling"])
OCCASIONS = frozenset({"time", "moment", "sake", "example", "instance", "now"})
"""What something is only for once, or as: "for the first time"."""
_POSSESSIVE = re.compile(r"['’]s?$")
_BESIDE = ("poss", "compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun of stance or act: its kind, its words, and the nouns of whoever may hold it.

    ``act`` is what somebody named is to do: "Peru's call for Chile to withdraw".
    """

    noun: int
    kind: str
    phrase: Phrase
    holders: tuple[int, ...]
    act: int | None = None


def nominals(scene: Scene) -> Iterator[Nominal]:
    """Yield the nouns of stances and acts of a page, in the order of the text."""
    for token in scene.parse.tokens:
        if token.pos not in {"NOUN", "PROPN"}:
            continue
        if kind := _stance(scene, token.i):
            yield from _held(scene, token.i, kind)
        elif token.lemma in DEEDS and token.dep != "compound":
            yield from _acts(scene, token.i)


def _stance(scene: Scene, noun: int) -> str | None:
    lemma = scene.token(noun).lemma
    if lemma == "line" and "red" in scene.forms(noun, "amod"):
        return "want"
    if lemma in _INWARD:  # a share in a mine is no wish
        return "want" if scene.token(scene.token(noun).head).lemma in _SAYING_SO else None
    return next((kind for kind, (nouns, _p) in _STANCES.items() if lemma in nouns), None)


def _owners(scene: Scene, noun: int) -> tuple[int, ...]:
    """Return the nouns that may own a noun: "its", "Peru's", "Peruvian", "by Peru"."""
    head = scene.token(noun).head
    doing = scene.token(noun).dep in {"dobj", "pobj"} and scene.token(head).lemma in _LIGHT
    light = scene.subject(head) if doing and scene.verb(head) else ()
    return (*scene.kids(noun, *_BESIDE), *scene.phrases(noun, "by", "from"), *light)


def _held(scene: Scene, noun: int, kind: str) -> Iterator[Nominal]:
    """Yield what a noun of stance makes of its complement, or of what it is said to be."""
    owners = _owners(scene, noun) or (scene.phrases(noun, "of") if kind == "want" else ())
    head = scene.token(scene.token(noun).head)
    dropped = scene.token(noun).dep in {"dobj", "nsubjpass"} and head.lemma in _GIVEN_UP
    if not owners or dropped or scene.forms(noun, "det") & {"no"}:
        return
    before = _IN if scene.token(noun).lemma in _INWARD else _STANCES[kind][1]
    owners = tuple(owners)
    for told in _complements(scene, noun, before):
        yield Nominal(noun, kind, told, owners)
    for act in _acts_for(scene, noun) if "for" in before else ():
        yield Nominal(noun, kind, clause(scene, act), owners, act)
    if kind == "want" and scene.token(noun).dep == "nsubj" and head.lemma == "be":
        said = [
            *(predicate(scene, head.i) for _one in scene.kids(head.i, "attr")[:1]),
            *(verb_phrase(scene, one) for one in scene.kids(head.i, "xcomp", "acl")),
            *(clause(scene, one) for one in scene.kids(head.i, "ccomp")),
        ]
        for told in said[:1]:
            yield Nominal(noun, kind, told, owners)
    if scene.token(noun).dep == "nsubj" and not scene.kids(head.i, "neg"):
        yield from (Nominal(noun, kind, told, owners) for told in _holds(scene, head.i, kind))
    made = scene.kids(head.i, "dobj") if scene.token(noun).dep in {"dobj", "oprd"} else []
    if kind == "want" and head.lemma in {"make", "call", "set"} and len(made) > 1:
        yield Nominal(noun, kind, noun_phrase(scene, made[0]), owners)


def _holds(scene: Scene, verb: int, kind: str) -> Iterator[Phrase]:
    """Yield what a noun of stance is said to hold, or an offer to do.

    "Its offer includes a raise of two per cent", "amounts to a cut", "would open a ward".
    """
    lemma = scene.token(verb).lemma
    for act in scene.kids(verb, "xcomp", "advcl"):  # "their demands grew to include a charter"
        if scene.token(act).lemma in _HOLDING:
            yield from _holds(scene, act, kind)
    to = scene.phrases(verb, "to") if lemma == "amount" else []
    nouns = [*scene.kids(verb, "dobj"), *to]
    if lemma in _HOLDING or to:
        yield from (lasting(scene, verb, one, wanted=True) for one in nouns[:1])
    foretold = kind == "offer" and nouns and lemma not in _HOLDING | _EFFECTS
    if foretold and scene.forms(verb, "aux") & _FORETELLING:
        yield verb_phrase(scene, verb)


def _complements(scene: Scene, noun: int, before: frozenset[str]) -> Iterator[Phrase]:
    """Yield what a noun of stance is about: behind a preposition, with "to", with "that"."""
    beside = scene.kids(scene.token(noun).head, "prep") if before is _IN else []
    for p in (*scene.kids(noun, "prep"), *(p for p in beside if p == noun + 1)):
        if scene.token(p).lower in before:
            nouns = [n for n in scene.kids(p, "pobj") if scene.token(n).lemma not in OCCASIONS]
            done = _done_to(scene, noun)
            if nouns and done:  # "its call for the crew to be sent home"
                first = min(scene.parse.subtree(nouns[0]))
                yield plain(scene, [i for i in sorted(scene.parse.subtree(done)) if i >= first])
                continue
            yield from (lasting(scene, noun, one, wanted=True) for one in nouns)
            yield from (verb_phrase(scene, one) for one in scene.kids(p, "pcomp"))
    for act in (*scene.kids(noun, "acl", "xcomp", "relcl"), *_next(scene, noun)):
        if scene.infinitive(act) and "for" not in scene.forms(act, "mark"):
            yield promised(scene, act)
        elif "that" in scene.forms(act, "mark"):
            yield clause(scene, act)


def _acts_for(scene: Scene, noun: int) -> list[int]:
    """Return what a noun wants somebody to do: "its call for the ministry to pay"."""
    acts = [a for a in scene.kids(noun, "advcl", "acl", "ccomp") if scene.infinitive(a)]
    return [a for a in acts if "for" in scene.forms(a, "mark") and scene.has_subject(a)]


def _done_to(scene: Scene, noun: int) -> int | None:
    """Return what is to happen to what a noun is for, where it was read as the noun's own act."""
    act = scene.token(noun).head
    own = scene.token(noun).dep in {"nsubj", "nsubjpass"} and act > noun
    return act if own and scene.infinitive(act) else None


def _next(scene: Scene, noun: int) -> Iterator[int]:
    """Yield what stands right behind a noun and hangs elsewhere: "firm in its call to close"."""
    if noun + 1 < scene.parse.sentence_of(noun).last and scene.token(noun).dep == "pobj":
        to = scene.token(noun + 1)
        if to.lower == "to" and to.dep == "aux" and scene.token(to.head).head < noun:
            yield to.head


def _acts(scene: Scene, noun: int) -> Iterator[Nominal]:
    """Yield an act that a noun names: its owner's, or of whoever announces it."""
    phrase = noun_phrase(scene, noun)
    owners = [n for n in scene.kids(noun, "poss", "amod", "compound") if n < noun]
    owned = tuple(n for n in owners if scene.ids(n) or scene.token(n).dep == "poss")
    owned += tuple(scene.phrases(noun, "by"))
    head = scene.token(scene.token(noun).head)
    if owned:
        gone = {scene.token(i).lower for o in owned for i in scene.parse.subtree(o)}
        gone |= {"by"} if scene.phrases(noun, "by") else set()
        words = [w for w in phrase.text.split(" ") if _POSSESSIVE.sub("", w.casefold()) not in gone]
        text = " ".join(words).strip(" '’")
        yield Nominal(noun, "plan", replace(phrase, text=text or phrase.text), owned)
    elif (
        scene.token(noun).dep == "dobj"
        and head.lemma in _PREPARED
        and scene.verb(head.i)
        and not scene.kids(head.i, "neg")
    ):
        yield Nominal(noun, "plan", phrase, scene.subject(head.i))
