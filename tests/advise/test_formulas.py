"""The closed forms of advice: reference numbers, the games they come from, and intervals."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.advise.commitments import CHANCES, CommitmentTerms, compliance, slack
from goodoffices.advise.counsel import NUMBERS, Listening, listening, trust_margin, warning
from goodoffices.advise.division import bargaining_range, closing_window
from goodoffices.advise.past import FEWEST, rates
from goodoffices.advise.status import at_least_zero
from goodoffices.base.share import Share
from goodoffices.case.nouns import Interval

FACTS = json.loads(
    (Path(__file__).parents[1] / "reference" / "methods" / "formula_facts.json").read_text()
)["facts"]


def facts(kind: str) -> list:
    found = [pytest.param(f, id=f["id"]) for f in FACTS if f["kind"] == kind]
    assert found
    return found


def exact(value: object) -> Fraction:
    return Fraction(str(value))


def point(value: object) -> Interval:
    return exact(value), exact(value)


def terms_of(*spans: Interval) -> CommitmentTerms:
    return CommitmentTerms(**dict(zip(("ratio", *CHANCES), spans, strict=False)))  # type: ignore[arg-type]


def close(found: object, expected: float, tolerance: float) -> bool:
    return abs(float(found) - expected) <= max(tolerance, 1e-6)  # type: ignore[arg-type]


@pytest.mark.parametrize("fact", facts("bargaining_range"))
def test_the_bargaining_range(fact: dict) -> None:
    given_, want = fact["inputs"], fact["expected"]
    found = bargaining_range(point(given_["p"]), point(given_["cost_a"]), point(given_["cost_b"]))
    assert found.certain == found.possible
    assert found.certain is not None
    assert all(map(close, found.certain, want["range"], [1e-6] * 2))
    inside = [found.inside(exact(x)) == "certain" for x in given_["options"]]
    assert inside == want["inside"]


@pytest.mark.parametrize("fact", facts("robust_share"))
def test_the_part_for_which_a_share_lies_within_the_range(fact: dict) -> None:
    g = fact["inputs"]
    spans = [tuple(map(exact, g[name])) for name in ("p", "cost_a", "cost_b")]
    found = bargaining_range(*spans)  # type: ignore[arg-type]
    assert close(found.part(exact(g["x"])), fact["expected"]["share"], fact["tolerance"])


@pytest.mark.parametrize("fact", facts("power_shift"))
def test_the_closing_window(fact: dict) -> None:
    g, want = fact["inputs"], fact["expected"]
    names = ("p_now", "p_later", "cost_a", "cost_b", "delta")
    found = closing_window(*(point(g[name]) for name in names))
    assert (found.status == "impossible") == want["commitment_problem"]
    assert found.largest_fall[0] == found.largest_fall[1]
    assert close(found.largest_fall[0], want["largest_fall_absorbed"], fact["tolerance"])


@pytest.mark.parametrize("fact", facts("compliance"))
def test_compliance(fact: dict) -> None:
    g, want = fact["inputs"], fact["expected"]
    comply, tempt, punish = (exact(g[n]) for n in ("comply", "tempt", "punish"))
    ratio = (tempt - comply) / (comply - punish)
    terms = terms_of(
        (ratio, ratio),
        point(g["detection"]),
        point(g["delta"]),
        point(g["withdrawal_hazard"]),
        point(g["false_alarm"]),
    )
    found = compliance(terms)
    assert found.status == ("certain" if want["complies"] else "impossible")
    assert close(found.detection_needed[0], want["detection_needed"], fact["tolerance"])
    assert found.detection_needed[0] is not None
    assert (found.detection_needed[0] <= 1) == want["detection_reachable"]
    if "delta_needed" in want:
        assert close(found.delta_needed[0], want["delta_needed"], fact["tolerance"])
    if "withdrawal_hazard_tolerated" in want:
        assert found.withdrawal_tolerated[0] is not None
        assert close(
            found.withdrawal_tolerated[0], want["withdrawal_hazard_tolerated"], fact["tolerance"]
        )


@pytest.mark.parametrize("fact", facts("credible_counsel"))
def test_credible_counsel(fact: dict) -> None:
    g, want = fact["inputs"], fact["expected"]
    found = warning(
        Listening(
            leaning=point(g["mediator_bias_to_listener"]),
            accuracy=point(g["mediator_accuracy"]),
            prior=point(g["prior_tough"]),
            failure_cost=point(g["mediator_cost_of_war"]),
            cost_listener=point(g["listener_cost"]),
            cost_tough=point(g["opponent_cost_if_tough"]),
            cost_soft=point(g["opponent_cost_if_soft"]),
        )
    )
    assert (found.informative == "certain") == want["informative"]
    assert (found.status == "certain") == want["credible"]
    if want.get("bias_needed") is not None:
        assert close(found.leaning_needed[0], want["bias_needed"], fact["tolerance"])


@pytest.mark.parametrize("fact", facts("trust_builder"))
def test_the_trust_builder(fact: dict) -> None:
    g, want = fact["inputs"], fact["expected"]
    spans = [point(g[n]) for n in ("ideal_point", "conflict_cost", "issue_weight")]
    assert close(trust_margin(*spans)[0], want["margin"], fact["tolerance"])
    assert (at_least_zero(trust_margin(*spans)) == "certain") == want["honest_one_shot"]


@pytest.mark.parametrize("fact", facts("wilson"))
def test_wilson(fact: dict) -> None:
    found = Share(fact["inputs"]["k"], fact["inputs"]["n"])
    assert all(map(close, found.interval, fact["expected"]["interval"], [fact["tolerance"]] * 2))


# --- the games ------------------------------------------------------------------------------------

PART = st.fractions(0, 1, max_denominator=40)


def _values(
    t: Fraction, c: Fraction, p: Fraction, d: Fraction, kept: Fraction, alarm: Fraction
) -> tuple[Fraction, Fraction]:
    """Return what complying and cheating for ever are worth, by the recursion itself.

    Each period gives its payoff; then, while the agreement stands, with the chance of being found
    out it is punished for ever, which gives p each period.
    """
    punished = p / (1 - kept)
    comply = (c + kept * alarm * punished) / (1 - kept * (1 - alarm))
    cheat = (t + kept * d * punished) / (1 - kept * (1 - d))
    return comply, cheat


@given(
    d=PART,
    kept=st.fractions(0, Fraction(39, 40), max_denominator=40),
    alarm=PART,
    gain=st.fractions(Fraction(1, 40), 5, max_denominator=40),
)
def test_the_condition_is_that_of_the_repeated_game(
    d: Fraction, kept: Fraction, alarm: Fraction, gain: Fraction
) -> None:
    c, p = Fraction(1), Fraction(0)
    comply, cheat = _values(c + gain, c, p, d, kept, alarm)
    zero = Fraction(0)
    assert (slack(gain, d, kept, zero, alarm) >= 0) == (comply >= cheat)


@given(
    a=st.fractions(Fraction(1, 2), 1, max_denominator=20),
    q=PART,
    b=PART,
    k=PART,
    c=PART,
    costs=st.tuples(PART, PART).map(sorted),
)
def test_the_counsel_is_believed_where_lying_does_not_pay(
    a: Fraction, q: Fraction, b: Fraction, k: Fraction, c: Fraction, costs: list[Fraction]
) -> None:
    tough, soft = costs
    numbers = dict(zip(NUMBERS, (b, a, q, k, c, tough, soft), strict=True))
    given_ = listening({name: (x, x) for name, x in numbers.items()})
    found = warning(given_)
    chances = {"soft": q * (1 - a) + (1 - q) * a, "tough": q * a + (1 - q) * (1 - a)}
    if not all(chances.values()) or soft + c == 0:
        return
    after = {"soft": q * (1 - a) / chances["soft"], "tough": q * a / chances["tough"]}
    threshold = (soft - tough) / (soft + c)

    def gains(signal: str) -> Fraction:
        """What counselling the risky demand gives over counselling to concede, to the mediator."""
        r = after[signal]
        return b * ((1 - r) * soft - tough) - r * k

    believed = after["soft"] <= threshold <= after["tough"] and gains("soft") >= 0 >= gains("tough")
    assert (found.status == "certain") == believed


# --- intervals ------------------------------------------------------------------------------------

NO_NUMBER = Fraction(10**9)
SPAN = st.tuples(PART, PART).map(lambda pair: (min(pair), max(pair)))
INSIDE = st.tuples(*[PART] * 5)


def _at(span: Interval, where: Fraction) -> Fraction:
    return span[0] + (span[1] - span[0]) * where


@settings(max_examples=200)
@given(spans=st.tuples(*[SPAN] * 5), where=INSIDE)
def test_an_interval_answers_for_every_point_in_it(
    spans: tuple[Interval, ...], where: tuple[Fraction, ...]
) -> None:
    ratio, d, delta, h, alarm = spans
    whole = compliance(terms_of(ratio, d, delta, h, alarm))
    at = [_at(span, w) for span, w in zip(spans, where, strict=True)]
    one = compliance(terms_of(*((x, x) for x in at)))  # type: ignore[arg-type]
    assert whole.status in (one.status, "depends")
    for spread, single in (
        (whole.detection_needed, one.detection_needed),
        (whole.delta_needed, one.delta_needed),
    ):
        low, at_point, high = (
            NO_NUMBER if x is None else x for x in (spread[0], single[0], spread[1])
        )
        assert low <= at_point <= high
    if one.withdrawal_tolerated[0] is not None:
        worst, best = whole.withdrawal_tolerated
        assert worst is None or worst <= one.withdrawal_tolerated[0]
        assert best is not None
        assert one.withdrawal_tolerated[0] <= best


@settings(max_examples=200)
@given(spans=st.tuples(*[SPAN] * 5), where=INSIDE)
def test_the_window_answers_for_every_point_in_it(
    spans: tuple[Interval, ...], where: tuple[Fraction, ...]
) -> None:
    delta = (max(spans[4][0], Fraction(1, 40)), max(spans[4][1], Fraction(1, 40)))
    whole = closing_window(*spans[:4], delta)  # type: ignore[call-arg]
    at = [_at(span, w) for span, w in zip((*spans[:4], delta), where, strict=True)]
    one = closing_window(*((x, x) for x in at))  # type: ignore[arg-type]
    assert whole.status in (one.status, "depends")
    assert whole.largest_fall[0] <= one.largest_fall[0] <= whole.largest_fall[1]


@given(spans=st.tuples(*[SPAN] * 3), x=PART)
def test_what_is_certain_has_the_whole_part_and_what_is_impossible_none(
    spans: tuple[Interval, ...], x: Fraction
) -> None:
    found = bargaining_range(*spans)
    part = found.part(x)
    assert 0 <= part <= 1
    if found.inside(x) == "certain":
        assert part == 1
    if found.inside(x) == "impossible":
        assert part == 0


def test_a_lever_moved_as_far_as_it_says_is_enough_and_no_less_is() -> None:
    half = Fraction(1, 2)
    terms = terms_of(
        (half, Fraction(1)),
        (Fraction(3, 10), half),
        (Fraction(9, 10),) * 2,
        (Fraction(1, 10), Fraction(3, 10)),
    )
    found = compliance(terms)
    assert found.status == "depends"
    names = {"detection": "detection", "withdrawal": "withdrawal", "ratio": "ratio"}
    tried = 0
    for lever in found.levers:
        if lever.needed is None or lever.name not in names:
            continue
        tried += 1
        worse = Fraction(1, 100) * (-1 if lever.name == "detection" else 1)
        import dataclasses

        at = dataclasses.replace(terms, **{lever.name: (lever.needed, lever.needed)})
        assert compliance(at).status == "certain", lever
        less = (lever.needed + worse,) * 2
        assert compliance(dataclasses.replace(terms, **{lever.name: less})).status != "certain"
    assert tried >= 2


def test_inspections_add_up() -> None:
    once = terms_of(
        (Fraction(5),) * 2, (Fraction(3, 10),) * 2, (Fraction(9, 10),) * 2, (Fraction(0),) * 2
    )
    import dataclasses

    assert compliance(once).status == "impossible"
    assert compliance(dataclasses.replace(once, inspections=(4, 4))).status == "certain"
    often = dataclasses.replace(once, inspections=(4, 6))
    assert often.found_out == (1 - Fraction(7, 10) ** 4, 1 - Fraction(7, 10) ** 6)
    with pytest.raises(ValueError, match="inspections"):
        compliance(dataclasses.replace(once, inspections=(0, 2)))


@pytest.mark.parametrize(
    ("name", "value"), [("detection", 2), ("delta", -1), ("withdrawal", 3), ("ratio", -1)]
)
def test_what_can_be_no_such_number_is_named(name: str, value: int) -> None:
    import dataclasses

    one = (Fraction(1, 2),) * 2
    terms = dataclasses.replace(terms_of(one, one, one, one), **{name: (Fraction(value),) * 2})
    with pytest.raises(ValueError, match=name):
        compliance(terms)


def test_counts_are_told_with_a_share_only_where_there_are_enough() -> None:
    found = rates({"since": "1990", "violence": "full_scale_war", "mediator": "regional_org"})
    assert len(found) > 8
    for rate in found:
        assert 0 <= rate.k <= rate.n
        assert (rate.share is None) == (rate.n < FEWEST)
        assert ("%" in str(rate)) == (rate.n >= FEWEST)
    general = {r.id: r for r in rates({"since": "1918"})}
    assert (
        general["all_1918_2017.agreement_given.mediated"].k,
        general["all_1918_2017.agreement_given.mediated"].n,
    ) == (95, 153)
