"""Alternating offers: against the game tree, Ståhl's recursion and Rubinstein's shares."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages.random_negotiations import negotiations
from tests.packages.test_contingent import LAPTOP, every_package

from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.packages.alternating import alternating_offers
from goodoffices.packages.negotiation import Negotiation


def pie(parts, away=0):
    """Something that is divided between two in so many equal parts."""
    shares = [str(k) for k in range(parts + 1)]
    return Negotiation.from_dict(
        {
            "parties": ["first", "second"],
            "issues": [{"name": "share", "values": shares}],
            "utilities": {
                "first": {
                    "weights": {"share": 1},
                    "values": {"share": {s: f"{s}/{parts}" for s in shares}},
                    "reservation": away,
                },
                "second": {
                    "weights": {"share": 1},
                    "values": {"share": {s: f"{parts - int(s)}/{parts}" for s in shares}},
                    "reservation": away,
                },
            },
        }
    )


def by_tree(negotiation, discounts, periods, period=1):
    """Solve the subgame from a period on, over all packages, straight from the definition."""
    parties = negotiation.parties
    waiting = [Fraction(0)] * len(parties)
    if period < periods:
        after = by_tree(negotiation, discounts, periods, period + 1)
        waiting = [discounts[p] * x for p, x in zip(parties, after, strict=True)]
    proposer = (period - 1) % len(parties)
    order = [*range(proposer, len(parties)), *range(proposer)]
    fit = []
    for package in every_package(negotiation):
        if negotiation.crossed(package):
            continue
        worths = negotiation.worth_vector(package)
        gains = [w - a for w, a in zip(worths, negotiation.walk_aways, strict=True)]
        if all(g >= least for g, least in zip(gains, waiting, strict=True)):
            fit.append([gains[k] for k in order])
    if not fit:
        return waiting
    best = max(fit)
    return [best[order.index(k)] for k in range(len(parties))]


@settings(max_examples=12, deadline=None)
@given(negotiations(), st.integers(1, 5), st.data())
def test_what_is_signed_is_that_of_the_game_tree(negotiation, periods, data):
    factor = st.sampled_from(["1", "0.9", "1/2", "1/10"])
    discounts = {party: Fraction(data.draw(factor)) for party in negotiation.parties}
    found = alternating_offers(negotiation, discounts, periods)
    assert list(found.value) == by_tree(negotiation, discounts, periods)
    offer = found.signed
    if offer is not None and offer.period == 1:
        gains = zip(negotiation.parties, negotiation.walk_aways, found.value, strict=True)
        worths = {p: away + gain for p, away, gain in gains}
        assert worths == {p: negotiation.worth(p, offer.package) for p in negotiation.parties}


def test_two_periods_are_as_stahl_has_them():
    """The second proposer would take all: the first must give it δ of that, no more."""
    found = alternating_offers(pie(100), {"first": "0.9", "second": "0.8"}, 2)
    assert found.value == (Fraction(1, 5), Fraction(4, 5))
    assert found.offers[1].gains == (0, 1)
    three = alternating_offers(pie(100), {"first": "0.9", "second": "0.8"}, 3)
    assert three.value == (Fraction(92, 100), Fraction(8, 100))  # 1 - 0.8 · (1 - 0.9)


@pytest.mark.parametrize(("first", "second"), [("0.9", "0.8"), ("0.5", "0.5"), ("0.6", "0.9")])
def test_many_periods_come_near_rubinsteins_shares(first, second):
    """Rubinstein 1982: the first has (1 - δ2) / (1 - δ1 δ2), but for the size of the parts."""
    found = alternating_offers(pie(200), {"first": first, "second": second}, 120)
    one, two = Fraction(first), Fraction(second)
    assert abs(found.value[0] - (1 - two) / (1 - one * two)) < Fraction(1, 40)
    assert found.settled_with is not None


def test_who_begins_has_the_better_of_it_and_the_end_is_told():
    factors = {"first": "0.9", "second": "0.9"}
    begun = [alternating_offers(pie(20), factors, 9, order) for order in ([], ["second"])]
    assert begun[0].value == begun[1].value[::-1]
    assert begun[0].value[0] > begun[0].value[1]
    rows = begun[0].rows()
    assert len(rows) == 9
    assert "all others accept" in begun[0].explain()
    assert "<table>" in begun[0]._repr_html_()
    none = pie(2, away=1)
    assert alternating_offers(none, factors, 3).signed is None
    assert "nothing would be signed" in alternating_offers(none, factors, 3).explain()


def test_what_is_asked_wrongly_is_told():
    for factors, periods in [({"first": 1}, 3), ({"first": 2, "second": 1}, 3)]:
        with pytest.raises(UsageError, match="discount factor"):
            alternating_offers(pie(2), factors, periods)
    with pytest.raises(UsageError, match="1 to 10,000 periods"):
        alternating_offers(pie(2), {"first": 1, "second": 1}, 0)
    run = lambda *words: CliRunner().invoke(verbs, ["packages", str(LAPTOP), *words])  # noqa: E731
    asked = ["--discount", "buyer=0.5", "--discount", "seller=0.9", "--first", "seller"]
    assert "seller would propose" in run(*asked).output
    plain = json.loads(run(*asked, "--periods", "3", "--json").output)
    assert [offer["proposer"] for offer in plain["offers"]] == ["seller", "buyer", "seller"]
