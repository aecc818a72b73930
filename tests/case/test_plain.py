"""Plain values as nodes: what they become, and where they stand in the JSON they came from."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.case.file.plain import PlainPlaces, PlainReader, plain_number
from goodoffices.case.file.text import plain

TEXT = """{
  "parties": ["US", "Iran"],
  "rules": {"only": "a\\u0020and b",
            "not": ["x or (y", 3]}
}
"""


def located(places, place):
    (found,) = places.located([finding("GO208.text", place)])
    return found.place


@pytest.mark.parametrize(
    ("path", "line", "column", "width"),
    [
        (("parties",), 2, 14, 1),
        (("parties", 1), 2, 21, 6),
        (("rules", "not", 1), 4, 32, 1),
        (("rules", "not", 9), 4, 20, 1),  # no such item: as far as the path leads
        (("rules", "gone", "x"), 3, 12, 1),
    ],
)
def test_a_path_leads_to_line_and_column(path, line, column, width):
    places = PlainPlaces("f.json", TEXT)
    place = located(places, places.at(*path))
    assert (place.line, place.column, place.width) == (line, column, width)
    assert place.snippet == TEXT.splitlines()[line - 1]


def test_keys_and_characters_inside_texts_are_found_too():
    places = PlainPlaces("f.json", TEXT)
    root = places.node(json.loads(TEXT))
    rules = root.at("rules")
    key = located(places, places.of(rules.get("not").key))
    assert (key.line, key.column, key.width) == (4, 13, 5)
    bracket = located(places, places.inside(rules.at("not").items[0], 5, 1))
    assert (bracket.line, bracket.column) == (4, 27)
    word = located(places, places.inside(rules.at("only"), 6, 1))
    assert (word.line, word.column) == (3, 33)


def test_without_the_text_the_part_and_the_words_are_told():
    places = PlainPlaces("f")
    node = places.node("x or (y", "rules", 0)
    place = located(places, places.inside(node, 5, 1))
    assert str(place) == "f (rules[1])"
    assert finding("GO208.text", place).render().splitlines()[2:] == ["   | x or (y", "   |      ^"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 0, 1]), st.booleans())
def test_every_value_is_found_where_it_stands(value, indent, escaped):
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    lines = text.split("\n")

    def walk(part, *path):
        places = PlainPlaces("f", text)
        place = located(places, places.at(*path))
        if path and isinstance(place.line, int):
            rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            assert json.JSONDecoder().raw_decode(rest)[0] == part
        steps = (
            part.items()
            if isinstance(part, dict)
            else enumerate(part if isinstance(part, list) else ())
        )
        for step, inner in steps:
            walk(inner, *path, step)

    walk(value)


def test_values_become_text_that_a_case_could_hold():
    value = {"a": [1, 0.1, True, None, "x"], "b": np.array([1, 2]), "c": np.float64(0.5)}
    assert plain(PlainPlaces("f").node(value)) == {
        "a": ["1", "0.1", "true", "", "x"],
        "b": ["1", "2"],
        "c": "0.5",
    }


def test_numbers_are_exact_however_they_are_written():
    places = PlainPlaces("f")
    reader = PlainReader(places)
    for value, number in (
        (0.1, Fraction(1, 10)),
        (1e-7, Fraction(1, 10**7)),
        ("2/3", Fraction(2, 3)),
    ):
        assert reader.number(places.node(value)) == number
        assert reader.number(places.node(plain_number(number))) == number
    assert reader.number(places.node(True)) is None
    assert [f.code for f in reader.findings] == ["GO213"]


CONDITION = """{"decision_makers": {"A": ["x"]},
 "infeasible": ["x and"],
 "preferences": {}}"""
STATEMENT = """{"decision_makers": {"A": ["x"]},
 "infeasible": [],
 "preferences": {"A": {"statements": ["xx"]}}}"""
PATTERN = """{"decision_makers": {"A": ["x"]},
 "states": ["Y",
  "M"], "preferences": {"A": [1]}}"""
RANKED = """{"decision_makers": {"A": ["x"]},
 "states": ["Y", "N"],
 "preferences": {"A": [1, 1, 2]}}"""
CIRCLE = """{"decision_makers": {"A": ["x"], "B": []}, "infeasible": [],
 "preferences": {"A": {"pairs": [["x", "not x"],
 ["not x", "x"]]}, "B": {"weights": {}}}}"""
WORTHS = """{"parties": ["a", "b"],
 "issues": [{"name": "i", "values": ["v"]}],
 "utilities": {
  "a": {"weights": {"i": 1},
        "values": {"i": {"v": "x"}}},
  "b": {"weights": {"j": 1, "i": 1}, "values": {"i": {"v": 1}}}}}"""


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (CONDITION, "GO205", 2, 23),
        (STATEMENT, "GO204", 3, 40),
        (PATTERN, "GO411", 3, 3),
        (RANKED, "GO410", 3, 27),
        (CIRCLE, "GO418", 2, 34),
        (WORTHS, "GO213", 5, 31),
        (WORTHS, "GO214", 6, 21),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_line_and_column(tmp_path, text, code, line, column):
    path = tmp_path / "wrong.json"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseError) as wrong:
        goodoffices.load(path)
    places = [f.place for f in wrong.value.findings if f.code == code]
    assert (str(path), line, column) in [(p.file, p.line, p.column) for p in places]
