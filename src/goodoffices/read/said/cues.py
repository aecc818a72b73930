"""Which words report that somebody said something, and which of their words are the content.

A cue is a verb ("said", "accused", "expressed hope"), a noun with an owner ("Tehran's claim that")
or "according to". For each the clause is read from the parse: who is its subject, whom it is told,
what is said. Denied, declined and merely possible sayings are no cues: "declined to comment",
"would not say", "may announce".

What a verb reports is its clause, its object, its infinitive or an "against …". Contents are token
ranges without the cue's own words, without punctuation at their ends, and without what somebody
else says in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.read.clause.parse import Token
from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.words import words

Range = tuple[int, int]
Content = tuple[Range, str]
"""Where a content stands, and the pattern that found it."""

_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "cannot", "ca"})
_AGAINST = frozenset({"though", "although", "while", "whereas", "but"})
_TIMES = frozenset({"DATE", "TIME"})
_OPENING = frozenset("“\"‘«('")
_CLOSING = frozenset("”\"’»)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting cue: tokens [first, last), whose subject heads at ``subject``.

    ``content`` are token ranges; ``pattern`` says which rule read it; ``inherited`` that the
    subject stands in another clause. ``addressee`` heads whom it is said to.
    """

    first: int
    last: int
    subject: int | None
    pattern: str
    content: tuple[Range, ...] = ()
    addressee: int | None = None
    inherited: bool = False
    future: bool = False
    verb: int = -1


def find_cues(scene: Scene) -> Iterator[Cue]:
    """Yield the cues of a text in order; those without content may still hold a quotation.

    No cue is looked for inside quotation marks.
    """
    for token in scene.parse.tokens:
        if token.i in scene.quoted:
            continue
        if token.lower == "according":
            cue = _according(scene, token)
        elif token.pos == "VERB" or (token.pos == "AUX" and token.lemma in {"say", "tell"}):
            cue = _verb(scene, token)
        elif token.pos == "NOUN" and token.lemma in words("noun cues"):
            cue = _noun(scene, token)
        else:
            continue
        if cue is not None:
            yield cue


def _verb(scene: Scene, token: Token) -> Cue | None:
    """Read a verb as a cue, or return None."""
    if not _reports(scene, token) or not _happens(scene, token):
        return None
    subject = next(iter(scene.subject(token.i)[-1:]), None)
    passive = bool(scene.kids(token.i, "nsubjpass"))
    content, pattern = _content(scene, token, subject, passive=passive)
    if passive and subject is None and pattern != "clause":
        return None
    addressee = scene.addressee(token.i)
    return Cue(
        first=token.i,
        last=token.i + 1,
        subject=subject,
        pattern=pattern,
        content=content,
        addressee=addressee if addressee != subject else None,
        inherited=scene.inherits(token.i),
        future=any(scene.token(c).text in {"will", "’ll", "'ll"} for c in scene.kids(token.i)),
        verb=token.i,
    )


def _reports(scene: Scene, token: Token) -> bool:
    """Tell whether a verb is one of those that report."""
    if token.lemma == "put" and not any(scene.token(c).text == "it" for c in scene.kids(token.i)):
        return False
    kinds = ("cue clause", "cue object", "cue to", "cue as")
    return any(token.lemma in words(kind) for kind in kinds) or any(
        entry.startswith(f"{token.lemma} ") for entry in words("cue prepositions")
    )


def _happens(scene: Scene, token: Token) -> bool:
    """Tell whether the words were said: not denied, declined or merely possible."""
    for c in scene.kids(token.i):
        child = scene.token(c)
        if (
            child.dep == "neg"
            or (child.dep == "aux" and child.lower in _POSSIBLE)
            or (child.dep == "mark" and child.lower in {"if", "unless", "whether"})
            or (child.dep in {"advmod", "preconj"} and child.lower in {"never", "neither"})
        ):
            return False
    if token.tag == "VBN" and not _finite_by_auxiliary(scene, token):
        return False
    if token.tag != "VB":
        return True
    if token.dep in {"xcomp", "ccomp", "acl", "advcl", "pcomp"}:
        return _infinitive_happens(scene, token)
    return token.dep != "ROOT" or scene.has_subject(token.i)


def _finite_by_auxiliary(scene: Scene, token: Token) -> bool:
    """Tell whether a participle is a verb of its own: "has said", "was told", not "asked, he …"."""
    helped = bool(scene.kids(token.i, "aux", "auxpass")) or scene.has_subject(token.i)
    return helped or token.dep in {"conj", "ROOT"}


def _infinitive_happens(scene: Scene, token: Token) -> bool:
    """Tell whether an infinitive is something done: "went on to say", not "refused to say"."""
    if _has(scene, token.i, "to"):
        return scene.token(token.head).lemma in words("cue helpers")
    return bool(scene.kids(token.i, "aux")) or token.dep == "conj"


def _has(scene: Scene, i: int, *forms: str) -> bool:
    """Tell whether one of some words hangs from a token."""
    return any(scene.token(c).lower in forms for c in scene.kids(i))


def _noun(scene: Scene, token: Token) -> Cue | None:
    """Read ``Tehran's claim that …``."""
    owner = next(iter(scene.kids(token.i, "poss")), None)
    clause = next((c for c in scene.kids(token.i, "acl", "ccomp") if scene.marked(c)), None)
    if owner is None or clause is None:
        return None
    place = _subtree_range(scene, clause)
    if place is None:
        return None
    i = token.i
    return Cue(first=i, last=i + 1, subject=owner, pattern="noun", content=(place,))


def _according(scene: Scene, token: Token) -> Cue | None:
    """Read ``according to X`` with the rest of its clause."""
    to = token.i + 1
    if to >= len(scene.parse.tokens) or scene.token(to).lower != "to":
        return None
    source = next((g for c in (token.i, to) for g in scene.kids(c, "pobj")), None)
    if source is None or scene.token(source).lemma in words("according nouns"):
        return None
    sentence = scene.parse.sentence_of(token.i)
    own = {*scene.parse.subtree(source), token.i, to}
    content = _ranges(scene, [i for i in range(sentence.first, sentence.last) if i not in own])
    if not content:
        return None
    return Cue(first=token.i, last=to + 1, subject=source, pattern="according", content=content)


# --- what is reported --------------------------------------------------------------------------


def _content(
    scene: Scene, token: Token, subject: int | None, *, passive: bool
) -> tuple[tuple[Range, ...], str]:
    """Return the content of a verb as token ranges, and the pattern that found it."""
    clause = _clause(scene, token, subject) if token.lemma in words("cue clause") else None
    if clause is not None:
        fronted = _fronted(scene, token)
        return (*fronted, *_without_cue(scene, token, clause, subject)), "clause"
    if passive:
        return (), "none"
    content = _with_preposition(scene, token) or _described(scene, token)
    if content is None and token.lemma in words("cue to"):
        content = _to_infinitive(scene, token)
    if content is None and token.lemma in words("cue object"):
        content = _object(scene, token)
    if content is not None:
        return (content[0],), content[1]
    return _fronted(scene, token), "none"


def _fronted(scene: Scene, token: Token) -> tuple[Range, ...]:
    """Return a topic put before the cue: "Tehran, he told the assembly, …"."""
    for c in scene.kids(token.i, "npadvmod", "dep", "dobj"):
        child, end = scene.token(c), scene.parse.subtree(c)[-1] + 1
        set_off = c < token.i - 2 and scene.token(end).text == ","
        noun = child.pos in {"PROPN", "NOUN"} and child.ent not in _TIMES
        if set_off and noun and _is_subject_at(scene, end + 1):
            return ((scene.parse.subtree(c)[0], end),)
    return ()


def _is_subject_at(scene: Scene, i: int) -> bool:
    """Tell whether a subject starts at a token."""
    ahead = scene.parse.tokens[i : i + 4]
    return any(
        t.dep in {"nsubj", "nsubjpass", "csubj"} and scene.parse.subtree(t.i)[0] == i for t in ahead
    )


def _clause(scene: Scene, token: Token, subject: int | None) -> int | None:
    """Return the head of the clause a verb reports."""
    for c in scene.kids(token.i, "ccomp", "parataxis"):
        if _is_clause(scene, c, token):
            return c
    beside = token.dep in {"parataxis", "ccomp", "advcl"} and token.tag in FINITE
    apart = beside and token.head != token.i and _between_commas(scene, token, subject)
    return token.head if apart and token.lemma not in words("cue not speech") else None


def _is_clause(scene: Scene, clause: int, token: Token) -> bool:
    """Tell whether a complement is a clause somebody can say, not an object's infinitive."""
    marks = {scene.token(c).lower for c in scene.kids(clause, "mark")}
    asks = token.lemma in words("cue asking") and not marks
    if asks and any(scene.token(c).lower == "to" for c in scene.kids(clause, "aux")):
        return False
    if token.lemma in words("cue not speech"):
        return "that" in marks
    return not marks & {"whether", "if"} or token.lemma in {"ask", "wonder", "inquire", "doubt"}


def _between_commas(scene: Scene, token: Token, subject: int | None) -> bool:
    """Tell whether the cue's own clause is set off: "Tehran, he told them, never …"."""
    first = token.i if subject is None else min(token.i, scene.parse.subtree(subject)[0])
    before = scene.token(first - 1).text if first > 0 else ""
    return before in {"”", '"', "—", "–", "-"} or before.endswith((",", "”"))


def _without_cue(scene: Scene, token: Token, clause: int, subject: int | None) -> tuple[Range, ...]:
    """Return the ranges of a clause, the cue's own words left out."""
    subtree = scene.parse.subtree
    own = {token.i}
    if subject is not None and subject < token.i and subject != clause:
        own.update(j for j in subtree(subject) if j <= token.i)
    for c in scene.kids(token.i):
        if c != clause and (subject is None or scene.token(subject).head != c):
            own.update(subtree(c))
    if token.head == clause:
        own.update(set(subtree(token.i)) - _subject_of_clause(scene, token, subject))
    else:
        own |= _other_speakers(scene, clause)
    own |= _time_of_saying(scene, token, clause)
    for i in subtree(clause):
        if scene.joined_to(scene.token(i)) == token.i:
            own.update(subtree(i))
    return _ranges(scene, [i for i in subtree(clause) if i not in own])


def _subject_of_clause(scene: Scene, token: Token, subject: int | None) -> set[int]:
    """Return the words of X in "X, Y said, had …": they are part of what is said."""
    if subject is None or scene.token(subject).dep != "appos":
        return set()
    host = scene.token(subject).head
    if scene.token(host).head != token.i:
        return set()
    return set(scene.parse.subtree(host)) - set(scene.parse.subtree(subject))


def _time_of_saying(scene: Scene, token: Token, clause: int) -> set[int]:
    """Return the words of time that the parser gave to the clause: "said on Monday it would"."""
    for c in scene.kids(clause, "prep", "npadvmod"):
        below = scene.parse.subtree(c)
        dated = scene.token(below[-1]).ent in _TIMES
        if dated and below[0] == token.i + 1 and _is_subject_at(scene, below[-1] + 1):
            return set(below)
    return set()


def _other_speakers(scene: Scene, clause: int) -> set[int]:
    """Return the words of a clause that somebody else says: "…, though they doubt …"."""
    others = set[int]()
    for c in scene.kids(clause):
        child = scene.token(c)
        beside = child.dep in {"conj", "parataxis"}
        beside = beside or (child.dep == "advcl" and _has(scene, c, *_AGAINST))
        cue = beside and child.lemma in words("cue clause") and scene.has_subject(c)
        if cue or scene.added(child):
            others.update(scene.parse.subtree(c))
    return others


def _ranges(scene: Scene, kept: Sequence[int]) -> tuple[Range, ...]:
    """Join token numbers to ranges, and take punctuation off their ends."""
    ranges: list[Range] = []
    for i in kept:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return tuple(r for place in ranges if (r := _trim(scene, *place)) is not None)


def _trim(scene: Scene, first: int, last: int) -> Range | None:
    """Take punctuation and joining words off the ends of a range; None if nothing is left."""

    def loose(i: int, kept: frozenset[str]) -> bool:
        token = scene.token(i)
        return (token.pos == "PUNCT" or token.dep == "cc") and token.text not in kept

    while first < last and loose(first, _OPENING):
        first += 1
    while last > first and loose(last - 1, _CLOSING):
        last -= 1
    return (first, last) if last > first else None


def _subtree_range(scene: Scene, i: int) -> Range | None:
    """Return the range from the first word below a head to the last."""
    below = scene.parse.subtree(i)
    return _trim(scene, below[0], below[-1] + 1)


def _object(scene: Scene, token: Token) -> Content | None:
    """Read ``emphasized the need for …``, ``expressed hope that …``, ``deny backing them``."""
    noun = next((c for c in scene.kids(token.i, "dobj") if c > token.i), None)
    if noun is None:
        gerunds = (c for c in scene.kids(token.i, "xcomp") if c > token.i)
        gerund = next((c for c in gerunds if scene.token(c).tag == "VBG"), None)
        place = None if gerund is None else _subtree_range(scene, gerund)
        return (place, "object") if place else None
    head = scene.token(noun)
    forms = {head.lemma, head.lower}
    if token.lemma in words("cue object denied") and not forms & words("denied nouns"):
        return None
    acts = token.lemma in words("cue object speech") and not forms & words("content nouns")
    if head.pos == "PRON" or acts:
        return None
    below = scene.parse.subtree(noun)
    place = _trim(scene, below[0], max(below[-1], _purpose_end(scene, token, noun)) + 1)
    return (place, "object") if place else None


def _purpose_end(scene: Scene, token: Token, noun: int) -> int:
    """Return the end of the clause or phrase that belongs to the object: "hope that …"."""
    if scene.token(noun).lemma not in words("content nouns"):
        return -1
    linked = {"to", "for", "as", "over"}
    parts = scene.kids(token.i, "ccomp", "acl", "xcomp")
    parts += [c for c in scene.kids(token.i, "prep") if scene.token(c).lower in linked]
    return max((scene.parse.subtree(c)[-1] for c in parts if c > noun), default=-1)


def _to_infinitive(scene: Scene, token: Token) -> Content | None:
    """Read ``pledged to withdraw``, ``urged Iran to return``, ``told them not to leave``."""
    for c in scene.kids(token.i, "xcomp", "ccomp", "advcl"):
        to = next((g for g in scene.kids(c) if scene.token(g).lower == "to"), None)
        if c > token.i and to is not None:
            first = _infinitive_start(scene, token, c, to)
            place = _trim(scene, first, scene.parse.subtree(c)[-1] + 1)
            return (place, "infinitive") if place else None
    return None


def _infinitive_start(scene: Scene, token: Token, clause: int, to: int) -> int:
    """Return where an infinitive's content starts: at whom it asks to act, or at its "to"."""
    if token.lemma not in {"tell", "warn", "advise", "remind", "promise"}:
        agents = [*scene.kids(token.i, "dobj"), *scene.kids(clause, "nsubj")]
        starts = [scene.parse.subtree(a)[0] for a in agents if token.i < a < to]
        if starts:
            return min(starts)
    negated = to > token.i + 1 and scene.token(to - 1).lower == "not"
    return to - 1 if negated else min(to, clause)


def _described(scene: Scene, token: Token) -> Content | None:
    """Read ``described the talks as constructive``."""
    if token.lemma not in words("cue as"):
        return None
    whom = next(iter(scene.kids(token.i, "dobj")), None)
    how = next((c for c in scene.kids(token.i) if scene.token(c).lower == "as"), None)
    if whom is None or how is None or how < whom:
        return None
    place = _trim(scene, scene.parse.subtree(whom)[0], scene.parse.subtree(how)[-1] + 1)
    return (place, "described") if place else None


def _with_preposition(scene: Scene, token: Token) -> Content | None:
    """Read ``warned against …``, ``called for …``, ``accused Venezuela of …``."""
    for c in scene.kids(token.i):
        preposition = scene.token(c).lower
        if c < token.i or f"{token.lemma} {preposition}" not in words("cue prepositions"):
            continue
        place = _subtree_range(scene, c)
        if place is None:
            continue
        first, last = place
        accused = scene.kids(token.i, "dobj") if token.lemma in {"accuse", "blame"} else []
        if accused:
            first = min(first, scene.parse.subtree(accused[0])[0])
        return (
            first,
            max([last, *_infinitive_ends(scene, token.i, c)]),
        ), f"preposition:{preposition}"
    return None


def _infinitive_ends(scene: Scene, verb: int, preposition: int) -> Iterator[int]:
    """Yield the ends of infinitives after "called on X": "to return"."""
    for c in scene.kids(verb, "xcomp", "advcl"):
        place = _subtree_range(scene, c) if c > preposition else None
        if place is not None and scene.token(place[0]).lower == "to":
            yield place[1]
