"""What each side is read as wanting, refusing, offering, threatening and doing, clause by clause.

Each clause is asked for what its verb means of its side (:mod:`.stances`), for how it is built
(:mod:`.orders`, :mod:`.wishes`, :mod:`.turns`), else for the act that it tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Set
from dataclasses import replace
from functools import cached_property

from goodoffices.folder.proposals.demanded import demanded
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.listings import led_in, listings
from goodoffices.folder.proposals.nominals import nominals
from goodoffices.folder.proposals.orders import Order, fragments, orders
from goodoffices.folder.proposals.phrases import (
    LONGEST,
    clause,
    lasting,
    noun_phrase,
    plain,
    predicate,
    verb_phrase,
)
from goodoffices.folder.proposals.plans import PLAIN, plans, terms
from goodoffices.folder.proposals.stances import PageStances
from goodoffices.folder.proposals.sums import sums
from goodoffices.folder.proposals.turns import turns
from goodoffices.folder.proposals.voices import BidKind
from goodoffices.folder.proposals.wishes import wishes
from goodoffices.read.clause.roles import FINITE
from goodoffices.read.clause.stands import stand
from goodoffices.read.words import lists, words

_VERBS = lists("bargaining.yaml", "verbs")
_LEAST = lists("bargaining.yaml", "least")
_LIST = lists("bargaining.yaml")
_WHO = words("party people", "party bodies", "state people", "offices")


_NOMINAL: dict[str, BidKind] = {
    "want": "want",
    "refuse": "refuse",
    "offer": "offer",
    "threat": "threat",
    "plan": "plan",
}
_STANDS: dict[str, BidKind] = {
    "want": "want",
    "for": "accept",
    "against": "refuse",
    "ready": "offer",
    "able": "possible",
}
"""What a stand that a report tells makes of what it is about."""
Told = Generator[Bid, None, None]
Settled = Generator[Bid, None, bool]
"""Yields bids, and returns whether no other finder is asked of the same verb."""
_NOT = re.compile(r"\s?\bnot\b|(?<=\w)n['’]t\b")


class PageClauses(PageStances):
    """One page on its way to its bids."""

    def bids(self) -> Iterator[Bid]:
        """Yield the bids of the page, door by door; at the end what a side only says."""
        heard: set[tuple[str, int]] = set()
        for door, hears in _DOORS:
            for at, bid in door(self):
                if hears:
                    heard.add((bid.claim, self.scene.token(at).sentence))
                yield bid
        yield from self.said_only(heard)

    def of_verbs(self) -> Iterator[tuple[int, Bid]]:
        """Yield what each verb tells of a side, and of those that its subject names beside it."""
        for verb in self.verbs:
            beside = self.holders(verb)
            for bid in self.of_verb(verb):
                yield verb, bid
                if beside[1:] and bid.party == beside[0]:  # "Chad and Niger agreed to"
                    yield from ((verb, replace(bid, party=o, agreed=False)) for o in beside[1:])

    def of_nouns(self) -> Iterator[tuple[int, Bid]]:
        """Yield what stands in nouns ("its demand for", "a blockade" that a side announces).

        Then what lists of demands ask that no noun has told.
        """
        told = set()
        for one in nominals(self.scene):
            first = next((n for n in one.holders if self.owner(n)), None)
            row = [] if first is None else self.scene.row(first)  # "a call by Chad and Niger"
            sides = dict.fromkeys(s for n in row if (s := self.owner(n)))
            for side in sides if len(one.phrase.terms) > (one.kind == "plan") else ():
                for bid in self.made(one.noun, side, _NOMINAL[one.kind], one.phrase, of=one.act):
                    told.add((bid.party, bid.phrase.head))
                    yield one.noun, bid
                doer = None if one.act is None else self.side_of(self.scene.kids(one.act, "nsubj"))
                if one.act is not None and doer and doer != side:
                    what = verb_phrase(self.scene, one.act)
                    for bid in self.made(one.act, doer, "demand", what, by=side):
                        yield one.act, bid
        for line in demanded(self):
            if (line.side, line.phrase.head) not in told:
                yield from ((line.at, bid) for bid in self.ordered(line))

    def of_plans(self) -> Iterator[tuple[int, Bid]]:
        """Yield the points of a paper that is put before the sides."""
        for one in plans(self):
            for bid in self.made(one.at, one.side, one.kind, one.phrase):
                yield one.at, replace(bid, point=True)

    def of_forms(self) -> Iterator[tuple[int, Bid]]:
        """Yield what is told in no whole sentence: fragments, terms, lines of lists and tables."""
        for one in (*fragments(self), *terms(self), *listings(self), *led_in(self)):
            for bid in self.ordered(one):
                yield one.at, replace(bid, heading=one.heading, near=() if one.alone else bid.near)

    def said_only(self, heard: Set[tuple[str, int]]) -> Iterator[Bid]:
        """Yield the clauses of what sides say, of sentences in which they are not ``heard``."""
        for verb in self.verbs:
            said, token = self.voice(verb), self.scene.token(verb)
            side = self.speaks(said) if said and (said.id, token.sentence) not in heard else None
            past = token.tag == "VBD" and said is not None and said.kind == "direct"
            stands = token.dep in {"ROOT", "conj", "ccomp"} and not past
            stands = stands and not (token.dep == "ccomp" and self.counts(token.head))
            firsts = self.scene.forms(verb, "nsubj", "nsubjpass")
            stands = stands and not firsts & _WHICH  # "which the union says will cost jobs"
            if side and stands:
                foretold = self.foretells(verb)
                for bid in self.made(verb, side, "say", clause(self.scene, verb)):
                    yield replace(bid, modal=None) if foretold else bid

    def ordered(self, one: Order) -> Iterator[Bid]:
        """Yield the bid that an order makes."""
        return self.made(one.at, one.side, one.kind, one.phrase, by=one.by, of=one.of)

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """The verbs of the page that are not merely supposed."""
        verbs = (t.i for t in self.scene.parse.tokens if t.pos in {"VERB", "AUX"})
        return tuple(verb for verb in verbs if not self.supposed(verb))

    def of_verb(self, verb: int) -> Iterator[Bid]:
        """Yield the bids that a verb makes; else how its report says a side stands."""
        found = [bid for one in sums(self, verb) for bid in self.ordered(one)]
        if asked := self.asked_for(verb):
            found += self.of_asking(verb, asked)
        else:
            found += self.of_telling(verb)
        return iter(found or self.of_stand(verb))

    def of_telling(self, verb: int) -> Iterator[Bid]:
        """Yield the bids of a verb that tells of its own subject."""
        for door in _VERB_DOORS:
            if (yield from door(self, verb)):
                return

    def of_turns(self, verb: int) -> Settled:
        """Yield what turns of phrase tell; beside a modal verb they settle nothing."""
        turned = list(turns(self, verb))
        for one in turned:
            yield from self.ordered(one)
        return bool(turned) and not self.modal(verb)

    def of_meaning(self, verb: int) -> Settled:
        """Yield what a verb means of its side: that it wants, demands, accepts and so on."""
        kind, holder = self.stance(verb), self.holder(verb)
        if kind == "want" and holder is None:
            holder = self.for_its_folk(verb)
        if not (kind and holder):
            return False
        found = list(self.of_own(verb, holder)) if kind == "demand" else []
        found = found or list(self.of_stance(verb, kind, holder))
        yield from found
        return bool(found) or kind in {"want", "demand", "accept"}

    def for_its_folk(self, verb: int) -> str | None:
        """Return the speaker that says what people of no side want: "the villagers would like"."""
        nouns = self.scene.kids(verb, "nsubj")
        folk = nouns and all(
            self.scene.token(n).lemma in _LIST["folk"] and not self.scene.ids(n) for n in nouns
        )
        return self.speaker(verb) if folk else None

    def of_deeds(self, verb: int) -> Settled:
        """Yield what a verb tells as an act, or says must be."""
        lemma = self.scene.token(verb).lemma
        light = lemma in _LIST["light"] and bool(
            self.scene.objects(verb) or self.resorts(verb) or self.lets(verb)
        )
        if light or lemma not in _LIST["no_acts"] or self.sent(verb):
            yield from self.of_act(verb)
        elif self.modal(verb) == "must":
            yield from self.of_need(verb)
        return True

    def of_procedure(self, verb: int) -> Iterator[Bid]:
        """Yield what a side might go about ("may claim damages"), or says will be gone about."""
        scene, side = self.scene, self.holder(verb)
        if self.negative(verb) or self.hangs(verb) == "if":
            return
        asks = self.stance(verb) in {"want", "demand"}
        if side and asks and scene.forms(verb, "aux") & _LIST["weighed"]:
            yield from self.made(verb, side, "possible", verb_phrase(scene, verb))
        undergone = scene.passive(verb) and not scene.phrases(verb, "by")
        named = any(scene.token(n).pos == "PROPN" for n in scene.kids(verb, "nsubjpass"))
        undergone &= not named  # whether a body is heard is for those who choose mediators
        teller = self.speaker(verb) if undergone and self.modal(verb) == "shall" else None
        if side is None and teller:  # "they will be heard in June"
            yield from self.made(verb, teller, "plan", verb_phrase(scene, verb))

    def asked_for(self, verb: int) -> str | None:
        """Return who is asked to let be or accept something: "Leaders called on Chad to allow"."""
        scene, token = self.scene, self.scene.token(verb)
        inner = token.dep in {"xcomp", "ccomp", "advcl"} and scene.infinitive(verb)
        if not inner or scene.token(token.head).lemma not in _LIST["asks_of"]:
            return None
        if self.stance(verb) not in {"offer", "accept"}:
            return None
        asked = [*scene.objects(token.head), *scene.phrases(token.head, "on", "upon")]
        asked += [n for p in scene.kids(token.head, "prt") for n in scene.kids(p, "pobj")]
        asked += scene.kids(verb, "nsubj")
        return self.side_of(asked)

    def of_asking(self, verb: int, asked: str) -> Iterator[Bid]:
        """Yield what is asked of a side; "urged Chad to" tells it at its own verb, "called on" not.

        Whoever has no name tells it nowhere else.
        """
        head = self.scene.token(verb).head
        by = self.holder(head)
        if by is None or not any(self.whose(n) == asked for n in self.scene.objects(head)):
            yield from self.made(verb, asked, "demand", verb_phrase(self.scene, verb), by=by)

    def of_stand(self, verb: int) -> Iterator[Bid]:
        """Yield what a side wants, accepts, will not have or could do, as its report tells it."""
        one = stand(self.scene, verb)
        side = self.whose(one.holder) if one else None
        if one is None or side is None:
            return
        about, scene = one.about, self.scene
        noun = not scene.verb(about)
        if noun and one.kind == "for" and (one.denied or not one.perhaps or scene.ids(about)):
            return  # "has no quarrel with the islanders" offers them nothing
        if noun:
            told = lasting(scene, one.verb, about, wanted=one.kind == "want")
        else:
            told = clause(scene, about) if scene.has_subject(about) else verb_phrase(scene, about)
        of = about if one.kind == "want" else None
        yield from self.made(one.verb, side, _STANDS[one.kind], told, of=of)

    def of_orders(self, verb: int) -> Settled:
        """Yield what a clause orders."""
        found = list(self.due(verb))
        yield from found
        return bool(found)

    def due(self, verb: int) -> Iterator[Bid]:
        """Yield what is ordered or made a term, and what a speaker says ought to be."""
        lemma, speaker = self.scene.token(verb).lemma, self.speaker(verb)
        if lemma in _LIST["procedures"] and (formal := list(self.of_procedure(verb))):
            yield from formal
            return
        ought = lemma == "ought" and not self.negative(verb)
        if speaker and (ought or self.proviso(verb)):
            yield from self.made(verb, speaker, "want", clause(self.scene, verb), of=verb)
            return
        for one in (*orders(self, verb), *wishes(self, verb)):
            yield from (replace(bid, due=one.due) for bid in self.ordered(one))
        yield from self.of_nobodys(verb)

    def of_being(self, verb: int) -> Settled:
        """Yield what there will not be ("there will be no licences"), what "is what X wants"."""
        if self.scene.token(verb).lemma != "be":
            return False
        scene, side = self.scene, self.speaker(verb)
        for wish in scene.kids(verb, "csubj", "ccomp"):
            after = scene.token(wish).lemma == "be" and scene.forms(wish, "prep", "advmod") & _AFTER
            wished = after or scene.token(wish).lemma in _VERBS["want"] | _VERBS["demand"] | _FAVOUR
            wished = wished and "that" not in scene.forms(
                wish, "mark"
            )  # "it is clear that it wants"
            holder = self.holder(wish) if wished else None
            told = scene.kids(verb, "attr", "acomp")
            if any(scene.token(n).lemma in PLAIN for n in told):
                continue  # "what we expect is simple"
            if holder and told and not any(map(self.relative, told)):
                yield from self.made(verb, holder, "want", predicate(scene, verb))
            about = [n for n in scene.kids(verb, "nsubj") if scene.token(n).pos != "PRON"]
            what = "what" in {scene.token(i).lower for i in range(verb + 1, wish)}
            if holder and what and not told:
                for noun in about:  # "a say in the fund is what we want"
                    yield from self.made(verb, holder, "want", noun_phrase(scene, noun))
            for act in scene.kids(verb, "xcomp") if holder and not told else ():
                yield from self.made(verb, holder or "", "want", verb_phrase(scene, act))
        yield from self.of_wishing(verb)
        yield from self.of_least(verb)
        yield from self.of_answer(verb)
        ours = [n for n in scene.kids(verb, "attr", "acomp") if scene.token(n).lower == "ours"]
        if side and ours and not self.negative(verb):  # "the money is ours"
            yield from self.made(verb, side, "want", clause(scene, verb))
        yield from self.of_readiness(verb)
        yield from self.of_leaning(verb)
        if side and scene.kids(verb, "expl"):
            for noun in scene.kids(verb, "attr", "dobj"):
                if scene.forms(noun, "det", "neg") & {"no", "any"} or scene.kids(verb, "neg"):
                    yield from self.made(verb, side, "refuse", noun_phrase(scene, noun))
        return True

    def of_answer(self, verb: int) -> Iterator[Bid]:
        """Yield what stands behind a colon where a side's "answer is brief: no warships"."""
        scene, last = self.scene, self.scene.parse.sentence_of(verb).last
        plainly = any(scene.token(n).lemma in PLAIN for n in scene.kids(verb, "acomp", "attr"))
        for noun in scene.kids(verb, "nsubj") if plainly else ():
            told = scene.token(noun).lemma in _LIST["aims"] | _LIST["views"] | _LIST["answers"]
            owners = [*scene.kids(noun, "poss"), *scene.phrases(noun, "of", "from")]
            side = self.side_of(owners) if told else None
            colon = next(
                (i for i in range(verb, last) if scene.token(i).text in {":", "–", "—"}), last
            )
            rest = [i for i in range(colon + 1, last) if scene.token(i).text not in _QUOTED_ENDS]
            if side and rest and not any(scene.token(i).tag in FINITE for i in rest):
                yield from self.made(verb, side, "want", plain(scene, rest[:LONGEST]))

    def of_least(self, verb: int) -> Iterator[Bid]:
        """Yield what "is the least that X will take", or "something that X would sign"."""
        scene = self.scene
        for noun in scene.kids(verb, "attr"):
            kinds = {"least": "want", "something": "accept"}
            name = next((k for k in kinds if scene.token(noun).lemma in _LEAST[k]), "")
            for act in scene.kids(noun, "relcl", "acl") if name else ():
                takes = scene.token(act).lemma in _LEAST["taking"] and self.modal(act) == "shall"
                side = self.holder(act) if takes else None
                no = self.negative(act) != self.negative(verb)
                kind: BidKind = "refuse" if no else "want" if name == "least" else "accept"
                for what in scene.kids(verb, "nsubj") if side else ():
                    yield from self.made(verb, side or "", kind, noun_phrase(scene, what))

    def of_wishing(self, verb: int) -> Iterator[Bid]:
        """Yield what "is the wish of X", "is all that X asks", and what "must be free to come"."""
        scene, speaker = self.scene, self.speaker(verb)
        for noun in scene.kids(verb, "attr"):
            lemma = scene.token(noun).lemma
            if lemma not in _LIST["aims"] | _LIST["views"]:
                continue
            holders = [*scene.kids(noun, "poss"), *scene.phrases(noun, "of")]
            holder = self.side_of(holders)
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

    def lets(self, verb: int) -> list[int]:
        """Return whom somebody lets do something: "could let the crew go"."""
        scene = self.scene
        if scene.token(verb).lemma != "let" or self.negative(verb):
            return []
        acts = [c for c in scene.kids(verb, "ccomp", "xcomp") if scene.verb(c)]
        return [n for act in acts for n in scene.kids(act, "nsubj", "nsubjpass")]

    def of_having_to(self, verb: int) -> Told:
        """Yield what a speaker says others have got to do, or has got to be done."""
        scene, speaker, holder = self.scene, self.speaker(verb), self.holder(verb)
        lemma = scene.token(verb).lemma
        owed = lemma in {"have", "need"} or (lemma == "get" and "have" in scene.lemmas(verb, "aux"))
        if not owed or speaker is None or holder == speaker or self.negative(verb):
            return
        if scene.kids(verb, "dobj", "advmod") and scene.token(verb).tag == "VBD":
            return  # "it had nowhere to go" is a tale
        if not scene.has_subject(verb) or any(map(self.relative, scene.subject(verb))):
            return
        for act in scene.kids(verb, "xcomp", "ccomp"):
            if scene.infinitive(act):
                yield from self.made(verb, speaker, "want", clause(scene, verb), of=act)
                if holder and not scene.passive(act):
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
                elif scene.token(act).lemma in _BLAME and not scene.kids(act, "dobj"):
                    continue  # "is to blame" is no plan
                elif self.hangs(verb) == "if":
                    continue  # "if they are to be believed"
                elif side and scene.infinitive(act) and not self.negative(verb):
                    things = holder is None and not scene.passive(act)  # "the mill is to stand"
                    told = clause(scene, verb) if things else verb_phrase(scene, act)
                    yield from self.made(verb, side, "plan", told)
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

    def of_readiness(self, verb: int) -> Told:
        """Yield what a side is ready to do, or is not."""
        scene, holder = self.scene, self.holder(verb)
        states = scene.kids(verb, "acomp", "oprd", "ccomp")
        if scene.token(verb).lower in _LIST["ready"] and scene.passive(
            verb
        ):  # "is prepared, now, to"
            states = [verb]
            holder = self.side_of(scene.kids(verb, "nsubjpass"))
        for ready in states:
            named = {scene.token(ready).lemma, scene.token(ready).lower}
            if not named & _LIST["ready"]:
                continue
            no = self.negative(verb) or bool(named & _LIST["unready"])
            acts = scene.kids(ready, "xcomp", "ccomp", "advcl")
            for act in acts or [a for a in scene.kids(verb, "advcl") if a > ready]:
                if holder and scene.infinitive(act):
                    kind: BidKind = "refuse" if no else "offer"
                    yield from self.made(verb, holder, kind, verb_phrase(scene, act))

    def of_act(self, verb: int) -> Iterator[Bid]:
        """Yield what a side did, will do, might do, or is told to do."""
        scene, token = self.scene, self.scene.token(verb)
        if token.dep in {"xcomp", "pcomp", "acl", "amod"} or scene.kids(verb, "csubj"):
            return  # "whoever pays would be wasting money" is nobody's act
        if token.dep == "ccomp" and self.stance(token.head) == "refuse":
            return  # "I shall not exclude that we bring it before the Court"
        speaker, modal = self.speaker(verb), self.modal(verb)
        if modal in {"shall", "perhaps"} and "have" in scene.forms(verb, "aux"):
            return  # "could have settled it" is past
        if modal == "must":
            yield from self.of_need(verb)
            if any(map(self.thing, scene.kids(verb, "nsubj"))):
                return  # "our nets must come back" tells nobody of ours to
        side = self.holder(verb)
        objects = scene.objects(verb)
        if self.hangs(verb) == "if" and speaker and side is None:
            yield from self.of_term(verb, speaker)
            return
        told_of = scene.lemmas(verb, "nsubj") & _NO_AGENTS  # "the talks would cover aid"
        own = not told_of and token.dep not in {"relcl", "advcl"}
        if modal == "shall" and self.suffered(verb):
            return
        if side is None and modal == "shall" and objects and own:
            side = speaker  # "the gunboat would escort the boats", "they will be tried, he said"
        around = [*objects, *self.about(verb), *self.lets(verb)]
        told = any(not self.relative(n) or scene.kids(n, "relcl") for n in around)
        names = [n for n in objects if scene.token(n).pos == "PROPN"]
        office = names or token.tag in {"VBZ", "VBP"}  # "who leads the strikers"
        told = told and not (office and token.lemma in _LIST["heading"])
        guessed = speaker is None and scene.forms(verb, "aux") & _LIST["unreal"]
        foretold = speaker is None and self.page.narrator.opinion and modal is not None
        if foretold or (guessed and not self.negative(verb) and not self.meant(verb)):
            return  # a reporter's own "would", a columnist's "will"
        if modal and self.foretells(verb):
            return
        says = token.lemma in _LIST["light"]
        told = told and not (
            says and any(scene.token(n).lemma in _LIST["sayings"] for n in objects)
        )
        kind = self.deed(verb, modal, own=speaker in {None, side}) if side and told else None
        phrase = self.meaning(verb, verb_phrase(scene, verb))
        if side and kind and len(phrase.terms) > 1:
            by = speaker if kind == "demand" and speaker != side else None
            yield from self.made(verb, side, kind, phrase, by=by)

    def suffered(self, verb: int) -> bool:
        """Tell whether a side says what would be done to its own: "half of us would be cut off"."""
        scene, speaker = self.scene, self.speaker(verb)
        if speaker is None or not scene.passive(verb) or scene.phrases(verb, "by"):
            return False
        nouns = scene.kids(verb, "nsubjpass")
        parts = [p for n in nouns for p in (n, *scene.phrases(n, "of"))]
        owned = [o for n in parts for o in scene.kids(n, "poss")]
        own = any(self.owner(o) == speaker for o in owned if scene.token(o).tag == "PRP$")
        people = any(scene.token(n).lemma in _WHO | _LIST["folk"] for n in parts)
        return (own and people) or any(scene.token(n).lower in {"we", "us"} for n in parts)

    def foretells(self, verb: int) -> bool:
        """Tell whether a verb says what a thing would bring about: "ratios would raise costs"."""
        nouns = [self.scene.token(n) for n in self.scene.kids(verb, "nsubj")]
        brings = self.scene.token(verb).lemma in _LIST["effects"]
        return (
            brings and bool(nouns) and all(n.pos == "NOUN" and n.lemma not in _WHO for n in nouns)
        )

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
        if self.bygone(verb) and self.bygone(self.scene.token(verb).head):
            return  # "ruled it until he came to power"
        wished = marks & {"until", "unless", "before", "once"} and not self.negative(verb)
        if wished or (marks & {"if"} and self.scene.kids(verb, "neg")):
            term = clause(self.scene, verb)
            if not wished:  # "if it is not restored" asks for it to be
                term = replace(term, text=_NOT.sub("", term.text))
            yield from self.made(verb, speaker, "want", term, of=verb)

    def of_ending(self, verb: int) -> Told:
        """Yield what a side stopped doing ("stopped issuing licences")."""
        side = self.holder(verb) if self.scene.token(verb).lemma in _LIST["ends"] else None
        side = None if self.hangs(verb) else side
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
        if speaker and (self.holder(verb) != speaker or any(map(self.thing, nouns))):
            yield from self.made(verb, speaker, "want", clause(self.scene, verb), of=verb)


_QUOTED_ENDS = frozenset({"“", "”", '"', "."})
_NO_AGENTS = _LIST["no_agents"] | {"it", "this", "that"}
_WHICH = frozenset({"which", "who", "whom"})
_WAS = frozenset({"was", "were"})
_BLAME = words("accusing verbs")
_FAVOUR = frozenset({"favour", "favor", "support"})
_AFTER = frozenset({"after", "for"})

_DOORS: tuple[tuple[Callable[[PageClauses], Iterator[tuple[int, Bid]]], bool], ...] = (
    # by its verb a clause tells most surely whose it is and how it is meant: of two alike the first
    # that is told is kept
    (PageClauses.of_verbs, True),
    # a noun often names again what a verb tells; it says nothing of the rest of its sentence, where
    # its side may say more
    (PageClauses.of_nouns, False),
    # what a paper puts forward is its own side's, whatever its clauses were read as
    (PageClauses.of_plans, True),
    # a form has no verb to tell how it is meant, so that all else goes before it
    (PageClauses.of_forms, True),
)
"""What finds bids on a page, in its order, and whether who is heard so says no more there."""
_VERB_DOORS: tuple[Callable[[PageClauses, int], Settled | Told], ...] = (
    # what a side stopped doing is past, and the verb may tell more of what it does now
    PageClauses.of_ending,
    # an order or a term is told by how a clause is built, and its verb means nothing of its subject
    PageClauses.of_orders,
    # so is a plan that hangs on another's act; "would" and "must" may say more
    PageClauses.of_turns,
    # "is" has no meaning of its own: all that it tells is in what stands behind it
    PageClauses.of_being,
    # "has to" owes an act, and may have a thing besides
    PageClauses.of_having_to,
    # what a verb means of its side goes before the act that it tells: to agree is no deed
    PageClauses.of_meaning,
    # whoever is prepared may do something as well
    PageClauses.of_readiness,
    # any verb can tell an act
    PageClauses.of_deeds,
)
"""What finds bids in a verb that tells of its own subject, in its order, until one settles it."""
