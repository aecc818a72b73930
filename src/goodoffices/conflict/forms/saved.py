"""The plain JSON form of a conflict, written: see :mod:`goodoffices.conflict.forms.json`.

What was said of an order is written as it was said, where it is read again as it was meant; ranks
and what is unknown are written state by state where they do not follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError
from goodoffices.case.conditions import Condition, ConditionError, parse
from goodoffices.case.file.names import Names
from goodoffices.case.file.orders import REST
from goodoffices.case.file.plain import (
    PlainPlaces,
    PlainReader,
    basis_dict,
    number_text,
    plain_number,
)
from goodoffices.case.file.text import Scalar
from goodoffices.case.nouns import (
    Basis,
    Compared,
    Option,
    Ordering,
    Preference,
    Preferred,
    Which,
)
from goodoffices.conflict.forms.certainty import certainty_data
from goodoffices.conflict.forms.json import knowing_outcomes
from goodoffices.conflict.forms.listed import WAYS
from goodoffices.conflict.from_case import party_moves
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.merging import States
from goodoffices.conflict.party_order import rank_states
from goodoffices.conflict.ranking import Ranked, Truths


def to_dict(conflict: GraphModel) -> dict[str, Any]:
    """Return a conflict in its plain JSON form; read again it is the same.

    Where it came from a file, the places in it are left out.
    """
    return _ConflictWriter(conflict).data()


class _ConflictWriter:
    """Writes a conflict; ``words`` name its options, in conditions too."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict = conflict
        self.words = _words_for(conflict)
        self.truths = Truths([option.id for option in conflict.options], conflict.codes)

    def data(self) -> dict[str, Any]:
        """Return all of it; keys with nothing to say are left out."""
        conflict = self.conflict
        parties = conflict.parties
        own = [o for party in parties for o in conflict.options if o.party == party]
        ways = {kind: way for way, kind in WAYS.items()}
        orders = [self._order(i) for i in range(len(parties))]
        data: dict[str, Any] = {
            "name": conflict.name,
            "prefix": conflict.prefix,
            "numbered": conflict.numbered,
            "decision_makers": [self._maker(party) for party in parties],
            "option_order": [self.words[o.id] for o in conflict.options],
            "states": self._states(),
            "irreversible": {
                self.words[o.id]: ways[o.moves] for o in conflict.options if o.moves != "both"
            },
            "moves": self._moves(),
            "preferences": {p: order for p, (order, _u) in zip(parties, orders, strict=True)},
            "unknown": {p: pairs for p, (_o, pairs) in zip(parties, orders, strict=True) if pairs},
            "certainty": {
                party: certainty_data(degrees)
                for party, degrees in zip(parties, conflict.certainty, strict=False)
                if degrees
            },
            "satisficing": {
                party: plain_number(bound)
                for party, bound in zip(parties, conflict.satisficing, strict=False)
                if bound is not None
            },
            "status_quo": None if conflict.status_quo is None else int(conflict.status_quo) + 1,
            "names": {str(state + 1): name for state, name in conflict.names.items()},
            "coalitions": [list(group) for group in conflict.coalitions],
            "views": {party: to_dict(view) for party, view in conflict.views.items()},
            "imagined": [self.words[option] for option in sorted(conflict.imagined)],
        }
        if list(conflict.options) == own:
            del data["option_order"]
        kept = ("decision_makers", "states", "preferences")
        return {k: v for k, v in data.items() if k in kept or v not in (None, "", False, [], {})}

    def _maker(self, party: str) -> dict[str, Any]:
        label = self.conflict.party_name(party)
        options = [self._option(o) for o in self.conflict.options if o.party == party]
        named = {"name": party} if label == party else {"name": party, "label": label}
        return {**named, "options": options}

    def _option(self, option: Option) -> str | dict[str, Any]:
        """Return an option by its name alone, where nothing else is to be said of it."""
        bare, word = _bare(option), self.words[option.id]
        data: dict[str, Any] = {"name": bare}
        if word not in (bare, option.id) or option.id != f"{option.party}.{bare}":
            data = {"name": word, "id": option.id}
        if option.text != data["name"]:
            data["text"] = option.text
        data |= basis_dict(option.basis)
        return data if len(data) > 1 else bare

    def _states(self) -> int | list[str]:
        if self.conflict.in_graph_form:
            return self.conflict.size
        return [self.conflict.pattern(state) for state in range(self.conflict.size)]

    def _moves(self) -> dict[str, Any]:
        """Return the moves where they do not follow from the options."""
        conflict = self.conflict
        states = States(conflict.codes, np.zeros_like(conflict.codes))
        if conflict.unsaid is None and not conflict.in_graph_form:
            owned = ([o for o in conflict.options if o.party == p] for p in conflict.parties)
            flips = (
                party_moves(party, options, (), self.truths, states)
                for party, options in zip(conflict.parties, owned, strict=True)
            )
            if tuple(flips) == conflict.movement:
                return {}
        listed = zip(conflict.parties, conflict.moves, strict=True)
        return {party: (pairs + 1).tolist() for party, pairs in listed}

    # --- preferences ----------------------------------------------------------------------------

    def _order(self, i: int) -> tuple[Any, list[Any]]:
        """Return how a party ranks states, by what was said or one by one, and what is unknown."""
        conflict = self.conflict
        prefers = conflict.preferences[i] if conflict.preferences else ()
        ordering = conflict.orderings[i] if conflict.orderings else Ordering()
        ranks = conflict.ranks[i]
        unknown = _pairs_in(conflict.unknown[i]) if conflict.unknown else set()
        way, unsure = self._way(prefers, ordering), ordering.unknown
        order: Any = way
        ranked = self._ranked(prefers, ordering) if way else None
        said = _pairs_in(ranked.unknown) if ranked else set()
        degrees = _degrees(conflict.strength[i]) if conflict.strength else {}
        if ranked is None or not self._as_said(ranked, ranks, degrees) or said - unknown:
            groups = _marked(ranks, degrees)
            order = {"groups": groups, **way} if way else groups
            ranked = self._ranked((), Ordering(unknown=unsure)) if unsure else None
            said = _pairs_in(ranked.unknown) if ranked else set()
        if said - unknown or (unsure and ranked is None):
            unsure, said = (), set()
        between = [self._either(u.first, u.second) for u in unsure]
        pairs = [
            {"between": two, **basis} if (basis := basis_dict(u.basis)) else two
            for u, two in zip(unsure, between, strict=True)
        ]
        return order, [*pairs, *([a + 1, b + 1] for a, b in sorted(unknown - said))]

    @staticmethod
    def _as_said(ranked: Ranked, ranks: NDArray[np.int32], degrees: dict[int, int]) -> bool:
        """Whether ranks, (n,), and their degrees are what was said makes of them."""
        return np.array_equal(ranked.ranks, ranks) and degrees == _degrees(ranked.strength)

    def _ranked(self, prefers: tuple[Preference, ...], ordering: Ordering) -> Ranked | None:
        """Return what an order makes of the states; None where it cannot rank them."""
        try:
            return rank_states("", prefers, ordering, self.truths)
        except CaseError:
            return None

    def _way(self, prefers: tuple[Preference, ...], ordering: Ordering) -> dict[str, Any]:
        """Return statements, weights, a ranking or pairs, as they are read; nothing of none."""
        if ordering.pairs:
            return {"pairs": [self._pair(pair) for pair in ordering.pairs]}
        if ordering.weights:
            return {"weights": {self.words[o]: self._weight(ordering, o) for o in ordering.weights}}
        if ordering.ranking:
            return {"ranking": [self._step(step) for step in ordering.ranking]}
        statements = [
            self._grounded(self._condition(p.condition, p.source), p.basis, _worse_by(p))
            for p in prefers
        ]
        return {"statements": statements} if statements else {}

    def _weight(self, ordering: Ordering, option: str) -> Any:  # noqa: ANN401 - a number, or more
        weight, basis = ordering.weights[option]
        span = ordering.spans.get(option)
        number = plain_number(weight) if span is None else number_text(span)
        ground = basis_dict(basis)
        return {"weight": number, **ground} if ground else number

    def _step(self, step: Compared) -> Any:  # noqa: ANN401 - a text, a list of them, or more
        outcomes = [self._which(which) for which in step.outcomes]
        if len(outcomes) > 1:
            return outcomes
        return self._grounded(outcomes[0] if outcomes else REST, step.basis, _worse_by(step))

    def _pair(self, pair: Preferred) -> Any:  # noqa: ANN401 - two texts, or more
        two, basis = self._either(pair.better, pair.worse), basis_dict(pair.basis)
        if pair.equal:
            return {"equal": two, **basis}
        return {"better": two[0], "than": two[1], **basis} if basis else two

    def _either(self, one: Which, other: Which) -> list[str]:
        return [self._which(one), self._which(other)]

    @staticmethod
    def _grounded(
        text: str, basis: Basis, more: dict[str, object] | None = None
    ) -> str | dict[str, Any]:
        ground = (more or {}) | basis_dict(basis)
        return {"that": text, **ground} if ground else text

    # --- conditions -----------------------------------------------------------------------------

    @cached_property
    def _names(self) -> Names:
        """What a reader of this will know: it tells whether words are read as they are meant."""
        aliases = {word: option for option, word in self.words.items() if word != option}
        parties, options = self.conflict.parties, tuple(self.words)
        names = Names(PlainReader(PlainPlaces("")), parties, options, aliases=aliases)
        return knowing_outcomes(names, self.conflict.names, self.conflict)

    def _which(self, which: Which) -> str:
        """Return some outcomes in words: their name, or a condition."""
        read = self._names.which(Scalar(which.source, 0, 0, '"'))
        if read and read.condition == which.condition:
            return which.source
        return self._condition(which.condition, which.source)

    def _condition(self, condition: Condition, source: str) -> str:
        """Return a condition as it was written, if it is read so again, else by its operators."""
        if self._names.condition(Scalar(source, 0, 0, '"')) == condition:
            return source
        return self._spelled(condition)

    def _spelled(self, condition: Condition) -> str:
        if condition.operator == "name":
            return self.words[condition.name]
        parts = [
            self._spelled(part) if part.operator == "name" else f"({self._spelled(part)})"
            for part in condition.parts
        ]
        if condition.operator == "not":
            return f"not {parts[0]}"
        return f" {condition.operator} ".join(parts)


def _worse_by(said: Preference | Compared) -> dict[str, object]:
    return {"worse_by": said.worse_by} if said.worse_by > 1 else {}


def _marked(ranks: NDArray[np.int32], degrees: dict[int, int]) -> list[Any]:
    """Return states from 1 by their rank, (n,), with marks where a rank is strongly preferred."""
    written: list[Any] = []
    for level in range(int(ranks.max()) + 1):
        if level in degrees:
            written.append(">" * degrees[level])
        written.append((np.flatnonzero(ranks == level) + 1).tolist())
    return written


def _degrees(strength: NDArray[np.int64]) -> dict[int, int]:
    """Return the ranks that the one above is preferred to by more than one degree, and by how many.

    ``strength`` is (ranks,), or shorter.
    """
    return {rank: degree for rank, degree in enumerate(strength.tolist()) if degree > 1}


def _words_for(conflict: GraphModel) -> dict[str, str]:
    """Return a word for each option, by its id: its own name, or its id, where conditions can."""
    ids = [option.id for option in conflict.options]
    bare = list(map(_bare, conflict.options))
    spoken = {node.name for condition in _conditions_in(conflict) for node in condition.names()}
    words = {}
    for k, (option, name) in enumerate(zip(ids, bare, strict=True)):
        word = name if bare.count(name) == 1 and name not in ids else option
        words[option] = word if option not in spoken or _is_name(word) else f"o{k + 1}"
    return words


def _conditions_in(conflict: GraphModel) -> Iterator[Condition]:
    """Yield the conditions of every party's order."""
    for prefers in conflict.preferences:
        yield from (preference.condition for preference in prefers)
    for order in conflict.orderings:
        outcomes = [which for step in order.ranking for which in step.outcomes]
        outcomes += [which for pair in order.pairs for which in (pair.better, pair.worse)]
        outcomes += [which for unsure in order.unknown for which in (unsure.first, unsure.second)]
        yield from (which.condition for which in outcomes)


def _bare(option: Option) -> str:
    """Return an option's name without its party's."""
    return option.id.removeprefix(f"{option.party}.")


def _is_name(word: str) -> bool:
    """Whether a word names an option in a condition."""
    try:
        return replace(parse(word), column=0) == Condition("name", name=word)
    except ConditionError:
        return False


def _pairs_in(pairs: NDArray[np.int64]) -> set[tuple[int, int]]:
    """Return (k, 2) pairs of states, each the lower first."""
    return set(map(tuple, np.sort(pairs, axis=1).tolist()))
