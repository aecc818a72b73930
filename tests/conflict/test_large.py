"""The compiled paths for large conflicts, on conflicts small enough for the slow twin."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.conflict import slow_stability as slow
from tests.conflict.random_conflicts import Drawn, graph_form, option_form

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.conflict import large, stability
from goodoffices.conflict.concepts import BY_NAME, DECIDED
from goodoffices.conflict.moves import Flips, listed_moves
from goodoffices.conflict.stability import solve, solve_many


def as_sets(stable):
    return {c: [set(np.flatnonzero(row).tolist()) for row in rows] for c, rows in stable.items()}


EVERY = [concept for concept in BY_NAME.values() if large.decides(concept)]
NAMES = tuple(concept.name for concept in EVERY)


def dense(ranks):
    return [np.unique(r, return_inverse=True)[1].astype(np.int32) for r in ranks]


def by_definition(drawn: Drawn):
    moves = drawn.listed or [slow.option_moves(drawn.codes, *masks) for masks in drawn.masks]
    return slow.solve(moves, drawn.ranks, NAMES)


def by_thresholds(drawn: Drawn):
    flips = [Flips(*masks) for masks in drawn.masks]
    codes = np.array(drawn.codes, dtype=np.int64)
    return as_sets(large.solve_flips(flips, dense(drawn.ranks), EVERY, codes))


@settings(max_examples=300, deadline=None)
@given(option_form())
def test_thresholds_agree_with_the_definitions(drawn):
    assert by_thresholds(drawn) == by_definition(drawn)


@settings(max_examples=150, deadline=None)
@given(option_form())
def test_hubs_agree_with_the_definitions(drawn):
    """As where parties have many options, of which those above have too few."""
    flips = [Flips(*masks) for masks in drawn.masks]
    codes, ranks = np.array(drawn.codes, dtype=np.int64), dense(drawn.ranks)
    assume(not (any(f.one_way for f in flips) and large._sparse(flips, codes)))
    hubs = large.Hubs(flips, ranks, codes)
    found = {c: np.empty((len(flips), codes.size), dtype=bool) for c in NAMES}
    for i in range(len(flips)):
        hubs.party(i, EVERY, found, large.Deterrence(ranks, ()))
    assert as_sets(found) == by_definition(drawn)


@st.composite
def everything_feasible(draw):
    options = draw(st.integers(1, 6))
    parties = draw(st.integers(2, 3))
    owner = [draw(st.integers(0, parties - 1)) for _ in range(options)]
    masks = [(sum(1 << k for k in range(options) if owner[k] == i), 0, 0) for i in range(parties)]
    size = 1 << options
    shared = draw(st.permutations(range(size)))
    one = st.one_of(
        st.permutations(range(size)),
        st.just(shared),
        st.just([size - 1 - r for r in shared]),
        st.lists(st.integers(0, size - 1), min_size=size, max_size=size),
    )
    ranks = [list(draw(one)) for _ in range(parties)]
    return Drawn(list(range(size)), masks, ranks, [])


@settings(max_examples=300, deadline=None)
@given(everything_feasible())
def test_blocks_agree_with_the_definitions(drawn):
    assert by_thresholds(drawn) == by_definition(drawn)


@pytest.mark.parametrize("kind", ["apart", "alike", "opposed", "ties"])
def test_blocks_hubs_and_lists_agree_where_there_is_more_to_sort(kind):
    """Blocks of 32 and 64 states, where the pruned sort has something to prune."""
    rng = np.random.default_rng(5)
    size = 1 << 11
    one = rng.permutation(size).astype(np.int32)
    other = {
        "apart": rng.permutation(size),
        "alike": one,
        "opposed": size - 1 - one,
        "ties": rng.integers(0, 9, size),
    }[kind].astype(np.int32)
    flips = [Flips(0b10101010101), Flips(0b01010101010)]  # options of the two in turn
    codes = np.arange(size)
    blocks = large.solve_flips(flips, [one, other], EVERY, codes)
    hubs = large.Hubs(flips, [one, other], codes)
    for i in range(2):
        found = {c: np.empty((2, size), dtype=bool) for c in NAMES}
        hubs.party(i, EVERY, found, large.Deterrence([one, other], ()))
        assert all((found[c][i] == blocks[c][i]).all() for c in NAMES)
    pairs = solve(flips, [one, other], NAMES, codes=codes)
    assert all((pairs[c] == blocks[c]).all() for c in NAMES)


def test_a_conflict_too_large_to_list_takes_the_fast_path():
    """Two parties of six options each: the answers are those of the definitions by matrix."""
    rng = np.random.default_rng(7)
    size, side = 1 << 16, 1 << 8
    ranks = [rng.permutation(size), rng.permutation(size)]
    stable = solve([Flips(side - 1), Flips(size - side)], ranks, codes=np.arange(size))
    grid = ranks[0].reshape(side, side)  # rows: the second party's settings
    assert (stable["Nash"][0] == (grid <= grid.min(axis=1, keepdims=True)).ravel()).all()
    assert (stable["GMR"][0] == (grid <= grid.max(axis=0).min()).ravel()).all()
    assert (stable["SMR"][0] == (grid <= grid.min(axis=1).max()).ravel()).all()


def test_listed_moves_take_the_compiled_walk_where_they_are_many(monkeypatch):
    rng = np.random.default_rng(3)
    pairs = [rng.integers(0, 40, (300, 2)) for _ in range(3)]
    ranks = [rng.integers(0, 40, 40) for _ in range(3)]
    before = solve(pairs, ranks, DECIDED)
    monkeypatch.setattr(stability, "WORTH_COMPILING", 0)
    after = solve(pairs, ranks, DECIDED)
    assert all((before[c] == after[c]).all() for c in DECIDED)


def test_more_moves_than_can_be_listed_are_refused():
    """One-way options, feasible combinations so thin that hubs would be empty, blocks too large."""
    codes = np.unique(np.random.default_rng(1).integers(0, 1 << 20, 40_000)) | 1 << 39
    ranks = [np.arange(codes.size)] * 2
    with pytest.raises(CaseError) as caught:
        solve([Flips((1 << 20) - 1, 1), Flips(((1 << 20) - 1) << 20)], ranks, codes=codes)
    assert caught.value.findings[0].code == "GO406"


def test_few_feasible_states_are_decided_however_many_options_they_tell_apart():
    """200,000 of 2^40 combinations, options one-way: hardly a move is there to be listed."""
    codes = np.unique(np.random.default_rng(1).integers(0, 1 << 40, 200_000))
    ranks = [np.arange(codes.size)] * 2
    flips = [Flips((1 << 20) - 1, 1), Flips(((1 << 20) - 1) << 20)]
    stable = solve(flips, ranks, ["Nash"], codes=codes)["Nash"]
    moves = [listed_moves(f, codes) for f in flips]
    for row, listed in zip(stable, moves, strict=True):
        better = listed[listed[:, 1] < listed[:, 0]]
        assert np.flatnonzero(~row).tolist() == np.unique(better[:, 0]).tolist()


@pytest.mark.parametrize("one_way", [0, 1])
def test_few_feasible_states_are_decided_as_they_are_when_listed(one_way):
    """One feasible combination in a hundred, parties of many options and of few."""
    rng = np.random.default_rng(7)
    codes = np.unique(rng.integers(0, 1 << 14, 160))
    parties = [Flips(0b1111111), Flips(0b11111110000000)]
    if one_way:
        parties = [Flips(3 << 2 * k, 1 << 2 * k, (2 << 2 * k) * (k % 2)) for k in range(7)]
    ranks = [rng.integers(0, 40, codes.size) for _ in parties]
    assert large.fits(parties, codes)
    found = large.solve_flips(parties, dense(ranks), EVERY, codes)
    listed = [slow.option_moves(codes.tolist(), p.own, p.forward, p.back) for p in parties]
    by_lists = solve([sorted(moves) for moves in listed], ranks, NAMES)
    assert all((found[name] == by_lists[name]).all() for name in NAMES)


@settings(max_examples=100, deadline=None)
@given(st.one_of(option_form(), graph_form()), st.data())
def test_many_rankings_in_one_call(drawn, data):
    size, parties = len(drawn.codes), len(drawn.ranks)
    numbers = st.integers(-3, 2 * size)
    row = st.lists(numbers, min_size=size, max_size=size)
    profile = st.lists(row, min_size=parties, max_size=parties)
    rankings = [drawn.ranks, *data.draw(st.lists(profile, min_size=1, max_size=3))]
    moves = [np.array(sorted(p), dtype=int).reshape(-1, 2) for p in drawn.listed]
    moves = moves or [Flips(*masks) for masks in drawn.masks]
    codes = np.array(drawn.codes, dtype=np.int64)
    together = solve_many(moves, rankings, DECIDED, codes=codes)
    for q, ranks in enumerate(rankings):
        alone = solve(moves, ranks, DECIDED, codes=codes)
        assert all((together[c][q] == alone[c]).all() for c in DECIDED)


def test_some_concepts_only():
    found = solve_many([[(0, 1)], [(1, 0)]], [[[1, 0], [0, 1]]], ["SEQ"])
    assert list(found) == ["SEQ"]
    assert found["SEQ"].shape == (1, 2, 2)


def test_rankings_of_the_wrong_shape_are_refused():
    with pytest.raises(CaseError):
        solve_many([[(0, 1)], []], [[0, 1], [1, 0]])
    with pytest.raises(UsageError):
        solve_many([[(0, 1)], []], [[[0, 1], [1, 0]]], ["nash"])


def test_options_that_nobody_controls_keep_states_apart():
    """Bit 2 belongs to no party: the two halves are conflicts of their own."""
    codes, flips = np.arange(8), [Flips(1), Flips(2)]
    rng = np.random.default_rng(2)
    ranks = [rng.permutation(8).astype(np.int32) for _ in range(2)]
    assert large.fits(flips, codes)
    found = large.solve_flips(flips, ranks, EVERY, codes)
    listed = [slow.option_moves(codes.tolist(), f.own, 0, 0) for f in flips]
    assert as_sets(found) == slow.solve(listed, [r.tolist() for r in ranks], NAMES)
