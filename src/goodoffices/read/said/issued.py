"""What a page says for whoever issued it: releases, notices, communiqués, statements in points.

Such a page speaks of its issuer in the third person: "The Company sees no basis for any increase".
Its sentences are the issuer's where they tell what it holds, will do, demands, accepts or refuses,
not where they tell what happened. A page of a news house is nobody's but its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from goodoffices.evidence.claims import Actor
from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Sentence, Token
from goodoffices.read.words import words

_SEAT = r"(?:ministry|office|government|embassy|department|directorate|secretariat) (?:of|for)\b"
_KIND = (
    r"(?:press|news|media|official|public|joint|final) (?:release|statement|notice|communiqu[eé])"
    r"|communiqu[eé]|note verbale|verbal note|open letter|public notice|for immediate release"
)
_MARK = re.compile(
    rf"^\W*(?:(?:{_KIND})\b|(?:statement|declaration|notice|announcement) (?:by|of|from|in|to)\b"
    rf"|(?:\w+ )?(?:statement|declaration|notice|announcement)\W*$|{_SEAT})",
    re.IGNORECASE,
)
DEFINED = re.compile(r"[(][^()\n]{0,40}[\"“](?:the )?[A-Z][^\"”\n]{1,40}[\"”]\W*[)]")
"""How who issues a notice defines its own name: 'Brook Copper plc ("Brook" or the "Company")'."""
_ASIDE = re.compile(r"\b(?:to|on|concerning|regarding|re)\b.*?(?=\b(?:by|from)\b|$)", re.IGNORECASE)
_HEAD = 600
_FIRST = 3
"""In how many sentences who issued a page must show, where its head does not tell."""
_FULL = 14
"""How many words a line has at the least that is no heading."""
_PRONOUNS = frozenset({"it", "we"})
_NAMED = frozenset({"PRON", "PROPN"})
_ANYBODY = frozenset({"those", "anybody", "anyone", "everybody", "everyone", "whoever", "all"})


@dataclass(frozen=True, slots=True)
class Issued:
    """A sentence that is its issuer's statement, from ``start`` on, with the subject's token."""

    sentence: int
    start: int
    subject: int
    actor: str


def find_issued(document: Document, scene: Scene) -> Iterator[Issued]:
    """Yield the sentences of an issued page that tell what its issuer holds or will do."""
    if document.authors or document.origin is not None or document.outlet:
        return
    head = headings(document.snapshot.text)
    if _is_marked(head, scene):
        yield from _Issuer(scene, head).sentences()


def headings(text: str) -> str:
    """Return the headings of a page: what stands before its first full line."""
    at = 0
    for line in text[:_HEAD].splitlines(keepends=True):
        if len(line.split()) >= _FULL:
            break
        at += len(line)
    return text[:at]


def _is_marked(head: str, scene: Scene) -> bool:
    """Tell whether a line of the head marks a page as issued, and tells nothing by a verb."""
    at = 0
    for line in head.splitlines(keepends=True):
        place = scene.parse.covering(at, at + len(line.rstrip())) if line.strip() else None
        at += len(line)
        if DEFINED.search(line):
            return True
        told = scene.parse.tokens[slice(*place)] if place else ()
        if _MARK.match(line) and not any(t.tag in FINITE or t.tag == "MD" for t in told):
            return True
    return False


class _Issuer:
    """Who issued a page, and which sentences speak for it."""

    def __init__(self, scene: Scene, head: str) -> None:
        self.scene, self.tokens = scene, scene.parse.tokens
        self.body = [s for s in scene.parse.sentences if s.zone == "body" and s.start >= len(head)]
        lines = (_ASIDE.sub("", line) for line in head.splitlines())
        self.own = self._named(" ".join(lines).casefold())
        if not self.own:
            self.own = self._opening({a.id for a in self._named(head.casefold())})
        states = [a for a in self.own if a.kind == "state"]
        ranked = states or self.own
        self.actor = ranked[0].id if len(states) == 1 or (ranked and not states) else None
        self.ids = {a.id for a in self.own}

    def _named(self, head: str) -> list[Actor]:
        """Return the bodies and states that a page's head names, the first first."""
        every = (a for a in self.scene.actors.actors if a.kind != "person")
        found = ((re.search(rf"\b{re.escape(a.name.casefold())}\b", head), a) for a in every)
        named = [(place.start(), -len(a.name), n, a) for n, (place, a) in enumerate(found) if place]
        return [a for *_place, a in sorted(named, key=lambda one: one[:3])]

    def _opening(self, others: Collection[str]) -> list[Actor]:
        """Return who a page begins to tell of, or who first holds something in it.

        Not those whom its head names only as whom it is to or about.
        """
        for number, sentence in enumerate(self.body[:_FIRST]):
            subject, root = self._subject(sentence), self._root(sentence)
            if subject is None or root is None or (number and not self._holds(root)):
                continue
            known = (a for i in self.scene.ids(subject.i) if (a := self.scene.actors.get(i)))
            if found := [a for a in known if a.kind != "person" and a.id not in others]:
                return found
        return []

    def sentences(self) -> Iterator[Issued]:
        """Yield the issuer's own sentences."""
        if self.actor is None:
            return
        paragraph, meant = -1, False
        for sentence in self.body:
            here = self.scene.parse.paragraph_of(sentence.index)
            subject = self._subject(sentence)
            meant = meant and here == paragraph
            if subject is not None and subject.lower not in _PRONOUNS:
                meant = self._is_own(subject)
            paragraph = here
            by = self._spoken(sentence, it=meant)
            if by is not None:
                yield Issued(sentence.index, self._start(sentence), by, self.actor)

    def _start(self, sentence: Sentence) -> int:
        """Return where a sentence begins behind its point's number."""
        first = sentence.first
        while first < sentence.last - 1 and not self.tokens[first].text.isalpha():
            first += 1
        return self.tokens[first].start if first - sentence.first < 4 else sentence.start

    def _root(self, sentence: Sentence) -> int | None:
        place = range(sentence.first, sentence.last)
        return next((i for i in place if self.tokens[i].head == i and self.scene.verb(i)), None)

    def _subject(self, sentence: Sentence) -> Token | None:
        """Return the subject of a sentence's main verb."""
        root = self._root(sentence)
        found = [] if root is None else self.scene.kids(root, "nsubj", "nsubjpass")
        return self.tokens[found[0]] if found else None

    def _is_own(self, subject: Token) -> bool:
        """Tell whether a noun names the issuer: by its name or as "the Company"."""
        ids = set(self.scene.ids(subject.i))
        if ids & self.ids:
            return True
        below = self.scene.parse.subtree(subject.i)
        left = [i for i in below if i <= subject.i]
        named = {a for i in below if (a := self.scene.actors.at(i)) is not None}
        others = {a for a in named - self.ids if not self._bare(a)}
        plain = subject.lower in words("body nouns") | words("issuing bodies")
        pointed = self.tokens[left[0]].lower in {"the", "this", "our"}
        return plain and pointed and not others

    def _bare(self, actor: str) -> bool:
        """Tell whether a body has no name but a noun: "the Board", "the Royal Government"."""
        known = self.scene.actors.get(actor)
        last = known.name.split()[-1].lower() if known else ""
        short = known is not None and len(known.name.split()) <= 2
        return short and last in words("body nouns") | words("issuing bodies")

    def _spoken(self, sentence: Sentence, *, it: bool) -> int | None:
        """Return the token that a sentence's stance hangs from, where it is the issuer's."""
        root = self._root(sentence)
        if root is None or root in self.scene.quoted:
            return None
        verbs, subject = [root], None
        for verb in verbs:
            joined = self.scene.kids(verb, "conj")
            verbs += [c for c in joined if self.scene.verb(c) and c not in verbs]
            own = self.scene.kids(verb, "nsubj", "nsubjpass", "csubj", "expl")
            subject = own[0] if own else subject
            if subject is None or verb in self.scene.quoted:
                continue
            word = self.tokens[subject]
            mine = word.lower == "we" or (word.lower == "it" and it) or self._is_own(word)
            decreed = self._decreed(verb) or any(map(self._decreed, self._owed(verb)))
            if (decreed and subject not in self.scene.quoted) or (mine and self._holds(verb)):
                return subject
        return None

    def _modal(self, verb: int) -> bool:
        return any(self.tokens[c].tag == "MD" for c in self.scene.kids(verb, "aux"))

    def _owed(self, verb: int) -> list[int]:
        """Return what has or is to be done: "has to be issued afresh", "is to be moved"."""
        acts = self.scene.kids(verb, "xcomp") if self.tokens[verb].lemma in {"have", "be"} else []
        return [a for a in acts if self.scene.infinitive(a)]

    def _decreed(self, verb: int) -> bool:
        """Tell whether something is so because the issuer says so, whatever the subject."""
        scene = self.scene
        if scene.kids(verb, "agent"):
            return False
        lemma = self.tokens[verb].lemma
        if scene.kids(verb, "nsubjpass", "auxpass"):
            owed = scene.infinitive(verb)
            return self._modal(verb) or owed or lemma in words("issued passives")
        if scene.kids(verb, "neg") and scene.forms(verb, "aux") & words("issued refusals"):
            return True  # "a line of 1950 cannot bind a river that has moved"
        if self._let(verb) or (lemma == "be" and self._left(verb)):
            return True
        if lemma in {"remain", "stay", "be"}:
            told = {self.tokens[j].lower for j in self._predicate(verb)}
            if lemma != "be":
                return bool(told & words("issued states"))
            own = [self.tokens[n].lemma for n in scene.kids(verb, "nsubj")]
            due = bool(words("issued courses") & {*own}) and bool(self._owed(verb))
            return due or bool(told & words("issued verdicts"))
        return False

    def _let(self, verb: int) -> bool:
        """Tell whether something is done by the issuer's leave, or goes on as it will have it.

        "Those who pay may come", "Work will begin in May", "The fees belong to the town".
        """
        token, helped = self.tokens[verb], self.scene.forms(verb, "aux")
        if "may" in helped:
            return self._of_people(verb)
        going = "will" in helped and token.lemma in words("issued goings")
        holding = token.tag in {"VBZ", "VBP"} and token.lemma in words("issued holdings")
        return (going or holding) and self._of_things(verb)

    def _of_people(self, verb: int) -> bool:
        """Tell whether whoever does something is anybody of some kind: "any owner", "those who"."""
        nouns = (self.tokens[n] for n in self.scene.kids(verb, "nsubj"))
        kinds = words("human nouns", "kinds of people")
        return any(t.lower in _ANYBODY or {t.lemma, t.lower} & kinds for t in nouns)

    def _of_things(self, verb: int) -> bool:
        """Tell whether a clause is of a thing, which has no will of its own."""
        nouns = [self.tokens[n] for n in self.scene.kids(verb, "nsubj")]
        people = words("human nouns", "kinds of people", "body nouns")
        things = (not self.scene.ids(t.i) and not {t.lemma, t.lower} & people for t in nouns)
        return bool(nouns) and all(t.pos not in _NAMED for t in nouns) and all(things)

    def _left(self, verb: int) -> bool:
        """Tell whether a clause leaves an act to somebody, or leaves no room for something.

        "It is now for the Union to clear the bridge", "There is no vacancy for commissioners".
        """
        scene = self.scene
        if "it" in scene.forms(verb, "nsubj"):
            return any(
                "for" in scene.forms(act, "mark") and scene.infinitive(act)
                for act in scene.kids(verb, "advcl", "xcomp", "ccomp")
            ) and not scene.kids(verb, "acomp", "attr")
        return any(
            "no" in scene.forms(n, "det") and self.tokens[n].lemma in words("issued grounds")
            for n in scene.kids(verb, "attr")
            if scene.kids(verb, "expl")
        )

    def _predicate(self, verb: int) -> list[int]:
        """Return the words that tell what something is: also "out of the question"."""
        parts = self.scene.kids(verb, "acomp", "attr", "oprd")
        under = self.scene.kids(verb, "prep")
        under += [deeper for p in under for deeper in self.scene.kids(p, "prep")]
        for p in under:
            parts += self.scene.kids(p, "pobj", "amod")
        return parts

    def _holds(self, verb: int) -> bool:
        """Tell whether a verb tells what its subject holds, will do, accepts or refuses."""
        lemma = self.tokens[verb].lemma
        if self._modal(verb) or lemma in words("issued stances"):
            return True
        if lemma == "be":
            told = {self.tokens[j].lower for j in self._predicate(verb)}
            return bool(told & words("issued leanings", "issued grounds"))
        objects = self.scene.kids(verb, "dobj")
        return any(self.tokens[o].lemma in words("issued grounds") for o in objects)
