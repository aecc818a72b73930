"""What of a clause is a way to settle a matter, and in which words it is told."""

from __future__ import annotations

import pytest

from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

OPENING = "Chad and Niger met over the lake. "


def levels(text: str) -> set[str]:
    """Return the levels that a page names."""
    shown = Candidates(read_text(OPENING + text, "2026-06-04", "1.txt"))
    return {one.level for one in (*shown.bids, *shown.remarks) if one.level}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            "Chad's minister, Ana Soto, said the lock would open twice a day.",
            "the lock opens twice a day",
        ),
        (
            "Chad demands that the two buoys be moved to the east.",
            "the two buoys moved to the east",
        ),
        ("Niger said the pump must be sold.", "the pump sold"),
        ("Niger said the ferry had to go.", "the ferry goes"),
        (
            "“There would be one net to ten boats,” Chad's minister, Ana Soto, said.",
            "one net to ten boats",
        ),
        (
            "“Six hundred nets is what we can carry,” Chad's minister, Ana Soto, said.",
            "Six hundred nets",
        ),
        (
            "“A card for fishermen would be acceptable,” Chad's minister, Ana Soto, said.",
            "A card for fishermen",
        ),
        ("The quay has stayed shut since May.", "the quay stays shut"),
        ("“The nets go back first,” Chad's minister, Ana Soto, said.", "the nets go back first"),
        ("Chad would like to see the lake dredged by winter.", "the lake dredged by winter"),
    ],
)
def test_what_is_to_be_is_a_level_without_its_helping_verbs(text: str, level: str) -> None:
    assert level.casefold() in {one.casefold() for one in levels(text)}


@pytest.mark.parametrize(
    "text",
    [
        "“We have sixty-three nets,” Chad's minister, Ana Soto, said.",
        "“A lake does not climb into a boat,” Chad's minister, Ana Soto, said.",
        "“One does not weigh a net,” Chad's minister, Ana Soto, said.",
        "“Should fire come over the lake, nobody fishes,” Chad's minister, Ana Soto, said.",
        "“From there one can see the weir,” Chad's minister, Ana Soto, said.",
        "“They shall not forget that we bring the weir to them,” Ana Soto of Chad said.",
        "“The village will be dark at Christmas,” Chad's minister, Ana Soto, said.",
        "“Nine men were on the boats,” Chad's minister, Ana Soto, said.",
        "“They would be freed,” Chad's minister, Ana Soto, said.",
        "Chad will take him if the guards leave. Niger wants them to be freed.",
    ],
)
def test_how_things_are_and_what_is_only_said_of_them_is_no_level(text: str) -> None:
    assert levels(text) == set()


def test_what_is_refused_is_told_with_its_denial_once() -> None:
    text = (
        "Chad rejects any patrol by police. Niger refused to sell the ferry. Niger hires no guards."
    )
    found = levels(text)
    assert {"no patrol by police", "not sell the ferry"} <= found
    assert not any("not hire no" in one for one in found)
