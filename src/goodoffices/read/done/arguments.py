"""Who does an act and to whom it is done, where the trigger table says that they stand."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.read.clause.roles import Ids, Scene
from goodoffices.read.done.acts import SentenceAct, together
from goodoffices.read.done.meanings import Meanings
from goodoffices.read.done.triggers import AT_HOME, Group


class Arguments:
    """Reads plain acts and the people around operators."""

    def __init__(self, scene: Scene, meanings: Meanings) -> None:
        self.scene = scene
        self.meanings = meanings
        self.words = meanings.words

    def plain(self, i: int, group: Group) -> SentenceAct | None:
        """Read an act that needs no other: who, to whom."""
        scene = self.scene
        assert group.type is not None  # noqa: S101 - only operators go without
        noun = not scene.verb(i)
        actors = self._doers(i, group, noun)
        recipients = self._done_to(i, group, noun)
        act = SentenceAct(group.type, i, i, group, noun=noun, mode=group.mode, cameo=group.cameo)
        if group.mediation:
            return replace(
                act,
                helpers=tuple(a for a in actors if a not in recipients),
                actors=actors,
                recipients=tuple(r for r in recipients if r not in actors),
            )
        if group.joint:
            return together(act, actors, recipients)
        return replace(act, actors=actors, recipients=recipients)

    def _doers(self, i: int, group: Group, noun: bool) -> Ids:
        """Return who does an act: a verb's subject, a noun's owner, agent, or "between A and B"."""
        scene = self.scene
        if (
            not noun and scene.token(i).dep == "amod" and not scene.misplaced(i)
        ):  # "Omani-mediated talks"
            return scene.all_ids(scene.kids(i, "npadvmod", "compound", "nmod", "amod", "advmod"))
        if not noun:
            return scene.all_ids(scene.subject(i)) or self._locals(i)
        if group.joint and (pair := scene.pair(i)):
            return pair
        found = scene.kids(i, "poss", "compound", "amod", "nmod")
        ids = scene.all_ids(scene.phrases(i, "by")) or scene.all_ids(
            c for c in found if scene.ids(c) or scene.token(c).dep == "poss"
        )
        if ids:
            return ids
        if group.type in {"RETREAT", "MOBILIZE"} or group.joint:
            return scene.all_ids(scene.phrases(i, "of"))
        return ()

    def _locals(self, i: int) -> Ids:
        """Return the state where nameless people act ("gunmen killed two men in Karachi")."""
        scene = self.scene
        subject = scene.subject(i)
        people = [s for s in subject if scene.token(s).pos == "NOUN"]
        if not people or len(people) < len(subject):
            return ()
        where = ("in", "at", "near", "outside", "across", "through", "inside", "around", "into")
        spots = scene.phrases(i, *where)
        spots += [
            p
            for n in (*scene.phrases(i), *scene.objects(i))
            for p in scene.phrases(n, *where, "of")
        ]
        return scene.located(spots)[:1]

    def _done_to(self, i: int, group: Group, noun: bool) -> Ids:
        """Return to whom an act is done, where its group says that the recipient stands."""
        scene = self.scene
        places = [p for p in group.to if p != "object"]
        own = self._doers(i, group, noun)
        objects = [] if noun else scene.objects(i)
        phrases = scene.phrases(i, *places) if places else []
        found: Ids = ()
        if "object" in group.to:
            found = _but(scene.all_ids(objects), own)
        if not found:
            found = _but(scene.all_ids(phrases), own)
        if places and not noun:
            for o in [*objects, *scene.phrases(i)]:
                found = found or _but(scene.all_ids(scene.phrases(o, *places)), own)
        if not found and not group.joint:
            found = scene.loose([*objects, *phrases], own)
        if not found and not group.joint and not group.mediation:
            at_home = group.type in AT_HOME
            found = scene.located([*objects, *phrases], () if at_home else own)
        return found

    def carried(self, i: int, inner: SentenceAct) -> SentenceAct:
        """Give an act the subject and the phrases of the verb that only carries it."""
        scene = self.scene
        act = inner
        if scene.verb(i):
            who = scene.all_ids(scene.subject(i))
            if inner.group.joint and inner.noun:
                more = scene.all_ids(
                    scene.phrases(i, *(p for p in inner.group.to if p != "object"))
                )
                if who or more:
                    act = together(
                        replace(act, actors=()),
                        who or inner.actors,
                        tuple(dict.fromkeys((*inner.actors, *inner.recipients, *more))),
                    )
            else:
                if who and (not inner.actors or inner.noun):
                    act = replace(act, actors=who)
                if not act.recipients:
                    places = [p for p in inner.group.to if p != "object"]
                    given = scene.all_ids(scene.phrases(i, *places))
                    act = replace(act, recipients=tuple(g for g in given if g not in act.actors))
        elif not inner.actors:
            held = scene.all_ids(scene.phrases(i, "for")) if act.group.mediation else ()
            act = replace(act, actors=held or scene.all_ids(scene.holders(i)))
        if act.group.mediation and not act.helpers:
            act = replace(act, helpers=act.actors)
        return replace(act, trigger=act.trigger)

    def subject(self, i: int) -> Ids:
        """Return who acts in an operator: a verb's or adjective's subject, a noun's holder."""
        scene = self.scene
        token = scene.token(i)
        if scene.verb(i):
            return scene.all_ids(scene.subject(i)) or self._locals(i)
        if token.pos == "ADJ":
            head = token.head
            own = scene.all_ids(scene.kids(i, "nsubj"))
            if own:
                return own
            if token.dep in {"acomp", "xcomp", "oprd", "conj"} and scene.verb(head):
                return scene.all_ids(scene.subject(head))
            return scene.ids(head) if token.dep == "amod" else ()
        return scene.all_ids(scene.holders(i))

    def aside(self, i: int, group: Group) -> Ids:
        """Return whom an operator addresses: its object or the nouns after its prepositions."""
        scene = self.scene
        found: Ids = ()
        if scene.verb(i) and "object" in group.to:
            found = scene.all_ids(
                o
                for o in scene.objects(i)
                if not self.words.knows(scene.token(o).lemma) or scene.actors.at(o)
            )
        if not found:
            places = [p for p in group.to if p != "object"]
            found = scene.all_ids(scene.phrases(i, *places))
        if not found and scene.verb(i):
            for o in scene.objects(i):
                found = found or scene.all_ids(scene.owners(o))
        return found

    def others(self, inner: SentenceAct | None, who: Ids) -> Ids:
        """Return the other actors of what is governed."""
        if inner is None:
            return ()
        others = (*inner.actors, *inner.recipients)
        return tuple(dict.fromkeys(a for a in others if a not in who))


def _but(ids: Ids, others: Ids) -> Ids:
    """Return the ids that are not among the others."""
    return tuple(i for i in ids if i not in others)
