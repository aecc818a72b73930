"""The slow twin of the package engine: every package listed, every definition taken at its word.

Nothing here is clever and nothing is shared with the engine but the noun.
"""

from fractions import Fraction
from itertools import product
from math import prod


def every_package(negotiation):
    names = [issue.id for issue in negotiation.issues]
    values = [[value.id for value in issue.values] for issue in negotiation.issues]
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]


def worths(negotiation, package):
    found = []
    for party in negotiation.parties:
        worth = negotiation.worths[party]
        total = Fraction(0)
        for issue, value in package.items():
            total += worth.weights[issue] * worth.values[issue][value]
        for pair in worth.pairs:
            if has(package, pair.choices):
                total += pair.adds
        found.append(total)
    return tuple(found)


def has(package, choices):
    return all(package[issue] == value for issue, value in choices.items())


def acceptable(negotiation, package):
    return not any(
        has(package, line.choices)
        for party in negotiation.parties
        for line in negotiation.worths[party].red_lines
    )


def table(negotiation):
    """Return a list of (worths, package) for every package that crosses no red line."""
    return [
        (worths(negotiation, p), p)
        for p in every_package(negotiation)
        if acceptable(negotiation, p)
    ]


def dominates(a, b):
    return all(x >= y for x, y in zip(a, b, strict=True)) and a != b


def frontier(vectors):
    """Return the distinct vectors that no other dominates."""
    distinct = set(vectors)
    return {v for v in distinct if not any(dominates(w, v) for w in distinct)}


def within(negotiation, vectors):
    away = [negotiation.worths[p].walk_away for p in negotiation.parties]
    return [v for v in vectors if all(x >= r for x, r in zip(v, away, strict=True))]


def solutions(negotiation):
    """Return the vectors that each rule chooses, by its name."""
    away = [negotiation.worths[p].walk_away for p in negotiation.parties]
    inside = within(negotiation, [v for v, _package in table(negotiation)])
    efficient = frontier(inside)
    if not efficient:
        empty = set()
        return dict.fromkeys(
            ["nash", "kalai_smorodinsky", "egalitarian_gain", "utilitarian"], empty
        )

    def gains(v):
        return [x - r for x, r in zip(v, away, strict=True)]

    best = [max(gains(v)[i] for v in inside) for i in range(len(away))]
    asking = [i for i, b in enumerate(best) if b > 0]
    rules = {
        "nash": lambda v: prod(gains(v)),
        "kalai_smorodinsky": lambda v: min((gains(v)[i] / best[i] for i in asking), default=0),
        "egalitarian_gain": lambda v: min(gains(v)),
        "utilitarian": sum,
    }
    return {
        name: {v for v in efficient if rule(v) == max(map(rule, efficient))}
        for name, rule in rules.items()
    }
