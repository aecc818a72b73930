"""The exact Pareto frontier of all packages, built issue by issue and never by listing them.

A package's worths are sums over issues, so a package that nobody can better has no part that could
be bettered: partial sums that are dominated can be dropped as soon as they arise (Ehrgott 2005,
*Multicriteria Optimization*, chapter 10, on dynamic programming for multi-objective problems).

1. Every party's worths are put on a whole-number scale, so that sums are exact, and issues that
   act on each other are listed in combination (:mod:`goodoffices.packages.blocks`).
2. A vector of worths is packed into one integer, a party to a group of bits wide enough for the
   largest sum, so adding vectors is adding integers. Where 63 bits do not do, Python's own integers
   take their place: slower, as exact.
3. Block by block: add every choice to every partial sum, sort, drop what is dominated.
4. Packages are found from a frontier point by walking back through the partial sums.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from goodoffices.packages.bargain import Bargain
from goodoffices.packages.blocks import Listed, Scale, listed
from goodoffices.packages.maxima import Integers, undominated

AT_ONCE = 1 << 24
"""How many sums are held at once; more are taken in pieces."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Where each party's number stands inside a packed one; the first party's is the highest.

    ``spans`` are the largest numbers there can be.
    """

    spans: tuple[int, ...]

    @property
    def bits(self) -> tuple[int, ...]:
        """How many bits each party's number takes."""
        return tuple(span.bit_length() for span in self.spans)

    @property
    def dtype(self) -> type[np.int64] | type[object]:
        """The machine's integers where they are wide enough, else Python's."""
        return np.int64 if sum(self.bits) <= 63 else object

    def pack(self, points: Integers) -> Integers:
        """Return (n, parties) points as (n,) packed integers."""
        packed = np.zeros(len(points), dtype=self.dtype)
        for column, bits in zip(points.T, self.bits, strict=True):
            packed = (packed << bits) + column.astype(self.dtype)
        return packed

    def unpack(self, packed: Integers) -> list[Integers]:
        """Return each party's numbers, (n,) each."""
        columns = []
        for bits in reversed(self.bits):
            columns.append(packed & ((1 << bits) - 1))
            packed = packed >> bits
        return columns[::-1]


@dataclass(frozen=True, eq=False)
class IssueBlock:
    """Issues that are chosen together: the worths of every choice worth making.

    ``keys`` are the distinct undominated vectors, packed, ascending; ``choices[k]`` are the choices
    that have the k-th vector, as positions of values, one for each of ``issues``. ``allowed`` is
    how many choices cross no red line.
    """

    issues: tuple[int, ...]
    keys: Integers
    choices: tuple[NDArray[np.int64], ...]
    allowed: int


class Frontier:
    """The undominated vectors of worths, with the way back to the packages that have them.

    Attributes
    ----------
    keys
        the frontier's vectors, packed, ascending.
    points
        (n, parties) the same as whole numbers, the first party's best first.
    """

    def __init__(
        self,
        negotiation: Bargain,
        scale: Scale,
        layout: Layout,
        blocks: Sequence[IssueBlock],
    ) -> None:
        self.negotiation, self.scale, self.layout = negotiation, scale, layout
        self.blocks = tuple(blocks)
        self.layers = [np.zeros(1, dtype=layout.dtype)]
        for block in self.blocks:
            self.layers.append(_best_sums(self.layers[-1], block.keys, layout))
        self.keys = self.layers[-1]

    @property
    def allowed(self) -> int:
        """How many packages cross nobody's red line."""
        return math.prod(block.allowed for block in self.blocks)

    @cached_property
    def points(self) -> Integers:
        """The frontier as whole numbers on the scale, the first party's best first."""
        return np.column_stack(self.layout.unpack(self.keys[::-1]))

    def at_least(self, worths: Sequence[Fraction | None]) -> list[int]:
        """Return the rows of ``points`` worth at least so much to each party; None asks nothing."""
        inside = np.ones(len(self.points), dtype=np.bool_)
        scale = zip(self.scale.unit, self.scale.offset, worths, strict=True)
        for column, (unit, offset, worth) in zip(self.points.T, scale, strict=True):
            if worth is not None:
                least = -((offset - worth) // unit)  # rounded up
                inside &= (column >= least).astype(np.bool_)
        return [int(row) for row in np.flatnonzero(inside)]

    def counts(self, rows: Sequence[int]) -> list[int]:
        """Return how many packages have the worths of each of some rows of ``points``."""
        needed = [np.unique(self.keys[[-1 - row for row in rows]])]
        for layer, block in zip(self.layers[-2::-1], self.blocks[::-1], strict=True):
            before = needed[-1][:, None] - block.keys
            needed.append(np.intersect1d(before, layer))
        return self._count(rows, needed[::-1])

    def _count(self, rows: Sequence[int], needed: list[Integers]) -> list[int]:
        """Count ways forwards, from the empty package to the partial sums that are needed.

        ``needed[k]`` are the (m,) packed sums of the first k blocks on a way to some row.
        """
        small = self.negotiation.size < 1 << 62
        ways = np.ones(1, dtype=np.int64 if small else object)
        for k, block in enumerate(self.blocks):
            before = needed[k + 1][:, None] - block.keys
            at = np.minimum(np.searchsorted(needed[k], before), needed[k].size - 1)
            many = np.array([len(c) for c in block.choices], dtype=ways.dtype)
            ways = np.where(needed[k][at] == before, ways[at] * many, 0).sum(axis=1)
        counts = dict(zip(needed[-1].tolist(), ways.tolist(), strict=True))
        return [int(counts[self.keys[-1 - row]]) for row in rows]

    def packages(self, row: int, most: int) -> tuple[dict[str, str], ...]:
        """Return packages with the worths of a row of ``points``, at most so many."""
        issues = self.negotiation.issues
        ways = islice(self._ways(len(self.blocks), self.keys[-1 - row]), most)
        return tuple(
            {issue.id: issue.values[at[i]].id for i, issue in enumerate(issues)}
            for at in map(dict, ways)
        )

    def _ways(self, depth: int, key: int) -> Iterator[tuple[tuple[int, int], ...]]:
        """Yield the ways to reach a partial sum, as (issue, position of its value) pairs."""
        if depth == 0:
            yield ()
            return
        block, layer = self.blocks[depth - 1], self.layers[depth - 1]
        before = key - block.keys
        at = np.minimum(np.searchsorted(layer, before), layer.size - 1)
        for k in np.flatnonzero(layer[at] == before):
            for way in self._ways(depth - 1, before[k]):
                for choice in block.choices[k]:
                    yield (*way, *zip(block.issues, choice.tolist(), strict=True))


def frontier(negotiation: Bargain) -> Frontier:
    """Build the exact Pareto frontier of a negotiation's packages.

    The work grows with the frontier's size times the number of values, not with the number of
    packages: two parties and 10^12 packages take milliseconds. Only issues that act on each other
    are listed in combination.

    Raises
    ------
    CaseError
        where issues that act on each other have more combinations than can be listed.
    """
    scale, blocks = listed(negotiation)
    spans = [
        sum(int(block.points[:, i].max()) for block in blocks if block.rows.size)
        for i in range(len(negotiation.parties))
    ]
    layout = Layout(tuple(spans))
    return Frontier(negotiation, scale, layout, [_block(block, layout) for block in blocks])


def _block(block: Listed, layout: Layout) -> IssueBlock:
    """Keep the combinations of one block that no other of them dominates."""
    packed = layout.pack(block.points)
    keys = _best(packed, layout)
    kept, at = block.rows, packed
    if keys.size:
        place = np.minimum(np.searchsorted(keys, packed), keys.size - 1)
        inside = keys[place] == packed
        kept, at = block.rows[inside], place[inside]
    order = np.argsort(at, kind="stable")
    combinations = np.column_stack(np.unravel_index(kept[order], block.shape))
    cuts = np.searchsorted(at[order], np.arange(1, keys.size))
    choices = tuple(np.split(combinations, cuts)) if keys.size else ()
    return IssueBlock(block.issues, keys, choices, block.rows.size)


def best_keys(points: Sequence[Integers], layout: Layout) -> Integers:
    """Return the undominated sums of one point from each of several sets, packed, ascending.

    ``points`` are (m, parties) each; the layout is wide enough for the largest sum.
    """
    keys = np.zeros(1, dtype=layout.dtype)
    for each in points:
        keys = _best_sums(keys, _best(layout.pack(each), layout), layout)
    return keys


def _best_sums(sums: Integers, keys: Integers, layout: Layout) -> Integers:
    """Return the undominated sums of two sets of packed vectors, (n,) and (m,), ascending."""
    best = sums[:0]
    if not keys.size:
        return best
    piece = max(1, AT_ONCE // keys.size)
    for start in range(0, sums.size, piece):
        added = (sums[start : start + piece, None] + keys).ravel()
        best = _best(np.concatenate([best, added]) if best.size else added, layout)
    return best


def _best(packed: Integers, layout: Layout) -> Integers:
    """Return the distinct undominated ones of (n,) packed vectors, ascending."""
    if not packed.size:
        return packed
    packed = np.sort(packed)
    packed = packed[np.concatenate([[True], packed[1:] != packed[:-1]])][::-1]
    return packed[undominated(layout.unpack(packed))][::-1]
