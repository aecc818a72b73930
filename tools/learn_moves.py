"""By which statements sides moved (``evidence/data/move_weights.json``).

A statement is a move where an expert's key says so of its words, whether the key holds that a
draft must find it or only that it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.accuracy.dispute import Drafted
from tools.regression import descended, often

from goodoffices.evidence.across.likelymoves import marked
from goodoffices.evidence.across.positions import positions, stood

FEWEST = 3
"""In how many disputes a mark must be seen."""
PENALTY = 8.0
LEAST = 0.02
"""What weighs less is left out."""
STEPS = 500


@dataclass(frozen=True)
class Stood:
    """What is weighed of a side's statement on an issue, and whether it moved by it."""

    dispute: str
    marks: frozenset[str]
    moves: bool


def stands(name: str, drafted: Drafted) -> Iterator[Stood]:
    """Yield what the sides of a dispute said; nothing where its key names no moves."""
    known = drafted.key.get("moves", ())
    told = positions(drafted.placed) if known else ()
    for one, (_stand, own) in zip(told, marked(stood(told, drafted.placed)), strict=True):
        yield Stood(name, own, any(drafted.rests(one.told_by, move["to"]) for move in known))


def learnt_moves(every: Sequence[Stood]) -> dict[str, float]:
    """Return the weights of marks; the bias is under the empty one."""
    known = often(((one.dispute, one.marks) for one in every), FEWEST)
    rows = [(one.marks & known, one.moves) for one in every]
    found = descended(rows, ridge=PENALTY, steps=STEPS)
    return {t: w for t, v in found.items() if abs(w := round(v, 3)) >= LEAST or not t}
