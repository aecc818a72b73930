"""One party's order while levers are looked for: what could be exchanged in it, and what follows.

What follows is ranks, as arrays; or, where some preferences are unknown, a relation of what a party
prefers or might prefer: to hold is then to hold even for those whom the mere chance of better
tempts and the mere chance of no better does not deter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.dense import Relation, above
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levels import densify
from goodoffices.conflict.levers.changes import ChangedConflict
from goodoffices.conflict.ranking import by_weights
from goodoffices.conflict.stress.rankers import ranked
from goodoffices.conflict.stress.variants import (
    Order,
    Variants,
    settled_variants,
    variants,
    weight_variants,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class LeverOrder:
    """How a party ranks states as written, and its variants.

    Attributes
    ----------
    written
        (n,) its ranks as written.
    codes
        (n,) the options of each state as bits.
    weighed
        the bits of the options whose weights are exchanged, with each weight.
    unknown
        (n, n) the pairs of states of which it is unknown which one it prefers; None for none.
    """

    variants: Variants
    written: NDArray[np.int32]
    codes: NDArray[np.int64]
    weighed: tuple[tuple[int, Fraction], ...] = ()
    unknown: Relation | None = None

    @classmethod
    def of(cls, conflict: GraphModel, party: int, most: int) -> Self:
        """Return a party's order, with its variants within so many exchanges."""
        written, codes = conflict.ranks[party], conflict.codes
        pairs = conflict.unknown[party] if conflict.unknown else np.zeros((0, 2), dtype=np.int64)
        if len(pairs):
            both = np.zeros((conflict.size, conflict.size), dtype=bool)
            both[pairs[:, 0], pairs[:, 1]] = both[pairs[:, 1], pairs[:, 0]] = True
            known = settled_variants(pairs, most)
            return cls(variants=known, written=written, codes=codes, unknown=both)
        statements = len(conflict.preferences[party]) if conflict.preferences else 0
        weights = weights_of(conflict, party)
        if weights and not statements:
            sizes = densify(np.array([-rank for rank in _by_size(weights)], dtype=np.int64))
            known = weight_variants(sizes, most)
            return cls(variants=known, written=written, codes=codes, weighed=weights)
        return cls(variants=variants(statements, written, most), written=written, codes=codes)

    def ranks(self, form: ChangedConflict, party: int, order: Order) -> NDArray[np.int64]:
        """Return (n,) the ranks of the states that changes leave, in another order."""
        added, failed = form.added[party], form.failed[party]
        if self.variants.kind == "statements":
            return ranked(failed[_woven(order, added)])
        own = self._own(order)
        own = densify(np.asarray(own, dtype=np.int64)[form.base]).astype(np.int64)
        over = ranked(failed[[row for place, row in added if place <= 1]])
        under = ranked(failed[[row for place, row in added if place > 1]])
        return densify((over * own.size + own) * own.size + under).astype(np.int64)

    def _own(self, order: Order) -> Sequence[int] | NDArray[np.int32]:
        """Return (n,) the ranks of the states as written, in another order."""
        if self.variants.kind == "outcomes":
            return order
        if self.variants.kind == "unknown":
            return self.written
        sizes = sorted({abs(weight) for _bit, weight in self.weighed}, reverse=True)
        weights = {
            bit: sizes[place] if weight > 0 else -sizes[place]
            for (bit, weight), place in zip(self.weighed, order, strict=True)
        }
        return by_weights(weights, self.codes)

    def relation(self, form: ChangedConflict, party: int, order: Order) -> Relation:
        """Return (n, n): whether it prefers, or might prefer, the column's state to the row's."""
        if self.unknown is None:
            return above(self.ranks(form, party, order))
        own = range(len(form.failed[party]) - len(form.added[party]))
        if own:
            ranks = ranked(form.failed[party][_woven(tuple(own), form.added[party])])
        else:
            ranks = self.ranks(form, party, order)
        better = above(ranks).copy()
        told_apart = np.zeros_like(better)
        for _place, row in form.added[party]:
            failed = form.failed[party][row]
            told_apart |= failed[:, None] != failed[None, :]
        base = form.base
        better |= self.unknown[np.ix_(base, base)] & ~told_apart
        for one, other in zip(order[::2], order[1::2], strict=True):
            same = (base[:, None] == other) & (base[None, :] == one) & ~told_apart
            better |= same
            better &= ~same.T
        return better


def weights_of(conflict: GraphModel, party: int) -> tuple[tuple[int, Fraction], ...]:
    """Return the bits of the options that a party gives a weight, with the weight, none of it 0."""
    if not conflict.orderings:
        return ()
    bits = {option.id: bit for bit, option in enumerate(conflict.options)}
    weights = conflict.orderings[party].weights.items()
    return tuple((bits[option], weight) for option, (weight, _basis) in weights if weight)


def _by_size(weights: Sequence[tuple[int, Fraction]]) -> list[int]:
    """Return for each weight how many sizes are smaller than its own."""
    sizes = sorted({abs(weight) for _bit, weight in weights})
    return [sizes.index(abs(weight)) for _bit, weight in weights]


def _woven(order: Order, added: Sequence[tuple[int, int]]) -> list[int]:
    """Put the statements about new options, (place, row), among a party's own in their order."""
    rows: list[int] = []
    for place, row in enumerate(order, 1):
        rows += [new for at, new in added if at == place]
        rows.append(row)
    return rows + [new for at, new in added if at > len(order)]
