"""Dates against our own reference set: how many are right, and how many are invented."""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.read.dates.finder import resolve_date

REFERENCE = Path(__file__).parents[1] / "reference/reading/own_dates.jsonl"


def figures() -> list[tuple[str, float, float | str]]:
    """Return the share of right dates and the number of invented ones."""
    rows = [json.loads(line) for line in REFERENCE.read_text("utf-8").splitlines()]
    right = invented = 0
    for row in rows:
        edtf, precision = resolve_date(row["expression"], row["publication_date"])
        expected = row["expected"]
        right += (edtf, precision) == (expected["edtf"], expected["precision"])
        invented += edtf is not None and expected["edtf"] is None
    return [
        (f"dates: right, of {len(rows)}", right / len(rows), 46 / 49),
        ("dates: invented", float(invented), "<= 0"),
    ]
