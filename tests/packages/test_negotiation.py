"""The negotiation: read from a case and from plain JSON, with every problem told at once."""

import copy
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.errors import CaseError, Place
from goodoffices.case.nouns import (
    Case,
    CaseIssue,
    IssueValue,
    Package,
    Pair,
    Party,
    Range,
    RedLine,
    Worth,
)
from goodoffices.packages.bargain import from_case
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.result import packages

REFERENCE = Path(__file__).parents[1] / "reference" / "negotiations" / "itex_cypress.json"

LIMIT = (IssueValue("zero", "None"), IssueValue("free", "No limit"))
RELIEF = (IssueValue("all", "All eased"), IssueValue("none", "None"))
ISSUES = (
    CaseIssue(id="limit", name="Enrichment", values=LIMIT, today="free"),
    CaseIssue(id="relief", name="Sanctions", values=RELIEF, today="none"),
    CaseIssue(id="proxies", name="Proxies"),
)


def worth(zero, free, all_eased, none, away=0):
    values = {"limit": {"zero": zero, "free": free}, "relief": {"all": all_eased, "none": none}}
    exact = {i: {v: Fraction(x) for v, x in vs.items()} for i, vs in values.items()}
    return Worth(
        weights={"limit": Fraction(3), "relief": Fraction(2)},
        values=exact,
        walk_away=Fraction(away),
    )


def a_case(**more):
    parties = (
        Party(
            id="us", name="United States", worth=worth(10, 0, 0, 10), place=Place("case.yaml", 4)
        ),
        Party(id="iran", name="Iran", worth=worth(0, 10, 30, 0), place=Place("case.yaml", 9)),
        Party(id="russia", name="Russia"),
    )
    return Case(id="c", title="A case", **{"parties": parties, "issues": ISSUES, **more})


def findings(call, *arguments):
    with pytest.raises(CaseError) as raised:
        call(*arguments)
    return raised.value.findings


def test_a_case_gives_its_negotiation():
    found = Negotiation.from_case(a_case())
    assert found.parties == ("us", "iran")
    assert found.silent == ("Russia",)
    assert [issue.id for issue in found.issues] == ["limit", "relief"]
    assert found.size == 4
    assert found.today == {"limit": "free", "relief": "none"}
    assert found.worth_vector({"limit": "zero", "relief": "all"}) == (30, 60)
    assert (
        found.describe({"limit": "zero", "relief": "all"})
        == "Enrichment: None; Sanctions: All eased"
    )
    assert repr(found) == "Negotiation('A case': 2 parties, 2 issues, 4 packages)"
    assert "Russia has no worths" in packages(a_case()).summary
    assert found.packages().outcomes == 4


def test_today_is_unknown_where_one_issue_has_none():
    issues = (ISSUES[0], replace(ISSUES[1], today=None))
    assert from_case(a_case(issues=issues)).today is None
    assert packages(a_case(issues=issues)).today is None


def test_a_case_without_worths_says_whose_and_what_is_missing():
    case = a_case()
    bare = replace(case, parties=tuple(replace(p, worth=None) for p in case.parties))
    found = findings(packages, bare)
    assert [(f.code, f.place and f.place.line) for f in found] == [
        ("GO501", 4),
        ("GO501", 9),
        ("GO501", None),
    ]
    assert "“Iran” has no worths" in found[1].text
    assert "limit, relief" in found[1].help


def test_every_gap_in_the_worths_is_told_at_once():
    case = a_case()
    us = replace(
        case.parties[0],
        worth=Worth(
            weights={"limit": Fraction(-1), "releif": Fraction(1)},
            values={"limit": {"zero": Fraction(1), "fre": Fraction(0)}},
        ),
    )
    found = findings(from_case, replace(case, parties=(us, *case.parties[1:])))
    texts = [(f.code, f.text, f.help) for f in found]
    assert [code for code, _text, _help in texts] == ["GO503", "GO504", "GO501", "GO503", "GO501"]
    assert texts[0][2] == "Did you mean “relief”?"
    assert "miss these values of “limit”: free" in texts[2][1]
    assert texts[3][2] == "Did you mean “free”?"
    assert "say nothing of the issue “relief”" in texts[4][1]


def test_a_case_of_one_party_or_without_values_cannot_be_packed():
    codes = [f.code for f in findings(from_case, Case(id="c", title="", issues=(ISSUES[2],)))]
    assert codes == ["GO502", "GO501"]


def test_a_named_package_may_only_name_what_there_is():
    bad = Package("p", "First", {"limits": "zero", "relief": "al", "proxies": "x"})
    found = findings(from_case, a_case(packages=(bad,)))
    assert [f.help for f in found] == ["Did you mean “limit”?", "Did you mean “all”?", None]
    good = Package("p", "First", {"limit": "zero"})
    assert from_case(a_case(packages=(good,))).named == (good,)


# --- the plain form -------------------------------------------------------------------------------


def plain():
    return json.loads(REFERENCE.read_text("utf-8"))


def test_the_plain_form_is_exact_with_or_without_fractions():
    data = plain()
    with_fractions = Negotiation.from_dict(data)
    assert isinstance(with_fractions, Negotiation)
    assert with_fractions.parties == ("Itex", "Cypress")
    weights = data["utilities"]["Itex"]["weights"]
    for utility in data["utilities"].values():
        del utility["exact"]
    found = from_dict(data).worths["Itex"].weights
    assert found == {name: Fraction(repr(weight)) for name, weight in weights.items()}


def test_what_is_left_out_has_a_plain_meaning():
    data = plain()
    for utility in data["utilities"].values():
        del utility["exact"], utility["reservation"]
    del data["name"]
    found = from_dict(data, "file")
    assert found.name == "file"
    assert found.walk_aways == (0, 0)
    assert found.today is None


def change(path, value):
    def apply(data):
        at = data
        for key in path[:-1]:
            at = at[key]
        if value is ...:
            del at[path[-1]]
        else:
            at[path[-1]] = value

    return apply


ITEX = ("utilities", "Itex")
EXACT = (*ITEX, "exact")


@pytest.mark.parametrize(
    ("path", "value", "code", "part"),
    [
        (("parties",), ["Itex"], "GO505", "parties"),
        (("parties",), ["Itex", "Itex"], "GO505", "parties[2]"),
        (("parties",), [1, 2], "GO505", "parties[1]"),
        (("issues",), {}, "GO505", "issues"),
        (("issues", 0), 3, "GO505", "issues[1]"),
        (("issues", 0, "name"), "", "GO505", "issues[1]"),
        (("issues", 0, "values"), [], "GO505", "issues[1].values"),
        (("issues", 0, "values"), ["a", "a"], "GO505", "issues[1].values[2]"),
        (("utilities",), [], "GO505", "utilities"),
        (ITEX, ..., "GO501", "utilities"),
        (ITEX, 7, "GO505", "utilities.Itex"),
        (("utilities", "Itx"), {}, "GO503", "utilities.Itx"),
        (EXACT, 1, "GO505", "utilities.Itex.exact"),
        ((*EXACT, "weights"), [], "GO207", "utilities.Itex.exact.weights"),
        ((*EXACT, "weights", "Price"), "-1/2", "GO213", "utilities.Itex.exact.weights.Price"),
        ((*EXACT, "weights", "Price"), ..., "GO501", "utilities.Itex.exact.weights"),
        ((*EXACT, "weights", "Prise"), "1", "GO214", "utilities.Itex.exact.weights.Prise"),
        ((*EXACT, "values"), None, "GO501", "utilities.Itex.exact.values"),
        ((*EXACT, "values", "Prise"), {}, "GO214", "utilities.Itex.exact.values.Prise"),
        ((*EXACT, "values", "Price"), ..., "GO501", "utilities.Itex.exact.values"),
        ((*EXACT, "reservation"), "lots", "GO213", "utilities.Itex.exact.reservation"),
        ((*EXACT, "reservation"), True, "GO213", "utilities.Itex.exact.reservation"),
        (("today",), 4, "GO207", "today"),
        (("today",), {"Prise": "x"}, "GO214", "today.Prise"),
        (("today",), {"Price": "x"}, "GO214", "today.Price"),
        (("today",), {"Price": ["x"]}, "GO207", "today.Price"),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(path, value, code, part):
    data = plain()
    assert data["issues"][0]["name"] == "Price"
    change(path, value)(data)
    found = findings(from_dict, data, "file")
    assert (code, part) in [(f.code, f.place.part) for f in found]
    assert all(f.place.file == "file" for f in found)


def test_two_issues_of_one_name_are_found():
    data = plain()
    data["issues"].append(copy.deepcopy(data["issues"][0]))
    assert [f.code for f in findings(from_dict, data)] == ["GO505"]


names = st.text(max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
PATHS = [
    ("parties",),
    ("issues",),
    ("issues", 0),
    ("issues", 0, "values"),
    ("utilities",),
    ITEX,
    EXACT,
    (*ITEX, "weights"),
    (*EXACT, "values"),
    (*EXACT, "values", "Price"),
    ("today",),
]


@given(st.sampled_from(PATHS), json_values)
@settings(max_examples=200, deadline=None)
def test_any_json_is_read_or_found_fault_with(path, value):
    data = plain()
    change(path, value)(data)
    try:
        from_dict(data)
    except CaseError as error:
        assert error.findings  # noqa: PT017


# --- pairs, red lines, ranges, intervals ----------------------------------------------------------


def with_worth(party, **changes):
    case = a_case()
    parties = [
        replace(p, worth=replace(p.worth, **changes)) if p.id == party else p for p in case.parties
    ]
    return replace(case, parties=tuple(parties))


def test_a_pair_adds_its_worth_only_where_both_values_are():
    pair = Pair({"limit": "zero", "relief": "all"}, Fraction(7, 2))
    found = from_case(with_worth("us", pairs=(pair,)))
    assert found.worth("us", {"limit": "zero", "relief": "all"}) == 30 + Fraction(7, 2)
    assert found.worth("us", {"limit": "zero", "relief": "none"}) == 50


def test_a_red_line_is_known_to_be_crossed():
    line = RedLine({"limit": "zero"})
    found = from_case(with_worth("iran", red_lines=(line,)))
    assert found.crossed({"limit": "zero", "relief": "all"}) == [("iran", line)]
    assert found.crossed({"limit": "free", "relief": "all"}) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"pairs": (Pair({"limit": "zero"}, Fraction(1)),)}, ["GO508"]),
        ({"pairs": (Pair({"limit": "zer", "relief": "all"}, Fraction(1)),)}, ["GO503"]),
        ({"red_lines": (RedLine({}),)}, ["GO508"]),
        ({"red_lines": (RedLine({"lmit": "zero"}),)}, ["GO503"]),
        ({"curves": {"limit": ((Fraction(0), Fraction(0)),)}}, ["GO507"]),
        ({"intervals": {("weight", "limit"): (Fraction(-1), Fraction(2))}}, ["GO504"]),
        ({"intervals": {("walk_away",): (Fraction(3), Fraction(2))}}, ["GO504"]),
        ({"intervals": {("walk_away",): (Fraction(-3), Fraction(2))}}, []),
    ],
)
def test_what_is_wrong_with_them_is_found(changes, codes):
    case = with_worth("us", **changes)
    if not codes:
        assert from_case(case)
    else:
        assert [f.code for f in findings(from_case, case)] == codes


def ranged(low=0, high=10, step=4, today="10.0", curve=((0, 100), (10, 0))):
    span = Range(Fraction(low), Fraction(high), Fraction(step), "%")
    issue = CaseIssue(id="limit", name="Enrichment", today=today, range=span)
    points = tuple((Fraction(x), Fraction(y)) for x, y in curve)
    case = a_case(issues=(issue, ISSUES[1]))
    parties = []
    for party in case.parties:
        if party.worth:
            values = {"relief": party.worth.values["relief"]}
            worth = replace(party.worth, values=values, curves={"limit": points})
            parties.append(replace(party, worth=worth))
    return replace(case, parties=tuple(parties))


def test_a_range_is_settled_at_its_steps_along_the_curve():
    found = from_case(ranged())
    assert [(v.id, v.text) for v in found.issues[0].values] == [
        ("0", "0 %"),
        ("4", "4 %"),
        ("8", "8 %"),
        ("10", "10 %"),
    ]
    assert found.worths["us"].values["limit"] == {"0": 100, "4": 60, "8": 20, "10": 0}
    assert found.today["limit"] == "10"
    bent = ranged(curve=((-1, 50), (2, 50), (10, 90)))
    assert from_case(bent).worths["iran"].values["limit"]["4"] == 60
    assert packages(bent).outcomes == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": 0},
        {"high": 0},
        {"step": Fraction(1, 1000)},
        {"today": "9"},
        {"today": "much"},
        {"curve": ()},
        {"curve": ((0, 1), (9, 2))},
        {"curve": ((0, 1), (0, 3), (10, 2))},
    ],
)
def test_a_range_or_curve_that_cannot_be_used_is_found(wrong):
    assert {f.code for f in findings(from_case, ranged(**wrong))} == {"GO507"}


def test_the_plain_form_has_pairs_and_red_lines():
    data = plain()
    first, second = data["issues"][:2]
    choices = {issue["name"]: issue["values"][0] for issue in (first, second)}
    exact = data["utilities"]["Itex"]["exact"]
    exact["pairs"] = [{"choices": choices, "adds": "1/3"}]
    exact["red_lines"] = [{first["name"]: first["values"][1]}]
    found = from_dict(data).worths["Itex"]
    assert [replace(p, place=None) for p in found.pairs] == [Pair(choices, Fraction(1, 3))]
    lines = [RedLine({first["name"]: first["values"][1]})]
    assert [replace(line, place=None) for line in found.red_lines] == lines


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("pairs", 3, "GO207"),
        ("pairs", [3], "GO207"),
        ("pairs", [{"choices": {"Price": "$3.47"}, "adds": 1}], "GO223"),
        ("pairs", [{"choices": {"Price": "$3.47", "Delivery": "?"}, "adds": 1}], "GO214"),
        ("pairs", [{"choices": {}, "adds": None}], "GO208"),
        ("red_lines", {}, "GO207"),
        ("red_lines", [{}], "GO223"),
        ("red_lines", [{"Price": 7}], "GO214"),
        ("red_lines", ["Price"], "GO207"),
    ],
)
def test_bad_pairs_and_red_lines_of_the_plain_form_are_found(key, value, code):
    data = plain()
    data["utilities"]["Itex"]["exact"][key] = value
    assert code in [f.code for f in findings(from_dict, data)]
