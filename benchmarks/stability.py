"""How fast and how large the conflict engine is, and against the field's published method."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from benchmarks._matrices import reach_of, stable_states
from goodoffices.conflict.coalitions import coalitions
from goodoffices.conflict.concepts import CONCEPTS
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.limited import solve_limited
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.stability import solve, solve_many
from goodoffices.conflict.unknowns import solve_unknown

SEED = 2025
MATRIX = "dense matrix representation, Xu et al. 2018 ch. 4"


def figures() -> Iterator[dict]:
    """Yield each headline figure."""
    _two(10), _four(8)  # compile or load the machine code first
    two = {m: _best(lambda m=m: _two(m), 3) for m in (20, 22)}
    four = {m: _best(lambda m=m: _four(m), 2) for m in (20, 22)}
    yield _figure("two parties, 20 options, four concepts", two[20], "s", 0.15)
    yield _figure("two parties, 20 options", 2**20 / two[20], "states/s", 7e6, better="higher")
    yield _figure("two parties, growth from 20 to 22 options", two[22] / two[20], "×", 5)
    yield _figure("four parties, 20 options, a tenth infeasible, three one-way", four[20], "s", 10)
    yield _figure("four parties, growth from 20 to 22 options", four[22] / four[20], "×", 5)
    yield from _largest()
    yield from _shapes()
    yield from _compared()
    yield _figure(
        "64 states, preference profiles in one call", _profiles(), "1/s", 1e4, better="higher"
    )
    yield _figure(
        "4,096 states, times faster", _against_matrices(12), "×", 1e4, better="higher", peer=MATRIX
    )


def _figure(
    name: str,
    value: float,
    unit: str,
    aim: float,
    *,
    better: str = "lower",
    peer: str | None = None,
) -> dict:
    value = float(f"{value:.4g}")
    return {
        "name": f"stability: {name}",
        "value": value,
        "unit": unit,
        "aim": aim,
        "better": better,
        "peer": peer,
    }


def _best(measure: Callable[[], float], times: int) -> float:
    return min(measure() for _ in range(times))


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _conflict(options: int) -> tuple[list[Flips], list[np.ndarray], np.ndarray]:
    """Draw two parties with half the options each and strict rankings at random."""
    rng = np.random.default_rng(SEED)
    size, half = 1 << options, (1 << options // 2) - 1
    ranks = [rng.permutation(size).astype(np.int32) for _ in range(2)]
    return [Flips(half), Flips(size - 1 - half)], ranks, np.arange(size)


def _two(options: int) -> float:
    flips, ranks, codes = _conflict(options)
    return _timed(lambda: solve(flips, ranks, codes=codes))


def _four(options: int) -> float:
    rng = np.random.default_rng(SEED)
    each = options // 4
    own = [((1 << each) - 1) << each * i for i in range(4)]
    flips = [Flips(mask, forward=mask & -mask if i < 3 else 0) for i, mask in enumerate(own)]
    codes = np.flatnonzero(rng.random(1 << options) >= 0.1)
    ranks = [rng.permutation(codes.size).astype(np.int32) for _ in range(4)]
    return _timed(lambda: solve(flips, ranks, codes=codes))


SHAPES = {
    "2 × 10 options": ([10] * 2, 0.0, False),
    "4 × 5 options": ([5] * 4, 0.0, False),
    "10 × 2 options": ([2] * 10, 0.0, False),
    "20 × 1 option": ([1] * 20, 0.0, False),
    "16 options and 4": ([16, 4], 0.0, False),
    "20 × 1 option, all one-way": ([1] * 20, 0.0, True),
    "20 × 1 option, nine in ten infeasible": ([1] * 20, 0.9, False),
    "16 options and 4, 94 in a hundred infeasible": ([16, 4], 0.94, False),
    "16 options and 4, 99 in a hundred infeasible, all one-way": ([16, 4], 0.99, True),
}
"""Parties' options, the share of combinations that are infeasible, whether options go one way."""

BEYOND = {"2 × 8 options": [8] * 2, "4 × 4 options": [4] * 4, "8 × 2 options": [2] * 8}
"""Parties' options, for what is asked beyond the concepts."""


def _shapes() -> Iterator[dict]:
    """Measure 2^20 combinations in every shape, per state, party and concept."""
    for name, (options, infeasible, one_way) in SHAPES.items():
        small = options if infeasible else [max(1, each // 2) for each in options]
        _shape(small, infeasible, one_way=one_way)  # the code that it takes is compiled and loaded
        seconds, cells = _shape(options, infeasible, one_way=one_way)
        yield _figure(f"{name}, a state, party and concept", seconds / cells * 1e9, "ns", 500)
    levels = _best(_levels, 2)
    yield _figure("6 parties × 5 exclusive levels, 46,656 states", levels, "s", 0.1)
    for name, options in BEYOND.items():
        yield _figure(f"three moves ahead, {name}, 65,536 states", _ahead(options), "s", 3)
        yield _figure(f"all ways from a state, {name}, 65,536 states", _onward(options), "s", 3)


def _compared() -> Iterator[dict]:
    """Measure what compares 4,096 states in pairs: every coalition, and unknown preferences."""
    for name, options in {"3 × 4 options": [4] * 3, "4 × 3 options": [3] * 4}.items():
        flips, ranks, codes = _drawn(options)
        parties = tuple("ABCD"[: len(flips)])
        conflict = GraphModel(
            name=name,
            parties=parties,
            party_names=parties,
            codes=codes,
            movement=tuple(flips),
            ranks=tuple(ranks),
        )
        seconds = _timed(lambda of=conflict: coalitions(of))
        yield _figure(f"all coalitions, {name}, 4,096 states", seconds, "s", 3)
        rng = np.random.default_rng(SEED)
        pairs = [rng.integers(0, codes.size, (codes.size, 2)) for _party in flips]
        seconds = _timed(lambda f=flips, r=ranks, p=pairs, c=codes: solve_unknown(f, r, p, codes=c))
        yield _figure(f"four attitudes to the unknown, {name}, 4,096 states", seconds, "s", 3)


def _shape(options: list[int], infeasible: float, *, one_way: bool) -> tuple[float, int]:
    """Return the seconds that a drawn conflict takes, and its cells."""
    flips, ranks, codes = _drawn(options, infeasible, one_way=one_way)
    cells = codes.size * len(flips) * len(CONCEPTS)
    return _timed(lambda: solve(flips, ranks, codes=codes)), cells


def _drawn(
    options: list[int], infeasible: float = 0, *, one_way: bool = False
) -> tuple[list[Flips], list[np.ndarray], np.ndarray]:
    """Draw a conflict of a shape, with strict rankings at random."""
    rng = np.random.default_rng(SEED)
    starts = np.cumsum([0, *options])
    own = [(1 << int(high)) - (1 << int(low)) for low, high in pairwise(starts)]
    flips = [Flips(mask, forward=mask if one_way else 0) for mask in own]
    codes = np.flatnonzero(rng.random(1 << int(starts[-1])) >= infeasible)
    ranks = [rng.permutation(codes.size).astype(np.int32) for _party in flips]
    return flips, ranks, codes


def _ahead(options: list[int]) -> float:
    """Return the seconds to look three moves ahead from every state."""
    flips, ranks, codes = _drawn(options)
    return _timed(lambda: solve_limited(flips, ranks, 3, codes=codes))


def _onward(options: list[int]) -> float:
    """Return the seconds to find all that can be reached from a state."""
    flips, ranks, codes = _drawn(options)
    parties = tuple(f"p{i}" for i in range(len(flips)))
    conflict = GraphModel(
        name="drawn",
        parties=parties,
        party_names=parties,
        codes=codes,
        movement=tuple(flips),
        ranks=tuple(ranks),
    )
    return _timed(lambda: evolution(conflict, 0))


def _levels() -> float:
    """Return the seconds to list and decide a conflict of exclusive levels."""
    makers = {f"p{i}": [f"l{i}{k}" for k in range(5)] for i in range(6)}
    weights = {p: {"weights": {o: k for k, o in enumerate(own)}} for p, own in makers.items()}
    data = {"decision_makers": makers, "exclusive": list(makers.values()), "preferences": weights}
    return _timed(lambda: Conflict.from_dict(data).outcomes())


def _largest() -> Iterator[dict]:
    """Measure 24 options in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.stability", "24"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, copy, peak = json.loads(done.stdout)
    yield _figure("two parties, 24 options, four concepts", seconds, "s", 3)
    yield _figure("two parties, 24 options, peak memory", peak, "GiB", 3)
    peer = "one plain copy of the rank arrays"
    yield _figure("two parties, 24 options, in copies", seconds / copy, "×", 40, peer=peer)


def _measure_largest(options: int) -> list[float]:
    _two(10)
    flips, ranks, codes = _conflict(options)
    seconds = _best(lambda: _timed(lambda: solve(flips, ranks, codes=codes)), 3)
    copy = _best(lambda: _timed(lambda: [rank.copy() for rank in ranks]), 5)
    return [seconds, copy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20]


def _profiles() -> float:
    """Return profiles a second for two parties with three options each, four concepts."""
    rng = np.random.default_rng(SEED)
    flips = [Flips(0b000111), Flips(0b111000)]
    rankings = rng.permuted(np.tile(np.arange(64), (10_000, 2, 1)), axis=2)
    solve_many(flips, rankings[:2], codes=np.arange(64))
    return len(rankings) / _timed(lambda: solve_many(flips, rankings, codes=np.arange(64)))


def _against_matrices(options: int) -> float:
    """Return how many times faster the engine is than dense matrices, on the same conflict."""
    flips, ranks, codes = _conflict(options)
    ours = _best(lambda: _timed(lambda: solve(flips, ranks, codes=codes)), 5)
    start = time.perf_counter()
    reach = [reach_of(options, f.own) for f in flips]
    theirs = stable_states(reach, ranks)
    seconds = time.perf_counter() - start
    mine = solve(flips, ranks, codes=codes)
    assert all((theirs[c] == mine[c]).all() for c in mine), "the two methods disagree"
    return seconds / ours


if __name__ == "__main__":
    print(json.dumps(_measure_largest(int(sys.argv[1]))))
