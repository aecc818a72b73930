"""Which sentences say something by themselves, where the form of a page tells who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.words import words

_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_ASIDE = re.compile(r"^\s*[(\[<].*[)\]>]\s*$", re.DOTALL)
_SHORTEST = 4
"""Sentences of fewer words ("Thank you.", "Yes.") are no statements."""
_CURT = 3
"""So few words are one where they give a figure or refuse: "Not one kina."."""


def says(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence says something: not a greeting, nor the sound of laughter."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    plain = sum(t.pos != "PUNCT" for t in tokens)
    verb = any(t.pos in {"VERB", "AUX"} for t in tokens)
    text = " ".join(t.text for t in tokens)
    return plain >= _SHORTEST and verb and not _ASIDE.match(text)


def answers(scene: Scene, sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return what answers say: of each paragraph the sentences that say something, and the curt.

    What is too short to say anything goes with them only where it stands between them: "No." that
    opens an answer is no part of what it puts forward.
    """
    rows: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        rows.setdefault(scene.parse.paragraph_of(sentence.index), []).append(sentence)
    said = []
    for row in rows.values():
        told = [i for i, s in enumerate(row) if says(scene, s) or _curt(scene, s)]
        if told:
            said += [s for s in row[told[0] : told[-1] + 1] if not _aside(scene, s)]
    return said


def _aside(scene: Scene, sentence: Sentence) -> bool:
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    return _ASIDE.match(" ".join(t.text for t in tokens)) is not None


def _curt(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a few words give a figure or refuse something: "Fifty-four cents a litre."."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    plain = [t for t in tokens if t.pos != "PUNCT"]
    told = any(t.pos == "NUM" or t.lower in words("curt words") for t in plain)
    asks = scene.token(sentence.last - 1).text == "?"
    return len(plain) >= _CURT and told and not asks and not _aside(scene, sentence)


def ends(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence has an end: a heading or a signature has none."""
    return scene.token(sentence.last - 1).text in {".", "!", "?", "”", '"', "…", ":"}


def first_person(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks in the first person outside quotation marks."""
    return any(
        t.lower in _FIRST
        and t.pos in {"PRON", "DET"}
        and t.i not in scene.quoted
        and t.text != "US"
        for t in scene.parse.tokens[sentence.first : sentence.last]
    )
