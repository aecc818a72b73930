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

from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.packages.contingent import Contingent, contingent
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
