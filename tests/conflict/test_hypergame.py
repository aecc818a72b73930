"""Misperception: what holds by each party's own view, and whom it surprises."""

from __future__ import annotations

import pytest

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.conflict.hypergame import hypergame
from goodoffices.conflict.model import Conflict

STATES = ["YY", "YN", "NY", "NN"]
DILEMMA = {"First": [3, 1, 4, 2], "Second": [2, 1, 4, 3]}
CHICKEN = {"First": [3, 1, 2, 4], "Second": [2, 1, 3, 4]}


def of(preferences):
    makers = {"First": ["a"], "Second": ["b"]}
    return Conflict.from_dict(
        {"decision_makers": makers, "states": STATES, "preferences": preferences}
    )


def test_seen_alike_nothing_is_new():
    conflict = of(CHICKEN)
    found = hypergame(conflict, {})
    plain = conflict.outcomes()
    for concept in plain.stable:
        assert (found.stable(concept) == plain.stable[concept]).all()
        assert found.unforeseen(concept) == []
        assert found.surprises("First", concept) == []


def test_each_thinks_the_other_would_give_way():
    """Both play for a dilemma but see a game of chicken: both hold firm, and nobody foresaw it."""
    true = of(DILEMMA)
    first = of({"First": DILEMMA["First"], "Second": CHICKEN["Second"]})
    second = of({"First": CHICKEN["First"], "Second": DILEMMA["Second"]})
    found = hypergame(true, {"First": first, "Second": second})
    assert found.holding("Nash") == [3]
    assert found.foreseen("First", "Nash") == [2]
    assert found.foreseen("Second", "Nash") == [1]
    assert found.unforeseen("Nash") == [3]
    assert found.surprises("First", "Nash") == [3]
    assert found.to_dict()["Nash"] == {
        "holding": [4],
        "unforeseen": [4],
        "surprises": {"First": [4], "Second": [4]},
    }


def test_an_option_that_a_party_does_not_see():
    true = of(DILEMMA)
    blind = Conflict.from_dict(
        {
            "decision_makers": {"First": ["a"], "Second": []},
            "states": ["Y", "N"],
            "preferences": {"First": [1, 2], "Second": [1, 2]},
        }
    )
    found = hypergame(true, {"First": blind})
    assert found.seen["First"].tolist() == [0, 0, 1, 1]
    assert found.stable("Nash")[0].tolist() == [True, True, False, False]


def test_views_that_do_not_fit():
    with pytest.raises(UsageError):
        hypergame(of(CHICKEN), {"Third": of(CHICKEN)})
    makers = {"First": ["a", "c"], "Second": ["b"]}
    more = {
        "decision_makers": makers,
        "states": ["YYY"],
        "preferences": {"First": [1], "Second": [1]},
    }
    with pytest.raises(CaseError):
        hypergame(of(CHICKEN), {"First": Conflict.from_dict(more)})
    fewer = of(CHICKEN)
    part = Conflict.from_dict(
        {
            "decision_makers": {"First": ["a"], "Second": ["b"]},
            "states": STATES[:3],
            "preferences": {"First": [3, 1, 2], "Second": [2, 1, 3]},
        }
    )
    with pytest.raises(CaseError, match="looks like"):
        hypergame(fewer, {"First": part})
