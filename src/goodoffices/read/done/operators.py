"""What turns an act into another: operators, and the modals and denials of its clause.

Operators are promises, requests, refusals, threats, accusations, praise and endings; each is read
with the act it governs (see :mod:`~goodoffices.read.done.acts`). Modals do likewise: "will" and
"would" said of oneself promise, threaten or refuse ("Iran said it would not negotiate"); "must" and
"should" said of another demand ("Russia said Sudan must return the helicopter"); and who *claims*
that another did harm accuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.roles import Ids, Scene, without
from goodoffices.read.done import factuality, polarity
from goodoffices.read.done.acts import Arguments, SentenceAct, code, mode, promised, unwilling
from goodoffices.read.done.hearsay import Speech, reporter
from goodoffices.read.done.meanings import HOSTILE, Group
from goodoffices.read.done.settings import bidding
from goodoffices.read.done.signatures import TO_COME
from goodoffices.read.words import table, words


class Operators:
    """Turns the acts that operators govern."""

    def __init__(self, scene: Scene, arguments: Arguments) -> None:
        self.scene, self.arguments = scene, arguments
        self.meanings, self.words = arguments.meanings, arguments.words

    def turned(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Return what an operator makes of the act it governs, or None where it makes none."""
        if inner is not None and group.turns in {"pass", "doubt"} and self._hopes_to(i, inner):
            return replace(promised(inner), trigger=i, resolved=True)
        match group.turns:
            case "suffer":
                leads = self.scene.kids(i, "xcomp", "ccomp")  # "prompted the bloc to lift the ban"
                return None if inner is None or leads else self.arguments.suffered(i, inner)
            case "pass" | "announce" | "tolerate" | "will":
                return self._passed(i, group, inner)
            case "blame" | "dismiss" | "reckon" as kind:
                told = {"blame": self._blamed, "dismiss": self._dismissed, "reckon": self._reckoned}
                return told[kind](i, group)
            case "stop":
                return self._stopped(i, group, inner)
            case "say" | "doubt" | "deny":
                return None  # told by what they govern, weighed in factuality
        return self._spoken(i, group, inner)

    def _hopes_to(self, i: int, inner: SentenceAct) -> bool:
        """Tell whether somebody wants to mediate: "hopes to bring both to the table" offers it."""
        if not inner.mediates or inner.turn or self.scene.token(i).lemma not in words("hopes"):
            return False
        clauses = self.scene.kids(i, "xcomp")
        return any(inner.base in self.scene.parse.subtree(c) for c in clauses)

    def _passed(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Read a word that only carries, plans or announces another's act."""
        if group.turns == "tolerate":  # only its denial tells an act: "will not tolerate"
            denied = factuality.negated(self.scene, i)
            return replace(self.arguments.plain(i, group), turn="tolerate") if denied else None
        if inner is None or (group.turns == "announce" and not inner.noun):
            return None
        if group.turns == "will":
            promise = promised(inner)
            if self.scene.token(i).lemma in words("given words") and promise.type != inner.type:
                return replace(
                    promise, trigger=i
                )  # a vow is given: told as done, what it is of not
            return promise
        return self.arguments.carried(i, inner)

    # --- what is spoken ------------------------------------------------------------------------

    def _spoken(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Read a promise, request, refusal, threat, accusation or praise."""
        turn = group.turns or ""
        who = self.arguments.subject(i) or self._carried(i, group)
        aside = without(self.arguments.aside(i, group), who)
        if turn == "accept" and (inner is None or not inner.mediates):
            return None
        if turn == "accept" and self.scene.token(i).lemma in {"let", "allow", "permit"}:
            clauses = self.scene.kids(i, "ccomp", "xcomp")
            if inner and not any(inner.base in self.scene.parse.subtree(c) for c in clauses):
                return None
        if not self._speaks(i, who) or (
            turn == "threaten" and not self._threat(i, inner, who, aside)
        ):
            return None
        mediates = inner is not None and inner.mediates
        if turn == "welcome" and not mediates and self._own_thing(i, who):
            return None
        act = SentenceAct(
            type=group.type or "",
            trigger=i,
            base=inner.base if inner else i,
            group=inner.group if inner and mediates else group,
            actors=who,
            recipients=aside
            or self.arguments.others(inner, who, turn)
            or self._asked(i, turn, who),
            turn="accept" if mediates and turn == "welcome" and self.accepts(i) else turn,
            mode=group.mode,
            cameo=group.cameo,
            noun=self.scene.token(i).pos == "NOUN",
        )
        if turn == "refuse" and self._none_wanted(i):
            act = replace(act, resolved=True)
        if self.scene.token(i).lemma in words("gladness"):
            act = replace(act, resolved=True)  # "would be glad to" offers it
        return act if inner is None else self._governing(act, inner)

    def _carried(self, i: int, group: Group) -> Ids:
        """Return whose request or complaint it is that "was put to", "was lodged with" another."""
        scene = self.scene
        if group.turns not in {"ask", "demand", "accuse", "intend"} or not group.object:
            return ()
        things = scene.objects(i) if scene.verb(i) and scene.passive(i) else []
        own = (t for t in things if self.meanings.names(t, group.object))
        return doers(scene, (o for t in own for o in scene.owners(t)))

    def accepts(self, i: int) -> bool:
        """Tell whether a word takes a mediation up; thanks and praise look back on one."""
        return self.scene.token(i).lemma in words("accepting words")

    def _speaks(self, i: int, who: Ids) -> bool:
        """Tell whether a word is meant as it must be to turn an act."""
        scene = self.scene
        if scene.token(i).lemma in {"ask", "question", "wonder", "inquire"}:
            clauses = scene.kids(i, "ccomp")
            if any(
                scene.forms(c, "mark", "advmod") & {"whether", "if", "why", "how"} for c in clauses
            ):
                return False  # it asks to know, not to have
            if "?" in {scene.token(i - 1).text, scene.token(i - 2).text}:
                return False  # "'Who did it?' asked Chad"
        if scene.token(i).lemma in words("gladness"):
            be = scene.token(scene.token(i).head)
            aux = scene.lemmas(be.i, "aux") & {"would", "will", "'d", "’d"}
            return bool(aux) or be.tag in {"VBZ", "VBP"}  # not "was glad to help"
        match scene.token(i).lemma:
            case "want" if self._none_wanted(i):
                return True
            case "insist" | "want" | "tell":
                return self._wanted(i, who)
            case "press" | "seek":  # not "presses on with its plan"
                return scene.passive(i) or bool(scene.kids(i, "dobj", "ccomp"))
            case "deny":  # what it keeps from somebody; else it only says "not so"
                disputed = any(scene.token(o).lemma in words("disputed") for o in scene.objects(i))
                return not disputed and not scene.kids(i, "ccomp", "xcomp", "pcomp")
        return True

    def _own_thing(self, i: int, who: Ids) -> bool:
        """Tell whether somebody speaks for their own: "defended its raid", "hailed his men"."""
        scene = self.scene
        objects = scene.objects(i) if scene.verb(i) else []
        owners = [p for o in objects for p in scene.kids(o, "poss") if scene.token(p).tag == "PRP$"]
        deeds = (
            scene.token(o).lemma in self.words.nouns or set(scene.ids(o)) <= set(who)
            for o in objects
        )
        return bool(owners) and all(deeds) and all(set(scene.ids(p)) <= set(who) for p in owners)

    def _none_wanted(self, i: int) -> bool:
        """Tell whether a verb's object is none: "wants no part in"."""
        scene = self.scene
        objects = scene.objects(i) if scene.verb(i) else []
        none = (o for o in objects if "no" in scene.forms(o, "det"))
        return any(scene.token(o).lemma not in words("quarrels") for o in none)

    def _wanted(self, i: int, who: Ids) -> bool:
        """Tell whether "wants", "insists" or "tells" asks another to act."""
        scene = self.scene
        if scene.phrases(i, "on"):
            return True
        roles = [p for n in (i, *scene.objects(i)) for p in scene.phrases(n, "as")]
        if any(self.meanings.office(p) for p in roles):
            return True  # "wants Peru as a mediator"
        for c in scene.kids(i, "ccomp", "xcomp"):
            other = scene.all_ids(scene.subject(c))
            bare = scene.token(c).tag in {"VB", "VBP"} and not scene.kids(c, "auxpass")
            plain = all(scene.token(a).lemma in {"to", "be"} for a in scene.kids(c, "aux"))
            if bare and plain and other and not set(other) & set(who):
                return True
            if any(scene.token(b).tag == "VB" for b in scene.kids(c, "auxpass")):
                return plain  # "insisted that experts be heard"
        return False

    def _threat(self, i: int, inner: SentenceAct | None, who: Ids, aside: Ids) -> bool:
        """Tell whether words of warning are a threat: to somebody, or of the speaker's own act."""
        if self.scene.token(i).lemma in words("threats"):
            return bool(who or aside or inner)
        if inner is not None and (inner.type in HOSTILE or inner.turn == "stop"):
            return bool(set(inner.actors) & set(who)) or not inner.actors
        return bool(aside and who)

    def _asked(self, i: int, turn: str, who: Ids) -> Ids:
        """Return whom a request without an object asks ("demanded that Turkey release …")."""
        if turn not in {"ask", "demand"}:
            return ()
        clauses = self.scene.kids(i, "ccomp", "xcomp")
        for c in self.scene.kids(i, "advcl"):  # "called for Chad to …"
            clauses += [c] if "for" in self.scene.forms(c, "mark") else []
        return without(self.scene.all_ids(s for c in clauses for s in self.scene.subject(c)), who)

    def _governing(self, act: SentenceAct, inner: SentenceAct) -> SentenceAct:
        """Return an operator's act with what it takes from the act it governs."""
        if inner.mediates:
            return self._mediated(act, inner)
        if act.turn == "intend" and inner.type in HOSTILE - {"MOBILIZE"}:
            if self.scene.token(act.trigger).lemma in {"agree", "decide", "approve"}:
                return replace(inner, actors=act.actors or inner.actors, trigger=act.trigger)
            return replace(act, type="THREATEN", cameo=code("threaten", inner, "130"))
        cameo = code(act.turn, inner, act.cameo)
        return replace(act, cameo=cameo, mode=mode(act.turn, inner, act.mode))

    def _mediated(self, act: SentenceAct, inner: SentenceAct) -> SentenceAct:
        """Turn a mediation: offered, asked for, accepted, refused or threatened with an end."""
        scene, turn = self.scene, act.turn
        helpers = without(inner.helpers, act.actors)
        accepting = self.accepts(act.trigger)
        if turn == "intend" and inner.turn == "accept":  # "is ready to accept the mediation of …"
            turn = "accept"
        lent = helpers or (scene.token(inner.base).pos == "NOUN" and not self._serves(act.trigger))
        asked = inner.turn in {"ask", "demand"}  # "accepted their request to mediate"
        if turn == "intend" and accepting and (lent or asked or inner.group.appoints):
            turn = "accept"
        takes = turn == "accept" and (asked or self._takes_on(act.trigger))
        own = takes or turn in {"intend", "threaten"}
        helpers = act.actors if own else helpers or self._helpers_asked(act, inner, turn)
        parties = without(inner.recipients, (*act.actors, *helpers))
        others = (*(() if own else helpers), *act.recipients, *parties)
        return replace(
            act,
            type="AGREE" if turn in {"intend", "accept"} else act.type,
            turn=turn,
            helpers=helpers,
            recipients=without(others, act.actors),
            mode="meet" if turn in {"ask", "demand", "refuse"} else None,
            cameo=code(turn, inner, "051" if turn == "welcome" else act.cameo),
        )

    def _serves(self, i: int) -> bool:
        """Tell whether a word's infinitive makes its own subject the mediator: "agreed to be"."""
        return bool(self.scene.lemmas(i, "xcomp") & words("serving verbs"))

    def _takes_on(self, i: int) -> bool:
        """Tell whether who accepts is to mediate: "accepted the task of mediating"."""
        scene = self.scene
        return any(not scene.owners(o) and not scene.phrases(o, "for") for o in self._tasks(i))

    def _tasks(self, i: int) -> list[int]:
        """Return the objects of a verb that are tasks: "accepted the role"."""
        objects = self.scene.objects(i) if self.scene.verb(i) else []
        return [o for o in objects if self.scene.token(o).lemma in words("tasks")]

    def _helpers_asked(self, act: SentenceAct, inner: SentenceAct, turn: str) -> Ids:
        """Return who is to mediate: whom the request addresses, or "accepted talks by X"."""
        scene = self.scene
        asks = turn in {"ask", "demand", "welcome"}
        sides = inner.noun and not inner.turn and len(scene.publics(act.recipients)) > 1
        calls = scene.token(act.trigger).lemma in words("calling together")
        if asks and sides and calls and "on" not in scene.prepositions(act.trigger):
            return ()  # "invited Chad and Libya to mediation"
        helpers = without(act.recipients, inner.recipients)[:1] if asks else ()
        if helpers or not scene.verb(act.trigger) or not (asks or turn in {"refuse", "accept"}):
            return helpers
        inner_as = scene.token(scene.token(inner.base).head).lower == "as"
        if (
            inner_as or scene.phrases(act.trigger, "as") or turn == "accept"
        ):  # "accepted Norway as a mediator"
            verbs = [act.trigger, *scene.kids(act.trigger, "xcomp")]  # "agreed to have Peru as"
            verbs += [c for o in scene.objects(act.trigger) for c in scene.kids(o, "acl", "relcl")]
            nouns = [o for v in verbs for o in scene.objects(v) or scene.phrases(v, "on", "upon")]
            named = without(scene.all_ids(nouns), act.actors)
            if named:
                return named[:1]
        given = [p for o in self._tasks(act.trigger) for p in scene.phrases(o, "for")]
        return without(scene.all_ids([*scene.phrases(act.trigger, "by"), *given]), act.actors)

    # --- what is said of another's act -----------------------------------------------------------

    def _blamed(self, i: int, group: Group) -> SentenceAct | None:
        """Read "A said B was responsible": A accuses B."""
        who = self._speaker(i)
        guilty = self.arguments.subject(i)
        if not who or not guilty or set(who) & set(guilty):
            return None
        return self._judged(i, group, "ACCUSE", who, guilty)

    def _dismissed(self, i: int, group: Group) -> SentenceAct | None:
        """Read "A said that lifting the sanctions on B was unacceptable": A rejects it."""
        scene, token = self.scene, self.scene.token(i)
        if token.lemma == "question" and scene.token(token.head).lower != "of":
            return None  # only "out of the question"
        be = next((h for _c, h in scene.above(i) if scene.token(h).lemma == "be"), None)
        who = self._speaker(i)
        matter = [] if be is None else scene.kids(be, "nsubj", "csubj")
        if not who or not matter or factuality.negated(scene, i):
            return None
        return self._judged(i, group, "REJECT", who, without(scene.loose(matter), who))

    def _speaker(self, i: int) -> Ids:
        """Return who reports a clause."""
        speech = reporter(self.scene, i)
        return () if speech is None or speech[0] is None else self.scene.ids(speech[0])

    def _reckoned(self, i: int, group: Group) -> SentenceAct | None:
        """Read what somebody says that another will suffer: "they will pay a heavy price"."""
        speech, whom = reporter(self.scene, i), self.scene.all_ids(self.scene.subject(i))
        who = () if speech is None or speech[0] is None else self.scene.ids(speech[0])
        modals = self.scene.lemmas(i, "aux") & {"will", "shall"}
        if not modals or not who or set(who) & set(whom) or self.scene.kin(who, whom):
            return None
        whom = whom or (self.scene.all_ids(self.scene.phrases(speech[1], "of")) if speech else ())
        return SentenceAct(
            type=group.type or "",
            trigger=i,
            base=i,
            group=group,
            actors=who,
            recipients=whom,
            cameo=group.cameo,
            turn="threaten",
        )

    def _judged(self, i: int, group: Group, kind: str, who: Ids, whom: Ids) -> SentenceAct:
        """Return an accusation or a rejection that a report tells."""
        accuses = kind == "ACCUSE"
        return SentenceAct(
            type=kind,
            trigger=i,
            base=i,
            group=group,
            actors=who,
            recipients=whom,
            mode=group.mode if accuses else None,
            cameo=group.cameo,
            turn="accuse" if accuses else "refuse",
            resolved=True,
        )

    # --- endings -------------------------------------------------------------------------------

    def _stopped(self, i: int, group: Group, inner: SentenceAct | None) -> SentenceAct | None:
        """Read an ending: of what hurts it is a concession, of what helps a sanction."""
        scene = self.scene
        who = self.arguments.subject(i)
        things = scene.objects(i) if scene.verb(i) else scene.phrases(i, "of", "to", "in")
        things = [*things, *scene.phrases(i, "from", "of", "out")]
        ending = self._ending(things, inner)
        if ending is None:
            return None
        kind, cameo, *how = ending
        recipients = self.arguments.others(inner, who) or self._of_things(i, things)
        act = SentenceAct(
            type=kind,
            trigger=i,
            base=inner.base if inner else i,
            group=group,
            actors=who,
            recipients=without(recipients, who),
            mode=how[0] if how else None,
            cameo=cameo,
            turn="stop",
            noun=not scene.verb(i),
        )
        if inner is None or not inner.mediates:
            return act
        return replace(
            act,
            group=inner.group,
            helpers=inner.helpers or who,
            cameo=code("stop", inner, None),
            mode="withdraw",
            recipients=without(act.recipients, (*who, *inner.helpers)),
        )

    def _of_things(self, i: int, things: Sequence[int]) -> Ids:
        """Return whose or with whom the things are that end."""
        scene = self.scene
        places = words("prepositions of dealings")
        return (
            scene.all_ids(p for t in things for p in scene.phrases(t, *places))
            or scene.all_ids(scene.phrases(i, *places))
            or scene.all_ids(p for t in things for p in scene.kids(t, "poss", "amod", "compound"))
        )

    def _ending(self, things: Sequence[int], inner: SentenceAct | None) -> Sequence[str] | None:
        """Return type, CAMEO code and mode, where it has one, for the end of something."""
        turns = table("turns.yaml")
        known: Sequence[str] | None = None
        if inner is not None and (not inner.turn or inner.turn == "welcome"):
            known = turns["ended acts"].get(inner.type)
        classes = self.words.classes
        return known or next(
            (
                ending
                for name, ending in turns["ended things"].items()
                if any(self.meanings.names(t, classes[name] - classes["forces"]) for t in things)
            ),
            None,
        )


def due(scene: Scene, carriers: Sequence[int]) -> bool:
    """Tell whether something ought to be done: "should talk", "ought to talk", "need to talk"."""
    helped = {scene.token(c).lemma for v in carriers for c in scene.kids(v, "aux")}
    return bool(helped & {"must", "should"}) or any(_owes(scene, v) for v in carriers)


def _owes(scene: Scene, verb: int) -> bool:
    """Tell whether a verb says that what hangs from it has to be done: "ought", "need to"."""
    to = any(map(scene.infinitive, scene.kids(verb, "xcomp")))
    return to and scene.token(verb).lemma in {"ought", "have", "need"}


class Modals:
    """Applies the modal of a clause to its act."""

    def __init__(self, scene: Scene, request: Group) -> None:
        self.scene, self.request = scene, request

    def demanded(self, i: int) -> SentenceAct | None:
        """Read "A said B must …" whatever B must do: A asks it of B."""
        scene = self.scene
        if not scene.verb(i) or not due(scene, [i]):
            return None
        speech = reporter(scene, i)
        whom = scene.all_ids(scene.kids(i, "nsubj", "nsubjpass"))
        i = next(iter(scene.kids(i, "xcomp")), i) if _owes(scene, i) else i
        who = scene.ids(speech[0]) if speech and speech[0] is not None else ()
        if not who or not whom or set(who) & set(whom) or factuality.negated(scene, i):
            return None
        return SentenceAct(
            type="REQUEST",
            trigger=i,
            base=i,
            group=self.request,
            actors=who,
            recipients=whom,
            cameo="020",
            turn="ask",
            resolved=True,
        )

    def applied(self, act: SentenceAct, i: int) -> SentenceAct:
        """Read "will", "may", "must" and "not" of a clause as the promise or demand they make."""
        scene = self.scene
        wanted = act.mediates and act.turn == "ask"
        if wanted and scene.token(act.trigger).lemma in words("wanting words"):
            active = bool(act.actors) and not scene.passive(act.trigger)
            return unwilling(act) if active and polarity.denied(scene, act.trigger) else act
        if act.turn in {"ask", "demand", "refuse", "threaten", "accuse"}:
            return act
        said = bidding(scene, i)
        if said is not None and scene.token(i).lemma != "let":
            return self._bidden(act, said)
        carriers = polarity.own_clause(scene, i)
        modals = {scene.token(c).lemma for v in carriers for c in scene.kids(v, "aux")}
        speech = reporter(scene, i)
        denied = polarity.denied(scene, i)
        denied = denied and not any(scene.token(v).lemma in words("hesitating") for v in carriers)
        if denied and scene.token(act.trigger).lemma in words("consenting words"):
            return unwilling(act)
        own = self._own(act, speech) if "would" in modals else factuality.will(scene, i)
        if act.mediates and not act.turn and factuality.standing(scene, i).mark == TO_COME:
            own = True  # "Peru to mediate between …"
        if own:
            promise = unwilling(act) if denied else replace(promised(act), resolved=True)
            return self._by_speaker(promise, speech)
        modals |= {"should"} if due(scene, carriers) else set()
        return act if speech is None else self._reported(act, speech, modals, denied=denied)

    def _bidden(self, act: SentenceAct, said: int) -> SentenceAct:
        """Read an order as what its speaker asks: "Free the pilots, the bishop told Chad"."""
        scene = self.scene
        who, to = doers(scene, scene.subject(said)), scene.kids(said, "dobj", "dative")
        whom = scene.all_ids([*to, *scene.phrases(said, "to")])
        cameo, how = code("ask", act, "020"), mode("ask", act)
        return replace(
            act,
            type="REQUEST",
            actors=who,
            recipients=without(whom, who),
            cameo=cameo,
            turn="ask",
            mode=how,
            resolved=True,
        )

    def _by_speaker(self, act: SentenceAct, speech: Speech | None) -> SentenceAct:
        """Give a threat that names nobody who does it to the one who utters it to others."""
        if speech is None or speech[0] is None or act.type != "THREATEN" or act.actors:
            return act
        who = self.scene.ids(speech[0])
        alike = set(who) & set(act.recipients) or self.scene.kin(who, act.recipients)
        passive = self.scene.passive(act.trigger)
        return replace(act, actors=who) if passive and act.recipients and not alike else act

    def _reported(
        self, act: SentenceAct, speech: Speech, modals: set[str], *, denied: bool
    ) -> SentenceAct:
        """Read what somebody says of another: it may do harm, did harm, or must do something."""
        who = () if speech[0] is None else self.scene.ids(speech[0])
        if not act.actors:  # "“They should talk,” Mali said of Chad and Libya"
            act = replace(act, actors=self.scene.all_ids(self.scene.phrases(speech[1], "of")))
        own = bool(set(who) & set(act.actors)) or self.scene.kin(who, act.actors)
        feared = act.type in {"ASSAULT", "COERCE", "MOBILIZE"} and not own and act.actors
        if modals & {"may", "might"} and act.type in HOSTILE and not feared:
            return replace(promised(act), resolved=True)
        other = bool(who and act.actors) and not set(who) & set(act.actors)
        if not other:
            return act
        turned = replace(act, actors=who, recipients=act.actors, resolved=True)
        claims = self.scene.token(speech[1]).lemma in words("claiming verbs")
        if claims and act.type in HOSTILE:
            return replace(turned, type="ACCUSE", cameo="112", mode="allege", turn="accuse")
        if modals & {"must", "should"} and not denied:
            cameo, how = code("ask", act, "020"), mode("ask", act)
            return replace(turned, type="REQUEST", cameo=cameo, turn="ask", mode=how)
        return act

    def _own(self, act: SentenceAct, speech: Speech | None) -> bool:
        """Tell whether a clause's actor is the one who speaks ("said it would …")."""
        if speech is None or speech[0] is None:
            return speech is not None
        who = self.scene.ids(speech[0])
        same = bool(set(who) & set(act.actors)) or self.scene.kin(who, act.actors)
        return same or not who or not act.actors
