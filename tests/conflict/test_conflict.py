"""Conflicts: from cases and from the plain JSON form, good and bad."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.conflict.case_of_two import preference, two_party_case

from goodoffices.base.errors import CaseError, Place, UsageError
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Option, Party, Rule
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.words.states import labelled

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"


def codes_of(error) -> list[str]:
    return [finding.code for finding in error.value.findings]


def parts_of(error) -> list[str | None]:
    return [finding.place.part for finding in error.value.findings]


# --- from a case ------------------------------------------------------------------------------


def test_states_are_the_feasible_combinations_in_order():
    conflict = from_case(two_party_case())
    assert [conflict.pattern(s) for s in range(conflict.size)] == [
        "NNN",
        "YNN",
        "NYN",
        "NNY",
        "YNY",
        "NYY",
    ]
    assert conflict.labels == ("S1", "S2", "S3", "S5", "S6", "S7")
    assert conflict.states.tolist()[2] == [False, True, False]
    assert conflict.taken(4) == ("buyer.press", "seller.ship")


def test_moves_flip_own_options_one_way_respected():
    conflict = from_case(two_party_case())
    buyer, seller = (sorted(map(tuple, moves.tolist())) for moves in conflict.moves)
    every = [(a, b) for block in ((0, 1, 2), (3, 4, 5)) for a in block for b in block if a != b]
    assert buyer == sorted(every)
    assert seller == [(0, 3), (1, 4), (2, 5)]


def test_ranks_follow_the_statements_lexicographically():
    conflict = from_case(two_party_case())
    # ship before not pay before not press: NNY YNY NYY NNN YNN NYN
    assert conflict.ranks[0].tolist() == [3, 4, 5, 0, 1, 2]
    # pay, then (not ship if press): of states without pay only YNY fails the second
    assert conflict.ranks[1].tolist() == [1, 1, 0, 1, 2, 0]


def test_status_quo_names_and_words():
    conflict = Conflict.from_case(two_party_case())
    assert conflict.status_quo == 1
    assert conflict.names == {5: "Settled"}
    assert conflict.label(5) == "S7"
    assert labelled(conflict, 5) == "S7 (Settled)"
    assert conflict.describe(5) == "Settled"
    assert conflict.describe(4) == "The buyer would go to court; the seller would ship the goods"
    assert conflict.describe(0) == "Nobody takes an option"
    assert repr(conflict) == "Conflict('A sale': 2 parties, 3 options, 6 states)"


@pytest.mark.parametrize(
    "which",
    [4, np.int64(4), "S6", "6", " s6 ", "YNY", "buyer.press, seller.ship", "ship,press"],
)
def test_a_state_is_known_by_its_label_number_pattern_and_options(which):
    conflict = from_case(two_party_case())
    assert conflict.pattern(4) == "YNY"
    assert conflict.state(which) == 4


def test_a_state_is_known_by_its_name():
    conflict = from_case(two_party_case())
    assert conflict.state("Settled") == conflict.state("S7") == 5


@pytest.mark.parametrize(
    ("which", "code", "words"),
    [
        (6, "GO413", "There is no state 7: they are numbered from 1 to 6."),
        (-1, "GO413", "There is no state 0: they are numbered from 1 to 6."),
        ("S4", "GO911", "They run from S1 to S7."),
        ("S8", "GO911", "They run from S1 to S7."),
        (f"S{10**30}", "GO911", "They run from S1 to S7."),
        ("0", "GO911", "They run from S1 to S7."),
        ("Setled", "GO911", "Did you mean “Settled”?"),
        ("seller.shp", "GO911", "Did you mean “seller.ship”?"),
        ("ship, pres", "GO403", "Did you mean “press”?"),
        ("pay, press, ship", "GO413", "No outcome takes just these options"),
        ("YYY", "GO413", "No outcome takes just these options"),
    ],
)
def test_a_state_that_there_is_not_is_told_with_what_is_near(which, code, words):
    with pytest.raises(UsageError) as refused:
        from_case(two_party_case()).state(which)
    (told,) = refused.value.findings
    assert told.code == code
    assert words in told.render()


def test_a_state_that_leaves_options_open_is_known_by_any_of_its_combinations():
    conflict = Conflict.from_dict(
        {
            "decision_makers": {"A": ["a"], "B": ["b"]},
            "states": ["Y-", "NN", "NY"],
            "preferences": {"A": [1, 2, 3], "B": [3, 2, 1]},
        }
    )
    assert [conflict.state(w) for w in ("Y-", "a", "A.a, B.b", "YY", "YN")] == [0] * 5
    assert [conflict.state(w) for w in ("NN", "b")] == [1, 2]


def test_a_party_with_neither_options_nor_preferences_decides_nothing():
    case = two_party_case()
    bystander = Party(id="bank", name="The bank")
    conflict = from_case(replace(case, parties=(*case.parties, bystander)))
    assert conflict.parties == ("buyer", "seller")


def test_a_party_that_only_ranks_has_a_say_but_no_move():
    case = two_party_case()
    court = Party(id="court", name="The court", prefers=(preference("not buyer.press"),))
    conflict = from_case(replace(case, parties=(*case.parties, court)))
    assert conflict.moves[2].size == 0


def test_many_statements_still_rank_exactly():
    """More statements than a 64-bit key has bits."""
    options = tuple(Option(id=f"a.o{k}", party="a", text=f"Option {k}") for k in range(4))
    padding = tuple(preference("a.o0 or not a.o0") for _ in range(100))
    party = Party(
        id="a",
        name="A",
        options=options,
        prefers=(*padding, *(preference(o.id) for o in options), *padding),
    )
    conflict = from_case(two_party_case(parties=(party,), infeasible=(), status_quo=None, names={}))
    codes = np.arange(16)
    weight = sum((codes >> k & 1) << (3 - k) for k in range(4))
    assert conflict.ranks[0].tolist() == (15 - weight).tolist()


def test_missing_preferences_are_told_for_every_party():
    case = two_party_case()
    parties = tuple(replace(p, prefers=(), place=Place("case.yaml", 3, 1)) for p in case.parties)
    with pytest.raises(CaseError) as caught:
        from_case(replace(case, parties=parties))
    assert codes_of(caught) == ["GO402", "GO402"]
    assert "The seller" in caught.value.findings[1].text
    assert caught.value.findings[0].place.line == 3


def test_a_case_without_options_is_told_so():
    with pytest.raises(CaseError) as caught:
        from_case(
            two_party_case(parties=(Party(id="a", name="A"),), infeasible=(), status_quo=None)
        )
    assert codes_of(caught) == ["GO401"]


def test_unknown_options_name_the_nearest():
    case = two_party_case(infeasible=(Rule(parse("buyer.prss"), "buyer.prss"),))
    with pytest.raises(CaseError, match=r"Did you mean “buyer\.press”"):
        from_case(case)
    with pytest.raises(CaseError) as caught:
        from_case(two_party_case(status_quo=frozenset({"nobody.nothing"})))
    assert codes_of(caught) == ["GO403"]


def test_no_feasible_state():
    contradiction = Rule(parse("buyer.pay or not buyer.pay"), "", place=Place("case.yaml", 9, 5))
    with pytest.raises(CaseError) as caught:
        from_case(two_party_case(infeasible=(contradiction,)))
    assert codes_of(caught) == ["GO404"]
    assert caught.value.findings[0].place.line == 9


def test_an_infeasible_status_quo():
    with pytest.raises(CaseError) as caught:
        from_case(two_party_case(status_quo=frozenset({"buyer.press", "buyer.pay"})))
    assert codes_of(caught) == ["GO405"]


def test_too_many_options_are_refused_before_memory_is_taken():
    options = tuple(Option(id=f"a.o{k}", party="a", text="x") for k in range(60))
    party = Party(id="a", name="A", options=options, prefers=(preference("a.o1"),))
    with pytest.raises(CaseError, match="1,152,921,504,606,846,976") as caught:
        from_case(two_party_case(parties=(party,), infeasible=(), status_quo=None))
    assert codes_of(caught) == ["GO406"]


# --- from the plain JSON form ------------------------------------------------------------------


def plain(**changes):
    given = {
        "name": "small",
        "decision_makers": [{"name": "A", "options": ["a"]}, {"name": "B", "options": ["b"]}],
        "states": ["NN", "YN", "NY", "YY"],
        "preferences": {"A": [[1], [2], [3], [4]], "B": [[4, 3], [1, 2]]},
    }
    given.update(changes)
    return {key: value for key, value in given.items() if value is not None}


def test_states_are_labelled_with_their_numbers():
    conflict = Conflict.from_dict(plain())
    assert conflict.labels == ("1", "2", "3", "4")
    assert [r.tolist() for r in conflict.ranks] == [[0, 1, 2, 3], [1, 1, 0, 0]]
    assert conflict.options[0].id == "A.a"


def test_option_order_and_one_way_options():
    conflict = Conflict.from_dict(plain(option_order=["b", "a"], irreversible={"b": "N->Y"}))
    assert conflict.taken(1) == ("B.b",)
    assert conflict.moves[1].tolist() == [[0, 1], [2, 3]]
    assert conflict.moves[0].tolist() == [[0, 2], [1, 3], [2, 0], [3, 1]]


def test_merged_states_move_as_any_member_can():
    data = plain(states=["NN", "-Y", "YN"], preferences={"A": [1, 2, 3], "B": [1, 2, 3]})
    conflict = Conflict.from_dict(data)
    assert conflict.pattern(1) == "-Y"
    assert conflict.moves[0].tolist() == [[0, 2], [2, 0]]
    assert conflict.moves[1].tolist() == [[0, 1], [1, 0], [1, 2], [2, 1]]


def test_graph_form_has_states_without_options():
    data = {
        "decision_makers": {"A": [], "B": []},
        "states": 3,
        "moves": {"A": [[1, 2]], "B": [[2, 3]]},
        "preferences": {"A": [2, 1, 3], "B": [3, 2, 1]},
    }
    conflict = Conflict.from_dict(data, "graph.json")
    assert conflict.name == "graph.json"
    assert conflict.outcomes().to_dict()["equilibria"]["Nash"] == [3]
    assert conflict.describe(0) == "1"


BAD = [
    ({"decision_makers": None}, "GO407", "decision_makers"),
    ({"decision_makers": {"A": ["a", "a"], "B": ["b"]}}, "GO407", "decision_makers.A[2]"),
    ({"decision_makers": [{"name": "A", "options": "a"}]}, "GO407", "decision_makers[1]"),
    ({"states": None}, "GO407", "states"),
    ({"states": 4}, "GO407", "states"),
    ({"states": []}, "GO407", "states"),
    ({"states": ["NN", "YN", "NX", "YY"]}, "GO411", "states[3]"),
    ({"states": ["NN", "YN", "N", "YY"]}, "GO411", "states[3]"),
    ({"states": ["NN", "YN", "NN", "YY"]}, "GO411", "states[3]"),
    ({"states": ["N-", "YN", "NY", "YY"]}, "GO411", "states[3]"),
    ({"option_order": ["a"]}, "GO407", "option_order"),
    ({"irreversible": {"c": "N->Y"}}, "GO204", "irreversible.c"),
    ({"irreversible": {"a": "yes"}}, "GO407", "irreversible.a"),
    ({"irreversible": ["a"]}, "GO407", "irreversible"),
    ({"preferences": None}, "GO402", "preferences.A"),
    ({"preferences": {"A": [1, 2, 3, 4], "B": [1, 2, 3, 4], "C": []}}, "GO408", "preferences.C"),
    ({"preferences": {"A": [1, 2, 3], "B": [1, 2, 3, 4]}}, "GO410", "preferences.A"),
    ({"preferences": {"A": [1, 2, 3, 4, 1], "B": [1, 2, 3, 4]}}, "GO410", "preferences.A[5]"),
    ({"preferences": {"A": [1, 2, 3, 9], "B": [1, 2, 3, 4]}}, "GO409", "preferences.A[4]"),
    ({"preferences": {"A": [1, 2, 3, "x"], "B": [1, 2, 3, 4]}}, "GO407", "preferences.A[4]"),
    ({"preferences": {"A": "best", "B": [1, 2, 3, 4]}}, "GO407", "preferences.A"),
    ({"moves": {"A": [[1, 1]]}}, "GO412", "moves.A[1]"),
    ({"moves": {"A": [[1, 0]]}}, "GO409", "moves.A[1]"),
    ({"moves": {"A": [[1, 2, 3]]}}, "GO407", "moves.A[1]"),
    ({"moves": {"A": 3}}, "GO407", "moves.A"),
    ({"moves": {"AA": []}}, "GO408", "moves.AA"),
    ({"status_quo": 5}, "GO409", "status_quo"),
    ({"status_quo": "NN"}, "GO407", "status_quo"),
    ({"names": {"one": "x"}}, "GO407", "names.one"),
    ({"names": {"9": "x"}}, "GO409", "names.9"),
]


@pytest.mark.parametrize(("changes", "code", "part"), BAD, ids=[f"{c}-{p}" for _, c, p in BAD])
def test_bad_input_is_a_finding_with_its_place(changes, code, part):
    with pytest.raises(CaseError) as caught:
        Conflict.from_dict(plain(**changes), "bad.json")
    assert (code, part) in list(zip(codes_of(caught), parts_of(caught), strict=True))
    assert caught.value.findings[0].place.file == "bad.json"


def test_every_problem_is_told_at_once():
    with pytest.raises(CaseError) as caught:
        Conflict.from_dict(plain(status_quo=7, preferences={"A": [1], "B": [2]}, names={"x": "y"}))
    assert len(caught.value.findings) == 4


def test_something_else_than_a_mapping():
    with pytest.raises(CaseError):
        Conflict.from_dict([1, 2])


def test_many_open_options_need_moves():
    data = {
        "decision_makers": {"A": [f"o{k}" for k in range(20)]},
        "states": ["-" * 20],
        "preferences": {"A": [1]},
    }
    with pytest.raises(CaseError) as caught:
        Conflict.from_dict(data)
    assert codes_of(caught) == ["GO411"]


def test_reference_files_keep_their_patterns():
    data = json.loads((REFERENCE / "elmira.json").read_text())
    conflict = Conflict.from_dict(data)
    assert [conflict.pattern(s) for s in range(conflict.size)] == data["states"]
