"""Simultaneous sanctions: a mark of its own."""

from __future__ import annotations

import pytest

from goodoffices.base.errors import UsageError
from goodoffices.conflict import examples
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.simultaneous import simultaneous


def test_two_drivers_who_both_swerve_may_think_again():
    """From both swerving each would rather hold its course; if both do, they crash."""
    chicken = examples.load("chicken")
    assert not chicken.outcomes().stable["SEQ"][:, 0].any()
    assert simultaneous(chicken)[:, 0].tolist() == [True, True]
    # from the crash both swerving at once is better for both than the crash
    assert simultaneous(chicken)[:, 3].tolist() == [False, False]


def test_an_infeasible_meeting_point_sanctions_nothing():
    data = {
        "decision_makers": {"A": ["a"], "B": ["b"]},
        "states": ["NN", "YN", "NY"],
        "preferences": {"A": [2, 1, 3], "B": [3, 1, 2]},
    }
    assert not simultaneous(Conflict.from_dict(data)).any()


def test_two_parties_in_option_form_only():
    with pytest.raises(UsageError):
        simultaneous(examples.load("elmira"))
