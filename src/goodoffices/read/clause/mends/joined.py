"""Two who are joined, of whom the parser lost one to its neighbour: "talks between A and B"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.read.words import words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_GIVEN = frozenset({"dobj", "nsubjpass"})


def paired(tokens: list[Token]) -> list[Token]:
    """Return the tokens, B of "pact between A, B sealed" joined to A, not the one who seals."""
    for n in range(3, len(tokens) - 1):
        token, before = tokens[n], tokens[n - 2]
        subject = token.dep == "nsubj" and token.head == token.i + 1
        if not subject or tokens[n - 1].text != "," or before.dep != "pobj":
            continue
        link = tokens[before.head - tokens[0].i]
        if link.lower not in {"between", "among"}:
            continue
        verb = tokens[n + 1]
        tokens[n] = replace(token, dep="conj", head=before.i)
        noun = link.head - tokens[0].i
        tokens[noun] = replace(tokens[noun], dep="nsubjpass", head=verb.i)
        tokens[n + 1] = replace(verb, tag="VBN")
        return tokens
    return tokens


def two_between(tokens: list[Token]) -> list[Token]:
    """Part A and B of "talks between the junta and civilian leaders".

    The parser takes A for a part of B's name.
    """
    first = tokens[0].i
    for link in (t for t in tokens if t.lower in {"between", "among"}):
        other = next((t for t in tokens if t.head == link.i and t.dep == "pobj"), None)
        part = next((t for t in tokens if other and _half(tokens, t, other)), None)
        if other is None or part is None:
            continue
        for n in range(link.i + 1 - first, other.i - first):
            if (tokens[n].head == other.i and n < part.i - first) or tokens[n].dep == "cc":
                tokens[n] = replace(tokens[n], head=part.i)
            elif tokens[n].dep == "conj" and tokens[n].i > part.i:
                tokens[n] = replace(tokens[n], dep="amod", head=other.i)
        tokens[part.i - first] = replace(part, dep="pobj", pos="NOUN", tag="NN", head=link.i)
        tokens[other.i - first] = replace(other, dep="conj", head=part.i)
        return tokens
    return tokens


def _half(tokens: list[Token], part: Token, whole: Token) -> bool:
    """Tell whether one before a noun is the first of two: "the [junta] and civilian leaders"."""
    hung = part.head == whole.i and part.i < whole.i and part.dep in {"nmod", "amod", "compound"}
    body = {part.lemma, part.lower} & words("party bodies", "party people")
    after = tokens[min(part.i + 1 - tokens[0].i, len(tokens) - 1)]
    return bool(body) and hung and after.lower == "and" and whole.tag in {"NNS", "NNPS"}


def after_agent(tokens: list[Token]) -> list[Token]:
    """Give a verb its subject back: "under a deal brokered by Kenya, Peru and Chile swapped men".

    The parser joins the subject to the agent before it; a main verb without a subject tells so.
    """
    first = tokens[0].i
    root = next((n for n, t in enumerate(tokens) if t.head == t.i), 0)
    subjects = {"nsubj", "nsubjpass", "csubj", "expl"}
    own = any(t.head == tokens[root].i and t.dep in subjects for t in tokens)
    if own or tokens[root].pos not in {"VERB", "AUX"}:
        return tokens
    for n in range(2, root - 1):
        token, agent = tokens[n], tokens[tokens[n].head - first]
        hung = agent.dep in {"agent", "prep"}  # "thanks to Kenya, Peru and Chile swapped men"
        if token.dep != "pobj" or not hung or tokens[n + 1].text != ",":
            continue
        row = [m for m in range(n + 2, root) if tokens[m].head == token.i]
        joined = [m for m in row if tokens[m].dep == "conj"]
        if not joined:
            return tokens
        top = joined[0]
        for m in (m for m in row if m > top):
            tokens[m] = replace(tokens[m], head=tokens[top].i)
        passive = any(t.dep == "auxpass" and t.head == tokens[root].i for t in tokens)
        dep = "nsubjpass" if passive else "nsubj"
        tokens[top] = replace(tokens[top], dep=dep, head=tokens[root].i)
        return tokens
    return tokens


def side_by_side(tokens: list[Token]) -> list[Token]:
    """Set two clauses beside each other that a semicolon parts: "Chad has not replied; Mali has".

    The parser takes the first for what the second says.
    """
    again, first = list(tokens), tokens[0].i
    marks = [t.i for t in tokens if t.text == ";"]
    for n, token in enumerate(tokens):
        apart = token.dep == "ccomp" and any(token.i < mark < token.head for mark in marks)
        if apart and tokens[token.head - first].lemma not in words("cue clause"):
            again[n] = replace(token, dep="parataxis")
    return again


def handed_on(tokens: list[Token]) -> list[Token]:
    """Hang whom a word is given to from that word: "extended an offer of talks to India".

    The parser hangs it from the last noun before it.
    """
    first = tokens[0].i
    for n, token in enumerate(tokens[:-1]):
        if token.lower != "to" or token.dep != "prep" or tokens[n - 1].i != token.head:
            continue
        inner = tokens[token.head - first]
        link = tokens[inner.head - first]
        thing = tokens[link.head - first]
        verb = tokens[thing.head - first]
        own = inner.dep == "pobj" and link.lower in {"of", "for"} and thing.dep in _GIVEN
        named = any(t.head == token.i and t.dep == "pobj" and t.pos == "PROPN" for t in tokens)
        if own and named and verb.lemma in words("issuing", "giving words") | {"extend", "direct"}:
            tokens[n] = replace(token, head=thing.i)
    return tokens


def stood(tokens: list[Token]) -> list[Token] | None:
    """Hang a sentence from what two did between others: "Chad, together with Mali, mediated …".

    The parser takes the verb for a participle of one of them.
    """
    first = tokens[0].i
    root = next((t for t in tokens if t.head == t.i), tokens[0])
    for n, token in enumerate(tokens[:-1]):
        between = tokens[n + 1].lower in {"between", "among"} and token.tag in {"VBN", "VBD"}
        if not between or token.lemma not in words("standing between") or token.dep != "acl":
            continue
        before = tokens[max(root.i - first, 0) : n]
        if not any(t.lower in words("beside others") for t in before) or before[-1].text != ",":
            return None
        for m, other in enumerate(tokens):
            if m > n and other.head == root.i:
                tokens[m] = replace(other, head=token.i)
        tokens[root.i - first] = replace(root, dep="nsubj", head=token.i)
        tokens[n] = replace(token, tag="VBD", pos="VERB", dep="ROOT", head=token.i)
        return tokens
    return None
