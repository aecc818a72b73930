"""Packages: the references, the slow twin, ties, today, an empty zone, and what people are told."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.docs.stage import case_of_packages
from tests.packages import slow_packages as slow
from tests.packages.random_negotiations import negotiations

from goodoffices.base.errors import CaseError
from goodoffices.case import file as casefile
from goodoffices.case.nouns import CaseIssue, IssueValue, Pair, RedLine, Worth
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.result import packages

REFERENCES = sorted((Path(__file__).parents[1] / "reference" / "negotiations").glob("*.json"))
RULES = {
    "nash": "nash",
    "kalai_smorodinsky": "kalai_smorodinsky",
    "egalitarian_gain": "kalai",
    "utilitarian": "max_welfare",
}


def read(path):
    return json.loads(path.read_text("utf-8"))


def reference(name):
    return read(next(path for path in REFERENCES if path.stem == name))


def two(left, right, away=(0, 0), **more):
    """A negotiation over one issue: what each value is worth to the left and to the right."""
    names = [f"v{k}" for k in range(len(left))]
    data = {
        "name": "two",
        "parties": ["Left", "Right"],
        "issues": [{"name": "Land", "values": names}],
        "utilities": {
            party: {
                "weights": {"Land": 1},
                "values": {"Land": dict(zip(names, worths, strict=True))},
                "reservation": floor,
            }
            for party, worths, floor in zip(["Left", "Right"], [left, right], away, strict=True)
        },
    }
    return packages(from_dict(data | more))


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_published_domains_come_out_as_they_should(path):
    data = read(path)
    expected, found = data["expected"], packages(from_dict(data))
    plain = json.loads(json.dumps(found.to_dict()))
    assert plain["outcomes"] == expected["outcomes"]
    assert plain["pareto"]["size"] == len(found.pareto) == expected["pareto_size"]
    assert plain["pareto"]["utilities"] == expected["pareto_utilities"]
    assert sum(s.count for s in found.pareto) == expected["pareto_outcomes"]
    for rule, name in RULES.items():
        want, got = expected[name], plain[rule]
        assert got["utilities"] == want["all_utilities"], rule
        assert want["utilities_exact"] in got["exact"], rule
        assert len(got["exact"]) == want["ties_vectors"], rule
        assert got["count"] == len(got["packages"]) == want["ties_outcomes"], rule
        assert want["outcome"] in got["packages"], rule


def test_a_point_that_floats_invent_is_not_on_the_frontier():
    data = reference("party")
    assert data["negmas_0_16_0"]["pareto_size"] == 11
    assert len(packages(from_dict(data)).pareto) == 10


@given(negotiations())
@settings(max_examples=150, deadline=None)
def test_every_solution_is_what_its_definition_says(negotiation):
    found, expected = packages(negotiation), slow.solutions(negotiation)
    for rule, vectors in expected.items():
        ties = getattr(found, rule)
        assert [s.utilities for s in ties] == sorted(vectors), rule
        for solution in ties:
            for package in solution.packages:
                assert slow.worths(negotiation, package) == solution.utilities
    inside = slow.within(negotiation, [v for v, _package in slow.table(negotiation)])
    assert {s.utilities for s in found.pareto} == slow.frontier(inside)


@given(negotiations())
@settings(max_examples=80, deadline=None)
def test_better_than_today_is_signable_and_harms_nobody(negotiation):
    found = packages(negotiation)
    today = slow.worths(negotiation, negotiation.today)
    assert found.today.utilities == today
    expected = {s.utilities for s in found.pareto if slow.dominates(s.utilities, today)}
    assert {s.utilities for s in found.better_than_today} == expected


@given(negotiations())
@settings(max_examples=80, deadline=None)
def test_lowering_a_walk_away_by_its_gap_and_no_less_opens_the_zone(negotiation):
    found = packages(negotiation)
    assert bool(found.gaps) <= (not found.zone)
    for gap in found.gaps:
        worth = negotiation.worths[gap.party]

        def zone(fall, worth=worth, party=gap.party):
            lower = replace(worth, walk_away=worth.walk_away - fall)
            return packages(replace(negotiation, worths={**negotiation.worths, party: lower})).zone

        assert zone(gap.short)
        assert not zone(gap.short * Fraction(999, 1000))
    assert [g.share for g in found.gaps] == sorted(g.share for g in found.gaps)


def test_ties_are_told_as_ties():
    found = packages(from_dict(reference("nice_or_die")))
    assert len(found.nash) == 2
    same = two([5, 5, 1], [5, 5, 9])
    assert [(s.count, len(s.packages)) for s in same.egalitarian_gain] == [(2, 2)]


def test_more_ties_than_can_be_listed_are_counted():
    found = two([1] * 50, [1] * 50)
    (solution,) = found.nash
    assert solution.count == 50
    assert len(solution.packages) == 20


def test_an_empty_zone_is_said_plainly_with_what_closes_it_soonest():
    found = two([0, 40, 100], [100, 60, 0], away=(50, 60))
    assert found.pareto == found.nash == found.utilitarian == ()
    assert [(g.party, g.short) for g in found.gaps] == [("Left", 10), ("Right", 60)]
    assert "no zone of possible agreement" in found.summary
    assert "if the walk-away of Left fell by 10, from 50 to 40" in found.summary
    assert found.summary.endswith("this could be signed: Land: v1.")
    assert [row["which"] for row in found.rows()] == ["below a walk-away"] * 3
    assert found.to_dict()["nash"] == {"utilities": [], "exact": [], "packages": [], "count": 0}


def test_a_gap_that_no_single_party_can_close_is_said_plainly():
    found = two([0, 1], [1, 0], away=(2, 2))
    assert found.gaps == ()
    assert "No single party could close the gap" in found.summary


def red(found, *choices, party="Left"):
    worth = replace(
        found.negotiation.worths[party], red_lines=tuple(RedLine({"Land": v}) for v in choices)
    )
    worths = {**found.negotiation.worths, party: worth}
    return packages(replace(found.negotiation, worths=worths))


def test_red_lines_take_packages_away_and_are_named_when_they_close_the_zone():
    found = red(two([0, 60, 100], [100, 60, 0], away=(50, 50)), "v1", "v2")
    assert (found.outcomes, found.frontier.allowed) == (3, 1)
    assert [line.choices for _party, line in found.blocking] == [{"Land": "v1"}]
    assert "1 crosses nobody's red line." in found.summary
    assert found.summary.endswith("Without this red line of Left there would be one: Land: v1.")


def test_red_lines_that_leave_nothing_say_so():
    found = red(two([0, 60], [100, 60]), "v0", "v1")
    assert found.frontier.allowed == 0
    assert found.pareto == found.efficient == found.gaps == ()
    assert found.to_dict()["pareto"] == {"size": 0, "utilities": [], "exact": []}
    assert found.rows() == []
    assert "<table>" in found._repr_html_()
    assert "0 cross nobody's red line. There is no zone" in found.summary


def test_too_many_combinations_of_issues_that_act_on_each_other_are_refused():
    values = tuple(IssueValue(f"v{k}", f"{k}") for k in range(5000))
    issues = tuple(CaseIssue(id=i, name=i, values=values) for i in ("a", "b"))
    each = {v.id: Fraction(k) for k, v in enumerate(values)}
    worth = Worth(
        weights={"a": Fraction(1), "b": Fraction(1)},
        values={"a": each, "b": each},
        pairs=(Pair({"a": "v1", "b": "v2"}, Fraction(1)),),
    )
    large = Negotiation(
        name="large",
        parties=("p", "q"),
        party_names=("P", "Q"),
        issues=issues,
        worths={"p": worth, "q": worth},
    )
    with pytest.raises(CaseError) as raised:
        packages(large)
    assert [f.code for f in raised.value.findings] == ["GO506"]
    assert "25,000,000 combinations" in raised.value.findings[0].text


def test_a_party_that_can_gain_nothing_does_not_decide_for_the_others():
    found = two([3, 3], [1, 2], away=(3, 0))
    assert [s.packages[0]["Land"] for s in found.kalai_smorodinsky] == ["v1"]
    assert [s.packages[0]["Land"] for s in found.nash] == ["v1"]


def test_rows_mark_the_solutions_and_today():
    found = two([0, 60, 100], [100, 60, 0], today={"Land": "v0"}, away=(0, 0))
    rows = found.rows()
    assert [row["Land"] for row in rows] == ["v2", "v1", "v0"]
    assert "Nash" in rows[1]["which"]
    assert found.better_than_today == ()
    better = two([0, 60, 100], [50, 60, 0], today={"Land": "v0"})
    assert better.rows()[1]["which"].endswith("better than today")
    assert "1 of these is better than today" in better.summary


def test_it_says_itself_in_one_line_and_in_a_table():
    found = packages(from_dict(reference("grocery")))
    assert repr(found) == "Packages('grocery': 1,600 packages, 7 efficient, 7 of them in the zone)"
    table = found._repr_html_()
    assert table.count("<tr>") == 8
    hostile = two([1], [1], parties=["Left", "Right"], issues=[{"name": "Land", "values": ["v0"]}])
    hostile = packages(replace(hostile.negotiation, party_names=("<script>", "Right")))
    assert "<script>" not in hostile._repr_html_()


def test_an_issue_named_like_a_party_keeps_its_own_column():
    data = reference("aw_chris_terry")
    found = packages(replace(from_dict(data), party_names=("Stereo", "Terry")))
    assert {"Stereo", "worth to Stereo", "Terry"} <= set(found.rows()[0])


PAGE = Path(__file__).parents[2] / "docs" / "packages.md"


def test_the_case_on_the_user_s_page_gives_what_the_page_shows(tmp_path):
    (tmp_path / "case.yaml").write_text(case_of_packages(), "utf-8")
    found = packages(casefile.load(tmp_path))
    shown = PAGE.read_text("utf-8").split("For the case above:")[1]
    for row in found.rows()[:4]:
        cells = [row["Enrichment"], row["Sanctions relief"], row["United States"], row["Iran"]]
        pattern = r"\s+".join(map(re.escape, [*cells, row["packages"], row["which"]]))
        assert re.search(pattern, shown), row
    assert found.nash[0].packages[0] == {"enrichment": "10", "relief": "all"}
    assert (found.outcomes, found.frontier.allowed) == (21, 18)
