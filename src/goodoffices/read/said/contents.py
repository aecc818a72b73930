"""What a cue reports: its clause, or what else stands as its content, as ranges of tokens.

Contents are token ranges without the cue's own words, without punctuation at their ends, and
without what somebody else says in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.read.clause.roles import FINITE, WHO, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.said.complements import (
    held_so,
    infinitive_of,
    object_of,
    preposition_of,
    wanted,
)
from goodoffices.read.said.ranges import Content, Range, has_form, ranges_of, subtree_range, trimmed
from goodoffices.read.said.sayers import is_cue
from goodoffices.read.words import words

_POINTING = words("pointing words")
_LESS_SURE = ("cue weak", "cue not speech", "cue object", "cue to")
_ONLY = frozenset({"only", "simply", "merely", "just"})
_AGAINST = frozenset({"though", "although", "while", "whereas", "but"})
_APART = frozenset({",", "”", '"', "’", "—", "–"})
_TIMES = frozenset({"DATE", "TIME"})
_OPENING = frozenset("“\"‘«('")


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
    content = _called(scene, token) or preposition_of(scene, token) or held_so(scene, token)
    if content is None and token.lemma in words("cue to"):
        content = infinitive_of(scene, token)
    if content is None and token.lemma in words("cue object"):
        content = object_of(scene, token)
    if content is None:
        content = _that_clause(scene, token)
    if content is None:
        content = wanted(scene, token)
    if content is None:
        content = _as_clause(scene, token) or _blamed(scene, token) or _as_saying(scene, token)
    if content is None:
        content = _adding(scene, token) or _rest(scene, token, subject)
    if content is not None and _tells(scene, content[0]):
        return (content[0],), content[1]
    return _fronted(scene, token), "none"


def _tells(scene: Scene, place: Range) -> bool:
    """Tell whether a content says anything by itself: not "to do so" or "to comment"."""
    to = scene.token(place[0]).lower == "to"
    if to and scene.token(place[0] + 1).lemma in words("keeping silent"):
        return any(scene.token(c).lower == "with" for c in scene.kids(place[0] + 1))
    return any(scene.token(i).lower not in _POINTING | {"to", "do", "not"} for i in range(*place))


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


def _rest(scene: Scene, token: Token, subject: int | None) -> Content | None:
    """Read ``Chad said after the vote was lost nothing would be paid``, which the parser lost."""
    if subject is None or subject > token.i or token.tag not in FINITE:
        return None
    if token.lemma not in words("cue clause") or token.lemma in words(*_LESS_SURE):
        return None
    last = scene.parse.sentence_of(token.i).last
    rest = range(token.i + 1, last)
    verbs = [i for i in rest if scene.token(i).tag in FINITE | {"MD"}]
    if not verbs or scene.quoted & set(rest):
        return None
    if scene.token(token.i + 1).text == ",":
        return _past_aside(scene, token.i + 2, last)
    if len(verbs) < 2:
        return None
    clauses = [c for c in scene.kids(token.i, "advcl") if c > token.i and scene.has_subject(c)]
    opens = [c for c in clauses if scene.parse.subtree(c)[0] == token.i + 1]
    place = trimmed(scene, token.i + 1, last) if opens else None
    return (place, "rest") if place else None


def _past_aside(scene: Scene, first: int, last: int) -> Content | None:
    """Read what follows an aside: "Chad said, as a member of the union, the bridge was its own"."""
    if scene.token(first).dep != "prep":
        return None
    end = next((i for i in range(first, min(first + 9, last)) if scene.token(i).text == ","), last)
    if any(scene.verb(i) for i in range(first, end)) or end + 1 >= last:
        return None
    told = any(scene.token(i).tag in FINITE | {"MD"} for i in range(end + 1, last))
    place = trimmed(scene, end + 1, last) if told and _is_subject_at(scene, end + 1) else None
    return (place, "rest") if place else None


def _as_clause(scene: Scene, token: Token) -> Content | None:
    """Read ``the army might leave, as the minister hinted``, and "as X put it, the army …"."""
    marks = {scene.token(c).lower for c in scene.kids(token.i, "mark", "advmod", "dobj", "prep")}
    clause = token.dep == "advcl" and "as" in marks and scene.verb(token.head)
    if not clause or token.lemma not in words("cue clause") or token.head in scene.kids(token.i):
        return None
    ahead = token.head > token.i
    if ahead and any(scene.token(c).lower != "it" for c in scene.kids(token.i, "dobj", "ccomp")):
        return None  # "as the army announced sanctions, …": at that time
    own = set(scene.parse.subtree(token.i))
    ranges = ranges_of(scene, [i for i in scene.parse.subtree(token.head) if i not in own])
    return (ranges[-1 if ahead else 0], "clause") if ranges else None


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
    whose = first - 1 > sentence.first and scene.token(first - 1).lemma in words("fronted by")
    whose = whose and bool(scene.kids(first - 1, "poss"))  # "In his view, X said, …"
    before = None if whose else trimmed(scene, sentence.first, first)
    places = (before, trimmed(scene, last + 1, sentence.last))
    return tuple(p for p in places if p is not None)


def _headline(scene: Scene, token: Token, subject: int | None) -> Range | None:
    """Read ``Dam will be filled, vows minister``: what stands before the comma is said."""
    sentence = scene.parse.sentence_of(token.i)
    before = scene.token(token.i - 1).text if token.i > sentence.first else ""
    if subject is not None and subject < token.i:
        return _spliced(scene, token, subject)
    if before != "," or subject is None or token.tag not in FINITE:
        return None
    if token.i - 1 in scene.quoted or token.lemma not in words("cue clause"):
        return None
    told = range(sentence.first, token.i - 1)
    if not any(scene.token(i).pos in {"VERB", "AUX"} for i in told) or scene.quoted & set(told):
        return None
    return trimmed(scene, sentence.first, token.i - 1)


def _spliced(scene: Scene, token: Token, subject: int) -> Range | None:
    """Read ``nurses will strike, the union announced``, whose parts the parser joined as equals."""
    sentence, first = scene.parse.sentence_of(token.i), scene.parse.subtree(subject)[0]
    joined = token.dep in {"conj", "parataxis"} and token.head < first and token.tag in FINITE
    joined = joined or _opens_as_subject(scene, token, first)
    if not joined or token.head in scene.quoted or scene.token(first - 1).text != ",":
        return None
    if token.lemma not in words("cue clause") or token.lemma in words("cue not speech"):
        return None
    joins = any(c < token.i for c in scene.kids(token.head, "cc"))  # "…, X said, and it will"
    if joins or scene.kids(token.i, "dobj", "ccomp", "xcomp", "cc", "conj"):
        return None
    if scene.prepositions(token.i) & {"for", "of"}:  # "Chad hails deal, Libya calls for calm"
        return None
    told = range(sentence.first, first - 1)
    if scene.quoted & set(told) or any(scene.token(i).text == ";" for i in told):
        return None
    return trimmed(scene, sentence.first, first - 1)


def _opens_as_subject(scene: Scene, token: Token, first: int) -> bool:
    """Tell whether a gerund that a verb was read beside is what its words are about.

    So in "Closing it was out of the question, the union said, and …".
    """
    opens = scene.parse.sentence_of(token.i).first
    gerund = scene.token(opens)
    beside = gerund.tag == "VBG" and gerund.dep == "advcl" and gerund.head == token.i
    told = (scene.token(c) for c in scene.kids(opens, "ccomp"))
    return beside and token.head == token.i and any(t.tag in FINITE and t.i < first for t in told)


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
            others = above.lemma in words("noun cues") and above.i != token.i
            others = others and not _written_in(scene, token, above)
            if others or (scene.token(word.head).dep == "conj" and scene.marked(token.i)):
                return None  # "noted that Chad had protested and that …": the first cue's
            governor = scene.token(word.head)
            governor = scene.token(governor.head) if governor.dep == "ccomp" else token
            goes_on = governor.i > token.i and governor.tag == "VBG"
            if goes_on and governor.lemma in words("cue clause"):
                return None  # "said, adding that …"
            end = scene.parse.subtree(word.head)[-1] + 1
            place = trimmed(scene, i, max(end, i + 1))
            return (place, "clause") if place else None
        if word.lower == "that" and _of_addressee(scene, token, scene.token(word.head)):
            place = trimmed(scene, i, scene.parse.subtree(word.head)[-1] + 1)
            return (place, "clause") if place else None
        if word.pos == "VERB" and word.tag in FINITE:
            return None
        if word.text in {";", ":", "“", '"'}:
            return None
    return None


def _written_in(scene: Scene, token: Token, noun: Token) -> bool:
    """Tell whether a noun says where a verb's clause is told: "agreed in a statement that …"."""
    link = scene.token(noun.head)
    return (
        not scene.kids(noun.i, "poss")
        and noun.dep == "pobj"
        and link.lower == "in"
        and link.head == token.i
    )


def _of_addressee(scene: Scene, token: Token, verb: Token) -> bool:
    """Tell whether a clause hangs from whom something is said to: "said to a paper that it …"."""
    noun = scene.token(verb.head)
    if verb.dep != "relcl" or noun.i < token.i:
        return False
    link = scene.token(noun.head)
    to = noun.dep == "pobj" and link.lower == "to" and link.head == token.i
    told = noun.dep in {"dobj", "dative"} and noun.head == token.i
    return to or (told and token.lemma in words("cue addressed"))


def _called(scene: Scene, token: Token) -> Content | None:
    """Read ``called the figure "a wish"``."""
    if token.lemma not in words("cue called"):
        return None
    what = next((c for c in scene.kids(token.i, "dobj", "ccomp") if c > token.i), None)
    if what is None or scene.marked(what) or scene.verb(what):
        return None
    name = [c for c in scene.kids(token.i, "oprd", "attr") if c > what]
    name += scene.kids(what, "nsubj")
    name += [c for c in scene.kids(what, "appos") if _opens_quoted(scene, c)]
    name = [c for c in name or _named_so(scene, token, what) if not _a_time(scene, c)]
    if not name:
        return None
    below = (*scene.parse.subtree(what), *(j for c in name for j in scene.parse.subtree(c)))
    place = trimmed(scene, min(below), max(below) + 1)
    return (place, "described") if place and place[0] > token.i else None


def _named_so(scene: Scene, token: Token, what: int) -> list[int]:
    """Return Y of "branded the court a circus" and "called months of waiting an insult".

    The parser takes it for a second object, or for that of the verbal noun before it.
    """
    found = [c for c in scene.kids(token.i, "dobj", "npadvmod") if c > what]
    nouns = (j for j in scene.parse.subtree(what) if scene.token(j).tag == "VBG")
    found += [c for j in nouns for c in scene.kids(j, "dobj")]
    openings = ((c, scene.token(scene.parse.subtree(c)[0]).lower) for c in found)
    return [c for c, first in openings if c > what and first in {"a", "an", "nothing"}]


def _a_time(scene: Scene, i: int) -> bool:
    """Tell whether a noun only says when or how often: "called them a second time"."""
    if scene.token(i).lemma == "time":
        return True
    judged = scene.kids(i, "amod", "prep")  # "called it a dark day for Peru"
    return scene.token(i).lemma in words("time nouns") and not judged


def _opens_quoted(scene: Scene, i: int) -> bool:
    """Tell whether a phrase is quoted, and no comma before its mark: the offer “a farce”."""
    first = scene.parse.subtree(i)[0]
    mark = first - 1 if scene.token(first).text not in _OPENING else first
    return mark > 0 and scene.token(mark).text in _OPENING and scene.token(mark - 1).text != ","


def _fronted(scene: Scene, token: Token) -> tuple[Range, ...]:
    """Return a topic put before the cue: "Tehran, he told the assembly, …"."""
    for c in scene.kids(token.i, "npadvmod", "dep", "dobj"):
        child, end = scene.token(c), scene.parse.subtree(c)[-1] + 1
        set_off = c < token.i - 2 and scene.token(end).text == ","
        noun = child.pos in {"PROPN", "NOUN"} and child.ent not in _TIMES
        noun = noun and not scene.meant.titled(c)  # "President of the Council, X said"
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
    if clauses and later and subject is not None and clauses[0] < subject < token.i:
        first = scene.parse.subtree(subject)[0]
        apart = first > 0 and scene.token(first - 1).text in _APART
        return clauses[0] if apart else later[0]  # "… but X said it would fall"
    if clauses:
        return clauses[0]
    beside = token.dep in {"parataxis", "ccomp", "advcl"} and token.tag in FINITE
    beside = beside and not has_form(scene, token.i, "that")  # "said that, after all, X objected"
    apart = beside and token.head != token.i and _between_commas(scene, token, subject)
    leads = token.head > token.i and any(c > token.i for c in scene.kids(token.i, "nsubj"))
    apart = apart or (beside and leads)
    return token.head if apart and token.lemma not in words("cue not speech") else None


def _sets_off(scene: Scene, first: int) -> bool:
    """Tell whether a semicolon stands before a token."""
    return first > 0 and scene.token(first - 1).text == ";"


def _is_clause(scene: Scene, clause: int, token: Token) -> bool:
    """Tell whether a complement is a clause somebody can say, not an object's infinitive."""
    marks = {scene.token(c).lower for c in scene.kids(clause, "mark")}
    if not _tells_of(scene, clause):
        return False
    asks = token.lemma in words("cue asking") and not marks
    if asks and any(scene.token(c).lower == "to" for c in scene.kids(clause, "aux")):
        return False
    if token.lemma in words("cue not speech"):
        return "that" in marks
    if token.lemma == "find" and scene.token(clause).pos == "ADJ":
        return False  # "found it hard to …"
    return not marks & {"whether", "if"} or token.lemma in {"ask", "wonder", "inquire", "doubt"}


def _tells_of(scene: Scene, clause: int) -> bool:
    """Tell whether a word may head a clause: a verb, or one that says what a subject is."""
    head = scene.token(clause)
    return head.pos != "NOUN" or bool(scene.kids(clause)) or clause in scene.quoted


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
    own |= _time_of_saying(scene, token, clause) | _asked_before(scene, token, clause)
    hung = _hung_subject(scene, token, clause)
    for i in subtree(clause):
        decided = scene.token(i).lemma in words("cue not speech") and not _that_follows(scene, i)
        if not decided and scene.joined_to(scene.token(i)) == token.i:
            own.update(subtree(i))
    said = sorted({*subtree(clause)} - own | hung | _split(scene, token, clause))
    ranges = ranges_of(scene, said)
    if ranges and scene.token(ranges[0][0]).lower in _ONLY and ranges[0][0] > token.i:
        first, last = ranges[0]
        ranges = ((first + 1, last), *ranges[1:]) if last > first + 1 else ranges[1:]
    if len(ranges) > 1 and scene.token(ranges[0][0]).lower in WHO and ranges[0][1] < token.i:
        ranges = ranges[1:]  # "the talks, which X said should be final"
    return (*_after_colon(scene, token, ranges), *_and_that(scene, token, clause))


def _and_that(scene: Scene, token: Token, clause: int) -> Iterator[Range]:
    """Yield clauses joined to the cue that belong to what is said: "said …, and that …".

    An infinitive so joined does, too: "said he came “to listen,” and to offer help".
    """
    for c in scene.kids(token.i, "conj"):
        last = scene.parse.subtree(c)[-1] + 1
        opens = (m for m in scene.kids(c, "mark", "aux") if scene.token(m).lower in {"that", "to"})
        that = next(opens, None) if not scene.has_subject(c) or scene.marked(c) else None
        if that is None and _tells_on(scene, token, c):
            that = scene.parse.subtree(c)[0]
        elif that is None and scene.has_subject(c) and _quotes_on(scene, c):
            that = scene.parse.subtree(clause)[-1]  # with the words before, which it touches
        if token.i < clause < c and that is not None:
            place = trimmed(scene, that, last)
            if place:
                yield place


def _tells_on(scene: Scene, token: Token, c: int) -> bool:
    """Tell whether a clause joined to a cue goes on with it: "said it was late, and X would go"."""
    surest = words("cue clause") - words("cue weak", "cue not speech")
    said = token.tag == "VBD" and token.lemma in surest and not is_cue(scene.token(c))
    would = {scene.token(a).lower for a in scene.kids(c, "aux")} & {"would", "’d", "'d"}
    return said and bool(would) and scene.has_subject(c)


def _quotes_on(scene: Scene, c: int) -> bool:
    """Tell whether a clause joined to a cue quotes on: "…, but his answer “was not kind”"."""
    below = scene.parse.subtree(c)
    if not any(j in scene.quoted for j in below) or is_cue(scene.token(c)):
        return False
    return not any(scene.verb(j) and j not in scene.quoted and j != c for j in below)


def _that_follows(scene: Scene, i: int) -> bool:
    return any(scene.marked(c) for c in scene.kids(i, "ccomp"))


def _split(scene: Scene, token: Token, clause: int) -> set[int]:
    """Return the rest of a clause that the parser took for two: "issues yet agreed on include"."""
    end = scene.parse.subtree(clause)[-1] + 1
    rest = (c for c in scene.kids(token.i, "ccomp") if scene.parse.subtree(c)[0] == end)
    return {j for c in rest if token.i < clause for j in scene.parse.subtree(c)}


def _hung_subject(scene: Scene, token: Token, clause: int) -> set[int]:
    """Return the words of a clause's subject that the parser took for the cue's object.

    "Analysts warn the bloc's efforts may fail": the efforts are part of what is said.
    """
    if scene.has_subject(clause) or scene.kids(clause, "expl", "csubj") or clause < token.i:
        return set()
    finite = {scene.token(clause).tag, *(scene.token(c).tag for c in scene.kids(clause, "aux"))}
    if not finite & (FINITE | {"MD"}):
        return set()
    relative = _as_relative(scene, token, scene.parse.subtree(clause)[0])
    if relative:
        return set(relative)
    hung = [c for c in scene.kids(token.i, "dobj", "nsubj") if token.i < c < clause]
    hung = [c for c in hung if c not in scene.subject(token.i)]
    return {j for c in hung for j in scene.parse.subtree(c)}


def _as_relative(scene: Scene, token: Token, first: int) -> range:
    """Return the subject taken for a relative clause: "told relatives [that talks] were on"."""
    for i in range(first - 1, max(token.i, first - 16), -1):
        word = scene.token(i)
        if word.lower == "that" and scene.token(word.head).dep == "relcl":
            below = scene.parse.subtree(word.head)
            return range(i, first) if below[0] == i and below[-1] + 1 == first else range(0)
    return range(0)


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


def _asked_before(scene: Scene, token: Token, clause: int) -> set[int]:
    """Return the words of "Asked whether …, he said “…”" that the parser gave to what is said."""
    opening = (c for c in scene.kids(clause, "advcl") if c < token.i < clause)
    asked = (c for c in opening if scene.token(c).tag in {"VBN", "VBG"} and not scene.marked(c))
    return {j for c in asked if not scene.has_subject(c) for j in scene.parse.subtree(c)}


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
        told = scene.kids(c, "ccomp", "parataxis") or scene.quoted & set(scene.parse.subtree(c))
        links = (f"{child.lemma} {scene.token(g).lower}" for g in scene.kids(c, "prep"))
        about = scene.added(child) or any(e in words("cue prepositions") for e in links)
        cue = cue and bool(told or about)  # "… but they held a meeting": done
        if cue or scene.added(child):
            others.update(scene.parse.subtree(c))
    return others
