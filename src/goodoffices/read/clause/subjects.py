"""Who does a reporting verb, and to whom it is done.

The subject is looked for where the sentence left it: beside the verb, in the clause it is joined
to, before a relative pronoun, after an inverted verb. What stands inside quotation marks is not the
subject of a verb outside them.
"""

from __future__ import annotations

from goodoffices.read.clause.parse import Parse, Token
from goodoffices.read.words import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def has_subject(parse: Parse, i: int) -> bool:
    """Tell whether a verb has a subject of its own."""
    return any(parse.tokens[c].dep in SUBJECTS for c in parse.children(i))


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
        if added_by_speaker(parse, token):
            at, inherited = tokens[token.head].head, True
            continue
        outer = joined_to(parse, token, quoted)
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


def added_by_speaker(parse: Parse, token: Token) -> bool:
    """Tell whether a participle goes on with what was said: "stated that …, underscoring …"."""
    tokens = parse.tokens
    clause = tokens[token.head]
    lemma = token.lemma.lower()
    cue = lemma in words("cue object") or lemma in words("cue clause")
    added = token.tag == "VBG" and token.dep == "advcl" and tokens[token.i - 1].text == ","
    reported = clause.dep == "ccomp" and clause.head < clause.i < token.i
    return cue and added and reported and tokens[clause.head].lemma.lower() in words("cue clause")


def joined_to(parse: Parse, token: Token, quoted: frozenset[int]) -> int | None:
    """Return the reporting verb that a later one is joined to, where the parser joined it inside.

    "X said that “A …” and promised that B": "promised" goes with "said", not with what is said.
    """
    tokens = parse.tokens
    if token.dep != "conj" or token.tag not in {"VBD", "VBZ", "VBP"} or has_subject(parse, token.i):
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
    return any(parse.tokens[c].dep == "ccomp" and is_marked(parse, c) for c in parse.children(verb))


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


def agent_of(parse: Parse, verb: int) -> int | None:
    """Return who did a passive verb: "was announced by the ministry"; "was quoted as saying"."""
    for c in parse.children(verb):
        if parse.tokens[c].dep == "agent":
            return next((g for g in parse.children(c) if parse.tokens[g].dep == "pobj"), None)
    return None


def addressee_of(parse: Parse, token: Token) -> int | None:
    """Return the head of whom it is said to."""
    tokens = parse.tokens
    takes_object = token.lemma.lower() in words("cue addressed")
    for c in parse.children(token.i):
        child = tokens[c]
        if child.dep == "dative" and child.pos in {"NOUN", "PROPN", "PRON"}:
            return c
        if takes_object and child.dep == "dobj" and c > token.i:
            return c
        if takes_object and child.dep == "ccomp" and not is_marked(parse, c):
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


def is_marked(parse: Parse, clause: int) -> bool:
    """Tell whether a clause opens with "that" or the like."""
    return any(parse.tokens[c].dep == "mark" for c in parse.children(clause))
