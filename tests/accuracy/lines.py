"""Options and wants that a draft makes of one short passage, against what it says.

Each passage of ``tests/reference/lines`` tells one thing that a party could do, or wants; or none
at all, though it sounds so. One half was never looked at while rules were made, only counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.acts import acts, wants
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PASSAGES = Path(__file__).parents[1] / "reference" / "lines" / "passages.jsonl"
ENOUGH = 0.6
"""Which part of the words must stand in a line that is said to tell them."""
STEM = 4
"""By how many letters two words are compared: what is "locked" is to "lock"."""
_SMALL = frozenset({"the", "a", "an", "of", "to", "for", "in", "on", "at", "by", "be", "and"})


def told(text: str, party: str) -> dict[str, list[str]]:
    """Return the texts of the options and wants that a passage's party is drafted with."""
    shown = Candidates(merge([read_text(text, "2026-05-04", "passage.txt")]))
    sides = {side for a in shown.actors if (side := shown.principal(a))}
    mine = [side for side in sides if party in side.split("-") or side == party]
    every, found = (*shown.bids, *shown.remarks), dict[str, list[str]](option=[], want=[])
    for side in mine:
        among = frozenset(sides)
        found["option"] += [o.text for o in acts(every, side, shown.names, among, bool)]
        found["want"] += [w.text for w in wants(shown.bids, side)]
    return found


def says(line: str, words: str) -> bool:
    """Tell whether a line has most of some words, whatever their endings."""
    there = _stems(line)
    asked = _stems(words)
    return len(asked & there) >= ENOUGH * len(asked)


def _stems(words: str) -> set[str]:
    return {w[:STEM] for w in re.findall(r"[\w'’]+", words.casefold()) if w not in _SMALL}


def right(passage: dict[str, str]) -> bool:
    """Tell whether a passage's line is drafted, or none where it has none."""
    found = told(passage["text"], passage["party"])
    kinds = found if passage["kind"] == "none" else (passage["kind"],)
    drafted = any(says(line, passage["words"]) for kind in kinds for line in found[kind])
    return drafted != (passage["kind"] == "none")


def figures() -> Iterator[tuple[str, float, float | str]]:
    """Yield how many passages of each kind and half are read rightly."""
    every = [json.loads(line) for line in PASSAGES.read_text("utf-8").splitlines()]
    for half in ("shown", "kept"):
        for kind in ("option", "want", "none"):
            some = [one for one in every if (one["half"], one["kind"]) == (half, kind)]
            hits = sum(map(right, some))
            name = "no line of what is none" if kind == "none" else f"{kind}s of one passage"
            yield f"{name}, {half}, of {len(some)}", hits, round(0.75 * len(some))
