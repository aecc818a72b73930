"""Words looked for in whole texts, and where exactly they stand.

Case, accents, forms of letters and breaks of lines make no difference. A text is folded letter by
letter (:func:`goodoffices.evidence.selection.folded`), so that each place of the folded text leads
back to its place in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from goodoffices.evidence.selection import folded

MOST_WORDS = 200
"""Letters of what is looked for that count."""


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return " " if letter.isspace() else folded(letter)


class FoldedText:
    """A text made ready to be looked through."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = [_letter(letter) for letter in text]
        self.folded = "".join(self._parts)

    @cached_property
    def _ends(self) -> list[int]:
        """For each letter of the text, where its folded form ends."""
        return list(accumulate(map(len, self._parts)))

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand, first to last: code points from, and up to."""
        pattern = looked_for(words)
        if pattern is None:
            return
        from bisect import bisect_right

        for found in pattern.finditer(self.folded):
            start = bisect_right(self._ends, found.start())
            end = bisect_right(self._ends, found.end() - 1) + 1
            while end < len(self.text) and not self._parts[end]:
                end += 1  # marks that belong to the last letter
            yield start, end


@lru_cache(maxsize=256)
def looked_for(words: str) -> re.Pattern[str] | None:
    """Return the pattern of what is looked for in folded texts; None where that is nothing."""
    found = folded(words[:MOST_WORDS]).split()
    return re.compile(r" +".join(map(re.escape, found))) if found else None
