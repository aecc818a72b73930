"""Which words report that somebody said something, and which of their words are the content.

A cue is a verb ("said", "accused", "expressed hope"), a noun with an owner ("Tehran's claim that")
or "according to". For each the clause is read from the parse: who is its subject, whom it is told,
what is said. Denied, declined and merely possible sayings are no cues: "declined to comment",
"would not say", "may announce".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.read.parse import Parse, Token
from goodoffices.read.words import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "cannot", "ca"})
_AGAINST = frozenset({"though", "although", "while", "whereas", "but"})
_CLAUSES = frozenset({"ccomp", "parataxis"})
_ASIDES = frozenset({"relcl", "appos"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting cue: tokens [first, last), whose subject heads at ``subject``.

    ``content`` are token ranges; ``pattern`` says which rule read it; ``inherited`` that the
    subject stands in another clause. ``addressee`` heads whom it is said to.
    """

    first: int
    last: int
    subject: int | None
    pattern: str
    content: tuple[tuple[int, int], ...] = ()
    addressee: int | None = None
    inherited: bool = False
    future: bool = False
    verb: int = -1


def find_cues(parse: Parse, quoted: frozenset[int] = frozenset()) -> list[Cue]:
    """Return the cues of a text in order; those without content may still hold a quotation.

    ``quoted`` are the tokens inside quotation marks: no cue is looked for there, and no subject of
    a cue that stands outside.
    """
    found: list[Cue] = []
    for token in parse.tokens:
        if token.i in quoted:
            continue
        if token.text.lower() == "according":
            cue = _according(parse, token)
        elif token.pos == "VERB" or (token.pos == "AUX" and token.lemma in {"say", "tell"}):
            cue = _verb(parse, token, quoted)
        elif token.pos == "NOUN" and token.lemma in words("noun cues"):
            cue = _noun(parse, token)
        else:
            continue
        if cue is not None:
            found.append(cue)
    return found


# --- verbs ------------------------------------------------------------------------------------


def _verb(parse: Parse, token: Token, quoted: frozenset[int]) -> Cue | None:
    """Read a verb as a cue, or return None."""
    lemma = token.lemma.lower()
    known = any(lemma in words(f"cue {kind}") for kind in ("clause", "object", "to"))
    known = known or lemma in _PREPOSITIONAL()
    known = known or lemma in words("cue as")
    if lemma == "put" and not any(parse.tokens[c].text == "it" for c in parse.children(token.i)):
        return None
    if not known or not _happens(parse, token):
        return None
    subject, inherited = subject_of(parse, token.i, quoted)
    passive = any(parse.tokens[c].dep == "nsubjpass" for c in parse.children(token.i))
    if passive:
        subject = _agent(parse, token.i)
    content, pattern = _content(parse, token, quoted, subject, passive=passive)
    if passive and subject is None and pattern != "clause":
        return None
    first, last = token.i, token.i + 1
    return Cue(
        first,
        last,
        subject,
        pattern,
        content,
        addressee=told if (told := _addressee(parse, token)) != subject else None,
        inherited=inherited,
        future=any(parse.tokens[c].text in {"will", "’ll", "'ll"} for c in parse.children(token.i)),
        verb=token.i,
    )


def _PREPOSITIONAL() -> frozenset[str]:  # noqa: N802
    return frozenset(entry.split()[0] for entry in words("cue prepositions"))


def _happens(parse: Parse, token: Token) -> bool:
    """Tell whether the words were said: not denied, declined or merely possible."""
    tokens = parse.tokens
    for c in parse.children(token.i):
        child = tokens[c]
        if child.dep == "neg" or (child.dep == "aux" and child.text.lower() in _POSSIBLE):
            return False
        if child.dep == "mark" and child.text.lower() in {"if", "unless", "whether"}:
            return False
        if child.dep in {"advmod", "preconj"} and child.text.lower() in {"never", "neither"}:
            return False
    if token.tag == "VBN" and not _finite_by_auxiliary(parse, token):
        return False
    if token.tag == "VB" and token.dep in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        return _infinitive_happens(parse, token)
    return not (token.tag == "VB" and token.dep == "ROOT" and not _has_subject(parse, token.i))


def _finite_by_auxiliary(parse: Parse, token: Token) -> bool:
    """Tell whether a participle is a verb of its own: "has said", "was told", not "asked, he …"."""
    kids = [parse.tokens[c] for c in parse.children(token.i)]
    return any(k.dep in {"aux", "auxpass"} or k.dep in SUBJECTS for k in kids) or (
        token.dep in {"conj", "ROOT"}
    )


def _has_subject(parse: Parse, i: int) -> bool:
    return any(parse.tokens[c].dep in SUBJECTS for c in parse.children(i))


def _infinitive_happens(parse: Parse, token: Token) -> bool:
    """Tell whether an infinitive is something done: "went on to say", not "refused to say"."""
    head = parse.tokens[token.head]
    helped = head.lemma.lower() in words("cue helpers")
    bare_to = any(parse.tokens[c].text.lower() == "to" for c in parse.children(token.i))
    if not bare_to:
        modal = any(parse.tokens[c].dep == "aux" for c in parse.children(token.i))
        return modal or token.dep == "conj"
    return helped


def subject_of(
    parse: Parse, verb: int, quoted: frozenset[int] = frozenset()
) -> tuple[int | None, bool]:
    """Return the head of a verb's subject, and whether it stands in another clause."""
    tokens = parse.tokens
    at, inherited = verb, False
    for _step in range(6):
        subject = _own_subject(parse, at, quoted)
        if subject is not None:
            return _antecedent(parse, at, subject), inherited
        token = tokens[at]
        quoted_person = _quoted_person(parse, token)
        if quoted_person is not None:
            return quoted_person, False
        if _added_by_speaker(parse, token):
            at, inherited = tokens[token.head].head, True
            continue
        outer = _joined_to(parse, token, quoted)
        if outer is not None:
            at = outer
            continue
        if token.dep in {"conj", "xcomp", "advcl", "dep", "aux"} and tokens[token.head].pos in {
            "VERB",
            "AUX",
        }:
            at, inherited = token.head, inherited or token.dep != "conj"
            continue
        if token.dep == "acl" and token.tag == "VBG":
            return token.head, True
        if token.dep in {"prep", "pcomp"}:
            at, inherited = token.head, True
            continue
        return _inverted(parse, verb), False
    return None, False


def _own_subject(parse: Parse, verb: int, quoted: frozenset[int]) -> int | None:
    """Return the subject in a verb's own clause; a day the parser took for one is passed over."""
    tokens = parse.tokens
    found = [c for c in parse.children(verb) if tokens[c].dep in SUBJECTS and c not in quoted]
    if found and (tokens[found[-1]].ent in {"DATE", "TIME"}):
        return _noun_before(parse, verb)
    return _beside_verb(parse, verb, found[-1]) if found else None


def _beside_verb(parse: Parse, verb: int, subject: int) -> int:
    """Return Y of "X, Y said, had …", where the parser took X for the speaker."""
    tokens = parse.tokens
    aside = tokens[verb].dep in {"parataxis", "ccomp"} and tokens[verb].head > verb
    for c in parse.children(subject):
        if aside and tokens[c].dep == "appos" and parse.subtree(c)[-1] == verb - 1:
            return c
    return subject


def _noun_before(parse: Parse, verb: int) -> int | None:
    """Return the head of the noun phrase that ends right before a verb."""
    tokens = parse.tokens
    at, best = verb - 1, None
    while 0 <= at < verb and tokens[at].sentence == tokens[verb].sentence:
        below = parse.subtree(at)
        if below[-1] >= verb or any(tokens[j].text == "," for j in below):
            break
        if tokens[at].pos in {"NOUN", "PROPN", "PRON"}:
            best = at
        if tokens[at].head == at:
            break
        at = tokens[at].head
    return best


def _added_by_speaker(parse: Parse, token: Token) -> bool:
    """Tell whether a participle goes on with what was said: "stated that …, underscoring …"."""
    tokens = parse.tokens
    clause = tokens[token.head]
    lemma = token.lemma.lower()
    cue = lemma in words("cue object") or lemma in words("cue clause")
    added = token.tag == "VBG" and token.dep == "advcl" and tokens[token.i - 1].text == ","
    reported = clause.dep == "ccomp" and clause.head < clause.i < token.i
    return cue and added and reported and tokens[clause.head].lemma.lower() in words("cue clause")


def _joined_to(parse: Parse, token: Token, quoted: frozenset[int]) -> int | None:
    """Return the reporting verb that a later one is joined to, where the parser joined it inside.

    "X said that “A …” and promised that B": "promised" goes with "said", not with what is said.
    """
    tokens = parse.tokens
    if (
        token.dep != "conj"
        or token.tag not in {"VBD", "VBZ", "VBP"}
        or _has_subject(parse, token.i)
    ):
        return None
    if token.lemma.lower() not in words("cue clause"):
        return None
    beside, at = token.head, token.head
    while tokens[at].dep in {"ccomp", "conj"} and tokens[at].head != at:
        at = tokens[at].head
        outer = tokens[at].lemma.lower() in words("cue clause") and tokens[at].tag == token.tag
        leaves = beside in quoted and token.i not in quoted
        if outer and at not in quoted and (leaves or _reports_clause(parse, token.i)):
            return at
    return None


def _reports_clause(parse: Parse, verb: int) -> bool:
    """Tell whether a verb has a clause with "that" of its own."""
    return any(parse.tokens[c].dep == "ccomp" and _marked(parse, c) for c in parse.children(verb))


def _quoted_person(parse: Parse, token: Token) -> int | None:
    """Return X of "the agency quoted X as saying"."""
    tokens = parse.tokens
    link, verb = tokens[token.head], tokens[tokens[token.head].head]
    if token.dep != "pcomp" or link.text.lower() != "as" or verb.lemma not in {"quote", "cite"}:
        return None
    return next((c for c in parse.children(verb.i) if tokens[c].dep in {"dobj", "nsubjpass"}), None)


def _antecedent(parse: Parse, verb: int, subject: int) -> int:
    """Return whom "who" means, where the subject is a relative pronoun."""
    token = parse.tokens[subject]
    relative = token.text.lower() in {"who", "which", "that"} and token.tag in {"WP", "WDT", "IN"}
    return parse.tokens[verb].head if relative and parse.tokens[verb].dep == "relcl" else subject


def _inverted(parse: Parse, verb: int) -> int | None:
    """Return the subject that follows its verb: "…,” reads the draft"."""
    tokens = parse.tokens
    if parse.tokens[verb].tag not in {"VBD", "VBZ", "VBP"}:
        return None
    for c in parse.children(verb):
        dated = tokens[c].ent in {"DATE", "TIME"}
        if c > verb and tokens[c].dep in {"dobj", "attr", "npadvmod", "oprd"} and not dated:
            return c if tokens[c].pos in {"NOUN", "PROPN", "PRON"} else None
    return _noun_before(parse, verb)


def _agent(parse: Parse, verb: int) -> int | None:
    """Return who did a passive verb: "was announced by the ministry"; "was quoted as saying"."""
    for c in parse.children(verb):
        if parse.tokens[c].dep == "agent":
            return next((g for g in parse.children(c) if parse.tokens[g].dep == "pobj"), None)
    return None


def _addressee(parse: Parse, token: Token) -> int | None:
    """Return the head of whom it is said to."""
    tokens = parse.tokens
    takes_object = token.lemma.lower() in {
        "tell", "urge", "ask", "warn", "assure", "reassure", "inform", "remind", "notify", "brief",
        "advise", "accuse", "blame", "press", "implore", "exhort", "beg", "caution", "petition",
    }  # fmt: skip
    for c in parse.children(token.i):
        child = tokens[c]
        if child.dep == "dative" and child.pos in {"NOUN", "PROPN", "PRON"}:
            return c
        if takes_object and child.dep == "dobj" and c > token.i:
            return c
        if takes_object and child.dep == "ccomp" and not _marked(parse, c):
            found = _raised(parse, token.i, c)
            if found is not None:
                return found
        if child.dep in {"prep", "dative"} and child.text.lower() == "to":
            return next((g for g in parse.children(c) if tokens[g].dep == "pobj"), None)
    return None


def _raised(parse: Parse, verb: int, clause: int) -> int | None:
    """Return the object the parser took for the infinitive's subject: "urged Iran to …"."""
    tokens = parse.tokens
    to = any(
        tokens[c].text.lower() == "to" and tokens[c].dep == "aux" for c in parse.children(clause)
    )
    if not to:
        return None
    return next((c for c in parse.children(clause) if tokens[c].dep == "nsubj" and c > verb), None)


def _marked(parse: Parse, clause: int) -> bool:
    return any(parse.tokens[c].dep == "mark" for c in parse.children(clause))


# --- contents ---------------------------------------------------------------------------------


def _content(
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
    if token.lemma.lower() in {"tell", "urge", "ask", "warn", "advise", "want", "call"}:
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
        if _joined_to(parse, parse.tokens[i], quoted) == token.i:
            own.update(parse.subtree(i))
    kept = [i for i in parse.subtree(clause) if i not in own]
    return _ranges(parse, kept)


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
        cue = child.lemma.lower() in words("cue clause") and _has_subject(parse, c)
        against = any(tokens[g].text.lower() in _AGAINST for g in parse.children(c))
        other = cue and (child.dep in {"conj", "parataxis"} or (child.dep == "advcl" and against))
        if other or _added_by_speaker(parse, child):
            found.update(parse.subtree(c))
    return found


def _ranges(parse: Parse, kept: list[int]) -> tuple[tuple[int, int], ...]:
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


def _subtree_range(parse: Parse, i: int, after: int = -1) -> tuple[int, int] | None:
    """Return the range from a head's first word (after a token) to its last."""
    below = [j for j in parse.subtree(i) if j > after]
    return trim(parse, below[0], below[-1] + 1) if below else None


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
            place = _subtree_range(parse, c)
            return (place, "object") if place else None
    return None


def _purpose_end(parse: Parse, token: Token, noun: int) -> int:
    """Return the end of the clause or phrase that belongs to the object: "hope that …"."""
    tokens = parse.tokens
    spoken = tokens[noun].lemma.lower() in words("content nouns")
    ends = [
        parse.subtree(c)[-1]
        for c in parse.children(token.i)
        if c > noun and tokens[c].dep in {"ccomp", "acl", "xcomp", "prep"} and spoken
        and (tokens[c].dep != "prep" or tokens[c].text.lower() in {"to", "for", "as", "over"})
    ]  # fmt: skip
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
        place = _subtree_range(parse, c)
        if place is not None:
            last = max([place[1], *_infinitive_ends(parse, token.i, c)])
            return (min(first, place[0]), last), f"preposition:{preposition}"
    return None


def _infinitive_ends(parse: Parse, verb: int, preposition: int) -> Iterator[int]:
    """Yield the ends of infinitives after "called on X": "to return"."""
    for c in parse.children(verb):
        if c > preposition and parse.tokens[c].dep in {"xcomp", "advcl"}:
            place = _subtree_range(parse, c)
            if place is not None and parse.tokens[place[0]].text.lower() == "to":
                yield place[1]


# --- nouns and "according to" -------------------------------------------------------------------


def _noun(parse: Parse, token: Token) -> Cue | None:
    """Read ``Tehran's claim that …``."""
    tokens = parse.tokens
    owner = next((c for c in parse.children(token.i) if tokens[c].dep == "poss"), None)
    clause = next(
        (
            c
            for c in parse.children(token.i)
            if tokens[c].dep in {"acl", "ccomp"} and _marked(parse, c)
        ),
        None,
    )
    if owner is None or clause is None:
        return None
    place = _subtree_range(parse, clause)
    return Cue(token.i, token.i + 1, owner, "noun", (place,)) if place else None


def _according(parse: Parse, token: Token) -> Cue | None:
    """Read ``according to X`` with the rest of its clause."""
    tokens = parse.tokens
    to = token.i + 1
    if to >= len(tokens) or tokens[to].text.lower() != "to":
        return None
    source = next(
        (g for c in (token.i, to) for g in parse.children(c) if tokens[g].dep == "pobj"), None
    )
    if source is None or tokens[source].lemma.lower() in {
        "plan",
        "rule",
        "law",
        "need",
        "schedule",
    }:
        return None
    sentence = parse.sentence_of(token.i)
    own = set(parse.subtree(source)) | {token.i, to}
    rest = [i for i in range(sentence.first, sentence.last) if i not in own]
    content = _ranges(parse, rest)
    return Cue(token.i, to + 1, source, "according", content) if content else None
