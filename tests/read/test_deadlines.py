"""Deadlines: every wording with its giver, its receiver and its last day; and what is none."""

from __future__ import annotations

from itertools import cycle

import pytest

from goodoffices.evidence.claims import Dossier, Event, is_deadline
from goodoffices.read import read_text

TODAY = "2026-05-04"  # a Monday

WORDINGS = """
{G} gave {R} until {D} to withdraw its troops.
{G} has given {R} until {D} to sign the accord, officials said.
{R} was given until {D} by {G} to sign the accord.
{R} has been given until {D} to sign the accord by {G}.
{G}, which gave {R} until {D} to sign the accord, called for calm.
{G} gives {R} until {D} to sign accord
{R} has until {D} to sign the accord, {G} said.
{G} said that {R} had only until {D} to answer.
{G} has set {R} a deadline of {D} to sign the accord.
{G} set a deadline of {D} for {R} to sign the accord.
{G}'s deadline for {R} to sign the accord is {D}.
The deadline set by {G} for {R} is {D}.
The deadline that {G} has set for {R} falls on {D}.
The deadline for {R} set by {G} falls on {D}.
{R} faces a {D} deadline from {G} to sign the accord.
{G} named {D} as the deadline for {R} to sign the accord.
{G} extended its deadline for {R} to {D}.
{G} issued an ultimatum to {R} that expires on {D}.
{G}'s ultimatum to {R} expires on {D}.
{R} must sign the accord by {D}, {G} said.
{R} has to sign the accord before {D}, {G} said.
{G} said {R} must sign the accord no later than {D}.
{G} demanded that {R} withdraw its troops by {D}.
{G} ordered {R} to withdraw its troops by {D}.
{G} told {R} to withdraw its troops before {D}.
{R} is under orders from {G} to withdraw its troops by {D}.
{G} wants an answer from {R} by {D}.
{G} expects {R}'s reply by {D}.
{G} will close the border unless {R} signs the accord by {D}.
{G}'s offer to {R} lapses on {D}.
{G}'s offer to {R} stands until {D}.
{G}'s offer to {R} is open until {D}.
The ceasefire between {G} and {R} runs out on {D}.
The truce between {G} and {R} is due to expire on {D}.
The agreement between {G} and {R} ends on {D}.
The mandate given to {R} by {G} expires on {D}.
Talks between {G} and {R} must end by {D}.
""".strip().splitlines()
SIDES = (("Libya", "Chad"), ("the African Union", "Sudan"), ("Peru", "Ecuador"))
DAYS = (
    ("20 May", "2026-05-20"),
    ("Friday", "2026-05-08"),
    ("May 20", "2026-05-20"),
    ("20 May 2026", "2026-05-20"),
)
NOT_ONE = """
Reporters on deadline had gathered by noon outside the ministry of Ghana.
Ghana waited until 2024 to sign the treaty with Togo.
Talks between Ghana and Togo lasted until Friday.
Ghana has until now refused to meet Togo.
Libya gave Chad its word that the road would be open by Friday.
Ghana dropped its deadline for Togo on Friday.
Libya gave refugees from Chad shelter until Friday.
Chad must have known by Friday that Libya was arming.
""".strip().splitlines()


def deadlines(read: Dossier) -> list[Event]:
    return [event for event in read.events if is_deadline(event)]


def cells() -> list[tuple[str, str, str, str]]:
    """Return each wording with one pair of sides and one form of day, in turn."""
    found = []
    for wording, (giver, receiver), (day, iso) in zip(
        WORDINGS, cycle(SIDES), cycle(DAYS), strict=False
    ):
        text = wording.format(G=giver, R=receiver, D=day)
        found.append((text[0].upper() + text[1:], giver, receiver, iso))
    return found


@pytest.mark.parametrize(("text", "giver", "receiver", "iso"), cells())
def test_a_deadline_has_who_set_it_whom_it_is_for_and_its_last_day(
    text: str, giver: str, receiver: str, iso: str
) -> None:
    read = read_text(text, TODAY)
    (event,) = deadlines(read)
    named = {a.name for a in read.actors if a.id in (*event.actors, *event.recipients)}
    assert event.date == f"../{iso}"
    assert {giver.removeprefix("the "), receiver} <= named
    assert event.confidence != "low"


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_only_names_a_time_is_no_deadline(text: str) -> None:
    assert not deadlines(read_text(text, TODAY))


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("gave Chad two weeks to", "../2026-05-18~"),
        ("issued Chad a 48-hour ultimatum to", "../2026-05-06~"),
        ("on Sunday gave Chad ten days to", "../2026-05-13"),
        ("ordered Chad within a week to", "../2026-05-11~"),
    ],
)
def test_a_length_of_time_is_reckoned_from_the_day_it_was_given(words: str, ends: str) -> None:
    found = deadlines(read_text(f"Libya {words} free the men.", TODAY))
    assert [event.date for event in found] == [ends]


def test_a_deadline_that_passed_is_told_as_past_and_one_thought_of_as_imagined() -> None:
    (passed,) = deadlines(read_text("The deadline set by Libya for Chad passed on 1 May.", TODAY))
    assert (passed.modality, passed.date) == ("historical", "../2026-05-01")
    (thought,) = deadlines(read_text("Libya may give Chad until 20 May to sign.", TODAY))
    assert thought.modality == "hypothetical"


def test_what_is_demanded_is_done_by_whom_the_deadline_is_for() -> None:
    read = read_text("Libya gave Chad until 20 May to release the prisoners.", TODAY)
    (demand,) = deadlines(read)
    assert (demand.type, demand.cameo) == ("REQUEST", "105")
    others = [event for event in read.events if event is not demand]
    assert all(event.actors == demand.recipients for event in others)


def test_the_ultimatum_is_the_one_told_before() -> None:
    text = (
        "Libya demanded that Chad leave the oasis. Chad refused. The ultimatum expires on Friday."
    )
    (event,) = deadlines(read_text(text, TODAY))
    assert (event.actors, event.recipients, event.type) == (("libya",), ("chad",), "THREATEN")
