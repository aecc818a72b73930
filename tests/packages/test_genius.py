"""GENIUS domains and profiles: read exactly, written exactly, nothing reached beyond the file."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.case.nouns import CaseIssue, IssueValue, RedLine, Worth
from goodoffices.cli.main import verbs
from goodoffices.packages.forms.genius import from_genius, to_genius
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.result import packages

F = Fraction

DOMAIN = b"""<negotiation_template><utility_space number_of_issues="2">
<objective index="0" etype="objective" type="objective" description="" name="water">
 <issue index="1" etype="discrete" type="discrete" vtype="discrete" name="Flow">
  <item index="1" value="low" cost="0" description="low"/>
  <item index="2" value="high" cost="0" description="high"/>
 </issue>
 <issue index="2" etype="discrete" type="discrete" vtype="discrete" name="Fee">
  <item index="1" value="none"/><item index="2" value="some"/><item index="3" value="full"/>
 </issue>
</objective></utility_space></negotiation_template>"""


def profile(flow, fee, weights, reservation="0"):
    items = [
        "".join(
            f'<item index="{k}" value="{v}" evaluation="{e}"/>'
            for k, (v, e) in enumerate(zip(names, points, strict=True), start=1)
        )
        for names, points in ((("low", "high"), flow), (("none", "some", "full"), fee))
    ]
    return f"""<utility_space><reservation value="{reservation}"/><objective index="0" name="water">
    <issue index="1" name="Flow">{items[0]}</issue><issue index="2" name="Fee">{items[1]}</issue>
    <weight index="2" value="{weights[1]}"></weight><weight index="1" value="{weights[0]}"></weight>
    </objective><discount_factor value="0.9"/></utility_space>""".encode()


FILES = {
    "domain.xml": DOMAIN,
    "farmers.xml": profile((10, 30), (7, 3, 1), ("0.4452125771655631", "0.3"), "0.25"),
    "towns.xml": profile((9, 6), (0, 1, 2), ("0.1", "0.9")),
}


def test_an_evaluation_counts_as_a_share_of_the_largest_of_its_issue():
    found = from_genius(FILES, "water")
    assert found.parties == ("farmers", "towns")
    farmers = found.worths["farmers"]
    assert farmers.values["Flow"] == {"low": F(1, 3), "high": 1}
    assert farmers.values["Fee"] == {"none": 1, "some": F(3, 7), "full": F(1, 7)}
    assert farmers.weights == {"Flow": F("0.4452125771655631"), "Fee": F("0.3")}
    assert (farmers.walk_away, found.worths["towns"].walk_away) == (F(1, 4), 0)
    assert packages(found).outcomes == 6


def test_profiles_do_without_a_domain():
    found = from_genius({k: v for k, v in FILES.items() if k != "domain.xml"})
    assert [issue.id for issue in found.issues] == ["Flow", "Fee"]


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("towns.xml", b"<utility_space>", "not XML"),
        ("towns.xml", b"<html/>", "neither a GENIUS domain"),
        ("towns.xml", FILES["towns.xml"].replace(b'"0.9"></w', b'"x"></w'), "number, 0 or more: x"),
        ("towns.xml", FILES["towns.xml"].replace(b'"full"', b'"half"'), "these differ: full, half"),
        ("towns.xml", FILES["towns.xml"].replace(b'weight index="2"', b'weight index="3"'), "Fee"),
        ("towns.xml", FILES["towns.xml"].replace(b'name="Fee"', b'name="Toll"'), "Toll"),
        ("towns.xml", DOMAIN, "two domains"),
        (
            "towns.xml",
            b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + FILES["towns.xml"],
            "document type",
        ),
        ("domain.xml", b"<negotiation_template/>", "no issues"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_file(file, data, said):
    with pytest.raises(CaseError) as error:
        from_genius({**FILES, file: data})
    findings = error.value.findings
    assert any(said in finding.text for finding in findings)
    assert all(finding.code == "GO512" for finding in findings)


def test_entities_are_not_multiplied():
    bomb = b'<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + k, b"&%c;" % (97 + k) * 10) for k in range(9)
    )
    with pytest.raises(CaseError):
        from_genius({**FILES, "towns.xml": bomb + b"]><utility_space>&j;</utility_space>"})


number = st.one_of(st.integers(0, 50).map(F), st.fractions(0, 5, max_denominator=24))


@st.composite
def plain(draw):
    issues = tuple(
        CaseIssue(
            id=f"i<{k}&",
            name=f"i<{k}&",
            values=tuple(IssueValue(v, v) for v in ("a", 'b"', "c é")[:size]),
        )
        for k, size in enumerate(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    )
    worths = {
        party: Worth(
            weights={i.id: draw(number) for i in issues},
            values={i.id: {v.id: draw(number) for v in i.values} for i in issues},
            walk_away=draw(number) * draw(st.sampled_from([1, -1])),
        )
        for party in ("p", "q", "r")[: draw(st.integers(2, 3))]
    }
    return Negotiation(
        name="n",
        parties=tuple(worths),
        party_names=tuple(worths),
        issues=issues,
        worths=worths,
    )


@given(plain())
@settings(max_examples=60, deadline=None)
def test_written_and_read_again_every_package_is_worth_the_same(negotiation):
    again = from_genius(to_genius(negotiation), "n")
    assert (again.parties, again.issues) == (negotiation.parties, negotiation.issues)
    every = [
        dict(zip([i.id for i in negotiation.issues], values, strict=True))
        for values in product(*([v.id for v in i.values] for i in negotiation.issues))
    ]
    for party in negotiation.parties:
        old = [negotiation.worth(party, p) for p in every] + [negotiation.worths[party].walk_away]
        new = [again.worth(party, p) for p in every] + [again.worths[party].walk_away]
        units = {b / a for a, b in zip(old, new, strict=True) if a}
        assert len(units) <= 1  # one unit for all; 1 wherever decimals end
        assert all(bool(a) == bool(b) for a, b in zip(old, new, strict=True))
    assert to_genius(again) == to_genius(from_genius(to_genius(again), "n"))


def test_what_the_form_cannot_hold_is_not_dropped_silently():
    found = from_genius(FILES)
    worth = Worth(weights={}, values={}, red_lines=(RedLine({"Fee": "full"}),))
    worths = {**found.worths, "towns": worth}
    with pytest.raises(CaseError, match="red lines"):
        to_genius(replace(found, name="n", worths=worths))


def test_a_domain_file_or_its_folder_is_opened(tmp_path):
    for file, data in FILES.items():
        (tmp_path / file).write_bytes(data)
    (tmp_path / "notes.txt").write_text("not read")
    for path in (tmp_path, tmp_path / "domain.xml", tmp_path / "towns.xml"):
        found = goodoffices.load(path)
        assert isinstance(found, goodoffices.Negotiation)
        assert found.parties == ("farmers", "towns")
        assert found.worths == from_genius(FILES).worths


NUMBERS = """<negotiation_template><utility_space number_of_issues="1">
<objective index="0" name="o"><issue vtype="integer" type="integer" name="Years" index="1"
 lowerbound="%s" upperbound="%s"/>
</objective></utility_space></negotiation_template>"""


def line(offset, slope, low=3, high=7, ftype="linear"):
    return f"""<utility_space><objective index="0" name="o">
    <issue vtype="integer" type="integer" lowerbound="{low}" upperbound="{high}" name="Years" index="1">
    <evaluator ftype="{ftype}" offset="{offset}" slope="{slope}"></evaluator></issue>
    <weight index="1" value="1"/></objective></utility_space>""".encode()  # noqa: E501


def test_whole_numbers_may_be_far_apart():
    files = {"domain.xml": (NUMBERS % (1500, 7499)).encode()}
    up, down = (line(offset, slope, 1500, 7499) for offset, slope in ((0, "1e-4"), (1, "-1e-4")))
    found = goodoffices.Negotiation.of(from_genius(files | {"up.xml": up, "down.xml": down}))
    assert found.size == 6000
    assert found.worth("up", {"Years": "2500"}) == F("0.1")
    assert len(found.packages().frontier.points) == 6000


def test_whole_numbers_are_worth_what_their_line_says_from_the_lower_bound():
    found = from_genius(
        {
            "domain.xml": (NUMBERS % (3, 7)).encode(),
            "up.xml": line("0.1", "0.3"),
            "down.xml": line("0.9", "-0.25"),
        }
    )
    assert [value.id for value in found.issues[0].values] == ["3", "4", "5", "6", "7"]
    assert list(found.worths["up"].values["Years"].values()) == [F("0.1"), F("0.4"), F("0.7"), 1, 1]
    assert list(found.worths["down"].values["Years"].values()) == [
        F("0.9"),
        F("0.65"),
        F("0.4"),
        F("0.15"),
        0,
    ]


SIMILAR = """<similarity_function><criteria_function>
 <item index="1" value="low" evaluation="100"/><item index="9" value="unspecified" evaluation="1"/>
 <weight index="1" value="9"/></criteria_function></similarity_function>"""


def job(pay, start, weights):
    """A profile with similarity functions below its issues, as some environments write them."""
    issues = "".join(
        f'<issue index="{k}" name="{name}">{items(names, points)}{SIMILAR}</issue>'
        for k, (name, names, points) in enumerate(
            [("Pay", ("low", "mid", "high"), pay), ("Start", ("June", "July", "August"), start)], 1
        )
    )
    weighed = "".join(f'<weight index="{k}" value="{w}"/>' for k, w in enumerate(weights, 1))
    return (
        f'<utility_space><reservation value="0.2"/><objective index="0">{issues}{weighed}'
        "</objective></utility_space>"
    ).encode()


def items(names, points):
    return "".join(
        f'<item index="{k}" value="{name}" evaluation="{point}"/>'
        for k, (name, point) in enumerate(zip(names, points, strict=True), 1)
    )


JOB = {
    "firm.xml": job((0, 60, 100), (100, 50, 0), ("0.7", "0.3")),
    "staff.xml": job((100, 70, 0), (0, 40, 100), ("0.4", "0.6")),
}


def test_what_stands_below_an_issue_for_other_ends_is_none_of_its_values():
    found = Negotiation.of(from_genius(JOB)).packages()
    worths = {tuple(map(float, found.worths_of(place))) for place in found.zone}
    assert worths == {(0.85, 0.24), (0.72, 0.28), (0.7, 0.6), (0.42, 0.88)}


def test_no_deal_may_be_worth_less_than_nothing():
    files = FILES | {"towns.xml": profile((9, 6), (0, 1, 2), ("0.1", "0.9"), "-0.0356")}
    assert from_genius(files).worths["towns"].walk_away == F("-0.0356")


def test_what_lies_beside_is_left_aside_and_told(tmp_path):
    beside = {"pareto.xml": b"0.3 0.7 not XML", "about.xml": b"<project name='x'/>"}
    assert from_genius(FILES | beside).aside == tuple(beside)
    for name, data in (FILES | beside).items():
        (tmp_path / name).write_bytes(data)
    done = CliRunner().invoke(verbs, ["packages", str(tmp_path)])
    assert done.exit_code == 0
    assert done.stderr.count("GO512") == 2
    assert "pareto.xml" in done.stderr
    cut = {"third.xml": FILES["towns.xml"][:-20]}  # a damaged profile is no stranger
    with pytest.raises(CaseError, match="not XML"):
        from_genius(FILES | cut)


@pytest.mark.parametrize(
    ("bounds", "profile_", "said"),
    [
        ((3, 7), line("0.1", "0.3", high=8), "bounds of “Years”"),
        ((3, 7), line("0.1", "x"), "slope of <evaluator> should be a number: x"),
        ((3, 7), line("0.1", "0.3", ftype="triangular"), "no linear evaluator"),
        ((3, "7.5"), line("0.1", "0.3"), "two bounds"),
        ((7, 3), line("0.1", "0.3"), "two bounds"),
        ((0, 10**9), line("0.1", "0.3"), "at most 10,000 apart"),
    ],
)
def test_whole_numbers_that_cannot_be_read_are_told(bounds, profile_, said):
    files = {"domain.xml": (NUMBERS % bounds).encode(), "a.xml": profile_, "b.xml": profile_}
    with pytest.raises(CaseError) as wrong:
        from_genius(files)
    assert said in " ".join(f.text for f in wrong.value.findings)


def test_endings_in_capitals_are_the_same(tmp_path):
    for name, data in FILES.items():
        (tmp_path / name.replace(".xml", ".XML")).write_bytes(data)
    assert goodoffices.load(tmp_path).parties == from_genius(FILES).parties
