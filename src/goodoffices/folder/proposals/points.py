"""The points of a paper, each told without a verb: "Boats to fish to the reef. Nets to be mended".

Whoever puts a paper before the sides, or lists what it asks, tells each point as a sentence of its
own that says no more than what is to be. Three such in a row are a list; one or two are style.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.folder.proposals.phrases import Phrase, plain
from goodoffices.folder.proposals.voices import PageVoices

FEWEST = 3
"""How many points in a row make a list."""
_SHORTEST, _LONGEST = 3, 30
"""How many words a point has."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_THINGS = frozenset({"NOUN", "PROPN"})
_BESIDE = frozenset({"relcl", "advcl", "acl"})
_NO_WORDS = frozenset({"PUNCT", "SPACE", "SYM"})
_OPENING = frozenset({"ADV", "CCONJ", "INTJ"})


def points(page: PageVoices) -> Iterator[tuple[int, Phrase]]:
    """Yield the points of a page's lists: the word that each hangs from, and its words.

    A list stands in one paragraph, or an entry in each behind a colon.
    """
    text = page.page.document.snapshot.text
    run: list[tuple[int, Phrase]] = []
    end, listed = 0, False
    for sentence in page.scene.parse.sentences:
        parted = "\n" in text[end : sentence.start]
        opened = text[:end].endswith(":")
        end = sentence.end
        found = _point(page, sentence.first, sentence.last, listed=opened or listed)
        if found is None or (parted and not listed):
            if len(run) >= FEWEST:
                yield from run
            run, listed = [], False
        if found is not None:
            listed = listed or opened
            run.append(found)
    if len(run) >= FEWEST:
        yield from run


def _point(page: PageVoices, first: int, last: int, *, listed: bool) -> tuple[int, Phrase] | None:
    """Return a sentence as a point: what is to be, outside quotations, without a finite verb."""
    scene = page.scene
    words = [i for i in range(first, last) if scene.token(i).pos not in _NO_WORDS]
    if not _SHORTEST <= len(words) <= _LONGEST or page.page.narrator.asks(words[0]):
        return None
    if any(i in scene.quoted for i in words) or scene.token(words[0]).pos == "PRON":
        return None
    if scene.token(first).text in {"[", "("}:
        return None  # how a transcript was made
    things = any(scene.token(i).pos in _THINGS for i in words)
    if not things or any(_finite(page, i) for i in words):
        return None
    top = next((i for i in words if scene.token(i).head == i), words[0])
    told = scene.token(top).tag == "VB" and not scene.forms(top, "aux") & {"to", "be"}
    if told and not listed:
        return None  # "Look at the map" asks the reader
    while words and scene.token(words[0]).pos in _OPENING:
        words.pop(0)
    phrase = plain(scene, range(words[0], words[-1] + 1)) if words else None
    return (top, phrase) if phrase and phrase.terms else None


def _finite(page: PageVoices, word: int) -> bool:
    """Tell whether a word makes a whole sentence of its clause, and none that hangs from a noun."""
    scene = page.scene
    if scene.token(word).tag not in _FINITE:
        return False
    around = (word, *(head for _child, head in scene.above(word)))
    return all(scene.token(i).dep not in _BESIDE for i in around)
