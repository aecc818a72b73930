"""What a page says of how things stand, or might be settled, whoever says it and of whom.

"The bridge would open twice a day", "the quay has stayed closed since", "that each be heard by an
arbiter", "three dollars fifty, and not a cent more": none is an act or a stance of anybody that the
grammar names, and each is a way in which a matter may be settled. Questions, guesses and what a
story only tells are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.agenda import agenda
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.phrases import Phrase, clause, noun_phrase, of_kind
from goodoffices.folder.proposals.points import points
from goodoffices.read.words import table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_WORDS = table("bargaining.yaml")
_SHOULD = words("modals of plans") | {"might", "can"}
_SHOULD_SHORT = words("short modals")
_STANDING = frozenset(_WORDS["staying"]) | {"be"}
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl"})
_TELLING = frozenset(_WORDS["no_levels"]) | frozenset(_WORDS["narrators"]["thinking"])
_GUESSED = re.compile(rf"\b(?:{'|'.join(_WORDS['narrators']['supposing'])})\b", re.IGNORECASE)
_TALKS = frozenset(_WORDS["talked_over"]["nouns"])
_OVER = tuple(_WORDS["talked_over"]["before"])
_TIMES = frozenset({"DATE", "TIME", "ORDINAL"})
"""Labels of numbers that count nothing: "5 March", "the third"."""


def remarks(page: PageClauses) -> Iterator[Bid]:
    """Yield the clauses of a page that say how something stands or might be."""
    scene = page.scene
    for at, phrase in points(page):
        yield from (replace(one, point=True) for one in page.made(at, "", "say", phrase))
    for at, phrase in agenda(page):
        yield from (replace(one, point=True) for one in page.made(at, "", "matter", phrase))
    for sentence in scene.parse.sentences:
        words = range(sentence.first, sentence.last)
        verbs = [i for i in words if scene.verb(i) and scene.token(i).dep in _CLAUSES]
        for verb in verbs:
            if _says(page, verb) and not _unsure(page, verb):
                yield from made(page, verb, clause(scene, verb))
        for noun in words:
            if _amount(page, noun):
                yield from made(page, noun, noun_phrase(scene, noun))
            for phrase in _talked_over(page, noun):
                yield from page.made(noun, "", "matter", phrase)


def made(page: PageClauses, at: int, phrase: Phrase) -> Iterator[Bid]:
    """Yield a clause as what is only said, by whoever says it."""
    said = page.voice(at)
    if phrase.terms:
        side = page.speaker(at) or (said.speaker if said else None) or ""
        yield from page.made(at, side, "say", phrase)


def _unsure(page: PageClauses, verb: int) -> bool:
    """Tell whether a clause is asked, guessed or denied to be so, or is a columnist's."""
    if page.supposed(verb):
        return True
    if page.voice(verb) is not None:
        return False
    if page.negative(verb):
        return True
    sentence = page.scene.parse.sentence_of(verb)
    words = page.scene.parse.phrase(sentence.first, sentence.last)
    return page.page.narrator.opinion or _GUESSED.search(words) is not None


def _says(page: PageClauses, verb: int) -> bool:
    """Tell whether a clause says what is, would or should be."""
    scene, token = page.scene, page.scene.token(verb)
    if token.lemma in _TELLING or not scene.has_subject(verb):
        return False
    helped = [scene.token(c) for c in scene.kids(verb, "aux", "auxpass")]
    if any(t.lower in _SHOULD | _SHOULD_SHORT for t in helped):
        return True
    bare = token.tag == "VB" or (helped and helped[0].lower == "be")  # "that each be heard"
    if bare and not any(t.lower in {"to", "do", "did", "does", "let"} for t in helped):
        return True
    past = token.tag == "VBD" or any(t.lower in {"had", "was", "were", "did"} for t in helped)
    if past:
        return False
    return _counts(scene, verb) or token.lemma in _STANDING or scene.passive(verb)


def _amount(page: PageClauses, noun: int) -> bool:
    """Tell whether a noun is all that a side says, and is counted: "three dollars fifty"."""
    scene, token = page.scene, page.scene.token(noun)
    said = page.voice(noun) if token.pos in {"NOUN", "NUM", "PROPN"} else None
    if said is None or page.page.narrator.asks(noun):
        return False
    lone = token.dep == "ROOT" or page.voice(token.head) is not said
    return lone and _counts(scene, noun)


def _counts(scene: Scene, at: int) -> bool:
    """Tell whether a token or what hangs on it is a number that counts something."""
    below = map(scene.token, scene.parse.subtree(at))
    return any(token.tag == "CD" and token.ent not in _TIMES for token in below)


def _talked_over(page: PageClauses, noun: int) -> list[Phrase]:
    """Return what talks, a dispute, an agreement are on: "talks on the dam", "nuclear talks"."""
    scene = page.scene
    if scene.token(noun).lemma not in _TALKS:
        return []
    over = [i for i in scene.phrases(noun, *_OVER) if scene.token(i).pos == "NOUN"]
    told = [noun_phrase(scene, one) for one in over]
    kind = of_kind(scene, noun)
    own = noun_phrase(scene, noun)
    return told or ([replace(own, matters=frozenset({kind}))] if kind else [])
