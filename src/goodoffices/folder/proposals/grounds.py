"""A clause as a bid: what it rests on in the dossier, what it asks, what it is near to.

A :class:`Bid` is one clause of a source with whose it is and the claim that it rests on. Nothing is
a bid that rests on no claim of the dossier; what a claim says was rejected is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import Claim, Event, Modality, Statement, waits
from goodoffices.folder.proposals.bodies import singular
from goodoffices.folder.proposals.nominals import ASKED
from goodoffices.folder.proposals.phrases import (
    Phrase,
    enacted,
    kin,
    matters_at,
    noun_phrase,
    participle,
    unit,
    verb_phrase,
)
from goodoffices.folder.proposals.voices import STANCES, BidKind, PageVoices
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

BEFORE = 6
"""In how many sentences, its own first, the matter of a mere number is looked for."""
_WORDS = table("bargaining.yaml")
_PEACE = lists("bargaining.yaml", "between")["peaceable"]
_LENT = lists("bargaining.yaml", "taking")["lending"]
_MAY = frozenset(_WORDS["shall"]) | frozenset(_WORDS["perhaps"])
_MOVING = frozenset(_WORDS["moving"]) | frozenset(_WORDS["staying"])
_TELLING: frozenset[BidKind] = frozenset({"want", "accept", "demand"})
"""Kinds that say what a side thinks, and not what it does."""
_HOW: dict[BidKind, Modality] = {"done": "asserted", "plan": "future", "refuse": "negated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """One clause: whose it is (``party``, an actor's id), what it does, its words, its claim.

    ``by`` is who demands, where another does; ``conditional`` where it hangs on an "if". ``near``
    are matters named close by, the nearest first, where the words themselves name none ("forty").
    ``asks`` is what somebody would have to do for it, ``whom`` that is, where its words say so.
    ``agreed`` where the claim was read from the same verb or noun with the same side, as a fact.
    ``untold`` is the claim itself where reading made none of the clause, and the draft does.
    ``modal`` tells how it is meant: of what "must", "perhaps" or "shall" be. ``point`` where it is
    one of a paper that is put before the sides, ``said`` where it rests on a statement. ``level``
    are its words as a way to settle a matter (:mod:`.levels`), empty where it names none. ``due``
    where a day is set for it. ``heading`` is what a table is on where it says so. ``at`` is the
    word that tells it.
    """

    party: str
    kind: BidKind
    phrase: Phrase
    claim: str
    source: str
    by: str | None = None
    conditional: bool = False
    near: tuple[str, ...] = ()
    asks: Phrase | None = None
    whom: str | None = None
    agreed: bool = False
    untold: Event | Statement | None = None
    modal: str | None = None
    point: bool = False
    said: bool = False
    level: str = ""
    due: bool = False
    heading: str = ""
    at: int | None = None

    @property
    def places(self) -> frozenset[tuple[str, int]]:
        """Where it stands: the word that tells it, and the head of what it tells."""
        return frozenset((self.source, i) for i in (self.at, self.phrase.at) if i is not None)


class PageGrounds(PageVoices):
    """One page, and what each of its clauses would rest on as a bid."""

    def made(
        self,
        verb: int,
        party: str,
        kind: BidKind,
        phrase: Phrase,
        *,
        by: str | None = None,
        of: int | None = None,
    ) -> Iterator[Bid]:
        """Yield a bid where there is something in it, and a claim that it rests on.

        ``of`` is the head of what is wanted, where somebody may have to do it.
        """
        claim = self.claim(verb)
        phrase = self.meaning(verb, phrase)
        if isinstance(claim, Event) and claim.modality == "negated" and kind != "refuse":
            if self.of_word_or_below(verb, claim):
                return
            claim = None  # another clause of the sentence is denied, and not this one
        if not phrase.terms:
            return
        own, agreed = None, claim is not None and self.agrees(verb, party, claim)
        story = "had" in self.scene.forms(verb, "aux")
        doubted = isinstance(claim, Event) and waits(claim) and not (agreed or story)
        if claim is None or doubted:
            own = self.untold(verb, party, kind)
            claim = own or claim
        if claim is None:
            return
        asks = self.asks(of) if kind == "want" and of is not None else None
        whom = self.asked(of, party) if asks is not None and of is not None else None
        conditional = any(self.hangs(c) for c in self.scene.kids(verb, "advcl"))
        yield Bid(
            party=party,
            kind=kind,
            phrase=phrase,
            claim=claim.id,
            source=self.source,
            by=by,
            conditional=conditional,
            near=self.near(verb),
            asks=asks,
            whom=whom,
            agreed=agreed,
            untold=own,
            modal=self.modal(verb),
            said=isinstance(claim, Statement),
            at=verb,
        )

    def asks(self, head: int) -> Phrase | None:
        """Return what somebody would have to do for what is wanted, where it is an act."""
        scene = self.scene
        if scene.verb(head):
            nouns = scene.kids(head, "nsubj", "nsubjpass") or self.owed(head)
            undergone = scene.passive(head) or (nouns and participle(scene, head))
            named = [n for n in nouns if self.whose(n) and not (undergone and self.owners(n))]
            named = [n for n in named if undergone or not (self.thing(n) or self.crowd(n))]
            if named or scene.phrases(head, "by"):
                return None
            return enacted(scene, head) if undergone or not nouns else self.let(head, nouns)
        told = noun_phrase(scene, head)
        for act in scene.kids(head, "acl"):  # "wants all the lashers reinstated"
            if scene.token(act).tag == "VBN" and not scene.phrases(act, "by"):
                lemma = scene.token(act).lemma
                plain = told.text.replace(f" {scene.token(act).text}", "", 1)
                return replace(told, text=f"{lemma} {plain}", head=lemma, verbal=True)
        if any(scene.token(n).tag == "PRP$" for n in scene.kids(head, "poss")):
            return None  # "its immediate release": nobody knows whose, outside its sentence
        if scene.token(head).lemma in ASKED:
            return told
        if kin(scene.token(head).lemma) == "money" or self.sum(head):
            return replace(told, text=f"pay {told.text}", head="pay", terms=told.terms | {"pay"})
        return None

    def sum(self, noun: int) -> bool:
        """Tell whether a number is one of money, whose coin is not said: "the forty million"."""
        token = self.scene.token(noun)
        return token.tag == "CD" and unit(token) is not None and bool(self.scene.kids(noun, "det"))

    def thing(self, noun: int) -> bool:
        """Tell whether a noun is of what a side has, and of nobody who acts for it: "our nets"."""
        token = self.scene.token(noun)
        return token.pos == "NOUN" and bool(self.scene.kids(noun, "poss")) and not acts(token.lemma)

    def crowd(self, noun: int) -> bool:
        """Tell whether a noun means people whom the page calls by no name: "the herders"."""
        actor = self.belonging.actors.get(self.whose(noun) or "")
        own = self.scene.token(noun).pos == "NOUN" and actor is not None
        return own and actor is not None and actor.name == actor.name.lower()

    def owed(self, act: int) -> list[int]:
        """Return who or what "has to" or "needs to" do something."""
        head = self.scene.token(self.scene.token(act).head)
        owed = self.scene.token(act).dep == "xcomp" and head.lemma in {"have", "need"}
        return self.scene.kids(head.i, "nsubj") if owed else []

    def let(self, verb: int, movers: Iterable[int]) -> Phrase | None:
        """Return what lets something move or stay: "let the boats return"."""
        scene = self.scene
        nouns = [n for n in movers if scene.token(n).pos != "PRON"]
        if not nouns or scene.token(verb).lemma not in _MOVING or self.negative(verb):
            return None
        thing, act = noun_phrase(scene, nouns[0]), verb_phrase(scene, verb)
        return replace(act.about(thing, f"let {thing.text} {act.text}"), head="let")

    def owners(self, noun: int) -> tuple[str, ...]:
        """Return the sides that a thing is told to be of: "Chad's post", "the Chadian post"."""
        scene = self.scene
        if scene.token(noun).pos == "PROPN":
            return ()
        told = [*scene.kids(noun, "poss", "amod", "compound", "nmod"), *scene.phrases(noun, "of")]
        return tuple(side for n in told if (side := self.owner(n)))

    def asked(self, head: int, party: str) -> str | None:
        """Return whom something is asked of: who is told so, or whose thing it is done to.

        "Told Chad that it be shut", "their post be shut". Of several ("their guards") it is not
        said who has them.
        """
        scene, above = self.scene, self.scene.token(head).head
        if scene.verb(above) and scene.token(head).dep in {"ccomp", "xcomp"}:
            told = [*scene.kids(above, "dobj", "dative"), *scene.phrases(above, "of", "from")]
            if whom := next((s for n in told if (s := self.whose(n)) and s != party), None):
                return whom
        for noun in scene.kids(head, "nsubj", "nsubjpass"):
            if scene.token(noun).tag == "NNS":
                continue
            sides = [side for side in self.owners(noun) if side != party]
            if sides:
                return sides[0]
        return None

    def of_word_or_below(self, word: int, event: Event) -> bool:
        """Tell whether an event was read from a word, or from one that hangs from it."""
        below = self.scene.parse.subtree(word)
        return any(event.trigger.start <= self.page.place(i) < event.trigger.end for i in below)

    def untold(self, word: int, party: str, kind: BidKind) -> Event | Statement | None:
        """Return a clause as a claim, where reading made none of its sentence.

        Where a person rejected what was read of it, or what an earlier draft did, there is none.
        """
        if self.page.decided(word):
            return None
        lemma = self.scene.token(word).lemma
        if not party:  # said of a matter by nobody who is named
            doer = self.holder(word) if self.scene.verb(word) else None
            found: Event | Statement = self.page.act(word, doer, standing(self.scene, word))
        elif kind in _TELLING or lemma in STANCES or kind == "say":
            actor = self.belonging.actors.get(party)
            name = actor.name if actor else party
            found = self.page.stance(word, party, name, whole=kind == "say")
        else:
            found = self.page.act(word, party, _HOW.get(kind, "hypothetical"))
        known = self.drafted.get(found.id)
        if known is not None and known.status == "rejected":
            return None
        return known if isinstance(known, Event | Statement) else found

    def agrees(self, word: int, party: str, claim: Claim) -> bool:
        """Tell whether an event was read from the same word, as a fact, with the same side.

        What "had" been done before is told as a story, and is left to people.
        """
        if not isinstance(claim, Event) or claim.modality not in {"asserted", "future"}:
            return False
        start, forms = self.page.place(word), self.scene.forms(word, "aux")
        same = claim.trigger.start <= start < claim.trigger.end
        return same and "had" not in forms and party in self.belonging.principals(claim.actors)

    def meaning(self, verb: int, phrase: Phrase) -> Phrase:
        """Return a phrase; of a mere number, without its matters.

        What "three hundred is" says of schools, it says of what the number counts.
        """
        return replace(phrase, matters=frozenset()) if self.counts(verb) else phrase

    def near(self, verb: int) -> tuple[str, ...]:
        """Return the matters named right before a verb, the nearest first, and in the headline.

        In its own sentence come those before it, then those behind it.
        """
        at = self.scene.token(verb).sentence
        own = self._named_at(at)
        told = dict.fromkeys(word for i, word in reversed(own) if i < verb)
        told |= dict.fromkeys(word for i, word in own if i >= verb)
        for one in (*range(at - 1, max(at - BEFORE, -1), -1), 0):
            told |= dict.fromkeys(word for _i, word in reversed(self._named_at(one)))
        return tuple(told)

    def _named_at(self, sentence: int) -> list[tuple[int, str]]:
        """Return the matters of a sentence, each with the word that names it."""
        if sentence not in self._named_in:
            one = self.scene.parse.sentences[sentence]
            every = range(one.first, one.last)
            self._named_in[sentence] = matters_at(self.scene, every)
        return self._named_in[sentence]


def acts(lemma: str) -> bool:
    """Tell whether a noun means people or a body, which may act for a side."""
    return lemma in _ACTING or lemma in _WORDS["acting_for"]


_ACTING = words("party people", "party bodies", "state people", "offices")


def standing(scene: Scene, word: int) -> Modality:
    """Return how a clause means what it says: as what might be, or as what is."""
    helped = scene.forms(word, "aux", "auxpass")
    might = scene.token(word).tag == "VB" or helped & _MAY
    bare = scene.token(word).tag == "VBG" and not helped  # "grinding at the depot to stop at ten"
    acts = scene.kids(word, "xcomp", *(("acl", "advcl") if bare else ()))
    due = any(scene.infinitive(act) for act in acts)
    return "hypothetical" if might or due or "should" in helped else "asserted"


def peaceable(phrase: Phrase) -> bool:
    """Tell whether what is wanted is but a settlement: "resolve the matter", "restraint"."""
    return not _PEACE.isdisjoint(singular(word) for word in phrase.text.casefold().split())


def lends(phrase: Phrase) -> bool:
    """Tell whether what is offered is to mediate: "its mediation", "his good offices"."""
    own = not phrase.verbal or phrase.text.startswith(phrase.head)  # not "let Oman mediate"
    return own and (phrase.head in _LENT or (phrase.head == "office" and "good" in phrase.terms))
