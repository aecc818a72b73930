"""What somebody's plan says, told without him: "the envoy put forward a paper. The crew would …".

A sentence in which a noun of a plan is put forward opens it; the sentences after it that say what
would or should be, and that nobody else is said to say, are the plan's.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.folder.proposals.orders import Order
from goodoffices.folder.proposals.phrases import clause
from goodoffices.folder.proposals.voices import PageVoices
from goodoffices.read.words import table

_PLANS = table("bargaining.yaml")["plans"]
_NOUNS = frozenset(_PLANS["nouns"])
_VERBS = frozenset(_PLANS["verbs"])
_REACH = 8
"""Over how many sentences a plan may be told."""
_SHOULD = frozenset({"would", "should", "shall", "must", "could", "may", "will"})


def plans(page: PageVoices) -> Iterator[Order]:
    """Yield what the plans of a page say, by whoever put them forward."""
    scene, author, left = page.scene, None, 0
    for sentence in scene.parse.sentences:
        words = range(sentence.first, sentence.last)
        found = next((side for i in words if (side := _author(page, i))), None)
        if found:
            author, left = found, _REACH
            continue
        if author is None or not left:
            continue
        left -= 1
        told = [i for i in words if _says(page, i)]
        if not told and any(scene.token(i).pos == "VERB" for i in words):
            left = min(left, 1)
        for verb in told:
            yield Order(side=author, kind="say", at=verb, phrase=clause(scene, verb))
            left = _REACH


def _author(page: PageVoices, word: int) -> str | None:
    """Return who puts a plan forward, where a word is its noun."""
    scene, token = page.scene, page.scene.token(word)
    if token.pos != "NOUN" or token.lemma not in _NOUNS or page.speaker(word):
        return None
    for _child, head in scene.above(word):
        if scene.verb(head) and scene.token(head).lemma in _VERBS:
            return page.holder(head)
    owners = (page.whose(n) for n in (*scene.kids(word, "poss"), *scene.phrases(word, "by", "of")))
    return next((one for one in owners if one), None)


def _says(page: PageVoices, verb: int) -> bool:
    """Tell whether a verb says what would or should be, by the plan's leave."""
    scene, token = page.scene, page.scene.token(verb)
    if not scene.verb(verb) or token.dep not in {"ROOT", "ccomp", "conj", "parataxis"}:
        return False
    if page.speaker(verb) or page.negative(verb) or page.holder(verb) or verb in scene.quoted:
        return False
    helped = [scene.token(c) for c in scene.kids(verb, "aux", "auxpass")]
    bare = bool(helped) and helped[0].lower == "be"  # "that each be heard"
    return scene.has_subject(verb) and (bare or any(t.lower in _SHOULD for t in helped))
