"""Adjusted Winner: the published cases, its three promises, and what it refuses."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.errors import CaseError
from goodoffices.packages.adjusted_winner import adjusted_winner, points_of
from goodoffices.packages.forms.json import from_dict

REFERENCES = Path(__file__).parents[1] / "reference" / "negotiations"


def exact(points):
    return {p: {m: Fraction(x) for m, x in each.items()} for p, each in points.items()}


@pytest.mark.parametrize("name", ["aw_chris_terry", "aw_trump_divorce"])
def test_published_divisions(name):
    data = json.loads((REFERENCES / f"{name}.json").read_text("utf-8"))
    expected, found = data["adjusted_winner"], adjusted_winner(exact(data["points"]))
    assert points_of(from_dict(data)) == exact(data["points"])
    assert found.first == {p: Fraction(x) for p, x in expected["initial_after_ties"].items()}
    assert found.winner == expected["initial_winner"]
    assert list(found.order) == expected["transfer_order"]
    assert found.divided == expected["divided_item"]
    assert set(found.points.values()) == {Fraction(expected["points_each"])}
    assert found.shares == exact(expected["shares"])


@st.composite
def points(draw):
    count = draw(st.integers(1, 5))
    each = st.lists(st.integers(0, 12), min_size=count, max_size=count).filter(any)
    found = {}
    for party in ("a", "b"):
        numbers = draw(each)
        found[party] = {f"m{k}": Fraction(100 * n, sum(numbers)) for k, n in enumerate(numbers)}
    return found


@given(points())
@settings(max_examples=200, deadline=None)
def test_it_is_equitable_envy_free_and_divides_at_most_one(given_points):
    found = adjusted_winner(given_points)
    assert found.points["a"] == found.points["b"] >= 50
    for shares in found.shares.values():
        assert sum(shares.values()) == 1
        assert min(shares.values()) >= 0
    split = [m for m, shares in found.shares.items() if 0 < shares["a"] < 1]
    assert split == ([found.divided] if found.divided else [])
    for party, each in given_points.items():
        mine = sum(each[m] * found.shares[m][party] for m in each)
        assert mine == found.points[party] >= 100 - mine


@given(points(), st.lists(st.fractions(0, 1), min_size=5, max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_other_division_is_better_for_one_and_worse_for_none(given_points, parts):
    found = adjusted_winner(given_points)
    a = sum(x * part for x, part in zip(given_points["a"].values(), parts, strict=False))
    b = sum(x * (1 - part) for x, part in zip(given_points["b"].values(), parts, strict=False))
    assert min(a - found.points["a"], b - found.points["b"]) <= 0
    assert not (a >= found.points["a"] and b > found.points["b"])
    assert not (a > found.points["a"] and b >= found.points["b"])


def test_equal_points_need_no_giving_back():
    found = adjusted_winner(exact({"a": {"x": 60, "y": 40}, "b": {"x": 40, "y": 60}}))
    assert (found.winner, found.order, found.divided) == (None, (), None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"a": {"x": 1}},
        {"a": {"x": 1}, "b": {"y": 1}},
        {"a": {"x": -1}, "b": {"x": 1}},
        {"a": {"x": 1}, "b": {"x": 1}, "c": {"x": 1}},
    ],
)
def test_what_it_cannot_divide_is_refused(wrong):
    with pytest.raises(CaseError) as raised:
        adjusted_winner(exact(wrong))
    assert [f.code for f in raised.value.findings] == ["GO509"]
