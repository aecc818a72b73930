"""Headlines: who told it behind a dash, capitals, two names and a bare verb; and what is no act."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text

HEADED = """
AGREE | niger | chad libya | Niger agrees to mediate between Chad and Libya - Kenyan state media
AGREE | niger | chad libya | Niger to host Chad-Libya talks - Kenyan minister
AGREE | niger | chad libya | Niger Offers to Mediate Chad-Libya Talks
SUPPORT | chad libya | chad libya | Chad and Libya sign truce
SUPPORT | chad libya | chad libya | Chad and Libya sign truce – Lake Post
COERCE | chad | libya | Chad returned to its “maximum pressure” campaign against Libya last month.
ASSAULT | ali-kol | | Soldiers loyal to General Ali Kol attacked the palace.
REJECT | lawmakers | junta | Lawmakers rejected the junta's plan to hold an election in May.
ACCUSE | chad | libya | Chad accused Libya of arming rebels, a charge Tripoli rejected.
REJECT | libya | chad | Chad accused Libya of arming rebels, a charge Tripoli rejected.
ASSAULT | rebels | | The army lost a fort. Rebels attacked it, killing nine of them.
PROTEST | | | Farmers blocked the road to protest against the price of seed.
AGREE | ann-reed | chad | Ann Reed is sure it must be settled at once and promised Chad's help.
"""


@pytest.mark.parametrize("line", HEADED.strip().splitlines())
def test_who_does_what_to_whom(line: str) -> None:
    kind, actors, others, text = (part.strip() for part in line.split("|"))
    found = {(e.type, frozenset(e.actors), frozenset(e.recipients)) for e in read_text(text).events}
    assert (kind, frozenset(actors.split()), frozenset(others.split())) in found, found


NO_ACTS = (
    "Chad's mission to the UN declined to comment.",
    "The president returned to power.",
    "Chad returned to the negotiating table.",
)


@pytest.mark.parametrize("text", NO_ACTS)
def test_a_mission_and_a_way_back_are_no_visits(text: str) -> None:
    assert not [e for e in read_text(text).events if e.cameo == "042"]


def test_what_a_spokesman_said_is_no_aside() -> None:
    read = read_text("The talks had ended, a ministry spokesman Ali Kol said.")
    assert [s.speaker for s in read.statements] == ["ali-kol"]
