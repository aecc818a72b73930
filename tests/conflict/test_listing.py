"""Which combinations can be: those listed by groups are those that looking at each one finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.errors import CaseError
from goodoffices.case.conditions import parse
from goodoffices.conflict.listing import excluding_clauses, feasible_codes
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.ranking import Truths

NAMES = list("abcdefg")
SAID = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, st.sampled_from(["and", "or", "if", "iff"]), inner).map(
            lambda three: f"({three[0]}) {three[1]} ({three[2]})"
        ),
    ),
    max_leaves=3,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(SAID, max_size=5))
def test_what_is_listed_is_what_no_rule_excludes(said):
    rules = [parse(one) for one in said]
    every = Truths(NAMES, np.arange(1 << len(NAMES)))
    kept = np.ones(1 << len(NAMES), dtype=bool)
    for rule in rules:
        kept &= ~rule.evaluate(every)
    assert feasible_codes(NAMES, rules).tolist() == np.flatnonzero(kept).tolist()


@settings(max_examples=200, deadline=None)
@given(st.sets(st.integers(0, 63), min_size=1))
def test_clauses_leave_just_what_can_be(states):
    codes = np.array(sorted(states))
    every = np.arange(64)
    left = np.ones(64, dtype=bool)
    for clause in excluding_clauses(codes, 6):
        left &= ~np.all([(every >> bit & 1) == value for bit, value in clause.items()], axis=0)
    assert every[left].tolist() == codes.tolist()


def levels(parties: int, each: int) -> dict:
    """Parties that each choose one of some levels, or none."""
    makers = {f"p{i}": [f"l{i}{k}" for k in range(each)] for i in range(parties)}
    return {
        "decision_makers": makers,
        "exclusive": list(makers.values()),
        "preferences": {
            p: {"weights": {o: k for k, o in enumerate(own)}} for p, own in makers.items()
        },
    }


def test_levels_of_exclusive_choices_are_one_place_each():
    found = Conflict.from_dict(levels(6, 5))
    assert found.size == 6**6
    assert len(found.options) == 30


def test_more_than_can_be_listed_is_refused_before_memory_is_taken():
    with pytest.raises(CaseError) as caught:
        feasible_codes([f"o{k}" for k in range(60)], [])
    assert caught.value.findings[0].code == "GO406"
    assert f"{2**60:,}" in caught.value.findings[0].text
