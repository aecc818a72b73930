"""Sentences whose verb stands behind a clause or an apposition of their name."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Oman, which trains rangers, offered on Monday to mediate between Peru and Chile.",
            "AGREE",
        ),
        ("Oman, a neighbour of both, rejected the plan.", "REJECT"),
        ("Oman, which has hosted both before, rejected the idea.", "REJECT"),
        ("Peru, whose troops hold the ridge, attacked Chile on Monday.", "ASSAULT"),
    ],
)
def test_who_is_told_of_does_what_follows(text: str, kind: str) -> None:
    (event,) = (e for e in read_text(text).events if e.type == kind)
    assert event.actors == (text.partition(",")[0].lower(),)


@pytest.mark.parametrize(
    "text",
    [
        "Peru, a neighbour of Chile, attacked by rebels.",
        "Peru, which borders Chile, attacked by rebels.",
    ],
)
def test_what_is_done_by_others_stays_done_by_them(text: str) -> None:
    (event,) = read_text(text).events
    assert (event.actors, event.recipients) == (("rebels",), ("peru",))
