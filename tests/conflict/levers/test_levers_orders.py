"""Levers with ties, by weights, and where preferences are unknown: against every order near by."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_levers import DEAR, conflict_of

from goodoffices.base.errors import UsageError
from goodoffices.case.nouns import Basis, Case, LeverTerms, Option, Ordering, Party
from goodoffices.cli.main import verbs
from goodoffices.conflict import examples
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.levers import search
from goodoffices.conflict.levers.inverse import conditions
from goodoffices.conflict.levers.levers import levers
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.relations import solve_relations
from goodoffices.conflict.stability import solve
from goodoffices.conflict.unknowns import solve_unknown

TERMS = LeverTerms(costs=DEAR)
CONCEPTS = st.sampled_from(["Nash", "GMR", "SMR", "SEQ", "SSEQ"])
MOST = 2


@st.composite
def moves_of(draw, size):
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    return [[(a, b) for a, b in draw(st.sets(pair, max_size=6)) if a != b] for _party in range(2)]


def near(start, steps, most):
    """Everything at most so many steps away, with how many it takes."""
    met, edge = {start: 0}, [start]
    for distance in range(1, most + 1):
        edge = [other for one in edge for other in steps(one) if other not in met]
        met |= {other: distance for other in edge if other not in met}
    return met


def cheapest(variants, holds):
    """The least cost of one variant for each party by which an outcome holds; None for none."""
    costs = [
        sum(cost for _order, cost in chosen)
        for chosen in itertools.product(*(v.items() for v in variants))
        if sum(cost for _order, cost in chosen) <= MOST
        and holds([order for order, _cost in chosen])
    ]
    return min(costs, default=None)


def compare(found, least):
    if found.holds:
        assert least == 0
    elif least is None:
        assert not found.found
        assert found.searched == MOST
    else:
        assert found.found[0].cost == least


# --- ties -----------------------------------------------------------------------------------------


def groups_away(groups):
    """Exchange members of neighbouring groups, or let one leave its group."""
    for k, (one, two) in enumerate(itertools.pairwise(groups)):
        for a, b in itertools.product(one, two):
            yield (*groups[:k], one - {a} | {b}, two - {b} | {a}, *groups[k + 2 :])
    for k, group in enumerate(groups):
        for state in group if len(group) > 1 else ():
            rest, alone = group - {state}, frozenset({state})
            yield (*groups[:k], rest, alone, *groups[k + 1 :])
            yield (*groups[:k], alone, rest, *groups[k + 1 :])


def ranks_of(groups, size):
    return [next(k for k, group in enumerate(groups) if s in group) for s in range(size)]


@settings(max_examples=14, deadline=None)
@given(st.data(), CONCEPTS)
def test_ties_are_broken_where_that_is_cheapest(data, concept):
    size = data.draw(st.integers(2, 4))
    moves = data.draw(moves_of(size))
    every = []
    for _party in range(2):
        levels = data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
        ordered = (frozenset(s for s in range(size) if levels[s] == k) for k in (0, 1))
        every.append(tuple(group for group in ordered if group))
    target = data.draw(st.integers(0, size - 1))
    conflict = conflict_of(moves, [ranks_of(groups, size) for groups in every])
    found = levers(conflict, target, concept=concept, terms=TERMS, most_cost=MOST, most=1)

    def holds(orders):
        ranks = [ranks_of(groups, size) for groups in orders]
        return bool(solve(conflict.moves, ranks, [concept])[concept][:, target].all())

    compare(found, cheapest([near(groups, groups_away, MOST) for groups in every], holds))
    assert "None" not in found.explain()


def test_an_empty_group_of_a_ranking_costs_nothing_to_pass():
    """The nearest exchange is over the gap; none is cheaper, as the answer says."""
    data = {
        "decision_makers": {"A": ["a"], "B": ["b"]},
        "states": ["NN", "YN", "NY", "YY"],
        "preferences": {"A": [[1], [], [2], [3], [4]], "B": [[3], [1], [4], [2]]},
    }
    gapless = data | {"preferences": data["preferences"] | {"A": [[1], [2], [3], [4]]}}
    costs = [
        levers(Conflict.from_dict(one), "2", concept="Nash", terms=TERMS, most=1).found[0].cost
        for one in (data, gapless)
    ]
    assert costs[0] == costs[1] == 2


# --- weights --------------------------------------------------------------------------------------


def weighed(weights):
    """Two parties with two options each, that rank by the weights given to all of them."""
    ids = ["a.x", "a.y", "b.x", "b.y"]
    parties = []
    for party, own in zip("ab", weights, strict=True):
        options = tuple(Option(id=i, party=party, text=i[-1].upper()) for i in ids if i[0] == party)
        ordering = Ordering(weights={i: (w, Basis()) for i, w in zip(ids, own, strict=True) if w})
        parties.append(Party(id=party, name=party.upper(), options=options, ordering=ordering))
    return from_case(Case(id="c", title="C", parties=tuple(parties)))


def sizes_away(weights):
    """Exchange the sizes of two weights between which no other size lies; signs stay."""
    sizes = sorted({abs(w) for w in weights if w})
    for i, j in itertools.permutations(range(len(weights)), 2):
        one, two = abs(weights[i]), abs(weights[j])
        if one and two and sizes.index(two) == sizes.index(one) + 1:
            other = list(weights)
            other[i] = two if weights[i] > 0 else -two
            other[j] = one if weights[j] > 0 else -one
            yield tuple(other)


@settings(max_examples=15, deadline=None)
@given(st.data(), CONCEPTS)
def test_by_weights_only_what_other_weights_can_do_is_done(data, concept):
    numbers = st.sampled_from([Fraction(n, 2) for n in (-9, -6, -4, -1, 0, 1, 3, 5, 8)])
    weights = [tuple(data.draw(st.lists(numbers, min_size=4, max_size=4))) for _party in "ab"]
    for own in weights:
        if not any(own):
            return
    conflict, target = weighed(weights), data.draw(st.integers(0, 15))
    found = levers(conflict, target, concept=concept, terms=TERMS, most_cost=MOST, most=1)

    def holds(orders):
        ranks = [weighed(orders).ranks[i] for i in range(2)]
        return bool(solve(conflict.moves, ranks, [concept])[concept][:, target].all())

    compare(found, cheapest([near(own, sizes_away, MOST) for own in weights], holds))


def test_weights_are_told_by_their_options():
    """A can have one of X and Y: for X to hold it must weigh no less than Y."""
    conflict = weighed([(Fraction(3), Fraction(5), 0, 0), (0, 0, Fraction(-2), Fraction(1))])
    keep = conflict.codes & 3 != 3
    only_one = replace(
        conflict, codes=conflict.codes[keep], ranks=tuple(r[keep] for r in conflict.ranks)
    )
    found = levers(only_one, "YNNY", concept="Nash", terms=TERMS)
    assert found.found[0].cost == 1
    assert "A would have to weigh this no less: X; than this: Y" in found.explain()
    assert found.to_dict()["levers"][0]["preferences"] == [
        {"party": "a", "of": "weights", "put": "a.x", "above": "a.y"}
    ]


# --- unknown --------------------------------------------------------------------------------------


@settings(max_examples=14, deadline=None)
@given(st.data(), CONCEPTS)
def test_what_would_have_to_become_known(data, concept):
    size = data.draw(st.integers(2, 4))
    moves = data.draw(moves_of(size))
    ranks = [data.draw(st.permutations(range(size))) for _party in range(2)]
    every = list(itertools.combinations(range(size), 2))
    unknown = [
        sorted(data.draw(st.sets(st.sampled_from(every), min_size=i, max_size=3))) for i in (1, 0)
    ]
    target = data.draw(st.integers(0, size - 1))
    known = conflict_of(moves, ranks)
    pairs = tuple(np.array(p, dtype=np.int64).reshape(-1, 2) for p in unknown)
    conflict = replace(known, unknown=pairs)
    found = levers(conflict, target, concept=concept, terms=TERMS, most_cost=MOST, most=1)

    def relation(party, settled):
        better = np.array(
            [[ranks[party][t] < ranks[party][s] for t in range(size)] for s in range(size)]
        )
        for a, b in unknown[party]:
            better[a, b] = better[b, a] = True
        for a, b in settled:
            better[b, a], better[a, b] = True, False
        return better

    def exchanged(order):
        for a, b in itertools.permutations(range(size), 2):
            if order[b] == order[a] + 1:
                other = list(order)
                other[a], other[b] = order[b], order[a]
                yield tuple(other)

    def variants(party):
        if not unknown[party]:
            met = near(tuple(ranks[party]), exchanged, MOST)
            return {(("ranks", order)): cost for order, cost in met.items()}
        both = [(a, b) for pair in unknown[party] for a, b in (pair, pair[::-1])]
        chosen = (c for n in range(MOST + 1) for c in itertools.combinations(both, n))
        fit = (c for c in chosen if len({frozenset(p) for p in c}) == len(c))
        return {("settled", c): len(c) for c in fit}

    def holds(orders):
        better = []
        for party, (kind, order) in enumerate(orders):
            if kind == "settled":
                better.append(relation(party, order))
            else:
                better.append(
                    np.array([[order[t] < order[s] for t in range(size)] for s in range(size)])
                )
        stable = solve_relations(conflict.moves, better, [concept])[concept]
        return bool(stable[:, target].all())

    compare(found, cheapest([variants(0), variants(1)], holds))
    written = solve_unknown(conflict.moves, ranks, unknown, [concept])
    assert found.holds == all(bool(written[e][concept][:, target].all()) for e in "abcd")
    assert all(c.fulfilled for c in conditions(conflict, target, concept)) == found.holds
    assert "unknown" in found.explain()


def test_what_would_have_to_be_known_is_said(monkeypatch):
    data = {
        "decision_makers": {"A": ["a"]},
        "states": ["N", "Y"],
        "preferences": {"A": [2, 1]},
        "unknown": {"A": [[1, 2]]},
    }
    conflict = Conflict.from_dict(data)
    found = levers(conflict, "1", concept="Nash", terms=TERMS)
    assert "It would have to be known that A prefers" in found.explain()
    assert "ask, and have it said" in found.explain()
    assert found.to_dict()["levers"][0]["preferences"] == [
        {"party": "A", "of": "unknown", "put": 1, "above": 2}
    ]
    monkeypatch.setattr(search, "MOST_COMPARED", 1)
    with pytest.raises(UsageError, match="too many to be compared in pairs"):
        levers(conflict, "1")


def test_the_command_looks_for_levers_of_a_conflict_that_is_no_case(tmp_path):
    file = tmp_path / "gisborne.json"
    file.write_text(json.dumps(examples.read("gisborne")), "utf-8")
    run = CliRunner().invoke(verbs, ["levers", str(file), "--to", "2", "--max-cost", "2"])
    assert run.exit_code == 0, run.output
    assert "Some preferences are unknown" in run.output
