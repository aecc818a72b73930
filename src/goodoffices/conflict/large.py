"""Large conflicts in option form: thresholds per block, never a list of moves.

A party's stability can be read from one number a block: a state is stable when its rank is no
worse than the least, over the states t that the party can move to, of max(r(t), M(t)), where M(t)
is the worst the others can do from t. (A state t that is better than s deters when M(t) is not
better than s; one that is not better never matters, and neither does s itself.)

Where every combination is feasible and every option goes both ways, the others together can set
their options as they like, and M depends on the party's own setting only: Nash, GMR and SMR are
reductions of the ranks seen as a matrix of the party's settings by everyone else's. For SEQ with
two parties the matrix is read row by row. Otherwise the blocks are hubs that moves lead through
(:func:`goodoffices.conflict.compiled.worst_by_hubs`). Cost: proportional to states × parties.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict import compiled
from goodoffices.conflict.concepts import Answers, Concept
from goodoffices.conflict.moves import Codes, Flips, settings

Ints = NDArray[np.integer[Any]]
Ranks = Sequence[Ints]
Stable = dict[str, NDArray[np.bool_]]

WORTH_THREADS = 1 << 15
"""States from which it pays to work on two parties at once."""

MOST_SPARSE = 16
"""Combinations per feasible state above which hubs would be mostly empty."""


def decides(concept: Concept) -> bool:
    """Whether hubs tell what a concept's answers can lead to; else the moves must be listed."""
    return concept.answers in (Answers.NONE, Answers.ANY, Answers.IMPROVING)


def fits(flips: Sequence[Flips], codes: Codes) -> bool:
    """Whether a conflict is one for this module: its combinations are not mostly infeasible."""
    own = [f.own for f in flips]
    apart = sum(own) == int(np.bitwise_or.reduce(np.array(own, dtype=np.int64)))
    return apart and 1 << _width(flips, codes) <= MOST_SPARSE * codes.size


def _width(flips: Sequence[Flips], codes: Codes) -> int:
    """Return how many bits the options take, those that nobody controls among them."""
    return (sum(f.own for f in flips) | int(codes.max())).bit_length()


def solve_flips(
    flips: Sequence[Flips], ranks: Ranks, concepts: Sequence[Concept], codes: Codes
) -> Stable:
    """Decide stability, concept → (parties, n) booleans.

    Parameters
    ----------
    flips, ranks
        for each party its options, and (n,) whole numbers from 0 to below n, smaller is better.
    codes
        (n,) the options of each state as bits.
    """
    full = _full(flips, codes)
    solver = Blocks(flips, ranks) if full else None
    rest = [c for c in concepts if solver is None or not solver.decides(c)]
    hubs = Hubs(flips, ranks, codes) if rest else None
    stable = {c.name: np.empty((len(flips), codes.size), dtype=bool) for c in concepts}

    def party(i: int) -> None:
        if solver is not None:
            solver.party(i, [c for c in concepts if c not in rest], stable)
        if hubs is not None:
            hubs.party(i, rest, stable)

    if codes.size < WORTH_THREADS:
        for i in range(len(flips)):
            party(i)
    else:  # the compiled loops let go of the interpreter
        with ThreadPoolExecutor(max_workers=2) as pool:
            list(pool.map(party, range(len(flips))))
    return stable


def _full(flips: Sequence[Flips], codes: Codes) -> bool:
    """Whether state s is simply combination s, every option someone's and free both ways."""
    every = sum(f.own for f in flips)
    return (
        every == codes.size - 1
        and not any(f.one_way for f in flips)
        and bool(compiled.counts_up(codes))
    )


class Blocks:
    """Every combination feasible, every option both ways."""

    def __init__(self, flips: Sequence[Flips], ranks: Ranks) -> None:
        every = sum(f.own for f in flips)
        self.ranks = ranks
        self.own = [settings(f.own) for f in flips]
        self.rest = [settings(every & ~f.own) for f in flips]

    def decides(self, concept: Concept) -> bool:
        """Whether reductions and, for two parties, one reading by rows decide a concept."""
        return not concept.gainful or (len(self.ranks) == 2 and not concept.escape)

    def party(self, i: int, concepts: Sequence[Concept], stable: Stable) -> None:
        """Decide the concepts for one party: fill in its rows, (n,), of each table."""
        rank, own, rest = self.ranks[i], self.own[i], self.rest[i]
        low, high = compiled.extremes(rank, own, rest)
        for concept in concepts:
            if concept.answers is Answers.NONE:
                limit = low
            elif concept.gainful:
                limit = compiled.sequential(rank, self.ranks[1 - i], own, rest)
            elif concept.escape:  # they choose their setting, it answers with its best
                limit = np.full(rest.size, low.max(), dtype=np.int32)
            else:  # the others answer by what is worst for its new setting
                limit = np.full(rest.size, high.min(), dtype=np.int32)
            compiled.within(rank, limit, own, rest, stable[concept.name][i])


class Hubs:
    """Any option form: infeasible states, one-way options, any number of parties.

    A hub of a party holds the feasible states that it can move between freely: those that differ
    in its two-way options only. One-way options lead from hub to hub.
    """

    def __init__(self, flips: Sequence[Flips], ranks: Ranks, codes: Codes) -> None:
        self.ranks = ranks
        width = _width(flips, codes)
        kept = [_places(~(f.own & ~f.one_way), width) for f in flips]
        self.hub = [compiled.gather(codes, places) for places in kept]
        self.count = [1 << places.size for places in kept]
        self.ways = _ways(flips, kept)
        self.order = [compiled.falling(rank) for rank in ranks]
        base = _bases(self.count)
        views = np.empty((codes.size, len(flips), 2), dtype=np.int32)
        chain = np.empty((len(flips), codes.size, 2), dtype=np.int32)
        bounds = np.zeros((base[-1], 2), dtype=np.int32)
        for k, (hub, rank, count) in enumerate(zip(self.hub, ranks, self.count, strict=True)):
            starts, chain[k] = compiled.chains(self.order[k], rank, hub, count)
            bounds[base[k] : base[k] + count, 0] = starts[:-1]
            bounds[base[k] : base[k] + count, 1] = starts[1:]
            views[:, k, 0] = hub + np.int32(base[k])
            views[:, k, 1] = rank
        self.graph = compiled.HubGraph(views, chain, bounds, self.ways)

    def party(self, i: int, concepts: Sequence[Concept], stable: Stable) -> None:
        """Decide the concepts for one party: fill in its rows, (n,), of each table."""
        rank, hub = self.ranks[i], self.hub[i]
        low = self._best(i, rank)
        for concept in concepts:
            limit = low
            if concept.answers is not Answers.NONE:
                value = low[hub] if concept.escape else rank
                order = compiled.falling(value) if concept.escape else self.order[i]
                limit = self._limit(i, order, value, gainful=concept.gainful)
            compiled.within_hubs(rank, limit, hub, stable[concept.name][i])

    def _limit(
        self,
        i: int,
        order: Ints,
        value: Ints,
        *,
        gainful: bool,
    ) -> Ints:
        worst = compiled.worst_by_hubs(order, value, self.graph, i, gainful)
        return self._best(i, np.maximum(worst, self.ranks[i]))

    def _best(self, i: int, value: Ints) -> Ints:
        return compiled.best_reachable(value, self.hub[i], self.count[i], self.ways[i])


def _places(mask: int, width: int) -> NDArray[np.int64]:
    return np.array([k for k in range(width) if mask >> k & 1], dtype=np.int64)


def _bases(counts: Sequence[int]) -> list[int]:
    """Return where each party's hubs start, and the end; each a multiple of the party's count.

    So a bit of a hub's number is the same bit when all the hubs are numbered through.
    """
    bases, end = [], 0
    for count in counts:
        bases.append(-(-end // count) * count)
        end = bases[-1] + count
    return [*bases, end]


def _ways(flips: Sequence[Flips], kept: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the one-way options as bits of the hubs: (parties, 2, 64), padded with 0."""
    ways = np.zeros((len(flips), 2, 64), dtype=np.int64)
    for i, (party, places) in enumerate(zip(flips, kept, strict=True)):
        for way, mask in enumerate((party.forward & party.own, party.back & party.own)):
            bits = [1 << at for at, place in enumerate(places) if mask >> int(place) & 1]
            ways[i, way, : len(bits)] = bits
    return ways
