"""Loops that are compiled to machine code where numba is installed, and run as they stand if not.

The machine code is kept on disk, so that a second start does not compile again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

from goodoffices.base.errors import Finding
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs

MOST_PLAIN = 500_000
"""Numbers that a loop goes through uncompiled: half a minute or so."""
WORTH_SAYING = 100_000
"""Numbers gone through uncompiled after which it is told that a compiler would be faster."""

P = ParamSpec("P")
R = TypeVar("R")
_uncompiled = {"numbers": 0}


def compiled(function: Callable[P, R], most: int = MOST_PLAIN) -> Callable[P, R]:
    """Return a loop over arrays, compiled on first use.

    Without numba it is the loop as it stands, which refuses arrays of more than ``most`` numbers
    together (GO925).
    """
    try:
        from numba import njit
    except ModuleNotFoundError:

        @wraps(function)
        def plain(*args: P.args, **keywords: P.kwargs) -> R:
            numbers = sum(_sizes(args))
            if numbers > most:
                needs("large")
            _uncompiled["numbers"] += numbers
            return function(*args, **keywords)

        return plain
    loop: Callable[P, R] = njit(cache=True, nogil=True)(function)
    return loop


def _sizes(args: tuple[object, ...]) -> Iterator[int]:
    """Yield how many numbers each array has, those in tuples among them."""
    for arg in args:
        if isinstance(arg, tuple):
            yield from _sizes(arg)
        else:
            yield int(getattr(arg, "size", 0))


def slowness() -> list[Finding]:
    """Tell, where much was gone through uncompiled, what to install for it."""
    much = _uncompiled["numbers"] > WORTH_SAYING
    return [finding("GO925.slow", severity="note", extra="large")] if much else []
