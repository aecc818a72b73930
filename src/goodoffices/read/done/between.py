"""Who stands between others where the verb says no such thing, and what makes an act a mediation.

"Peru and Chile talked through Omani channels", "the envoy met both sides separately", "found common
ground between A and B": whoever conveys, hosts or meets both is the third, and what the two do is
done with its help.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.roles import Ids, Scene, once, without
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.meanings import Meanings
from goodoffices.read.words import words

_WAYS = words("ways of go-betweens")
_SENT = frozenset({"envoy", "mediator", "facilitator", "representative", "emissary", "negotiator"})
_BINDING = words("binding together")
DEALINGS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
"""Types of acts that two do with each other."""


class StandingBetween:
    """Reads one document's acts for who stands between their sides."""

    def __init__(self, scene: Scene, meanings: Meanings) -> None:
        self.scene, self.meanings, self.words = scene, meanings, meanings.words
        self.group = next(g for _p, g in self.words.verbs["mediate"] if g.mediation)

    def conveyed(self, i: int, dealt: set[int]) -> SentenceAct | None:
        """Return the mediation that a phrase names between those of its clause, or None."""
        scene, token = self.scene, self.scene.token(i)
        if token.lower not in _WAYS:
            return None
        helpers, top = self._lent(i), scene.token(i).head
        for _step in range(4):  # "by way of", "in contact via"
            if not scene.verb(top):
                top = scene.token(top).head
        nouns = {scene.token(n).lemma for n in scene.kids(i, "pobj")}
        named = nouns & words("mediations")
        if not helpers or not scene.verb(top):
            return None
        if token.lower == "by" and not self._achieved(top, nouns):
            return None
        if not named and top not in dealt and not self._dealt(top, i):
            return None
        below = scene.parse.subtree(top)
        others = scene.pair(token.head) or scene.named(below[0], below[-1] + 1)
        if scene.token(top).dep == "conj":  # "they will sit and negotiate through …"
            others = once((*scene.all_ids(scene.subject(top)), *others))
        others = without(others, (*helpers, *scene.all_ids(scene.phrases(top, "in", "at"))))
        others = tuple(o for o in others if not scene.kin((o,), helpers))
        if not named and len(scene.publics(others)) < self._least(i, top):
            return None
        group = self.group
        return SentenceAct(
            type="CONSULT",
            trigger=i,
            base=i,
            group=group,
            actors=helpers,
            recipients=others,
            mode="third-party",
            cameo="045",
            helpers=helpers,
        )

    def _achieved(self, verb: int, ways: set[str]) -> bool:
        """Tell whether somebody's help made a settlement: "was made possible by the efforts of"."""
        scene = self.scene
        things = {scene.token(o).lemma for o in scene.objects(verb)}
        settled = things & (self.words.classes["settlements"] | self.words.classes["encounters"])
        return bool(settled and ways & words("auspices"))

    def _least(self, i: int, top: int) -> int:
        """Return how many others a phrase must be told of: none of talks "under Omani auspices"."""
        if self.scene.token(i).lower == "by":
            return 1
        if not self._under(i):
            return 2
        nouns = [*self.scene.subject(top), *self.scene.objects(top)]
        kinds = words("encounters", "official nouns", "offices", "rivals", "delegates")
        held = any(self.scene.token(n).lemma in kinds for n in nouns)
        return 0 if self.scene.token(i).lower == "under" and held else 1

    def _under(self, i: int) -> bool:
        """Tell whether a phrase names a mediation: "under Omani mediation"."""
        nouns = {self.scene.token(n).lemma for n in self.scene.kids(i, "pobj")}
        way = self.scene.token(i).lower
        auspices = way == "under" and nouns & {"auspices", "auspex", "auspice", "aegis"}
        return way in {"under", "with"} and bool(auspices or nouns & words("go-betweens"))

    def _lent(self, i: int) -> Ids:
        """Return the third party of "through X", "by way of X", "under X's auspices"."""
        scene, token = self.scene, self.scene.token(i)
        by_noun = token.pos != "ADP" or token.lower == "thanks"
        nouns = scene.phrases(i, "of", "to") if by_noun else scene.kids(i, "pobj")
        if token.lower == "by":
            return scene.all_ids(o for n in nouns for o in scene.owners(n))
        given = [
            n
            for n in nouns
            if {scene.token(n).lemma, *scene.lemmas(n, "compound")} & words("auspices")
        ]
        if token.lower in {"under", "with"}:
            as_one = (p for n in nouns for p in scene.phrases(n, "as"))
            if any(scene.token(p).lemma in words("go-betweens") for p in as_one):
                return scene.all_ids(nouns)
            return scene.all_ids(o for n in given for o in scene.owners(n))
        if given:
            return scene.all_ids(o for n in given for o in scene.owners(n))
        people = words("mediators' ways", "official nouns", "offices", "go-betweens")
        lent = any(scene.token(n).lemma in people for n in nouns)
        known = lent or all(scene.actors.at(n) for n in nouns)
        return scene.all_ids(nouns) if known else ()

    def _dealt(self, verb: int, place: int) -> bool:
        """Tell whether a verb says that two sides dealt with one another."""
        lemma, way = self.scene.token(verb).lemma, self.scene.token(place).lower
        near = {self.scene.token(n).lemma for n in self.scene.phrases(verb, "in")}
        if lemma in {"be", "stay", "remain", "keep"} and near & {
            "contact",
            "touch",
            "talk",
            "negotiation",
        }:
            return True
        if way == "thanks":
            return True
        if self._under(place) and self.scene.pair(self.scene.token(place).head):
            return True
        if way == "by":
            return True
        binding = lemma in _BINDING or any(g.mediation for _p, g in self.words.verbs.get(lemma, ()))
        return lemma in words("conveyed") or (way in {"under", "with"} and binding)

    def helping(self, act: SentenceAct, i: int) -> SentenceAct:
        """Give a mediation whoever "was instrumental in" it."""
        if not self.meanings.helped(i):
            return act
        verb = next((h for _c, h in self.scene.above(i) if self.scene.verb(h)), i)
        who = doers(self.scene, self.scene.subject(verb))
        return replace(act, actors=who, helpers=without(who, act.recipients))

    def stood_between(self, act: SentenceAct, i: int) -> SentenceAct:
        """Make an accord or talks of others a mediation: "found common ground between A and B"."""
        scene = self.scene
        if act.type not in DEALINGS or act.mediates or act.turn:
            return act
        if not scene.verb(i) or not act.actors:
            return act
        talks = any(scene.token(o).lemma in words("encounters") for o in scene.objects(i))
        held = talks and scene.token(i).lemma in words("convening verbs")
        if not (held or act.type == "AGREE"):
            return act
        nouns = [i, *scene.objects(i), *scene.phrases(i)]
        if any(self.brokered(c) for n in nouns for c in scene.kids(n, "amod")):
            return act  # "envoys struck a UN-brokered deal between A and B"
        sides = scene.all_ids(p for n in nouns for p in scene.phrases(n, "between", "among"))
        if len(scene.publics(sides)) < 2:
            return act
        if set(sides) & set(act.actors) or scene.kin(sides, act.actors):
            return act
        return self.third(act, act.actors, sides)

    def mediating(self, act: SentenceAct, i: int) -> SentenceAct:
        """Make a meeting a mediation where mediators meet, or "in an effort to mediate"."""
        if not act.actors or act.turn:
            return act
        alone = self._go_betweens(i) or self._effort(i) or self._separately(i, act)
        helpers = act.actors if alone else self._met(i, act)
        if not helpers:
            return act
        return self.third(act, helpers, self._talking(i) or (*act.actors, *act.recipients))

    def _talking(self, i: int) -> Ids:
        """Return the two of "the mediator in the talks between Chad and Libya" who does a verb."""
        scene = self.scene
        nouns = (
            (p for s in scene.subject(i) for p in (s, *scene.phrases(s))) if scene.verb(i) else ()
        )
        return next((p for n in nouns if len(p := scene.pair(n)) > 1), ())

    def _separately(self, i: int, act: SentenceAct) -> bool:
        """Tell whether one meets two sides apart: "met separately with", "separate talks with"."""
        scene = self.scene
        apart = {"separately", "separate", "indirect", "proximity", "shuttle"}
        nouns = [i, *scene.objects(i), *scene.phrases(i, "in")] if scene.verb(i) else [i]
        with_ = [*(scene.objects(i) if scene.verb(i) else ()), *scene.phrases(i, "with")]
        with_ += [p for n in nouns for p in scene.phrases(n, "with")]
        if any("both" in scene.forms(n, "det") and self.meanings.two_sides(n) for n in with_):
            return True  # "met both sides"
        if not any(scene.lemmas(n, "advmod", "amod", "compound") & apart for n in nouns):
            return False
        if any(self.meanings.two_sides(n) for n in with_):
            return True
        others = without(act.recipients, act.actors)
        return len(scene.publics(others)) > 1 and not scene.kin(others, act.actors)

    def _met(self, i: int, act: SentenceAct) -> Ids:
        """Return the mediators that somebody met: "an envoy of Peru met Omani mediators"."""
        scene = self.scene
        if not scene.verb(i):
            return ()
        met = [*scene.objects(i), *scene.phrases(i, "with")]
        those = (n for n in met if scene.token(n).lemma in words("go-betweens"))
        return without(scene.all_ids(those), act.actors)

    def _go_betweens(self, i: int) -> bool:
        """Tell whether those who do a verb are mediators."""
        scene = self.scene
        subject = scene.subject(i) if scene.verb(i) else ()
        envoy = any(scene.token(s).lemma in _SENT for s in subject)
        for one in scene.all_ids(subject):
            actor = scene.actors.get(one)
            body = scene.actors.get(actor.affiliation) if actor and actor.role else None
            sent = actor is not None and bool(set((actor.role or "").lower().split()) & _SENT)
            if envoy and body is None:
                body, sent = actor, True  # "the UN envoy"
            if body is not None and body.kind in {"igo", "organisation"} and sent:
                met = [*scene.objects(i), *scene.phrases(i, "with")]
                met += [p for o in scene.objects(i) for p in scene.phrases(o, "with")]
                if any(self.meanings.two_sides(n) for n in met):
                    return True
                others = scene.all_ids(scene.objects(i)) or scene.all_ids(scene.phrases(i, "with"))
                return len({scene.actors.country(o) or o for o in others}) > 1
        names = words("go-betweens")
        called = (n for s in subject for n in scene.lemmas(s, "appos", "compound"))
        return any(scene.token(s).lemma in names for s in subject) or any(
            n in names for n in called
        )

    def _effort(self, i: int) -> bool:
        """Tell whether an act is done "in an effort to mediate", or a journey made "to mediate"."""
        below = (self.scene.token(b) for b in self.scene.parse.subtree(i))
        mediating = [t for t in below if t.lemma in {"mediate", "broker", "intercede", "reconcile"}]
        aims = (t for t in mediating if t.dep in {"advcl", "xcomp"} and t.head == i)
        if any("to" in self.scene.lemmas(t.i, "aux") for t in aims):
            return True
        deeds = words("deeds")
        return any(t.dep == "acl" and self.scene.token(t.head).lemma in deeds for t in mediating)

    def including(self, act: SentenceAct) -> SentenceAct:
        """Add those named after "including" to the side of their state."""
        scene = self.scene
        rest = range(act.trigger, scene.parse.sentence_of(act.trigger).last)
        at = next((i for i in rest if scene.token(i).lower == "including"), None)
        if at is None or not act.recipients or act.joint:
            return act
        below = scene.parse.subtree(at)
        for person in scene.named(below[0], below[-1] + 1):
            if scene.kin((person,), act.actors):
                act = replace(act, actors=once((*act.actors, person)))
            elif scene.kin((person,), act.recipients):
                act = replace(act, recipients=once((*act.recipients, person)))
        return act

    def led(self, act: SentenceAct) -> SentenceAct:
        """Make the end of talks an end of mediation where it is the mediator that leaves them."""
        scene = self.scene
        if act.mediates or act.cameo not in {"160", "164", "161"} or not scene.verb(act.trigger):
            return act
        if not self._go_betweens(act.trigger):
            return act
        group = self.group
        return replace(
            act, type="SANCTION", cameo="165", turn="stop", group=group, helpers=act.actors
        )

    def hosted(self, act: SentenceAct) -> bool:
        """Tell whether somebody is thanked for others' talks: "thanked Oman for hosting talks"."""
        scene = self.scene
        below = (scene.token(b) for b in scene.parse.subtree(act.trigger))
        done = (t for t in below if t.dep == "pcomp" and scene.token(t.head).lower == "for")
        hosting = [t for t in done if t.lemma in words("third parties' verbs")]
        things = (scene.token(o).lemma for t in hosting for o in scene.objects(t.i))
        return bool(act.recipients) and any(n in words("encounters") for n in things)

    def brokered(self, c: int) -> bool:
        """Tell whether a participle or an apposition says who mediated ("a deal brokered by")."""
        token = self.scene.token(c)
        if token.dep == "appos":  # "Oman, a go-between for both, …"
            nouns = self.words.nouns.get(self.meanings.lemma(c), ())
            return any(g.mediation for _p, g in nouns)
        tried = token.tag == "VB" and self.scene.token(token.head).lemma in words("deeds")
        if token.dep not in {"acl", "amod"} or not (tried or token.tag == "VBN"):
            return False
        return any(g.mediation for _p, g in self.words.verbs.get(token.lemma, ()))

    def third(self, act: SentenceAct, helpers: Ids, sides: Ids) -> SentenceAct:
        """Return an act as the mediation of some between others."""
        return replace(
            act,
            type="CONSULT",
            group=self.group,
            cameo="045",
            mode="third-party",
            actors=helpers,
            helpers=helpers,
            recipients=without(sides, helpers),
        )
