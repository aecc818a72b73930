"""Obligations: the ratio from its parts, every lever, pairs, and what is paid until it lapses."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.advise.advice import advise
from goodoffices.advise.commitments import compliance, first_to_give, headroom, ratio, terms_of
from goodoffices.base.edtf import older, passed
from goodoffices.case.judged import Advised, Inducement, Obligation
from goodoffices.case.nouns import Basis, Case, Mediator, Party

FACTS = json.loads(
    (Path(__file__).parents[1] / "reference" / "methods" / "formula_facts.json").read_text()
)["facts"]
HALF = Fraction(1, 2)


def point(value):
    return Fraction(str(value)), Fraction(str(value))


def chances(detection="0.5", delta="0.9", withdrawal="0.1", alarm="0"):
    names = ("detection", "delta", "withdrawal", "false_alarm")
    return dict(zip(names, map(point, (detection, delta, withdrawal, alarm)), strict=True))


@pytest.mark.parametrize(
    "fact", [f for f in FACTS if f["kind"] == "compliance"], ids=lambda f: f["id"]
)
def test_the_three_worths_give_the_reference_answer(fact):
    g = fact["inputs"]
    numbers = {
        "cheat": point(g["tempt"]),
        "comply": point(g["comply"]),
        "punished": point(g["punish"]),
        **chances(g["detection"], g["delta"], g["withdrawal_hazard"], g["false_alarm"]),
    }
    found = compliance(terms_of(numbers))
    assert (found.status == "certain") == fact["expected"]["complies"]
    wanted = fact["expected"]["detection_needed"]
    assert abs(float(found.detection_needed[0]) - wanted) <= fact["tolerance"]


_number = st.fractions(-3, 9, max_denominator=8)
_span = st.tuples(_number, _number).map(lambda pair: (min(pair), max(pair)))
_place = st.fractions(0, 1, max_denominator=8)


@settings(max_examples=80)
@given(_span, _span, _span, st.tuples(_place, _place, _place))
def test_the_ratio_holds_every_point_of_the_three_worths_and_reaches_its_ends(t, c, p, where):
    numbers = {"cheat": t, "comply": c, "punished": p}
    if p[1] >= c[0] or t[1] < c[0]:
        with pytest.raises(ValueError, match=r"punished|cheat"):
            ratio(numbers)
        return
    low, high = ratio(numbers)
    at = [s[0] + (s[1] - s[0]) * w for s, w in zip((t, c, p), where, strict=True)]
    assert low <= (at[0] - at[1]) / (at[1] - at[2]) <= high
    corners = [(x - y) / (y - z) for x in t for y in c for z in p]
    assert (min(corners), max(corners)) == (low, high)


_ways = st.sampled_from(
    [
        {"ratio": point(2)},
        {"gain": (Fraction(1), Fraction(3)), "loss": (Fraction(1), Fraction(2))},
        {
            "cheat": (Fraction(8), Fraction(10)),
            "comply": (Fraction(4), Fraction(5)),
            "punished": (Fraction(0), Fraction(1)),
        },
    ]
)
_chance = st.fractions(0, 1, max_denominator=20)
RISING = {"detection", "delta", "inspections", "loss", "comply"}


@settings(max_examples=80)
@given(_ways, _chance, st.fractions(HALF, 1, max_denominator=20), _chance, _chance)
def test_each_lever_moved_as_far_as_it_says_is_enough_and_no_less_is(way, d, delta, h, alarm):
    """Every lever that is named makes it certain alone; a little less does not."""
    numbers = {
        **way,
        "detection": (d, d),
        "delta": (delta, delta),
        "withdrawal": (h, h),
        "false_alarm": (alarm, alarm),
    }
    found = compliance(terms_of(numbers, (1, 1)))
    parts = [one.part for one in found.levers if one.part is not None]
    assert parts == sorted(parts)
    assert all(0 <= part <= 1 for part in parts)
    for one in found.levers:
        if one.needed is None:
            continue
        assert _with(numbers, one.name, one.needed) == "certain", one
        little = Fraction(1) if one.name == "inspections" else Fraction(1, 1000)
        less = one.needed - (little if one.name in RISING else -little)
        try:
            assert _with(numbers, one.name, less) != "certain", one
        except ValueError:
            assert one.name in ("inspections", "detection", "delta", "withdrawal", "false_alarm")


_open = st.tuples(_chance, _chance).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=80)
@given(_ways, _open, _open, _open, _open)
def test_a_lever_is_enough_whatever_the_other_numbers_are(way, d, delta, h, alarm):
    """With intervals everywhere, one input moved makes it certain over all of the others."""
    chances_ = {"detection": d, "delta": delta, "withdrawal": h, "false_alarm": alarm}
    numbers = {**way, **chances_}
    found = compliance(terms_of(numbers, (1, 1)))
    assert bool(found.levers) == (found.status != "certain")
    for one in found.levers:
        if one.needed is not None:
            assert _with(numbers, one.name, one.needed) == "certain", one


def test_inspections_are_looked_for_as_far_as_they_help():
    def needed(once, often=(1, 1)):
        numbers = {"ratio": point(3), **chances(once, "0.9", "0")}
        levers = compliance(terms_of(numbers, often)).levers
        return next((one.needed for one in levers if one.name == "inspections"), "kept")

    assert needed("0.1") == 4  # d* = 3(1 − 0.9)/0.9 = 1/3; 1 − 0.9⁴ = 0.3439
    assert needed("0.1", (3, 9)) == 4
    assert needed("0.1", (4, 9)) == "kept"
    assert needed("0") is None
    assert needed("0.0001") is None


def _with(numbers, name, value):
    if name == "inspections":
        return compliance(terms_of(numbers, (int(value), int(value)))).status
    return compliance(terms_of({**numbers, name: (value, value)}, (1, 1))).status


@given(_chance, _chance, _chance, st.sampled_from([HALF, Fraction(3, 2)]))
def test_the_headroom_is_what_the_future_may_lose(d, h, delta, r):
    numbers = {
        "ratio": (r, r),
        "detection": (d, d),
        "delta": (delta, delta),
        "withdrawal": (h, h),
        "false_alarm": point(0),
    }
    low, high = headroom(terms_of(numbers))
    assert low == high
    if low is None or low > 1:
        assert compliance(terms_of(numbers)).status != "certain"
        return
    at = {**numbers, "delta": (delta * low, delta * low)}
    assert compliance(terms_of(at)).status == "certain"
    less = delta * low * Fraction(99, 100)
    assert compliance(terms_of({**numbers, "delta": (less, less)})).status != "certain"


def case(*obligations, as_of="2025-03"):
    parties = (Party(id="us", name="United States"), Party(id="iran", name="Iran"))
    return Case(
        id="c",
        title="C",
        parties=parties,
        mediators=(Mediator(id="oman", name="Oman"),),
        as_of=as_of,
        advice=Advised(commitments=obligations),
    )


def commitments(made):
    return [line for line in advise(made).lines if line.topic == "commitment"]


def test_the_binding_side_of_a_pair_is_the_one_that_gives_way_first():
    weak = Obligation(
        id="a", party="us", text="Ease", numbers={"ratio": point(1), **chances()}, counterpart="b"
    )
    strong = Obligation(
        id="b",
        party="iran",
        text="Limit",
        numbers={"ratio": point("0.1"), **chances()},
        counterpart="a",
    )
    for order in ((weak, strong), (strong, weak)):
        pairs = [line for line in commitments(case(*order)) if line.method == "counterpart"]
        assert len(pairs) == 1
        assert "The binding side is “United States: Ease”" in pairs[0].text
    wide = {**strong.numbers, "ratio": (Fraction(0), Fraction(5))}
    pair = commitments(case(weak, replace(strong, numbers=wide)))[-1]
    assert "Which gives way first depends" in pair.text
    terms = [terms_of(o.numbers) for o in (weak, strong)]
    assert (first_to_give(*terms), first_to_give(*terms[::-1])) == (0, 1)


def test_a_promise_that_rests_on_one_that_would_not_be_kept_is_pointed_out():
    kept = Obligation(
        id="a",
        party="us",
        text="Ease",
        numbers={"ratio": point("0.1"), **chances()},
        counterpart="b",
    )
    broken = Obligation(
        id="b", party="iran", text="Limit", numbers={"ratio": point(9), **chances()}
    )
    pair = commitments(case(kept, broken))[-1]
    assert pair.status == "impossible"
    assert "“United States: Ease” rests on a risk of 0.1" in pair.text


def test_two_obligations_with_the_same_words_are_two():
    one = Obligation(
        id="a", party="us", text="Ease", numbers={"ratio": (Fraction(0), Fraction(9)), **chances()}
    )
    two = replace(one, id="b", numbers={"ratio": point(9), **chances()})
    lines = commitments(case(one, two))
    assert len({line.key for line in lines}) == len(lines) == 2
    assert [line.status for line in lines] == ["depends", "impossible"]


@pytest.mark.parametrize(
    ("until", "words"),
    [("2027", "It runs until 2027."), (None, "Until when"), ("2025-03", "cannot be told")],
)
def test_what_is_paid_for_it_is_told_with_who_holds_it_and_until_when(until, words):
    paid = Inducement("Fuel", "oman", until, {"gain": point(9), "loss": point(1)})
    one = Obligation(
        id="a",
        party="us",
        text="Ease",
        numbers={"ratio": point("0.1"), **chances()},
        inducement=paid,
    )
    now, then = commitments(case(one))
    assert (now.status, then.status) == ("certain", "impossible")
    assert "It is held by Oman." in then.text
    assert words in then.text


def test_what_has_lapsed_is_left_out_of_the_obligation_and_of_its_pair():
    paid = Inducement("Fuel", "oman", "2024", {"gain": point(9), "loss": point(1)})
    one = Obligation(
        id="a",
        party="us",
        text="Ease",
        numbers={"ratio": point("0.1"), **chances()},
        inducement=paid,
        counterpart="b",
    )
    two = Obligation(
        id="b", party="iran", text="Limit", numbers={"ratio": point("0.1"), **chances()}
    )
    alone, other, pair = commitments(case(one, two))
    assert [x.status for x in (alone, other, pair)] == ["impossible", "certain", "impossible"]
    assert "has lapsed by 2025-03 and is left out: Fuel" in alone.text
    assert "The binding side is “United States: Ease”" in pair.text
    later = commitments(case(one, two, as_of="2023"))
    assert [x.status for x in later] == ["certain", "impossible", "certain", "certain"]
    undated = commitments(case(one, two, as_of=None))
    assert undated[0].status == "certain"
    assert "cannot be told" in undated[1].text


def test_what_lapses_may_be_an_inspection_and_not_the_ratio():
    paid = Inducement("Inspectors", None, None, {"detection": point(0)})
    one = Obligation(
        id="a",
        party="us",
        text="Ease",
        numbers={"gain": point(1), "loss": point(9), **chances()},
        inducement=paid,
    )
    assert [line.status for line in commitments(case(one))] == ["certain", "impossible"]


def _within(low, high):
    number = st.fractions(Fraction(low), Fraction(high), max_denominator=40)
    return st.tuples(number, number).map(lambda pair: (min(pair), max(pair)))


@settings(max_examples=60)
@given(_within("3/5", "1"), _within("4/5", "1"), _within("0", "1/10"), _within("0", "1/10"))
def test_what_would_undo_it_is_where_it_stops_being_certain(d, delta, h, alarm):
    numbers = {
        "ratio": point("0.2"),
        "detection": d,
        "delta": delta,
        "withdrawal": h,
        "false_alarm": alarm,
    }
    found = compliance(terms_of(numbers))
    if found.status != "certain":
        return
    little = Fraction(1, 1000)
    needed, risk = found.detection_needed[1], found.withdrawal_tolerated[0]
    assert needed is not None
    assert needed <= d[0]
    if needed >= little:
        assert _status({**numbers, "detection": (needed - little,) * 2}) != "certain"
    assert risk is None or risk >= h[1]
    if risk is not None and risk <= 1 - little and delta[1] > 0:
        assert _status({**numbers, "withdrawal": (risk + little,) * 2}) != "certain"


def _status(numbers):
    return compliance(terms_of(numbers)).status


def test_the_line_of_a_certain_obligation_says_what_would_undo_it():
    line = commitments(
        case(
            Obligation(
                id="a", party="us", text="Ease", numbers={"ratio": point("0.1"), **chances()}
            )
        )
    )[0]
    assert line.status == "certain"
    assert line.flips == "breach found with a chance below 0.0235; a risk of withdrawal above 0.815"


def test_what_nobody_has_reviewed_is_never_certain():
    one = Obligation(id="a", party="us", text="Ease", numbers={"ratio": point("0.1"), **chances()})
    assert commitments(case(one))[0].status == "certain"
    proposed = replace(one, basis=Basis(unreviewed=True))
    line = commitments(case(proposed))[0]
    assert line.status == "unknown"
    assert line.unreviewed == ("advice.commitments.a",)
    assert "Were it confirmed: Would be kept" in line.text


def test_a_number_that_cannot_be_is_named():
    bad = {"cheat": point(5), "comply": point(1), "punished": (Fraction(0), Fraction(2))}
    line = commitments(
        case(Obligation(id="a", party="us", text="Ease", numbers={**bad, **chances()}))
    )[0]
    assert (line.status, line.missing) == ("unknown", ("punished",))
    line = commitments(
        case(Obligation(id="a", party="us", text="Ease", numbers={"gain": point(1), **chances()}))
    )[0]
    assert line.missing == ("loss",)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ratio: 1, gain: 2, loss: 1", "GO820"),
        ("counterpart: nobody", "GO214"),
        ("counterpart: c", "GO214"),
        ("inducement: {text: X, held_by: nobody}", "GO214"),
        ("inducement: {text: X, until: soon}", "GO211"),
        ("inducement: {held_by: us}", "GO208"),
        ("inducement: {text: X, without: {rate: 1}}", "GO206"),
        ("gain: -1", "GO213"),
        ("counterpart: d", "GO823"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path, written, code):
    (tmp_path / "case.yaml").write_text(
        "case: c\ntitle: T\nparties:\n  us: {name: U}\nadvice:\n  commitments:\n"
        f"    c: {{party: us, text: T, {written}}}\n    d: {{party: us, text: D}}\n",
        "utf-8",
    )
    with pytest.raises(goodoffices.CaseError) as wrong:
        goodoffices.load(tmp_path)
    found = [f for f in wrong.value.findings if f.severity == "error"]
    assert [f.code for f in found] == [code]
    assert found[0].place.line == 7


@pytest.mark.parametrize(
    ("until", "as_of", "answer"),
    [
        ("2024", "2025", "yes"),
        ("2026", "2025", "no"),
        ("2025", "2025-03", "unknown"),
        ("2025-03", "2025-03", "unknown"),
        (None, "2025", "unknown"),
        ("2024", None, "unknown"),
        ("2024-01/2024-06", "2024-07", "yes"),
        ("2025-03-04", "2025-03-04", "no"),
        ("../2025", "2026", "unknown"),
    ],
)
def test_a_date_is_over(until, as_of, answer):
    assert passed(until, as_of) == answer


@pytest.mark.parametrize(
    ("date", "months", "answer"),
    [
        ("2024-08", 6, "yes"),
        ("2024-10", 6, "no"),
        ("2024-09", 6, "unknown"),
        ("2024", 6, "unknown"),
        ("2024", 1, "yes"),
        ("2025-12", 6, "no"),
    ],
)
def test_a_date_is_older_than_so_many_months(date, months, answer):
    assert older(date, "2025-03-15", months) == answer
