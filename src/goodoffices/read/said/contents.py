"""What a cue reports: its clause, its object, its infinitive, an "against …", as ranges of tokens.

Contents are token ranges without the cue's own words, without punctuation at their ends, and
without what somebody else says in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.words import words

Range = tuple[int, int]
Content = tuple[Range, str]
"""Where a content stands, and the pattern that found it."""

_POINTING = frozenset({"it", "this", "that", "them", "him", "her", "so", "me", "us", "you"})
_AGAINST = frozenset({"though", "although", "while", "whereas", "but"})
_TIMES = frozenset({"DATE", "TIME"})
_OPENING = frozenset("“\"‘«('")
_CLOSING = frozenset("”\"’»)'")


def has_form(scene: Scene, i: int, *forms: str) -> bool:
    """Tell whether one of some words hangs from a token."""
    return any(scene.token(c).lower in forms for c in scene.kids(i))


def content_of(
    scene: Scene, token: Token, subject: int | None, *, passive: bool
) -> tuple[tuple[Range, ...], str]:
    """Return the content of a verb as token ranges, and the pattern that found it."""
    apart = _parenthetical(scene, token, subject)
    if apart:
        return apart, "clause"
    clause = _clause(scene, token, subject) if token.lemma in words("cue clause") else None
    if clause is not None:
        fronted = _fronted(scene, token)
        return (*fronted, *_without_cue(scene, token, clause, subject)), "clause"
    tail = _headline(scene, token, subject)
    if tail is not None:
        return (tail,), "clause"
    if passive:
        return _passive(scene, token)
    content = _called(scene, token) or _with_preposition(scene, token) or _described(scene, token)
    if content is None and token.lemma in words("cue to"):
        content = _to_infinitive(scene, token)
    if content is None and token.lemma in words("cue object"):
        content = _object(scene, token)
    if content is None:
        content = _that_clause(scene, token)
    if content is None:
        content = _wanted(scene, token)
    if content is None:
        content = _as_clause(scene, token) or _blamed(scene, token) or _as_saying(scene, token)
    if content is None:
        content = _adding(scene, token)
    if content is not None:
        return (content[0],), content[1]
    return _fronted(scene, token), "none"


def _adding(scene: Scene, token: Token) -> Content | None:
    """Read ``he said, adding in the meantime, they can go on``, whose clause hangs elsewhere."""
    before = scene.token(token.i - 1).text if token.i else ""
    if token.lemma != "add" or token.tag != "VBG" or before != ",":
        return None
    last = scene.parse.sentence_of(token.i).last
    rest = range(token.i + 1, last)
    told = any(scene.token(i).tag in FINITE | {"MD"} for i in rest)
    if not told or scene.quoted & set(rest):
        return None
    place = trimmed(scene, token.i + 1, last)
    return (place, "clause") if place else None


def _as_clause(scene: Scene, token: Token) -> Content | None:
    """Read ``the army might leave, as the minister hinted``."""
    marks = {scene.token(c).lower for c in scene.kids(token.i, "mark", "advmod", "dobj", "prep")}
    clause = token.dep == "advcl" and "as" in marks and token.head < token.i
    if not clause or token.lemma not in words("cue clause") or not scene.verb(token.head):
        return None
    own = set(scene.parse.subtree(token.i))
    ranges = ranges_of(scene, [i for i in scene.parse.subtree(token.head) if i not in own])
    return (ranges[0], "clause") if ranges else None


def _as_saying(scene: Scene, token: Token) -> Content | None:
    """Read ``The border would stay shut, X was quoted as saying``."""
    above = scene.token(scene.token(token.head).head)
    if token.dep != "pcomp" or above.lemma not in {"quote", "cite"}:
        return None
    clause = next((c for c in scene.kids(above.i, "ccomp") if c < above.i), None)
    place = subtree_range(scene, clause) if clause is not None else None
    return (place, "clause") if place else None


def _blamed(scene: Scene, token: Token) -> Content | None:
    """Read ``the army blamed the rebels``, with no word of what for."""
    if token.lemma not in {"blame", "accuse"}:
        return None
    whom = next((c for c in scene.kids(token.i, "dobj") if c > token.i), None)
    if whom is None or not scene.ids(whom):
        return None
    place = subtree_range(scene, whom)
    return (place, "object") if place else None


def _parenthetical(scene: Scene, token: Token, subject: int | None) -> tuple[Range, ...]:
    """Read ``It was, X said, a mistake``: both parts of the sentence around the cue are said."""
    if subject is None or token.lemma not in words("cue clause") or token.tag not in FINITE:
        return ()
    sentence = scene.parse.sentence_of(token.i)
    phrase = scene.parse.subtree(subject)
    first = min(token.i, phrase[0]) - 1
    last = max(token.i + 1, subject + 1)
    while last < sentence.last and scene.token(last).text != "," and last - first < 12:
        if scene.token(last).pos in {"VERB", "AUX"} or scene.token(last).lower == "that":
            return ()
        last += 1
    if first <= sentence.first or last + 1 >= sentence.last:
        return ()
    commas = scene.token(first).text == "," == scene.token(last).text
    around = (*range(sentence.first, first), *range(last, sentence.last))
    if not commas or scene.quoted & set(around) or any(scene.token(i).text == ";" for i in around):
        return ()
    if scene.token(last + 1).lower in {"and", "but", "adding", "who", "which", "while"}:
        return ()
    if any(scene.token(i).lemma in words("cue clause") and scene.verb(i) for i in around):
        return ()
    places = (trimmed(scene, sentence.first, first), trimmed(scene, last + 1, sentence.last))
    return tuple(p for p in places if p is not None)


def _headline(scene: Scene, token: Token, subject: int | None) -> Range | None:
    """Read ``Dam will be filled, vows minister``: what stands before the comma is said."""
    sentence = scene.parse.sentence_of(token.i)
    before = scene.token(token.i - 1).text if token.i > sentence.first else ""
    if before != "," or subject is None or subject < token.i or token.tag not in FINITE:
        return None
    if token.i - 1 in scene.quoted or token.lemma not in words("cue clause"):
        return None
    told = range(sentence.first, token.i - 1)
    if not any(scene.token(i).pos in {"VERB", "AUX"} for i in told) or scene.quoted & set(told):
        return None
    return trimmed(scene, sentence.first, token.i - 1)


def _passive(scene: Scene, token: Token) -> tuple[tuple[Range, ...], str]:
    """Read ``it was stressed by X that …`` and ``the demand was called premature by X``."""
    that = _that_clause(scene, token)
    if that is not None:
        return (that[0],), "clause"
    if token.lemma not in words("cue as", "cue called"):
        return (), "none"
    what = next(iter(scene.kids(token.i, "nsubjpass")), None)
    how = next((c for c in scene.kids(token.i, "oprd", "prep") if _how(scene, c)), None)
    places = [subtree_range(scene, c) for c in (what, how) if c is not None]
    found = tuple(p for p in places if p is not None)
    return (found, "described") if len(found) == 2 else ((), "none")


def _how(scene: Scene, i: int) -> bool:
    """Tell whether a word says how something is called: a noun or adjective, or "as"."""
    return scene.token(i).dep == "oprd" or scene.token(i).lower == "as"


def _that_clause(scene: Scene, token: Token) -> Content | None:
    """Read a clause with "that" that the parser hung elsewhere: "told staff in a mail that …"."""
    if token.lemma not in words("cue clause"):
        return None
    sentence = scene.parse.sentence_of(token.i)
    for i in range(token.i + 1, sentence.last):
        word = scene.token(i)
        if word.lower == "that" and word.dep == "mark" and i not in scene.quoted:
            above = scene.token(scene.token(word.head).head)
            if above.lemma in words("noun cues") and above.i != token.i:
                return None
            end = scene.parse.subtree(word.head)[-1] + 1
            place = trimmed(scene, i, max(end, i + 1))
            return (place, "clause") if place else None
        if word.pos == "VERB" and word.tag in FINITE:
            return None
        if word.text in {";", ":", "“", '"'}:
            return None
    return None


def _called(scene: Scene, token: Token) -> Content | None:
    """Read ``called the figure "a wish"``."""
    if token.lemma not in words("cue called"):
        return None
    what = next((c for c in scene.kids(token.i, "dobj", "ccomp") if c > token.i), None)
    if what is None or scene.marked(what) or scene.verb(what):
        return None
    name = [c for c in scene.kids(token.i, "oprd", "attr") if c > what]
    name += scene.kids(what, "nsubj")
    if not name:
        return None
    below = (*scene.parse.subtree(what), *(j for c in name for j in scene.parse.subtree(c)))
    place = trimmed(scene, min(below), max(below) + 1)
    return (place, "described") if place and place[0] > token.i else None


def turned_down(scene: Scene, token: Token) -> bool:
    """Tell whether a verb and its particle refuse or want: "turned down", "ruled out"."""
    particles = (scene.token(c).lower for c in scene.kids(token.i, "prt", "prep"))
    return any(f"{token.lemma} {p}" in words("wanting with particle") for p in particles)


def _wanted(scene: Scene, token: Token) -> Content | None:
    """Read what an actor wants or refuses, as the report tells it: "Chad wants the port back"."""
    if token.lemma not in words("cue wanting") and not turned_down(scene, token):
        return None
    subject = scene.subject(token.i)
    if not scene.all_ids(subject):
        return None
    parts = [c for c in scene.kids(token.i, "dobj", "xcomp", "ccomp") if c > token.i]
    if not parts and turned_down(scene, token):
        parts = [g for c in scene.kids(token.i, "prep") for g in scene.kids(c, "pobj")]
    if not parts or scene.token(parts[0]).lower in _POINTING:
        return None
    plan = scene.token(parts[0]).lemma in words("supported plans")
    if token.lemma in {"support", "back", "endorse", "embrace"} and not plan:
        return None
    below = [j for c in parts for j in scene.parse.subtree(c)]
    last = max(below) + 1
    place = trimmed(scene, min(below), max([last, *_going_on(scene, token.i, last)]))
    return (place, "wanting") if place and place[0] > token.i else None


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
    clauses = [c for c in scene.kids(token.i, "ccomp", "parataxis") if _is_clause(scene, c, token)]
    later = [c for c in clauses if c > token.i]
    if subject is not None and _sets_off(scene, scene.parse.subtree(subject)[0]):
        return later[0] if later else None  # "…; police said …": what stands before is another's
    if clauses:
        return clauses[0]
    beside = token.dep in {"parataxis", "ccomp", "advcl"} and token.tag in FINITE
    apart = beside and token.head != token.i and _between_commas(scene, token, subject)
    return token.head if apart and token.lemma not in words("cue not speech") else None


def _sets_off(scene: Scene, first: int) -> bool:
    """Tell whether a semicolon stands before a token."""
    return first > 0 and scene.token(first - 1).text == ";"


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
    hung = _hung_subject(scene, token, clause)
    for i in subtree(clause):
        if scene.joined_to(scene.token(i)) == token.i:
            own.update(subtree(i))
    said = sorted({*subtree(clause)} - own | hung)
    ranges = ranges_of(scene, said)
    return _after_colon(scene, token, ranges)


def _hung_subject(scene: Scene, token: Token, clause: int) -> set[int]:
    """Return the words of a clause's subject that the parser took for the cue's object.

    "Analysts warn the bloc's efforts may fail": the efforts are part of what is said.
    """
    if scene.has_subject(clause) or scene.kids(clause, "expl", "csubj") or clause < token.i:
        return set()
    finite = {scene.token(clause).tag, *(scene.token(c).tag for c in scene.kids(clause, "aux"))}
    if not finite & (FINITE | {"MD"}):
        return set()
    hung = [c for c in scene.kids(token.i, "dobj") if token.i < c < clause]
    return {j for c in hung for j in scene.parse.subtree(c)}


def _after_colon(scene: Scene, token: Token, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Add what a colon goes on with: "said that there was no date: none had been told"."""
    sentence = scene.parse.sentence_of(token.i)
    if not ranges or ranges[-1][1] >= sentence.last or ranges[-1][0] < token.i:
        return ranges
    end = ranges[-1][1]
    rest = range(end + 1, sentence.last)
    if scene.token(end).text != ":" or scene.quoted & set(rest):
        return ranges
    if not any(scene.token(i).tag in FINITE for i in rest):
        return ranges
    last = trimmed(scene, ranges[-1][0], sentence.last)
    return (*ranges[:-1], last) if last else ranges


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
        beside = beside or (child.dep == "advcl" and has_form(scene, c, *_AGAINST))
        beside = beside and not (scene.marked(c) and child.dep == "conj")
        open_ = scene.lemmas(c, "aux") & {"should", "must", "may", "might", "can", "could"}
        cue = beside and child.lemma in words("cue clause") and scene.has_subject(c) and not open_
        if cue or scene.added(child):
            others.update(scene.parse.subtree(c))
    return others


def ranges_of(scene: Scene, kept: Sequence[int]) -> tuple[Range, ...]:
    """Join token numbers to ranges, and take punctuation off their ends."""
    ranges: list[Range] = []
    for i in kept:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return tuple(r for place in ranges if (r := trimmed(scene, *place)) is not None)


def trimmed(scene: Scene, first: int, last: int) -> Range | None:
    """Take punctuation and joining words off the ends of a range; None if nothing is left."""

    def loose(i: int, kept: frozenset[str]) -> bool:
        token = scene.token(i)
        return (token.pos == "PUNCT" or token.dep == "cc") and token.text not in kept

    while first < last and loose(first, _OPENING):
        first += 1
    while last > first and loose(last - 1, _CLOSING):
        last -= 1
    return (first, last) if last > first else None


def subtree_range(scene: Scene, i: int) -> Range | None:
    """Return the range from the first word below a head to the last."""
    below = scene.parse.subtree(i)
    return trimmed(scene, below[0], below[-1] + 1)


def _object(scene: Scene, token: Token) -> Content | None:
    """Read ``emphasized the need for …``, ``expressed hope that …``, ``deny backing them``."""
    noun = next((c for c in scene.kids(token.i, "dobj") if c > token.i), None)
    if noun is not None and noun in scene.subject(token.i):
        return None  # "…, promised the admiral"
    if noun is None:
        gerunds = (c for c in scene.kids(token.i, "xcomp") if c > token.i)
        gerund = next((c for c in gerunds if scene.token(c).tag == "VBG"), None)
        place = None if gerund is None else subtree_range(scene, gerund)
        return (place, "object") if place else None
    head = scene.token(noun)
    forms = {head.lemma, head.lower}
    if token.lemma == "deny":
        if forms & words("granted nouns"):
            return None
    elif token.lemma in words("cue object denied") and not forms & words("denied nouns"):
        return None
    acts = token.lemma in words("cue object speech") and not forms & words("content nouns")
    acts = acts or (token.lemma == "recall" and bool(forms & words("recalled persons")))
    if head.pos == "PRON" or acts:
        return None
    below = scene.parse.subtree(noun)
    last = max(below[-1], _purpose_end(scene, token, noun)) + 1
    place = trimmed(scene, below[0], max([last, *_going_on(scene, token.i, last)]))
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
            place = trimmed(scene, first, scene.parse.subtree(c)[-1] + 1)
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
    place = trimmed(scene, scene.parse.subtree(whom)[0], scene.parse.subtree(how)[-1] + 1)
    return (place, "described") if place else None


def _with_preposition(scene: Scene, token: Token) -> Content | None:
    """Read ``warned against …``, ``called for …``, ``accused Venezuela of …``."""
    linked = list(scene.kids(token.i))
    if token.lemma in {"accuse", "blame", "criticise", "criticize"}:
        linked += [g for c in scene.kids(token.i, "dobj") for g in scene.kids(c, "prep")]
    for c in linked:
        preposition = scene.token(c).lower
        if c < token.i or f"{token.lemma} {preposition}" not in words("cue prepositions"):
            continue
        place = subtree_range(scene, c)
        if place is None:
            continue
        first, last = place
        if first == c and last > c + 1 and token.lemma not in {"call", "appeal"}:
            first += 1  # "insisted [on] …": the preposition is the cue's
        elif first == c and preposition in {"for", "against", "on", "upon", "to"}:
            first += 1
        accused = scene.kids(token.i, "dobj") if token.lemma in {"accuse", "blame"} else []
        if accused:
            first = min(first, scene.parse.subtree(accused[0])[0])
        ends = [last, *_infinitive_ends(scene, token.i, c), *_going_on(scene, token.i, last)]
        ends += _conditions(scene, token.i, last)
        return (first, max(ends)), f"preposition:{preposition}"
    return None


def _going_on(scene: Scene, verb: int, last: int) -> Iterator[int]:
    """Yield the ends of phrases that go on with a content: "accused of bargaining [through …]"."""
    for c in scene.kids(verb, "prep"):
        below = scene.parse.subtree(c)
        heads = {scene.token(g).lemma for g in scene.kids(c, "pobj")}
        said_in = bool(heads & words("document nouns", "occasions"))
        if below[0] == last and scene.token(below[-1]).ent not in _TIMES and not said_in:
            last = below[-1] + 1
            yield last


def _conditions(scene: Scene, verb: int, last: int) -> Iterator[int]:
    """Yield the end of "before …" that goes on with a content: "insisted on a vote before …"."""
    for c in scene.kids(verb, "advcl"):
        below = scene.parse.subtree(c)
        marks = scene.forms(c, "mark") & {"before", "until", "unless", "if", "once"}
        if below[0] == last and marks and scene.has_subject(c):
            yield below[-1] + 1


def _infinitive_ends(scene: Scene, verb: int, preposition: int) -> Iterator[int]:
    """Yield the ends of infinitives after "called on X": "to return"."""
    for c in scene.kids(verb, "xcomp", "advcl"):
        place = subtree_range(scene, c) if c > preposition else None
        if place is not None and scene.token(place[0]).lower == "to":
            yield place[1]
