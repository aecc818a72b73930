"""Whose word would be believed, by whom: a warning, and trust built.

*Warning* (after Kydd 2003, "Which side are you on?", American Journal of Political Science 47; a
minimal reconstruction, ours): a listener must choose a safe or a risky demand. The opponent is
tough with probability q; conflict costs the listener c_A, a tough opponent c_T, a soft one c_S >
c_T. The mediator has its own signal of accuracy a, leans to the listener's side by β (−1 to 1), and
loses k where it fails. With r_s and r_t the chance that the opponent is tough after a soft and a
tough signal, the signal matters iff r_s ≤ q* ≤ r_t, q* = (c_S − c_T)/(c_S + c_A), and "concede,
they are tough" is believed iff

    β·[(1 − r_s)c_S − c_T] ≥ r_s·k   and   β·[(1 − r_t)c_S − c_T] ≤ r_t·k

*Trust* (after Kydd 2006, a linear reconstruction, ours): a one-shot mediator's word that a side can
be trusted is honest iff k/w ≤ min(m, 1 − m) − |½ − m|, with m the mediator's ideal point between
the sides, w how much it cares about the issue and k what conflict costs it.

*Against it stand* Fey & Ramsay (2010): with no information of its own a go-between adds nothing,
whatever its bias; Kydd (2006): to build trust bias does harm; Favretto (2009): a U-shape; Beber
(2012) and Rauchhaus (2006): for impartiality. So nothing here says that bias is good or bad.

Multiplied by what cannot be negative, each condition is linear in every input, so that intervals
are exact for each; whether two that each depend exclude one another is not looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction

from goodoffices.advise.status import (
    MaybeInterval,
    Status,
    all_of,
    at_least_zero,
    cost,
    ends,
    probability,
)
from goodoffices.case.judged import CounselTerms
from goodoffices.case.nouns import Interval

DISAGREE = (
    "Fey and Ramsay 2010, When is shuttle diplomacy worth the commute? World Politics 62",
    "Kydd 2006, When can mediators build trust? American Political Science Review 100",
    "Favretto 2009, Should peacemakers take sides? American Political Science Review 103",
    "Beber 2012, International mediation and bias, Conflict Management and Peace Science 29",
    "Rauchhaus 2006, Asymmetric information, mediation, and conflict management, World Politics 58",
)
"""Literature that disagrees, to be printed beside every answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What a mediator's warning to one listener hangs on; every number is an interval.

    ``leaning`` is β, ``accuracy`` a, ``prior`` q, ``failure_cost`` k; ``cost_listener`` c_A,
    ``cost_tough`` c_T, ``cost_soft`` c_S.
    """

    leaning: Interval
    accuracy: Interval
    prior: Interval
    failure_cost: Interval
    cost_listener: Interval
    cost_tough: Interval
    cost_soft: Interval


NUMBERS = tuple(field.name for field in fields(Listening))


@dataclass(frozen=True, slots=True)
class Credibility:
    """Whether a warning would be believed.

    ``informative`` is whether the mediator's signal could change what the listener does.
    ``leaning_needed`` is β* at the best and the worst of the other inputs, None where no leaning is
    enough.
    """

    status: Status
    informative: Status
    leaning_needed: MaybeInterval


def absent(terms: CounselTerms) -> list[str]:
    """Return what nobody has said for a warning."""
    lacking = [name for name in NUMBERS if name not in terms.numbers]
    return ["independent", *lacking] if terms.independent == "unknown" else lacking


def listening(numbers: Mapping[str, Interval]) -> Listening:
    """Return what a warning hangs on from its numbers by name; KeyError one that is missing."""
    return Listening(**{name: numbers[name] for name in NUMBERS})


def warning(terms: Listening) -> Credibility:
    """Tell whether "concede, they are tough" would be believed.

    Raises
    ------
    ValueError
        naming an input that cannot be what it says.
    """
    _check(terms)
    signal = {"a": terms.accuracy, "q": terms.prior, "s": terms.cost_soft, "t": terms.cost_tough}
    listener = {**signal, "c": terms.cost_listener}
    mediator = {**signal, "b": terms.leaning, "k": terms.failure_cost}
    informative = all_of(
        at_least_zero(ends(_soft_matters, listener)), at_least_zero(ends(_tough_matters, listener))
    )
    believed = all_of(
        at_least_zero(ends(_would_warn, mediator)),
        at_least_zero(ends(_would_not_cry_wolf, mediator)),
    )
    # β* rises with r_s, k and c_T and falls with c_S; r_s rises with the prior and falls with the
    # accuracy
    needed = _leaning(terms, 0), _leaning(terms, 1)
    return Credibility(all_of(informative, believed), informative, needed)


def _check(terms: Listening) -> None:
    probability("accuracy", terms.accuracy)
    if terms.accuracy[0] < Fraction(1, 2):
        raise ValueError("accuracy")
    probability("prior", terms.prior)
    if not -1 <= terms.leaning[0] <= terms.leaning[1] <= 1:
        raise ValueError("leaning")
    for name in ("failure_cost", "cost_listener", "cost_tough", "cost_soft"):
        cost(name, getattr(terms, name))
    if terms.cost_soft[0] < terms.cost_tough[1]:
        raise ValueError("cost_soft")


def _soft(a: Fraction, q: Fraction) -> Fraction:
    """Return the chance of a soft signal."""
    return q * (1 - a) + (1 - q) * a


def _tough(a: Fraction, q: Fraction) -> Fraction:
    """Return the chance of a tough signal."""
    return q * a + (1 - q) * (1 - a)


def _would_warn(
    b: Fraction, a: Fraction, q: Fraction, k: Fraction, s: Fraction, t: Fraction
) -> Fraction:
    """After a soft signal it would rather not cry wolf: the first condition, times the chance."""
    return b * ((1 - q) * a * s - t * _soft(a, q)) - q * (1 - a) * k


def _would_not_cry_wolf(
    b: Fraction, a: Fraction, q: Fraction, k: Fraction, s: Fraction, t: Fraction
) -> Fraction:
    """After a tough signal it would rather warn: the second condition, times the chance."""
    return q * a * k - b * ((1 - q) * (1 - a) * s - t * _tough(a, q))


def _soft_matters(a: Fraction, q: Fraction, s: Fraction, t: Fraction, c: Fraction) -> Fraction:
    """After a soft signal the listener takes the risk, r_s ≤ q*, times the chance."""
    return (s - t) * _soft(a, q) - q * (1 - a) * (s + c)


def _tough_matters(a: Fraction, q: Fraction, s: Fraction, t: Fraction, c: Fraction) -> Fraction:
    """After a tough signal the listener is safe, q* ≤ r_t, times the chance."""
    return q * a * (s + c) - (s - t) * _tough(a, q)


def _leaning(terms: Listening, worst: int) -> Fraction | None:
    """Return β* = r_s·k/[(1 − r_s)c_S − c_T] at the best (0) or the worst (1) of its inputs."""
    q, k, t = terms.prior[worst], terms.failure_cost[worst], terms.cost_tough[worst]
    a, s = terms.accuracy[1 - worst], terms.cost_soft[1 - worst]
    soft = _soft(a, q)
    after = q * (1 - a) / soft if soft else Fraction(0)
    below = (1 - after) * s - t
    return after * k / below if below > 0 else None


def trust_margin(ideal: Interval, conflict_cost: Interval, issue_weight: Interval) -> Interval:
    """Return min(m, 1 − m) − |½ − m| − k/w over the intervals: honest where it is 0 or more.

    Raises
    ------
    ValueError
        naming an input that cannot be what it says.
    """
    probability("ideal", ideal)
    cost("conflict_cost", conflict_cost)
    if not 0 < issue_weight[0] <= issue_weight[1]:
        raise ValueError("issue_weight")
    half = Fraction(1, 2)
    points = [*ideal, *([half] if ideal[0] < half < ideal[1] else [])]
    shape = [min(m, 1 - m) - abs(half - m) for m in points]
    ratio = conflict_cost[0] / issue_weight[1], conflict_cost[1] / issue_weight[0]
    return min(shape) - ratio[1], max(shape) - ratio[0]
