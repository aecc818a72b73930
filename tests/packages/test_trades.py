"""Trades and comparisons: against listing every package, and on the published domains."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages import slow_packages as slow
from tests.packages.random_negotiations import negotiations

from goodoffices.case.nouns import Package, Pair, RedLine
from goodoffices.packages.compare import compare, compare_named
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.result import packages
from goodoffices.packages.trades import (
    equal_offers,
    improved,
    improvements,
    logrolling,
    smallest_concession,
)
from goodoffices.packages.words.deals import table

REFERENCES = Path(__file__).parents[1] / "reference" / "negotiations"


def reference(name):
    return from_dict(json.loads((REFERENCES / f"{name}.json").read_text("utf-8")))


def differing(a, b):
    return sum(a[i] != b[i] for i in a)


def test_logrolling_puts_the_cheapest_trade_first():
    trades = logrolling(reference("grocery"))
    assert [t.difference for t in trades] == sorted((t.difference for t in trades), reverse=True)
    for trade in trades:
        assert trade.points[trade.gets] - trade.points[trade.gives] == trade.difference
    for party in ("Mary", "Sam"):
        assert sum(t.points[party] for t in trades) == 100
    top = logrolling(reference("aw_chris_terry"))[0]
    assert (top.issue, top.gives, top.gets, top.difference) == ("Television", "Terry", "Chris", 25)


def test_an_issue_on_which_all_want_the_same_needs_no_trade():
    negotiation = reference("triangular_fight_3p")
    agreed = {t.issue: t.agreed for t in logrolling(negotiation)}
    assert agreed == {"a": None, "b": None}
    party = reference("party")
    same = {t.issue: t.agreed for t in logrolling(party)}
    assert same["Location"] == "Party Room"
    pair = Pair({"Location": "Party Room", "Music": "DJ"}, Fraction(-1))
    spoiled = {"party1": replace(party.worths["party1"], pairs=(pair,))}
    mixed = replace(party, worths={**party.worths, **spoiled})
    assert {t.issue: t.agreed for t in logrolling(mixed)}["Location"] is None


@given(negotiations(), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_improvements_are_the_shortest_changes_that_harm_nobody(negotiation, most):
    start = negotiation.today
    before = slow.worths(negotiation, start)
    better = [
        p
        for v, p in slow.table(negotiation)
        if slow.dominates(v, before) and differing(p, start) <= most
    ]
    changes = [{i: v for i, v in p.items() if v != start[i]} for p in better]
    shortest = [c for c in changes if not any(d.items() < c.items() for d in changes)]
    found = improvements(negotiation, start, most)
    assert sorted(sorted(m.changes.items()) for m in found) == sorted(
        sorted(c.items()) for c in shortest
    )
    for move in found:
        after = slow.worths(negotiation, {**start, **move.changes})
        assert move.gains == tuple(a - b for a, b in zip(after, before, strict=True))


@given(negotiations(), st.sampled_from([Fraction(0), Fraction(2)]))
@settings(max_examples=40, deadline=None)
def test_equal_offers_are_worth_the_same_to_whoever_makes_them(negotiation, tolerance):
    start, party = negotiation.today, negotiation.parties[1]
    own = slow.worths(negotiation, start)[1]
    expected = {
        tuple(p.items())
        for v, p in slow.table(negotiation)
        if abs(v[1] - own) <= tolerance and 0 < differing(p, start) <= 2
    }
    found = equal_offers(negotiation, start, party, tolerance)
    assert {tuple({**start, **m.changes}.items()) for m in found} == expected


@given(negotiations())
@settings(max_examples=60, deadline=None)
def test_the_smallest_concession_is_the_best_package_the_other_accepts(negotiation):
    found, start = packages(negotiation), negotiation.today
    giver, taker = negotiation.parties[0], negotiation.parties[1]
    away = list(negotiation.walk_aways)
    target = slow.worths(negotiation, start)[1]
    away[1] = target
    accepted = [
        v
        for v, _p in slow.table(negotiation)
        if all(x >= r for x, r in list(zip(v, away, strict=True))[1:])
    ]
    answer = smallest_concession(found, start, giver, taker, target)
    if not accepted:
        assert answer is None
        return
    before = slow.worths(negotiation, start)[0]
    assert answer.cost == before - max(v[0] for v in accepted)
    assert answer.solution.utilities[1] >= target


@given(negotiations())
@settings(max_examples=60, deadline=None)
def test_comparing_says_what_stands_in_the_way(negotiation):
    found = packages(negotiation)
    (item,) = compare(found, {"now": negotiation.today})
    vectors = [v for v, _p in slow.table(negotiation)]
    worth = slow.worths(negotiation, negotiation.today)
    assert item.worths == worth
    assert bool(item.better) == any(slow.dominates(v, worth) for v in vectors)
    assert bool(item.crossed) == (not slow.acceptable(negotiation, negotiation.today))
    away = negotiation.walk_aways
    refused = [p for p, x, r in zip(negotiation.parties, worth, away, strict=True) if x < r]
    assert list(item.refused_by) == refused
    assert set(item.against_today) == {0}
    assert {s.utilities for s in improved(found, negotiation.today)} == {
        s.utilities for s in item.better
    }


def test_named_packages_stand_side_by_side():
    negotiation = reference("aw_chris_terry")
    stereo = negotiation.issues[0]
    named = (
        Package("all", "All to Chris", dict.fromkeys((i.id for i in negotiation.issues), "Chris")),
        Package("open", "Half said", {"Stereo": "Terry"}),
    )
    line = RedLine({stereo.id: "Chris"})
    worths = {
        "Chris": negotiation.worths["Chris"],
        "Terry": replace(negotiation.worths["Terry"], walk_away=Fraction(1, 10), red_lines=(line,)),
    }
    found = packages(replace(negotiation, named=named, worths=worths))
    first, second = compare_named(found)
    assert first.refused_by == ("Terry",)
    assert first.crossed == (("Terry", line),)
    assert not first.efficient
    assert second.unsettled == ("Television", "Microwave")
    rows = table(found, (first, second))
    assert rows[0]["package"] == "All to Chris"
    assert rows[0]["in the way"] == "below the walk-away of Terry; crosses a red line of Terry"
    assert rows[1]["Television"] == "open"
    assert rows[1]["worth to Chris"] == "–"
    assert rows[1]["in the way"] == "leaves open: Television, Microwave"


def test_a_package_that_can_be_bettered_says_so():
    found = packages(reference("grocery"))
    worst = {issue.id: issue.values[-1].id for issue in found.negotiation.issues}
    (item,) = compare(found, {"worst": worst})
    assert item.better
    assert table(found, (item,))[0]["in the way"].endswith(
        "better for someone and worse for nobody"
    )
