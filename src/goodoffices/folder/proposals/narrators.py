"""What a page's own writer only asks, guesses or takes back, which is no side's act.

"Do you think that Chile will sell the port?", "my own bet is that Peru will close the bridge", a
columnist's "Peru will swallow it", and "we reported that Peru had withdrawn its guards" on a page
that takes it back tell of nothing that a side did or means to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_TOLD = table("bargaining.yaml")["narrators"]
_THINKING = frozenset(_TOLD["thinking"])
_GUESSES = frozenset(_TOLD["guesses"])
_REPORTING = frozenset(_TOLD["reporting"])
_WRITER = frozenset({"i", "we"})
_OWN = frozenset({"my", "our"})
_KINDS = "|".join(_TOLD["opinion"])
_LABEL = re.compile(rf"\W*(?:{_KINDS})\b\W*?(?:$|[:|–—-](?P<rest>.*))", re.IGNORECASE)
_TAKES_BACK = re.compile("|".join(_TOLD["takes_back"]), re.IGNORECASE)
HEAD = 600
"""How far into a page its kind may be named, in characters."""
FEWEST = 3
"""A line of fewer words beside a label makes it an entry of a menu."""


class Narrator:
    """The writer of one page, and what that one does with a clause outside quotations."""

    def __init__(self, scene: Scene, text: str) -> None:
        self.scene = scene
        self.opinion = _opinion(text[:HEAD])
        self.takes_back = bool(_TAKES_BACK.search(text))

    def asks(self, verb: int) -> bool:
        """Tell whether a verb stands in a question."""
        sentence = self.scene.parse.sentence_of(verb)
        last = range(sentence.last - 1, max(sentence.last - 4, verb), -1)
        return any(self.scene.token(i).text == "?" for i in last)

    def guesses(self, verb: int) -> bool:
        """Tell whether a verb stands under what the writer thinks, or reported and takes back."""
        scene, at = self.scene, verb
        while (above := scene.token(at).head) != at:
            at = above
            token = scene.token(at)
            doers = {scene.token(n).lower for n in scene.kids(at, "nsubj")}
            if token.lemma in _THINKING and doers & _WRITER:
                return True
            if token.lemma in _REPORTING and doers & _WRITER and self.takes_back:
                return True
            if token.lemma == "be" and self._bets(at):
                return True
        return False

    def _bets(self, being: int) -> bool:
        """Tell whether "is" says what "my own bet" is."""
        scene = self.scene
        return any(
            scene.token(noun).lemma in _GUESSES and scene.forms(noun, "poss") & _OWN
            for noun in scene.kids(being, "nsubj")
        )


def _opinion(head: str) -> bool:
    """Tell whether the head of a page calls it an opinion; a menu that has the word does not."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    for n, line in enumerate(lines):
        label = _LABEL.fullmatch(line)
        if label is None:
            continue
        beside = (
            [label["rest"]] if label["rest"] else [*lines[max(n - 1, 0) : n], *lines[n + 1 : n + 2]]
        )
        if all(len(other.split()) >= FEWEST for other in beside):
            return True
    return False
