"""Force against what no force reaches: "declared war on potholes", "attacked the witness's memory".

Whether an attack is one is decided by the kinds of nouns around it, not by the idiom: what is
attacked is a thought, a text or a sum (``notions``); war is made on something that is no people, no
place and nobody's side; those at war are trades at odds; counsel attack a witness.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.read.clause.roles import SUBJECTS, Scene
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.meanings import Meanings
from goodoffices.read.words import words

_AIMS = ("on", "upon", "against", "at", "into", "with")
_STAKES = ("over", "for", "about")
_SHORT = 7
"""A word of so many letters has no ending of notions: "prism"."""
_KINDS = frozenset({"$person", "$place", "$human"})


class Figures:
    """Tells which attacks of one document are figures of speech."""

    def __init__(self, scene: Scene, meanings: Meanings) -> None:
        self.scene, self.meanings = scene, meanings

    def told(self, act: SentenceAct, i: int) -> bool:
        """Tell whether an attack is one in words, at law, in trade or in play alone."""
        if act.type != "ASSAULT" or act.turn:
            return False
        scene = self.scene
        heads = self._heads(act, i)
        if {scene.token(h).lemma for h in heads} & words("attacks on words"):
            return False  # "violated the truce"
        clause = [*heads, *(a for h in heads if not scene.verb(h) for a in self._carriers(h))]
        verbs = [h for h in clause if scene.verb(h)]
        doers = [s for v in verbs for s in scene.subject(v)]
        aims = [o for v in heads if scene.verb(v) for o in scene.objects(v) if o not in heads]
        aims += [p for h in clause for p in scene.phrases(h, *_AIMS) if p not in heads]
        if self._out_of_reach(heads, verbs, doers, aims):
            return True
        if any(self._armed(d) for d in doers):
            return False
        stakes = [p for h in clause for p in scene.phrases(h, *_STAKES)]
        return self._unarmed(heads, verbs, doers, stakes) or self._no_war(heads, doers, aims)

    def _out_of_reach(
        self, heads: list[int], verbs: list[int], doers: list[int], aims: list[int]
    ) -> bool:
        """Tell whether nothing is attacked that force reaches, or not with force."""
        scene = self.scene
        if aims and all(self._notion(a, "speakers against") for a in aims):
            return True
        under = any(scene.phrases(v, "under") for v in verbs)
        if under and any(self._notion(d, "trades at odds") for d in doers):
            return True  # "its tea industry is under attack"
        tools = (p for h in heads if scene.verb(h) for p in scene.phrases(h, "with"))
        return any(map(self._notion, tools))  # "peppered with queries"

    def _unarmed(
        self, heads: list[int], verbs: list[int], doers: list[int], stakes: list[int]
    ) -> bool:
        """Tell whether people without arms only speak or compete: "clashed over wages"."""
        scene = self.scene
        lawyers = bool(doers) and all(scene.token(d).lemma in words("counsel") for d in doers)
        if lawyers and any(scene.verb(h) for h in heads):
            return True
        if stakes and any(scene.phrases(v, "under") for v in verbs):
            return True  # "is under fire over late trains"
        of = [p for h in heads if not scene.verb(h) for p in scene.phrases(h, "of")]
        return any(self._notion(s, "prizes") for s in stakes) or any(map(self._notion, of))

    def _no_war(self, heads: list[int], doers: list[int], aims: list[int]) -> bool:
        """Tell whether a war is of prices, of trades, or on things alone."""
        scene = self.scene
        if not {scene.token(h).lemma for h in heads} & words("words of war"):
            return False
        nouns = [h for h in heads if not scene.verb(h)]
        sides = [*doers, *(p for h in heads for p in scene.phrases(h, "between"))]
        if any(scene.token(s).lemma in words("trades at odds") for s in sides):
            return True
        fought = [a for a in aims if scene.token(a).pos == "NOUN"]
        if fought and not any(self._enemy(a) for a in aims):
            return True
        return any(self._notion(c) for h in nouns for c in scene.kids(h, "compound"))

    def _heads(self, act: SentenceAct, i: int) -> list[int]:
        """Return the words that tell an attack: verbs, and the nouns of war that they carry."""
        scene = self.scene
        own = dict.fromkeys((i, act.trigger, act.base))
        verbs = [h for h in own if scene.verb(h)]
        carried = [n for v in verbs for n in (*scene.objects(v), *scene.phrases(v, "at", "in"))]
        deeds = (n for n in carried if self._attack(n))
        return list(dict.fromkeys([*own, *deeds]))

    def _attack(self, noun: int) -> bool:
        """Tell whether a noun is an attack."""
        known = self.meanings.words.nouns.get(self.meanings.lemma(noun), ())
        return not self.scene.verb(noun) and any(g.type == "ASSAULT" for _p, g in known)

    def _carriers(self, noun: int) -> Iterable[int]:
        """Return the verb that carries a noun: "launched an attack on", "is at war with"."""
        scene = self.scene
        head = scene.token(noun).head
        if scene.token(head).pos == "ADP":
            head = scene.token(head).head
        near = scene.token(noun).dep in {"dobj", "pobj", "attr", *SUBJECTS}
        return [head] if near and scene.verb(head) else []

    def _notion(self, noun: int, *also: str) -> bool:
        """Tell whether a noun is a thought, a text, a sum or a feeling, or on one more list."""
        token = self.scene.token(noun)
        if token.pos != "NOUN":
            return False
        lemma = self.meanings.lemma(noun)
        if lemma in words("notions", *also):
            return True
        made = lemma.endswith(tuple(words("endings of notions"))) and len(lemma) > _SHORT
        return made and lemma not in words("bodies with endings of notions")

    def _enemy(self, noun: int) -> bool:
        """Tell whether a noun is somebody or somewhere that war can be made on."""
        scene, classes = self.scene, self.meanings.words.classes
        people = words("human nouns", "people", "armed nouns", "armed people", "rivals", "camps")
        people |= classes["fighters"] | classes["strongholds"] | _KINDS
        of = (
            *scene.row(noun),
            *(p for n in scene.row(noun) for p in scene.phrases(n, "of", "from")),
        )
        named = any(scene.token(n).pos in {"PROPN", "PRON"} or scene.actors.at(n) for n in of)
        return named or any(self.meanings.names(n, people) for n in of)

    def _armed(self, noun: int) -> bool:
        """Tell whether a noun is of people who bear arms, or a crowd."""
        scene, classes = self.scene, self.meanings.words.classes
        known = words("armed nouns", "armed people", "craft") | classes["fighters"]
        return any(scene.token(one).lemma in known for one in scene.row(noun))
