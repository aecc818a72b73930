"""What the small parser takes for a noun and a reader does not: verbs of headlines, "is mediating".

"Norway brokers Peru-Chile truce" has no finite verb for the parser, "Finland is mediating" an odd
noun, "Qatar interceded" a participle. Where a word of a short list stands so, its sentence is hung
anew: the verb becomes the root, with its subject and its object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from goodoffices.read.words import act_verbs, words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLOSING = frozenset({"”", '"', "’", "'", "»", "''"})
_PARTICLES = frozenset({"aside", "off", "out", "down", "up", "away", "back"})
_NAMES = frozenset({"NNP", "NNPS", "NN"})


@cache
def _forms(ending: str) -> dict[str, str]:
    """Return the forms of the listed verbs with an ending, and their lemmas."""
    forms: dict[str, str] = {}
    more = set(act_verbs()) if ending == "s" else set[str]()
    for lemma in words("verbs like nouns") | more:
        stem = lemma[:-1] if lemma.endswith("e") and ending == "ing" else lemma
        sibilant = ending == "s" and lemma.endswith(("s", "sh", "ch", "x"))
        forms[f"{stem}{'e' if sibilant else ''}{ending}"] = lemma
    return forms


def mended(tokens: Sequence[Token]) -> list[Token]:
    """Return one sentence's tokens with what the parser mistook put right."""
    for n, token in enumerate(tokens):
        if token.tag in {"NN", "VBG"} and token.lower in _forms("ing"):
            if token.dep == "attr":
                return _progressive(list(tokens), n)
            if token.pos == "NOUN" and n and tokens[n - 1].lemma == "be":
                clause = "relcl" if token.dep == "appos" else token.dep
                again = list(tokens)
                again[n] = replace(
                    token, pos="VERB", tag="VBG", dep=clause, lemma=_forms("ing")[token.lower]
                )
                return again
    said = next((n for n in range(2, len(tokens) - 1) if _speaks_after(tokens, n)), None)
    if said is not None:
        return _saying(list(tokens), said)
    tokens = _after_agent(_paired(_particled(tokens)))
    named = _named_first(tokens)
    if named is not None:
        return named
    if any(t.tag in _FINITE for t in tokens):
        return _nouned(list(tokens)) or list(tokens)
    return _announced(tokens) or _titled(tokens)


def _particled(tokens: Sequence[Token]) -> list[Token]:
    """Put a particle right that was taken for a preposition: "brushed aside [the plan]"."""
    again, first = list(tokens), tokens[0].i
    for n, token in enumerate(tokens):
        verb = tokens[token.head - first]
        if token.dep != "prep" or token.lower not in _PARTICLES or verb.pos != "VERB":
            continue
        if verb.i != token.i - 1 or not _takes(verb.lemma, token):
            continue
        inner = [m for m, t in enumerate(tokens) if t.head == token.i and t.dep == "pobj"]
        if inner:
            again[n] = replace(token, dep="prt")
            again[inner[0]] = replace(tokens[inner[0]], dep="dobj", head=verb.i)
    return again


def _paired(tokens: list[Token]) -> list[Token]:
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
        return _tree(tokens, tokens[0].i)
    return tokens


def _after_agent(tokens: list[Token]) -> list[Token]:
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
        if token.dep != "pobj" or agent.dep != "agent" or tokens[n + 1].text != ",":
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
        return _tree(tokens, first)
    return tokens


def _named_first(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline's name from its verb, taken for one noun with it: "Chad requests Libya …"."""
    root = next((n for n, t in enumerate(tokens) if t.head == t.i), 0)
    verb = tokens[root]
    if not 0 < root <= 4 or verb.tag != "VBZ" or verb.lemma not in act_verbs():
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


def _titled(tokens: Sequence[Token]) -> list[Token]:
    """Return a headline's tokens hung from its verb, where the parser found none."""
    first = tokens[0].i
    for n, token in enumerate(tokens[1:-1], 1):
        after = tokens[n + 1]
        opens = after.pos in {"PROPN", "NOUN", "ADJ", "DET", "NUM", "PRON"} or after.lower == "to"
        named = tokens[n - 1].tag in _NAMES and n <= 6
        if token.tag == "NNS" and token.lower in _forms("s") and named:
            opens = opens or _takes(_forms("s")[token.lower], after)
        if token.tag == "NNS" and token.lower in _forms("s") and opens and named:
            return _headline(list(tokens), n)
        if _listing(tokens, n) and (opens or _takes(token.lower, after)):
            return _headline(list(tokens), n)
        if token.tag in {"VBN", "VBD"} and token.dep == "acl" and token.head == first + n - 1:
            intransitive = token.lemma in words("verbs like nouns") and after.pos == "ADP"
            if intransitive and after.lower not in {"by", "of"} and tokens[n - 1].pos == "PROPN":
                return _headline(list(tokens), n)
    return list(tokens)


def _nouned(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline whose object was taken for its verb: "EU tightens noose on Belarus"."""
    for n in range(1, min(6, len(tokens) - 2)):
        token, after = tokens[n], tokens[n + 1]
        verb = token.tag == "NNS" and token.lower in _forms("s") and token.head == after.i
        root = after.tag == "VBP" and after.head == after.i and after.lower not in act_verbs()
        if verb and root and tokens[n - 1].pos == "PROPN":
            tokens[n + 1] = replace(after, pos="NOUN", tag="NN")
            return _headline(tokens, n)
    return None


def _listing(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a word is the verb of "A, B exchange fire"."""
    token = tokens[n]
    if token.tag not in {"NN", "VB"} or token.lower not in act_verbs() or n < 3:
        return False
    names = tokens[n - 1].pos == tokens[n - 3].pos == "PROPN"
    return n <= 6 and names and tokens[n - 2].text == ","


def _takes(verb: str, after: Token) -> bool:
    """Tell whether a verb of the lexicon goes on with a particle ("Chad brushes aside …")."""
    return any(rest.partition(" ")[0] == after.lower for rest in act_verbs().get(verb, ()))


def _announced(tokens: Sequence[Token]) -> list[Token] | None:
    """Hang who announces from a headline's infinitive: "Bolivia to expel two consuls"."""
    for n, token in enumerate(tokens):
        infinitive = n > 1 and token.tag == "VB" and tokens[n - 1].lower == "to"
        if infinitive and token.head == token.i and tokens[n - 2].dep == "dep":
            again = list(tokens)
            again[n - 2] = replace(tokens[n - 2], dep="nsubj", head=token.i)
            return again
    return None


def _speaks_after(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether what is taken for a participle is a verb of saying: "…,” added Ida Brann"."""
    token, before = tokens[n], tokens[n - 1]
    if token.tag not in {"VBN", "VBD"} or token.dep not in {"amod", "compound", "nmod"}:
        return False
    if token.lemma not in words("cue clause") or token.head <= token.i:
        return False
    closed = before.text in _CLOSING and tokens[n - 2].text in {",", "?", "!"}
    clause = before.text == "," and any(t.tag in _FINITE for t in tokens[: n - 1])
    noun = tokens[_top(tokens, n)]
    return (closed or clause) and noun.pos in {"PROPN", "NOUN"}


def _top(tokens: Sequence[Token], n: int) -> int:
    """Return the place of the head of the phrase that a word stands in, to its right."""
    first, at = tokens[0].i, tokens[n].head - tokens[0].i
    while tokens[at].dep in {"compound", "nmod", "amod"} and tokens[at].head - first > at:
        at = tokens[at].head - first
    return at


def _saying(tokens: list[Token], n: int) -> list[Token]:
    """Hang a sentence from its verb of saying: what stands before it is said, what follows says."""
    verb, top = tokens[n], _top(tokens, n)
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
    return _tree(tokens, tokens[0].i)


def _progressive(tokens: list[Token], n: int) -> list[Token]:
    """Hang a sentence of "is mediating" from its verb."""
    verb, first = tokens[n], tokens[0].i
    be = tokens[verb.head - first]
    if be.lemma != "be":
        return tokens
    for m, token in enumerate(tokens):
        if token.head == be.i and token.i not in {be.i, verb.i}:
            tokens[m] = replace(token, head=verb.i)
    head = verb.i if be.head == be.i else be.head
    lemma = _forms("ing")[verb.lower]
    tokens[n] = replace(verb, pos="VERB", tag="VBG", dep=be.dep, head=head, lemma=lemma)
    tokens[be.i - first] = replace(be, pos="AUX", dep="aux", head=verb.i)
    return tokens


def _headline(tokens: list[Token], n: int) -> list[Token]:
    """Hang a headline from its verb: what stands before it does it, the old root is its object."""
    verb, first = tokens[n], tokens[0].i
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
    plain = verb.tag in {"NN", "VB"}
    lemma = verb.lower if plain else verb.lemma if past else _forms("s")[verb.lower]
    tag = "VBP" if plain else "VBD" if past else "VBZ"
    tokens[n] = replace(verb, pos="VERB", tag=tag, dep="ROOT", head=verb.i, lemma=lemma)
    return _tree(_particled(_objected(tokens, n)), first)


def _tree(tokens: list[Token], first: int) -> list[Token]:
    """Return the tokens without rings: what would hang below itself hangs from the root."""
    root = next(t.i for t in tokens if t.head == t.i)
    for m, token in enumerate(tokens):
        at, seen = token.i, set[int]()
        while tokens[at - first].head != at and at not in seen:
            seen.add(at)
            at = tokens[at - first].head
        if at in seen:
            tokens[m] = replace(token, head=root)
    return tokens
