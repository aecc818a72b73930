"""Outcomes: the forms in which the stability table is given."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from tests.conflict.case_of_two import two_party_case

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.conflict import examples
from goodoffices.conflict import outcomes as outcomes_module
from goodoffices.conflict.coalitions import coalitions
from goodoffices.conflict.concepts import DECIDED
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.hypergame import hypergame
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.outcomes import outcomes

CHICKEN = {
    "name": "chicken",
    "decision_makers": {"A": ["swerve"], "B": ["yield"]},
    "states": ["YY", "YN", "NY", "NN"],
    "preferences": {"A": [[3], [1], [2], [4]], "B": [[2], [1], [3], [4]]},
    "names": {"4": "<Crash>"},
    "status_quo": 1,
}


def test_to_dict_has_the_given_form():
    found = outcomes(Conflict.from_dict(CHICKEN)).to_dict()
    assert found["equilibria"]["Nash"] == [2, 3]
    assert found["stable"]["Nash"] == {"A": [2, 3], "B": [2, 3]}
    assert list(found["stable"]) == ["Nash", "GMR", "SMR", "SEQ"]
    assert found["status_quo"] == 1
    json.dumps(found)


def test_rows_say_what_each_state_is():
    row = outcomes(Conflict.from_dict(CHICKEN)).rows()[1]
    assert row["state"] == 2
    assert row["options"] == ["A.swerve"]
    assert row["pattern"] == "YN"
    assert row["ranks"] == {"A": 3, "B": 1}
    assert row["equilibrium"] == ["Nash", "GMR", "SMR", "SEQ"]
    json.dumps(row)


def test_a_case_is_taken_as_it_is():
    case = two_party_case()
    assert outcomes(case).to_dict() == outcomes(from_case(case)).to_dict()


def test_one_line_and_html():
    found = outcomes(Conflict.from_dict(CHICKEN))
    assert repr(found) == "Outcomes('chicken': 4 states; Nash 2, GMR 3, SMR 3, SEQ 2)"
    page = found._repr_html_()
    assert "&lt;Crash&gt;" in page
    assert "<Crash>" not in page
    assert page.count("<tr>") == 5


def test_holding():
    found = outcomes(Conflict.from_dict(CHICKEN))
    assert found.holding("Nash") == [1, 2]
    with pytest.raises(UsageError):
        found.holding("nash")


SHOWN = {
    "outcomes": lambda c: c.outcomes(),
    "coalitions": coalitions,
    "evolution": evolution,
    "hypergame": hypergame,
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_result_shows_itself_in_rows_json_and_a_notebook(name):
    found = SHOWN[name](Conflict.from_dict({**CHICKEN, "name": "<b>chicken</b>"}))
    assert found.rows()
    json.dumps([found.rows(), found.to_dict()])
    root = ET.fromstring(found._repr_html_())
    assert len(root.findall("tr")) == 1 + len(found.rows())
    assert root.find("caption").text == repr(found)
    assert root.find("tr/th").attrib == {"scope": "col"}


def test_concepts_are_asked_for_in_one_text_or_several():
    conflict = Conflict.from_dict(CHICKEN)
    assert list(conflict.outcomes("sseq, Nash").stable) == ["SSEQ", "Nash"]
    assert list(conflict.outcomes("all").stable) == list(DECIDED)
    with pytest.raises(UsageError):
        conflict.outcomes("SEK")


def test_a_conflict_is_built_in_code_and_asked_by_label():
    conflict = goodoffices.Conflict.from_dict(
        {
            "decision_makers": {"Ann": ["talk"], "Bob": ["listen"]},
            "states": ["NN", "YN", "NY", "YY"],
            "preferences": {"Ann": [[4], [1], [3], [2]], "Bob": [[4], [1], [2], [3]]},
        }
    )
    held = conflict.outcomes("Nash").holding("Nash")
    assert [conflict.describe(state) for state in held] == [
        "Nobody takes an option",
        "Ann would talk; Bob would listen",
    ]
    assert conflict.outcomes().explain("talk", "Ann", "Nash").moves == (("Ann", 1, 0),)
    assert conflict.levers("2", "Nash").found == conflict.levers("YN", "Nash").found
    assert conflict.stress().to_dict()


def test_what_is_streamed_is_what_there_is():
    found = Conflict.from_dict(examples.read("elmira")).outcomes("all")
    assert json.dumps(found.streamed(), indent=2) == json.dumps(found.to_dict(), indent=2)
    none = outcomes_module._StateNumbers(np.zeros(5, dtype=bool))
    assert json.dumps({"none": none}, indent=2) == json.dumps({"none": []}, indent=2)
    many = np.random.default_rng(1).random(3 * outcomes_module.AT_ONCE + 7) < 0.5
    assert list(outcomes_module._StateNumbers(many)) == (np.flatnonzero(many) + 1).tolist()
