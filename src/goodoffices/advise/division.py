"""The bargaining range, and the window that closes when power shifts.

*Range* (Fearon 1995, "Rationalist explanations for war", International Organization 49): of a pie
of 1, with p what the first side expects from its alternative and the alternative's costs c₁, c₂,
both prefer a share x to the alternative iff p − c₁ ≤ x ≤ p + c₂.

*Closing window* (Fearon 1995; Powell 2006, "War as a commitment problem"; the threshold is our own
derivation): a side that falls from p to p' next period prefers its alternative now to any promise
iff p − δp' > (1 − δ)(1 + c₁ + δc₂), with one-off costs and a pie of 1 each period.

Both say what follows from judgements; neither forecasts anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from goodoffices.advise.status import Status, at_least_zero, cost, probability
from goodoffices.case.judged import Contested
from goodoffices.case.nouns import Interval

NUMBERS = ("p", "cost", "other_cost")
SHIFT = ("later", "delta")
"""What is needed beside, where power shifts."""


@dataclass(frozen=True, slots=True)
class BargainingRange:
    """Shares of the first side that both prefer to their alternatives.

    ``certain`` are those for all numbers allowed, None where there are none; ``possible`` those for
    some.
    """

    certain: Interval | None
    possible: Interval
    p: Interval
    costs: tuple[Interval, Interval]

    def inside(self, share: Fraction) -> Status:
        """Tell whether a share lies within the range."""
        if self.certain is not None and self.certain[0] <= share <= self.certain[1]:
            return "certain"
        return "depends" if self.possible[0] <= share <= self.possible[1] else "impossible"

    def part(self, share: Fraction) -> Fraction:
        """Return the part of the numbers allowed for which a share lies within the range.

        Exact, for numbers independent and uniform on their intervals: E over p of
        P(c₁ ≥ p − x)·P(c₂ ≥ x − p). A part of what was allowed, never a probability.
        """
        low, high = self.p
        first, second = (_above(c) for c in self.costs)

        def both(p: Fraction) -> Fraction:
            return first(p - share) * second(share - p)

        if low == high:
            return both(low)
        (a, b), (c, d) = self.costs
        cuts = {low, high, share + a, share + b, share - c, share - d}
        steps = sorted(cut for cut in cuts if low <= cut <= high)
        whole = sum((_simpson(both, *pair) for pair in pairwise(steps)), start=Fraction(0))
        return whole / (high - low)


def _above(interval: Interval) -> Callable[[Fraction], Fraction]:
    """Return the chance that a uniform number is at least so much."""
    low, high = interval

    def chance(value: Fraction) -> Fraction:
        if value <= low:
            return Fraction(1)
        return Fraction(0) if value > high else (high - value) / (high - low)

    return chance


def _simpson(of: Callable[[Fraction], Fraction], a: Fraction, b: Fraction) -> Fraction:
    """Integrate a polynomial of the third degree or less, exactly.

    The values at the ends are taken from inside, since the chance of a number that is known to the
    point jumps there.
    """
    third = (b - a) / 4
    left, middle, right = of(a + third), of((a + b) / 2), of(b - third)
    # open Newton–Cotes rule (Milne), exact to the third degree
    return (b - a) * (2 * left - middle + 2 * right) / 3


def bargaining_range(p: Interval, cost_a: Interval, cost_b: Interval) -> BargainingRange:
    """Return the bargaining range.

    Raises
    ------
    ValueError
        naming an input that is no share, or a cost below 0.
    """
    probability("p", p)
    cost("cost_a", cost_a)
    cost("cost_b", cost_b)
    zero, one = Fraction(0), Fraction(1)
    low, high = max(zero, p[1] - cost_a[0]), min(one, p[0] + cost_b[0])
    possible = (max(zero, p[0] - cost_a[1]), min(one, p[1] + cost_b[1]))
    return BargainingRange((low, high) if low <= high else None, possible, p, (cost_a, cost_b))


@dataclass(frozen=True, slots=True)
class Window:
    """Whether a promise can make up for a shift of power.

    ``status`` is of "a promise is enough". ``largest_fall`` is how far the side may fall and a
    promise still be enough.
    """

    status: Status
    largest_fall: Interval


def _enough(
    p_now: Fraction, p_later: Fraction, cost_a: Fraction, cost_b: Fraction, delta: Fraction
) -> Fraction:
    """Return (1 − δ)(1 + c₁ + δc₂) − (p − δp'), 0 or more where a promise is enough."""
    return (1 - delta) * (1 + cost_a + delta * cost_b) - (p_now - delta * p_later)


def _fall(p_now: Fraction, cost_a: Fraction, cost_b: Fraction, delta: Fraction) -> Fraction:
    """Return p − p' where a promise is just enough."""
    return p_now - (p_now - (1 - delta) * (1 + cost_a + delta * cost_b)) / delta


def closing_window(
    p_now: Interval, p_later: Interval, cost_a: Interval, cost_b: Interval, delta: Interval
) -> Window:
    """Tell whether a promise can hold a side whose power falls from ``p_now`` to ``p_later``.

    Raises
    ------
    ValueError
        naming an input that is no share, a cost below 0, or a future that weighs nothing.
    """
    for name, span in (("p_now", p_now), ("p_later", p_later), ("delta", delta)):
        probability(name, span)
    cost("cost_a", cost_a)
    cost("cost_b", cost_b)
    if delta[0] == 0:
        raise ValueError("delta")
    slacks = [
        _enough(now, later, a, b, weight)
        for now, later, a, b in product(p_now, p_later, cost_a, cost_b)
        for weight in _weights(delta, a, b, later)
    ]
    # the fall that is absorbed shrinks as δ grows
    falls = [_fall(now, a, b, w) for now, a, b, w in product(p_now, cost_a, cost_b, delta)]
    return Window(at_least_zero((min(slacks), max(slacks))), (min(falls), max(falls)))


def _weights(delta: Interval, a: Fraction, b: Fraction, later: Fraction) -> set[Fraction]:
    """Return the weights of the future among which the condition is least and greatest.

    It is concave in δ, so beside the ends its top counts: δ = (c₂ + p' − 1 − c₁)/(2c₂).
    """
    weights = set(delta)
    if b:
        top = (b + later - 1 - a) / (2 * b)
        if delta[0] < top < delta[1]:
            weights.add(top)
    return weights


def absent(contested: Contested) -> list[str]:
    """Return the numbers that nobody has given; those of a shift only where it was begun."""
    begun = any(name in contested.numbers for name in SHIFT)
    return [n for n in (*NUMBERS, *(SHIFT if begun else ())) if n not in contested.numbers]
