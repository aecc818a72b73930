"""Who is meant by what an issuer or a title says: "we" of a communiqué, an office of two words."""

from __future__ import annotations

import pytest
from reading import events_of

from goodoffices.read import read_text

HEAD = "Statement by the Government of Samoa\n\n"
OWN = """
SANCTION | We have expelled the ambassador of Tonga.
ACCUSE | We condemn the seizure of the trawlers by Tonga.
REQUEST | Once more we urge Tonga to free the crew.
"""


@pytest.mark.parametrize("line", OWN.strip().splitlines())
def test_we_in_a_communique_is_its_issuer(line: str) -> None:
    kind, _bar, text = line.partition(" | ")
    found = [e for e in events_of(HEAD + text) if e.type == kind]
    assert [e.actors for e in found] == [("government-of-samoa",)], found


@pytest.mark.parametrize(
    "text",
    [
        "We offer to mediate between Tonga and Vanuatu.",
        "We are ready to mediate between Tonga and Vanuatu.",
        "We have offered Tonga and Vanuatu our mediation.",
    ],
)
def test_who_offers_to_mediate_in_its_own_communique_is_the_mediator(text: str) -> None:
    assert "government-of-samoa" in {e.mediator for e in events_of(HEAD + text)}


def test_we_in_a_quotation_is_not_the_issuer() -> None:
    text = HEAD + "Tonga's minister told the press: “We have seized the trawlers.”"
    assert all("government-of-samoa" not in e.actors for e in events_of(text))


def test_they_behind_we_are_not_the_issuer() -> None:
    text = HEAD + "We met the crews. They said: “We have seized the trawlers.”"
    found = [e for e in events_of(text) if e.trigger.exact == "seized"]
    assert all("government-of-samoa" not in e.actors for e in found), found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Crown Prince Omar Felati met Libya's envoys on Friday.", "Omar Felati"),
        ("Crown Prince Tarek of Orlu rang Chad's president.", "Tarek"),
        ("Crown Princess Ida Holm and Field Marshal Jon Brann met.", "Ida Holm"),
    ],
)
def test_an_office_of_two_words_is_no_part_of_a_name(text: str, name: str) -> None:
    assert name in {a.name for a in read_text(text).actors if a.kind == "person"}
