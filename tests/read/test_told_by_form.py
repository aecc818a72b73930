"""Who speaks is told by the form of a page: heads of messages, signatures, headings, questions."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text


def said(text: str) -> dict[str, str]:
    """Return what is said in a text, with the ids of who says it."""
    return {s.text.replace("\n", " "): s.speaker or "" for s in read_text(text).statements}


@pytest.mark.parametrize(
    "page",
    [
        "[1/2/2024, 09:14] {0}: {2}\n[1/2/2024, 09:15] {1}: {3}\n[1/2/2024, 09:16] {0}: {4}\n",
        "{0}, [4.6.2023 18:02]\n{2}\n\n{1}, [4.6.2023 18:05]\n{3}\n\n{0}, [4.6.2023 18:09]\n{4}\n",
        "{0}  9:02 AM\n{2}\n\n{1}  9:11 AM\n{3}\n\n{0}  9:20 AM\n{4}\n",
        "Quay\n\n{0}\n2 May at 8:15\n{2}\n\n{1}\n2 May at 8:40\n{3}\n\n{0}\n2 May at 9:05\n{4}\n",
    ],
)
def test_the_head_of_each_message_tells_who_wrote_it(page: str) -> None:
    words = (
        "The gates stay shut until the fee is paid.",
        "We can pay half of the fee by Friday.",
        "Half of it is not enough for us.",
    )
    found = said(page.format("Ada Kol", "Ben Dorn", *words))
    assert found == dict(zip(words, ("ada-kol", "ben-dorn", "ada-kol"), strict=True))


def test_a_time_in_a_report_heads_no_message() -> None:
    report = "Ferry held at the quay\n\nAt 10:30 the ferry left. It was back by noon, empty."
    assert not said(report)


@pytest.mark.parametrize(
    ("page", "speaker"),
    [
        ("Dear Mr Dorn,\n\n{}\n\nYours sincerely,\n\nAda Kol\nDirector", "ada-kol"),
        ("Letter to the harbour master\n\n{}\n\nfor the Quay Committee: Ada Kol", "quay-committee"),
        ("Open letter from the herders of Wase\n\nMinister,\n\n{}", "herders-of-wase"),
        ("FROM: Ada Kol\nTO: The Board\nSUBJECT: The gates\n\n{}", "ada-kol"),
        ("Let the gates be\n\nBy Ada Kol\n\n{}", "ada-kol"),
    ],
)
def test_a_page_in_the_first_person_is_by_whom_its_form_says(page: str, speaker: str) -> None:
    words = "We will not open the gates before June. We could open one of them in May."
    assert set(said(page.format(words)).values()) == {speaker}


@pytest.mark.parametrize(
    "page",
    [
        "Remarks by the Chair of the Quay Commission, Ms Ada Kol, in June\n\n{}",
        "Statement by the harbour master, Ms Ada Kol\n\n{}\n\nAda Kol\nHarbour master",
    ],
)
def test_all_of_a_statement_by_an_office_is_its_holders(page: str) -> None:
    words = "I opened the gates in May. I will not open them again before June."
    assert set(said(page.format(words)).values()) == {"ada-kol"}
    assert len(said(page.format(words))) == 2


def test_a_page_that_names_no_writer_has_no_speaker() -> None:
    assert not said("A note under the door\n\nWe will not wait for the judge. We open the gates.")


@pytest.mark.parametrize(
    "heading",
    ["What the Quay Union demands", "The Quay Union’s demands", "Demands of the Quay Union"],
)
def test_a_list_is_said_by_whose_heading_it_stands_under(heading: str) -> None:
    items = "1. A pause of two weeks\n2. No night work\n"
    found = said(f"The talks on the quay went on today.\n\n{heading}\n\n{items}")
    assert set(found.values()) == {"quay-union"}
    assert any("night work" in words for words in found)


def test_answers_without_labels_are_whose_who_is_asked() -> None:
    page = (
        "Interview with Father Jon Brann\n\nTwo parishes claim the bell since the border moved.\n\n"
        "Where is the bell?\n\n"
        "It stays in our cellar until a court decides.\n\nWould you lend it to them?\n\n"
        "I would lend it for one week at Easter.\n"
    )
    assert set(said(page).values()) == {"jon-brann"}


def test_the_clauses_of_a_resolution_are_its_bodys() -> None:
    page = (
        "Resolution of the Council of the Lake Villages\n\nThe Council,\n\n"
        "1. Demands that the gates be opened before the rains;\n"
        "2. Rejects any tax on the boats of the villages.\n"
    )
    assert set(said(page).values()) == {"council-of-the-lake-villages"}


LINKED = """\
Gates stay shut at the quay

Our reporter was at the quay on Monday and saw the crew of the ferry at the gates for two hours.

The gates were still shut when we left. The harbour master told our reporter to come back later.

The crew has been at the gates since the first of the month, and the ferry has not sailed once.

{}

Councillor accuses bus firm of fraud

Rain by the weekend? Ask the crew
"""


@pytest.mark.parametrize("head", ["You may also like", "Most read", "Related articles"])
def test_who_is_named_in_links_below_a_page_has_not_written_it(head: str) -> None:
    told = said(LINKED.format(head))
    assert not [who for who in told.values() if who.startswith("councillor")]
