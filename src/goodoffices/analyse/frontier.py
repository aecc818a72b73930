"""The exact Pareto frontier of all packages, built issue by issue and never by listing them.

A package's worths are sums over issues, so a package that nobody can better has no part that could
be bettered: partial sums that are dominated can be dropped as soon as they arise (Ehrgott 2005,
*Multicriteria Optimization*, chapter 10, on dynamic programming for multi-objective problems).

1. Every party's worths are put on a common whole-number scale (:class:`Scale`), so that sums are
   exact. Issues whose values act on each other (pairs with extra worth, combinations that are ruled
   out) form one *block*, and the combinations of a block are listed.
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

from goodoffices.analyse.maxima import Integers, undominated
from goodoffices.analyse.negotiation import Negotiation

AT_ONCE = 1 << 24
"""How many sums are held at once; more are taken in pieces."""

Choice = tuple[tuple[str, str], ...]  # (issue, value) pairs of one block


@dataclass(frozen=True, eq=False)
class Scale:
    """How whole numbers stand for worths: party i's worth is ``offset[i] + unit[i] * n``."""

    unit: tuple[Fraction, ...]
    offset: tuple[Fraction, ...]

    def worth(self, point: Sequence[int]) -> tuple[Fraction, ...]:
        """Return the worths that a point stands for."""
        return tuple(o + u * int(n) for o, u, n in zip(self.offset, self.unit, point, strict=True))


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
class Block:
    """Issues that are chosen together: the worths of every choice worth making.

    ``keys`` are the distinct undominated vectors, packed, ascending; ``choices[k]`` are the choices
    that have the k-th vector, as positions of values, one for each of ``issues``.
    """

    issues: tuple[int, ...]
    keys: Integers
    choices: tuple[NDArray[np.int64], ...]


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
        self, negotiation: Negotiation, scale: Scale, layout: Layout, blocks: Sequence[Block]
    ) -> None:
        self.negotiation, self.scale, self.layout = negotiation, scale, layout
        self.blocks = tuple(blocks)
        self.layers = [np.zeros(1, dtype=layout.dtype)]
        for block in self.blocks:
            self.layers.append(_best_sums(self.layers[-1], block.keys, layout))
        self.keys = self.layers[-1]

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
        wanted = np.unique(self.keys[[-1 - row for row in rows]])
        needed = [wanted]
        for layer, block in zip(self.layers[-2::-1], self.blocks[::-1], strict=True):
            before = needed[-1][:, None] - block.keys
            needed.append(np.intersect1d(before, layer))
        return self._count(rows, needed[::-1])

    def _count(self, rows: Sequence[int], needed: list[Integers]) -> list[int]:
        """Count ways forwards, from the empty package to the partial sums that are needed."""
        small = self.negotiation.size < 1 << 62
        ways = np.ones(1, dtype=np.int64 if small else object)
        for k, block in enumerate(self.blocks):
            before = needed[k + 1][:, None] - block.keys
            at = np.minimum(np.searchsorted(needed[k], before), needed[k].size - 1)
            many = np.array([len(c) for c in block.choices], dtype=ways.dtype)
            ways = np.where(needed[k][at] == before, ways[at] * many, 0).sum(axis=1)
        found = dict(zip(needed[-1].tolist(), ways.tolist(), strict=True))
        return [int(found[self.keys[-1 - row]]) for row in rows]

    def packages(self, row: int, most: int) -> tuple[dict[str, str], ...]:
        """Return packages with the worths of a row of ``points``, at most so many."""
        issues = self.negotiation.issues
        found = []
        for positions in islice(self._ways(len(self.blocks), self.keys[-1 - row]), most):
            at = dict(positions)
            found.append({issue.id: issue.values[at[i]].id for i, issue in enumerate(issues)})
        return tuple(found)

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


def frontier(negotiation: Negotiation) -> Frontier:
    """Build the exact Pareto frontier of a negotiation's packages.

    The work grows with the frontier's size times the number of values, not with the number of
    packages: two parties and 10^12 packages take a fraction of a second.
    """
    parts = _parts(negotiation)
    scale, wholes = _whole(parts, len(negotiation.parties))
    spans = [sum(int(w[:, i].max()) for w in wholes) for i in range(len(negotiation.parties))]
    layout = Layout(tuple(spans))
    blocks = [_block((i,), whole, layout) for i, whole in enumerate(wholes)]
    return Frontier(negotiation, scale, layout, blocks)


def _parts(negotiation: Negotiation) -> list[list[list[Fraction]]]:
    """Return for each issue, value and party what the value adds to a package's worth."""
    return [
        [
            [
                negotiation.worths[p].weights[issue.id] * negotiation.worths[p].values[issue.id][v]
                for p in negotiation.parties
            ]
            for v in (value.id for value in issue.values)
        ]
        for issue in negotiation.issues
    ]


def _whole(parts: list[list[list[Fraction]]], parties: int) -> tuple[Scale, list[Integers]]:
    """Put each party's worths on the coarsest whole-number scale that starts at 0."""
    unit, offset = [], []
    columns: list[list[list[int]]] = [[] for _issue in parts]
    for i in range(parties):
        finest = math.lcm(*(row[i].denominator for part in parts for row in part))
        numbers = [[int(row[i] * finest) for row in part] for part in parts]
        lowest = [min(column) for column in numbers]
        shifted = [[n - low for n in c] for c, low in zip(numbers, lowest, strict=True)]
        step = math.gcd(*(n for column in shifted for n in column)) or 1
        unit.append(Fraction(step, finest))
        offset.append(Fraction(sum(lowest), finest))
        for column, kept in zip(shifted, columns, strict=True):
            kept.append([n // step for n in column])
    small = all(n < 1 << 62 for part in columns for column in part for n in column)
    dtype = np.int64 if small else object
    wholes = [np.array(part, dtype=dtype).T for part in columns]
    return Scale(tuple(unit), tuple(offset)), wholes


def _block(issues: tuple[int, ...], points: Integers, layout: Layout) -> Block:
    """Keep the choices of one block that no other choice of it dominates."""
    packed = layout.pack(points)
    keys = _best(packed, layout)
    choices = tuple(np.flatnonzero(packed == key)[:, None] for key in keys)
    return Block(issues, keys, choices)


def _best_sums(sums: Integers, keys: Integers, layout: Layout) -> Integers:
    """Return the undominated sums of two sets of packed vectors, ascending."""
    piece = max(1, AT_ONCE // keys.size)
    best = sums[:0]
    for start in range(0, sums.size, piece):
        added = (sums[start : start + piece, None] + keys).ravel()
        best = _best(np.concatenate([best, added]) if best.size else added, layout)
    return best


def _best(packed: Integers, layout: Layout) -> Integers:
    """Return the distinct undominated ones of packed vectors, ascending."""
    packed = np.sort(packed)
    packed = packed[np.concatenate([[True], packed[1:] != packed[:-1]])][::-1]
    return packed[undominated(layout.unpack(packed))][::-1]
