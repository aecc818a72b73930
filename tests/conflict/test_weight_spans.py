"""Weights in intervals: what they leave open, against every corner of the intervals."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Basis, Case, Option, Ordering, Party, Preference, Unsure, Which
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.levers.goal_words import seek
from goodoffices.conflict.levers.levers import levers
from goodoffices.conflict.ranking import either_way
from goodoffices.conflict.stress.stress import Ask, stress

NUMBERS = st.one_of(
    st.integers(-3, 3).map(Fraction),
    st.fractions(-2, 2, max_denominator=3),
    st.sampled_from([Fraction(10**18), Fraction(-(10**18)), Fraction(1, 10**18)]),
)
SPAN = st.tuples(NUMBERS, NUMBERS).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=60, deadline=None)
@example(
    spans=[(Fraction(-(10**18)), Fraction(1, 10**18)), (Fraction(1), Fraction(2))], left_out=set()
)
@given(spans=st.lists(SPAN, min_size=1, max_size=3), left_out=st.sets(st.integers(0, 15)))
def test_open_is_what_corners_of_the_intervals_rank_differently(
    spans: list[tuple[Fraction, Fraction]], left_out: set[int]
) -> None:
    codes = np.array([c for c in range(16) if c not in left_out] or [0], dtype=np.int64)
    bits = [3, 0, 2][: len(spans)]
    found = {tuple(p) for p in either_way(dict(zip(bits, spans, strict=True)), codes).tolist()}
    for a, b in itertools.combinations(range(codes.size), 2):
        signs = set()
        for corner in itertools.product(*spans):
            difference = sum(
                weight * (int(codes[a] >> bit & 1) - int(codes[b] >> bit & 1))
                for bit, weight in zip(bits, corner, strict=True)
            )
            signs.add((difference > 0) - (difference < 0))
        assert ((a, b) in found) == (len(signs) > 1), (a, b)


def dispute(spans: dict, unknown: tuple[Unsure, ...] = ()) -> Case:
    known = Basis(evidence=("S-1",))
    weights = {"a.x": (Fraction(1), known), "b.z": (Fraction(3), known)}
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"),),
        ordering=Ordering(weights=weights, spans=spans, unknown=unknown),
    )
    said = Preference(parse("b.z iff a.x"), "b.z iff a.x", known)
    return Case(
        id="c",
        title="C",
        parties=(
            a,
            Party(
                id="b", name="B", options=(Option(id="b.z", party="b", text="Z"),), prefers=(said,)
            ),
        ),
    )


def test_a_case_with_weights_in_intervals_knows_what_they_leave_open() -> None:
    # b.z weighs 3: more than a.x in -1..2 ever does; a.x itself may be wanted or not
    conflict = from_case(dispute({"a.x": (Fraction(-1), Fraction(2))}))
    taken = {frozenset(conflict.taken(s)): s for s in range(4)}
    none, x, z, both = (taken[frozenset(t)] for t in ((), ("a.x",), ("b.z",), ("a.x", "b.z")))
    open_ = {frozenset(map(int, pair)) for pair in conflict.unknown[0]}
    assert open_ == {frozenset({none, x}), frozenset({z, both})}
    assert "Some preferences are unknown" in seek(conflict, [0], "Nash").explain()
    assert "unknown" in levers(conflict, none, concept="Nash", most_cost=1).kinds
    assert from_case(dispute({})).unknown == ()
    assert from_case(dispute({"a.x": (Fraction(1), Fraction(2))})).unknown == ()


def test_stress_varies_the_weight_itself_and_what_is_said_to_be_unknown_beside_it() -> None:
    def which(source: str) -> Which:
        return Which(parse(source), source)

    spans = {"a.x": (Fraction(-1), Fraction(2))}
    alone = stress(dispute(spans), Ask(n=11))
    assert [doubt.kind for doubt in alone.doubts] == ["weight"]
    unsure = Unsure(which("a.x and b.z"), which("b.z and not a.x"))
    beside = stress(dispute(spans, (unsure,)), Ask(n=33))
    assert [doubt.kind for doubt in beside.doubts] == ["weight", "pair"]
    replaced = stress(replace(from_case(dispute(spans)), unknown=()), Ask(n=11))
    assert alone.to_dict() == replaced.to_dict()
