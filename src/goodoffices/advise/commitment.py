"""Would a party keep an obligation? Detection, temptation, and the other side's withdrawal.

Each period a party may comply (worth c), cheat (t > c) and, once found out, be punished (p < c).
It is found out with probability d; the other side, or its successor, quits with probability h; a
false alarm comes with probability φ; the next period weighs δ. With δₑ = δ(1−h) it complies iff

    (t − c)·[1 − δₑ(1 − φ)] ≤ δₑ·(d − φ)·(c − p)

The condition is the same for cheating once and for cheating for ever; it is the self-enforcement
condition of a repeated game with imperfect detection, and was checked against enumeration of the
game. Only the ratio r = (t − c)/(c − p) matters, so that nothing need be known of the units.

Worked out over intervals, exactly: the condition is linear in each input.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from goodoffices.advise.corners import Status, at_least_zero, cost, ends, probability
from goodoffices.case import Interval

_NEVER: Interval = (Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Terms:
    """What keeping one obligation hangs on; every number is an interval.

    ``ratio`` is (t − c)/(c − p): what cheating gains over what being found out costs. ``detection``
    is the chance of one period, or of one inspection where ``inspections`` says how many there are
    before the breach is complete. ``withdrawal`` is the chance that the other side quits.
    """

    ratio: Interval
    detection: Interval
    delta: Interval
    withdrawal: Interval
    false_alarm: Interval = _NEVER
    inspections: tuple[int, int] | None = None

    @property
    def found_out(self) -> Interval:
        """The chance of being found out in time: 1 − (1 − d)ⁿ with n inspections."""
        if self.inspections is None:
            return self.detection
        (low, high), (few, many) = self.detection, self.inspections
        return 1 - (1 - low) ** few, 1 - (1 - high) ** many


@dataclass(frozen=True, slots=True)
class Lever:
    """What would be needed of one input, the others as they are, to make compliance certain.

    ``needed`` is None where no value of it is enough.
    """

    name: str
    now: Interval
    needed: Fraction | None


@dataclass(frozen=True, slots=True)
class Compliance:
    """Whether an obligation would be kept, and how far each number may go.

    ``detection_needed`` above 1 means that no inspection is enough. ``withdrawal_tolerated`` below
    0 means that the obligation would not be kept even if the other side were sure to stay. An end
    is None where no number is enough.
    """

    status: Status
    found_out: Interval
    detection_needed: tuple[Fraction | None, Fraction | None]
    delta_needed: tuple[Fraction | None, Fraction | None]
    withdrawal_tolerated: tuple[Fraction | None, Fraction | None]
    levers: tuple[Lever, ...] = ()


def slack(
    ratio: Fraction, found: Fraction, delta: Fraction, withdrawal: Fraction, false_alarm: Fraction
) -> Fraction:
    """Return by how much complying is better, in units of what being found out costs."""
    kept = delta * (1 - withdrawal)
    return kept * (found - false_alarm) - ratio * (1 - kept * (1 - false_alarm))


def compliance(terms: Terms) -> Compliance:
    """Tell whether an obligation is kept over all that the terms allow.

    Raises
    ------
    ValueError
        naming an input that is no probability, or a ratio below 0.
    """
    check(terms)
    status = _status(terms)
    return Compliance(
        status,
        terms.found_out,
        _detection_needed(terms),
        _delta_needed(terms),
        _withdrawal_tolerated(terms),
        _levers(terms) if status != "certain" else (),
    )


def check(terms: Terms) -> None:
    """Check that every input can be what it says."""
    cost("ratio", terms.ratio)
    for name in ("detection", "delta", "withdrawal", "false_alarm"):
        probability(name, getattr(terms, name))
    if terms.inspections is not None and not 1 <= terms.inspections[0] <= terms.inspections[1]:
        raise ValueError("inspections")


def _box(terms: Terms) -> dict[str, Interval]:
    return {
        "ratio": terms.ratio,
        "found": terms.found_out,
        "delta": terms.delta,
        "withdrawal": terms.withdrawal,
        "false_alarm": terms.false_alarm,
    }


def _status(terms: Terms) -> Status:
    return at_least_zero(ends(slack, _box(terms)))


def _kept(terms: Terms) -> Interval:
    """Return what the next period weighs, δ(1 − h)."""
    (low, high), (rare, often) = terms.delta, terms.withdrawal
    return low * (1 - often), high * (1 - rare)


def _needed(ratio: Fraction, kept: Fraction, alarm: Fraction) -> Fraction | None:
    """Return d* = φ + r[1 − δₑ(1 − φ)]/δₑ; None where the future weighs nothing."""
    if kept == 0:
        return None if ratio else alarm
    return alarm + ratio * (1 - kept * (1 - alarm)) / kept


def _detection_needed(terms: Terms) -> tuple[Fraction | None, Fraction | None]:
    low, high = _kept(terms)
    least = _needed(terms.ratio[0], high, terms.false_alarm[0])
    most = _needed(terms.ratio[1], low, terms.false_alarm[1])
    return least, most


def _weight(ratio: Fraction, found: Fraction, alarm: Fraction) -> Fraction | None:
    """Return the least δₑ that is enough, r/[(d − φ) + r(1 − φ)]; None where none is."""
    if ratio == 0 and found >= alarm:
        return Fraction(0)
    below = found - alarm + ratio * (1 - alarm)
    return ratio / below if below > 0 else None


def _weights(terms: Terms) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and greatest δₑ* over the terms: at corners, as it is monotone in each."""
    found = [
        _weight(*corner) for corner in product(terms.ratio, terms.found_out, terms.false_alarm)
    ]
    known = [weight for weight in found if weight is not None]
    return min(known, default=None), max(known) if len(known) == len(found) else None


def _delta_needed(terms: Terms) -> tuple[Fraction | None, Fraction | None]:
    """Return the weight of the future that is needed, were nobody to withdraw."""
    return _weights(terms)


def _withdrawal_tolerated(terms: Terms) -> tuple[Fraction | None, Fraction | None]:
    """Return h* = 1 − δₑ*/δ, the risk of withdrawal that the obligation outlives."""
    least, most = _weights(terms)
    low, high = terms.delta
    worst = 1 - most / low if most is not None and low else None
    best = 1 - least / high if least is not None and high else None
    return worst, best


def _levers(terms: Terms) -> tuple[Lever, ...]:
    """Return what each input alone would have to be, the others at their worst ends."""
    worst = _kept(terms)[0]
    ratio, alarm = terms.ratio[1], terms.false_alarm[1]
    need = _needed(ratio, worst, alarm)
    weight = _weight(ratio, terms.found_out[0], alarm)
    stays = 1 - terms.withdrawal[1]
    future = weight / stays if weight is not None and stays else None
    tolerated = 1 - weight / terms.delta[0] if weight is not None and terms.delta[0] else None
    below = 1 - worst * (1 - alarm)
    gain = worst * (terms.found_out[0] - alarm) / below if below else None
    found = [
        Lever("detection", terms.found_out, need if need is not None and need <= 1 else None),
        Lever("withdrawal", terms.withdrawal, tolerated if _is(tolerated) else None),
        Lever("ratio", terms.ratio, gain if gain is not None and gain >= 0 else None),
        Lever("delta", terms.delta, future if _is(future) else None),
    ]
    return tuple(sorted(found, key=_distance))


def _is(number: Fraction | None) -> bool:
    return number is not None and 0 <= number <= 1


def _distance(lever: Lever) -> Fraction:
    """Return how far a lever would have to be moved from its worst end; far where it cannot."""
    if lever.needed is None:
        return Fraction(10**9)
    worst = lever.now[1] if lever.name in ("withdrawal", "ratio") else lever.now[0]
    return abs(lever.needed - worst)


def without_inducement(terms: Terms, ratio: Interval) -> Compliance:
    """Tell whether an obligation is kept once an inducement has lapsed, which changes the ratio.

    Beardsley (2008, 2011): leverage that leaves weakens what it bought; so what holds while a
    mediator pays is looked at again without it.
    """
    return compliance(replace(terms, ratio=ratio))
