"""Which mediator "it", "the offer" and "the bloc" mean: whomever the page spoke of last.

"Oman offered to host talks. Niger rejected it": a pronoun means a mediator where one alone was
named lately and it is of the kind of the word, and where no side and no thing stands nearer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.thirds import OFFICE_WORDS, Thirds
from goodoffices.read.done.proposed import proposed, together
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses
    from goodoffices.read.clause.tokens import Sentence, Token

_SET = lists("bargaining.yaml", "taking")
ANAPHORS = words("anaphors")
_HIM = frozenset({"he", "him", "she", "her"})
_DEFINITE = frozenset({"the", "this", "that", "any", "such", "no"})
_THINGS = frozenset({"hall", "roof", "table", "hand", "name", "chair"})
_OWNING = frozenset({"its", "his", "her", "their"})
_OFFERING = _SET["offers"] | OFFICE_WORDS | _SET["mediating"] | _SET["hosting"]
_CALLED = {kind: frozenset(nouns) for kind, nouns in table("bargaining.yaml")["called"].items()}
LATELY = 2
"""How many sentences on a mediator may still be meant by "it" or "the offer"."""
TOGETHER = words("words for all sides")


class MediatorsMeant:
    """Whom the words of one page mean of some mediators, told sentence by sentence."""

    def __init__(self, page: PageClauses, mediators: frozenset[str], thirds: Thirds) -> None:
        self.page, self.scene = page, page.scene
        self.mediators, self.thirds = mediators, thirds
        self.topic: tuple[str, ...] = ()
        """Whom the page named last: in the sentence so far, else the one of the sentence before."""
        self.group: frozenset[str] = frozenset()
        """Whom the last sentence on mediators names as to mediate together."""
        self.person = False
        self.offered = False
        """Whether the last sentence on a mediator speaks of an offer or of mediating."""
        self._named = [self._names(token) for token in self.scene.parse.tokens]
        """By token: the mediators that a noun names itself."""

    def told(self) -> Iterator[int]:
        """Yield the tokens of the page in turn, at each of which it knows whom a word may mean."""
        told: tuple[str, ...] = ()
        since = 0
        for sentence in self.scene.parse.sentences:
            before: list[str] = []
            for i in range(sentence.first, sentence.last):
                self.topic = tuple(before) if before else told
                yield i
                before += [m for m in self.third(i) if m not in before]
            if before:
                self.group = frozenset(before) if self._grouped(sentence, before) else frozenset()
                told, since = (tuple(before), 0) if len(before) == 1 or self.group else ((), 0)
                self._spoken_of(sentence)
            else:
                since += 1
                told = told if since < LATELY else ()

    def _grouped(self, sentence: Sentence, named: list[str]) -> bool:
        """Tell whether a sentence names several together whom somebody would have mediate."""
        sides = map(
            self.thirds.belonging.principal, proposed(self.scene, sentence.first, sentence.last)
        )
        return len(named) > 1 and set(named) <= set(sides)

    def together(self, verb: int, targets: tuple[str, ...]) -> bool:
        """Tell whether a verb is about some of a group only as "the proposal" of all of it."""
        nouns = [n for one in self.scene.objects(verb) for n in self.scene.row(one)]
        named = any(self.third(i) for n in nouns for i in self.scene.parse.subtree(n))
        return len(self.group) > 1 and self.group >= {*targets} and not named

    def _spoken_of(self, sentence: Sentence) -> None:
        """Note how a sentence speaks of the mediators that it names."""
        tokens = range(sentence.first, sentence.last)
        lemmas = {self.scene.token(i).lemma for i in tokens}
        self.offered = bool(lemmas & _OFFERING) or any(map(self.invites, tokens))
        self.person = any(self.names_person(i) for i in tokens if self.third(i))

    def invites(self, verb: int) -> bool:
        """Tell whether a mediator calls the sides to a table: "invited both", "called the two"."""
        scene = self.scene
        guests = [n for n in scene.objects(verb) for n in scene.row(n)]
        return (
            scene.token(verb).lemma in _SET["inviting"]
            and scene.verb(verb)
            and any(map(self.third, scene.subject(verb)))
            and any(scene.token(n).lemma in TOGETHER or self.page.whose(n) for n in guests)
        )

    @property
    def offer(self) -> tuple[str, ...]:
        """Whose offer to mediate was told last, where that is one's."""
        one = len(self.topic) == 1 or (self.group and self.group == {*self.topic})
        return self.topic if one and self.offered else ()

    def third(self, noun: int) -> tuple[str, ...]:
        """Return the mediators that a noun names itself."""
        return self._named[noun]

    def _names(self, token: Token) -> tuple[str, ...]:
        """Find the mediators that a word names; a pronoun names none by itself."""
        if token.pos not in {"NOUN", "PROPN", "PRON", "ADJ"} or token.lower in ANAPHORS:
            return ()
        return tuple(m for m in self.thirds.named(self.scene, token.i) if m in self.mediators)

    def meant(self, noun: int, own: str | None = None, *, strict: bool = False) -> tuple[str, ...]:
        """Return the mediators that a noun names, or is the offer or talks of.

        ``own`` is whose clause it is: "it" in what a side does is not that side. Where it is
        ``strict``, "it" is whoever was last told to offer.
        """
        scene, token = self.scene, self.scene.token(noun)
        if token.lower == "one" and scene.kids(noun, "det"):
            return ()  # "no one", "every one"
        if token.lower in ANAPHORS:
            side = self.page.whose(noun)
            ids = tuple(m for m in self.thirds.named(scene, noun) if m in self.mediators)
            free = not side or side == own or side in self.mediators
            free = free and not self.nearer(noun) and not self._someone_else(noun)
            return ids or (
                self.topic
                if len(self.topic) == 1 and free and self.fits(noun, strict=strict)
                else ()
            )
        named = self.third(noun)
        things = token.tag == "NNS" and token.lemma in _THINGS  # "the halls" are no offer
        if not named and self.called_so(noun):
            return self.topic
        if not named and token.pos == "NOUN":  # "a quartet made up of Oman and Spain"
            sides = map(self.thirds.belonging.principal, together(scene, (noun,)))
            named = tuple(dict.fromkeys(m for m in sides if m in self.mediators))
        if named or things or token.lemma not in _SET["offers"] | _SET["encounters"]:
            return named
        inside = [m for i in scene.parse.subtree(noun) if i != noun for m in self.third(i)]
        if inside or self._somebodys(noun, own):
            return tuple(dict.fromkeys(inside))
        pointing = scene.forms(noun, "det") & _DEFINITE or scene.forms(noun, "poss") & _OWNING
        offer = token.lemma in _SET["offers"] and (
            pointing or scene.forms(noun, "amod") & {"third"}
        )
        one = len(self.topic) == 1 or (self.group and self.group == {*self.topic})
        return self.topic if offer and one else ()

    def _someone_else(self, pronoun: int) -> bool:
        """Tell whether "she" is a person whom the page names, and nobody's who mediates."""
        who = self.scene.ids(pronoun) if self.scene.token(pronoun).lower in _HIM else ()
        sides = {*who, *self.page.belonging.principals(who)}
        return bool(who) and sides.isdisjoint(self.mediators)

    def _somebodys(self, offer: int, own: str | None) -> bool:
        """Tell whether an offer is told to be another's: "the offer made by Chile"."""
        scene = self.scene
        acts = [a for a in scene.kids(offer, "acl") if scene.token(a).tag == "VBN"]
        nouns = [n for one in (offer, *acts) for n in scene.phrases(one, "by", "from")]
        return any(self.page.whose(n) not in {None, own} for n in nouns)

    def called_so(self, noun: int) -> bool:
        """Tell whether a noun means whoever was named last by its kind: "the bloc"."""
        if len(self.topic) != 1 or not self.scene.forms(noun, "det") & {"the", "this", "that"}:
            return False
        kind = self.thirds.belonging.actors[self.topic[0]].kind
        return self.scene.token(noun).lemma in _CALLED.get(kind, frozenset())

    def nearer(self, pronoun: int) -> bool:
        """Tell whether "it" has a thing right before it to stand for: "one flag, and keeps it"."""
        scene = self.scene
        first = scene.parse.sentence_of(pronoun).first
        return scene.token(pronoun).lower == "it" and any(
            scene.token(i).tag == "NN"
            and (self._new(i) or self._undergoes(i))
            and scene.token(i).lemma not in _SET["offers"] | OFFICE_WORDS
            for i in range(first, pronoun)
        )

    def _new(self, noun: int) -> bool:
        """Tell whether a thing is first told of here: "one flag"."""
        told = self.scene.forms(noun, "det", "nummod") & {"a", "an", "one", "another"}
        return self.scene.token(noun).dep in {"dobj", "attr"} and bool(told)

    def _undergoes(self, noun: int) -> bool:
        """Tell whether something is done to a thing that is nobody: "the draft was dropped"."""
        told = self.scene.token(noun)
        return told.dep == "nsubjpass" and told.pos == "NOUN" and not self.scene.ids(noun)

    def names_person(self, noun: int) -> bool:
        """Tell whether a noun names somebody who stands for a mediator: a body's envoy."""
        actors = self.thirds.belonging.actors
        return any(actors[one].kind == "person" for one in self.scene.ids(noun) if one in actors)

    def fits(self, pronoun: int, *, strict: bool) -> bool:
        """Tell whether a pronoun is of the kind of whom the page spoke of: "her" of a person."""
        person = self.thirds.belonging.actors[self.topic[0]].kind == "person"
        word = self.scene.token(pronoun).lower
        if word in {"they", "them", "this", "that"}:
            return False  # most likely the other side, or what was said
        if word in _HIM:
            return person or self.person
        return (self.offered or not strict) and (not person or word != "it")
