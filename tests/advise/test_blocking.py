"""Blockers: the worth of each package, what would make up for it, fair solutions, red lines."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices
from goodoffices.advise.advice import advise
from goodoffices.advise.blockers import fair_solutions
from goodoffices.advise.words import blockers, signing
from goodoffices.case.judged import Advised, Blocker
from goodoffices.case.nouns import Basis, Case, Pair, RedLine
from goodoffices.cli import demo
from goodoffices.packages.bargain import from_case
from goodoffices.packages.efficient import EfficientPackages

CASE = goodoffices.load(Path(demo.__file__).parents[1] / "demo" / "case.yaml").case
TEN = (Fraction(10), Fraction(10))
PACKAGES = [package.id for package in CASE.packages]


def lines(*those, case=CASE):
    return {x.id: x for x in blockers.lines(case, Advised(blockers=those))}


def test_each_package_has_its_own_side_payment():
    worths = {PACKAGES[0]: (Fraction(4), Fraction(7)), PACKAGES[1]: (Fraction(10), Fraction(12))}
    found = lines(
        Blocker(id="b", name="B", able="yes", worth=None, walk_away=TEN, party=None, worths=worths)
    )
    first, second = (found[f"blocker:b:{p}"] for p in PACKAGES)
    assert (first.status, second.status) == ("certain", "impossible")
    assert "3–6, in its own units" in first.text
    assert "make up" not in second.text
    assert f"advice.blockers.b.worth.{PACKAGES[0]} = 4..7" in first.inputs
    rest = [x for x in found.values() if x not in (first, second)]
    assert rest
    for line in rest:  # fair solutions that nobody has judged
        assert line.status == "unknown"
        assert line.missing


def test_the_fair_solutions_are_those_of_the_packages():
    negotiation = from_case(CASE)
    found = fair_solutions(CASE, negotiation)
    solved = EfficientPackages.of(negotiation)
    by_name = {
        "nash": solved.nash,
        "kalai-smorodinsky": solved.kalai_smorodinsky,
        "egalitarian": solved.egalitarian_gain,
        "utilitarian": solved.utilitarian,
    }
    told = {ident for ids in found for ident in ids.split("+")}
    named = [dict(p.choices) for p in CASE.packages]
    for ident, solutions in by_name.items():
        choices = dict(solutions[0].packages[0])
        if choices in named:
            assert ident not in told
        else:
            (key,) = [ids for ids in found if ident in ids.split("+")]
            assert found[key] == choices


@pytest.mark.parametrize("party", ["us", "iran"])
def test_a_party_that_may_block_lacks_what_its_worths_say(party):
    whole = CASE.party(party)
    richer = replace(whole, worth=replace(whole.worth, walk_away=Fraction(90)))
    case = replace(CASE, parties=tuple(richer if p.id == party else p for p in CASE.parties))
    found = lines(Blocker(id="b", name="B", able="yes", party=party), case=case)
    negotiation = from_case(case)
    for package in CASE.packages:
        line = found[f"blocker:b:{package.id}"]
        short = 90 - negotiation.worth(party, package.choices)
        assert short > 0
        assert line.status == "certain"
        paid = float(re.search(r"make up for it: ([\d.]+)", line.text)[1])
        assert paid == pytest.approx(float(short), rel=5e-3)
        assert f"parties.{party}.worth" in line.inputs


def test_no_payment_makes_up_for_a_red_line():
    whole = CASE.party("iran")
    choices = dict(CASE.packages[0].choices)
    worth = replace(whole.worth, red_lines=(RedLine(choices),))
    iran = replace(whole, worth=worth)
    case = replace(CASE, parties=tuple(iran if p.id == "iran" else p for p in CASE.parties))
    ident = f"blocker:b:{CASE.packages[0].id}"
    for able, status in (("yes", "certain"), ("unknown", "unknown"), ("no", "impossible")):
        line = lines(Blocker(id="b", name="B", able=able, party="iran"), case=case)[ident]
        assert line.status == status
        assert ("no payment makes up" in line.text) == (able != "no")


def test_a_party_without_worths_is_asked_about():
    found = lines(Blocker(id="b", name="B", able="yes", party="russia"))
    assert found
    for line in found.values():
        assert (line.status, line.missing) == ("unknown", ("parties.russia.worth",))


def only(blocker):
    (line,) = blockers.lines(Case(id="c", title="C"), Advised(blockers=(blocker,)))
    return line


_span = st.tuples(st.integers(-9, 9), st.integers(-9, 9)).map(
    lambda pair: (Fraction(min(pair)), Fraction(max(pair)))
)


@given(_span, _span, st.sampled_from(["yes", "no", "unknown"]))
def test_what_is_proposed_or_unsaid_is_never_certain(worth, away, able):
    blocker = Blocker(id="b", name="B", able=able, worth=worth, walk_away=away)
    line = only(blocker)
    if able == "unknown":
        assert line.status in ("unknown", "impossible")
        assert (line.status == "impossible") == (worth[0] >= away[1])
    proposed = replace(blocker, basis=Basis(unreviewed=True))
    assert only(proposed).status == "unknown"
    for lacking in (replace(blocker, worth=None), replace(blocker, walk_away=None)):
        status = only(lacking).status
        assert status == ("impossible" if able == "no" else "unknown")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("worth: {nothing: 3}", "GO214"),
        ("party: uss", "GO214"),
        ("worth: {first: high}", "GO213"),
        ("worth: [1, 2]", "GO207"),
        ("able: perhaps", "GO217"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, written, code):
    text = (
        "case: c\ntitle: T\nparties:\n  us: {name: U}\nissues:\n  i: {name: I, values: {a: A}}\n"
        "packages: {first: {name: F, i: a}}\nadvice:\n"
        f"  blockers: {{b: {{name: B, {written}}}}}\n"
    )
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(goodoffices.CaseError) as wrong:
        goodoffices.load(tmp_path)
    found = [f for f in wrong.value.findings if f.severity == "error"]
    assert [(f.code, f.place.line) for f in found] == [(code, 9)]


def test_what_would_change_a_package_is_told_in_each_party_s_own_units():
    found = {x.id: x for x in signing.lines(CASE)}
    negotiation = from_case(CASE)
    for package in CASE.packages:
        line = found[f"package:{package.id}"]
        assert line.status == "certain"
        for party in negotiation.parties:
            gain = negotiation.worth(party, package.choices) - CASE.party(party).worth.walk_away
            name = negotiation.party_name(party)
            told = re.search(rf"{name} losing more than ([\d.]+)", line.flips)
            assert float(told[1]) == pytest.approx(float(gain), rel=5e-3)
    iran = CASE.party("iran")
    poor = replace(iran, worth=replace(iran.worth, walk_away=Fraction(99)))
    case = replace(CASE, parties=tuple(poor if p.id == "iran" else p for p in CASE.parties))
    line = next(iter(signing.lines(case)))
    assert line.status == "impossible"
    assert "Iran gaining at least" in line.flips
    assert "United States" not in line.flips


def test_where_packages_are_too_many_to_be_weighed_the_rest_is_still_told():
    iran = CASE.party("iran")
    issues = tuple(replace(CASE.issues[0], id=f"i{k}", name=f"I{k}", today=None) for k in range(20))
    values = [value.id for value in issues[0].values]
    pairs = tuple(
        Pair({f"i{a}": values[0], f"i{a + 1}": values[1]}, Fraction(3)) for a in range(19)
    )
    worth = replace(
        iran.worth,
        weights={i.id: Fraction(1) for i in issues},
        values={i.id: dict.fromkeys(values, Fraction(1)) for i in issues},
        pairs=pairs,
        bases={},
    )
    choices = {i.id: values[0] for i in issues}
    both = tuple(replace(CASE.party(p), worth=worth) for p in ("us", "iran"))
    case = replace(
        CASE,
        parties=both,
        mediators=(),
        issues=issues,
        packages=(replace(CASE.packages[0], choices=choices),),
    )
    found = lines(Blocker(id="b", name="B", able="yes", party="iran"), case=case)
    assert found[f"blocker:b:{CASE.packages[0].id}"].status in ("certain", "impossible")
    assert found["blocker:"].status == "unknown"
    assert "Cannot be said" in found["blocker:"].text
    assert advise(replace(case, advice=Advised())).lines
