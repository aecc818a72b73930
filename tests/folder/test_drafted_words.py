"""The words of drafted lines: whole, in their order, an act of somebody and no mere saying."""

from __future__ import annotations

import re

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.acts import acts, wants
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

BEFORE = (
    "Chad and Niger have quarrelled over the canal for years. Chad called on Niger to share its "
    "data, and Niger accused Chad of closing the canal. Chad rejected the toll. Niger wants a toll."
)
SIDES = ("chad", "niger")
WHOLE = (
    (
        "Chad and Niger committed to taking steps to help the herders.",
        ("take steps to help the herders",),
    ),
    (
        "“I promise not to take any step that would harm the herders,” Niger's president said.",
        ("not take any step that would harm the herders",),
    ),
    (
        "Niger agreed to a one-on-one meeting with the head of the Lake Authority (LA) of Chad.",
        ("accept a one-on-one meeting with the head of the Lake Authority of Chad",),
    ),
    ("Chad offered Niger a ten-year lease.", ("offer a ten-year lease",)),
    ("Niger announced a blockade of the port of Chad.", ("impose a blockade of the port of Chad",)),
    (
        "Niger repeated its demand for higher wages and protection from layoffs to Chad.",
        ("higher wages and protection from layoffs",),
    ),
    (
        "Chad agreed to invite an umpire to settle the 10-year-old quarrel with Niger.",
        ("invite an umpire to settle the 10-year-old quarrel with Niger",),
    ),
    ("Chad urged Niger to put the herders first.", ("put the herders first",)),
    (
        "Chad regretted Niger's decision not to attend the hearing on the canal.",
        ("not attend the hearing on the canal",),
    ),
)
NOTHING = (
    ("Chad emphasised the need to widen the canal of Niger.", "emphasise"),
    ("Niger suggested in an interview with Radio Chad that the toll could fall.", "suggest"),
    ("Chad was attending a fishing fair when the dam of Niger burst.", "attend"),
    ("Niger claimed progress in its effort to end the quarrel with Chad.", "progress"),
    ("Niger refused to sign. “It represents the wish for a state,” Niger told Chad.", "represent"),
    ("“It is clear that Niger does not want to keep its word,” Chad said.", "clear"),
    ("Niger published a text, a body that was agreed on by Niger and Chad.", "accept a body"),
    ("The round between Chad and Niger ended and again resulted in a deadlock.", "result"),
    ("Chad refused to accept a text of Niger to serve the many.", "serve the many"),
    ("Niger rejected Chad's offer to mediate, as it has done in the quarrel before.", "do in"),
    ("Chad's president was in Niger for the first time since the flood.", "first time"),
    ("Chad's war with Niger has displaced ten thousand people.", "displace"),
    ("Chad met Niger for the first time since Niger left the canal treaty in 2018.", "leave"),
)
UNFINISHED = re.compile(r"(?:^|\s)(?:of|to|the|a|an|and|or|its|their|for|with|from|by|in|on|that)$")
OPENING = re.compile(r"^(?:of|to|by|from|with|and|or|that|which|who)\s")


def drafted(*pages: str) -> list[str]:
    """Return the words of what is drafted for each side of some pages."""
    read = (read_text(text, "2026-03-04", f"{n}.txt") for n, text in enumerate((BEFORE, *pages)))
    shown = Candidates(merge(read))
    shown.parse()
    lines = [line for side in SIDES for line in wants(shown.bids, side)]
    lines += [line for side in SIDES for line in acts(shown.bids, side, shown.names)]
    return [line.text for line in lines]


@pytest.mark.parametrize(("said", "lines"), WHOLE)
def test_a_line_is_whole(said: str, lines: tuple[str, ...]) -> None:
    found = drafted(said)
    for line in lines:
        assert line in found, found


@pytest.mark.parametrize(("said", "word"), NOTHING)
def test_a_saying_or_a_scene_is_no_line(said: str, word: str) -> None:
    assert not [line for line in drafted(said) if word in line]


def test_an_option_begins_with_what_to_do() -> None:
    offered = drafted(*(said for said, _lines in WHOLE))
    for noun in ("a ten-year lease", "blockade", "a blockade of the port of Chad"):
        assert noun not in offered


def test_a_tale_of_it_is_no_option() -> None:
    page = "Chad's president Ado Kalla refused a charter of Niger, saying it would found a state."
    shown = Candidates(
        merge(read_text(t, "2026-03-04", f"{n}.txt") for n, t in enumerate((BEFORE, page)))
    )
    for side in SIDES:
        assert not [a for a in acts(shown.bids, side, shown.names) if a.text.startswith("it ")]


def test_no_line_is_cut_open_or_quotes_by_half() -> None:
    found = drafted(*(said for said, _rest in (*WHOLE, *NOTHING)))
    assert found
    for line in found:
        assert not UNFINISHED.search(line), line
        assert not OPENING.search(line), line
        assert line.count("“") == line.count("”"), line
        assert line.count("(") == line.count(")"), line
        assert ":" not in line, line
