"""Who reads what is written: shapes for the readers, one each, and a colour for their kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from goodoffices.look.sides import Side

MEDIATOR = "■"
"""The mediator's team; no party has this shape."""

ANYONE = "□"
"""Whoever comes by."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The readers of a page or of a box: shapes, class of the stylesheet, and two sentences.

    ``readers`` says who reads it, ``others`` who does not.
    """

    shapes: str
    colour: str
    readers: str
    others: str = ""


def mediators(readers: str, others: str = "") -> Audience:
    """Return the mediator's team alone."""
    return Audience(MEDIATOR, "mediator", readers, others)


def room(side: Side, readers: str, others: str = "") -> Audience:
    """Return one party's delegation and the mediator's team."""
    return Audience(side.shape + MEDIATOR, side.colour, readers, others)


def alone(side: Side, readers: str, others: str = "") -> Audience:
    """Return one delegation without the mediator."""
    return Audience(side.shape, f"alone {side.colour}", readers, others)


def table(sides: Iterable[Side], readers: str, others: str = "") -> Audience:
    """Return all at the table."""
    return Audience(MEDIATOR + "".join(s.shape for s in sides), "table", readers, others)


def anyone(readers: str, others: str = "") -> Audience:
    """Return the public."""
    return Audience(ANYONE, "public", readers, others)
