"""Who answers a mediator where a clause names nobody: "she", "the union", "we".

Whoever spoke right before, whom a noun alone can mean on the page, or who issued the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.folder.proposals.belonging import Belonging
from goodoffices.read.words import lists, words

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses

_SET = lists("bargaining.yaml", "taking")
_POINTING = frozenset({"the", "its", "his", "her", "their"})
_WOULD = frozenset({"would", "could", "should", "must", "might"})


class Unnamed:
    """The clauses of a page whose side stands elsewhere; no mediator is one."""

    def __init__(self, page: PageClauses, belonging: Belonging, mediators: frozenset[str]) -> None:
        self.page, self.scene = page, page.scene
        self.belonging, self.mediators = belonging, mediators

    def going_on(self, verb: int) -> str | None:
        """Return the side whose indirect speech goes on in a sentence without a verb of saying.

        "She was for it. The council could help, provided that …": of whoever spoke right before it
        in the paragraph, where the next to speak there is of the same side.
        """
        scene, page = self.scene, self.page
        if not scene.forms(verb, "aux") & _WOULD or page.page.beside(verb):
            return None
        start, end = page.page.bounds(verb)
        text = page.page.document.snapshot.text
        first, last = text.rfind("\n\n", 0, start) + 1, text.find("\n\n", end)
        told = sorted(
            (
                s
                for s in page.statements
                if first <= s.sentence.start < (last if last > 0 else len(text))
            ),
            key=lambda s: s.sentence.start,
        )
        before = [s for s in told if s.sentence.start < start]
        after = [s for s in told if s.sentence.start >= end]
        sides = {page.speaks(s) for s in (*before[-1:], *after[:1])}
        return sides.pop() if before and len(sides) == 1 else None

    def issuer(self, verb: int) -> str | None:
        """Return who issued the page, of a clause of its "we", of its organ or of "it"."""
        side = self.belonging.clues.issuers.get(self.page.source)
        if side is None or side in self.mediators or verb in self.scene.quoted:
            return None
        nouns = self.scene.subject(verb)
        told = {self.scene.token(n).lemma for n in nouns}
        return side if told and told <= {"we", "it"} | words("organs of bodies") else None

    def she(self, verb: int) -> str | None:
        """Return the side of whoever spoke last before "she", where the page says nobody's name."""
        subject = self.scene.subject(verb)
        lone = len(subject) == 1 and self.scene.token(subject[0]).lower in {"he", "she"}
        if not lone or self.scene.ids(subject[0]):
            return None
        start, _end = self.page.page.bounds(verb)
        told = [s for s in self.page.statements if s.speaker and s.sentence.end <= start]
        last = max(told, key=lambda s: s.sentence.start, default=None)
        side = self.page.speaks(last) if last else None
        return side if side not in self.mediators else None

    def likewise(self, verb: int) -> str | None:
        """Return the side of the sentence before, in a passive with nobody beside it.

        "Niger supports the Union. The offer of Oman is likewise accepted": in one paragraph.
        """
        scene, parse = self.scene, self.scene.parse
        if not scene.passive(verb) or scene.kids(verb, "agent"):
            return None
        if not scene.forms(verb, "advmod") & _SET["likewise"]:
            return None
        here = parse.sentence_of(verb).index
        if not here or parse.paragraph_of(here) != parse.paragraph_of(here - 1):
            return None
        before = parse.sentences[here - 1]
        roots = [i for i in range(before.first, before.last) if scene.token(i).head == i]
        sides = {self.page.whose(n) for i in roots for n in scene.subject(i)}
        side = sides.pop() if len(sides) == 1 else None
        return side if side not in self.mediators else None

    def body(self, verb: int) -> str | None:
        """Return the body that a clause's subject means by a noun: "the union"."""
        for noun in self.scene.subject(verb):
            token = self.scene.token(noun)
            if token.pos == "NOUN" and self.scene.forms(noun, "det", "poss") & _POINTING:
                return self.belonging.bodies.noun(token.lemma, self.page.source)
        return None
