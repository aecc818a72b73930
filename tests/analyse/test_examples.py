"""The shipped examples give the results that were published of them."""

from __future__ import annotations

import pytest

from goodoffices import examples
from goodoffices.analyse.coalitions import coalitions
from goodoffices.errors import UsageError


@pytest.mark.parametrize("name", examples.names())
def test_published_equilibria(name):
    data = examples.read(name)
    found = examples.load(name).outcomes().to_dict()["equilibria"]
    assert data["source"]
    results = data.get("published") or data["recorded"]
    for concept, states in results.items():
        assert found[concept] == states


def test_the_examples_there_are():
    assert examples.names() == (
        "chicken",
        "cuban-missile-crisis",
        "elmira",
        "garrison",
        "prisoners-dilemma",
    )


def test_the_crisis_ends_with_a_withdrawal():
    conflict = examples.load("cuban-missile-crisis")
    held = [conflict.describe(s) for s in conflict.outcomes().holding("SEQ")]
    assert held == ["withdraw", "blockade; withdraw"]


def test_elmira_is_settled_by_a_coalition():
    """The ministry and the company together prefer the modified, accepted order (5 to 8)."""
    found = coalitions(examples.load("elmira"), [["Ministry", "Uniroyal"]], ["Nash"])
    assert found.to_dict()["equilibria"]["Nash"][-2:] == [8, 9]
    assert 5 not in found.to_dict()["equilibria"]["Nash"]


def test_a_mistyped_example():
    with pytest.raises(UsageError, match="Did you mean “elmira”"):
        examples.load("elmra")
    with pytest.raises(UsageError, match="The examples are chicken"):
        examples.load("xyzzy")
