"""A conflict that only lists is read at once, and is what the readers of a case make of it."""

from __future__ import annotations

import json
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict.random_conflicts import graph_form, option_form

from goodoffices.base.errors import CaseError
from goodoffices.conflict import examples
from goodoffices.conflict.forms.json import from_dict
from goodoffices.conflict.forms.listed import listed_conflict
from goodoffices.conflict.model import Conflict


def groups(ranks: list[int]) -> list[list[int]]:
    """Ranks as groups of states, empty ones where no state has the rank."""
    return [[s + 1 for s, r in enumerate(ranks) if r == level] for level in range(max(ranks) + 1)]


@st.composite
def listed(draw: st.DrawFn) -> dict:
    """A conflict in plain JSON that only lists, in option form or by moves."""
    drawn = draw(st.one_of(option_form(), graph_form()))
    parties = [f"P{i}" for i in range(len(drawn.ranks))]
    data: dict = {"preferences": dict(zip(parties, map(groups, drawn.ranks), strict=True))}
    if drawn.masks:
        letters = max(mask for own in drawn.masks for mask in own).bit_length()
        owner = {k: i for i, own in enumerate(drawn.masks) for k in bits(own[0])}
        options = {
            p: [f"o{k}" for k in bits(own[0])] for p, own in zip(parties, drawn.masks, strict=True)
        }
        data["states"] = [
            "".join("NY"[code >> k & 1] for k in range(letters)) for code in drawn.codes
        ]
        data["option_order"] = [
            f"o{k}" if draw(st.booleans()) else f"P{owner[k]}.o{k}" for k in range(letters)
        ]
        ways = [
            (k, way)
            for _o, f, b in drawn.masks
            for way, m in (("N->Y", f), ("Y->N", b))
            for k in bits(m)
        ]
        data["irreversible"] = {f"o{k}": way for k, way in ways}
    else:
        options = {p: [] for p in parties}
        data["states"] = len(drawn.codes)
        moves = [[[s + 1, t + 1] for s, t in sorted(m, reverse=True)] for m in drawn.listed]
        data["moves"] = dict(zip(parties, moves, strict=True))
    if draw(st.booleans()):
        data["decision_makers"] = options
    else:
        data["decision_makers"] = [
            {"name": p, "options": o} | ({"label": f"Party {p}"} if draw(st.booleans()) else {})
            for p, o in options.items()
        ]
    size = len(drawn.codes)
    some = st.integers(1, size)
    data["status_quo"] = draw(st.none() | some)
    data["names"] = {str(s): f"name {s}" for s in draw(st.sets(some, max_size=2))}
    data |= draw(st.sampled_from([{}, {"name": "N"}, {"id": "i"}, {"prefix": "S"}, {"source": 1}]))
    return data


def bits(mask: int) -> list[int]:
    return [k for k in range(mask.bit_length()) if mask >> k & 1]


def same(one: object, other: object) -> bool:
    """Whether two conflicts are the same, field by field, places too."""

    def value(part: object) -> object:
        if isinstance(part, np.ndarray):
            return part.dtype.kind, part.tolist()
        if hasattr(part, "pairs"):
            return value(part.pairs)
        return [value(item) for item in part] if isinstance(part, tuple) else part

    return all(value(getattr(one, f.name)) == value(getattr(other, f.name)) for f in fields(one))


@settings(max_examples=300, deadline=None)
@given(listed())
def test_both_readers_make_the_same_of_what_is_listed(data: dict) -> None:
    quick = listed_conflict(data, "file")
    assert quick is not None
    assert same(quick, from_dict(data, "file"))


@pytest.mark.parametrize("name", examples.names())
def test_what_ships_is_read_at_once_where_it_only_lists(name: str) -> None:
    data = examples.read(name)
    quick = listed_conflict(data, name)
    orders = data["preferences"].values()
    assert (quick is not None) == all(isinstance(order, list) for order in orders)
    assert quick is None or same(quick, from_dict(data, name))


BASE = {
    "decision_makers": {"A": ["a"], "B": ["b"]},
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A": [[1], [2], [3], [4]], "B": [[4], [3], [2], [1]]},
}
AMISS = [
    {"decision_makers": {"A": ["a"], "B": ["a"]}, "option_order": ["a", "a"]},
    {"decision_makers": {"A": ["a", "a"]}},
    {"decision_makers": [{"name": "A", "options": ["a"]}, {"name": "A", "options": ["b"]}]},
    {"decision_makers": [{"options": ["a"]}]},
    {"decision_makers": []},
    {"option_order": ["a", "c"]},
    {"option_order": ["a"]},
    {"irreversible": {"a": "up"}},
    {"irreversible": {"c": "N->Y"}},
    {"states": ["NN", "YN", "NY", "YX"]},
    {"states": ["NN", "YN", "NY", "NY"]},
    {"states": 4},
    {"states": True},
    {"moves": {"A": [[1, 1]], "B": []}},
    {"moves": {"A": [[1, 5]], "B": []}},
    {"moves": {"A": [[1, "2"]], "B": []}},
    {"moves": {"A": [[1, 2, 3]], "B": []}},
    {"moves": {"C": [[1, 2]]}},
    {"preferences": {"A": [[1], [2], [3], [4]]}},
    {"preferences": BASE["preferences"] | {"C": []}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3]]}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3], [3]]}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3], [10**30]]}},
    {"preferences": BASE["preferences"] | {"A": [[1], [2], [3], [4.0]]}},
    {"status_quo": 0},
    {"status_quo": "1"},
    {"names": {"x": "y"}},
    {"names": {"5": "y"}},
    {"names": {"1": 2}},
]


@pytest.mark.parametrize("amiss", AMISS, ids=lambda amiss: json.dumps(amiss)[:60])
def test_what_is_amiss_is_told_with_its_line_and_column(amiss: dict) -> None:
    text = json.dumps(BASE | amiss, indent=1)
    with pytest.raises(CaseError) as told:
        Conflict.from_dict(json.loads(text), "file", text)
    assert all(finding.place and finding.place.line for finding in told.value.findings)


@pytest.mark.parametrize(
    "more",
    [
        {"unknown": {"A": [[1, 2]]}},
        {"barred": [{"party": "A", "to": "a"}]},
        {"preferences": {"A": {"statements": ["a"]}, "B": [[1], [2], [3], [4]]}},
        {"decision_makers": {"A": [{"name": "a", "text": "acts"}], "B": ["b"]}},
        {"states": ["-N", "NY", "YY"], "preferences": {"A": [[1], [2], [3]], "B": [[3], [2], [1]]}},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_says_more_is_left_to_the_readers_of_a_case(more: dict) -> None:
    assert listed_conflict(BASE | more, "file") is None
    assert Conflict.from_dict(BASE | more).size
