"""What cheating gains over what being found out costs, from whichever numbers were judged.

Three ways of saying it, of which one is enough: ``ratio`` itself; ``gain`` t − c and ``loss``
c − p; or the three worths of a period, ``cheat`` t, ``comply`` c and ``punished`` p. The ratio is
(t − c)/(c − p). It only rises or only falls in each of them, the others held, so its ends lie at
ends of the intervals, exactly. A low end below 0 means that there may be no temptation at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from goodoffices.advise.corners import cost
from goodoffices.case.judgements import TEMPTATIONS
from goodoffices.case.nouns import Interval


def way(numbers: Mapping[str, Interval]) -> tuple[str, ...]:
    """Return the names of the way in which the ratio was given, or was begun to be."""
    begun = [names for names in TEMPTATIONS if any(name in numbers for name in names)]
    return begun[0] if begun else TEMPTATIONS[0]


def absent(numbers: Mapping[str, Interval]) -> list[str]:
    """Return which numbers are missing for the ratio."""
    return [name for name in way(numbers) if name not in numbers]


def ratio(numbers: Mapping[str, Interval]) -> Interval:
    """Return (t − c)/(c − p) over the intervals, exactly.

    Raises
    ------
    ValueError
        naming a number that cannot be what it says: a loss that may be nothing, a punishment that
        may be no worse than complying, or cheating that never gains.
    """
    names = way(numbers)
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


def changes(
    numbers: Mapping[str, Interval], enough: Fraction
) -> list[tuple[str, Fraction, Fraction]]:
    """Return what each number alone would have to be for the ratio to be at most ``enough``.

    The others stay at their worst ends. Each comes with the part of the way that it goes from its
    own worst end to where there is no temptation left, or, for what being found out costs, by which
    the ratio falls.
    """
    names = way(numbers)
    now = ratio(numbers)[1]
    if now <= 0:
        return []
    part = 1 - enough / now
    if names == ("ratio",):
        return [("ratio", enough, part)]
    if names == ("gain", "loss"):
        gain, loss = numbers["gain"][1], numbers["loss"][0]
        found = [("gain", enough * loss, part)]
        return [*found, ("loss", gain / enough, part)] if enough else found
    t, c, p = numbers["cheat"][1], numbers["comply"][0], numbers["punished"][1]
    more = (t + enough * p) / (1 + enough)
    found = [("cheat", c + enough * (c - p), part), ("comply", more, (more - c) / (t - c))]
    return [*found, ("punished", c - (t - c) / enough, part)] if enough else found
