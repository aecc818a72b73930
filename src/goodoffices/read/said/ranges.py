"""Ranges of tokens in which a content stands: what hangs from a token, trimmed at its ends."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.read.clause.roles import Scene

Range = tuple[int, int]
Content = tuple[Range, str]
"""Where a content stands, and the pattern that found it."""
_OPENING = frozenset("“\"‘«('")
_CLOSING = frozenset("”\"’»)'")


def has_form(scene: Scene, i: int, *forms: str) -> bool:
    """Tell whether one of some words hangs from a token."""
    return any(scene.token(c).lower in forms for c in scene.kids(i))


def ranges_of(scene: Scene, kept: Sequence[int]) -> tuple[Range, ...]:
    """Join token numbers to ranges, and take punctuation off their ends."""
    ranges: list[Range] = []
    for i in kept:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return tuple(r for place in ranges if (r := trimmed(scene, *place)) is not None)


def trimmed(scene: Scene, first: int, last: int) -> Range | None:
    """Take punctuation and joining words off the ends of a range; None if nothing is left."""

    def loose(i: int, kept: frozenset[str]) -> bool:
        token = scene.token(i)
        return (token.pos == "PUNCT" or token.dep == "cc") and token.text not in kept

    while first < last and loose(first, _OPENING):
        first += 1
    while last > first and loose(last - 1, _CLOSING):
        last -= 1
    return (first, last) if last > first else None


def subtree_range(scene: Scene, i: int) -> Range | None:
    """Return the range from the first word below a head to the last."""
    below = scene.parse.subtree(i)
    return trimmed(scene, below[0], below[-1] + 1)
