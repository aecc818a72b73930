"""Where persons' names stand in a text: by the parser, by titles, by the gazetteer, by their shape.

A name is known by the parser's entity, by a title before it ("Prime Minister X"), by the gazetteer
of leaders, or by what stands beside capitalised words; a surname alone by the full name elsewhere.
What a headline's capitals, a town, a body or a thing but look like is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.named import POSSESSIVE, Named, is_title
from goodoffices.read.words import act_verbs, words

_PHRASE_ENDS = frozenset({",", "—", "–", ")", ";", "."})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "«", "»", "``", "''"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOT_NAMES = frozenset({"Mr.", "Mrs.", "Ms.", "Dr.", "H.E.", "I", "God", "Islam", "Allah", "Covid"})


def person_names(named: Named) -> list[tuple[int, int, str]]:
    """Return (first, last, rule) of every name in order, surnames that stand alone among them."""
    names = _names(named)
    return sorted([*names, *_surnames(named, names)])


def _names(named: Named) -> list[tuple[int, int, str]]:
    """Return (first, last, rule) of every name, the longer of two that overlap."""
    candidates: list[tuple[int, int, str]] = []
    for sentence in named.parse.sentences:
        i = sentence.first
        while i < sentence.last:
            mention = named.at.get(i)
            if mention is not None and mention.kind == "leader":
                first, last = _grown(named, i, mention_end(named, i))
                candidates.append((first, last, "leader"))
            elif is_title(named.token(i)) and i + 1 < sentence.last:
                last = _run(named, i + 1 + _named_like_state(named, i + 1), sentence.last)
                no_name = words("not names", "headline words")
                lone = last == i + 2 and named.token(i + 1).text in no_name
                lone = lone or named.token(i + 1).text in words("organisation heads")
                if last > i + 1 and not lone:
                    candidates.append((i + 1, last, "title"))
            i += 1
    for first, last, label in named.parse.entities:
        at = first if label == "PERSON" else last
        while at < last and (trimmed := _trimmed(named, at, last)) is not None:
            candidates.append((*trimmed, "entity"))
            at = trimmed[1]  # "Ida Kol Warns Jon Brann" are two
            if at < last and named.token(at).lower == "of":
                break  # "Ida Brann of Ostrand": what she is of is no name of hers
    candidates += (*_shaped(named), *(held := list(_hyphened(named))))
    kept = [
        c
        for c in _longest(candidates)
        if c in held or (not _is_body(named, *c) and not _of_plain_words(named, c[0], c[1]))
    ]
    held_office = {named.parse.phrase(c[0], c[1]) for c in kept if c[2] in {"title", "leader"}}
    bodies = named.articled - held_office
    kept = [
        c
        for c in kept
        if c[2] not in {"shape", "entity"} or named.parse.phrase(c[0], c[1]) not in bodies
    ]
    entities = [(first, last) for first, last, _label in named.parse.entities]
    towns = {named.parse.phrase(*place) for place in entities if _lies(named, *place)}
    return [c for c in kept if c[2] != "entity" or named.parse.phrase(c[0], c[1]) not in towns]


def _named_like_state(named: Named, i: int) -> bool:
    """Tell whether a given name is a state's name, too: "Minister Israel Brann"."""
    mention, tokens = named.side(i), named.parse.tokens
    if mention is None or mention.form != "name" or i + 1 >= len(tokens):
        return False
    ahead = i + 1
    while ahead + 1 < len(tokens) and tokens[ahead].lower in words("name particles"):
        ahead += 1
    alone = named.at.get(i + 1) is not mention and named.at.get(i - 1) is not mention
    return alone and tokens[ahead].pos == "PROPN" and _can_be_name(named, ahead)


def _lies(named: Named, first: int, last: int) -> bool:
    """Tell whether something happens "in" a name that the parser may take for a person's.

    Or stands there: "…, where the troops are".
    """
    tokens = named.parse.tokens
    if last - first < 2 or first < 2 or tokens[last - 1].dep != "pobj":
        return False
    behind = [t.lower for t in tokens[last : last + 2]]
    if behind == [",", "where"]:
        return True  # "pull out of Tell Bari, where the troops are"
    if tokens[first - 1].lower != "in":
        return False
    above = tokens[tokens[first - 1].head]
    return above.lemma in words("happening in places")


def _of_plain_words(named: Named, first: int, last: int) -> bool:
    """Tell whether a headline's capitals but look like a name: "Rebel Leader Sign Ceasefire".

    The page writes the last of them small elsewhere, and never with a capital in a sentence.
    """
    word = named.token(last - 1)
    if last - first < 2 or not named.title_case(word.sentence):
        return False
    return word.lower in named.small and word.text not in named.large


def _is_body(named: Named, first: int, last: int, rule: str) -> bool:
    """Tell whether a name is a body's or an outlet's by its last word, a place's by its first."""
    text = named.token(last - 1).text
    trades = words("company forms", *(() if rule == "title" else ("company trades",)))
    body = text in words("organisation heads", "outlet heads", "not names", "branches")
    body = body or text in trades
    body = body or (rule != "title" and named.token(first).text in words("place openers"))
    known = named.at.get(last - 1) is not None and text not in words("branches")
    return body and last - first > 1 and not known


def _shaped(named: Named) -> Iterator[tuple[int, int, str]]:
    """Yield the names that only their shape and what stands beside them show.

    Two or more capitalised words are a person's where they are who speaks or meets, where a
    state owns them ("Kazakhstan's X Y"), where a title and a comma stand before them, or where
    the last of them alone speaks elsewhere; an initial and a word are, and so is what somebody
    is "known as".
    """
    tokens = named.parse.tokens
    reached = 0
    alone = {
        t.text
        for t in tokens
        if t.dep == "nsubj" and t.pos == "PROPN" and not named.parse.children(t.i)
        if tokens[t.head].lemma in words("cue clause")
    }
    for sentence in named.parse.sentences:
        if named.title_case(sentence.index):
            continue
        for i in range(sentence.first, sentence.last):
            if i < reached or tokens[i].pos not in {"PROPN", "X"} or not _can_be_name(named, i):
                continue
            last = _run(named, i, sentence.last)
            reached = last
            place = [j for j in range(i, last - 2) if _ends_office(tokens[j])]
            if place and _after_office(named, place[-1] + 1, last, sentence.first, sentence.last):
                yield place[-1] + 1, last, "shape"  # "envoy for the Middle East Ida Brann"
                continue
            if i - 2 >= sentence.first and called(named, i):
                yield i, last, "called"
            elif (last - i > 1 and tokens[last - 1].text in alone) or _shows_person(
                named, i, last, sentence.first, sentence.last
            ):
                yield i, last, "shape"


def _hyphened(named: Named) -> Iterator[tuple[int, int, str]]:
    """Yield the names with a hyphened given name before an office: "Hye-jin Park, head of"."""
    tokens = named.parse.tokens
    for i in range(len(tokens) - 6):
        given, hyphen, second, name, comma = tokens[i : i + 5]
        spelt = given.text[:1].isupper() and given.text.isalpha() and second.text.islower()
        if spelt and hyphen.text == "-" and comma.text == "," and name.pos == "PROPN":
            held = any(is_title(t) for t in tokens[i + 5 : i + 8])
            if held and name.text.istitle() and named.at.get(name.i) is None:
                yield i, i + 4, "shape"


def called(named: Named, first: int) -> bool:
    """Tell whether a name is what somebody is known as."""
    forms = [t.lower for t in named.parse.tokens[max(0, first - 5) : first]]
    forms = [form for form in forms if form not in _QUOTES][-4:]
    if not forms:
        return False
    if forms[-1] == "of":
        forms = forms[:-1]
    if _of_a_body(named, first):
        return False
    by_name = forms[-1] in {"name", "alias", "guerre", "nicknamed", "codenamed"}
    return by_name or (forms[-1] == "as" and forms[-2:][0] in words("naming words"))


def _of_a_body(named: Named, first: int) -> bool:
    """Tell whether what a name is given to is a body: "the Lake Agency, known as Lakag"."""
    tokens = named.parse.tokens
    floor = named.parse.sentence_of(first).first
    comma = next((i for i in range(first - 1, floor, -1) if tokens[i].text == ","), floor)
    at = comma - 1
    heads, links = words("organisation heads"), {"of", "for", "and", "the"}
    while at >= floor and (tokens[at].text[:1].isupper() or tokens[at].lower in links):
        if tokens[at].text in heads:
            return True
        at -= 1
    return False


def _shows_person(named: Named, first: int, last: int, start: int, end: int) -> bool:
    """Tell whether what stands beside capitalised words shows that they name a person."""
    tokens = named.parse.tokens
    before = tokens[first - 1] if first > start else None
    before2 = tokens[first - 2] if first - 1 > start else None
    if last - first < 2 or any(t.text in words("not names") for t in tokens[first:last]):
        return False
    initial = len(tokens[first].text) == 2 and tokens[first].text.endswith(".")
    if initial or (before and before.text in {",", "("} and before2 and is_title(before2)):
        return True
    if _after_office(named, first, last, start, end):
        return True
    owner = named.side(first - 2) if before2 else None
    if owner and owner.kind == "state" and before and before.text in POSSESSIVE:
        body = last < end and tokens[last].text in words("organisation heads")
        return not body and (last >= end or tokens[last].pos != "NOUN")
    head = tokens[last - 1]
    if before and before.lower in {"the", "a", "an"}:
        return False
    if _given_first(named, first, last) or _appointed(named, first, last, head):
        return True
    holds = (tokens[c] for c in named.parse.children(head.i) if tokens[c].dep == "appos")
    if head.dep == "nsubj" and any(t.pos == "NOUN" and is_title(t) for t in holds):
        return True  # "Ida Brann, principal secretary for fisheries, raised the matter"
    acts = tokens[head.head].lemma in words("human verbs", "cue clause")
    return (acts or _goes_on_as_person(named, head)) and head.dep in {"nsubj", "nsubjpass"}


def _given_first(named: Named, first: int, last: int) -> bool:
    """Tell whether two or three words open with a given name and stand where people do."""
    tokens, head = named.parse.tokens, named.token(last - 1)
    called = words("women's names", "men's names")
    if last - first > 3 or tokens[first].lower not in called or head.pos != "PROPN":
        return False
    after = tokens[last] if last < len(tokens) else head
    larger = after.pos in {"NOUN", "PROPN"} and after.sentence == head.sentence
    return not larger and head.dep in {"nsubj", "nsubjpass", "dobj", "dative", "conj", "appos"}


def _appointed(named: Named, first: int, last: int, head: Token) -> bool:
    """Tell whether a name is of whom somebody appoints: "named Ida Brann as its envoy"."""
    tokens, verb = named.parse.tokens, named.token(head.head)
    if verb.lower == "of" and verb.head != verb.i:  # "the appointment of Ida Brann as envoy"
        verb = tokens[verb.head]
    if verb.lemma not in words("appointing words") or last - first > 4:
        return False
    sentence = named.parse.sentence_of(first)
    behind = tokens[last : sentence.last]
    passive = tokens[verb.i + 1 : sentence.last] if verb.i >= last else ()
    near = (*behind[:7], *passive[:7])
    return any(is_title(t) or t.lemma in words("go-betweens") for t in near)


def _goes_on_as_person(named: Named, name: Token) -> bool:
    """Tell whether the next sentence goes on with "he" or "she": "Ida Brann sat down. She …"."""
    parse, index = named.parse, name.sentence + 1
    if index >= len(parse.sentences) or parse.paragraph_of(index) != parse.paragraph_of(index - 1):
        return False
    return named.token(parse.sentences[index].first).lower in {"he", "she"}


def _ends_office(token: Token) -> bool:
    """Tell whether a word may close an office before a name: "Middle East", "Foreign Affairs"."""
    return token.text in words("not names", "topics of an office")


def _after_office(named: Named, first: int, last: int, start: int, end: int) -> bool:
    """Tell whether an office that is of something stands before a name.

    "The minister for fisheries, Semi Nakuruvesi," and "prime minister of Samoa Leiataua Fepuleai".
    """
    tokens = named.parse.tokens
    i = first - 1
    if i > start and tokens[i].text == ",":
        if last < end and tokens[last].text not in _PHRASE_ENDS and tokens[last].tag not in _FINITE:
            return False
        i -= 1
    elif i <= start or not (named.at.get(i) or _ends_office(tokens[i])):
        return False
    linked = False
    for at in range(i, max(start - 1, i - 8), -1):
        token = tokens[at]
        if is_title(token):
            return linked
        linked = linked or token.lower in {"of", "for", "to"}
        inside = token.pos in {"NOUN", "PROPN", "ADJ", "DET", "CCONJ"} or token.text[:1].isupper()
        if not inside and token.lower not in {"of", "for", "to"}:
            return False
    return False


def _surnames(named: Named, names: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the surnames that stand alone of persons whose full name the text has elsewhere."""
    tokens = named.parse.tokens
    covered = {i for first, last, _rule in names for i in range(first, last)}
    known = {tokens[last - 1].text for first, last, _rule in names if last - first > 1}
    for token in tokens:
        free = token.i not in covered and named.side(token.i) is None
        if free and token.text in known and len(token.text) > 1 and _can_be_name(named, token.i):
            yield _with_given_names(named, token.i, covered), token.i + 1, "surname"


def _with_given_names(named: Named, surname: int, covered: set[int]) -> int:
    """Return where a name begins whose surname is known: at the given names before it.

    A surname may be the second half of a double one: "Roche" of "Ida Brann-Roche".
    """
    first = surname
    while first and first - 1 not in covered:
        halves = first > 1 and named.token(first - 1).text == "-" and _close(named, first - 1)
        at = first - 1 - halves
        before = named.token(at)
        if at in covered or not _can_be_name(named, at):
            break
        if not halves and (
            before.dep != "compound" or before.head not in range(first, surname + 1)
        ):
            break
        first = at
    return first


def _close(named: Named, i: int) -> bool:
    """Tell whether no space stands on either side of a token."""
    before, token, after = named.parse.tokens[i - 1 : i + 2]
    return before.end == token.start and token.end == after.start


def _longest(candidates: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep the longest of the candidates that overlap, and the first of equals."""
    order = {"leader": 0, "title": 1, "called": 2, "entity": 3, "shape": 4}
    kept: list[tuple[int, int, str]] = []
    taken = set[int]()
    for candidate in sorted(candidates, key=lambda c: (c[0] - c[1], order[c[2]])):
        if taken.isdisjoint(range(candidate[0], candidate[1])):
            kept.append(candidate)
            taken.update(range(candidate[0], candidate[1]))
    return sorted(kept)


def mention_end(named: Named, i: int) -> int:
    """Return the token after the gazetteer's mention at a token."""
    mention = named.at[i]
    while named.at.get(i) is mention:
        i += 1
    return i


def _can_be_name(named: Named, i: int) -> bool:
    """Tell whether a token may be part of a person's name."""
    token = named.token(i)
    text = token.text
    if (
        named.side(i) is not None
        or is_title(token)
        or text in _NOT_NAMES
        or _opens_clause(named, i)
        or _dated(named, i)
    ):
        return False
    lower = text.lower()
    if lower in words("weekdays and months") or lower in words("role modifiers"):
        return False
    initial = len(text) == 2 and text.endswith(".")
    shaped = text[0].isupper() and ((len(text) > 1 and not text.isupper()) or initial)
    return shaped and token.pos in {"PROPN", "NOUN", "ADJ", "X", "VERB", "ADP", "INTJ"}


def _run(named: Named, first: int, limit: int) -> int:
    """Return the end of the capitalised words that start at a token, particles and hyphens in."""
    i = first
    headline = named.title_case(named.token(first).sentence)
    while i < limit:
        if headline and headline_verb(named.token(i).lower, opens=i == first):
            break
        if _can_be_name(named, i):
            i += 1
            continue
        joins = named.token(i).text in {"-", "–"} or named.token(i).lower in words("name particles")
        ahead = i + 1
        while ahead < limit and named.token(ahead).lower in words("name particles") | {"-"}:
            ahead += 1
        named_on = ahead < limit and (_can_be_name(named, ahead) or _second_half(named, i, first))
        if not (joins and named_on):
            break
        if i == first and named.token(i).text == "-":
            break
        i = ahead + (not _can_be_name(named, ahead))
    return i


def _dated(named: Named, i: int) -> bool:
    """Tell whether a month with its day stands at a place: "Karim [May 9] said"."""
    month, day = (*named.parse.tokens[i : i + 2], None, None)[:2]
    return month is not None and day is not None and month.ent == "DATE" and day.tag == "CD"


def _second_half(named: Named, hyphen: int, first: int) -> bool:
    """Tell whether a hyphen joins the small second half of a given name: "Kim Dong-yeon"."""
    half = named.token(hyphen + 1)
    small = (
        (half.pos == "PROPN" or _dated(named, hyphen + 2))
        and half.text.isalpha()
        and half.text.islower()
    )
    return (
        small and hyphen - first > 1 and named.token(hyphen).text == "-" and _close(named, hyphen)
    )


def headline_verb(lower: str, *, opens: bool = False) -> bool:
    """Tell whether a word in capitals is a headline's verb: "Envoy Brann Urges Restraint".

    A word that may open a name ("Ban", "Grant") is one only in the third person.
    """
    stems = {lower[:-1], lower[:-2], lower[:-3] + "y"} if lower.endswith("s") else set()
    verbs = _headline_verbs()
    return not stems.isdisjoint(verbs) or (not opens and lower in verbs)


@cache
def _headline_verbs() -> frozenset[str]:
    """Return every verb of acts and of saying, bare."""
    said = words("cue clause", "cue object", "cue to", "bargaining verbs")
    return frozenset(act_verbs()) | said


def _grown(named: Named, first: int, last: int) -> tuple[int, int]:
    """Take in the capitalised words before and after a leader's surname."""
    sentence = named.parse.sentence_of(first)
    while first > sentence.first and _can_be_name(named, first - 1):
        if named.token(first - 1).pos != "PROPN" or named.at.get(first - 1) is not None:
            break
        first -= 1
    return first, max(last, _run(named, last, sentence.last) if _adjoins(named, last) else last)


def _opens_clause(named: Named, i: int) -> bool:
    """Tell whether a sentence begins with a word that is no name: "Whilst Ada Roe insists"."""
    token = named.token(i)
    opens = i == named.parse.sentence_of(i).first
    return opens and len(token.text) > 2 and token.lower in words("trailing words")


def _adjoins(named: Named, i: int) -> bool:
    """Tell whether a name may go on at a token."""
    tokens = named.parse.tokens
    if i >= len(tokens) or tokens[i].pos != "PROPN" or tokens[i - 1].end + 1 != tokens[i].start:
        return False
    return not (named.title_case(tokens[i].sentence) and headline_verb(tokens[i].lower))


def _trimmed(named: Named, first: int, last: int) -> tuple[int, int] | None:
    """Take titles, nationalities and possessives off an entity; None if no name is left."""
    while first < last and not _starts_name(named, first, last):
        first += 1
    last = next((i for i in range(first + 1, last) if _closes_name(named, i)), last)
    while last > first and not (named.token(last - 1).text[0].isupper()):
        last -= 1
    if first >= last or _names_a_thing(named, first, last):
        return None
    sentence = named.parse.sentence_of(first)
    end = max(last, _run(named, first, sentence.last))
    if all(named.side(i) is not None for i in range(first, end)) or _is_place(named, first, end):
        return None
    if not any(_can_be_name(named, i) for i in range(first, end)):
        return None
    text = named.token(first).text
    lone = end - first == 1
    thing = text.isupper() or text in _NOT_NAMES or text in words("not names")
    return None if lone and thing else (first, end)


def _starts_name(named: Named, i: int, last: int) -> bool:
    """Tell whether a name can start at this token of an entity."""
    token = named.token(i)
    if is_title(token) or not (token.text[0].isupper() or token.lower in words("name particles")):
        return False
    headline = named.title_case(token.sentence) and i > named.parse.sentence_of(i).first
    if (headline and headline_verb(token.lower, opens=True)) or _opens_clause(named, i):
        return False
    if token.lower in words("role modifiers") and i + 1 < last and is_title(named.token(i + 1)):
        return False  # "Crown Prince Omar"
    courtesy = token.lower in words("weekdays and months") or token.text in _NOT_NAMES
    if courtesy and i + 1 < last:
        return False
    of = i > 1 and named.token(i - 1).lower == "of" and is_title(named.token(i - 2))
    if of and named.side(i) is not None:
        return False  # "the president of Ghana Kofi Boateng"
    known = named.side(i)
    if known is None:
        return True
    return known.form in {"name", "seat"} and last - i > 1 and not named.title_case(token.sentence)


def _closes_name(named: Named, i: int) -> bool:
    """Tell whether a name ends before a token of an entity: a weekday, a title, a comma."""
    token = named.token(i)
    headline = named.title_case(token.sentence) and i > named.parse.sentence_of(i).first
    ends = headline_verb(token.lower, opens=True) or token.text in words("headline words")
    if headline and ends:
        return True  # "Kol Warns Brann"
    courtesy = token.lower.rstrip(".") in words("courtesy") and token.text != token.lower
    return (
        courtesy
        or token.lower in words("weekdays and months")
        or token.text in {",", ";", "and", "of"}
    )


def _is_place(named: Named, first: int, last: int) -> bool:
    """Tell whether a name the parser takes for a person's is a place's by what is beside it.

    "In Swiss Mornel" somebody met; "Sok Nithi Governor Ida Brann" governs it.
    """
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    before = first - 1
    while before >= sentence.first and (m := named.at.get(before)) and m.form == "people":
        before -= 1
    within = before >= sentence.first and tokens[before].lower in {"in", "near", "outside"}
    if within and last - first == 1 and tokens[before].dep == "prep":
        return tokens[last - 1].dep == "pobj"
    governs = last + 1 < sentence.last and tokens[last].lower in words("governors")
    return governs and tokens[last].text[:1].isupper() and _can_be_name(named, last + 1)


def _names_a_thing(named: Named, first: int, last: int) -> bool:
    """Tell whether a name but stands before a common noun: "the Khor Abdullah [buoy line]"."""
    tokens = named.parse.tokens
    if tokens[first].text in words("named things"):
        return True
    name = tokens[last - 1]
    head = tokens[name.head]
    if name.dep != "compound" or head.pos != "NOUN" or head.i < last or last - first < 2:
        return False
    human = words("human nouns", "person government nouns", "role modifiers")
    return head.lemma not in human and not is_title(head)
