"""Weights by points, swings and order: published centroids, ends by brute force, the case file."""

from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.base.errors import CaseError
from goodoffices.case import file as casefile
from goodoffices.case.file.elicited import ranked_values, ranked_weights, swing_weights
from goodoffices.packages.acceptability import acceptability
from goodoffices.packages.bargain import from_case

F = Fraction


@given(st.integers(1, 7))
def test_rank_order_weights_are_centroids_and_their_ends_are_extreme_points(count):
    order = [f"i{k}" for k in range(count)]
    weights, spans = ranked_weights(order)
    corners = [[F(100, k) if j < k else F(0) for j in range(count)] for k in range(1, count + 1)]
    for j, issue in enumerate(order):
        column = [corner[j] for corner in corners]
        assert weights[issue] == sum(column) / count  # the centroid of a simplex
        if count > 1:
            assert spans[issue] == (min(column), max(column))
    assert sum(weights.values()) == 100
    assert all(weights[a] > weights[b] for a, b in pairwise(order))


def test_centroids_of_three_are_those_of_the_field():
    weights, _spans = ranked_weights("abc")
    assert [round(float(w), 1) for w in weights.values()] == [61.1, 27.8, 11.1]


interval = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: (F(min(p)), F(max(p))))


@given(st.lists(interval, min_size=1, max_size=4))
def test_weights_from_swings_lie_between_those_of_all_corners(given_):
    swings = {f"i{k}": span for k, span in enumerate(given_)}
    weights, spans = swing_weights(swings)
    corners = [c for c in product(*given_) if sum(c)]
    for k, issue in enumerate(swings):
        shares = [100 * c[k] / sum(c) for c in corners]
        if shares and spans and all(sum(c) for c in product(*given_)):
            assert spans[issue] == (min(shares), max(shares))
        if not spans and corners:
            assert {weights[issue]} == set(shares)


def test_values_in_order_are_open_between_their_ends():
    values, spans = ranked_values(["best", "good", "bad", "worst"])
    assert values == {"best": 100, "good": F(200, 3), "bad": F(100, 3), "worst": 0}
    assert spans == dict.fromkeys(("good", "bad"), (0, 100))
    assert ranked_values(["only"]) == ({"only": 100}, {})


CASE = """case: c
title: C
parties:
  us:
    name: US
    worth:
      judged: GO
      walk_away: 40
      weights: {FORM}
      issues:
        a: {values: {order: [x, y, z]}}
        b: {values: {p: 20, q: 60, r: 40}}
        c: {curve: {0: 5, 10: 0}}
  ir:
    name: IR
    worth:
      judged: GO
      walk_away: 0
      issues:
        a: {weight: 1, values: {x: 0, y: 1, z: 2}}
        b: {weight: 1, values: {p: 1, q: 0, r: 0}}
        c: {weight: 1, curve: {0: 0, 10: 1}}
issues:
  a: {name: A, values: {x: X, y: Y, z: Z}}
  b: {name: B, values: {p: P, q: Q, r: R}}
  c: {name: C, range: {from: 0, to: 10, step: 5}}
"""


def loaded(tmp_path, form):
    (tmp_path / "case.yaml").write_text(CASE.replace("{FORM}", form), "utf-8")
    return from_case(casefile.load(tmp_path))


@pytest.mark.parametrize(
    ("form", "weights", "order", "total"),
    [
        ("{points: {a: 50, b: 30, c: 20}}", (50, 30, 20), (), None),
        ("{points: {a: 40..60, b: 30, c: 20}}", (50, 30, 20), (), 100),
        ("{swing: {a: 100, b: 60, c: 40}}", (50, 30, 20), (), None),
        ("{order: [a, b, c]}", (F(1100, 18), F(500, 18), F(200, 18)), ("a", "b", "c"), 100),
    ],
)
def test_each_way_of_asking_is_read_and_put_on_one_scale(tmp_path, form, weights, order, total):
    negotiation = loaded(tmp_path, form)
    worth = negotiation.worths["us"]
    assert tuple(worth.weights.values()) == weights
    assert (worth.weight_order, worth.weight_total) == (order, total)
    assert worth.values["b"] == {"p": 0, "q": 1, "r": F(1, 2)}
    assert worth.values["c"] == {"0": 1, "5": F(1, 2), "10": 0}
    assert worth.values["a"] == {"x": 1, "y": F(1, 2), "z": 0}
    assert worth.intervals["value", "a", "y"] == (0, 1)
    assert negotiation.worth("us", {"a": "x", "b": "q", "c": "0"}) == 100
    assert negotiation.worth("us", {"a": "z", "b": "p", "c": "10"}) == 0


def test_an_order_of_weights_bounds_what_is_acceptable(tmp_path):
    negotiation = loaded(tmp_path, "{order: [a, b, c]}")
    # a at its best: at least a third of 100 points, and 40 are asked for
    found = acceptability(negotiation, {"a": "x", "b": "p", "c": "10"}, n=200)
    assert found.status == "depends"
    assert found.parties[0].least == F(100, 3) - 40
    both = acceptability(negotiation, {"a": "x", "b": "q", "c": "10"}, n=200)
    assert both.parties[0].least == F(200, 3) - 40
    assert both.status == "certain"


@pytest.mark.parametrize(
    ("form", "code", "said"),
    [
        ("{points: {a: 50, b: 30, c: 10}}", "GO223", "add up to 90"),
        ("{points: {a: 50}, order: [a]}", "GO223", "by one of the three"),
        ("{order: [a, b, d]}", "GO214", "“d” is none"),
        ("{order: [a, b, b]}", "GO209", "stands twice"),
        ("{guess: [a]}", "GO206", "guess"),
        ("{swing: {a: -1, b: 1, c: 1}}", "GO213", "-1"),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(tmp_path, form, code, said):
    with pytest.raises(CaseError) as error:
        loaded(tmp_path, form)
    hits = [f for f in error.value.findings if f.code == code and said in f.text]
    assert hits
    assert hits[0].place.line == 9


def test_an_issue_has_no_weight_of_its_own_beside_one_for_all(tmp_path):
    text = CASE.replace("{FORM}", "{points: {a: 50, b: 30, c: 20}}")
    text = text.replace(
        "a: {values: {order: [x, y, z]}}", "a: {weight: 1, values: {order: [x, y]}}"
    )
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(CaseError) as error:
        casefile.load(tmp_path)
    said = " ".join(f.text for f in error.value.findings)
    assert "given together" in said
    assert "leaves out z" in said
