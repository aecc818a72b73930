"""Which packages the pictures show: of two parties one, of three or four one for each pair.

What parties other than the pair's get is not in its picture.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from markupsafe import Markup

from goodoffices.base.i18n import _
from goodoffices.brief.deals import Deals
from goodoffices.look import scatter
from goodoffices.look.markup import anchor, clipped

EVERY = 1500
"""Packages that are drawn one by one at most; of more only the efficient ones are."""

DRAWN = 600
"""Efficient packages drawn at most, evenly chosen."""

MOST_PARTIES = 4
"""Parties whose pairs are each drawn; of more there would be too many pictures to read."""

Pair = tuple[int, int]
"""The parties of a picture: whose worth runs to the right, and whose upwards."""


Worths = tuple[Fraction, ...]
"""What a package is worth to each party, in their order."""


def figures(
    deals: Deals, yours: Worths | None = None, betters: Sequence[Worths] = ()
) -> tuple[Markup, ...]:
    """Draw the packages for each pair of parties; nothing for one party or very many.

    Parameters
    ----------
    yours, betters
        a package that is tried, and those that better it.
    """
    count = len(deals.negotiation.parties)
    if not 2 <= count <= MOST_PARTIES:
        return ()
    found = []
    for pair in itertools.combinations(range(count), 2):
        shown = _shown(deals, pair)
        if yours is not None:
            point = _point(yours, pair)
            labels = {**shown.labels, point: [_("yours"), *shown.labels.get(point, ())]}
            ends = [_point(worths, pair) for worths in betters]
            shown = replace(shown, yours=point, betters=ends, labels=labels)
        found.append(scatter.figure(shown))
    return tuple(found)


def figure(deals: Deals) -> Markup | None:
    """Draw the packages of two parties; None where there are not two."""
    two = len(deals.negotiation.parties) == 2
    return scatter.figure(_shown(deals, (0, 1))) if two else None


def _shown(deals: Deals, pair: Pair) -> scatter.Scatter:
    """Gather what one picture shows."""
    two = len(deals.negotiation.parties) == 2
    across, upwards = (deals.sides[i] for i in pair)
    title = _("What each package is worth to both sides")
    if not two:
        title = _("What each package is worth to {first} and {second}")
    labels: dict[scatter.Point, list[str]] = {}
    for worths, names in deals.marks.items():
        labels.setdefault(_point(worths, pair), []).append(" · ".join(names))
    rings = list(labels)
    named = [(_point(deal.point, pair), deal.starred, deal.marks[0]) for deal in deals.named()]
    for point, _offer, name in named:
        labels.setdefault(point, []).append(clipped(name, 44))
    return scatter.Scatter(
        id=anchor("figure", "packages" if two else f"packages-{pair[0] + 1}-{pair[1] + 1}"),
        title=title.format(first=across.name, second=upwards.name),
        across=across,
        upwards=upwards,
        every=[_point(worths, pair) for worths in _every(deals)],
        efficient=[_point(worths, pair) for worths in _efficient(deals)],
        joined=two,  # else the efficient packages make no line
        walk_away=_point(deals.negotiation.walk_aways, pair),
        rings=rings,
        named=[(point, offer) for point, offer, _name in named],
        labels=labels,
    )


def _point(worths: Sequence[Fraction], pair: Pair) -> scatter.Point:
    return float(worths[pair[0]]), float(worths[pair[1]])


def _every(deals: Deals) -> list[tuple[Fraction, ...]]:
    """Return all packages' worths where they are few."""
    negotiation = deals.negotiation
    if negotiation.size > EVERY:
        return []
    ids = [issue.id for issue in negotiation.issues]
    choices = itertools.product(*([v.id for v in issue.values] for issue in negotiation.issues))
    return [negotiation.worth_vector(dict(zip(ids, one, strict=True))) for one in choices]


def _efficient(deals: Deals) -> list[tuple[Fraction, ...]]:
    """Return the efficient packages' worths, of many some, evenly chosen."""
    frontier = deals.packages.frontier
    rows = range(0, len(frontier.points), max(1, -(-len(frontier.points) // DRAWN)))
    return [frontier.scale.worth(frontier.points[row]) for row in rows]
