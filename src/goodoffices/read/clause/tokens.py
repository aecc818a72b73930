"""A word and a sentence of a parsed page, as plain tuples: nothing of the parser's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.evidence.snapshot import ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word: its place (code points), its form, and how it hangs in its sentence.

    ``lower`` is its form and ``lemma`` its lemma in lower case, ``head`` the index of the token it
    depends on (its own for a root), ``ent`` the entity label or an empty string, ``sentence`` the
    index of its sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens ``first`` up to ``last`` (not included), from one zone."""

    index: int
    start: int
    end: int
    zone: ZoneKind
    first: int
    last: int


NO_WORD = Token(
    i=-1,
    start=0,
    end=0,
    text="",
    lower="",
    lemma="",
    pos="",
    tag="",
    dep="",
    head=-1,
    ent="",
    sentence=-1,
)
"""What stands before the first word."""


def left(tokens: Sequence[Token], n: int, back: int = 1) -> Token:
    """Return the word so many before another; :data:`NO_WORD` where there is none."""
    return tokens[n - back] if n >= back else NO_WORD
