"""What each side is read as wanting, refusing, offering, threatening and doing, clause by clause.

A :class:`Bid` is one clause of a source with whose it is and the claim that it rests on. Nothing is
a bid that rests on no claim of the dossier; what a claim says was rejected is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.evidence.claims import Claim, Dossier, Event, Statement, waits
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.belonging import Belonging
from goodoffices.folder.proposals.nominals import nominals
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.folder.proposals.phrases import (
    Phrase,
    clause,
    joined,
    lasting,
    matters,
    noun_phrase,
    predicate,
    verb_phrase,
)
from goodoffices.read.words import table

BidKind = Literal[
    "want", "refuse", "accept", "offer", "threat", "demand", "plan", "possible", "done", "say"
]

BEFORE = 6
"""In how many sentences, its own first, the matter of a mere number is looked for."""
LOOK_BACK = 40
"""How many words before "they" the fighters may be named that it means."""
_WE = frozenset({"we", "us", "i", "me", "ourselves"})
_OUR = frozenset({"our", "my"})
_THEY = frozenset({"they", "them", "he", "him", "she", "her"})
_NOT = frozenset({"never", "nor", "neither", "hardly"})
_NEGATIVE = frozenset({"nobody", "none", "neither", "nothing", "no"})
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
_THEM = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_STANCES = frozenset(lemma for lemmas in _VERBS.values() for lemma in lemmas)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """One clause: whose it is (``party``, an actor's id), what it does, its words, its claim.

    ``by`` is who demands, where another does; ``conditional`` where it hangs on an "if". ``near``
    are matters named close by, the nearest first, where the words themselves name none ("forty").
    ``agreed`` where the claim was read from the same verb or noun with the same side, as a fact.
    """

    party: str
    kind: BidKind
    phrase: Phrase
    claim: str
    source: str
    by: str | None = None
    conditional: bool = False
    near: tuple[str, ...] = ()
    agreed: bool = False


def bids(pages: Iterable[ParsedPage], dossier: Dossier, belonging: Belonging) -> Iterator[Bid]:
    """Yield the bids of every page, in the order of the text.

    ``belonging`` tells whose side an actor is on, and whose a statement is.
    """
    for page in pages:
        yield from PageClauses(page, dossier, belonging).bids()


class PageClauses:
    """One page on its way to its bids."""

    def __init__(self, page: ParsedPage, dossier: Dossier, belonging: Belonging) -> None:
        self.page, self.source, self.scene = page, page.source, page.scene
        self.principal, self.speaks = belonging.principal, belonging.speaker
        self.belonging = belonging
        self.statements, self.events = page.statements, page.events
        self.named = {
            place: a.id
            for a in dossier.actors
            for s in a.spans
            if s.source == self.source and a.status != "rejected"
            for place in range(s.start, s.end)
        }

    def bids(self) -> Iterator[Bid]:
        """Yield the bids of the page; at the end what a side says without one, by its clauses."""
        heard: set[tuple[str, int]] = set()
        for token in self.scene.parse.tokens:
            if token.pos in {"VERB", "AUX"}:
                for bid in self.of_verb(token.i):
                    heard.add((bid.claim, token.sentence))
                    yield bid
        yield from self.nominal()
        for token in self.scene.parse.tokens:
            said = self.voice(token.i) if token.pos in {"VERB", "AUX"} else None
            side = self.speaks(said) if said and (said.id, token.sentence) not in heard else None
            past = token.tag == "VBD" and said is not None and said.kind == "direct"
            stands = token.dep in {"ROOT", "conj", "ccomp"} and not past
            stands = stands and not (token.dep == "ccomp" and self.counts(token.head))
            if side and stands and not self.supposed(token.i):
                yield from self.made(token.i, side, "say", clause(self.scene, token.i))

    def nominal(self) -> Iterator[Bid]:
        """Yield what stands in nouns: "its demand for", "a blockade" that a side announces."""
        for one in nominals(self.scene):
            side = next((s for n in one.holders if (s := self.owner(n))), None)
            if side and len(one.phrase.terms) > (one.kind == "plan"):
                yield from self.made(one.noun, side, _NOMINAL[one.kind], one.phrase)

    def owner(self, noun: int) -> str | None:
        """Return the side that a noun, or "our", says something is of."""
        return self.speaker(noun) if self.scene.token(noun).lower in _OUR else self.whose(noun)

    # whose a verb is

    def voice(self, at: int) -> Statement | None:
        """Return the statement whose content holds a token."""
        start = self.page.place(at)
        inside = [s for s in self.statements if any(x.start <= start < x.end for x in s.spans)]
        return min(inside, key=lambda s: sum(x.end - x.start for x in s.spans), default=None)

    def whose(self, noun: int) -> str | None:
        """Return the side that a noun names, or speaks as."""
        if self.scene.token(noun).lower in _WE:
            return self.speaker(noun)
        ids = [self.known(noun, actor) for actor in self.scene.ids(noun)]
        sides = [side for side in map(self.principal, ids) if side]
        token = self.scene.token(noun)
        if token.lower in _THEY or token.lower == "it":
            said = self.voice(noun)
            own = self.speaks(said) if said else None
            if said and said.kind == "direct":  # nobody speaks of its own side as "they"
                sides = [side for side in sides if side != own]
            elif said and said.speaker_name.casefold() == token.lower and not sides:
                return own  # "what he wanted, he said, was a chair"
        if not sides and token.lower in {"they", "them"}:
            noun = self.fighters(noun)
        if not sides and token.lower == "it" and token.dep == "nsubj":
            sides = [side for side in (self.told_before(noun),) if side]
        return sides[0] if sides else self.speaking(noun) or self.follows(noun)

    def told_before(self, pronoun: int) -> str | None:
        """Return the side that the sentence before is about, which "it" may stand for."""
        at = self.scene.token(pronoun).sentence
        if not at or self.scene.token(pronoun).lower != "it":
            return None
        before = self.scene.parse.sentences[at - 1]
        for i in range(before.first, before.last):
            if self.scene.token(i).dep == "nsubj" and self.scene.token(i).lower != "it":
                return self.whose(i)
        return None

    def fighters(self, pronoun: int) -> int:
        """Return the noun of fighters that "they" may stand for, near before it, else itself."""
        for i in range(pronoun - 1, max(pronoun - LOOK_BACK, -1), -1):
            if self.follows(i):
                return i
        return pronoun

    def follows(self, noun: int) -> str | None:
        """Return the group whose fighters a noun means."""
        lemma = self.scene.token(noun).lemma
        armed = "armed " if "armed" in self.scene.forms(noun, "amod") else ""
        return self.belonging.follows(f"{armed}{lemma}")

    def speaker(self, at: int) -> str | None:
        """Return the side in whose statement a token stands."""
        said = self.voice(at)
        return self.speaks(said) if said else None

    def known(self, noun: int, actor: str) -> str:
        """Return the actor as the dossier has it: people may have merged two."""
        return self.named.get(self.page.place(noun), actor)

    def speaking(self, noun: int) -> str | None:
        """Return whose side a speaker is on whose words name nobody ("her government sought")."""
        start = self.page.place(noun)
        for s in self.statements:
            if s.speaker_span and s.speaker_span.start <= start < s.speaker_span.end:
                return self.speaks(s)
        return None

    def claim(self, verb: int) -> Claim | None:
        """Return the claim that a clause rests on: what holds it, else what is told beside it."""
        at, said = self.page.place(verb), self.voice(verb)
        if said:
            return said
        for s in self.statements:
            if s.cue_span and _over(s.cue_span, at):
                return s
        holding = [e for e in self.events if any(_over(x, at) for x in e.spans)]
        beside = self.page.beside(verb)
        if holding:
            nearest = min(holding, key=lambda e: (waits(e), abs(e.trigger.start - at)))
            return beside if waits(nearest) and beside and not waits(beside) else nearest
        return beside

    # what a verb makes of its complement

    def of_verb(self, verb: int) -> Iterator[Bid]:
        """Yield the bids that a verb makes: by what it means, else as an act."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        if self.supposed(verb):
            return
        if lemma == "be":
            yield from self.of_being(verb)
            return
        if lemma in _LIST["ends"]:
            yield from self.of_ending(verb)
        if self.proviso(verb) and (speaker := self.speaker(verb)):
            yield from self.made(verb, speaker, "want", clause(scene, verb))
            return
        if lemma == "ought" and (speaker := self.speaker(verb)) and not self.negative(verb):
            yield from self.made(verb, speaker, "want", clause(scene, verb))
            return
        kind = next((k for k, lemmas in _VERBS.items() if lemma in lemmas), None)
        if lemma in {"like", "love"} and self.modal(verb) == "shall":  # "would like it to be"
            kind = "want"
        if (
            lemma in _PARTICLES
            and not scene.forms(verb, "prt", "advmod", "prep") & _PARTICLES[lemma]
        ):
            kind = None  # "would turn to the Court" turns nothing down
        if kind and (holder := self.holder(verb)):
            found = list(self.of_stance(verb, kind, holder))
            yield from found
            if found or kind in {"want", "demand", "accept"}:
                return
        if lemma not in _LIST["no_acts"] or (lemma in _LIST["light"] and scene.objects(verb)):
            yield from self.of_act(verb)
        elif self.modal(verb) == "must":
            yield from self.of_need(verb)

    def holder(self, verb: int) -> str | None:
        """Return the side whose verb it is."""
        for noun in self.scene.subject(verb):
            if side := self.whose(noun):
                return side
        return None

    def of_stance(self, verb: int, kind: str, holder: str) -> Iterator[Bid]:
        """Yield what a side wants, demands, refuses, accepts or offers by a verb that says so."""
        scene = self.scene
        negative, taken = self.negative(verb), set[int]()
        for act in scene.kids(verb, "xcomp", "ccomp", "advcl", "pcomp"):
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
                yield from self.made(verb, holder, "want", whole)
                if other and other != holder:
                    yield from self.made(verb, other, "demand", verb_phrase(scene, act), by=holder)
            elif kind == "want":  # "does not want to see them on new land"
                unwanted = verb_phrase(scene, act)
                text = f"not to {unwanted.text}"
                if not own and unwanted.matters:
                    yield from self.made(verb, holder, "want", replace(unwanted, text=text))
            elif not own or kind == "accept":
                yield from self.of_word(verb, act, kind, holder, other, negative=negative)
        told = (_DENIED if negative else _TOLD).get(kind)
        if told is not None:
            for noun in (n for n in self.things(verb, kind) if n not in taken):
                yield from self.made(verb, holder, told, lasting(scene, verb, noun))

    def of_word(
        self, verb: int, act: int, kind: str, holder: str, other: str | None, *, negative: bool
    ) -> Iterator[Bid]:
        """Yield what a side gives its word to do, or that it will not do."""
        if kind in _PROMISES and other in {holder, None}:
            yield from self.made(verb, holder, _PROMISES[kind], verb_phrase(self.scene, act))
        elif kind == "refuse":
            kept: BidKind = "possible" if negative else "refuse"  # "does not rule out closing"
            yield from self.made(verb, holder, kept, verb_phrase(self.scene, act))
        elif kind == "accept" and self.scene.token(verb).lemma in _LIST["granting"]:
            yield from self.of_grant(verb, act, holder, negative=negative)

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
        objects = [n for n in scene.objects(verb) if not self.whose(n)]
        if lemma in _LIST["telling"]:  # "asked them for money", "told them so"
            objects, following = [], ("for",)
        elif kind == "hold":  # "holds to a line", not a hostage
            objects = []
        elif lemma == "prefer" or (kind in {"demand", "want"} and objects):
            following = ()  # "demand a fee for every cubic metre", "prefers one to another"
        objects += [n for n in scene.kids(verb, "conj") if scene.token(n).pos == "NOUN" and objects]
        nouns = [*objects, *(scene.phrases(verb, *following) if following else ())]
        if kind == "refuse":  # a charge that is rejected is no offer
            nouns = [n for n in nouns if scene.token(n).lemma not in _LIST["charges"]]
        days = {"DATE", "TIME"}
        return [n for n in nouns if scene.token(n).ent not in days and not self.relative(n)][:2]

    def of_being(self, verb: int) -> Iterator[Bid]:
        """Yield what there will not be ("there will be no licences"), what "is what X wants"."""
        scene, side = self.scene, self.speaker(verb)
        for wish in scene.kids(verb, "csubj", "ccomp"):
            holder = self.holder(wish) if scene.token(wish).lemma in _VERBS["want"] else None
            told = scene.kids(verb, "attr", "acomp")
            if holder and told and not any(map(self.relative, told)):
                yield from self.made(verb, holder, "want", predicate(scene, verb))
        yield from self.of_readiness(verb)
        yield from self.of_leaning(verb)
        if side and scene.kids(verb, "expl"):
            for noun in scene.kids(verb, "attr", "dobj"):
                if scene.forms(noun, "det", "neg") & {"no", "any"} or scene.kids(verb, "neg"):
                    yield from self.made(verb, side, "refuse", noun_phrase(scene, noun))

    def of_leaning(self, verb: int) -> Iterator[Bid]:
        """Yield what a side is for, after, in favour of or against, and what is to be done."""
        scene, holder = self.scene, self.holder(verb)
        if not scene.kids(verb, "acomp", "attr"):
            for act in scene.kids(verb, "xcomp"):  # "workers are to be brought in"
                side = holder or self.speaker(verb)
                if side and "to" in scene.forms(act, "aux") and not self.negative(verb):
                    yield from self.made(verb, side, "plan", verb_phrase(scene, act))
        for p in scene.kids(verb, "prep") if holder else ():
            favours = [n for n in scene.kids(p, "pobj") if scene.token(n).lemma in _FAVOUR]
            nouns = [n for f in favours for n in scene.phrases(f, "of")]
            lean = scene.token(p).lower
            nouns += scene.kids(p, "pobj") if lean in {"for", "after", "against"} else []
            for noun in nouns:
                no = self.negative(verb) != (lean == "against")
                told = noun_phrase(scene, noun)
                if told.matters and scene.token(noun).ent not in {"DATE", "TIME"}:
                    yield from self.made(verb, holder or "", "refuse" if no else "want", told)

    def of_readiness(self, verb: int) -> Iterator[Bid]:
        """Yield what a side is ready to do, or is not."""
        scene = self.scene
        for ready in scene.kids(verb, "acomp"):
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
        if scene.token(act).dep == "advcl":  # "offered on Monday to go", but not "paid to end it"
            bare = verb < act and not scene.objects(verb) and not scene.phrases(verb, *_GOALS)
            if not infinitive or not (bare or kind in {"demand", "want"}):
                return False
        return infinitive or scene.token(verb).lemma not in _LIST["telling"]

    def supposed(self, verb: int) -> bool:
        """Tell whether a verb is only supposed, or said not to be: below an "if", or denied.

        So is what is asked, and what the page's own writer guesses or takes back.
        """
        scene, narrator = self.scene, self.page.narrator
        said = self.voice(verb)
        unsaid = said is None or self.speaks(said) is None
        if narrator.asks(verb) or (unsaid and narrator.guesses(verb)):
            return True
        if said and said.cue.casefold() in _LIST["denials"]:
            return True
        if self.hangs(verb) == "if" and scene.token(verb).lemma in _STANCES:
            return True
        above = [head for _child, head in scene.above(verb)]  # "I suspect that it will accept"
        guessed = any(
            scene.token(i).lemma in _LIST["guesses"] and "i" in scene.forms(i, "nsubj")
            for i in above
        )
        return guessed and self.speaker(verb) is None

    def relative(self, noun: int) -> bool:
        """Tell whether a noun is a pronoun that stands for one elsewhere."""
        return self.scene.token(noun).lower in {
            "which",
            "that",
            "who",
            "whom",
            "what",
            "whoever",
            "whatever",
            "anyone",
            "it",
            "this",
        }

    def of_act(self, verb: int) -> Iterator[Bid]:
        """Yield what a side did, will do, might do, or is told to do."""
        scene, token = self.scene, self.scene.token(verb)
        if token.dep in {"xcomp", "pcomp", "acl", "amod"}:
            return
        speaker, modal = self.speaker(verb), self.modal(verb)
        if modal == "must":
            yield from self.of_need(verb)
        side = self.holder(verb)
        objects = scene.objects(verb)
        if self.hangs(verb) == "if" and speaker and side is None:
            yield from self.of_term(verb, speaker)
            return
        if side is None and modal == "shall" and objects:
            side = speaker  # "the gunboat would escort the boats", "they will be tried, he said"
        around = [*objects, *scene.phrases(verb)]
        told = around and not any(map(self.relative, around))
        guessed = speaker is None and scene.forms(verb, "aux") & _LIST["unreal"]
        foretold = speaker is None and self.page.narrator.opinion and modal is not None
        if foretold or (guessed and not self.negative(verb)):
            return  # a reporter's own "would", a columnist's "will"
        kind = self.deed(verb, modal, own=speaker in {None, side}) if side and told else None
        phrase = self.meaning(verb, verb_phrase(scene, verb))
        if side and kind and len(phrase.terms) > 1:
            by = speaker if kind == "demand" and speaker != side else None
            yield from self.made(verb, side, kind, phrase, by=by)

    def proviso(self, verb: int) -> bool:
        """Tell whether a clause is on what a side makes its word depend ("provided that …")."""
        scene = self.scene
        if self.negative(verb) or not scene.has_subject(verb):
            return False
        above = scene.token(scene.token(verb).head)
        if above.lower in {"provided", "providing"}:
            return scene.token(verb).dep in {"pcomp", "ccomp", "advcl"}
        long = above.lower == "long" and "as" in scene.forms(verb, "mark")
        return long or (above.lemma == "condition" and scene.token(verb).dep in {"acl", "ccomp"})

    def of_term(self, verb: int, speaker: str) -> Iterator[Bid]:
        """Yield what a side makes its condition: "until they are freed", "if it is not"."""
        marks = self.scene.forms(verb, "mark", "advmod", "prep")
        wished = marks & {"until", "unless", "before", "once"} and not self.negative(verb)
        if wished or (marks & {"if"} and self.scene.kids(verb, "neg")):
            yield from self.made(verb, speaker, "want", clause(self.scene, verb))

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
        return "done" if own and tag in {"VBD", "VBN", "VBZ", "VBP"} else None

    def of_need(self, verb: int) -> Iterator[Bid]:
        """Yield what a speaker says must be."""
        speaker = self.speaker(verb)
        nouns = self.scene.kids(verb, "nsubj", "nsubjpass")
        if any(map(self.relative, nouns)) or self.negative(verb):
            return
        if self.scene.kids(verb, "csubj"):  # "whoever did it must answer for it"
            return
        if speaker and self.holder(verb) != speaker:
            yield from self.made(verb, speaker, "want", clause(self.scene, verb))

    def modal(self, verb: int) -> str | None:
        """Return the kind of the auxiliary that stands before a verb."""
        forms = self.scene.forms(verb, "aux") | self.scene.lemmas(verb, "aux")
        for name in ("must", "perhaps", "shall"):
            if forms & _LIST[name] - {"have", "need"}:
                return name
        return None

    def negative(self, verb: int) -> bool:
        """Tell whether a verb is denied."""
        scene = self.scene
        if scene.kids(verb, "neg") or scene.forms(verb, "advmod", "cc", "preconj") & _NOT:
            return True
        subjects = scene.kids(verb, "nsubj", "nsubjpass", "dobj")
        return any(
            scene.token(n).lower in _NEGATIVE or scene.forms(n, "det") & {"no", "neither"}
            for n in subjects
        )

    def hangs(self, verb: int) -> str | None:
        """Tell whether a clause is a condition itself."""
        marks = self.scene.forms(verb, "mark", "advmod")
        return "if" if marks & {"if", "unless", "until", "once", "when", "provided"} else None

    def made(
        self, verb: int, party: str, kind: BidKind, phrase: Phrase, by: str | None = None
    ) -> Iterator[Bid]:
        """Yield a bid where there is something in it, and a claim that it rests on."""
        claim = self.claim(verb)
        phrase = self.meaning(verb, phrase)
        if claim is None or not phrase.terms:
            return
        if isinstance(claim, Event) and claim.modality == "negated":
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
            near=() if phrase.matters else self.near(verb),
            agreed=self.agrees(verb, party, claim),
        )

    def agrees(self, word: int, party: str, claim: Claim) -> bool:
        """Tell whether an event was read from the same word, as a fact, with the same side.

        What "had" been done before is told as a story, and is left to people.
        """
        if not isinstance(claim, Event) or claim.modality not in {"asserted", "future"}:
            return False
        start, forms = self.page.place(word), self.scene.forms(word, "aux")
        same = claim.trigger.start <= start < claim.trigger.end
        return same and "had" not in forms and party in self.belonging.principals(claim.actors)

    def counts(self, verb: int) -> bool:
        """Tell whether a verb says what a mere number is ("three hundred is what we can carry")."""
        nouns = self.scene.kids(verb, "nsubj") if self.scene.token(verb).lemma == "be" else []
        return bool(nouns) and all(self.scene.token(n).tag == "CD" for n in nouns)

    def meaning(self, verb: int, phrase: Phrase) -> Phrase:
        """Return a phrase with what its "they" stands for; of a mere number, without its matters.

        "They" is taken for what the sentence before is done to, where that is of many. What "three
        hundred is" says of schools, it says of what the number counts.
        """
        scene = self.scene
        if self.counts(verb):
            return replace(phrase, matters=frozenset())
        at = scene.token(verb).sentence
        told = _THEM.search(phrase.text)
        if not told or not at:
            return phrase
        before = scene.parse.sentences[at - 1]
        meant = [
            i
            for i in range(before.first, before.last)
            if scene.token(i).dep in {"dobj", "nsubjpass"} and scene.token(i).tag == "NNS"
            if not self.whose(i)
        ]
        if len(meant) != 1:
            them = told.start() and told[0] == "They"  # "try They in Osh"
            return replace(phrase, text=_THEM.sub("them", phrase.text)) if them else phrase
        noun = noun_phrase(scene, meant[0])
        return replace(
            phrase,
            text=_THEM.sub(lambda _m: noun.text, phrase.text, count=1),
            terms=phrase.terms | noun.terms,
            matters=phrase.matters | noun.matters,
        )

    def near(self, verb: int) -> tuple[str, ...]:
        """Return the matters of a verb's sentence, of those before it and of the headline."""
        sentences, at = self.scene.parse.sentences, self.scene.token(verb).sentence
        told: dict[str, None] = {}
        for one in (*range(at, max(at - BEFORE, -1), -1), 0):
            first, last = sentences[one].first, sentences[one].last
            words = matters(self.scene, range(first, last))
            told.update(dict.fromkeys(sorted(words)))
        return tuple(told)


_FAVOUR = frozenset({"favour", "favor", "support"})
_GOALS = ("to", "for", "with", "by")
"""What stands between such a verb and an infinitive that only says what for."""
_FOLLOWING = {
    "want": ("for", "to"),
    "demand": ("on", "for"),
    "refuse": ("down", "out", "to", "against"),
    "accept": ("to", "with", "of"),
    "hold": ("by", "to", "on"),
    "offer": (),
}


def _over(span: Span, at: int) -> bool:
    """Tell whether a span holds a place."""
    return span.start <= at < span.end
