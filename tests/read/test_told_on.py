"""What a page goes on telling with no word of saying, and lists that a sentence leads in."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import Statement, in_list
from goodoffices.read import read_text

LEAD = "The Minister of Works of Ostland, Ada Kol, told reporters that the quay was closed."


def told(text: str, rule: str = "statement:unsaid") -> dict[str, str]:
    """Return what a text tells by a rule, with the ids of those whose words it is."""
    found = (s for s in read_text(text, published="2031-05-04").statements if s.rule == rule)
    return {" ".join(s.text.split()): s.speaker or "" for s in found}


@pytest.mark.parametrize(
    "going_on",
    [
        "The cranes would stay where they were.",
        "The tariff had to be paid in full.",
        "The lorries were to be sold in June.",
        "An auditor from Norland would not satisfy the port.",
        "The fee was “not something that anybody will ever pay”.",
        "The six-day rule will also stand, “because we need to rest”.",
    ],
)
def test_a_paragraph_goes_on_with_what_somebody_said(going_on: str) -> None:
    assert told(f"Quay closed\n\n{LEAD} {going_on}\n") == {going_on: "ada-kol"}


@pytest.mark.parametrize(
    "going_on",
    [
        "The cranes were built in 1961.",
        "The cranes would have stayed.",
        "She would not say when.",
        "Analysts would welcome a sale.",
        "Would the cranes stay?",
        "The “blue” cranes were built in 1961.",
    ],
)
def test_what_is_only_told_is_nobodys(going_on: str) -> None:
    assert told(f"Quay closed\n\n{LEAD} {going_on}\n") == {}


@pytest.mark.parametrize(
    ("own", "whose"),
    [
        ("Minister Ben Dorn would sell them.", "ben-dorn"),
        ("Peru will not have a levy on cranes.", "peru"),
    ],
)
def test_what_another_side_would_do_or_will_not_is_its_own_word(own: str, whose: str) -> None:
    assert told(f"Quay closed\n\n{LEAD}\n\n{own}\n") == {own: whose}


@pytest.mark.parametrize(
    "deed",
    [
        "Peru will pay in June.",
        "Peru would have paid.",
        "Peru paid the levy.",
        "Peru paid. It would like a receipt.",
    ],
)
def test_what_a_side_does_is_no_word_of_its_own(deed: str) -> None:
    assert told(f"Quay closed\n\n{LEAD}\n\n{deed}\n") == {}


def test_a_new_paragraph_goes_on_with_nobody_but_may_lead_to_words_that_are_quoted() -> None:
    assert told(f"Quay closed\n\n{LEAD}\n\nThe cranes would stay where they were.\n") == {}
    quoted = "The cranes would never be sold. “We load fish with them,” Ada Kol said."
    found = told(f"Quay closed\n\n{LEAD}\n\n{quoted}\n")
    assert found == {"The cranes would never be sold.": "ada-kol"}


LIST = """Quay closed

The old quay of Ostland has been closed since Monday, and no ship of any size can call there now.

{lead}

{items}

The quay was built in 1961 by a firm from Norland.
"""


def listed(text: str) -> list[Statement]:
    """Return the lines of lists of a text that are somebody's."""
    return [s for s in read_text(text, published="2031-05-04").statements if in_list(s)]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Among the Harbour Union’s conditions for a truce:", "harbour-union"),
        ("This is what the Harbour Union is asking for:", "harbour-union"),
        (
            "“We are tired,” said Ida Roe of the Harbour Union.\n\nA sheet names three demands:",
            "harbour-union",
        ),
    ],
)
@pytest.mark.parametrize("mark", ["- ", "• ", ""])
def test_a_list_is_whose_its_lead_names_or_of_whoever_spoke(
    lead: str, speaker: str, mark: str
) -> None:
    lines = ("the reopening of the quay;", "a pension for every docker;", "no night shifts.")
    found = listed(LIST.format(lead=lead, items="\n".join(mark + line for line in lines)))
    assert [s.text for s in found] == list(lines)
    assert {s.speaker for s in found} == {speaker}


def test_a_list_that_is_put_forward_by_nobody_is_no_statement() -> None:
    items = "- the old quay;\n- the new quay;\n- the ferry."
    assert not listed(LIST.format(lead="The Harbour Union has three branches:", items=items))


def test_a_label_of_an_office_is_whoever_holds_it() -> None:
    page = (
        "Ministry of Works\nBriefing by the Spokesperson, Ms Ada Kol\n\n"
        "SPOKESPERSON: The quay will stay closed until June.\n\n"
        "QUESTION: And the cranes?\n\nSPOKESPERSON: The cranes will be sold this year.\n"
    )
    found = told(page, "statement:label")
    assert set(found.values()) == {"ada-kol"}


def test_the_minister_is_no_secretary_who_spoke_since() -> None:
    page = (
        "Quay closed\n\nThe minister of works, Ada Kol, closed the quay. Ben Dorn, permanent "
        "secretary for ports, said that it was old.\n\nThe cranes could stay, the minister said.\n"
    )
    assert told(page, "statement:clause")["The cranes could stay"] == "ada-kol"


def test_whoever_has_an_office_is_a_person() -> None:
    page = (
        "Quay\n\nBlick Hudda, deputy secretary for ports, raised the matter of fees. “They are "
        "low,” she said.\n"
    )
    assert set(told(page, "statement:clause").values()) == {"blick-hudda"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Among the union’s other demands are a higher wage and a vote.",
            "a higher wage and a vote",
        ),
        (
            "Its conditions include the release of the six dockers.",
            "the release of the six dockers",
        ),
        ("A seat at the talks is the union’s first request.", "A seat at the talks"),
    ],
)
def test_what_demands_are_is_wanted(sentence: str, words: str) -> None:
    found = told(
        f"Quay closed\n\nThe Dockers’ Union was on strike again on Monday. {sentence}\n",
        "statement:stand-want",
    )
    assert found == {words: "dockers-union"}


def test_a_gerund_that_opens_a_sentence_is_said() -> None:
    page = (
        "Quay closed\n\nClosing it was not up for discussion, Ms Ada Kol said, and she would not "
        "have its cranes on a list.\n"
    )
    assert any(one.startswith("Closing it was not") for one in told(page, "statement:clause"))
