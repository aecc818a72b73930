"""What is remembered, not news: "last year's invasion", "the anniversary of", "a year since".

Such an act was so, and is background to what a page tells.
"""

from __future__ import annotations

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.polarity import own_clause
from goodoffices.read.done.signatures import small
from goodoffices.read.words import words

_LONG = frozenset({"year", "decade", "century", "generation"})


def historical(scene: Scene, i: int) -> bool:
    """Tell whether an act is remembered: "last year's invasion", "a year since …"."""
    if any(_bygone(scene, at) for at in own_clause(scene, i)):
        return True
    for child, head in scene.above(i):
        if scene.token(head).lemma in small("remembrance"):
            return True
        word = scene.token(child)
        since = "since" in scene.forms(child, "mark") or (word.dep, word.lower) == ("prep", "since")
        if since and _spans(scene, head):
            return True
    return False


def _bygone(scene: Scene, i: int) -> bool:
    """Tell whether a word is said to be of former times: "former", "last year's", "years ago"."""
    if scene.lemmas(i, "amod", "nmod") & words("bygone"):
        return True
    for c in scene.kids(i, "prep", "advmod"):  # "long before the quarrel"
        before = scene.token(c).lower in {"before", "ago", "earlier"}
        if before and ("long" in scene.forms(c, "advmod") or scene.lemmas(c, "npadvmod") & _LONG):
            return True
    for c in scene.kids(i, "advmod", "npadvmod", "poss", "compound", "nmod"):
        lemma = scene.token(c).lemma
        if lemma == "ago" and scene.lemmas(c, "npadvmod") & _LONG:
            return True
        if lemma in _LONG and scene.lemmas(c, "amod") & words("bygone"):
            return True
    return False


def _spans(scene: Scene, head: int) -> bool:
    """Tell whether a clause counts the time since something ("a year has passed since …")."""
    nouns = [head, *scene.kids(head, "nsubj", "dobj", "attr", "npadvmod")]
    return any(scene.token(n).lemma in _LONG | {"anniversary"} for n in nouns)
