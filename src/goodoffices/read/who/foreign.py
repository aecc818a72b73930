"""Bodies whose names are not English: "Federación de Pescadores", "Agence du Bassin", "Grupo Y".

Such a name begins with what kind of body it is and goes on over small words ("de la", "ng mga") to
its last capital.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.named import Named
from goodoffices.read.words import lists, table, words

_LIST = lists("foreign.yaml")
_LINKS = _LIST["links"]
_ADJECTIVES = _LIST["adjectives"]
_SHARED = _LIST["shared"] | words("organisation heads")


@cache
def _nouns() -> dict[str, str]:
    heads: dict[str, list[str]] = table("foreign.yaml")["heads"]
    return {word.casefold(): noun for noun, told in heads.items() for word in told}


def english(word: str) -> str:
    """Return the English noun for what a foreign body's name begins with, else the word."""
    return _nouns().get(word.casefold(), word)


def foreign_names(named: Named) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each name of such a body."""
    tokens = named.parse.tokens
    for sentence in named.parse.sentences:
        i = sentence.first
        while i < sentence.last:
            last = foreign_end(tokens, i, sentence.last)
            if last - i > 1:
                yield i, last
            i = max(last, i + 1)


def foreign_stem(name: list[str]) -> list[str]:
    """Return a company's name without its trade: "Tres Rios" of "Grupo Minero Tres Rios"."""
    rest = list(name)
    while len(rest) > 1 and (english(rest[0]) == "company" or rest[0] in _ADJECTIVES):
        rest.pop(0)
    return rest if len(rest) < len(name) and rest[0].lower() not in _LINKS else []


def foreign_end(tokens: Sequence[Token], first: int, limit: int) -> int:
    """Return the end of a foreign name that begins at a token; ``first`` where none does."""
    opening = tokens[first].text if first < limit else ""  # a page may break off before a name
    if not opening[:1].isupper() or opening.casefold() not in _nouns():
        return first
    follows = tokens[first + 1].lower if first + 1 < limit else ""
    if follows not in _LINKS and opening in _SHARED:
        return first
    reached, i = first + 1, first + 1
    while i < limit:
        text = tokens[i].text
        if text[:1].isupper() or (text[:2] in _LINKS and text[2:3].isupper()):
            reached = i + 1
        elif tokens[i].lower not in _LINKS and text != "-":
            break
        i += 1
    return reached
