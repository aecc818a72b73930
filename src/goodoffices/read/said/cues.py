"""Which words report that somebody said something, and which of their words are the content.

A cue is a verb ("said", "accused", "expressed hope"), a noun with an owner ("Tehran's claim that")
or "according to". For each the clause is read from the parse: who is its subject, whom it is told,
what is said. Denied, declined and merely possible sayings are no cues: "declined to comment",
"would not say", "may announce".

What is said is read in :mod:`~goodoffices.read.said.contents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.stands import stand
from goodoffices.read.clause.tokens import Token
from goodoffices.read.said.complements import held_responsible, turned_down, waved_away
from goodoffices.read.said.contents import content_of
from goodoffices.read.said.ranges import Range, has_form, ranges_of, subtree_range, trimmed
from goodoffices.read.said.sayers import going_on, is_cue
from goodoffices.read.said.tails import report_own
from goodoffices.read.words import lists, words

_POSSIBLE = words("modals of no saying")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting cue: tokens [first, last), whose subject heads at ``subject``.

    ``content`` are token ranges; ``pattern`` says which rule read it; ``inherited`` that the
    subject stands in another clause. ``addressee`` heads whom it is said to; ``beside`` head those
    who say it with the subject.
    """

    first: int
    last: int
    subject: int | None
    pattern: str
    content: tuple[Range, ...] = ()
    beside: tuple[int, ...] = ()
    addressee: int | None = None
    inherited: bool = False
    future: bool = False
    verb: int = -1

    @property
    def stand(self) -> bool:
        """Whether it tells where somebody stands, and nothing is said."""
        return self.pattern.startswith("stand-")


_OWN = frozenset({"his", "her", "its", "their"})
_FRONTING = frozenset({"in", "for", "to", "by", "from", "on"})
_SET_PHRASES = words("verbs of set phrases")


def find_cues(scene: Scene) -> Iterator[Cue]:
    """Yield the cues of a text in order; those without content may still hold a quotation.

    No cue is looked for inside quotation marks.
    """
    for token in scene.parse.tokens:
        if token.i not in scene.quoted and (cue := _cue(scene, token)) is not None:
            own = report_own(scene, cue.verb, cue.content) if cue.content else ()
            if own:
                kept = (i for place in cue.content for i in range(*place) if i not in own)
                cue = replace(cue, content=ranges_of(scene, list(kept)))
            yield cue


def _cue(scene: Scene, token: Token) -> Cue | None:
    """Return the cue that a word is, or None."""
    if token.lower == "according":
        return _according(scene, token)
    if token.lower in _FRONTING:
        return _fronted_source(scene, token)
    idiom = _idiom(scene, token) if token.lemma in _SET_PHRASES else None
    if token.lemma == "remain":
        idiom = _line_is(scene, token)
    elif token.lower == "concerned":
        idiom = _concerned(scene, token)
    if idiom is None and token.tag == "VBN" and token.lower in words("cue adjectives"):
        idiom = _felt(scene, token)
    if idiom is not None:
        return idiom
    if token.pos == "VERB" or (token.pos == "AUX" and token.lemma in {"say", "tell"}):
        cue = _verb(scene, token)
        return cue if cue is not None and cue.content else _stood(scene, token) or cue
    if token.pos == "AUX":
        return _stood(scene, token)
    if token.pos == "NOUN" and token.lemma in words("noun cues"):
        return _noun(scene, token)
    return None


def _verb(scene: Scene, token: Token) -> Cue | None:
    """Read a verb as a cue, or return None."""
    if not _reports(scene, token) or not _happens(scene, token):
        return None
    further = going_on(scene, token)
    subjects = further or _passed_on(scene, token) or _adding(scene, token)
    subjects = subjects or scene.subject(token.i)
    subjects = subjects or _set_apart(scene, token)
    if subjects and scene.token(subjects[-1]).lower == "there":  # "there was a warning from X"
        subjects = tuple(scene.phrases(token.i, "from", "by"))
    subjects = _first_of(scene, tuple(s for s in subjects if s not in scene.quoted))
    subject = next(iter(subjects[-1:]), None)
    passive = bool(scene.kids(token.i, "nsubjpass"))
    content, pattern = content_of(scene, token, subject, passive=passive)
    if passive and subject is None and pattern != "clause":
        return None
    addressee = scene.addressee(token.i)
    return Cue(
        first=token.i,
        last=token.i + 1,
        subject=subject,
        pattern=pattern,
        content=content,
        beside=subjects[:-1],
        addressee=addressee if addressee != subject else None,
        inherited=bool(further) or scene.inherits(token.i),
        future=any(scene.token(c).text in {"will", "’ll", "'ll"} for c in scene.kids(token.i)),
        verb=token.i,
    )


def _stood(scene: Scene, token: Token) -> Cue | None:
    """Read what a side wants, could live with or will not have, as :mod:`~..clause.stands` does."""
    found = stand(scene, token.i)
    if found is None and (demands := _demands(scene, token)):
        return demands
    if found is None or found.kind == "able" or found.holder in scene.quoted:
        return None
    return Cue(
        first=found.told[0],
        last=found.told[1],
        subject=found.holder,
        pattern=f"stand-{found.kind}",
        content=(found.content,),
        verb=found.verb,
    )


def _demands(scene: Scene, token: Token) -> Cue | None:
    """Read what somebody's demands are: "Among its demands are a wage and a vote", "X's include …".

    So of "A seat is the union's first request".
    """
    holding = token.lemma in lists("bargaining.yaml", "nominal")["holding"] | {"be"}
    if not holding or token.tag not in FINITE or scene.kids(token.i, "neg"):
        return None
    sentence = scene.parse.sentence_of(token.i)
    named = [n for n in scene.phrases(token.i, "among") if n < token.i]
    named += [n for n in scene.kids(token.i, "nsubj") if n < token.i]
    place = trimmed(scene, token.i + 1, sentence.last) if named else None
    if not any(_demand(scene, n) for n in named):
        about = scene.kids(token.i, "nsubj")
        named = [n for n in scene.kids(token.i, "attr") if n > token.i] if about else []
        named = named if token.lemma == "be" else []
        place = subtree_range(scene, about[0]) if named else None
    noun = next((n for n in named if _demand(scene, n)), None)
    holder = _holder(scene, noun) if noun is not None else None
    if holder is None or place is None:
        return None
    return Cue(
        first=token.i,
        last=token.i + 1,
        subject=holder,
        pattern="stand-want",
        content=(place,),
        verb=token.i,
    )


def _demand(scene: Scene, noun: int) -> bool:
    return scene.token(noun).lemma in words("nouns of demands") and noun not in scene.quoted


def _holder(scene: Scene, noun: int) -> int | None:
    """Return whose demands a noun means: as it says, or as "its" is most likely meant."""
    own = next(iter(scene.kids(noun, "poss")), None)
    if own is None or scene.token(own).lower not in _OWN:
        return own if own is not None and scene.ids(own) else None
    meant = scene.refers(own)
    named = [last for _first, last, who in scene.actors.within(0, own) if who in meant]
    return named[-1] - 1 if named else None


def _first_of(scene: Scene, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out Y of "those who met with Y said", which the parser took for a second subject."""
    if len(subjects) < 2 or subjects[0] > subjects[-1]:
        return subjects
    clause = any(scene.token(i).tag in FINITE for i in range(subjects[0], subjects[-1]))
    return subjects[:1] if clause else subjects


def _adding(scene: Scene, token: Token) -> tuple[int, ...]:
    """Return X of "…, X said, adding in the meantime, the police can carry on"."""
    before = scene.token(token.i - 1).text if token.i else ""
    if token.lemma != "add" or token.tag != "VBG" or before != "," or scene.has_subject(token.i):
        return ()
    first = scene.parse.sentence_of(token.i).first
    for i in range(token.i - 2, max(first, token.i - 12) - 1, -1):
        above = scene.token(i)
        if above.tag in FINITE and above.lemma in words("cue clause") and i not in scene.quoted:
            return tuple(scene.subject(i))
    return ()


def _set_apart(scene: Scene, token: Token) -> tuple[int, ...]:
    """Return X of "…, Chad's minister, X, said", which the parser hung from what is said."""
    before = token.i - 2
    if token.tag not in FINITE or before < 1 or scene.token(token.i - 1).text != ",":
        return ()
    top = before
    while scene.token(top).dep in {"appos", "compound"} and scene.token(top).head < top:
        above = scene.token(top).head
        if scene.token(above).dep != "appos":
            break
        top = above
    named = scene.ids(before) and scene.token(top).dep == "appos" and top != before
    return (top,) if named and scene.parse.subtree(top)[-1] < token.i else ()


def _passed_on(scene: Scene, token: Token) -> tuple[int, ...]:
    """Return X of "quoting X, the agency said …"."""
    for c in scene.kids(token.i, "advcl"):
        child = scene.token(c)
        if child.lemma in {"quote", "cite"} and child.tag == "VBG" and c < token.i:
            return tuple(o for o in scene.kids(c, "dobj") if scene.ids(o))[:1]
    return ()


def _reports(scene: Scene, token: Token) -> bool:
    """Tell whether a verb is one of those that report."""
    if turned_down(scene, token) or waved_away(scene, token) or held_responsible(scene, token):
        return True
    if token.lemma == "put" and not any(scene.token(c).text == "it" for c in scene.kids(token.i)):
        return False
    return token.lemma in _reporting()


@cache
def _reporting() -> frozenset[str]:
    """Return the verbs that report: by themselves, or with a preposition."""
    kinds = ("cue clause", "cue object", "cue to", "cue as", "cue called", "cue wanting")
    led = (entry.partition(" ") for entry in words("cue prepositions"))
    return words(*kinds) | {verb for verb, blank, _preposition in led if blank}


def _happens(scene: Scene, token: Token) -> bool:
    """Tell whether the words were said: not denied, declined or merely possible."""
    if token.lemma in {"ask", "request"} and _in_passing(scene, token):
        return False
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


def _in_passing(scene: Scene, token: Token) -> bool:
    """Tell whether somebody is only "asked whether" by the press, or "asked not to be named"."""
    if token.dep == "advcl" and not scene.has_subject(token.i):
        return True
    if any(scene.token(c).lemma == "anonymity" for c in scene.kids(token.i, "dobj")):
        return True
    for c in scene.kids(token.i, "xcomp", "ccomp"):
        if scene.token(c).lemma in {"name", "identify", "quote"} and scene.passive(c):
            return True
    return False


def _finite_by_auxiliary(scene: Scene, token: Token) -> bool:
    """Tell whether a participle is a verb of its own: "has said", "was told", not "asked, he …"."""
    helped = bool(scene.kids(token.i, "aux", "auxpass")) or scene.has_subject(token.i)
    return helped or token.dep in {"conj", "ROOT"}


def _infinitive_happens(scene: Scene, token: Token) -> bool:
    """Tell whether an infinitive is something done: "went on to say", not "refused to say"."""
    if has_form(scene, token.i, "to"):
        return scene.token(token.head).lemma in words("cue helpers")
    return bool(scene.kids(token.i, "aux")) or token.dep == "conj"


def _noun(scene: Scene, token: Token) -> Cue | None:
    """Read ``Tehran's claim that …``, ``a warning by Tehran that …``, ``gave a warning that …``."""
    owners = [*scene.kids(token.i, "poss"), *scene.phrases(token.i, "from", "by")]
    verb = scene.token(token.head)
    if token.dep == "dobj" and verb.lemma in words("issuing", "giving words"):
        owners += scene.subject(verb.i) if _happens(scene, verb) else ()
    named = (c for c in scene.kids(token.i, "amod", "compound", "nmod") if scene.actors.at(c))
    owner = next(iter((*owners, *named)), None)  # "an Omani claim that …"
    clause = next((c for c in scene.kids(token.i, "acl", "ccomp") if scene.marked(c)), None)
    if owner is None or clause is None:
        return None
    place = subtree_range(scene, clause)
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
    named = _named_after(scene, max(own) + 1, sentence.last)
    if named:
        own.update(named)
        source = named[-2]
    content = ranges_of(scene, [i for i in range(sentence.first, sentence.last) if i not in own])
    if len(content) > 1 and not _has_verb(scene, content[-1]):
        content = content[:-1]  # "…, according to X in an interview on Thursday"
    if not content:
        return None
    return Cue(first=token.i, last=to + 1, subject=source, pattern="according", content=content)


def _has_verb(scene: Scene, place: Range) -> bool:
    """Tell whether words tell something by a verb of their own, and go on with no participle."""
    first = scene.token(place[0])
    if first.tag == "VBG" and is_cue(first):
        return False
    return any(scene.token(i).tag in FINITE or scene.token(i).tag == "MD" for i in range(*place))


def _named_after(scene: Scene, first: int, last: int) -> range:
    """Return ", Henrik Lund," after "the mediator", where the parser hung the name elsewhere."""
    if first >= last or scene.token(first).text != ",":
        return range(0)
    at = first + 1
    while at < last and scene.token(at).pos == "PROPN":
        at += 1
    actor = scene.actors.get(scene.actors.at(at - 1)) if at < last else None
    closes = at < last and scene.token(at).text in {",", "."}
    person = actor is not None and actor.kind == "person"
    return range(first, at + 1) if at > first + 1 and closes and person else range(0)


def _fronted_source(scene: Scene, token: Token) -> Cue | None:
    """Read ``in the words of X, …``, ``in X's view …`` and ``for X, …`` at a sentence's start."""
    sentence = scene.parse.sentence_of(token.i)
    noun = next(iter(scene.kids(token.i, "pobj")), None)
    if noun is None:
        return None
    if token.i != sentence.first:
        return _set_in(scene, token, noun)
    head = scene.token(noun)
    end = scene.parse.subtree(noun)[-1]
    end += len(_named_after(scene, end + 1, sentence.last))
    last = next((i for i in range(end, sentence.last) if scene.token(i).text == ","), noun)
    closes = last > noun and end <= last
    if head.lemma in words("fronted by") or head.lower in words("fronted by"):
        of = scene.phrases(noun, "of") or scene.kids(noun, "poss")
        subject = next(iter(of), None)
    else:
        actor = scene.actors.get(scene.actors.at(noun))
        person = actor is not None and actor.kind == "person"
        subject = noun if person and token.lower in {"for", "to"} and closes else None
    if subject is None or not closes:
        return None
    place = trimmed(scene, last, sentence.last)
    if place is None or _says(scene, last + 1) or not any(scene.verb(i) for i in range(*place)):
        return None
    cue_last = token.i + 1 if subject == noun else noun + 1
    return Cue(first=token.i, last=cue_last, subject=subject, pattern="according", content=(place,))


def _says(scene: Scene, first: int) -> bool:
    """Tell whether "he said" opens words, and tells them: "In his view, he said, it …"."""
    who = scene.token(first)
    says = first + 1
    while who.tag != "PRP" and says < first + 3 and scene.token(says).pos in {"PROPN", "NOUN"}:
        says += 1
    apart = who.tag == "PRP" or scene.token(says + 1).text == ","
    said = scene.token(says)
    return apart and said.tag in FINITE and said.lemma in words("plain sayings")


def _set_in(scene: Scene, token: Token, noun: int) -> Cue | None:
    """Read ``The lake, in the words of X, “belongs to …”``, set off by commas, and at the end."""
    if scene.token(noun).lemma not in words("fronted by") or scene.token(token.i - 1).text != ",":
        return None
    named = scene.phrases(noun, "of") or scene.kids(noun, "poss")
    people = words("official nouns", "diplomat nouns", "analyst nouns", "human nouns")
    named = [
        n
        for n in named
        if scene.ids(n) or scene.token(n).lemma in people or scene.token(n).pos == "PROPN"
    ]
    subject = next(iter(named), None)
    if subject is None:
        return None
    sentence = scene.parse.sentence_of(token.i)
    own = {token.i, *scene.parse.subtree(noun)}
    after = max(own) + 1
    if after < sentence.last and scene.token(after).text not in {",", ".", "”", '"'}:
        return None
    content = ranges_of(scene, [i for i in range(sentence.first, sentence.last) if i not in own])
    cue_last = noun + 1
    return Cue(first=token.i, last=cue_last, subject=subject, pattern="according", content=content)


def _idiom(scene: Scene, token: Token) -> Cue | None:
    """Read ``was adamant that …``, ``made clear that …``, ``let it be known that …``."""
    if not _happens(scene, token):
        return None
    if token.lemma == "be":
        cue = _was_clear(scene, token) or _line_is(scene, token) or _judged(scene, token)
        if cue is not None:
            return cue
    below = (c for c in scene.parse.subtree(token.i) if c > token.i)
    that = next((c for c in below if scene.marked(c) and has_form(scene, c, "that")), None)
    if that is None or scene.parse.subtree(that)[0] > token.i + 8:
        return None
    between = {scene.token(j).lemma for j in range(token.i + 1, scene.parse.subtree(that)[0])}
    if token.lemma == "be":
        own = words("cue adjectives")
        if scene.forms(token.i, "nsubj", "expl") & {"it", "there"}:
            own = own - words("impersonal adjectives")
        fits = bool(between & own)
    else:
        idioms = (entry.split() for entry in words("cue idioms"))
        fits = any(e[0] == token.lemma and set(e[1:]) <= between for e in idioms)
    subject = next(iter(scene.subject(token.i)[-1:]), None)
    place = subtree_range(scene, that)
    if not fits or subject is None or place is None:
        return None
    last = place[0]
    return Cue(
        first=token.i, last=last, subject=subject, pattern="idiom", content=(place,), verb=token.i
    )


def _line_is(scene: Scene, token: Token) -> Cue | None:
    """Read ``Chad's position is that …`` and ``the official line from Chad remains that …``."""
    clause = next((c for c in scene.kids(token.i, "ccomp", "attr") if scene.marked(c)), None)
    noun = next(iter(scene.kids(token.i, "nsubj")), None)
    told = words("noun cues", "answers", "content nouns")
    if clause is None or noun is None or scene.token(noun).lemma not in told:
        return None
    owners = [*scene.kids(noun, "poss"), *scene.phrases(noun, "of", "from", "in", "by")]
    subject = next((o for o in owners if scene.ids(o) or scene.token(o).lower in _OWN), None)
    place = subtree_range(scene, clause)
    if subject is None or place is None or not _happens(scene, token):
        return None
    return _worded(token, subject, place)


def _worded(token: Token, subject: int, place: tuple[int, int]) -> Cue:
    """Return the cue that a word is, whose clause is the content."""
    return Cue(
        first=token.i,
        last=token.i + 1,
        subject=subject,
        pattern="idiom",
        content=(place,),
        verb=token.i,
    )


def _judged(scene: Scene, token: Token) -> Cue | None:
    """Read ``Two years was “an insult”, and he declined``: the words are his who then acts."""
    named = next((c for c in scene.kids(token.i, "attr", "acomp") if c in scene.quoted), None)
    what = next((c for c in scene.kids(token.i, "nsubj") if c not in scene.quoted), None)
    answers = [c for c in scene.kids(token.i, "conj") if scene.token(c).lemma in words("judging")]
    who = next((s for c in answers for s in scene.kids(c, "nsubj")), None)
    if named is None or what is None or who is None or named > who:
        return None
    if scene.token(who).lower not in {"he", "she"} and not scene.ids(who):
        return None
    place = trimmed(scene, scene.parse.subtree(what)[0], scene.parse.subtree(named)[-1] + 1)
    if place is None:
        return None
    verb = answers[0]
    return Cue(
        first=verb, last=verb + 1, subject=who, pattern="described", content=(place,), verb=verb
    )


def _concerned(scene: Scene, token: Token) -> Cue | None:
    """Read ``As far as Chad is concerned, …`` at a sentence's start."""
    sentence = scene.parse.sentence_of(token.i)
    opens = [scene.token(i).lower for i in range(sentence.first, min(sentence.first + 3, token.i))]
    subject = next(iter(scene.kids(token.i, "nsubjpass", "nsubj")), None)
    after = scene.token(token.i + 1).text if token.i + 1 < sentence.last else ""
    if opens != ["as", "far", "as"] or subject is None or after != ",":
        return None
    place = trimmed(scene, token.i + 2, sentence.last)
    if place is None:
        return None
    first = sentence.first
    return Cue(first=first, last=first + 3, subject=subject, pattern="according", content=(place,))


def _felt(scene: Scene, token: Token) -> Cue | None:
    """Read ``is convinced that …`` and ``was worried that …``, passives to the parser."""
    clause = next((c for c in scene.kids(token.i, "ccomp") if scene.marked(c)), None)
    if clause is None or not scene.kids(token.i, "auxpass") or not _happens(scene, token):
        return None
    subject = next(iter(scene.kids(token.i, "nsubjpass", "nsubj")), None)
    place = subtree_range(scene, clause)
    if subject is None or place is None:
        return None
    return _worded(token, subject, place)


def _was_clear(scene: Scene, token: Token) -> Cue | None:
    """Read ``Chad was clear on Monday: no ship would sail`` and ``Chad's answer was short: …``."""
    sentence = scene.parse.sentence_of(token.i)
    colon = next((i for i in range(token.i, sentence.last) if scene.token(i).text == ":"), None)
    between = () if colon is None else range(token.i + 1, colon)
    told = any(scene.token(i).lemma in words("cue adjectives", "cue short") for i in between)
    if colon is None or colon > token.i + 9 or not told:
        return None
    subject = next(iter(scene.subject(token.i)[-1:]), None)
    if subject is not None and scene.token(subject).lemma in words("noun cues", "answers"):
        subject = next(iter(scene.owners(subject)), None)
    place = trimmed(scene, colon + 1, sentence.last)
    rest = range(colon + 1, sentence.last)
    if subject is None or place is None or scene.quoted & set(rest):
        return None
    if not any(scene.token(i).tag in FINITE or scene.token(i).tag == "MD" for i in rest):
        return None
    if _says(scene, colon + 1):
        return None  # "Chad was clear: it said …" is told by "it said"
    return Cue(
        first=token.i, last=colon, subject=subject, pattern="idiom", content=(place,), verb=token.i
    )
