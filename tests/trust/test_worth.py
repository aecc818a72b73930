"""Private worth: told in the room, searched at the desk, shown to no party."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from tests.talks.world import SETUP, DiskWorld
from tests.trust.caller import House

from goodoffices.talks.worth import negotiation_of

ISSUES = [
    {
        "id": "enrichment",
        "name": "Enrichment",
        "today": "free",
        "values": [
            {"id": "zero", "text": "None"},
            {"id": "cap", "text": "3.67 %"},
            {"id": "free", "text": "No limit"},
        ],
    },
    {
        "id": "relief",
        "name": "Sanctions",
        "today": "none",
        "values": [
            {"id": "none", "text": "As they are"},
            {"id": "phased", "text": "Lifted in phases"},
        ],
    },
]
US = {
    "weight.0": "60",
    "weight.1": "40",
    "value.0.0": "100",
    "value.0.1": "80",
    "value.0.2": "0",
    "value.1.0": "100",
    "value.1.1": "40",
    "walk_away": "4000",
    "red_lines": "zaqredus",
}
IRAN = {
    "weight.0": "50",
    "weight.1": "50",
    "value.0.0": "0",
    "value.0.1": "70",
    "value.0.2": "100",
    "value.1.0": "0",
    "value.1.1": "100",
    "walk_away": "5000",
    "red_lines": "zaqrediran",
}


PACKAGE = "Enrichment: 3.67 % Sanctions: Lifted in phases"


def plain(page: str) -> str:
    """Return a page's words, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_sealed_worths_are_searched_by_the_mediator_alone(tmp_path: Path) -> None:
    setup = dataclasses.replace(SETUP, issues=ISSUES)
    house = House(DiskWorld(tmp_path, setup=setup))
    assert "once every party" in house.get("Mona", "/desk/packages").text
    assert house.post("Ben", "/worth", "/worth", **US).status == 303
    assert "has not told you yet" in house.get("Mona", "/desk/packages").text
    assert house.post("Ada", "/worth", "/worth", **IRAN).status == 303
    shown = house.get("Mona", "/desk/packages").text
    assert PACKAGE in plain(shown)
    assert "6400" in shown
    assert "8500" in shown
    assert "zaqredus" in shown
    for who, foreign in (("Ada", "zaqredus"), ("Ben", "zaqrediran")):
        assert house.get(who, "/desk/packages").status == 404
        pages = "".join(house.get(who, p).text for p in ("/worth", "/room", "/table", "/log"))
        assert foreign not in pages
        assert negotiation_of(house.world.state(who)) is None
    assert 'value="60"' in house.get("Ben", "/worth").text
    assert house.post("Ben", "/worth", "/worth", **{**US, "weight.0": "many"}).status == 409
    house.close()


def test_a_red_line_takes_packages_off_the_search(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path, setup=dataclasses.replace(SETUP, issues=ISSUES)))
    house.post("Ben", "/worth", "/worth", **US)
    house.post("Ada", "/worth", "/worth", **IRAN)
    assert PACKAGE in plain(house.get("Mona", "/desk/packages").text)
    house.post("Ben", "/worth", "/worth", **{**US, "never.0.1": "yes"})
    shown = plain(house.get("Mona", "/desk/packages").text)
    assert "Enrichment: 3.67 %" not in shown
    assert "Enrichment: None Sanctions: Lifted in phases" in shown
    house.post("Ada", "/worth", "/worth", **{**IRAN, "never.0.0": "yes"})
    house.post("Ben", "/worth", "/worth", **{**US, "never.0.1": "yes", "never.0.2": "yes"})
    assert "crosses nobody's red line" in house.get("Mona", "/desk/packages").text
    assert "checked" in house.get("Ben", "/worth").text
    assert house.get("Ada", "/worth").text.count(" checked") == 1
    assert house.world.state("Mona").worths["us"]["issues"]["enrichment"]["never"] == [
        "cap",
        "free",
    ]
    assert "never" not in house.world.state("Mona").worths["us"]["issues"]["relief"]
    house.close()


def test_the_first_draft_starts_from_the_agenda(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path, setup=dataclasses.replace(SETUP, issues=ISSUES)))
    form = house.get("Mona", "/desk/text").text
    assert "[None | 3.67 % | No limit]." in form
    assert 'value="Enrichment"' in form
    house.close()
