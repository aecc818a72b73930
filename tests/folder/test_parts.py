"""Who likely has which part: counts of all pages weighed together, by weights that keys teach."""

from __future__ import annotations

from tests.folder.test_who_is_a_party import of
from tools.learn_parts import PartRow, learnt_part

from goodoffices.evidence.claims import Actor
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.parts import PARTS, WeighedParts
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read.words import table

HOSTED = """
Chad wants the weir opened. Niger refused to open it. Ghana asked Chad and Niger to a meeting
in Accra. Chad is willing to have Ghana mediate.

Niger demands a toll. Chad refused to pay a toll. Ghana’s foreign minister, Ida Brann, gave both
sides a paper. Niger accepts Ghana as a mediator.

Ghana demands a toll of two dollars. Chad rejected the toll. Niger threatened to close the weir.

Chad demands the weir. Niger refused to leave the weir. Ghana wants an answer by Friday.

Niger closed the road to the weir. Chad sent its lorries home. Chad wants the road opened.

Chad arrested two fishermen of Niger. Niger demands the fishermen back. Chad refused.

Niger will not sign without a toll, it said. Chad said it would sign without one. Ghana demands
an answer from Chad.

Chad denied that its guards had shot at a boat. Niger accused Chad of it. Ghana wants
the fishermen freed and refused to name a day for the next round.
"""


def weighed(**told: dict[str, int]) -> WeighedParts:
    """Return three actors of ten pages with some counts."""
    known = {
        name: Actor(id=name, name=name.title(), kind="state", spans=())
        for name in ("chad", "niger", "ghana")
    }
    places = {name: [Span(f"p{n}", 0, 4, name) for n in range(8)] for name in known}
    times = {name.replace("_", " "): times for name, times in told.items()}
    return WeighedParts(known, times, places, 10)


def test_who_wants_and_refuses_is_a_side_and_whom_sides_answer_is_between() -> None:
    told = weighed(
        bids_want={"chad": 12, "niger": 9, "ghana": 1},
        bids_done={"chad": 6, "niger": 6},
        asked={"chad": 1, "niger": 1},
        speaks={"chad": 8, "niger": 8, "ghana": 3},
        answers={"chad": 1, "niger": 1},
        answered_by={"ghana": 2},
        answers_as_a_side={"chad": 1, "niger": 1},
        answered_as_a_side={"ghana": 2},
        turns={"ghana": 3},
        between={"ghana": 4},
    )
    assert set(told.likely("party")) == {"chad", "niger"}
    assert told.likely("third") == ("ghana",)


def test_whom_nothing_is_counted_of_has_no_part() -> None:
    places: dict[str, list[Span]] = {}
    told = WeighedParts(
        {"peru": Actor(id="peru", name="Peru", kind="state", spans=())}, {}, places, 0
    )
    assert not any(told.likely(part) for part in PARTS)


def test_a_state_that_hosts_and_proposes_is_between_and_no_party() -> None:
    read = of(HOSTED)
    assert {one.actor.name for one in read.parties()} == {"Chad", "Niger"}
    assert {one.actor.name for one in read.mediators()} == {"Ghana"}
    assert all(one.evidence for one in (*read.parties(), *read.mediators()))


def test_a_few_pages_are_not_weighed() -> None:
    read: Candidates = of("\n\n".join(HOSTED.strip().split("\n\n")[:2]))
    assert "weighed" not in read.__dict__
    assert read.parties()
    assert "weighed" not in read.__dict__


def test_the_same_counts_teach_the_same_weights() -> None:
    rows = [
        PartRow(
            {"turns": float(n % 2), "noise": float(n % 3)},
            {"party": False, "third": n % 8 in {1, 3, 5}},
        )
        for n in range(48)
    ]
    found = learnt_part(rows, "third")
    assert found == learnt_part(rows, "third")
    assert found["turns"] > 1 > abs(found["noise"])


def test_both_parts_have_weights_of_the_same_counts() -> None:
    weights = table("parts.json")
    assert set(weights) == set(PARTS)
    assert set(weights["party"]) == set(weights["third"])
