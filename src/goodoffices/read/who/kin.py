"""Tribes, clans and gangs by their names: "the tribes of A and B", "the A, B and C clans".

The noun tells what the names beside it are, one or several, before the parser takes them for
persons. A name is a row of capitals with their particles; "Tribe" itself is no part of it. Where
the noun is said of any people ("the A and B communities", "A herders"), names must be proper.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.read.who.named import Named
from goodoffices.read.words import words

Place = tuple[int, int]


def kin_names(named: Named) -> list[Place]:
    """Return the places of the names that a noun of kin or of a gang says are theirs."""
    found: list[Place] = []
    for token in named.parse.tokens:
        if named.title_case(token.sentence):
            continue
        if token.text in words("people nouns"):
            floor = named.parse.sentence_of(token.i).first
            row = list(_before(named, token.i, floor))
            found += row if all(_proper(named, *place, floor) for place in row) else ()
        if token.lower not in words("kin nouns"):
            continue
        sentence = named.parse.sentence_of(token.i)
        after = named.parse.tokens[token.i + 1 : sentence.last][:1]
        if after and after[0].lower == "of":
            found += _behind(named, token.i + 2, sentence.last)
        else:
            found += _before(named, token.i, sentence.first)
    return [place for place in found if not any(named.at.get(i) for i in range(*place))]


def _proper(named: Named, first: int, last: int, floor: int) -> bool:
    """Tell whether words are a people's name: no faith, no common word that opens a sentence."""
    row = named.parse.tokens[first:last]
    kinds = words("communities", "party people", "empty adjectives", "realms")
    plain = any({t.lower, t.lemma} & kinds or t.text.isupper() for t in row)
    opens = first == floor and row[0].text not in named.large and row[0].lower in named.small
    return not plain and not opens and row[-1].pos == "PROPN"


def _behind(named: Named, first: int, limit: int) -> Iterator[Place]:
    """Yield the names in a row that starts at a token."""
    while True:
        last = first
        while last < limit and _inside(named, last, last == first, limit):
            last += 1
        if last == first:
            return
        yield first, last
        first = _past_joint(named, last, limit)
        if first == last:
            return


def _past_joint(named: Named, i: int, limit: int) -> int:
    """Return the token behind ",", "and" or both."""
    tokens = named.parse.tokens
    while i < limit and tokens[i].text in {",", "and", "&"}:
        i += 1
    return i


def _before(named: Named, last: int, floor: int) -> Iterator[Place]:
    """Yield the names in a row that ends before a token."""
    tokens = named.parse.tokens
    while True:
        first = last
        while first > floor and _inside(named, first - 1, False, last):
            first -= 1
        while first < last and not _begins(named, first):
            first += 1
        if first == last or (first == floor and named.token(first).pos == "ADJ"):
            return  # "Local tribes"
        first -= first - 1 > floor and tokens[first - 1].text.isdigit()  # "the 300 Zema gang"
        yield first, last
        at = first - 1
        while at >= floor and tokens[at].text in {",", "and", "&"}:
            at -= 1
        if at == first - 1:
            return
        last = at + 1


def _begins(named: Named, i: int) -> bool:
    """Tell whether a token may begin a name: a capital, or a particle before one."""
    token = named.token(i)
    particle = token.lower in words("name particles") and i + 1 < len(named.parse.tokens)
    if particle and not token.text[:1].isupper():
        after = named.token(i + 1).text
        return after[:1].isupper() or after == "-"
    plain = token.lower in words("kin nouns", "weekdays and months", "titles", "role modifiers")
    shaped = token.text[:1].isupper() and token.text.lower() not in {"the", "a", "an", "both"}
    return shaped and not plain and token.pos not in {"DET", "PRON", "ADP", "VERB", "AUX", "CCONJ"}


def _inside(named: Named, i: int, begins: bool, limit: int) -> bool:
    """Tell whether a token may stand in a name."""
    if begins:
        return _begins(named, i)
    token = named.token(i)
    joins = token.text in {"-", "'", "’"} and i + 1 < limit and named.token(i + 1).text.isalnum()
    return joins or _begins(named, i)
