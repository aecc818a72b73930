"""What each side is read as wanting, refusing, offering, threatening and doing, clause by clause.

A :class:`Bid` is one clause of a source with whose it is and the claim that it rests on. Nothing is
a bid that rests on no claim of the dossier; what a claim says was rejected is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import Claim, Event, Modality, Statement, waits
from goodoffices.folder.proposals.nominals import ASKED, nominals
from goodoffices.folder.proposals.orders import fragments, orders
from goodoffices.folder.proposals.phrases import (
    Phrase,
    clause,
    enacted,
    joined,
    kin,
    lasting,
    matters_at,
    noun_phrase,
    plain,
    predicate,
    promised,
    verb_phrase,
)
from goodoffices.folder.proposals.plans import plans
from goodoffices.folder.proposals.turns import turns
from goodoffices.folder.proposals.voices import STANCES, BidKind, PageVoices
from goodoffices.folder.proposals.wishes import wishes
from goodoffices.read.words import table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

BEFORE = 6
"""In how many sentences, its own first, the matter of a mere number is looked for."""
_VERBS: dict[str, frozenset[str]] = {
    kind: frozenset(lemmas) for kind, lemmas in table("bargaining.yaml")["verbs"].items()
}
_LIST: dict[str, frozenset[str]] = {
    name: frozenset(words)
    for name, words in table("bargaining.yaml").items()
    if isinstance(words, list)
}


_PROMISES: dict[str, BidKind] = {"offer": "offer", "threaten": "threat", "plan": "plan"}
_NOMINAL: dict[str, BidKind] = {
    "want": "want",
    "refuse": "refuse",
    "offer": "offer",
    "threat": "threat",
    "plan": "plan",
}
_TOLD: dict[str, BidKind] = {
    "want": "want",
    "demand": "want",
    "hold": "want",
    "refuse": "refuse",
    "accept": "accept",
    "offer": "offer",
    "threaten": "threat",
}
"""What a verb makes of a noun it governs."""
_DENIED: dict[str, BidKind] = {
    "want": "refuse",
    "accept": "refuse",
    "offer": "refuse",
    "refuse": "accept",
}
"""The same where the verb is denied; what is not demanded, or not held to, says nothing."""
_PARTICLES: dict[str, frozenset[str]] = {
    verb: frozenset(words) for verb, words in table("bargaining.yaml")["particles"].items()
}
"""Verbs that refuse only with one of these words: "turn down", "rule out"."""
_TELLING: frozenset[BidKind] = frozenset({"want", "accept", "demand"})
"""Kinds that say what a side thinks, and not what it does."""
_HOW: dict[BidKind, Modality] = {"done": "asserted", "plan": "future", "refuse": "negated"}
_NOT = re.compile(r"\s?\bnot\b|(?<=\w)n['’]t\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """One clause: whose it is (``party``, an actor's id), what it does, its words, its claim.

    ``by`` is who demands, where another does; ``conditional`` where it hangs on an "if". ``near``
    are matters named close by, the nearest first, where the words themselves name none ("forty").
    ``asks`` is what somebody, whom the words do not name, would have to do for it.
    ``agreed`` where the claim was read from the same verb or noun with the same side, as a fact.
    ``untold`` is the claim itself where reading made none of the clause, and the draft does.
    ``modal`` tells how it is meant: of what "must", "perhaps" or "shall" be. ``point`` where it is
    one of a paper that is put before the sides, ``said`` where it rests on a statement.
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
    agreed: bool = False
    untold: Event | Statement | None = None
    modal: str | None = None
    point: bool = False
    said: bool = False


class PageClauses(PageVoices):
    """One page on its way to its bids."""

    def bids(self) -> Iterator[Bid]:
        """Yield the bids of the page; at the end what a side says without one, by its clauses."""
        heard: set[tuple[str, int]] = set()
        for token in self.scene.parse.tokens:
            if token.pos in {"VERB", "AUX"}:
                beside = self.holders(token.i)
                for bid in self.of_verb(token.i):
                    heard.add((bid.claim, token.sentence))
                    yield bid
                    if beside[1:] and bid.party == beside[0]:  # "Chad and Niger agreed to"
                        yield from (replace(bid, party=o, agreed=False) for o in beside[1:])
        yield from self.nominal()
        for one in plans(self):
            for bid in self.made(one.at, one.side, one.kind, one.phrase):
                heard.add((bid.claim, self.scene.token(one.at).sentence))
                yield replace(bid, point=True)
        for one in fragments(self):
            for bid in self.made(one.at, one.side, one.kind, one.phrase, of=one.of):
                heard.add((bid.claim, self.scene.token(one.at).sentence))
                yield bid
        for token in self.scene.parse.tokens:
            said = self.voice(token.i) if token.pos in {"VERB", "AUX"} else None
            side = self.speaks(said) if said and (said.id, token.sentence) not in heard else None
            past = token.tag == "VBD" and said is not None and said.kind == "direct"
            stands = token.dep in {"ROOT", "conj", "ccomp"} and not past
            stands = stands and not (token.dep == "ccomp" and self.counts(token.head))
            firsts = self.scene.forms(token.i, "nsubj", "nsubjpass")
            stands = stands and not firsts & _WHICH  # "which the union says will cost jobs"
            if side and stands and not self.supposed(token.i):
                yield from self.made(token.i, side, "say", clause(self.scene, token.i))

    def nominal(self) -> Iterator[Bid]:
        """Yield what stands in nouns: "its demand for", "a blockade" that a side announces."""
        for one in nominals(self.scene):
            side = next((s for n in one.holders if (s := self.owner(n))), None)
            if side and len(one.phrase.terms) > (one.kind == "plan"):
                yield from self.made(one.noun, side, _NOMINAL[one.kind], one.phrase)

    def of_verb(self, verb: int) -> Iterator[Bid]:
        """Yield the bids that a verb makes: by what it means, else as an act."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        if self.supposed(verb):
            return
        if lemma in _LIST["ends"]:
            yield from self.of_ending(verb)
        if terms := list(self.of_orders(verb)):
            yield from terms
            return
        turned = list(turns(self, verb))
        for one in turned:
            yield from self.made(one.at, one.side, one.kind, one.phrase)
        if turned and not self.modal(verb):
            return
        if lemma == "be":
            yield from self.of_being(verb)
            return
        if lemma in {"have", "get", "need"}:
            yield from self.of_having_to(verb)
        kind = self.stance(verb)
        if kind and (holder := self.holder(verb)):
            stances = list(self.of_own(verb, holder)) if kind == "demand" else []
            stances = stances or list(self.of_stance(verb, kind, holder))
            yield from stances
            if stances or kind in {"want", "demand", "accept"}:
                return
        yield from self.of_readiness(verb)
        light = lemma in _LIST["light"] and bool(scene.objects(verb) or self.resorts(verb))
        if light or lemma not in _LIST["no_acts"] or self.sent(verb):
            yield from self.of_act(verb)
        elif self.modal(verb) == "must":
            yield from self.of_need(verb)

    def stance(self, verb: int) -> str | None:
        """Return what stance a verb is, with the words beside it; None where it is none."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        kind = next((k for k, lemmas in _VERBS.items() if lemma in lemmas), None)
        if any(scene.token(n).lemma in _LIST["occasions"] for n in scene.kids(verb, "nsubj")):
            return None  # "the visit aims to clear the air"
        if lemma in {"like", "love"} and self.modal(verb) == "shall":  # "would like it to be"
            return "want"
        beside = scene.forms(verb, "prt", "advmod", "prep")
        if lemma in _PARTICLES and not beside & _PARTICLES[lemma]:
            return None  # "would turn to the Court" turns nothing down
        if kind == "accept" and beside & _LIST["giving_way"]:
            return None  # "backed off its deadline"
        if lemma in _LIST["dismissing"] and any(map(self.people, scene.objects(verb))):
            return None  # "dismissed 46 lashers" is done to them
        return None if kind == "demand" and self.sent(verb) else kind

    def sent(self, verb: int) -> bool:
        """Tell whether a verb of calling moves somebody: "called its engineers home"."""
        scene = self.scene
        whither = scene.forms(verb, "advmod", "prt", "oprd") & _LIST["whither"]
        moves = scene.token(verb).lemma in _LIST["sending"]
        return moves and bool(whither) and bool(scene.objects(verb) or scene.phrases(verb))

    def people(self, noun: int) -> bool:
        """Tell whether a noun counts people, or things as people are counted: "46 lashers"."""
        return self.scene.token(noun).tag == "NNS" and bool(self.scene.kids(noun, "nummod"))

    def of_orders(self, verb: int) -> Iterator[Bid]:
        """Yield what is ordered or made a term, and what a speaker says ought to be."""
        lemma, speaker = self.scene.token(verb).lemma, self.speaker(verb)
        ought = lemma == "ought" and not self.negative(verb)
        if speaker and (ought or self.proviso(verb)):
            yield from self.made(verb, speaker, "want", clause(self.scene, verb), of=verb)
            return
        for one in (*orders(self, verb), *wishes(self, verb)):
            yield from self.made(one.at, one.side, one.kind, one.phrase, by=one.by, of=one.of)

    def of_own(self, verb: int, holder: str) -> Iterator[Bid]:
        """Yield what a side has its own people do: "ordered its navy to board any trawler"."""
        for act in self.scene.kids(verb, "xcomp", "ccomp"):
            told = self.complement(verb, act, "demand") and not self.negative(verb)
            if told and self.owned(verb, act, holder):
                yield from self.made(verb, holder, "plan", verb_phrase(self.scene, act))

    def of_stance(self, verb: int, kind: str, holder: str) -> Iterator[Bid]:
        """Yield what a side wants, demands, refuses, accepts or offers by a verb that says so."""
        scene = self.scene
        negative, taken = self.negative(verb), set[int]()
        for act in (*scene.kids(verb, "xcomp", "ccomp", "advcl", "pcomp"), *self.doing(verb, kind)):
            if not self.complement(verb, act, kind):
                continue
            other = next((s for n in scene.subject(act) if (s := self.whose(n))), None)
            own = scene.kids(act, "nsubj", "nsubjpass")
            if kind in {"want", "demand"} and not negative:
                wanted = [] if own or other else self.things(verb, kind)
                whole = clause(scene, act) if own else verb_phrase(scene, act)
                if len(wanted) == 1 and wanted[0] < act:  # "want five hundred families to go home"
                    whole = joined(noun_phrase(scene, wanted[0]), whole)
                    taken.add(wanted[0])
                yield from self.made(verb, holder, "want", whole, of=None if other else act)
                if other and other != holder:
                    yield from self.made(verb, other, "demand", verb_phrase(scene, act), by=holder)
            elif kind == "want" and not scene.passive(
                verb
            ):  # "does not want to see them on new land"
                unwanted = verb_phrase(scene, act)
                text = f"not to {unwanted.text}"
                charged = self.speaker(verb) not in {
                    None,
                    holder,
                }  # "it does not want to keep its word"
                if not own and unwanted.matters and not charged:
                    yield from self.made(verb, holder, "want", replace(unwanted, text=text))
            elif kind == "offer" and own and other != holder and self.bare(act):
                yield from self.made(verb, holder, "want", clause(scene, act), of=act)
            elif not own or kind == "accept":
                yield from self.of_word(verb, act, kind, holder, other, negative=negative)
        told = (_DENIED if negative else _TOLD).get(kind)
        if told is not None:
            for noun in (n for n in self.things(verb, kind) if n not in taken):
                asked = kind in {"want", "demand"}
                phrase = self.wished(verb, noun, wanted=asked)
                yield from self.made(verb, holder, told, phrase, of=noun)

    def doing(self, verb: int, kind: str) -> list[int]:
        """Return what a side gives its word to be doing: "committed to taking steps"."""
        scene = self.scene
        if kind not in {"offer", "accept"}:
            return []
        acts = [
            act
            for p in scene.kids(verb, "prep")
            if scene.token(p).lower == "to"
            for act in scene.kids(p, "pcomp")
            if scene.token(act).tag == "VBG"
        ]
        return [one for act in acts for one in (act, *scene.kids(act, "conj"))]

    def wished(self, verb: int, noun: int, *, wanted: bool = False) -> Phrase:
        """Return what is wanted of something: "the tugs to be declared a service", or itself."""
        off = self.scene.token(self.scene.token(noun).head)
        if self.scene.token(noun).dep == "nsubj" and off.i > noun > verb:
            return plain(self.scene, [i for i in self.scene.parse.subtree(off.i) if i > verb])
        for act in self.scene.kids(noun, "relcl", "acl"):
            if "to" in self.scene.forms(act, "aux") and self.scene.passive(act):
                become = clause(self.scene, act)
                told = replace(become, text=become.text.removeprefix("to "))
                return joined(noun_phrase(self.scene, noun), told)
        return lasting(self.scene, verb, noun, wanted=wanted)

    def bare(self, act: int) -> bool:
        """Tell whether a clause says what should be: "that the pipe be moved", "should pay"."""
        helped = self.scene.kids(act, "aux", "auxpass")
        first = self.scene.token(helped[0] if helped else act)
        return first.tag == "VB" or first.lower in {"should", "ought"}

    def of_word(
        self, verb: int, act: int, kind: str, holder: str, other: str | None, *, negative: bool
    ) -> Iterator[Bid]:
        """Yield what a side gives its word to do, or that it will not do."""
        if kind in _PROMISES and other in {holder, None}:
            yield from self.made(verb, holder, _PROMISES[kind], promised(self.scene, act))
        elif kind == "refuse":
            kept: BidKind = "possible" if negative else "refuse"  # "does not rule out closing"
            yield from self.made(verb, holder, kept, verb_phrase(self.scene, act))
        elif kind == "accept" and self.scene.token(verb).lemma in _LIST["granting"]:
            yield from self.of_grant(verb, act, holder, negative=negative)
        elif kind == "accept" and self.scene.token(act).tag == "VBG" and self.modal(verb):
            told = verb_phrase(self.scene, act)  # "would support shifting the yard"
            doing = told.text.replace(told.head, self.scene.token(act).lower, 1)
            text = f"{self.scene.token(verb).lemma} {doing}"
            yield from self.made(
                verb, holder, "refuse" if negative else "offer", replace(told, text=text)
            )

    def of_grant(self, verb: int, act: int, holder: str, *, negative: bool) -> Iterator[Bid]:
        """Yield what a side agrees to do, or lets others do; where it does not, what it refuses."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        told = verb_phrase(scene, act)
        if scene.kids(act, "nsubj", "nsubjpass"):
            whole = clause(scene, act)
            lets = lemma in _LIST["letting"]
            told = replace(
                whole, text=f"{lemma} {whole.text}" if lets else f"accept that {whole.text}"
            )
        yield from self.made(verb, holder, "refuse" if negative else "offer", told)

    def things(self, verb: int, kind: str) -> list[int]:
        """Return the nouns that a side wants, refuses or offers by a verb, two at most."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        following = _FOLLOWING.get(kind, ())
        if scene.passive(verb):  # "approved by its members" accepts no members
            following = tuple(p for p in following if p != "by")
        objects = [n for n in scene.objects(verb) if scene.kids(n, "poss") or not self.named_by(n)]
        if lemma in _LIST["telling"]:  # "asked them for money", "told them so"
            given = lemma in _LIST["giving"] and not scene.kids(verb, "ccomp", "xcomp")
            if lemma == "claim":
                given &= not any(
                    scene.token(n).lemma in _LIST["claimed"] for n in scene.objects(verb)
                )
            objects = [n for n in scene.kids(verb, "dobj") if given and not self.whose(n)]
            objects, following = ([], ("for",)) if not objects else (objects, ())
        elif kind == "hold":  # "holds to a line", not a hostage, nor what "is held by" anybody
            objects, following = [], () if scene.passive(verb) else following
        elif lemma == "prefer" or (kind in {"demand", "want"} and objects):
            following = ()  # "demand a fee for every cubic metre", "prefers one to another"
        objects += [n for n in scene.kids(verb, "conj") if scene.token(n).pos == "NOUN" and objects]
        if lemma == "call" and scene.kids(verb, "oprd", "ccomp", "dobj"):
            following = ()  # "called it a holiday for the army"
        nouns = [*objects, *(scene.phrases(verb, *following) if following else ())]
        if kind == "refuse":  # a charge that is rejected is no offer
            nouns = [n for n in nouns if scene.token(n).lemma not in _LIST["charges"]]
        if kind in {"want", "demand"}:  # "wants the toll off its lorries", "its dead back"
            beside = [c for c in scene.kids(verb, "prep", "advmod", "prt") if c > verb]
            nouns += [n for c in beside for n in scene.kids(c, "nsubj") if n > verb]
        if lemma == "pursue":  # "the strategy pursued by Chad"
            nouns = [n for n in nouns if scene.token(n).lemma not in _LIST["ways"]]
        if scene.token(verb).dep == "relcl" and scene.kids(verb, "ccomp"):
            nouns = [n for n in nouns if n != scene.token(verb).head]  # "in which it asks that"
        days = {"DATE", "TIME"}
        nouns = [n for n in nouns if not self.unnamed(verb, n)]
        nouns = [n for n in nouns if scene.token(n).lemma not in words("weekdays and months")]
        return [n for n in nouns if scene.token(n).ent not in days and not self.relative(n)][:2]

    def named_by(self, noun: int) -> bool:
        """Tell whether a noun means a side, and no act of one: "the return of its ship"."""
        return self.whose(noun) is not None and self.scene.token(noun).lemma not in ASKED

    def unnamed(self, verb: int, noun: int) -> bool:
        """Tell whether a verb itself says which thing a noun means: "a body that was agreed on"."""
        scene = self.scene
        own = scene.token(verb).dep == "relcl" and scene.token(verb).head == noun
        return own and scene.token(noun).lemma in _LIST["open_nouns"]

    def of_being(self, verb: int) -> Iterator[Bid]:
        """Yield what there will not be ("there will be no licences"), what "is what X wants"."""
        scene, side = self.scene, self.speaker(verb)
        for wish in scene.kids(verb, "csubj", "ccomp"):
            after = scene.token(wish).lemma == "be" and scene.forms(wish, "prep") & {"after", "for"}
            wished = after or scene.token(wish).lemma in _VERBS["want"]
            wished = wished and "that" not in scene.forms(
                wish, "mark"
            )  # "it is clear that it wants"
            holder = self.holder(wish) if wished else None
            told = scene.kids(verb, "attr", "acomp")
            if holder and told and not any(map(self.relative, told)):
                yield from self.made(verb, holder, "want", predicate(scene, verb))
            for act in scene.kids(verb, "xcomp") if holder and not told else ():
                yield from self.made(verb, holder or "", "want", verb_phrase(scene, act))
        yield from self.of_wishing(verb)
        ours = [n for n in scene.kids(verb, "attr", "acomp") if scene.token(n).lower == "ours"]
        if side and ours and not self.negative(verb):  # "the money is ours"
            yield from self.made(verb, side, "want", clause(scene, verb))
        yield from self.of_readiness(verb)
        yield from self.of_leaning(verb)
        if side and scene.kids(verb, "expl"):
            for noun in scene.kids(verb, "attr", "dobj"):
                if scene.forms(noun, "det", "neg") & {"no", "any"} or scene.kids(verb, "neg"):
                    yield from self.made(verb, side, "refuse", noun_phrase(scene, noun))

    def of_wishing(self, verb: int) -> Iterator[Bid]:
        """Yield what "is the wish of X", "is all that X asks", and what "must be free to come"."""
        scene, speaker = self.scene, self.speaker(verb)
        for noun in scene.kids(verb, "attr"):
            lemma = scene.token(noun).lemma
            if lemma not in _LIST["aims"] | _LIST["views"]:
                continue
            holders = [*scene.kids(noun, "poss"), *scene.phrases(noun, "of")]
            holder = next((s for n in holders if (s := self.whose(n))), None)
            for act in [*scene.kids(verb, "ccomp"), *scene.kids(noun, "acl", "ccomp")]:
                due = lemma in _LIST["aims"] or self.modal(act) == "must"
                due = due or scene.token(act).lemma == "ought"
                if holder and due and scene.has_subject(act):
                    yield from self.made(verb, holder, "want", clause(scene, act), of=act)
        for every in scene.kids(verb, "nsubj"):
            wishes = scene.kids(every, "relcl") if scene.token(every).lower == "all" else []
            for wish in wishes:
                asks = scene.token(wish).lemma in _VERBS["want"] | _VERBS["demand"]
                holder = self.holder(wish) if asks else None
                if holder and scene.kids(verb, "attr"):
                    yield from self.made(verb, holder, "want", predicate(scene, verb))
        if speaker and self.modal(verb) == "must" and not self.negative(verb):
            nouns = scene.kids(verb, "nsubj")
            told = bool(scene.kids(verb, "acomp", "attr")) and self.hangs(verb) != "if"
            if (
                told
                and nouns
                and scene.token(nouns[0]).lower not in {"it", "that", "this", "there"}
            ):
                own = self.holder(verb) == speaker
                whole = verb_phrase(scene, verb) if own else clause(scene, verb)
                yield from self.made(verb, speaker, "want", whole, of=None if own else verb)

    def resorts(self, verb: int) -> bool:
        """Tell whether somebody goes to where things are decided: "to court", "on strike"."""
        nouns = self.scene.phrases(verb, "to", "on", "before")
        return any(self.scene.token(n).lemma in _LIST["resorts"] for n in nouns)

    def of_having_to(self, verb: int) -> Iterator[Bid]:
        """Yield what a speaker says others have got to do, or has got to be done."""
        scene, speaker, holder = self.scene, self.speaker(verb), self.holder(verb)
        owed = scene.token(verb).lemma in {"have", "need"} or "have" in scene.lemmas(verb, "aux")
        if not owed or speaker is None or holder == speaker or self.negative(verb):
            return
        if scene.kids(verb, "dobj", "advmod") and scene.token(verb).tag == "VBD":
            return  # "it had nowhere to go" is a tale
        if not scene.has_subject(verb) or any(map(self.relative, scene.subject(verb))):
            return
        for act in scene.kids(verb, "xcomp", "ccomp"):
            if "to" in scene.forms(act, "aux"):
                yield from self.made(verb, speaker, "want", clause(scene, verb))
                if holder:
                    yield from self.made(
                        verb, holder, "demand", verb_phrase(scene, act), by=speaker
                    )

    def of_leaning(self, verb: int) -> Iterator[Bid]:
        """Yield what a side is for, after, in favour of or against, and what is to be done."""
        scene, holder = self.scene, self.holder(verb)
        if not scene.kids(verb, "acomp", "attr"):
            for act in scene.kids(verb, "xcomp"):  # "workers are to be brought in"
                side = holder or self.speaker(verb)
                if side and self.none_of(act):
                    for noun in scene.kids(act, "attr"):
                        yield from self.made(verb, side, "want", noun_phrase(scene, noun))
                elif side and "to" in scene.forms(act, "aux") and not self.negative(verb):
                    yield from self.made(verb, side, "plan", verb_phrase(scene, act))
        cleft = scene.kids(verb, "attr") and "it" in scene.forms(verb, "nsubj")
        for p in scene.kids(verb, "prep") if holder and not cleft else ():
            favours = [n for n in scene.kids(p, "pobj") if scene.token(n).lemma in _FAVOUR]
            nouns = [n for f in favours for n in scene.phrases(f, "of")]
            lean = scene.token(p).lower
            nouns += scene.kids(p, "pobj") if lean in {"for", "after", "against"} else []
            for noun in nouns:
                no = self.negative(verb) != (lean == "against")
                told = noun_phrase(scene, noun)
                timed = scene.token(noun).lemma in _LIST["never_for"]
                if told.matters and not timed and scene.token(noun).ent not in {"DATE", "TIME"}:
                    yield from self.made(verb, holder or "", "refuse" if no else "want", told)

    def none_of(self, act: int) -> bool:
        """Tell whether there is to be none of something: "there is to be no pit"."""
        return self.scene.token(act).lemma == "be" and any(
            "no" in self.scene.forms(noun, "det") for noun in self.scene.kids(act, "attr")
        )

    def of_readiness(self, verb: int) -> Iterator[Bid]:
        """Yield what a side is ready to do, or is not."""
        scene = self.scene
        for ready in scene.kids(verb, "acomp", "oprd", "ccomp"):
            if scene.token(ready).lemma not in _LIST["ready"]:
                continue
            holder = self.holder(verb)
            no = self.negative(verb) or scene.token(ready).lemma in _LIST["unready"]
            for act in scene.kids(ready, "xcomp", "ccomp", "advcl"):
                if holder and "to" in scene.forms(act, "aux"):
                    kind: BidKind = "refuse" if no else "offer"
                    yield from self.made(verb, holder, kind, verb_phrase(scene, act))

    def complement(self, verb: int, act: int, kind: str) -> bool:
        """Tell whether a clause is what is wanted, and not what is said or when."""
        scene = self.scene
        if not scene.verb(act):
            return False
        infinitive = "to" in scene.forms(act, "aux")
        objects = scene.kids(verb, "dobj") if scene.token(verb).lemma in _TAKING else []
        if any(verb < n < act for n in objects):  # "accept a text to serve the many"
            return False
        if scene.token(act).head != verb:  # "committed to taking steps", or one joined to it
            return infinitive or scene.token(act).tag == "VBG"
        if scene.token(act).dep == "advcl":  # "offered on Monday to go", but not "paid to end it"
            bare = verb < act and not scene.objects(verb) and not scene.phrases(verb, *_GOALS)
            if not infinitive or not (bare or kind in {"demand", "want"}):
                return False
        return infinitive or self.bare(act) or scene.token(verb).lemma not in _LIST["telling"]

    def of_act(self, verb: int) -> Iterator[Bid]:
        """Yield what a side did, will do, might do, or is told to do."""
        scene, token = self.scene, self.scene.token(verb)
        if token.dep in {"xcomp", "pcomp", "acl", "amod"}:
            return
        speaker, modal = self.speaker(verb), self.modal(verb)
        if modal in {"shall", "perhaps"} and "have" in scene.forms(verb, "aux"):
            return  # "could have settled it" is past
        if modal == "must":
            yield from self.of_need(verb)
        side = self.holder(verb)
        objects = scene.objects(verb)
        if self.hangs(verb) == "if" and speaker and side is None:
            yield from self.of_term(verb, speaker)
            return
        told_of = scene.lemmas(verb, "nsubj") & _NO_AGENTS  # "the talks would cover aid"
        own = not told_of and token.dep not in {"relcl", "advcl"}
        if side is None and modal == "shall" and objects and own:
            side = speaker  # "the gunboat would escort the boats", "they will be tried, he said"
        around = [*objects, *scene.phrases(verb)]
        told = any(not self.relative(n) or scene.kids(n, "relcl") for n in around)
        names = [n for n in objects if scene.token(n).pos == "PROPN"]
        office = names or token.tag in {"VBZ", "VBP"}  # "who leads the strikers"
        told = told and not (office and token.lemma in _LIST["heading"])
        guessed = speaker is None and scene.forms(verb, "aux") & _LIST["unreal"]
        foretold = speaker is None and self.page.narrator.opinion and modal is not None
        if foretold or (guessed and not self.negative(verb) and not self.meant(verb)):
            return  # a reporter's own "would", a columnist's "will"
        says = token.lemma in _LIST["light"]
        told = told and not (
            says and any(scene.token(n).lemma in _LIST["sayings"] for n in objects)
        )
        kind = self.deed(verb, modal, own=speaker in {None, side}) if side and told else None
        phrase = self.meaning(verb, verb_phrase(scene, verb))
        if side and kind and len(phrase.terms) > 1:
            by = speaker if kind == "demand" and speaker != side else None
            yield from self.made(verb, side, kind, phrase, by=by)

    def meant(self, verb: int) -> bool:
        """Tell whether a reporter's "would" tells what a side means to do: "Chad would open it".

        What befalls a side, or hangs on an "if", is a forecast.
        """
        scene = self.scene
        if not scene.forms(verb, "aux") & _LIST["meaning"] or self.page.narrator.opinion:
            return False
        hung = any(self.hangs(c) for c in scene.kids(verb, "advcl"))
        named = any(scene.token(n).pos == "PROPN" for n in scene.kids(verb, "nsubj"))
        return named and not hung and scene.token(verb).lemma not in _LIST["befalling"]

    def of_term(self, verb: int, speaker: str) -> Iterator[Bid]:
        """Yield what a side makes its condition: "until they are freed", "if it is not"."""
        marks = self.scene.forms(verb, "mark", "advmod", "prep")
        wished = marks & {"until", "unless", "before", "once"} and not self.negative(verb)
        if wished or (marks & {"if"} and self.scene.kids(verb, "neg")):
            term = clause(self.scene, verb)
            if not wished:  # "if it is not restored" asks for it to be
                term = replace(term, text=_NOT.sub("", term.text))
            yield from self.made(verb, speaker, "want", term, of=verb)

    def of_ending(self, verb: int) -> Iterator[Bid]:
        """Yield what a side stopped doing ("stopped issuing licences")."""
        side = self.holder(verb)
        for act in self.scene.kids(verb, "xcomp") if side else ():
            phrase = verb_phrase(self.scene, act)
            doing = phrase.text.partition(" ")[2]
            words = f"{self.scene.token(verb).lemma} {self.scene.token(act).text} {doing}"
            if side and not self.negative(verb):
                yield from self.made(verb, side, "done", replace(phrase, text=words.strip()))

    def deed(self, verb: int, modal: str | None, *, own: bool) -> BidKind | None:
        """Return what kind of act a verb is; ``own`` where nobody else tells it of the side."""
        if self.negative(verb):
            return "refuse" if modal in {"shall", "perhaps"} or own else None
        if self.hangs(verb) == "if":
            return None if own else "demand"
        if modal:
            kinds: dict[str, BidKind] = {"must": "demand", "perhaps": "possible", "shall": "plan"}
            return kinds[modal]
        said, tag = self.voice(verb), self.scene.token(verb).tag
        if said and said.kind == "direct" and tag == "VBD":
            return None  # a story that is told, and no act that is open
        if tag == "VBG" and own and "have" in self.scene.lemmas(verb, "aux"):
            return "done"  # "has been enriching uranium"
        if tag == "VBG" and own and not modal:
            now = (
                self.scene.lemmas(verb, "aux") & {"be"} and not self.scene.forms(verb, "aux") & _WAS
            )
            return "plan" if now else None  # what somebody was doing is the scene of something else
        if self.scene.forms(verb, "mark") & {"since", "as"} and tag in {"VBD", "VBN"}:
            return None  # what was before, by which the page tells when or how
        return "done" if own and tag in {"VBD", "VBN", "VBZ", "VBP"} else None

    def of_need(self, verb: int) -> Iterator[Bid]:
        """Yield what a speaker says must be."""
        speaker = self.speaker(verb)
        nouns = self.scene.kids(verb, "nsubj", "nsubjpass")
        whole = [n for n in nouns if self.scene.token(n).lower != "it"]
        nobody = any(self.scene.token(n).lower in {"nobody", "none"} for n in nouns)
        if any(map(self.relative, whole)) or (self.negative(verb) and not nobody):
            return
        if self.scene.kids(verb, "csubj"):  # "whoever did it must answer for it"
            return
        if speaker and self.holder(verb) != speaker:
            yield from self.made(verb, speaker, "want", clause(self.scene, verb), of=verb)

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
            asks=self.asks(of) if kind == "want" and of is not None else None,
            agreed=agreed,
            untold=own,
            modal=self.modal(verb),
            said=isinstance(claim, Statement),
        )

    def asks(self, head: int) -> Phrase | None:
        """Return what somebody would have to do for what is wanted, where it is an act."""
        scene = self.scene
        if scene.verb(head):
            nouns = scene.kids(head, "nsubj", "nsubjpass")
            if any(map(self.whose, nouns)) or scene.phrases(head, "by"):
                return None
            undergone = scene.passive(head) or (scene.token(head).tag == "VBN" and nouns)
            return enacted(scene, head) if undergone or not nouns else None
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
        if kin(scene.token(head).lemma) == "money":
            return replace(told, text=f"pay {told.text}", head="pay", terms=told.terms | {"pay"})
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
            found: Event | Statement = self.page.act(word, doer, _standing(self.scene, word))
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


def _standing(scene: Scene, word: int) -> Modality:
    """Return how a clause means what it says: as what might be, or as what is."""
    helped = scene.forms(word, "aux", "auxpass")
    might = scene.token(word).tag == "VB" or helped & _LIST["shall"] | helped & _LIST["perhaps"]
    bare = scene.token(word).tag == "VBG" and not helped  # "grinding at the depot to stop at ten"
    acts = scene.kids(word, "xcomp", *(("acl", "advcl") if bare else ()))
    due = any("to" in scene.forms(act, "aux") for act in acts)
    return "hypothetical" if might or due or "should" in helped else "asserted"


_NO_AGENTS = _LIST["no_agents"] | {"it", "this", "that"}
_TAKING = frozenset({"accept", "approve", "adopt", "endorse"})
_WHICH = frozenset({"which", "who", "whom"})
_WAS = frozenset({"was", "were"})
_FAVOUR = frozenset({"favour", "favor", "support"})
_GOALS = ("to", "for", "with", "by")
"""What stands between such a verb and an infinitive that only says what for."""
_FOLLOWING = {
    "want": ("for", "to"),
    "demand": ("on", "for"),
    "refuse": ("down", "out", "to", "against"),
    "accept": ("to", "with", "of", "by"),
    "hold": ("by", "to", "on"),
    "offer": (),
}
