"""Mediation that no verb tells: of those who are called mediators, or whose guests two sides are.

"Qatari mediators handed both a draft", "they met at Kenya's invitation", "talks resumed, with Oman
as go-between", "Kenya, the host of the talks". It is looked for only where a sentence tells of no
mediation otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.roles import PASSIVE, SUBJECTS, Ids, Scene, once, without
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.meanings import Group, Meanings
from goodoffices.read.words import words

_SHORT = 9
"""How many words "with … as a mediator" may be long."""
_APPOSED = ("appos", "conj", "compound", "amod", "nmod", "poss")


class Presence:
    """Finds the third parties who only stand beside what a sentence tells."""

    def __init__(self, scene: Scene, meanings: Meanings, group: Group) -> None:
        self.scene, self.meanings, self.group = scene, meanings, group

    def told(self, first: int, last: int, acts: list[SentenceAct]) -> Iterator[SentenceAct]:
        """Yield the mediation that tokens [first, last) tell beside their acts: at most one."""
        pairs = [p for a in acts if len(self.scene.publics(p := self._sides(a))) > 1]
        for i in range(first, last):
            helpers, sides = self._at(i, pairs)
            if helpers:
                yield SentenceAct(
                    type="CONSULT",
                    trigger=i,
                    base=i,
                    group=self.group,
                    actors=helpers,
                    recipients=without(sides, helpers),
                    mode="third-party",
                    cameo="045",
                    noun=True,
                    helpers=helpers,
                )
                return

    @staticmethod
    def _sides(act: SentenceAct) -> Ids:
        return once((*act.actors, *act.recipients))

    def _at(self, i: int, pairs: list[Ids]) -> tuple[Ids, Ids]:
        """Return who mediates by a word, and between whom as far as it is told there."""
        lemma = self.scene.token(i).lemma
        if lemma in words("go-betweens") and lemma != "mediation":
            return self._mediators(i), ()
        if lemma in words("hosts"):
            return self._host(i)
        if {lemma, self.scene.token(i).lower} & words("bidding"):
            return self._bidding(i, pairs)
        if self.scene.token(i).lower == "as":
            return self._in_role(i), ()
        return self._with(i, pairs) if lemma in {"with", "have"} else ((), ())

    def _in_role(self, i: int) -> Ids:
        """Return X of "X joined the talks as facilitator"."""
        scene, verb = self.scene, self.scene.token(i).head
        nouns = [n for p in scene.kids(i, "pobj") for n in scene.row(p)]
        if not scene.verb(verb) or scene.token(verb).lemma not in words("attending"):
            return ()
        if not any(scene.token(n).lemma in words("go-betweens") for n in nouns):
            return ()
        return doers(scene, scene.subject(verb)) if not scene.passive(verb) else ()

    def _mediators(self, i: int) -> Ids:
        """Return the named mediators that do something, or by whom it is done."""
        scene, token = self.scene, self.scene.token(i)
        if token.dep in {"compound", "nmod"} and scene.actors.at(token.head):
            i, token = token.head, scene.token(token.head)  # "mediators Qatar and Egypt"
        head = scene.token(token.head)
        agent = token.dep == "pobj" and head.lower in {"by", "of"}
        present = head.lower == "of" and scene.token(head.head).lemma == "presence"
        doer = token.dep in SUBJECTS | PASSIVE and scene.verb(head.i)
        said = doer and (head.lemma in words("reporting verbs") or head.lemma == "be")
        if said or not (doer or present or (agent and head.lower == "by")):
            return ()
        named = [*scene.kids(i, *_APPOSED), *scene.phrases(i, "from", "of")]
        return scene.all_ids([*([i] if scene.actors.at(i) else []), *named])

    def _host(self, i: int) -> tuple[Ids, Ids]:
        """Return the host of "Kenya, the host of the talks between Chad and Libya"."""
        scene, token = self.scene, self.scene.token(i)
        talks = [n for n in scene.phrases(i, "of", "for", "to") if self._talks(n)]
        if not talks:
            return (), ()
        if token.dep == "appos":
            who = scene.ids(token.head)
        elif scene.token(token.head).lower == "as":
            above = scene.token(token.head).head
            who = doers(scene, scene.subject(above)) if scene.verb(above) else scene.ids(above)
        else:
            verb = token.head
            being = token.dep == "attr" and scene.verb(verb)
            who = doers(scene, scene.subject(verb)) if being else ()
        sides = scene.all_ids(
            p for n in talks for p in scene.phrases(n, "between", "among", "with")
        )
        bare = (n for n in talks if scene.token(n).lemma in words("bargaining talks"))
        known = token.dep == "appos" and any("the" in scene.forms(n, "det") for n in bare)
        others = len(scene.publics(without(sides, who))) > 1 or (known and not sides)
        return (without(who, sides), sides) if others else ((), ())

    def _bidding(self, i: int, pairs: list[Ids]) -> tuple[Ids, Ids]:
        """Return X of "met at the invitation of X", with those who met."""
        scene, head = self.scene, self.scene.token(self.scene.token(i).head)
        if head.lower not in {"at", "on", "upon", "following", "after", "under"}:
            return (), ()
        before = scene.actors.at(i - 1) if i else None  # "at Kenyan urging"
        return self._third(scene.all_ids(scene.owners(i)) or (*filter(None, [before]),), pairs)

    def _with(self, i: int, pairs: list[Ids]) -> tuple[Ids, Ids]:
        """Return X of "with X as mediator", "with X mediating", with those who deal."""
        scene = self.scene
        after = range(i + 1, min(i + _SHORT, scene.parse.sentence_of(i).last))
        row = max((n for p in scene.kids(i, "pobj") for n in scene.row(p)), default=i)
        ends = (n for n in after if n > row and scene.token(n).text in {",", ";"})
        after = range(i + 1, next(ends, after.stop))
        doing = [n for n in after if self._mediating(n)]
        roles = [p for n in after if scene.token(n).lower == "as" for p in scene.kids(n, "pobj")]
        as_one = any(self.meanings.office(p) for p in roles)
        if not doing and not as_one:
            return (), ()
        role = next((n for n in after if scene.token(n).lower == "as"), after.stop)
        return self._third(scene.named(i + 1, doing[0] if doing else role), pairs)

    def _mediating(self, i: int) -> bool:
        token = self.scene.token(i)
        return token.lower.endswith("ing") and bool({token.lemma, token.lower} & words("mediating"))

    def _third(self, who: Ids, pairs: list[Ids]) -> tuple[Ids, Ids]:
        """Return who mediates with the pair that it is no part of; nobody where there is none."""
        scene = self.scene
        for pair in pairs:
            others = without(pair, who)
            if who and len(scene.publics(others) - scene.publics(who)) > 1:
                return who, others
        return (), ()

    def _talks(self, noun: int) -> bool:
        return self.scene.token(noun).lemma in words("encounters")
