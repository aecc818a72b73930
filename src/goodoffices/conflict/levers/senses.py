"""Several senses of stability at once, and which of them follow from which.

Who has no improvement at all stays in every sense; whoever is deterred when it may answer once more
is deterred when it may not; and whom gainful answers deter, any answers deter. So Nash implies all
others, SMR and SEQ each imply GMR, and SSEQ implies SMR and SEQ.
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.base.errors import UsageError
from goodoffices.conflict.stability import DECIDED, unknown_concept

IMPLIES: dict[str, tuple[str, ...]] = {
    "Nash": ("GMR", "SMR", "SEQ", "SSEQ"),
    "GMR": (),
    "SMR": ("GMR",),
    "SEQ": ("GMR",),
    "SSEQ": ("GMR", "SMR", "SEQ"),
}
"""Concept → those that it implies."""

ALL = "all"


def senses(asked: str | Sequence[str]) -> tuple[str, ...]:
    """Return the concepts that are asked for, each once: ``Nash,SEQ``, ``all``, or several.

    Raises
    ------
    UsageError
        GO413 for one that does not exist.
    """
    listed = [asked] if isinstance(asked, str) else list(asked)
    words = [word.strip() for part in listed for word in part.split(",")]
    known = {concept.casefold(): concept for concept in DECIDED}
    found: list[str] = []
    for word in words:
        if word.casefold() == ALL:
            found += DECIDED
        elif word.casefold() in known:
            found.append(known[word.casefold()])
        else:
            raise UsageError(unknown_concept(word))
    return tuple(dict.fromkeys(found))


def needed(concepts: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts that no other one of them implies: these decide."""
    implied = {weaker for concept in concepts for weaker in IMPLIES[concept]}
    return tuple(concept for concept in concepts if concept not in implied)
