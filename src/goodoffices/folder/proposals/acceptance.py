"""What each side is read as saying of, or doing with, a mediator, clause by clause.

"Niger rejected it" is about whom the sentence before named as offering; "we will follow him into
any room" is a yes; to boycott the talks that somebody hosts is a no, to attend them a yes that only
counts where nothing was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.case.judged import AnswerGiven
from goodoffices.evidence.claims import Event
from goodoffices.folder.proposals.thirds import OFFICE_WORDS, Thirds, mediates
from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses

_TAKING = table("bargaining.yaml")["taking"]
_SET: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in _TAKING.items() if isinstance(words, list)
}
_PARTICLES: dict[str, dict[str, frozenset[str]]] = {
    name: {verb: frozenset(words) for verb, words in given.items()}
    for name, given in _TAKING.items()
    if isinstance(given, dict)
}
_CONDITIONS = "|".join(table("bargaining.yaml")["consents"]["condition"])
_IF = re.compile(rf"\b(?:{_CONDITIONS}|though not|but not)\b", re.IGNORECASE)
_ANAPHORS = frozenset({"it", "him", "her", "them", "this", "that", "one", "he", "she", "they"})
_HIM = frozenset({"he", "him", "she", "her"})
_DEFINITE = frozenset({"the", "this", "that", "any", "such", "no"})
_OWNING = frozenset({"its", "his", "her", "their"})
LATELY = 2
"""How many sentences on a mediator may still be meant by "it" or "the offer"."""
_OPPOSITE: dict[AnswerGiven, AnswerGiven] = {"yes": "no", "no": "yes"}


@dataclass(frozen=True, slots=True)
class Answering:
    """A side's answer to a mediator in one clause; ``implied`` where it is only acted out."""

    side: str
    mediator: str
    answer: AnswerGiven
    claim: str
    source: str
    implied: bool = False


def votes(
    pages: Iterable[PageClauses], mediators: frozenset[str], thirds: Thirds
) -> Iterator[Answering]:
    """Yield what the clauses of some pages say of each mediator (ids of whom they stand for)."""
    for page in pages:
        yield from _Taking(page, mediators, thirds).votes()


class _Taking:
    """One page on its way to its votes."""

    def __init__(self, page: PageClauses, mediators: frozenset[str], thirds: Thirds) -> None:
        self.page, self.scene = page, page.scene
        self.mediators, self.thirds = mediators, thirds
        self.topic: tuple[str, ...] = ()
        self.offered = False

    def votes(self) -> Iterator[Answering]:
        """Yield the votes of the page; after each sentence it knows whom the next may mean."""
        told: tuple[str, ...] = ()
        since = 0
        for sentence in self.scene.parse.sentences:
            tokens = range(sentence.first, sentence.last)
            before: list[str] = []
            for i in tokens:
                self.topic = tuple(before) if before else told
                if self.scene.verb(i):
                    yield from self.of(i)
                before += [m for m in self.third(i) if m not in before]
            if before:
                told, since = (tuple(before), 0) if len(before) == 1 else ((), 0)
                lemmas = {self.scene.token(i).lemma for i in tokens}
                self.offered = bool(lemmas & (_SET["offers"] | OFFICE_WORDS | _SET["mediating"]))
            else:
                since += 1
                told = told if since < LATELY else ()

    @property
    def offer(self) -> tuple[str, ...]:
        """Whose offer to mediate was told last, where that is one's."""
        return self.topic if len(self.topic) == 1 and self.offered else ()

    def third(self, noun: int) -> tuple[str, ...]:
        """Return the mediators that a noun names itself."""
        if self.scene.token(noun).pos not in {"NOUN", "PROPN", "PRON", "ADJ"}:
            return ()
        if self.scene.token(noun).lower in _ANAPHORS:
            return ()
        return tuple(m for m in self.thirds.named(self.scene, noun) if m in self.mediators)

    def meant(self, noun: int, own: str | None = None, *, strict: bool = False) -> tuple[str, ...]:
        """Return the mediators that a noun names, or is the offer or talks of.

        ``own`` is whose clause it is: "it" in what a side does is not that side. Where it is
        ``strict``, "it" is whoever was last told to offer.
        """
        scene, token = self.scene, self.scene.token(noun)
        if token.lower in _ANAPHORS:
            side = self.page.whose(noun)
            ids = tuple(m for m in self.thirds.named(scene, noun) if m in self.mediators)
            free = not side or side == own or side in self.mediators
            return ids or (
                self.topic
                if len(self.topic) == 1 and free and self.fits(noun, strict=strict)
                else ()
            )
        named = self.third(noun)
        if named or token.lemma not in _SET["offers"] | _SET["encounters"]:
            return named
        inside = [m for i in scene.parse.subtree(noun) if i != noun for m in self.third(i)]
        if inside:
            return tuple(dict.fromkeys(inside))
        pointing = scene.forms(noun, "det") & _DEFINITE or scene.forms(noun, "poss") & _OWNING
        offer = token.lemma in _SET["offers"] and (
            pointing or scene.forms(noun, "amod") & {"third"}
        )
        return self.topic if offer and len(self.topic) == 1 else ()

    def fits(self, pronoun: int, *, strict: bool) -> bool:
        """Tell whether a pronoun is of the kind of whom the page spoke of: "her" of a person."""
        person = self.thirds.belonging.actors[self.topic[0]].kind == "person"
        word = self.scene.token(pronoun).lower
        if word in {"they", "them"}:
            return False  # most likely the other side
        if word in _HIM:
            return person
        return (self.offered or not strict) and (not person or word != "it")

    def of(self, verb: int) -> Iterator[Answering]:
        """Yield the votes of one clause."""
        page = self.page
        if page.supposed(verb):
            return
        speaker, holder = page.speaker(verb), page.holder(verb)
        if holder in self.mediators:
            holder = None
        side = holder or speaker
        lemma = self.scene.token(verb).lemma
        if lemma == "be":
            yield from self.of_being(verb, speaker, holder)
            return
        if speaker and holder and speaker != holder:
            return  # what one side says of another's answer
        if side is None:
            return
        if lemma in {"have", "see", "find", "lose", "lack", "put", "place"}:
            yield from self.of_having(verb, side)
        if holder or lemma == "have":
            yield from self.of_verb(verb, side)

    # what a side does

    def targets(
        self, verb: int, side: str | None = None, *, objects_only: bool = False
    ) -> tuple[str, ...]:
        """Return the mediators that a verb is done to, or with."""
        scene = self.scene
        nouns = [n for one in scene.objects(verb) for n in scene.row(one)]
        if not objects_only:
            nouns += [n for one in scene.phrases(verb) for n in scene.row(one)]
            for act in scene.kids(verb, "xcomp", "ccomp"):
                nouns += scene.kids(act, "nsubj")
        return tuple(dict.fromkeys(m for n in nouns for m in self.meant(n, side)))

    def of_verb(self, verb: int, side: str) -> Iterator[Answering]:
        """Yield what a side's own verb says: accepts, rejects, asks, will sit with."""
        lemma, negative = self.scene.token(verb).lemma, self.page.negative(verb)
        if lemma == "say":
            yield from self.of_yes(verb, side)
            return
        targets = self.targets(verb, side, objects_only=lemma == "prefer")
        answer = self.meaning(verb)
        if answer is None and lemma in _SET["coming"]:
            yield from self.of_coming(verb, side, targets, negative=negative)
        elif answer is not None:
            if not targets and lemma in _SET["elliptic"] and not self.goes_on(verb):
                targets = self.offer
            weak = lemma in _SET["weak"] and not negative
            yield from self.made(verb, side, targets, answer, negative=negative, implied=weak)

    def meaning(self, verb: int) -> AnswerGiven | None:
        """Return what a verb says of a mediator where it is not denied."""
        lemma = self.scene.token(verb).lemma
        beside = self.scene.forms(verb, "prt", "advmod", "prep")
        if lemma in _PARTICLES["particle_no"]:
            return "no" if beside & _PARTICLES["particle_no"][lemma] else None
        if lemma in _SET["yes"] or beside & _PARTICLES["particle_yes"].get(lemma, frozenset()):
            return "yes"
        if lemma in _SET["no"]:
            return "no"
        if lemma == "hear" and self.page.negative(verb) and "of" in beside:
            return "yes"  # denied: "will not hear of"
        return "yes" if lemma in _SET["asking"] and self.asks(verb) else None

    def goes_on(self, verb: int) -> bool:
        """Tell whether a verb says itself what is agreed to or refused."""
        scene = self.scene
        nouns = [*scene.objects(verb), *scene.phrases(verb, "to", "on", "with")]
        return bool(nouns or scene.kids(verb, "xcomp", "ccomp"))

    def asks(self, verb: int) -> bool:
        """Tell whether somebody is asked to mediate, or for a mediator."""
        scene = self.scene
        for act in scene.kids(verb, "xcomp", "ccomp", "advcl"):
            if self.mediates(act):
                return True
        words = {scene.token(i).lemma for i in scene.parse.subtree(verb)}
        return bool(words & (OFFICE_WORDS | {"mediator", "mediation"}))

    def mediates(self, verb: int) -> bool:
        """Tell whether an act is one of mediating: "mediate", "step in", "host the talks"."""
        return mediates(self.scene, verb)

    def of_coming(
        self, verb: int, side: str, targets: tuple[str, ...], *, negative: bool
    ) -> Iterator[Answering]:
        """Yield what a side will do with a mediator, or did at the talks that one hosts."""
        modal = self.page.modal(verb)
        if modal in {"shall", "perhaps"} or negative:
            yield from self.made(verb, side, targets, "yes", negative=negative)
        elif self.scene.token(verb).tag in {"VBD", "VBZ", "VBP", "VBN"}:
            yield from self.made(verb, side, targets, "yes", negative=False, implied=True)

    def of_yes(self, verb: int, side: str) -> Iterator[Answering]:
        """Yield the answers in "said yes to one and no to the other", or "said yes at once"."""
        scene = self.scene
        below = scene.parse.subtree(verb)
        words = [
            i
            for i in below
            if scene.token(i).lower in {"yes", "no"} and scene.token(i).dep != "det" and i > verb
            if not self._more(i + 1)
        ]
        if self.page.negative(verb):
            return
        ends = [*words[1:], below[-1] + 1]
        for word, end in zip(words, ends, strict=False):
            goals = [i for i in range(word + 1, end) if scene.token(i).lower == "to"]
            nouns = [n for i in goals for n in scene.kids(i, "pobj")]
            targets = tuple(dict.fromkeys(m for n in nouns for m in self.meant(n, side)))
            bare = not goals and len(words) == 1 and self.offer and word == verb + 1
            given: AnswerGiven = "yes" if scene.token(word).lower == "yes" else "no"
            yield from self.made(verb, side, targets or (self.offer if bare else ()), given)

    def _more(self, after: int) -> bool:
        """Tell whether the word behind a "no" makes it none of an answer: "no longer"."""
        tokens = self.scene.parse.tokens
        following = tokens[after].lower if after < len(tokens) else ""
        return following in {"longer", "more", "less", "such", "one"}

    def of_having(self, verb: int, side: str) -> Iterator[Answering]:
        """Yield what a side has or sees: "no use for him", "no objection", "full trust"."""
        scene = self.scene
        for noun in scene.objects(verb):
            answer = self.had(verb, noun)
            owners = (self.page.owner(o) for o in scene.kids(noun, "poss"))
            whose = next(filter(None, owners), None)
            subject = tuple(m for n in scene.subject(verb) for m in self.meant(n))
            below = (i for i in scene.parse.subtree(noun) if i != noun)
            about = tuple(dict.fromkeys(m for i in below for m in self.meant(i, side)))
            about = about or self.targets(verb, side)
            if answer and subject and whose:  # "she has our trust"
                yield from self.made(verb, whose, subject, answer)
            elif answer and about:
                yield from self.made(verb, side, about, answer)
            elif answer and not scene.kids(noun, "prep") and len(self.topic) == 1:
                yield from self.made(verb, side, self.topic, answer)

    def had(self, verb: int, noun: int) -> AnswerGiven | None:
        """Return what it says of a mediator to have or see something, or none of it."""
        word, lemma = self.scene.token(noun).lemma, self.scene.token(verb).lemma
        none = self.page.negative(verb) or bool(
            self.scene.forms(noun, "det", "neg") & {"no", "any"}
        )
        none ^= lemma in {"lose", "lack"}
        if word in _SET["had_yes"]:
            return "no" if none else "yes"
        if word in _SET["needed"] and none:
            return "no"
        return "yes" if word in _SET["had_no"] and none else None

    def of_being(self, verb: int, speaker: str | None, holder: str | None) -> Iterator[Answering]:
        """Yield what a side is towards a mediator, or what a mediator is called by a side."""
        nouns = self.scene.kids(verb, "nsubj")
        if holder is None and any(self.scene.token(n).lower == "it" for n in nouns):
            holder = speaker  # "it is happy, she said"
        told = self.scene.kids(verb, "acomp", "attr")
        for word in told:
            if holder and speaker in {None, holder}:
                yield from self.of_readiness(verb, word, holder)
        subject = tuple(m for n in nouns for m in self.meant(n, strict=True))
        named = any(self.third(n) for n in nouns)
        for word in told if subject else ():
            answer = self.called(word, named=named)
            to = (self.page.whose(n) for n in self.scene.phrases(word, "to", "for"))
            judge = speaker or next(filter(None, to), None)
            if judge and answer:
                negative = self.page.negative(verb)
                yield from self.made(verb, judge, subject, answer, negative=negative)

    def of_readiness(self, verb: int, word: int, side: str) -> Iterator[Answering]:
        """Yield what a side is glad or ready to do with a mediator, or is wary of."""
        scene, lemma = self.scene, self.scene.token(word).lemma
        answer: AnswerGiven | None = "yes" if lemma in _SET["towards_yes"] else None
        answer = "no" if lemma in _SET["towards_no"] else answer
        if answer is None:
            return
        nouns = list(scene.phrases(word))
        for act in (
            *scene.kids(word, "xcomp", "ccomp", "advcl"),
            *scene.kids(verb, "advcl", "xcomp"),
        ):
            nouns += [*scene.objects(act), *scene.phrases(act), *scene.kids(act, "nsubj")]
        found = tuple(dict.fromkeys(m for n in nouns for m in self.meant(n, side, strict=True)))
        yield from self.made(verb, side, found, answer, negative=self.page.negative(verb))

    def called(self, word: int, *, named: bool) -> AnswerGiven | None:
        """Return what it says of a mediator to be called something.

        Of one that is only "it", less says something: "right" may be said of an idea.
        """
        beside = self.scene.kids(word, "amod", "conj", "compound")
        words = {self.scene.token(i).lemma for i in (word, *beside)}
        if words & _SET["called_no"]:
            return "no"
        fair = _SET["called_yes"] if named else _SET["called_fair"]
        return "yes" if words & (fair | OFFICE_WORDS) else None

    def terms(self, verb: int) -> bool:
        """Tell whether a clause makes a condition; "if he wishes to help" is none."""
        scene = self.scene
        last = scene.parse.sentence_of(verb).last
        after = range(verb + 1, last)
        ends = (i for i in after if scene.token(i).dep == "conj" and scene.kids(i, "nsubj"))
        own = {*scene.parse.subtree(verb), *range(verb, next(ends, last))}
        if _IF.search(" ".join(scene.token(i).text for i in sorted(own))):
            return True
        for clause in scene.kids(verb, "advcl"):
            nouns = scene.kids(clause, "nsubj")
            wishes = scene.token(clause).lemma in _SET["wishing"] and any(
                self.meant(n) or scene.token(n).lower in _ANAPHORS for n in nouns
            )
            if self.page.hangs(clause) and not wishes:
                return True
        return False

    def made(
        self,
        verb: int,
        side: str,
        targets: tuple[str, ...],
        answer: AnswerGiven,
        *,
        negative: bool = False,
        implied: bool = False,
    ) -> Iterator[Answering]:
        """Yield a vote for each mediator, turned round or conditional as its clause says."""
        claim = self.page.claim(verb)
        if claim is None or (
            isinstance(claim, Event)
            and claim.stage in {"accepted", "refused"}
            and claim.modality not in {"asserted", "reported"}
        ):
            return
        if negative:
            answer = _OPPOSITE[answer]
        if answer == "yes" and self.terms(verb):
            answer = "conditional"
        for mediator in targets:
            if mediator != side:
                yield Answering(side, mediator, answer, claim.id, self.page.source, implied)
