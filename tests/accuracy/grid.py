"""How many sentences made by rule from the lexicon are read with their type and their sides.

Every seventh of some 21,000 is tried, and of 2,400 of mediation, where the mediator must be right,
too; GOODOFFICES_GRID_EVERY=1 tries them all (ten minutes).
"""

from __future__ import annotations

import os
from collections import Counter

from tests.read.family_grid import cells, right
from tests.read.mediation_grid import mediation_cells, whole

from goodoffices.read import read_text


def figures() -> list[tuple[str, float, float]]:
    """Return the share that is right of each type, of each frame and of all."""
    good: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for cell in cells(int(os.environ.get("GOODOFFICES_GRID_EVERY", "7"))):
        hit = right(cell, read_text(cell.text))
        for name in ("all", min(cell.types), f"frame {cell.frame}"):
            of[name] += 1
            good[name] += hit
    for each in mediation_cells(int(os.environ.get("GOODOFFICES_GRID_EVERY", "7"))):
        hit = whole(each, read_text(each.text))
        for name in ("mediation", f"mediation {each.frame.partition(' ')[0]}"):
            of[name] += 1
            good[name] += hit
    rows = sorted(of, key=lambda name: (name != "all", "frame" in name, name))
    return [(f"grid: {n}, {good[n]} of {of[n]}", good[n] / of[n], 0.85) for n in rows]
