"""The plain JSON form: ranges with curves, intervals, pairs, red lines, today."""

import json
from copy import deepcopy
from fractions import Fraction
from pathlib import Path

import pytest

from goodoffices.base.errors import CaseError
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.result import packages

F = Fraction

DATA = {
    "parties": ["a", "b"],
    "issues": [
        {"name": "price", "range": {"from": 0, "to": 1, "step": 0.4, "unit": "kg"}},
        {"name": "when", "values": ["now", "later"]},
    ],
    "utilities": {
        "a": {
            "weights": {"price": "2..4", "when": 1},
            "values": {"when": {"now": 1, "later": "0..1/2"}},
            "curves": {"price": [[0, 100], [1, 0]]},
            "reservation": "1/4..3/4",
            "pairs": [{"choices": {"price": 0.4, "when": "now"}, "adds": "1..3"}],
            "red_lines": [{"price": 1}],
        },
        "b": {
            "weights": {"price": 1, "when": 1},
            "values": {"when": {"now": 0, "later": 1}},
            "curves": {"price": [[0, 0], [0.5, 10], [1, 12]]},
        },
    },
    "today": {"price": 0.8, "when": "now"},
}


def test_all_of_it_is_read_exactly():
    found = from_dict(DATA)
    assert [v.id for v in found.issues[0].values] == ["0", "0.4", "0.8", "1"]
    assert found.issues[0].values[1].text == "0.4 kg"
    a, b = found.worths["a"], found.worths["b"]
    assert a.values["price"] == {"0": 100, "0.4": 60, "0.8": 20, "1": 0}
    assert b.values["price"]["0.8"] == F(56, 5)
    assert a.intervals == {
        ("weight", "price"): (2, 4),
        ("value", "when", "later"): (0, F(1, 2)),
        ("walk_away",): (F(1, 4), F(3, 4)),
    }
    assert b.intervals == {}
    assert (a.weights["price"], a.walk_away) == (3, F(1, 2))
    assert (a.pairs[0].choices, a.pairs[0].adds) == ({"price": "0.4", "when": "now"}, 2)
    assert a.pairs[0].interval == (1, 3)
    assert a.red_lines[0].choices == {"price": "1"}
    assert found.today == {"price": "0.8", "when": "now"}
    assert packages(found).outcomes == 8


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("issues.0.range.step", 0, "GO223"),
        ("issues.0.range.from", "x", "GO213"),
        ("issues.0.range", [], "GO207"),
        ("utilities.a.curves", [], "GO207"),
        ("utilities.a.curves.price", [[0, 1]], "GO215"),
        ("utilities.a.curves.price", "up", "GO207"),
        ("utilities.a.curves.prize", [[0, 1], [1, 0]], "GO214"),
        ("utilities.b.curves", {}, "GO501"),
        ("utilities.a.weights.price", "4..2", "GO213"),
        ("utilities.a.weights.price", "-1..4", "GO213"),
        ("utilities.a.red_lines", [{"price": 0.5}], "GO214"),
        ("today.price", 0.5, "GO214"),
    ],
)
def test_what_does_not_fit_is_told(path, value, code):
    data = deepcopy(DATA)
    *way, last = path.split(".")
    at = data
    for key in way:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[last] = value
    with pytest.raises(CaseError) as error:
        from_dict(data)
    assert code in {finding.code for finding in error.value.findings}


def test_the_example_in_the_docs_is_a_negotiation():
    text = (Path(__file__).parents[2] / "docs" / "plain-forms.md").read_text("utf-8")
    example = text[text.index('{\n  "name": "water"') :].split("\n```")[0]
    found = from_dict(json.loads(example))
    assert found.worths["north"].values["flow"]["10"] == 40
    assert found.today == {"flow": "10", "fee": "none"}
