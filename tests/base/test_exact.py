"""Exact numbers: what is written is read as it stands, and written so that it reads back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.base.exact import exact, shown, written


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (0.1, Fraction(1, 10)),
        ("2/7", Fraction(2, 7)),
        ("-.5", Fraction(-1, 2)),
        ("1e-3", Fraction(1, 1000)),
        (10**40, Fraction(10**40)),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        ("1/0", None),
        ("1e999", None),
        ("1e99", None),
        ("9" * 70, None),
        (10**90, None),
        ("one", None),
        (None, None),
        ([], None),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_number_is_what_was_written_or_none(written, number):
    assert exact(written) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(7, 20), "0.35"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1200), "1200"),
        (Fraction(1, 400), "0.0025"),
        (Fraction(3, 2**45), f"0.{3 * 5**45:045}"),
    ],
)
def test_a_number_is_written_exactly(number, text):
    assert written(number) == text
    assert exact(text) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(7), "7"),
        (Fraction(1, 4), "0.25"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(200, 3), "66.6667"),
        (Fraction(-1, 30000), "-0.00003333"),
    ],
)
def test_a_number_is_shown_for_the_eye(number, text):
    assert shown(number) == text


@given(st.fractions(max_denominator=10**6))
def test_a_written_number_reads_back_exactly(number: Fraction) -> None:
    assert Fraction(written(number)) == number
