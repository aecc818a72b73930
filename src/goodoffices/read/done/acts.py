"""An act as read, who does it and to whom, and what a promise or a refusal makes of it.

A plain trigger tells its own act: "Russia invaded Ukraine". Its doer and its recipient stand where
the trigger table says. An operator turns the act it governs into another: who *offers* to mediate
AGREEs, who *refuses* REJECTs, who *asks* REQUESTs, who *halts* talks SANCTIONs and who halts an
attack CONCEDEs. So "refused to hold talks" is one event, a refusal, and what is refused is not
counted as done. :mod:`~goodoffices.read.done.operators` turns acts,
:mod:`~goodoffices.read.done.reader` finds them in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from goodoffices.evidence.claims import nameless
from goodoffices.read.clause.acting import doers, private
from goodoffices.read.clause.roles import PASSIVE, SUBJECTS, Ids, Scene, once, without
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
    ``beneath`` marks what another act of the sentence is about ("refused to *sign*"), ``recalled``
    one whose sides were told elsewhere.
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
    recalled: bool = False

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
        told = None if noun or group.type != "ASSAULT" else self._told_by_noun(i)
        actors = told.actors if told else self._doers(i, group, noun=noun)
        recipients = self._done_to(i, group, actors, noun=noun)
        if told and not recipients:
            recipients = told.recipients
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
            another = group.appoints or self.meanings.put_forward(i)
            named = self._appointed(i, actors) if another else ()
            if named:
                return replace(act, helpers=named, recipients=without(recipients, actors))
            sides = without(recipients, actors)
            actors = once((*actors, *without(self._working_with(i), sides)))
            helpers = without(actors, recipients)
            return replace(act, actors=actors, helpers=helpers, recipients=sides)
        unnamed = not noun and not actors and bool(self.scene.subject(i))
        if group.joint and not noun and not actors and not unnamed:  # "a deal was reached between"
            actors = next((p for n in (i, *self.scene.objects(i)) if (p := self.scene.pair(n))), ())
        return together(act, actors, recipients) if group.joint and not unnamed else act

    def _working_with(self, i: int) -> Ids:
        """Return who mediates too: "works with its fellow mediators Chad and Peru to broker"."""
        scene, token = self.scene, self.scene.token(i)
        above = token.head
        if token.dep not in {"advcl", "xcomp"} or "to" not in scene.lemmas(i, "aux"):
            return ()
        known = scene.token(above).lemma in words("working together")
        return scene.all_ids(scene.phrases(above, "with", "alongside")) if known else ()

    def _told_by_noun(self, i: int) -> SentenceAct | None:
        """Return the attack that did what a verb says: "the raid by Chad killed", "killed in a …".

        Who suffers the attack is not who did it: "the shelling of Libya killed nine".
        """
        scene = self.scene
        nouns = list(scene.subject(i))
        if scene.passive(i) and not scene.all_ids(nouns):
            nouns += scene.phrases(i, "in", "during")
        for n in nouns:
            if scene.verb(n) or scene.actors.at(n) is not None:
                continue
            groups = (g for g in self.meanings.groups(n) if g.type == "ASSAULT" and not g.turns)
            group = next(groups, None)
            if group is not None:
                return self.plain(n, group)
        return None

    def _appointed(self, i: int, who: Ids) -> Ids:
        """Return who is named to mediate: a verb's object or a noun's that is no bare office."""
        scene = self.scene
        whom = scene.objects(i) if scene.verb(i) else scene.phrases(i, "of")
        beside = scene.kids(i, "npadvmod") if scene.verb(i) else ()  # "a judge, Ada Roe, as …"
        offices = [o for o in whom if scene.token(o).lemma in words("go-betweens")]
        named = [o for o in (*whom, *beside) if o not in offices]
        named += [a for o in offices for a in scene.kids(o, "appos")]
        return without(scene.all_ids(named), who)

    def suffered(self, i: int, act: SentenceAct) -> SentenceAct:
        """Turn an act round: "received aid from", "came under attack by", "drew a rebuke from"."""
        scene = self.scene
        whom = scene.all_ids(scene.subject(i)) or self._locals(i, act.group)
        nouns = scene.phrases(i, *_GIVERS)
        spots = [] if act.group.object else scene.phrases(i, *words("prepositions of spots"))
        for o in scene.objects(i) or [p for p in scene.phrases(i) if p not in spots]:
            nouns += scene.phrases(o, *_GIVERS)
        inner = () if act.base == i else without(act.actors, whom)
        who = doers(scene, nouns) or inner
        if not who and not any(private(scene, n) for n in nouns):
            who = scene.located(nouns)
        who = without(who, whom)
        if act.mediates and act.turn in {"", "intend"}:  # "received an offer of mediation from"
            sides = without(act.recipients, (*who, *whom))
            return replace(act, actors=who, helpers=who, recipients=(*whom, *sides))
        return replace(act, actors=who, recipients=whom)

    def _doers(self, i: int, group: Group, *, noun: bool) -> Ids:
        """Return who does an act: a verb's subject, a noun's owner, agent, or "between A and B"."""
        scene = self.scene
        if not noun:
            if scene.token(i).dep != "amod" or scene.misplaced(i):
                return self._active(i) or self._locals(i, group)
            return self.meanings.attached(i)
        pair = scene.pair(i) if group.joint else ()
        if pair:
            return pair
        beside = scene.kids(i, "poss", "compound", "amod", "nmod")
        for c in scene.kids(i, "amod"):  # "Kenyan-led mediation"
            if scene.token(c).tag == "VBN" and scene.token(c).lemma in words(
                "third parties' verbs"
            ):
                beside += scene.kids(c, "npadvmod", "compound", "nmod", "amod", "advmod")
        agents = scene.phrases(i, "by")  # "the release of two men by Chad" hangs it inside
        agents = agents or [b for o in scene.phrases(i) for b in scene.phrases(o, "by")]
        ids = doers(scene, agents) or doers(scene, beside)
        happens = not ids and not group.mediation and scene.token(i).dep in SUBJECTS
        if happens:  # "fighting erupted between Chad and Libya"
            ids = scene.pair(scene.token(i).head)
        if not ids and not group.mediation:  # "fighting that broke out between Chad and Libya"
            told = scene.kids(i, "relcl", "acl")
            verbs = (c for c in told if scene.token(c).lemma in words("happening verbs"))
            ids = next(filter(None, (scene.pair(c) for c in verbs)), ())
        if not ids and group.mediation:
            ids = self._lent(i)
        if not ids and group.mode == "expel":  # "the expulsion of two men from Chad"
            nouns = [i, *scene.phrases(i, "of")]
            ids = scene.all_ids(p for n in nouns for p in scene.phrases(n, "from"))
        if not ids and group.joint and scene.phrases(i, "with"):  # "after talks with Libya, Chad …"
            ids = self._after(i)
        own = group.type in {"RETREAT", "MOBILIZE"} or group.mode == "visit"
        if not ids and (group.joint or own):
            return scene.all_ids(scene.phrases(i, "of"))
        return ids

    def _lent(self, i: int) -> Ids:
        """Return whose mediation a noun is: "the mediation of the Church", "Oman, a go-between"."""
        of = self.scene.all_ids(p for p in self.scene.phrases(i, "of") if self.scene.actors.at(p))
        if of or self.scene.token(i).dep != "appos":
            return of or self.scene.all_ids(self.attending(i))
        return self.scene.ids(self.scene.token(i).head)

    def attending(self, office: int) -> list[int]:
        """Return X of "with X as mediator", by the office that X has there."""
        scene, as_ = self.scene, self.scene.token(self.scene.token(office).head)
        if as_.lower != "as":
            return []
        beside = (as_.head, *scene.kids(as_.head, "prep"))
        links = [n for n in beside if n < as_.i and scene.token(n).lower == "with"]
        return scene.kids(links[-1], "pobj") if links else []

    def _with_others(self, i: int, places: Iterable[str]) -> list[int]:
        """Return the nouns after some prepositions of a word, without "with X as mediator"."""
        offices = (o for n in self.scene.kids(i, "prep") for o in self._offices(n))
        apart = {n for o in offices for n in self.attending(o)}
        return [n for n in self.scene.phrases(i, *places) if n not in apart]

    def _offices(self, link: int) -> list[int]:
        """Return the mediators' offices behind an "as", or behind that of a "with"."""
        named = [link, *self.scene.kids(link, "prep")]
        found = (
            p
            for n in named
            if self.scene.token(n).lower == "as"
            for p in self.scene.kids(n, "pobj")
        )
        return [p for p in found if self.meanings.office(p)]

    def _after(self, i: int) -> Ids:
        """Return who does what was done after a meeting: they had it."""
        scene, link = self.scene, self.scene.token(self.scene.token(i).head)
        held = link.lower in {"after", "following", "during"} and scene.verb(link.head)
        return doers(scene, scene.subject(link.head)) if held else ()

    def _locals(self, i: int, group: Group | None) -> Ids:
        """Return the state where its nameless servants act ("soldiers killed two men in Karachi").

        Where they only talk or agree, they may be of anywhere.
        """
        scene = self.scene
        if group is not None and group.type in {"CONSULT", "AGREE", "SUPPORT"}:
            return ()
        subject = scene.subject(i)
        if group is not None and group.mode == "arrest" and scene.passive(i) and not subject:
            return scene.located(scene.phrases(i, "in", "at"))[:1]  # "were arrested in Chad"
        if group is not None and group.type == "SANCTION" and scene.passive(i) and not subject:
            return scene.all_ids(scene.phrases(i, "from"))
        if not any(scene.token(s).lemma in words("serving a state") for s in subject):
            return ()
        where = words("prepositions of spots")
        spots = scene.phrases(i, *where)
        for n in (*scene.phrases(i), *scene.objects(i)):
            spots += scene.phrases(n, *where, "of")
        spots = [s for s in spots if s in scene.actors.places or self._state(scene.actors.at(s))]
        return tuple(one for one in scene.located(spots) if self._state(one))[:1]

    def _state(self, one: str | None) -> bool:
        """Tell whether an actor is a state."""
        actor = self.scene.actors.get(one)
        return one is not None and (actor is None or actor.kind == "state")

    def _done_to(self, i: int, group: Group, doers: Ids, *, noun: bool) -> Ids:
        """Return to whom an act is done, where its group says that the recipient stands."""
        scene = self.scene
        alone = group.joint and len(doers) > 1  # "A and B thrashed out the terms in Tunis"
        objects = [] if noun or alone else scene.objects(i)
        if group.mediation:  # "a UN-brokered deal between A and B", "led talks in C between …"
            below = [scene.token(i).head] if scene.token(i).dep == "amod" else [i, *objects]
            named = (without(scene.pair(n), doers) for n in below)
            sides = next((p for p in named if len(scene.publics(p)) > 1), ())
            if sides:
                return sides
        phrases = self._phrases(i, group)
        ids = without(scene.all_ids(objects), doers) if "object" in group.to else ()
        ids = ids or without(scene.all_ids(phrases), doers)
        inner = scene.phrases(i, "by", "of") if noun else [*objects, *scene.phrases(i)]
        far = group.mediation or not noun or bool(group.modifier)
        for o in inner if far else ():  # "mediation by Oman between …", "use of force against …"
            ids = ids or without(scene.all_ids(self._phrases(o, group)), doers)
        if ids or group.joint:
            return ids
        own = [o for o in objects if not group.mediation or o != scene.token(i).head]
        talks = [*own, *phrases] if group.mediation else own
        pairs = next((p for o in talks if len(p := scene.pair(o)) > 1), ())
        ids = without(pairs, doers)  # "talks between Chad and Libya were broken off"
        if not ids and "object" in group.to and not noun:  # "declared the envoy persona non grata"
            raised = (s for c in scene.kids(i, "ccomp") for s in scene.kids(c, "nsubj"))
            ids = without(scene.all_ids(s for s in raised if s > i), doers)
        if not group.mediation:  # "recalled its envoy from the talks in Chad": a place alone
            phrases = [p for p in phrases if scene.token(p).lemma not in words("encounters")]
        ids = ids or scene.loose([*own, *phrases], doers)
        if ids or group.mediation:
            return ids
        apart = (
            doers if group.type not in AT_HOME else tuple(d for d in doers if not self._state(d))
        )
        return scene.located([*objects, *phrases], apart)

    def _phrases(self, i: int, group: Group) -> list[int]:
        """Return the nouns after the prepositions that a group's recipient may stand behind."""
        places = {p for p in group.to if p != "object"} | self.meanings.own_places(i, group)
        return self._with_others(i, places) if places else []

    def _active(self, i: int) -> Ids:
        """Return who does a verb; whoever "is locked in talks" holds them."""
        scene = self.scene
        who = doers(scene, scene.subject(i))
        if not who and scene.token(i).lemma in words("engaged verbs") and scene.passive(i):
            held = "in" in scene.prepositions(i)
            return scene.all_ids(scene.kids(i, *PASSIVE)) if held else ()
        if not who and scene.passive(i):  # "was hit with sanctions by Chad"
            beside = (*scene.phrases(i), *scene.kids(i, "oprd", "dobj"))
            return doers(scene, (b for p in beside for b in scene.phrases(p, "by")))
        return who

    def carried(self, i: int, inner: SentenceAct) -> SentenceAct:
        """Give an act the subject and the phrases of the verb that only carries it."""
        scene, act = self.scene, inner
        if scene.verb(i) and inner.noun and inner.trigger in scene.kids(i, *SUBJECTS):
            pass  # "the release of two men by Chad began"
        elif scene.verb(i):
            act = self._carried_by_verb(i, inner)
        elif not inner.actors:
            mediators = scene.all_ids(scene.phrases(i, "for")) if inner.mediates else ()
            act = replace(act, actors=mediators or doers(scene, scene.holders(i)))
        if act.mediates and not scene.verb(i) and not act.recipients:  # "a mediation bid between …"
            sides = scene.all_ids(self._phrases(i, act.group))
            act = replace(act, recipients=without(sides, act.actors))
        if act.mediates and self._in_office(i, inner):  # "Ana Weru is the Union's mediator"
            both = once((*act.actors, *inner.helpers))
            return replace(act, actors=both, helpers=both)
        return replace(act, helpers=act.actors) if act.mediates and not act.helpers else act

    def _in_office(self, i: int, inner: SentenceAct) -> bool:
        """Tell whether a verb says that its subject is somebody's mediator."""
        own = self.scene.token(i).lemma == "be" and inner.noun and not inner.turn
        return own and self.meanings.office(inner.trigger)

    def _carried_by_verb(self, i: int, inner: SentenceAct) -> SentenceAct:
        """Give an act the subject of "held", "launched", and those in its phrases."""
        scene = self.scene
        who = self._active(i)
        places = [p for p in inner.group.to if p != "object"]
        others = scene.all_ids(self._with_others(i, places))
        if inner.mediates and self.attending(inner.trigger):
            return replace(inner, recipients=inner.recipients or without(who, inner.actors))
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
            who = doers(scene, scene.subject(i)) or self._locals(i, None)
            if not who and scene.passive(i):  # "was threatened with sanctions by Chad"
                who = doers(scene, (b for p in scene.phrases(i) for b in scene.phrases(p, "by")))
            return who
        if token.pos == "ADP" and scene.verb(token.head):  # "Libya was behind the raid"
            return doers(scene, scene.subject(token.head))
        if token.pos != "ADJ":
            return doers(scene, scene.holders(i))
        own = scene.all_ids(scene.kids(i, "nsubj"))
        if own:
            return own
        if token.dep in {"acomp", "xcomp", "oprd", "conj"} and scene.verb(token.head):
            return doers(scene, scene.subject(token.head))
        return scene.ids(token.head) if token.dep == "amod" else ()

    def aside(self, i: int, group: Group) -> Ids:
        """Return whom an operator addresses: its object or the nouns after its prepositions."""
        scene = self.scene
        objects = scene.objects(i) if scene.verb(i) else []
        ids: Ids = ()
        accuses = group.turns == "accuse"
        if "object" in group.to:
            ids = scene.all_ids(
                o for o in objects if not self._deed(o, accuses=accuses) or scene.actors.at(o)
            )
            ids = without(ids, self.subject(i))  # "offered its troops to Chad"
        places = {p for p in group.to if p != "object"} | self.meanings.own_places(i, group)
        ids = ids or scene.all_ids(scene.phrases(i, *places))
        for o in objects:  # "voiced outrage at Chad"
            ids = ids or scene.all_ids(scene.phrases(o, *places - {"of", "with"}))
            ids = ids or scene.all_ids(self._blamed_for(o) if accuses else scene.owners(o))
            if not ids and scene.token(o).dep in {"npadvmod", "appos"} and o < i:
                said = scene.token(o).head  # "…, a charge Chad rejected"
                whose = scene.subject(said) if scene.verb(said) else [said]
                ids = without(scene.all_ids(whose), self.subject(i))
        if not ids:  # "voiced concern over sales by Chad"
            over = (p for o in objects for p in scene.phrases(o, "over", "about"))
            ids = scene.all_ids(w for p in over for w in scene.owners(p))
        return ids

    def _deed(self, noun: int, *, accuses: bool) -> bool:
        """Tell whether a noun is something done, whose own people are not addressed by that."""
        lemma = self.scene.token(noun).lemma
        return lemma in self.words.nouns or (accuses and lemma in words("done to somebody"))

    def _blamed_for(self, noun: int) -> list[int]:
        """Return whose deed a noun is, not who suffers it: "deplored the killing of six men"."""
        scene = self.scene
        done_to = scene.token(noun).lemma in words("done to somebody")
        suffer = scene.phrases(noun, "of") if done_to else []
        return [n for n in scene.owners(noun) if n not in suffer]

    def others(self, inner: SentenceAct | None, who: Ids, turn: str = "") -> Ids:
        """Return the other actors of what is governed; whoever suffers a deed is not accused."""
        if inner is None:
            return ()
        suffer = () if turn == "accuse" else inner.recipients
        if turn in {"ask", "demand"} and without(inner.actors, who):
            suffer = tuple(r for r in suffer if not self._unnamed(r))  # "to free the prisoners"
        return without((*inner.actors, *suffer), who)

    def _unnamed(self, one: str) -> bool:
        """Tell whether an actor is a party without a name."""
        actor = self.scene.actors.get(one)
        return actor is not None and nameless(actor)
