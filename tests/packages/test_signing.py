"""Who must sign: against every package looked at one by one, by the words of the definition."""

from __future__ import annotations

import json
from itertools import product

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages.random_negotiations import negotiations

from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.signing import signing


def signers_of(negotiation, choices) -> frozenset[str]:
    """Who would sign a package: it is worth the walk-away, and crosses no red line."""
    crossed = {party for party, _line in negotiation.crossed(choices)}
    return frozenset(
        party
        for party in negotiation.parties
        if party not in crossed
        and negotiation.worth(party, choices) >= negotiation.worths[party].walk_away
    )


@settings(max_examples=150, deadline=None)
@given(negotiations(), st.data())
def test_what_enough_would_sign(negotiation, data):
    parties = negotiation.parties
    vetoes = data.draw(st.lists(st.sampled_from(parties), max_size=2, unique=True))
    least = data.draw(st.integers(max(1, len(vetoes)), len(parties)))
    values = [[value.id for value in issue.values] for issue in negotiation.issues]
    names = [issue.id for issue in negotiation.issues]
    every = [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]
    signed = [signers_of(negotiation, choices) for choices in every]
    can = [who for who in signed if len(who) >= least and who >= set(vetoes)]
    found = signing(negotiation, least, vetoes)
    assert found.count == len(can)
    assert {frozenset(one.signers): one.count for one in found.coalitions} == {
        who: can.count(who) for who in set(can)
    }
    for one in found.coalitions:
        assert signers_of(negotiation, one.package) == frozenset(one.signers)
    assert found.to_dict()["signed_by_all"] == signed.count(frozenset(parties))


HARBOUR = {
    "name": "Harbour",
    "parties": ["Port", "Union", "Town", "Greens"],
    "issues": [
        {"name": "Site", "values": ["small", "large"]},
        {"name": "Jobs", "values": ["few", "many"]},
        {"name": "Fund", "values": ["none", "some"]},
    ],
    "utilities": {
        party: {
            "weights": {"Site": 1, "Jobs": 1, "Fund": 1},
            "values": {
                "Site": dict(zip(("small", "large"), site, strict=True)),
                "Jobs": dict(zip(("few", "many"), jobs, strict=True)),
                "Fund": dict(zip(("none", "some"), fund, strict=True)),
            },
            "reservation": away,
        }
        for party, site, jobs, fund, away in [
            ("Port", (0, 5), (2, 0), (1, 0), 5),
            ("Union", (0, 1), (0, 4), (0, 0), 4),
            ("Town", (1, 2), (0, 1), (0, 3), 3),
            ("Greens", (6, 0), (0, 0), (0, 2), 6),
        ]
    },
}


@pytest.fixture
def harbour(tmp_path):
    path = tmp_path / "harbour.json"
    path.write_text(json.dumps(HARBOUR), "utf-8")
    return str(path)


def test_all_can_sign_nothing_and_three_can(harbour):
    found = Negotiation.from_dict(HARBOUR).signing(3, ["Port"])
    assert found.to_dict()["signed_by_all"] == 0
    assert [one["signers"] for one in found.rows()] == [["Port", "Union", "Town"]]
    assert "<table" in found._repr_html_()
    done = CliRunner().invoke(verbs, ["packages", harbour, "--signers", "3", "--veto", "Port"])
    assert done.exit_code == 0
    assert "3 of the 4 parties must sign, among them Port." in done.stdout
    assert "Port, Union, Town" in done.stdout
    plain = CliRunner().invoke(verbs, ["packages", harbour, "--signers", "3", "--json"])
    assert json.loads(plain.stdout)["possible"] >= found.count


@pytest.mark.parametrize(
    ("least", "vetoes"), [(0, []), (5, []), (1, ["Port", "Town"]), (2, ["Prt"])]
)
def test_who_cannot_be_asked_to_sign(least, vetoes):
    with pytest.raises(UsageError, match="GO514"):
        signing(Negotiation.from_dict(HARBOUR), least, vetoes)


@pytest.mark.parametrize(
    "options",
    [
        ["--signers", "3", "--csv"],
        ["--signers", "3", "--improve", "x"],
        ["--improve", "x", "--compare", "x,y"],
        ["--sure", "x", "--xlsx", "f.xlsx"],
        ["--csv", "--json"],
    ],
    ids=" ".join,
)
def test_no_option_is_left_aside_unsaid(harbour, options):
    done = CliRunner().invoke(verbs, ["packages", harbour, *options])
    assert "GO926" in repr(done.exception.findings)
