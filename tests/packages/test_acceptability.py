"""Package acceptability: against corners, grids and shares that can be worked out by hand."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_uncertainty import uncertain

from goodoffices.case.nouns import CaseIssue, IssueValue, RedLine, Worth
from goodoffices.packages.acceptability import acceptability
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.weightset import WeightSet
from goodoffices.packages.words.sure import sentences

F = Fraction


def corners(negotiation, party, choices):
    """Yield a party's gain at every corner of its intervals."""
    worth = negotiation.worths[party]
    numbers = []
    for i, v in choices.items():
        weight, value = worth.weights[i], worth.values[i][v]
        numbers.append(worth.intervals.get(("weight", i), (weight,)))
        numbers.append(worth.intervals.get(("value", i, v), (value,)))
    pairs = [p for p in worth.pairs if p.choices.items() <= choices.items()]
    numbers += [p.interval or (p.adds,) for p in pairs]
    numbers.append(worth.intervals.get(("walk_away",), (worth.walk_away,)))
    for each in product(*numbers):
        count = len(choices)
        gain = sum((each[2 * k] * each[2 * k + 1] for k in range(count)), F(0))
        yield gain + sum(each[2 * count : -1], F(0)) - each[-1]


@given(uncertain())
@settings(max_examples=80, deadline=None)
def test_exact_answer_is_that_of_all_corners(negotiation):
    choices = negotiation.today
    found = acceptability(negotiation, choices, n=50)
    crossed = {party for party, _line in negotiation.crossed(choices)}
    for answer in found.parties:
        gains = list(corners(negotiation, answer.party, choices))
        assert (answer.least, answer.most) == (min(gains), max(gains))
        wanted = "certain" if min(gains) >= 0 else "impossible" if max(gains) < 0 else "depends"
        assert answer.status == ("impossible" if answer.party in crossed else wanted)
    each = {answer.status for answer in found.parties}
    assert found.status == next(s for s in ("impossible", "depends", "certain") if s in each)
    assert (found.share is None) == (found.status != "depends")


def two(low, high, *, walk_away=1, order=(), total=None, values=((0, 0), (4, 4))):
    """Return a negotiation in which only the first party's numbers are open."""
    issues = tuple(
        CaseIssue(id=i, name=i.upper(), values=(IssueValue("v", "V"),)) for i in ("a", "b")
    )
    mine = Worth(
        weights={"a": F(1), "b": F(1)},
        values={"a": {"v": F(sum(values[0]), 2)}, "b": {"v": F(sum(values[1]), 2)}},
        walk_away=F(walk_away),
        intervals={
            ("weight", "a"): (F(low), F(high)),
            ("weight", "b"): (F(low), F(high)),
            ("value", "a", "v"): tuple(map(F, values[0])),
            ("value", "b", "v"): tuple(map(F, values[1])),
        },
        weight_order=order,
        weight_total=total,
    )
    other = Worth(weights={"a": F(1), "b": F(1)}, values={"a": {"v": F(1)}, "b": {"v": F(1)}})
    return Negotiation(
        name="n",
        parties=("p", "q"),
        party_names=("P", "Q"),
        issues=issues,
        worths={"p": mine, "q": other},
    )


PACKAGE = {"a": "v", "b": "v"}


@pytest.mark.parametrize(
    ("asked", "status", "gain"),
    [
        ({}, "depends", (-1, 3)),  # 4 b - 1 with b from 0 to 1
        ({"total": F(1)}, "depends", (-1, 3)),
        ({"order": ("b", "a"), "total": F(1)}, "certain", (1, 3)),  # b at least a half
        ({"order": ("a", "b"), "total": F(1)}, "depends", (-1, 1)),
        ({"walk_away": 5}, "impossible", (-5, -1)),
    ],
)
def test_order_and_total_narrow_what_is_possible(asked, status, gain):
    found = acceptability(two(0, 1, **asked), PACKAGE)
    assert found.status == status
    assert (found.parties[0].least, found.parties[0].most) == gain


def test_shares_are_those_of_geometry():
    # 4 b ≥ 1 with b even on [0, 1]: 3/4; triangular on [0, 1]: 1 - 2 (1/4)² = 7/8
    found = acceptability(two(0, 1), PACKAGE, n=40_000)
    assert abs(found.share.value - 0.75) < 0.01
    assert abs(found.triangular.value - 0.875) < 0.01
    assert found.shape_decides
    assert found.binding == "p"
    assert found.lever.input.about == ("weight", "b")
    assert found.lever.at == 1
    assert (found.lever.share.value, found.lever.worse.value) == (1, 0)
    # the same under a ≥ b, a + b = 1: b even on [0, 1/2], so 1/2
    ranked = acceptability(two(0, 1, order=("a", "b"), total=F(1)), PACKAGE, n=40_000)
    assert abs(ranked.share.value - 0.5) < 0.01
    # of the tenth of profiles with the largest b, and so the smallest a, all hold
    assert (ranked.lever.near, ranked.lever.share.value, ranked.lever.worse.value) == (True, 1, 0)
    assert ranked.lever.share.n == 4000
    # a ≥ b alone in the square: b has density 2 (1 - b), so (3/4)² = 9/16
    ordered = acceptability(two(0, 1, order=("a", "b")), PACKAGE, n=40_000)
    assert abs(ordered.share.value - 9 / 16) < 0.01


def test_the_same_seed_gives_the_same_answer_and_another_another():
    negotiation = two(0, 1, order=("a", "b"), total=F(1))
    first, again = (acceptability(negotiation, PACKAGE, 500, 3) for _k in range(2))
    assert first.to_dict() == again.to_dict()
    assert acceptability(negotiation, PACKAGE, 500, 4).share != first.share


def test_red_line_and_open_issue_are_told_as_what_they_are():
    negotiation = two(0, 1)
    worth = replace(negotiation.worths["q"], red_lines=(RedLine({"a": "v"}),))
    red = acceptability(replace(negotiation, worths={**negotiation.worths, "q": worth}), PACKAGE)
    assert (red.status, red.binding, red.parties[1].refused) == ("impossible", "q", True)
    assert "red line" in " ".join(sentences(red))
    unknown = acceptability(negotiation, {"a": "v"})
    assert (unknown.status, unknown.unsettled) == ("unknown", ("b",))
    assert unknown.to_dict()["status"] == "unknown"
    nothing = acceptability(two(0, 1, total=F(3)), PACKAGE)
    assert nothing.status == "unknown"
    assert "P" in sentences(nothing)[0]


def test_words_give_count_seed_and_lever():
    said = " ".join(sentences(acceptability(two(0, 1), PACKAGE, n=1000, seed=11)))
    for part in ("1000", "Seed 11", "the weight of B for P", "depends on the shape"):
        assert part in said


@st.composite
def weight_sets(draw):
    names = "abcd"[: draw(st.integers(1, 4))]
    spans = {}
    for name in names:
        low = draw(st.integers(0, 5))
        spans[name] = (F(low), F(low + draw(st.integers(0, 5))))
    order = draw(st.permutations(names))[: draw(st.integers(0, len(names)))]
    total = draw(st.one_of(st.none(), st.integers(0, 25).map(F)))
    return WeightSet(spans, tuple(order) if len(order) > 1 else (), total).drawn_in()


def vertices(weights):
    """Return every vertex of a weight set, by solving for each choice of tight bounds."""
    names = list(weights.spans)
    count = len(names)
    one = np.eye(count)
    rows, bounds = [], []
    for k, name in enumerate(names):
        low, high = map(float, weights.spans[name])
        rows += [one[k], -one[k]]
        bounds += [high, -low]
    for more, less in pairwise(weights.order):
        rows.append(one[names.index(less)] - one[names.index(more)])
        bounds.append(0.0)
    fixed = [] if weights.total is None else [(np.ones(count), float(weights.total))]
    rows, bounds = np.array(rows), np.array(bounds)
    for tight in combinations(range(len(rows)), count - len(fixed)):
        left = np.array([rows[k] for k in tight] + [r for r, _b in fixed])
        right = np.array([bounds[k] for k in tight] + [b for _r, b in fixed])
        if abs(np.linalg.det(left)) < 1e-9:
            continue
        point = np.linalg.solve(left, right)
        if (rows @ point <= bounds + 1e-7).all():
            yield point


@given(weight_sets(), st.lists(st.integers(-5, 5), min_size=4, max_size=4))
@settings(max_examples=150, deadline=None)
def test_largest_value_is_that_of_the_best_vertex(weights, costs):
    points = list(vertices(weights))
    assert weights.empty == (not points)
    assume(points)
    names = list(weights.spans)
    best = max(sum(c * x for c, x in zip(costs, p, strict=False)) for p in points)
    exact = weights.most({n: F(c) for n, c in zip(names, costs, strict=False)})
    assert abs(float(exact) - best) < 1e-6
    assert isinstance(exact, Fraction)
    centre = weights.centre
    assert all(a <= centre[i] <= b for i, (a, b) in weights.spans.items())
    assert all(centre[a] >= centre[b] for a, b in pairwise(weights.order))
    assert weights.total is None or sum(centre.values()) == weights.total


@given(weight_sets(), st.sampled_from(["uniform", "triangular"]))
@settings(max_examples=40, deadline=None)
def test_draws_lie_in_the_set(weights, family):
    assume(not weights.empty)
    found = weights.draw(20, np.random.default_rng(1), family)
    for name, (low, high) in weights.spans.items():
        assert (found[name] >= float(low) - 1e-9).all()
        assert (found[name] <= float(high) + 1e-9).all()
    for more, less in pairwise(weights.order):
        assert (found[more] >= found[less] - 1e-9).all()
    if weights.total is not None:
        assert np.allclose(sum(found.values()), float(weights.total))


def test_ranked_weights_are_even_on_their_simplex(monkeypatch):
    # weights even on {a ≥ b ≥ c, a + b + c = 1} have rank order centroids as their means
    weights = WeightSet(dict.fromkeys("abc", (F(0), F(1))), ("a", "b", "c"), F(1)).drawn_in()
    for walked in (False, True):  # by sorting points of the simplex, and by walking
        if walked:
            monkeypatch.setattr(WeightSet, "_even", lambda *_a: None)
        found = weights.draw(20_000, np.random.default_rng(5), "uniform")
        means = [float(found[i].mean()) for i in "abc"]
        assert means == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=0.005)
    assert weights.ends("a") == (F(1, 3), F(1))
    assert weights.ends("c") == (F(0), F(1, 3))
