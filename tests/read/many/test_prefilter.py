"""The prefilter keeps what names two actors and diplomacy, and says why it sets aside the rest."""

import json
from pathlib import Path

import pytest

from goodoffices.read.many.prefilter import left_out, raw_text

GOLD = Path(__file__).parents[2] / "reference" / "reading"


@pytest.mark.parametrize(
    "text",
    [
        "Oman mediated between Iran and others.",
        "TALKS: Russia, Ukraine",
        "The Houthis and Saudi Arabia agreed a truce",
        "<p>United&nbsp;States</p><b>Iran</b> negotiations",
    ],
)
def test_kept(text: str) -> None:
    assert left_out(raw_text(text.encode())) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "few actors"),
        ("Iran and Tehran and Iranian talks", "few actors"),
        ("Brazil beat Germany", "no word of diplomacy"),
        ("Brazil beat Germany in the stalks", "no word of diplomacy"),
        ("Iranology and Omanish talks", "few actors"),
    ],
)
def test_set_aside(text: str, why: str) -> None:
    assert left_out(text) == why


def test_wide_characters_are_seen() -> None:
    assert left_out(raw_text("Iran and Oman hold talks".encode("utf-16"))) is None


def test_mediations_between_two_actors_are_not_lost() -> None:
    rows = [json.loads(x) for x in (GOLD / "own_mediation_events.jsonl").read_text().splitlines()]
    real = [r for r in rows if r["expected"]["plover"] and r["expected"]["source"]]
    kept = [r for r in real if left_out(r["text"]) is None]
    assert len(kept) >= 0.9 * len(real)
