"""What answers an invitation without naming it: "it would go", "they would be there", "would not".

Such a clause says yes or no to whatever was offered last; what goes on ("would go to court",
"agreed to a truce") is no answer of this kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.case.judged import AnswerGiven
from goodoffices.read.words import lists, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_SET = lists("bargaining.yaml", "taking")
_SHALL = words("future")
_WITHIN = words("prepositions of coming")
"""What tells when and where one comes, and is nothing that one comes to instead."""


def bare_answer(scene: Scene, verb: int) -> AnswerGiven | None:
    """Return the answer of a clause that says no more than that one will come, or not denied."""
    token = scene.token(verb)
    if token.lower in _SHALL and token.tag == "MD":
        return "yes" if _breaks_off(scene, verb) else None
    if token.lemma in _SET["elliptic"]:
        acts = scene.kids(verb, "xcomp")
        comes = bool(acts) and all(_comes(scene, act) for act in acts)
        return ("no" if token.lemma in _SET["no"] else "yes") if comes else None
    shall = scene.forms(verb, "aux") & _SHALL or _after_all(scene, verb)
    return "yes" if shall and _comes(scene, verb) else None


def _after_all(scene: Scene, verb: int) -> bool:
    """Tell whether something was done in spite of doubts: "came after all"."""
    last = scene.parse.sentence_of(verb).last
    following = [scene.token(i).lower for i in range(verb + 1, min(verb + 3, last))]
    return scene.token(verb).tag == "VBD" and following == ["after", "all"]


def repeats(scene: Scene, verb: int) -> bool:
    """Tell whether a clause only says that somebody did as the one before: "so did the mayor"."""
    token = scene.token(verb)
    if token.lemma not in {"do", "be", "will", "would", "have"} or scene.kids(verb, "neg"):
        return False
    told = scene.forms(verb, "advmod", "dobj")
    return "so" in told or (token.lemma == "do" and bool(told & {"likewise", "too", "same"}))


def _breaks_off(scene: Scene, modal: int) -> bool:
    """Tell whether nothing stands behind a "would" or its "not"."""
    last = scene.parse.sentence_of(modal).last
    after = [scene.token(i) for i in range(modal + 1, min(modal + 3, last))]
    after = after[1:] if after and after[0].dep == "neg" else after[:1]
    return not after or after[0].pos == "PUNCT"


def _comes(scene: Scene, verb: int) -> bool:
    """Tell whether a verb says that one comes, and to nothing else."""
    token = scene.token(verb)
    nouns = scene.objects(verb)
    further = [n for n in scene.kids(verb, "prep") if scene.token(n).lower not in _WITHIN]
    if token.lemma == "be":
        return bool(scene.forms(verb, "advmod") & {"there", "present"}) and not nouns
    if token.lemma == "take":
        return {scene.token(n).lemma for n in nouns} == {"part"} and not further
    return token.lemma in _SET["appearing"] and not nouns and not further
