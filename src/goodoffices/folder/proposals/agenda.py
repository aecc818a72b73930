"""What a page itself lists as in dispute: "the row centres on X and Y".

Behind such words stands a list, an entry between commas, and before and behind an "and". Where a
page says what a dispute is over, nobody has to come back to it for it to be bargained over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.folder.proposals.phrases import Phrase, plain
from goodoffices.folder.proposals.voices import PageVoices
from goodoffices.read.words import table

_WORDS = table("bargaining.yaml")["agenda"]
_OPENS = re.compile("|".join(f"(?:{one})" for one in _WORDS["opens"]), re.IGNORECASE)
_TALKING = re.compile(_WORDS["talking"], re.IGNORECASE)
_PARTS = frozenset(_WORDS["parts"])
_ENDS = frozenset(_WORDS["ends"])
_NO_WORDS = frozenset({"PUNCT", "SPACE", "SYM"})


def agenda(page: PageVoices) -> Iterator[tuple[int, Phrase]]:
    """Yield the entries of what a page calls in dispute: a word of each, and its words."""
    scene, text = page.scene, page.page.document.snapshot.text
    for sentence in scene.parse.sentences:
        opened = _OPENS.search(text, sentence.start, sentence.end)
        if opened is None or page.page.narrator.asks(sentence.first):
            continue
        words = range(sentence.first, sentence.last)
        for entry in _entries(page, [i for i in words if scene.token(i).start >= opened.end()]):
            told = plain(scene, entry)
            if told.matters:
                yield entry[0], told


def of_talks(text: str) -> bool:
    """Tell whether words only say that sides talk, or what they talk about."""
    return _TALKING.match(text) is not None or _OPENS.search(f"{text} ") is not None


def only_talks(text: str) -> bool:
    """Tell whether an act is but to sit down with the others, whatever the round is called."""
    return _TALKING.match(text) is not None and not text.startswith("not ")


def _entries(page: PageVoices, words: list[int]) -> Iterator[list[int]]:
    """Yield the words of each entry of a list, up to where something else begins."""
    entry: list[int] = []
    for i in words:
        token = page.scene.token(i)
        if token.lower in _ENDS:
            break
        if token.lower in _PARTS:
            if entry:
                yield entry
            entry = []
        elif entry or token.pos not in _NO_WORDS:
            entry.append(i)
    while entry and page.scene.token(entry[-1]).pos in _NO_WORDS:
        entry.pop()
    if entry:
        yield entry
