"""A conflict that only lists is read at once, and is what the readers of a case make of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from tests.conflict.random_conflicts import listed_form, same

from goodoffices.base.errors import CaseError
from goodoffices.conflict import examples
from goodoffices.conflict.forms.json import from_dict
from goodoffices.conflict.forms.listed import listed_conflict
from goodoffices.conflict.model import Conflict


@settings(max_examples=300, deadline=None)
@given(listed_form())
def test_both_readers_make_the_same_of_what_is_listed(data: dict) -> None:
    quick = listed_conflict(data, "file")
    assert quick is not None
    assert same(quick, from_dict(data, "file"))


@pytest.mark.parametrize("name", examples.names())
def test_what_ships_is_read_at_once_where_it_only_lists(name: str) -> None:
    data = examples.read(name)
    quick = listed_conflict(data, name)
    orders = data["preferences"].values()
    assert (quick is not None) == all(isinstance(order, list) for order in orders)
    assert quick is None or same(quick, from_dict(data, name))


BASE = {
    "decision_makers": {"A": ["a"], "B": ["b"]},
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A": [[1], [2], [3], [4]], "B": [[4], [3], [2], [1]]},
}
AMISS = [
    {"decision_makers": {"A": ["a"], "B": ["a"]}, "option_order": ["a", "a"]},
    {"decision_makers": {"A": ["a", "a"]}},
    {"decision_makers": [{"name": "A", "options": ["a"]}, {"name": "A", "options": ["b"]}]},
    {"decision_makers": [{"options": ["a"]}]},
    {"decision_makers": []},
    {"option_order": ["a", "c"]},
    {"option_order": ["a"]},
    {"irreversible": {"a": "up"}},
    {"irreversible": {"c": "N->Y"}},
    {"states": ["NN", "YN", "NY", "YX"]},
    {"states": ["NN", "YN", "NY", "NY"]},
    {"states": 4},
    {"states": True},
    {"moves": {"A": [[1, 1]], "B": []}},
    {"moves": {"A": [[1, 5]], "B": []}},
    {"moves": {"A": [[1, "2"]], "B": []}},
    {"moves": {"A": [[1, 2, 3]], "B": []}},
    {"moves": {"C": [[1, 2]]}},
    {"preferences": {"A": [[1], [2], [3], [4]]}},
    {"preferences": BASE["preferences"] | {"C": []}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3]]}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3], [3]]}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3], [10**30]]}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3], [4.0]]}},
    {"status_quo": 0},
    {"status_quo": "1"},
    {"names": {"x": "y"}},
    {"names": {"5": "y"}},
    {"names": {"1": 2}},
]


@pytest.mark.parametrize("amiss", AMISS, ids=lambda amiss: json.dumps(amiss)[:60])
def test_what_is_amiss_is_told_with_its_line_and_column(amiss: dict) -> None:
    text = json.dumps(BASE | amiss, indent=1)
    with pytest.raises(CaseError) as told:
        Conflict.from_dict(json.loads(text), "file", text)
    assert all(finding.place and finding.place.line for finding in told.value.findings)


@pytest.mark.parametrize(
    "more",
    [
        {"unknown": {"A": [[1, 2]]}},
        {"barred": [{"party": "A", "to": "a"}]},
        {"preferences": {"A": {"statements": ["a"]}, "B": [[1], [2], [3], [4]]}},
        {"decision_makers": {"A": [{"name": "a", "text": "acts"}], "B": ["b"]}},
        {"states": ["-N", "NY", "YY"], "preferences": {"A": [[1], [2], [3]], "B": [[3], [2], [1]]}},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_says_more_is_left_to_the_readers_of_a_case(more: dict) -> None:
    assert listed_conflict(BASE | more, "file") is None
    assert Conflict.from_dict(BASE | more).size
