"""Verbs of saying beside a quotation or a clause, which the parser mistakes.

In "“…,” Ada Roe, its chair, retorted" the verb is a participle of the name for the parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from goodoffices.read.clause.mends.known import (
    CLOSING,
    OPENING,
)
from goodoffices.read.clause.tokens import Token, left
from goodoffices.read.words import words


def said_behind(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give a verb of saying whom it is told of: "“…,” Ada Roe, its chair, retorted by letter".

    The parser takes it for a participle of the name, and the name for part of what is said.
    """
    first = tokens[0].i
    root = next((t for t in tokens if t.head == t.i), None)
    for verb in tokens:
        name = tokens[verb.head - first]
        told = verb.dep == "acl" and verb.tag in {"VBN", "VBD"}
        if root is None or not told or verb.lemma not in words("cue clause"):
            continue
        if left(tokens, verb.i - first).text != "," or not _behind_quotation(tokens, name):
            continue
        again = list(tokens)
        for n, token in enumerate(tokens):
            of_name = token.head == name.i and token.dep in {"ccomp", "punct"}
            if token.i == root.i or (of_name and token.i < name.i):
                dep = "punct" if token.dep == "punct" else "ccomp"
                again[n] = replace(token, dep=dep, head=verb.i)
        again[name.i - first] = replace(name, dep="nsubj", head=verb.i)
        again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i, tag="VBD")
        return again
    return tokens


def _behind_quotation(tokens: Sequence[Token], name: Token) -> bool:
    """Tell whether a name stands right behind a quotation."""
    inside = [t.i for t in tokens if t.head == name.i and t.dep in {"compound", "amod", "det"}]
    before = min([name.i, *inside]) - 1 - tokens[0].i
    return before > 0 and tokens[before].text in CLOSING


def shot_back(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read a retort as one: "“…,” the mayor shot back" shoots at nobody.

    What is said within a quotation ("“They came back,” …") retorts nothing.
    """
    if not any(t.text in CLOSING | OPENING for t in tokens):
        return tokens
    again, first, within = list(tokens), tokens[0].i, False
    for verb, particle in reversed(list(pairwise(tokens))):
        if (mark := particle.text) in CLOSING | OPENING:
            within = not within if mark in CLOSING & OPENING else mark in CLOSING
        if not within and f"{verb.lemma} {particle.lower}" in words("sayings with particle"):
            again[verb.i - first] = replace(verb, lemma="retort")
    return again
