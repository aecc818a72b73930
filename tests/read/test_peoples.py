"""Peoples and parts of states speak and act for themselves, and never for the state they are in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices import read as reading
from goodoffices.read import read_text

PLACES = json.loads(
    (Path(reading.__file__).parent / "data" / "places.json").read_text(encoding="utf-8")
)
GROUPS = {key for key, _name, kind, *_more in PLACES["entities"] if kind == "group"}
PEOPLES = sorted(
    {(name, key) for name, key, form in PLACES["names"] if form == "people" and key in GROUPS}
)


@pytest.mark.parametrize(("surface", "key"), PEOPLES, ids=[surface for surface, _key in PEOPLES])
def test_the_leaders_of_a_people_speak_for_it(surface: str, key: str) -> None:
    (said,) = read_text(f"The {surface} leaders said that they would come.").statements
    assert said.speaker == key


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Catalan government said it wanted a vote; Spain said no.", "catalans"),
        ("Somaliland said it would wait before Somalia does.", "somaliland"),
        ("The Puntland government said Somalia had broken the pact.", "puntland"),
        ("According to the Oromo delegation, Ethiopia had agreed.", "oromos"),
        ("The Ethiopian government said the Oromo leaders had left.", "ethiopia"),
    ],
)
def test_who_speaks_for_a_part_is_not_the_whole(text: str, speaker: str) -> None:
    assert read_text(text).statements[0].speaker == speaker


def test_two_parts_of_a_state_or_a_part_and_the_state_are_two_sides() -> None:
    for text, sides in (
        ("Turkey mediated between Somalia and Somaliland.", {"somalia", "somaliland"}),
        ("Kenya mediated between the Dinka and the Nuer.", {"dinka", "nuer"}),
        (
            "Norway brokered a truce between Sri Lanka's government and Tamil rebels.",
            {"sri-lanka", "tamils"},
        ),
    ):
        (told,) = read_text(text).events
        assert set(told.recipients) == sides


def test_a_people_is_whose_a_person_is() -> None:
    found = read_text("Turkish Cypriot leader Osei Brann met Cypriot President Ada Roe.")
    whose = {a.name: a.affiliation for a in found.actors if a.kind == "person"}
    assert whose == {"Osei Brann": "turkish-cypriots", "Ada Roe": "cyprus"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Zema and Orlu communities signed a truce.", {"zema", "orlu"}),
        ("The Zema, Orlu and Keta communities signed a truce.", {"zema", "orlu", "keta"}),
        ("Zema pastoralists signed a truce.", {"zema"}),
        ("Chiefs of the Zema and Orlu communities signed a truce.", {"zema", "orlu"}),
    ],
)
def test_names_before_a_noun_of_peoples_are_peoples(text: str, sides: set[str]) -> None:
    assert {a.id for a in read_text(text).actors} == sides


@pytest.mark.parametrize(
    "text",
    [
        "Farming communities signed a truce.",
        "The Muslim and Christian communities signed a truce.",
        "The Keta Community Legal Services signed a truce.",
        "Local herders signed a truce.",
    ],
)
def test_what_only_tells_a_people_of_what_kind_it_is_is_none(text: str) -> None:
    assert "actor:band" not in {a.rule for a in read_text(text).actors}
