"""What a side answers to a mediator: in many words, its own and a page's; office-holders."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.bodies import Bodies
from goodoffices.folder.proposals.consents import polarity
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

ANSWERS = yaml.safe_load(
    (Path(__file__).parents[1] / "reference/answers/answers.yaml").read_text(encoding="utf-8")
)
HARBOUR = """\
The Tema Ferry Company said it would resume sailings. The strikers want shorter shifts. “We are
ready to sail,” said Ama Quaye, director of the Tema Ferry Company. The dockers' union said that
the company must pay the crews. Kojo Baah, secretary of the Volta Dockworkers, said the union would
stay out until it did. Mayor Esi Arthur offered to chair talks between the two.
---
The union will not hear of the mayor. “She is the company's friend, not a go-between,” said Baah.
Quaye said that the company would be glad if the mayor brought them together. Bishop Yaw Ofori
lent them a hall for the talks.
---
The union would go along with the bishop provided that he came to the quay. The Tema Ferry Company
demanded an end to the strike. Baah rejected the demand.
---
Kojo Baah of the Volta Dockworkers asked for shorter shifts. Ama Quaye of the Tema Ferry Company
refused. “We have no use for the bishop at a bargaining table,” she said.
""".replace("\n", " ").split(" --- ")


@pytest.fixture(scope="module")
def shown() -> Candidates:
    pages = (read_text(text, f"2026-03-0{n + 1}", f"{n}.txt") for n, text in enumerate(HARBOUR))
    return Candidates(merge(pages))


@pytest.mark.parametrize(("half", "least"), [("shown", 60), ("kept", 53)])
def test_answers_are_read_in_many_words(half: str, least: int) -> None:
    told = [(answer, text) for answer, texts in ANSWERS[half].items() for text in texts]
    right = sum((polarity([text]) or "open") == answer for answer, text in told)
    assert right >= least, f"{right} of {len(told)}"


def test_nothing_open_is_told_as_an_answer() -> None:
    told = [text for half in ANSWERS.values() for text in half["open"]]
    assert [text for text in told if polarity([text])] == []


def by_name(shown: Candidates, name: str) -> str:
    return next(a.id for a in shown.actors.values() if a.name == name)


def test_whoever_holds_an_office_of_no_side_is_a_mediator(shown: Candidates) -> None:
    assert {one.actor.name for one in shown.mediators()} == {"Esi Arthur", "Yaw Ofori"}


@pytest.mark.parametrize(
    ("mediator", "party", "answer"),
    [
        ("Esi Arthur", "Volta Dockworkers", "no"),
        ("Esi Arthur", "Tema Ferry Company", "yes"),
        ("Yaw Ofori", "Volta Dockworkers", "conditional"),
        ("Yaw Ofori", "Tema Ferry Company", "no"),
    ],
)
def test_each_side_answers_to_an_office(
    shown: Candidates, mediator: str, party: str, answer: str
) -> None:
    assert shown.consent(by_name(shown, mediator), by_name(shown, party)).answer == answer


def test_a_noun_is_the_one_body_of_its_kind(shown: Candidates) -> None:
    dockers = by_name(shown, "Volta Dockworkers")
    nouns = {
        a.name.lower(): shown.principal(a.id) for a in shown.actors.values() if a.kind == "group"
    }
    assert nouns["union"] == nouns["strikers"] == dockers
    assert {s.name for p in shown.parties() for s in [p.actor]} == {
        "Tema Ferry Company",
        "Volta Dockworkers",
    }


def test_of_two_bodies_of_a_kind_a_noun_means_none() -> None:
    texts = ("Kojo Baah of the Volta Dockworkers spoke. Ama Quaye of the Keta Teachers spoke too.",)
    said = "“No,” said Kojo Baah. “No,” said Ama Quaye. The union said it would wait."
    dossier = merge(read_text(text + " " + said, name="0.txt") for text in texts)
    bodies = Bodies(dossier, dossier.actors)
    assert [bodies.meant(a) for a in dossier.actors if a.name == "union"] == [None]


def test_what_is_a_mediators_is_no_mediation() -> None:
    pages = [
        "Togo offered to mediate between Chad and Niger. “We accept Togo as mediator,” Chad said.",
        "Chad could accept Togo's observers on the buses as long as its police were in front.",
    ]
    read = [read_text(text, f"2026-03-0{n + 1}", f"{n}.txt") for n, text in enumerate(pages)]
    assert Candidates(merge(read)).consent("togo", "chad").answer == "yes"


def test_a_page_may_end_with_an_answer() -> None:
    text = "Togo offered to mediate between Chad and Niger. Asked about Togo, Niger said no"
    shown = Candidates(merge([read_text(text, "2026-03-01", "0.txt")]))
    assert shown.consent("togo", "chad").answer == "unknown"
