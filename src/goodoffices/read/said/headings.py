"""Who says what in a heading: ``Minister: Chad will not sign``, ``Chad will sign - minister``."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.said.marks import Place
from goodoffices.read.said.speakers import Speaker, Speakers
from goodoffices.read.who.named import is_title

_PARTING = frozenset({":", "-", "–", "—", "--"})
_LONGEST_HEADING = 24


class Headings:
    """The headings of one document."""

    def __init__(self, scene: Scene, speakers: Speakers) -> None:
        self.scene, self.parse, self.speakers = scene, scene.parse, speakers

    def said(self, told: Collection[int]) -> Iterator[tuple[Speaker, Place]]:
        """Yield who says what (tokens) in headings; not in sentences that are ``told`` already."""
        tokens = self.parse.tokens
        for sentence in self.parse.sentences:
            if tokens[sentence.last - 1].text == ":" and sentence.index not in told:
                yield from self._split(sentence.index)
                continue
            long = sentence.last - sentence.first > _LONGEST_HEADING
            if sentence.index in told or long or tokens[sentence.last - 1].text in {".", "?", "!"}:
                continue
            marks = [
                i
                for i in range(sentence.first + 1, sentence.last - 1)
                if tokens[i].text in _PARTING
            ]
            if len(marks) != 1:
                continue
            mark = marks[0]
            sides = (sentence.first, mark), (mark + 1, sentence.last)
            who, what = sides if tokens[mark].text == ":" else sides[::-1]
            yield from self._sides(who, what)

    def _split(self, index: int) -> Iterator[tuple[Speaker, Place]]:
        """Read a heading whose two sides the parser took for two sentences."""
        if index + 1 >= len(self.parse.sentences):
            return
        who, what = self.parse.sentences[index : index + 2]
        same = self.parse.paragraph_of(index) == self.parse.paragraph_of(index + 1)
        ends = self.parse.tokens[what.last - 1].text in {".", "?", "!"}
        if same and not ends and what.last - who.first <= _LONGEST_HEADING:
            yield from self._sides((who.first, who.last - 1), (what.first, what.last))

    def _sides(self, who: Place, what: Place) -> Iterator[tuple[Speaker, Place]]:
        """Yield what one side of a heading's mark says, where the other is one who can speak."""
        tokens = self.parse.tokens
        if who[0] >= who[1] or what[0] >= what[1]:
            return
        verb = any(tokens[i].tag in FINITE or tokens[i].tag == "MD" for i in range(*what))
        verb = verb or tokens[what[0]].lower in {"no", "not", "never"}
        if not verb or who[1] - who[0] > 6 or any(tokens[i].tag in FINITE for i in range(*who)):
            return
        heads = (i for i in range(*who) if tokens[i].pos in {"NOUN", "PROPN"})
        top = next((i for i in heads if not who[0] <= tokens[i].head < who[1]), who[1] - 1)
        speaker = self.speakers.at(top)
        if speaker.actor is not None or speaker.unnamed is not None or is_title(tokens[top]):
            yield speaker, what
