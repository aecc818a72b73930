"""Long runs of what is hardly text: blanks, marks, rows of dates. Their cost grows with them."""

from __future__ import annotations

import pytest
from tests.clock import work

from goodoffices.read import read_text

LEAD = "Iran said on Monday that it would meet the envoys of Oman. The ministry told reporters so. "
RUNS = {
    "blanks": " ",
    "marks": "“‘([",
    "dates": "on 3 March 2020 and by Friday within 48 hours of 12/3/2020 ",
    "hyphens": "a-",
}


def read(run: str, size: int) -> None:
    """Read a page with a run of some thousand signs in the middle."""
    found = read_text(f"{LEAD}{run * (size // len(run))} {LEAD}", "2026-05-04")
    assert "Iran" in {s.speaker_name for s in found.statements}


@pytest.mark.parametrize("kind", sorted(RUNS))
def test_a_run_costs_what_its_length_asks(kind: str) -> None:
    """Four times as long a run takes less than eight times as long; by its square it took 16."""
    run = RUNS[kind]
    short, long = (work(lambda size=size: read(run, size)) for size in (6_000, 24_000))  # type: ignore[misc]
    assert long < 8 * max(short, 0.05)
