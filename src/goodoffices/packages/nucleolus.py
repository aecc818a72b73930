"""The nucleolus: the division by which the coalitions that fare worst fare as well as they can.

A coalition's *excess* is its own worth less what a division gives its members. Among the divisions
that give each party at least its own worth, the nucleolus makes the largest excess as small as can
be, then the next one, and so on; there is always exactly one such division where there is any
(Schmeidler 1969, "The nucleolus of a characteristic function game", SIAM J. Applied Mathematics
17). It is in the core where the core is not empty.

Found by one linear programme after another, in fractions (Maschler, Peleg & Shapley 1979,
"Geometric properties of the kernel, nucleolus, and related solution concepts", Mathematics of
Operations Research 4): the largest excess is made least; the coalitions that cannot be had below it
are held there; the same is asked of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from goodoffices.packages.weightset import simplex

MOST_IN_NUCLEOLUS = 7
"""Parties up to which it is found."""

Row = list[Fraction]


def nucleolus(table: Sequence[Fraction]) -> Row | None:
    """Return what the nucleolus gives each party, exactly.

    Parameters
    ----------
    table
        2^n worths; a coalition stands at the sum of 2^k over the places k of its members.

    Returns
    -------
    n shares; None where all together are worth less than their parties alone, so that no division
    gives each its own.
    """
    count = (len(table) - 1).bit_length()
    alone = [table[1 << k] for k in range(count)]
    spare = table[-1] - sum(alone)
    if spare < 0:
        return None
    start = [share + (spare if k == 0 else 0) for k, share in enumerate(alone)]
    return _Rounds(table, alone, start).run()


class _Rounds:
    """One programme after another, each from where the last one ended."""

    def __init__(self, table: Sequence[Fraction], alone: Row, at: Row) -> None:
        self.table, self.alone, self.at = table, alone, at
        self.count = len(alone)
        every = (1 << self.count) - 1
        self.free = list(range(1, every))  # coalitions whose excess is not settled yet
        self.held = [_members(every, self.count)]  # what must stay as it is

    def run(self) -> Row:
        """Go on until only one division is left."""
        while self.free:
            ways = _null_space(self.held, self.count)
            if not ways:
                break
            bound = self._largest()
            costs = [Fraction(0)] * (2 * len(ways)) + [Fraction(1)]
            found = simplex(costs, self._rows(ways, bound, lower=True))
            self._step(ways, found)
            self._settle(ways, bound - found[-1])
        return self.at

    def _largest(self) -> Fraction:
        return max(self._excess(who) for who in self.free)

    def _excess(self, who: int) -> Fraction:
        given = (x for k, x in enumerate(self.at) if who >> k & 1)
        return self.table[who] - sum(given, Fraction(0))

    def _rows(self, ways: list[Row], bound: Fraction, *, lower: bool) -> list[tuple[Row, Fraction]]:
        """Return what a step must keep to: no excess above a bound, to each at least its own.

        A step goes along each way forwards or backwards; where the bound itself is to be lowered,
        by how much is one variable more.
        """
        rows = []
        for who in self.free:
            along = [_sum_over(way, who) for way in ways]
            slack = bound - self._excess(who)
            rows.append((_both(along) + [Fraction(1)] * lower, slack))
        for k in range(self.count):
            along = [way[k] for way in ways]
            rows.append((_both(along) + [Fraction(0)] * lower, self.at[k] - self.alone[k]))
        return rows

    def _step(self, ways: list[Row], found: Row) -> None:
        for number, way in enumerate(ways):
            by = found[2 * number] - found[2 * number + 1]
            self.at = [x + by * d for x, d in zip(self.at, way, strict=True)]

    def _settle(self, ways: list[Row], bound: Fraction) -> None:
        """Hold the coalitions whose excess is at the bound in every division that is left."""
        rows = self._rows(ways, bound, lower=False)
        tight = [who for who in self.free if self._excess(who) == bound]
        settled = []
        for who in tight:
            along = [-cost for cost in _both([_sum_over(way, who) for way in ways])]
            best = simplex(along, rows)
            gain = sum((a * x for a, x in zip(along, best, strict=True)), Fraction(0))
            if gain == 0:
                settled.append(who)
        self.held += [_members(who, self.count) for who in settled]
        self.free = [who for who in self.free if not _spanned(self.held, _members(who, self.count))]


def _both(along: Row) -> Row:
    """Return what going along ways forwards and backwards takes from a slack."""
    return [sign * x for x in along for sign in (-1, 1)]


def _members(who: int, count: int) -> Row:
    return [Fraction(who >> k & 1) for k in range(count)]


def _sum_over(way: Row, who: int) -> Fraction:
    return sum((x for k, x in enumerate(way) if who >> k & 1), Fraction(0))


def _reduced(rows: Sequence[Row]) -> dict[int, Row]:
    """Return rows in reduced form by the column in which each leads."""
    leading: dict[int, Row] = {}
    for row in rows:
        left = list(row)
        for column, known in leading.items():
            if left[column]:
                left = [x - left[column] * y for x, y in zip(left, known, strict=True)]
        first = next((k for k, x in enumerate(left) if x), None)
        if first is None:
            continue
        left = [x / left[first] for x in left]
        for column, known in leading.items():
            if known[first]:
                leading[column] = [x - known[first] * y for x, y in zip(known, left, strict=True)]
        leading[first] = left
    return leading


def _spanned(rows: Sequence[Row], row: Row) -> bool:
    """Whether a row follows from others."""
    return len(_reduced([*rows, row])) == len(_reduced(rows))


def _null_space(rows: Sequence[Row], count: int) -> list[Row]:
    """Return ways along which none of the rows changes."""
    leading = _reduced(rows)
    ways = []
    for free in (k for k in range(count) if k not in leading):
        way = [Fraction(k == free) for k in range(count)]
        for column, row in leading.items():
            way[column] = -row[free]
        ways.append(way)
    return ways
