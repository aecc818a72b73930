"""Agreements that hang on an event: against every pair of packages, by the formula."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.packages.random_negotiations import negotiations

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.case.file.casefile import load
from goodoffices.cli.main import verbs
from goodoffices.packages.contingent import Contingent, contingent
from goodoffices.packages.forms.genius import to_genius
from goodoffices.packages.negotiation import Negotiation

LAPTOP = Path(__file__).parents[1] / "reference" / "negotiations" / "laptop.json"
CHANCES = st.sampled_from(["0", "1/3", "0.5", "0.9", "1"])


def every_package(negotiation):
    ids = [[value.id for value in issue.values] for issue in negotiation.issues]
    names = [issue.id for issue in negotiation.issues]
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*ids)]


def dominated(mine, others):
    return any(o != mine and all(a >= b for a, b in zip(o, mine, strict=True)) for o in others)


@settings(max_examples=12, deadline=None)
@given(negotiations(), st.data())
def test_the_efficient_agreements_are_those_of_every_pair_of_packages(negotiation, data):
    parties = negotiation.parties
    chances = {party: Fraction(data.draw(CHANCES)) for party in parties}
    found = contingent(negotiation, chances, "rain")
    allowed = [p for p in every_package(negotiation) if not negotiation.crossed(p)]
    assume(len(allowed) <= 12)
    worths = {
        tuple(
            chances[i] * negotiation.worth(i, so) + (1 - chances[i]) * negotiation.worth(i, other)
            for i in parties
        )
        for so in allowed
        for other in allowed
    }
    efficient = {w for w in worths if not dominated(w, worths)}
    assert {s.utilities for s in found.packages.efficient} == efficient
    aways = negotiation.walk_aways
    flat = {negotiation.worth_vector(p) for p in allowed}
    kept = [
        w
        for w in flat
        if not dominated(w, flat) and all(a >= b for a, b in zip(w, aways, strict=True))
    ]
    better = [w for w in kept if dominated(w, worths)]
    assert sorted(s.utilities for s in found.bettered) == sorted(better)
    for solution in found.packages.pareto:
        so, other = found.parted(solution.packages[0])
        each = found.expectations(so, other)
        assert tuple(one.least for one in each) == solution.utilities
        assert found.standing(so, other) == "certain"


def bet():
    """Two sides, one matter of money at stake, opposite wants: only what each expects differs."""
    return Negotiation.from_dict(
        {
            "parties": ["seller", "buyer"],
            "issues": [{"name": "price", "values": ["low", "high"]}],
            "utilities": {
                party: {
                    "weights": {"price": 1},
                    "values": {"price": {"low": 10 - high, "high": high}},
                    "reservation": 6,
                }
                for party, high in (("seller", 10), ("buyer", 0))
            },
        }
    )


def test_those_who_expect_different_things_can_sign_what_nobody_could_without():
    """Each holds for likely what serves it: neither package alone gives both their six."""
    found = contingent(bet(), {"seller": "0.8", "buyer": "0.3"}, "demand grows")
    assert not found.flat_packages.pareto
    (only,) = found.packages.pareto
    assert found.parted(only.packages[0]) == ({"price": "high"}, {"price": "low"})
    assert only.utilities == (8, 7)
    assert "Without the event nothing could be signed." in found.explain()
    same = contingent(bet(), {"seller": "0.5", "buyer": "0.5"})
    assert not same.packages.pareto


def test_an_interval_is_answered_exactly_at_its_ends():
    found = contingent(bet(), {"seller": "0.5..0.9", "buyer": (Fraction(1, 5), Fraction(2, 5))})
    high, low = {"price": "high"}, {"price": "low"}
    seller, buyer = found.expectations(high, low)
    assert (seller.least, seller.most, seller.turns_at) == (5, 9, Fraction(3, 5))
    assert (buyer.least, buyer.most, buyer.turns_at) == (6, 8, Fraction(2, 5))
    assert found.standing(high, low) == "depends"
    assert found.standing(low, high) == "impossible"
    sure = contingent(bet(), {"seller": "0.6..0.9", "buyer": "0.2..0.4"})
    assert sure.standing(high, low) == "certain"
    assert sure.to_dict()["agreements"][0]["expected"]["seller"]["turns_at"] == "3/5"
    assert "<table>" in sure._repr_html_()


def test_what_is_asked_wrongly_is_told_with_what_to_write():
    with pytest.raises(UsageError, match="GO517") as told:
        contingent(bet(), {"seller": "1.2", "byer": "0.3"})
    assert len(told.value.findings) == 3
    run = lambda *words: CliRunner().invoke(verbs, ["packages", str(LAPTOP), *words])  # noqa: E731
    assert "GO517" in str(run("--chance", "buyer").exception)
    found = run("--chance", "buyer=0.8", "--chance", "seller=0.3..0.5", "--event", "Prices fall")
    assert "if “Prices fall”" in found.output
    plain = json.loads(run("--chance", "buyer=0.8", "--chance", "seller=1/2", "--json").output)
    assert plain["probabilities"] == {"buyer": ["4/5", "4/5"], "seller": ["1/2", "1/2"]}
    assert "GO926" in str(run("--chance", "buyer=1", "--discount", "buyer=1").exception)
    assert Contingent.parted(Contingent.joined({"a": "b"}, {"a": "c"})) == ({"a": "b"}, {"a": "c"})


def test_a_file_states_what_it_hangs_on(tmp_path):
    """What is stated fills in whoever is not named; what is said counts before it."""
    data = json.loads(LAPTOP.read_text("utf-8"))
    first, second = Negotiation.from_dict(data).parties
    chances = {first: "0.6..0.7", second: "1/3"}
    events = {"court": {"name": "The court allows it", "chances": chances}}
    deal = Negotiation.from_dict(data | {"events": events})
    again = Negotiation.from_dict(json.loads(json.dumps(deal.to_dict())))
    assert again.events == deal.events
    stated = contingent(deal, event="court")
    assert stated.event == "The court allows it"
    assert stated.chances == {
        first: (Fraction(3, 5), Fraction(7, 10)),
        second: (Fraction(1, 3), Fraction(1, 3)),
    }
    said = contingent(deal, {second: "0.5"}, "court")
    assert said.chances[first] == stated.chances[first]
    assert said.chances[second] == (Fraction(1, 2), Fraction(1, 2))
    with pytest.raises(UsageError, match=r"Did you mean “court”"):
        contingent(deal, event="curt")
    with pytest.raises(CaseError, match="GO512"):
        to_genius(deal)
    path = tmp_path / "deal.json"
    path.write_text(json.dumps(data | {"events": events}), "utf-8")
    shown = CliRunner().invoke(verbs, ["packages", str(path), "--event", "court"]).output
    assert "The court allows it" in shown
    assert "--event court" in CliRunner().invoke(verbs, ["packages", str(path)]).output
    both = CliRunner().invoke(verbs, ["packages", str(path), "--event", "court", "--sure", "x"])
    assert "GO926" in str(both.exception)


@pytest.mark.parametrize(
    ("chances", "code"),
    [({"nobody": 0.5}, "GO517"), ({"{first}": 1.5}, "GO517"), ({"{first}": "x"}, "GO213")],
)
def test_what_no_probability_can_be(chances, code):
    data = json.loads(LAPTOP.read_text("utf-8"))
    (first, *_rest) = Negotiation.from_dict(data).parties
    chances = {party.format(first=first): chance for party, chance in chances.items()}
    with pytest.raises(CaseError, match=code):
        Negotiation.from_dict(data | {"events": {"court": {"chances": chances}}})


CASE = """
case: c
title: C
parties:
  us: {name: US, worth: {walk_away: 1, issues: {a: {weight: 1, values: {x: 3, y: 0}}}}}
  iran: {name: Iran, worth: {walk_away: 1, issues: {a: {weight: 1, values: {x: 0, y: 3}}}}}
issues:
  a: {name: A, values: {x: X, y: Y}}
events:
  lapse: {name: It lapses, chances: {us: 0.25, iran: 0.5..1}, judged: GO}
"""


def test_a_case_states_it(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    deal = Negotiation.from_case(load(tmp_path / "case.yaml"))
    assert contingent(deal, event="lapse").chances["iran"] == (Fraction(1, 2), Fraction(1))
    (tmp_path / "case.yaml").write_text(CASE.replace("us: 0.25", "uk: 0.25"), "utf-8")
    with pytest.raises(CaseError, match="GO517"):
        Negotiation.from_case(load(tmp_path / "case.yaml"))
