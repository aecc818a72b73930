"""A negotiation saved and opened again is the same, whatever it came from."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.packages.random_negotiations import negotiations
from tests.packages.test_plain_ranges import DATA

import goodoffices
from goodoffices.cli import demo
from goodoffices.packages.forms.json import from_dict, to_dict
from goodoffices.packages.negotiation import Negotiation

REFERENCES = sorted((Path(__file__).parents[1] / "reference" / "negotiations").glob("*.json"))


def content(value):
    """A noun as plain values to be compared; where things stand in a file is no part of it."""
    if isinstance(value, dict):
        return {key: content(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [content(part) for part in value]
    if is_dataclass(value):
        names = (f.name for f in fields(value) if f.name != "place")
        return {name: content(getattr(value, name)) for name in names}
    return value


def again(negotiation):
    return from_dict(json.loads(json.dumps(to_dict(negotiation))))


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_published_domains_are_the_same(path):
    negotiation = from_dict(json.loads(path.read_text("utf-8")))
    assert content(again(negotiation)) == content(negotiation)


def test_ranges_and_intervals_are_the_same():
    assert content(again(from_dict(DATA))) == content(from_dict(DATA))


@given(negotiations())
@settings(max_examples=60, deadline=None)
def test_pairs_red_lines_and_fractions_are_the_same(negotiation):
    found = again(negotiation)
    assert content(found.worths) == content(negotiation.worths)
    assert found.today == negotiation.today


def test_the_case_of_the_demonstration_is_the_same(tmp_path):
    case = goodoffices.load(Path(demo.__file__).parents[1] / "demo" / "case.yaml").case
    negotiation = Negotiation.from_case(case)
    negotiation.save(tmp_path / "case.json")
    found = goodoffices.load(tmp_path / "case.json")
    assert content(found) == content(negotiation)
    assert found.packages().to_dict() == negotiation.packages().to_dict()
