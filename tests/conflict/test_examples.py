"""The shipped examples give the results that were published of them."""

from __future__ import annotations

import pytest
from tests.conflict import slow_extensions

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.cli import demo
from goodoffices.conflict import examples
from goodoffices.conflict.coalitions import coalitions

OURS = {"gisborne", "us-iran"}
"""Examples for which there is no result of others to hold us to."""


@pytest.mark.parametrize("name", sorted({*examples.names()} - OURS))
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
        "gisborne",
        "prisoners-dilemma",
        "us-iran",
    )


def test_what_no_publication_was_compared_with_says_so():
    for name in OURS:
        assert examples.read(name)["source"].endswith(
            ("not compared with the publication", "not published")
        )
        assert not {"published", "recorded"} & examples.read(name).keys()


def test_the_us_iran_example_is_the_case_of_the_demonstration(tmp_path):
    demo.write(tmp_path)
    case, plain = goodoffices.load(tmp_path).outcomes(), examples.load("us-iran").outcomes()
    assert case.conflict.codes.tolist() == plain.conflict.codes.tolist()
    assert case.conflict.status_quo == plain.conflict.status_quo
    assert case.conflict.names == plain.conflict.names
    assert list(case.equilibria) == list(plain.equilibria)
    for concept, holds in case.equilibria.items():
        assert (holds == plain.equilibria[concept]).all()


def test_what_the_province_prefers_at_gisborne_is_read_four_ways():
    """Decided by the definitions one state at a time (the slow twin), not only by the engine."""
    conflict = examples.load("gisborne")
    found = conflict.outcomes()
    pairs = [
        set(map(tuple, p.tolist())) | {(b, a) for a, b in p.tolist()} for p in conflict.unknown
    ]
    moves = [set(map(tuple, m.tolist())) for m in conflict.moves]
    ranks = [r.tolist() for r in conflict.ranks]
    for concept in found.stable:
        for attitude, stable in found.attitudes.items():
            for party in range(3):
                for state in range(conflict.size):
                    slow = slow_extensions.unknown_stable(
                        moves, ranks, pairs, party, state, (concept, attitude)
                    )
                    assert stable[concept][party, state] == slow
    assert [found.letters("SEQ", s) for s in range(8)] == ["", "", "", "bcd", "", "bcd", "", "bd"]
    assert found.holding("SEQ") == []
    assert found.rank(1, 0) is None
    assert found.rank(0, 1) == 1


def test_the_crisis_ends_with_a_withdrawal():
    conflict = examples.load("cuban-missile-crisis")
    held = conflict.outcomes().holding("SEQ")
    taken = [[option.rpartition(".")[2] for option in conflict.taken(state)] for state in held]
    assert taken == [["withdraw"], ["blockade", "withdraw"]]


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


def test_the_class_on_garrison_is_the_conflict_that_was_recorded(tmp_path):
    """Its case says the same conflict as the example, and can be given to a class as it is."""
    assert examples.cases() == ("garrison-class",)
    (tmp_path / "case.yaml").write_text(examples.case_text("garrison-class"), "utf-8")
    folder = goodoffices.load(tmp_path)
    assert folder.check() == []
    case, plain = folder.outcomes(("Nash", "SEQ")), examples.load("garrison").outcomes()
    numbers = [int(case.conflict.names[s].removeprefix("State ")) - 1 for s in range(23)]
    for concept in case.stable:
        for party in range(4):
            cells = plain.stable[concept][party][numbers]
            assert (case.stable[concept][party] == cells).all()
    assert len(folder.packages().pareto) == 17
