"""Organisations and armed groups that the gazetteer does not know, by the shape of their names.

A capitalised phrase with a word such as "Council" or "Front" in it is one, and so is whatever an
apposition names ("director of the …"), what a short form in brackets spells out ("the Lake Forum
for Peace (LFP)"), and what has fighters or is called a gang. Agreements, plans and prizes are not.
A ministry or an army of a named state is that state's, not an organisation of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.bodynames import is_state_body, organisation_end
from goodoffices.read.who.named import Named, is_title
from goodoffices.read.who.names import headline_verb
from goodoffices.read.who.persons import PersonMention
from goodoffices.read.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation's name at tokens ``first`` up to ``last``; ``short`` is its short form."""

    first: int
    last: int
    name: str
    country: str | None
    rule: str
    group: bool = False
    short: str = ""


def find_organisations(
    named: Named,
    persons: Sequence[PersonMention],
    covered: set[int],
    kin: Sequence[tuple[int, int]] = (),
    firms: Sequence[tuple[int, int]] = (),
) -> list[Organisation]:
    """Return the organisations named outside the tokens already taken, in order.

    ``kin`` are the names of tribes, clans and gangs, ``firms`` those told to be a company's.
    """
    places = {p.organisation: "apposition" for p in persons if p.organisation is not None}
    taken = {i for place in places for i in range(*place)}
    told = [place for place in firms if not taken & set(range(*place))]
    places |= dict.fromkeys(told, "apposition") | dict.fromkeys(kin, "band")
    for finder, rule in (
        (_spelled_out, "acronym"),
        (_banded, "band"),
        (_capitalised_runs, "shape"),
        (_apposed, "apposition"),
        (_speaking, "shape"),
    ):
        for first, last in finder(named, covered):
            if not any(first < q[1] and q[0] < last for q in places):
                places[first, last] = rule
    return [_organisation(named, *place, rule) for place, rule in sorted(places.items())]


def _organisation(named: Named, first: int, last: int, rule: str) -> Organisation:
    """Describe one; its country is that of the state in its name."""
    inside = [m for i in range(first, last) if (m := named.at.get(i))]
    inside.sort(key=lambda mention: mention.kind == "place")  # "Bursa Malaysia" is no town's
    country = next((m.country for m in inside), None)
    owner = named.side(first - 2) if first > 1 else None
    if country is None and owner and owner.kind == "state" and named.token(first - 1).tag == "POS":
        country = owner.country  # "Chad's Lake Council"
    forms = {named.token(i).text for i in range(first, last)}
    known = any((m := named.at.get(i)) and m.kind == "group" for i in range(first, last))
    return Organisation(
        first=first,
        last=last,
        name=named.parse.phrase(first, last),
        country=country,
        rule=rule,
        group=rule == "band" or known or bool(forms & words("group heads")),
        short=_short(named, last),
    )


def _short(named: Named, last: int) -> str:
    """Return the short form in brackets behind a name, or an empty string."""
    tokens = named.parse.tokens
    inside = last + 1 < len(tokens) and tokens[last].text == "("
    text = tokens[last + 1].text if inside else ""
    return text if len(text) > 1 and text.isupper() and text.isalpha() else ""


def _starts(named: Named, i: int) -> bool:
    """Tell whether a capitalised name may start at a token."""
    token = named.token(i)
    starts = token.text[:1].isupper() and token.pos in {"PROPN", "ADJ", "NOUN"}
    return starts and token.lower not in words("openings of sentences")


def _spelled_out(named: Named, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the phrases whose first letters stand in brackets behind them."""
    tokens = named.parse.tokens
    for bracket in (t.i for t in tokens if t.text == "("):
        short = _short(named, bracket)
        if len(short) < 2:
            continue
        floor = named.parse.sentence_of(bracket).first
        for first in range(bracket - 1, max(floor, bracket - 12) - 1, -1):
            if first in covered or (tokens[first].pos == "PUNCT" and tokens[first].text != "-"):
                break
            large = [t for t in tokens[first:bracket] if t.text[0].isupper()]
            body = tokens[bracket - 1].text not in words("not organisations")
            body = body and not _governs(named, first, bracket)
            if body and _starts(named, first) and len(large) > 1 and _initials(large, short):
                whole = named.at.get(first)
                if whole is None or any(
                    named.at.get(i) is not whole for i in range(first, bracket)
                ):
                    yield first, bracket
                break


def _governs(named: Named, first: int, last: int) -> bool:
    """Tell whether a phrase is but a state's government: "the Government of Ghana"."""
    state = named.side(last - 1)
    nouns = {token.lower for token in named.parse.tokens[first:last]}
    return bool(state and state.kind == "state" and nouns & words("person government nouns"))


def _initials(large: Sequence[Token], short: str) -> bool:
    """Tell whether capitalised words begin with the letters of a short form, in order."""
    letters = "".join(t.text[0] for t in large)
    return letters == short or (
        len(short) > 2 and letters.startswith(short[:-1]) and len(letters) == len(short)
    )


def _banded(named: Named, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield unknown names that have fighters, or that are called a gang, a militia, a clan."""
    tokens = named.parse.tokens
    for sentence in named.parse.sentences:
        if named.title_case(sentence.index):
            continue
        for i in range(sentence.first, sentence.last):
            if i in covered or named.at.get(i) is not None or not _starts(named, i):
                continue
            before = tokens[i - 1] if i > sentence.first else None
            if before is not None and (i - 1 in covered or _inside(named, before)):
                continue
            first = i - 1 if before is not None and before.text.isdigit() else i
            last = i
            while last < sentence.last and _starts(named, last) and tokens[last].pos == "PROPN":
                last += 1
            if last > i and _of_band(named, first, last, sentence.first, sentence.last):
                yield first, last


def _inside(named: Named, before: Token) -> bool:
    """Tell whether a token before a name is the name's own beginning."""
    return before.text[:1].isupper() and before.pos == "PROPN" and named.at.get(before.i) is None


def _of_band(named: Named, first: int, last: int, start: int, end: int) -> bool:
    """Tell whether a name is a band's: "fighters of X", "the X gang"."""
    tokens = named.parse.tokens
    if any(named.at.get(i) is not None for i in range(first, last)):
        return False
    after = tokens[last].lower if last < end else ""
    begins = first > start and tokens[first - 1].lower in {"the", "a"}
    if after in words("band nouns") and begins:
        return True
    at = first - 1
    if at > start and tokens[at].lower == "the":
        at -= 1
    if at <= start or tokens[at].lower != "of" or tokens[last - 1].text in words("not names"):
        return False
    whose = tokens[at - 1]
    return bool({whose.lemma, whose.lower, whose.lower.rstrip("s")} & words("fighter nouns"))


def _capitalised_runs(named: Named, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the capitalised phrases that are shaped like an organisation's name."""
    tokens = named.parse.tokens
    for sentence in named.parse.sentences:
        i = sentence.first
        while i < sentence.last:
            if i in covered or not _starts(named, i) or _people_of(named, i, sentence.last):
                i += 1
                continue
            limit = next((j for j in range(i, sentence.last) if j in covered), sentence.last)
            end = max(organisation_end(tokens, i, limit), i + 1)
            end = _cut_at_names(named, i, end)
            told = named.title_case(sentence.index) and any(
                headline_verb(t.lower, opens=True) and t.text not in words("organisation heads")
                for t in tokens[i:end]
            )  # "Envoy Tells Lake Council"
            if not told and _is_organisation(named, i, end):
                yield i, end
                i = end
            elif end - i > 1 and (_of_an_office(named, i) or is_state_body(named, i, end)):
                i = end  # no part of "the Iranian Foreign Ministry" is a body of its own
            else:
                i += 1


def _apposed(named: Named, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield unknown names that are called a company: "Lorm Health, a listed company that …"."""
    tokens = named.parse.tokens
    for token in tokens:
        if token.dep != "appos" or token.lemma not in words("company nouns"):
            continue
        last = tokens[token.head].i + 1
        comma = last < len(tokens) and tokens[last].text == "," and last < token.i
        first = last
        floor = named.parse.sentence_of(token.i).first
        while first > floor and tokens[first - 1].pos == "PROPN" and _starts(named, first - 1):
            first -= 1
        new = not any(i in covered or named.at.get(i) is not None for i in range(first, last))
        if comma and first < last and new and not is_title(tokens[first]):
            yield first, last


def _speaking(named: Named, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the names behind "the" that speak somewhere: "the Shore Covenant denied it"."""
    tokens = named.parse.tokens
    others = words("outlet heads", "not names", "not organisations", "organisation heads")
    for name in sorted(named.articled):
        row = name.split()
        places = [
            (t.i, t.i + len(row))
            for t in tokens
            if t.text == row[0] and [u.text for u in tokens[t.i : t.i + len(row)]] == row
        ]
        heads = [tokens[last - 1] for _first, last in places]
        speaks = any(t.dep == "nsubj" and _says(tokens[t.head]) for t in heads)
        state = row[-1].lower() in words("government nouns")  # "the Royal Government of Cambodia"
        other = state or others & set(row) or any(map(is_title, heads))
        if speaks and not other:
            yield from (p for p in places if covered.isdisjoint(range(*p)))


def _says(verb: Token) -> bool:
    return verb.lemma in words("cue clause")


def _people_of(named: Named, i: int, last: int) -> bool:
    """Tell whether a capital only begins a sentence: "Members of the Dockers' Union"."""
    token = named.token(i)
    people = token.pos == "NOUN" and token.lemma in words("fighter nouns", "official nouns")
    people = people or (token.tag == "NNS" and token.lower in named.small)  # "Farmers of the Front"
    return people and i + 1 < last and named.token(i + 1).lower == "of"


def _cut_at_names(named: Named, first: int, end: int) -> int:
    """End the phrase before "and" or "in" a state or another name: "the Council and Iran"."""
    tokens = named.parse.tokens
    for i in range(first + 1, end - 1):
        if tokens[i].text in {"in", "and", "on", "for"} and named.at.get(i + 1) is not None:
            return i
        if tokens[i].text == "in":
            return i
        whole = named.at.get(first)
        joins = tokens[i].text == "and"
        if joins and whole is not None and all(named.at.get(j) is whole for j in range(first, i)):
            return i
        if joins and (tokens[i + 1].lower == "the" or is_title(tokens[i + 1])):
            return i  # "the Dialogue Centre and Sheikh Musa Brahim"
        if tokens[i].text in {"and", "&"} and _two_bodies(named, first, i, end):
            return i
    return end


def _two_bodies(named: Named, first: int, at: int, end: int) -> bool:
    """Tell whether an "and" joins two bodies' names: "the Dockers Union and Harbour Trust".

    What is on both sides of it would be a body's name by itself. Where the first may still go on
    ("the Council for Peace and Development Board", "the Iron Workers and Smelters Union"), the page
    has to name it elsewhere too.
    """
    tokens = named.parse.tokens
    forms = [t.text for t in tokens[first:at]]
    ends = len(forms) == 1 and first > 0 and _starts(named, first - 1)  # a name begun before
    ends = ends and forms[0] in words("organisation heads")
    if not _is_organisation(named, at + 1, end):
        return False
    if ends or not _is_organisation(named, first, at):
        return ends
    goes_on = {"of", "for"} & set(forms) or forms[-1].endswith("s")
    return not goes_on or _alone(named, first, at)


def _alone(named: Named, first: int, at: int) -> bool:
    """Tell whether a name stands elsewhere on its page without what is joined to it here."""
    tokens, size = named.parse.tokens, at - first
    forms = [t.text for t in tokens[first:at]]
    return any(
        j != first
        and tokens[j].text == forms[0]
        and [t.text for t in tokens[j : j + size]] == forms
        and all(t.text not in {"and", "&"} for t in tokens[j + size : j + size + 1])
        for j in range(len(tokens) - size + 1)
    )


def _is_organisation(named: Named, first: int, last: int) -> bool:
    """Tell whether a capitalised phrase is an organisation of its own."""
    tokens = named.parse.tokens
    forms = [tokens[i].text for i in range(first, last)]
    if last - first < 2 or _of_an_office(named, first):
        return False
    while len(forms) > 2 and (forms[-1].isdigit() or forms[-1] in words("numbered parts")):
        if forms[-1] in words("organisation heads"):
            break
        forms.pop()
    if forms[-1] in words("company forms") or _deals(named, first, last):
        return True
    if forms[-1] in words("branches") and tokens[last - 2].pos == "PROPN":
        return not is_title(tokens[last - 2]) and tokens[last - 2].text not in words("not names")
    if not set(forms) & words("organisation heads"):
        return False
    linked = next(
        (n for n, form in enumerate(forms) if form in {"of", "for", "on", "against"}), None
    )
    core = forms[:linked]
    heads, others = words("organisation heads"), words("not organisations")
    if linked is not None and core and is_title(tokens[first + linked - 1]):
        return False  # "Secretary General of the Forum"
    if not core or core[-1] in others or (linked is None and forms[-1] in others):
        return False
    if core[-1] not in heads and forms[-1] not in heads:
        return False
    return not is_state_body(named, first, last)


def _of_an_office(named: Named, first: int) -> bool:
    """Tell whether matters follow and no body: "the Minister of International Relations and …"."""
    tokens = named.parse.tokens
    linked = first > 1 and tokens[first - 1].lower in {"of", "for"}
    return linked and tokens[first - 2].lower in words("state offices")


def _deals(named: Named, first: int, last: int) -> bool:
    """Tell whether a row of names ends in what a company deals in: "Lorm Copper"."""
    tokens = named.parse.tokens
    if tokens[last - 1].text not in words("company trades"):
        return False
    topic = first > 1 and tokens[first - 1].lower in {"of", "for", "and", "&"}
    plain = words("not names", "organisation heads", "role modifiers")
    row = tokens[first:last]
    proper = all(t.pos == "PROPN" and named.at.get(t.i) is None for t in row)
    known = any(t.ent in {"ORG", "PERSON"} for t in row)
    return proper and known and not topic and not {row[0].text, row[0].lower} & plain
