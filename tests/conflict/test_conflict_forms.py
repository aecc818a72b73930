"""A conflict written as a case and in the plain form is the same, and is what the words say."""

from __future__ import annotations

import json
import tempfile
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conflict import slow_forms as slow

import goodoffices
from goodoffices.base.errors import CaseError, UsageError
from goodoffices.brief.holding import moves as brief_moves
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.forms.gmcr import to_gmcr
from goodoffices.conflict.forms.interchange import to_graphml
from goodoffices.conflict.levers.levers import levers
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.stress.stress import Ask, stress

OPTIONS = {"a": ["x", "y"], "b": ["z"], "c": ["w"]}
EVERY = [f"{party}.{o}" for party, own in OPTIONS.items() for o in own]
NAMES = st.sampled_from(EVERY).map(lambda o: ("name", o))
TESTS = st.recursive(
    NAMES,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or", "if"]), inner, inner),
    ),
    max_leaves=3,
)
TWO = st.tuples(TESTS, TESTS)
ORDERS = st.one_of(
    st.tuples(st.just("statements"), st.lists(TESTS, min_size=1, max_size=3)),
    st.tuples(st.just("ranking"), st.lists(st.lists(TESTS, min_size=1, max_size=2), max_size=2)),
    st.tuples(st.just("pairs"), st.lists(TWO, min_size=1, max_size=3), st.lists(TWO, max_size=1)),
)


@st.composite
def written_conflicts(draw):
    return SimpleNamespace(
        infeasible=draw(st.lists(TESTS, max_size=2)),
        only_if=list(draw(st.dictionaries(st.sampled_from(EVERY), TESTS, max_size=1)).items()),
        same=[
            (t, set(a))
            for t, a in draw(
                st.lists(st.tuples(TESTS, st.sets(st.sampled_from(EVERY))), max_size=2)
            )
        ],
        forward=draw(st.sets(st.sampled_from(EVERY), max_size=2)),
        barred=draw(
            st.lists(st.tuples(st.sampled_from("abc"), st.none() | TESTS, TESTS), max_size=2)
        ),
        orders={party: draw(ORDERS) for party in OPTIONS},
        unknown={party: draw(st.lists(TWO, max_size=1)) for party in OPTIONS},
    )


def _order(order, key: str, name=str):
    kind, given_, *more = order
    if kind == "statements":
        return {key: [slow.written(t, name) for t in given_]}
    if kind == "ranking":
        return {kind: [*([slow.written(t, name) for t in step] for step in given_), "rest"]}
    return given_, more[0]


def as_case(said) -> dict:
    parties = {}
    for party, own in OPTIONS.items():
        body = {
            "name": party.upper(),
            "options": {
                o: {"text": o, "moves": "forward" if f"{party}.{o}" in said.forward else "both"}
                for o in own
            },
        }
        order = _order(said.orders[party], "prefers")
        if isinstance(order, tuple):
            better, equal = order
            order = {
                "pairs": [
                    *({"better": slow.written(a), "than": slow.written(b)} for a, b in better),
                    *({"equal": [slow.written(a), slow.written(b)]} for a, b in equal),
                ]
            }
        body |= order
        body["unknown"] = [[slow.written(a), slow.written(b)] for a, b in said.unknown[party]]
        parties[party] = body
    return {
        "case": "c",
        "title": "T",
        "parties": parties,
        "infeasible": [slow.written(t) for t in said.infeasible],
        "only_if": {o: slow.written(t) for o, t in said.only_if},
        "same": [{"that": slow.written(t), "apart": sorted(a)} for t, a in said.same],
        "barred": [
            {"party": p, "to": slow.written(end)} | ({"from": slow.written(start)} if start else {})
            for p, start, end in said.barred
        ],
    }


def as_plain(said) -> dict:
    preferences = {}
    for party in OPTIONS:
        order = _order(said.orders[party], "statements")
        if isinstance(order, tuple):
            better, equal = order
            order = {
                "pairs": [[slow.written(a), slow.written(b)] for a, b in better],
                "equal": [[slow.written(a), slow.written(b)] for a, b in equal],
            }
        preferences[party] = order
    return {
        "name": "T",
        "prefix": "S",
        "decision_makers": [
            {"name": party, "label": party.upper(), "options": own}
            for party, own in OPTIONS.items()
        ],
        "irreversible": {o.split(".")[1]: "N->Y" for o in said.forward},
        "infeasible": [slow.written(t) for t in said.infeasible],
        "only_if": {o: slow.written(t) for o, t in said.only_if},
        "same": [{"that": slow.written(t), "apart": sorted(a)} for t, a in said.same],
        "barred": [
            {"party": p, "to": slow.written(end)} | ({"from": slow.written(start)} if start else {})
            for p, start, end in said.barred
        ],
        "preferences": preferences,
        "unknown": {
            p: [[slow.written(a), slow.written(b)] for a, b in said.unknown[p]] for p in OPTIONS
        },
    }


def opened(data: dict):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "case.yaml").write_text(json.dumps(data), "utf-8")  # JSON is YAML
        return Conflict.from_case(goodoffices.load(folder).case)


def made_or_code(make):
    try:
        return make()
    except CaseError as error:
        return error.findings[0].code


@given(written_conflicts())
@settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_forms_are_one_conflict_and_what_the_words_say(said):
    made, plain = (
        made_or_code(lambda: opened(as_case(said))),
        made_or_code(lambda: Conflict.from_dict(as_plain(said))),
    )
    if isinstance(made, str) or isinstance(plain, str):
        assert made == plain
        assert made in ("GO404", "GO418"), made
    states = slow.states(EVERY, said.infeasible, said.only_if, said.same)
    assert (made == "GO404") == (not states)
    circles = [
        party
        for party, (kind, *order) in said.orders.items()
        if states and kind == "pairs" and slow.compared(states, *order) is None
    ]
    assert (made == "GO418") == bool(circles)
    if isinstance(made, str):
        return
    assert [set(made.taken(s)) for s in range(made.size)] == [
        set(slow.certain(members)) for members in states
    ]
    assert made.codes.tolist() == plain.codes.tolist()
    for i, party in enumerate(OPTIONS):
        own = {o for o in EVERY if o.startswith(f"{party}.")}
        barred = [(start, end) for p, start, end in said.barred if p == party]
        expected = slow.moves(states, own, said.forward, barred)
        assert set(map(tuple, made.moves[i].tolist())) == expected
        assert set(map(tuple, plain.moves[i].tolist())) == expected
        assert made.ranks[i].tolist() == plain.ranks[i].tolist()
        unknown = _unknown(said, party, states)
        for one in (made, plain):
            pairs = one.unknown[i] if one.unknown else np.zeros((0, 2))
            assert set(map(tuple, pairs.tolist())) == unknown
        kind, *order = said.orders[party]
        if kind == "pairs":
            over, _open = slow.compared(states, *order)
            assert all(made.ranks[i][a] < made.ranks[i][b] for a, b in over)


def unlabelled(data: object) -> object:
    """Leave labels out: a case numbers every combination of options, the plain form its states."""
    if isinstance(data, dict):
        return {key: unlabelled(value) for key, value in data.items() if key != "label"}
    return list(map(unlabelled, data)) if isinstance(data, list) else data


@given(written_conflicts(), st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_forms_answer_alike_what_would_have_to_change_and_what_is_sure(said, data):
    said.unknown = {party: [] for party in OPTIONS}
    made, plain = (
        made_or_code(lambda: opened(as_case(said))),
        made_or_code(lambda: Conflict.from_dict(as_plain(said))),
    )
    if isinstance(made, str):
        return
    asked = Ask(n=60, seed=3)
    assert unlabelled(stress(made, asked).to_dict()) == unlabelled(stress(plain, asked).to_dict())
    if not made.unknown:
        state = data.draw(st.integers(0, made.size - 1))
        both = [levers(one, state, most_cost=Fraction(2)).to_dict() for one in (made, plain)]
        assert unlabelled(both[0]) == unlabelled(both[1])


BARGAIN = """case: c
title: T
parties:
  us:
    name: us
    options: {press: press, relief: relief}
    prefers: [not iran.escalate, iran.limit, not us.relief, us.press]
  iran:
    name: iran
    options: {limit: limit, escalate: escalate}
    prefers: [us.relief, not us.press, iran.escalate if us.press, not iran.limit]
exclusive: [[us.press, us.relief], [iran.limit, iran.escalate]]
"""


@pytest.mark.no_cover
def test_statements_are_kept_so_that_no_order_is_offered_that_none_could_make():
    plain = Conflict.from_dict(
        {
            "name": "T",
            "prefix": "S",
            "decision_makers": {"us": ["press", "relief"], "iran": ["limit", "escalate"]},
            "exclusive": [["press", "relief"], ["limit", "escalate"]],
            "preferences": {
                "us": {
                    "statements": ["not iran.escalate", "iran.limit", "not us.relief", "us.press"]
                },
                "iran": {
                    "statements": [
                        "us.relief",
                        "not us.press",
                        "iran.escalate if us.press",
                        "not iran.limit",
                    ]
                },
            },
        }
    )
    made = Conflict.from_case(_load(BARGAIN))
    for concept in ("Nash", "SEQ"):
        for state in range(made.size):
            both = [levers(one, state, concept=concept).to_dict() for one in (made, plain)]
            assert unlabelled(both[0]) == unlabelled(both[1])
    cheapest = levers(plain, 2).to_dict()["levers"][0]
    assert cheapest["cost"] == "2"
    assert not cheapest["preferences"]
    both = [stress(one).to_dict() for one in (made, plain)]
    assert unlabelled(both[0]) == unlabelled(both[1])


def test_an_empty_group_ranks_nothing_in_between():
    """None is cheaper than the exchange of two neighbours, whatever stands between them."""
    data = {
        "decision_makers": {"A": ["a"], "B": ["b"]},
        "states": ["NN", "YN", "NY", "YY"],
        "preferences": {"A": [[1], [], [2], [3], [4]], "B": [[3], [1], [4], [2]]},
    }
    found = Conflict.from_dict(data)
    assert found.ranks[0].tolist() == [0, 1, 2, 3]
    data["preferences"]["A"] = [[1], [2], [3], [4]]
    both = [levers(one, 1, concept="Nash").to_dict() for one in (found, Conflict.from_dict(data))]
    assert unlabelled(both[0]) == unlabelled(both[1])
    assert both[0]["levers"][0]["cost"] == "2"


def test_a_view_in_graph_form_may_name_options():
    data = {
        "decision_makers": {"A": ["a"], "B": ["b"]},
        "states": 2,
        "moves": {"A": [[1, 2]], "B": [[2, 1]]},
        "preferences": {"A": [[2], [1]], "B": [[1], [2]]},
    }
    seen = data | {"preferences": {"A": [[1], [2]], "B": [[1], [2]]}}
    found = Conflict.from_dict(data | {"views": {"A": seen}}).outcomes().perceived
    bare = {"decision_makers": {"A": [], "B": []}}
    same = Conflict.from_dict(data | bare | {"views": {"A": seen | bare}}).outcomes().perceived
    assert found.to_dict() == same.to_dict()
    assert found.holding("Nash") == [0]


def _unknown(said, party, states):
    found = set()
    for one, other in said.unknown[party]:
        first, second = (
            {s for s, members in enumerate(states) if slow.true_of(t, slow.certain(members))}
            for t in (one, other)
        )
        found |= {(min(a, b), max(a, b)) for a in first - second for b in second - first}
    kind, *order = said.orders[party]
    return found | (slow.compared(states, *order)[1] if kind == "pairs" else set())


VIEW = """case: c
title: T
parties:
  a:
    name: A
    options: {x: X, y: {text: Y, moves: forward}}
    prefers: [a.x, b.z]
    sees:
      judged: G
      unaware: [b.z]
      imagines: {b: {strike: Strike}}
      moves: {a.y: both}
      orders:
        b: {prefers: [b.strike if a.x, not a.y]}
  b:
    name: B
    options: {z: Z}
    prefers: [b.z and not a.x, a.x]
infeasible: [a.x and a.y]
"""


def test_a_view_is_the_case_as_the_party_has_it():
    made = Conflict.from_case(_load(VIEW))
    ((party, view),) = made.views.items()
    assert party == "a"
    assert [o.id for o in view.options] == ["a.x", "a.y", "b.strike"]
    assert view.imagined == {"b.strike"}
    by_hand = Conflict.from_dict(
        {
            "decision_makers": {"a": ["x", "y"], "b": ["strike"]},
            "infeasible": ["x and y"],
            "preferences": {
                "a": {"statements": ["x"]},
                "b": {"statements": ["strike if x", "not y"]},
            },
            "imagined": ["strike"],
        }
    )
    assert view.codes.tolist() == by_hand.codes.tolist()
    for i in range(2):
        assert view.ranks[i].tolist() == by_hand.ranks[i].tolist()
        assert view.moves[i].tolist() == by_hand.moves[i].tolist()


def test_what_holds_is_what_each_stays_in_by_its_own_view():
    made = Conflict.from_case(_load(VIEW))
    view = made.views["a"]
    found, seen = made.outcomes(), view.outcomes()
    assert found.perceived is not None
    for concept in found.stable:
        for state in range(made.size):
            taken = set(made.taken(state)) - {"b.z"}
            (looks,) = (s for s in range(view.size) if set(view.taken(s)) == taken)
            holds = seen.stable[concept][0, looks] and found.stable[concept][1, state]
            assert (state in found.perceived.holding(concept)) == holds
    assert found.to_dict()["perceived"]["Nash"]["holding"] == [
        s + 1 for s in found.perceived.holding("Nash")
    ]


def _load(text: str):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "case.yaml").write_text(text, "utf-8")
        return goodoffices.load(folder).case


HEAD = """case: c
title: T
parties:
  a: {name: A, options: {x: X, y: Y}, prefers: [a.x]%s}
  b: {name: B, options: {z: Z}, prefers: [b.z]}
%s"""


@pytest.mark.parametrize(
    ("party", "top", "code", "text"),
    [
        (", unknown: [[a.x]]", "", "GO207", "two outcomes"),
        (", unknown: [{between: [a.x, a.q]}]", "", "GO204", "a.q"),
        (", unknown: [{betwen: [a.x, a.y]}]", "", "GO206", "betwen"),
        (", pairs: [{better: a.x, than: a.y}]", "", "GO224", "one way"),
        (", sees: {}", "", "GO208", "Nothing is said"),
        (", sees: {unaware: [b.zz]}", "", "GO204", "b.zz"),
        (", sees: {imagines: {q: {s: S}}}", "", "GO214", "“q”"),
        (", sees: {imagines: {b: {z: S}}}", "", "GO209", "b.z"),
        (", sees: {moves: {b.z: sideways}}", "", "GO217", "sideways"),
        (", sees: {orders: {b: {}}}", "", "GO208", "not said how"),
        (", sees: {orders: {b: {prefers: [b.strike]}}}", "", "GO204", "b.strike"),
        ("", "only_if: {a.x: b.zz}", "GO204", "b.zz"),
        ("", "only_if: {a.x: }", "GO208", "missing"),
        ("", "only_if: {a.q: b.z}", "GO204", "a.q"),
        ("", "same: [{that: a.x, apart: [a.q]}]", "GO204", "a.q"),
        ("", "same: [{apart: [a.x]}]", "GO208", "that"),
        ("", "barred: [{party: q, from: a.x}]", "GO214", "“q”"),
        ("", "barred: [{party: a}]", "GO208", "from"),
        ("", "barred: [{from: a.x}]", "GO208", "party"),
    ],
)
def test_what_is_wrong_in_a_case_is_told_where_it_stands(party, top, code, text):
    with pytest.raises(CaseError) as wrong:
        Conflict.from_case(_load(HEAD % (party, top)))
    found = [f for f in wrong.value.findings if f.severity == "error"]
    (named,) = (f for f in found if f.code == code)
    assert text in named.text
    assert named.place.line >= 4
    assert named.place.column


def test_pairs_in_a_circle_name_the_pairs_and_their_place():
    text = HEAD.replace("prefers: [a.x]%s", "pairs: %s") % (
        (
            "[{better: a.x, than: a.y}, {better: a.y, than: b.z}, "
            "{better: b.z and not a.x, than: a.x}]"
        ),
        "",
    )
    with pytest.raises(CaseError) as wrong:
        Conflict.from_case(_load(text))
    (finding,) = wrong.value.findings
    assert finding.code == "GO418"
    assert "a.y > b.z" in finding.text
    assert "b.z and not a.x > a.x" in finding.text
    assert finding.place.line == 4


def test_a_view_without_a_state_for_what_there_is_is_refused():
    text = HEAD % (", sees: {unaware: [b.z]}", "at_least_one: [[a.x, b.z]]\n")
    with pytest.raises(CaseError) as wrong:
        Conflict.from_case(_load(text))
    (finding,) = wrong.value.findings
    assert finding.code == "GO416"
    assert finding.place.line == 4
    assert "looks like" in finding.text


@pytest.mark.parametrize(
    ("more", "code", "part"),
    [
        ({"unknown": {"A": [[1, 9]]}}, "GO409", "unknown.A[1]"),
        ({"unknown": {"A": [[1, 1]]}}, "GO409", "unknown.A[1]"),
        ({"unknown": {"A": [["x", "q"]]}}, "GO204", "unknown.A[1][2]"),
        ({"unknown": {"A": [[1]]}}, "GO207", "unknown.A[1]"),
        ({"unknown": {"A": 3}}, "GO407", "unknown.A"),
        ({"unknown": {"Q": []}}, "GO408", "unknown.Q"),
        ({"barred": [{"party": "Q", "to": "x"}]}, "GO214", "barred[1].party"),
        ({"barred": [{"party": "A"}]}, "GO208", "barred[1]"),
        ({"barred": [{"party": "A", "to": "q"}]}, "GO204", "barred[1].to"),
        ({"imagined": ["q"]}, "GO204", "imagined[1]"),
        ({"views": {"Q": {}}}, "GO408", "views.Q"),
        ({"views": {"A": {"views": {}}}}, "GO407", "views.A.decision_makers"),
        ({"only_if": ["x"]}, "GO207", "only_if"),
        ({"only_if": {"q": "x"}}, "GO204", "only_if.q"),
        ({"same": {"that": "x"}}, "GO207", "same"),
        ({"same": [{"apart": "x"}]}, "GO208", "same[1]"),
    ],
)
def test_what_is_wrong_in_the_plain_form_is_told_with_its_key(more, code, part):
    data = {
        "decision_makers": {"A": ["x"], "B": ["y"]},
        "infeasible": [],
        "preferences": {"A": {"statements": ["x"]}, "B": {"statements": ["y"]}},
    }
    with pytest.raises(CaseError) as wrong:
        Conflict.from_dict(data | more)
    assert (code, part) in [(f.code, f.place.part) for f in wrong.value.findings]


def test_views_in_the_plain_form():
    data = {
        "decision_makers": {"A": ["x"], "B": ["y"]},
        "infeasible": [],
        "preferences": {"A": {"statements": ["x"]}, "B": {"statements": ["y"]}},
    }
    view = {
        "decision_makers": {"A": ["x"], "B": ["y", "strike"]},
        "infeasible": [],
        "imagined": ["strike"],
        "preferences": {"A": {"statements": ["x"]}, "B": {"statements": ["strike"]}},
    }
    made = Conflict.from_dict(data | {"views": {"A": view}})
    found = made.outcomes().perceived
    assert found.holding("Nash") == [3]
    assert found.surprises("A", "Nash") == [3]
    del view["imagined"]
    with pytest.raises(CaseError) as wrong:
        Conflict.from_dict(data | {"views": {"A": view}})
    assert wrong.value.findings[0].code == "GO416"


def _unsure():
    return Conflict.from_dict(
        {
            "decision_makers": {"A": ["x"], "B": ["y"]},
            "infeasible": [],
            "preferences": {"A": {"statements": ["x"]}, "B": {"statements": ["x", "y"]}},
            "unknown": {"A": [["x and y", "y and not x"]]},
            "status_quo": 1,
        }
    )


def test_nobody_is_said_to_gain_by_what_it_may_not_prefer():
    conflict = _unsure()
    assert conflict.gains(0, 2, 3) is None
    assert conflict.gains(0, 3, 2) is None
    assert conflict.gains(0, 0, 1) is True
    assert conflict.gains(0, 1, 0) is False
    way = evolution(conflict, 2, gainful=True)
    assert way.path(3) is None  # A might or might not like to go there
    assert way.path(2) == ()
    assert evolution(conflict, 0, gainful=True).path(3) == (("A", 0, 1), ("B", 1, 3))
    edges = ET.fromstring(to_graphml(conflict)).findall(".//{*}edge")
    said = {
        (edge.get("source"), edge.get("target")): {d.get("key"): d.text for d in edge}
        for edge in edges
    }
    assert said["s1", "s2"]["improves"] == "true"
    assert said["s2", "s1"]["improves"] == "false"
    assert "improves" not in said["s3", "s4"]
    steps = {(s.party, s.source, s.target): s for s in brief_moves(conflict, range(4))}
    assert not steps[0, 2, 3].gain
    assert not steps[0, 2, 3].loss
    assert steps[0, 1, 0].loss


def test_what_needs_every_preference_is_refused():
    with pytest.raises(UsageError) as wrong:
        to_gmcr(_unsure())
    assert wrong.value.findings[0].code == "GO420"
    assert "What A would prefer" in wrong.value.findings[0].text


def test_pairs_among_too_many_outcomes_are_refused_before_memory_is_taken():
    makers = {"A": [f"o{k}" for k in range(13)], "B": ["y"]}
    data = {
        "decision_makers": makers,
        "infeasible": [],
        "preferences": {"A": {"pairs": [["o1", "o2"]]}, "B": {"statements": ["y"]}},
    }
    with pytest.raises(CaseError) as wrong:
        Conflict.from_dict(data)
    assert wrong.value.findings[0].code == "GO419"
    assert "16,384" in wrong.value.findings[0].text


def test_barring_moves_of_too_many_is_refused():
    makers = {"A": [f"o{k}" for k in range(16)]}
    data = {
        "decision_makers": makers,
        "infeasible": [],
        "barred": [{"party": "A", "to": "o1"}],
        "preferences": {"A": {"statements": ["o1"]}},
    }
    with pytest.raises(CaseError) as wrong:
        Conflict.from_dict(data)
    assert wrong.value.findings[0].code == "GO406"


WEIGHED = "weights: {a.x: {weight: 2, evidence: [S-1]}, a.y: {weight: 0, evidence: [S-2]}}"
STEPPED = "ranking: [{that: a.x and not a.y, evidence: [S-3]}, a.y, {that: rest, evidence: [S-4]}]"
PAIRED = (
    "pairs: [{better: a.x and not a.y, than: not a.x and not a.y, evidence: [S-5]}, "
    "{better: a.x, than: b.z, evidence: [S-6]}]"
)


@pytest.mark.parametrize(
    ("order", "claims"), [(WEIGHED, {"S-1"}), (STEPPED, {"S-3", "S-4"}), (PAIRED, {"S-5"})]
)
def test_a_reason_names_the_evidence_of_however_the_party_ranks(order, claims):
    made = Conflict.from_case(_load(HEAD.replace("prefers: [a.x]%s", order + "%s") % ("", "")))
    state = next(s for s in range(made.size) if not made.taken(s))
    better = next(s for s in range(made.size) if made.taken(s) == ("a.x",))
    why = made.outcomes().explain(state, "a", "Nash")
    assert why.moves == (("a", state, better),)
    assert not why.stable
    assert set(why.evidence) == claims
