"""What is remembered, not news: "last year's invasion", "the anniversary of", "a year since".

Such an act was so, and is background to what a page tells.
"""

from __future__ import annotations

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.polarity import own_clause
from goodoffices.read.done.signatures import small
from goodoffices.read.words import words

_LONG = frozenset({"year", "decade", "century", "generation"})
_LINKS = frozenset({"after", "since", "from"})
_BETWEEN = ("to", "the", "day", "on")
"""What may stand between a count and its link: "years on from", "years to the day after"."""
_NO_COUNT = frozenset({"the", "this", "that", "each", "every", "next", "same"})


def historical(scene: Scene, i: int) -> bool:
    """Tell whether an act is remembered: "last year's invasion", "a year since …"."""
    if any(_bygone(scene, at) for at in own_clause(scene, i)):
        return True
    for child, head in scene.above(i):
        if scene.token(head).lemma in small("remembrance") or long_since(scene, child):
            return True
        word = scene.token(child)
        since = "since" in scene.forms(child, "mark") or (word.dep, word.lower) == ("prep", "since")
        if since and _spans(scene, head):
            return True
    return False


def long_since(scene: Scene, clause: int) -> bool:
    """Tell whether a clause or a phrase is told to be years past: "twenty years after …".

    What was days, weeks or months before is news still.
    """
    bare = (c for c in scene.kids(clause, "prep") if not scene.kids(c, "pobj", "pcomp"))
    links = [clause, *scene.kids(clause, "mark", "advmod"), *bare]
    links = [c for c in links if scene.token(c).lower in _LINKS]
    for link in (c for c in links if scene.token(c + 1).text != ","):  # "in the years since, …"
        first, at = scene.parse.sentence_of(link).first, link - 1
        while at > first and scene.token(at).lower in _BETWEEN:
            at -= 1
        unit = scene.token(at)
        if at < first or unit.lemma not in _LONG or link > clause:
            continue
        since = scene.token(link).lower == "since"  # "in the three years since Chad signed"
        below = {scene.token(c).lower for c in scene.kids(at)}
        spell = unit.dep == "pobj" and scene.token(unit.head).lower != "of"  # "for ten years after"
        if since or not (spell or below & (_NO_COUNT | words("bygone"))):
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
        if lemma in _LONG and scene.lemmas(c, "amod") & words("bygone"):
            return True
    return False


def _spans(scene: Scene, head: int) -> bool:
    """Tell whether a clause counts the time since something ("a year has passed since …")."""
    nouns = [head, *scene.kids(head, "nsubj", "dobj", "attr", "npadvmod")]
    return any(scene.token(n).lemma in _LONG | {"anniversary"} for n in nouns)
