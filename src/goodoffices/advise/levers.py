"""The cheapest changes that make an outcome hold: for every party, in a chosen sense.

A change exchanges two neighbours in a party's order (of statements, or of outcomes ranked by hand),
or alters what can be done (``changes``). Costs are in exchanges of neighbours unless the case says
otherwise. The search is exact: sets of changes are tried in the order of their cost, each by
deciding the changed conflict, so that nothing cheaper is missed; how far it went is told.

The question is the inverse of the graph model's: Kinsara, Kilgour & Hipel (2015), "Inverse approach
to the graph model for conflict resolution", IEEE Transactions on Systems, Man, and Cybernetics:
Systems 45. What the preferences must fulfil, whatever the cost, is told by ``inverse``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.advise.changes import COSTS, Change, Left, left, offered
from goodoffices.advise.variants import Order, Reversals, Variants, variants
from goodoffices.analyse.graph import Conflict
from goodoffices.analyse.ranking import densify
from goodoffices.analyse.stability import solve, solve_many
from goodoffices.case import LeverTerms
from goodoffices.errors import Finding, UsageError
from goodoffices.i18n import _

AT_ONCE = 2_000
"""Profiles decided in one call."""

MOST_PROFILES = 400_000
"""Profiles decided at most; the answer says up to which cost they were all of them."""

MOST_STATES = 4_096
TOGETHER = 2
"""Changes of what can be done, made together at most."""


@dataclass(frozen=True)
class Lever:
    """One set of changes that makes the outcome hold.

    ``reversals`` holds, for each party, what no longer stands above what: pairs (first, second) of
    statements or of states. ``also`` are outcomes that then hold too, ``lost`` those that no
    longer do, as states of the conflict as written.
    """

    cost: Fraction
    changes: tuple[Change, ...]
    reversals: tuple[Reversals, ...]
    orders: tuple[Order | None, ...]
    also: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()

    @property
    def atoms(self) -> frozenset[Any]:
        """What the set is made of, to tell whether another contains it."""
        swapped = ((i, pair) for i, pairs in enumerate(self.reversals) for pair in pairs)
        return frozenset([*(change.atom for change in self.changes), *swapped])


@dataclass(frozen=True)
class Levers:
    """What was found for an outcome: ``holds`` already, or ``found``, the cheapest first.

    ``searched`` is the cost up to which every set of changes was tried.
    """

    conflict: Conflict
    target: int
    concept: str
    holds: bool
    found: tuple[Lever, ...]
    searched: Fraction
    tried: int
    by_statements: tuple[bool, ...]


@dataclass(frozen=True)
class _Cell:
    """All profiles of one cost: a set of changes, and how many exchanges each party makes."""

    cost: Fraction
    changes: tuple[Change, ...]
    exchanges: tuple[int, ...]


def levers(
    conflict: Conflict,
    target: int,
    *,
    concept: str = "SEQ",
    terms: LeverTerms | None = None,
    most_cost: Fraction = Fraction(6),
    most: int = 5,
) -> Levers:
    """Return the cheapest sets of changes that make an outcome hold.

    Parameters
    ----------
    target
        the outcome, a state counted from 0.
    concept
        the sense in which every party shall stay: Nash, GMR, SMR, SEQ or SSEQ.
    terms
        what changes cost, and options that could be brought in.
    most_cost
        up to which cost to look.
    most
        how many sets to return; none contains another.

    Raises
    ------
    UsageError
        GO806 where the conflict has more than 4,096 states.
    """
    if conflict.size > MOST_STATES:
        text = _("levers are looked for among at most {most} states; this conflict has {count}")
        raise UsageError(Finding("GO806", text.format(most=MOST_STATES, count=conflict.size)))
    terms = terms or LeverTerms()
    search = _Search(conflict, target, concept, terms, most_cost)
    if search.holds:
        return search.answer((), Fraction(0))
    found: list[Lever] = []
    searched, edge = Fraction(0), Fraction(0)
    for cell in search.cells():
        if cell.cost > edge:
            searched, edge = edge, cell.cost  # all of the cost before was tried
        if len(found) >= most or search.tried >= MOST_PROFILES:
            break
        for lever in search.tried_in(cell):
            if len(found) < most and not any(known.atoms <= lever.atoms for known in found):
                found.append(lever)
    else:
        searched = most_cost
    return search.answer(tuple(found), searched)


class _Search:
    """One search: the sets of changes, each party's variants, and what was tried."""

    def __init__(
        self,
        conflict: Conflict,
        target: int,
        concept: str,
        terms: LeverTerms,
        most_cost: Fraction,
    ) -> None:
        self.conflict, self.target, self.concept = conflict, target, concept
        self.terms, self.most_cost = terms, most_cost
        self.tried = 0
        self.statements = [list(p) for p in conflict.preferences] or [[] for _p in conflict.parties]
        self.prices = [self._price(party) for party in conflict.parties]
        self.variants: list[Variants] = [
            variants(len(said), ranks, int(most_cost / price))
            for said, ranks, price in zip(self.statements, conflict.ranks, self.prices, strict=True)
        ]
        self.now: NDArray[np.bool_] = np.all(
            solve(conflict.moves, conflict.ranks, [concept])[concept], axis=0
        )
        self.holds = bool(self.now[target])
        self._lefts: dict[tuple[Change, ...], Left | None] = {}

    def _price(self, party: str) -> Fraction:
        """Return what an exchange costs for a party; above 0, or the search would not end."""
        price = self.terms.each.get(party, self.terms.costs.get("swap", COSTS["swap"]))
        if price <= 0:
            text = _("an exchange in the order of {party} must cost more than 0")
            raise UsageError(Finding("GO807", text.format(party=party)))
        return price

    def answer(self, found: tuple[Lever, ...], searched: Fraction) -> Levers:
        """Return what was found."""
        return Levers(
            self.conflict, self.target, self.concept, self.holds, found,
            min([searched, *self._complete()]), self.tried,
            tuple(v.by_statements for v in self.variants),
        )  # fmt: skip

    def _complete(self) -> Iterator[Fraction]:
        """Return the costs up to which each party's variants are all there."""
        for price, known in zip(self.prices, self.variants, strict=True):
            if known.complete < int(self.most_cost / price):
                yield price * known.complete

    def cells(self) -> Iterator[_Cell]:
        """Yield what can be tried, the cheapest first."""
        changes = offered(self.conflict, self.target, self.terms)
        sets = [
            chosen
            for count in range(TOGETHER + 1)
            for chosen in combinations(changes, count)
            if sum((c.cost for c in chosen), start=Fraction(0)) <= self.most_cost
        ]
        cells = []
        for chosen in sets:
            base = sum((c.cost for c in chosen), start=Fraction(0))
            for exchanges in product(*self._reaches(self.most_cost - base)):
                cost = base + sum(
                    (p * k for p, k in zip(self.prices, exchanges, strict=True)), start=Fraction(0)
                )
                if cost <= self.most_cost:
                    cells.append(_Cell(cost, chosen, exchanges))
        # among sets of one cost, the fewest kinds of change first
        return iter(sorted(cells, key=lambda c: (c.cost, len(c.changes), c.exchanges)))

    def _reaches(self, left_over: Fraction) -> list[range]:
        """Return how many exchanges each party could make for what is left of the cost."""
        return [range(int(left_over / price) + 1) for price in self.prices]

    def tried_in(self, cell: _Cell) -> Iterator[Lever]:
        """Decide every profile of a cell; yield those in which the outcome holds."""
        if cell.changes not in self._lefts:
            self._lefts[cell.changes] = left(self.conflict, self.target, cell.changes)
        form = self._lefts[cell.changes]
        if form is None:
            return
        choices = [
            [variant for variant in known.listed if variant[0] == exchanges]
            for known, exchanges in zip(self.variants, cell.exchanges, strict=True)
        ]
        ranked = [
            [self._ranks(form, i, order) for _k, order, _r in chosen]
            for i, chosen in enumerate(choices)
        ]
        places = product(*(range(len(chosen)) for chosen in choices))
        for batch in _batches(places, AT_ONCE):
            profiles = np.array([[ranked[i][k] for i, k in enumerate(at)] for at in batch])
            stable: NDArray[np.bool_] = np.all(
                solve_many(form.pairs, profiles, [self.concept])[self.concept], axis=1
            )
            self.tried += len(batch)
            for at, held in zip(batch, stable, strict=True):
                if held[form.target]:
                    yield self._lever(cell, form, [choices[i][k] for i, k in enumerate(at)], held)

    def _ranks(self, form: Left, party: int, order: Order) -> NDArray[np.int64]:
        """Return a party's ranks of the states that are left, in another order."""
        if not self.variants[party].by_statements:
            return densify(np.asarray(order, dtype=np.int64)[form.base]).astype(np.int64)
        rows = list(order)
        for place, row in form.added[party]:
            rows.insert(place - 1, row)
        ranks = np.zeros(form.base.size, dtype=np.int64)
        for first in range(0, len(rows), 40):
            for row in rows[first : first + 40]:
                ranks = ranks << 1 | form.failed[party][row]
            ranks = densify(ranks).astype(np.int64)
        return ranks

    def _lever(
        self,
        cell: _Cell,
        form: Left,
        chosen: Sequence[tuple[int, Order, Reversals]],
        held: NDArray[np.bool_],
    ) -> Lever:
        """Return a set of changes, with what else it changes."""
        plain = [int(form.base[s]) for s in np.flatnonzero(held & form.plain)]
        then = set(plain) | {int(form.base[form.target])}
        now = {int(s) for s in np.flatnonzero(self.now)}
        return Lever(
            cell.cost,
            cell.changes,
            tuple(reversals for _k, _order, reversals in chosen),
            tuple(order if k else None for k, order, _r in chosen),
            tuple(sorted(then - now - {self.target})),
            tuple(sorted(now - then)),
        )


def _batches(items: Iterator[tuple[int, ...]], size: int) -> Iterator[list[tuple[int, ...]]]:
    batch: list[tuple[int, ...]] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
