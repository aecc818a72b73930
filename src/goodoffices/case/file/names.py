"""What names mean: parties, options and outcomes looked up, and conditions over options read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from goodoffices.base.errors import Place, nearest
from goodoffices.case.conditions import Condition, ConditionError, conjunction, parse
from goodoffices.case.file.terms import MOST_COMPARED, NodeReader
from goodoffices.case.file.text import Node, Scalar
from goodoffices.case.nouns import Which
from goodoffices.case.words import condition_problem


@dataclass(frozen=True)
class Names:
    """Looks names up; one that nobody has is a finding.

    ``parties`` and ``options`` are ids in order. ``outcomes`` are names by the options taken, which
    commas join. ``aliases`` are other words for options, each with its option's id. ``told``
    gathers the options that were looked up: those that something in the case is said of.
    """

    reader: NodeReader
    parties: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def knowing(self, options: Iterable[str]) -> Names:
        """Return the same names and some more options."""
        return replace(self, options=tuple(dict.fromkeys((*self.options, *options))))

    def option_at(self, node: Node) -> str | None:
        """Look an option up by the node that names it."""
        name = self.reader.string(node)
        if (option := self._option(name)) is None and name:
            self.no_option(name, self.reader.places.of(node))
        return option

    def party_at(self, node: Node) -> str | None:
        """Look a party up by the node that names it."""
        name = self.reader.string(node)
        if name in self.parties:
            return name
        if name:
            self.no_party(name, self.reader.places.of(node))
        return None

    def condition(self, scalar: Scalar) -> Condition | None:
        """Read a condition; every option it names must be known."""
        places = self.reader.places
        try:
            condition = parse(scalar.value)
        except ConditionError as error:
            place = places.inside(scalar, error.column, error.width)
            self.reader.tell("GO205", place, problem=condition_problem(error))
            return None
        unknown = [node for node in condition.names() if self._option(node.name) is None]
        for node in unknown:
            self.no_option(node.name, places.inside(scalar, node.column, len(node.name)))
        if unknown:
            return None
        return condition.renamed(self.aliases) if self.aliases else condition

    def which(self, node: Node) -> Which | None:
        """Read some outcomes: the name of one, or a condition."""
        source = self.reader.string(node)
        if not isinstance(node, Scalar) or not source:
            return None
        place = self.reader.places.of(node)
        if self.options and (taken := self._taken.get(source)) is not None:
            return Which(self._exactly(taken), source, place)
        condition = self.condition(node)
        return Which(condition, source, place) if condition else None

    def no_option(self, name: str, place: Place) -> None:
        """Tell of an option that nobody has; a name without its party is looked up too."""
        if self.reader.full:
            return
        ends = {option.partition(".")[2]: option for option in self.options}
        near = nearest(name, list(ends)[:MOST_COMPARED]) if "." not in name else None
        word = ends[near] if near else name
        self.reader.tell("GO204", place, near=(word, self.options), name=name)

    def no_party(self, name: str, place: Place) -> None:
        """Tell of a party that there is not."""
        self.reader.tell("GO214.party", place, near=(name, self.parties), name=name)

    def _option(self, name: str) -> str | None:
        """Return the id of an option named by its id or by another word."""
        option = self.aliases.get(name, name)
        if option not in self._known:
            return None
        self.told.add(option)
        return option

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.options)

    @cached_property
    def _taken(self) -> dict[str, str]:
        """Named outcomes with the options taken in them."""
        return {name: taken for taken, name in self.outcomes.items()}

    def _exactly(self, taken: str) -> Condition:
        """Return the condition that only the outcome with these options fulfils."""
        chosen = set(filter(None, taken.split(",")))
        options = (Condition("name", name=option) for option in self.options)
        return conjunction([o if o.name in chosen else Condition("not", (o,)) for o in options])
