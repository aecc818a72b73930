"""Shares over intervals: against weighing every package in every profile, exactly."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages import slow_packages as slow
from tests.packages.random_negotiations import negotiations

from goodoffices.base.share import Share
from goodoffices.case.nouns import RedLine
from goodoffices.packages import uncertainty
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.uncertainty import Profiles, robustness
from goodoffices.packages.words.sure import counted_sentences

REFERENCES = Path(__file__).parents[1] / "reference" / "negotiations"


@st.composite
def uncertain(draw):
    negotiation = draw(negotiations())
    worths = {}
    for party, worth in negotiation.worths.items():
        number = st.integers(0, 8).map(Fraction)
        intervals = {}
        for issue in negotiation.issues:
            if draw(st.booleans()):
                low = draw(number)
                intervals["weight", issue.id] = (low, low + draw(number))
            value = draw(st.sampled_from(issue.values)).id
            if draw(st.booleans()):
                low = draw(number) - 4
                intervals["value", issue.id, value] = (low, low + draw(number))
        if draw(st.booleans()):
            intervals["walk_away",] = (Fraction(1, 3), Fraction(9, 2))
        pairs = tuple(
            replace(pair, interval=(pair.adds, pair.adds + draw(number))) for pair in worth.pairs
        )
        worths[party] = replace(worth, intervals=intervals, pairs=pairs)
    return replace(negotiation, worths=worths)


def profile_of(negotiation, profiles, k):
    """Return the negotiation of one profile, from the drawn whole numbers."""
    worths = {}
    for party, drawn in zip(negotiation.parties, profiles, strict=True):
        worth = negotiation.worths[party]
        worths[party] = replace(
            worth,
            weights=dict.fromkeys(worth.weights, Fraction(1)),
            values={
                i: {v: Fraction(int(x[k])) for v, x in each.items()}
                for i, each in drawn.adds.items()
            },
            pairs=tuple(
                replace(p, adds=Fraction(int(x[k])))
                for p, x in zip(worth.pairs, drawn.pairs, strict=True)
            ),
            walk_away=Fraction(int(drawn.walk_away[k])),
        )
    return replace(negotiation, worths=worths)


@given(uncertain(), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_shares_are_those_of_weighing_everything(negotiation, seed):
    package, n = negotiation.today, 12
    (found,) = robustness(negotiation, {"p": package}, n, seed)
    n = found.to_all.n
    generator = np.random.default_rng(seed)
    profiles = [
        Profiles.draw(negotiation, negotiation.worths[p], n, generator) for p in negotiation.parties
    ]
    counts = dict.fromkeys([*negotiation.parties, "all", "efficient"], 0)
    crossed = {party for party, _line in negotiation.crossed(package)}
    for k in range(n):
        one = profile_of(negotiation, profiles, k)
        worth = slow.worths(one, package)
        accepts = [
            x >= r and p not in crossed
            for p, x, r in zip(one.parties, worth, one.walk_aways, strict=True)
        ]
        for party, accept in zip(one.parties, accepts, strict=True):
            counts[party] += accept
        counts["all"] += all(accepts)
        dominated = any(slow.dominates(v, worth) for v, _p in slow.table(one))
        counts["efficient"] += not dominated and not crossed
    assert {p: s.k for p, s in found.acceptable.items()} == {
        p: counts[p] for p in negotiation.parties
    }
    assert found.to_all.k == counts["all"]
    assert (found.efficient.k, found.efficient.n) == (counts["efficient"], n)
    assert found.better_than_today.k == 0


@given(uncertain())
@settings(max_examples=40, deadline=None)
def test_numbers_are_drawn_from_their_intervals_and_others_stay(negotiation):
    for party in negotiation.parties:
        worth = negotiation.worths[party]
        drawn = Profiles.draw(negotiation, worth, 50, np.random.default_rng(1))
        if ("walk_away",) not in worth.intervals:
            assert len(set(drawn.walk_away)) == 1
        sure = [
            (i.id, v.id)
            for i in negotiation.issues
            for v in i.values
            if ("weight", i.id) not in worth.intervals
            and ("value", i.id, v.id) not in worth.intervals
        ]
        whole = {
            (i, v): (set(map(int, drawn.adds[i][v])), worth.weights[i] * worth.values[i][v])
            for i, v in sure
        }
        assert all(len(numbers) == 1 for numbers, _exact in whole.values())
        units = {numbers.pop() / exact for numbers, exact in whole.values() if exact}
        assert len(units) <= 1


def grocery(**intervals):
    data = json.loads((REFERENCES / "grocery.json").read_text("utf-8"))
    negotiation = from_dict(data)
    spans = {tuple(k.split("_", 1)): v for k, v in intervals.items()}
    mary = replace(negotiation.worths["Mary"], intervals=spans)
    today = {issue.id: issue.values[-1].id for issue in negotiation.issues}
    return replace(negotiation, worths={**negotiation.worths, "Mary": mary}, today=today)


def test_the_same_seed_gives_the_same_shares_and_another_seed_others():
    negotiation = grocery(weight_Fruit=(Fraction(0), Fraction(1)))
    negotiation = replace(
        negotiation,
        worths={p: replace(w, walk_away=Fraction(1, 2)) for p, w in negotiation.worths.items()},
    )
    packages = {"today": negotiation.today}
    first, again = (robustness(negotiation, packages, 500, 7) for _ in range(2))
    assert first == again
    assert first != robustness(negotiation, packages, 500, 8)
    text = " ".join(counted_sentences(first[0], negotiation))
    assert "500 profiles drawn evenly from 1 intervals, seed 7" in text
    assert "not probabilities" in text
    assert "Mary could accept it in" in text


def test_without_intervals_there_is_one_profile_and_it_says_so():
    negotiation = grocery()
    (found,) = robustness(negotiation, {"p": negotiation.today})
    assert (found.drawn, found.to_all) == (0, Share(1, 1))
    assert counted_sentences(found, negotiation) == [
        "No number is given as an interval, so nothing here is uncertain."
    ]


def test_efficiency_is_told_over_fewer_profiles_where_there_is_much_to_weigh(monkeypatch):
    monkeypatch.setattr(uncertainty, "EFFORT", 1)
    monkeypatch.setattr(uncertainty, "FEWEST", 9)
    negotiation = grocery(weight_Fruit=(Fraction(0), Fraction(1)))
    (found,) = robustness(negotiation, {"p": negotiation.today}, 50)
    assert (found.to_all.n, found.efficient.n) == (50, 9)


def test_red_lines_that_leave_nothing_leave_nothing_efficient_to_compare():
    negotiation = grocery(weight_Fruit=(Fraction(0), Fraction(1)))
    issue = negotiation.issues[0]
    lines = tuple(RedLine({issue.id: v.id}) for v in issue.values)
    mary = replace(negotiation.worths["Mary"], red_lines=lines)
    negotiation = replace(negotiation, worths={**negotiation.worths, "Mary": mary})
    (found,) = robustness(negotiation, {"p": negotiation.today}, 5)
    assert (found.acceptable["Mary"].k, found.acceptable["Sam"].k) == (0, 5)
    assert found.efficient.k == found.to_all.k == 0


@pytest.mark.parametrize(
    ("k", "n", "interval"),
    [(95, 153, (0.541968, 0.693939)), (0, 9, (0, 0.299145)), (1, 1, (0.206549, 1))],
)
def test_wilson_s_interval(k, n, interval):
    assert Share(k, n).interval == pytest.approx(interval, abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_narrows_with_more_cases(counted):
    k, n = counted
    low, high = Share(k, n).interval
    assert 0 <= low <= k / n <= high <= 1
    spans = [Share(k * m, n * m).interval for m in (1, 4, 16)]
    assert all(b[1] - b[0] < a[1] - a[0] for a, b in pairwise(spans))


def test_a_share_is_said_in_whole_per_cent():
    assert str(Share(62, 100)) == "62 % (52–71)"
    assert Share(1, 4).to_dict()["share"] == 0.25


def test_a_worth_that_counts_for_nothing_may_be_larger_than_a_machine_number():
    negotiation = grocery(weight_Fruit=(Fraction(0), Fraction(1)))
    worth = negotiation.worths["Mary"]
    issue = next(i for i in worth.weights if i != "Fruit")
    weightless = replace(worth, weights={**worth.weights, issue: Fraction(0)})
    huge = dict.fromkeys(worth.values[issue], Fraction(2**63 + 1, 10**9))
    larger = replace(weightless, values={**worth.values, issue: huge})
    shares = [
        robustness(
            replace(negotiation, worths={**negotiation.worths, "Mary": mary}),
            {"today": negotiation.today},
            200,
            7,
        )
        for mary in (weightless, larger)
    ]
    assert shares[0] == shares[1]


def test_weights_in_an_order_with_a_total_are_drawn_so():
    negotiation = grocery()
    mary = negotiation.worths["Mary"]
    order = tuple(mary.weights)
    spans = {("weight", i): (Fraction(0), Fraction(1)) for i in order}
    worth = replace(mary, intervals=spans, weight_order=order, weight_total=Fraction(1))
    drawn = Profiles.draw(negotiation, worth, 400, np.random.default_rng(3))
    free = replace(mary, intervals=spans)
    loose = Profiles.draw(negotiation, free, 400, np.random.default_rng(3))
    value = {i: next(v for v, x in mary.values[i].items() if x) for i in order}

    def weights(profiles):
        columns = [
            np.array([int(a) for a in profiles.adds[i][value[i]]], dtype=float)
            / float(mary.values[i][value[i]])
            for i in order
        ]
        table = np.column_stack(columns)
        return table / table.sum(axis=1).mean()

    ordered = weights(drawn)
    assert (np.diff(ordered, axis=1) <= 1e-9).all()
    assert np.allclose(ordered.sum(axis=1), 1, atol=1e-3)
    assert len(np.unique(ordered.round(6), axis=0)) > 300
    assert not (np.diff(weights(loose), axis=1) <= 1e-9).all()
