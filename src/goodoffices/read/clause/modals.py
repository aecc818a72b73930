"""What "will", "would", "may", "must" and "should" make of an act.

Said of oneself they promise, threaten or refuse ("Iran said it would not negotiate"); said of
another they demand ("Russia said Sudan must return the helicopter"); and who *claims* that another
did harm accuses.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import KIND, MODES, SentenceAct, promised, unwilling
from goodoffices.read.done.meanings import Meanings
from goodoffices.read.done.triggers import HOSTILE
from goodoffices.read.words import words


class Modals:
    """Applies the modal of a clause to its act."""

    def __init__(self, scene: Scene, meanings: Meanings) -> None:
        self.scene = scene
        self.words = meanings.words

    def demanded(self, i: int) -> SentenceAct | None:
        """Read "A said B must …" whatever B must do: A asks it of B."""
        scene = self.scene
        if not scene.verb(i) or not any(
            scene.token(c).lemma in {"must", "should"} for c in scene.kids(i, "aux")
        ):
            return None
        speech = factuality.reporter(scene, i)
        whom = scene.all_ids(scene.kids(i, "nsubj", "nsubjpass"))
        who = scene.ids(speech[0]) if speech and speech[0] is not None else ()
        if not who or not whom or set(who) & set(whom) or factuality.negated(scene, i):
            return None
        group = self.words.verbs["request"][0][1]
        return SentenceAct(
            "REQUEST", i, i, group, who, whom, cameo="020", turn="ask", resolved=True
        )

    def applied(self, act: SentenceAct, i: int) -> SentenceAct:
        """Read "will", "may", "must" and "not" of a clause as the promise or demand they make."""
        scene = self.scene
        carriers = factuality.own_clause(scene, i)
        modals = {scene.token(c).lemma for v in carriers for c in scene.kids(v, "aux")}
        speech = factuality.reporter(scene, i)
        denied = factuality.negated(scene, i)
        if act.turn in {"ask", "demand", "refuse", "threaten", "accuse"}:
            return act
        if denied and scene.token(act.trigger).lemma in words("consenting words"):
            return unwilling(act)
        if (factuality.will(scene, i) and "would" not in modals) or (
            "would" in modals and self._own(act, speech)
        ):
            if denied:
                return unwilling(act)
            return replace(promised(act), resolved=True)
        if modals & {"may", "might"} and act.type in HOSTILE and speech is not None:
            return replace(promised(act), resolved=True)
        if speech is not None and self._alleged(act, speech):
            return replace(
                act,
                type="ACCUSE",
                cameo="112",
                mode="allege",
                turn="accuse",
                actors=scene.ids(speech[0] or 0),
                recipients=act.actors,
                resolved=True,
            )
        if modals & {"must", "should"} and speech is not None and not denied:
            return self._required(act, speech[0])
        return act

    def _alleged(self, act: SentenceAct, speech: tuple[int | None, int]) -> bool:
        """Tell whether somebody claims that another did harm."""
        scene = self.scene
        if speech[0] is None or act.type not in HOSTILE or not act.actors:
            return False
        cue = scene.token(speech[1]).lemma
        who = scene.ids(speech[0])
        return cue in words("claiming verbs") and bool(who) and not set(who) & set(act.actors)

    def _own(self, act: SentenceAct, speech: tuple[int | None, int] | None) -> bool:
        """Tell whether a clause's actor is the one who speaks ("said it would …")."""
        if speech is None or speech[0] is None:
            return speech is not None
        said = self.scene.ids(speech[0])
        return (
            not said
            or not act.actors
            or bool(set(said) & set(act.actors))
            or self.scene.kin(said, act.actors)
        )

    def _required(self, act: SentenceAct, speaker: int | None) -> SentenceAct:
        """Read "X said Y must …": a demand of X on Y."""
        who = self.scene.ids(speaker) if speaker is not None else ()
        if not who or not act.actors or set(who) & set(act.actors):
            return act
        cameo = "028" if act.group.mediation else KIND["ask"].get(act.type, "020")
        return replace(
            act,
            type="REQUEST",
            cameo=cameo,
            turn="ask",
            actors=who,
            recipients=act.actors,
            mode=MODES["ask"].get(act.type),
            resolved=True,
        )
