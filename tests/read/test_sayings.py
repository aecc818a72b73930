"""Every form in which papers say who said what, with every kind of speaker."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from sayings import FRAMES, Saying, sayings

from goodoffices.evidence.claims import Dossier, Statement
from goodoffices.read import read_text

WIDER = {"two quotations", "S voiced fear"}
"""Frames whose content may be told in another cut: as two statements, or with the fear."""


def overlap(saying: Saying, statement: Statement) -> float:
    """Return how much of two runs of text is shared, of all that either holds."""
    mine = sum(end - start for start, end in saying.content)
    theirs = sum(s.end - s.start for s in statement.spans)
    both = sum(
        max(0, min(end, s.end) - max(start, s.start))
        for start, end in saying.content
        for s in statement.spans
    )
    return both / max(mine + theirs - both, 1)


def right(saying: Saying, read: Dossier) -> bool:
    """Tell whether a saying is read with its bounds and its speaker."""
    best = max(read.statements, key=lambda s: overlap(saying, s), default=None)
    if best is None or overlap(saying, best) < (0.6 if saying.frame in WIDER else 0.75):
        return False
    actor = next((a for a in read.actors if a.id == best.speaker), None)
    name = saying.speaker.removeprefix("the ").removeprefix("a ").casefold()
    return name in (actor.name if actor else best.speaker_name).casefold()


@cache
def told() -> dict[Saying, bool]:
    """Return whether each saying is read rightly."""
    return {saying: right(saying, read_text(saying.text)) for saying in sayings()}


@pytest.mark.no_cover
def test_nineteen_of_twenty_sayings_have_their_speaker_and_bounds() -> None:
    assert len(told()) > len(FRAMES)
    wrong = [saying.text for saying, good in told().items() if not good]
    assert len(wrong) <= 0.05 * len(told()), wrong


def test_no_form_fails_for_most_speakers() -> None:
    """A form that nobody reads fails with every speaker; one that is read with few."""
    rows: dict[str, list[bool]] = defaultdict(list)
    for saying, good in told().items():
        rows[saying.frame].append(good)
    unread = [frame for frame, row in rows.items() if sum(row) < 0.5 * len(row)]
    assert len(unread) <= 0.05 * len(FRAMES), unread
