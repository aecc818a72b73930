"""The words of a clause as idioms know them: lemmas in order, M for the mediator, S for the side.

"The council has never had any quarrel with the bishop's offer" is "have no quarrel with M": forms,
articles and adverbs are gone, an offer is whose it is, and what follows an "if" is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.idioms import words_that
from goodoffices.folder.proposals.thirds import OFFICE_WORDS, mediates

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_CUT = frozenset({"punct", "cc", "aux", "auxpass", "parataxis", "npadvmod", "expl", "preconj"})
_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "acl", "relcl", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_KEPT_DETERMINERS = frozenset({"no", "neither", "none", "any", "both", "all"})
_THEIRS = frozenset({"its", "his", "her", "own"})
_YES_NO = frozenset({"yes", "no", "aye", "nay", "never"})
_COMPARED = frozenset({"JJR", "JJS", "RBR", "RBS"})
_BARE = frozenset({"VB", "VBN", "VBG"})
_FILLERS = words_that("fillers")


@dataclass(frozen=True)
class Wording:
    """A way to take clauses of one page in one's own words.

    ``named`` tells whether a noun is the mediator or its offer, ``own`` whether it is the side.
    """

    scene: Scene
    named: Callable[[int], bool]
    own: Callable[[int], bool]
    ours: bool
    """Whether the side is the subject, so that "its" is the side's and says nothing."""

    def of(self, verb: int) -> str:
        """Return the words of a clause from its verb on; what stands before it comes behind."""
        told = list(self._below(verb, top=True))
        first = self.scene.token(verb).lemma
        passive = self.scene.passive(verb) and not self.ours
        begin = ["be", first] if passive else [first]
        done = [w for i, w in told if i in self._done_to(verb)]
        behind = [w for i, w in told if i > verb and i not in self._done_to(verb)]
        before = [w for i, w in told if i < verb and i not in self._done_to(verb)]
        words = (*begin, *(done if self.ours else ()), *behind, *before)
        return "".join(f"{word} " for word in words)

    def _done_to(self, verb: int) -> set[int]:
        """Return the tokens of a passive's subject, which is done to."""
        if not self.scene.passive(verb):
            return set()
        return {
            i for noun in self.scene.kids(verb, "nsubjpass") for i in self.scene.parse.subtree(noun)
        }

    def _below(self, at: int, *, top: bool = False) -> Iterator[tuple[int, str]]:
        """Yield the words below a token, in order, with the token's own unless it is the top."""
        scene = self.scene
        for kid in sorted([*scene.kids(at), at]):
            if kid == at:
                yield from () if top else self._word(at)
            elif self._counts(kid, top=top):
                if self.named(kid) and self.scene.token(kid).lower != "one":
                    yield from self._mediator(kid, at)
                else:
                    yield from self._below(kid)

    def _mediator(self, noun: int, above: int) -> Iterator[tuple[int, str]]:
        """Yield the mediator's word, and what it is taken as ("as a go-between")."""
        scene = self.scene
        inside = scene.token(noun).dep in {"poss", "compound", "nmod"} and scene.token(
            above
        ).pos in {"NOUN", "PROPN"}
        yield noun, "M_" if inside else "M"
        for kid in scene.kids(noun, "prep"):
            if scene.token(kid).lower == "as":
                yield from self._below(kid)

    def _counts(self, kid: int, *, top: bool) -> bool:
        """Tell whether a dependent belongs to what is said; ``top`` where it is the verb's."""
        scene, token = self.scene, self.scene.token(kid)
        told = {
            "neg": not top,
            "agent": not self.ours,
            "mark": token.lower == "for",
            "det": token.lower in _KEPT_DETERMINERS,
            "intj": token.lower in _YES_NO,
            "conj": not scene.verb(kid),
        }
        told |= dict.fromkeys(_SUBJECTS, not top or (self.ours and token.dep == "nsubjpass"))
        told |= dict.fromkeys(_CUT, False)
        if token.dep in told:
            return told[token.dep]
        if token.dep in _CLAUSES and scene.verb(kid):
            bare = token.tag in _BARE and not scene.kids(kid, "aux")
            beside = token.dep in {"advcl", "relcl"}
            return scene.infinitive(kid) or (bare and not beside)
        return not (token.lower in _FILLERS or (token.pos == "ADV" and token.lower.endswith("ly")))

    def _word(self, at: int) -> Iterator[tuple[int, str]]:
        """Yield a token's own word."""
        token = self.scene.token(at)
        own = token.pos in {"PRON", "PROPN"} and self.own(at)
        if token.dep == "poss" or token.lower in _THEIRS:
            if own and not self.ours and token.lower not in _THEIRS:
                yield at, "S"
            elif token.pos not in {"PRON", "ADJ"}:
                yield at, token.lemma
        elif own:
            yield at, "S"
        elif self.scene.verb(at) and mediates(self.scene, at):
            yield at, "MED"
        elif token.lemma in OFFICE_WORDS:
            yield at, "O"
        elif token.tag in _COMPARED or token.pos == "PRON":
            yield at, {"them": "they", "us": "S"}.get(token.lower, token.lower)
        elif token.dep != "case" and token.lower not in {"'s", "’s"}:
            yield at, token.lemma
