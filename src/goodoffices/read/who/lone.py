"""Names of one word that nothing else explains: a company, or a person known by the surname.

A page need not say who "Trans-Nord" or "Brandt" is. What is capitalised inside sentences, no name
the gazetteer knows, and says, refuses or offers something, is an actor of the page all the same,
with low confidence.
"""

from __future__ import annotations

from collections.abc import Collection

from goodoffices.read.who.persons import Named, is_title
from goodoffices.read.words import words

Place = tuple[int, int]


def lone_names(named: Named, known: Collection[int]) -> dict[str, list[Place]]:
    """Return the names of one word that act, each with the tokens of all its mentions.

    ``known`` are the tokens of other names.
    """
    found: dict[str, list[Place]] = {}
    acting: set[str] = set()
    inside: set[str] = set()
    for sentence in named.parse.sentences:
        if named.title_case(sentence.index):
            continue
        i = sentence.first
        while i < sentence.last:
            last = _word_end(named, i, sentence.last)
            if last == i or any(j in known for j in range(i, last)) or _goes_on(named, i, last):
                i = max(last, i + 1)
                continue
            name = named.parse.phrase(i, last)
            found.setdefault(name, []).append((i, last))
            if _acts(named, last - 1):
                acting.add(name)
            if i > sentence.first or last - i > 1 or named.token(i).ent in {"PERSON", "ORG"}:
                inside.add(name)
            i = last
    return {name: places for name, places in found.items() if name in acting & inside}


def _word_end(named: Named, i: int, limit: int) -> int:
    """Return the end of a capitalised word with its hyphens; ``i`` where none starts."""
    tokens = named.parse.tokens
    if not _name_like(named, i):
        return i
    last = i + 1
    while last + 1 < limit and tokens[last].text == "-" and tokens[last + 1].text[:1].isupper():
        last += 2
    return last


def _name_like(named: Named, i: int) -> bool:
    """Tell whether a token may be a name of one word."""
    token = named.token(i)
    shaped = token.text[:1].isupper() and len(token.text) > 2 and not token.text.isupper()
    plain = token.lower in words("weekdays and months") or is_title(token)
    plain = plain or token.text in words("not names", "outlet heads")
    return shaped and token.pos == "PROPN" and not plain and named.at.get(i) is None


def _goes_on(named: Named, first: int, last: int) -> bool:
    """Tell whether a word is but part of a longer name."""
    tokens = named.parse.tokens
    sentence = named.parse.sentence_of(first)
    before = tokens[first - 1].text if first > sentence.first else ""
    after = tokens[last].text if last < sentence.last else ""
    proper = first > sentence.first and tokens[first - 1].pos == "PROPN"
    name_before = proper and before[:1].isupper()
    return "-" in (before, after) or name_before or after[:1].isupper()


def _acts(named: Named, i: int) -> bool:
    """Tell whether a name says or bargains."""
    token = named.token(i)
    head = named.token(token.head)
    speaks = words("cue clause", "cue object", "cue to", "bargaining verbs")
    return token.dep == "nsubj" and head.pos == "VERB" and head.lemma in speaks


def is_person(named: Named, places: list[Place], labelled: bool) -> bool:
    """Tell whether a name of one word is a person's and not a company's.

    A sentence after one whose subject it is speaks of "he" or "she"; else the parser's label is
    believed, unless the page speaks of a company that has no other name.
    """
    tokens = named.parse.tokens
    for _first, last in places:
        index = tokens[last - 1].sentence + 1
        subject = tokens[last - 1].dep == "nsubj" and index < len(named.parse.sentences)
        if subject and tokens[named.parse.sentences[index].first].lower in {"he", "she"}:
            return True
    company = any(t.lemma in words("company nouns") and t.pos == "NOUN" for t in tokens)
    return labelled and not company
