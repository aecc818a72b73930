"""Dates as they are written everywhere here: EDTF, the Extended Date/Time Format (ISO 8601-2)."""

from __future__ import annotations

LONGEST = 100
"""The longest text that is tried as a date; the grammar is slow on long ones."""


def is_edtf(written: str) -> bool:
    """Tell whether a text is a date, or an interval, that the calendar has."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    if len(written) > LONGEST:
        return False
    try:
        parse_edtf(written)
    except (EDTFParseException, ValueError):
        return False
    return True
