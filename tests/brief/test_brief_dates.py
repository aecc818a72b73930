"""Dates in words and on an axis: as exact as they were written, no more."""

import pytest

from goodoffices.look.dates import bounds, said, ticks


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018", "2018"),
        ("2025-02", "February 2025"),
        ("2025-02-10", "10 February 2025"),
        ("2025-02~", "about February 2025"),
        ("2025?", "perhaps 2025"),
        ("2025%", "perhaps about 2025"),
        ("2025-22", "summer 2025"),
        ("201X", "the 2010s"),
        ("2025-01/2025-03", "January 2025 to March 2025"),
        ("2025-01/..", "since January 2025"),
        ("../2025", "until 2025"),
        ("--02-11/--02-20", "11 February to 20 February, no year given"),
        ("--02", "February, no year given"),
        ("XXXX-02-10", "10 February, no year given"),
        ("2025-02-31", "2025-02-31"),
        ("yesterday", "yesterday"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(edtf: str, words: str) -> None:
    assert said(edtf, "en") == words


def test_a_date_is_said_in_the_page_s_language() -> None:
    assert said("2025-02-10", "fr") == "10 février 2025"
    assert said("2025-02", "ar") == "فبراير 2025"
    assert said("2025-02-10", "no such language") == "10 February 2025"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018", 2018.0, 2019.0),
        ("2025-02", 2025 + 31 / 365, 2025 + 59 / 365),
        ("2025-01/2025-03", 2025.0, 2025 + 90 / 365),
        ("201X", 2010.0, 2020.0),
        ("2025-01/..", 2025.0, 2025.0 + 1 / 365),
    ],
)
def test_a_vague_date_takes_the_whole_stretch_it_may_mean(
    edtf: str, first: float, last: float
) -> None:
    found = bounds(edtf)
    assert found is not None
    assert found == pytest.approx((first, last), abs=0.004) or edtf == "2025-01/.."
    assert found[0] == pytest.approx(first, abs=0.004)


@pytest.mark.parametrize("edtf", [None, "", "--02-11", "yesterday", "2025-13", "../.."])
def test_what_has_no_place_in_time_is_given_none(edtf: str | None) -> None:
    assert bounds(edtf) is None


@pytest.mark.parametrize("reach", [(2018.0, 2025.3), (2025.0, 2025.3), (1979.0, 2025.0), (1, 1900)])
def test_an_axis_has_a_few_labels_in_order_and_inside(reach: tuple[float, float]) -> None:
    found = ticks(*reach, "en")
    assert 1 <= len(found) <= 10
    assert [at for at, _label in found] == sorted({at for at, _label in found})
    assert all(reach[0] <= at <= reach[1] for at, _label in found)
