"""Leanings: what words weigh for a stance, beside what rules read in them."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from goodoffices.evidence.across.leanings import LEANINGS, POSITION, leaning, marks
from goodoffices.evidence.across.stances import stances
from goodoffices.evidence.across.tones import Stance
from goodoffices.read import read_text


def found(words: str, ruled: Stance = "unknown", led: str = "said") -> frozenset[str]:
    return marks(words, led=led, behind="", kind="indirect", ruled=ruled)


def of(text: str) -> list[str]:
    """Return every stance of a text's statements."""
    return [stance for s in read_text(text).statements for stance, _words in stances(s)]


def test_names_and_numbers_are_weighed_as_what_they_are():
    assert found("the 40 boats of Mora stay") == found("the 9,100 boats of Lisbet stay")
    assert found("the boats stay") != found("the boats leave")


def test_a_word_that_begins_a_sentence_is_no_name():
    assert "^ there" in found("There is no ferry. We wait")
    assert "<name>" not in found("There is no ferry. We wait")


def test_what_leads_to_words_is_told_apart_from_the_words():
    assert "led:ready" in found("the boats stay", led="is ready")
    assert "ready" not in found("the boats stay", led="is ready")


def test_the_shipped_table_has_marks_of_every_stance_and_none_of_a_name():
    path = files("goodoffices.evidence").joinpath("data", "leanings.json")
    table = json.loads(path.read_text("utf-8"))
    assert set(table) == {*LEANINGS, POSITION}
    assert not any(
        c.isupper() or c.isdigit() for weights in table.values() for c in "".join(weights)
    )
    assert not any(mark.startswith("ruled:") for mark in table[POSITION])


@pytest.mark.parametrize("told", LEANINGS)
def test_what_rules_read_weighs_for_what_they_read(told: Stance):
    assert leaning("it", led="said", behind="", kind="indirect", ruled=told) == told


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Chad rejected a lasting exchange that Togo could accept.", "against"),
        ("Chad called for a patrol that could come from Togo.", "for"),
    ],
)
def test_what_a_cue_says_is_not_weighed(text: str, want: str):
    assert want in of(text)


def test_words_that_only_tell_what_happened_take_no_stance():
    text = (
        "“The patrol left at noon on Monday and came back at night,” Togo’s envoy, Ann Reed, said."
    )
    assert of(text) == ["unknown"]


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("The ferry could run again, provided that its crew is released", "conditional"),
        ("The twelve are released and every one of them is sent home", "for"),
    ],
)
def test_words_of_positions_take_one(words: str, want: str):
    assert of(f"“{words},” Togo’s envoy, Ann Reed, said.") == [want]
