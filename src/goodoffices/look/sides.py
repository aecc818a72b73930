"""The parties as a page shows them: each with a shape and a colour of its own, beside its name.

Colours are told apart by eyes that see no red or green, are nobody's flag, and never stand alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.look.markup import tag

SHAPES = ("●", "▲", "◆", "▼", "✚")
"""The shapes, in order. The square is no party's: it belongs to whoever mediates."""

COLOURS = 6
"""How many colours the stylesheet has, ``p0`` to ``p5``; with the shapes thirty pairs."""

_CORNERS: dict[str, Sequence[tuple[float, float]]] = {
    "▲": [(0, -1.1), (1.05, 0.8), (-1.05, 0.8)],
    "■": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
    "◆": [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
    "▼": [(0, 1.1), (1.05, -0.8), (-1.05, -0.8)],
    "✚": [
        (-0.35, -1),
        (0.35, -1),
        (0.35, -0.35),
        (1, -0.35),
        (1, 0.35),
        (0.35, 0.35),
        (0.35, 1),
        (-0.35, 1),
        (-0.35, 0.35),
        (-1, 0.35),
        (-1, -0.35),
        (-0.35, -0.35),
    ],
    "✖": [
        (0, -0.35),
        (0.65, -1),
        (1, -0.65),
        (0.35, 0),
        (1, 0.65),
        (0.65, 1),
        (0, 0.35),
        (-0.65, 1),
        (-1, 0.65),
        (-0.35, 0),
        (-1, -0.65),
        (-0.65, -1),
    ],
    "★": [
        (
            math.sin(k * math.pi / 5) * (1.25 if k % 2 == 0 else 0.5),
            -math.cos(k * math.pi / 5) * (1.25 if k % 2 == 0 else 0.5),
        )
        for k in range(10)
    ],
}


@dataclass(frozen=True, slots=True)
class Side:
    """A party with its shape; ``colour`` names a class of the stylesheet."""

    id: str
    name: str
    number: int

    @property
    def shape(self) -> str:
        """The party's shape, which stands wherever its colour does."""
        return SHAPES[self.number % len(SHAPES)]

    @property
    def colour(self) -> str:
        """The class that sets the party's colour."""
        return f"p{self.number % COLOURS}"


def sides(parties: Sequence[tuple[str, str]]) -> dict[str, Side]:
    """Give each party, as (id, name), its shape and colour by its place in the case."""
    return {id_: Side(id_, name, number) for number, (id_, name) in enumerate(parties)}


def glyph(shape: str, x: float, y: float, radius: float, **attributes: object) -> Markup:
    """Draw a shape around a point."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    corners = _CORNERS.get(shape)
    if corners is None:
        return tag("circle", {"cx": x, "cy": y, "r": radius, **given})
    points = " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in corners)
    return tag("polygon", {"points": points, **given})
