"""How a party ranks outcomes: by statements, weights of options, a ranking, or pairs.

A step of a ranking is a condition, or the name of an outcome; the outcomes it means stand there
unless an earlier step has them. ``rest`` stands for all that no step means. Weights are added up
over the options taken. Pairs say which outcomes are preferred to which, and need not compare all.
What is unknown may stand beside any of these.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from goodoffices.case.file.keys import DEGREES
from goodoffices.case.file.names import Names
from goodoffices.case.file.terms import NodeReader
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar, Sequence
from goodoffices.case.nouns import (
    Basis,
    Certain,
    Compared,
    Interval,
    Ordering,
    Preference,
    Preferred,
    Unsure,
    Which,
)

WAYS = ("prefers", "weights", "ranking", "pairs")
REST = "rest"


class OrderReader:
    """Reads how one party ranks outcomes."""

    def __init__(self, reader: NodeReader, names: Names) -> None:
        self.reader, self.names = reader, names

    def order(self, body: Mapping) -> tuple[tuple[Preference, ...], Ordering]:
        """Read statements, and what stands beside or in place of them."""
        statements = map(self.preference, self.reader.items(body.at("prefers")))
        certainty = map(self.certain, self.reader.items(body.at("certainty")))
        ordering = replace(
            self._ordering(body),
            certainty=tuple(filter(None, certainty)),
            satisficing=self._degree(body.at("satisficing"), above=True),
        )
        return tuple(filter(None, statements)), ordering

    def preference(self, item: Node) -> Preference | None:
        """Read one preference statement, alone or with its basis."""
        value, body = self.reader.alone("preference", item)
        source = self.reader.string(value)
        if isinstance(item, Scalar) and not source:
            self.reader.tell("GO208.text", item)
        basis = self.reader.basis("preference", body, item)
        condition = self.names.condition(value) if isinstance(value, Scalar) and source else None
        if condition is None:
            return None
        degree = self._worse_by(body)
        return Preference(condition, source, basis, self.reader.places.of(value), degree)

    def _worse_by(self, body: Mapping) -> int:
        """Read by how many degrees something is worse, one where it is not said."""
        node = body.at("worse_by")
        return int(self.reader.choice(node, DEGREES) or 1) if node else 1

    def _ordering(self, body: Mapping) -> Ordering:
        """Read what stands beside ``prefers``; a party ranks outcomes in one way only."""
        ways = [entry for way in WAYS if (entry := body.get(way))]
        items = self.reader.items
        unknown = tuple(filter(None, map(self.unsure, items(body.at("unknown")))))
        for entry in ways[1:]:
            self.reader.tell("GO224.ways", entry.key)
        if len(ways) != 1:
            return Ordering(unknown=unknown)
        (way,) = ways
        place = self.reader.places.of(way.key)
        match way.key.value:
            case "weights":
                listed = self.reader.mapping(way.value).entries
                weights = list(filter(None, map(self.weight, listed)))
                return Ordering(
                    weights={option: (number, basis) for option, number, basis, _span in weights},
                    place=place,
                    unknown=unknown,
                    spans={option: span for option, _number, _basis, span in weights if span},
                )
            case "ranking":
                steps = tuple(map(self.step, items(way.value)))
                return Ordering(ranking=steps, place=place, unknown=unknown)
            case "pairs":
                pairs = tuple(filter(None, map(self.pair, items(way.value))))
                return Ordering(pairs=pairs, place=place, unknown=unknown)
            case _:
                return Ordering(unknown=unknown)

    def pair(self, item: Node) -> Preferred | None:
        """Read ``{better: …, than: …}`` or ``{equal: [one, other]}``, with the basis."""
        if not self.reader.mapping(item).entries:
            return None
        body = self.reader.body("comparison", item)
        basis = self.reader.basis("preference", body, item)
        equal = body.get("equal")
        two: tuple[Which, Which] | None = None
        if equal is not None:
            two = self.two(equal.value)
            for key in ("better", "than"):
                if entry := body.get(key):
                    self.reader.tell("GO224.pair", entry.key)
        else:
            nodes = [self.reader.required(body, key, item) for key in ("better", "than")]
            better, worse = (self.names.which(node) if node else None for node in nodes)
            two = (better, worse) if better and worse else None
        place = self.reader.places.of(item)
        return Preferred(*two, equal is not None, basis, place) if two else None

    def unsure(self, item: Node) -> Unsure | None:
        """Read ``[one, other]`` or ``{between: [one, other]}``, with the basis."""
        node, body = self.reader.alone("unknown", item)
        basis = self._basis(body, item)
        two = self.two(node) if node else None
        return Unsure(*two, basis, self.reader.places.of(item)) if two else None

    def certain(self, item: Node) -> Certain | None:
        """Read ``{better: …, than: …, degree: 0.7}``, with the basis."""
        body = self.reader.body("certain", item)
        basis = self.reader.basis("preference", body, item)
        nodes = [self.reader.required(body, key, item) for key in ("better", "than", "degree")]
        better, worse = (self.names.which(node) if node else None for node in nodes[:2])
        degree = self._degree(nodes[2])
        if better is None or worse is None or degree is None:
            return None
        return Certain(better, worse, degree, basis, self.reader.places.of(item))

    def _degree(self, node: Node | None, *, above: bool = False) -> Fraction | None:
        """Read a number from 0 to 1, or above 0."""
        number = self.reader.number(node)
        if number is None or (number <= 1 and (number or not above)):
            return number
        if above:
            self.reader.tell("GO441.threshold", node, value=number)
        else:
            self.reader.tell("GO440.degree", node)
        return None

    def two(self, node: Node) -> tuple[Which, Which] | None:
        """Read a list of two kinds of outcomes."""
        if not isinstance(node, Sequence) or len(node.items) != 2:
            self.reader.tell("GO207.two", node)
            return None
        first, second = (self.names.which(part) for part in node.items)
        return (first, second) if first and second else None

    def weight(self, entry: Entry) -> tuple[str, Fraction, Basis, Interval | None] | None:
        """Read what taking an option adds, and between what it lies where that is not known."""
        option = self.names.option_at(entry.key)
        value, body = self.reader.alone("weight", entry.value, entry.key)
        basis = self._basis(body, entry.key)
        number, span = self.reader.interval(value, None)
        return (option, number, basis, span) if option and number is not None else None

    def step(self, item: Node) -> Compared:
        """Read one step of a ranking: outcomes, a list of them, or ``rest``."""
        place = self.reader.places.of(item)
        if isinstance(item, Sequence):
            outcomes = tuple(filter(None, map(self.names.which, item.items)))
            if not item.items:
                self.reader.tell("GO208.step", item)
            return Compared(outcomes, Basis(), place)
        node, body = self.reader.alone("step", item)
        basis = self._basis(body, item)
        degree = self._worse_by(body)
        if node is None or (isinstance(node, Scalar) and node.value.strip() == REST):
            return Compared((), basis, place, degree)
        which = self.names.which(node)
        return Compared((which,) if which else (), basis, place, degree)

    def _basis(self, body: Mapping, owner: Node) -> Basis:
        """Read what something rests on; what stands alone has not been asked for it."""
        return self.reader.basis("preference", body, owner) if body.entries else Basis()
