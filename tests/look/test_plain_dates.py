"""Plain dates are read without the library of EDTF, and mean just what it says they do."""

from __future__ import annotations

from datetime import date

import edtf
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_what_the_calendar_has_not_has_no_place() -> None:
    assert bounds("2025-02-30") is None
    assert bounds("2025-13") is None
    assert bounds("") is None
    assert bounds("2025~") is not None
