"""Which verbs the small parser takes for nouns, in which forms_in, and what mends share besides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from goodoffices.read.words import act_verbs, words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLOSING = frozenset({"”", '"', "’", "'", "»", "''", "’’"})
OPENING = frozenset({"“", '"', "‘", "«", "``"})
NAMES = frozenset({"NNP", "NNPS", "NN"})
THINGS = frozenset({"NOUN", "PROPN"})


@cache
def forms_in(ending: str) -> dict[str, str]:
    """Return the forms of the listed verbs with an ending, and their lemmas."""
    forms: dict[str, str] = {}
    for lemma in known_verbs() if ending == "s" else words("verbs like nouns"):
        stem = lemma[:-1] if lemma.endswith("e") and ending == "ing" else lemma
        if ending == "s" and lemma.endswith("y") and lemma[-2:-1] not in set("aeiou"):
            stem = f"{lemma[:-1]}ie"  # "lobbies"
        sibilant = ending == "s" and lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
        forms[f"{stem}{'e' if sibilant else ''}{ending}"] = lemma
    return forms


@cache
def known_verbs() -> frozenset[str]:
    """Return the verbs that the small parser takes for nouns, listed or of the lexicon."""
    return words("verbs like nouns") | act_verbs().keys()


def takes(verb: str, after: Token) -> bool:
    """Tell whether a verb of the lexicon goes on with a particle ("Chad brushes aside …")."""
    return any(rest.partition(" ")[0] == after.lower for rest in act_verbs().get(verb, ()))


def top_of(tokens: Sequence[Token], n: int) -> int:
    """Return the place of the head of the phrase that a word stands in, to its right."""
    first, at = tokens[0].i, tokens[n].head - tokens[0].i
    while tokens[at].dep in {"compound", "nmod", "amod"} and tokens[at].head - first > at:
        at = tokens[at].head - first
    return at
