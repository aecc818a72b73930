"""What is called sure is right nine times in ten, of every kind that there is gold for."""

from pathlib import Path

import pytest
from tests.accuracy import bands

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", list(bands.KINDS))
def test_the_high_band_is_right_nine_times_in_ten(kind: str) -> None:
    good, of = bands.measured()[kind, "high"]
    assert of >= 5
    assert good >= 0.9 * of


def test_bands_of_events_are_in_order() -> None:
    shares = [good / of for good, of in (bands.measured()["events", b] for b in bands.BANDS)]
    assert shares == sorted(shares, reverse=True)


def test_the_page_prints_the_table_with_every_kind() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"| {kind} | " in page for kind in bands.KINDS)
