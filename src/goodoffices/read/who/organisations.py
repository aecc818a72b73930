"""Organisations that the gazetteer does not know, by the shape of their names.

A capitalised phrase with a word such as "Council" or "Front" in it is one, and so is whatever an
apposition names ("director of the …"). Agreements, plans and prizes are not. A ministry or an army
of a named state is that state's, not an organisation of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.read.who.persons import Named, PersonMention, organisation_end
from goodoffices.read.words import words


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's name at tokens ``first`` up to ``last``."""

    first: int
    last: int
    name: str
    country: str | None
    rule: str


def find_organisations(
    named: Named, persons: Sequence[PersonMention], covered: set[int]
) -> list[Organisation]:
    """Return the organisations named outside the tokens already taken, in order."""
    places = {p.organisation: "apposition" for p in persons if p.organisation is not None}
    for first, last in _capitalised_runs(named, covered):
        if not any(first < q[1] and q[0] < last for q in places):
            places[first, last] = "shape"
    return [_organisation(named, *place, rule) for place, rule in sorted(places.items())]


def _organisation(named: Named, first: int, last: int, rule: str) -> Organisation:
    """Describe one; its country is that of the state in its name."""
    name = named.parse.phrase(first, last)
    country = next((m.country for i in range(first, last) if (m := named.at.get(i))), None)
    return Organisation(first, last, name, country, rule)


def _capitalised_runs(named: Named, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the capitalised phrases that are shaped like an organisation's name."""
    tokens = named.parse.tokens
    for sentence in named.parse.sentences:
        i = sentence.first
        while i < sentence.last:
            starts = tokens[i].text[:1].isupper() and tokens[i].pos in {"PROPN", "ADJ", "NOUN"}
            if i in covered or not starts:
                i += 1
                continue
            limit = next((j for j in range(i, sentence.last) if j in covered), sentence.last)
            end = max(organisation_end(tokens, i, limit), i + 1)
            end = _cut_at_names(named, i, end)
            if _is_organisation(named, i, end):
                yield i, end
                i = end
            else:
                i += 1


def _cut_at_names(named: Named, first: int, end: int) -> int:
    """End the phrase before "and" or "in" a state or another name: "the Council and Iran"."""
    tokens = named.parse.tokens
    for i in range(first + 1, end - 1):
        if tokens[i].text in {"in", "and", "on", "for"} and named.at.get(i + 1) is not None:
            return i
        if tokens[i].text == "in":
            return i
    return end


def _is_organisation(named: Named, first: int, last: int) -> bool:
    """Tell whether a capitalised phrase is an organisation of its own."""
    tokens = named.parse.tokens
    forms = [tokens[i].text for i in range(first, last)]
    core = forms[: forms.index("of")] if "of" in forms else forms
    if last - first < 2 or not set(forms) & words("organisation heads"):
        return False
    if (
        not core
        or core[-1] in words("not organisations")
        or forms[-1] in words("not organisations")
    ):
        return False
    if core[-1] not in words("organisation heads") and forms[-1] not in words("organisation heads"):
        return False
    return not _is_state_body(named, first, last)


def _is_state_body(named: Named, first: int, last: int) -> bool:
    """Tell whether the phrase is known already, or is a body of the state it names."""
    mentions = [named.at.get(i) for i in range(first, last)]
    if mentions[0] is not None and all(m is mentions[0] for m in mentions):
        return True
    head = named.parse.tokens[last - 1].lower
    state = next((m for m in mentions if m is not None and m.kind == "state"), None)
    return state is not None and head in words("government nouns")
