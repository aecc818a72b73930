"""Explanations: true sentences, from the moves that decide, with the evidence behind them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict import slow_stability as slow
from tests.conflict.case_of_two import two_party_case
from tests.conflict.random_conflicts import graph_form, option_form

from goodoffices.base.errors import UsageError
from goodoffices.conflict.concepts import BY_NAME, DECIDED, Answers
from goodoffices.conflict.explain import Explainer
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips, Pairs
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.conflict.stability import solve
from goodoffices.conflict.walk import Walker
from goodoffices.conflict.words.reasons import sentence


def conflict_of(drawn) -> Conflict:
    parties = tuple(f"P{i}" for i in range(len(drawn.ranks)))
    listed = [Pairs(np.array(sorted(p), dtype=np.int64).reshape(-1, 2)) for p in drawn.listed]
    return Conflict(
        name="drawn",
        parties=parties,
        party_names=parties,
        options=(),
        codes=np.array(drawn.codes, dtype=np.int64),
        movement=tuple(listed or [Flips(*masks) for masks in drawn.masks]),
        ranks=tuple(np.array(r, dtype=np.int32) for r in drawn.ranks),
    )


def all_five(drawn) -> Outcomes:
    conflict = conflict_of(drawn)
    return Outcomes(
        conflict, solve(conflict.movement, conflict.ranks, DECIDED, codes=conflict.codes)
    )


@settings(max_examples=200, deadline=None)
@given(st.one_of(option_form(), graph_form()))
def test_every_cell_is_explained_as_it_is_decided(drawn):
    found = all_five(drawn)
    for concept, cells in found.stable.items():
        for i, party in enumerate(found.conflict.parties):
            for state in range(found.conflict.size):
                why = found.explain(state, party, concept)
                assert why.stable == bool(cells[i, state]), (concept, party, state)
                assert "{" not in why.text
                assert why.text.endswith(".")


@settings(max_examples=300, deadline=None)
@given(st.one_of(option_form(), graph_form()))
def test_the_moves_that_decide_exist(drawn):
    found = all_five(drawn)
    moves = drawn.listed or [slow.option_moves(drawn.codes, *masks) for masks in drawn.masks]
    for concept in found.stable:
        for i, party in enumerate(found.conflict.parties):
            for state in range(found.conflict.size):
                for mover, a, b in found.explain(state, party, concept).moves:
                    j = found.conflict.parties.index(mover)
                    assert (a, b) in moves[j]
                    if (
                        BY_NAME[concept].gainful
                        and found.stable[concept][i, state]
                        and mover != party
                    ):
                        assert drawn.ranks[j][b] < drawn.ranks[j][a]


def dilemma():
    return Conflict.from_dict(
        {
            "name": "dilemma",
            "decision_makers": {"Ann": ["a"], "Bob": ["b"]},
            "states": ["YY", "YN", "NY", "NN"],
            "preferences": {"Ann": [3, 1, 4, 2], "Bob": [2, 1, 4, 3]},
        }
    )


def test_sentences_of_the_dilemma():
    found = outcomes(dilemma())
    say = {c: found.explain(0, "Ann", c).text for c in found.stable}
    going, both = "“as here, but Ann: no longer ‘a’”", "“as here, but {}”"
    both = both.format("Ann: no longer ‘a’; Bob: no longer ‘b’")
    worse = "which Ann ranks below this outcome."
    assert say["Nash"] == f"Ann can move to {going} on its own, which it ranks above this outcome."
    answered = f"Ann would rather move to {going}, but Bob can answer with {both}, {worse}"
    assert say["GMR"] == answered
    assert say["SMR"] == (
        f"{answered} From {both} Ann then has no move to anything it ranks above this outcome."
    )
    assert say["SEQ"] == (
        f"Ann would rather move to {going}, but Bob would then gladly move to {both}, {worse}"
    )
    assert found.explain(0, "Ann", "SEQ").moves == (("Ann", 0, 2), ("Bob", 2, 3))
    stays = found.explain(3, "Ann", "Nash").text
    assert (
        stays
        == "Ann can move only to “as here, but Ann: a”, which it does not rank above this outcome."
    )


def test_an_escape_from_the_answer_is_told():
    data = {
        "decision_makers": {"Ann": [], "Bob": []},
        "states": 4,
        "moves": {"Ann": [[1, 2], [3, 4]], "Bob": [[2, 3]]},
        "preferences": {"Ann": [4, 2, 1, 3], "Bob": [2, 3, 1, 4]},
    }
    found = outcomes(Conflict.from_dict(data))
    assert found.explain(0, "Ann", "SMR").text == (
        "Ann would rather move to 2; Bob can answer with 3, but from there Ann can move on to 4, "
        "which it ranks above 1."
    )
    assert found.explain(0, "Ann", "SEQ").text == (
        "Ann would rather move to 2; Bob could answer with 3, but would gain nothing by it, and "
        "Ann ranks whatever Bob would gladly do above 1."
    )


def test_sequences_of_several_movers():
    data = {
        "decision_makers": {"Ann": [], "Bob": [], "Cy": []},
        "states": 4,
        "moves": {"Ann": [[1, 2]], "Bob": [[2, 3]], "Cy": [[3, 4]]},
        "preferences": {"Ann": [2, 3, 1, 4], "Bob": [4, 3, 2, 1], "Cy": [4, 3, 2, 1]},
    }
    why = outcomes(Conflict.from_dict(data)).explain(0, "Ann", "SEQ")
    assert why.text == (
        "Ann would rather move to 2, but Bob would then gladly move to 3 and Cy on to 4, which Ann "
        "ranks below 1."
    )
    assert why.moves == (("Ann", 0, 1), ("Bob", 1, 2), ("Cy", 2, 3))


def test_evidence_is_that_of_the_statements_that_decide():
    found = outcomes(from_case(two_party_case()))
    # paying is worse than not paying with the goods shipped: the second statement decides
    assert found.explain(5, "buyer", "Nash").evidence == ("S-PAY",)
    # the seller cannot take the goods back
    assert found.explain(3, "seller", "Nash").evidence == ()


@pytest.mark.parametrize(
    ("state", "party", "concept", "text"),
    [
        (9, "Ann", "Nash", "There is no state 10"),
        (-1, "Ann", "Nash", "There is no state 0"),
        (0, "An", "Nash", "Did you mean “Ann”"),
        (0, "Ann", "nash", "no stability concept"),
    ],
)
def test_what_the_conflict_does_not_have(state, party, concept, text):
    with pytest.raises(UsageError, match=text):
        outcomes(dilemma()).explain(state, party, concept)


class OneWillingMove(Walker):
    """Others who gladly make one move, and no more."""

    def answers(self, party, start, kind):
        for path in super().answers(party, start, kind):
            if kind is not Answers.IMPROVING or len(path) == 1:
                yield path


def test_an_answer_that_the_sense_does_not_reckon_with_is_told_as_such():
    """Bob and then Cy would gladly answer, but this made-up sense looks at one move of theirs."""
    data = {
        "decision_makers": {"Ann": [], "Bob": [], "Cy": []},
        "states": 4,
        "moves": {"Ann": [[1, 2]], "Bob": [[2, 3]], "Cy": [[3, 4]]},
        "preferences": {"Ann": [2, 3, 1, 4], "Bob": [4, 3, 2, 1], "Cy": [4, 3, 2, 1]},
    }
    conflict = Conflict.from_dict(data)
    explainer = Explainer(conflict)
    explainer.walker = OneWillingMove(conflict)
    reason = explainer.reason(0, 0, "SEQ")
    assert (reason.stable, reason.unwilling) == (False, None)
    assert sentence(conflict, reason) == (
        "Ann would rather move to 2; the others could answer with 4, but SEQ does not reckon with "
        "that."
    )
