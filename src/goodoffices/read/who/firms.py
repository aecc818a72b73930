"""Companies and bodies by names that could be persons': "the timber group Lorm Vale".

What stands before such a name or behind it says what it is, and so does a company's legal form, on
one place of a page for all others: "Lorm Vale Berhad", then "Lorm Vale".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.read.who.named import Named, is_title
from goodoffices.read.who.shortforms import stem_of
from goodoffices.read.words import words

if TYPE_CHECKING:
    from goodoffices.read.who.ties import ActorRecord

Place = tuple[int, int]


def firm_names(named: Named, led: Iterable[Place] = (), defined: Iterable[str] = ()) -> list[Place]:
    """Return the places of names of several words that a page says are a company's or a body's.

    ``led`` are the names of what somebody is told to lead or to speak for, ``defined`` the names
    that a page gives a body for its own use.
    """
    bodies = words("named bodies")
    told = [p for p in _runs(named) if is_company(named, *p) or _called(named, p[0]) in bodies]
    told += [(first, last) for first, last in led if last - first > 1]
    names = {tuple(t.text for t in named.parse.tokens[first:last]) for first, last in told}
    names |= {row for name in defined if len(row := tuple(name.split())) > 1}
    names |= {stem for name in names if len(stem := tuple(stem_of(" ".join(name)))) > 1}
    return sorted({*told, *_repeated(named, names)}) if names else []


def companies(
    named: Named, records: Mapping[str, ActorRecord], mentions: Iterable[tuple[str, int, int]]
) -> list[str]:
    """Return the bodies that a page speaks of as companies, and not but in passing.

    One is called so, has a company's form or a chief executive, or no other sign of what it is.
    ``mentions`` are whose name stands from which token up to which.
    """
    called = {key for key, first, last in mentions if is_company(named, first, last)}
    titles = words("company titles")
    called |= {p.affiliation or "" for p in records.values() if (p.role or "").lower() in titles}
    return [
        key
        for key, record in records.items()
        if record.kind == "organisation"
        and not set(record.name.split()) & words("organisation heads")
        and (
            key in called
            or record.rule in {"lone", "defined"}
            or record.name.split()[-1] in words("company forms")
            or (len(record.places) > 1 and stem_of(record.name))
        )
    ]


def _runs(named: Named) -> Iterator[Place]:
    """Yield the rows of two and more capitalised names, in running sentences."""
    tokens = named.parse.tokens
    for sentence in named.parse.sentences:
        if named.title_case(sentence.index):
            continue
        first = sentence.first
        while first < sentence.last:
            last = first
            while last < sentence.last and _inside(named, last):
                last += 1
            if last - first > 1 and not is_title(tokens[first]):
                yield first, last
            first = max(last, first + 1)


def _inside(named: Named, i: int) -> bool:
    """Tell whether a token may be a word of such a name."""
    token = named.token(i)
    if token.pos != "PROPN" or not token.text[:1].isupper() or named.at.get(i) is not None:
        return False
    plain = words("organisation heads", "not names", "outlet heads")
    return token.text not in plain and token.lower not in words("weekdays and months")


def is_company(named: Named, first: int, last: int) -> bool:
    """Tell whether a name is told to be a company's: by its form, or by a noun beside it."""
    tokens, sure = named.parse.tokens, words("sure company nouns")
    if tokens[last - 1].text in words("company forms") or _called(named, first) in sure:
        return True
    sentence = named.parse.sentence_of(first)
    if last >= sentence.last or tokens[last].text != ",":
        return False
    behind = (t for t in tokens[last + 1 : sentence.last] if t.dep == "appos" and t.pos == "NOUN")
    nouns = words("company nouns") | sure
    return any(first <= t.head < last and t.lemma in nouns for t in behind)


def _called(named: Named, first: int) -> str:
    """Return the noun right before a name that says what it is, or nothing."""
    if first == named.parse.sentence_of(first).first:
        return ""
    before = named.token(first - 1)
    return before.lemma if before.pos == "NOUN" and before.text.islower() else ""


def _repeated(named: Named, names: set[tuple[str, ...]]) -> Iterator[Place]:
    """Yield every place of a page where one of some names stands."""
    tokens = named.parse.tokens
    opening: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        opening.setdefault(name[0], []).append(name)
    for token in tokens:
        for name in opening.get(token.text, ()):
            last = token.i + len(name)
            whole = tuple(t.text for t in tokens[token.i : last]) == name
            if whole and not (last < len(tokens) and tokens[last].text in words("company forms")):
                yield token.i, last
