"""An act as read, who does it and to whom, and what a promise or a refusal makes of it.

A plain trigger tells its own act: "Russia invaded Ukraine". Its doer and its recipient stand where
the trigger table says. An operator turns the act it governs into another: who *offers* to mediate
AGREEs, who *refuses* REJECTs, who *asks* REQUESTs, who *halts* talks SANCTIONs and who halts an
attack CONCEDEs. So "refused to hold talks" is one event, a refusal, and what is refused is not
counted as done. :mod:`~goodoffices.read.done.operators` turns acts,
:mod:`~goodoffices.read.done.reader` finds them in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.read.clause.roles import Ids, Scene, once, without
from goodoffices.read.done.meanings import AT_HOME, HOSTILE, Group, Meanings
from goodoffices.read.words import table, words

POSITIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Types that help; promising one is agreement, refusing one rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceAct:
    """One act as read: its kind, the words that tell it, who did it to whom.

    ``trigger`` is the token that decided the type, ``base`` the innermost one ("offered to
    *mediate*"). ``turn`` names the operator that made it. ``resolved`` says that a modal ("would",
    "must") has been read into the type and no longer makes it hypothetical; ``helpers`` mediate.
    ``beneath`` marks what another act of the sentence is about ("refused to *sign*").
    """

    type: str
    trigger: int
    base: int
    group: Group
    actors: Ids = ()
    recipients: Ids = ()
    mode: str | None = None
    cameo: str | None = None
    turn: str = ""
    joint: bool = False
    noun: bool = False
    resolved: bool = False
    helpers: Ids = ()
    beneath: bool = False

    @property
    def mediates(self) -> bool:
        """Whether it is a mediation, or one turned."""
        return self.group.mediation


def code(turn: str, act: SentenceAct, default: str | None) -> str | None:
    """Return CAMEO's code for an act that is promised, asked for, refused or threatened."""
    kind = "mediation" if act.mediates else act.type
    answer: str | None = table("turns.yaml")["codes"].get(turn, {}).get(kind, default)
    return answer


def mode(turn: str, act: SentenceAct, default: str | None = None) -> str | None:
    """Return PLOVER's mode for an act that is asked for or refused."""
    answer: str | None = table("turns.yaml")["modes"].get(turn, {}).get(act.type, default)
    return answer


def promised(act: SentenceAct) -> SentenceAct:
    """Turn a plain act into a promise of it, or a threat: what "will" and "plans to" do."""
    if act.mediates and act.type == "CONSULT":
        helpers = act.helpers or act.actors
        cameo = code("intend", act, None)
        return replace(act, type="AGREE", cameo=cameo, turn="intend", mode=None, helpers=helpers)
    hostile = act.type in HOSTILE and act.type != "THREATEN"
    if hostile or (act.mediates and act.turn == "stop"):
        cameo = "134" if act.cameo == "164" else code("threaten", act, "130")
        return replace(act, type="THREATEN", cameo=cameo, turn="threaten", mode=None)
    if act.type in POSITIVE:
        visit = "visit" if act.mode == "visit" else None
        return replace(
            act, type="AGREE", cameo=code("intend", act, None), turn="intend", mode=visit
        )
    return act


def unwilling(act: SentenceAct) -> SentenceAct:
    """Read "will not": a refusal of what helps; what hurts is left as denied."""
    if act.group.turns == "tolerate":
        return replace(act, type="THREATEN", cameo="130", turn="threaten", resolved=True)
    if act.type not in POSITIVE | {"AGREE"} and not (act.mediates and act.turn == "ask"):
        return act
    cameo, how = code("refuse", act, "120"), mode("refuse", act)
    return replace(act, type="REJECT", cameo=cameo, turn="refuse", mode=how, resolved=True)


def together(act: SentenceAct, actors: Ids, others: Ids) -> SentenceAct:
    """Make an act done with one another: both sides are actor and recipient where neither leads."""
    others = without(others, actors)
    if others and actors:
        return replace(act, actors=once(actors), recipients=others, joint=False)
    side = once(actors) or others
    joint = len(side) > 1
    return replace(act, actors=side, recipients=side if joint else (), joint=joint)


_GIVERS = ("from", "by", "of")
"""Before whoever gives what another takes."""


class Arguments:
    """Reads plain acts and the people around operators, where the trigger table says they stand."""

    def __init__(self, scene: Scene, meanings: Meanings) -> None:
        self.scene, self.meanings, self.words = scene, meanings, meanings.words

    def plain(self, i: int, group: Group) -> SentenceAct:
        """Read an act that needs no other: who, to whom."""
        noun = not self.scene.verb(i)
        actors = self._doers(i, group, noun=noun)
        recipients = self._done_to(i, group, actors, noun=noun)
        act = SentenceAct(
            type=group.type or "",
            trigger=i,
            base=i,
            group=group,
            actors=actors,
            recipients=recipients,
            noun=noun,
            mode=group.mode,
            cameo=group.cameo,
        )
        if group.taken:
            return self.suffered(i, act)
        if group.mediation:
            named = self._appointed(i, actors) if group.appoints else ()
            if named:
                return replace(act, helpers=named, recipients=without(recipients, actors))
            sides = without(recipients, actors)
            return replace(act, helpers=without(actors, recipients), recipients=sides)
        unnamed = not noun and not actors and bool(self.scene.subject(i))
        return together(act, actors, recipients) if group.joint and not unnamed else act

    def _appointed(self, i: int, doers: Ids) -> Ids:
        """Return who is named to mediate: the verb's object that is no bare office."""
        scene = self.scene
        named = (o for o in scene.objects(i) if scene.token(o).lemma not in words("go-betweens"))
        return without(scene.all_ids(named), doers)

    def suffered(self, i: int, act: SentenceAct) -> SentenceAct:
        """Turn an act round: "received aid from", "came under attack by", "drew a rebuke from"."""
        scene = self.scene
        whom = scene.all_ids(scene.subject(i)) or self._locals(i, act.group)
        nouns = scene.phrases(i, *_GIVERS)
        for o in scene.objects(i) or scene.phrases(i):
            nouns += scene.phrases(o, *_GIVERS)
        inner = () if act.base == i else without(act.actors, whom)
        who = scene.all_ids(nouns) or inner or scene.located(nouns)
        return replace(act, actors=without(who, whom), recipients=whom)

    def _doers(self, i: int, group: Group, *, noun: bool) -> Ids:
        """Return who does an act: a verb's subject, a noun's owner, agent, or "between A and B"."""
        scene = self.scene
        if not noun:
            if scene.token(i).dep != "amod" or scene.misplaced(i):
                return scene.all_ids(scene.subject(i)) or self._locals(i, group)
            # "Omani-mediated talks"
            return scene.all_ids(scene.kids(i, "npadvmod", "compound", "nmod", "amod", "advmod"))
        pair = scene.pair(i) if group.joint else ()
        if pair:
            return pair
        beside = scene.kids(i, "poss", "compound", "amod", "nmod")
        for c in scene.kids(i, "amod"):  # "Kenyan-led mediation"
            if scene.token(c).tag == "VBN" and scene.token(c).lemma in words(
                "third parties' verbs"
            ):
                beside += scene.kids(c, "npadvmod", "compound", "nmod", "amod", "advmod")
        ids = scene.all_ids(scene.phrases(i, "by")) or scene.all_ids(beside)
        if not ids and group.mediation and scene.token(i).dep == "appos":  # "Oman, a go-between"
            ids = scene.ids(scene.token(i).head)
        own = group.type in {"RETREAT", "MOBILIZE"} or group.mode == "visit"
        if not ids and (group.joint or own):
            return scene.all_ids(scene.phrases(i, "of"))
        return ids

    def _locals(self, i: int, group: Group | None) -> Ids:
        """Return the state where nameless people act ("gunmen killed two men in Karachi").

        Where they only talk or agree, they may be of anywhere.
        """
        scene = self.scene
        if group is not None and group.type in {"CONSULT", "AGREE", "SUPPORT"}:
            return ()
        subject = scene.subject(i)
        if not subject or any(scene.token(s).pos != "NOUN" for s in subject):
            return ()
        where = ("in", "at", "near", "outside", "across", "through", "inside", "around", "into")
        spots = scene.phrases(i, *where)
        for n in (*scene.phrases(i), *scene.objects(i)):
            spots += scene.phrases(n, *where, "of")
        return scene.located(spots)[:1]

    def _done_to(self, i: int, group: Group, doers: Ids, *, noun: bool) -> Ids:
        """Return to whom an act is done, where its group says that the recipient stands."""
        scene = self.scene
        alone = group.joint and len(doers) > 1  # "A and B thrashed out the terms in Tunis"
        objects = [] if noun or alone else scene.objects(i)
        phrases = self._phrases(i, group)
        ids = without(scene.all_ids(objects), doers) if "object" in group.to else ()
        ids = ids or without(scene.all_ids(phrases), doers)
        inner = scene.phrases(i, "by", "of") if noun else [*objects, *scene.phrases(i)]
        for o in inner if group.mediation or not noun else ():  # "mediation by Oman between …"
            ids = ids or without(scene.all_ids(self._phrases(o, group)), doers)
        if ids or group.joint:
            return ids
        own = [o for o in objects if not group.mediation or o != scene.token(i).head]
        ids = scene.loose([*own, *phrases], doers)
        if ids or group.mediation:
            return ids
        return scene.located([*objects, *phrases], () if group.type in AT_HOME else doers)

    def _phrases(self, i: int, group: Group) -> list[int]:
        """Return the nouns after the prepositions that a group's recipient may stand behind."""
        places = {p for p in group.to if p != "object"} | self.meanings.own_places(i, group)
        return self.scene.phrases(i, *places) if places else []

    def carried(self, i: int, inner: SentenceAct) -> SentenceAct:
        """Give an act the subject and the phrases of the verb that only carries it."""
        scene, act = self.scene, inner
        if scene.verb(i):
            act = self._carried_by_verb(i, inner)
        elif not inner.actors:
            mediators = scene.all_ids(scene.phrases(i, "for")) if inner.mediates else ()
            act = replace(act, actors=mediators or scene.all_ids(scene.holders(i)))
        if act.mediates and not scene.verb(i) and not act.recipients:  # "a mediation bid between …"
            sides = scene.all_ids(self._phrases(i, act.group))
            act = replace(act, recipients=without(sides, act.actors))
        return replace(act, helpers=act.actors) if act.mediates and not act.helpers else act

    def _carried_by_verb(self, i: int, inner: SentenceAct) -> SentenceAct:
        """Give an act the subject of "held", "launched", and those in its phrases."""
        scene = self.scene
        who = scene.all_ids(scene.subject(i))
        places = [p for p in inner.group.to if p != "object"]
        others = scene.all_ids(scene.phrases(i, *places))
        if inner.group.joint and inner.noun:
            if not who and not others:
                return inner
            sides = (*inner.actors, *inner.recipients, *others)
            return together(inner, who or inner.actors, sides)
        actors = who if who and (not inner.actors or inner.noun) else inner.actors
        return replace(inner, actors=actors, recipients=inner.recipients or without(others, actors))

    def subject(self, i: int) -> Ids:
        """Return who acts in an operator: a verb's or adjective's subject, a noun's holder."""
        scene, token = self.scene, self.scene.token(i)
        if scene.verb(i):
            return scene.all_ids(scene.subject(i)) or self._locals(i, None)
        if token.pos != "ADJ":
            return scene.all_ids(scene.holders(i))
        own = scene.all_ids(scene.kids(i, "nsubj"))
        if own:
            return own
        if token.dep in {"acomp", "xcomp", "oprd", "conj"} and scene.verb(token.head):
            return scene.all_ids(scene.subject(token.head))
        return scene.ids(token.head) if token.dep == "amod" else ()

    def aside(self, i: int, group: Group) -> Ids:
        """Return whom an operator addresses: its object or the nouns after its prepositions."""
        scene = self.scene
        objects = scene.objects(i) if scene.verb(i) else []
        ids: Ids = ()
        if "object" in group.to:
            ids = scene.all_ids(
                o
                for o in objects
                if scene.token(o).lemma not in self.words.nouns or scene.actors.at(o)
            )
            ids = without(ids, self.subject(i))  # "offered its troops to Chad"
        places = {p for p in group.to if p != "object"} | self.meanings.own_places(i, group)
        ids = ids or scene.all_ids(scene.phrases(i, *places))
        for o in objects:  # "voiced outrage at Chad"
            ids = ids or scene.all_ids(scene.phrases(o, *places - {"of", "with"}))
            ids = ids or scene.all_ids(scene.owners(o))
        if not ids:  # "voiced concern over sales by Chad"
            over = (p for o in objects for p in scene.phrases(o, "over", "about"))
            ids = scene.all_ids(w for p in over for w in scene.owners(p))
        return ids

    def others(self, inner: SentenceAct | None, who: Ids) -> Ids:
        """Return the other actors of what is governed."""
        return without((*inner.actors, *inner.recipients), who) if inner else ()
