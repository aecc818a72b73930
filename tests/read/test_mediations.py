"""Mediation in all its words: code, mediator and sides; and what only sounds like mediation."""

from __future__ import annotations

from functools import cache

import pytest
from mediations import NONE, SAID, Mediation, mediations
from reading import read

from goodoffices.evidence.claims import UNREAL, Event

CODES = frozenset({"028", "038", "039", "045", "108", "126", "135", "165"})


@cache
def told() -> dict[Mediation, tuple[Event, ...]]:
    """Return the mediations of every sentence that are told as real, read once."""
    return {
        one: tuple(e for e in read(one.text)[0] if e.cameo in CODES and e.modality not in UNREAL)
        for one in mediations()
    }


@pytest.mark.parametrize("code", list(SAID))
def test_a_mediation_is_read_with_its_code_mediator_and_sides(code: str) -> None:
    mine = {one: events for one, events in told().items() if one.code == code}
    wrong = []
    for one, events in mine.items():
        event = next((e for e in events if e.cameo == code), None)
        sides = {*event.actors, *event.recipients} if event else set()
        if event is None or event.mediator != one.mediator or not sides & set(one.sides):
            wrong.append(one.text)
    assert len(wrong) <= 0.12 * len(mine), wrong


def test_no_sentence_is_given_another_code_besides() -> None:
    other = [one.text for one, found in told().items() if {e.cameo for e in found} - {one.code}]
    assert len(other) <= 0.03 * len(told()), other


def test_what_only_sounds_like_a_mediation_is_none() -> None:
    assert len(NONE) > 10
    assert not [one.text for one, found in told().items() if not one.code and found]
