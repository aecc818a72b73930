"""How many times as long one thing takes as another: what a slow or a busy machine tells alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import log
from statistics import median


def times_as_long(one: Callable[[], object], other: Callable[[], object]) -> float:
    """Return how many times as long one call takes as another, by the medians of twenty each.

    The nearest to one of five rounds: what only the machine does in one of them is told in none.
    """
    rounds = []
    for _round in range(5):
        times: tuple[list[float], list[float]] = ([], [])
        for _sample in range(20):
            for call, spent in zip((one, other), times, strict=True):
                begun = time.perf_counter()
                call()
                spent.append(time.perf_counter() - begun)
        rounds.append(median(times[0]) / median(times[1]))
    return min(rounds, key=lambda ratio: abs(log(ratio)))


def work(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that something takes, the least of three."""
    found = []
    for _time in range(3):
        begun = time.process_time()
        act()
        found.append(time.process_time() - begun)
    return min(found)
