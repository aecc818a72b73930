"""Exact numbers: read from what people write, shown for people to read.

A worth is a fraction, never a binary float: 0.1 + 0.2 and 0.3 must tie. A decimal is taken as
written; a float is taken as the shortest decimal that gives it, which is what its author wrote.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

_LONGEST = 60
_LARGEST_POWER = 30
_NUMERAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE](?P<power>[+-]?\d{1,3}))?|[+-]?\d+/\d+")


def exact(value: object) -> Fraction | None:
    """Return the number that was written, or None where it is none.

    Integers, floats, decimals and fractions as text (``"2/7"``, ``"0.35"``) are numbers; truth
    values, infinities and numbers of absurd length are not.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and value.bit_length() < 4 * _LONGEST:
        return Fraction(value)
    text = repr(value) if isinstance(value, float) else value
    if not isinstance(text, str):
        return None
    text = text.strip()
    match = _NUMERAL.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or abs(int(match["power"] or 0)) > _LARGEST_POWER:
        return None
    try:
        return Fraction(text)
    except ZeroDivisionError:
        return None


def shown(number: Fraction, digits: int = 4) -> str:
    """Return a number as people read it: as few decimals as say it, or ``digits`` figures.

    What must be exact is kept as a fraction; this is only for the eye.
    """
    for places in range(digits + 1):
        if (number * 10**places).denominator == 1:
            return f"{float(number):.{places}f}"
    size = math.floor(math.log10(abs(number)))
    return f"{float(number):.{max(digits, digits - 1 - size)}f}"


def written(number: Fraction) -> str:
    """Return a number as it would be written, exactly: a decimal where one ends, else a fraction.

    ``Fraction(7, 20)`` is ``0.35``, ``Fraction(1, 3)`` is ``1/3``.
    """
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return str(number)
    places = max(twos, fives)
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
