"""The nucleolus: published cases, and against divisions that are tried one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.packages.games import CoalitionGame
from goodoffices.packages.nucleolus import nucleolus


def estate(left, claims):
    """What a group of creditors can be sure of: what is left when all others are paid."""
    whole = range(1 << len(claims))
    others = (sum(c for k, c in enumerate(claims) if not who >> k & 1) for who in whole)
    return [Fraction(max(0, left - owed)) for owed in others]


@pytest.mark.parametrize(
    ("left", "shares"),
    [
        (100, [Fraction(100, 3)] * 3),
        (200, [50, 75, 75]),
        (300, [50, 100, 150]),
    ],
)
def test_the_marriage_contracts_of_the_talmud(left, shares):
    """Aumann & Maschler 1985, J. Economic Theory 36: the Mishna's divisions are the nucleolus."""
    assert nucleolus(estate(left, [100, 200, 300])) == shares


def excesses(table, division):
    every = range(1, len(table) - 1)
    given = (sum(x for k, x in enumerate(division) if who >> k & 1) for who in every)
    return sorted((table[who] - got for who, got in zip(every, given, strict=True)), reverse=True)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-3, 9), min_size=7, max_size=7), st.integers(1, 6))
def test_no_other_division_makes_the_worst_off_less_bad(worths, unit):
    table = [Fraction(0), *map(Fraction, worths)]
    found = nucleolus(table)
    alone = [table[1], table[2], table[4]]
    if table[7] < sum(alone):
        assert found is None
        return
    assert found is not None
    assert sum(found) == table[7]
    assert all(x >= own for x, own in zip(found, alone, strict=True))
    best = excesses(table, found)
    spare = table[7] - sum(alone)
    for one, two in product(range(unit + 1), repeat=2):
        if one + two <= unit:
            given = [spare * one / unit, spare * two / unit, spare * (unit - one - two) / unit]
            other = [x + own for x, own in zip(given, alone, strict=True)]
            assert best <= excesses(table, other)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=15, max_size=15))
def test_it_is_in_the_core_where_there_is_one_and_small_steps_do_no_better(worths):
    table = [Fraction(0), *map(Fraction, worths)]
    game = CoalitionGame(("a", "b", "c", "d"), tuple(table))
    found = game.nucleolus
    if found is None:
        return
    if game.has_core:
        assert not game.objections(found)
    shares = list(found.values())
    best = excesses(table, shares)
    for giver, taker in product(range(4), repeat=2):
        for step in (Fraction(1, 7), Fraction(1, 2), Fraction(2)):
            moved = list(shares)
            moved[giver] -= step
            moved[taker] += step
            if giver != taker and moved[giver] >= table[1 << giver]:
                assert best < excesses(table, moved)


def test_it_is_told_with_the_rest():
    parties, table = ("A", "B", "C"), tuple(estate(200, [100, 200, 300]))
    game = CoalitionGame(parties, table)
    assert "Nucleolus: A 50, B 75, C 75." in game.explain()
    assert game.to_dict()["nucleolus"] == {"A": "50", "B": "75", "C": "75"}
    assert CoalitionGame(tuple("ABCDEFGH"), (Fraction(0),) * 256).nucleolus is None


HARBOUR = """
case: harbour
title: Harbour
parties:
  port:
    name: Port
    options: {build: Build}
    worth: {judged: GO, walk_away: 1, issues: {fee: {weight: 1, values: {low: 0, high: 5}}}}
  union:
    name: Union
    options: {strike: Strike}
    worth: {judged: GO, walk_away: 1, issues: {fee: {weight: 1, values: {low: 5, high: 2}}}}
issues:
  fee: {name: Fee, values: {low: Low, high: High}, today: low}
coalitions:
  port+union: {worth: 40, judged: GO}
  union: 5/2
"""


def test_a_case_says_what_coalitions_are_worth(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(HARBOUR)
    game = goodoffices.Negotiation.from_case(goodoffices.load(tmp_path).case).game()
    assert game.table == (0, 0, Fraction(5, 2), 40)
    assert game.nucleolus == {"port": Fraction(75, 4), "union": Fraction(85, 4)}
    wrong = HARBOUR.replace("port+union: {worth: 40,", "prt+union: {worth: x,")
    file.write_text(wrong + "  union + union: 3\n")
    with pytest.raises(CaseError) as told:
        goodoffices.load(tmp_path)
    said = str(told.value)
    assert "Did you mean “port”" in said
    assert "case.yaml:16:3" in said
    assert "stands twice" in said
    assert "needs a number" in said
