"""Companies by names that could be persons': told by what stands beside them, or by their form."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import Actor, Dossier, merge
from goodoffices.read import read_text


def of(text: str) -> dict[str, Actor]:
    return {a.name: a for a in read_text(text).actors}


@pytest.mark.parametrize(
    "text",
    [
        "Clans blocked the timber group Orvel Nord. Orvel Nord rejected their demands.",
        "Orvel Nord, the mining company, said no. Clans want Orvel Nord to leave.",
        "Ada Lind, managing director of Orvel Nord, left. Orvel Nord wants a road.",
        "A lease of Orvel Nord Berhad runs out in May. Orvel Nord rejected the rent.",
    ],
)
def test_a_name_told_to_be_a_companys_is_so_everywhere_on_the_page(text: str) -> None:
    (firm,) = (a for name, a in of(text).items() if name.startswith("Orvel Nord"))
    assert (firm.id, firm.kind) == ("orvel-nord", "organisation")


@pytest.mark.parametrize(
    "text",
    [
        "The property developer Ida Brann met the company's Jon Lund. Jon Lund said no.",
        "The group's president, Ida Brann, met Jon Lund. Jon Lund said no.",
        "Ida Brann, a firm believer in talks, met Jon Lund. Jon Lund said no.",
    ],
)
def test_people_of_companies_stay_persons(text: str) -> None:
    assert {a.kind for name, a in of(text).items() if name in {"Ida Brann", "Jon Lund"}} == {
        "person"
    }


def test_the_company_means_no_council_and_the_one_told_to_be_a_company() -> None:
    found = of(
        "Ada Lind, chair of the Lake Council, met Jon Lund, chief executive of Orvel Nord. The "
        "company said no. The Council left."
    )
    assert "company" in found["Orvel Nord"].aliases
    assert "company" not in found["Lake Council"].aliases


def test_what_a_notice_calls_the_company_is_its_issuer_and_nobody_whom_it_answers() -> None:
    found = of(
        "Reply to a query by Lake Securities Berhad\n\nThe Board of Directors of Orvel Nord Berhad "
        "(“Orvel Nord” or “the Company”) wishes to announce that the lease stands. The Company "
        "rejected the rent, and the Company wants a road."
    )
    assert "Company" in found["Orvel Nord Berhad"].aliases


def test_a_town_in_a_bodys_name_does_not_beat_a_state() -> None:
    assert of("Bursa Malaysia Securities Berhad rejected it.").popitem()[1].country == "MYS"


def test_a_page_that_calls_a_company_by_its_bare_name_is_joined_to_one_that_tells_it() -> None:
    pages: list[Dossier] = [
        read_text("Clans met Orvel Nord on Monday. Orvel Nord rejected their demands."),
        read_text("Clans blocked the timber group Orvel Nord. Orvel Nord said no."),
    ]
    (firm,) = (a for a in merge(pages).actors if a.id == "orvel-nord")
    assert firm.kind == "organisation"


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "The Federación de Mineros del Orvel (FEMIO) met Ada Lind. FEMIO rejected it.",
            "Federación de Mineros del Orvel",
            "FEMIO",
        ),
        (
            "The Syndicat des Dockers d'Orvel said no. It left.",
            "Syndicat des Dockers d'Orvel",
            "Syndicat des Dockers d'Orvel",
        ),
        (
            "Grupo Minero Tres Lunas would pay. Tres Lunas warned the town.",
            "Grupo Minero Tres Lunas",
            "Tres Lunas",
        ),
        (
            "The Undersecretariat for Lakes, known as Sublagos, left. Sublagos said no.",
            "Undersecretariat for Lakes",
            "Sublagos",
        ),
        (
            "Clans blocked the road to the Orvel Nord smelter. Orvel Nord said that it is shut.",
            "Orvel Nord",
            "Orvel Nord",
        ),
    ],
)
def test_a_body_is_one_by_its_foreign_name_its_short_form_and_its_works(
    text: str, name: str, alias: str
) -> None:
    found = of(text)
    assert found[name].kind == "organisation"
    assert alias in {name, *found[name].aliases}
    assert not {a.name for a in found.values()} & ({alias} - {name})


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind visited the smelter. Ada Lind said that its chimneys smoke.",
        "Ada Lind, known as Sublagos, said no. Sublagos left.",
        "The manager Ada Lind came to the Ada Lind smelter. Ada Lind said no.",
    ],
)
def test_who_visits_a_plant_or_bears_a_second_name_stays_a_person(text: str) -> None:
    assert of(text)["Ada Lind"].kind == "person"


@pytest.mark.parametrize(
    "text",
    [
        "The Lorm Dockers Union and Harbour Trust met on Monday.",
        "Monday's round of Orvel Water Board and Lorm Growers League failed.",
        "The Keta Miners Association and Orvel Copper Company signed nothing.",
        "Orvel Steel Company and Smelters Union failed to agree on a raise.",
    ],
)
def test_two_names_of_bodies_joined_by_and_are_two(text: str) -> None:
    assert not any(" and " in name for name in of(text))


@pytest.mark.parametrize(
    "name",
    [
        "Association of Metro Operators and Contractors",
        "Iron Workers and Smelters Union",
        "Council for Peace and Development Board",
        "Orvel Water and Sewerage Board",
    ],
)
def test_an_and_inside_the_name_of_one_body_stays_there(name: str) -> None:
    assert name in of(f"The {name} met on Monday. It wants a raise.")


@pytest.mark.parametrize(
    "text",
    [
        "Nexstar has raised its offer to five dollars.",
        "Talks failed. Nexstar refused the offer. It wants a longer term.",
        "Nexstar stations went dark on Sunday. Nexstar refused to comment.",
        "Workers struck at Nexstar plants. Nexstar rejected the demand.",
    ],
)
def test_a_lone_name_that_is_spoken_of_as_it_is_no_person(text: str) -> None:
    assert {a.kind for name, a in of(text).items() if name == "Nexstar"} <= {"organisation"}


@pytest.mark.parametrize(
    "text",
    [
        "Brandt rejected the offer. He wants a longer term.",
        "Brandt has said he will raise the offer to its owners.",
    ],
)
def test_a_lone_name_that_is_spoken_of_as_he_is_a_person(text: str) -> None:
    assert of(text)["Brandt"].kind == "person"
