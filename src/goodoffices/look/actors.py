"""A map of actors: who has to do with whom, and whether together or apart.

The sides stand on a circle with the others between them, in an order in which lines are short; a
line is as thick as there are origins that tell of it, whole where they act together, dashed where
against each other, both where both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.look.markup import tag, wrapped
from goodoffices.look.sides import Side, glyph

_WIDTH, _HEIGHT, _RADIUS = 720.0, 430.0, 158.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What is between two actors: how often together and how often apart."""

    one: str
    other: str
    together: int
    apart: int


def figure(
    names: Mapping[str, str],
    ties: Sequence[Tie],
    sides: Mapping[str, Side],
    id_: str,
    title: str,
    told: str,
) -> Markup | None:
    """Draw a map of actors; None where there are no ties.

    Parameters
    ----------
    names
        of each actor by its id, in the order of how much they have to do.
    sides
        those actors that are parties, or (with the square) mediators.
    """
    if not ties or len(names) < 2:
        return None
    order = _around(list(names), ties)
    at = {
        actor: (
            _WIDTH / 2 + 1.45 * _RADIUS * math.sin(2 * math.pi * k / len(order)),
            _HEIGHT / 2 - _RADIUS * math.cos(2 * math.pi * k / len(order)),
        )
        for k, actor in enumerate(order)
    }
    lines = [line for tie in ties for line in _lines(tie, at)]
    nodes = [_node(names[actor], at[actor], sides.get(actor)) for actor in order]
    return tag(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
            "class": "actormap",
            "role": "img",
            "aria-labelledby": f"{id_}-title {id_}-text",
        },
        tag("title", {"id": f"{id_}-title"}, title),
        tag("desc", {"id": f"{id_}-text"}, told),
        *lines,
        *nodes,
    )


def _around(actors: list[str], ties: Sequence[Tie]) -> list[str]:
    """Order actors so that each stands beside whom it has most to do with (greedily)."""
    weight: dict[frozenset[str], int] = {}
    for tie in ties:
        weight[frozenset((tie.one, tie.other))] = tie.together + tie.apart
    ordered, left = [actors[0]], actors[1:]
    while left:
        best = max(left, key=lambda a: (weight.get(frozenset((a, ordered[-1])), 0), -left.index(a)))
        ordered.append(best)
        left.remove(best)
    return ordered


def _lines(tie: Tie, at: Mapping[str, tuple[float, float]]) -> list[Markup]:
    """Draw what is between two: one line, or two side by side."""
    (x1, y1), (x2, y2) = at[tie.one], at[tie.other]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    kinds = [(kind, n) for kind, n in (("with", tie.together), ("against", tie.apart)) if n]
    found = []
    for k, (kind, count) in enumerate(kinds):
        shift = (k - (len(kinds) - 1) / 2) * 7
        dx, dy = -(y2 - y1) / length * shift, (x2 - x1) / length * shift
        d = f"M{x1 + dx:.1f} {y1 + dy:.1f}L{x2 + dx:.1f} {y2 + dy:.1f}"
        width = min(1.2 + 0.8 * (count - 1), 5.0)
        found.append(tag("path", {"d": d, "class": f"tie {kind}", "stroke-width": width}))
    return found


def _node(name: str, at: tuple[float, float], side: Side | None) -> Markup:
    x, y = at
    lines = wrapped(name, 18, 2)
    outward = 1 if y >= _HEIGHT / 2 else -1
    first = y + (22 if outward > 0 else -14 - 13 * (len(lines) - 1))
    look = side.colour if side else "other"
    shape = side.shape if side else "○"
    mark = glyph(shape, x, y, 9 if side else 5, class_=f"fill {look}" if side else "pt")
    words = [
        tag("text", {"x": x, "y": first + 13 * k, "class": "m s" + (" b" if side else "")}, line)
        for k, line in enumerate(lines)
    ]
    return tag("g", {"class": look}, tag("title", {}, name), mark, *words)
