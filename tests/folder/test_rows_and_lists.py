"""Rows of sides, lists of demands, whom a proposal would have mediate, through whom one speaks."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text


def read(*pages: str) -> Candidates:
    return Candidates(
        merge(read_text(text, f"2026-03-0{n}", f"{n}.txt") for n, text in enumerate(pages, 1))
    )


def bids(page: str, kind: str) -> set[tuple[str, str]]:
    """Return the parties and words of the bids of a kind."""
    return {(one.party, one.phrase.text) for one in read(page).bids if one.kind == kind}


def told(page: str) -> dict[tuple[str, str], str]:
    """Return the answer of each side to each mediator, by their ids."""
    shown = read(page)
    return {
        (side.actor.id, third.actor.id): given.answer
        for third in shown.mediators()
        for side in shown.parties()
        if (given := shown.consent(third.actor.id, side.actor.id)).answer != "unknown"
    }


@pytest.mark.parametrize(
    ("page", "sides"),
    [
        (
            "Chad, the Gambia, Niger and Mali cut ties with Togo and closed the border.",
            {"chad", "gambia", "niger", "mali"},
        ),
        (
            "Peru, the Netherlands, and Spain demanded that Chile free the crew.",
            {"peru", "netherlands", "spain"},
        ),
        (
            "Oman, the Philippines and Fiji sealed the strait on Monday.",
            {"oman", "philippines", "fiji"},
        ),
        (
            "Chad and Niger fear a drought. They closed the border with Togo.",
            {"chad", "niger"},
        ),
    ],
)
def test_every_side_of_a_row_does_what_the_row_does(page: str, sides: set[str]) -> None:
    assert {one.party for one in read(page).bids if one.kind in {"done", "want"}} == sides


def test_a_neighbour_of_a_state_is_no_row_with_it() -> None:
    assert {one.party for one in read("Peru, Chile's neighbour, closed the port.").bids} == {"peru"}


@pytest.mark.parametrize(
    ("page", "wants"),
    [
        (
            (
                "Togo set out its conditions, which include reopening the crossing, paying for the "
                "damage and withdrawing the army."
            ),
            {
                ("togo", "reopen the crossing"),
                ("togo", "pay for the damage"),
                ("togo", "withdraw the army"),
            },
        ),
        (
            (
                "Peru handed Chile a list of demands, including the release of its fishermen, "
                "lifting the tariff on copper and an apology."
            ),
            {
                ("peru", "the release of its fishermen"),
                ("peru", "lift the tariff on copper"),
                ("peru", "an apology"),
            },
        ),
        (
            (
                "Benin received a list of demands from Togo and its allies. The demands included "
                "Benin leaving the fort, halting patrols and sharing the toll."
            ),
            {
                ("togo", "Benin to leave the fort"),
                ("togo", "halting patrols"),
                ("togo", "share the toll"),
            },
        ),
    ],
)
def test_what_a_list_of_demands_asks_is_wanted_by_who_made_it(
    page: str, wants: set[tuple[str, str]]
) -> None:
    assert wants <= bids(page, "want")


def test_who_was_handed_a_list_of_demands_is_asked_for_what_it_names() -> None:
    page = (
        "Benin rejected the demands of Togo. Togo's demands include reopening the crossing and "
        "paying for the damage."
    )
    assert bids(page, "demand") >= {
        ("benin", "reopen the crossing"),
        ("benin", "pay for the damage"),
    }


@pytest.mark.parametrize(
    "page",
    [
        "Demand for copper, including recycling, rose in Chile.",
        "Chad accepted the terms, including interest.",
        "Togo listed nothing. The conditions included were mild.",
    ],
)
def test_what_is_no_list_of_demands_is_no_want(page: str) -> None:
    assert not bids(page, "want")


@pytest.mark.parametrize(
    ("page", "kind", "found"),
    [
        (
            "Chad is pressing Libya to shut the station and scale back its fleet.",
            "demand",
            {("libya", "shut the station"), ("libya", "scale back its fleet")},
        ),
        (
            "Peru refused to sign the text or free the crew.",
            "refuse",
            {("peru", "sign the text"), ("peru", "free the crew")},
        ),
        (
            "Oman offered to share the well and pay for the pump.",
            "offer",
            {("oman", "share the well"), ("oman", "pay for the pump")},
        ),
        (
            "Togo rejected a call by Chad, Niger and Mali to free the crew.",
            "want",
            {("chad", "free the crew"), ("niger", "free the crew"), ("mali", "free the crew")},
        ),
    ],
)
def test_what_is_joined_by_and_is_told_as_well(
    page: str, kind: str, found: set[tuple[str, str]]
) -> None:
    assert found <= bids(page, kind)


@pytest.mark.parametrize(
    ("page", "answers"),
    [
        (
            "Peru rejected a Chilean proposal to bring in Brazil and Spain as mediators.",
            {("peru", "brazil"): "no", ("peru", "spain"): "no"},
        ),
        (
            (
                "Sudan wants a quartet made up of Brazil, Spain and the African Union to mediate "
                "in its dispute with Chad. Chad refused the proposal."
            ),
            {
                (side, third): "yes" if side == "sudan" else "no"
                for side in ("sudan", "chad")
                for third in ("brazil", "spain", "african-union")
            },
        ),
        (
            (
                "Togo asked Kenya, Oman and Spain to mediate in its dispute with Benin. Benin "
                "rejected the proposal."
            ),
            {
                (side, third): "yes" if side == "togo" else "no"
                for side in ("togo", "benin")
                for third in ("kenya", "oman", "spain")
            },
        ),
        (
            (
                "Sudan has been pushing for a panel of Brazil, Spain and Oman to mediate in its "
                "dispute with Chad. Chad backs the proposal."
            ),
            {
                (side, third): "yes"
                for side in ("sudan", "chad")
                for third in ("brazil", "spain", "oman")
            },
        ),
    ],
)
def test_who_would_mediate_by_a_proposal_is_answered_and_not_who_makes_it(
    page: str, answers: dict[tuple[str, str], str]
) -> None:
    assert told(page) == answers


@pytest.mark.parametrize(
    ("page", "answers"),
    [
        (
            "Oman is mediating between Chad and Libya. Libya sent Chad its reply through Oman.",
            {("libya", "oman"): "yes"},
        ),
        (
            (
                "Oman is mediating between Chad and Libya. Chad put off the deadline at the "
                "request of the Sultan of Oman."
            ),
            {("chad", "oman"): "yes"},
        ),
        (
            (
                "Oman is mediating between Chad and Libya. Chad is still waiting for the response "
                "from Oman."
            ),
            {("chad", "oman"): "yes"},
        ),
        (
            "Oman is mediating between Chad and Libya. Libya shipped grain through Oman.",
            {},
        ),
    ],
)
def test_who_speaks_through_a_mediator_or_does_as_it_asks_takes_it(
    page: str, answers: dict[tuple[str, str], str]
) -> None:
    assert told(page) == answers


@pytest.mark.parametrize(
    "named",
    [
        "Niger rejected the proposal, informing Oman that it would only accept talks under Kenya.",
        "Niger refused the proposal and accepted Kenya as mediator.",
        "Niger declined the proposal. Niger accepted Kenya as mediator.",
    ],
)
def test_what_is_said_of_one_by_its_name_outweighs_what_is_said_of_a_group(named: str) -> None:
    page = f"Chad invited Spain, Oman and Kenya to mediate in its dispute with Niger. {named}"
    assert told(page)["niger", "kenya"] == "yes"
    assert told(page)["niger", "spain"] == "no"


@pytest.mark.parametrize(
    ("page", "mediators"),
    [
        ("Peru said it would only accept talks under the African Union.", {"african-union"}),
        ("Chile is committed to the process under Norway, its premier said.", {"norway"}),
        ("Chad resumed the negotiations with Niger under Kenya.", {"kenya"}),
        ("Talks under Swiss law are slow, Peru said. Peru held talks under fire.", set()),
    ],
)
def test_under_whom_talks_are_held_mediates(page: str, mediators: set[str]) -> None:
    assert {one.actor.id for one in read(page).mediators()} == mediators


def test_every_side_of_a_row_answers_a_mediator() -> None:
    page = "Peru, Chile and Bolivia welcomed Brazil's offer to mediate in the dispute."
    assert told(page) == {(one, "brazil"): "yes" for one in ("peru", "chile", "bolivia")}


def test_who_asks_a_mediator_in_case_another_hesitates_asks_it_all_the_same() -> None:
    page = (
        'Oman has offered to mediate between Chad and Libya. "I appeal to Oman, if Chad is '
        "hesitant, to send its envoy to us,\" said Libya's prime minister, Ali Roe."
    )
    assert told(page)["libya", "oman"] == "yes"


def test_a_minister_called_sheikh_mediates_nothing_by_his_title() -> None:
    shown = read(
        "Oman held talks with Foreign Minister Sheikh Ali Roe of Kuwait on the dispute with Iran."
    )
    assert "kuwait" not in {one.actor.id for one in shown.mediators()}


@pytest.mark.parametrize(
    "name", ["Ibero-American", "Inter-American", "Afro-American", "Pan-American"]
)
def test_a_part_of_the_world_is_no_state(name: str) -> None:
    page = f"{name} nations organise a meeting between Peru and Chile on the border dispute."
    assert "united-states" not in {a.id for a in read_text(page, "2026-03-01").actors}


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("United Nations Educational, Scientific and Cultural Organization", "unesco"),
        ("St Vincent", "saint-vincent-and-the-grenadines"),
        ("St Kitts", "saint-kitts-and-nevis"),
    ],
)
def test_a_long_or_short_name_is_its_one_actor(name: str, actor: str) -> None:
    assert actor in {
        a.id for a in read_text(f"The {name} will send an envoy.", "2026-03-01").actors
    }
