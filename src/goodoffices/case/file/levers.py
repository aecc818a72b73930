"""The ``levers`` part of a case: what changes would cost a mediator, and what could be brought in.

Costs stand under the kinds of change that :mod:`goodoffices.conflict.levers.changes` makes, and
under single parties (for exchanges in their order) or options; a new option stands under the id it
would have, ``party.option``. What the part itself rests on, all costs and options in it rest on
that say nothing else. Conditions are read by whoever reads the rest of the case.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import cast

from goodoffices.base.i18n import _
from goodoffices.case.file.reads import Reads
from goodoffices.case.file.terms import BASIS_KEYS, Terms, meant, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar
from goodoffices.case.nouns import (
    Basis,
    LeverTerms,
    NewOption,
    Option,
    Party,
    Preference,
    Reversibility,
)

LEVER_KEYS = ("costs", "each", "new", *BASIS_KEYS)
KINDS = ("swap", "irreversible", "impossible", "block", "remove")
"""The kinds of change that have a cost of their own."""

COST_KEYS = ("cost", *BASIS_KEYS)
NEW_OPTION_KEYS = ("text", "moves", "cost", "taken", "infeasible", "prefers", *BASIS_KEYS)
NEW_PREFERENCE_KEYS = ("party", "that", "at", *BASIS_KEYS)
MOVES: tuple[Reversibility, ...] = ("both", "forward", "back")


class LeverReader:
    """Reads the part; ``parties`` are those of the case, with what they prefer."""

    def __init__(self, terms: Terms, reads: Reads, parties: tuple[Party, ...]) -> None:
        self.terms, self.reads = terms, reads
        self.parties = {party.id: party for party in parties}
        self.options = {option.id for party in parties for option in party.options}
        self.whole = Basis()

    def read(self, node: Node | None) -> LeverTerms:
        """Read the part; the terms say nothing where nothing is written."""
        if node is None or nothing(node):
            return LeverTerms()
        body = self.terms.mapping(node, LEVER_KEYS)
        if any(body.get(key) for key in BASIS_KEYS):
            self.whole = self.terms.basis("cost", body, node)
        costs, each, new = (
            self.terms.mapping(entry.value) if (entry := body.get(key)) else Mapping((), 0, 0)
            for key in LEVER_KEYS[:3]
        )
        self.terms.known(costs, KINDS)
        kinds = {
            e.key.value: self._cost(e, above=e.key.value == "swap")
            for e in costs.entries
            if e.key.value in KINDS
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
            return self.reads.option_at(key) is not None
        return self.reads.party_at(key) is not None

    # -- costs ---------------------------------------------------------------------------------

    def _cost(self, entry: Entry, *, above: bool) -> tuple[Fraction | None, Basis]:
        """Read a cost, alone or with its basis; ``above`` where it must not be 0."""
        node: Node | None = entry.value
        alone = Mapping((), 0, 0)
        if isinstance(node, Mapping):
            self.terms.known(node, COST_KEYS)
            basis = self._basis(node, entry.key)
            node = self.terms.required(node, "cost", entry.key)
        elif nothing(node):
            self.terms.tell("GO208", _("A cost is missing here."), entry.key)
            return None, self.whole
        else:
            basis = self._basis(alone, entry.key)
        return self._number(node, above=above), basis

    def _basis(self, body: Mapping, owner: Node) -> Basis:
        """Read what a cost rests on: what is written beside it, or else what the part rests on."""
        if self.whole.empty or any(body.get(key) for key in BASIS_KEYS):
            return self.terms.basis("cost", body, owner)
        return self.whole

    def _number(self, node: Node | None, *, above: bool) -> Fraction | None:
        number = self.terms.number(node, None)
        if number is None or number > 0 or (number == 0 and not above):
            return number
        said = _("A change cannot cost {cost}.").format(cost=self.terms.string(node))
        help_ = _("Write 0 or more; an exchange of two neighbours costs more than 0.")
        self.terms.tell("GO807", said, node, help_)
        return None

    # -- new options ---------------------------------------------------------------------------

    def _new(self, entry: Entry) -> NewOption | None:
        """Read an option that could be brought in."""
        terms, name = self.terms, entry.key.value
        body = terms.mapping(entry.value, NEW_OPTION_KEYS)
        if not isinstance(entry.value, Mapping) and not nothing(entry.value):
            return None
        text = terms.string(terms.required(body, "text", entry.key))
        cost = self._number(terms.required(body, "cost", entry.key), above=False)
        moves, taken = body.get("moves"), body.get("taken")
        party = self._controller(entry.key)
        option = Option(
            name,
            party or "",
            text,
            cast("Reversibility", terms.choice(moves.value, MOVES)) if moves else "both",
            self._basis(body, entry.key),
            terms.text.of(entry.key),
        )
        infeasible = body.get("infeasible")
        rules = self.reads.rules(infeasible.value if infeasible else None, name)
        prefers = body.get("prefers")
        listed = terms.items(prefers.value if prefers else None)
        statements = tuple(said for item in listed if (said := self._preference(item, name)))
        if party is None or cost is None:
            return None
        return NewOption(
            option, cost, terms.truth(taken.value) if taken else True, rules, statements
        )

    def _controller(self, key: Scalar) -> str | None:
        """Say who controls a new option; its id must be a party's, and no option's yet."""
        terms, name = self.terms, key.value
        party, dot, own = name.partition(".")
        if not dot or not own:
            said = _("“{name}” does not say who would control the new option.").format(name=name)
            terms.tell("GO808", said, key, _("Write party.option, such as iran.consortium."))
            return None
        terms.id(replace(key, value=own))
        if name in self.options:
            said = _("The case has an option “{name}” already.").format(name=name)
            terms.tell("GO808", said, key, _("Give the new one another id."))
            return None
        if party not in self.parties:
            said = _("The case has no party “{name}”.").format(name=party)
            terms.tell("GO214", said, key, meant(party, self.parties))
            return None
        return party

    def _preference(self, item: Node, name: str) -> tuple[str, int, Preference] | None:
        """Read one party's statement about a new option, and its place."""
        terms = self.terms
        body = terms.mapping(item, NEW_PREFERENCE_KEYS)
        if not isinstance(item, Mapping):
            return None
        basis = terms.basis("preference", body, item)
        whose, that, at = (terms.required(body, key, item) for key in NEW_PREFERENCE_KEYS[:3])
        party = self.reads.party_at(whose) if whose else None
        place = self._place(at, self.parties[party]) if at and party else None
        source = terms.string(that)
        if not isinstance(that, Scalar) or not source:
            return None
        condition = self.reads.condition(that, name)
        if condition is None or party is None or place is None:
            return None
        return party, place, Preference(condition, source, basis, terms.text.of(that))

    def _place(self, node: Node, party: Party) -> int | None:
        """Read a place in a party's order, from 1; just below its last statement is the last."""
        number = self.terms.number(node, None)
        if number is None:
            return None
        last = max(1, len(party.prefers)) + 1 if party.ranks else 0
        if number.denominator == 1 and 1 <= number <= last:
            return int(number)
        if last:
            said = _("{party} has no place {place} in its order.")
            help_ = _(
                "Write a whole number from 1, above all that is written, to {last}, below it."
            ).format(last=last)
        else:
            said = _("{party} ranks nothing yet, so a statement has no place among others.")
            help_ = _("Write what it prefers first, under “prefers”.")
        place = self.terms.string(node)
        self.terms.tell("GO809", said.format(party=party.name, place=place), node, help_)
        return None
