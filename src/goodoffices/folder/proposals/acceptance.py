"""What each side is read as saying of, or doing with, a mediator, clause by clause.

"Niger rejected it" is about whom the sentence before named as offering; "we will follow him into
any room" is a yes; to boycott the talks that somebody hosts is a no, to attend them a yes that only
counts where nothing was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.case.judged import AnswerGiven
from goodoffices.evidence.claims import Claim, Event, Statement
from goodoffices.folder.proposals.anaphors import ANAPHORS, TOGETHER, MediatorsMeant
from goodoffices.folder.proposals.asked import Interview
from goodoffices.folder.proposals.attitudes import Attitudes, overtaken
from goodoffices.folder.proposals.bare import bare_answer, repeats
from goodoffices.folder.proposals.channels import channels
from goodoffices.folder.proposals.idioms import Begins, idioms, words_that
from goodoffices.folder.proposals.orders import imperative
from goodoffices.folder.proposals.thirds import OFFICE_WORDS, Thirds, mediates
from goodoffices.folder.proposals.unnamed import Unnamed
from goodoffices.folder.proposals.verdicts import Verdicts
from goodoffices.folder.proposals.wording import Wording
from goodoffices.read.done.polarity import inverted
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses

_SET = lists("bargaining.yaml", "taking")
_CONDITIONS = "|".join(table("bargaining.yaml")["consents"]["condition"])
_IF = re.compile(rf"\b(?:{_CONDITIONS}|though not|but not)\b", re.IGNORECASE)
_CALLS = frozenset(table("attitudes.yaml")["calls"])
_SELF = frozenset({"it", "he", "she", "they", "we", "i"})
_WOULD = frozenset({"would", "could", "should", "must", "might"})
_CAN = _WOULD | words("modals of answers")
_APART = frozenset({"conj", "advcl", "parataxis"})
_NEVER = frozenset({"never", "hardly", "scarcely", "barely"})
_NOBODY = frozenset({"nobody", "none"})
_APPEALING = _SET["asking"] | {"appeal", "plead", "call"}
_PASSING, _HINDERING = words_that("passing"), words_that("hindering")
_BOUND = words("bounds of answers")
_OPPOSITE: dict[AnswerGiven, AnswerGiven] = {"yes": "no", "no": "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A side's answer to a mediator in one clause; ``implied`` where it is only acted out.

    ``grouped`` where it is given to several as one: "rejected the proposal" of a panel of three.

    ``untold`` is the claim itself where reading made none of the clause, and the draft does.
    """

    side: str
    mediator: str
    answer: AnswerGiven
    claim: str
    source: str
    implied: bool = False
    grouped: bool = False
    untold: Event | Statement | None = None


def votes(
    pages: Iterable[PageClauses], mediators: frozenset[str], thirds: Thirds
) -> Iterator[Answering]:
    """Yield what the clauses of some pages say of each mediator (ids of whom they stand for)."""
    for page in pages:
        one = _Taking(page, mediators, thirds)
        replied = list(one.replied())
        settled = {(v.side, v.mediator) for v in replied}
        yield from replied
        yield from (v for v in one.votes() if (v.side, v.mediator) not in settled)


class _Taking:
    """One page on its way to its votes."""

    def __init__(self, page: PageClauses, mediators: frozenset[str], thirds: Thirds) -> None:
        self.page, self.scene = page, page.scene
        self.mediators, self.thirds = mediators, thirds
        self.whom = MediatorsMeant(page, mediators, thirds)
        self.verdicts = Verdicts(page)
        self.joint: tuple[str, ...] = ()
        self.before: dict[int, AnswerGiven] = {}
        self.heard: set[int] = set()
        self.attitudes = Attitudes(self.scene)
        self.unnamed = Unnamed(page, thirds.belonging, mediators)

    def votes(self) -> Iterator[Answering]:
        """Yield the votes of the page; after each sentence it knows whom the next may mean."""
        for i in self.whom.told():
            if self.scene.verb(i):
                told = list(self.of(i))
                yield from told
                beside = self.page.holders(i) if told else ()
                for side in (one for one in beside[1:] if one not in self.mediators):
                    yield from (replace(v, side=side) for v in told if v.side == beside[0])
            yield from self.of_attitude(i)
            yield from self.of_channel(i)

    def of_channel(self, at: int) -> Iterator[Answering]:
        """Yield who speaks through a mediator, or does what it asks for."""
        heard: set[str] = set()
        for named, verb in channels(self.scene, at):
            for mediator in (m for m in self.whom.third(named) if m not in heard):
                own = self.page.holder(verb)
                sides = self.page.holders(verb) or ((own,) if own else ())
                sides = tuple(one for one in sides if one not in self.mediators)
                if not sides or self.page.supposed(verb) or self.page.negative(verb):
                    continue
                heard.add(mediator)
                self.joint = (*sides, self.page.speaker(verb) or sides[0])
                for side in sides:
                    yield from self.made(verb, side, (mediator,), "yes", implied=True, acts=True)
                self.joint = ()

    def of_attitude(self, noun: int) -> Iterator[Answering]:
        """Yield what a clause says of whoever a noun of it names, put together from its words."""
        if self.scene.token(noun).pos not in {"NOUN", "PROPN", "PRON", "ADJ"}:
            return
        if self.scene.token(noun).lower in {"this", "that", "one"}:
            return
        verb = next((head for _c, head in self.scene.above(noun) if self.scene.verb(head)), noun)
        if overtaken(self.scene, verb) or self.proviso(verb):
            return
        own = self.page.speaker(noun) or self.page.holder(verb)
        own = None if own in self.mediators else own
        for mediator in self.whom.meant(noun, own, strict=self.scene.token(noun).dep == "nsubj"):
            for told in self.attitudes.towards(noun):
                side = self.whose(told.at, told.holder, mediator)
                if side is None and told.holder is not None and told.word in _CALLS:
                    # "rejected Peru's call for it" tells what Peru wants, whoever says so
                    side = self.page.whose(told.holder)
                    side = None if side in self.mediators else side
                    self.joint = (side or "", self.page.speaker(told.at) or "")
                if side is None or self.page.supposed(told.at):
                    continue
                if told.holder is not None and self.attitudes.perhaps(told.at):
                    continue
                praised = told.sign > 0 and told.word in _SET["weak"] | _SET["praise"]
                if praised or (told.weak and not self.may(told.at, mediator)):
                    continue
                answer: AnswerGiven = "yes" if told.sign > 0 else "no"
                yield from self.made(told.at, side, (mediator,), answer)
                self.joint = ()

    def may(self, verb: int, mediator: str) -> bool:
        """Tell whether a clause lets a mediator do something on terms: "she can come if …"."""
        able = self.scene.forms(verb, "aux") & _CAN or not self.scene.infinitive(verb)
        return bool(able) and self.scene.verb(verb) and self.terms(verb, (mediator,))

    def whose(self, at: int, holder: int | None, mediator: str) -> str | None:
        """Return the side whose an attitude is: of the noun that holds it, else whoever says it.

        What somebody else says of a side's answer is none of its own.
        """
        speaker = self.page.speaker(at) or self.unnamed.issuer(at)
        if holder is None:
            return speaker if speaker != mediator else None
        side = self.page.whose(holder)
        token = self.scene.token(holder)
        if side is None and token.pos == "NOUN":
            side = self.thirds.belonging.bodies.noun(token.lemma, self.page.source)
        if side is None and token.lower in {"he", "she"}:
            side = speaker
        if side is None or side in self.mediators or (speaker and speaker != side):
            return None
        return side

    def replied(self) -> Iterator[Answering]:
        """Yield the votes of answers to questions about a mediator, each of its whole turn."""
        for reply in Interview(self.page, self.whom.third).replies():
            claim = self.page.page.beside(reply.word)
            own = None if claim else self.page.untold(reply.word, reply.side, "say")
            found = claim or own
            if found:
                yield Answering(
                    side=reply.side,
                    mediator=reply.mediator,
                    answer=reply.answer,
                    claim=found.id,
                    source=self.page.source,
                    untold=own,
                )

    def of(self, verb: int) -> Iterator[Answering]:
        """Yield the votes of one clause."""
        page = self.page
        if page.supposed(verb) or overtaken(self.scene, verb) or self.proviso(verb):
            return
        if "whether" in self.scene.forms(verb, "mark"):
            return  # "whether they came from Kazakhstan or from elsewhere"
        speaker = page.speaker(verb) or self.unnamed.going_on(verb) or self.unnamed.issuer(verb)
        held = (page.whose(n) for n in self.scene.subject(verb))
        holder = next((one for one in held if one and one not in self.mediators), None)
        body = self.unnamed.body(verb)
        body = None if body in self.mediators else body  # "the synod can count on us"
        holder = holder or body or self.unnamed.she(verb)
        side = holder or speaker
        if side is None and (side := self.unnamed.likewise(verb)):
            holder = side
        lemma = self.scene.token(verb).lemma
        if verb in self.heard:
            return
        told = list(self.of_idiom(verb, speaker, holder))
        if told:
            self.heard.update(self.under(verb))
            yield from told
            return
        if self.whom.offer and (told := [*self.of_bare(verb)]):
            yield from told
            return
        if lemma == "be":
            yield from self.of_being(verb, speaker, holder)
            return
        if speaker and holder and speaker != holder:
            return  # what one side says of another's answer
        if side is None:
            return
        if lemma in words("verbs that hold answers"):
            yield from self.of_having(verb, side)
        if holder or lemma == "have":
            yield from self.of_verb(verb, side)

    def proviso(self, verb: int) -> bool:
        """Tell whether a clause is but a term that an answer is given on: "so long as it pays"."""
        long = self.scene.token(self.scene.token(verb).head).lower == "long"
        return self.page.proviso(verb) or (long and self.page.hangs(verb) == "if")

    def of_bare(self, verb: int) -> Iterator[Answering]:
        """Yield the answers of all who answer the last offer without naming it, or do likewise."""
        scene, sentence = self.scene, self.scene.token(verb).sentence
        answer = bare_answer(scene, verb)
        if answer is None and scene.token(verb).lemma in _SET["elliptic"] | {"say"}:
            answer = self.verdicts.shortly(verb)
        if answer is None and repeats(scene, verb):
            answer = self.before.get(sentence, self.before.get(sentence - 1))
        if answer is None:
            return
        negative = bool(scene.kids(verb, "neg"))
        self.joint = tuple(self.together(verb))
        for side in self.joint:
            yield from self.made(verb, side, self.whom.offer, answer, negative=negative)
        self.joint = ()
        self.before[sentence] = _OPPOSITE[answer] if negative else answer

    def together(self, verb: int) -> Iterator[str]:
        """Yield the sides that a clause is told of: all in its row, or whoever says it of "it"."""
        scene = self.scene
        nouns = tuple(scene.kids(verb, "nsubj")) or scene.subject(verb)
        if all(scene.token(n).lower in _SELF for n in nouns):
            first = scene.parse.sentence_of(verb).first
            above = (i for i in range(verb - 1, first, -1) if scene.token(i).lemma == "say")
            nouns = next(filter(None, map(scene.subject, above)), nouns)
        found: list[str | None] = []
        for noun in (n for one in nouns for n in scene.row(one)):
            token = scene.token(noun)
            if token.lemma in TOGETHER:
                found += self.page.belonging.principals(scene.ids(noun))
            else:
                body = self.thirds.belonging.bodies.noun(token.lemma, self.page.source)
                found.append(self.page.whose(noun) or (body if token.pos == "NOUN" else None))
        yield from dict.fromkeys(s for s in found if s and s not in self.mediators)

    def under(self, verb: int) -> Iterator[int]:
        """Yield the tokens of a clause without those of clauses that say something themselves."""
        for kid in self.scene.kids(verb):
            if self.scene.token(kid).dep not in _APART or not self.scene.verb(kid):
                yield kid
                yield from self.under(kid)

    def calling(self, verb: int) -> tuple[str, ...]:
        """Return the mediators on whose call something is done: "if he calls, we will come"."""
        scene = self.scene
        clauses = [i for i in scene.kids(verb, "advcl") if scene.token(i).lemma in _SET["calling"]]
        nouns = [n for i in clauses if not scene.kids(i, "neg") for n in scene.subject(i)]
        named = [m for n in nouns for m in (self.page.whose(n), *self.whom.meant(n))]
        return tuple(dict.fromkeys(m for m in named if m in self.mediators))

    # what an idiom says

    def of_idiom(self, verb: int, speaker: str | None, holder: str | None) -> Iterator[Answering]:
        """Yield what the words of a clause say of each mediator in it, by idioms."""
        scene, token = self.scene, self.scene.token(verb)
        if token.dep in {"aux", "auxpass"}:
            return
        perhaps = bool(scene.forms(verb, "aux") & {"may", "might"})
        subject = scene.subject(verb) or tuple(scene.kids(verb, "nsubjpass"))
        whole = [i for i in scene.parse.subtree(verb) if i != verb]
        side = holder or speaker
        found = dict.fromkeys(
            m for i in (*subject, *whole) for m in self.whom.meant(i, side, strict=i in subject)
        )
        for mediator in found:
            begins = self.begins(subject, mediator, speaker, holder)
            if begins == "other" and imperative(self.page, verb):  # "let Brazil come"
                begins = "side"
            who = holder if begins == "side" and holder else speaker
            if perhaps and begins != "mediator":  # "it may come any day" is no guess
                continue
            if begins and who and who != mediator and (not holder or who == holder):
                yield from self.said(verb, who, mediator, begins)

    def begins(
        self, subject: tuple[int, ...], mediator: str, speaker: str | None, holder: str | None
    ) -> Begins | None:
        """Return whose clause it is, of a mediator in it: the side's, its own, or another's."""
        we = any(self.scene.token(n).lower in {"we", "i"} for n in subject)
        if not we and any(mediator in self.whom.meant(n, speaker, strict=True) for n in subject):
            return "mediator"
        if holder and speaker in {None, holder}:
            return "side"
        pronoun = bool(subject) and all(self.scene.token(n).lower in _SELF for n in subject)
        if holder is None and speaker and pronoun:
            return "side"
        return "other" if holder is None and speaker else None

    def said(self, verb: int, side: str, mediator: str, begins: Begins) -> Iterator[Answering]:
        """Yield the answer that an idiom gives in a clause."""
        sign = self.passed(verb)
        if sign is None:
            return
        own = begins == "side"
        wording = Wording(
            self.scene,
            lambda i: mediator in self.whom.meant(i, side),
            lambda i: self.page.whose(i) == side or self.page.owner(i) == side,
            own,
        )
        words = wording.of(verb)
        if begins == "other":
            nouns = [*self.scene.subject(verb), *self.scene.kids(verb, "expl")]
            words = "".join(f"{self.scene.token(n).lemma} " for n in nouns[:1]) + words
        nobody = any(self.scene.token(n).lower in _NOBODY for n in self.scene.kids(verb, "nsubj"))
        never = bool(self.scene.forms(verb, "advmod") & _NEVER) or nobody
        denied = never or bool(self.scene.kids(verb, "neg"))
        given = idioms(begins).answer(words, denied=denied)
        if given is None:
            return
        answer, told = given
        if denied and self.scene.token(verb).lemma in _SET["replying"]:
            return  # who has not replied has said neither
        deed = begins == "mediator" and denied and not words.startswith("be ")
        if deed and not self.scene.forms(verb, "aux") & _CAN:
            return  # a deed that it did not do is no reason given
        sooner = self.sooner(verb, mediator, side)
        turned = (denied and not told) ^ (sign < 0) ^ sooner
        if self.scene.token(verb).lemma in _SET["weak"] and not turned:
            return  # to praise somebody is no answer
        yield from self.made(verb, side, (mediator,), answer, negative=turned)

    def sooner(self, verb: int, mediator: str, side: str) -> bool:
        """Tell whether something else is done sooner than what is done with a mediator."""
        scene = self.scene
        sentence = scene.parse.sentence_of(verb)
        lower = [scene.token(i).lower for i in range(sentence.first, sentence.last)]
        if not {"rather", "sooner"} & set(lower) or "than" not in lower:
            return False
        than = sentence.first + lower.index("than")
        named = (i for i in range(than, sentence.last) if mediator in self.whom.meant(i, side))
        return any(named) or verb > than

    def passed(self, verb: int) -> int | None:
        """Return 1 where what stands above a verb lets it hold, -1 where it hinders, else None."""
        scene, sign, at = self.scene, 1, verb
        while (scene.token(at).dep in {"xcomp", "pcomp", "prep"} and not self.said_whole(at)) or (
            scene.token(at).dep in {"ccomp", "advcl"}
            and scene.infinitive(at)
            and (not scene.kids(at, "nsubj") or "for" in scene.forms(at, "mark"))
        ):
            at = scene.token(at).head
            lemma = scene.token(at).lemma
            if lemma in _HINDERING:
                sign = -sign
            elif lemma not in _PASSING and lemma not in {"be", "to", "of", "from", "in"}:
                return None
            if scene.kids(at, "neg"):
                sign = -sign
        return sign

    def said_whole(self, verb: int) -> bool:
        """Tell whether what stands above a verb is but who says it: "“let him come,” she said"."""
        return verb in self.scene.quoted and self.scene.token(verb).head not in self.scene.quoted

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
        return tuple(dict.fromkeys(m for n in nouns for m in self.whom.meant(n, side)))

    def of_verb(self, verb: int, side: str) -> Iterator[Answering]:
        """Yield what a side's own verb says: accepts, rejects, asks, will sit with."""
        lemma, negative = self.scene.token(verb).lemma, self.page.negative(verb)
        if lemma == "say":
            yield from self.of_yes(verb, side)
            return
        targets = self.targets(verb, side, objects_only=lemma == "prefer")
        answer = self.verdicts.meaning(verb)
        if lemma in _SET["weighing"] and not negative and self.terms(verb, targets):
            answer = "yes"  # on terms alone: "would consider him once the gates are open"
        if answer is None and lemma in _SET["coming"]:
            targets = targets or self.calling(verb)
            yield from self.of_coming(verb, side, targets, negative=negative)
        elif answer is not None:
            if not targets and lemma in _SET["elliptic"] and not self.verdicts.goes_on(verb):
                targets = self.whom.offer
            if lemma not in _SET["weak"] or negative:  # to praise somebody is no answer
                yield from self.made(verb, side, targets, answer, negative=negative)

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
            if not self.verdicts.goes_further(i + 1)
        ]
        if self.page.negative(verb):
            return
        ends = [*words[1:], below[-1] + 1]
        for word, end in zip(words, ends, strict=False):
            goals = [i for i in range(word + 1, end) if scene.token(i).lower == "to"]
            nouns = [n for i in goals for n in scene.kids(i, "pobj")]
            targets = tuple(dict.fromkeys(m for n in nouns for m in self.whom.meant(n, side)))
            bare = not goals and len(words) == 1 and self.whom.offer and word == verb + 1
            given: AnswerGiven = "yes" if scene.token(word).lower == "yes" else "no"
            yield from self.made(verb, side, targets or (self.whom.offer if bare else ()), given)

    def of_having(self, verb: int, side: str) -> Iterator[Answering]:
        """Yield what a side has or sees: "no use for him", "no objection", "full trust"."""
        scene = self.scene
        for noun in scene.objects(verb):
            answer = self.verdicts.had(verb, noun)
            owners = (self.page.owner(o) for o in scene.kids(noun, "poss"))
            whose = next(filter(None, owners), None)
            subject = tuple(m for n in scene.subject(verb) for m in self.whom.meant(n))
            below = (i for i in scene.parse.subtree(noun) if i != noun)
            about = tuple(dict.fromkeys(m for i in below for m in self.whom.meant(i, side)))
            about = about or self.targets(verb, side)
            if answer and subject and whose:  # "she has our trust"
                yield from self.made(verb, whose, subject, answer)
            elif answer and about:
                yield from self.made(verb, side, about, answer)
            elif answer and not scene.kids(noun, "prep") and len(self.whom.topic) == 1:
                yield from self.made(verb, side, self.whom.topic, answer)

    def of_being(self, verb: int, speaker: str | None, holder: str | None) -> Iterator[Answering]:
        """Yield what a side is towards a mediator, or what a mediator is called by a side."""
        nouns = self.scene.kids(verb, "nsubj")
        if holder is None and any(self.scene.token(n).lower == "it" for n in nouns):
            holder = speaker  # "it is happy, she said"
        told = self.scene.kids(verb, "acomp", "attr")
        for word in told:
            if holder and speaker in {None, holder}:
                yield from self.of_readiness(verb, word, holder)
        subject = tuple(m for n in nouns for m in self.whom.meant(n, strict=True))
        named = any(self.whom.third(n) for n in nouns)
        for word in told if subject else ():
            answer = self.verdicts.called(word, named=named)
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
        nouns = [*scene.phrases(word), *scene.phrases(verb, "with")]
        for act in (
            *scene.kids(word, "xcomp", "ccomp", "advcl"),
            *scene.kids(verb, "advcl", "xcomp"),
        ):
            nouns += [*scene.objects(act), *scene.phrases(act), *scene.kids(act, "nsubj")]
        found = tuple(
            dict.fromkeys(m for n in nouns for m in self.whom.meant(n, side, strict=True))
        )
        yield from self.made(verb, side, found, answer, negative=self.page.negative(verb))

    def terms(self, verb: int, targets: tuple[str, ...] = (), *, asks: bool = False) -> bool:
        """Tell whether a sentence makes a condition; "if he wishes to help" is none.

        What it says of another mediator is left out. Who ``asks`` for one "if Peru hesitates" does.
        """
        scene = self.scene
        own = self.stretch(verb, targets)
        told = " ".join(scene.token(i).text for i in own)
        if _IF.search(told):
            return True
        before = scene.token(scene.token(verb).head)
        order = before.tag == "VB" and not scene.has_subject(before.i) and before.i < verb
        if scene.token(verb).dep == "conj" and order and not scene.kids(before.i, "aux", "neg"):
            return True  # "bring us a judge, and we can accept him"
        for clause in (i for i in own if scene.token(i).dep == "advcl"):
            if scene.token(clause).tag == scene.token(scene.token(clause).head).tag == "VBD":
                continue  # "they fed us when nobody did"
            nouns = scene.kids(clause, "nsubj")
            kindly = scene.token(clause).lemma in _SET["wishing"] | _SET["calling"]
            kindly = (kindly or mediates(scene, clause)) and not self.bound(clause)
            wishes = kindly and any(
                self.whom.meant(n)
                or self.page.whose(n) in self.mediators
                or scene.token(n).lower in ANAPHORS
                for n in nouns
            )
            sides = {self.page.whose(n) for n in nouns} - {None, *self.mediators}
            if asks and any(scene.token(n).pos == "PROPN" for n in nouns) and sides:
                continue
            if (self.page.hangs(clause) or inverted(scene, clause)) and not wishes:
                return True
        return False

    def bound(self, clause: int) -> bool:
        """Tell whether a clause says how somebody is to come: "when she comes without soldiers"."""
        below = self.scene.parse.subtree(clause)
        return any(self.scene.token(i).lower in _BOUND for i in below)

    def stretch(self, verb: int, targets: tuple[str, ...]) -> list[int]:
        """Return the tokens around a verb in its sentence, up to where others' names stand."""
        scene = self.scene
        sentence = scene.parse.sentence_of(verb)
        below = set(scene.parse.subtree(verb))
        others = [
            i
            for i in range(sentence.first, sentence.last)
            if i not in below and any(m not in targets for m in self.whom.third(i))
        ]
        first = max((i + 1 for i in others if i < verb), default=sentence.first)
        last = min((i for i in others if i > verb), default=sentence.last)
        return list(range(first, last))

    def about_mediating(self, verb: int) -> bool:
        """Tell whether a sentence speaks of mediating, or the one before of an offer."""
        sentence = self.scene.parse.sentence_of(verb)
        lemmas = {self.scene.token(i).lemma for i in range(sentence.first, sentence.last)}
        told = _SET["offers"] | _SET["encounters"] | OFFICE_WORDS | _SET["mediating"]
        return self.whom.offered or bool(lemmas & told)

    def none_of(self, verb: int, side: str, targets: tuple[str, ...]) -> bool:
        """Tell whether what is done is done to no mediator: "wants no second table"."""
        nouns = (n for n in self.scene.objects(verb) if self.scene.forms(n, "det") & {"no"})
        return any(set(self.whom.meant(n, side)) & set(targets) for n in nouns)

    def made(
        self,
        verb: int,
        side: str,
        targets: tuple[str, ...],
        answer: AnswerGiven,
        *,
        negative: bool = False,
        implied: bool = False,
        acts: bool = False,
    ) -> Iterator[Answering]:
        """Yield a vote for each mediator, turned round or conditional as its clause says.

        Who ``acts`` as a mediator asks need not be told of in a sentence about mediating.
        """
        speaker = self.page.speaker(verb)
        alone = not {speaker, side} <= {*self.joint}
        if (speaker and speaker != side and alone) or self.attitudes.open(
            verb, lambda noun: self.page.whose(noun) == side
        ):
            return
        if implied and not acts and not self.about_mediating(verb):
            return
        claim = self.page.claim(verb)
        own = None
        if claim is None:
            claim = own = self.page.untold(verb, side, "want")
        if negative or (answer == "yes" and self.none_of(verb, side, targets)):
            answer = _OPPOSITE[answer]
        asks = self.scene.token(verb).lemma in _APPEALING and not self.page.modal(verb)
        if answer == "yes" and not acts and self.terms(verb, targets, asks=asks):
            answer = "conditional"
        if claim is None or unsure(claim, answer):
            return
        # what is said of one of them by its name outweighs what is said of the whole group
        grouped = self.whom.together(verb, targets)
        for mediator in targets:
            if mediator != side:
                yield Answering(
                    side=side,
                    mediator=mediator,
                    answer=answer,
                    claim=claim.id,
                    source=self.page.source,
                    implied=implied,
                    grouped=grouped,
                    untold=own,
                )


def unsure(claim: Claim, answer: AnswerGiven) -> bool:
    """Tell whether a claim is an answer that is only supposed; one on terms is no fact yet."""
    if not isinstance(claim, Event) or claim.stage not in {"accepted", "refused"}:
        return False
    fits = {"asserted", "reported"} | (
        {"hypothetical", "future"} if answer == "conditional" else set()
    )
    return claim.modality not in fits
