"""Persons named in a text, with the role and the side the words beside the name give them.

Where the names stand is told by :mod:`~goodoffices.read.who.names`. The words around each are read
by plain patterns: ``[nationality] [role] Name``, ``the [role of State], Name,`` and ``Name, [role]
of Organisation,``. What they do not say stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.bodynames import is_state_body, organisation_end
from goodoffices.read.who.gazetteer import PlaceMention
from goodoffices.read.who.named import POSSESSIVE, Named, is_title
from goodoffices.read.who.names import called, mention_end, person_names
from goodoffices.read.words import words

_OPENS_A_CLAUSE = frozenset({"so", "yet", "thus", "hence", "therefore"})
_PHRASE_ENDS = frozenset({",", "—", "–", ")", ";", "."})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENTRY = 14
"""Within how many tokens a list of who is present says whose somebody is."""
_OPENING = frozenset("“‘\"'«")
_CLOSING = frozenset("”’\"'»")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person's name at tokens ``first`` up to ``last``, and what stands beside it.

    ``side`` is the gazetteer's mention the role belongs to; ``organisation`` the tokens of an
    organisation the gazetteer does not know; ``leader`` the gazetteer's own mention of the name.
    """

    first: int
    last: int
    name: str
    rule: str
    role: str | None = None
    side: PlaceMention | None = None
    organisation: tuple[int, int] | None = None
    leader: PlaceMention | None = None


def find_persons(named: Named) -> list[PersonMention]:
    """Return the persons' names in order, each with what the words beside it say."""
    persons: list[PersonMention] = []
    for first, last, rule in person_names(named):
        mentions = (named.at.get(i) for i in range(first, last))
        person = PersonMention(
            first=first,
            last=last,
            name=named.parse.phrase(first, last),
            rule=rule,
            leader=next((m for m in mentions if m and m.kind == "leader"), None),
        )
        if rule == "leader" and called(named, first):
            person = replace(person, rule="called")
        persons.append(_described(named, person))
    return persons


def _described(named: Named, person: PersonMention) -> PersonMention:
    """Read the words before the name, then those after it."""
    ranked = _before_rank(named, person)
    for read in (_before, _before_comma, _after):
        described = read(named, person)
        if described is not None and (described.role or described.side):
            known = replace(ranked, role=ranked.role or described.role) if ranked else described
            return _chairing(named, person) or _entered(named, _in_state(named, known))
    return _owned_by_state(named, person) or _entered(named, person)


def _entered(named: Named, person: PersonMention) -> PersonMention:
    """Read whose somebody is as a list of who is present enters it.

    So ``Name ([role], State)``, ``Name, [role], State (…`` and ``for State, Name``.
    """
    if person.side or person.organisation:
        return person
    tokens, last = named.parse.tokens, person.last
    if last < len(tokens) and tokens[last].text in {"(", ","}:
        for i in range(last + 1, min(last + _ENTRY, len(tokens))):
            if tokens[i].text in {")", ";", ".", ":"} or tokens[i].tag in _FINITE:
                break
            found = _whole_part(named, i) if tokens[i].text == "," else None
            if found is not None:
                return replace(person, side=found[0], organisation=found[1])
    first = person.first
    while first and (is_title(tokens[first - 1]) or tokens[first - 1].text == "."):
        first -= 1
    side = named.side(first - 2) if first > 2 and tokens[first - 1].text == "," else None
    begin = _begin(named, first - 2) if side else 0
    whole = begin > 0 and tokens[begin - 1].lower == "for"
    return replace(person, side=side) if whole and side and side.kind == "state" else person


def _begin(named: Named, i: int) -> int:
    """Return where the mention at a token begins."""
    first = i
    while first and named.at.get(first - 1) is named.at[i]:
        first -= 1
    return first


def _whole_part(
    named: Named, comma: int
) -> tuple[PlaceMention | None, tuple[int, int] | None] | None:
    """Return the state, or the body, that is all that stands behind a comma up to the next mark."""
    tokens = named.parse.tokens
    end = comma + 1
    while end < len(tokens) and tokens[end].text not in {")", ";", ",", "(", "."}:
        end += 1
    first = comma + 1
    first += tokens[first].lower == "the" if first < end else 0
    if first >= end or end >= len(tokens):
        return None
    side = named.side(end - 1)
    begin = _begin(named, end - 1) if side else end
    before = {tokens[i].lower for i in range(first, begin)}
    if side is not None and before <= words("government nouns") | {"of", "the", "republic"}:
        return side, None
    body = organisation_end(tokens, first, end) == end and _body_in(named, first, end)
    return (None, (first, end)) if body else None


def _chairing(named: Named, person: PersonMention) -> PersonMention | None:
    """Read "Gambian President X, the current chair of ECOWAS,": X speaks for the bloc there."""
    also = _after(named, person)
    office = (also.role or "").lower().split()[-1:] if also else []
    bloc = also is not None and also.side is not None and also.side.kind == "igo"
    return also if bloc and office and office[0].startswith("chair") else None


def _before_rank(named: Named, person: PersonMention) -> PersonMention | None:
    """Read ``State's [office], [rank] Name``: the office says more than the rank."""
    start = person.first
    while start and named.token(start - 1).lower.rstrip(".") in words("honorifics"):
        start -= 1
    if start == person.first or named.token(start - 1).text != ",":
        return None
    office = _read_left(named, person, start - 1)
    if office is None or not office.role or not office.side:
        return None
    return replace(office, role=None) if office.role in {"counterpart", "colleague"} else office


def _in_state(named: Named, person: PersonMention) -> PersonMention:
    """Give a public office without a state the one that opens its sentence: "In Iran, …"."""
    public = {w.lower() for w in (person.role or "").split()} & words("public offices")
    first = named.parse.sentence_of(person.first).first
    side = named.side(first + 1) if named.token(first).text == "In" else None
    if not public or person.side or person.organisation or side is None or side.kind != "state":
        return person
    comma = mention_end(named, first + 1)
    opens = comma < person.first and named.token(comma).text == ","
    return replace(person, side=side, rule="in-state") if opens else person


def _before(named: Named, person: PersonMention) -> PersonMention | None:
    """Read ``[nationality] [role] Name``; a title that is part of the name counts too."""
    own = is_title(named.token(person.first)) and person.last - person.first > 1
    return _read_left(named, person, person.first + own - _in_quotes(named, person))


def _in_quotes(named: Named, person: PersonMention) -> bool:
    """Tell whether a name stands between marks, as a name of war does: spokesman “Rolo Vane”."""
    tokens, first, last = named.parse.tokens, person.first, person.last
    if first < 1 or last >= len(tokens):
        return False
    return tokens[first - 1].text in _OPENING and tokens[last].text in _CLOSING


def _before_comma(named: Named, person: PersonMention) -> PersonMention | None:
    """Read ``the [role of State], Name,``."""
    tokens = named.parse.tokens
    sentence = named.parse.sentence_of(person.first)
    closes = person.last >= sentence.last or tokens[person.last].text in {",", ".", "(", "—", "–"}
    if person.first - 1 <= sentence.first or tokens[person.first - 1].text != ",":
        return None
    return _read_left(named, person, person.first - 1) if closes or _opens(named, person) else None


def _opens(named: Named, person: PersonMention) -> bool:
    """Tell whether but a title before a comma opens a sentence: "Chairman of the X, Name said"."""
    first = named.parse.sentence_of(person.first).first
    first += named.token(first).lower == "the"
    row = named.parse.tokens[first : person.first - 1]
    plain = all(t.pos in {"NOUN", "PROPN", "ADJ", "ADP", "DET"} for t in row)
    titled = bool(row) and is_title(row[0])  # "The, Ada Roe said" has no title
    return plain and titled and named.token(person.last).tag in _FINITE


def _read_left(named: Named, person: PersonMention, end: int) -> PersonMention | None:
    """Read the noun phrase that ends before a token as a role and its side."""
    tokens = named.parse.tokens
    floor = named.parse.sentence_of(person.first).first
    start, title = end, None
    i = end - 1
    while i >= floor:
        token = tokens[i]
        if is_title(token) and title is None:
            title = i
        elif named.side(i) is not None and named.at.get(i - 1) is named.at[i]:
            pass  # inside a name: "Republic of Chad"
        elif title is not None and i - 1 > floor and _another_office(named, i, floor):
            title = None  # "the press secretary of the president, X": the first office is X's
        elif token.lower in {"of", "for", "to"} and title is None:
            if not _title_left_of(named, i, floor):
                break
        elif token.lower == "the" and title is None and end - i > 1:
            if i == floor or tokens[i - 1].lower not in {"of", "for", "to"}:
                break
        elif not (_modifies(token, named) or _second_office(named, i, title)):
            break
        start = i
        i -= 1
    if title is None or end - title > 9:
        return _adjective_only(named, person, end)
    return replace(
        person,
        role=_role(named, start, title, end),
        side=_side(named, start, title, end),
        rule="title",
    )


def _owned_by_state(named: Named, person: PersonMention) -> PersonMention | None:
    """Read ``Ghana's Nana Dwomoh``: of that state."""
    first = person.first
    side = named.side(first - 2) if first > 1 else None
    owned = first > 1 and named.token(first - 1).text in POSSESSIVE
    return replace(person, side=side) if owned and side and side.kind == "state" else None


def _adjective_only(named: Named, person: PersonMention, end: int) -> PersonMention | None:
    """Read ``Iranian Nasser Kanaani`` and ``his Russian counterpart X``: a side without a role."""
    counterpart = named.token(end - 1).lower == "counterpart"
    side = named.side(end - 1 - counterpart) if 0 < end == person.first else None
    return replace(person, side=side) if side and side.form == "people" else None


def _title_left_of(named: Named, i: int, floor: int) -> bool:
    """Tell whether a title stands before the preposition at a token, with its matter or without."""
    for j in range(i - 1, max(floor, i - 5) - 1, -1):
        token = named.token(j)
        if is_title(token):
            return True
        if token.ent == "PERSON" and named.side(j) is None:
            return False  # "Chair Faki to Gebremichael": the title is the first one's
        if token.pos not in {"NOUN", "PROPN", "ADJ"} and token.lower not in {"of", "and", "the"}:
            return False
    return False


def _another_office(named: Named, i: int, floor: int) -> bool:
    """Tell whether "of the" or "to" before a title joins it to another title."""
    token, before = named.token(i), named.token(i - 1)
    joins = token.lower == "the" and before.lower in {"of", "to", "for"}
    at = i - 1 if joins else i
    return (
        named.token(at).lower in {"of", "to", "for"}
        and is_title(named.token(at - 1))
        and at > floor
    )


def _second_office(named: Named, i: int, title: int | None) -> bool:
    """Tell whether "and" joins a title to one before it: "Kenyan minister and deputy premier X".

    Whether these are one person or two, both are of the side that is named before them.
    """
    if named.token(i).lower != "and" or title is None or not is_title(named.token(i - 1)):
        return False
    return all(named.side(j) is None for j in range(i + 1, title + 1))


def _modifies(token: Token, named: Named) -> bool:
    """Tell whether a token may stand inside the noun phrase before a name."""
    if token.text in POSSESSIVE or token.text in {"-", "&"} or named.side(token.i) is not None:
        return True
    if named.token(token.i + 1).text == "-":
        return True  # "Under-Secretary-General"
    return token.pos in {"NOUN", "PROPN", "ADJ", "NUM"} or token.lower in words("role modifiers")


def _role(named: Named, start: int, title: int, end: int) -> str | None:
    """Return the role's own words: its modifiers, the title, and "of State" where part of it."""
    tokens = named.parse.tokens
    first = title
    while first > start and _belongs_to_role(named, first - 1):
        first -= 1
    last = title + 1
    if last < end and tokens[last].lower == "of":
        within = range(last + 1, end)
        if within and all(named.side(j) is None and tokens[j].text != "," for j in within):
            last = end
    while last - first > 1 and _is_honorific(named, last - 1) and last > title:
        last -= 1
    text = named.parse.phrase(first, last).strip(" -,")
    if text.lower().rstrip(".") in words("courtesy"):
        return None
    past = [t for t in tokens[start:first] if t.lower in words("past offices")]
    return f"{past[0].text} {text}" if past else text  # "former Kenyan President"


def _is_honorific(named: Named, i: int) -> bool:
    """Tell whether a title is of rank or respect, so that another title says more."""
    form = named.token(i).lower.rstrip(".")
    honorific = form in words("courtesy") or form in words("honorifics")
    return honorific and is_title(named.token(i - 1))


def _belongs_to_role(named: Named, i: int) -> bool:
    """Tell whether the word before belongs to the role: "deputy", "foreign", "Kremlin"."""
    token, side = named.token(i), named.side(i)
    if side is not None:
        return side.form == "seat"
    lower = token.lower
    if is_title(token) or lower in words("role modifiers") or token.text == "-":
        return True
    return token.pos == "NOUN" and token.dep in {"compound", "nmod", "amod"}


def _side(named: Named, start: int, title: int, end: int) -> PlaceMention | None:
    """Return the side the role belongs to: named before it, or after its "of"."""
    tokens = named.parse.tokens
    for i in range(start, title):
        follows = tokens[i + 1].text if i + 1 < len(tokens) else ""
        mention = named.side(i)
        if mention is not None and follows != "-":
            return mention
    if title + 1 < end and tokens[title + 1].lower == "of":
        return next((m for i in range(title + 2, end) if (m := named.side(i))), None)
    return None


def _after(named: Named, person: PersonMention) -> PersonMention | None:
    """Read ``Name, [role] of Organisation,``."""
    tokens = named.parse.tokens
    window = list(_apposition(named, person.last))
    title = next((i for i in window if is_title(tokens[i])), None)
    if window and tokens[window[0]].lower in _OPENS_A_CLAUSE:
        return None  # "gone from Lere, so the union's president went home"
    if title is None or not all(_may_precede_title(named, i) for i in window if i < title):
        return None
    end = window[-1] + 1
    title = _last_title(named, title, end)
    if title + 1 < end and tokens[title + 1].pos == "PROPN" and named.side(title + 1) is None:
        return None  # "Rubio, Foreign Minister Lavrov": the title is the next person's
    side, organisation = _affiliation(named, window[0], title, end)
    if side is None and organisation is None and title - window[0] > 4:
        return None
    role = _role(named, window[0], title, _role_end(named, title, end))
    return replace(person, role=role, side=side, organisation=organisation, rule="apposition")


def _affiliation(
    named: Named, start: int, title: int, end: int
) -> tuple[PlaceMention | None, tuple[int, int] | None]:
    """Return the side a title in an apposition belongs to, or else the organisation."""
    side, after = _side(named, start, title, end), _side_after(named, title, end)
    organisation = _organisation_after(named, title, end)
    if organisation is not None and _is_part(named, after or side, organisation):
        side = after = None
    organisation = None if after else organisation
    if organisation is not None and is_state_body(named, *organisation):
        state = named.side(organisation[0])  # "spokesman of the Iranian Foreign Ministry"
        after, organisation = state or after, None
    if side is None or (_is_topic(named, side, title) and (after or organisation)):
        side = after
    if organisation is not None and _owns_another(named, organisation[1], end):
        organisation = None
    return side, None if side else organisation


def _is_part(named: Named, side: PlaceMention | None, organisation: tuple[int, int]) -> bool:
    """Tell whether a state's name is but part of a body's: "the Students Federation of Peru"."""
    first, last = organisation
    inside = [named.token(i) for i in range(first, last)]
    heads = words("bodies of members") & {t.lower for t in inside}
    known = side is not None and any(named.at.get(t.i) is side for t in inside)
    return bool(heads) and known and not is_state_body(named, first, last)


def _owns_another(named: Named, last: int, end: int) -> bool:
    """Tell whether a name only says whose a body is: "Keta University's student federation"."""
    tokens = named.parse.tokens
    if last >= end or tokens[last].text not in POSSESSIVE:
        return False
    return any(t.lower in words("party bodies", "body nouns") for t in tokens[last + 1 : end])


def _last_title(named: Named, title: int, end: int) -> int:
    """Return the last title of a row: of "executive vice president", "president"."""
    at = title + 1
    while at < end and (
        is_title(named.token(at)) or named.token(at).lower in words("role modifiers")
    ):
        title = at if is_title(named.token(at)) else title
        at += 1
    return title


def _is_topic(named: Named, side: PlaceMention, title: int) -> bool:
    """Tell whether a state before a title is what the work is about: "Iran project director"."""
    last = max((i for i in range(title) if named.at.get(i) is side), default=None)
    if last is None:  # "minister of Norway"
        return False
    return side.form == "name" and named.token(last + 1).text not in POSSESSIVE


def _apposition(named: Named, last: int) -> Iterator[int]:
    """Yield the tokens of the phrase in commas after a name, at most 14."""
    tokens = named.parse.tokens
    if last >= len(tokens) or tokens[last].text not in {",", "—", "–", "("}:
        return
    sentence = named.parse.sentence_of(last)
    for i in range(last + 1, min(sentence.last, last + 15)):
        if tokens[i].text in _PHRASE_ENDS or tokens[i].tag in _FINITE:
            return
        yield i


def _may_precede_title(named: Named, i: int) -> bool:
    """Tell whether a token may stand between the comma and the title."""
    token = named.token(i)
    return token.pos == "DET" or _modifies(token, named) or token.tag in {"PRP$", "RB", "CD"}


def _role_end(named: Named, title: int, end: int) -> int:
    """Return where the role's words end: "secretary of state", but "director" of an office."""
    tokens = named.parse.tokens
    at = title + 1
    if (
        at + 1 < end
        and tokens[at].text == "of"
        and tokens[at + 1].lower
        in {
            "state",
            "staff",
            "parliament",
            "government",
            "mission",
        }
    ):
        return at + 2
    return at


def _side_after(named: Named, title: int, end: int) -> PlaceMention | None:
    """Return the side after "of", "for", "with", "at" or "to the"."""
    tokens = named.parse.tokens
    for i in range(title + 1, end):
        mention = named.side(i)
        if mention is not None:
            begins = next(j for j in range(i, -1, -1) if named.at.get(j) is not mention) + 1
            before = tokens[begins - 1]
            if before.pos == "DET":
                before = tokens[begins - 2]
            inside = end - begins > 1 and _capitalised(tokens, begins, end) > _length(named, i)
            linked = before.text in {"of", "for", "with", "at", "in"}
            return mention if linked and not inside else None
    return None


def _length(named: Named, i: int) -> int:
    """Return how many tokens the mention at a token has."""
    mention = named.at[i]
    return sum(1 for m in named.at.values() if m is mention)


def _capitalised(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """Return how many capitalised tokens in a row start at a token."""
    count = 0
    while first + count < end and tokens[first + count].text[:1].isupper():
        count += 1
    return count


def _body_in(named: Named, first: int, last: int) -> bool:
    """Tell whether a name says that it is a body's."""
    return any(named.token(i).text in words("organisation heads") for i in range(first, last))


def _organisation_after(named: Named, title: int, end: int) -> tuple[int, int] | None:
    """Return the tokens of the capitalised phrase after "of" or "at"."""
    tokens = named.parse.tokens
    for i in range(title + 1, end - 1):
        if tokens[i].text not in {"of", "for", "at", "with"}:
            continue
        first = i + 1
        if tokens[first].lower == "the":
            first += 1
        last = organisation_end(tokens, first, end)
        if tokens[title].lower in words("offices of a matter") and not _body_in(named, first, last):
            return None  # "Minister of Waters": the office's matter
        topic = tokens[i].text == "for" and tokens[last - 1].text in words("topics of an office")
        topic = topic or tokens[min(last, end - 1)].text == "-"  # "the Maya-speaking community"
        if last > first and not is_title(tokens[first]) and not topic:
            return first, last
    return None
