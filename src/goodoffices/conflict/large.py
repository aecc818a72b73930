"""Large conflicts in option form: thresholds per block, never a list of moves.

A party's stability can be read from one number a block: a state is stable when its rank is no
worse than the least, over the states t that the party can move to, of max(r(t), M(t)), where M(t)
is the worst the others can do from t. (A state t that is better than s deters when M(t) is not
better than s; one that is not better never matters, and neither does s itself.)

Where every combination is feasible and every option goes both ways, the others together can set
their options as they like, and M depends on the party's own setting only: Nash, GMR and SMR are
reductions of the ranks seen as a matrix of the party's settings by everyone else's. For SEQ with
two parties the matrix is read row by row. That costs states × parties.

Otherwise the moves are walked backwards, once for each party whose others move, which costs states
× parties². Where parties have few options each (:class:`FewFlips`), a state's moves are bits of one
word; else the blocks are hubs that moves lead through (:class:`Hubs`). Either follows the feasible
states, however few they are, but for one-way options of parties with many.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.conflict import compiled
from goodoffices.conflict.concepts import Answers, Concept
from goodoffices.conflict.levels import bars
from goodoffices.conflict.moves import Codes, Flips, settings

Ints = NDArray[np.integer[Any]]
Ranks = Sequence[Ints]
Stable = dict[str, NDArray[np.bool_]]

WORTH_THREADS = 1 << 15
"""States from which it pays to work on two parties at once."""

MOST_SPARSE = 16
"""Combinations per feasible state above which hubs, numbered by them, would be mostly empty."""

MOST_FLIPS = 62
"""Ways of all parties to flip their options that are told apart by the bits of a word."""


def decides(concept: Concept) -> bool:
    """Whether hubs tell what a concept's answers can lead to; else the moves must be listed."""
    return concept.answers in (Answers.NONE, Answers.ANY, Answers.IMPROVING)


def fits(flips: Sequence[Flips], codes: Codes) -> bool:
    """Whether a conflict is one for this module.

    One-way options of parties with many are not, where combinations are mostly infeasible.
    """
    own = [f.own for f in flips]
    apart = sum(own) == int(np.bitwise_or.reduce(np.array(own, dtype=np.int64)))
    two_way = not any(f.one_way for f in flips)
    return apart and (two_way or not _sparse(flips, codes) or _few(flips))


def _sparse(flips: Sequence[Flips], codes: Codes) -> bool:
    return 1 << _width(flips, codes) > MOST_SPARSE * codes.size


def _few(flips: Sequence[Flips]) -> bool:
    """Whether all ways in which parties can flip their options are bits of one word."""
    return sum((1 << f.own.bit_count()) - 1 for f in flips) <= MOST_FLIPS


def _width(flips: Sequence[Flips], codes: Codes) -> int:
    """Return how many bits the options take, those that nobody controls among them."""
    return (sum(f.own for f in flips) | int(codes.max())).bit_length()


def solve_flips(
    flips: Sequence[Flips],
    ranks: Ranks,
    concepts: Sequence[Concept],
    codes: Codes,
    strength: Sequence[ArrayLike] = (),
) -> Stable:
    """Decide stability, concept → (parties, n) booleans.

    Parameters
    ----------
    flips, ranks
        for each party its options, and (n,) whole numbers from 0 to below n, smaller is better.
    codes
        (n,) the options of each state as bits.
    strength
        for each party (levels,) by how many degrees it prefers rank k - 1 to rank k.
    """
    full = _full(flips, codes)
    solver = Blocks(flips, ranks) if full else None
    rest = [c for c in concepts if solver is None or not solver.decides(c)]
    walker = (FewFlips if _few(flips) else Hubs)(flips, ranks, codes) if rest else None
    weighed = Deterrence(ranks, strength)
    stable = {c.name: np.empty((len(flips), codes.size), dtype=bool) for c in concepts}

    def party(i: int) -> None:
        if solver is not None:
            solver.party(i, [c for c in concepts if c not in rest], stable)
        if walker is not None:
            walker.party(i, rest, stable, weighed)

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


class Deterrence:
    """How bad a rank a party may stand at and still be kept from a move by what may follow it."""

    def __init__(self, ranks: Ranks, strength: Sequence[ArrayLike]) -> None:
        self.ranks, self.strength = ranks, strength

    def limit(self, i: int, worst: Ints, degree: int) -> Ints:
        """Return the worst rank, (n,), at which it is kept from a move to each state.

        ``worst`` is (n,): the worst rank that the others can then lead to.
        """
        rank = self.ranks[i]
        if degree:  # the last rank than which the worst is worse by so much
            bar = bars(rank, self.strength[i] if self.strength else (), degree)
            worst = (np.searchsorted(bar, worst, side="right") - 1).astype(np.int32)
        return np.maximum(worst, rank)


class Blocks:
    """Every combination feasible, every option both ways."""

    def __init__(self, flips: Sequence[Flips], ranks: Ranks) -> None:
        every = sum(f.own for f in flips)
        self.ranks = ranks
        self.own = [settings(f.own) for f in flips]
        self.rest = [settings(every & ~f.own) for f in flips]

    def decides(self, concept: Concept) -> bool:
        """Whether reductions and, for two parties, one reading by rows decide a concept."""
        two = len(self.ranks) == 2 and not concept.escape
        return not concept.degree and (two or not concept.gainful)

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


class FewFlips:
    """Any option form in which parties have few options each: infeasible states, one-way options.

    Bit j of a word stands for one way in which one party can flip its options.
    """

    def __init__(self, flips: Sequence[Flips], ranks: Ranks, codes: Codes) -> None:
        self.ranks = ranks
        ways = [settings(f.own)[1:] for f in flips]
        counts = [0, *np.cumsum([way.size for way in ways]).tolist()]
        self.own = [(1 << high) - (1 << low) for low, high in pairwise(counts)]
        self.every = (1 << counts[-1]) - 1
        self.flips = np.concatenate(ways)
        owners = np.repeat(np.arange(len(flips)), [way.size for way in ways])
        one_way = np.array([(f.forward, f.back) for f in flips], dtype=np.int64)[owners]
        counts_up = bool(compiled.counts_up(codes)) and codes.size == 1 << _width(flips, codes)
        ends: Ints = np.zeros((0, self.flips.size), dtype=np.int32)  # states are their codes
        if not counts_up:
            ends = compiled.flipped(codes, self.flips)
        self.graph = compiled.FlipGraph(self.flips, ends)
        self.out, self.into, self.gains = compiled.ways_about(
            codes, np.stack(ranks), self.graph, owners, one_way
        )

    def party(
        self, i: int, concepts: Sequence[Concept], stable: Stable, weighed: Deterrence
    ) -> None:
        """Decide the concepts for one party: fill in its rows, (n,), of each table."""
        rank, others = self.ranks[i], self.every & ~self.own[i]
        low = self._best(i, rank)
        for concept in concepts:
            limit = low
            if concept.answers is not Answers.NONE:
                value = low if concept.escape else rank
                into = self.gains if concept.gainful else self.into
                order = compiled.falling(value)
                worst = compiled.worst_by_flips(order, value, self.graph, into, others)
                limit = self._best(i, weighed.limit(i, worst, concept.degree))
            stable[concept.name][i] = rank <= limit

    def _best(self, i: int, value: Ints) -> Ints:
        return compiled.best_by_flips(value, self.graph, self.out, self.own[i])


class Hubs:
    """Any option form: infeasible states, one-way options, any number of parties.

    A hub of a party holds the feasible states that it can move between freely: those that differ
    in its two-way options only. One-way options lead from hub to hub.
    """

    def __init__(self, flips: Sequence[Flips], ranks: Ranks, codes: Codes) -> None:
        self.ranks = ranks
        width = _width(flips, codes)
        kept = [_places(~(f.own & ~f.one_way), width) for f in flips]
        if _sparse(flips, codes):  # then no option is one-way
            self.hub = [_numbered(codes & ~np.int64(f.own)) for f in flips]
            self.count = [int(hub.max()) + 1 for hub in self.hub]
        else:
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

    def party(
        self, i: int, concepts: Sequence[Concept], stable: Stable, weighed: Deterrence
    ) -> None:
        """Decide the concepts for one party: fill in its rows, (n,), of each table."""
        rank, hub = self.ranks[i], self.hub[i]
        low = self._best(i, rank)
        for concept in concepts:
            limit = low
            if concept.answers is not Answers.NONE:
                value = low[hub] if concept.escape else rank
                order = compiled.falling(value) if concept.escape else self.order[i]
                if concept.gainful or self.ways.any():
                    worst = compiled.worst_by_hubs(order, value, self.graph, i, concept.gainful)
                else:
                    worst = compiled.worst_together(value, self.graph, i)
                limit = self._best(i, weighed.limit(i, worst, concept.degree))
            compiled.within_hubs(rank, limit, hub, stable[concept.name][i])

    def _best(self, i: int, value: Ints) -> Ints:
        return compiled.best_reachable(value, self.hub[i], self.count[i], self.ways[i])


def _numbered(keys: Codes) -> Ints:
    """Return a number for each value, (n,), from 0 without gaps, the same for what is equal."""
    return np.unique(keys, return_inverse=True)[1].reshape(-1).astype(np.int32)


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
