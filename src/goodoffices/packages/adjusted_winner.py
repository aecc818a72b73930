"""Adjusted Winner: two parties divide matters so that both get the same, and as much as can be.

1. Each party spreads points over the matters. Each matter goes to whoever gave it more points;
   where both gave the same, to whoever has less so far.
2. Whoever has more points then gives matters back, starting with the one for which the ratio of its
   points to the other's is least, until both have the same. At most one matter is divided.

The result is efficient, envy-free and equitable in the points that were given. Brams & Taylor
(1996), *Fair Division: From Cake-Cutting to Dispute Resolution*, chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.packages.bargain import Bargain

Points = Mapping[str, Mapping[str, Fraction]]  # party → matter → points


@dataclass(frozen=True, kw_only=True)
class AdjustedWinner:
    """Who gets what: ``shares[matter][party]`` is from 0 to 1; ``points`` what each ends up with.

    ``first`` is what each had before matters were given back, ``winner`` who then had more, and
    ``order`` the winner's matters in the order in which they would go back.
    """

    shares: Mapping[str, Mapping[str, Fraction]]
    points: Mapping[str, Fraction]
    first: Mapping[str, Fraction]
    winner: str | None
    order: tuple[str, ...]
    divided: str | None


def adjusted_winner(points: Points) -> AdjustedWinner:
    """Divide matters between two parties.

    Parameters
    ----------
    points
        for each of two parties its points for each matter, none below 0. The method is fair where
        both spread the same total, by custom 100.

    Raises
    ------
    CaseError
        where there are not two parties, or they do not value the same matters.
    """
    _check(points)
    first, second = points
    owner, has = _first_round(points, first, second)
    before = dict(has)
    winner, loser = (first, second) if has[first] > has[second] else (second, first)
    order = _give_back(points, winner, loser, owner) if has[winner] > has[loser] else ()
    shares = {m: {p: Fraction(p == owner[m]) for p in points} for m in points[first]}
    divided = None
    for matter in order:
        if has[winner] == has[loser]:
            break
        moved = (has[winner] - has[loser]) / (points[winner][matter] + points[loser][matter])
        part = min(Fraction(1), moved)
        divided = matter if part < 1 else None
        shares[matter] = {winner: 1 - part, loser: part}
        has[winner] -= part * points[winner][matter]
        has[loser] += part * points[loser][matter]
    return AdjustedWinner(
        shares=shares,
        points=has,
        first=before,
        winner=winner if order else None,
        order=order,
        divided=divided,
    )


def _first_round(
    points: Points, first: str, second: str
) -> tuple[dict[str, str], dict[str, Fraction]]:
    """Give each matter to whoever values it more; ties to whoever has less so far."""
    matters = points[first]
    owner = {
        m: first if points[first][m] > points[second][m] else second
        for m in matters
        if points[first][m] != points[second][m]
    }
    has = {p: sum((points[p][m] for m in owner if owner[m] == p), Fraction(0)) for p in points}
    for matter in matters:
        if matter not in owner:
            owner[matter] = first if has[first] < has[second] else second
            has[owner[matter]] += points[first][matter]
    return owner, has


def _give_back(
    points: Points, winner: str, loser: str, owner: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the winner's matters, that with the least ratio of its points to the other's first."""
    matters = [m for m in owner if owner[m] == winner and points[winner][m] > 0]
    worthless = [m for m in matters if not points[loser][m]]
    others = [m for m in matters if points[loser][m]]
    others.sort(key=lambda m: points[winner][m] / points[loser][m])
    return (*others, *worthless)


def _check(points: Points) -> None:
    if len(points) != 2:
        raise CaseError(finding("GO509.two", count=len(points)))
    (first, mine), (second, theirs) = points.items()
    if set(mine) != set(theirs):
        raise CaseError(finding("GO509.same", first=first, second=second))
    low = dict.fromkeys(m for p in (mine, theirs) for m, x in p.items() if x < 0)
    if low:
        raise CaseError(finding("GO509.below", matters=", ".join(low)))


def points_of(negotiation: Bargain) -> dict[str, dict[str, Fraction]]:
    """Return each party's points out of 100: how much of its worth hangs on each issue.

    An issue's points are the span between its best and its worst value for the party, as a share of
    all its spans.
    """
    points = {}
    for party in negotiation.parties:
        worth = negotiation.worths[party]
        spans = {
            issue.id: worth.weights[issue.id]
            * (max(worth.values[issue.id].values()) - min(worth.values[issue.id].values()))
            for issue in negotiation.issues
        }
        total = sum(spans.values()) or Fraction(1)
        points[party] = {issue: 100 * span / total for issue, span in spans.items()}
    return points
