"""What the cost grows with: the states, not the moves between them. Ratios of CPU, in one run."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import work
from tests.conflict import slow_stability as slow
from tests.conflict.random_conflicts import graph_form, option_form

from goodoffices.conflict import least, moves, onward
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.limited import solve_limited
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips, Pairs


def flips_of(options):
    """Give each party some options of its own, in order."""
    ends = np.cumsum([0, *options]).tolist()
    return [Flips((1 << high) - (1 << low)) for low, high in pairwise(ends)]


# --- limited moves ------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(option_form(), st.integers(1, 3), st.sampled_from([0, least.MOST_EMPTY]))
def test_limited_moves_by_flips_are_as_by_the_moves_listed(drawn, horizon, most_empty):
    codes = np.array(drawn.codes)
    listed = [sorted(slow.option_moves(drawn.codes, *masks)) for masks in drawn.masks]
    flips = [Flips(*masks) for masks in drawn.masks]
    before, least.MOST_EMPTY = least.MOST_EMPTY, most_empty  # with 0 moves are listed
    try:
        found = solve_limited(flips, drawn.ranks, horizon, codes=codes)
    finally:
        least.MOST_EMPTY = before
    assert (found == solve_limited(listed, drawn.ranks, horizon)).all()


@settings(max_examples=200, deadline=None)
@given(option_form(), st.data())
def test_the_least_of_a_move_is_the_least_of_the_moves_listed(drawn, data):
    size = len(drawn.codes)
    value = np.array(data.draw(st.lists(st.integers(0, 9), min_size=size, max_size=size)))
    for masks in drawn.masks:
        moves = slow.option_moves(drawn.codes, *masks)
        expected = [
            min((int(value[t]) for s, t in moves if s == state), default=least.NOTHING)
            for state in range(size)
        ]
        by = least.least_by(Flips(*masks), np.array(drawn.codes), size)
        assert by(value).tolist() == expected


def test_limited_moves_cost_no_more_where_more_moves_are_between_the_same_states():
    """16,384 states: 127 moves of a party from each, or 4,095 (67 million in all)."""
    codes = np.arange(1 << 14)
    rng = np.random.default_rng(11)
    ranks = [rng.permutation(codes.size) for _ in range(2)]
    few, many = (
        work(lambda options=options: solve_limited(flips_of(options), ranks, 3, codes=codes))
        for options in ((7, 7), (12, 2))
    )
    assert many < 4 * few + 0.02


@settings(max_examples=200, deadline=None)
@given(option_form(), st.sampled_from([1, 3]), st.sampled_from([1, 5]))
def test_moves_in_large_blocks_are_those_in_small_ones(drawn, large, tile):
    before = moves.LARGE_BLOCK, moves.TILE
    moves.LARGE_BLOCK, moves.TILE = large, tile
    try:
        found = [moves.pairs_of(Flips(*masks), np.array(drawn.codes)) for masks in drawn.masks]
    finally:
        moves.LARGE_BLOCK, moves.TILE = before
    for pairs, masks in zip(found, drawn.masks, strict=True):
        expected = sorted(slow.option_moves(drawn.codes, *masks))
        assert list(map(tuple, pairs.tolist())) == expected


# --- evolution ----------------------------------------------------------------------------------


def conflict_of(movement, ranks, codes, unknown=()):
    parties = tuple(f"P{k}" for k in range(len(movement)))
    return Conflict(
        name="drawn",
        parties=parties,
        party_names=parties,
        codes=codes,
        movement=tuple(movement),
        ranks=tuple(np.asarray(rank, dtype=np.int32) for rank in ranks),
        unknown=tuple(unknown),
    )


def walked(conflict, moves, start, *, gainful):
    """Return how each state and mover is met first: state and mover before; one move at a time."""
    met = {(start, -1): (start, -1)}
    queue = deque(met)
    while queue:
        state, last = queue.popleft()
        for party in range(len(moves)):
            for origin, target in sorted(moves[party]):
                if origin != state or party == last or (target, party) in met:
                    continue
                if not gainful or conflict.gains(party, state, target):
                    met[target, party] = (state, last)
                    queue.append((target, party))
    return met


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(option_form(), graph_form()), st.booleans(), st.sampled_from([1, 1 << 20]), st.data()
)
def test_every_state_is_met_as_in_a_walk_of_one_move_at_a_time(drawn, gainful, portion, data):
    """Each mover of each state, in the same order, with preferences unknown to some."""
    size = len(drawn.codes)
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    some = st.one_of(st.just(set()), st.sets(pair.filter(lambda p: p[0] != p[1]), max_size=size))
    unknown = [np.array(sorted(data.draw(some)), int).reshape(-1, 2) for _ in drawn.ranks]
    moves = drawn.listed or [slow.option_moves(drawn.codes, *masks) for masks in drawn.masks]
    movement = [Flips(*masks) for masks in drawn.masks] or [
        Pairs(np.array(sorted(m), dtype=int).reshape(-1, 2)) for m in moves
    ]
    conflict = conflict_of(movement, drawn.ranks, np.array(drawn.codes), unknown)
    start = data.draw(st.integers(0, size - 1))
    before, onward.PORTION = onward.PORTION, portion
    try:
        assert_walked(conflict, moves, start, gainful=gainful)
    finally:
        onward.PORTION = before


def assert_walked(conflict, moves, start, *, gainful):
    """Compare a walk with one of one move at a time."""
    found = evolution(conflict, start, gainful=gainful)
    expected = walked(conflict, moves, start, gainful=gainful)
    trail = found.trail.before
    for state in range(conflict.size):
        for party in range(len(moves)):
            assert tuple(trail[party, state]) == expected.get((state, party), (-1, -1))
        if state != start:
            first = next((last for at, last in expected if at == state), -1)
            assert found.trail.mover[state] == first


def no_way_back(patch):
    """Forget that the second state of a block leads back to the first."""
    fresh = onward._Blocks.fresh

    def without(self, states):
        source, target = fresh(self, states)
        kept = self.opened[self.block[target]] != -2
        return source[kept], target[kept]

    patch.setattr(onward._Blocks, "fresh", without)


def gains_of_the_first_alone(patch):
    """Take a block's improvements from whichever state of it is met first."""
    fresh = onward._Gains.fresh

    def once(self, states):
        _block, first = onward._firsts(self.block[states], np.ones(states.size, dtype=bool))
        source, target = fresh(self, states[first])
        return first[source], target

    patch.setattr(onward._Gains, "fresh", once)


def last_in_place_of_first(patch):
    """Take where a state stands last in the walk for where it stands first."""
    firsts = onward._firsts

    def lasts(values, among):
        found, places = firsts(values[::-1], among[::-1])
        return found, values.size - 1 - places

    patch.setattr(onward, "_firsts", lasts)


def met_again(patch):
    """Forget which states were met."""
    met = onward._met
    patch.setattr(onward, "_met", lambda source, target, old: met(source, target, old.copy()))


def one_way_both_ways(patch):
    """Let options go back that cannot."""
    ends = onward._Tried._ends

    def either_way(self, origin):
        self.moves = Flips(self.moves.own)
        return ends(self, origin)

    patch.setattr(onward._Tried, "_ends", either_way)


FAULTS = (
    no_way_back,
    gains_of_the_first_alone,
    last_in_place_of_first,
    met_again,
    one_way_both_ways,
)


def walk_a_few() -> None:
    """Walk through a few conflicts, one-way options, ties and all."""
    codes, rng = np.arange(16), np.random.default_rng(5)
    for one_way in (0, 0, 1, 1):
        flips = [Flips(3, one_way), Flips(4), Flips(8, 0, 8 * one_way)]
        moves = [slow.option_moves(codes.tolist(), f.own, f.forward, f.back) for f in flips]
        conflict = conflict_of(flips, rng.integers(0, 9, (3, 16)), codes, [])
        for start, gainful in ((0, False), (0, True), (13, False), (13, True)):
            assert_walked(conflict, moves, start, gainful=gainful)


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_fault_planted_in_a_walk_is_noticed(plant, monkeypatch):
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        walk_a_few()


def test_without_a_fault_a_few_walks_are_right():
    walk_a_few()


def test_a_walk_costs_no_more_where_more_moves_are_between_the_same_states():
    """16,384 states: 127 moves of a party from each, or 4,095 (67 million in all)."""
    codes = np.arange(1 << 14)
    rng = np.random.default_rng(12)
    ranks = [rng.permutation(codes.size) for _ in range(2)]
    few, many = (
        work(lambda own=options: evolution(conflict_of(flips_of(own), ranks, codes), 0))
        for options in ((7, 7), (12, 2))
    )
    assert many < 4 * few + 0.02


# --- levels of an exclusive choice --------------------------------------------------------------


@pytest.mark.no_cover
def test_levels_cost_what_their_states_do():
    """Six parties of five exclusive options against five: 7.2 times the states by parties."""
    found = []
    for parties in (5, 6):
        makers = {f"p{i}": [f"l{i}{k}" for k in range(5)] for i in range(parties)}
        weights = {p: {"weights": {o: k for k, o in enumerate(own)}} for p, own in makers.items()}
        data = {
            "decision_makers": makers,
            "exclusive": list(makers.values()),
            "preferences": weights,
        }
        found.append(work(lambda data=data: Conflict.from_dict(data).outcomes()))
    assert found[1] < 3 * 7.2 * found[0] + 0.05
