"""Who stands between sides by what it does, and whose people are by what joins their names."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.bodies import misread
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PAGES = (
    """\
The Gilders' Guild demands a new kiln. The guild said that it would not pay for the old one. \
Marwick Ceramics refused to buy a kiln. The company's foreman, Hugo Brandt, said that the old one \
would do. Guild member Asta Kroll called that a joke. Ivo Lanz, who leads the gilders, demanded an \
answer by Friday. Doctor Ruth Adler invited both sides to her house. The Harbour Chamber offered a \
round table.
""",
    """\
The Gilders' Guild threatened a strike. Ivo Lanz said that the guild wanted a kiln by May. \
Marwick Ceramics rejected the demand. “We have a kiln,” said Hugo Brandt. Karl Vey of the \
company said that a strike would cost 40 jobs. Hanna Zoll, a rival of the guild, laughed.
""",
)


@pytest.fixture(scope="module")
def shown() -> Candidates:
    return Candidates(merge(read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(PAGES)))


@pytest.mark.parametrize(
    ("person", "side"),
    [
        ("hugo-brandt", "marwick-ceramics"),  # "the company's foreman, X"
        ("asta-kroll", "gilders-guild"),  # "guild member X"
        ("ivo-lanz", "gilders-guild"),  # "X, who leads the gilders"
        ("karl-vey", "marwick-ceramics"),  # "X of the company"
        ("hanna-zoll", "hanna-zoll"),  # a rival of the guild is not the guild's
    ],
)
def test_a_person_is_of_the_side_that_the_name_is_joined_to(
    shown: Candidates, person: str, side: str
) -> None:
    assert shown.principal(person) == side


def test_whoever_turns_to_both_sides_or_offers_a_table_stands_between(shown: Candidates) -> None:
    sides = {one.actor.id for one in shown.parties()}
    assert sides == {"gilders-guild", "marwick-ceramics"}
    assert {one.actor.id for one in shown.mediators()} == {"ruth-adler", "harbour-chamber"}


def test_what_turns_to_both_sides_rests_on_its_own_clause(shown: Candidates) -> None:
    for one in shown.mediators():
        assert one.borne
        assert set(one.borne) <= set(one.evidence)
        assert all(shown.claim(claim) for claim in one.evidence)


UNION = """\
The United Bargemen and Dockers Union demands a pilot on every barge. Ubadu will strike in May. \
The Lorm Barges want no pilots. “We steer,” said Mr Aldo Ricci of Ubadu. “They do not,” said Tessa \
Lorm, the managing director. The company rejected a pilot. The company refused to pay.
"""


def test_a_name_of_initials_and_a_family_name_mean_their_bodies() -> None:
    shown = Candidates(merge([read_text(UNION, "2026-06-07", "1.txt")]))
    names = {a.id: a for a in shown.actors.values()}
    whole = next(a.id for a in names.values() if a.name == "United Bargemen and Dockers Union")
    assert {shown.principal(a.id) for a in names.values() if "Ubadu" in a.name} == {whole}
    assert shown.principal("tessa-lorm") == "the-lorm-barges"


def test_many_things_behind_a_family_name_are_a_company() -> None:
    found = read_text(UNION, "2026-06-07", "1.txt").actors
    barges = next(a for a in found if "Barges" in a.name)
    assert barges.kind == "organisation" or misread(barges, {"Lorm"})


CHIEF = """\
The Tannery Board wants the lime pits shut. Anna Reth, its chief executive, said that the pits \
leaked. The Cobblers' Guild refuses. “Our soles need lime,” said guild warden Jobst Ammann.
"""


def test_a_chief_executive_is_no_chief_who_could_stand_between() -> None:
    shown = Candidates(merge([read_text(CHIEF, "2026-06-07", "1.txt")]))
    assert "anna-reth" not in shown.between.holders.actors
    assert shown.principal("jobst-ammann") == "cobblers-guild"


PROPOSED = (
    """\
Peru demands the mule tolls back. Bolivia refuses to pay tolls. “The pass closes in May,” said \
Esma Vara, the spokesperson of the Peruvian Foreign Ministry. Bolivia \
expressed its support for mediation including Chile and Spain.
""",
    """\
Peru wants the pass marked. Bolivia rejected any mark, and refused to pay for one. Bolivia \
threatened to close the road. Former president Elena Quispe of Peru invited \
both governments to her farm. “My door is open, and the soup is on, for both,” said the \
abbot, Tomas Vela.
""",
)


def test_who_is_proposed_among_mediators_and_a_former_president_stand_between() -> None:
    pages = (read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(PROPOSED))
    shown = Candidates(merge(pages))
    assert {one.actor.id for one in shown.parties()} == {"peru", "bolivia"}
    found = {one.actor.id for one in shown.mediators()}
    assert {"chile", "spain", "elena-quispe", "tomas-vela"} <= found
    assert not found & {"peru", "bolivia"}


def test_a_ministry_named_with_its_state_is_that_state() -> None:
    pages = (read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(PROPOSED))
    shown = Candidates(merge(pages))
    assert shown.principal("esma-vara") == "peru"
