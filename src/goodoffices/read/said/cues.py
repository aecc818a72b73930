"""Which words report that somebody said something, and which of their words are the content.

A cue is a verb ("said", "accused", "expressed hope"), a noun with an owner ("Tehran's claim that")
or "according to". For each the clause is read from the parse: who is its subject, whom it is told,
what is said. Denied, declined and merely possible sayings are no cues: "declined to comment",
"would not say", "may announce".
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.read.clause.contents import content_of, ranges, subtree_range
from goodoffices.read.clause.parse import Parse, Token
from goodoffices.read.clause.subjects import (
    SUBJECTS,
    addressee_of,
    agent_of,
    has_subject,
    is_marked,
    subject_of,
)
from goodoffices.read.words import words

_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "cannot", "ca"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting cue: tokens [first, last), whose subject heads at ``subject``.

    ``content`` are token ranges; ``pattern`` says which rule read it; ``inherited`` that the
    subject stands in another clause. ``addressee`` heads whom it is said to.
    """

    first: int
    last: int
    subject: int | None
    pattern: str
    content: tuple[tuple[int, int], ...] = ()
    addressee: int | None = None
    inherited: bool = False
    future: bool = False
    verb: int = -1


def find_cues(parse: Parse, quoted: frozenset[int] = frozenset()) -> list[Cue]:
    """Return the cues of a text in order; those without content may still hold a quotation.

    ``quoted`` are the tokens inside quotation marks: no cue is looked for there, and no subject of
    a cue that stands outside.
    """
    found: list[Cue] = []
    for token in parse.tokens:
        if token.i in quoted:
            continue
        if token.text.lower() == "according":
            cue = _according(parse, token)
        elif token.pos == "VERB" or (token.pos == "AUX" and token.lemma in {"say", "tell"}):
            cue = _verb(parse, token, quoted)
        elif token.pos == "NOUN" and token.lemma in words("noun cues"):
            cue = _noun(parse, token)
        else:
            continue
        if cue is not None:
            found.append(cue)
    return found


def _verb(parse: Parse, token: Token, quoted: frozenset[int]) -> Cue | None:
    """Read a verb as a cue, or return None."""
    lemma = token.lemma.lower()
    known = lemma in words("cue clause") | words("cue object") | words("cue to") | words("cue as")
    known = known or lemma in _prepositional()
    if lemma == "put" and not any(parse.tokens[c].text == "it" for c in parse.children(token.i)):
        return None
    if not known or not _happens(parse, token):
        return None
    subject, inherited = subject_of(parse, token.i, quoted)
    passive = any(parse.tokens[c].dep == "nsubjpass" for c in parse.children(token.i))
    if passive:
        subject = agent_of(parse, token.i)
    content, pattern = content_of(parse, token, quoted, subject, passive=passive)
    if passive and subject is None and pattern != "clause":
        return None
    first, last = token.i, token.i + 1
    return Cue(
        first,
        last,
        subject,
        pattern,
        content,
        addressee=told if (told := addressee_of(parse, token)) != subject else None,
        inherited=inherited,
        future=any(parse.tokens[c].text in {"will", "’ll", "'ll"} for c in parse.children(token.i)),
        verb=token.i,
    )


def _prepositional() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in words("cue prepositions"))


def _happens(parse: Parse, token: Token) -> bool:
    """Tell whether the words were said: not denied, declined or merely possible."""
    tokens = parse.tokens
    for c in parse.children(token.i):
        child = tokens[c]
        if child.dep == "neg" or (child.dep == "aux" and child.text.lower() in _POSSIBLE):
            return False
        if child.dep == "mark" and child.text.lower() in {"if", "unless", "whether"}:
            return False
        if child.dep in {"advmod", "preconj"} and child.text.lower() in {"never", "neither"}:
            return False
    if token.tag == "VBN" and not _finite_by_auxiliary(parse, token):
        return False
    if token.tag == "VB" and token.dep in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        return _infinitive_happens(parse, token)
    return not (token.tag == "VB" and token.dep == "ROOT" and not has_subject(parse, token.i))


def _finite_by_auxiliary(parse: Parse, token: Token) -> bool:
    """Tell whether a participle is a verb of its own: "has said", "was told", not "asked, he …"."""
    kids = [parse.tokens[c] for c in parse.children(token.i)]
    return any(k.dep in {"aux", "auxpass"} or k.dep in SUBJECTS for k in kids) or (
        token.dep in {"conj", "ROOT"}
    )


def _infinitive_happens(parse: Parse, token: Token) -> bool:
    """Tell whether an infinitive is something done: "went on to say", not "refused to say"."""
    head = parse.tokens[token.head]
    helped = head.lemma.lower() in words("cue helpers")
    bare_to = any(parse.tokens[c].text.lower() == "to" for c in parse.children(token.i))
    if not bare_to:
        modal = any(parse.tokens[c].dep == "aux" for c in parse.children(token.i))
        return modal or token.dep == "conj"
    return helped


def _noun(parse: Parse, token: Token) -> Cue | None:
    """Read ``Tehran's claim that …``."""
    tokens = parse.tokens
    owner = next((c for c in parse.children(token.i) if tokens[c].dep == "poss"), None)
    clause = next(
        (
            c
            for c in parse.children(token.i)
            if tokens[c].dep in {"acl", "ccomp"} and is_marked(parse, c)
        ),
        None,
    )
    if owner is None or clause is None:
        return None
    place = subtree_range(parse, clause)
    return Cue(token.i, token.i + 1, owner, "noun", (place,)) if place else None


def _according(parse: Parse, token: Token) -> Cue | None:
    """Read ``according to X`` with the rest of its clause."""
    tokens = parse.tokens
    to = token.i + 1
    if to >= len(tokens) or tokens[to].text.lower() != "to":
        return None
    source = next(
        (g for c in (token.i, to) for g in parse.children(c) if tokens[g].dep == "pobj"), None
    )
    if source is None or tokens[source].lemma.lower() in words("according nouns"):
        return None
    sentence = parse.sentence_of(token.i)
    own = set(parse.subtree(source)) | {token.i, to}
    rest = [i for i in range(sentence.first, sentence.last) if i not in own]
    content = ranges(parse, rest)
    return Cue(token.i, to + 1, source, "according", content) if content else None
