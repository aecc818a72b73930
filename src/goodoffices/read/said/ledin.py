"""Whose a list is that a sentence leads in: "The union's conditions for a truce:", item by item.

The sentence ends in a colon and says what is put forward; it names whose that is, or what it tells
is of whoever spoke last before it. What stands below it in short lines is wanted by them, or
refused where the sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.document.headed import way_of
from goodoffices.read.said.speakers import Speaker
from goodoffices.read.words import words

_LINE = 34
"""An item has at most so many words."""
_ITEM = re.compile(r"\W*[-*•·–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_FIRST = re.compile(r"[^\W_]|[$£€“\"]")
_OPEN = re.compile(r"(?:[;,]|;\s*(?:and|or))$")
_ENDED = re.compile(r"[.!?…][\"”’)]*$")
_OWN = frozenset({"its", "their", "his", "her", "our"})


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: its place (code points), who puts it forward, and whether as refused."""

    start: int
    end: int
    speaker: Speaker
    refused: bool


class LedIn:
    """The lists of one document that a sentence leads in."""

    def __init__(self, scene: Scene, text: str) -> None:
        self.scene, self.text = scene, text
        self.parse, self.actors = scene.parse, scene.actors
        self.paragraphs: list[list[Sentence]] = []
        for sentence in self.parse.sentences:
            number = self.parse.paragraph_of(sentence.index)
            known = self.paragraphs and self.parse.paragraph_of(self.paragraphs[-1][0].index)
            if self.paragraphs and known == number:
                self.paragraphs[-1].append(sentence)
            else:
                self.paragraphs.append([sentence])

    def items(self, spoke: Callable[[int], Speaker | None]) -> Iterator[Item]:
        """Yield the items of every list.

        Parameters
        ----------
        spoke
            Gives who spoke last before a token, or None.
        """
        for number, paragraph in enumerate(self.paragraphs):
            lead = paragraph[-1]
            if self.scene.token(lead.last - 1).text != ":" or lead.zone != "body":
                continue
            forward = self._forward(lead)
            below = self._below(number + 1) if forward else []
            if forward and len(below) > 1 and (speaker := self._whose(lead, forward, spoke)):
                refused = way_of(self.text[lead.start : lead.end]) == "refuse"
                for start, end in below:
                    yield Item(start, end, speaker, refused)

    def _forward(self, lead: Sentence) -> list[int]:
        """Return the words of a lead that say something is put forward: "conditions", "asks"."""
        told = words("what sides put forward", "what leads in lists")
        verbs = words("verbs that lead in lists")
        return [
            i
            for i in range(lead.first, lead.last)
            if (self.scene.token(i).pos in {"NOUN", "PROPN"} and self.scene.token(i).lower in told)
            or (self.scene.verb(i) and self.scene.token(i).lower in verbs)
        ]

    def _below(self, first: int) -> list[tuple[int, int]]:
        """Return the lines of the list that begins with a paragraph.

        Lines without a mark, which a page's text may lack, go on until one ends as a sentence
        does; the last may, where the one before left the list open.
        """
        found: list[tuple[int, int]] = []
        marked = open_ = False
        for paragraph in self.paragraphs[first:]:
            start, end = paragraph[0].start, paragraph[-1].end
            line = self.text[self.text.rfind("\n", 0, start) + 1 : end].strip()
            mark, ended = _ITEM.match(line) is not None, _ENDED.search(line) is not None
            if paragraph[0].zone != "body" or len(line.split()) > _LINE:
                break
            if (ended or marked) and not (mark or open_):
                break
            own = _FIRST.search(self.text, start, end)
            found.append((own.start() if own else start, end))
            if ended and not mark:
                break
            marked, open_ = marked or mark, _OPEN.search(line) is not None
        return found

    def _whose(
        self, lead: Sentence, forward: list[int], spoke: Callable[[int], Speaker | None]
    ) -> Speaker | None:
        """Return whose a list is: as its lead names them, else whoever spoke last."""
        scene = self.scene
        nouns: list[int] = []
        for at in forward:
            owners = scene.subject(at) if scene.verb(at) else scene.kids(at, "poss")
            nouns += [*owners, *scene.owners(at)]
        within = range(lead.first, lead.last)
        nouns += [i for i in within if scene.token(i).dep == "nsubj"]
        nouns += [n for i in within if scene.verb(i) for n in scene.phrases(i, "by")]
        for noun in dict.fromkeys(nouns):
            pronoun = scene.token(noun).lower in _OWN
            for actor in scene.refers(noun) if pronoun else scene.ids(noun):
                known = self.actors.get(actor)
                if known is not None:
                    return Speaker(first=noun, last=noun + 1, name=known.name, actor=actor)
        return self._of_side(spoke(lead.first))

    def _of_side(self, speaker: Speaker | None) -> Speaker | None:
        """Return the body that a speaker speaks for, where the page tells it."""
        known = self.actors.get(speaker.actor) if speaker else None
        if speaker is None or known is None:
            return None
        side = self.actors.get(known.affiliation) or self.actors.get(self.actors.side(known.id))
        if side is None or side.kind == "person" or side.name == side.name.lower():
            return speaker
        return Speaker(first=speaker.first, last=speaker.last, name=side.name, actor=side.id)
