"""A conflict saved and opened again is the same, whatever it came from."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_explain import conflict_of
from tests.conflict.case_of_two import two_party_case
from tests.conflict.random_conflicts import graph_form, option_form
from tests.conflict.test_conflict_forms import as_case, as_plain, opened, written_conflicts

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.case.conditions import parse
from goodoffices.case.file.names import Names
from goodoffices.case.file.terms import NodeReader
from goodoffices.case.nouns import Basis, Compared, Option, Ordering, Which
from goodoffices.conflict import examples
from goodoffices.conflict.forms.gmcr import from_gmcr
from goodoffices.conflict.forms.json import from_dict
from goodoffices.conflict.forms.saved import to_dict
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import pairs_of

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"


def content(value):
    """A noun as plain values to be compared; where things stand in a file is no part of it."""
    if isinstance(value, GraphModel):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        parts["movement"] = [pairs_of(m, value.codes) for m in value.movement]
        if value.unsaid is not None and not value.unsaid.any():
            parts["unsaid"] = None
        empty = [np.zeros((0, 2))] * len(value.parties)
        parts["unknown"] = [sorted(map(tuple, p.tolist())) for p in value.unknown or empty]
        if not any(parts["preferences"]) and not any(o != Ordering() for o in value.orderings):
            parts["preferences"] = parts["orderings"] = ()
        return {key: content(part) for key, part in parts.items()}
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {key: content(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [content(part) for part in value]
    if is_dataclass(value):
        names = (f.name for f in fields(value) if f.name != "place")
        return {name: content(getattr(value, name)) for name in names}
    return value


def again(model):
    return from_dict(json.loads(json.dumps(to_dict(model))))


def made_or_none(make):
    try:
        return make()
    except CaseError:
        return None


@given(written_conflicts())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_in_words_is_written_in_words_again(said):
    for make in (lambda: opened(as_case(said)), lambda: from_dict(as_plain(said))):
        model = made_or_none(make)
        if model is not None:
            assert content(again(model)) == content(model)


def options_of(drawn):
    """The options that drawn masks are of; each bit is some party's."""
    ways = {(True, False): "forward", (False, True): "back", (False, False): "both"}
    options = {}
    for i, (own, forward, back) in enumerate(drawn.masks):
        for k in range(own.bit_length()):
            if own >> k & 1:
                way = ways[bool(forward >> k & 1), bool(back >> k & 1)]
                options[k] = Option(id=f"P{i}.o{k}", party=f"P{i}", text=f"O {k}", moves=way)
    return tuple(options[k] for k in sorted(options))


@given(st.one_of(option_form(), graph_form()), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_made_of_arrays_is_the_same(drawn, data):
    model = replace(conflict_of(drawn), options=options_of(drawn))
    pair = st.tuples(st.integers(0, model.size - 1), st.integers(0, model.size - 1))
    unknown = [
        np.array(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})).reshape(-1, 2)
        for pairs in data.draw(st.lists(st.sets(pair, max_size=3), min_size=4, max_size=4))
    ]
    model = replace(
        model,
        prefix=data.draw(st.sampled_from(["", "S"])),
        status_quo=data.draw(st.none() | st.integers(0, model.size - 1)),
        names={data.draw(st.integers(0, model.size - 1)): "Here"},
        unknown=tuple(unknown[: len(model.parties)]),
        ranks=tuple(np.unique(r, return_inverse=True)[1].astype(np.int32) for r in model.ranks),
    )
    assert content(again(model)) == content(model)


@pytest.mark.parametrize("name", examples.names())
def test_every_example_is_the_same(name):
    model = examples.load(name)
    assert content(again(model)) == content(model)


@pytest.mark.parametrize("name", ["elmira", "garrison", "cuban-missile-crisis", "syria-iraq"])
def test_files_of_the_field_are_the_same_but_for_the_words_of_statements(name):
    model = from_gmcr(json.loads((REFERENCE / f"{name}.gmcr").read_text("utf-8")), name)
    was, now = content(model), content(again(model))
    spoken = [was.pop("preferences"), now.pop("preferences")]
    assert was == now
    assert [[len(p) for p in ps] for ps in spoken[:1]] == [
        [len(p) for p in ps] for ps in spoken[1:]
    ]


def test_what_each_judgement_rests_on_is_kept():
    model = from_case(two_party_case())
    found = again(model)
    assert content(found) == content(model)
    assert found.preferences[0][0].basis == Basis(evidence=("S-SHIP",))
    assert [option.text for option in found.options] == [
        "Go to court",
        "Pay in advance",
        "Ship the goods",
    ]


def test_ranks_that_are_not_what_was_said_are_written_too():
    model = from_case(two_party_case())
    changed = replace(model, ranks=(model.ranks[0][::-1].copy(), model.ranks[1]))
    data = to_dict(changed)
    assert set(data["preferences"]["buyer"]) == {"groups", "statements"}
    assert content(again(changed)) == content(changed)


def test_a_name_that_no_condition_can_say_gets_a_word():
    model = from_case(two_party_case())
    odd = {"buyer.press": "buyer.go to court"}
    model = replace(
        model,
        options=tuple(replace(o, id=odd.get(o.id, o.id)) for o in model.options),
        preferences=tuple(
            tuple(replace(p, condition=p.condition.renamed(odd)) for p in prefers)
            for prefers in model.preferences
        ),
    )
    data = to_dict(model)
    assert data["decision_makers"][0]["options"][0] == {
        "name": "o1",
        "id": "buyer.go to court",
        "text": "Go to court",
    }
    assert data["preferences"]["buyer"]["statements"][-1] == "not o1"
    found = again(model)
    assert [o.id for o in found.options] == [o.id for o in model.options]
    assert [r.tolist() for r in found.ranks] == [r.tolist() for r in model.ranks]


def test_outcomes_are_named_again_where_their_name_means_them():
    model = from_case(two_party_case())
    named = Names(NodeReader(None), options=tuple(o.id for o in model.options))
    settled = Which(named._exactly("buyer.pay,seller.ship"), "Settled")
    other = Which(parse("seller.ship and buyer.press"), "Settled")
    order = Ordering(ranking=(Compared((settled,)), Compared((other,)), Compared(())))
    data = to_dict(replace(model, orderings=(order, Ordering()), preferences=((), ())))
    assert data["preferences"]["buyer"]["ranking"] == ["Settled", "ship and press", "rest"]


def test_saved_and_opened_again(tmp_path):
    conflict = Conflict.from_case(two_party_case())
    conflict.save(tmp_path / "sale.json")
    opened_again = goodoffices.load(tmp_path / "sale.json")
    assert isinstance(opened_again, Conflict)
    assert content(opened_again) == content(conflict)
    assert opened_again.outcomes().to_dict() == conflict.outcomes().to_dict()


def test_numbers_and_arrays_of_numpy_are_welcome():
    data = {
        "decision_makers": {"A": [], "B": []},
        "states": np.int64(4),
        "moves": {"A": np.array([[1, 2], [3, 4]]), "B": [np.array([1, 3]), (2, 4)]},
        "preferences": {"A": np.array([4, 3, 2, 1]), "B": [[np.int32(1)], np.array([2, 3]), 4]},
        "unknown": {"A": [np.array([1, 2])]},
        "status_quo": np.int16(2),
    }
    model = from_dict(data)
    assert [m.tolist() for m in model.moves] == [[[0, 1], [2, 3]], [[0, 2], [1, 3]]]
    assert [r.tolist() for r in model.ranks] == [[3, 2, 1, 0], [0, 1, 1, 2]]
    assert model.unknown[0].tolist() == [[0, 1]]
    assert model.status_quo == 1
    weighed = from_dict(
        {
            "decision_makers": {"A": ["x"], "B": ["y"]},
            "infeasible": [],
            "preferences": {
                "A": {"weights": {"x": np.float64(0.1), "y": np.int64(2)}},
                "B": {"statements": ["x"]},
            },
        }
    )
    assert content(again(weighed)) == content(weighed)
