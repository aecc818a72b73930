"""What a reporting verb reports: its clause, its object, its infinitive, "against …".

Contents are token ranges without the cue's own words, without punctuation at their ends, and
without what somebody else says in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.read.clause.parse import Parse, Token
from goodoffices.read.clause.subjects import SUBJECTS, added_by_speaker, has_subject, joined_to
from goodoffices.read.words import words

_AGAINST = frozenset({"though", "although", "while", "whereas", "but"})
_CLAUSES = frozenset({"ccomp", "parataxis"})


def content_of(
    parse: Parse, token: Token, quoted: frozenset[int], subject: int | None, *, passive: bool
) -> tuple[tuple[tuple[int, int], ...], str]:
    """Return the content of a verb as token ranges, and the pattern that found it."""
    lemma = token.lemma.lower()
    clause = _clause(parse, token, subject) if lemma in words("cue clause") else None
    if clause is not None:
        fronted = _fronted(parse, token)
        return (*fronted, *_without_cue(parse, token, clause, subject, quoted)), "clause"
    if passive:
        return (), "none"
    found = _with_preposition(parse, token) or _described(parse, token)
    if found is None and lemma in words("cue to"):
        found = _to_infinitive(parse, token)
    if found is None and lemma in words("cue object"):
        found = _object(parse, token)
    if found is not None:
        return (found[0],), found[1]
    return _fronted(parse, token), "none"


def _fronted(parse: Parse, token: Token) -> tuple[tuple[int, int], ...]:
    """Return a topic put before the cue: "Tehran, he told the assembly, …"."""
    tokens = parse.tokens
    for c in parse.children(token.i):
        child, end = tokens[c], parse.subtree(c)[-1] + 1
        noun = child.dep in {"npadvmod", "dep", "dobj"} and child.pos in {"PROPN", "NOUN"}
        set_off = noun and c < token.i - 2 and tokens[end].text == ","
        if set_off and child.ent not in {"DATE", "TIME"} and _is_subject_at(parse, end + 1):
            return ((parse.subtree(c)[0], end),)
    return ()


def _is_subject_at(parse: Parse, i: int) -> bool:
    """Tell whether a subject starts at a token."""
    return any(t.dep in SUBJECTS and parse.subtree(t.i)[0] == i for t in parse.tokens[i : i + 4])


Found = tuple[tuple[int, int], str]


def _clause(parse: Parse, token: Token, subject: int | None) -> int | None:
    """Return the head of the clause a verb reports."""
    tokens = parse.tokens
    plain = [
        c
        for c in parse.children(token.i)
        if tokens[c].dep in _CLAUSES and _is_clause(parse, c, token)
    ]
    if plain:
        return plain[0]
    head = tokens[token.head]
    beside = token.dep in {"parataxis", "ccomp", "advcl"} and head.i != token.i
    beside = beside and token.tag in {"VBD", "VBZ", "VBP"}
    commas = _between_commas(parse, token, subject)
    if beside and commas and token.lemma.lower() not in words("cue not speech"):
        return head.i
    return None


def _is_clause(parse: Parse, clause: int, token: Token) -> bool:
    """Tell whether a complement is a clause somebody can say, not an object's infinitive."""
    tokens = parse.tokens
    kids = [tokens[c] for c in parse.children(clause)]
    if token.lemma.lower() in words("cue asking"):
        to = any(k.text.lower() == "to" and k.dep == "aux" for k in kids)
        if to and not any(k.dep == "mark" for k in kids):
            return False
    if token.lemma.lower() in words("cue not speech"):
        return any(k.dep == "mark" and k.text.lower() == "that" for k in kids)
    questioned = any(k.text.lower() in {"whether", "if"} and k.dep == "mark" for k in kids)
    return not questioned or token.lemma.lower() in {"ask", "wonder", "inquire", "doubt"}


def _between_commas(parse: Parse, token: Token, subject: int | None) -> bool:
    """Tell whether the cue's own clause is set off: "Tehran, he told them, never …"."""
    tokens = parse.tokens
    first = token.i if subject is None else min(token.i, parse.subtree(subject)[0])
    before = tokens[first - 1].text if first > 0 else ""
    return before in {",", "”", '"', "—", "–", "-"} or before.endswith((",", "”"))


def _without_cue(
    parse: Parse, token: Token, clause: int, subject: int | None, quoted: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """Return the ranges of a clause, the cue's own words left out."""
    own = {token.i}
    if subject is not None and subject < token.i and subject != clause:
        own.update(j for j in parse.subtree(subject) if j <= token.i)
    for c in parse.children(token.i):
        if c != clause and (subject is None or parse.tokens[subject].head != c):
            own.update(parse.subtree(c))
    if token.head == clause:
        of_clause = _subject_of_clause(parse, token, subject)
        own.update(i for i in parse.subtree(token.i) if i not in of_clause)
    else:
        own |= _other_speakers(parse, clause)
    own |= _time_of_saying(parse, token, clause)
    for i in parse.subtree(clause):
        if joined_to(parse, parse.tokens[i], quoted) == token.i:
            own.update(parse.subtree(i))
    kept = [i for i in parse.subtree(clause) if i not in own]
    return ranges(parse, kept)


def _subject_of_clause(parse: Parse, token: Token, subject: int | None) -> set[int]:
    """Return the words of X in "X, Y said, had …": they are part of what is said."""
    if subject is None or parse.tokens[subject].dep != "appos":
        return set()
    host = parse.tokens[subject].head
    if parse.tokens[host].head != token.i:
        return set()
    return set(parse.subtree(host)) - set(parse.subtree(subject))


def _time_of_saying(parse: Parse, token: Token, clause: int) -> set[int]:
    """Return the words of time that the parser gave to the clause: "said on Monday it would"."""
    tokens = parse.tokens
    for c in parse.children(clause):
        below = parse.subtree(c)
        dated = tokens[c].dep in {"prep", "npadvmod"} and tokens[below[-1]].ent in {"DATE", "TIME"}
        if dated and below[0] == token.i + 1 and _is_subject_at(parse, below[-1] + 1):
            return set(below)
    return set()


def _other_speakers(parse: Parse, clause: int) -> set[int]:
    """Return the words of a clause that somebody else says: "…, though they doubt …"."""
    tokens, found = parse.tokens, set[int]()
    for c in parse.children(clause):
        child = tokens[c]
        cue = child.lemma.lower() in words("cue clause") and has_subject(parse, c)
        against = any(tokens[g].text.lower() in _AGAINST for g in parse.children(c))
        other = cue and (child.dep in {"conj", "parataxis"} or (child.dep == "advcl" and against))
        if other or added_by_speaker(parse, child):
            found.update(parse.subtree(c))
    return found


def ranges(parse: Parse, kept: list[int]) -> tuple[tuple[int, int], ...]:
    """Join token numbers to ranges, and take punctuation off their ends."""
    ranges: list[tuple[int, int]] = []
    for i in kept:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    trimmed = (trim(parse, *r) for r in ranges)
    return tuple(r for r in trimmed if r is not None)


def trim(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Take punctuation and joining words off the ends of a range; None if nothing is left."""
    tokens = parse.tokens
    while first < last and (tokens[first].pos == "PUNCT" or tokens[first].dep == "cc"):
        if tokens[first].text in {"“", '"', "‘", "«", "(", "'"}:
            break
        first += 1
    while last > first and (tokens[last - 1].pos == "PUNCT" or tokens[last - 1].dep == "cc"):
        if tokens[last - 1].text in {"”", '"', "’", "»", ")", "'"}:
            break
        last -= 1
    return (first, last) if last > first else None


def subtree_range(parse: Parse, i: int) -> tuple[int, int] | None:
    """Return the range from the first word below a head to the last."""
    below = parse.subtree(i)
    return trim(parse, below[0], below[-1] + 1)


def _object(parse: Parse, token: Token) -> Found | None:
    """Read ``emphasized the need for …``, ``expressed hope that …``."""
    tokens = parse.tokens
    objects = [c for c in parse.children(token.i) if tokens[c].dep == "dobj" and c > token.i]
    if not objects:
        return _gerund(parse, token)
    head, lemma = tokens[objects[0]], token.lemma.lower()
    forms = {head.lemma.lower(), head.text.lower()}
    if lemma in words("cue object denied") and not forms & words("denied nouns"):
        return None
    acts = lemma in words("cue object speech") and not forms & words("content nouns")
    if head.pos == "PRON" or acts:
        return None
    last = max(parse.subtree(objects[0])[-1], _purpose_end(parse, token, objects[0]))
    place = trim(parse, parse.subtree(objects[0])[0], last + 1)
    return (place, "object") if place else None


def _gerund(parse: Parse, token: Token) -> Found | None:
    """Read ``deny backing the rebels``."""
    for c in parse.children(token.i):
        if c > token.i and parse.tokens[c].dep == "xcomp" and parse.tokens[c].tag == "VBG":
            place = subtree_range(parse, c)
            return (place, "object") if place else None
    return None


def _purpose_end(parse: Parse, token: Token, noun: int) -> int:
    """Return the end of the clause or phrase that belongs to the object: "hope that …"."""
    tokens = parse.tokens
    spoken = tokens[noun].lemma.lower() in words("content nouns")
    ends = [
        parse.subtree(c)[-1]
        for c in parse.children(token.i)
        if c > noun
        and tokens[c].dep in {"ccomp", "acl", "xcomp", "prep"}
        and spoken
        and (tokens[c].dep != "prep" or tokens[c].text.lower() in {"to", "for", "as", "over"})
    ]
    return max(ends, default=-1)


def _to_infinitive(parse: Parse, token: Token) -> Found | None:
    """Read ``pledged to withdraw``, ``urged Iran to return``, ``told them not to leave``."""
    tokens = parse.tokens
    for c in parse.children(token.i):
        child = tokens[c]
        if c < token.i or child.dep not in {"xcomp", "ccomp", "advcl"}:
            continue
        if not any(tokens[g].text.lower() == "to" for g in parse.children(c)):
            continue
        to = next(g for g in parse.children(c) if tokens[g].text.lower() == "to")
        first = _infinitive_start(parse, token, c, to)
        place = trim(parse, first, parse.subtree(c)[-1] + 1)
        return (place, "infinitive") if place else None
    return None


def _infinitive_start(parse: Parse, token: Token, clause: int, to: int) -> int:
    """Return where an infinitive's content starts: at whom it asks to act, or at its "to"."""
    tokens = parse.tokens
    if token.lemma.lower() not in {"tell", "warn", "advise", "remind", "promise"}:
        asked = [
            *(c for c in parse.children(token.i) if tokens[c].dep == "dobj" and token.i < c < to),
            *(c for c in parse.children(clause) if tokens[c].dep == "nsubj" and token.i < c < to),
        ]
        if asked:
            return min(parse.subtree(a)[0] for a in asked)
    negated = to > token.i + 1 and tokens[to - 1].text.lower() == "not"
    return to - 1 if negated else min(to, clause)


def _described(parse: Parse, token: Token) -> Found | None:
    """Read ``described the talks as constructive``."""
    tokens = parse.tokens
    if token.lemma.lower() not in words("cue as"):
        return None
    whom = next((c for c in parse.children(token.i) if tokens[c].dep == "dobj"), None)
    how = next((c for c in parse.children(token.i) if tokens[c].text.lower() == "as"), None)
    if whom is None or how is None or how < whom:
        return None
    place = trim(parse, parse.subtree(whom)[0], parse.subtree(how)[-1] + 1)
    return (place, "described") if place else None


def _with_preposition(parse: Parse, token: Token) -> Found | None:
    """Read ``warned against …``, ``called for …``, ``accused Venezuela of …``."""
    tokens, lemma = parse.tokens, token.lemma.lower()
    for c in parse.children(token.i):
        preposition = tokens[c].text.lower()
        if c < token.i or f"{lemma} {preposition}" not in words("cue prepositions"):
            continue
        first = c
        if lemma in {"accuse", "blame"}:
            first = next(
                (parse.subtree(g)[0] for g in parse.children(token.i) if tokens[g].dep == "dobj"), c
            )
        place = subtree_range(parse, c)
        if place is not None:
            last = max([place[1], *_infinitive_ends(parse, token.i, c)])
            return (min(first, place[0]), last), f"preposition:{preposition}"
    return None


def _infinitive_ends(parse: Parse, verb: int, preposition: int) -> Iterator[int]:
    """Yield the ends of infinitives after "called on X": "to return"."""
    for c in parse.children(verb):
        if c > preposition and parse.tokens[c].dep in {"xcomp", "advcl"}:
            place = subtree_range(parse, c)
            if place is not None and parse.tokens[place[0]].text.lower() == "to":
                yield place[1]
