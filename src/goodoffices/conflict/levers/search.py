"""The cheapest changes that make an outcome hold: for every party, in one chosen sense or several.

A change exchanges two neighbours in a party's order (of statements, of outcomes ranked by hand, of
weights), makes known which of two outcomes it prefers where that is unknown, or alters what can be
done (``changes``). Where preferences are unknown, to hold is to hold even for those who take every
risk: attitude a of :mod:`goodoffices.conflict.unknowns`, and with it each of the others. Costs are
in exchanges of neighbours unless the case says otherwise. The search is exact: sets of changes are
tried in the order of their cost, each by deciding the changed conflict, so that nothing cheaper is
missed; how far it went is told.

The question is the inverse of the graph model's: Kinsara, Kilgour & Hipel (2015), "Inverse approach
to the graph model for conflict resolution", IEEE Transactions on Systems, Man, and Cybernetics:
Systems 45. What the preferences must fulfil, whatever the cost, is told by ``inverse``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import islice, product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.case.nouns import LeverTerms
from goodoffices.conflict.concepts import deciding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.changes import Change, ChangedConflict, changed, offered, price
from goodoffices.conflict.levers.orders import LeverOrder
from goodoffices.conflict.stability import Stable, solve, solve_many
from goodoffices.conflict.stress.pairwise import MOST_STATES as MOST_COMPARED
from goodoffices.conflict.stress.pairwise import holding
from goodoffices.conflict.stress.variants import Order, OrderKind, Reversals

Progress = Callable[[int, int], None]
"""Told after each batch: the cost that was come to, and the one up to which is looked, times 100.
"""

AT_ONCE = 2_000
"""Profiles decided in one call."""

MOST_PROFILES = 400_000
"""Profiles decided at most; the answer says up to which cost they were all of them."""

MOST_SETS = 5_000
"""Sets of changes of what can be done that are looked at; the answer says how many together."""

MOST_STATES = 4_096
MOST_KEPT = 128 * 1024 * 1024
"""Bytes of changed conflicts that are kept to be decided again with other preferences."""


@dataclass(frozen=True, kw_only=True)
class Lever:
    """One set of changes that makes the outcome hold.

    ``reversals`` holds, for each party, what no longer stands above what: pairs (first, second) of
    statements or of states; ``orders`` its order then, None where it stays. ``also`` are outcomes
    that then hold too, ``lost`` those that no longer do, as states of the conflict as written;
    ``beside`` those that hold while new options are taken: (state, texts of these options).
    """

    cost: Fraction
    changes: tuple[Change, ...]
    reversals: tuple[Reversals, ...]
    orders: tuple[Order | None, ...]
    also: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    beside: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def atoms(self) -> frozenset[Any]:
        """What the set is made of, to tell whether another contains it."""
        swapped = ((i, pair) for i, pairs in enumerate(self.reversals) for pair in pairs)
        return frozenset([*(change.atom for change in self.changes), *swapped])


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class LeverSearch:
    """What was found for an outcome: ``holds`` already, or ``found``, the cheapest first.

    ``searched`` is the cost up to which every set of changes was tried, with at most ``together``
    changes of what can be done; ``whole`` says that no more than these could be had for that cost.
    ``tried`` counts the profiles that were decided; ``kinds`` says for each party whether it
    exchanges statements, outcomes or weights, or makes known what is unknown.
    """

    conflict: GraphModel
    target: int
    concepts: tuple[str, ...]
    holds: bool
    found: tuple[Lever, ...]
    searched: Fraction
    tried: int
    kinds: tuple[OrderKind, ...]
    together: int = 0
    whole: bool = True
    terms: LeverTerms = field(default_factory=LeverTerms)

    @property
    def concept(self) -> str:
        """The sense, or the senses, as one would say them."""
        return ", ".join(self.concepts)


@dataclass(frozen=True, order=True)
class _CostCell:
    """All profiles of one cost: a set of changes, and how many exchanges each party makes.

    Cells are compared by cost, then by how few ``kinds`` of change there are.
    """

    cost: Fraction
    kinds: int
    exchanges: tuple[int, ...]
    number: int
    changes: tuple[Change, ...] = field(compare=False)

    def further(self, prices: Sequence[Fraction]) -> Iterator[_CostCell]:
        """Yield the cells with one exchange more, so that each is met from one cell only."""
        last = max((i for i, count in enumerate(self.exchanges) if count), default=0)
        for i in range(last, len(prices)):
            more = (*self.exchanges[:i], self.exchanges[i] + 1, *self.exchanges[i + 1 :])
            yield _CostCell(self.cost + prices[i], self.kinds, more, self.number, self.changes)


def search(
    conflict: GraphModel,
    target: int,
    concepts: tuple[str, ...],
    terms: LeverTerms,
    most_cost: Fraction,
    most: int,
    progress: Progress | None = None,
) -> LeverSearch:
    """Return the cheapest sets of changes that make a state, counted from 0, hold.

    The parameters are those of :func:`goodoffices.conflict.levers.levers.levers`.
    """
    if conflict.size > MOST_STATES:
        raise UsageError(finding("GO806", most=MOST_STATES, count=conflict.size))
    if any(map(len, conflict.unknown)) and conflict.size > MOST_COMPARED:
        raise UsageError(finding("GO805.pairs", most=MOST_COMPARED, size=conflict.size))
    every = _Search(conflict, target, concepts, terms, most_cost)
    if every.holds:
        return every.answer((), Fraction(0))
    levers: list[Lever] = []
    searched, edge = Fraction(0), Fraction(0)
    for cell in every.cells():
        if cell.cost > edge:
            searched, edge = edge, cell.cost  # all of the cost before was tried
        if len(levers) >= most or not every.can_try(cell):
            break
        if any(known.atoms <= {c.atom for c in cell.changes} for known in levers):
            continue  # whatever is found here contains a set that does without the rest
        for lever in every.tried_in(cell, progress):
            if len(levers) < most and not any(known.atoms <= lever.atoms for known in levers):
                levers.append(lever)
    else:
        searched = most_cost if every.beyond is None else edge
    return every.answer(tuple(levers), searched)


class _Search:
    """One search: the sets of changes, each party's variants, and what was tried."""

    def __init__(
        self,
        conflict: GraphModel,
        target: int,
        concepts: tuple[str, ...],
        terms: LeverTerms,
        most_cost: Fraction,
    ) -> None:
        self.conflict, self.target, self.concepts = conflict, target, concepts
        self.deciding = deciding(concepts)
        self.terms, self.most_cost = terms, most_cost
        self.tried, self.together = 0, 0
        self.untried: Fraction | None = None  # what the cheapest set costs that is not looked at
        self.prices = [self._price(party) for party in conflict.parties]
        self.orders = [
            LeverOrder.of(conflict, party, int(most_cost / cost))
            for party, cost in enumerate(self.prices)
        ]
        self.variants = [own.variants for own in self.orders]
        self.unsure = any(known.kind == "unknown" for known in self.variants)
        self.beyond = min(self._not_listed(), default=None)
        self.now = self._as_written()
        self.holds = bool(self.now[target])
        self._changed: dict[tuple[Change, ...], ChangedConflict | None] = {}
        self._kept = 0

    def _price(self, party: str) -> Fraction:
        """Return what an exchange costs for a party; above 0, or the search would not end."""
        cost = price(self.terms, "swap", party)
        if cost <= 0:
            raise UsageError(finding("GO807.free", party=party))
        return cost

    def _not_listed(self) -> Iterator[Fraction]:
        """Yield what the nearest order costs that is not listed, for each party with such."""
        for cost, known in zip(self.prices, self.variants, strict=True):
            if known.complete < int(self.most_cost / cost):
                yield cost * (known.complete + 1)

    def _everywhere(self, stable: Stable, axis: int) -> NDArray[np.bool_]:
        """Return what is stable for every party, along an axis, in every sense asked for."""
        senses = [np.all(stable[concept], axis=axis) for concept in self.deciding]
        return np.asarray(np.all(senses, axis=0), dtype=bool)

    def _as_written(self) -> NDArray[np.bool_]:
        """Return (n,) what holds as it is."""
        if not self.unsure:
            stable = solve(self.conflict.moves, self.conflict.ranks, self.deciding)
            return self._everywhere(stable, 0)
        form = changed(self.conflict, self.target, ())
        assert form is not None  # noqa: S101 - nothing is changed
        first = [
            [own.relation(form, i, known.listed[0][1])]
            for i, (own, known) in enumerate(zip(self.orders, self.variants, strict=True))
        ]
        now: NDArray[np.bool_] = self._by_relations(form, first, [(0,) * len(first)])[0]
        return now

    def _by_relations(
        self,
        form: ChangedConflict,
        relations: Sequence[Sequence[NDArray[Any]]],
        batch: Sequence[tuple[int, ...]],
    ) -> NDArray[np.bool_]:
        """Return (profiles, n) what holds for everybody, by relations of each party's variants."""
        starts = np.cumsum([0, *map(len, relations)])[:-1]
        which = np.array(batch, dtype=np.int64) + starts
        used, places = np.unique(which, return_inverse=True)
        every = [one for own in relations for one in own]
        stacked = np.stack([every[k] for k in used.tolist()])
        held = holding(form.pairs, stacked, places.reshape(which.shape), self.deciding)
        return np.asarray(held.all(axis=1), dtype=bool)

    def answer(self, levers: tuple[Lever, ...], searched: Fraction) -> LeverSearch:
        """Return what was found."""
        last = levers[-1].cost if levers else searched
        return LeverSearch(
            conflict=self.conflict,
            target=self.target,
            concepts=self.concepts,
            holds=self.holds,
            found=levers,
            searched=searched,
            tried=self.tried,
            kinds=tuple(v.kind for v in self.variants),
            together=self.together,
            whole=self.untried is None or (self.untried > searched and self.untried >= last),
            terms=self.terms,
        )

    def _sets(self) -> list[tuple[Change, ...]]:
        """Return the sets of changes of what can be done, as many together as can be looked at."""
        changes = offered(self.conflict, self.target, self.terms)
        sets: list[tuple[Change, ...]] = [()]
        larger: list[tuple[tuple[Change, ...], int, Fraction]] = [((), -1, Fraction(0))]
        while larger:
            grown = list(
                islice(
                    (
                        ((*chosen, changes[k]), k, cost + changes[k].cost)
                        for chosen, last, cost in larger
                        for k in range(last + 1, len(changes))
                        if cost + changes[k].cost <= self.most_cost
                    ),
                    MOST_SETS if self.together else None,
                )
            )
            if len(sets) + len(grown) > MOST_SETS and self.together:
                cheapest = sorted(change.cost for change in changes)[: self.together + 1]
                self.untried = sum(cheapest, start=Fraction(0))
                break
            sets += [chosen for chosen, _last, _cost in grown]
            self.together += bool(grown)
            larger = grown
        return sets

    def cells(self) -> Iterator[_CostCell]:
        """Yield what can be tried, the cheapest first; among sets of one cost, the fewest kinds."""
        none = (0,) * len(self.prices)
        ahead = [
            _CostCell(
                sum((c.cost for c in chosen), start=Fraction(0)), len(chosen), none, k, chosen
            )
            for k, chosen in enumerate(self._sets())
        ]
        heapify(ahead)
        farthest = [known.listed[-1][0] for known in self.variants]
        while ahead:
            cell = heappop(ahead)
            yield cell
            for more in cell.further(self.prices):
                within = all(a <= b for a, b in zip(more.exchanges, farthest, strict=True))
                if within and more.cost <= self.most_cost:
                    heappush(ahead, more)

    def can_try(self, cell: _CostCell) -> bool:
        """Tell whether all of a cell's profiles are there, and may still be decided."""
        if self.beyond is not None and cell.cost >= self.beyond:
            return False
        counts = (
            sum(variant[0] == exchanges for variant in known.listed)
            for known, exchanges in zip(self.variants, cell.exchanges, strict=True)
        )
        return self.tried + prod(counts) <= MOST_PROFILES

    def _left(self, changes: tuple[Change, ...]) -> ChangedConflict | None:
        """Make changes, or return what they were found to leave; what is kept is bounded."""
        if changes not in self._changed:
            if self._kept > MOST_KEPT:
                self._changed.clear()
                self._kept = 0
            form = changed(self.conflict, self.target, changes)
            self._changed[changes] = form
            self._kept += form.nbytes if form else 0
        return self._changed[changes]

    def tried_in(self, cell: _CostCell, progress: Progress | None = None) -> Iterator[Lever]:
        """Decide every profile of a cell; yield those in which the outcome holds."""
        form = self._left(cell.changes)
        if form is None:
            return
        choices = [
            [variant for variant in known.listed if variant[0] == exchanges]
            for known, exchanges in zip(self.variants, cell.exchanges, strict=True)
        ]
        read = LeverOrder.relation if self.unsure else LeverOrder.ranks
        ranked: list[list[NDArray[Any]]] = [
            [read(own, form, i, order) for _k, order, _r in chosen]
            for i, (own, chosen) in enumerate(zip(self.orders, choices, strict=True))
        ]
        places = product(*(range(len(chosen)) for chosen in choices))
        for batch in iter(lambda: list(islice(places, AT_ONCE)), []):
            if self.unsure:
                stable = self._by_relations(form, ranked, batch)
            else:
                profiles = np.array([[ranked[i][k] for i, k in enumerate(at)] for at in batch])
                stable = self._everywhere(solve_many(form.pairs, profiles, self.deciding), 1)
            self.tried += len(batch)
            if progress is not None:
                progress(int(100 * cell.cost), int(100 * self.most_cost))
            for at, held in zip(batch, stable, strict=True):
                if held[form.target]:
                    chosen = [choices[i][k] for i, k in enumerate(at)]
                    yield self._lever(cell, form, chosen, held)

    def _lever(
        self,
        cell: _CostCell,
        form: ChangedConflict,
        chosen: Sequence[tuple[int, Order, Reversals]],
        holding: NDArray[np.bool_],
    ) -> Lever:
        """Return a set of changes, with what else it changes; ``holding`` is (n,)."""
        base = form.base.tolist()
        others = (s for s in np.flatnonzero(holding & ~form.plain).tolist() if s != form.target)
        then = {base[s] for s in np.flatnonzero(holding & form.plain)} | {base[form.target]}
        now = set(np.flatnonzero(self.now).tolist())
        return Lever(
            cost=cell.cost,
            changes=cell.changes,
            reversals=tuple(reversals for _k, _order, reversals in chosen),
            orders=tuple(order if k else None for k, order, _r in chosen),
            also=tuple(sorted(then - now - {self.target})),
            lost=tuple(sorted(now - then)),
            beside=tuple(sorted((base[s], form.with_new(s)) for s in others)),
        )
