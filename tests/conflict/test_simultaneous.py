"""Simultaneous sanctions: a mark of its own, and the stability the field's program makes of it."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from test_explain import conflict_of
from tests.conflict.random_conflicts import option_form
from tests.conflict.slow_stability import improvements, option_moves, stable

from goodoffices.base.errors import UsageError
from goodoffices.case.options import Option
from goodoffices.conflict import examples
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.simultaneous import at_once_reason, simultaneous, solve_simultaneous
from goodoffices.conflict.words.at_once import at_once

EXAMPLES = int(os.environ.get("LONG_COUNT", "60"))
"""Random conflicts a test looks at; thousands where the variable asks for them."""


def test_two_drivers_who_both_swerve_may_think_again():
    """From both swerving each would rather hold its course; if both do, they crash."""
    chicken = examples.load("chicken")
    assert not chicken.outcomes().stable["SEQ"][:, 0].any()
    assert simultaneous(chicken)[:, 0].tolist() == [True, True]
    # from the crash both swerving at once is better for both than the crash
    assert simultaneous(chicken)[:, 3].tolist() == [False, False]


def test_why_they_may_think_again():
    chicken = examples.load("chicken")
    assert at_once(chicken, at_once_reason(chicken, 0, 0)) == (
        "First would rather move to “Only the second swerves”, but if Second moves to “Only the "
        "first swerves” at the same moment, both end at “They crash”, which First ranks below this "
        "outcome."
    )


def test_an_infeasible_meeting_point_sanctions_nothing():
    data = {
        "decision_makers": {"A": ["a"], "B": ["b"]},
        "states": ["NN", "YN", "NY"],
        "preferences": {"A": [2, 1, 3], "B": [3, 1, 2]},
    }
    conflict = Conflict.from_dict(data)
    assert not simultaneous(conflict).any()
    assert solve_simultaneous(conflict)[:, 0].tolist() == [False, False]


def test_states_by_their_options_only():
    data = {"decision_makers": ["A", "B"], "states": 2, "moves": {}, "preferences": {}}
    data["decision_makers"] = {"A": [], "B": []}
    data["preferences"] = {"A": [1, 2], "B": [1, 2]}
    with pytest.raises(UsageError, match="two parties or more in option form"):
        simultaneous(Conflict.from_dict(data))


def spoilt(drawn, moves, party, state, others) -> bool:
    """Whether one of some others spoils each improvement of a party, from the definition."""
    ranks, codes = drawn.ranks, drawn.codes
    for mine in improvements(moves, ranks, party, state):
        ends = set()
        for j in others:
            for theirs in improvements(moves, ranks, j, state) if j != party else ():
                own, masks = drawn.masks[party][0], drawn.masks[j][0]
                both = codes[state] & ~(own | masks) | codes[mine] & own | codes[theirs] & masks
                ends |= {s for s, code in enumerate(codes) if code == both}
        if not any(ranks[party][end] >= ranks[party][state] for end in ends):
            return False
    return True


@settings(max_examples=EXAMPLES, deadline=None)
@given(option_form(most_options=4))
def test_any_number_of_parties_one_other_at_a_time(drawn):
    moves = [option_moves(drawn.codes, *masks) for masks in drawn.masks]
    everyone = range(len(moves))
    count = max(code.bit_length() for code in [1, *drawn.codes, *(m[0] for m in drawn.masks)])
    options = tuple(Option(id=f"P0.{k}", party="P0", text=f"{k}") for k in range(count))
    conflict = replace(conflict_of(drawn), options=options)
    marks, sim = simultaneous(conflict), solve_simultaneous(conflict)
    for state in range(len(drawn.codes)):
        leaving = [i for i in everyone if not stable(moves, drawn.ranks, i, state, "SEQ")]
        for i in everyone:
            assert sim[i, state] == spoilt(drawn, moves, i, state, everyone)
            reason = at_once_reason(conflict, state, i)
            assert reason.stable == sim[i, state]
            assert "{" not in at_once(conflict, reason)
            assert (reason.target is None) == (not improvements(moves, drawn.ranks, i, state))
            if reason.end is not None:  # what spoils it is another's improvement, and no good
                assert reason.theirs in improvements(moves, drawn.ranks, reason.other, state)
                both = drawn.codes[reason.target] ^ drawn.codes[reason.theirs] ^ drawn.codes[state]
                assert drawn.codes[reason.end] == both
                assert drawn.ranks[i][reason.end] - drawn.ranks[i][state] >= reason.harms
            expected = i in leaving and spoilt(drawn, moves, i, state, leaving)
            assert marks[i, state] == expected


def test_nash_is_sim():
    conflict = examples.load("garrison")
    nash = conflict.outcomes("Nash").stable["Nash"]
    assert not (nash & ~solve_simultaneous(conflict)).any()
