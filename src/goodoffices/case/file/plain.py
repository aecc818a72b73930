"""Plain values, as JSON holds them, as the nodes that every reader takes.

JSON is read by the fastest parser there is, which keeps no places; a place is then a path,
``preferences.US[3]``. Only where something is wrong, and the text is at hand, are lines and columns
looked up in it, along the path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from json import JSONDecoder
from numbers import Integral, Number
from typing import Any

from goodoffices.base.errors import Finding, Place, Severity, written_path
from goodoffices.base.exact import exact, written
from goodoffices.case.file.terms import NodeReader
from goodoffices.case.file.text import (
    DEEPEST,
    Entry,
    Node,
    Scalar,
    Sequence,
    Text,
)
from goodoffices.case.file.text import Mapping as Part
from goodoffices.case.nouns import Basis, Interval

Path = tuple[str | int, ...]
"""The keys and positions, from 0, that lead to a value."""

LARGEST = 10**15
"""Above it a number of JSON need not be whole for whoever reads it."""

_SHAPES = {"GO207.keys": "GO207.object", "GO207.list": "GO207.array", "GO207.text": "GO207.string"}

Span = tuple[int, int]
"""Where something begins and ends in a text."""


class PlainPlaces:
    """Makes nodes of plain values, and tells where they stand.

    Parameters
    ----------
    file
        stands for the source in findings.
    text
        the JSON that the values were read from, if lines and columns are to be told.
    """

    def __init__(self, file: str, text: str | None = None) -> None:
        self.file, self.text = file, text
        self._paths: list[tuple[Path, bool]] = [((), False)]  # by a node's start; of a key?
        self._told: dict[int, tuple[Place, int, Span | None]] = {}  # by a place's identity

    # --- nodes ---------------------------------------------------------------------------------

    def node(self, value: object, *path: str | int, depth: int = 1) -> Node:
        """Return a value as a node; ``path`` leads to it."""
        start = self._start(path)
        if hasattr(value, "tolist"):  # an array, or one of its numbers
            value = value.tolist()
        if isinstance(value, Mapping) and depth < DEEPEST:
            members = ((str(key), inner) for key, inner in value.items())
            entries = (self.entry(*member, *path, depth=depth + 1) for member in members)
            return Part(tuple(entries), start, 0)
        if isinstance(value, list | tuple):
            items = enumerate(value) if depth < DEEPEST else ()
            nodes = (self.node(item, *path, k, depth=depth + 1) for k, item in items)
            return Sequence(tuple(nodes), start, 0)
        return Scalar(_text(value), start, 0, "" if value is None else '"')

    def entry(self, key: str, value: object, *path: str | int, depth: int = 1) -> Entry:
        """Return a key with its value; ``path`` leads to what holds it."""
        name = Scalar(key, self._start((*path, key), key=True), 0, '"')
        return Entry(name, self.node(value, *path, key, depth=depth))

    def _start(self, path: Path, *, key: bool = False) -> int:
        self._paths.append((path, key))
        return len(self._paths) - 1

    # --- places --------------------------------------------------------------------------------

    def at(self, *path: str | int) -> Place:
        """Return where the value stands that a path leads to."""
        return self._place(self._start(path))

    def of(self, node: Node | None) -> Place:
        """Return where a node stands; the whole file where there is none."""
        return Place(self.file) if node is None else self._place(node.start)

    def inside(self, scalar: Scalar, column: int, width: int) -> Place:
        """Return where some characters of a scalar's value stand."""
        return self._place(scalar.start, (column, column + width), scalar.value)

    def _place(self, start: int, inside: Span | None = None, value: str | None = None) -> Place:
        part = written_path(self._paths[start][0]) or None
        place = Place(self.file, part=part)
        if inside:
            column, end = inside
            place = replace(place, column=column + 1, snippet=value, width=end - column)
        self._told[id(place)] = place, start, inside
        return place

    def located(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings with line and column, where the text is at hand."""
        if self.text is None:
            return list(findings)
        return [replace(finding, place=self._located(finding.place)) for finding in findings]

    def _located(self, place: Place | None) -> Place | None:
        _place, start, inside = self._told.get(id(place), (place, 0, None))
        path, key = self._paths[start]
        reached = self._spans.of(path, key=key) if path else None
        if place is None or reached is None:
            return place
        span, is_scalar = reached
        lines = self._spans.lines
        if inside and is_scalar:
            scalar = Scalar(place.snippet or "", *span)
            found = lines.inside(scalar, inside[0], inside[1] - inside[0])
        else:
            found = lines.place(*(span if is_scalar else (span[0], span[0] + 1)))
        return replace(found, part=place.part)

    @cached_property
    def _spans(self) -> _Spans:
        return _Spans(self.file, self.text or "")


class PlainReader(NodeReader):
    """Reads nodes of plain values; any number is taken that can be exact."""

    def tell(
        self,
        key: str,
        at: Node | Place | None,
        /,
        *,
        near: tuple[str, Iterable[str]] | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> None:
        """Add a finding; what a case would write on lines, JSON writes in brackets."""
        super().tell(_SHAPES.get(key, key), at, near=near, severity=severity, **values)

    def number(self, node: Node | None, least: int | None = 0) -> Fraction | None:
        """Take a node as an exact number, not below ``least`` where that is set."""
        number = exact(node.value) if isinstance(node, Scalar) else None
        if number is None or (least is not None and number < least):
            return super().number(node, least)
        return number


def plain_number(number: Fraction) -> int | float | str:
    """Return a number as JSON holds it exactly: whole, a decimal, else a fraction as text."""
    if number.denominator == 1 and abs(number) < LARGEST:
        return int(number)
    if abs(number) < LARGEST and exact(float(number)) == number:
        return float(number)
    return written(number)


def number_text(span: Interval) -> str:
    """Return an interval as text: ``2..4``."""
    return "..".join(map(written, span))


def basis_dict(basis: Basis) -> dict[str, object]:
    """Return what a judgement rests on, by the keys that are written beside it."""
    keys = {
        "evidence": list(basis.evidence),
        "judged": basis.judged,
        "because": basis.reason,
        "unreviewed": basis.unreviewed,
    }
    return {key: value for key, value in keys.items() if value}


def _text(value: object) -> str:
    """Return a value that is neither list nor mapping as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Number) and not isinstance(value, Integral | float):
        return str(value)
    return repr(value) if isinstance(value, float) else str(value)


_Members = dict[str | int, tuple[Span, Span]]
"""Where the key and the value of each member of a list or object stand."""


class _Spans:
    """Where values stand in a JSON text, found level by level, as far as is asked."""

    def __init__(self, file: str, text: str) -> None:
        self.text = text
        self.lines = Text(file, text)
        self._skip = JSONDecoder().raw_decode
        self._levels: dict[int, tuple[_Members, Iterator[tuple[str | int, tuple[Span, Span]]]]] = {}

    def of(self, path: Path, *, key: bool) -> tuple[Span, bool] | None:
        """Return where a value stands, or its key, and whether it is neither list nor object.

        Of a path that leads nowhere, as far as it leads; None where that is not at all.
        """
        at = self._blank(0)
        span: Span = (at, at)
        name = span
        for step in path:
            member = self._member(span[0], step)
            if member is None and span[0] == at:
                return None
            if member is None:
                break
            name, span = member
        else:
            if key:
                return name, True
        return span, self.text[span[0] : span[0] + 1] not in ("[", "{")

    def _member(self, start: int, step: str | int) -> tuple[Span, Span] | None:
        """Return where the key and the value of one member of a list or object stand."""
        if start not in self._levels:
            self._levels[start] = {}, self._members(start)
        known, rest = self._levels[start]
        while step not in known and (member := next(rest, None)):
            known[member[0]] = member[1]
        return known.get(step)

    def _members(self, start: int) -> Iterator[tuple[str | int, tuple[Span, Span]]]:
        opening = self.text[start : start + 1]
        at = self._blank(start + 1)
        count = 0
        while opening in ("[", "{") and self.text[at] not in "]}":
            step: Any = count
            name = (at, at)
            if opening == "{":
                step, end = self._skip(self.text, at)
                name, at = (at, end), self._blank(self._blank(end) + 1)  # over the colon
            _value, end = self._skip(self.text, at)
            yield step, (name, (at, end))
            at = self._blank(end)
            if self.text[at] == ",":
                at = self._blank(at + 1)
            count += 1

    def _blank(self, at: int) -> int:
        """Return where the next sign stands that is not blank."""
        while self.text[at : at + 1] in (" ", "\t", "\r", "\n"):
            at += 1
        return at
