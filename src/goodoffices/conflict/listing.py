"""Which combinations of options can be: what is infeasible is struck while they are listed.

Options that no rule ties together are chosen independently, so those that are tied (the levels of
one choice, say) are listed as one group and the groups multiplied: six choices of five levels each
are 6^6 states and never 2^30 combinations. Inside a group a rule strikes as soon as its last option
is there. The cost follows the combinations that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.case.conditions import Condition
from goodoffices.conflict.moves import Codes
from goodoffices.conflict.ranking import Truths

MOST_STATES = 1 << 26
"""Combinations that are listed at most: 2^26 need about 3 GiB for two parties."""


def feasible_codes(options: Sequence[str], excluding: Sequence[Condition]) -> Codes:
    """Return the combinations of options that no condition excludes, (n,) as bits, ascending.

    Parameters
    ----------
    options
        names, in the order of the bits.
    excluding
        conditions over them, each of which cannot be.

    Raises
    ------
    CaseError
        GO406 where more are left than can be listed, told before memory is taken for them.
    """
    bits = {name: bit for bit, name in enumerate(options)}
    groups: list[tuple[set[int], list[Condition]]] = [({bit}, []) for bit in bits.values()]
    for condition in excluding:
        named = {bits[node.name] for node in condition.names()}
        tied = [group for group in groups if group[0] & named]
        apart = [group for group in groups if not group[0] & named]
        members = set().union(*(group[0] for group in tied))
        groups = [*apart, (members, [*(c for group in tied for c in group[1]), condition])]
    parts = [_listed(sorted(members), bits, rules) for members, rules in groups]
    _bounded(len(options), prod(part.size for part in parts))
    codes = np.zeros(1, dtype=np.int64)
    for part in sorted(parts, key=lambda part: int(part.max(initial=0))):
        codes = (part[:, None] + codes[None, :]).ravel()
    ordered = bool((codes[1:] > codes[:-1]).all())
    return codes if ordered else np.sort(codes)


def _listed(members: Sequence[int], bits: Mapping[str, int], rules: Sequence[Condition]) -> Codes:
    """Return the combinations of some options, as bits, that rules over them allow."""
    last = [max(bits[node.name] for node in rule.names()) for rule in rules]
    codes = np.zeros(1, dtype=np.int64)
    for bit in members:
        _bounded(len(bits), 2 * codes.size)
        codes = np.concatenate([codes, codes | np.int64(1 << bit)])
        truths = Truths(list(bits), codes)
        kept = np.ones(codes.size, dtype=bool)
        for rule, end in zip(rules, last, strict=True):
            if end == bit:
                kept &= ~rule.evaluate(truths)
        codes = codes[kept]
    return codes


def _bounded(options: int, count: int) -> None:
    if count > MOST_STATES:
        raise CaseError(finding("GO406.options", count=options, states=count, most=MOST_STATES))


def excluding_clauses(codes: Codes, count: int) -> list[dict[int, bool]]:
    """Return what no combination does, each as options with how they stand; all else can be.

    First what no two options do together, as that says most in the fewest words; then what is left,
    one combination each.

    Parameters
    ----------
    codes
        (n,) the combinations that can be, as bits.
    count
        how many options there are.

    Raises
    ------
    CaseError
        GO406 where what is left is more than can be listed.
    """
    stands = [[(codes >> bit & 1) == value for value in (0, 1)] for bit in range(count)]
    clauses = [
        {one: bool(a), other: bool(b)}
        for one in range(count)
        for other in range(one)
        for a in (0, 1)
        for b in (0, 1)
        if not (stands[one][a] & stands[other][b]).any()
    ]
    names = [str(bit) for bit in range(count)]
    conditions = [_together(clause) for clause in clauses]
    left = np.setdiff1d(feasible_codes(names, conditions), codes, assume_unique=True)
    whole = [{bit: bool(code >> bit & 1) for bit in range(count)} for code in left.tolist()]
    return [*clauses, *whole]


def _together(clause: Mapping[int, bool]) -> Condition:
    """Return the condition that options, named by their bits, stand as told."""
    nodes = [(Condition("name", name=str(bit)), value) for bit, value in clause.items()]
    first, second = (node if value else Condition("not", (node,)) for node, value in nodes)
    return Condition("and", (first, second))
