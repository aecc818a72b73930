"""What can be traded, and how a package on the table could be made better or acceptable.

*Logrolling*: each side gives way on what matters less to it (Pruitt 1981, *Negotiation Behavior*).
*Post-settlement improvement*: a package already agreed is bettered for one at no cost to another
(Raiffa 1985, "Post-settlement settlements", Negotiation Journal 1). *Equal offers*: several
packages worth the same to whoever makes them, so that the other's choice tells what it values
(Medvec & Galinsky 2005, "Putting more on the table", Negotiation 8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from goodoffices.packages.adjusted_winner import AdjustedWinner, adjusted_winner, points_of
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.efficient import EfficientPackages, Solution

Choices = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Trade:
    """How much of each party's worth hangs on an issue, and who could give it for little.

    ``points`` are out of 100 for each party; ``gives`` is the party with the fewest, ``gets`` the
    one with the most, ``difference`` what lies between. ``agreed`` is the value that is best for
    every party where there is one: then nothing needs to be given.
    """

    issue: str
    points: Mapping[str, Fraction]
    gives: str
    gets: str
    difference: Fraction
    agreed: str | None


@dataclass(frozen=True)
class Move:
    """Changes to a package: new values of some issues, and what each party gains by them."""

    changes: Mapping[str, str]
    gains: tuple[Fraction, ...]


@dataclass(frozen=True)
class Concession:
    """What it costs a party to make a package acceptable to another.

    ``cost`` is what it gives up against the package on the table; 0 or less where nothing needs to
    be given up. ``solution`` is the package, the best there is for the party that gives way.
    """

    party: str
    to: str
    cost: Fraction
    solution: Solution


def logrolling(negotiation: Bargain) -> tuple[Trade, ...]:
    """Return the issues with who could give what cheaply, the largest difference first."""
    points = points_of(negotiation)
    trades = []
    for issue in negotiation.issues:
        each = {party: points[party][issue.id] for party in negotiation.parties}
        gives = min(each, key=lambda party: each[party])
        gets = max(each, key=lambda party: each[party])
        difference = each[gets] - each[gives]
        agreed = _agreed(negotiation, issue.id)
        trades.append(
            Trade(
                issue=issue.id,
                points=each,
                gives=gives,
                gets=gets,
                difference=difference,
                agreed=agreed,
            )
        )
    return tuple(sorted(trades, key=lambda trade: -trade.difference))


def divided(negotiation: Bargain) -> AdjustedWinner | None:
    """Return Adjusted Winner over what is contested; None where the method does not apply.

    It applies to two parties whose worths have no pairs, and who both care about something on
    which they differ.
    """
    if len(negotiation.parties) != 2 or any(w.pairs for w in negotiation.worths.values()):
        return None
    agreed = {trade.issue for trade in logrolling(negotiation) if trade.agreed is not None}
    points = {
        party: {issue: x for issue, x in each.items() if issue not in agreed}
        for party, each in points_of(negotiation).items()
    }
    if not all(sum(each.values()) for each in points.values()):
        return None
    scaled = {
        party: {issue: 100 * x / sum(each.values()) for issue, x in each.items()}
        for party, each in points.items()
    }
    return adjusted_winner(scaled)


def _agreed(negotiation: Bargain, issue: str) -> str | None:
    """Return a value that is best for every party, or None; none where it acts on other issues."""
    if any(issue in pair.choices for w in negotiation.worths.values() for pair in w.pairs):
        return None
    values = [negotiation.worths[party].values[issue] for party in negotiation.parties]
    best = [max(each.values()) for each in values]
    return next(
        (v for v in values[0] if all(e[v] == b for e, b in zip(values, best, strict=True))), None
    )


def moves(negotiation: Bargain, choices: Choices, most: int = 2) -> Iterator[Move]:
    """Yield every change of a package in at most so many issues that crosses no red line."""
    before = negotiation.worth_vector(choices)
    values = {issue.id: [value.id for value in issue.values] for issue in negotiation.issues}
    for count in range(1, most + 1):
        for issues in combinations(values, count):
            others = [[v for v in values[i] if v != choices[i]] for i in issues]
            for new in product(*others):
                changes = dict(zip(issues, new, strict=True))
                changed = {**choices, **changes}
                if negotiation.crossed(changed):
                    continue
                after = negotiation.worth_vector(changed)
                yield Move(changes, tuple(a - b for a, b in zip(after, before, strict=True)))


def improvements(negotiation: Bargain, choices: Choices, most: int = 2) -> tuple[Move, ...]:
    """Return changes that make someone better off and nobody worse, the fewest issues first.

    Where a change of one issue improves a package, longer ones that contain it are left out.
    """
    better: list[Move] = []
    for move in moves(negotiation, choices, most):
        if min(move.gains) < 0 or max(move.gains) <= 0:
            continue
        if not any(known.changes.items() <= move.changes.items() for known in better):
            better.append(move)
    return tuple(better)


def equal_offers(
    negotiation: Bargain,
    choices: Choices,
    party: str,
    tolerance: Fraction = Fraction(0),
    most: int = 2,
) -> tuple[Move, ...]:
    """Return changes that leave a package worth the same to one party.

    Parameters
    ----------
    tolerance
        by how much its worth may differ, in its own units.
    most
        how many issues may change.

    Returns
    -------
    tuple[Move, ...]
        those that give the others most in all first, each other party's gain taken as a share of
        its own span.
    """
    at = negotiation.parties.index(party)
    spans = _spans(negotiation)

    def others(move: Move) -> Fraction:
        gains = (g / s for g, s in zip(move.gains, spans, strict=True) if s)
        own = move.gains[at] / spans[at] if spans[at] else Fraction(0)
        return sum(gains, start=Fraction(0)) - own

    same = [m for m in moves(negotiation, choices, most) if abs(m.gains[at]) <= tolerance]
    return tuple(sorted(same, key=others, reverse=True))


def _spans(negotiation: Bargain) -> list[Fraction]:
    """Return how much lies between each party's worst and best, issue by issue."""
    spans = []
    for party in negotiation.parties:
        worth = negotiation.worths[party]
        spans.append(
            sum(
                (
                    worth.weights[i] * (max(values.values()) - min(values.values()))
                    for i, values in worth.values.items()
                ),
                start=Fraction(0),
            )
        )
    return spans


def improved(efficient: EfficientPackages, choices: Choices) -> tuple[Solution, ...]:
    """Return the efficient packages at least as good as one for all, and better for someone."""
    now = efficient.negotiation.worth_vector(choices)
    rows = efficient.frontier.at_least(now)
    return efficient.solutions_at(row for row in rows if efficient.worths_of(row) != now)


def smallest_concession(
    efficient: EfficientPackages,
    choices: Choices,
    party: str,
    to: str,
    target: Fraction | None = None,
) -> Concession | None:
    """Return the least that a party must give up so that another accepts.

    The package that is best for ``party`` among those worth at least ``target`` (its walk-away when
    left out) to ``to`` and at least the walk-away to everyone else; exact, since it is efficient.
    None where there is no such package.
    """
    negotiation = efficient.negotiation
    least: list[Fraction | None] = list(negotiation.walk_aways)
    at = negotiation.parties.index(party)
    least[at] = None
    if target is not None:
        least[negotiation.parties.index(to)] = target
    rows = efficient.frontier.at_least(least)
    if not rows:
        return None
    row = max(rows, key=lambda row: efficient.frontier.points[row, at])
    cost = negotiation.worth(party, choices) - efficient.worths_of(row)[at]
    return Concession(party, to, cost, efficient.solutions_at([row])[0])
