"""Issues that must be chosen together, and every choice on one exact whole-number scale.

Where two values add something together, or may not stand together, their issues form one *block*,
whose combinations are listed; an issue that acts on no other is a block by itself. The worth of a
package is then a sum over blocks, each party's in whole numbers of its own unit from 0 up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.maxima import Integers

MOST_LISTED = 1 << 24
"""How many combinations of issues that act on each other are listed at most."""

SMALL = 1 << 62


@dataclass(frozen=True, eq=False)
class Scale:
    """How whole numbers stand for worths: party i's worth is ``offset[i] + unit[i] * n``."""

    unit: tuple[Fraction, ...]
    offset: tuple[Fraction, ...]

    def worth(self, point: Sequence[int]) -> tuple[Fraction, ...]:
        """Return the worths that a point stands for."""
        return tuple(o + u * int(n) for o, u, n in zip(self.offset, self.unit, point, strict=True))


@dataclass(frozen=True, eq=False)
class Listed:
    """The allowed combinations of one block.

    Attributes
    ----------
    issues
        positions of the block's issues in the negotiation.
    shape
        how many values each of them has.
    rows
        (m,) the combinations that cross no red line, numbered as by ``numpy.ravel_multi_index``.
    points
        (m, parties) what each adds, in whole numbers of the scale.
    """

    issues: tuple[int, ...]
    shape: tuple[int, ...]
    rows: NDArray[np.int64]
    points: Integers


def listed(negotiation: Bargain) -> tuple[Scale, list[Listed]]:
    """List the combinations of every block on one scale.

    Raises
    ------
    CaseError
        where issues that act on each other have more combinations than can be listed.
    """
    issues = negotiation.issues
    groups = groups_of(negotiation)
    _not_too_many(negotiation, groups)
    sizes = [len(issue.values) for issue in issues]
    rows = [rows_of(negotiation, group) for group in groups]
    unit, offset, columns = [], [], []
    for party in negotiation.parties:
        step, least, numbers = _party(negotiation, party, groups, rows)
        unit.append(step)
        offset.append(least)
        columns.append(numbers)
    blocks = [
        Listed(
            group,
            tuple(sizes[i] for i in group),
            rows[k],
            np.column_stack([numbers[k] for numbers in columns]),
        )
        for k, group in enumerate(groups)
    ]
    return Scale(tuple(unit), tuple(offset)), blocks


def groups_of(negotiation: Bargain) -> list[tuple[int, ...]]:
    """Return the issues of each block, joining those that act on each other."""
    at = {issue.id: k for k, issue in enumerate(negotiation.issues)}
    group = list(range(len(at)))
    for choices in _together(negotiation):
        for first, second in combinations(choices, 2):
            old, new = group[at[second]], group[at[first]]
            group = [new if g == old else g for g in group]
    return [tuple(k for k, g in enumerate(group) if g == name) for name in dict.fromkeys(group)]


def _together(negotiation: Bargain) -> Iterator[Mapping[str, str]]:
    """Yield the choices that act on each other."""
    for worth in negotiation.worths.values():
        yield from (pair.choices for pair in worth.pairs)
        yield from (line.choices for line in worth.red_lines)


def _not_too_many(negotiation: Bargain, groups: list[tuple[int, ...]]) -> None:
    findings = []
    for group in groups:
        issues = [negotiation.issues[i] for i in group]
        size = math.prod(len(issue.values) for issue in issues)
        if size > MOST_LISTED:
            names = ", ".join(issue.name for issue in issues)
            findings.append(
                finding("GO506", issues[0].place, size=size, most=MOST_LISTED, issues=names)
            )
    if findings:
        raise CaseError(findings)


def rows_of(negotiation: Bargain, group: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the combinations of a block that cross nobody's red line."""
    allowed = np.ones([len(negotiation.issues[i].values) for i in group], dtype=np.bool_)
    for worth in negotiation.worths.values():
        for line in worth.red_lines:
            if _at(negotiation, line.choices) in group:
                allowed[_where(negotiation, group, line.choices)] = False
    return np.flatnonzero(allowed)


def sums(
    negotiation: Bargain,
    group: tuple[int, ...],
    single: Sequence[Sequence[int]],
    pairs: Sequence[tuple[Mapping[str, str], int]],
) -> Integers:
    """Add up what every combination of a block is worth to one party.

    Parameters
    ----------
    single
        for each issue of the negotiation what each of its values adds.
    pairs
        choices of two values, and what they add together.

    Returns
    -------
    Integers
        one axis for each issue of the block.
    """
    most = sum(max(map(abs, column)) for column in single) + sum(abs(n) for _c, n in pairs)
    dtype = np.int64 if most < SMALL else object
    total = np.zeros([len(single[i]) for i in group], dtype=dtype)
    for axis, i in enumerate(group):
        column = np.array(single[i], dtype=dtype)
        total = total + column.reshape([-1 if a == axis else 1 for a in range(len(group))])
    for choices, adds in pairs:
        if _at(negotiation, choices) in group:
            total[_where(negotiation, group, choices)] += adds
    return total


def _where(
    negotiation: Bargain, group: tuple[int, ...], choices: Mapping[str, str]
) -> tuple[int | slice, ...]:
    """Return the part of a block's array in which some choices are made."""
    index: list[int | slice] = []
    for i in group:
        issue = negotiation.issues[i]
        ids = [value.id for value in issue.values]
        index.append(ids.index(choices[issue.id]) if issue.id in choices else slice(None))
    return tuple(index)


def _party(
    negotiation: Bargain,
    party: str,
    groups: list[tuple[int, ...]],
    rows: list[NDArray[np.int64]],
) -> tuple[Fraction, Fraction, list[Integers]]:
    """Return a party's unit, its least worth, and for each block what the combinations add."""
    worth = negotiation.worths[party]
    single = [
        [worth.weights[issue.id] * worth.values[issue.id][value.id] for value in issue.values]
        for issue in negotiation.issues
    ]
    adds = [pair.adds for pair in worth.pairs]
    finest = math.lcm(*(n.denominator for column in [*single, adds] for n in column))
    whole = [[int(n * finest) for n in column] for column in single]
    pairs = [(pair.choices, int(pair.adds * finest)) for pair in worth.pairs]
    numbers = [
        sums(negotiation, group, whole, pairs).ravel()[kept]
        for group, kept in zip(groups, rows, strict=True)
    ]
    least = [column.min() if column.size else 0 for column in numbers]
    shifted = [column - low for column, low in zip(numbers, least, strict=True)]
    step = math.gcd(*(int(np.gcd.reduce(column)) for column in shifted if column.size)) or 1
    return (
        Fraction(step, finest),
        Fraction(sum(map(int, least)), finest),
        [column // step for column in shifted],
    )


def _at(negotiation: Bargain, choices: Mapping[str, str]) -> int:
    first = next(iter(choices))
    return next(k for k, issue in enumerate(negotiation.issues) if issue.id == first)
