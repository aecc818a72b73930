"""Whose a person is, told by what stands around the name: many frames, and what is none."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text


def whose(text: str, name: str) -> str | None:
    """Return the side of a person of a text."""
    (found,) = (a for a in read_text(text).actors if a.name.endswith(name))
    return found.affiliation


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Chairman of the African Union, Osei Brann has left.", "Brann", "african-union"),
        ("The head of NATO, Osei Brann, met aides.", "Brann", "nato"),
        ("Sudan's army chief, General Osei Brann, flew home.", "Brann", "sudan"),
        ("Ghana's police chief, Lt. Gen. Osei Brann, flew home.", "Brann", "ghana"),
        ("The Polisario Front's Osei Brann was heard.", "Brann", "polisario-front"),
        ("Osei Brann of the Polisario Front was heard.", "Brann", "polisario-front"),
        ("Agriculture Minister Osei Brann of India had not called.", "Brann", "india"),
        ("He heard NATO, whose chair is Osei Brann, and left.", "Brann", "nato"),
        ("UN Under-Secretary-General Osei Brann came.", "Brann", "united-nations"),
        ("The UN met. Secretary-General Osei Brann was there.", "Brann", "united-nations"),
        ("The opposition met. Opposition leader Osei Brann spoke.", "Brann", "opposition"),
        (
            "Kenyan President Ada Roe came. Roe's security adviser, Osei Brann, stayed.",
            "Brann",
            "kenya",
        ),
    ],
)
def test_the_words_around_a_name_tell_whose_somebody_is(text: str, name: str, side: str) -> None:
    assert whose(text, name) == side


@pytest.mark.parametrize(
    "text",
    [
        "Both heard the African Union’s proposal.\n\nPrime Minister Osei Brann spoke.",
        "AU Commission Chair Ada Roe wrote to Osei Brann, who leads a party.",
        "The UN and NATO met. Secretary-General Osei Brann was there.",
        "They condemned the killing by Osei Brann of NATO soldiers.",
        "Osei Brann of late told NATO no.",
        "The, Osei Brann said that NATO had left.",
        "Kenyan President Ada Roe came. Roe's rival, Osei Brann, stayed.",
    ],
)
def test_what_stands_nearby_is_not_whose_somebody_is(text: str) -> None:
    assert whose(text, "Brann") is None


def test_who_held_an_office_of_a_state_is_told_as_former() -> None:
    actors = read_text("Former Kenyan President Ada Roe met ex-President Osei Brann.").actors
    roles = {a.name: (a.role or "").lower() for a in actors if a.kind == "person"}
    assert roles["Ada Roe"] == "former president"


@pytest.mark.parametrize("title", ["", "President ", "Prime Minister "])
@pytest.mark.parametrize("noun", ["government", "administration", "regime"])
def test_the_government_of_a_leader_is_that_of_the_leaders_state(noun: str, title: str) -> None:
    found = read_text(f"The {noun} of {title}Nicolás Maduro accepted the offer.")
    assert "venezuela" in {a.id for a in found.actors if a.kind == "state"}
    assert not [a for a in found.actors if a.kind == "group"]
    assert {e.actors for e in found.events} == {("venezuela",)}
