"""Rankings by pairs agree with the closure of what was said; a circle names its pairs."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.conflict.ranking import Circle, by_pairs

SIZE = 6
SOME = st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=2).map(sorted)


def _closed(relation: list[list[bool]]) -> None:
    for k, i, j in itertools.product(range(SIZE), repeat=3):
        relation[i][j] = relation[i][j] or (relation[i][k] and relation[k][j])


@given(better=st.lists(st.tuples(SOME, SOME), max_size=6), equal=st.lists(SOME, max_size=2))
def test_pairs_rank_what_chains_of_them_decide_and_no_more(
    better: list[tuple[list[int], list[int]]], equal: list[list[int]]
) -> None:
    same = [[i == j for j in range(SIZE)] for i in range(SIZE)]
    for group in equal:
        for i, j in itertools.product(group, repeat=2):
            same[i][j] = True
    _closed(same)
    over = [[False] * SIZE for _ in range(SIZE)]
    for high, low in better:
        for i, j in itertools.product(range(SIZE), repeat=2):
            if any(same[i][a] for a in high) and any(same[j][b] for b in low):
                over[i][j] = True
    _closed(over)
    found = by_pairs(
        SIZE, [(np.array(h), np.array(w)) for h, w in better], [np.array(g) for g in equal]
    )
    if any(over[i][i] for i in range(SIZE)):
        assert isinstance(found, Circle)
        for place, pair in enumerate(found.pairs):
            first, second = found.states[place], found.states[(place + 1) % len(found.states)]
            assert any(same[first][x] for x in better[pair][0])
            assert any(same[second][x] for x in better[pair][1])
        return
    assert not isinstance(found, Circle)
    unknown = {tuple(pair) for pair in found.unknown.tolist()}
    for i, j in itertools.combinations(range(SIZE), 2):
        assert ((i, j) in unknown) == (not (same[i][j] or over[i][j] or over[j][i]))
        if over[i][j]:
            assert found.ranks[i] < found.ranks[j]
        if over[j][i]:
            assert found.ranks[j] < found.ranks[i]
        if same[i][j]:
            assert found.ranks[i] == found.ranks[j]
