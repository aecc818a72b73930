"""The acts of a sentence, read from the top down so that each word tells one thing only.

What an operator governs is taken with it; clauses beside it ("after …", "which …") stay free to
tell acts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.read.clause.modals import Modals
from goodoffices.read.clause.roles import Ids, Scene
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.arguments import Arguments
from goodoffices.read.done.meanings import Meanings
from goodoffices.read.done.operators import Operators
from goodoffices.read.done.triggers import AT_HOME, Group
from goodoffices.read.words import words

COMPLEMENTS = (
    "xcomp",
    "ccomp",
    "dobj",
    "attr",
    "acomp",
    "oprd",
    "prep",
    "acl",
    "nsubjpass",
    "compound",
    "dative",
    "advcl",
    "relcl",
    "advmod",
    "prt",
)
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
        self.modals = Modals(scene, self.meanings)
        self.taken: set[int] = set()

    def acts(self, first: int, last: int) -> list[SentenceAct]:
        """Return the acts told by tokens [first, last) of one sentence, in reading order."""
        self.taken = set()
        order = sorted(range(first, last), key=lambda i: (self._rank(i), i))
        found: list[SentenceAct] = []
        for i in order:
            if i in self.taken or not self._may_tell(i):
                continue
            act = self.act(i)
            act = self._finish(act, i) if act is not None else None
            if act is not None and not self._empty(act) and self._stands(act, i):
                found.append(act)
                self._take(act, i)
        return sorted(found, key=lambda a: a.trigger)

    def _may_tell(self, i: int) -> bool:
        token = self.scene.token(i)
        if token.pos in {"VERB", "AUX"}:
            real = token.dep != "amod" or self.scene.misplaced(i)
            return real or token.lemma in {"mediate", "broker"}
        known = self.words.knows(self.meanings.lemma(i))
        return known and (token.pos in {"NOUN", "ADJ", "PROPN"} or token.lower == "between")

    def _rank(self, i: int) -> int:
        """Order tokens from the top down; a misplaced verb comes before its object."""
        depth = 2 * sum(1 for _step in self.scene.above(i))
        return depth - 3 if self.scene.misplaced(i) else depth

    def act(self, i: int, depth: int = 0) -> SentenceAct | None:
        """Return the act a token tells, with what it governs; None where it tells none."""
        if depth > 6:
            return None
        first: SentenceAct | None = None
        for group in self.meanings.groups(i):
            if first is not None and group.turns != "stop":
                continue
            act = self._meant(i, group, depth)
            if act is not None and act.group.mediation:
                return act  # "pulled out of mediation" is no withdrawal of troops
            first = first or act
        if first is not None:
            return first
        if self.scene.verb(i) and self.scene.token(i).lemma == "be":
            return self._predicate(i, depth)
        return self.modals.demanded(i) if depth == 0 else None

    def _predicate(self, i: int, depth: int) -> SentenceAct | None:
        """Read "is ready to …", "was the mediator between …": the act is the predicate's."""
        for c in self.scene.kids(i, "acomp", "attr", "xcomp", "prep"):
            for inner in [c, *self.scene.kids(c, "pobj")]:
                act = self.act(inner, depth + 1)
                if act is not None:
                    subject = self.scene.all_ids(self.scene.subject(i))
                    return act if act.actors or not subject else replace(act, actors=subject)
        return None

    def _meant(self, i: int, group: Group, depth: int) -> SentenceAct | None:
        """Return the act a word tells in one of its meanings."""
        return self._turned(i, group, depth) if group.turns else self.arguments.plain(i, group)

    def _turned(self, i: int, group: Group, depth: int) -> SentenceAct | None:
        """Read an operator with the act it governs."""
        return self.operators.turned(i, group, self._content(i, group, depth))

    def _content(self, i: int, group: Group, depth: int) -> SentenceAct | None:
        """Return the first act that a word governs."""
        for c in self._governed(i, group):
            for one in self.scene.row(c):
                act = self.act(one, depth + 1)
                if act is not None:
                    return act
            if self.scene.token(c).lemma in words("reporting verbs") | words("doubting verbs"):
                act = self._content(c, group, depth + 1)
                if act is not None:
                    return act
        return None

    def _governed(self, i: int, group: Group) -> Iterator[int]:
        """Yield the heads of what a word governs: clauses, objects, nouns after prepositions."""
        scene = self.scene
        if scene.verb(i) and not scene.kids(i, "dobj", "xcomp", "ccomp") and group.turns == "pass":
            yield from scene.kids(i, "nsubj")
        given = group.turns == "intend" and bool(scene.kids(i, "dobj"))
        for c in scene.kids(i, *COMPLEMENTS):
            if given and scene.token(c).dep == "advcl":  # "offered troops to help …": the purpose
                continue
            yield from self._complements(i, c)

    def _complements(self, i: int, c: int) -> Iterator[int]:
        """Yield what one dependent of a word offers as governed by it."""
        scene = self.scene
        token = scene.token(c)
        if token.dep in {"prep", "dative"}:
            if token.lower not in words("granting words"):
                yield from scene.kids(c, "pobj", "pcomp")
                for p in scene.kids(c, "prep"):  # "out of"
                    yield from scene.kids(p, "pobj", "pcomp")
        elif token.dep in {"advmod", "prt"}:  # "walked away from"
            for p in scene.kids(c, "prep"):
                yield from scene.kids(p, "pobj", "pcomp")
        elif token.dep in {"advcl", "relcl"}:
            if any(scene.token(a).lemma == "to" for a in scene.kids(c, "aux")):
                yield c
        elif token.dep == "compound":
            if not scene.verb(i) and not scene.actors.at(c):
                yield c
        else:
            yield c
            if token.dep in {"dobj", "nsubjpass"}:  # "asked Oman to mediate", "number of raids"
                yield from scene.kids(c, "acl")

    def _finish(self, act: SentenceAct, i: int) -> SentenceAct:
        """Apply the clause's modal, then name the nearest other actor where none was found."""
        act = self.modals.applied(act, i)
        if act.type == "CONSULT" and not act.group.mediation:
            act = self._mediating(self._including(act), i)
        if act.recipients or not act.actors or act.group.mediation or act.group.joint:
            return act
        if not act.turn and act.type not in AT_HOME:  # measured: a guess for these is mostly wrong
            return act
        near = self._nearest(act, i)
        return replace(act, recipients=near, near=True) if near else act

    def _including(self, act: SentenceAct) -> SentenceAct:
        """Add those named after "including" to the side of their state."""
        scene = self.scene
        sentence = scene.parse.sentence_of(act.trigger)
        tokens = (scene.token(i) for i in range(act.trigger, sentence.last))
        at = next((t.i for t in tokens if t.lower == "including"), None)
        if at is None or not act.recipients or act.joint:
            return act
        below = scene.parse.subtree(at)
        for person in scene.named(below[0], below[-1] + 1):
            if self.scene.kin((person,), act.actors):
                act = replace(act, actors=tuple(dict.fromkeys((*act.actors, person))))
            elif self.scene.kin((person,), act.recipients):
                act = replace(act, recipients=tuple(dict.fromkeys((*act.recipients, person))))
        return act

    def _mediating(self, act: SentenceAct, i: int) -> SentenceAct:
        """Make a meeting a mediation where mediators meet, or "in an effort to mediate"."""
        scene = self.scene
        table = self.words.verbs["mediate"][0][1]
        subject = scene.subject(i) if scene.verb(i) else ()
        agents = any(scene.token(s).lemma in words("go-betweens") for s in subject)
        below = (scene.token(b) for b in scene.parse.subtree(i))
        effort = any(
            t.lemma in {"mediate", "broker"}
            and t.dep == "acl"
            and scene.token(t.head).lemma in words("deeds")
            for t in below
        )
        if not (agents or effort) or not act.actors or act.turn:
            return act
        parties = tuple(r for r in act.recipients if r not in act.actors)
        return replace(
            act,
            group=table,
            cameo="045",
            mode="third-party",
            helpers=act.actors,
            recipients=parties,
        )

    def _nearest(self, act: SentenceAct, i: int) -> Ids:
        """Return the first other actor after a trigger in its clause, else the state it is in."""
        scene = self.scene
        below = set(scene.parse.subtree(i))
        sentence = scene.parse.sentence_of(i)
        for first, _last, actor in scene.actors.within(sentence.first, sentence.last):
            after = first > act.trigger and first in below and actor not in act.actors
            if after and not self.scene.kin((actor,), act.actors):
                return (actor,)
        for spot in sorted(b for b in below if b > act.trigger and b in scene.actors.places):
            state = scene.located([spot])
            if state and (act.type in AT_HOME or not scene.kin(state, act.actors)):
                return state
        return ()

    def _stands(self, act: SentenceAct, i: int) -> bool:
        """Tell whether an act may be told by itself: it names somebody, a lone noun two sides."""
        if not act.actors and not act.recipients:
            return False
        if act.group.mediation and not act.turn and not act.noun and not act.helpers:
            return self.scene.passive(act.trigger)
        token = self.scene.token(act.trigger)
        named = bool(act.actors) and bool(act.recipients)
        decided = self.scene.token(token.head).lemma in words("deeds")
        if token.dep in {"advcl", "acl", "relcl", "pcomp"} and not (act.group.mediation or decided):
            return named and not act.near
        if (
            act.group.joint
            and act.type in {"SUPPORT", "COOPERATE"}
            and not (act.turn or act.recipients)
        ):
            return False
        if act.turn == "welcome" and not act.recipients and act.base == act.trigger:
            return False
        if token.pos not in {"NOUN", "PROPN"} or self.scene.verb(i):
            return named or not act.group.weak
        sides = len(set(act.actors) | set(act.recipients))
        if not act.turn:
            return act.group.stands and sides >= 2
        return sides >= 2

    def _empty(self, act: SentenceAct) -> bool:
        """Tell whether an operator governs nothing and addresses nobody ("voiced commitment")."""
        bare = act.noun and act.turn in {"intend", "ask", "demand"} and act.base == act.trigger
        return bare and not act.recipients and len(act.actors) < 2

    def _take(self, act: SentenceAct, i: int) -> None:
        """Mark what an act covers, so that no part of it is told again."""
        scene = self.scene
        self.taken.add(i)
        self.taken.add(act.base)
        self.taken.add(act.trigger)
        above = scene.token(i)
        tops = [i, act.trigger]
        if scene.misplaced(i):
            tops.append(above.head)
            self.taken.add(above.head)
        for t in tops:
            for c in scene.kids(t):
                token = scene.token(c)
                free = token.dep in {"advcl", "conj", "relcl"} and not (
                    act.turn in {"ask", "demand", "accuse", "refuse"} and token.dep == "advcl"
                )
                link = token.dep == "prep" and token.lower in words("granting words")
                if free or link or (token.dep in {"ccomp", "parataxis"} and not act.turn):
                    continue
                self._take_below(c, act)

    def _brokered(self, c: int) -> bool:
        """Tell whether a participle says who mediated ("a deal brokered by …")."""
        token = self.scene.token(c)
        if token.dep != "acl" or token.tag != "VBN":
            return False
        return any(g.mediation for _p, g in self.words.verbs.get(token.lemma, ()))

    def _take_below(self, c: int, act: SentenceAct) -> None:
        """Mark a phrase; clauses of their own inside a plain act's phrases stay free to be read."""
        scene = self.scene
        token = scene.token(c)
        link = token.dep == "prep" and token.lower in words("granting words")
        if (
            link
            or self._brokered(c)
            or (token.dep in {"relcl", "advcl"} and act.turn not in ABSORBING)
        ):
            return
        self.taken.add(c)
        for below in scene.kids(c):
            self._take_below(below, act)
