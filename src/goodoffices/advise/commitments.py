"""Would a party keep an obligation? Detection, temptation, and the other side's withdrawal.

Each period a party may comply (worth c), cheat (t > c) and, once found out, be punished (p < c).
It is found out with probability d; the other side, or its successor, quits with probability h; a
false alarm comes with probability φ; the next period weighs δ. With δₑ = δ(1−h) it complies iff

    (t − c)·[1 − δₑ(1 − φ)] ≤ δₑ·(d − φ)·(c − p)

The condition is the same for cheating once and for cheating for ever; it is the self-enforcement
condition of a repeated game with imperfect detection, and was checked against enumeration of the
game. Only the ratio r = (t − c)/(c − p) matters, so that nothing need be known of the units. It may
be judged in three ways, of which one is enough: ``ratio`` itself; ``gain`` t − c and ``loss``
c − p; or the three worths of a period, ``cheat`` t, ``comply`` c and ``punished`` p.

Worked out over intervals, exactly: the condition is linear in each input, and the ratio only rises
or only falls in each of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from goodoffices.advise.status import (
    MaybeInterval,
    Status,
    at_least_zero,
    cost,
    ends,
    probability,
)
from goodoffices.base.edtf import passed
from goodoffices.case.judged import TEMPTATIONS, Inducement, Obligation
from goodoffices.case.nouns import Case, Interval

CHANCES = ("detection", "delta", "withdrawal", "false_alarm")
"""What keeping an obligation hangs on, beside what cheating gains."""

MOST_INSPECTIONS = 1000
"""How many inspections are looked at, at most."""

_NEVER: Interval = (Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentTerms:
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

    @property
    def next_period(self) -> Interval:
        """What the next period weighs, δₑ = δ(1 − h)."""
        (low, high), (rare, often) = self.delta, self.withdrawal
        return low * (1 - often), high * (1 - rare)

    @property
    def tempted(self) -> Interval:
        """The ratio where there is a temptation."""
        return max(self.ratio[0], Fraction(0)), self.ratio[1]


@dataclass(frozen=True, slots=True)
class InputLever:
    """What would be needed of one input, the others as they are, to make compliance certain.

    ``needed`` is None where no value of it is enough. ``part`` is how much of the way from its
    worst end to its best possible value that is (0 to 1); units differ, so it gives the order of
    levers and nothing else.
    """

    name: str
    now: Interval
    needed: Fraction | None
    part: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """Whether an obligation would be kept, and how far each number may go.

    ``detection_needed`` above 1 means that no inspection is enough. ``delta_needed`` is the weight
    of the future that is needed, were nobody to withdraw. ``withdrawal_tolerated`` below 0 means
    that the obligation would not be kept even if the other side were sure to stay. An end is None
    where no number is enough.
    """

    status: Status
    found_out: Interval
    detection_needed: MaybeInterval
    delta_needed: MaybeInterval
    withdrawal_tolerated: MaybeInterval
    levers: tuple[InputLever, ...] = ()


def slack(
    ratio: Fraction, found: Fraction, delta: Fraction, withdrawal: Fraction, false_alarm: Fraction
) -> Fraction:
    """Return by how much complying is better, in units of what being found out costs."""
    kept = delta * (1 - withdrawal)
    return kept * (found - false_alarm) - ratio * (1 - kept * (1 - false_alarm))


def compliance(terms: CommitmentTerms) -> Compliance:
    """Tell whether an obligation is kept over all that the terms allow.

    Raises
    ------
    ValueError
        naming an input that is no probability, or a ratio below 0.
    """
    _check(terms)
    box = {
        "ratio": terms.ratio,
        "found": terms.found_out,
        "delta": terms.delta,
        "withdrawal": terms.withdrawal,
        "false_alarm": terms.false_alarm,
    }
    status = at_least_zero(ends(slack, box))
    weights = _weights(terms)
    return Compliance(
        status=status,
        found_out=terms.found_out,
        detection_needed=_detection_needed(terms),
        delta_needed=weights,
        withdrawal_tolerated=_withdrawal_tolerated(terms, weights),
        levers=_levers(terms) if status != "certain" else (),
    )


def _check(terms: CommitmentTerms) -> None:
    """Check that every input can be what it says."""
    cost("ratio", terms.tempted)
    if not terms.parts and terms.ratio[0] < 0:
        raise ValueError("ratio")
    for name in CHANCES:
        probability(name, getattr(terms, name))
    if terms.inspections is not None and not 1 <= terms.inspections[0] <= terms.inspections[1]:
        raise ValueError("inspections")


def _detection(ratio: Fraction, kept: Fraction, alarm: Fraction) -> Fraction | None:
    """Return d* = φ + r[1 − δₑ(1 − φ)]/δₑ; None where the future weighs nothing."""
    if kept == 0:
        return None if ratio else alarm
    return alarm + ratio * (1 - kept * (1 - alarm)) / kept


def _detection_needed(terms: CommitmentTerms) -> MaybeInterval:
    low, high = terms.next_period
    least = _detection(terms.tempted[0], high, terms.false_alarm[0])
    return least, _detection(terms.ratio[1], low, terms.false_alarm[1])


def _weight(ratio: Fraction, found: Fraction, alarm: Fraction) -> Fraction | None:
    """Return the least δₑ that is enough, r/[(d − φ) + r(1 − φ)]; None where none is."""
    if ratio == 0 and found >= alarm:
        return Fraction(0)
    below = found - alarm + ratio * (1 - alarm)
    return ratio / below if below > 0 else None


def _weights(terms: CommitmentTerms) -> MaybeInterval:
    """Return the least and greatest δₑ* over the terms: at corners, as it is monotone in each."""
    corners = product(terms.tempted, terms.found_out, terms.false_alarm)
    weights = [_weight(*corner) for corner in corners]
    known = [weight for weight in weights if weight is not None]
    return min(known, default=None), max(known) if len(known) == len(weights) else None


def _withdrawal_tolerated(terms: CommitmentTerms, weights: MaybeInterval) -> MaybeInterval:
    """Return h* = 1 − δₑ*/δ, the risk of withdrawal that the obligation outlives."""
    least, most = weights
    low, high = terms.delta
    worst = 1 - most / low if most is not None and low else None
    return worst, 1 - least / high if least is not None and high else None


# -- levers ------------------------------------------------------------------------------------


def _levers(terms: CommitmentTerms) -> tuple[InputLever, ...]:
    """Return what each input alone would have to be, the others at their worst ends."""
    levers = [*_chances(terms), *_temptations(terms)]
    return tuple(sorted(levers, key=lambda lever: 2 if lever.part is None else lever.part))


def _chances(terms: CommitmentTerms) -> list[InputLever]:
    """Return the levers that are chances, and the number of inspections."""
    kept, ratio, alarm = terms.next_period[0], terms.ratio[1], terms.false_alarm[1]
    stays, weight = 1 - terms.withdrawal[1], terms.delta[0]
    need = _detection(ratio, kept, alarm)
    least = _weight(ratio, terms.found_out[0], alarm)
    future = least / stays if least is not None and stays else None
    risk = 1 - least / weight if least is not None and weight else None
    levers = [
        _up("detection", terms.found_out, need),
        _up("delta", terms.delta, future),
        _down("withdrawal", terms.withdrawal, risk),
        _down("false_alarm", terms.false_alarm, _alarm_allowed(terms)),
    ]
    if terms.inspections is not None:
        times = _inspections(terms.detection[0], need)
        few, many = map(Fraction, terms.inspections)
        part = None if times is None else levers[0].part
        levers.append(InputLever("inspections", (few, many), times, part))
    return levers


def _up(name: str, now: Interval, needed: Fraction | None) -> InputLever:
    """Return a lever that helps by rising towards 1."""
    if needed is None or not 0 <= needed <= 1 or now[0] == 1:
        return InputLever(name, now, None)
    return InputLever(name, now, needed, max(Fraction(0), needed - now[0]) / (1 - now[0]))


def _down(name: str, now: Interval, needed: Fraction | None) -> InputLever:
    """Return a lever that helps by falling towards 0."""
    if needed is None or not 0 <= needed <= 1 or now[1] == 0:
        return InputLever(name, now, None)
    return InputLever(name, now, needed, max(Fraction(0), now[1] - needed) / now[1])


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


def _alarm_allowed(terms: CommitmentTerms) -> Fraction | None:
    """Return the greatest φ that is allowed, [δₑd − r(1 − δₑ)]/[δₑ(1 + r)], the rest at its worst.

    Which end of δₑ is worst depends, so both are asked.
    """
    seen, ratio = terms.found_out[0], terms.ratio[1]
    if terms.next_period[0] == 0 < ratio:
        return None
    return min(
        (
            (kept * seen - ratio * (1 - kept)) / (kept * (1 + ratio))
            for kept in terms.next_period
            if kept
        ),
        default=None,
    )


def _ratio_allowed(terms: CommitmentTerms) -> Fraction | None:
    """Return the greatest ratio that is allowed, δₑ(d − φ)/[1 − δₑ(1 − φ)], the rest at its worst.

    None where none is: a false alarm is then more likely than that a breach is found.
    """
    seen, alarm = terms.found_out[0], terms.false_alarm[1]
    below = {kept: 1 - kept * (1 - alarm) for kept in terms.next_period}
    least = min((kept * (seen - alarm) / b for kept, b in below.items() if b), default=None)
    return None if least is None or least < 0 else least


def _temptations(terms: CommitmentTerms) -> list[InputLever]:
    """Return the levers on what cheating gains and what being found out costs."""
    numbers = terms.parts or {"ratio": terms.ratio}
    enough = _ratio_allowed(terms)
    if enough is None:
        return [InputLever(name, numbers[name], None) for name in ratio_names(numbers)]
    return [
        InputLever(name, numbers[name], needed, part)
        for name, needed, part in _ratio_changes(numbers, enough)
    ]


# -- two obligations for one another -----------------------------------------------------------


def headroom(terms: CommitmentTerms) -> MaybeInterval:
    """Return what part of its present weight the future must keep for the obligation to hold.

    δₑ*/δₑ with δₑ = δ(1 − h), at the best and at the worst inputs; above 1 it does not hold as
    things stand, and None means that no weight is enough. Of two obligations given for one another,
    the one that needs more gives way first when the future comes to weigh less for both.
    """
    least, most = _weights(terms)
    low, high = terms.next_period
    best = least / high if least is not None and high else None
    return best, most / low if most is not None and low else None


def first_to_give(one: CommitmentTerms, other: CommitmentTerms) -> int | None:
    """Return which of two obligations gives way first, 0 or 1, whatever of the numbers is so.

    None where that depends on them.
    """
    (low, high), (least, most) = headroom(one), headroom(other)
    if most is not None and (low is None or low > most):
        return 0
    if high is not None and (least is None or least > high):
        return 1
    return None


# -- the ratio ---------------------------------------------------------------------------------


def ratio_names(numbers: Mapping[str, Interval]) -> tuple[str, ...]:
    """Return the names of the way in which the ratio was given, or was begun to be."""
    begun = (names for names in TEMPTATIONS if any(name in numbers for name in names))
    return next(begun, TEMPTATIONS[0])


def ratio_absent(numbers: Mapping[str, Interval]) -> list[str]:
    """Return which numbers are missing for the ratio."""
    return [name for name in ratio_names(numbers) if name not in numbers]


def ratio(numbers: Mapping[str, Interval]) -> Interval:
    """Return (t − c)/(c − p) over the intervals, exactly.

    Raises
    ------
    ValueError
        naming a number that cannot be what it says: a loss that may be nothing, a punishment that
        may be no worse than complying, or cheating that never gains.
    """
    names = ratio_names(numbers)
    if names == ("ratio",):
        return numbers["ratio"]
    if names == ("gain", "loss"):
        gain, loss = numbers["gain"], numbers["loss"]
        cost("gain", gain)
        if loss[0] <= 0:
            raise ValueError("loss")
        return gain[0] / loss[1], gain[1] / loss[0]
    cheat, comply, punished = (numbers[name] for name in names)
    if punished[1] >= comply[0]:
        raise ValueError("punished")
    if cheat[1] < comply[0]:
        raise ValueError("cheat")
    corners = [(t - c) / (c - p) for t, c, p in product(cheat, comply, punished)]
    return min(corners), max(corners)


def _ratio_changes(
    numbers: Mapping[str, Interval], enough: Fraction
) -> list[tuple[str, Fraction, Fraction]]:
    """Return what each number alone would have to be for the ratio to be at most ``enough``.

    The others stay at their worst ends. Each comes with the part of the way that it goes from its
    own worst end to where there is no temptation left, or, for what being found out costs, by which
    the ratio falls.
    """
    names = ratio_names(numbers)
    now = ratio(numbers)[1]
    if now <= 0:
        return []
    part = 1 - enough / now
    if names == ("ratio",):
        return [("ratio", enough, part)]
    if names == ("gain", "loss"):
        gain, loss = numbers["gain"][1], numbers["loss"][0]
        fall = [("gain", enough * loss, part)]
        return [*fall, ("loss", gain / enough, part)] if enough else fall
    t, c, p = numbers["cheat"][1], numbers["comply"][0], numbers["punished"][1]
    more = (t + enough * p) / (1 + enough)
    moves = [("cheat", c + enough * (c - p), part), ("comply", more, (more - c) / (t - c))]
    return [*moves, ("punished", c - (t - c) / enough, part)] if enough else moves


# -- obligations of a case ---------------------------------------------------------------------


def absent(obligation: Obligation) -> list[str]:
    """Return the numbers of an obligation that nobody has given."""
    numbers = obligation.numbers
    return [*ratio_absent(numbers), *(name for name in CHANCES if name not in numbers)]


def terms_of(
    numbers: Mapping[str, Interval], inspections: tuple[int, int] | None = None
) -> CommitmentTerms:
    """Return the terms of an obligation from its numbers by name, the ratio worked out.

    Raises
    ------
    ValueError
        naming a number that cannot be what it says; KeyError one that is missing.
    """
    parts = {name: numbers[name] for name in ratio_names(numbers)}
    return CommitmentTerms(
        ratio=ratio(numbers),
        detection=numbers["detection"],
        delta=numbers["delta"],
        withdrawal=numbers["withdrawal"],
        false_alarm=numbers["false_alarm"],
        inspections=inspections,
        parts={} if "ratio" in parts else parts,
    )


def lapsed(case: Case, obligation: Obligation) -> bool:
    """Tell whether what is paid for an obligation is over for sure, and it is said what then."""
    paid = obligation.inducement
    return paid is not None and bool(paid.without) and passed(paid.until, case.as_of) == "yes"


def in_force(case: Case, obligation: Obligation) -> Obligation:
    """Return an obligation as it stands by ``as_of``: what has lapsed is left out."""
    if obligation.inducement is None or not lapsed(case, obligation):
        return obligation
    return replace(obligation, numbers=lapsed_numbers(obligation, obligation.inducement))


def lapsed_numbers(obligation: Obligation, inducement: Inducement) -> dict[str, Interval]:
    """Return an obligation's numbers once an inducement has lapsed."""
    then = dict(inducement.without)
    begun = [way for way in TEMPTATIONS if any(name in then for name in way)]
    other = {name for way in TEMPTATIONS if begun and way != begun[0] for name in way}
    before = {name: span for name, span in obligation.numbers.items() if name not in other}
    return {**before, **then}
