"""Mediators and sides that no gazetteer knows: a jirga, the bishops, farmers and herders."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text


def batched(lines: list[str]) -> list[tuple[str, str]]:
    """Return the lines two by two."""
    return list(zip(lines[::2], lines[1::2], strict=True))


MEDIATED = """
bishops | government opposition
The country's bishops have mediated talks between the government and opposition.
grand-jirga | groups
A grand jirga has brokered a truce between rival groups in the valley.
jirga | militias
A ceasefire was brokered by a jirga between the two militias.
delegation | sides
The delegation held separate meetings with both sides to stop the fighting.
elders | government movement
The elders mediating between the government and the movement urged a truce.
community-leaders | herders farmers
Community leaders brought herders and farmers together to end the violence.
team | government opposition
A team of three bishops has mediated between the government and the opposition.
african-union | junta civilian-leaders
Talks between the junta and civilian leaders resumed under African Union mediation.
catholic-church | junta rebels
The junta and the rebels signed a deal brokered by the Catholic Church.
kenya | farmers herders
Kenya brokered a truce that ended the fighting between farmers and herders.
bishops | junta lawmakers
Talks between the junta and lawmakers were brokered by the bishops.
omar-weru | chad libya
Chad and Libya met for talks mediated by the Kenyan president, Omar Weru.
jirga | tribes
The ceasefire between the two tribes was made possible by the efforts of a jirga.
lake-church | government rebels
The government and the rebels were brought to the table by the Lake Church.
bishops-conference | government rebels
The bishops' conference said it would mediate between the government and the rebels.
committee | parties
The committee led the two warring parties through a dialogue.
malaysia | government movement
The Malaysian mediator in the talks between the government and the movement came to Lagos.
"""


@pytest.mark.parametrize(("whom", "text"), batched(MEDIATED.strip().splitlines()))
def test_who_mediates_between_whom_without_a_name(whom: str, text: str) -> None:
    helper, sides = whom.split(" | ")
    event = next(e for e in read_text(text).events if e.mediator)
    assert event.mediator == helper
    assert set(sides.split()) <= {*event.actors, *event.recipients}


ACTS = """
ACCUSE | junta | The alliance accused the junta of fraud.
RETREAT | rebel-prisoners | The government freed 23 rebel prisoners.
CONSULT | teachers-association | The city held talks with the teachers' association.
SUPPORT | rebel-groups | Chad signed a peace deal with one of the country's main rebel groups.
ASSAULT | clans | Police spoke of fighting which broke out between the two warring clans.
AGREE | farmers | Representatives of farmers and herders agreed on a truce.
AGREE | jirga | A jirga of elders agreed on a truce.
"""


@pytest.mark.parametrize("line", ACTS.strip().splitlines())
def test_whom_an_act_names_by_a_common_noun(line: str) -> None:
    kind, side, text = line.split(" | ")
    found = [(e.type, {*e.actors, *e.recipients}) for e in read_text(text).events]
    assert any(kind == t and side in sides for t, sides in found), found


NONE = (
    "The elders mediated a quarrel over a cow between two clans.",
    "A judge mediated between the union and the company over wages.",
    "The delegation, led by Ann Reed, met the press.",
    "The team said the bridge was safe.",
    "A delegation of the Lake Forum led by Ann Reed met the press.",
    "The committee brought the opposition parties a new draft.",
    "The African Union urged both sides to show restraint.",
)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_mediation_between_powers(text: str) -> None:
    assert not [e for e in read_text(text).events if e.mediator]


def test_villages_that_are_attacked_are_no_party() -> None:
    assert "villages" not in {a.id for a in read_text("The army attacked villages.").actors}


def test_a_community_leader_is_a_party_and_a_world_leader_is_none() -> None:
    ids = {a.id for a in read_text("Church leaders called for calm. World leaders met.").actors}
    assert ids == {"church-leaders"}


CALLED = """
m23 | The M23 rebels said they would not leave.
wagner-group | The Wagner group said it would stay.
economic-community-of-west-african-states | The ECOWAS bloc said the coup would fail.
hamas | The Hamas movement said it would answer soon.
kerem | Fighters of Kerem took the road. The Kerem gang said it would not pay.
amraniyya | The Amraniyya brotherhood, which keeps the tomb, said it would not pay.
saudi-led-coalition | The Saudi-led coalition said it would stop the strikes.
army-backed-government | The army-backed government said it would stop the strikes.
airline | The airline said it would not pay.
"""


@pytest.mark.parametrize(
    ("actor", "text"), [line.split(" | ") for line in CALLED.strip().splitlines()]
)
def test_what_a_side_is_called_behind_its_name_speaks_for_it(actor: str, text: str) -> None:
    found = read_text(text, "2026-06-07", "page.txt")
    assert [s.speaker for s in found.statements] == [actor]
    assert len([a for a in found.actors if a.kind in ("group", "organisation", "igo")]) == 1


def test_a_leader_of_a_union_is_not_the_union() -> None:
    found = read_text("The Kerem union leader said it would go on.", "2026-06-07", "page.txt")
    assert [s.speaker for s in found.statements] == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The school district said classes would be closed.", "school district"),
        ("The county rejected the offer.", "county"),
        ("Hospitals offered a raise of two percent.", "Hospitals"),
        ("The university said it would pay.", "university"),
        ("The Twin Lakes hospitals offered a raise.", "Twin Lakes hospitals"),
        ("St. Olaf nurses voted to strike.", "St. Olaf nurses"),
        ("The first Lorm nurses refused to work.", "Lorm nurses"),
    ],
)
def test_employers_and_unnamed_staff_who_speak_or_bargain_are_actors(text: str, name: str) -> None:
    assert name in {actor.name for actor in read_text(text, "2026-05-04", "p.txt").actors}


@pytest.mark.parametrize(
    "text",
    [
        "The flood reached the district at noon.",
        "The county lies west of the river.",
        "He was taken to the hospital.",
        "The university stands on a hill.",
    ],
)
def test_a_place_that_says_nothing_is_no_actor(text: str) -> None:
    assert not read_text(text, "2026-05-04", "p.txt").actors


@pytest.mark.parametrize(
    ("text", "sides", "others"),
    [
        (
            "The Democratic Republic of Congo and M23 rebels have signed a truce in Doha.",
            {"dr-congo", "m23"},
            set(),
        ),
        ("Qatar hosted Congo and M23 rebels.", {"dr-congo", "m23"}, {"qatar"}),
        ("Mali and JNIM militants traded fire on Monday.", {"mali", "jnim"}, set()),
        (
            "Kenya mediated between Somalia and Al-Shabaab fighters.",
            {"somalia", "al-shabaab"},
            {"kenya"},
        ),
        ("Fatah and Hamas fighters clashed in the camp.", {"fatah", "hamas"}, set()),
        ("Chad accused Niger of arming Boko Haram fighters.", {"niger", "boko-haram"}, {"chad"}),
    ],
)
def test_a_state_and_the_band_named_after_it_are_two(
    text: str, sides: set[str], others: set[str]
) -> None:
    dossier = read_text(text)
    assert {a.id for a in dossier.actors} == sides | others
    assert any(sides <= {*event.actors, *event.recipients} for event in dossier.events)
