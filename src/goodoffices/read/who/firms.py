"""Companies and bodies by names that could be persons': "the timber group Lorm Vale".

What stands before such a name or behind it says what it is, and so does a company's legal form, on
one place of a page for all others: "Lorm Vale Berhad", then "Lorm Vale".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.read.who.foreign import foreign_names
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
    runs = [*_runs(named)]
    told = [p for p in runs if is_company(named, *p) or _called(named, p[0]) in bodies]
    told += [(first, last) for first, last in led if last - first > 1]
    told += [*foreign_names(named), *_working(named, runs)]
    names = {tuple(t.text for t in named.parse.tokens[first:last]) for first, last in told}
    names |= {row for name in defined if len(row := tuple(name.split())) > 1}
    names |= {stem for name in names if len(stem := tuple(stem_of(" ".join(name)))) > 1}
    every = {*told, *_repeated(named, names)} if names else set()
    inside = {(i, p) for p in every for i in range(*p)}
    longer = {q: p for q in every for i, p in inside if i == q[0] and p[1] - p[0] > q[1] - q[0]}
    return sorted(every - longer.keys())


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
    heads = words("organisation heads")
    names = [r.name.split() for r in records.values()]
    short = {"".join(w[0] for w in name if w[0].isupper()) for name in names if heads & {*name}}
    return [
        key
        for key, record in records.items()
        if record.kind == "organisation"
        and not set(record.name.split()) & heads
        and (key in called or record.name not in short)  # "LDU" of the Lorm Dockers' Union
        and (
            key in called
            or record.rule in {"lone", "defined"}
            or record.name.split()[-1] in words("company forms")
            or (len(record.places) > 1 and stem_of(record.name))
        )
    ]


def _working(named: Named, runs: Iterable[Place]) -> Iterator[Place]:
    """Yield the names of which somebody runs a plant and speaks: "the Orvel Nord smelter".

    A person has one only as its owner, and a town says nothing.
    """
    every = list(runs)
    names = {place: named.parse.phrase(*place) for place in every}
    heard = {names[p] for p in every if _speaks(named, p[1] - 1)}
    titled = {names[p] for p in every if p[0] and is_title(named.token(p[0] - 1))}
    works = words("works of companies")
    for first, last in every:
        at = last
        while at < len(named.parse.tokens) and named.token(at).pos in {"NOUN", "ADJ", "VERB"}:
            if named.token(at).lemma in works and names[first, last] in heard - titled:
                yield first, last
                break
            at += 1


def _speaks(named: Named, i: int) -> bool:
    """Tell whether a name is who says or bargains."""
    token = named.token(i)
    head = named.token(token.head)
    return token.dep == "nsubj" and head.lemma in words("cue clause", "bargaining verbs")


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
