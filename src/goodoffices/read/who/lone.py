"""Names of one word that nothing else explains: a company, or a person known by the surname.

A page need not say who "Trans-Nord" or "Brandt" is. What is capitalised inside sentences, no name
the gazetteer knows, and says, refuses or offers something, is an actor of the page all the same,
with low confidence.
"""

from __future__ import annotations

from collections.abc import Collection

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.named import Named, is_title
from goodoffices.read.words import words

Place = tuple[int, int]

_HE = frozenset({"he", "she"})
_FILED = frozenset({":", ",", "-", "–", "—", "("})
"""What stands behind the town of a dateline."""


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
            begin = i + _begins_body(named, i)
            last = _word_end(named, begin, sentence.last)
            last = last if last > begin else i
            if last == i or any(j in known for j in range(i, last)) or _goes_on(named, i, last):
                i = max(last, i + 1)
                continue
            name = named.parse.phrase(i, last)
            found.setdefault(name, []).append((i, last))
            if _acts(named, last - 1):
                acting.add(name)
            shaped = last - i > 1 or named.token(i).text.isupper()
            if _heads_a_report(named, i, last):
                i = last
                continue
            known_as = named.token(i).ent in {"PERSON", "ORG"} or _opens_saying(named, i)
            if i > sentence.first or shaped or known_as:
                inside.add(name)
            i = last
    return {name: places for name, places in found.items() if name in acting & inside}


def _begins_body(named: Named, i: int) -> bool:
    """Tell whether a common noun in capitals begins a body's name: "Business Roundtable"."""
    token = named.token(i)
    noun = token.pos == "NOUN" and token.text[:1].isupper() and token.ent == "ORG"
    return noun and token.head == i + 1 and token.dep == "compound" and _name_like(named, i + 1)


def _opens_saying(named: Named, i: int) -> bool:
    """Tell whether a name opens its sentence and says something: "Castillo has said …"."""
    token = named.token(i)
    verb = named.token(token.head)
    surest = words("cue clause") - words("cue weak", "cue not speech", "cue object")
    says = token.dep == "nsubj" and verb.pos == "VERB" and verb.lemma in surest
    if not says or token.tag != "NNP" or token.lower in named.small:
        return False
    plain = words("party bodies", "speaking bodies", "human nouns", "media nouns", "body nouns")
    return token.lower not in plain | words("government nouns", "document nouns", "report nouns")


def _word_end(named: Named, i: int, limit: int) -> int:
    """Return the end of a capitalised word with its hyphens; ``i`` where none starts."""
    tokens = named.parse.tokens
    if not _name_like(named, i):
        return i
    last = i + 1
    while last + 1 < limit and tokens[last].text == "-" and tokens[last + 1].text[:1].isupper():
        last += 2
    return i if last > i + 1 and is_title(tokens[last - 1]) else last  # "Vice-President"


def _name_like(named: Named, i: int) -> bool:
    """Tell whether a token may be a name of one word."""
    token = named.token(i)
    if token.pos != "PROPN" or not token.text[:1].isupper() or len(token.text) <= 2:
        return False
    if token.text.isupper() and (not token.text.isalpha() or _shouted(named, i)):
        return False
    plain = token.lower in words("weekdays and months") or is_title(token)
    plain = plain or token.text in words("not names", "outlet heads")
    return not plain and named.at.get(i) is None


def _shouted(named: Named, i: int) -> bool:
    """Tell whether a word in capitals stands among others, as in a headline or a cry."""
    sentence = named.parse.sentence_of(i)
    around = (j for j in (i - 2, i - 1, i + 1, i + 2) if sentence.first <= j < sentence.last)
    return sum(len(t := named.token(j).text) > 1 and t.isupper() for j in around) > 1


def _heads_a_report(named: Named, first: int, last: int) -> bool:
    """Tell whether a word in capitals is the town of a dateline: "KHARTOUM: …", "COTABATO, …"."""
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    number = sentence.index
    opens = not number or named.parse.paragraph_of(number - 1) != named.parse.paragraph_of(number)
    follows = tokens[last].text if last < sentence.last else ""
    return opens and first == sentence.first and tokens[first].text.isupper() and follows in _FILED


def _goes_on(named: Named, first: int, last: int) -> bool:
    """Tell whether a word is but part of a longer name."""
    tokens = named.parse.tokens
    sentence = named.parse.sentence_of(first)
    before = tokens[first - 1].text if first > sentence.first else ""
    after = tokens[last].text if last < sentence.last else ""
    proper = first > sentence.first and tokens[first - 1].pos == "PROPN"
    name_before = proper and before[:1].isupper()
    office = tokens[last - 1].text in words("organisation heads") and after in {"of", "for"}
    office = office and tokens[min(last + 1, sentence.last - 1)].text[:1].isupper()
    ruling = tokens[last - 1].lower in words("person government nouns") and after == "of"
    particle = before in words("name particles") and tokens[first - 1].pos == "PROPN"
    return (
        "-" in (before, after) or name_before or after[:1].isupper() or office or ruling or particle
    )


def _acts(named: Named, i: int) -> bool:
    """Tell whether a name says or bargains, or is whose spokesman somebody with a name is.

    "The Forum" need but own something: a page may name it in full only in its letterhead.
    """
    token = named.token(i)
    head = named.token(token.head)
    if _aged(named, i + 1) or _who_behind(named, i + 1):
        return True
    follows = is_title(named.token(i + 1)) if i + 1 < len(named.parse.tokens) else False
    if follows and token.dep in {"compound", "nmod"} and head.pos == "PROPN" and head.i > i + 1:
        return token.text.isupper() and not _names_nothing(token)
    if token.dep in {"compound", "nmod", "poss"} and is_title(head) and head.i > i:
        below = named.token(head.head)
        if is_title(below) and below.i > head.i:  # "LUND secretary general Ida Brann"
            head, below = below, named.token(below.head)
        named_holder = below.pos == "PROPN" and head.dep in {"compound", "nmod"}
        return named_holder and not _names_nothing(token)
    if token.text in words("organisation heads") and i and named.token(i - 1).lower == "the":
        of = token.dep == "pobj" and head.lower == "of" and is_title(named.token(head.head))
        return of or token.dep == "poss" or (token.dep == "nsubj" and head.pos == "VERB")
    speaks = words("cue clause", "cue object", "cue to", "bargaining verbs")
    if token.dep == "pobj" and head.lower == "to" and head.i:
        return named.token(head.i - 1).lower == "according"
    if token.dep == "pobj" and head.dep == "agent":
        return named.token(head.head).lemma in words("agents of bodies")
    before = named.token(i - 1) if i else token
    if before.pos == "NOUN" and before.lemma in words("company nouns", "named bodies"):
        return True
    return token.dep == "nsubj" and head.pos == "VERB" and head.lemma in speaks


def _names_nothing(token: Token) -> bool:
    """Tell whether a word before an office is the office's own: "Interior Minister"."""
    office = words("role modifiers", "government nouns", "outlet heads", "organisation heads")
    return token.lower in office or token.text in office


def _aged(named: Named, last: int) -> bool:
    """Tell whether an age stands behind a name, as a person's does: "Reyes, 45, …"."""
    tokens = named.parse.tokens
    if (
        last + 2 >= len(tokens)
        or tokens[last].text != ","
        or tokens[last + 2].text not in {",", "."}
    ):
        return False
    age = tokens[last + 1].text
    return age.isdigit() and 9 < int(age) < 110


def _is_it(named: Named, i: int) -> bool:
    """Tell whether a page speaks of a name as of a thing: "its offer", "It said", "its stores".

    Where its sentence speaks of "him" or "her" too, nobody can tell whom it means.
    """
    tokens, token = named.parse.tokens, named.token(i)
    head, sentence = named.token(token.head), named.parse.sentence_of(i)
    if token.dep == "compound" and head.lemma in words("things of firms") and head.tag == "NNS":
        return True
    if token.dep != "nsubj" or head.pos not in {"VERB", "AUX"}:
        return False
    behind = {t.lower for t in tokens[i : sentence.last]}
    follows = tokens[sentence.last].lower if sentence.last < len(tokens) else ""
    if behind & (_HE | {"his", "her", "him"}):
        return False
    only = not any(t.dep == "nsubj" and t.i != i for t in tokens[sentence.first : sentence.last])
    its = next((t.i for t in tokens[i : sentence.last] if t.lower == "its"), sentence.last)
    bodies = words("party bodies", "body nouns", "speaking bodies", "government nouns")
    others = any(t.pos == "PROPN" or t.lemma in bodies for t in tokens[i + 1 : its])
    return only and not others and (its < sentence.last or follows == "it")


def _who_behind(named: Named, last: int) -> bool:
    """Tell whether a clause with "who" stands behind what the parser takes for a person's name."""
    tokens = named.parse.tokens
    at = last + 1 if last < len(tokens) and tokens[last].text == "," else last
    return tokens[last - 1].ent == "PERSON" and at < len(tokens) and tokens[at].lower == "who"


def is_person(named: Named, places: list[Place], labelled: bool) -> bool:
    """Tell whether a name of one word is a person's and not a company's.

    A sentence after one whose subject it is speaks of "he" or "she"; else the parser's label is
    believed, unless the page speaks of "it", or of a company that has no other name.
    """
    tokens = named.parse.tokens
    bodies = words("company nouns", "named bodies")
    if any(first and tokens[first - 1].lemma in bodies for first, _last in places):
        return False
    for first, last in places:
        index = tokens[last - 1].sentence + 1
        source = first > 1 and tokens[first - 2].lower == "according"
        if _aged(named, last) or _who_behind(named, last):
            return True
        if tokens[last - 1].dep == "nsubj" and {t.lower for t in tokens[last : last + 4]} & _HE:
            return True  # "Brandt has said he will"
        subject = (source or tokens[last - 1].dep == "nsubj") and index < len(named.parse.sentences)
        if subject and tokens[named.parse.sentences[index].first].lower in _HE:
            return True
    if any(_is_it(named, last - 1) for _first, last in places):
        return False
    company = any(t.lemma in words("company nouns") and t.pos == "NOUN" for t in tokens)
    return labelled and not company
