"""The stability concepts: against published and reference results, the slow twin and each other."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict import slow_stability as slow
from tests.conflict.random_conflicts import Drawn, graph_form, option_form

import goodoffices
from goodoffices.base.errors import CaseError, UsageError
from goodoffices.conflict.concepts import BY_NAME, CONCEPTS, DECIDED, Answers
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips, Pairs
from goodoffices.conflict.stability import solve

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"
NAMED = ["elmira", "prisoners_dilemma"]
RANDOM = [json.loads(line) for line in (REFERENCE / "random.jsonl").read_text().splitlines()]


def fast(drawn: Drawn, concepts=DECIDED):
    if drawn.listed:
        moves = [np.array(sorted(pairs), dtype=int).reshape(-1, 2) for pairs in drawn.listed]
        return solve(moves, drawn.ranks, concepts)
    codes = np.array(drawn.codes, dtype=np.int64)
    return solve([Flips(*m) for m in drawn.masks], drawn.ranks, concepts, codes=codes)


def listed(drawn: Drawn):
    return drawn.listed or [slow.option_moves(drawn.codes, *masks) for masks in drawn.masks]


def as_sets(stable):
    return {c: [set(np.flatnonzero(row).tolist()) for row in rows] for c, rows in stable.items()}


def check_reference(data):
    conflict = Conflict.from_dict(data)
    stable = conflict.outcomes().to_dict()
    for concept, expected in data["expected"].items():
        equilibria = expected.pop("equilibria")
        assert stable["stable"][concept] == expected, concept
        assert stable["equilibria"][concept] == equilibria, concept


@pytest.mark.parametrize("name", NAMED)
def test_reference_conflicts_cell_by_cell(name):
    check_reference(json.loads((REFERENCE / f"{name}.json").read_text()))


@pytest.mark.parametrize("data", RANDOM, ids=lambda d: d["id"])
def test_random_reference_conflicts_cell_by_cell(data):
    check_reference(json.loads(json.dumps(data)))


@pytest.mark.parametrize("name", NAMED)
def test_published_equilibria(name):
    data = json.loads((REFERENCE / f"{name}.json").read_text())
    found = Conflict.from_dict(data).outcomes().to_dict()["equilibria"]
    for concept, states in data["published"].items():
        assert found[concept] == states


@settings(max_examples=600, deadline=None)
@given(option_form())
def test_agrees_with_the_definitions_in_option_form(drawn):
    assert as_sets(fast(drawn)) == slow.solve(listed(drawn), drawn.ranks, DECIDED)


@settings(max_examples=600, deadline=None)
@given(graph_form())
def test_agrees_with_the_definitions_in_graph_form(drawn):
    assert as_sets(fast(drawn)) == slow.solve(listed(drawn), drawn.ranks, DECIDED)


@settings(max_examples=300, deadline=None)
@given(st.one_of(option_form(), graph_form()))
def test_known_implications_hold(drawn):
    stable = fast(drawn)
    for strong, concept in BY_NAME.items():
        for weak in concept.implies:
            assert not (stable[strong] & ~stable[weak]).any(), (strong, weak)


def test_what_is_implied_is_what_follows_from_how_each_is_decided():
    """Fewer answers to fear, or one more move against them, make it harder to stay."""
    strict = [Answers.ANY, Answers.IMPROVING, Answers.NONE]
    ordered = {name: c for name, c in BY_NAME.items() if c.answers in strict}
    for strong, concept in ordered.items():
        for weak, other in ordered.items():
            stricter = strict.index(concept.answers) >= strict.index(other.answers)
            follows = concept.answers is Answers.NONE or (
                stricter and concept.escape >= other.escape
            )
            assert (weak in concept.implies) == (follows and strong != weak), (strong, weak)


@settings(max_examples=200, deadline=None)
@given(graph_form(), st.randoms(use_true_random=False))
def test_relabelling_changes_nothing(drawn, random):
    size, parties = len(drawn.codes), len(drawn.ranks)
    state = random.sample(range(size), size)
    party = random.sample(range(parties), parties)
    ranks = [[0] * size for _ in range(parties)]
    moved = [set() for _ in range(parties)]
    for i in range(parties):
        moved[party[i]] = {(state[s], state[t]) for s, t in drawn.listed[i]}
        for s in range(size):
            ranks[party[i]][state[s]] = 3 * drawn.ranks[i][s] - 7
    before, after = fast(drawn), fast(Drawn(drawn.codes, [], ranks, moved))
    for concept in CONCEPTS:
        assert (before[concept] == after[concept][np.ix_(party, state)]).all()


def test_moves_may_be_listed_or_flips():
    codes = np.arange(4)
    flips = [Flips(1), Flips(2)]
    pairs = [[(0, 1), (1, 0), (2, 3), (3, 2)], Pairs(np.array([(0, 2), (2, 0), (1, 3), (3, 1)]))]
    ranks = [[2, 0, 3, 1], [1, 3, 0, 2]]
    one, other = solve(flips, ranks, codes=codes), solve(pairs, ranks)
    assert all((one[c] == other[c]).all() for c in CONCEPTS)


def test_no_one_moves_twice_in_a_row():
    """The other party alone could reach state 3 only in two moves of its own running."""
    moves = [[(0, 1)], [(1, 2), (2, 3)]]
    ranks = [[1, 0, 0, 2], [3, 2, 1, 0]]
    assert not solve(moves, ranks)["GMR"][0, 0]
    between = [[(0, 1)], [(1, 2), (4, 3)], [(2, 4)]]
    assert solve(between, [[1, 0, 0, 2, 0], [0] * 5, [0] * 5])["GMR"][0, 0]


@pytest.mark.parametrize(
    ("moves", "ranks", "error", "code"),
    [
        ([[(0, 5)], []], [[0, 1], [0, 1]], CaseError, "GO409"),
        ([[(0, 1)]], [[0, 1], [0, 1]], CaseError, "GO407"),
        ([[], []], [[0, 1], [0, 1, 2]], CaseError, "GO407"),
        ([Flips(1), Flips(2)], [[0, 1], [0, 1]], CaseError, "GO407"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(moves, ranks, error, code):
    with pytest.raises(error) as caught:
        solve(moves, ranks)
    assert caught.value.findings[0].code == code


def test_an_unknown_concept_is_refused():
    with pytest.raises(UsageError, match=", ".join(DECIDED)):
        solve([[], []], [[0], [0]], ["NASH"])


def test_the_page_on_adding_a_concept_names_files_that_are_there_and_no_more_than_seven():
    root = Path(__file__).parents[2]
    page = (root / "docs" / "contributing" / "add-a-concept.md").read_text("utf-8")
    named = re.findall(r"^\d+\. `([^`]+)`", page, re.MULTILINE)
    assert 0 < len(named) <= 7
    assert all((root / name).is_file() for name in named)


def test_no_module_but_one_lists_the_concepts():
    """A list of them in code would have to be kept up by hand: the records are asked instead."""
    room = Path(goodoffices.__file__).parent / "conflict"
    listing = set()
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                names = {e.value for e in node.elts if isinstance(e, ast.Constant)}
                if len(names & set(DECIDED)) > 1:
                    listing.add(path.name)
    assert listing == {"concepts.py"}
