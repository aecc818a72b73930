"""Verbs that the parser cut up, took for a noun, or hung from what stands nearer than their clause.

"Needs to re-examine it" has two verbs for the parser, "Finland is mediating" an odd noun, "Oman,
which is near, offered help" a participle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from goodoffices.read.clause.mends.known import (
    THINGS,
    forms_in,
    known_verbs,
    takes,
)
from goodoffices.read.words import words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_PARTICLES = words("particles of verbs")
_NAME = 5
"""So many tokens behind its first noun a body's name may end."""


def prefixed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang what stands before a verb's hyphen from the verb: "needs to re-examine its priorities".

    The parser takes "re" and the hyphen for verbs of their own.
    """
    again, first = list(tokens), tokens[0].i
    for part, hyphen, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        one = part.end == hyphen.start and hyphen.end == verb.start
        if not (one and part.lower == "re" and hyphen.text == "-" and verb.pos == "VERB"):
            continue
        pieces = {part.i, hyphen.i}
        top = next((t for t in (part, hyphen) if t.head not in {*pieces, verb.i}), None)
        top = top or next((t for t in (part, hyphen) if t.head == t.i), None)
        if verb.head in pieces and top is not None:
            head = verb.i if top.head == top.i else top.head
            aim = any(t.tag == "TO" and t.head in {*pieces, verb.i} for t in tokens)
            dep = "xcomp" if aim and head != verb.i else top.dep
            again[verb.i - first] = replace(verb, dep=dep, head=head)
        for n, token in enumerate(again):
            if token.i not in {*pieces, verb.i} and token.head in pieces:
                again[n] = replace(token, head=verb.i)
        again[part.i - first] = replace(part, pos="ADV", tag="AFX", dep="punct", head=verb.i)
        again[hyphen.i - first] = replace(hyphen, pos="PUNCT", tag="HYPH", dep="punct", head=verb.i)
    return again


def no_longer(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang "no" of "would no longer talk" from the verb that it denies."""
    again, first = list(tokens), tokens[0].i
    for no, longer in pairwise(tokens):
        above = tokens[longer.head - first]
        if no.lower == "no" and longer.lower == "longer" and above.pos in {"VERB", "AUX"}:
            again[no.i - first] = replace(no, dep="neg", head=above.i)
    return again


def delayed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang a clause from the participle behind a time: "Oman has for years [hosted] talks".

    The parser takes it for a word of the time or of its own object, and "has" for the verb.
    """
    first = tokens[0].i
    for n in range(len(tokens) - 4):
        have, link = tokens[n], tokens[n + 1]
        if have.lemma != "have" or link.dep not in {"prep", "ROOT"} or link.pos != "ADP":
            continue
        span = range(n + 3, min(n + 3 + _NAME, len(tokens) - 1))
        at = next((m for m in span if tokens[m].tag == "VBN"), None)
        if at is None or tokens[at].dep not in {"amod", "acl"} or tokens[at - 1].pos != "NOUN":
            continue
        time, verb = tokens[at - 1], tokens[at]
        top = link if have.dep == "aux" else have
        noun = tokens[verb.head - first]
        owner = have.head == link.i or have.i == top.i
        if not owner or any(t.pos in {"VERB", "PROPN"} for t in tokens[n + 2 : at]):
            continue
        again = list(tokens)
        for m, token in enumerate(tokens):
            if n + 1 < m < at - 1 and token.head in {verb.i, noun.i}:
                again[m] = replace(token, head=time.i)
            elif token.head in {top.i, have.i}:
                again[m] = replace(token, head=verb.i)
        if verb.dep == "amod":
            again[noun.i - first] = replace(noun, dep="dobj", head=verb.i)
        head = verb.i if top.head == top.i else top.head
        again[at - 1] = replace(time, dep="pobj", head=link.i)
        again[n] = replace(have, dep="aux", head=verb.i)
        again[n + 1] = replace(link, dep="prep", head=verb.i)
        again[at] = replace(verb, dep=top.dep, head=head)
        return again
    return tokens


def resumed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang a sentence from the verb behind what is said of its name: "Oman, which …, offered …".

    The parser takes it for a participle of the name, and leaves the sentence without a verb.
    """
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.pos not in THINGS:
        return tokens
    first = tokens[0].i
    name = {root.i}  # with what its own phrases name: "the Centre for Dialogue, a group, …"
    for t in tokens[root.i + 1 - first :]:
        if t.head in name and t.dep in {"prep", "pobj"} and t.i - root.i <= _NAME:
            name.add(t.i)
    below = [t for t in tokens if t.head in name and t.i > root.i]
    told = next((t for t in below if t.dep in {"relcl", "appos"}), None)
    if told is None or any(t.head == root.i and t.dep in {"nsubj", "cop"} for t in tokens):
        return tokens
    above = {root.i, told.i} if told.dep == "appos" else {root.i}
    verb = next((t for t in tokens if t.head in above and t.i > told.i and _may_be_past(t)), None)
    if verb is None or tokens[verb.i - 1 - first].text not in {",", "–", "—"}:
        return tokens
    deps = {t.dep for t in tokens if t.head == verb.i}
    between = any(t.head == verb.i and t.lower in {"between", "among"} for t in tokens)
    taking = between or {"dobj", "xcomp", "ccomp", "advcl"} & deps
    if "agent" in deps or (told.dep == "appos" and not taking):
        return tokens
    again = list(tokens)
    for n, token in enumerate(tokens):
        if token.head in above and (token.i > verb.i or token.dep == "punct"):
            again[n] = replace(token, head=verb.i)
    again[root.i - first] = replace(root, dep="nsubj", head=verb.i)
    again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i, tag="VBD")
    return again


def done_by_people(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take a participle of people for a sentence's verb: "A fisherman mediated between …".

    It is one where nobody else does it, it has what an active verb has, and nothing else is a verb.
    """
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.pos not in THINGS or tokens[-1].text != ".":
        return tokens
    if any(t.tag in {"MD", "VBZ", "VBP", "VBD"} for t in tokens):
        return tokens
    return _with_object_above(tokens, root) or _with_people_above(tokens, root) or tokens


def _with_people_above(tokens: Sequence[Token], root: Token) -> Sequence[Token] | None:
    """Hang "A fisherman" from "mediated", which the parser hung from it."""
    own = {root.i, *(t.i for t in tokens if t.head == root.i and t.lower == "of")}
    people = {root.i, *(t.i for t in tokens if t.head in own and t.dep == "pobj")}
    if not any(t.i in people and _human(t) for t in tokens):
        return None
    verb = next((t for t in tokens if t.head in people and _may_be_past(t)), None)
    below = [t for t in tokens if verb is not None and t.head == verb.i and t.i > verb.i]
    active = {t.dep for t in below} & {"dobj", "ccomp"}
    active |= {t.lower for t in below if t.dep == "prep"} & {"between", "among"}
    if verb is not None and verb.lemma not in words("control verbs"):
        active |= {t.dep for t in below} & {"xcomp"}
    if verb is None or not active or any(t.dep == "agent" for t in below):
        return None
    again, first = list(tokens), tokens[0].i
    for n, token in enumerate(tokens):
        if token.head == root.i and token.i > verb.i:
            again[n] = replace(token, head=verb.i)
    again[root.i - first] = replace(root, dep="nsubj", head=verb.i)
    again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i, tag="VBD")
    return again


def _with_object_above(tokens: Sequence[Token], root: Token) -> Sequence[Token] | None:
    """Hang "talks" from "hosted" in "A retired diplomat hosted talks", where it hangs above."""
    first = tokens[0].i
    beside = ((a, b) for a, b in pairwise(tokens) if b.dep == "amod" and _human(a))
    who, verb = next(beside, (root, root))
    if verb is root or verb.head != root.i or not verb.lower.endswith("ed"):
        return None
    if not all(t.pos in {"DET", "ADJ", "NOUN", "PROPN"} for t in tokens[: verb.i - first]):
        return None
    again = list(tokens)
    for n, token in enumerate(tokens):
        if token.i < who.i and token.head in {root.i, verb.i}:
            again[n] = replace(token, head=who.i)
    again[who.i - first] = replace(who, dep="nsubj", head=verb.i)
    again[root.i - first] = replace(root, dep="dobj", head=verb.i)
    again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i, tag="VBD", pos="VERB")
    return again


def _human(token: Token) -> bool:
    """Tell whether a common noun is of people."""
    nouns = words("people", "private people", "single humans", "lone mediators", "party people")
    nouns |= words("official nouns", "diplomat nouns")
    return token.pos == "NOUN" and token.lemma in nouns


def _may_be_past(token: Token) -> bool:
    """Tell whether a participle is spelt like the past form of its verb."""
    alike = token.lower.endswith("ed") or token.lower in words("pasts like participles")
    return token.tag in {"VBN", "VBD"} and token.dep == "acl" and alike


def infinitives(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take a known verb behind "to" for one: "offered to [host] talks", "is due to [end]"."""
    known = known_verbs()
    after = {t.head for t in tokens if t.tag == "TO" and t.dep == "aux"}
    if not any(t.i in after and t.pos in THINGS for t in tokens):
        return tokens
    return [
        replace(t, pos="VERB", tag="VB", lemma=t.lower)
        if t.i in after and t.pos in THINGS and t.lower in known
        else t
        for t in tokens
    ]


def particled(tokens: Sequence[Token]) -> list[Token]:
    """Put a particle right that was taken for a preposition: "brushed aside [the plan]"."""
    again, first = list(tokens), tokens[0].i
    for n, token in enumerate(tokens):
        verb = tokens[token.head - first]
        if token.dep not in {"prep", "prt"} or token.lower not in _PARTICLES or verb.pos != "VERB":
            continue
        if verb.i != token.i - 1 or not takes(verb.lemma, token):
            continue
        inner = [m for m, t in enumerate(tokens) if t.head == token.i and t.dep == "pobj"]
        if inner:
            again[n] = replace(token, dep="prt")
            again[inner[0]] = replace(tokens[inner[0]], dep="dobj", head=verb.i)
    return again


def progressive(tokens: list[Token]) -> Sequence[Token] | None:
    """Take a known verb behind "be" for one: "Finland is [mediating]"."""
    known = forms_in("ing")
    for n, token in enumerate(tokens):
        if token.tag not in {"NN", "VBG"} or token.lower not in known:
            continue
        if token.dep == "attr":
            return _hung_from_verb(tokens, n)
        if token.pos == "NOUN" and n and tokens[n - 1].lemma == "be":
            clause = "relcl" if token.dep == "appos" else token.dep
            tokens[n] = replace(token, pos="VERB", tag="VBG", dep=clause, lemma=known[token.lower])
            return tokens
    return None


def _hung_from_verb(tokens: list[Token], n: int) -> list[Token]:
    """Hang a sentence of "is mediating" from its verb."""
    verb, first = tokens[n], tokens[0].i
    be = tokens[verb.head - first]
    if be.lemma != "be":
        return tokens
    for m, token in enumerate(tokens):
        if token.head == be.i and token.i not in {be.i, verb.i}:
            tokens[m] = replace(token, head=verb.i)
    head = verb.i if be.head == be.i else be.head
    lemma = forms_in("ing")[verb.lower]
    tokens[n] = replace(verb, pos="VERB", tag="VBG", dep=be.dep, head=head, lemma=lemma)
    tokens[be.i - first] = replace(be, pos="AUX", dep="aux", head=verb.i)
    return tokens


def whole_clauses(tokens: list[Token]) -> list[Token]:
    """Take "that" for what opens a clause where its verb has an object of its own.

    "There is talk that the army will take over the cabins": nobody takes over the talk.
    """
    again, first = list(tokens), tokens[0].i
    for token in tokens:
        if token.lower != "that" or token.dep != "dobj" or token.head <= token.i:
            continue
        verb = tokens[token.head - first]
        objects = [t for t in tokens if t.dep == "dobj" and t.head == verb.i and t.i > verb.i]
        doers = [t for t in tokens if t.dep == "nsubj" and t.head == verb.i and t.i > token.i]
        if verb.dep == "relcl" and objects and doers:
            again[token.i - first] = replace(token, dep="mark")
            again[verb.i - first] = replace(verb, dep="acl")
    return again
