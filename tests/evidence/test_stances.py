"""Stances: from the cue first, then from the words, and unknown where they say nothing or both."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from goodoffices.evidence.across.stances import stance
from goodoffices.evidence.across.tones import spoken, taken
from goodoffices.evidence.across.worth import worth
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


def test_what_stands_before_its_cue_is_judged_by_it():
    text = "That the patrol should cross, Togo’s envoy Ann Reed ruled out with a wave."
    assert of(text) == ["against"]


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


@pytest.mark.parametrize(
    ("about", "want"),
    [
        ("ship", "conditional"),
        ("fine", "for"),
        ("patrol boat", "against"),
        ("wage", "conditional"),
    ],
)
def test_of_words_on_several_matters_those_count_that_name_the_one(about: str, want: str):
    words = "The ship will not sail before the fine is paid. There will be no patrol."
    assert spoken(words, about=about) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("The day that the guards leave, the ferry may sail", "conditional"),
        ("From the moment when the guns fall silent, the ferry can sail", "conditional"),
        ("He may come to the extent that he brings no guns", "conditional"),
        ("Let them pay the fine and they can have the ship. Not before.", "conditional"),
        ("They will answer to a court first", "for"),
        ("He will face trial in Lima", "for"),
        ("We will answer tomorrow", "unknown"),
        ("There was nothing to negotiate", "against"),
        ("There was nothing to discuss before the ferry sailed again", "for"),
        ("Sharing a well is how you start a feud", "against"),
        ("A fence with two gates in it is still a fence", "against"),
        ("All the hostages are still in the city", "unknown"),
    ],
)
def test_terms_courts_and_what_is_no_better_for_being_changed(words: str, want: str):
    assert spoken(words) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The minister of Togo called the account a sensible drawer.", "for"),
        ("The minister of Togo called the patrol a farce.", "against"),
    ],
)
def test_what_something_is_called_is_judged_by_it(text: str, want: str):
    assert want in of(text)


@pytest.mark.parametrize(
    ("behind", "want"),
    [("", "against"), (", before the guns left", "conditional"), (", before leaving", "against")],
)
def test_a_term_behind_who_says_it_counts(behind: str, want: str):
    read = read_text(f"There would be no patrol, Togo’s envoy Ann Reed said{behind}.").statements[0]
    assert stance(replace(read, spans=read.spans[:1])) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("Chad could live with a patrol", "for"),
        ("Chad could live with a patrol, so long as it is heard first", "conditional"),
        ("Chad could not live with a patrol", "against"),
    ],
)
def test_what_can_be_lived_with_is_granted(words: str, want: str):
    read = read_text(f"{words}, Togo’s envoy Ann Reed said.").statements[0]
    page = read.sentence.exact
    cue, held = (
        replace(read.sentence, start=page.index(one), end=page.index(one) + len(one), exact=one)
        for one in ("live", words[words.index("with") :])
    )
    assert stance(replace(read, cue="live", cue_span=cue, spans=(held,))) == want


@pytest.mark.parametrize(
    ("words", "about", "want"),
    [
        (
            "Six officers we could put up with. Twenty-four we cannot accept.",
            "post",
            {
                "for": "Six officers we could put up with.",
                "against": "Twenty-four we cannot accept.",
            },
        ),
        (
            "Blue helmets, yes. Men in waistcoats, no. It rained.",
            "observers",
            {"for": "Blue helmets, yes.", "against": "Men in waistcoats, no."},
        ),
        ("The patrol left at noon", "patrol", {"unknown": "The patrol left at noon"}),
        (
            "We want the patrol back. It is ours.",
            "patrol",
            {"for": "We want the patrol back. It is ours."},
        ),
    ],
)
def test_a_statement_for_one_thing_and_against_another_takes_both_stances(
    words: str, about: str, want: dict[str, str]
):
    assert dict(taken(words, about=about)) == want


@pytest.mark.parametrize(
    ("clause", "want"),
    [
        ("it is a lifeline", 1),
        ("it is not a lifeline", -1),
        ("a cure for the plague", 0),
        ("it is a cure for the plague", 1),
        ("a poisoned gift is a trap", -1),
        ("it would heal the wound", 1),
        ("it would feed the fraud", -1),
        ("it would end the misery", 1),
        ("it would not hurt the farmers", 1),
        ("it would hurt nobody", 1),
        ("it rewards theft", -1),
        ("we are desperate", 0),
        ("they are cowards and crooks", 0),
        ("my uncle calls it robbery", -1),
        ("we would sign our own surrender", -1),
        ("the ferry leaves at noon", 0),
    ],
)
def test_what_is_good_or_bad_is_put_together(clause: str, want: int):
    assert worth(clause) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("Nobody consulted the weavers", "against"),
        ("A loan is how they all begin", "against"),
        ("Forty is what the valley needs", "for"),
        ("Not while I live", "against"),
        ("Three weeks, and we can talk", "conditional"),
        ("Sharing a well with them is like lending a knife to a wolf", "against"),
        ("He pledged a bridge", "unknown"),
        ("The lottery is two pages long", "unknown"),
    ],
)
def test_other_peoples_ways_and_bargains_of_fragments(words: str, want: str):
    assert spoken(words) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [("A treaty was not a menu", "against"), ("The patrol had to be home by May", "for")],
)
def test_reported_words_are_read_as_they_were_said(words: str, want: str):
    assert spoken(words, reported=True) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("The growers balked at a quota", "against"),
        ("The pilots have misgivings about the shared tower", "against"),
        ("The diocese has vowed to fight the sale", "against"),
        ("The co-operative is keen on a second quay", "for"),
        ("The mayors argued for a longer season", "for"),
        ("The bakers can not do without the ovens", "for"),
        ("The sale of the hall hinges on the roof", "conditional"),
        ("Should the rent be lowered, we would stay", "conditional"),
        ("The growers bought a boat", "unknown"),
    ],
)
def test_verbs_of_stance_in_a_report_are_read(words: str, want: str):
    assert spoken(words) == want


STATEMENTS = Path(__file__).parents[1] / "reference" / "stances" / "statements.jsonl"


@pytest.mark.parametrize(
    ("last", "kept", "right", "turned"),
    [
        (410, False, 0.93, 0.02),
        (410, True, 0.77, 0.1),
        (569, False, 0.9, 0.04),
        (569, True, 0.7, 0.12),
    ],
)
def test_words_of_all_tones_are_taken_as_they_are_meant(
    last: int, kept: bool, right: float, turned: float
):
    told = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()[:last]]
    half = [one for one in told if one["id"] % 2 != kept]
    got = [(spoken(one["words"]), one["stance"]) for one in half]
    assert len(half) == (last + 1 - kept) // 2
    assert sum(one == want for one, want in got) >= right * len(half)
    wrong = [pair for pair in got if "unknown" not in pair and pair[0] != pair[1]]
    assert len(wrong) <= turned * len(half)


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("A halt, be it of ten days or of two, is not on offer.", "against"),
        ("A toll, whether of ten or of five, will not be paid.", "against"),
        ("We want the gates as open as they were on the day before the raid.", "for"),
        ("The lock, if there is to be one at all, must be moved to the north.", "for"),
        ("We will sign on the day the gates are opened.", "conditional"),
        ("We would talk if there is a chair for us.", "conditional"),
    ],
)
def test_what_changes_nothing_is_no_condition(words: str, want: str) -> None:
    assert spoken(words) == want
