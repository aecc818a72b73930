"""Whether an act may be told by itself: whom it must name, and what people without a name may do.

"Talks" alone tell nothing, "talks between Chad and Libya" do; "gunmen killed two" is told though
nobody is named. What is denied needs less, and what only stands beside another act needs more.
"""

from __future__ import annotations

from goodoffices.read.clause.roles import FINITE, PASSIVE, SUBJECTS, Scene
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.governing import carried
from goodoffices.read.done.meanings import Meanings
from goodoffices.read.done.prepositions import no_way_out
from goodoffices.read.words import words

VAGUE = frozenset({"COOPERATE", "CONCEDE", "AID", "MOBILIZE"})
"""Types whose words say something else where no actor is named."""
FELT = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"})
"""Types of acts that are told of people without a name."""
_WHOLE = frozenset({"MOBILIZE", "RETREAT", "SANCTION", "COERCE"})
_BESIDE = frozenset({"advcl", "acl", "relcl", "pcomp", "conj", "nsubj", "csubj"})
_STANCES = frozenset({"accuse", "ask", "demand", "refuse", "threaten"})
"""Operators whose participle tells an act of its own: "…, accusing the board of neglect"."""


class Sufficiency:
    """Weighs whether what is read of one document's acts is enough to tell them."""

    def __init__(self, scene: Scene, meanings: Meanings) -> None:
        self.scene, self.meanings, self.words = scene, meanings, meanings.words

    def stands(self, act: SentenceAct, i: int) -> bool:
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
        told = self._told_beside(act.trigger) or self._done(act.trigger)
        told = told and (bool(act.actors) or (act.type in FELT and self._nameless(act, i)))
        if token.dep in {"advcl", "acl", "relcl", "pcomp"} and not (act.mediates or deed or told):
            by = scene.passive(act.trigger) and bool(scene.phrases(act.trigger, "by"))
            stance = act.turn in _STANCES and act.base != act.trigger and token.tag == "VBG"
            stance = stance or self.added(act.trigger)
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
        if token.dep == "dobj" and self.scene.token(token.head).lemma == "claim":
            return True  # "nobody has claimed the attack on the camp"
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
        if act.mediates or act.type in VAGUE - {"MOBILIZE"}:
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
        if act.type in FELT and any(self.meanings.names(n, words("craft")) for n in nouns):
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
        if token.lower in words("pronouns of people"):
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

    def empty(self, act: SentenceAct) -> bool:
        """Tell whether an operator governs nothing and addresses nobody ("voiced commitment")."""
        plain = act.noun or self.scene.token(act.trigger).pos == "ADJ"  # "is ready for winter"
        bare = plain and act.turn in {"intend", "ask", "demand"} and act.base == act.trigger
        return bare and not act.recipients and len(act.actors) < 2

    def added(self, c: int) -> bool:
        """Tell whether a relative clause adds what is so: "demanded two men, who were arrested"."""
        scene, token = self.scene, self.scene.token(c)
        finite = token.tag in {"VBD", "VBZ"} or scene.lemmas(c, "aux", "auxpass") & {"have", "be"}
        first = scene.parse.subtree(c)[0]
        noun = scene.token(token.head)
        first = scene.parse.subtree(noun.i)[0] if noun.dep in {"npadvmod", "appos"} else first
        apart = first > 0 and scene.token(first - 1).text == ","  # "…, a demand Israel rejected"
        return token.dep == "relcl" and bool(finite) and apart
