"""Whose deed it is where people without a name act, whatever their nationality or the place."""

from __future__ import annotations

import pytest
from reading import events_of

from goodoffices.read import read_text

UNNAMED = """
A mob killed two Chinese cooks in Lusaka.
A sniper killed a Danish nurse near the Spanish consulate in Tangier.
Warriors torched a mosque in Kordofan.
Robbers shot dead a Lebanese jeweller in Dakar.
A throng attacked the bus outside the Peruvian embassy in Quito.
Four men were killed by a bomber in Peshawar.
Two Malian porters were wounded by settlers in Gao.
"""
PRIVATE = """
A Bolivian poet accused Spain of theft.
An Estonian violinist and a Latvian painter condemned Belarus.
Danish climbers accused Nepal of cheating them.
A group of Tunisian engineers condemned Libya.
A Zambian archbishop urged Malawi to free the women.
Two Portuguese journalists threatened Angola with a suit.
"""
OFFICIAL = """
bolivia | A Bolivian minister accused Spain of theft.
estonia | Estonian diplomats condemned Belarus.
nepal | Nepalese soldiers attacked a Chinese post.
zambia | A Zambian envoy urged Malawi to free the women.
tunisia | Tunisian gunboats attacked a Maltese trawler.
"""


@pytest.mark.parametrize("line", UNNAMED.strip().splitlines())
def test_no_place_and_no_owner_of_a_thing_nearby_is_the_attacker(line: str) -> None:
    found = [e for e in events_of(line) if e.type in {"ASSAULT", "COERCE"}]
    states = {a.id for a in read_text(line).actors if a.kind == "state"}
    assert found
    assert not states & {a for e in found for a in e.actors}, found


@pytest.mark.parametrize("line", PRIVATE.strip().splitlines())
def test_a_nationality_is_no_government(line: str) -> None:
    told = events_of(line)
    first = read_text(line).actors[0].id
    assert told
    assert all(first not in e.actors and e.confidence != "high" for e in told), told


@pytest.mark.parametrize("line", OFFICIAL.strip().splitlines())
def test_whoever_serves_a_state_acts_for_it(line: str) -> None:
    who, _bar, text = line.partition(" | ")
    assert any(e.actors == (who,) for e in events_of(text)), events_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Danish climbers said Nepal had detained two guides.",
        "A Bolivian poet said that Peru had closed the pass.",
        "Two Latvian violinists claim that Belarus arrested a tenor.",
    ],
)
def test_what_private_people_tell_is_not_told_by_their_state(text: str) -> None:
    told = [e for e in events_of(text) if e.modality == "reported"]
    assert told
    assert all(" " in (e.attributed_to or "") for e in told), told


@pytest.mark.parametrize("people", ["Kenyan truckers", "Polish students", "French winegrowers"])
@pytest.mark.parametrize(
    "told",
    [
        "{} blocked the road to Uganda.",
        "{} protested against Uganda.",
        "{} gave Uganda until 20 March to open the road.",
        "{} condemned Uganda.",
        "{} support Uganda.",
        "{} are allies of Uganda.",
        "{} are mediating between Uganda and Rwanda.",
        "A post in Uganda was attacked by {}.",
    ],
)
def test_people_of_a_state_are_not_the_state_in_any_claim(told: str, people: str) -> None:
    read = read_text(told.format(people), published="2026-03-10")
    state = next(a.id for a in read.actors if a.country not in {"UGA", "RWA"})
    assert state not in {a for e in read.events for a in e.actors}
    assert state not in {s.speaker for s in read.statements}
    assert state not in {r.subject for r in read.relations}


@pytest.mark.parametrize("who", ["Kenyan soldiers", "Kenyan peacekeepers", "The Kenyan army"])
def test_whoever_serves_a_state_blocks_in_its_name(who: str) -> None:
    (event,) = (e for e in events_of(f"{who} attacked Uganda.") if e.type == "ASSAULT")
    assert event.actors == ("kenya",)


@pytest.mark.parametrize("who", ["A retired Kenyan general", "Former Kenyan soldiers"])
def test_whoever_served_a_state_acts_for_it_no_more(who: str) -> None:
    told = [e for e in events_of(f"{who} attacked a village.") if e.type == "ASSAULT"]
    assert told
    assert not any("kenya" in e.actors for e in told)
