"""Leads: datelines, bylines and speakers' labels are told from a paragraph's own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.read.clause.leads import dateline, find_leads
from goodoffices.read.clause.parse import parse
from goodoffices.read.document.intake import text_document
from goodoffices.read.who.actors import find_actors

OWN = "Chad and Niger met."
CITIES = ["LOMÉ", "PORT-LOUIS", "Lomé", "DAKAR/LOMÉ", "Nouakchott, Mauritania", "SAN JOSÉ"]
AGENCIES = ["(Reuters)", "(AFP)", "(dpa)".upper(), "(Anadolu Agency)"]
DAYS = ["March 5", "5 March", "Jan. 14", "14 May 2024", "12 Farvardin 1403"]
DASHES = [" - ", " – ", " — ", " -- "]


@settings(max_examples=60)
@given(st.sampled_from(CITIES), st.sampled_from(DAYS), st.sampled_from(DASHES), st.booleans())
def test_a_city_and_a_day_are_no_part_of_the_report(city: str, day: str, dash: str, agency: bool):
    head = f"{city}, {day}{' (Reuters)' if agency else ''}{dash}"
    lead = dateline(head + OWN, 0, len(head + OWN))
    assert lead is not None
    assert (head + OWN)[lead.end :] == OWN


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("city", CITIES)
def test_so_are_a_city_and_an_agency(city: str, agency: str):
    text = f"{city} {agency} — {OWN}"
    lead = dateline(text, 0, len(text))
    assert lead is not None
    assert text[lead.end :] == OWN


@pytest.mark.parametrize(
    "head", ["ST. KETA, Minn. — ", "LORM, Calif. - ", "MT. KETA, Ore. – ", "KETA CITY, Okla. -- "]
)
def test_a_town_may_have_its_state_cut_short(head: str):
    lead = dateline(head + OWN, 0, len(head + OWN))
    assert lead is not None
    assert (head + OWN)[lead.end :] == OWN


@pytest.mark.parametrize("head", ["BOGOTA (Reuters) ", "CAIRO (Daily / AFP) ", "ISLAMABAD: "])
def test_a_city_needs_no_dash(head: str):
    text = f"{head}Oman and Kuwait will go on with their talks, as the minister of Iraq said to us."
    lead = dateline(text, 0, len(text))
    assert lead is not None
    assert text[lead.end :].startswith("Oman")


@pytest.mark.parametrize(
    "text",
    [
        "NATO (North Atlantic Treaty Organisation) Ministers of eight states met in Oslo.",
        "MOSCOW: No talks",
        "Kremlin: no plans for talks",
        "NATO — the alliance of the north — met.",
        "Iran and Russia — two friends — met.",
        "On 3 August - two days later - they met.",
        "The 12 March Movement: who they are",
        "UN — no comment",
        "SENEGAL/GAMBIA: talks end",
    ],
)
def test_other_dashes_and_colons_are_the_texts_own(text: str):
    assert dateline(text, 0, len(text)) is None


def test_names_of_a_dateline_are_no_actors():
    text = "Some title\n\nMUSCAT, Oman, March 5 (Reuters) - Kuwait and Iraq agreed on a buoy."
    document = text_document(text)
    found = {a.id for a in find_actors(document, parse(document)).actors}
    assert found == {"kuwait", "iraq"}


def test_speakers_and_the_press_are_told_apart():
    turns = ["MS. LUND: We will wait.", "Q    And the place?", "MS. LUND: That is for Doha."]
    text = "\n\n".join(turns)
    starts = [text.index(turns[0]), text.index(turns[1]), text.rindex(turns[2])]
    places = [(s, s + len(t)) for s, t in zip(starts, turns, strict=True)]
    leads = find_leads(text, places)
    assert [leads[s].kind for s in starts] == ["speaker", "question", "speaker"]
    assert [leads[s].name for s in starts] == ["MS. LUND", "", "MS. LUND"]


def test_one_name_and_a_colon_are_a_headline():
    text = "Lavrov: no plans for talks"
    assert not find_leads(text, [(0, len(text))])


@settings(max_examples=60)
@given(st.text("AQ.:-–— (Rb)/|1\n", max_size=40))
def test_a_lead_lies_in_its_paragraph_and_leaves_words(text: str):
    for start, lead in find_leads(text, [(0, len(text))]).items():
        assert 0 <= start <= lead.start < lead.end <= len(text)


HOLDERS = [
    ("The Minister of Culture (Ada Roe): It is not true.", "Ada Roe"),
    ("The Minister for Foreign Affairs and Trade (Tom Orbel Lind): Not one.", "Tom Orbel Lind"),
    ("4. The Deputy Speaker of the House (Ida Brann): Order.", "Ida Brann"),
    ("The Secretary of State for Defence (Osei Vane): We shall see.", "Osei Vane"),
]


@pytest.mark.parametrize(("text", "name"), HOLDERS)
def test_whoever_holds_an_office_speaks_behind_the_brackets(text: str, name: str):
    lead = find_leads(text, [(0, len(text))])[0]
    assert (lead.kind, lead.name) == ("speaker", name)


@pytest.mark.parametrize(
    "text",
    [
        "The price of Brent (Ice Futures): It rose.",
        "The Minister of Culture (in the chair): It is not true.",
        "The Ministry (Palace Road): closed.",
    ],
)
def test_brackets_behind_other_words_are_nobodys_label(text: str):
    assert find_leads(text, [(0, len(text))]) == {}
