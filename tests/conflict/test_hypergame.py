"""Misperception: what holds by each party's own view, and whom it surprises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict.slow_stability import option_moves
from tests.conflict.slow_stability import stable as slow_stable

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.case.file.casefile import load
from goodoffices.conflict.hypergame import hypergame
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.words.perceived import expected, perceived_rows, perceived_why

STATES = ["YY", "YN", "NY", "NN"]
DILEMMA = {"First": [3, 1, 4, 2], "Second": [2, 1, 4, 3]}
CHICKEN = {"First": [3, 1, 2, 4], "Second": [2, 1, 3, 4]}


def of(preferences):
    makers = {"First": ["a"], "Second": ["b"]}
    return Conflict.from_dict(
        {"decision_makers": makers, "states": STATES, "preferences": preferences}
    )


def test_seen_alike_nothing_is_new():
    conflict = of(CHICKEN)
    found = hypergame(conflict, {})
    plain = conflict.outcomes()
    for concept in plain.stable:
        assert (found.stable(concept) == plain.stable[concept]).all()
        assert found.unforeseen(concept) == []
        assert found.surprises("First", concept) == []


def test_each_thinks_the_other_would_give_way():
    """Both play for a dilemma but see a game of chicken: both hold firm, and nobody foresaw it."""
    true = of(DILEMMA)
    first = of({"First": DILEMMA["First"], "Second": CHICKEN["Second"]})
    second = of({"First": CHICKEN["First"], "Second": DILEMMA["Second"]})
    found = hypergame(true, {"First": first, "Second": second})
    assert found.holding("Nash") == [3]
    assert found.foreseen("First", "Nash") == [2]
    assert found.foreseen("Second", "Nash") == [1]
    assert found.unforeseen("Nash") == [3]
    assert found.surprises("First", "Nash") == [3]
    assert found.to_dict()["Nash"] == {
        "holding": [4],
        "unforeseen": [4],
        "surprises": {"First": [4], "Second": [4]},
    }


def test_why_nobody_foresaw_it():
    views = {
        "First": plain({"First": DILEMMA["First"], "Second": CHICKEN["Second"]}),
        "Second": plain({"First": CHICKEN["First"], "Second": DILEMMA["Second"]}),
    }
    found = Conflict.from_dict(plain(DILEMMA, views)).outcomes("Nash").perceived
    why = perceived_why(found, 3, "First", "Nash")
    assert why.stable
    assert why.text.startswith("First sees it otherwise. First can move only to")
    assert expected(found, 3, "First", "Nash").startswith(
        "First expects that Second would leave it. Second can move to"
    )
    assert expected(found, 2, "First", "Nash") == "First expects that it would hold."


def test_an_option_that_a_party_does_not_see():
    true = of(DILEMMA)
    blind = Conflict.from_dict(
        {
            "decision_makers": {"First": ["a"], "Second": []},
            "states": ["Y", "N"],
            "preferences": {"First": [1, 2], "Second": [1, 2]},
        }
    )
    found = hypergame(true, {"First": blind})
    assert found.seen["First"].tolist() == [0, 0, 1, 1]
    assert found.stable("Nash")[0].tolist() == [True, True, False, False]


def test_views_that_do_not_fit():
    with pytest.raises(UsageError):
        hypergame(of(CHICKEN), {"Third": of(CHICKEN)})
    makers = {"First": ["a", "c"], "Second": ["b"]}
    more = {
        "decision_makers": makers,
        "states": ["YYY"],
        "preferences": {"First": [1], "Second": [1]},
    }
    with pytest.raises(CaseError):
        hypergame(of(CHICKEN), {"First": Conflict.from_dict(more)})
    fewer = of(CHICKEN)
    part = Conflict.from_dict(
        {
            "decision_makers": {"First": ["a"], "Second": ["b"]},
            "states": STATES[:3],
            "preferences": {"First": [3, 1, 2], "Second": [2, 1, 3]},
        }
    )
    with pytest.raises(CaseError, match="looks like"):
        hypergame(fewer, {"First": part})


# --- what parties think that others see -----------------------------------------------------------


def plain(preferences, views=()):
    makers = {"First": ["a"], "Second": ["b"]}
    data = {"decision_makers": makers, "states": STATES, "preferences": preferences}
    return data | ({"views": dict(views)} if views else {})


def test_who_knows_of_the_others_mistake_is_not_surprised():
    """Second plays a dilemma and thinks that it is a game of chicken; First knows that it does."""
    seen = plain({"First": CHICKEN["First"], "Second": DILEMMA["Second"]})
    unknowing = Conflict.from_dict(plain(DILEMMA, {"Second": seen}))
    assert unknowing.outcomes("Nash").perceived.holding("Nash") == [3]
    swapped = {"First": DILEMMA["First"], "Second": CHICKEN["Second"]}
    believed = plain(DILEMMA, {"Second": plain(swapped)})  # First thinks Second would give way
    knowing = Conflict.from_dict(plain(DILEMMA, {"First": believed, "Second": seen}))
    found = knowing.outcomes("Nash").perceived
    assert found.holding("Nash") == [3]  # First decides as before: by its own game
    assert found.foreseen("First", "Nash") == [2]
    assert found.surprises("First", "Nash") == [3]
    assert knowing.to_dict()["views"]["First"]["views"]["Second"]["decision_makers"]
    again = Conflict.from_dict(knowing.to_dict())
    assert again.to_dict() == knowing.to_dict()


@st.composite
def seen_within(draw, depth=2):
    """Draw a dilemma of any rankings, what each sees, and what each thinks that others see."""
    ranks = [draw(st.permutations([1, 2, 3, 4])) for _party in range(2)]
    data = plain(dict(zip(("First", "Second"), ranks, strict=True)))
    who = draw(st.sets(st.sampled_from(["First", "Second"]))) if depth else set()
    views = {party: draw(seen_within(depth - 1)) for party in sorted(who)}
    return data | ({"views": views} if views else {})


def stays(data, party: int, state: int, concept: str) -> bool:
    """Whether a party would stay, by its own game, in its own hypergame, and so on."""
    name = ("First", "Second")[party]
    if name in data.get("views", {}):
        return stays(data["views"][name], party, state, concept)
    orders = data["preferences"].values()
    ranks = [[order.index(s + 1) for s in range(4)] for order in orders]
    moves = [option_moves([3, 1, 2, 0], own, 0, 0) for own in (1, 2)]
    return slow_stable(moves, ranks, party, state, concept)


@settings(max_examples=60, deadline=None)
@given(seen_within())
def test_any_level_is_each_by_what_is_ascribed_to_it(data):
    conflict = Conflict.from_dict(data)
    found = hypergame(conflict, concepts=["Nash", "SEQ"])
    for concept in ("Nash", "SEQ"):
        cells = [[stays(data, i, s, concept) for s in range(4)] for i in (0, 1)]
        assert found.stable(concept).tolist() == cells
        for name in ("First", "Second"):
            seen = data.get("views", {}).get(name)
            game = {k: v for k, v in data.items() if k != "views"} if seen is None else seen
            holding = [s for s in range(4) if all(stays(game, i, s, concept) for i in (0, 1))]
            assert found.foreseen(name, concept) == holding
    for row in perceived_rows(found, 1):
        i, concept = ("First", "Second").index(row["party"]), row["concept"]
        assert row["stable"] == stays(data, i, 1, concept)
        foreseen = 1 in found.foreseen(row["party"], concept)
        assert row["expects"].endswith("expects that it would hold.") == foreseen
        other = ("First", "Second")[1 - i]
        game = data.get("views", {}).get(row["party"], data | {"views": {}})
        leaves = [not stays(game, j, 1, concept) for j in (i, 1 - i)]
        assert ("leave it itself" in row["expects"]) == (leaves == [True, False])
        assert (f"expects that {other} would leave it" in row["expects"]) == leaves[1]
        assert ("sees it otherwise" in row["text"]) == (row["party"] in data.get("views", {}))


def test_views_within_views_end_somewhere():
    data = plain(DILEMMA)
    for _level in range(5):
        data = plain(DILEMMA, {"First": data})
    with pytest.raises(CaseError, match="at most 4 deep"):
        Conflict.from_dict(data)
    assert Conflict.from_dict(data["views"]["First"]).views["First"].views


CASE = """
case: two
title: Two
parties:
  us:
    name: US
    options: {press: Press}
    prefers: [not iran.build, us.press]
    sees:
      judged: GO
      orders: {iran: {prefers: [not us.press, not iran.build]}}
      sees:
        iran:
          orders: {us: {prefers: [not us.press, not iran.build]}}
  iran:
    name: Iran
    options: {build: Build}
    prefers: [not us.press, iran.build]
"""


def test_a_case_says_what_one_thinks_that_another_sees(tmp_path):
    """Iran builds; the US thinks that it would not, and that it takes the US for unwilling."""
    (tmp_path / "case.yaml").write_text(CASE)
    conflict = Conflict.from_case(load(tmp_path / "case.yaml"))
    outer = conflict.views["us"]
    assert outer.views["iran"].ranks[0].tolist() == [0, 2, 1, 3]
    assert outer.ranks[0].tolist() == conflict.ranks[0].tolist()
    found = conflict.outcomes("Nash").perceived
    assert found.holding("Nash") == [3]
    assert found.foreseen("us", "Nash") == [1]
