"""States that no list knows are learnt from the pages; nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.claims import Dossier
from goodoffices.folder import ingest
from goodoffices.folder.ingest import Named
from goodoffices.read import read_document
from goodoffices.read.document.intake import text_document
from goodoffices.read.formats.format import InputPiece
from goodoffices.read.who.gazetteer import Learnt, knowing
from goodoffices.read.who.unlisted import unlisted


def learnt(*texts: str) -> Learnt:
    return unlisted([text_document(text, name="", published="2026-05-04") for text in texts])


def states(*texts: str) -> set[str]:
    return {one.name for one in learnt(*texts).states}


def named(form: str, *texts: str) -> set[str]:
    return {surface for surface, _id, kind in learnt(*texts).names if kind == form}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "The talks opened. Envoys of the Republic of Mirosta came late, and left early.",
            "Mirosta",
        ),
        (
            "A patrol from Tarvenia was stopped. Tarvenia's army denied that it had fired.",
            "Tarvenia",
        ),
        (
            "In Oskelund people shrugged. Oskelund's foreign minister, Pia Lorne, did not.",
            "Oskelund",
        ),
        ("Trade with Belvaria has stopped. The Belvarian ambassador left on Sunday.", "Belvaria"),
        ("Ships from New Corvany turned back. New Corvany's navy had warned them.", "New Corvany"),
        ("She had flown in from Duvrek. Duvrek Foreign Minister Ola Brisk met her.", "Duvrek"),
        (
            "A note went to Sant-Oriel. The Queen of Sant-Oriel is Queen Maud of Sant-Oriel.",
            "Sant-Oriel",
        ),
        (
            "Wine comes from Pelusia. Present: Ms T. Orde (Foreign Minister, Pelusia), who spoke.",
            "Pelusia",
        ),
    ],
)
def test_what_has_a_states_things_is_a_state(text: str, state: str) -> None:
    assert states(text) == {state}


@pytest.mark.parametrize(
    "text",
    [
        # a person
        "Foreign Minister Jana Roskel spoke. The paper called it Roskel's army of clerks.",
        "Mr Tavik said no. Tavik's ambassador friend said yes, and so did Tavik's cabinet.",
        # a firm
        (
            "Workers at Halvorn Mining struck. Halvorn's president said that Halvorn's ministry of "
            "silence was no joke."
        ),
        # a town
        (
            "The town of Quessel voted. Quessel's parliament of cats and Quessel's government of "
            "dogs are carved in stone."
        ),
        (
            "In Brosk the mayor waited. Brosk's mayor said that Brosk's government would pay; "
            "Brosk's territory is small."
        ),
        # a province
        (
            "Fighting in Ondara went on. Ondara province is poor. Ondara's government and Ondara's "
            "parliament met."
        ),
        # a movement
        "Men of Zarrab fled. The Zarrab rebels said that Zarrab's army was whole.",
        # what the list knows
        "Chad's army and Chad's foreign minister said nothing.",
        # common nouns and bodies
        "Parliament's army of lawyers came. The Front's foreign minister stayed.",
        "The Assembly's ambassador spoke. In Monday's cabinet nobody did.",
        # one mark that others have as well
        "Rain fell in Lusk. Lusk's government was wet.",
    ],
)
def test_nothing_else_is_a_state(text: str) -> None:
    assert states(text) == set()


def test_its_people_and_its_seat_are_learnt_with_it() -> None:
    text = (
        "SELM, Tarvenia (AP) - Tarvenia's army is near. The Tarvenian cabinet met, and Tarvenians "
        "slept. Selm said on Monday that it would not move. In Orlo, the Oskelundish capital, "
        "nobody spoke; Oskelund's embassy in Selm was shut, and trade with Oskelund has ended."
    )
    assert states(text) == {"Tarvenia", "Oskelund"}
    assert named("people", text) == {"Tarvenian", "Tarvenians", "Oskelundish"}
    assert named("seat", text) == {"Selm", "Orlo"}


def test_a_letterhead_tells_the_seat() -> None:
    text = (
        "REPUBLIC OF MIROSTA\nOffice of the President\nVelm, 3 May 2026\n\nExcellency,\n"
        "Your note has come. Those who speak for Mirosta will be there on Sunday.\n"
    )
    assert states(text) == {"Mirosta"}
    assert named("seat", text) == {"Velm"}


def test_what_is_a_seat_is_no_state_though_it_has_a_minister() -> None:
    text = (
        "In Ilm, Tarvenia's capital, bells rang. Traffic to Ilm stopped. Ilm's foreign minister "
        "shrugged. Those from Tarvenia left. Tarvenia's army did not."
    )
    assert states(text) == {"Tarvenia"}


def read(*texts: str) -> list[Dossier]:
    documents = [text_document(text, name="", published="2026-05-04") for text in texts]
    with knowing(unlisted(documents)):
        return [read_document(one) for one in documents]


def test_a_learnt_state_is_one_with_its_adjective_government_and_seat() -> None:
    _first, second = read(
        "Envoys went to Tarvenia. Tarvenia's army denied that it had fired.",
        "Soldiers came. The Tarvenian government rejected the plan on Sunday. Tarvenia wants its "
        "bridge back, Defence Minister Oda Falk of Tarvenia said.",
    )
    actors = {a.id: a for a in second.actors}
    assert actors["tarvenia"].kind == "state"
    assert actors["tarvenia"].country is None  # it has no code
    assert actors["oda-falk"].affiliation == "tarvenia"
    assert "tarvenian-government" not in actors


def test_pages_read_without_one_another_know_nothing_of_it() -> None:
    (alone,) = read("The Tarvenian government rejected the plan on Sunday.")
    assert "tarvenia" not in {a.id for a in alone.actors}


def test_what_is_too_large_to_be_held_is_closed_and_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        "a.txt": "OSK, May 4, 2026\n\nThe Tarvenian government rejected the plan on Sunday.\n",
        "b.txt": "OSK, May 5, 2026\n\nEnvoys went to Tarvenia. Tarvenia's army had not fired.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    opened: list[str] = []
    pieces = ingest._pieces

    def counted(named: Named, published: str | None) -> Iterator[InputPiece | UnreadableInput]:
        opened.append(Path(str(named)).name)
        yield from pieces(named, published)

    monkeypatch.setattr(ingest, "_pieces", counted)
    held = ingest.read_all([tmp_path])
    assert opened == ["a.txt", "b.txt"]
    assert "tarvenia" in {actor.id for actor in held.dossier.actors}
    room = len(texts["a.txt"].encode()) * 2 + 1  # the first and its text, and no more
    monkeypatch.setattr(ingest, "HELD", room)
    opened.clear()
    assert ingest.read_all([tmp_path]) == held
    assert opened == ["a.txt", "b.txt", "b.txt"]
    monkeypatch.setattr(ingest, "HELD", 0)
    opened.clear()
    assert ingest.read_all([tmp_path]) == held
    assert sorted(opened) == ["a.txt", "a.txt", "b.txt", "b.txt"]
