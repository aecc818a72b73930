"""States, seats of government, organisations and leaders by their names."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.read.who.gazetteer import entities, mentions, shifted


def found(text: str) -> list[tuple[str, str, str]]:
    """Return (words, actor, form) of each mention."""
    return [(m.text, m.actor_id, m.form) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "actor", "country"),
    [
        ("the Islamic Republic", "iran", "IRN"),
        ("the Russian Federation", "russia", "RUS"),
        ("the United States", "united-states", "USA"),
        ("U.S.", "united-states", "USA"),
        ("US", "united-states", "USA"),
        ("Britons", "united-kingdom", "GBR"),
        ("Downing Street", "united-kingdom", "GBR"),
        ("Élysée", "france", "FRA"),
        ("Foggy Bottom", "united-states", "USA"),
        ("Zhongnanhai", "china", "CHN"),
        ("Kosovars", "kosovo", "XKX"),
        ("Taiwanese", "taiwan", "TWN"),
        ("Palestinians", "palestine", "PSE"),
        ("Soviet Union", "soviet-union", "RUS"),
        ("South Sudanese", "south-sudan", "SSD"),
        ("Guinea-Bissau", "guinea-bissau", "GNB"),
        ("Equatorial Guinea", "equatorial-guinea", "GNQ"),
        ("Papua New Guinea", "papua-new-guinea", "PNG"),
        ("Niger", "niger", "NER"),
        ("Northern Ireland", "northern-ireland", "GBR"),
        ("IAEA", "international-atomic-energy-agency", None),
        ("the Houthis", "houthis", "YEM"),
        ("M23", "m23", "COD"),
        ("Россия", "russia", "RUS"),
        ("России", "russia", "RUS"),
        ("США", "united-states", "USA"),
        ("ایران", "iran", "IRN"),
        ("روسیه", "russia", "RUS"),
        ("إيران", "iran", "IRN"),
        ("وروسيا", "russia", "RUS"),
        ("الولايات المتحدة", "united-states", "USA"),
    ],
)
def test_names(text, actor, country):
    (mention,) = mentions(text)
    assert (mention.actor_id, mention.country) == (actor, country)


@pytest.mark.parametrize(
    "text",
    [
        "tell us",
        "USB",
        "Iranify",
        "pro-Russian rebels",
        "anti-American feeling",
        "ethnic Albanians",
        "Latin America",
        "South China Sea",
        "National Iranian-Americans",
        "member states",
        "turkey",
        "Bush",
        "#Iran",
        "Indian Ocean",
        "New Mexico",
    ],
)
def test_what_is_no_mention(text):
    assert found(text) == []


def test_seats_of_government_are_marked():
    marks = {m.text: m.metonym for m in mentions("Tehran, the Kremlin and Iran, Isfahan, Putin")}
    assert marks == {
        "Tehran": True,
        "Kremlin": True,
        "Iran": False,
        "Isfahan": False,
        "Putin": False,
    }


def test_places_tell_their_country_only():
    (mention,) = mentions("Isfahan")
    assert (mention.kind, mention.country) == ("place", "IRN")


def test_an_ambiguous_surname_needs_its_title():
    assert found("President Bush spoke")[0][2] == "titled"
    assert found("the bush and Bush spoke") == []


def test_the_longest_name_wins():
    assert [m.text for m in mentions("the Washington Post and Washington")] == [
        "Washington Post",
        "Washington",
    ]


def test_curly_marks_and_line_ends_count_as_plain_ones():
    assert mentions("Côte d’Ivoire")[0].country == "CIV"
    assert mentions("United\nStates")[0].country == "USA"
    assert mentions("Russia’s")[0].text == "Russia"


def test_every_iso_state_is_known():
    countries = {e.country for e in entities().values() if e.kind == "state"}
    assert len(countries) >= 250
    assert {"XKX", "PSE", "TWN", "ESH"} <= countries


def test_leaders_belong_to_somebody_known():
    known = entities()
    for entity in known.values():
        if entity.kind == "leader":
            assert entity.belongs_to in known, entity


def test_shifted_moves_the_place_only():
    (mention,) = mentions("Iran")
    moved = shifted(mention, 5)
    assert (moved.start, moved.end, moved.text) == (5, 9, "Iran")


@given(
    st.lists(st.sampled_from([*"aZ. ’\n", "Iran", "U.S.", "Kremlin", "ایران", "é"]), max_size=14)
)
def test_mentions_are_slices_and_never_overlap(parts):
    text = "".join(parts)
    reached = 0
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= reached
        reached = mention.end


def test_the_data_are_as_the_tool_makes_them(tmp_path, monkeypatch):
    import importlib.util
    from pathlib import Path

    root = Path(__file__).parent.parent.parent
    spec = importlib.util.spec_from_file_location("make_places", root / "tools" / "make_places.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    shipped = json.loads(tool.OUT.read_text("utf-8"))
    monkeypatch.setattr(tool, "OUT", tmp_path / "places.json")
    tool.main()
    made = json.loads((tmp_path / "places.json").read_text("utf-8"))
    assert made["entities"] == shipped["entities"]
    assert made["names"] == shipped["names"]
