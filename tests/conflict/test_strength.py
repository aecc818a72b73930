"""Preference by degrees, and a concept of its own for each party: against the slow twins."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_explain import conflict_of
from tests.conflict import slow_extensions as slow
from tests.conflict.random_conflicts import graph_form, option_form
from tests.conflict.slow_stability import option_moves

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.case.file.casefile import load
from goodoffices.conflict import large
from goodoffices.conflict.concepts import DECIDED, sense_of
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.ranking import by_steps
from goodoffices.conflict.relations import solve_relations
from goodoffices.conflict.stability import solve
from goodoffices.conflict.unknowns import EXTENSIONS, solve_unknown

EXAMPLES = int(os.environ.get("LONG_COUNT", "30"))

SENSES = [f"{name}@{degree}" for name in DECIDED if name != "Nash" for degree in (1, 2, 3)]
ANY_FORM = st.one_of(option_form(most_options=4, most_parties=3), graph_form(most_parties=3))


@st.composite
def weighed(draw, form=ANY_FORM):
    """Draw a conflict with dense ranks, and by how many degrees each is preferred to the next."""
    drawn = draw(form)
    drawn.ranks = [np.unique(r, return_inverse=True)[1].reshape(-1).tolist() for r in drawn.ranks]
    steps = st.integers(1, 3)
    strength = [[1, *(draw(steps) for _rank in range(max(r)))] for r in drawn.ranks]
    return drawn, strength


def slowly(drawn, strength):
    moves = drawn.listed or [option_moves(drawn.codes, *masks) for masks in drawn.masks]
    return {
        sense: [
            [
                slow.strongly_stable(moves, drawn.ranks, strength, i, s, (name, int(degree)))
                for s in range(len(drawn.codes))
            ]
            for i in range(len(moves))
        ]
        for sense in SENSES
        for name, _at, degree in [sense.partition("@")]
    }


def quickly(drawn, strength):
    conflict = conflict_of(drawn)
    return solve(conflict.movement, conflict.ranks, SENSES, codes=conflict.codes, strength=strength)


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(weighed())
def test_stability_by_degrees_is_as_it_is_defined(drawn):
    found = {sense: cells.tolist() for sense, cells in quickly(*drawn).items()}
    assert found == slowly(*drawn)


@settings(max_examples=EXAMPLES, deadline=None)
@given(weighed(option_form()), st.booleans())
def test_large_conflicts_are_decided_alike(drawn, hubs):
    found, strength = drawn
    flips = [Flips(*masks) for masks in found.masks]
    ranks = [np.array(r, dtype=np.int32) for r in found.ranks]
    codes = np.array(found.codes, dtype=np.int64)
    senses = [sense_of(sense) for sense in SENSES]
    with pytest.MonkeyPatch.context() as patch:
        if hubs:
            patch.setattr(large, "MOST_FLIPS", 0)
            patch.setattr(large, "MOST_SPARSE", 1 << 20)
        cells = large.solve_flips(flips, ranks, senses, codes, strength)
    plain = quickly(found, strength)
    assert all((cells[sense] == plain[sense]).all() for sense in SENSES)


@settings(max_examples=60, deadline=None)
@given(weighed())
def test_the_stronger_implies_the_milder_and_every_cell_is_explained(drawn):
    found, strength = drawn
    conflict = Conflict.of(conflict_of(found))
    data = conflict.to_dict() | {"preferences": marked(conflict.ranks, strength)}
    read = Conflict.from_dict(data)
    outcomes = read.outcomes([*DECIDED, *SENSES])
    assert all((outcomes.stable[s] == cells).all() for s, cells in quickly(*drawn).items())
    for sense in SENSES:
        for weaker in sense_of(sense).implies:
            assert not (outcomes.stable[sense] & ~outcomes.stable[weaker]).any(), (sense, weaker)
    for name, low, high in ((n, d, d + 1) for n in ("GMR", "SMR", "SEQ") for d in (1, 2)):
        assert not (outcomes.stable[f"{name}@{high}"] & ~outcomes.stable[f"{name}@{low}"]).any()
    for sense in ("SMR@2", "SEQ@2"):
        for i, party in enumerate(read.parties):
            for state in range(read.size):
                why = outcomes.explain(state, party, sense)
                assert why.stable == bool(outcomes.stable[sense][i, state])
                assert "{" not in why.text


def marked(ranks, strength) -> dict[str, list]:
    """Groups with marks, as people write them."""
    preferences = {}
    for i, (rank, steps) in enumerate(zip(ranks, strength, strict=True)):
        groups: list = []
        for level, degree in enumerate(steps):
            groups += [">" * degree] if level and degree > 1 else []
            groups.append([s + 1 for s, r in enumerate(rank.tolist()) if r == level])
        preferences[f"P{i}"] = groups
    return preferences


CHICKEN = {
    "decision_makers": {"A": ["swerve-a"], "B": ["swerve-b"]},
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A": [[3], [4], [2], ">>", [1]], "B": [[2], [4], [3], ">>", [1]]},
}


def test_a_crash_deters_strongly_and_less_does_not():
    """Both swerve, 4: A would rather not, but B may answer with the crash; only that is strong."""
    found = Conflict.from_dict(CHICKEN).outcomes("GMR,GMR@2,SMR@2,SEQ@2")
    assert found.holding("GMR") == [1, 2, 3]
    assert found.holding("GMR@2") == [1, 2, 3]
    assert found.holding("SEQ@2") == [1, 2]
    mild = CHICKEN | {"preferences": {"A": [[3], [4], [2], [1]], "B": [[2], [4], [3], [1]]}}
    assert Conflict.from_dict(mild).outcomes("GMR@2").holding("GMR@2") == [1, 2]
    why = Conflict.from_dict(mild).outcomes("GMR@2").explain(3, "A", "GMR@2")
    assert "not worse by as many degrees as GMR@2 asks" in why.text


def test_degrees_are_saved_and_opened_again():
    made = Conflict.from_dict(CHICKEN)
    again = Conflict.from_dict(json.loads(json.dumps(made.to_dict())))
    assert [steps.tolist() for steps in again.strength] == [[1, 1, 1, 2]] * 2
    assert again.to_dict() == made.to_dict()


@pytest.mark.parametrize("order", [[">>", [1], [2], [3], [4]], [[1], [2], [3], [4], ">"]])
def test_a_mark_stands_between_two_groups(order):
    with pytest.raises(CaseError) as caught:
        Conflict.from_dict(CHICKEN | {"preferences": {"A": order, "B": [[1, 2, 3, 4]]}})
    assert "between two groups" in str(caught.value)


@pytest.mark.parametrize("name", ["Nash@2", "SEQ@0", "SEQ@x", "Nsh@2"])
def test_what_no_degree_can_be(name):
    with pytest.raises(UsageError, match="GO413"):
        Conflict.from_dict(CHICKEN).outcomes(name)


@settings(max_examples=60, deadline=None)
@given(ANY_FORM, st.data())
def test_each_party_by_a_concept_of_its_own(drawn, data):
    conflict = Conflict.of(conflict_of(drawn))
    own = {p: data.draw(st.sampled_from(DECIDED)) for p in conflict.parties}
    name = ",".join(f"{party}={concept}" for party, concept in own.items())
    found, plain = conflict.outcomes(name), conflict.outcomes("all")
    expected = [plain.stable[own[p]][i] for i, p in enumerate(conflict.parties)]
    assert (found.stable[name] == np.stack(expected)).all()
    assert found.holding(name) == np.flatnonzero(np.all(expected, axis=0)).tolist()
    for party, concept in own.items():
        assert found.explain(0, party, name).text == plain.explain(0, party, concept).text


@pytest.mark.parametrize("name", ["A=SEQ", "A=SEQ,C=Nash", "A=SEQ,B=Nsh"])
def test_a_concept_of_its_own_is_said_for_each_party(name):
    with pytest.raises(UsageError, match="GO413"):
        Conflict.from_dict(CHICKEN).outcomes(name)


def test_steps_of_a_case_and_of_the_plain_form_say_by_how_much(tmp_path):
    """The crash is worse by two degrees than anything else, by a step; as by a mark."""
    crash = "{that: a.crash and b.crash, worse_by: 2, judged: GO}"
    lines = ["case: c", "title: C", "parties:"]
    for party, other in (("a", "b"), ("b", "a")):
        lines += [
            f"  {party}:",
            f"    name: {party}",
            "    options: {crash: Hold course}",
            "    ranking:",
            f"      - {party}.crash and not {other}.crash",
            "      - not a.crash and not b.crash",
            f"      - not {party}.crash and {other}.crash",
            f"      - {crash}",
        ]
    (tmp_path / "case.yaml").write_text("\n".join(lines))
    conflict = Conflict.from_case(load(tmp_path / "case.yaml"))
    assert [steps.tolist() for steps in conflict.strength] == [[1, 1, 1, 2]] * 2
    found = conflict.outcomes("GMR, GMR@2, SEQ@2")
    assert (found.holding("GMR@2"), found.holding("SEQ@2")) == ([0, 1, 2], [1, 2])
    data = conflict.to_dict()
    assert data["preferences"]["a"]["ranking"][3]["worse_by"] == 2
    assert "groups" not in data["preferences"]["a"]
    again = Conflict.from_dict(json.loads(json.dumps(data)))
    assert [steps.tolist() for steps in again.strength] == [[1, 1, 1, 2]] * 2
    assert again.to_dict() == data
    data["preferences"]["b"] = [[3], [1], [2], [4]]
    assert Conflict.from_dict(data).outcomes("GMR@2").stable["GMR@2"].any()
    data["preferences"]["a"]["ranking"][3]["worse_by"] = "much"
    with pytest.raises(CaseError):
        Conflict.from_dict(data)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 3)), min_size=1, max_size=4))
def test_statements_say_by_how_much(said):
    """Between two ranks that stand together the first statement that tells them apart counts."""
    statements = [{"that": option, "worse_by": degree} for option, degree in said]
    makers = {"A": ["a", "b"], "B": ["c"]}
    data = {"decision_makers": makers, "infeasible": []}
    data["preferences"] = {"A": {"statements": statements}, "B": {"statements": ["c"]}}
    made = Conflict.from_dict(data)
    patterns = {}
    for state, rank in enumerate(made.ranks[0].tolist()):
        patterns.setdefault(rank, dict(zip("abc", made.pattern(state), strict=True)))
    expected = [1]
    for rank in range(1, len(patterns)):
        apart = (d for o, d in said if patterns[rank - 1][o] != patterns[rank][o])
        expected.append(next(apart))
    found = made.strength[0].tolist() if made.strength else [1] * len(expected)
    assert found == expected
    again = Conflict.from_dict(json.loads(json.dumps(made.to_dict())))
    assert [s.tolist() for s in again.strength] == [s.tolist() for s in made.strength]
    assert "groups" not in again.to_dict()["preferences"]["A"]


def test_between_ranks_the_largest_degree_of_the_steps_between_counts():
    empty, one, two = (np.array(states, dtype=np.int64) for states in ([], [0], [1]))
    made = by_steps(2, [one, empty, two], [1, 3, 2])
    assert (made.ranks.tolist(), made.strength.tolist()) == ([0, 1], [1, 3])


# --- degrees where some preferences are unknown ---------------------------------------------------


@st.composite
def partly_unknown(draw):
    """Draw a conflict with degrees, and the pairs of which each party's preference is unknown."""
    drawn, strength = draw(weighed())
    at = st.integers(0, len(drawn.codes) - 1)
    pairs = st.sets(st.tuples(at, at), max_size=len(drawn.codes))
    return drawn, strength, [{p for p in draw(pairs) if p[0] != p[1]} for _ in drawn.ranks]


@settings(max_examples=EXAMPLES, deadline=None)
@given(partly_unknown())
def test_degrees_where_preferences_are_unknown_are_as_they_are_defined(drawn):
    found, strength, unknown = drawn
    conflict = conflict_of(found)
    moves = found.listed or [option_moves(found.codes, *masks) for masks in found.masks]
    hidden = [np.array(sorted(pairs), dtype=int).reshape(-1, 2) for pairs in unknown]
    senses = [*DECIDED, *SENSES]
    cells = solve_unknown(
        conflict.movement, conflict.ranks, hidden, senses, codes=conflict.codes, strength=strength
    )
    for extension, stable in cells.items():
        for sense in SENSES:
            expected = [
                [
                    not slow.undeterred(
                        moves, found.ranks, unknown, i, s, (sense, extension), strength
                    )
                    for s in range(len(found.codes))
                ]
                for i in range(len(moves))
            ]
            assert stable[sense].tolist() == expected, (sense, extension)
            for weaker in sense_of(sense).implies:
                assert not (stable[sense] & ~stable[weaker]).any(), (sense, weaker, extension)
    for bolder, milder in ("ab", "ac", "bd", "cd"):
        assert all(not (cells[bolder][s] & ~cells[milder][s]).any() for s in senses)


@settings(max_examples=EXAMPLES, deadline=None)
@given(weighed())
def test_degrees_with_nothing_unknown_are_plain_degrees(drawn):
    found, strength = drawn
    conflict = conflict_of(found)
    none = [[] for _ in conflict.parties]
    cells = solve_unknown(
        conflict.movement, conflict.ranks, none, SENSES, codes=conflict.codes, strength=strength
    )
    plain = quickly(*drawn)
    assert list(cells) == list(EXTENSIONS)
    assert all((cells[e][sense] == plain[sense]).all() for e in cells for sense in SENSES)


def test_what_is_unknown_deters_strongly_only_who_fears_it():
    """Chicken: whether the crash is worse than that both swerve is unknown to A."""
    data = CHICKEN | {"unknown": {"A": [[1, 4]]}}
    found = Conflict.from_dict(data).outcomes("GMR,GMR@2")
    assert found.letters("GMR@2", 3, 0) == "cd"
    assert found.letters("GMR@2", 3, 1) == "abcd"
    why = found.explain(3, "A", "GMR@2")
    assert "nothing deters it that is worse by as many degrees as GMR@2 asks" in why.text
    assert "by as many degrees as GMR@2 asks" in found.explain(3, "B", "GMR@2").text


# --- any relations ------------------------------------------------------------------------------


@settings(max_examples=EXAMPLES, deadline=None)
@given(ANY_FORM, st.integers(0, 2**32 - 1))
def test_what_tempts_deters_and_is_answered_for_can_be_told_apart(drawn, seed):
    moves = drawn.listed or [option_moves(drawn.codes, *masks) for masks in drawn.masks]
    size = len(drawn.codes)
    rng = np.random.default_rng(seed)
    shape = (3, len(moves), size, size)
    relations = [list(table) for table in rng.random(shape) < rng.random((3, 1, 1, 1))]
    better, deters, gladly = relations
    arrays = [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in moves]
    found = solve_relations(arrays, better, deters=deters, gladly=gladly)
    for concept, cells in found.items():
        expected = [
            [slow.related_stable(moves, relations, i, s, concept) for s in range(size)]
            for i in range(len(moves))
        ]
        assert cells.tolist() == expected, concept
