"""Verbs of saying beside a quotation or a clause, which the parser hangs from what is said.

“The port,” said Ida Brann, “is shut”: the name hangs from the words that follow for the parser, and
in "…,” added Ida Brann" the verb is a participle of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from goodoffices.read.clause.mends.known import (
    CLOSING,
    FINITE,
    OPENING,
    top_of,
)
from goodoffices.read.clause.tokens import Token, left
from goodoffices.read.words import words


def added(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give a sentence its verb back: "Peru accused Chile of theft, [a charge Chile rejected]".

    The parser takes the verb of what is added for the main one, and all before it for what is said.
    """
    first = tokens[0].i
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.tag not in FINITE | {"VBN"} or root.lemma in words("cue clause"):
        return tokens  # "…, a spokesman Ann Reed said"
    below = [t for t in tokens if t.head == root.i and t.i < root.i]
    subjects = [t for t in below if t.dep == "nsubj"]
    told = next((t for t in below if t.dep == "ccomp"), None)
    if told is None or not subjects or not told.i < subjects[0].i:
        return tokens
    noun = subjects[0]
    beside = [t for t in tokens if t.head == noun.i and t.dep == "appos" and t.i < root.i]
    if len(subjects) != 2 and [t.i for t in beside] != [root.i - 1]:
        return tokens
    start = min((t.i for t in tokens if t.head == noun.i), default=noun.i)
    opens = tokens[start - first].lower in {"a", "an"} and left(tokens, start - first).text == ","
    if not opens or noun.pos != "NOUN":
        return tokens
    again = list(tokens)
    for n, token in enumerate(tokens):
        if token.head == root.i and (token.i < start or token.dep == "punct"):
            again[n] = replace(token, head=told.i)
    again[told.i - first] = replace(told, dep="ROOT", head=told.i)
    again[noun.i - first] = replace(noun, dep="npadvmod", head=told.i)
    again[root.i - first] = replace(root, dep="relcl", head=noun.i)
    for other in beside:
        again[other.i - first] = replace(other, dep="nsubj", head=root.i)
    return again


def said_between(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give a verb of saying who says it: “The port,” said Ida Brann, “is shut”.

    The parser hangs the name from the words that follow, as if these were not quoted.
    """
    first = tokens[0].i
    for n in range(2, len(tokens) - 2):
        said = tokens[n]
        if said.tag not in FINITE or tokens[n - 1].text not in CLOSING:
            continue
        if said.lemma not in words("cue clause") or any(
            t.head == said.i and t.dep == "nsubj" for t in tokens
        ):
            continue
        for noun in tokens[n + 1 : n + 6]:
            between = tokens[noun.i - first : max(noun.head - first, noun.i - first)]
            opens = any(t.text in OPENING for t in between)
            if noun.dep in {"nsubj", "nsubjpass"} and opens:
                again = list(tokens)
                again[noun.i - first] = replace(noun, dep="nsubj", head=said.i)
                return again
    return tokens


def past(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take a verb of saying behind a quotation for a past, no infinitive: "…,” read the draft"."""
    for n, token in enumerate(tokens):
        bare = token.tag == "VB" and token.head == token.i and n > 1
        if bare and tokens[n - 1].text in CLOSING and token.lemma in words("cue clause"):
            return [*tokens[:n], replace(token, tag="VBD"), *tokens[n + 1 :]]
    return tokens


def saying(tokens: list[Token]) -> Sequence[Token] | None:
    """Hang a sentence from the verb of saying that the parser took for a participle."""
    said = next((n for n in range(2, len(tokens) - 1) if _speaks_after(tokens, n)), None)
    return None if said is None else _hung_from_saying(tokens, said)


def _hung_from_saying(tokens: list[Token], n: int) -> list[Token]:
    """Hang a sentence from its verb of saying: what stands before it is said, what follows says."""
    verb, top = tokens[n], top_of(tokens, n)
    root = next((t for t in tokens if t.head == t.i), verb)
    for m, token in enumerate(tokens):
        if m in {n, top} or token.head not in {root.i, tokens[top].i, verb.i} or token.i == root.i:
            continue
        own = token.head == tokens[top].i and m > n
        if (m < n and (token.head != root.i or root.i == tokens[top].i)) or (m > n and not own):
            tokens[m] = replace(token, head=verb.i)
    if root.i != tokens[top].i:
        tokens[root.i - tokens[0].i] = replace(root, dep="ccomp", head=verb.i)
    tokens[top] = replace(tokens[top], dep="nsubj", head=verb.i)
    tokens[n] = replace(verb, pos="VERB", tag="VBD", dep="ROOT", head=verb.i)
    return tokens


def _speaks_after(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether what is taken for a participle is a verb of saying: "…,” added Ida Brann"."""
    token, before = tokens[n], left(tokens, n)
    if token.tag not in {"VBN", "VBD"} or token.dep not in {"amod", "compound", "nmod"}:
        return False
    if token.lemma not in words("cue clause") or token.head <= token.i:
        return False
    closed = before.text in CLOSING and left(tokens, n, 2).text in {",", "?", "!"}
    clause = before.text == "," and any(t.tag in FINITE for t in tokens[: n - 1])
    noun = tokens[top_of(tokens, n)]
    return (closed or clause) and noun.pos in {"PROPN", "NOUN"}


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
