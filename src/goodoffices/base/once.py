"""What an object says of a place, found once however often it is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Asked = TypeVar("Asked")
Found = TypeVar("Found")


def once(ask: Callable[[Asked, int], Found]) -> Callable[[Asked, int], Found]:
    """Return a method of one place that keeps its answers with its object.

    It is for what follows from the object alone and does not change while the object lives; the
    answers go with it. :func:`functools.cache` would hold every object for ever.
    """
    name = f"_{ask.__name__} of each"

    @wraps(ask)
    def answer(one: Asked, at: int) -> Found:
        known: dict[int, Found] | None = one.__dict__.get(name)
        if known is None:
            known = one.__dict__[name] = {}
        if at not in known:
            known[at] = ask(one, at)
        return known[at]

    return answer
