"""Coalitions, unknown preferences, limited moves, evolution: against their slow twins and facts."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_explain import conflict_of
from tests.conflict import slow_extensions as slow
from tests.conflict.random_conflicts import graph_form, option_form
from tests.conflict.slow_stability import option_moves

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.conflict import dense
from goodoffices.conflict.coalitions import coalitions
from goodoffices.conflict.concepts import CONCEPTS, DECIDED
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.limited import solve_limited
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.simultaneous import simultaneous
from goodoffices.conflict.stability import solve
from goodoffices.conflict.unknowns import EXTENSIONS, solve_unknown

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"
ANY_FORM = st.one_of(option_form(most_options=4, most_parties=3), graph_form(most_parties=3))


def listed(drawn):
    return drawn.listed or [option_moves(drawn.codes, *masks) for masks in drawn.masks]


def elmira():
    return Conflict.from_dict(json.loads((REFERENCE / "elmira.json").read_text()))


# --- coalitions ---------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(ANY_FORM)
def test_coalitions_agree_with_the_definitions(drawn):
    found = coalitions(conflict_of(drawn), concepts=DECIDED)
    moves = listed(drawn)
    for concept, rows in found.stable.items():
        assert len(rows) == 2 ** len(drawn.ranks) - 1
        for names, cells in rows.items():
            group = [int(name[1:]) for name in names]
            expected = [
                slow.coalition_stable(moves, drawn.ranks, group, s, concept)
                for s in range(len(drawn.codes))
            ]
            assert cells.tolist() == expected, (concept, names)


@settings(max_examples=100, deadline=None)
@given(option_form(most_options=4, most_parties=2))
def test_single_parties_of_two_are_as_without_coalitions(drawn):
    conflict = conflict_of(drawn)
    found, alone = coalitions(conflict), conflict.outcomes()
    for concept in CONCEPTS:
        for i, party in enumerate(conflict.parties):
            assert (found.stable[concept][party,] == alone.stable[concept][i]).all()


def test_the_ministry_and_the_company_leave_state_5_of_elmira_together():
    """Kilgour, Hipel, Fang & Peng 2001: of the equilibria 5, 8 and 9, a coalition moves 5 to 8."""
    found = coalitions(elmira(), concepts=["Nash"])
    assert not found.stable["Nash"]["MoE", "Uniroyal"][4]
    assert found.stable["Nash"]["MoE", "Uniroyal"][7]
    assert found.to_dict()["equilibria"]["Nash"] == [8, 9]
    assert repr(found) == "Coalitions('elmira': 7 coalitions; Nash 2)"


def test_named_coalitions_only():
    found = coalitions(elmira(), [["Uniroyal", "MoE"]], ["SEQ"])
    assert list(found.to_dict()["stable"]["SEQ"]) == ["MoE+Uniroyal"]


@pytest.mark.parametrize(
    ("groups", "concepts", "text"),
    [
        ([["MoEE"]], ["Nash"], "Did you mean “MoE”"),
        ([[]], ["Nash"], "at least one party"),
        (None, ["SEQ@2"], "no stability concept"),
    ],
)
def test_what_coalitions_cannot_be(groups, concepts, text):
    with pytest.raises(UsageError, match=text):
        coalitions(elmira(), groups, concepts)


def test_a_crowd_of_parties_must_be_named():
    makers = {f"P{i}": [] for i in range(9)}
    data = {
        "decision_makers": makers,
        "states": 1,
        "moves": {},
        "preferences": {maker: [1] for maker in makers},
    }
    with pytest.raises(UsageError, match="511 coalitions"):
        coalitions(Conflict.from_dict(data))


# --- unknown preferences ------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(ANY_FORM, st.data())
def test_unknown_preferences_agree_with_the_definitions(drawn, data):
    size = len(drawn.codes)
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    unknown = [
        {p for p in data.draw(st.sets(pair, max_size=size)) if p[0] != p[1]} for _ in drawn.ranks
    ]
    moves = listed(drawn)
    found = solve_unknown(
        [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in moves],
        drawn.ranks,
        [np.array(sorted(u), dtype=int).reshape(-1, 2) for u in unknown],
        DECIDED,
    )
    for extension, table in found.items():
        for concept, cells in table.items():
            for i in range(len(moves)):
                question = (concept, extension)
                expected = [
                    slow.unknown_stable(moves, drawn.ranks, unknown, i, s, question)
                    for s in range(size)
                ]
                assert cells[i].tolist() == expected, question


@settings(max_examples=60, deadline=None)
@given(ANY_FORM, st.data())
def test_a_reason_names_a_move_that_nothing_deters_or_one_that_something_does(drawn, data):
    size, parties = len(drawn.codes), [f"p{i}" for i in range(len(drawn.ranks))]
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    unknown = [
        {p for p in data.draw(st.sets(pair, max_size=size)) if p[0] != p[1]} for _ in drawn.ranks
    ]
    moves = listed(drawn)
    conflict = Conflict.from_dict(
        {
            "decision_makers": {party: [] for party in parties},
            "states": size,
            "moves": {
                p: [[a + 1, b + 1] for a, b in sorted(m)]
                for p, m in zip(parties, moves, strict=True)
            },
            "preferences": {
                p: [
                    [int(s) + 1 for s in np.flatnonzero(np.array(r) == level)]
                    for level in np.unique(r)
                ]
                for p, r in zip(parties, drawn.ranks, strict=True)
            },
            "unknown": {
                p: [[a + 1, b + 1] for a, b in sorted(u)]
                for p, u in zip(parties, unknown, strict=True)
            },
        }
    )
    found = conflict.outcomes()
    if found.attitudes is None:
        return
    i, state = data.draw(st.integers(0, len(parties) - 1)), data.draw(st.integers(0, size - 1))
    for concept in found.stable:
        why = found.explain(state, parties[i], concept)
        letters = found.letters(concept, state, i)
        free = {
            a: slow.undeterred(moves, drawn.ranks, unknown, i, state, (concept, a)) for a in "abcd"
        }
        assert set(letters) == {a for a in "abcd" if not free[a]}
        assert why.stable == (letters == "abcd")
        named = {target for _party, _start, target in why.moves}
        if why.stable:
            assert "nothing deters" not in why.text
            assert bool(named) == ("deterred by" in why.text)
        else:
            assert "nothing deters" in why.text
            assert named <= set().union(*free.values())
            assert len(named) == 1


@settings(max_examples=100, deadline=None)
@given(ANY_FORM)
def test_without_unknowns_the_extensions_are_the_plain_concepts(drawn):
    moves = [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in listed(drawn)]
    plain = solve(moves, drawn.ranks)
    found = solve_unknown(moves, drawn.ranks, [[] for _ in moves])
    assert list(found) == list(EXTENSIONS)
    for table in found.values():
        assert all((table[c] == plain[c]).all() for c in CONCEPTS)


def test_bad_unknowns():
    with pytest.raises(CaseError):
        solve_unknown([[(0, 1)], []], [[0, 1], [0, 1]], [[(0, 2)], []])
    with pytest.raises(CaseError):
        solve_unknown([[(0, 1)], []], [[0, 1], [0, 1]], [[]])
    with pytest.raises(UsageError):
        solve_unknown([[(0, 1)], []], [[0, 1], [0, 1]], [[], []], ["L2"])


def test_more_states_than_can_be_compared_in_pairs_are_refused():
    ranks = [np.arange(5000)] * 2
    with pytest.raises(CaseError, match="5,000 states"):
        solve_unknown([[(0, 1)], []], ranks, [[], []])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 70), st.sampled_from([0.0, 0.01, 0.03, 0.4]))
def test_relations_as_bits_are_what_they_are_as_matrices(seed, size, density):
    rng = np.random.default_rng(seed)
    first, second = rng.random((size, size)) < density, rng.random((size, size)) < 0.3
    bits, rows = dense.packed(first), dense.packed(second)
    assert (dense.turned(bits) == dense.packed(first.T)).all()
    assert (dense.inverted(bits, size) == dense.packed(~first)).all()
    assert (np.transpose(dense.pairs(bits)) == np.argwhere(first)).all()
    assert dense.states(bits[0]) == np.flatnonzero(first[0]).tolist()
    way = dense.MoverMoves(*np.nonzero(first))
    led = dense.led([way], rows)
    assert (led == dense.packed(first.astype(int) @ second.astype(int) > 0)).all()
    fears = dense.Fears(incentive=bits, answers=bits, good=rows, own=[way])
    assert (fears.harm() == [fears.harm_at(state) for state in range(size)]).all()


# --- limited moves ------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(option_form(3, 2), graph_form(6, 2), option_form(3, 3), graph_form(4, 4)),
    st.integers(1, 3),
)
def test_limited_moves_agree_with_the_game_tree(drawn, horizon):
    moves = listed(drawn)
    given = [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in moves]
    found = solve_limited(given, drawn.ranks, horizon)
    for i in range(len(moves)):
        expected = [
            slow.limited_end(moves, drawn.ranks, i, s, horizon, i) == s
            for s in range(len(drawn.codes))
        ]
        assert found[i].tolist() == expected


@settings(max_examples=50, deadline=None)
@given(graph_form(6, 4))
def test_a_horizon_of_one_is_nash(drawn):
    given = [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in drawn.listed]
    nash = solve(given, drawn.ranks, ["Nash"])["Nash"]
    assert (solve_limited(given, drawn.ranks, 1) == nash).all()


@settings(max_examples=50, deadline=None)
@given(graph_form(6, 2), st.integers(1, 4))
def test_a_party_that_cannot_move_changes_nothing(drawn, horizon):
    given = [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in drawn.listed]
    three = solve_limited([*given, []], [*drawn.ranks, drawn.ranks[0]], horizon)
    assert (three[:2] == solve_limited(given, drawn.ranks, horizon)).all()
    assert three[2].all()


@pytest.mark.parametrize(("parties", "horizon"), [(1, 2), (2, 0), (3, 0)])
def test_limits_of_limited_moves(parties, horizon):
    with pytest.raises(UsageError):
        solve_limited([[]] * parties, [[0, 1]] * parties, horizon)


# --- evolution ----------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(ANY_FORM, st.booleans(), st.data())
def test_evolution_takes_the_shortest_legal_paths(drawn, gainful, data):
    conflict, moves = conflict_of(drawn), listed(drawn)
    start = data.draw(st.integers(0, conflict.size - 1))
    found = evolution(conflict, start, gainful=gainful)
    expected = slow.shortest(moves, drawn.ranks, start, gainful=gainful)
    assert {s: int(found.steps[s]) for s in found.reached()} == expected
    for state in range(conflict.size):
        path = found.path(state)
        assert (path is None) == (state not in expected)
        if not path:
            continue
        assert len(path) == expected[state]
        assert path[0][1] == start
        assert path[-1][2] == state
        for before, after in pairwise(path):
            assert before[0] != after[0]
            assert before[2] == after[1]
        for party, a, b in path:
            i = conflict.parties.index(party)
            assert (a, b) in moves[i]
            assert not gainful or drawn.ranks[i][b] < drawn.ranks[i][a]


def test_how_elmira_came_to_its_end():
    """The company accepts once the ministry has modified its order: 5, 6, 8."""
    found = evolution(elmira(), 4)
    assert found.path(7) == (("MoE", 4, 5), ("Uniroyal", 5, 7))
    assert found.describe(7) == ("MoE would modify. Uniroyal would accept and no longer delay.")
    gainful = evolution(elmira(), 4, gainful=True)
    assert gainful.path(7) is None
    assert gainful.describe(7) == (
        "“MoE would modify; Uniroyal would accept; LocalGov would insist” cannot be reached from "
        "“Uniroyal would delay; LocalGov would insist” if everyone moves only to its gain."
    )
    assert evolution(elmira(), 8).describe(0) == (
        "“Uniroyal would delay” cannot be reached from “Uniroyal would abandon” at all."
    )
    assert found.describe(4) == "“Uniroyal would delay; LocalGov would insist” is where it stands."
    assert found.to_dict()["reached"]["8"] == [
        {"party": "MoE", "from": 5, "to": 6},
        {"party": "Uniroyal", "from": 6, "to": 8},
    ]


def test_a_start_is_needed():
    with pytest.raises(UsageError, match="no status quo"):
        evolution(elmira())
    with pytest.raises(UsageError, match="There is no state 10"):
        evolution(elmira(), 9)
    with pytest.raises(UsageError, match="There is no state 0"):
        evolution(elmira(), 0).path(-1)


def test_flips_are_listed_where_limited_moves_need_them():
    codes = np.arange(4)
    ranks = [[1, 0, 3, 2], [0, 1, 2, 3]]
    flips, pairs = (
        [Flips(1), Flips(2)],
        [[(0, 1), (1, 0), (2, 3), (3, 2)], [(0, 2), (2, 0), (1, 3), (3, 1)]],
    )
    assert (solve_limited(flips, ranks, 2, codes=codes) == solve_limited(pairs, ranks, 2)).all()
    with pytest.raises(CaseError):
        solve_limited(flips, ranks, 2)
    with pytest.raises(CaseError):
        solve_limited(pairs, [[0, 1], [0, 1, 2]], 2)
    with pytest.raises(CaseError):
        solve_unknown(flips, ranks, [[], []])


def test_more_states_than_can_be_walked_through():
    codes = np.arange(1 << 19)
    ranks = tuple(np.zeros(codes.size, dtype=np.int32) for _ in range(2))
    wide = Conflict(
        name="wide",
        parties=("A", "B"),
        party_names=("A", "B"),
        codes=codes,
        movement=(Flips(1), Flips(2)),
        ranks=ranks,
    )
    with pytest.raises(CaseError, match="524,288 states"):
        evolution(wide, 0)
    with pytest.raises(CaseError, match="524,288 states"):
        simultaneous(wide)
