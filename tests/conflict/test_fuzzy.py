"""Fuzzy preference, and relations that are no ranking: against the slow twin and the papers."""

from __future__ import annotations

import json
import os
from fractions import Fraction

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_explain import conflict_of
from tests.conflict import slow_extensions as slow
from tests.conflict.random_conflicts import graph_form, option_form
from tests.conflict.slow_stability import option_moves

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.case.file.casefile import load
from goodoffices.cli.main import verbs
from goodoffices.conflict.concepts import BY_NAME, DECIDED
from goodoffices.conflict.fuzzy import solve_fuzzy
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.relations import solve_relations
from goodoffices.conflict.stability import solve

EXAMPLES = int(os.environ.get("LONG_COUNT", "40"))
"""Random conflicts a test looks at; thousands where the variable asks for them."""

FORM = st.one_of(option_form(most_options=3, most_parties=3), graph_form(5, 3))
TENTHS = [Fraction(k, 10) for k in range(11)]


def moves_of(drawn):
    return drawn.listed or [option_moves(drawn.codes, *masks) for masks in drawn.masks]


def arrays(moves):
    return [np.array(sorted(m), dtype=int).reshape(-1, 2) for m in moves]


@st.composite
def fuzzy_conflict(draw, degrees=tuple(TENTHS)):
    """Draw a conflict, to what degree each party prefers each state to each, and thresholds."""
    drawn = draw(FORM)
    size = len(drawn.codes)
    tables = []
    for _party in drawn.ranks:
        table = {(s, s): Fraction(1, 2) for s in range(size)}
        for s in range(size):
            for t in range(s):
                table[s, t] = draw(st.sampled_from(degrees))
                table[t, s] = 1 - table[s, t]
        tables.append(table)
    bounds = [draw(st.sampled_from(TENTHS[1:])) for _party in drawn.ranks]
    return drawn, tables, bounds


def matrices(tables, size):
    return [[[float(t[a, b]) for b in range(size)] for a in range(size)] for t in tables]


@settings(max_examples=EXAMPLES, deadline=None)
@given(fuzzy_conflict())
def test_fuzzy_stability_is_as_it_is_defined(given_conflict):
    drawn, tables, bounds = given_conflict
    moves, size = moves_of(drawn), len(drawn.codes)
    found = solve_fuzzy(arrays(moves), matrices(tables, size), list(map(float, bounds)), DECIDED)
    for concept in DECIDED:
        for i in range(len(moves)):
            expected = [
                slow.fuzzy_stable(moves, tables, bounds, i, s, concept) for s in range(size)
            ]
            assert found[concept][i].tolist() == expected
        for weaker in BY_NAME[concept].implies:  # as the papers prove: FR in FSMR in FGMR, ...
            assert not (found[concept] & ~found[weaker]).any()


@settings(max_examples=EXAMPLES, deadline=None)
@given(fuzzy_conflict((Fraction(0), Fraction(1, 2), Fraction(1))))
def test_certain_preference_is_the_same_at_every_threshold_and_may_go_round(given_conflict):
    drawn, tables, bounds = given_conflict
    moves, size = moves_of(drawn), len(drawn.codes)
    found = solve_fuzzy(arrays(moves), matrices(tables, size), bounds, DECIDED)
    better = [np.array([[t[b, a] == 1 for b in range(size)] for a in range(size)]) for t in tables]
    plain = solve_relations(arrays(moves), better, DECIDED)
    assert all((found[c] == plain[c]).all() for c in DECIDED)


@settings(max_examples=EXAMPLES, deadline=None)
@given(FORM)
def test_a_relation_that_is_a_ranking_decides_as_the_ranking_does(drawn):
    moves = arrays(moves_of(drawn))
    better = [np.less.outer(r, r).T for r in map(np.array, drawn.ranks)]
    found, plain = solve_relations(moves, better), solve(moves, drawn.ranks, DECIDED)
    assert all((found[c] == plain[c]).all() for c in DECIDED)


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(fuzzy_conflict())
def test_every_cell_is_explained_by_moves_that_there_are(given_conflict):
    drawn, tables, bounds = given_conflict
    assume(len(drawn.codes) > 1)
    moves, data = moves_of(drawn), Conflict.of(conflict_of(drawn)).to_dict()
    data["certainty"] = {
        f"P{i}": [[a + 1, b + 1, str(r)] for (a, b), r in t.items() if a < b]
        for i, t in enumerate(tables)
    }
    conflict = Conflict.from_dict(data)
    named = dict(zip(conflict.parties, bounds, strict=True))
    found = conflict.outcomes("all", satisficing=named)
    for concept in DECIDED:
        for i, party in enumerate(conflict.parties):
            for state in range(conflict.size):
                why = found.explain(state, party, concept)
                stays = slow.fuzzy_stable(moves, tables, bounds, i, state, concept)
                assert why.stable == bool(found.stable[concept][i, state]) == stays
                assert all((a, b) in moves[conflict.parties.index(p)] for p, a, b in why.moves)
                assert ("nothing deters it" in why.text) == (not stays)
                assert "{" not in why.text


CHICKEN = {
    "decision_makers": {"A": ["swerve-a"], "B": ["swerve-b"]},
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A": [[3], [4], [2], [1]], "B": [[2], [4], [3], [1]]},
    "certainty": {"A": [[3, 4, 0.6]], "B": [["swerve-a and not swerve-b", 4, 0.6]]},
    "satisficing": {"A": 0.5, "B": 0.5},
}


def test_who_is_not_certain_enough_stays():
    """Each holds its course rather than swerve, 0.6 to 0.4: a certainty of 0.2."""
    conflict = Conflict.from_dict(CHICKEN)
    assert conflict.outcomes("Nash").holding("Nash") == [1, 2]
    assert conflict.outcomes("Nash", satisficing="stated").holding("Nash") == [1, 2, 3]
    assert conflict.outcomes("Nash", satisficing=0.2).holding("Nash") == [1, 2]
    assert conflict.outcomes("Nash", satisficing="0.21").holding("Nash") == [1, 2, 3]
    found = conflict.outcomes("Nash", satisficing="A=0.2")
    assert found.stable["Nash"][:, 3].tolist() == [False, True]
    assert found.to_dict()["satisficing"] == {"A": 0.2, "B": 0.5}
    assert found.explain(3, "B", "Nash").text == (
        "B prefers nothing that it can move to from this outcome with a certainty of 0.5; “as "
        "here, but B: no longer ‘swerve-b’” comes nearest, with 0.2."
    )


def test_degrees_are_saved_and_opened_again():
    made = Conflict.from_dict(CHICKEN)
    again = Conflict.from_dict(json.loads(json.dumps(made.to_dict())))
    assert again.certainty == made.certainty == ({(2, 3): Fraction(3, 5)}, {(1, 3): Fraction(3, 5)})
    assert again.satisficing == (Fraction(1, 2), Fraction(1, 2))
    whole = [[0.5 if a == b else 0.9 if a < b else 0.1 for b in range(4)] for a in range(4)]
    matrix = Conflict.from_dict(CHICKEN | {"certainty": {"A": {"matrix": whole}}})
    assert matrix.certainty[0][0, 3] == Fraction(9, 10)
    assert not matrix.certainty[1]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"certainty": {"A": [[1, 2]]}}, "not two states and a degree"),
        ({"certainty": {"A": 0.5}}, "not two states and a degree"),
        ({"certainty": {"A": [[1, 2, 1.5]]}}, "number from 0 to 1"),
        ({"certainty": {"A": [[1, 9, 0.5]]}}, "GO409"),
        ({"certainty": {"A": [[1, 2, 0.5], [2, 1, 0.5]]}}, "compared twice"),
        ({"certainty": {"A": {"matrix": [[0.5]]}}}, "not a row of 4 degrees"),
        ({"certainty": {"A": {"matrix": [[0.5] * 4] * 3 + [[0.4] * 4]}}}, "does not add up to 1"),
        ({"certainty": {"C": [[1, 2, 0.5]]}}, "GO408"),
        ({"satisficing": {"A": 0}}, "no threshold"),
        ({"satisficing": {"A": "much"}}, "no threshold"),
    ],
)
def test_what_is_no_certainty(part, said):
    with pytest.raises(CaseError) as caught:
        Conflict.from_dict(CHICKEN | part)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("change", "asked", "concept"),
    [
        ({}, "2", "Nash"),
        ({}, "A=x", "Nash"),
        ({}, "C=0.5", "Nash"),
        ({}, "stated", "SEQ@2"),
        ({"certainty": {}}, "stated", "Nash"),
        ({"unknown": {"A": [[1, 2]]}}, "stated", "Nash"),
    ],
)
def test_what_cannot_be_decided_as_fuzzy(change, asked, concept):
    with pytest.raises(UsageError, match=r"GO441|GO413"):
        Conflict.from_dict(CHICKEN | change).outcomes(concept, satisficing=asked)


def test_arrays_that_do_not_fit():
    half = [[0.5, 0.5], [0.5, 0.5]]
    for degrees, bounds, said in [
        ([half], [1], "not of the same"),
        ([half, half], [1], "not of the same"),
        ([half, [[0.5, 0.7], [0.4, 0.5]]], [1, 1], "add up"),
        ([half, [[0.5, 2], [-1, 0.5]]], [1, 1], "from 0 to 1"),
    ]:
        with pytest.raises(CaseError, match=said):
            solve_fuzzy([[(0, 1)], []], degrees, bounds)


def test_a_relation_may_go_round():
    """One party goes round three states, 1 better than 0, 2 than 1, 0 than 2: it stays nowhere."""
    better = [np.roll(np.eye(3, dtype=bool), 1, axis=1), np.zeros((3, 3), dtype=bool)]
    circle = [[0, 1], [1, 2], [2, 0]]
    found = solve_relations([circle, [[1, 0]]], better, ["Nash", "GMR", "SEQ"])
    assert not found["Nash"][0].any()
    assert found["GMR"][0].tolist() == [True, False, False]
    assert not found["SEQ"][0].any()


def test_on_the_command_line(tmp_path):
    path = tmp_path / "chicken.json"
    path.write_text(json.dumps(CHICKEN))

    def asked(*options):
        return CliRunner().invoke(verbs, ["outcomes", str(path), *options])

    assert "--fuzzy" in asked().output
    plain = json.loads(asked("--json", "--fuzzy", "0.3").output)
    assert plain["equilibria"]["Nash"] == [2, 3, 4]
    assert json.loads(asked("--json", "--fuzzy").output)["satisficing"] == {"A": 0.5, "B": 0.5}
    assert "with a certainty of 0.5" in asked("--explain", "4", "--fuzzy").output
    assert "A=0.2" not in asked("--csv", "--fuzzy", "A=0.2").output
    assert "GO926" in str(asked("--ranks", "--fuzzy").exception)


CASE = """
case: c
title: C
parties:
  a:
    name: A
    options: {hold: Hold course}
    ranking: [a.hold and not b.hold, not a.hold and not b.hold, not a.hold and b.hold, rest]
    certainty:
      - {better: a.hold and not b.hold, than: not a.hold and not b.hold, degree: 0.6, judged: GO}
    satisficing: 0.5
  b:
    name: B
    options: {hold: Hold course}
    ranking: [b.hold and not a.hold, not a.hold and not b.hold, not b.hold and a.hold, rest]
"""


AGAIN = "      - {better: a.hold, than: not a.hold, degree: 1, judged: GO}\n    satisficing"


def test_a_case_says_how_certain_a_preference_is(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE)
    conflict = Conflict.from_case(load(tmp_path / "case.yaml"))
    assert conflict.certainty == ({(1, 0): Fraction(3, 5)}, {})
    assert conflict.satisficing == (Fraction(1, 2), None)
    found = conflict.outcomes("Nash", satisficing="stated")
    assert found.stable["Nash"][:, 0].tolist() == [True, False]
    again = Conflict.from_dict(json.loads(json.dumps(conflict.to_dict())))
    assert (again.certainty, again.satisficing) == (conflict.certainty, conflict.satisficing)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("degree: 0.6", "degree: 1.6", "GO440"),
        ("degree: 0.6, ", "", "GO208"),
        ("satisficing: 0.5", "satisficing: 0", "GO441"),
        (
            "    satisficing",
            "      - {better: a.hold, than: not a.hold, degree: 1}\n    sati",
            "GO",
        ),
    ],
)
def test_what_a_case_cannot_say_of_certainty(old, new, said, tmp_path):
    (tmp_path / "case.yaml").write_text(CASE.replace(old, new, 1))
    with pytest.raises(CaseError, match=said):
        Conflict.from_case(load(tmp_path / "case.yaml"))


def test_what_goes_round_in_a_circle_is_decided_by_certainty():
    """Of three states each is better than the one before: A would move on for ever."""
    data = {
        "decision_makers": {"A": [], "B": []},
        "states": 3,
        "moves": {"A": [[1, 2], [2, 3], [3, 1]]},
        "preferences": {"A": [[1, 2, 3]], "B": [[1, 2, 3]]},
        "certainty": {"A": [[2, 1, 1], [3, 2, 1], [1, 3, 1]]},
    }
    found = Conflict.from_dict(data).outcomes("Nash", satisficing="stated")
    assert not found.stable["Nash"][0].any()
    assert found.stable["Nash"][1].all()
