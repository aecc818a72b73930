"""Two who are joined, of whom the parser lost one to its neighbour: "talks between A and B"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.read.clause.mends.known import (
    FINITE,
    THINGS,
    top_of,
)
from goodoffices.read.words import words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_GIVEN = frozenset({"dobj", "nsubjpass"})
_LOOSE = frozenset({"conj", "appos", "dep", "npadvmod", "nmod"})
"""How a headline's object hangs where the parser missed whose it is."""


def rowed(tokens: list[Token]) -> list[Token] | None:
    """Hang a row of names from the verb right behind it: "Chad, Mali and Peru warned that …".

    It opens a sentence, or stands behind "With Oman and Qatar as mediators, …".
    """
    opens = tokens[0].lower == "with"
    heads, end = _names(tokens, int(opens))
    if not opens:
        return _done_by_row(tokens, heads, 0, end) if len(heads) > 1 else None
    if not heads or end + 3 >= len(tokens) or tokens[end].lower != "as":
        return None
    as_ = end
    comma = next((n for n in range(as_ + 2, min(as_ + 5, len(tokens))) if tokens[n].text == ","), 0)
    office = tokens[comma - 1]
    if not comma or office.pos not in THINGS or office.text[0].isupper():
        return None
    doers, at = _names(tokens, comma + 1)
    again = _done_by_row(tokens, doers, comma + 1, at)
    if again is None:
        return None
    verb = again[doers[0]].head
    again[0] = replace(again[0], dep="prep", pos="ADP", head=verb)
    _row_under(again, heads, 1, "pobj", again[0].i)
    again[as_] = replace(again[as_], dep="prep", head=again[0].i)
    again[comma - 1] = replace(office, pos="NOUN", dep="pobj", head=again[as_].i)
    for n in range(as_ + 1, comma - 1):
        again[n] = replace(again[n], head=again[comma - 1].i)
    again[comma] = replace(again[comma], dep="punct", head=verb)
    return again


def _names(tokens: list[Token], start: int) -> tuple[list[int], int]:
    """Return the last words of the names of a row that begins at a place, and where it ends.

    A row of more than one ends with "and" or "&".
    """
    heads: list[int] = []
    at, last = start, True
    while True:
        name = _named_next(tokens, at)
        if name is None or name.pos != "PROPN" or name.ent in {"DATE", "TIME"}:
            return [], start
        if tokens[at].tag in {"IN", "RB", "CC", "WRB"}:  # "In Kenya, Uganda and Rwanda sign pact"
            return [], start
        heads.append(name.i - tokens[0].i)
        at, closed = heads[-1] + 1, last and len(heads) > 1
        joined = at + 1 < len(tokens) and tokens[at].lower in {",", "and", "&"}
        if closed or not joined:
            return heads if closed or len(heads) == 1 else [], at
        comma = tokens[at].text == ","
        last = not comma or tokens[at + 1].lower in {"and", "&"}
        at += 2 if comma and last else 1


def _done_by_row(tokens: list[Token], heads: list[int], start: int, end: int) -> list[Token] | None:
    """Make a row of names the subject of the verb behind it; None where it has another."""
    if not heads or end >= len(tokens) or tokens[end].tag not in FINITE:
        return None
    first = tokens[0].i
    aux = tokens[end].dep in {"aux", "auxpass"}
    verb = tokens[end].head if aux else tokens[end].i
    row = range(first, first + end)
    below = [t for t in tokens if t.head == verb and t.i != verb]
    others = [t for t in below if t.dep in {"nsubj", "nsubjpass", "csubj", "expl"}]
    if verb < first + end or any(t.i not in row for t in others):
        return None
    again = list(tokens)
    passive = any(t.dep == "auxpass" for t in below)
    _row_under(again, heads, start, "nsubjpass" if passive else "nsubj", verb)
    if not any(t.dep in {"dobj", "ccomp", "xcomp", "prep", "prt"} for t in below):
        lost = (n for n in range(end + 1, len(again)) if again[n].head in row)
        thing = next((n for n in lost if again[n].dep in _LOOSE), None)
        if thing is not None and again[thing].pos in THINGS:
            again[thing] = replace(again[thing], dep="dobj", head=verb)
    return again


def _row_under(again: list[Token], heads: list[int], start: int, dep: str, head: int) -> None:
    """Hang a row's first name from its head, each other from the one before it."""
    at = start
    for k, name in enumerate(heads):
        own = again[name].i
        before = again[heads[k - 1]].i
        for n in range(at, name):
            link = again[n].lower in {",", "and", "&"}
            kind = {",": "punct", "and": "cc", "&": "cc"}.get(again[n].lower, "compound")
            kind = again[n].dep if again[n].dep in {"det", "amod"} else kind
            again[n] = replace(again[n], dep=kind, head=before if link else own)
        again[name] = replace(again[name], dep="conj" if k else dep, head=before if k else head)
        at = name + 1


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
    """Join B to A of "talks between A and B", where the parser lost it to what follows.

    It takes B for who does the next verb, or A for a part of B's name ("the junta and chiefs").
    """
    first = tokens[0].i
    links = [t for t in tokens if t.lower in {"between", "among"} and t.pos in {"ADP", "SCONJ"}]
    for link in links:
        one = next((t for t in tokens if t.head == link.i and t.dep == "pobj"), None)
        if one is None:
            continue
        part = next((t for t in tokens if t.head == one.i and _half(tokens, t, one)), None)
        if part is not None:
            return _halved(tokens, part, one, link.i + 1)
        if any(t.head == one.i and t.dep in {"conj", "cc"} for t in tokens):
            continue
        joint = one.i + 1 - first
        if joint + 1 >= len(tokens) or tokens[joint].lower != "and":
            continue
        start = joint + 1
        if tokens[start].dep in {"det", "poss", "nummod", "compound", "amod", "nmod"}:
            start = top_of(tokens, start)
        other = tokens[start]
        lost = other.dep in {"nsubj", "nsubjpass", "dobj", "appos"} and other.pos in THINGS
        if lost and other.i > one.i and other.head != one.i:
            tokens[other.i - first] = replace(other, dep="conj", head=one.i)
            tokens[joint] = replace(tokens[joint], head=one.i)
            return tokens
    return tokens


def two_doers(tokens: list[Token]) -> list[Token]:
    """Part the two who do something together: "the government and leftist rebels resumed talks"."""
    for one in tokens:
        if one.dep not in {"nsubj", "nsubjpass", "dobj"} or one.tag != "NNS":
            continue
        part = next((t for t in tokens if t.head == one.i and _half(tokens, t, one)), None)
        if part is not None:
            start = min(t.i for t in tokens if t.head in {one.i, part.i})
            return _halved(tokens, part, one, start)
    return tokens


def _half(tokens: list[Token], part: Token, whole: Token) -> bool:
    """Tell whether one before a noun is the first of two: "the [junta] and civilian leaders".

    So is a state's name before the band's: "[Congo] and M23 rebels".
    """
    first = tokens[0].i
    hung = part.dep in {"nmod", "amod", "compound"} and part.i < whole.i
    if part.pos == "PROPN" and hung and whole.lower in words("band nouns"):
        row = [t for t in tokens[part.i + 1 - first : whole.i - first] if t.dep == "conj"]
        joined = len(row) == 1 and row[0].pos == "PROPN" and part.i <= row[0].head < row[0].i
        return joined and part.ent == "GPE" and tokens[row[0].i - 1 - first].lower == "and"
    body = {part.lemma, part.lower} & words("party bodies", "party people")
    after = tokens[min(part.i + 1 - first, len(tokens) - 1)]
    return bool(body) and hung and after.lower == "and" and whole.tag in {"NNS", "NNPS"}


def _halved(tokens: list[Token], part: Token, one: Token, start: int) -> list[Token]:
    """Make two nouns joined by "and" of a noun and what the parser took for a part of its name."""
    first = tokens[0].i
    name = part.pos == "PROPN"
    for n in range(start - first, part.i - first):
        if tokens[n].head == one.i:
            tokens[n] = replace(tokens[n], head=part.i)
    kept = ("PROPN", part.tag) if name else ("NOUN", "NN")
    tokens[part.i - first] = replace(part, dep=one.dep, pos=kept[0], tag=kept[1], head=one.head)
    tokens[one.i - first] = replace(one, dep="conj", head=part.i)
    for n in range(part.i + 1 - first, one.i - first):
        if tokens[n].dep == "conj" and part.i <= tokens[n].head < tokens[n].i:
            tokens[n] = replace(tokens[n], dep="compound" if name else "amod", head=one.i)
        elif tokens[n].dep == "cc":
            tokens[n] = replace(tokens[n], head=part.i)
    return tokens


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


def done_by(tokens: list[Token]) -> list[Token]:
    """Hang what was done from the talks: "talks were held between envoys of A and B, hosted by C".

    The parser says it of the envoys, who stand nearest.
    """
    first = tokens[0].i
    for n, token in enumerate(tokens):
        if token.dep != "acl" or token.tag != "VBN" or not n or tokens[n - 1].text != ",":
            continue
        noun = tokens[token.head - first]
        while noun.dep == "conj":
            noun = tokens[noun.head - first]
        link = tokens[noun.head - first]
        by = any(t.head == token.i and t.dep == "agent" for t in tokens)
        if not by or noun.dep != "pobj" or link.lower not in {"between", "among"}:
            continue
        above = tokens[link.head - first]
        held = next((t for t in tokens if t.head == above.i and t.dep == "nsubjpass"), None)
        if above.pos == "VERB" and held is not None:
            tokens[n] = replace(token, head=held.i)
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


def bracketed(tokens: list[Token]) -> list[Token]:
    """Join the bodies of a row that is told with short forms: "by the Union (AU), the League (AL)".

    The brackets make the parser lose the next one to what follows. A row ends with "and".
    """
    first = tokens[0].i
    for n in range(3, len(tokens) - 3):
        if not _shortened(tokens, n) or tokens[n + 1].text not in {",", "and"}:
            continue
        one, last = _whole_name(tokens, tokens[n - 3]), tokens[n + 1].text == "and"
        other = _named_next(tokens, n + 2 + (tokens[n + 2].text == "and"))
        if other is None or one.pos != "PROPN" or other.dep == "conj":
            continue
        last = last or tokens[n + 2].text == "and"
        if not (
            last or any(t.text == "and" for t in tokens[other.i - first : other.i - first + 6])
        ):
            continue
        verb = tokens[other.head - first]
        doers = [t for t in tokens if t.head == verb.i and t.dep in {"nsubj", "nsubjpass"}]
        if other.dep in {"nsubj", "nsubjpass"} and len(doers) < 2:
            continue  # it alone may do what follows
        tokens[other.i - first] = replace(other, dep="conj", head=one.i)
    return tokens


def _whole_name(tokens: list[Token], last: Token) -> Token:
    """Return the head of the name that ends with a token: "League" of "League of Arab States"."""
    of = tokens[last.head - tokens[0].i]
    head = tokens[of.head - tokens[0].i]
    return head if last.dep == "pobj" and of.lower == "of" and head.pos == "PROPN" else last


def _shortened(tokens: list[Token], n: int) -> bool:
    """Tell whether a bracket closes behind a short form in capitals."""
    short = tokens[n - 1].text
    capitals = short.isupper() and short.isalpha() and len(short) > 1
    return tokens[n].text == ")" and tokens[n - 2].text == "(" and capitals


def _named_next(tokens: list[Token], n: int) -> Token | None:
    """Return the last word of the name that begins at a place, an article before it or not."""
    start = n + (n < len(tokens) and tokens[n].lower in {"the", "an", "a"})
    end = start
    while end < len(tokens) and tokens[end].text[:1].isupper() and tokens[end].text.isalpha():
        end += 1
    return tokens[end - 1] if end > start else None
