"""Operators: promises, requests, refusals, threats, accusations, praise and endings.

Each is read with the act it governs (see :mod:`~goodoffices.read.done.acts`).
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.read.clause.roles import Ids, Scene
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import KIND, MEDIATION, MODES, SentenceAct, promised
from goodoffices.read.done.arguments import Arguments
from goodoffices.read.done.triggers import HOSTILE, Group
from goodoffices.read.words import words


class Operators:
    """Turns the acts that operators govern."""

    def __init__(self, scene: Scene, arguments: Arguments) -> None:
        self.scene = scene
        self.arguments = arguments
        self.meanings = arguments.meanings
        self.words = arguments.words

    def turned(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Return what an operator makes of the act it governs, or None where it makes none."""
        if group.turns in {"pass", "announce", "tolerate", "will"}:
            return self._passed(i, group, inner)
        special = {"blame": self._blamed, "dismiss": self._dismissed}.get(group.turns or "")
        if special is not None:
            return special(i, group)
        if group.turns == "stop":
            return self._stopped(i, group, inner)
        if group.turns in {"say", "doubt", "deny"}:
            return None  # told by what they govern, weighed in factuality
        return self._spoken(i, group, inner)

    def _passed(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Read a word that only carries, plans or announces another's act."""
        if group.turns == "tolerate":  # only its denial tells an act: "will not tolerate"
            act = self.arguments.plain(i, group) if factuality.negated(self.scene, i) else None
            return replace(act, turn="tolerate") if act else None
        if inner is None or (group.turns == "announce" and not inner.noun):
            return None
        if group.turns == "will":
            return replace(promised(inner), trigger=i)
        return self.arguments.carried(i, inner)

    def _spoken(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Read a promise, request, refusal, threat, accusation or praise."""
        turn = group.turns or ""
        who = self.arguments.subject(i)
        aside = tuple(a for a in self.arguments.aside(i, group) if a not in who)
        if turn == "welcome" and inner is not None and inner.group.mediation:
            turn = "accept"
        if self.scene.token(i).lemma in {"insist", "want", "tell"} and not self._wanted(i, who):
            return None
        if self.scene.token(i).lemma in {"press", "seek"} and not self.scene.kids(
            i, "dobj", "ccomp"
        ):
            return None  # "presses on with its plan"
        if self.scene.token(i).lemma == "deny" and not self._withheld(i):
            return None
        if turn == "threaten" and not self._threat(i, inner, who, aside):
            return None
        recipients = aside or self.arguments.others(inner, who)
        if not recipients and turn in {"ask", "demand"}:  # "demanded that Turkey release …"
            asked = self.scene.kids(i, "ccomp", "xcomp")
            done_by = self.scene.all_ids(s for c in asked for s in self.scene.subject(c))
            recipients = tuple(d for d in done_by if d not in who)
        base = inner.base if inner else i
        act = SentenceAct(
            group.type or "",
            i,
            base,
            inner.group if inner and inner.group.mediation else group,
            who,
            recipients,
            turn=turn,
            mode=group.mode,
            cameo=group.cameo,
            noun=not self.scene.verb(i) and self.scene.token(i).pos == "NOUN",
        )
        if inner is None:
            return act
        if inner.group.mediation:
            return self._mediated(act, inner, turn)
        if turn == "intend" and inner.type in HOSTILE - {"MOBILIZE"}:
            agreed = self.scene.token(i).lemma in {"agree", "decide", "approve"}
            return (
                replace(inner, actors=who or inner.actors, trigger=i)
                if agreed
                else replace(act, type="THREATEN", cameo=KIND["threaten"].get(inner.type, "130"))
            )
        kinds = "ask" if turn == "demand" else turn
        return replace(
            act,
            cameo=KIND.get(turn, {}).get(inner.type, act.cameo),
            mode=MODES.get(kinds, {}).get(inner.type, act.mode),
        )

    def _withheld(self, i: int) -> bool:
        """Tell whether "deny" keeps something from somebody; else it only says "not so"."""
        clauses = self.scene.kids(i, "ccomp", "xcomp", "pcomp")
        return not clauses and not any(
            self.scene.token(o).lemma in words("disputed") for o in self.scene.objects(i)
        )

    def _wanted(self, i: int, who: Ids) -> bool:
        """Tell whether "wants", "insists" or "tells" asks another to act."""
        scene = self.scene
        if scene.phrases(i, "on"):
            return True
        for c in scene.kids(i, "ccomp", "xcomp"):
            other = scene.all_ids(scene.subject(c))
            bare = (
                scene.token(c).tag in {"VB", "VBP"}
                and not scene.kids(c, "auxpass")
                and all(scene.token(a).lemma in {"to", "be"} for a in scene.kids(c, "aux"))
            )
            if bare and other and not set(other) & set(who):
                return True
        return False

    def _blamed(self, i: int, group: Group) -> SentenceAct | None:
        """Read "A said B was responsible": A accuses B."""
        speech = factuality.reporter(self.scene, i)
        guilty = self.arguments.subject(i)
        if speech is None or speech[0] is None or not guilty:
            return None
        who = self.scene.ids(speech[0])
        if not who or set(who) & set(guilty):
            return None
        return SentenceAct(
            "ACCUSE", i, i, group, who, guilty, group.mode, group.cameo, "accuse", resolved=True
        )

    def _dismissed(self, i: int, group: Group) -> SentenceAct | None:
        """Read "A said that lifting the sanctions on B was unacceptable": A rejects it."""
        scene = self.scene
        token = scene.token(i)
        if token.lemma == "question" and scene.token(token.head).lower != "of":
            return None  # only "out of the question"
        be = next((h for _c, h in scene.above(i) if scene.token(h).lemma == "be"), None)
        speech = factuality.reporter(scene, i)
        if be is None or speech is None or speech[0] is None or factuality.negated(scene, i):
            return None
        matter = scene.kids(be, "nsubj", "csubj")
        who, whom = scene.ids(speech[0]), scene.loose(matter)
        if not who or not matter:
            return None
        return SentenceAct(
            "REJECT",
            i,
            i,
            group,
            who,
            tuple(w for w in whom if w not in who),
            None,
            group.cameo,
            "refuse",
            resolved=True,
        )

    def _threat(self, i: int, inner: SentenceAct | None, who: Ids, aside: Ids) -> bool:
        """Tell whether words of warning are a threat: to somebody, or of the speaker's own act."""
        if self.scene.token(i).lemma in words("threats"):
            return bool(who or aside or inner)
        if inner is not None and (inner.type in HOSTILE or inner.turn == "stop"):
            return bool(set(inner.actors) & set(who)) or not inner.actors
        return bool(aside and who)

    def _mediated(self, act: SentenceAct, inner: SentenceAct, turn: str) -> SentenceAct:
        """Turn a mediation: offered, asked for, accepted, refused or threatened with an end."""
        scene = self.scene
        helpers = tuple(h for h in inner.helpers if h not in act.actors)
        accepting = scene.token(act.trigger).lemma in words("accepting words")
        if turn == "intend" and accepting and (helpers or scene.token(inner.base).pos == "NOUN"):
            turn = "accept"
        if turn in {"ask", "demand"} and not helpers:
            helpers = tuple(r for r in act.recipients if r not in inner.recipients)[:1]
        if (
            turn in {"ask", "demand", "refuse", "accept"}
            and not helpers
            and scene.verb(act.trigger)
        ):
            by = scene.all_ids(scene.phrases(act.trigger, "by"))
            helpers = tuple(b for b in by if b not in act.actors)
        if turn in {"intend", "threaten"}:
            helpers = act.actors
        types = {"intend": "AGREE", "accept": "AGREE"}
        parties = tuple(r for r in inner.recipients if r not in (*act.actors, *helpers))
        given = helpers if turn not in {"intend", "threaten"} else ()
        everyone = tuple(dict.fromkeys((*given, *act.recipients, *parties)))
        others = tuple(a for a in everyone if a not in act.actors)
        return replace(
            act,
            type=types.get(turn, act.type),
            turn=turn,
            helpers=helpers,
            recipients=others,
            group=inner.group,
            mode="meet" if turn in {"ask", "demand", "refuse"} else None,
            cameo=MEDIATION.get(turn, act.cameo),
        )

    def _stopped(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Read an ending: of what hurts it is a concession, of what helps a sanction."""
        scene = self.scene
        who = self.arguments.subject(i)
        things = scene.objects(i) if scene.verb(i) else scene.phrases(i, "of", "to", "in")
        things = [*things, *scene.phrases(i, "from", "of", "out")]
        kind, cameo, mode = self._ended(things, inner)
        if kind is None:
            return None
        recipients = self.arguments.others(inner, who) if inner else ()
        if not recipients:
            places = ("with", "to", "from", "on", "for", "against", "in", "of", "between")
            recipients = scene.all_ids(p for t in things for p in scene.phrases(t, *places))
            recipients = recipients or scene.all_ids(scene.phrases(i, *places))
            recipients = recipients or scene.all_ids(
                p for t in things for p in scene.kids(t, "poss", "amod", "compound")
            )
        act = SentenceAct(
            kind,
            i,
            inner.base if inner else i,
            group,
            who,
            tuple(r for r in recipients if r not in who),
            mode,
            cameo,
            "stop",
            noun=not scene.verb(i),
        )
        if inner is not None and inner.group.mediation:
            return replace(
                act,
                group=inner.group,
                helpers=inner.helpers or who,
                cameo="165",
                mode="withdraw",
                recipients=tuple(a for a in act.recipients if a not in (*who, *inner.helpers)),
            )
        return act

    def _ended(
        self, things: list[int], inner: SentenceAct | None
    ) -> tuple[str | None, str, str | None]:
        """Return type, CAMEO code and mode for the end of something."""
        classes = self.words.classes
        if inner is not None:
            table = {
                "ASSAULT": ("RETREAT", "087", "ceasefire"),
                "SANCTION": ("CONCEDE", "085", None),
                "COERCE": ("CONCEDE", "081", None),
                "PROTEST": ("CONCEDE", "080", None),
                "MOBILIZE": ("RETREAT", "087", "withdraw"),
                "THREATEN": ("CONCEDE", "080", None),
                "AID": ("SANCTION", "162", "discontinue"),
                "CONSULT": ("SANCTION", "164", "discontinue"),
                "SUPPORT": ("SANCTION", "161", "withdraw"),
                "RETREAT": ("SANCTION", "160", "discontinue"),
                "COOPERATE": ("SANCTION", "161", "discontinue"),
            }
            if inner.type in table and not inner.turn:
                return table[inner.type]
        for names, answer in (
            (classes["curbs"], ("CONCEDE", "085", None)),
            (classes["talks"], ("SANCTION", "164", "withdraw")),
            (classes["ties"], ("SANCTION", "161", "discontinue")),
            (classes["accord"], ("SANCTION", "160", "withdraw")),
            (classes["goods"] - classes["forces"], ("SANCTION", "162", "discontinue")),
        ):
            if any(self.meanings.names(t, names) for t in things):
                return answer
        return None, "", None
