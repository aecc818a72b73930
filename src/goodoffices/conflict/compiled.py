"""The loops for large conflicts, compiled; imported only where there is enough work to repay it.

Everything takes and returns plain arrays; ranks and states are 32-bit to halve the
memory that passes through.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.compiled import compiled
from goodoffices.conflict import kernels
from goodoffices.conflict.concepts import Answers

Ints = NDArray[np.integer[Any]]
Longs = NDArray[np.int64]

NEVER = np.int32(2**31 - 1)  # above every rank
NONE = int(Answers.NONE)
_ROUNDS = 8
_BITS = 64  # of a word
_SPREAD = 0x03F79D71B4CB0A89  # times a power of two: its top six bits tell which one
_PLACES = np.argsort([(_SPREAD << k) % 2**64 >> 58 for k in range(_BITS)])
_TILE = 16  # 32-bit numbers in one line of the processor's cache


worst_answers = compiled(kernels.worst_answers)


# --- many rankings of one small conflict -----------------------------------------------------


@compiled
def solve_rankings(
    rankings: Longs, into: kernels.Into, pairs: Longs, bounds: Longs, rules: Longs
) -> NDArray[np.bool_]:
    """Decide stability concepts for many rankings of the same states.

    Parameters
    ----------
    rankings
        (profiles, parties, n) ranks from 0 to below n.
    into
        the moves by target; its own ranks are not used.
    pairs, bounds
        the moves: those of party i are ``pairs[bounds[i] : bounds[i + 1]]``.
    rules
        (concepts, 2): for each concept what the others may answer with, as a number of
        :class:`~.concepts.Answers`, and whether the party may then move once more.

    Returns
    -------
    (concepts, profiles, parties, n) whether a state is stable.
    """
    profiles, parties, size = rankings.shape
    stable = np.ones((rules.shape[0], profiles, parties, size), dtype=np.bool_)
    for q in range(profiles):
        ranked = kernels.Into(into.starts, into.origins, rankings[q])
        for i in range(parties):
            level = rankings[q, i]
            mine = pairs[bounds[i] : bounds[i + 1]]
            for c in range(rules.shape[0]):
                answers, value = rules[c, 0], level
                if rules[c, 1]:  # where it could go on to
                    value = level.copy()
                    for at in range(mine.shape[0]):
                        value[mine[at, 0]] = min(value[mine[at, 0]], level[mine[at, 1]])
                if answers != NONE:
                    worst = worst_answers(value, falling(value), ranked, i, answers)
                for at in range(mine.shape[0]):
                    s, t = mine[at, 0], mine[at, 1]
                    if level[t] < level[s] and (answers == NONE or worst[t] < level[s]):
                        stable[c, q, i, s] = False
    return stable


# --- blocks: every combination feasible, every option both ways ------------------------------


@compiled
def extremes(rank: Ints, own: Longs, rest: Longs) -> tuple[Ints, Ints]:
    """Return the best rank in each of a party's blocks, and the worst for each of its settings.

    Parameters
    ----------
    rank
        (a × b,) the party's ranks.
    own, rest
        (a,) and (b,): for each setting of the party's options and of everyone else's, the bits it
        stands for, so that ``rank[own[i] + rest[j]]`` is the rank of one state.

    Returns
    -------
    (b,) and (a,).
    """
    low = np.full(rest.size, NEVER, dtype=np.int32)
    high = np.full(own.size, -1, dtype=np.int32)
    if own.size > 1 and own[1] == 1:  # walk memory in its own order
        for b in range(rest.size):
            best = NEVER
            for a in range(own.size):
                level = rank[rest[b] + own[a]]
                best = min(best, level)
                high[a] = max(high[a], level)
            low[b] = best
    else:
        for a in range(own.size):
            worst = np.int32(-1)
            for b in range(rest.size):
                level = rank[own[a] + rest[b]]
                worst = max(worst, level)
                low[b] = min(low[b], level)
            high[a] = worst
    return low, high


@compiled
def sequential(rank: Ints, other: Ints, own: Longs, rest: Longs) -> Ints:
    """Return, for each block of a party, the worst rank at which it is still deterred from leaving.

    Two parties only. For a state t let M(t) be the worst rank among the states the other prefers
    to t and can move to; the result is the least of max(rank(t), M(t)) over the block.

    Parameters
    ----------
    rank, other
        (a × b,) the ranks of the party and of the other one.
    own, rest
        as for :func:`extremes`, (a,) and (b,).

    Returns
    -------
    (b,) ranks.
    """
    limit = np.full(rest.size, NEVER, dtype=np.int32)
    levels = np.empty((_TILE, rest.size), dtype=np.int32)
    others = np.empty((_TILE, rest.size), dtype=np.int32)
    where = np.empty(rest.size, dtype=np.int32)
    stack = np.empty((2 * rest.size + 2, 4), dtype=np.int32)
    for first in range(0, own.size, _TILE):
        count = min(_TILE, own.size - first)
        for b in range(rest.size):
            for a in range(count):
                state = own[first + a] + rest[b]
                levels[a, b] = rank[state]
                others[a, b] = other[state]
        for a in range(count):
            left = _descend(levels[a], others[a], where, limit)
            if left > 0:
                _sort_out(levels[a, :left], others[a, :left], where[:left], stack, limit)
    return limit


@compiled
def _descend(level: Ints, other: Ints, where: Ints, limit: Ints) -> int:
    """Lower each state's limit to max(level, the worst level among states the other prefers).

    From the worst level down: whatever the other likes less than the state that has it is limited
    by it, and only what the other prefers to that state is left. A handful of rounds, each a few
    passes over whole arrays, settles nearly all; the rest is packed to the front.

    Parameters
    ----------
    level, other
        (b,) both parties' ranks of the states with one setting of the party's options.
    where, limit
        (b,) filled in: the places of the states that are left, and the limits.

    Returns
    -------
    how many states are left for :func:`_sort_out`, with their places in ``where``.
    """
    cut: np.integer[Any] = NEVER
    for turn in range(_ROUNDS):
        if turn == 3 and 2 * (other < cut).sum() > level.size:
            break  # interests too alike for this to get on
        below = _round(level, other, cut, limit)
        if below < 0:
            return 0
        cut = below
    left = 0
    for b in range(level.size):
        if other[b] <= cut:
            level[left], other[left], where[left] = level[b], other[b], b
            left += 1
    return left


@compiled
def _round(level: Ints, other: Ints, cut: np.integer[Any], limit: Ints) -> np.integer[Any]:
    """Settle the states from the cut down to where the worst one above it stands; return where.

    -1 is returned where nothing stands above the cut: then all is settled. The arrays, (b,), are
    those of :func:`_descend`; the cut is a rank of the other party.
    """
    worst = np.int32(-1)
    for b in range(level.size):
        if other[b] < cut and level[b] > worst:
            worst = level[b]
    below = NEVER
    if worst < 0:
        below = np.int32(-1)
    for b in range(level.size):
        if level[b] == worst and other[b] < below:
            below = other[b]
    for b in range(level.size):
        lower = max(level[b], worst)
        if below < other[b] and other[b] <= cut and lower < limit[b]:
            limit[b] = lower
    return below


@compiled
def _sort_out(level: Ints, other: Ints, where: Ints, stack: Ints, limit: Ints) -> None:
    """Do the same for states in any order whatever, in n log n steps at most.

    A sort by ``other`` that stops wherever it cannot matter: once a part holds nothing worse than
    what is already known to be preferred to it, all of the part has that one limit. ``level``,
    ``other`` and ``where`` are (left,), as :func:`_descend` leaves them, and are reordered;
    ``stack`` is (2 × left + 2, 4) of scratch; ``limit`` (b,).
    """
    top = 1
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = 0, where.size, -1, 0
    while top > 0:
        top -= 1
        low, high, known, turn = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
        at, matters = low, False
        for k in range(low, high):
            if level[k] > level[at]:
                at = k
            matters |= level[k] < limit[where[k]]
        if not matters:  # nothing here could lower a limit
            continue
        if level[at] <= known or high - low == 1:
            for k in range(low, high):
                b = where[k]
                limit[b] = min(limit[b], max(level[k], known))
            continue
        # cut where the worst one stands, so that all beyond is settled; every other time in the
        # middle, so that no order of the states makes this slow
        cut = other[at] if turn == 0 else other[(low + high) // 2]
        left, right, worst = _cut(level, other, where, low, high, cut)
        beyond = max(known, worst)  # for those at the cut
        for k in range(left, right):
            b = where[k]
            limit[b] = min(limit[b], max(level[k], beyond))
            worst = max(worst, level[k])
        if left > low:
            stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3] = low, left, known, 1 - turn
            top += 1
        if high > right:
            known = max(known, worst)
            stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3] = (
                right,
                high,
                known,
                1 - turn,
            )
            top += 1


@compiled
def _cut(
    level: Ints, other: Ints, where: Ints, low: int, high: int, cut: int
) -> tuple[int, int, np.integer[Any]]:
    """Sort a part into below, at and above the cut; return the bounds and the worst one below.

    The arrays, (left,), are those of :func:`_sort_out`; the part is ``low : high``.
    """
    left, k, right, worst = low, low, high, np.int32(-1)
    while k < right:
        if other[k] < cut:
            worst = max(worst, level[k])
            level[k], level[left] = level[left], level[k]
            other[k], other[left] = other[left], other[k]
            where[k], where[left] = where[left], where[k]
            left += 1
            k += 1
        elif other[k] == cut:
            k += 1
        else:
            right -= 1
            level[k], level[right] = level[right], level[k]
            other[k], other[right] = other[right], other[k]
            where[k], where[right] = where[right], where[k]
    return left, right, worst


@compiled
def within(rank: Ints, limit: Ints, own: Longs, rest: Longs, stable: NDArray[np.bool_]) -> None:
    """Mark the states whose rank is no worse than their block's limit.

    ``rank`` and ``stable`` (filled in) are (a × b,), ``limit`` and ``rest`` (b,), ``own`` (a,).
    """
    if own.size > 1 and own[1] == 1:
        for b in range(rest.size):
            for a in range(own.size):
                state = rest[b] + own[a]
                stable[state] = rank[state] <= limit[b]
    else:
        for a in range(own.size):
            for b in range(rest.size):
                state = own[a] + rest[b]
                stable[state] = rank[state] <= limit[b]


@compiled
def counts_up(codes: Longs) -> bool:
    """Whether the (n,) numbers are 0, 1, 2, … in order."""
    wrong = 0
    for k in range(codes.size):
        wrong += codes[k] != k
    return wrong == 0


# --- hubs: infeasible states, one-way options, any number of parties --------------------------


@compiled
def falling(rank: Ints) -> Ints:
    """Return the (n,) states by falling rank: a counting sort of (n,) ranks below n."""
    place = np.zeros(rank.size + 1, dtype=np.int32)
    for level in rank:
        place[rank.size - level] += 1
    for k in range(rank.size):
        place[k + 1] += place[k]
    order = np.empty(rank.size, dtype=np.int32)
    for state in range(rank.size):
        slot = rank.size - 1 - rank[state]
        order[place[slot]] = state
        place[slot] += 1
    return order


@compiled
def gather(codes: Longs, kept: Longs) -> Ints:
    """Return each state's hub, (n,): its bits at the (k,) places ``kept``, pressed together."""
    hub = np.empty(codes.size, dtype=np.int32)
    for state in range(codes.size):
        number = 0
        for k in range(kept.size):
            number |= (codes[state] >> kept[k] & 1) << k
        hub[state] = number
    return hub


@compiled
def chains(order: Ints, rank: Ints, hub: Ints, hubs: int) -> tuple[Ints, Ints]:
    """Sort each hub's states as they stand in the given order.

    ``order``, ``rank`` and ``hub`` are (n,): states, each state's rank and its hub.

    Returns
    -------
    (hubs + 1,) where each hub's states start, and (n, 2) the states with their ranks.
    """
    starts = np.zeros(hubs + 1, dtype=np.int32)
    for h in hub:
        starts[h + 1] += 1
    for h in range(hubs):
        starts[h + 1] += starts[h]
    place = starts[:-1].copy()
    members = np.empty((hub.size, 2), dtype=np.int32)
    for state in order:
        at = place[hub[state]]
        members[at, 0], members[at, 1] = state, rank[state]
        place[hub[state]] = at + 1
    return starts, members


@compiled
def best_reachable(value: Ints, hub: Ints, hubs: int, ways: Longs) -> Ints:
    """Return, for each hub, (hubs,), the least value of the states its party can reach from it.

    ``value`` and ``hub`` are (n,), of each state; ``ways`` is (2, 64): the bits of hubs that can
    only be taken, and those only dropped.
    """
    best = np.full(hubs, NEVER, dtype=np.int32)
    for state in range(value.size):
        best[hub[state]] = min(best[hub[state]], value[state])
    for way in range(2):
        for bit in ways[way]:
            if bit == 0:
                break
            for h in range(hubs):
                if (h & bit != 0) == (way == 1):
                    best[h] = min(best[h], best[h ^ bit])
    return best


class HubGraph(NamedTuple):
    """An option form as hubs.

    ``views`` is (n, parties, 2): each party's hub and rank of a state, hubs numbered through;
    ``chain`` (parties, n, 2): states with their ranks, sorted by hub, then from the worst rank on;
    ``bounds`` (hubs, 2): where each hub's states start and end in its party's chain; ``ways``
    (parties, 2, 64): the bits of hubs that can only be taken, and those only dropped, padded by 0.
    """

    views: Ints
    chain: Ints
    bounds: Ints
    ways: Longs


@compiled
def worst_by_hubs(order: Ints, value: Ints, graph: HubGraph, focal: int, gainful: bool) -> Ints:
    """Return the largest value among each state and those the other parties can lead to from it.

    The states are taken from the largest value down and the moves walked backwards. A party's
    block is a chain, its states sorted from the worst to the best: whoever can move to a state
    that the party ranks r stands in the chain above the first state that is not worse than r, and
    what was met once need not be met again. So every state is met once per party.

    Parameters
    ----------
    order
        (n,) states by falling value.
    value
        (n,) what is to be made as large as possible.
    graph
        the moves.
    focal
        the party that does not move.
    gainful
        whether each mover must improve on where it stands.

    Returns
    -------
    (n,) values.
    """
    views, chain, bounds = graph.views, graph.chain, graph.bounds
    size, parties = views.shape[:2]
    worst = np.full(size, -1, dtype=np.int32)
    # for each hub: the best rank met in it or beyond it, how far its chain is done, where it ends
    hubs = np.empty((bounds.shape[0], 4), dtype=np.int32)
    hubs[:, 0], hubs[:, 1], hubs[:, 2] = NEVER, bounds[:, 0], bounds[:, 1]
    stack = np.empty(size, dtype=np.int32)
    steps = np.empty(bounds.shape[0], dtype=np.int32)
    one_way = np.array([graph.ways[k, 0, 0] + graph.ways[k, 1, 0] > 0 for k in range(parties)])
    for seed in order:
        if worst[seed] >= 0:
            continue
        reached = value[seed]
        worst[seed] = reached
        stack[0], top = seed, 1
        while top > 0:
            top -= 1
            state = stack[top]
            for k in range(parties):
                if k == focal:
                    continue
                h = views[state, k, 0]
                level = views[state, k, 1] if gainful else np.int32(-1)
                if level >= hubs[h, 0]:
                    continue
                hubs[h, 0] = level
                steps[0], left = h, 1
                while left > 0:
                    left -= 1
                    h = steps[left]
                    at, end = hubs[h, 1], hubs[h, 2]
                    while at < end and chain[k, at, 1] > level:
                        origin = chain[k, at, 0]
                        if worst[origin] < 0:
                            worst[origin] = reached
                            stack[top] = origin
                            top += 1
                        at += 1
                    hubs[h, 1] = at
                    if one_way[k]:
                        left = _before(h, level, graph.ways[k], hubs, steps, left)
    return worst


@compiled
def worst_together(value: Ints, graph: HubGraph, focal: int) -> Ints:
    """Return what :func:`worst_by_hubs` does where every option goes both ways and any move counts.

    Then whatever the others can lead to leads back, so that the states fall into parts; hubs that
    have a state in common are in one part. Parts are joined as trees of hubs until one is left.

    Parameters
    ----------
    value
        (n,) what is to be made as large as possible.
    graph, focal
        as there.

    Returns
    -------
    (n,) values.
    """
    views = graph.views
    size, parties = views.shape[:2]
    above = np.arange(graph.bounds.shape[0]).astype(np.int32)
    first = 1 if focal == 0 else 0
    worst = np.empty(size, dtype=np.int32)
    if parties == 1:
        worst[:] = value
        return worst
    for state in range(size):
        one = _top(above, views[state, first, 0])
        for k in range(first + 1, parties):
            if k != focal:
                other = _top(above, views[state, k, 0])
                low, high = min(one, other), max(one, other)
                above[high] = low
                one = low
    most = np.full(above.size, -1, dtype=np.int32)
    for state in range(size):
        part = _top(above, views[state, first, 0])
        most[part] = max(most[part], value[state])
    for state in range(size):
        worst[state] = most[_top(above, views[state, first, 0])]
    return worst


@compiled
def _top(above: Ints, hub: int) -> int:
    """Return the hub at the top of a hub's tree, (hubs,), and shorten the way there."""
    while above[hub] != hub:
        above[hub] = above[above[hub]]
        hub = above[hub]
    return hub


@compiled
def _before(h: int, level: np.integer[Any], ways: Longs, hubs: Ints, steps: Ints, left: int) -> int:
    """Put the hubs from which one option leads to this one on the list of steps."""
    for way in range(2):
        for bit in ways[way]:
            if bit == 0:
                break
            taken = h & bit != 0
            before = h ^ bit
            if taken == (way == 0) and level < hubs[before, 0]:
                hubs[before, 0] = level
                steps[left] = before
                left += 1
    return left


@compiled
def within_hubs(rank: Ints, limit: Ints, hub: Ints, stable: NDArray[np.bool_]) -> None:
    """Mark the states, (n,), whose rank is no worse than their hub's limit, (hubs,)."""
    for state in range(rank.size):
        stable[state] = rank[state] <= limit[hub[state]]


# --- few flips: each way of a party to flip its options is a bit of a word --------------------


class FlipGraph(NamedTuple):
    """Where flips lead: ``flips`` (j,) are masks, ``ends`` (n, j) states, -1 for none.

    Where ``ends`` is empty, a state is its own code and every combination is feasible.
    """

    flips: Longs
    ends: Ints


@compiled
def flipped(codes: Longs, flips: Longs) -> Ints:
    """Return for each state where each flip leads, (n, j); -1 where that is infeasible.

    ``codes`` is (n,), options as bits, ``flips`` (j,) masks of options.
    """
    order = np.argsort(codes)
    sorted_codes = codes[order]
    ends = np.full((codes.size, flips.size), -1, dtype=np.int32)
    for j in range(flips.size):
        targets = codes ^ flips[j]
        at = np.searchsorted(sorted_codes, targets)
        for state in range(codes.size):
            if at[state] < codes.size and sorted_codes[at[state]] == targets[state]:
                ends[state, j] = order[at[state]]
    return ends


@compiled
def ways_about(
    codes: Longs, ranks: Ints, graph: FlipGraph, owners: Longs, one_way: Longs
) -> tuple[Longs, Longs, Longs]:
    """Return by which flips each state is left, entered, and entered as an improvement.

    Parameters
    ----------
    codes, ranks
        (n,) options as bits; (parties, n) ranks.
    graph
        the flips.
    owners, one_way
        (j,) whose each flip is; (j, 2) its owner's options that can only be taken, only dropped.

    Returns
    -------
    (n,) each, bit j for flip j.
    """
    size, count = codes.size, graph.flips.size
    out, into, gains = np.zeros((3, size), dtype=np.int64)
    for state in range(size):
        for j in range(count):
            end = state ^ graph.flips[j] if graph.ends.shape[0] == 0 else graph.ends[state, j]
            if end < 0:
                continue
            here = codes[state] & graph.flips[j]
            there = graph.flips[j] ^ here
            bit = np.int64(1) << j
            if here & one_way[j, 0] == 0 and there & one_way[j, 1] == 0:
                out[state] |= bit
            if there & one_way[j, 0] == 0 and here & one_way[j, 1] == 0:
                into[state] |= bit
                if ranks[owners[j], state] < ranks[owners[j], end]:
                    gains[state] |= bit
    return out, into, gains


@compiled
def best_by_flips(value: Ints, graph: FlipGraph, out: Longs, own: int) -> Ints:
    """Return the least value, (n,), of each state and those that some flips (a mask) lead to."""
    best = value.copy()
    for state in range(value.size):
        ways = out[state] & own
        for j in range(graph.flips.size):
            if ways >> j & 1:
                end = state ^ graph.flips[j] if graph.ends.shape[0] == 0 else graph.ends[state, j]
                best[state] = min(best[state], value[end])
    return best


@compiled
def worst_by_flips(order: Ints, value: Ints, graph: FlipGraph, into: Longs, others: int) -> Ints:
    """Return the largest value among each state and those that others can lead to from it.

    States are taken from the largest value down and moves walked backwards, each state once. What
    was met is kept as bits, to stay in the processor's cache.

    Parameters
    ----------
    order, value
        (n,) states by falling value; what is to be made as large as possible.
    graph
        the flips.
    into
        (n,) the flips by which each state is entered, as bits.
    others
        the flips of those who move, as bits.

    Returns
    -------
    (n,) values.
    """
    worst = np.empty(order.size, dtype=np.int32)
    met = np.zeros(order.size // _BITS + 1, dtype=np.int64)
    stack = np.empty(order.size, dtype=np.int32)
    for seed in order:
        if met[seed // _BITS] >> (seed % _BITS) & 1:
            continue
        met[seed // _BITS] |= np.int64(1) << (seed % _BITS)
        reached = value[seed]
        stack[0], top = seed, 1
        while top > 0:
            top -= 1
            state = stack[top]
            worst[state] = reached
            ways = into[state] & others
            while ways != 0:
                last = ways & -ways
                ways ^= last
                j = _PLACES[(last * _SPREAD >> 58) & 63]
                start = state ^ graph.flips[j]
                if graph.ends.shape[0] > 0:
                    start = np.int64(graph.ends[state, j])
                if not met[start // _BITS] >> (start % _BITS) & 1:
                    met[start // _BITS] |= np.int64(1) << (start % _BITS)
                    stack[top] = start
                    top += 1
    return worst
