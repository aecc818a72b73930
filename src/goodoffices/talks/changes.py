"""What changed between two wordings, stretch by stretch, within a bound on the work.

Equal ends are cut off first; then paragraphs are compared, and only where these differ, words: by
the greedy algorithm of E. W. Myers ("An O(ND) difference algorithm and its variations",
Algorithmica 1, 1986), which costs as much as there are differences. Texts are other people's, so
the work is bounded: when an :class:`Effort` is used up, what is left is told as taken out and put
in whole. The stretches add up to both texts always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

What = Literal["same", "added", "removed"]

_PARAGRAPH = re.compile(r".*?\n\s*\n|.+\Z", re.DOTALL)
_WORD = re.compile(r"\S+|\s+")

_FARTHEST = 600
"""How many edits apart two lists may be and still be compared item by item."""


@dataclass
class Effort:
    """The steps that may still be taken, for all the wordings of a page together."""

    steps: int = 400_000

    @property
    def spent(self) -> bool:
        """Whether something could not be compared word by word."""
        return self.steps <= 0


def changes(old: str, new: str, effort: Effort | None = None) -> Iterator[tuple[What, str]]:
    """Yield the stretches of two wordings: kept, taken out or put in."""
    effort = effort or Effort()
    pending: tuple[What, list[str]] = ("same", [])
    for what, words in _by_paragraph(old, new, effort):
        if what != pending[0]:
            if pending[1]:
                yield pending[0], "".join(pending[1])
            pending = (what, [])
        pending[1].append(words)
    if pending[1]:
        yield pending[0], "".join(pending[1])


def _by_paragraph(old: str, new: str, effort: Effort) -> Iterator[tuple[What, str]]:
    before, after = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    for same, gone, come in _runs(before, after, effort):
        if gone and come:
            yield from _by_word("".join(gone), "".join(come), effort)
        else:
            yield from _told(gone, come)
        yield from (("same", words) for words in same)


def _by_word(old: str, new: str, effort: Effort) -> Iterator[tuple[What, str]]:
    for same, gone, come in _runs(_WORD.findall(old), _WORD.findall(new), effort):
        yield from _told(gone, come)
        yield from (("same", words) for words in same)


def _told(gone: Sequence[str], come: Sequence[str]) -> Iterator[tuple[What, str]]:
    if gone:
        yield "removed", "".join(gone)
    if come:
        yield "added", "".join(come)


Run = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""What is kept after what was taken out and what was put in: (same, gone, come)."""


def _runs(before: Sequence[str], after: Sequence[str], effort: Effort) -> Iterator[Run]:
    """Compare two lists; where the effort does not suffice the middle is taken as one change."""
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if start:
        yield before[:start], (), ()
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    at, to = 0, 0
    for a, b, length in _kept(gone, come, effort) if gone and come else ():
        yield gone[a : a + length], gone[at:a], come[to:b]
        at, to = a + length, b + length
    yield before[len(before) - end :], gone[at:], come[to:]


def _kept(
    before: Sequence[str], after: Sequence[str], effort: Effort
) -> list[tuple[int, int, int]]:
    """Return what two lists have in common, as (place, place, length); none if it takes too long.

    The furthest points reached with d edits are kept for each d, and read back from the end.
    """
    effort.steps -= len(before) + len(after)
    reached: dict[int, int] = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(_FARTHEST + 1):
        trail.append(reached.copy())
        for diagonal in range(-edits, edits + 1, 2):
            effort.steps -= 1
            below = diagonal == -edits or (
                diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]
            )
            x = reached[diagonal + 1] if below else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < len(before) and y < len(after) and before[x] == after[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(before) and y >= len(after):
                return _read_back(trail, len(before), len(after))
        if effort.spent:
            return []
    return []


def _read_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    found = []
    for edits in range(len(trail) - 1, -1, -1):
        reached, diagonal = trail[edits], x - y
        below = diagonal == -edits or (
            diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1]
        )
        came = diagonal + 1 if below else diagonal - 1
        from_x = reached[came] if edits else 0
        from_y = from_x - came if edits else 0
        after_x = from_x + (0 if below else 1) if edits else 0
        if x > after_x:
            found.append((after_x, after_x - diagonal, x - after_x))
        x, y = from_x, from_y
    return found[::-1]
