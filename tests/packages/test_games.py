"""What coalitions are worth: against all orders of the parties, and games with known values."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages.test_objections import three_orders

import goodoffices
from goodoffices.base.errors import CaseError, UsageError
from goodoffices.cli.main import verbs
from goodoffices.packages.forms.genius import to_genius
from goodoffices.packages.forms.table import to_table
from goodoffices.packages.games import CoalitionGame
from goodoffices.packages.negotiation import Negotiation

F = Fraction


def every(parties):
    return [
        frozenset(who) for size in range(1, len(parties) + 1) for who in combinations(parties, size)
    ]


def game(parties, function):
    return CoalitionGame.of(parties, {who: function(who) for who in every(parties)})


numbers = st.one_of(st.integers(-9, 30), st.fractions(-5, 20, max_denominator=12))


@st.composite
def tables(draw):
    parties = "ABCDE"[: draw(st.integers(1, 5))]
    return parties, {who: F(draw(numbers)) for who in every(parties)}


@settings(max_examples=80, deadline=None)
@given(tables())
def test_the_value_is_the_mean_over_all_orders(made):
    parties, table = made
    total, orders = dict.fromkeys(parties, F(0)), list(permutations(parties))
    for order in orders:
        before = frozenset()
        for party in order:
            total[party] += table[before | {party}] - table.get(before, F(0))
            before |= {party}
    found = CoalitionGame.of(parties, table)
    assert found.shapley == {party: share / len(orders) for party, share in total.items()}
    assert sum(found.shapley.values()) == found.total


def cheapest_corner(parties, table):
    """The least sum of shares with which all coalitions but the whole have their worth.

    It lies where as many coalitions as there are parties have just theirs; all such are tried.
    """
    some = [who for who in table if len(who) < len(parties)]
    rows = np.array([[float(p in who) for p in parties] for who in some])
    worths = np.array([float(table[who]) for who in some])
    chosen = np.array(list(combinations(range(len(some)), len(parties))))
    chosen = chosen[np.abs(np.linalg.det(rows[chosen])) > 0.5]
    corners = np.linalg.solve(rows[chosen], worths[chosen][..., None])[..., 0]
    fit = (corners @ rows.T >= worths - 1e-9).all(axis=1)
    return corners[fit].sum(axis=1).min()


@settings(max_examples=60, deadline=None)
@given(tables())
def test_the_least_that_contents_every_coalition(made):
    parties, table = made
    found = CoalitionGame.of(parties, table)
    if 1 < len(parties) < 5:
        assert float(found.least_total) == pytest.approx(cheapest_corner(parties, table), abs=1e-7)
    shares = found.shapley
    worse = {frozenset(one.coalition) for one in found.objections(shares)}
    assert worse == {w for w in table if sum((shares[p] for p in w), F(0)) < table[w]}
    assert worse or found.has_core


def test_the_airport():
    """Littlechild & Owen 1973: who needs the longer runway pays for its end alone."""
    costs = dict(zip("ABCD", (8, 11, 13, 18), strict=True))
    found = game("ABCD", lambda who: -max(costs[p] for p in who))
    assert found.shapley == {"A": -2, "B": -3, "C": -4, "D": -9}
    assert found.has_core
    assert not found.objections(found.shapley)


def test_gloves():
    """One has a left glove, two a right one: the core gives the one all, the value does not."""
    found = game("LRS", lambda who: int("L" in who and len(who) > 1))
    assert found.shapley == {"L": F(2, 3), "R": F(1, 6), "S": F(1, 6)}
    assert not found.objections({"L": 1, "R": 0, "S": 0})
    assert {one.coalition for one in found.objections(found.shapley)} == {("L", "R"), ("L", "S")}


def test_the_security_council():
    """Nine of fifteen, five with a veto: 421/2145 and 4/2145 (after Shapley & Shubik 1954)."""
    parties = [f"P{k}" for k in range(5)] + [f"N{k}" for k in range(10)]
    table = [F(at & 31 == 31 and at.bit_count() >= 9) for at in range(1 << 15)]
    found = CoalitionGame(tuple(parties), tuple(table))
    assert found.shapley["P0"] == F(421, 2145)
    assert found.shapley["N9"] == F(4, 2145)
    assert found.has_core is None


def test_a_majority_has_no_core():
    found = game("ABC", lambda who: int(len(who) > 1))
    assert (found.least_total, found.has_core) == (F(3, 2), False)
    assert "empty: to content every coalition would take 1.5" in found.explain()


TABLE = {"Ann+Bob": 40, "Ann + Cyd": "1/3", "Cyd+Bob": 20.5, "Ann+Bob+Cyd": 60}


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "bills.json"
    data = three_orders(("xyz", "yzx", "zxy")) | {"coalitions": TABLE}
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_a_table_is_read_kept_and_told(written, tmp_path):
    negotiation = goodoffices.load(written)
    assert negotiation.game().table[3:] == (40, 0, F(1, 3), F(41, 2), 60)
    negotiation.save(tmp_path / "again.json")
    assert goodoffices.load(tmp_path / "again.json").coalitions == negotiation.coalitions
    done = CliRunner().invoke(verbs, ["packages", str(written), "--division", "shapley"])
    assert done.exit_code == 0, done.output
    assert "All together are worth 60." in done.stdout
    assert "The core is not empty" in done.stdout
    asked = ["packages", str(written), "--division", "Ann=10,Bob=20,Cyd=30"]
    assert "Ann, Bob" in CliRunner().invoke(verbs, asked).stdout
    plain = json.loads(CliRunner().invoke(verbs, [*asked, "--json"]).stdout)
    assert plain["objections"] == [{"coalition": ["Ann", "Bob"], "worth": "40", "given": "30"}]
    assert sum(map(F, plain["shapley"].values())) == 60


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        ({"Ann+Bob": 40}, "GO516", "Ann+Cyd, Bob+Cyd"),
        (TABLE | {"Ann+Dan": 1}, "GO516", "Dan"),
        (TABLE | {"Bob+Ann": 1}, "GO516", "twice"),
        (TABLE | {"": 1}, "GO516", "no party"),
        (TABLE | {"Cyd": "much"}, "GO213", "much"),
        ([1, 2], "GO207", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(table, code, said):
    with pytest.raises(CaseError) as error:
        Negotiation.from_dict(three_orders(("xyz",) * 3) | {"coalitions": table})
    found = [f for f in error.value.findings if f.code == code and said in f.text]
    assert found
    assert "coalitions" in found[0].place.part


def test_forms_without_a_place_for_coalitions_say_so(written):
    negotiation = goodoffices.load(written)
    with pytest.raises(CaseError, match="GO512"):
        to_genius(negotiation)
    with pytest.raises(CaseError, match="GO513"):
        to_table(negotiation)


def test_what_cannot_be_divided_is_refused(written):
    for shares in ("Ann=10", "Ann=10,Bob=20,Cyd=31", "Ann=10,Bob=20,Cyd=x", "=,,"):
        done = CliRunner().invoke(verbs, ["packages", str(written), "--division", shares])
        assert "GO516" in repr(done.exception.findings)
    for table in ({}, {"A+B": "x"}, {"A+B": 1, ("B", "A"): 2}, {"A+C": 1}):
        with pytest.raises(UsageError, match="GO516"):
            CoalitionGame.of("AB", table)
    with pytest.raises(UsageError, match="GO516"):
        CoalitionGame.of([str(k) for k in range(17)], {"0+1": 1})
    for numbered in ((F(0), F(1)), (F(1), F(0), F(0), F(1))):
        with pytest.raises(UsageError, match="GO516"):
            CoalitionGame(("A", "B"), numbered)
