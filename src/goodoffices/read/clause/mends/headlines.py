"""Headlines, in which the parser finds no finite verb: "Norway brokers Peru-Chile truce".

Where a word of a short list stands so, the sentence is hung anew: the verb becomes the root, with
its subject and its object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.read.clause.mends.joined import rowed
from goodoffices.read.clause.mends.known import (
    NAMES,
    forms_in,
    known_verbs,
    takes,
)
from goodoffices.read.clause.mends.verbs import particled
from goodoffices.read.words import act_verbs, words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_ARTICLES = frozenset({"a", "an", "the"})
_BESIDE = frozenset({"as", "after", "while", "when", "before", "amid"})
_JOINING = frozenset({",", ";", "but", "and"})
_WITHIN = frozenset({",", "and", "'s", "’s"})
"""What a row of names holds besides them."""
_CREDIT = 7
"""So many tokens at most tell behind a headline's dash who told it."""


def credited(tokens: Sequence[Token]) -> Sequence[Token]:
    """Cut off who told a headline: "Chad to host talks between Peru and Chile - state media"."""
    spaced = (n for n in range(1, len(tokens) - 1) if _alone(tokens, n))
    dash = max(spaced, default=None)
    if dash is None or len(tokens) - dash > _CREDIT or dash < _CREDIT // 2:
        return tokens
    if any(t.pos in {"VERB", "AUX"} for t in tokens[dash:]):
        return tokens
    again, first = list(tokens), tokens[0].i
    root = next((t for t in tokens if t.head == t.i), tokens[0])
    if root.i - first >= dash:
        return tokens
    lent: set[int] = set()
    for n, token in enumerate(tokens):
        head = tokens[token.head - first]
        if n < dash <= head.i - first:  # "US" of "Iran and US - state media"
            top = head
            while tokens[top.head - first].i - first >= dash:
                top = tokens[top.head - first]
            if top.i in lent:
                continue
            lent.add(top.i)
            again[n] = replace(token, dep=top.dep, head=top.head)
        elif n > dash > head.i - first:
            again[n] = replace(token, dep="dep", head=root.i)
    return again


def of_clauses(tokens: list[Token]) -> list[Token] | None:
    """Hang each clause of a headline from its own verb: "Chad seizes ship as Libya warns"."""
    named = tokens[0].pos == "PROPN" or tokens[0].tag in {"NNS", "NNPS"}
    if not named or tokens[-1].text in {".", "?"} or any(t.lower in _ARTICLES for t in tokens):
        return None
    verb = _verb(tokens, 0)
    opened = [] if verb is None else [(0, 0, verb)]
    for n in range((verb or len(tokens)) + 1, len(tokens) - 1):
        joining, twice = tokens[n].lower in _JOINING, tokens[n + 1].lower in _JOINING | _BESIDE
        if n > opened[-1][2] and not twice and (joining or tokens[n].lower in _BESIDE):
            verb = _verb(tokens, n + 1, alone=joining)
            opened += [] if verb is None else [(n, n + 1, verb)]
    if len(opened) < 2:
        return None
    ends = [n for n, _start, _verb_at in opened[1:]] + [len(tokens)]
    clauses = [
        (link, verb, _clause(tokens[start:end], verb - start))
        for (link, start, verb), end in zip(opened, ends, strict=True)
    ]
    again, top = list(clauses[0][2]), tokens[clauses[0][1]].i
    for link, verb, clause in clauses[1:]:
        beside = tokens[link].lower in _BESIDE
        dep = "mark" if beside else "punct" if tokens[link].pos == "PUNCT" else "cc"
        own = tokens[verb].i
        again.append(replace(tokens[link], dep=dep, head=own if beside else top))
        dep = "advcl" if beside else "conj"
        again += [replace(t, dep=dep, head=top) if t.i == own else t for t in clause]
    return again


def _verb(tokens: Sequence[Token], start: int, *, alone: bool = False) -> int | None:
    """Return the place of the verb of a headline's clause, behind at most four words of a name.

    It may stand ``alone`` where the clause before has its subject: "Chad recalls envoy, warns".
    """
    for n in range(start, min(start + 5, len(tokens) - 1)):
        token, before = tokens[n], tokens[n - 1]
        if token.lower in forms_in("s") and token.tag in {"VBZ", "NNS", "NNPS"}:
            verb_next = tokens[n + 1].tag in {"VBP", "VBD", "VBZ", "MD"}
            if n == start and alone and not (verb_next and token.tag != "VBZ"):
                return n
            if n > start and before.tag in {"NNP", "NN", "NNPS"}:
                return n
        plural = n > start and before.tag in {"NNS", "NNPS"} and token.lower in known_verbs()
        if plural and token.tag in {"VBP", "VB", "NN"}:
            return n
        if not start and (_listing(tokens, n) or (token.tag == "VBP" and _two_named(tokens, n))):
            return n
        if token.pos not in {"PROPN", "NOUN", "ADJ"} and token.lower not in _WITHIN:
            return None
    return None


def _clause(tokens: Sequence[Token], n: int) -> list[Token]:
    """Return a clause of a headline hung from its verb, by itself."""
    verb, inside = tokens[n], {t.i for t in tokens}
    own = [
        replace(t, head=verb.i, dep=t.dep if t.i != verb.i else "ROOT")
        if t.head not in inside
        else t
        for t in tokens
    ]
    after = own[n + 1] if n + 1 < len(own) else None
    if after is not None and after.tag in {"VB", "VBP"}:  # "rejects offer"
        own[n + 1] = replace(after, pos="NOUN", tag="NN", dep="dobj", head=verb.i)
    for m in range(n + 1, len(own)):
        if own[m].dep == "nsubj" and own[m].head == verb.i:
            own[m] = replace(own[m], dep="dobj")
        noun = next((t for t in own[n + 1 : m] if t.i == own[m].head and t.pos == "NOUN"), None)
        if verb.lower == "says" and own[m].pos == "ADJ" and noun is not None:
            own[m] = replace(own[m], dep="ccomp", head=verb.i)  # "says raid 'unacceptable'"
            own[noun.i - own[0].i] = replace(noun, dep="nsubj", head=own[m].i)
    roots = [t for t in own if t.head == t.i and t.i != verb.i]
    subject = any(t.dep == "nsubj" and t.head == verb.i for t in own)
    if roots or not (subject or (verb.tag == "VBZ" and not n)):
        return _headline(own, n)
    tag, lemma = (verb.tag, verb.lemma) if verb.pos == "VERB" else ("VBP", verb.lower)
    own[n] = replace(verb, pos="VERB", tag=tag, lemma=lemma, dep="ROOT", head=verb.i)
    return own


def _alone(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a dash stands by itself, and joins no two words."""
    dash = tokens[n].text in {"-", "–", "—", "|"}
    return dash and tokens[n - 1].end < tokens[n].start and tokens[n].end < tokens[n + 1].start


def named_first(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline's name from its verb, taken for one noun with it: "Chad requests Libya …"."""
    root = next((n for n, t in enumerate(tokens) if t.head == t.i), 0)
    verb = tokens[root]
    joined = root > 2 and tokens[root - 2].lower in {",", "and"} and tokens[root - 3].pos == "PROPN"
    tags = {"VBZ", "VBP"} if joined else {"VBZ"}  # "Chad, Mali sign accord"
    if not 0 < root <= 4 or verb.tag not in tags or verb.lemma not in act_verbs():
        return None
    before = tokens[root - 1]
    if before.pos != "PROPN" or before.head != verb.i:
        return None
    if any(t.dep in {"nsubj", "expl"} and t.head == verb.i for t in tokens):
        return None
    tokens[root - 1] = replace(before, dep="nsubj")
    return _objected(tokens, root)


def _objected(tokens: list[Token], n: int) -> list[Token]:
    """Make the name behind a headline's verb its object, where it has none."""
    verb = tokens[n]
    if any(t.head == verb.i and t.dep in {"dobj", "prep", "prt", "xcomp"} for t in tokens):
        return tokens
    for m in range(n + 1, len(tokens)):
        token = tokens[m]
        if token.head == verb.i and token.dep in {"appos", "dep", "npadvmod", "nmod", "conj"}:
            tokens[m] = replace(token, dep="dobj")
            break
    return tokens


def titled(tokens: Sequence[Token]) -> list[Token]:
    """Return a headline's tokens hung from its verb, where the parser found none."""
    first = tokens[0].i
    for n, token in enumerate(tokens[1:-1], 1):
        after = tokens[n + 1]
        opens = after.pos in {"PROPN", "NOUN", "ADJ", "DET", "NUM", "PRON"} or after.lower == "to"
        named = tokens[n - 1].tag in NAMES and n <= 6
        if token.tag == "NNS" and token.lower in forms_in("s") and named:
            opens = opens or takes(forms_in("s")[token.lower], after)
        if token.tag == "NNS" and token.lower in forms_in("s") and opens and named:
            return _headline(list(tokens), n)
        if _listing(tokens, n) and (opens or takes(token.lower, after)):
            return _headline(list(tokens), n)
        if token.tag in {"VBN", "VBD"} and token.dep == "acl" and token.head == first + n - 1:
            intransitive = token.lemma in words("verbs like nouns") and after.pos == "ADP"
            if intransitive and after.lower not in {"by", "of"} and tokens[n - 1].pos == "PROPN":
                return _headline(list(tokens), n)
    last = len(tokens) - 1
    return _headline(list(tokens), last) if _listing(tokens, last) else list(tokens)


def nouned(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline whose object was taken for its verb: "EU tightens noose on Belarus"."""
    for n in range(1, min(6, len(tokens) - 2)):
        token, after = tokens[n], tokens[n + 1]
        verb = token.tag == "NNS" and token.lower in forms_in("s") and token.head == after.i
        root = after.tag in {"VBP", "VBZ", "VBG"} and after.head == after.i
        root = root and after.lower not in act_verbs() and after.lower not in forms_in("s")
        if verb and root and tokens[n - 1].pos == "PROPN":
            tokens[n + 1] = replace(after, pos="NOUN", tag="NN")
            return _headline(tokens, n)
    return None


def _listing(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a word is the verb of "A, B exchange fire", "A and B sign truce"."""
    token = tokens[n]
    known = token.tag in {"NN", "VB", "JJ"} and token.lower in act_verbs()
    return known and _two_named(tokens, n)


def _two_named(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether two names stand before a word: "Chad, Libya …", "Chad and Libya …"."""
    if n < 3:
        return False
    names = tokens[n - 1].pos == tokens[n - 3].pos == "PROPN"
    return n <= 6 and names and tokens[n - 2].lower in {",", "and", "&"}


def announced(tokens: Sequence[Token]) -> list[Token] | None:
    """Hang who announces from a headline's infinitive: "Bolivia to expel two consuls"."""
    for n, token in enumerate(tokens):
        infinitive = n > 1 and token.tag == "VB" and tokens[n - 1].lower == "to"
        if infinitive and token.head == token.i and tokens[n - 2].dep == "dep":
            again = list(tokens)
            again[n - 2] = replace(tokens[n - 2], dep="nsubj", head=token.i)
            return again
    return None


def _headline(tokens: list[Token], n: int) -> list[Token]:
    """Hang a headline from its verb: what stands before it does it, the old root is its object."""
    verb = tokens[n]
    root = next((t for t in tokens if t.head == t.i), verb)
    past = verb.tag in {"VBN", "VBD"}
    for m, token in enumerate(tokens):
        if m == n or (token.head != verb.i and token.i != root.i and token.i != verb.i - 1):
            continue
        before = m < n
        if token.i == verb.i - 1:
            tokens[m] = replace(token, dep="nsubj", head=verb.i, pos="PROPN")
        elif token.i == root.i:
            tokens[m] = replace(token, dep="dobj" if not before else "nsubj", head=verb.i)
        elif not past:
            tokens[m] = replace(token, head=verb.i - 1 if before else root.i)
    for m in range(n + 1, len(tokens)):  # what hung from the name before the verb
        if tokens[m].head == root.i and root.i < verb.i:
            tokens[m] = replace(tokens[m], head=verb.i)
    if n > 2 and tokens[n - 2].lower in {"and", "&"} and tokens[n - 3].pos == "PROPN":
        tokens[n - 1] = replace(tokens[n - 1], dep="conj", head=tokens[n - 3].i)
        tokens[n - 2] = replace(tokens[n - 2], dep="cc", head=tokens[n - 3].i)
        tokens[n - 3] = replace(tokens[n - 3], dep="nsubj", head=verb.i)
    plain = verb.tag in {"NN", "VB", "JJ"}
    lemma = (
        verb.lower if plain else verb.lemma if past else forms_in("s").get(verb.lower, verb.lemma)
    )
    tag = "VBP" if plain else "VBD" if past else "VBZ"
    tokens[n] = replace(verb, pos="VERB", tag=tag, dep="ROOT", head=verb.i, lemma=lemma)
    again = particled(_objected(tokens, n))
    return rowed(list(again)) or again


def bidden(tokens: list[Token]) -> list[Token] | None:
    """Make a headline's past passive where it lacks whom it needs: "Chad urged to sign truce"."""
    for n, token in enumerate(tokens):
        if token.tag != "VBD" or token.lemma not in words("bidding somebody"):
            continue
        below = [t for t in tokens if t.head == token.i and t.i != token.i]
        if {t.dep for t in below} & {"dobj", "dative", "ccomp", "prep", "aux", "auxpass"}:
            continue
        to = {t.head for t in tokens if t.dep == "aux" and t.lower == "to"}
        whom = next((m for m, t in enumerate(tokens) if t in below and t.dep == "nsubj"), None)
        if whom is not None and any(t.dep == "xcomp" and t.i in to for t in below):
            tokens[n] = replace(token, tag="VBN")
            tokens[whom] = replace(tokens[whom], dep="nsubjpass")
            return tokens
    return None
