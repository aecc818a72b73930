"""Plain dates are read without the library of EDTF, and mean just what it says they do."""

from __future__ import annotations

import re
from datetime import date

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.edtf import Day, days, is_edtf
from goodoffices.base.i18n import speaking
from goodoffices.look import dates
from goodoffices.look.dates import bounds


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33), st.integers(1, 3))
def test_plain_dates_reach_as_far_as_the_library_says(y: int, m: int, d: int, parts: int) -> None:
    written = "-".join([f"{y:04}", f"{m:02}", f"{d:02}"][:parts])
    try:
        parsed = edtf.parse_edtf(written)
        first, last = (date(*end[:3]) for end in (parsed.lower_strict(), parsed.upper_strict()))
    except (ValueError, TypeError, AttributeError, edtf.EDTFParseException):
        assert bounds(written) is None
        return
    starts = date(first.year, 1, 1).toordinal()
    assert bounds(written) == (
        first.year + (first.toordinal() - starts) / 365.2425,
        last.year + (last.toordinal() - starts) / 365.2425 + 1 / 366,
    )


def reach(written: str) -> tuple[Day, Day] | None:
    """Return the first and the last day of a date, as the library has them."""
    try:
        parsed = edtf.parse_edtf(written)
    except (ValueError, edtf.EDTFParseException):
        return None
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return tuple(first[:3]), tuple(last[:3])


WRITTEN = st.builds(
    "{:04}-{:02}-{:02}".format, st.integers(1, 3000), st.integers(0, 13), st.integers(0, 32)
)


@given(WRITTEN, WRITTEN)
def test_plain_days_and_stretches_of_them_are_what_the_library_says(a: str, b: str) -> None:
    told = reach(a)
    assert is_edtf(a) == (told is not None)
    assert days(a) == told
    ends = reach(f"{a}/{b}")
    try:
        first, last = (date(*end) for end in ends or ())
    except ValueError:
        assert bounds(f"{a}/{b}") is None
        return
    places = bounds(first.isoformat()), bounds(last.isoformat())
    assert bounds(f"{a}/{b}") == (places[0] and places[0][0], places[1] and places[1][1])


def test_what_the_calendar_has_not_has_no_place() -> None:
    assert bounds("2025-02-30") is None
    assert bounds("2025-13") is None
    assert bounds("") is None
    assert bounds("2025~") is not None


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-11-29", "۲۹ نوامبر ۲۰۲۶"),
        ("2018", "۲۰۱۸"),
        ("2025-03", "مارس ۲۰۲۵"),
        ("soon", "soon"),
    ],
)
def test_a_date_has_the_digits_of_its_language(edtf: str, words: str) -> None:
    with speaking("fa"):
        assert dates.said(edtf, "fa") == words
        assert not re.search(r"[0-9]", str(dates.ticks(2024.0, 2026.0, "fa")[0][1]))
