"""Whose names are one band's, whose a camp is, and who is a side by himself."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text


def read(*pages: str) -> Candidates:
    return Candidates(
        merge(read_text(text, f"2026-03-0{n}", f"{n}.txt") for n, text in enumerate(pages, 1))
    )


def named(shown: Candidates, part: str) -> str | None:
    """Return the name of whom the one actor stands for whose name has a part."""
    found = {shown.principal(a.id) for a in shown.actors.values() if part in a.name}
    side = found.pop() if len(found) == 1 else None
    return shown.actors[side].name if side else None


RIVALS = (
    """Togo's strongman Kofi Mensah refused to leave office. The camp of his rival, Ama Brann,
wants a recount. ECOWAS mediates between Kofi Mensah and Ama Brann.""",
    """Ama Brann, Togo's former premier, rejected a recount. Mensah's government offered talks.
Brann's supporters marched in Lomé. Brann demands an amnesty.""",
    "Ama Brann refused the talks that ECOWAS offered. Mensah's government wants a new vote.",
    "Brann spokeswoman Efua Sarr said that the courts must be freed. Ama Brann wants a new court.",
)


def test_a_person_with_a_camp_and_without_an_office_is_a_side() -> None:
    parties = {shown.actor.name for shown in read(*RIVALS).parties()}
    assert "Ama Brann" in parties
    assert "Ama Brann" not in {m.actor.name for m in read(*RIVALS).mediators()}


def test_who_speaks_for_a_person_is_of_his_side_and_he_of_the_state_he_governs() -> None:
    shown = read(*RIVALS)
    assert named(shown, "Efua") == "Ama Brann"
    assert named(shown, "Mensah") == "Togo"


@pytest.mark.parametrize(
    "names",
    [
        ("Houthi rebels", "The Houthis", "Houthi forces"),
        ("The Maoists", "Maoist guerrillas", "Maoist fighters"),
        ("Contra rebels", "The Contras", "Contra troops"),
    ],
)
def test_a_name_and_its_fighters_are_one_band(names: tuple[str, str, str]) -> None:
    shown = read(*(f"Chad met {n}. {n} refused to leave the road. {n} want aid." for n in names))
    groups = [a for a in shown.actors.values() if a.kind in {"group", "organisation"}]
    assert len({shown.principal(a.id) for a in groups}) == 1


@pytest.mark.parametrize("title", ["rebel leader", "rebel spokesman", "rebel negotiator"])
def test_who_leads_rebels_is_of_them_and_not_of_their_state(title: str) -> None:
    shown = read(
        f"Chad and the rebels met in Doha. Chadian {title} Idris Sarr wants a truce. "
        "The rebels refused to leave the road."
    )
    assert named(shown, "Idris") == "rebels"


@pytest.mark.parametrize(
    "called",
    [
        "African Union mediator and former Zambian premier Ken Kalu",
        "The African Union's negotiator, former Zambian premier Ken Kalu,",
        "The Zambian premier, Ken Kalu, who is the African Union's envoy,",
        "Ken Kalu, the African Union's mediation chief and former Zambian premier,",
    ],
)
def test_who_mediates_for_a_bloc_does_so_whatever_his_state(called: str) -> None:
    shown = read(f"{called} met Chad and Niger. Ken Kalu mediates between Chad and Niger.")
    assert "Zambia" not in {m.actor.name for m in shown.mediators()}
    assert "African Union" in {m.actor.name for m in shown.mediators()}


@pytest.mark.parametrize(
    "wishes",
    [
        (
            "The goal of the United Nations is to resolve the matter in peace.",
            "The United Nations wants the parties to show restraint before the rains come.",
            "The United Nations demanded that the conflict be settled at a table.",
        ),
        (
            "Chad asked the United Nations to watch the truce along the lake shore.",
            "The United Nations refused to count the boats. It wants the talks to go on.",
            "The Lake Front demanded that the United Nations guard the wells in the south.",
        ),
    ],
)
def test_a_bloc_that_only_wants_a_settlement_is_no_party(wishes: tuple[str, ...]) -> None:
    shown = read(
        f"Chad rejected a truce with the Lake Front on the northern road. {wishes[0]}",
        f"The Lake Front wants the ferry opened. Chad refused to open it. {wishes[1]}",
        f"Chad demands that the weapons be handed over. The Lake Front said no. {wishes[2]}",
        "The Lake Front demands aid for the villages. Chad offered forty trucks of grain.",
    )
    assert {p.actor.name for p in shown.parties()} == {"Chad", "Lake Front"}


def test_a_bloc_that_wants_things_itself_is_a_party() -> None:
    shown = read(
        "Chad rejected the quota. The European Union wants the quota cut by half.",
        "The European Union demands that the nets be taken in. Chad refused to do it.",
        "Chad wants the ports opened. The European Union threatened to close the market.",
        "The European Union rejected a fee of two euros. Chad demanded a fee of four.",
    )
    assert {p.actor.name for p in shown.parties()} == {"Chad", "European Union"}
