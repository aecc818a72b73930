"""What it costs to mark by what a side moved that says much: about twice as much for twice as much.

The words are drawn from a few lists, always the same; one side says all of them on two issues, in
the course of a year.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any, get_args

from goodoffices.evidence.across.likelymoves import likely_moves
from goodoffices.evidence.across.moves import Stand, moves
from goodoffices.evidence.across.tones import Stance

WAYS = ("We will accept", "We refuse", "We could agree to", "If they stop, we would allow")
UNITS = ("boats", "trucks", "per cent", "families", "hectares", "crates")
PLACES = ("port", "dam", "wells", "pier", "ferry", "quarry", "gate", "mine", "mill", "weir")
FEW, MANY = 2_000, 4_000


def said(count: int) -> list[Stand]:
    """Return so many statements of one side."""
    drawn = random.Random(1)
    every = []
    for number in range(count):
        way, unit, first, other = map(drawn.choice, (WAYS, UNITS, PLACES, PLACES))
        words = f"{way} {drawn.randint(2, 60)} {unit} for the {first} beside the {other}."
        every.append(
            Stand(
                number=number,
                side="chad",
                issue=drawn.choice(("toll", "weir")),
                date=f"2026-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}",
                stance=drawn.choice(get_args(Stance)),
                words=words,
                told=words,
            )
        )
    return every


def _takes(count: int) -> float:
    """Return the processor time, in seconds, for which so many statements are marked."""
    stands = said(count)
    clock = time.process_time()
    moves(stands)
    likely_moves(stands)
    return time.process_time() - clock


def figures() -> Iterator[dict[str, Any]]:
    """Yield the figures."""
    few, many = _takes(FEW), _takes(MANY)
    yield {
        "name": f"moves, {MANY:,} statements of one side",
        "value": round(many, 2),
        "unit": "s",
        "aim": 10,
        "better": "lower",
    }
    yield {
        "name": f"moves, {MANY:,} statements against {FEW:,}",
        "value": round(many / few, 2),
        "unit": "times as long",
        "aim": 3,
        "better": "lower",
    }
