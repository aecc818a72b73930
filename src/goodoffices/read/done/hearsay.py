"""Who says so: the speaker and the word of saying that a clause is reported by."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.read.clause.roles import Scene
from goodoffices.read.words import words

Speech = tuple[int | None, int]
"""Who says so (a noun, or None where nobody is named), and the word of saying."""


def reporter(scene: Scene, i: int) -> Speech | None:
    """Return who reports a clause: (noun or None, the word that says so), or None."""
    root = i
    for child, head in scene.above(i):
        dep, lemma = scene.token(child).dep, scene.token(head).lemma
        reports = lemma in words("reporting verbs")
        accuses = dep == "prep" and lemma in words("accusing verbs")
        if accuses or (reports and dep in {"ccomp", "parataxis"}):
            return next(iter(scene.subject(head)), None), head
        if reports and dep == "xcomp" and scene.passive(head):
            return None, head
        root = head
    for c in (root, *scene.kids(root)):
        nouns = _source(scene, c) if c < i or scene.token(c).lower == "according" else ()
        if nouns:
            return nouns[0], c
    return None


def _source(scene: Scene, i: int) -> Sequence[int]:
    """Return the source that "according to" names, or who says so in a clause set beside."""
    token = scene.token(i)
    if token.lower == "according":
        return [noun for to in scene.kids(i, "prep") for noun in scene.kids(to, "pobj")]
    reports = token.dep in {"parataxis", "ccomp"} and token.lemma in words("reporting verbs")
    return scene.subject(i) if reports else ()
