"""How sure each outcome is: asked for by people, of a case or a conflict."""

from __future__ import annotations

from goodoffices.case.nouns import Case
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stress.doubts import Pairs
from goodoffices.conflict.stress.measure import Ask, measure
from goodoffices.conflict.stress.spread import Progress
from goodoffices.conflict.stress.words import Stress

__all__ = ["Ask", "Stress", "stress"]


def stress(
    conflict: GraphModel | Case,
    ask: Ask | None = None,
    unknown: Pairs | None = None,
    progress: Progress | None = None,
) -> Stress:
    """Count in which share of the profiles consistent with what is known each outcome holds.

    Parameters
    ----------
    conflict
        with statements, weights or steps (each may be doubtful) or with rankings (whose ties are).
    ask
        the number of profiles, the seed, the concepts, which statements may be wrong, and who
        counts.
    unknown
        by party, pairs of states between which its preference is not known, each by its label,
        name, options or place, counted from 0; where this is left out, those of the conflict.
    progress
        told after each chunk: how many are done, of how many.

    Raises
    ------
    CaseError
        where a case makes no conflict; GO805 where it is too large to be counted over and over.
    UsageError
        GO801 to GO804 for a number of profiles, a seed, workers or a scheduler that cannot be,
        GO413 or GO911 for a concept, a party or a state that there is not.
    """
    model = from_case(conflict) if isinstance(conflict, Case) else conflict
    return Stress.of(measure(model, ask or Ask(), unknown, progress))
