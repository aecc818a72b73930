"""The ``levers`` part of a case: what changes would cost a mediator, and what could be brought in.

Costs stand under the kinds of change that :mod:`goodoffices.conflict.levers.changes` makes, and
under single parties (for exchanges in their order) or options; a new option stands under the id it
would have, ``party.option``. What the part itself rests on, all costs and options in it rest on
that say nothing else. Conditions are read by whoever reads the rest of the case.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from goodoffices.case.file.keys import BASIS_KEYS, PARTS
from goodoffices.case.file.names import Names
from goodoffices.case.file.states import rules
from goodoffices.case.file.terms import NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar
from goodoffices.case.nouns import (
    Basis,
    LeverTerms,
    NewOption,
    Option,
    Party,
    Preference,
)


class LeverReader:
    """Reads the part; ``parties`` are those of the case, with what they prefer."""

    def __init__(self, reader: NodeReader, names: Names, parties: tuple[Party, ...]) -> None:
        self.reader, self.names = reader, names
        self.parties = {party.id: party for party in parties}
        self.whole = Basis()

    def read(self, node: Node | None) -> LeverTerms:
        """Read the part; the terms say nothing where nothing is written."""
        if node is None or nothing(node):
            return LeverTerms()
        reader = self.reader
        body = reader.body("levers", node)
        if any(body.get(key) for key in BASIS_KEYS):
            self.whole = reader.basis("cost", body, node)
        costs = reader.body("costs", body.at("costs"))
        each, new = (reader.mapping(body.at(key)) for key in ("each", "new"))
        kinds = {
            e.key.value: self._cost(e, above=e.key.value == "swap")
            for e in costs.entries
            if e.key.value in PARTS["costs"].names
        }
        single = {
            e.key.value: self._cost(e, above=e.key.value in self.parties)
            for e in each.entries
            if self._single(e.key)
        }
        bases = kinds | single
        return LeverTerms(
            {kind: cost for kind, (cost, _basis) in kinds.items() if cost is not None},
            {name: cost for name, (cost, _basis) in single.items() if cost is not None},
            tuple(option for entry in new.entries if (option := self._new(entry))),
            {name: basis for name, (_cost, basis) in bases.items() if not basis.empty},
        )

    def _single(self, key: Scalar) -> bool:
        """Look up what a single cost is for: an option, or a party."""
        if "." in key.value:
            return self.names.option_at(key) is not None
        return self.names.party_at(key) is not None

    # -- costs ---------------------------------------------------------------------------------

    def _cost(self, entry: Entry, *, above: bool) -> tuple[Fraction | None, Basis]:
        """Read a cost, alone or with its basis; ``above`` where it must not be 0."""
        if nothing(entry.value):
            self.reader.tell("GO208.cost", entry.key)
            return None, self.whole
        node, body = self.reader.alone("cost", entry.value, entry.key)
        basis = self._basis(body, entry.key)
        return self._number(node, above=above), basis

    def _basis(self, body: Mapping, owner: Node) -> Basis:
        """Read what a cost rests on: what is written beside it, or else what the part rests on."""
        if self.whole.empty or any(body.get(key) for key in BASIS_KEYS):
            return self.reader.basis("cost", body, owner)
        return self.whole

    def _number(self, node: Node | None, *, above: bool) -> Fraction | None:
        number = self.reader.number(node, None)
        if number is None or number > 0 or (number == 0 and not above):
            return number
        self.reader.tell("GO807.cost", node, cost=self.reader.string(node))
        return None

    # -- new options ---------------------------------------------------------------------------

    def _new(self, entry: Entry) -> NewOption | None:
        """Read an option that could be brought in."""
        reader, name = self.reader, entry.key.value
        if not isinstance(entry.value, Mapping) and not nothing(entry.value):
            reader.mapping(entry.value)
            return None
        body = reader.body("new_option", entry.value, entry.key)
        fields = {"text": ""} | reader.fields("new_option", body)
        taken = fields.pop("taken", True)
        cost = self._number(body.at("cost"), above=False)
        party = self._controller(entry.key)
        basis, place = self._basis(body, entry.key), reader.places.of(entry.key)
        option = Option(id=name, party=party or "", **fields, basis=basis, place=place)
        names = self.names.knowing([name])
        infeasible = rules(reader, body.at("infeasible"), names)
        listed = reader.items(body.at("prefers"))
        prefers = tuple(filter(None, (self._preference(item, names) for item in listed)))
        if party is None or cost is None:
            return None
        return NewOption(option, cost, taken, infeasible, prefers)

    def _controller(self, key: Scalar) -> str | None:
        """Say who controls a new option; its id must be a party's, and no option's yet."""
        reader, name = self.reader, key.value
        party, dot, own = name.partition(".")
        if not dot or not own:
            reader.tell("GO808.controller", key, name=name)
            return None
        reader.id(replace(key, value=own))
        if name in self.names.options:
            reader.tell("GO808.option", key, name=name)
            return None
        if party not in self.parties:
            reader.tell("GO214.party", key, near=(party, self.parties), name=party)
            return None
        return party

    def _preference(self, item: Node, names: Names) -> tuple[str, int, Preference] | None:
        """Read one party's statement about a new option, and its place."""
        reader = self.reader
        if not isinstance(item, Mapping):
            reader.mapping(item)
            return None
        body = reader.body("new_preference", item)
        basis = reader.basis("preference", body, item)
        whose, that, at = (body.at(key) for key in ("party", "that", "at"))
        party = self.names.party_at(whose) if whose else None
        place = self._place(at, self.parties[party]) if at and party else None
        source = reader.string(that)
        if not isinstance(that, Scalar) or not source:
            return None
        condition = names.condition(that)
        if condition is None or party is None or place is None:
            return None
        return party, place, Preference(condition, source, basis, reader.places.of(that))

    def _place(self, node: Node, party: Party) -> int | None:
        """Read a place in a party's order, from 1; just below its last statement is the last."""
        number = self.reader.number(node, None)
        if number is None:
            return None
        last = max(1, len(party.prefers)) + 1 if party.ranks else 0
        if number.denominator == 1 and 1 <= number <= last:
            return int(number)
        text = self.reader.string(node)
        if last:
            self.reader.tell("GO809.place", node, party=party.name, number=text, last=last)
        else:
            self.reader.tell("GO809.nothing", node, party=party.name)
        return None
