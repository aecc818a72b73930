"""What may stand at a place of the case file: its shape by the table of keys, found by its path.

A path is written as in an address: steps between slashes, a slash inside a step as ``~1``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.base.files import sha256
from goodoffices.case.file.edit import Path
from goodoffices.case.file.keys import PARTS, WHOLE, CasePart, Key, Shape, part
from goodoffices.case.file.text import Plain

TOP = part(WHOLE)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the file: its path, what may stand there, and what does (None: nothing).

    ``key`` is the key of a part that leads there, where one does; ``holder`` the shape of what it
    stands in.
    """

    path: Path
    shape: Shape
    value: Plain | None
    key: Key | None = None
    holder: Shape | None = None

    @property
    def part(self) -> CasePart | None:
        """The part that stands or may stand there; a text alone may become one."""
        return part_of(self.shape, self.value)

    @property
    def form(self) -> str:
        """How what stands there is made: ``list``, ``keys``, ``part``, or plain."""
        return fitting(self.shape, self.value).form

    @property
    def address(self) -> str:
        """The path as addresses have it."""
        return written(self.path)


def written(path: Sequence[str | int]) -> str:
    """Write a path as it stands in an address."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in path)


def steps(address: str) -> tuple[str, ...]:
    """Return the steps of a path in an address."""
    return tuple(s.replace("~1", "/").replace("~0", "~") for s in address.split("/") if s)


def spot(held: Plain, address: str) -> Spot | None:
    """Return the place that an address names, None where the table knows no such place.

    Parameters
    ----------
    held
        what the whole file holds.
    """
    found = Spot((), TOP, held)
    for step in steps(address):
        inner = _inner(found, step)
        if inner is None:
            return None
        found = inner
    return found


def fitting(shape: Shape, value: Plain | None) -> Shape:
    """Return which of several shapes a value has; of nothing, the one that says the most."""
    if shape.form != "either":
        return shape
    forms = {dict: ("part", "keys"), list: ("list",), str: ("",)}
    wanted = ("part", "") if value is None else forms[type(value)]
    for form in wanted:
        for one in shape.inner:
            if one.form == form:
                return one
    return shape.inner[0]


def part_of(shape: Shape, value: Plain | None = None) -> CasePart | None:
    """Return the part that a shape is, or may be in place of a text alone."""
    shapes = shape.inner if shape.form == "either" else (shape,)
    if isinstance(value, list) and any(s.form == "list" and s.words[0] == "[" for s in shapes):
        named = [s for s in shapes if s.form == "part" and s.names != "step"]
    else:
        named = [s for s in shapes if s.form == "part"]
    keyed = [s for s in shapes if s.form == "keys"]
    return PARTS[named[0].names] if named and not keyed else None


def shown(value: Plain | None) -> str:
    """Return the digest by which a form says what it showed."""
    return sha256(json.dumps(value, sort_keys=False).encode())[:16]


def _inner(found: Spot, step: str) -> Spot | None:
    """Return the place one step further in."""
    value = found.value
    for shape in _ways_in(found.shape, value):
        if shape.form == "part":
            key = next((k for k in PARTS[shape.names].keys if k.name == step), None)
            if key is not None:
                held = value.get(step) if isinstance(value, dict) else None
                return Spot((*found.path, step), key.shape, held, key, shape)
        elif shape.form == "list" and step.isdecimal() and len(step) < 6:
            at = int(step)
            there = isinstance(value, list) and at < len(value)
            held = value[at] if there else None  # type: ignore[index]
            return Spot((*found.path, at), shape.inner[0], held, None, shape)
        elif shape.form == "keys":
            held = value.get(step) if isinstance(value, dict) else None
            return Spot((*found.path, step), shape.inner[1], held, None, shape)
    return None


def _ways_in(shape: Shape, value: Plain | None) -> Sequence[Shape]:
    if shape.form != "either":
        return (shape,)
    fits = fitting(shape, value)
    return (fits, *(s for s in shape.inner if s.form in ("part", "keys", "list") and s != fits))
