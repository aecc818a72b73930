"""Stances: from the cue first, then from the words, and unknown where they say nothing or both."""

from __future__ import annotations

from itertools import product

import pytest

from goodoffices.evidence.across.stances import stance
from goodoffices.read import read_text

FOR = ["called for", "demanded", "welcomed", "accepted", "insisted on", "supported", "urged"]
AGAINST = ["rejected", "opposed", "ruled out", "turned down", "condemned", "refused"]


def of(text: str) -> list[str]:
    """Return the stances of a text's statements."""
    return [stance(s) for s in read_text(text).statements]


@pytest.mark.parametrize(("cue", "want"), [*product(FOR, ["for"]), *product(AGAINST, ["against"])])
def test_a_position_takes_its_stance_from_its_cue(cue: str, want: str):
    assert want in of(f"Chad {cue} the idea of a joint patrol.")


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("There will be no joint patrol", "against"),
        ("We will not hand over a single gun", "against"),
        ("A patrol is not a border", "against"),
        ("We have no need of Lisbon at this table", "against"),
        ("The patrol must go home", "for"),
        ("We want the patrol back", "for"),
        ("The patrol is welcome", "for"),
        ("We have no objection to a patrol", "for"),
        ("We will send a patrol if the road is opened", "conditional"),
        ("Chad would accept a patrol only under one flag", "conditional"),
        ("No patrol without the road", "conditional"),
        ("The patrol left at noon", "unknown"),
        ("There is room for two patrols and no more", "for"),
        ("We said two; now we say four, provided that the road stays open", "conditional"),
        ("We are against a patrol on our side", "against"),
        ("The men would go before a court", "for"),
        ("We have nothing against a patrol", "for"),
        ("We have not refused a patrol", "unknown"),
        ("If Chad wishes a patrol, our answer is yes", "for"),
    ],
)
def test_else_from_its_own_words(words: str, want: str):
    assert of(f"“{words},” Togo’s envoy, Ann Reed, said.") == [want]


@pytest.mark.parametrize(
    "text",
    [
        "Chad denied that it had sent a patrol.",
        "Chad rejected the accusation of piracy.",
        "Chad accused Niger of sending a patrol.",
        "Chad pledged that it would not enter the strait.",
    ],
)
def test_matters_of_fact_are_no_stance(text: str):
    assert set(of(text)) <= {"unknown"}
