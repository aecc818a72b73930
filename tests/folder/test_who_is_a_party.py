"""Who is proposed as a party: no state beside its own army, no host or chair, no third state."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

ARMY = """
Talks between the Chadian Armed Forces and the Lake Front will resume in Doha, Qatar said.
The Lake Front wants the road opened. Chad rejects a truce.

Qatar and Oman, who mediate between Chad and the Lake Front, called on both sides to agree
to a truce. The Chadian Armed Forces refused to leave the road. The Lake Front demands aid.

The Qatari foreign ministry called on the Lake Front to accept a truce of ten days. The Lake
Front rejected it. Chad wants the weapons handed over.

The mediators met the Chadian army on Friday. The Chadian Armed Forces demand the weapons.
The Lake Front refused to hand over the weapons. Qatar mediates between the two.
"""
CHAIR = """
Kenya and Uganda met in Accra, the capital of Ghana, which chairs the African Union this
year. Kenya wants the quota raised. Uganda rejects a quota.

The talks under African Union mediation ended in Accra without a deal between Kenya and
Uganda. Kenya demanded a new quota. Uganda refused to cut the quota.

Ghana's president, the current African Union chair, said that the lake must remain a source
of life. Kenya rejected the quota. Uganda wants the nets removed.

Ghana urged Kenya and Uganda to sign. Uganda offered a quota of two tonnes. Kenya demands
four tonnes.
"""
RIVALS = """
Iran rejected an inspection of the plant. The United States wants the plant closed. Oman
mediates between Iran and the United States.

Washington demands that the stockpile be shipped out. Tehran offered to cap the stockpile.
Oman carried a letter.

The U.S. refused to lift the sanctions. Iran wants the sanctions lifted. Oman hosted the
talks between the two.

Iran refused to ship the stockpile out. The United States threatened new sanctions. Oman
called on both sides to sign.
"""
BODIES = """
The Royal Navy of Tonga and the Fisheries Guard met. Tonga wants the reef closed. The
Fisheries Guard refused to leave the reef.

The Fisheries Guard demands pay. Tonga rejected it. The Fisheries Guard wants a boat.

The Fisheries Guard refused to leave the reef. Tonga wants the boat back. Samoa mediates
between Tonga and the Fisheries Guard.

Tonga refused to pay. The Fisheries Guard demanded pay and a boat. Samoa offered to help.
"""
URGED = """
Kenya mediates between the Chadian army and the Lake Front over a ceasefire. Chad and Kenya
discussed a ceasefire and humanitarian access. Kenya wants the participation of Fiji. The Lake
Front wants the road opened.

Chad’s government criticised Kenya over humanitarian access. The government said that it rejected a
truce. The Lake Front refused to leave the hills. Kenya’s president, Ida Brann, was sorry. Chad’s
army chief rejected the ceasefire.

Kenya, which mediates between the Lake Front and Chad, demands respect for the ceasefire. Kenya
hosted the talks between the Lake Front and Chad. The Lake Front demands aid. Chad’s president,
Idriss Karimi, rejected a ceasefire. Kenya accused Chad over the ceasefire.

Kenya invited the Lake Front and Chad to talks. The Chadian government asked Kenya to help start
talks with the Lake Front. Kenya wants peace. The Lake Front refused to hand over the weapons.
Kenya’s envoy, Omar Lind, wants humanitarian access to Chad.
"""
"""A mediator who urges and insists is no party."""


def of(pages: str) -> Candidates:
    """Return who is who in pages that stand a paragraph each."""
    texts = enumerate(pages.strip().split("\n\n"))
    return Candidates(merge(read_text(text, "2026-03-02", f"{n}.txt") for n, text in texts))


@pytest.mark.parametrize(
    ("pages", "parties"),
    [
        (ARMY, {"Chad", "Lake Front"}),
        (CHAIR, {"Kenya", "Uganda"}),
        (RIVALS, {"Iran", "United States"}),
        (BODIES, {"Tonga", "Fisheries Guard"}),
        (URGED, {"Chad", "Lake Front"}),
    ],
)
def test_parties_are_the_sides_themselves(pages: str, parties: set[str]) -> None:
    assert {one.actor.name for one in of(pages).parties()} == parties


def test_no_mediator_is_called_only_by_what_mediators_are_called() -> None:
    names = {one.actor.name for one in of(ARMY).mediators()}
    assert "Qatar" in names
    assert not names & {"mediators", "Mediators"}


def test_a_party_that_once_asks_for_help_with_talks_is_no_mediator() -> None:
    assert {one.actor.name for one in of(URGED).mediators()} == {"Kenya"}


@pytest.mark.parametrize("name", ["Chad’s government", "The Chadian government", "Chad's cabinet"])
def test_the_government_is_that_of_the_state_whose_government_the_page_names(name: str) -> None:
    page = f"""{name} criticised Kenya on Friday. Kenya’s president, Ida Brann, said that she was
sorry. Idriss Karimi, Chad’s president, said that the road was closed. The government said that it
wanted a truce."""
    shown = of(page)
    said = next(s for s in shown.dossier.statements if "truce" in s.text)
    assert shown.speaker(said) == "chad"


def test_whoever_only_speaks_and_has_a_trade_is_no_party() -> None:
    pages = """
Kenya rejected a quota. Uganda wants a quota. Fiji trains the wardens of the lake, it said.

Uganda demands four tonnes. Kenya refused to pay. Fiji bought nets for the wardens.

Kenya wants the nets removed. Uganda rejected it. Fiji said that the lake was low.

Uganda offered two tonnes. Kenya refused two tonnes. Fiji sent a warden to the lake.
"""
    assert {one.actor.name for one in of(pages).parties()} == {"Kenya", "Uganda"}


def test_a_body_without_its_own_part_of_the_name_is_the_one_the_pages_are_about() -> None:
    pages = (
        "Westmere County Council wants the yard. Ostrand Mining refused to sell the yard.",
        "The county council demands the yard. Ostrand Mining demands a pier.",
        "Westmere County Council offered a price. The county council wants homes.",
        "The company wants a road. The county council refused to widen it. Ostrand Mining left.",
        "Donegar County Council rejected a boat. The company wants a boat.",
    )
    names = {
        one.actor.name
        for one in Candidates(
            merge(read_text(p, f"2026-03-0{n}", f"{n}.txt") for n, p in enumerate(pages, 1))
        ).parties()
    }
    assert names == {"Westmere County Council", "Ostrand Mining"}


def test_the_movement_is_the_body_that_a_page_calls_one() -> None:
    pages = """
Tern Covenant says its boats will stay. Boats of the Tern Covenant ring the ship, the movement’s
secretary, Ida Brann, told reporters on Friday. The Tern Covenant denied a raid. Fiji wants the
ship moved.

The Tern Covenant, a coastal movement that has many boats, said it had none there. Fiji wants the
boats seized.

The movement wants light for the coast. Fiji refused to pay for it.

The movement refused to leave the bay, it said. Fiji demands the bay.
"""
    assert {one.actor.name for one in of(pages).parties()} == {"Fiji", "Tern Covenant"}
