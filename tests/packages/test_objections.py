"""Who could block a package: against every coalition and package, as the definition says."""

from __future__ import annotations

import json
from itertools import combinations, product

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages.random_negotiations import negotiations

from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.packages import objections
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.signing import signing


def prefers(negotiation, party, other, package):
    """Whether a party would sign another package and has more of it than of this."""
    own = {p for p, _line in negotiation.crossed(other)}
    if party in own or negotiation.worth(party, other) < negotiation.worths[party].walk_away:
        return False
    if party in {p for p, _line in negotiation.crossed(package)}:
        return True
    return negotiation.worth(party, other) > negotiation.worth(party, package)


def blocking(negotiation, least, vetoes, package, every):
    """Every coalition that may sign by itself and has a package that each member prefers."""
    parties = negotiation.parties
    gains = {
        frozenset(p for p in parties if prefers(negotiation, p, other, package)) for other in every
    }
    return {
        frozenset(who)
        for size in range(least, len(parties) + 1)
        for who in combinations(parties, size)
        if set(vetoes) <= set(who) and any(set(who) <= gain for gain in gains)
    }


@settings(max_examples=60, deadline=None)
@given(negotiations(), st.data())
def test_who_could_block(negotiation, data):
    parties = negotiation.parties
    vetoes = data.draw(st.lists(st.sampled_from(parties), max_size=2, unique=True))
    least = data.draw(st.integers(max(1, len(vetoes)), len(parties)))
    names = [issue.id for issue in negotiation.issues]
    values = [[value.id for value in issue.values] for issue in negotiation.issues]
    every = [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]
    found = signing(negotiation, least, vetoes)
    for place in data.draw(st.lists(st.integers(0, len(every) - 1), max_size=3)):
        package = every[place]
        expected = blocking(negotiation, least, vetoes, package, every)
        listed = found.objections(package)
        largest = {who for who in expected if not any(who < other for other in expected)}
        assert {frozenset(one.coalition) for one in listed} == largest
        for one in listed:
            assert all(prefers(negotiation, p, one.package, package) for p in one.coalition)
        assert found.core[place] == (bool(found.possible[place]) and not expected)


def three_orders(orders):
    """Three parties that rank three bills; nobody walks away."""
    parties, bills = ["Ann", "Bob", "Cyd"], ["x", "y", "z"]
    return {
        "name": "Bills",
        "parties": parties,
        "issues": [{"name": "Bill", "values": bills}],
        "utilities": {
            party: {
                "weights": {"Bill": 1},
                "values": {"Bill": {bill: 3 - order.index(bill) for bill in bills}},
            }
            for party, order in zip(parties, orders, strict=True)
        },
    }


@pytest.mark.parametrize(
    ("orders", "least", "vetoes", "core"),
    [
        (("xyz", "yzx", "zxy"), 2, [], []),  # Condorcet 1785: a majority against each
        (("xyz", "yzx", "zxy"), 3, [], ["x", "y", "z"]),  # all must sign: none is worse for all
        (("xyz", "yzx", "zxy"), 2, ["Ann"], ["x"]),  # a veto: Bob and Cyd alone cannot
        (("xyz", "yxz", "zyx"), 2, [], ["y"]),  # one dimension: the median's (Black 1948)
    ],
)
def test_the_core_of_known_games(orders, least, vetoes, core):
    negotiation = Negotiation.from_dict(three_orders(orders))
    found = negotiation.signing(least, vetoes)
    plain = found.to_dict()["core"]
    assert [one["Bill"] for one in plain["examples"]] == core
    assert plain["packages"] == len(core)
    said = f"No coalition could block {len(core)}" if core else "no core"
    assert said in found.explain()


def test_who_blocks_is_told(tmp_path):
    path = tmp_path / "bills.json"
    path.write_text(json.dumps(three_orders(("xyz", "yzx", "zxy"))), "utf-8")
    asked = ["packages", str(path), "--signers", "2", "--block", "Bill=x"]
    done = CliRunner().invoke(verbs, asked)
    assert done.exit_code == 0, done.output
    assert "Bob, Cyd" in done.stdout
    assert "Bill: z" in done.stdout
    plain = json.loads(CliRunner().invoke(verbs, [*asked, "--json"]).stdout)
    assert plain["blocked_by"] == [{"coalition": ["Bob", "Cyd"], "package": {"Bill": "z"}}]
    done = CliRunner().invoke(verbs, ["packages", str(path), "--block", "Bill=x"])
    assert "No coalition could sign" in done.stdout


def test_what_cannot_be_told_is_said(monkeypatch):
    found = Negotiation.from_dict(three_orders(("xyz", "yzx", "zxy"))).signing(2)
    with pytest.raises(UsageError, match="GO515"):
        found.objections({"Bill": "w"})
    monkeypatch.setattr(objections, "MOST_COMPARED", 3)
    assert found.to_dict()["core"] is None
    assert "too long" in found.explain()
