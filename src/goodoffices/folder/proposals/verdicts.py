"""What words say of a mediator where nothing turns them round: to accept, a trust, a busybody.

Whose the words are, whom they mean and whether they are denied, the clause tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.case.judged import AnswerGiven
from goodoffices.folder.proposals.thirds import OFFICE_WORDS, mediates
from goodoffices.read.words import lists, table

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses
    from goodoffices.read.clause.roles import Scene

_SET = lists("bargaining.yaml", "taking")
_TAKING = table("bargaining.yaml")["taking"]
_PARTICLES: dict[str, dict[str, frozenset[str]]] = {
    name: {verb: frozenset(words) for verb, words in given.items()}
    for name, given in _TAKING.items()
    if isinstance(given, dict)
}


@dataclass(frozen=True)
class Verdicts:
    """What the words of one page say of whomever they are said of."""

    page: PageClauses

    @property
    def scene(self) -> Scene:
        """The page's parse and actors."""
        return self.page.scene

    def meaning(self, verb: int) -> AnswerGiven | None:
        """Return what a verb says of a mediator where it is not denied."""
        lemma = self.scene.token(verb).lemma
        beside = self.scene.forms(verb, "prt", "advmod", "prep")
        if lemma in _PARTICLES["particle_no"]:
            return "no" if beside & _PARTICLES["particle_no"][lemma] else None
        if lemma in _SET["yes"] or beside & _PARTICLES["particle_yes"].get(lemma, frozenset()):
            return "yes"
        if lemma in _SET["no"]:
            return "no"
        if lemma == "hear" and self.page.negative(verb) and "of" in beside:
            return "yes"  # denied: "will not hear of"
        return "yes" if lemma in _SET["asking"] and self.asks(verb) else None

    def shortly(self, verb: int) -> AnswerGiven | None:
        """Return the answer of "accepted", "both agreed", "all said yes" with nothing behind it."""
        scene = self.scene
        if scene.token(verb).lemma == "say":
            told = scene.forms(verb, "intj", "dobj", "ccomp", "advmod") & {"yes", "no"}
            return ("yes" if "yes" in told else "no") if told else None
        if self.goes_on(verb):
            return None
        return "no" if scene.token(verb).lemma in _SET["no"] else "yes"

    def goes_on(self, verb: int) -> bool:
        """Tell whether a verb says itself what is agreed to or refused."""
        scene = self.scene
        nouns = [*scene.objects(verb), *scene.phrases(verb, "to", "on", "with")]
        return bool(nouns or scene.kids(verb, "xcomp", "ccomp"))

    def asks(self, verb: int) -> bool:
        """Tell whether somebody is asked to mediate, or for a mediator."""
        scene = self.scene
        for act in scene.kids(verb, "xcomp", "ccomp", "advcl"):
            if mediates(self.scene, act):
                return True
        words = {scene.token(i).lemma for i in scene.parse.subtree(verb)}
        return bool(words & (OFFICE_WORDS | {"mediator", "mediation"}))

    def had(self, verb: int, noun: int) -> AnswerGiven | None:
        """Return what it says of a mediator to have or see something, or none of it."""
        word, lemma = self.scene.token(noun).lemma, self.scene.token(verb).lemma
        none = self.page.negative(verb) or bool(
            self.scene.forms(noun, "det", "neg") & {"no", "any"}
        )
        none ^= lemma in {"lose", "lack"}
        if word in _SET["had_yes"]:
            if word in _SET["praise"] and not none:
                return None
            return "no" if none else "yes"
        if word in _SET["needed"] and none:
            return "no"
        return "yes" if word in _SET["had_no"] and none else None

    def called(self, word: int, *, named: bool) -> AnswerGiven | None:
        """Return what it says of a mediator to be called something.

        Of one that is only "it", less says something: "right" may be said of an idea.
        """
        beside = self.scene.kids(word, "amod", "conj", "compound")
        words = {self.scene.token(i).lemma for i in (word, *beside)}
        if words & _SET["called_no"]:
            return "no"
        fair = _SET["called_yes"] if named else _SET["called_fair"]
        return "yes" if words & (fair | OFFICE_WORDS) else None

    def goes_further(self, after: int) -> bool:
        """Tell whether the word behind a "no" makes it none of an answer: "no longer"."""
        tokens = self.scene.parse.tokens
        following = tokens[after].lower if after < len(tokens) else ""
        return following in {"longer", "more", "less", "such", "one"}
