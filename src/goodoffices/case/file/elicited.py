"""Weights and values asked for in ways that ask little, turned into numbers and intervals.

Where weights are asked for by points, swings or order, they say how much hangs on each issue: on
going from its worst value to its best. So values are first put on a scale from 0 (worst) to 1
(best), in :func:`on_one_scale`; weights then add up to 100, and a package is worth from 0 to 100.

========= ============================================ ==========================================
asked     weight                                       known of it
========= ============================================ ==========================================
points    as given; together 100                       exactly, or an interval, together 100
swings    100 · swing / sum of swings                  exactly, or what intervals of swings leave
an order  100 · (1/n) · (1/k + 1/(k+1) + … + 1/n) for  from 0 (the first: 100/n) to 100/k, in
          the k-th of n: its rank order centroid       that order, together 100
========= ============================================ ==========================================

Swings: von Winterfeldt & Edwards 1986, *Decision Analysis and Behavioral Research*, chapter 8.
Centroids: Edwards & Barron 1994, "SMARTS and SMARTER: improved simple methods for multiattribute
utility measurement", Organizational Behavior and Human Decision Processes 60. The ends are those of
the weights that an order allows: its extreme points give 1/k to each of the first k.

Values in order, the best first: the best is 1 and the worst 0; of one between, nothing more is
known than that it lies there, and it counts as evenly spaced, the centroid of what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from goodoffices.case.nouns import Interval

Numbers = dict[str, Fraction]
Spans = dict[str, Interval]
HUNDRED = Fraction(100)


def swing_weights(swings: Mapping[str, Interval]) -> tuple[Numbers, Spans]:
    """Return weights out of 100 from swings, and between what they can lie.

    Parameters
    ----------
    swings
        how much going from worst to best is worth, issue by issue, as an interval (twice the same
        number where it is known exactly); in any units, by custom 100 for the largest.

    Returns
    -------
    the weight at the middles of all swings, and the least and the largest there can be; exact
    weights have no span.
    """
    middle = {issue: (low + high) / 2 for issue, (low, high) in swings.items()}
    whole = sum(middle.values(), Fraction(0)) or Fraction(1)
    weights = {issue: HUNDRED * swing / whole for issue, swing in middle.items()}
    if all(low == high for low, high in swings.values()):
        return weights, {}
    lows = sum((low for low, _high in swings.values()), Fraction(0))
    highs = sum((high for _low, high in swings.values()), Fraction(0))
    spans = {}
    for issue, (low, high) in swings.items():
        least = low / (low + highs - high) if low else Fraction(0)
        most = high / (high + lows - low) if high else Fraction(0)
        spans[issue] = (HUNDRED * least, HUNDRED * most)
    return weights, spans


def ranked_weights(order: Sequence[str]) -> tuple[Numbers, Spans]:
    """Return rank order centroids out of 100, and between what each weight can lie.

    Parameters
    ----------
    order
        issues from the most to the least important.
    """
    count = len(order)
    weights: Numbers = {}
    spans: Spans = {}
    for place, issue in enumerate(order, start=1):
        parts = (Fraction(1, k) for k in range(place, count + 1))
        weights[issue] = HUNDRED * sum(parts, Fraction(0)) / count
        spans[issue] = (HUNDRED / count if place == 1 else Fraction(0), HUNDRED / place)
    if count == 1:
        spans.clear()
    return weights, spans


def ranked_values(order: Sequence[str]) -> tuple[Numbers, Spans]:
    """Return values from 0 to 100, evenly spaced, and what is known of those between the ends."""
    last = len(order) - 1
    values = {value: HUNDRED * (last - k) / (last or 1) for k, value in enumerate(order)}
    if not last:
        return dict.fromkeys(order, HUNDRED), {}
    return values, {value: (Fraction(0), HUNDRED) for value in order[1:-1]}


def on_one_scale(worths: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Return the worst worth, and by what to multiply what lies above it: the best becomes 1.

    Where all are alike nothing hangs on them, and all become 0.
    """
    low, high = min(worths, default=Fraction(0)), max(worths, default=Fraction(0))
    return low, 1 / (high - low) if high > low else Fraction(0)
