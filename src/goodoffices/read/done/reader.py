"""The acts of a sentence, read from the top down so that each word tells one thing only.

What an operator governs is taken with it; clauses beside it ("after …", "which …") stay free to
tell acts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.evidence.claims import UNREAL
from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.roles import PASSIVE, SUBJECTS, Scene
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import Arguments, SentenceAct
from goodoffices.read.done.between import DEALINGS, StandingBetween
from goodoffices.read.done.figures import Figures
from goodoffices.read.done.meanings import Group, Meanings
from goodoffices.read.done.operators import Modals, Operators
from goodoffices.read.done.prepositions import grants
from goodoffices.read.done.presence import Presence
from goodoffices.read.done.sufficiency import Sufficiency
from goodoffices.read.words import words

_DEEPEST = 6
"""How deep acts are looked for below each other."""
_CLAUSES = ("xcomp", "ccomp", "acomp", "acl", "advcl", "relcl")
_NOUNS = ("dobj", "attr", "oprd", "prep", "nsubjpass", "compound", "dative", "advmod", "prt")
_SPOKEN = {"accuse": "reported", "intend": "future", "threaten": "future"}
"""How what is spoken of may be told where it is neither denied nor imagined, by what is said."""
_MADE = frozenset({"intend", "ask", "demand"})
"""What was made, though it was refused: "rejected the company's last offer"."""

ABSORBING = frozenset({"ask", "demand", "accuse", "refuse"})
"""Operators that take in the whole clause they govern, relative clauses and all."""


class SentenceReader:
    """Reads the acts of one document's sentences."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.meanings = Meanings(scene)
        self.words = self.meanings.words
        self.arguments = Arguments(scene, self.meanings)
        self.operators = Operators(scene, self.arguments)
        self.modals = Modals(scene, self.words.verbs["request"][0][1])
        self.thirds = StandingBetween(scene, self.meanings)
        self.enough = Sufficiency(scene, self.meanings)
        self.figures = Figures(scene, self.meanings)
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
            if act is None or self.enough.empty(act) or self.figures.told(act, i):
                continue
            if self.enough.stands(act, i):
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
            a.trigger for a in acts if a.type in DEALINGS and len({*a.actors, *a.recipients}) > 1
        }
        ways = [
            act for i in range(first, last) if (act := self.thirds.conveyed(i, dealt)) is not None
        ]
        return ways or list(self.presence.told(first, last, acts))

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
                told = told and not (act.turn == "refuse" and inner.noun and inner.turn in _MADE)
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
                    subject = doers(self.scene, self.scene.subject(i))
                    if act.actors or not subject:
                        return act
                    helpers = act.helpers or (subject if act.mediates and not act.turn else ())
                    return replace(act, actors=subject, helpers=helpers)
        return None

    def _in_meaning(self, i: int, group: Group, depth: int) -> SentenceAct | None:
        """Return the act a word tells in one of its meanings, with the act it governs."""
        if not group.turns:
            plain = self.thirds.stood_between(self.arguments.plain(i, group), i)
            return self.thirds.helping(plain, i) if plain.mediates and not plain.actors else plain
        inner = self._content(i, group, depth)
        act = self.operators.turned(i, group, inner)
        act = act if act is None else self.thirds.stood_between(act, i)
        if act is not None and inner is not None and inner.type != act.type:
            self.governed.setdefault(act.trigger, inner)
        return act

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
                    at = self._behind(
                        c
                    )  # "agreed a truce with Oman as mediator" agrees no mediation
                    carries = group.turns == "pass"
                    yield from (p for p in at if carries or not self.arguments.attending(p))
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
        if act.turn == "welcome" and not act.mediates and self.thirds.hosted(act):
            group = self.thirds.group
            act = replace(act, group=group, helpers=act.recipients)
        plain, act = act, self.thirds.led(self.modals.applied(act, i))
        if plain.type != act.type and not plain.turn:
            self.governed.setdefault(i, plain)
        if act.type == "CONSULT" and not act.mediates:
            act = self.thirds.mediating(self.thirds.including(act), i)
        return act

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

    def _take_below(self, c: int, act: SentenceAct, *, absorbing: bool) -> None:
        """Mark a phrase; clauses of their own inside a plain act's phrases stay free to be read."""
        token = self.scene.token(c)
        free = token.dep in {"relcl", "advcl"} and not (absorbing and not self.enough.added(c))
        free = free or self._set_off(c)
        free = free or (token.dep == "pcomp" and not act.turn and self.scene.verb(c))
        if free or grants(token) or self.thirds.brokered(c):
            return
        self.covered.add(c)
        for below in self.scene.kids(c):
            self._take_below(below, act, absorbing=absorbing)

    def _set_off(self, c: int) -> bool:
        """Tell whether a participle says what was done to a name: "Mali, raided by Chad, …"."""
        token, by = self.scene.token(c), self.scene.phrases(c, "by")
        apart = token.dep == "acl" and token.tag == "VBN" and self.scene.token(c - 1).text == ","
        named = self.scene.actors.at(token.head) is not None
        return apart and named and any(self.scene.ids(n) for n in by)
