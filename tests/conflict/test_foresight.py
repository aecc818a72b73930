"""Looking however far ahead, and one party leading: against the twin and the 2 × 2 games."""

from __future__ import annotations

import json
import os
from itertools import permutations

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_explain import conflict_of
from tests.conflict import slow_extensions as slow
from tests.conflict.random_conflicts import graph_form, option_form
from tests.conflict.slow_stability import option_moves

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.cli.main import verbs
from goodoffices.conflict import examples, limited
from goodoffices.conflict.foreseen import Foreseer
from goodoffices.conflict.limited import solve_limited, solve_nonmyopic, solve_stackelberg
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.stability import solve
from goodoffices.conflict.words.ahead import foreseen

EXAMPLES = int(os.environ.get("LONG_COUNT", "40"))
"""Random conflicts a test looks at; thousands where the variable asks for them."""

CODES = np.arange(4)
FLIPS = [Flips(1), Flips(2)]


def arrays(moves):
    return [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in moves]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.one_of(option_form(3, 3), graph_form(5, 3)))
def test_however_far_is_every_horizon_from_some_one_on(drawn):
    moves = listed_of(drawn)
    found = solve_nonmyopic(arrays(moves), drawn.ranks)
    for i in range(len(moves)):
        assert found[i].tolist() == slow.nonmyopic(moves, drawn.ranks, i)


@settings(max_examples=EXAMPLES, deadline=None)
@given(graph_form(5, 2), st.integers(0, 1))
def test_who_leads_looks_two_moves_ahead_and_who_follows_one(drawn, leader):
    moves = arrays(drawn.listed)
    if len(moves) != 2:
        return
    found = solve_stackelberg(moves, drawn.ranks, leader)
    assert (found[leader] == solve_limited(moves, drawn.ranks, 2)[leader]).all()
    assert (found[1 - leader] == solve(moves, drawn.ranks, ["Nash"])["Nash"][1 - leader]).all()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.one_of(option_form(3, 3), graph_form(5, 3)), st.sampled_from([1, 2, 3, None]))
def test_every_party_is_explained_by_what_it_foresees(drawn, horizon):
    conflict = conflict_of(drawn)
    moves, ranks, codes = conflict.movement, conflict.ranks, conflict.codes
    if horizon is None:
        stable = solve_nonmyopic(moves, ranks, codes=codes)
    else:
        stable = solve_limited(moves, ranks, horizon, codes=codes)
    view = Foreseer(conflict)
    for i in range(len(moves)):
        for state in range(conflict.size):
            reason = view.reason(state, i, horizon)
            assert reason.leaves != stable[i, state]
            assert ("ranks nothing" in foreseen(conflict, reason)) == (
                reason.target is not None and not reason.leaves
            )
            if reason.target is not None:
                assert (state, reason.target) in listed_of(drawn)[i]


def listed_of(drawn):
    return drawn.listed or [option_moves(drawn.codes, *masks) for masks in drawn.masks]


def games():
    """The 78 ordinal 2 × 2 games: strict rankings, but for who is called first and what left."""
    found = set()
    for first in permutations(range(4)):
        for second in permutations(range(4)):
            alike = []
            for flipped in range(4):
                one, other = ([rank[s ^ flipped] for s in range(4)] for rank in (first, second))
                turned = [[rank[s] for s in (0, 2, 1, 3)] for rank in (other, one)]
                alike += [(tuple(one), tuple(other)), tuple(map(tuple, turned))]
            found.add(min(alike))
    return sorted(found)


def test_leading_in_each_game_is_to_choose_first():
    """The leader's best of the two choices, each with the follower's best answer to it."""
    assert len(games()) == 78
    for ranks in games():
        for leader in (0, 1):
            answers = []
            for choice in (0, 1):
                cells = [s for s in range(4) if s >> leader & 1 == choice]
                answers.append(min(cells, key=lambda s: ranks[1 - leader][s]))
            expected = min(answers, key=lambda s: ranks[leader][s])
            found = solve_stackelberg(FLIPS, ranks, leader, codes=CODES).all(axis=0)
            assert np.flatnonzero(found).tolist() == [expected]


def test_the_farsighted_leave_neither_peace_nor_war_of_the_dilemma():
    """States NN, YN, NY, YY of defecting; Brams & Wittman 1981 find both for the dilemma."""
    dilemma = [[1, 0, 3, 2], [1, 3, 0, 2]]
    assert solve_nonmyopic(FLIPS, dilemma, codes=CODES).all(axis=0).tolist() == [1, 0, 0, 1]
    chicken = examples.load("chicken")
    found = solve_nonmyopic(chicken.movement, chicken.ranks, codes=chicken.codes)
    assert found.all(axis=0).tolist() == [1, 0, 0, 0]
    count = sum(solve_nonmyopic(FLIPS, r, codes=CODES).all(axis=0).any() for r in games())
    assert count == 55  # as docs/outcomes.md says


def test_what_cannot_be_told(monkeypatch):
    with pytest.raises(UsageError, match="GO442"):
        solve_stackelberg([[], [], []], [[0, 1]] * 3, 0)
    with pytest.raises(UsageError, match="GO442"):
        solve_stackelberg(FLIPS, [[0, 1, 2, 3]] * 2, 2, codes=CODES)
    with pytest.raises(UsageError, match="GO413"):
        solve_nonmyopic([[]], [[0, 1]])
    monkeypatch.setattr(limited, "MOST_HORIZON", 1)
    with pytest.raises(CaseError, match="does not come round"):
        solve_nonmyopic(FLIPS, [[1, 0, 3, 2], [1, 3, 0, 2]], codes=CODES)


def test_on_the_command_line(tmp_path):
    path = tmp_path / "chicken.json"
    path.write_text(json.dumps(examples.read("chicken")))

    def asked(*options):
        return CliRunner().invoke(verbs, ["outcomes", str(path), *options])

    assert json.loads(asked("--limited", "all", "--json").output)["equilibria"] == [1]
    plain = json.loads(asked("--leader", "First", "--json").output)
    assert plain["leader"] == "First"
    assert plain["equilibria"] == [3]
    assert "They crash" not in asked("--leader", "Second").output.splitlines()[-1]
    why = asked("--explain", "1", "--limited", "2").output.splitlines()
    assert why[1] == (
        "· First: Looking 2 moves ahead, First would move to “Only the second swerves”, and there "
        "things would end; it ranks that above this outcome."
    )
    assert "● First: However far" in asked("--explain", "1", "--limited", "all").output
    reasons = json.loads(asked("--explain", "4", "--leader", "First", "--json").output)["reasons"]
    assert [row["stable"] for row in reasons] == [False, False]
    assert "GO413" in str(asked("--leader", "Third").exception)
    assert "GO926" in str(asked("--leader", "First", "--limited", "2").exception)
