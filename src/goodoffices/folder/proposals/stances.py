"""What a side wants, demands, refuses, accepts or offers by a verb that says so.

"Wants the toll off its lorries", "agreed to move the post", "does not rule out closing it": the
verb and its complement say what, the words beside them whether.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.folder.proposals.grounds import Bid, PageGrounds
from goodoffices.folder.proposals.nominals import ASKED
from goodoffices.folder.proposals.phrases import (
    Phrase,
    clause,
    enacted,
    joined,
    lasting,
    noun_phrase,
    plain,
    promised,
    unit,
    verb_phrase,
)
from goodoffices.folder.proposals.voices import BidKind
from goodoffices.read.said.complements import holds_on
from goodoffices.read.words import lists, table, words

_VERBS = lists("bargaining.yaml", "verbs")
_LIST = lists("bargaining.yaml")
_PROMISES: dict[str, BidKind] = {"offer": "offer", "threaten": "threat", "plan": "plan"}
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
_FOLK = words("party people", "weak party people")
_TAKING = frozenset({"accept", "approve", "adopt", "endorse"})
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


_PEOPLE = words("human nouns", "party people", "party bodies", "government nouns", "body nouns")
_PEOPLE |= words("people who are sent")


class PageStances(PageGrounds):
    """One page, and what its verbs of stance make of their complements."""

    def stance(self, verb: int) -> str | None:
        """Return what stance a verb is, with the words beside it; None where it is none."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        kind = next((k for k, lemmas in _VERBS.items() if lemma in lemmas), None)
        if any(scene.token(n).lemma in _LIST["occasions"] for n in scene.kids(verb, "nsubj")):
            return None  # "the visit aims to clear the air"
        asked = {*scene.kids(verb, "dobj"), *scene.phrases(verb, "for")}
        if any(scene.token(n).lemma in _LIST["of_the_press"] for n in asked):
            return None  # "requested anonymity to discuss the talks"
        if lemma in {"like", "love"} and self.modal(verb) == "shall":  # "would like it to be"
            return "want"
        if kind == "hold" and (holds_on(scene, verb) or scene.kids(verb, "dobj")):
            return None  # "kept its bus on the bank" holds to nothing
        beside = scene.forms(verb, "prt", "advmod", "prep")
        if lemma in _PARTICLES and not beside & _PARTICLES[lemma]:
            return None  # "would turn to the Court" turns nothing down
        if lemma in _LIST["dismissing"] and any(map(self.people, scene.objects(verb))):
            return None  # "dismissed 46 lashers" is done to them
        gone = lemma == "go" and self.resorts(verb)  # "went on strike to demand a raise"
        return None if gone or (kind == "demand" and self.sent(verb)) else kind

    def resorts(self, verb: int) -> bool:
        """Tell whether somebody goes to where things are decided: "to court", "on strike"."""
        nouns = self.scene.phrases(verb, "to", "on", "before")
        return any(self.scene.token(n).lemma in _LIST["resorts"] for n in nouns)

    def sent(self, verb: int) -> bool:
        """Tell whether a verb of calling moves somebody: "called its engineers home"."""
        scene = self.scene
        whither = scene.forms(verb, "advmod", "prt", "oprd") & _LIST["whither"]
        last = {scene.token(n).lower for n in scene.objects(verb) if scene.kids(n, "compound")}
        whither |= last & _LIST["whither"]  # "called its envoy home", read as one noun
        moves = scene.token(verb).lemma in _LIST["sending"]
        return moves and bool(whither) and bool(scene.objects(verb) or scene.phrases(verb))

    def people(self, noun: int) -> bool:
        """Tell whether a noun counts people, or things as people are counted: "46 lashers"."""
        return self.scene.token(noun).tag == "NNS" and bool(self.scene.kids(noun, "nummod"))

    def folk(self, noun: int) -> bool:
        """Tell whether a noun is of people, to whom something is given."""
        token = self.scene.token(noun)
        return token.pos == "NOUN" and token.lemma in _FOLK

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
        needed = scene.token(verb).lemma == "need" and self.speaker(verb) not in {None, holder}
        for act in self.complements(verb, kind):
            if not self.complement(verb, act, kind) or needed:
                continue  # "the district needs to think again" is what somebody else wants
            own = scene.kids(act, "nsubj", "nsubjpass")
            other = self.side_of(own or scene.subject(act))
            undergone = bool(own) and (scene.passive(act) or scene.token(act).tag == "VBN")
            other = None if undergone and self.owners(own[0]) else other  # "his post be shut"
            if kind in {"want", "demand"} and not negative:
                wanted = [] if own or other not in {None, holder} else self.things(verb, kind)
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
                yield from self.of_proposed(verb, act, holder)
            elif not own or kind == "accept" or (kind == "refuse" and negative and other == holder):
                yield from self.of_word(verb, act, kind, holder, other, negative=negative)
        if (told := self.made_of(verb, kind, negative=negative)) is not None:
            for noun in (n for n in self.things(verb, kind) if n not in taken):
                asked = kind in {"want", "demand"}
                phrase = self.wished(verb, noun, wanted=asked)
                yield from self.made(verb, holder, told, phrase, of=noun)

    def made_of(self, verb: int, kind: str, *, negative: bool) -> BidKind | None:
        """Return what a stance makes of a thing; "has not ruled out" leaves it open."""
        if negative and self.scene.token(verb).lemma == "rule":
            return "possible"
        return (_DENIED if negative else _TOLD).get(kind)

    def complements(self, verb: int, kind: str) -> list[int]:
        """Return what may stand as a verb's complement, with what is listed beside it."""
        scene = self.scene
        first = [*scene.kids(verb, "xcomp", "ccomp", "advcl", "pcomp"), *self.doing(verb, kind)]
        if not scene.infinitive(verb):  # "urges them, and X above all, to stay away"
            first += [c for c in scene.kids(verb, "conj") if scene.infinitive(c)]
        return [*first, *(more for one in first for more in self.listed(one))]

    def of_proposed(self, verb: int, act: int, holder: str) -> Iterator[Bid]:
        """Yield what is proposed to be: it is wanted, and where it is an act, offered as well."""
        scene = self.scene
        yield from self.made(verb, holder, "want", clause(scene, act), of=act)
        if scene.passive(act) and not scene.phrases(act, "by"):
            yield from self.made(verb, holder, "offer", enacted(scene, act))

    def listed(self, act: int) -> Iterator[int]:
        """Yield the clauses joined to one that says what should be: "that it be read, that …".

        So are the infinitives joined to one: "to shut the port and scale back the fleet".
        """
        to = self.scene.infinitive(act)
        for one in self.scene.kids(act, "conj"):
            alike = to and self.scene.token(one).tag == "VB" and not self.scene.has_subject(one)
            if alike or (self.bare(one) and self.scene.kids(one, "nsubj", "nsubjpass")):
                yield one
                yield from self.listed(one)

    def of_nobodys(self, verb: int) -> Iterator[Bid]:
        """Yield what is demanded, or not ruled out, in a passive that names nobody who does it.

        It is its speaker's, or the side's whose letter it stands in; whoever "is told to do
        something" is asked for it.
        """
        scene, negative, kind = self.scene, self.negative(verb), self.stance(verb)
        if kind is None or not scene.passive(verb):
            return
        papers = (o for n in scene.phrases(verb, "in", "by") for o in (n, *scene.kids(n, "poss")))
        side = self.speaker(verb) or self.side_of(papers)
        things = scene.kids(verb, "nsubjpass")
        if kind == "refuse" and negative and side:
            for noun in things:
                yield from self.made(verb, side, "possible", noun_phrase(scene, noun))
            for act in scene.kids(verb, "csubjpass", "csubj"):
                yield from self.made(verb, side, "possible", verb_phrase(scene, act))
        elif scene.token(verb).lemma in _LIST["demanded"] and not negative and side:
            for noun in things:
                if not self.named_by(noun):
                    yield from self.made(verb, side, "want", noun_phrase(scene, noun), of=noun)
        told = self.side_of(things)
        for act in scene.kids(verb, "xcomp") if told and told != side and not negative else ():
            if kind == "demand" and scene.infinitive(act):
                asked = verb_phrase(scene, act)
                if side:
                    yield from self.made(verb, side, "want", asked)
                yield from self.made(verb, told or "", "demand", asked, by=side)

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
            if self.scene.infinitive(act) and self.scene.passive(act):
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
        objects = [n for n in scene.objects(verb) if self.owned_thing(n) or not self.named_by(n)]
        if kind == "offer" and len(objects) > 1 and self.folk(objects[0]):
            objects = objects[1:]  # "offered the nurses a raise"
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
        if scene.token(verb).dep == "relcl" and scene.kids(verb, "ccomp"):
            nouns = [n for n in nouns if n != scene.token(verb).head]  # "in which it asks that"
        days = {"DATE", "TIME"}
        nouns = [n for n in nouns if not self.unnamed(verb, n)]
        nouns = [n for n in nouns if scene.token(n).lemma not in words("weekdays and months")]
        lasting = {n for n in nouns if scene.token(n).dep == "dobj" and scene.kids(n, "nummod")}
        nouns = [n for n in nouns if scene.token(n).ent not in days or n in lasting]
        return [n for n in nouns if not self.relative(n)][:2]

    def owned_thing(self, noun: int) -> bool:
        """Tell whether a noun is somebody's, or of what is: "protection of their pensions"."""
        row = self.scene.row(noun)
        below = [m for n in row for m in self.scene.phrases(n, "of")]
        return any(self.scene.kids(n, "poss") for n in (*row, *below))

    def named_by(self, noun: int) -> bool:
        """Tell whether a noun means a side, and no act or amount: "the return of its ship"."""
        if unit(self.scene.token(noun)):
            return False  # "the sixty million, all of it"
        token, own = self.scene.token(noun), self.scene.actors.at(noun)
        if token.pos == "NOUN" and own is None and token.lemma not in _PEOPLE:
            return False  # "European money", "a Turkish proposal"
        return self.whose(noun) is not None and self.scene.token(noun).lemma not in ASKED

    def unnamed(self, verb: int, noun: int) -> bool:
        """Tell whether a verb itself says which thing a noun means: "a body that was agreed on"."""
        scene = self.scene
        own = scene.token(verb).dep == "relcl" and scene.token(verb).head == noun
        return own and scene.token(noun).lemma in _LIST["open_nouns"]

    def tells(self, act: int) -> bool:
        """Tell whether to do something is but to speak: "to be clear", "to make it plain"."""
        scene = self.scene
        shown = {scene.token(n).lemma for n in scene.kids(act, "acomp", "ccomp", "oprd", "amod")}
        return scene.token(act).lemma in {"be", "make"} and bool(shown & _LIST["frank"])

    def complement(self, verb: int, act: int, kind: str) -> bool:
        """Tell whether a clause is what is wanted, and not what is said or when."""
        scene = self.scene
        if not scene.verb(act):  # "wants the road open"
            small = kind in {"want", "demand"} and act > verb
            return small and bool(scene.kids(act, "nsubj"))
        if kind == "want" and act < verb:
            return False  # "it is plain — we need a wage": what stands before is not needed
        infinitive = scene.infinitive(act)
        if infinitive and scene.kids(act, "neg") and scene.token(act).lemma in _LIST["naming"]:
            return False  # "asked not to be quoted by name"
        if infinitive and self.tells(act):
            return False  # "we want to be very clear" asks for nothing
        objects = scene.kids(verb, "dobj") if scene.token(verb).lemma in _TAKING else []
        if any(verb < n < act for n in objects):  # "accept a text to serve the many"
            return False
        if scene.token(act).head != verb:  # "committed to taking steps", or one joined to it
            return infinitive or scene.token(act).tag == "VBG" or scene.token(act).dep == "conj"
        if scene.token(act).dep == "advcl":  # "offered on Monday to go", but not "paid to end it"
            bare = verb < act and not scene.objects(verb) and not scene.phrases(verb, *_GOALS)
            if not infinitive or not (bare or kind in {"demand", "want"}):
                return False
        return infinitive or self.bare(act) or scene.token(verb).lemma not in _LIST["telling"]
