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

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from goodoffices.advise import temptation
from goodoffices.advise.corners import Status, at_least_zero, cost, ends, probability
from goodoffices.case.nouns import Interval

_NEVER: Interval = (Fraction(0), Fraction(0))
MOST_INSPECTIONS = 1000
"""How many inspections are looked at, at most."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What keeping one obligation hangs on; every number is an interval.

    ``ratio`` is (t − c)/(c − p): what cheating gains over what being found out costs. ``detection``
    is the chance of one period, or of one inspection where ``inspections`` says how many there are
    before the breach is complete. ``withdrawal`` is the chance that the other side quits. Where the
    ratio was worked out from other numbers, ``parts`` are those, so that each can be a lever; its
    low end may then lie below 0, where there may be no temptation.
    """

    ratio: Interval
    detection: Interval
    delta: Interval
    withdrawal: Interval
    false_alarm: Interval = _NEVER
    inspections: tuple[int, int] | None = None
    parts: Mapping[str, Interval] = field(default_factory=dict)

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

    ``needed`` is None where no value of it is enough. ``part`` is how much of the way from its
    worst end to its best possible value that is (0 to 1); units differ, so it gives the order of
    levers and nothing else.
    """

    name: str
    now: Interval
    needed: Fraction | None
    part: Fraction | None = None


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
    cost("ratio", (max(terms.ratio[0], Fraction(0)), terms.ratio[1]))
    if not terms.parts and terms.ratio[0] < 0:
        raise ValueError("ratio")
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


def _tempted(terms: Terms) -> Interval:
    """Return the ratio where there is a temptation."""
    return max(terms.ratio[0], Fraction(0)), terms.ratio[1]


def _detection_needed(terms: Terms) -> tuple[Fraction | None, Fraction | None]:
    low, high = _kept(terms)
    least = _needed(_tempted(terms)[0], high, terms.false_alarm[0])
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
        _weight(*corner) for corner in product(_tempted(terms), terms.found_out, terms.false_alarm)
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
    found = [*_chances(terms), *_temptations(terms)]
    return tuple(sorted(found, key=lambda lever: 2 if lever.part is None else lever.part))


def _chances(terms: Terms) -> list[Lever]:
    """Return the levers that are chances, and the number of inspections."""
    kept, ratio, alarm = _kept(terms)[0], terms.ratio[1], terms.false_alarm[1]
    seen, stays, weight = terms.found_out[0], 1 - terms.withdrawal[1], terms.delta[0]
    need = _needed(ratio, kept, alarm)
    least = _weight(ratio, seen, alarm)
    future = least / stays if least is not None and stays else None
    risk = 1 - least / weight if least is not None and weight else None
    fewer = _alarm_allowed(terms)
    found = [
        _up("detection", terms.found_out, need),
        _up("delta", terms.delta, future),
        _down("withdrawal", terms.withdrawal, risk),
        _down("false_alarm", terms.false_alarm, fewer),
    ]
    if terms.inspections is not None:
        times = _inspections(terms.detection[0], need)
        now = Fraction(terms.inspections[0]), Fraction(terms.inspections[1])
        part = None if times is None else found[0].part
        found.append(Lever("inspections", now, times, part))
    return found


def _up(name: str, now: Interval, needed: Fraction | None) -> Lever:
    """Return a lever that helps by rising towards 1."""
    if not _is(needed) or needed is None or now[0] == 1:
        return Lever(name, now, None)
    return Lever(name, now, needed, max(Fraction(0), needed - now[0]) / (1 - now[0]))


def _down(name: str, now: Interval, needed: Fraction | None) -> Lever:
    """Return a lever that helps by falling towards 0."""
    if not _is(needed) or needed is None or now[1] == 0:
        return Lever(name, now, None)
    return Lever(name, now, needed, max(Fraction(0), now[1] - needed) / now[1])


def _inspections(once: Fraction, need: Fraction | None) -> Fraction | None:
    """Return the fewest inspections n with 1 − (1 − d)ⁿ at least what is needed."""
    if need is None or need > 1 or once == 0:
        return None
    if once == 1 or need <= once:
        return Fraction(1)
    if need == 1:
        return None
    near = math.log(1 - need) / math.log(1 - once)
    if near > MOST_INSPECTIONS:
        return None
    around = range(max(1, math.floor(near) - 1), math.ceil(near) + 2)
    return next((Fraction(n) for n in around if 1 - (1 - once) ** n >= need), None)


def _temptations(terms: Terms) -> list[Lever]:
    """Return the levers on what cheating gains and what being found out costs."""
    numbers = terms.parts or {"ratio": terms.ratio}
    enough = _ratio_allowed(terms)
    if enough is None:
        return [Lever(name, numbers[name], None) for name in temptation.way(numbers)]
    found = temptation.changes(numbers, enough)
    return [Lever(name, numbers[name], needed, part) for name, needed, part in found]


def _alarm_allowed(terms: Terms) -> Fraction | None:
    """Return the greatest φ that is allowed, [δₑd − r(1 − δₑ)]/[δₑ(1 + r)], the rest at its worst.

    Which end of δₑ is worst depends, so both are asked.
    """
    seen, ratio = terms.found_out[0], terms.ratio[1]
    if _kept(terms)[0] == 0 < ratio:
        return None
    return min(
        (
            (kept * seen - ratio * (1 - kept)) / (kept * (1 + ratio))
            for kept in _kept(terms)
            if kept
        ),
        default=None,
    )


def _ratio_allowed(terms: Terms) -> Fraction | None:
    """Return the greatest ratio that is allowed, δₑ(d − φ)/[1 − δₑ(1 − φ)], the rest at its worst.

    None where none is: a false alarm is then more likely than that a breach is found.
    """
    seen, alarm = terms.found_out[0], terms.false_alarm[1]
    ends = {kept: 1 - kept * (1 - alarm) for kept in _kept(terms)}
    least = min(
        (kept * (seen - alarm) / below for kept, below in ends.items() if below), default=None
    )
    return None if least is None or least < 0 else least


def _is(number: Fraction | None) -> bool:
    return number is not None and 0 <= number <= 1


def headroom(terms: Terms) -> tuple[Fraction | None, Fraction | None]:
    """Return what part of its present weight the future must keep for the obligation to hold.

    δₑ*/δₑ with δₑ = δ(1 − h), at the best and at the worst inputs; above 1 it does not hold as
    things stand, and None means that no weight is enough. Of two obligations given for one another,
    the one that needs more gives way first when the future comes to weigh less for both.
    """
    least, most = _weights(terms)
    low, high = _kept(terms)
    best = least / high if least is not None and high else None
    return best, most / low if most is not None and low else None


def first_to_give(one: Terms, other: Terms) -> int | None:
    """Return which of two obligations gives way first, 0 or 1, whatever of the numbers is so.

    None where that depends on them.
    """
    (low, high), (least, most) = headroom(one), headroom(other)
    if most is not None and (low is None or low > most):
        return 0
    if high is not None and (least is None or least > high):
        return 1
    return None


def of_numbers(
    numbers: Mapping[str, Interval], inspections: tuple[int, int] | None = None
) -> Terms:
    """Return the terms of an obligation from its numbers by name, the ratio worked out.

    Raises
    ------
    ValueError
        naming a number that cannot be what it says; KeyError one that is missing.
    """
    parts = {name: numbers[name] for name in temptation.way(numbers)}
    return Terms(
        temptation.ratio(numbers),
        numbers["detection"],
        numbers["delta"],
        numbers["withdrawal"],
        numbers["false_alarm"],
        inspections,
        {} if "ratio" in parts else parts,
    )
