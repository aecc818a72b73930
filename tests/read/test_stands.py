"""Where a side stands, told without a word of saying: what it wants, takes, will not have."""

import pytest

from goodoffices.evidence.across.stances import stance
from goodoffices.evidence.claims import Statement, stood
from goodoffices.read import read_text

TOLD = {
    "The Teachers' Union is set on smaller classes.": ("want", "for", "smaller classes"),
    "The Teachers' Union has been yearning for a quieter term.": ("want", "for", "a quieter term"),
    "The Teachers' Union has its eye on the old gymnasium.": ("want", "for", "the old gymnasium"),
    "The Teachers' Union is open to a later start.": ("for", "for", "a later start"),
    "The Teachers' Union could live with a smaller rise.": ("for", "for", "a smaller rise"),
    "The Teachers' Union has no objection to the new timetable.": (
        "for",
        "for",
        "the new timetable",
    ),
    "The Teachers' Union is not averse to a ballot.": ("for", "for", "a ballot"),
    "The Teachers' Union is dead against the merger.": ("against", "against", "the merger"),
    "The Teachers' Union balks at the longer hours.": ("against", "against", "the longer hours"),
    "The Teachers' Union will not hear of the merger.": ("against", "against", "the merger"),
    "The Teachers' Union is no friend of the merger.": ("against", "against", "the merger"),
    "The Teachers' Union is keen, though, on a ballot.": ("want", "for", "a ballot"),
    "The Teachers' Union raised no objection to a ballot.": ("for", "for", "a ballot"),
    "The Teachers' Union is in no mood to wait.": ("against", "against", "wait"),
    "The Teachers' Union is willing to teach on Saturdays.": ("ready", "for", "teach on Saturdays"),
}
UNTOLD = [
    "The Teachers' Union should be open to a later start.",
    "If the Teachers' Union is open to a later start, the talks may go on.",
    "I suspect that the Teachers' Union will settle for a smaller rise.",
    "The Teachers' Union will settle for a smaller rise.",
    "Is the Teachers' Union open to a later start?",
    "The rise is more than the Teachers' Union is willing to take.",
    "The Teachers' Union is free to call a strike.",
]


def stands(text: str) -> list[Statement]:
    """Return the statements of a text that no word of saying reports."""
    return [s for s in read_text(text).statements if stood(s)]


@pytest.mark.parametrize("text", TOLD)
def test_where_a_side_stands_is_told_with_what_it_is_about(text: str) -> None:
    kind, taken, about = TOLD[text]
    (one,) = stands(text)
    assert (stood(one), stance(one), one.text) == (kind, taken, about)


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_supposed_asked_or_guessed_is_no_stand(text: str) -> None:
    assert not stands(text)


def test_what_stands_on_a_condition_is_taken_on_one() -> None:
    (one,) = stands("The Teachers' Union is open to a later start if the bus still runs.")
    assert stance(one) == "conditional"
