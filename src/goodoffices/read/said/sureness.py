"""How sure it is who said what: a named speaker, a plain verb of saying, nothing between the two.

``tests/accuracy`` counts how often each band is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.evidence.claims import Confidence
from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Token, left
from goodoffices.read.said.cues import Cue
from goodoffices.read.said.marks import Place
from goodoffices.read.said.speakers import Speaker
from goodoffices.read.words import words

ORDER: dict[Confidence, int] = {"low": 0, "medium": 1, "high": 2}
"""The bands in order."""


class Sureness:
    """Weighs the cues of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse = scene, scene.parse

    def of(self, cue: Cue, speaker: Speaker, spans: Sequence[Place], *, quoted: bool) -> Confidence:
        """Return how sure the reading is; see ``tests/accuracy`` for how often each is right."""
        clause = cue.pattern == "clause"
        named = speaker.actor is not None or speaker.unnamed is not None or speaker.known
        weak = cue.verb >= 0 and self.parse.tokens[cue.verb].lemma in words("cue weak")
        described = cue.pattern == "described" and not self._judges(cue)
        if (not named and not clause) or described or self._pointing(cue):
            return "low"
        direct = quoted and cue.pattern in {"clause", "none", "idiom"}
        sure = (clause or direct) and named and not (cue.inherited or cue.future)
        sure = sure and self._complete(cue, spans)
        cut = clause and self._cut(cue)
        band: Confidence = "high" if sure and not cut and (quoted or not weak) else "medium"
        return min(band, speaker.limit, key=ORDER.__getitem__)

    def _judges(self, cue: Cue) -> bool:
        """Tell whether somebody else's account is judged: "called the report a fabrication"."""
        told = (t for place in cue.content for t in self.parse.tokens[slice(*place)])
        judged = words("accounts of others", "false accounts")
        return any(t.lemma in judged for t in told)  # "called it baseless"

    def _cut(self, cue: Cue) -> bool:
        """Tell whether what is said lacks its subject: "the talks, which X said would fail"."""
        told = self.parse.tokens[slice(*cue.content[0])] if cue.content else ()
        opens = bool(told) and told[0].tag in FINITE | {"MD"}
        return opens and not any(t.dep == "nsubj" for t in told[:4])  # "should Chad …" has one

    def _pointing(self, cue: Cue) -> bool:
        """Tell whether nobody sees by itself what is wanted: "they want it torn up"."""
        first = self.parse.tokens[cue.content[0][0]] if cue.content else None
        wanting = cue.pattern in {"wanting", "object"}
        return wanting and first is not None and first.tag == "PRP"

    def _complete(self, cue: Cue, spans: Sequence[Place]) -> bool:
        """Tell whether nothing else stands between a cue and what is said, nor behind it.

        A verb behind the words may be said as well, or be another's; a noun between them and the
        cue is part of one or of the other.
        """
        if cue.verb < 0:
            return False
        place = self.parse.covering(*spans[-1])
        if place is None or place[0] < cue.verb:
            return True
        tokens, sentence = self.parse.tokens, self.parse.sentence_of(cue.verb)
        beside = [cue.addressee, *self.scene.kids(cue.verb, "prep", "npadvmod", "advmod", "prt")]
        own = {j for c in beside if c is not None for j in self.parse.subtree(c)}
        between = (t for t in tokens[cue.verb + 1 : place[0]] if t.i not in own)
        if any(t.pos in {"NOUN", "PROPN", "VERB"} for t in between):
            return False
        rest = tokens[place[1] : sentence.last]
        if any(self._trails(t) for t in tokens[place[0] + 1 : sentence.last]):
            return False
        return not any(t.tag in FINITE or t.tag == "MD" for t in rest if t.i not in own)

    def _trails(self, token: Token) -> bool:
        """Tell whether a word opens what may be said or but told: "said …, days after the raid".

        Inside quotation marks it is said.
        """
        if left(self.parse.tokens, token.i).text != "," or token.i in self.scene.quoted:
            return False
        joined = token.dep == "cc" and any(
            self.parse.tokens[c].tag in FINITE | {"MD"} or self.scene.has_subject(c)
            for c in self.scene.kids(token.head, "conj")
            if c > token.i
        )
        return joined or token.lower in words("trailing words")
