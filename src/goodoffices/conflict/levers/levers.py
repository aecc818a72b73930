"""What would have to change for an outcome to hold: asked for by people, of a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import SupportsIndex

from goodoffices.case.nouns import LeverTerms
from goodoffices.conflict.concepts import concept_of, concepts_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.search import Progress, search
from goodoffices.conflict.levers.words import Levers

__all__ = ["Levers", "levers"]


def levers(
    conflict: GraphModel,
    to: str | SupportsIndex,
    *,
    concept: str | Sequence[str] = "SEQ",
    terms: LeverTerms | None = None,
    most_cost: Fraction | int = 6,
    most: int = 5,
    progress: Progress | None = None,
) -> Levers:
    """Return the cheapest sets of changes that make an outcome hold.

    Parameters
    ----------
    to
        the outcome: its label (``"S32"``), its name, its options, or its place, counted from 0.
    concept
        the sense in which every party shall stay: any of ``concepts.DECIDED``; or several, and it
        then shall stay in each.
    terms
        what changes cost, and options that could be brought in.
    most_cost
        up to which cost to look.
    most
        how many sets to return; none contains another.
    progress
        told after each batch which cost was come to, of which, both times 100.

    Raises
    ------
    UsageError
        GO413 or GO911 where there is no such outcome or concept, GO806 where the conflict has more
        than 4,096 states, GO805 for more than 512 where preferences are unknown, GO807 where an
        exchange costs nothing, GO810 for new options where moves do not follow from options.
    """
    target = conflict.state(to)
    concepts, terms = concepts_of(concept), terms or LeverTerms()
    for name in concepts:
        concept_of(name)
    return Levers.of(search(conflict, target, concepts, terms, Fraction(most_cost), most, progress))
