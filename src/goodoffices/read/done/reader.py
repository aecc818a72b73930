"""The acts of a sentence, read from the top down so that each word tells one thing only.

What an operator governs is taken with it; clauses beside it ("after …", "which …") stay free to
tell acts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.evidence.claims import UNREAL
from goodoffices.read.clause.roles import FINITE, PASSIVE, SUBJECTS, Ids, Scene, once, without
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import Arguments, SentenceAct
from goodoffices.read.done.governing import carried
from goodoffices.read.done.meanings import Group, Meanings
from goodoffices.read.done.operators import Modals, Operators
from goodoffices.read.done.prepositions import grants, no_way_out
from goodoffices.read.done.presence import Presence
from goodoffices.read.words import words

_DEEPEST = 6
"""How deep acts are looked for below each other."""
_CLAUSES = ("xcomp", "ccomp", "acomp", "acl", "advcl", "relcl")
_NOUNS = ("dobj", "attr", "oprd", "prep", "nsubjpass", "compound", "dative", "advmod", "prt")
FELT = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"})
"""Types of acts that are told of people without a name."""

_WAYS = frozenset({"by", "through", "via", "way", "courtesy", "under", "with", "thanks"})
_CALLED = ("compound", "nmod", "amod", "appos")
_SENT = frozenset({"envoy", "mediator", "facilitator", "representative", "emissary", "negotiator"})
_BINDING = frozenset(
    {"sign", "meet", "make", "strike", "conclude", "agree", "reach", "sit", "gather"}
)

_SPOKEN = {"accuse": "reported", "intend": "future", "threaten": "future"}
"""How what is spoken of may be told where it is neither denied nor imagined, by what is said."""

_WHOLE = frozenset({"MOBILIZE", "RETREAT", "SANCTION", "COERCE"})
_DEALINGS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
_BESIDE = frozenset({"advcl", "acl", "relcl", "pcomp", "conj", "nsubj", "csubj"})

_STANCES = frozenset({"accuse", "ask", "demand", "refuse", "threaten"})
"""Operators whose participle tells an act of its own: "…, accusing the board of neglect"."""

ABSORBING = frozenset({"ask", "demand", "accuse", "refuse"})
"""Operators that take in the whole clause they govern, relative clauses and all."""


class SentenceReader:
    """Reads the acts of one document's sentences."""

    VAGUE = frozenset({"COOPERATE", "CONCEDE", "AID", "MOBILIZE"})
    """Types whose words say something else where no actor is named."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.meanings = Meanings(scene)
        self.words = self.meanings.words
        self.arguments = Arguments(scene, self.meanings)
        self.operators = Operators(scene, self.arguments)
        self.modals = Modals(scene, self.words.verbs["request"][0][1])
        self.presence = Presence(scene, self.meanings, self.words.verbs["mediate"][0][1])
        self.covered: set[int] = set()
        self.governed: dict[int, SentenceAct] = {}
        """By the word that turns it: the act that an operator or a modal turned into another."""

    def acts(self, first: int, last: int) -> list[SentenceAct]:
        """Return the acts told by tokens [first, last) of one sentence, in reading order."""
        self.covered, self.governed = set(), {}
        telling = (i for i in range(first, last) if self._may_tell(i))
        acts: list[SentenceAct] = []
        for i in sorted(telling, key=lambda i: (self._rank(i), i)):
            if i in self.covered:
                continue
            act = self.act(i)
            act = self._finish(act, i) if act is not None else None
            if act is not None and not self._empty(act) and self._stands(act, i):
                acts += [act, *self._beneath(act, i)]
                self._take(act, i)
        acts += self._through(first, last, acts)
        if any(a.actors and a.recipients and not a.beneath for a in acts):
            acts = [a for a in acts if a.actors or a.recipients]
        return sorted(acts, key=lambda a: a.trigger)

    def _through(self, first: int, last: int, acts: list[SentenceAct]) -> list[SentenceAct]:
        """Return the mediation of those through whom two others deal ("through Omani channels")."""
        if any(act.mediates for act in acts):
            return []
        dealt = {
            a.trigger for a in acts if a.type in _DEALINGS and len({*a.actors, *a.recipients}) > 1
        }
        ways = [act for i in range(first, last) if (act := self._conveyed(i, dealt)) is not None]
        return ways or list(self.presence.told(first, last, acts))

    def _conveyed(self, i: int, dealt: set[int]) -> SentenceAct | None:
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
        group = next(g for _p, g in self.words.verbs["mediate"] if g.mediation)
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

    def _beneath(self, act: SentenceAct, i: int) -> Iterator[SentenceAct]:
        """Yield the acts that another is about: what is refused, demanded, threatened, denied.

        They are events of their own, never told as done for being spoken of.
        """
        known = {(act.type, act.trigger)}
        for at in (i, act.trigger):
            inner = self.governed.get(at)
            for depth in range(4):
                if inner is None or (inner.type, inner.trigger) in known:
                    break
                known.add((inner.type, inner.trigger))
                told = (inner.actors or inner.recipients) and not (inner.noun and inner.group.weak)
                if told and not inner.mediates and not act.mediates:
                    vouch = factuality.weigh(self.scene, inner.trigger)
                    spoken = "future" if self._deferred(act) else _SPOKEN.get(act.turn)
                    seen = act.turn == "welcome" and vouch.modality == "asserted" and not depth
                    if seen or vouch.modality in UNREAL or vouch.modality == spoken:
                        yield replace(inner, beneath=True)
                inner = self.governed.get(inner.trigger)

    def _deferred(self, act: SentenceAct) -> bool:
        """Tell whether what is stopped is only put off, to a day that is named."""
        days = self.scene.phrases(act.trigger, "to", "until", "till")
        return act.turn == "stop" and any(self.scene.token(n).ent in {"DATE", "TIME"} for n in days)

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

    def _may_tell(self, i: int) -> bool:
        token = self.scene.token(i)
        if token.tag == "NNP" and (token.ent == "DATE" or token.text in {"March", "May"}):
            return False  # "on 1 March"
        if token.pos in {"VERB", "AUX"}:
            real = token.dep != "amod" or self.scene.misplaced(i)
            return real or token.lemma in words("third parties' verbs")
        known = self.words.knows(self.meanings.lemma(i))
        return known and (
            token.pos in {"NOUN", "ADJ", "PROPN"} or token.lower in {"between", "behind"}
        )

    def _rank(self, i: int) -> int:
        """Order tokens from the top down; a misplaced verb comes before its object."""
        depth = 2 * self.scene.parse.depths[i]
        return depth - 3 if self.scene.misplaced(i) else depth

    def act(self, i: int, depth: int = 0) -> SentenceAct | None:
        """Return the act a token tells, with what it governs; None where it tells none."""
        if depth > _DEEPEST:
            return None
        first: SentenceAct | None = None
        for group in self.meanings.groups(i):
            if group.turns == "none":
                break
            half = (
                first is not None and first.group.weak and not (first.actors and first.recipients)
            )
            takes = group.turns in {"stop", "accept"} or self.operators.accepts(i)
            if first is not None and not half and not takes:
                continue
            act = self._in_meaning(i, group, depth)
            if act is not None and act.mediates:
                return act  # "pulled out of mediation" is no withdrawal of troops
            if act is not None and half and not act.group.weak:
                first = act  # a meaning that needs both sides gives way where one is not told
            first = first or act
        if first is not None:
            return first
        if self.scene.verb(i) and self.scene.token(i).lemma in {"be", "remain", "stay"}:
            return self._predicate(i, depth)
        return self.modals.demanded(i) if depth == 0 else None

    def _predicate(self, i: int, depth: int) -> SentenceAct | None:
        """Read "is ready to …", "was the mediator between …": the act is the predicate's."""
        for c in self.scene.kids(i, "acomp", "attr", "xcomp", "prep"):
            one = self.scene.phrases(c, "of") if self.scene.token(c).lower == "one" else ()
            for inner in [c, *self.scene.kids(c, "pobj"), *one]:  # "is one of the mediators"
                act = self.act(inner, depth + 1)
                if act is not None:
                    subject = self.scene.all_ids(self.scene.subject(i))
                    if act.actors or not subject:
                        return act
                    helpers = act.helpers or (subject if act.mediates and not act.turn else ())
                    return replace(act, actors=subject, helpers=helpers)
        return None

    def _in_meaning(self, i: int, group: Group, depth: int) -> SentenceAct | None:
        """Return the act a word tells in one of its meanings, with the act it governs."""
        if not group.turns:
            plain = self._stood_between(self.arguments.plain(i, group), i)
            return self._helping(plain, i) if plain.mediates and not plain.actors else plain
        inner = self._content(i, group, depth)
        act = self.operators.turned(i, group, inner)
        act = act if act is None else self._stood_between(act, i)
        if act is not None and inner is not None and inner.type != act.type:
            self.governed.setdefault(act.trigger, inner)
        return act

    def _helping(self, act: SentenceAct, i: int) -> SentenceAct:
        """Give a mediation whoever "was instrumental in" it."""
        if not self.meanings.helped(i):
            return act
        verb = next((h for _c, h in self.scene.above(i) if self.scene.verb(h)), i)
        who = self.scene.all_ids(self.scene.subject(verb))
        return replace(act, actors=who, helpers=without(who, act.recipients))

    def _content(self, i: int, group: Group, depth: int) -> SentenceAct | None:
        """Return the first act that a word governs; a participle and its noun govern each other."""
        if depth > _DEEPEST:
            return None
        for c in self._governed(i, group):
            for one in self.scene.row(c):
                act = self.act(one, depth + 1)
                if act is not None:
                    return self._offered(i, act, depth) or act
            lemma = self.scene.token(c).lemma
            if lemma in words("reporting verbs", "doubting verbs") or self._thought(c):
                act = self._content(c, group, depth + 1)
                if act is not None:
                    return act
        return None

    def _thought(self, noun: int) -> bool:
        """Tell whether a noun only says what is thought of: "rejected the idea of mediation"."""
        known = self.words.nouns.get(self.meanings.lemma(noun), ())
        return not self.scene.verb(noun) and any(g.turns == "doubt" for _p, g in known)

    def _offered(self, i: int, act: SentenceAct, depth: int) -> SentenceAct | None:
        """Return what an offer is of, where it stands apart: "rejected an offer, again, to …"."""
        if act.mediates or act.turn != "intend" or not act.noun or act.base != act.trigger:
            return None
        apart = (c for c in self.scene.kids(i, "advcl") if "to" in self.scene.lemmas(c, "aux"))
        inner = (self.act(c, depth + 1) for c in apart if c > act.trigger)
        return next((a for a in inner if a is not None and a.mediates), None)

    def _governed(self, i: int, group: Group) -> Iterator[int]:
        """Yield the heads of what a word governs: clauses, objects, nouns after prepositions."""
        scene = self.scene
        if scene.verb(i) and not scene.kids(i, "dobj", "xcomp", "ccomp") and group.turns == "pass":
            yield from scene.kids(i, "nsubj")
        token = scene.token(i)
        if group.turns == "pass" and token.dep == "acl" and token.tag == "VBN":
            yield token.head  # "sanctions imposed on Chad by Libya"
        if group.turns == "stop" and scene.verb(i) and not scene.kids(i, "dobj", "xcomp"):
            yield from (s for s in scene.kids(i, "nsubj") if self._mediation(s))
        if group.object and group.turns in {"stop", "refuse"}:  # "washed its hands of the talks"
            yield from (
                p
                for o in scene.objects(i)
                if scene.token(o).lemma in group.object
                for p in scene.phrases(o, *group.to)
            )
        object_too = group.turns == "intend" and bool(scene.kids(i, "dobj"))
        below = scene.kids(i, *_CLAUSES, *_NOUNS)
        fronted = [c for c in below if c < i and scene.token(c).dep == "prep"]
        for c in (
            *(c for c in below if c not in fronted),
            *fronted,
        ):  # "In a meeting, X offered to"
            if scene.token(i).lemma == "be" and scene.token(c).dep == "ccomp":
                continue  # "it is not true that …": the clause is read by itself
            if scene.token(i).lemma == "be" and scene.token(c).lower == "behind":
                continue  # "Libya was behind the raid": the word tells who is blamed
            if (
                object_too and scene.token(c).dep == "advcl"
            ):  # "offered troops to help …": the purpose
                continue
            yield from self._complements(i, c, group)

    def _mediation(self, noun: int) -> bool:
        """Tell whether a noun is a mediation or an office of one: "its role as mediator ended"."""
        nouns = [noun, *self.scene.phrases(noun, "as", "of")]
        if any(self.meanings.office(n) for n in nouns[1:]):
            return True
        lemmas = {self.meanings.lemma(n) for n in nouns}
        lemmas |= {self.scene.token(c).lemma for c in self.scene.kids(noun, "compound", "amod")}
        return bool(lemmas & words("go-betweens", "auspices"))

    def _complements(self, i: int, c: int, group: Group) -> Iterator[int]:
        """Yield what one dependent of a word offers as governed by it."""
        scene, token = self.scene, self.scene.token(c)
        match token.dep:
            case "prep" | "dative":
                if token.lower not in words("granting words"):
                    yield from self._behind(c)
                    for p in scene.kids(c, "prep"):  # "out of"
                        yield from self._behind(p)
            case "advmod" | "prt":  # "walked away from"
                for p in scene.kids(c, "prep"):
                    yield from self._behind(p)
            case "advcl" if group.turns == "stop" and "to" in scene.lemmas(c, "aux"):
                return  # "left for Lima to mediate": the purpose
            case "advcl" | "relcl":
                joined = token.tag == "VBG" and c > i and scene.token(c - 1).text != ","
                if "to" in scene.lemmas(c, "aux") or joined:
                    yield c
            case "compound":
                if not scene.verb(i) and not scene.actors.at(c):
                    yield c
            case _:
                yield c
                if token.dep in {"dobj", "nsubjpass"}:  # "asked Oman to mediate"
                    yield from (a for a in scene.kids(c, "acl") if scene.token(a).tag != "VBN")

    def _behind(self, preposition: int) -> list[int]:
        """Return what stands behind a preposition."""
        return self.scene.kids(preposition, "pobj", "pcomp")

    def _finish(self, act: SentenceAct, i: int) -> SentenceAct:
        """Apply the clause's modal; make a meeting of mediators a mediation."""
        if act.type == "CONSULT" and act.actors and not act.mediates and self._chaired(i):
            act = self._third(act, act.actors, act.recipients)
        if act.turn == "welcome" and not act.mediates and self._hosted(act):
            group = next(g for _p, g in self.words.verbs["mediate"] if g.mediation)
            act = replace(act, group=group, helpers=act.recipients)
        plain, act = act, self._led(self.modals.applied(act, i))
        if plain.type != act.type and not plain.turn:
            self.governed.setdefault(i, plain)
        if act.type == "CONSULT" and not act.mediates:
            act = self._mediating(self._including(act), i)
        return act

    def _stood_between(self, act: SentenceAct, i: int) -> SentenceAct:
        """Make an accord or talks of others a mediation: "found common ground between A and B"."""
        scene = self.scene
        if act.type not in _DEALINGS or act.mediates or act.turn:
            return act
        if not scene.verb(i) or not act.actors:
            return act
        talks = any(scene.token(o).lemma in words("encounters") for o in scene.objects(i))
        held = talks and scene.token(i).lemma in words("convening verbs")
        if not (held or act.type == "AGREE"):
            return act
        nouns = [i, *scene.objects(i), *scene.phrases(i)]
        if any(self._brokered(c) for n in nouns for c in scene.kids(n, "amod")):
            return act  # "envoys struck a UN-brokered deal between A and B"
        sides = scene.all_ids(p for n in nouns for p in scene.phrases(n, "between", "among"))
        if len(scene.publics(sides)) < 2:
            return act
        if set(sides) & set(act.actors) or scene.kin(sides, act.actors):
            return act
        return self._third(act, act.actors, sides)

    def _third(self, act: SentenceAct, helpers: Ids, sides: Ids) -> SentenceAct:
        """Return an act as the mediation of some between others."""
        return replace(
            act,
            type="CONSULT",
            group=next(g for _p, g in self.words.verbs["mediate"] if g.mediation),
            cameo="045",
            mode="third-party",
            actors=helpers,
            helpers=helpers,
            recipients=without(sides, helpers),
        )

    def _led(self, act: SentenceAct) -> SentenceAct:
        """Make the end of talks an end of mediation where it is the mediator that leaves them."""
        scene = self.scene
        if act.mediates or act.cameo not in {"160", "164", "161"} or not scene.verb(act.trigger):
            return act
        if not self._go_betweens(act.trigger):
            return act
        group = next(g for _p, g in self.words.verbs["mediate"] if g.mediation)
        return replace(
            act, type="SANCTION", cameo="165", turn="stop", group=group, helpers=act.actors
        )

    def _including(self, act: SentenceAct) -> SentenceAct:
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

    def _mediating(self, act: SentenceAct, i: int) -> SentenceAct:
        """Make a meeting a mediation where mediators meet, or "in an effort to mediate"."""
        if not act.actors or act.turn:
            return act
        alone = self._go_betweens(i) or self._effort(i) or self._separately(i, act)
        helpers = act.actors if alone else self._met(i, act)
        if not helpers:
            return act
        return self._third(act, helpers, self._talking(i) or (*act.actors, *act.recipients))

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

    def _hosted(self, act: SentenceAct) -> bool:
        """Tell whether somebody is thanked for others' talks: "thanked Oman for hosting talks"."""
        scene = self.scene
        below = (scene.token(b) for b in scene.parse.subtree(act.trigger))
        done = (t for t in below if t.dep == "pcomp" and scene.token(t.head).lower == "for")
        hosting = [t for t in done if t.lemma in words("third parties' verbs")]
        things = (scene.token(o).lemma for t in hosting for o in scene.objects(t.i))
        return bool(act.recipients) and any(n in words("encounters") for n in things)

    def _chaired(self, i: int) -> bool:
        """Tell whether talks are led by one called a mediator: "led by moderator Ana Holt"."""
        scene = self.scene
        if not scene.passive(i):
            return False
        called = {n for a in scene.phrases(i, "by") for n in scene.lemmas(a, *_CALLED)}
        return bool(called & self.words.classes["mediators"])

    def _effort(self, i: int) -> bool:
        """Tell whether an act is done "in an effort to mediate", or a journey made "to mediate"."""
        below = (self.scene.token(b) for b in self.scene.parse.subtree(i))
        mediating = [t for t in below if t.lemma in {"mediate", "broker", "intercede", "reconcile"}]
        aims = (t for t in mediating if t.dep in {"advcl", "xcomp"} and t.head == i)
        if any("to" in self.scene.lemmas(t.i, "aux") for t in aims):
            return True
        deeds = words("deeds")
        return any(t.dep == "acl" and self.scene.token(t.head).lemma in deeds for t in mediating)

    def _stands(self, act: SentenceAct, i: int) -> bool:
        """Tell whether an act may be told by itself: it names somebody, a lone noun two sides."""
        scene, token = self.scene, self.scene.token(act.trigger)
        sides = len({*act.actors, *act.recipients})
        named = bool(act.actors and act.recipients)
        if not sides:
            return self._nameless(act, i)
        if act.group.stands or not act.noun:
            clause = token.dep in _BESIDE or act.noun
            if clause and not act.mediates and factuality.standing(scene, act.trigger).mark != "+":
                return True  # what is denied or only thought of needs no second side
        if act.mediates and not act.turn and not act.noun and not act.helpers:
            return self._by_whomever(act)
        deed = scene.token(token.head).lemma in words("deeds")
        told = bool(act.actors) and (self._told_beside(act.trigger) or self._done(act.trigger))
        if token.dep in {"advcl", "acl", "relcl", "pcomp"} and not (act.mediates or deed or told):
            by = scene.passive(act.trigger) and bool(scene.phrases(act.trigger, "by"))
            stance = act.turn in _STANCES and act.base != act.trigger and token.tag == "VBG"
            stance = stance or self._added(act.trigger)
            bare = act.turn in _STANCES and token.tag == "VBG" and not act.actors
            told = (stance and bool(act.actors)) or (bare and self._nameless(act, i))
            return named or (by and bool(act.recipients)) or told
        if self._hollow(act):
            return False
        if token.pos not in {"NOUN", "PROPN"} or scene.verb(i):
            return named or not act.group.weak
        if act.mediates and act.helpers and act.group.stands:
            return True  # "Peru's mediation efforts failed"
        whole = sides >= 2 or (bool(act.actors) and act.type in _WHOLE and self._of(act))
        felt = act.type in {"ASSAULT", "COERCE"} or act.mode == "expel"
        whole = whole or (felt and bool(act.recipients) and self._suffered(act.trigger))
        whole = whole or (act.type in FELT and self._breaks_out(act.trigger))
        return whole and (bool(act.turn) or act.group.stands or i != act.trigger)

    def _by_whomever(self, act: SentenceAct) -> bool:
        """Tell whether a mediation by nobody who is known is told: "diplomats brokered a truce"."""
        scene, group = self.scene, act.group
        who = scene.subject(act.trigger) if scene.verb(act.trigger) else ()
        if len(scene.publics(act.recipients)) > 1 and any(map(self.people, who)):
            return True
        by = bool(scene.phrases(act.trigger, "by"))
        return scene.passive(act.trigger) and (not group.demands or by)

    def _suffered(self, noun: int) -> bool:
        """Tell whether a clause speaks of what was done: "the arrest of two Libyans angered"."""
        token = self.scene.token(noun)
        clause = token.dep in SUBJECTS | PASSIVE and self.scene.verb(token.head)
        return clause and bool(self.scene.phrases(noun, "of"))

    def _of(self, act: SentenceAct) -> bool:
        """Tell whether a noun has its owner and its object: "Chad's deployment of tanks"."""
        scene = self.scene
        owned = scene.all_ids([*scene.kids(act.trigger, "poss"), *scene.phrases(act.trigger, "by")])
        return bool(owned) and bool(scene.phrases(act.trigger, "of", "from"))

    def _done(self, i: int) -> bool:
        """Tell whether a clause's holder only says that it was done: "took the chance to leave"."""
        scene, head = self.scene, self.scene.token(i).head
        if scene.token(i).dep == "acl":
            return carried(scene, head) == "+-" and "to" in scene.lemmas(i, "aux")
        return scene.token(i).dep == "pcomp" and no_way_out(scene, head) is not None

    def _told_beside(self, i: int) -> bool:
        """Tell whether a clause beside another tells by itself: "because Zambia refused it, …"."""
        scene = self.scene
        finite = scene.token(i).tag in FINITE or scene.lemmas(i, "aux", "auxpass") & {"have", "be"}
        given = scene.forms(i, "mark", "advmod") & words("granting words", "given clauses")
        return bool(finite and given and scene.kids(i, "nsubj", "nsubjpass"))

    def _nameless(self, act: SentenceAct, i: int) -> bool:
        """Tell whether people without a name do it, or it is done to them ("gunmen killed two")."""
        scene = self.scene
        if act.mediates or act.type in self.VAGUE - {"MOBILIZE"}:
            return False
        if scene.token(i).dep == "relcl" and scene.token(i).tag == "VBP":
            return False  # "people who shoot"
        if not scene.verb(i):
            return act.type in FELT and not act.turn and self._breaks_out(act.trigger)
        nouns = [*scene.subject(i)]
        if act.type == "MOBILIZE":  # "soldiers surrounded the hall"
            armed = words("armed nouns", "armed people") | self.words.classes["forces"]
            return any(scene.token(n).lemma in armed for n in nouns)
        if act.type in FELT or scene.passive(i):
            nouns += [*scene.objects(i), *scene.phrases(i, "by")]
        if act.type in FELT and any(scene.token(n).lemma in words("craft") for n in nouns):
            return True
        if act.type == "CONSULT":  # "the two brothers met"
            private = words("human nouns", "people") - words("official nouns", "party people")
            nouns = [n for n in nouns if scene.token(n).lemma not in private]
        return any(self.people(n) for n in nouns) or self._put_off(act, i)

    def _put_off(self, act: SentenceAct, i: int) -> bool:
        """Tell whether an offer or talks are turned down or ended by whoever is not told."""
        scene = self.scene
        if act.turn not in {"refuse", "stop"} or not scene.passive(i):
            return False
        classes = self.words.classes
        dealings = classes["talks"] | classes["accord"] | words("dealings")
        return any(scene.token(o).lemma in dealings for o in scene.objects(i))

    def _breaks_out(self, noun: int) -> bool:
        """Tell whether a noun is said to happen: "clashes broke out", "there were protests"."""
        scene, token = self.scene, self.scene.token(noun)
        if token.dep == "attr":
            return bool(scene.kids(token.head, "expl"))
        told = (c for c in scene.kids(noun, "relcl") if scene.token(c).tag in FINITE)
        if any(scene.token(c).lemma in words("happening verbs") for c in told):
            return True  # "fighting that broke out on Tuesday"
        verb, known = token.head, words("happening verbs")
        if token.dep in {"pobj", "dobj"}:  # "was rocked by protests", "resulted in clashes"
            by = token.dep == "pobj" and scene.token(verb).dep == "agent"
            known = known if by else words("bringing verbs")
            verb = scene.token(verb).head if token.dep == "pobj" else verb
        elif token.dep not in SUBJECTS | PASSIVE:
            return False
        proved = scene.token(verb).lemma == "turn" and "out" in scene.forms(verb, "prt")
        return scene.verb(verb) and scene.token(verb).lemma in known and not proved

    def people(self, noun: int, depth: int = 0) -> bool:
        """Tell whether a noun or a pronoun stands for people or a body of them."""
        token = self.scene.token(noun)
        if token.lower in {"i", "we", "he", "she", "they", "us", "them", "who"}:
            return True
        if token.lemma in words("counts of people") or token.pos == "NUM":
            of = self.scene.phrases(noun, "of")
            return any(self.people(n, depth + 1) for n in of) if of and depth < 3 else True
        lists = ("human nouns", "offices", "armed nouns", "official nouns", "diplomat nouns")
        people = words(*lists, "rivals", "delegates", "people", "party people")
        named = token.pos == "PROPN" and token.ent in {"ORG", "PERSON", "NORP"}
        return named or (token.pos in {"NOUN", "PROPN"} and token.lemma in people)

    def _hollow(self, act: SentenceAct) -> bool:
        """Tell whether support or cooperation has nobody it is with, or praise nobody it is for.

        Who alone signs or ratifies a treaty has done so, whoever else signed it.
        """
        if act.recipients:
            return False
        signs = act.cameo == "057" and self.scene.verb(act.trigger)
        together = act.group.joint and act.type in {"SUPPORT", "COOPERATE"} and not signs
        return act.base == act.trigger if act.turn == "welcome" else together and not act.turn

    def _empty(self, act: SentenceAct) -> bool:
        """Tell whether an operator governs nothing and addresses nobody ("voiced commitment")."""
        plain = act.noun or self.scene.token(act.trigger).pos == "ADJ"  # "is ready for winter"
        bare = plain and act.turn in {"intend", "ask", "demand"} and act.base == act.trigger
        return bare and not act.recipients and len(act.actors) < 2

    def _take(self, act: SentenceAct, i: int) -> None:
        """Mark what an act covers, so that no part of it is told again."""
        scene = self.scene
        self.covered |= {i, act.base, act.trigger}
        tops = [i, act.trigger]
        if scene.misplaced(i):
            tops.append(scene.token(i).head)
            self.covered.add(scene.token(i).head)
        for c in (c for t in tops for c in scene.kids(t)):
            token = scene.token(c)
            free = token.dep in {"conj", "relcl"}
            free = free or (token.dep in {"nsubj", "csubj"} and scene.verb(c))
            before = c < i and "to" not in scene.lemmas(c, "aux")  # "Peru, mediating, asked …"
            free = free or (token.dep == "advcl" and (before or act.turn not in ABSORBING))
            beside = token.dep in {"ccomp", "parataxis"} and not act.turn
            beside = beside or (token.dep in {"xcomp", "advcl"} and not act.turn and scene.verb(c))
            if not (free or beside or grants(token)):
                doers = SUBJECTS | PASSIVE | {"agent"}
                told = token.dep not in doers  # "Oman, which mediated, refused to …"
                self._take_below(c, act, absorbing=told and act.turn in ABSORBING)

    def _brokered(self, c: int) -> bool:
        """Tell whether a participle or an apposition says who mediated ("a deal brokered by")."""
        token = self.scene.token(c)
        if token.dep == "appos":  # "Oman, a go-between for both, …"
            nouns = self.words.nouns.get(self.meanings.lemma(c), ())
            return any(g.mediation for _p, g in nouns)
        tried = token.tag == "VB" and self.scene.token(token.head).lemma in words("deeds")
        if token.dep not in {"acl", "amod"} or not (tried or token.tag == "VBN"):
            return False
        return any(g.mediation for _p, g in self.words.verbs.get(token.lemma, ()))

    def _added(self, c: int) -> bool:
        """Tell whether a relative clause adds what is so: "demanded two men, who were arrested"."""
        scene, token = self.scene, self.scene.token(c)
        finite = token.tag in {"VBD", "VBZ"} or scene.lemmas(c, "aux", "auxpass") & {"have", "be"}
        first = scene.parse.subtree(c)[0]
        noun = scene.token(token.head)
        first = scene.parse.subtree(noun.i)[0] if noun.dep in {"npadvmod", "appos"} else first
        apart = first > 0 and scene.token(first - 1).text == ","  # "…, a demand Israel rejected"
        return token.dep == "relcl" and bool(finite) and apart

    def _take_below(self, c: int, act: SentenceAct, *, absorbing: bool) -> None:
        """Mark a phrase; clauses of their own inside a plain act's phrases stay free to be read."""
        token = self.scene.token(c)
        free = token.dep in {"relcl", "advcl"} and not (absorbing and not self._added(c))
        free = free or (token.dep == "pcomp" and not act.turn and self.scene.verb(c))
        if free or grants(token) or self._brokered(c):
            return
        self.covered.add(c)
        for below in self.scene.kids(c):
            self._take_below(below, act, absorbing=absorbing)
