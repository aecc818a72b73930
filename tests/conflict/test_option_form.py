"""The plain JSON form in option form: states from conditions, rankings from statements, weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices.base.errors import CaseError
from goodoffices.conflict.model import Conflict

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"
CHOICE = ["delay", "accept", "abandon"]


def test_elmira_from_its_conditions_is_elmira():
    listed = json.loads((REFERENCE / "elmira.json").read_text())
    data = {key: listed[key] for key in ("name", "decision_makers", "option_order", "preferences")}
    data |= {
        "exclusive": [CHOICE],
        "at_least_one": [CHOICE],
        "same": ["abandon"],
        "irreversible": {"modify": "N->Y", "delay": "Y->N", "abandon": "N->Y"},
    }
    found, expected = Conflict.from_dict(data), Conflict.from_dict(listed)
    assert [found.pattern(s) for s in range(8)] == listed["states"][:8]
    assert found.pattern(8) == "-NNY-"  # the three exclude each other: two are not open
    for mine, theirs in zip(found.moves, expected.moves, strict=True):
        assert mine.tolist() == theirs.tolist()
    assert found.outcomes().to_dict() == expected.outcomes().to_dict()


def small(**changes):
    data = {
        "decision_makers": {"A": ["a", "b"], "B": ["c"]},
        "infeasible": ["a and b"],
        "preferences": {
            "A": {"statements": ["not c", "a if c", "A.b"]},
            "B": {"weights": {"a": 1.5, "b": "1/3", "c": -2}},
        },
    }
    return {key: value for key, value in (data | changes).items() if value is not None}


def test_statements_and_weights():
    conflict = Conflict.from_dict(small())
    patterns = [conflict.pattern(s) for s in range(conflict.size)]
    assert patterns == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    assert conflict.ranks[0].tolist() == [1, 1, 0, 4, 2, 3]
    # 0, 3/2, 1/3, -2, -1/2, -5/3
    assert conflict.ranks[1].tolist() == [2, 0, 1, 5, 3, 4]


def test_statements_rank_listed_states_too():
    data = small(infeasible=None, states=["NNN", "NYN", "YNY"])
    assert Conflict.from_dict(data).ranks[0].tolist() == [1, 0, 2]


@pytest.mark.parametrize(
    ("changes", "code", "part"),
    [
        ({"infeasible": ["a and"]}, "GO205", "infeasible[1]"),
        ({"infeasible": ["d"]}, "GO204", "infeasible[1]"),
        ({"infeasible": {"a": 1}}, "GO207", "infeasible"),
        ({"infeasible": ["a or not a"]}, "GO404", "infeasible[1]"),
        ({"exclusive": ["a"]}, "GO407", "exclusive[1]"),
        ({"exclusive": [["a", "x"]]}, "GO204", "exclusive[1][2]"),
        (
            {"preferences": {"A": {"statements": ["z"]}, "B": {"weights": {}}}},
            "GO204",
            "preferences.A.statements[1]",
        ),
        (
            {"preferences": {"A": {"weights": {"z": 1}}, "B": {"weights": {}}}},
            "GO204",
            "preferences.A.weights.z",
        ),
        (
            {"preferences": {"A": {"weights": {"a": "x"}}, "B": {"weights": {}}}},
            "GO213",
            "preferences.A.weights.a",
        ),
        ({"preferences": {"A": {"orders": []}, "B": {"weights": {}}}}, "GO407", "preferences.A"),
        (
            {
                "decision_makers": {"A": [f"o{k}" for k in range(40)], "B": []},
                "infeasible": [],
                "preferences": {"A": {"statements": ["o1"]}, "B": {"weights": {}}},
            },
            "GO406",
            "decision_makers",
        ),
    ],
)
def test_bad_conditions(changes, code, part):
    with pytest.raises(CaseError) as caught:
        Conflict.from_dict(small(**changes))
    found = [(f.code, f.place.part) for f in caught.value.findings]
    assert (code, part) in found
