"""What a side answers to a mediator: in many words, its own and a page's; office-holders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.bodies import Bodies
from goodoffices.folder.proposals.consents import polarity
from goodoffices.folder.proposals.offices import offering
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


def test_what_another_says_before_a_semicolon_is_no_answer_of_the_next() -> None:
    text = "Togo offered to mediate between Chad and Niger over the weir. Chad wants the weir open."
    said = " Chad opposes any role of Togo; Niger said it would think about it."
    shown = Candidates(merge([read_text(text + said, "2026-03-01", "0.txt")]))
    assert shown.consent("togo", "chad").answer == "no"
    assert shown.consent("togo", "niger").answer == "unknown"


def test_what_something_is_done_to_is_it_rather_than_a_mediator() -> None:
    text = (
        "Chad wants the weir open. Niger refuses to open it. Togo offered to mediate between them."
    )
    said = " The draft was shelved in May after Chad declined to vote on it."
    shown = Candidates(merge([read_text(text + said, "2026-03-01", "0.txt")]))
    assert shown.consent("togo", "chad").answer == "unknown"


WORDINGS = yaml.safe_load(
    (Path(__file__).parents[1] / "reference/answers/wordings.yaml").read_text(encoding="utf-8")
)
BASE = """\
Peru wants the port. “We want the port,” said Rosa Quispe, Peru's foreign minister. The Callao
Dockworkers want pay. “We want pay,” said Luis Ramos, secretary of the Callao Dockworkers. Uruguay,
the Andean Forum and Bishop Tomas Arana offered to mediate between Peru and the Callao Dockworkers.
""".replace("\n", " ")
THIRDS = {
    "Uruguay": ("Uruguay", "Uruguay", "it", "its"),
    "Andean Forum": ("the Andean Forum", "the Forum", "it", "its"),
    "Tomas Arana": ("Bishop Arana", "the bishop", "him", "his"),
}


def filled(words: str, name: str, own: str = "") -> str:
    """Put a mediator's name, or a pronoun, into a wording."""
    told = words.replace("{M's}", own or f"{name}'s").replace("{M}", name)
    return f"{told[:1].upper()}{told[1:]}" if words.startswith("{M") else told


def cells(half: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield pages with the mediator, the side and the answer: every wording in another frame."""
    sides = (
        ("Peru", "Rosa Quispe, Peru's foreign minister", "Peru"),
        ("The union", "Luis Ramos, secretary of the Callao Dockworkers", "Callao Dockworkers"),
    )
    for n, (begins, answer, *words) in enumerate(WORDINGS[half]):
        who = tuple(THIRDS)[n % 3]
        full, office, him, his = THIRDS[who]
        subject, person, side = sides[n % 2]
        offer = f"{full[:1].upper()}{full[1:]} offered to mediate on Monday."
        if begins == "mediator":
            told = filled(words[0], (full, office)[n % 2])
            yield f"“{told},” said {person}.", who, side, answer
            continue
        past, base, rest = words
        again = " ".join(("are", base[3:]) if base.startswith("be ") else (base,))
        ours = rest.replace(" its ", " our ")
        frames = (
            f"{subject} {past} {filled(rest, full)}.",
            f"{offer} {subject} {past} {filled(rest, him, his)}.",
            f"{person}, said that it would {base} {filled(rest, office)}.",
            f"“We {again} {filled(ours, full)},” said {person}.",
            f"{offer} “We {again} {filled(ours, him, his)},” said {person}.",
        )
        yield frames[n % 5], who, side, answer
        if answer == "yes" and n % 3 == 0:
            denied = again.replace("are ", "are not ") if again != base else f"do not {again}"
            yield f"“We {denied} {filled(ours, full)},” said {person}.", who, side, "no"
            terms = (
                f"“We {again} {filled(ours, full)}, provided that the gates open,” said {person}."
            )
            yield terms, who, side, "conditional"


@pytest.mark.parametrize(("half", "least", "wrong"), [("shown", 0.9, 0), ("kept", 0.83, 2)])
def test_a_wording_is_read_in_every_frame(half: str, least: float, wrong: int) -> None:
    told = list(cells(half))
    pages = (read_text(t, "2026-03-02", f"{n}.txt") for n, (t, *_rest) in enumerate(told))
    shown = Candidates(merge([read_text(BASE, "2026-03-01", "base.txt"), *pages]))
    assert {one.actor.name for one in shown.mediators()} == set(THIRDS)
    files = {d.name: d.id for d in shown.dossier.documents}
    given: dict[tuple[str, str, str], set[str]] = {}
    for vote in shown.answers:
        given.setdefault((vote.source, vote.mediator, vote.side), set()).add(vote.answer)
    found = [
        given.get((files[f"{n}.txt"], by_name(shown, who), by_name(shown, side)), set())
        for n, (_text, who, side, _answer) in enumerate(told)
    ]
    right = sum(f == {answer} for f, (*_rest, answer) in zip(found, told, strict=True))
    amiss = [(t, f) for f, (t, *_r, a) in zip(found, told, strict=True) if f - {a}]
    assert right >= least * len(told), f"{right} of {len(told)}"
    assert len(amiss) <= wrong, amiss


def test_indirect_speech_may_go_on_after_a_sentence_of_two_statements() -> None:
    page = (
        "Rosa Quispe, Peru's foreign minister, said that Peru wanted a port and that it asked for "
        "pay. Uruguay would be welcome too. “We are ready,” Quispe said."
    )
    shown = Candidates(merge([read_text(BASE, "2026-03-01"), read_text(page, "2026-03-02")]))
    given = {(v.side, v.answer) for v in shown.answers if v.mediator == "uruguay"}
    assert ("peru", "yes") in given


HEARING = """\
QUESTION (Radio Volta): And the mayor?

MR BAAH: {mayor}

QUESTION (Keta Post): Bishop Ofori has offered to mediate. What is your answer to the bishop?

MR BAAH: {bishop}

QUESTION (Keta Post): Would you object to Bishop Ofori?

MR BAAH: No."""


@pytest.mark.parametrize(
    ("mayor", "bishop", "answers"),
    [
        ("She sat with the owners. No. Not her.", "Of course he may.", ("no", "yes")),
        ("By all means. She is welcome.", "Let him pay first and he may try.", ("yes", "if")),
        ("We would sit with her, yes, but only here.", "We will not have him.", ("if", "no")),
        ("Ask me that another day.", "He buried my father.", (None, None)),
    ],
)
def test_an_answer_is_to_whom_the_question_named(
    mayor: str, bishop: str, answers: tuple[str | None, str | None]
) -> None:
    page = HEARING.format(mayor=mayor, bishop=bishop)
    read = [*HARBOUR[:2], page]
    shown = Candidates(
        merge(read_text(t, f"2026-03-0{n}", f"{n}.txt") for n, t in enumerate(read, 1))
    )
    dockers = by_name(shown, "Volta Dockworkers")
    thirds = [by_name(shown, name) for name in ("Esi Arthur", "Yaw Ofori")]
    told = {
        v.mediator: v.answer.replace("conditional", "if")
        for v in shown.between.votes_on(frozenset(thirds))
        if v.side == dockers and v.source == shown.dossier.documents[-1].id
    }
    assert tuple(told.get(third) for third in thirds) == answers


def test_whoever_offers_to_host_the_sides_is_told_apart_from_who_offers_talks() -> None:
    said = (
        "Oman has let both sides know it would host them. Qatar stood ready to step in. Chad "
        "offered talks on the wells. Niger rejected an offer by Oman to mediate. Mali refused."
    )
    shown = Candidates(merge([read_text(said, name="0.txt")]))
    assert {one.actor for one in offering(shown.pages, shown.principal)} == {"oman", "qatar"}


def test_a_bishop_is_his_diocese() -> None:
    text = "Bishop Yaw Ofori of Keta prayed. The Diocese of Keta waited. Bishop Kofi Mensah left."
    shown = Candidates(merge([read_text(text, name="0.txt")]))
    assert shown.principal(by_name(shown, "Yaw Ofori")) == by_name(shown, "Diocese of Keta")
    assert shown.principal(by_name(shown, "Kofi Mensah")) == by_name(shown, "Kofi Mensah")
