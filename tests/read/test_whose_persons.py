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
        (
            "Present: Mr O. Brann (Relief Commissioner, Government of Ghana); Ms A. Roe.",
            "Brann",
            "ghana",
        ),
        ("For Ghana, Mr Osei Brann, Minister of Rivers; a clerk.", "Brann", "ghana"),
        (
            "As an observer, Ms Ada Brann, State Secretary, Norway (record-keeper), came.",
            "Brann",
            "norway",
        ),
        (
            "Present: Dr O. Brann (relief office, Polisario Front); others.",
            "Brann",
            "polisario-front",
        ),
        ("Aides of NATO were heard, its envoy, Osei Brann, said.", "Brann", "nato"),
        ("For NATO its spokesman, Osei Brann, put it in a sentence.", "Brann", "nato"),
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
        "Osei Brann, Minister of Waters, came.",
        "Osei Brann, Commissioner for Rivers, met the press, NATO and Ghana.",
        "Present: Osei Brann (by telephone, Monday); NATO.",
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Lake Front (LKF) met. LKF panel chairwoman Ada Brann spoke.", "Brann"),
        ("The Lake Front (LKF) met. LKF military commander “Rolo Vane” spoke.", "Vane"),
        ("The Lake Front (LKF) met. New LKF delegation spokesman Osei Brann spoke.", "Brann"),
    ],
)
def test_an_office_behind_a_bodys_short_name_is_of_that_body(text: str, name: str) -> None:
    assert whose(text, name) == "lake-front"


def test_a_name_of_war_in_marks_has_the_office_before_it() -> None:
    assert whose("NATO spokesman “Rolo Vane” told the press it was over.", "Vane") == "nato"
    assert whose("Kenya's envoy “Rolo Vane” spoke to the press.", "Vane") == "kenya"
    assert whose("The UN mediator “Rolo Vane” had been there.", "Vane") == "united-nations"


@pytest.mark.parametrize(
    "named",
    [
        "The Government of Ghana",
        "The Government of the Republic of Ghana",
        "The Government of the Republic of Ghana (GRG)",
        "The Government of Ghana (GoG)",
        "The Royal Government of Cambodia",
    ],
)
def test_a_states_government_in_capitals_is_that_state(named: str) -> None:
    state = "cambodia" if "Cambodia" in named else "ghana"
    found = read_text(f"{named} and the Lake Front (LKF) announced a truce.")
    assert [a.id for a in found.actors] == [state, "lake-front"]
    assert {s.speaker for s in found.statements} == {state, "lake-front"}


def test_a_short_name_of_a_government_is_its_states() -> None:
    begun = "The Government of Ghana (GoG) and the Lake Front met."
    found = read_text(f"{begun} The GoG refused the plan. GoG spokesman Osei Brann left.")
    assert [s.speaker for s in found.statements] == ["ghana"]
    assert {a.id: a.affiliation for a in found.actors}["osei-brann"] == "ghana"
    own = read_text("The Government of National Accord (GNA) met. The GNA refused the plan.")
    assert [s.speaker for s in own.statements] == ["government-of-national-accord"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Gambian President Osei Brann, the current chair of the African Union, left.",
            "african-union",
        ),
        (
            "Kenyan President Osei Brann, chairperson of the African Union, urged calm.",
            "african-union",
        ),
        ("Kenyan President Osei Brann, chairman of a bank, left.", "kenya"),
    ],
)
def test_who_chairs_a_bloc_speaks_for_it(text: str, side: str) -> None:
    assert whose(text, "Brann") == side


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Whilst Ada Brann insists on a recount, Chad has offered talks.", "Whilst Ada Brann"),
        (
            "Whereas Ada Brann refused, Chad has offered a recount of the votes.",
            "Whereas Ada Brann",
        ),
        (
            "Chad's Vice-President, Ada Brann, who chairs the talks, said it was late.",
            "Vice-President",
        ),
        ("Niger's Deputy-Governor, Ada Brann, who leads the talks, refused.", "Deputy-Governor"),
    ],
)
def test_no_name_begins_with_a_link_and_no_title_is_one(text: str, nobody: str) -> None:
    assert nobody not in {a.name for a in read_text(text).actors}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Ada Lind, president of the Students Federation of Ghana, said no.",
            "students-federation-of-ghana",
        ),
        ("Ada Lind, head of the Ghana Nurses Association, said no.", "ghana-nurses-association"),
        ("Ada Lind, secretary of the Dockers Union of Peru, said no.", "dockers-union-of-peru"),
        ("Ada Lind, president of the Republic of Ghana, said no.", "ghana"),
        ("Ada Lind, spokeswoman of the Foreign Ministry of Kenya, said no.", "kenya"),
        ("Ada Lind, president of Keta University's student federation, said no.", None),
    ],
)
def test_whoever_heads_a_body_with_a_states_name_is_the_bodys(text: str, side: str | None) -> None:
    (ada,) = (a for a in read_text(text).actors if a.kind == "person")
    assert ada.affiliation == side


@pytest.mark.parametrize(
    "text",
    [
        "The guards had gone from the gate at Quinta Mendoza, so the Guild's chairwoman left.",
        "The soldiers had gone from the gate at Estancia Silva, so the Front's president waited.",
        "The boats were back at Paso Garcia, so the Guild's chairwoman left the quay.",
        "The guards had left the gate at Estancia Okello, so the Front's president had come.",
    ],
)
def test_a_clause_behind_a_place_names_no_holder_of_an_office(text: str) -> None:
    assert not [a for a in read_text(text).actors if a.kind == "person" and a.role]


def test_whoever_stands_in_commas_behind_a_name_holds_the_office() -> None:
    told = {a.name: a.role for a in read_text("Ada Lind, also the union's chair, left.").actors}
    assert told.get("Ada Lind") == "chair"
