"""Objects that stand before their subjects: "The offer they turned down", "A truce she ruled out".

The parser takes such a sentence for a noun with a relative clause, or gives its verb two subjects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.read.clause.mends.known import FINITE
from goodoffices.read.words import words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_FULL_STOPS = frozenset({".", "!", ";"})


def fronted(tokens: Sequence[Token]) -> Sequence[Token] | None:
    """Hang the noun that opens a sentence from its verb as what is done to."""
    verb = next((t for t in tokens if t.head == t.i), None)
    if verb is None or tokens[-1].text not in _FULL_STOPS:
        return None
    return _of_noun(tokens, verb) if verb.pos == "NOUN" else _of_verb(tokens, verb)


def _of_noun(tokens: Sequence[Token], noun: Token) -> Sequence[Token] | None:
    """Mend "A truce she ruled out", where the noun stands for the sentence."""
    clauses = [t for t in tokens if t.head == noun.i and t.dep in {"relcl", "acl"}]
    verb = next((t for t in clauses if t.tag in FINITE or _helped(tokens, t)), None)
    if verb is None or len(clauses) > 1 or noun.ent in {"DATE", "TIME"}:
        return None
    doers = (t for t in tokens if t.head == verb.i and t.dep in {"nsubj", "nsubjpass"})
    subject = next(doers, None)
    if subject is None or _apart(tokens, noun, subject) or _takes_object(tokens, verb):
        return None
    again, first = list(tokens), tokens[0].i
    again[noun.i - first] = replace(noun, dep="dobj", head=verb.i)
    again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i)
    for n, token in enumerate(tokens):
        if token.head == verb.i and token.dep == "dobj":  # "the plan she called a trap"
            again[n] = replace(token, dep="oprd")
        elif token.head == noun.i and token.i > verb.i:
            again[n] = replace(token, head=verb.i)
    return again


def _of_verb(tokens: Sequence[Token], verb: Token) -> Sequence[Token] | None:
    """Mend "An overture from Peru she waved away", where the verb has two subjects."""
    subjects = [t for t in tokens if t.head == verb.i and t.dep == "nsubj" and t.i < verb.i]
    if len(subjects) != 2 or (verb.tag not in FINITE and not _helped(tokens, verb)):
        return None
    noun, subject = subjects
    if noun.pos != "NOUN" or _apart(tokens, noun, subject):
        return None  # a name is known to be a person's by what it does
    opening = next(t for t in tokens if subject.i in {t.head, t.i})
    if opening.pos not in {"PRON", "DET"} or verb.lemma == "be":
        return None  # "the ship Ilha Clara would leave"
    if _takes_object(tokens, verb) or verb.lemma in words("cue clause"):
        return None
    return [replace(t, dep="dobj") if t.i == noun.i else t for t in tokens]


def _apart(tokens: Sequence[Token], noun: Token, subject: Token) -> bool:
    """Tell whether a comma or a word that links stands between a noun and a later subject."""
    between = tokens[noun.i + 1 - tokens[0].i : subject.i - tokens[0].i]
    links = words("links to a clause")
    return subject.i < noun.i or any(t.text == "," or t.lower in links for t in between)


def _takes_object(tokens: Sequence[Token], verb: Token) -> bool:
    """Tell whether a verb has what it is done to, but for "called X a trap"."""
    objects = [t for t in tokens if t.head == verb.i and t.dep in {"dobj", "ccomp", "xcomp"}]
    return bool(objects) and verb.lemma not in words("naming verbs")


def _helped(tokens: Sequence[Token], verb: Token) -> bool:
    """Tell whether a verb has a finite auxiliary."""
    return any(t.head == verb.i and t.dep in {"aux", "auxpass"} for t in tokens)


def dated(tokens: list[Token]) -> list[Token]:
    """Give a verb its subject back, behind which a day stands: "Minister Kol January 7 told …".

    The parser takes the month for the subject, and the name for a part of it.
    """
    first = tokens[0].i
    for n in range(1, len(tokens) - 2):
        month, name = tokens[n], tokens[n - 1]
        day = month.dep == "nsubj" and month.ent == "DATE" and tokens[n + 1].tag == "CD"
        named = name.dep in {"compound", "nmod"} and name.head == month.i
        if not (day and named and month.head > month.i + 1) or name.ent == "DATE":
            continue
        for m, token in enumerate(tokens):
            if token.head == month.i and token.i < name.i:
                tokens[m] = replace(token, head=name.i)
        tokens[n - 1] = replace(name, dep="nsubj", pos="PROPN", head=month.head)
        tokens[month.i - first] = replace(month, dep="npadvmod")
        return tokens
    return tokens
