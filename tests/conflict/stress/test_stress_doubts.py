"""Stress over unknown pairs, ties of any size, weights and steps: each against full enumeration."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.conflict.slow_stability import RULES, led

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.case.conditions import Condition, parse
from goodoffices.case.nouns import (
    Basis,
    Case,
    Compared,
    Option,
    Ordering,
    Party,
    Preference,
    Preferred,
    Rule,
    Which,
)
from goodoffices.conflict.concepts import DECIDED
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Pairs
from goodoffices.conflict.stability import solve
from goodoffices.conflict.stress import weak_orders
from goodoffices.conflict.stress.stress import Ask, Stress, stress
from goodoffices.conflict.unknowns import solve_unknown
from goodoffices.conflict.words.names import told

KNOWN, JUDGED = Basis(evidence=("S-1",)), Basis(judged="XY")


def conflict_of(moves: list[list[tuple[int, int]]], ranks: list[list[int]]) -> GraphModel:
    names = tuple("abc"[: len(moves)])
    arrays = [np.array(m, dtype=np.int64).reshape(-1, 2) for m in moves]
    return GraphModel(
        name="c",
        parties=names,
        party_names=names,
        codes=np.zeros(len(ranks[0]), dtype=np.int64),
        movement=tuple(map(Pairs, arrays)),
        ranks=tuple(np.array(r, dtype=np.int32) for r in ranks),
    )


# --- the definitions over any relation, slowly ----------------------------------------------------

Better = list[set[tuple[int, int]]]
"""For each party (s, t): it prefers s to t."""


def others_lead(moves: list, better: Better, group: set[int], start: int, gainful: bool) -> set:
    """Where the others can lead, by the published induction over who moved last."""

    def step(j: int, s: int) -> set[int]:
        return {t for a, t in moves[j] if a == s and (not gainful or (t, s) in better[j])}

    return led(step, group, start)


def stays(moves: list, better: Better, party: int, state: int, concept: str) -> bool:
    mine = better[party]
    kind, once_more = RULES[concept]
    group = set(range(len(moves))) - {party}
    for target in {t for s, t in moves[party] if s == state and (t, state) in mine}:
        if kind is None:
            return False
        answers = others_lead(moves, better, group, target, kind == "gainful")
        feared = {x for x in answers if (x, state) not in mine}
        if once_more:
            feared = {
                x for x in feared if not any(s == x and (t, state) in mine for s, t in moves[party])
            }
        if not feared:
            return False
    return True


def of_ranks(ranks: list[int]) -> set[tuple[int, int]]:
    states = range(len(ranks))
    return {(s, t) for s, t in itertools.product(states, states) if ranks[s] < ranks[t]}


def read_both(base: set, pairs: list[tuple[int, int]]) -> Iterator[set[tuple[int, int]]]:
    """Every reading of every pair, each by itself."""
    for signs in itertools.product((1, 0, -1), repeat=len(pairs)):
        found = set(base)
        for (s, t), sign in zip(pairs, signs, strict=True):
            found -= {(s, t), (t, s)}
            found |= {(s, t)} if sign == 1 else {(t, s)} if sign == -1 else set()
        yield found


@st.composite
def unsure(draw: st.DrawFn, parties: int = 2) -> tuple[list, list[list[int]], dict]:
    size = draw(st.integers(2, 4))
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    moves = [
        sorted((a, b) for a, b in draw(st.sets(pair, max_size=7)) if a != b)
        for _party in range(parties)
    ]
    ranks = [list(draw(st.permutations(range(size)))) for _party in range(parties)]
    unknown = {}
    for i in range(parties):
        given_ = draw(st.sets(pair, max_size=2))
        unknown["abc"[i]] = sorted({(min(p), max(p)) for p in given_ if p[0] != p[1]})
    return moves, ranks, unknown


TOLD_APART = (
    [
        [(0, 1), (1, 0), (1, 2), (2, 0), (2, 1), (2, 3)],
        [(0, 3), (1, 0), (1, 3), (2, 1), (3, 0)],
    ],
    [[2, 0, 3, 1], [1, 3, 0, 2]],
    {"a": [(0, 1)], "b": [(1, 2)]},
)
"""A conflict in which SEQ and SSEQ give different shares."""


@settings(max_examples=60, deadline=None)
@example(drawn=TOLD_APART, concept="SEQ")
@example(drawn=TOLD_APART, concept="SSEQ")
@given(drawn=st.one_of(unsure(2), unsure(3)), concept=st.sampled_from(DECIDED))
def test_unknown_pairs_are_counted_as_writing_every_reading_out_counts_them(
    drawn: tuple[list, list[list[int]], dict], concept: str
) -> None:
    moves, ranks, unknown = drawn
    found = stress(conflict_of(moves, ranks), Ask(n=10_000, concepts=(concept,)), unknown)
    names = "abc"[: len(moves)]
    every = [list(read_both(of_ranks(r), unknown[p])) for r, p in zip(ranks, names, strict=True)]
    profiles = list(itertools.product(*every))
    assert found.exact
    assert found.possible == len(profiles)
    for state in range(len(ranks[0])):
        k = sum(
            all(stays(moves, list(better), i, state, concept) for i in range(len(moves)))
            for better in profiles
        )
        share = found.share(state, concept)
        assert (share.k, share.n) == (k, len(profiles))


@settings(max_examples=60, deadline=None)
@given(drawn=st.one_of(unsure(2), unsure(3)), concept=st.sampled_from(["Nash", "GMR", "SMR"]))
def test_certain_and_impossible_agree_with_the_four_attitudes_to_the_unknown(
    drawn: tuple[list, list[list[int]], dict], concept: str
) -> None:
    """In all profiles iff whoever risks most still stays; in some iff whoever risks least does."""
    moves, ranks, unknown = drawn
    conflict = conflict_of(moves, ranks)
    found = stress(conflict, Ask(n=10_000, concepts=(concept,)), unknown)
    by = solve_unknown(
        [np.array(m).reshape(-1, 2) for m in moves],
        ranks,
        [np.array(unknown[p], dtype=np.int64).reshape(-1, 2) for p in conflict.parties],
        [concept],
    )
    for state in range(conflict.size):
        share = found.share(state, concept)
        assert (share.k == share.n) == bool(by["a"][concept][:, state].all())
        assert (share.k > 0) == bool(by["d"][concept][:, state].all())


def texts_of(found: Stress) -> list[str]:
    return [text for text, _readings in found.doubt_texts]


def said(source: str, basis: Basis) -> Preference:
    return Preference(parse(source), source, basis)


def dispute(unknown: bool) -> GraphModel:
    """Three options; statements of which some may be wrong, with pairs beside them or without."""
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"), Option(id="a.y", party="a", text="Y")),
        prefers=(said("b.z", KNOWN), said("a.x iff b.z", JUDGED), said("not a.y", KNOWN)),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.z", party="b", text="Z"),),
        prefers=(said("a.x", JUDGED), said("b.z iff a.x", KNOWN)),
    )
    from dataclasses import replace

    made = from_case(Case(id="c", title="C", parties=(a, b)))
    pairs = (np.array([[0, 5], [2, 3]]), np.array([[1, 6]]))
    return replace(made, unknown=pairs) if unknown else made


def test_pairs_beside_statements_that_may_be_wrong_are_read_whatever_the_statements_say() -> None:
    conflict = dispute(unknown=True)
    found = stress(conflict, Ask(n=1000, concepts=("SEQ",)))
    assert found.possible == 3 * 3 * 9 * 3
    moves = [[(int(s), int(t)) for s, t in m] for m in conflict.moves]
    choices = []
    for party, pairs in zip(conflict.preferences, conflict.unknown, strict=True):
        written = (
            [[p.condition]]
            if p.basis.evidence
            else [[p.condition], [], [Condition("not", (p.condition,))]]
            for p in party
        )
        bases = [
            ranks_by([c for part in read for c in part], conflict)
            for read in itertools.product(*written)
        ]
        choices.append(
            [
                better
                for base in bases
                for better in read_both(of_ranks(base), [tuple(map(int, p)) for p in pairs])
            ]
        )
    profiles = list(itertools.product(*choices))
    assert len(profiles) == found.possible
    for state in range(conflict.size):
        k = sum(
            all(stays(moves, list(better), i, state, "SEQ") for i in range(2))
            for better in profiles
        )
        assert found.share(state, "SEQ").k == k


def ranks_by(conditions: list[Condition], conflict: GraphModel) -> list[int]:
    """Rank states by conditions in order, one state at a time."""
    keys = []
    for state in range(conflict.size):
        taken = set(conflict.taken(state))
        truth = {o.id: int(o.id in taken) for o in conflict.options}
        keys.append(tuple(1 - (c.evaluate(truth) & 1) for c in conditions))
    order = sorted(set(keys))
    return [order.index(key) for key in keys]


def test_pairs_drawn_are_near_all_of_them_and_the_same_however_many_count() -> None:
    conflict = dispute(unknown=True)
    exact, drawn = stress(conflict, Ask(n=1000)), stress(conflict, Ask(n=200, seed=5))
    assert exact.exact
    assert not drawn.exact
    for state in range(conflict.size):
        low, high = drawn.interval(drawn.share(state, "SEQ"))
        assert low - 0.05 <= exact.share(state, "SEQ").value <= high + 0.05
    again = stress(conflict, Ask(n=200, seed=5))
    assert json.dumps(drawn.to_dict()) == json.dumps(again.to_dict())
    assert found_pairs(drawn) == [
        either(conflict, *pair) for pair in [("A", 0, 5), ("A", 2, 3), ("B", 1, 6)]
    ]
    assert "Pairs of which the order is unknown" in " ".join(drawn.header())


def either(conflict, party: str, one: int, other: int) -> str:
    return f"{party}: {told(conflict, one)} or {told(conflict, other)}"


def found_pairs(found: Stress) -> list[str]:
    return [texts_of(found)[k] for k, doubt in enumerate(found.doubts) if doubt.kind == "pair"]


def test_pairs_given_stand_in_place_of_those_of_the_conflict_and_wrong_ones_are_told() -> None:
    conflict = dispute(unknown=True)
    assert found_pairs(stress(conflict, Ask(n=10), {})) == []
    assert found_pairs(stress(conflict, Ask(n=10), {"b": [(3, 1), (1, 3), (2, 2)]})) == [
        either(conflict, "B", 1, 3)
    ]
    named = stress(conflict, Ask(n=10), {"b": [("S4", "b.z"), ("S3", 2)]})
    assert found_pairs(named) == [either(conflict, "B", 3, conflict.state("b.z"))]
    with pytest.raises(UsageError) as wrong:
        stress(conflict, Ask(n=10), {"a": [(0, 8)]})
    assert wrong.value.findings[0].code == "GO413"
    with pytest.raises(UsageError) as refused:
        stress(conflict, Ask(n=10), {"aa": [(0, 1)]})
    assert refused.value.findings[0].code == "GO413"
    large = conflict_of([[], []], [list(range(600))] * 2)
    with pytest.raises(CaseError) as wrong:
        stress(large, Ask(n=10), {"a": [(0, 8)]})
    assert wrong.value.findings[0].code == "GO805"


def test_pairs_that_were_said_and_may_be_wrong_are_read_together_each_way() -> None:
    def which(source: str) -> Which:
        return Which(parse(source), source)

    pairs = (
        Preferred(which("a.x"), which("b.z"), basis=JUDGED),
        Preferred(which("a.x and a.y"), which("a.x and not a.y"), equal=True, basis=KNOWN),
    )
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"), Option(id="a.y", party="a", text="Y")),
        ordering=Ordering(pairs=pairs),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.z", party="b", text="Z"),),
        prefers=(said("b.z iff a.x", KNOWN),),
    )
    conflict = from_case(Case(id="c", title="C", parties=(a, b)))
    found = stress(conflict, Ask(n=20, concepts=("Nash",)), {})
    assert texts_of(found) == ["A: “A: X” or “B: Z”"]
    assert found.possible == 3
    taken = {frozenset(conflict.taken(s)): s for s in range(8)}
    high = [s for t, s in taken.items() if "a.x" in t and "b.z" not in t]
    low = [s for t, s in taken.items() if "b.z" in t and "a.x" not in t]
    moves = [[(int(s), int(t)) for s, t in m] for m in conflict.moves]
    listed = of_ranks(conflict.ranks[0].tolist())
    held = np.zeros(8, dtype=int)
    for sign in (1, 0, -1):
        mine = set(listed)
        for s, t in itertools.product(high, low):
            mine -= {(s, t), (t, s)}
            mine |= {(s, t)} if sign == 1 else {(t, s)} if sign == -1 else set()
        better = [mine, of_ranks(conflict.ranks[1].tolist())]
        held += [all(stays(moves, better, i, s, "Nash") for i in range(2)) for s in range(8)]
    assert [found.share(s, "Nash").k for s in range(8)] == held.tolist()
    alike = stress(conflict, Ask(n=10**6, doubted="all", concepts=("Nash",)), {})
    assert [t for t, d in zip(texts_of(alike), alike.doubts, strict=True) if d.party == 0] == [
        "A: “A: X” or “B: Z”",
        "A: “A: X and A: Y” or “A: X and A: not ‘Y’”",
    ]


def test_what_hangs_on_an_unknown_pair_alone_is_left_open_not_called_written() -> None:
    conflict = conflict_of([[(0, 1)], []], [[0, 1], [0, 1]])
    sure = stress(conflict, Ask(n=10, concepts=("Nash",)), {})
    assert [row[1] for row in sure.cells("Nash")] == ["●", "●"]
    unsure_ = stress(conflict, Ask(n=10, concepts=("Nash",)), {"a": [(0, 1)]})
    assert {row[0]: row[1] for row in unsure_.cells("Nash")} == {"S1": "?", "S2": "●"}
    told = {r["state"]: r["hangs_on_unknown"] for r in unsure_.to_dict()["outcomes"]["Nash"]}
    assert told == {1: True, 2: False}
    span = stress(weighed({"a.x": (Fraction(-3), Fraction(7))}, KNOWN), Ask(n=10**6))
    point = stress(weighed({}, JUDGED), Ask(n=10**6))
    assert "?" in {row[1] for row in span.cells("SEQ")}
    assert "?" not in {row[1] for row in point.cells("SEQ")}


# --- ties -----------------------------------------------------------------------------------------


def all_weak_orders(size: int) -> set[tuple[int, ...]]:
    """Every way to give levels without a gap, by trying all."""
    return {
        levels
        for levels in itertools.product(range(size), repeat=size)
        if set(levels) == set(range(max(levels) + 1))
    }


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_weak_orders_are_all_there_are_each_once(size: int) -> None:
    listed = [weak_orders.levels(size, k) for k in range(weak_orders.count(size))]
    assert len(set(listed)) == len(listed)
    assert set(listed) == all_weak_orders(size)
    assert listed[0] == (0,) * size
    assert listed[weak_orders.in_order(size)] == tuple(range(size))
    assert listed[weak_orders.in_reverse(size)] == tuple(reversed(range(size)))


def test_the_largest_that_are_numbered_fit_into_63_bits() -> None:
    assert weak_orders.count(weak_orders.LARGEST) < 2**63 < weak_orders.count(19)
    last = weak_orders.levels(18, weak_orders.count(18) - 1)
    assert sorted(last) == list(range(18))


@pytest.mark.parametrize("concept", DECIDED)
def test_a_tie_of_three_and_one_of_four_are_read_in_every_way(concept: str) -> None:
    moves = [[(0, 1), (1, 2), (2, 0), (3, 1)], [(0, 3), (3, 2), (2, 1), (1, 0)]]
    ranks = [[0, 1, 1, 1], [0, 0, 0, 0]]
    found = stress(conflict_of(moves, ranks), Ask(n=10_000, concepts=(concept,)))
    assert found.possible == 13 * 75
    held = np.zeros(4, dtype=int)
    for three in all_weak_orders(3):
        for four in all_weak_orders(4):
            levels = [[0, *(1 + level for level in three)], list(four)]
            arrays = [np.array(m) for m in moves]
            held += solve(arrays, levels, [concept])[concept].all(axis=0)
    assert [found.share(s, concept).k for s in range(4)] == held.tolist()
    assert [d.count for d in found.doubts] == [13, 75]
    assert [len(readings) for _text, readings in found.doubt_texts] == [13, 75]


def test_the_bars_of_a_tie_are_its_pairs_and_their_shares_add_up() -> None:
    moves = [[(0, 1), (1, 2), (2, 0)], [(0, 2)]]
    found = stress(conflict_of(moves, [[0, 0, 0], [0, 1, 2]]), Ask(n=100, concepts=("Nash",)))
    for state in range(3):
        bars = found.tornado(state, "Nash")
        assert {found.bar_text(bar) for bar in bars} == {
            "A: S1 or S2",
            "A: S1 or S3",
            "A: S2 or S3",
        }
        for bar in bars:
            # of 13 weak orders of three, 5 have one of two above the other, and 3 have them alike
            assert [share.n for share in bar.shares if share] == [5, 3, 5]
            total = sum(share.k for share in bar.shares if share)
            assert total == found.share(state, "Nash").k
    # the first stays at S1 unless it likes S2 better
    by = {found.bar_text(bar): bar for bar in found.tornado(0, "Nash")}
    assert [share.value for share in by["A: S1 or S2"].shares if share] == [1.0, 1.0, 0.0]
    assert found.matters_most(0, "Nash") == "A: S1 or S2 (0–100 %)"
    assert any("stops holding if" in line for line in found.breakpoints("Nash"))


def test_larger_ties_are_drawn_evenly_and_the_largest_are_told_to_be_read_in_three_ways() -> None:
    five = conflict_of([[(0, 1)], []], [[0] * 5, list(range(5))])
    found = stress(five, Ask(n=20_000, concepts=("Nash",)))
    assert found.exact
    assert found.possible == 541
    assert len(found.doubt_texts[0][1]) == 3
    alike = sum(levels[0] == levels[1] for levels in all_weak_orders(5))
    assert found.share(0, "Nash").k == (541 + alike) // 2
    twelve = stress(
        conflict_of([[(0, 1)], []], [[0] * 12, list(range(12))]),
        Ask(n=4000, seed=1, concepts=("Nash",)),
    )
    assert not twelve.exact
    low, high = twelve.share(0, "Nash").interval
    # of m tied outcomes two given ones are alike in as many weak orders as there are of m - 1
    expected = (1 + weak_orders.count(11) / weak_orders.count(12)) / 2
    assert low <= expected <= high
    nineteen = stress(conflict_of([[], []], [[0] * 19, list(range(19))]), Ask(n=10))
    assert nineteen.possible == 3


def test_what_would_not_fit_into_memory_is_refused_first() -> None:
    many = conflict_of([[], []], [[s // 2 for s in range(8000)]] * 2)
    with pytest.raises(CaseError) as wrong:
        stress(many, Ask(n=10))
    assert wrong.value.findings[0].code == "GO805"
    assert "8,000 doubts" in wrong.value.findings[0].text


# --- weights and steps ----------------------------------------------------------------------------


def weighed(spans: dict, basis: Basis) -> GraphModel:
    weights = {
        "a.x": (Fraction(2), basis),
        "b.z": (Fraction(3), KNOWN),
        "a.y": (Fraction(-1), KNOWN),
    }
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"), Option(id="a.y", party="a", text="Y")),
        ordering=Ordering(weights=weights, spans=spans),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.z", party="b", text="Z"),),
        prefers=(said("b.z iff a.x", KNOWN), said("not b.z", KNOWN)),
    )
    return from_case(Case(id="c", title="C", parties=(a, b)))


def by_sums(conflict: GraphModel, x: Fraction) -> list[int]:
    sums = [
        sum({"a.x": x, "b.z": Fraction(3), "a.y": Fraction(-1)}[o] for o in conflict.taken(s))
        for s in range(conflict.size)
    ]
    return [sorted(set(sums), reverse=True).index(s) for s in sums]


@pytest.mark.parametrize(
    ("spans", "basis", "values"),
    [
        ({}, JUDGED, [2, 0, -2]),
        ({}, Basis(unreviewed=True), [2, 0, -2]),
        ({"a.x": (Fraction(-3), Fraction(7))}, KNOWN, [*range(-3, 8)]),
        ({"a.x": (Fraction(2), Fraction(2))}, KNOWN, [2]),
        ({}, KNOWN, [2]),
    ],
)
def test_weights_that_may_be_wrong_or_lie_in_an_interval_are_varied(
    spans: dict, basis: Basis, values: list[int]
) -> None:
    conflict = weighed(spans, basis)
    found = stress(conflict, Ask(n=1_000_000, concepts=("SEQ",)))
    weights = [d for d in found.doubts if d.kind == "weight"]
    assert [sorted(map(int, d.values)) for d in weights] == (
        [sorted(values)] if len(values) > 1 else []
    )
    ties = [d for d in found.doubts if d.kind == "tie"]
    held = np.zeros(conflict.size, dtype=int)
    total = 0
    for x in values:
        base = by_sums(conflict, Fraction(x))
        for levels in itertools.product(*(all_weak_orders(len(d.at)) for d in ties)):
            finer = [10 * rank for rank in base]
            for doubt, read in zip(ties, levels, strict=True):
                for state, level in zip(doubt.at, read, strict=True):
                    finer[state] += level
            stable = solve(conflict.moves, [finer, conflict.ranks[1]], ["SEQ"])["SEQ"]
            held += stable.all(axis=0)
            total += 1
    assert found.possible == total
    assert [found.share(s, "SEQ").k for s in range(conflict.size)] == held.tolist()


def test_neighbouring_steps_of_which_one_may_be_wrong_may_be_exchanged() -> None:
    def step(source: str, basis: Basis) -> Compared:
        return Compared((Which(parse(source), source),), basis)

    steps = (
        step("a.x and b.z", KNOWN),
        step("a.x", JUDGED),
        step("b.z", KNOWN),
        Compared((), KNOWN),
    )
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"),),
        ordering=Ordering(ranking=steps),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.z", party="b", text="Z"),),
        prefers=(said("not b.z", KNOWN),),
    )
    found = stress(
        from_case(Case(id="c", title="C", parties=(a, b))), Ask(n=100, concepts=("Nash",))
    )
    assert texts_of(found) == [
        "A: “A: X and B: Z” above “A: X”",
        "A: “A: X” above “B: Z”",
    ]
    # a.x holds while A prefers it to nothing: in every order here, "rest" being the last of all
    taken = {found.conflict.taken(s): s for s in range(4)}
    expected = {("a.x",): 4, (): 0, ("a.x", "b.z"): 0, ("b.z",): 0}
    for state, k in expected.items():
        assert found.share(taken[state], "Nash").k == k
    sure = tuple(Compared(s.outcomes, KNOWN) for s in steps)
    a = Party(id="a", name="A", options=a.options, ordering=Ordering(ranking=sure))
    assert stress(from_case(Case(id="c", title="C", parties=(a, b))), Ask(n=100)).possible == 1


def test_a_judged_interval_is_read_from_a_case_file(tmp_path) -> None:
    import goodoffices

    (tmp_path / "case.yaml").write_text(
        "case: c\ntitle: T\nparties:\n"
        "  a:\n    name: A\n    options: {x: X}\n"
        "    weights: {a.x: -1..1, b.y: {weight: 1/2..3/2, judged: G}}\n"
        "  b: {name: B, options: {y: Y}, prefers: [{that: b.y, evidence: [S-1111111]}]}\n",
        "utf-8",
    )
    opened = goodoffices.load(tmp_path)
    assert isinstance(opened, goodoffices.CaseFolder)
    order = opened.case.parties[0].ordering
    assert order.spans == {"a.x": (-1, 1), "b.y": (Fraction(1, 2), Fraction(3, 2))}
    assert order.weights["a.x"][0] == 0
    found = stress(opened.case, Ask(n=10_000, concepts=("Nash",)))
    assert [d.count for d in found.doubts if d.kind == "weight"] == [11, 11]
    assert texts_of(found)[0] == "A: the weight of “X”, -1 to 1"


WORDS = {
    r"a weight of (\S+) or less": lambda v: lambda x: x <= v,
    r"a weight below (\S+)": lambda v: lambda x: x < v,
    r"a weight of (\S+) or more": lambda v: lambda x: x >= v,
    r"a weight above (\S+)": lambda v: lambda x: x > v,
    r"a weight of exactly (\S+)": lambda v: lambda x: x == v,
}


def claim(text: str) -> tuple[object, list[Fraction]]:
    """Return what a breakpoint says of a weight, as a test, and its ends."""
    for pattern, test in WORDS.items():
        if match := re.fullmatch(r"A gives “\S+” " + pattern, text):
            return test(Fraction(match[1])), [Fraction(match[1])]
    match = re.fullmatch(r"A gives “\S+” a weight between (\S+) and (\S+)", text)
    assert match, text
    low, high = Fraction(match[1]), Fraction(match[2])
    return (lambda x: low < x < high), [low, high]


@settings(max_examples=25, deadline=None)
@given(
    weights=st.lists(st.integers(-4, 4), min_size=3, max_size=3),
    other=st.permutations(["b.z iff a.x", "not b.z", "a.y or b.z", "not a.y"]),
    concept=st.sampled_from(DECIDED),
)
def test_the_weights_at_which_an_outcome_changes_are_exact(
    weights: list[int], other: list[str], concept: str
) -> None:
    ids = ("a.x", "a.y", "b.z")
    given_ = {o: (Fraction(w), KNOWN) for o, w in zip(ids, weights, strict=True)}
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"), Option(id="a.y", party="a", text="Y")),
        ordering=Ordering(weights=given_),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.z", party="b", text="Z"),),
        prefers=tuple(said(s, KNOWN) for s in other[:3]),
    )
    never = Rule(parse("a.x and a.y"), "a.x and a.y")
    conflict = from_case(Case(id="c", title="C", parties=(a, b), infeasible=(never,)))
    found = stress(conflict, Ask(n=1, concepts=(concept,)))
    breaks = [(x.state, found.break_text(x)) for x in found.breaks]
    breaks = [(state, text) for state, text in breaks if " a weight " in text]

    def holds(option: str, weight: Fraction) -> np.ndarray:
        now = {o: w for o, (w, _b) in given_.items()} | {option: weight}
        sums = [sum(now[o] for o in conflict.taken(s)) for s in range(conflict.size)]
        ranks = [sorted(set(sums), reverse=True).index(s) for s in sums]
        return solve(conflict.moves, [ranks, conflict.ranks[1]], [concept])[concept].all(axis=0)

    for option in ids:
        own = given_[option][0]
        grid = [Fraction(k, 2) for k in range(-28, 29)]
        held = {x: holds(option, x) for x in grid}
        now = held[own]
        for state in range(conflict.size):
            for down in (True, False):
                side = [x for x in grid if (x < own if down else x > own)]
                changed = [x for x in side if held[x][state] != now[state]]
                told = [
                    (*claim(text), text)
                    for at, text in breaks
                    if at == state and f"“{option[-1].upper()}”" in text
                ]
                told = [
                    (is_in, ends)
                    for is_in, ends, text in told
                    if (min(ends) < own or re.search("less|below", text) is not None) == down
                ]
                assert len(told) == bool(changed)
                if not changed:
                    continue
                is_in, ends = told[0]
                nearest = max(changed) if down else min(changed)
                inside = [x for x in side if is_in(x)]
                assert set(inside) <= set(changed)
                assert nearest in inside or nearest in ends
