"""All ways from a state, and who can have moved last where: against every sequence there is."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_explain import conflict_of
from test_extensions import ANY_FORM, elmira, listed
from tests.conflict import slow_extensions as slow
from tests.conflict.random_conflicts import graph_form

from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.conflict import paths as module
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.paths import last_movers, paths


def movers_of(drawn, together, *, gainful):
    """Each mover's steps as the definitions have them: parties, and coalitions by R_H and R_H++."""
    moves, parties = listed(drawn), range(len(drawn.ranks))
    groups = slow.subsets(list(parties)) if together else [(i,) for i in parties]

    def step(group, state):
        if gainful:
            return slow.gains(moves, drawn.ranks, group, state)
        return slow.together(moves, group, state)

    return {tuple(f"P{i}" for i in g): (lambda s, g=g: step(g, s)) for g in groups}


def sequences(steps, start, most):
    """Every legal sequence of at most so many moves, as (mover, from, to), by brute force."""
    found, front = [], [()]
    for _ in range(most):
        front = [
            (*path, (mover, state, after))
            for path in front
            for state in [path[-1][2] if path else start]
            for mover, step in steps.items()
            if not path or path[-1][0] != mover
            for after in step(state)
        ]
        found += front
    return found


def is_simple(path):
    met = [path[0][1], *(after for _mover, _before, after in path)]
    return len(set(met)) == len(met)


@settings(max_examples=30, deadline=None)
@given(
    st.one_of(ANY_FORM, graph_form(most_states=5, most_parties=3)),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_every_path_and_every_last_mover_is_found_and_no_other(drawn, gainful, together, data):
    size, most = len(drawn.codes), 2 if together else 3
    conflict = conflict_of(drawn)
    start, target = (data.draw(st.integers(0, size - 1)) for _ in range(2))
    groups = None if together else ()
    steps = movers_of(drawn, together, gainful=gainful)
    every = sequences(steps, start, most)
    found = paths(conflict, target, start, gainful=gainful, groups=groups, most_moves=most)
    simple = [path for path in every if is_simple(path)]
    expected = [path for path in simple if path[-1][2] == target]
    assert found.whole
    assert sorted(found.found) == sorted(expected)
    assert list(map(len, found.found)) == sorted(map(len, expected))
    if not found.longer:
        more = sequences(steps, start, most + 1) if len(every) < 300 else []
        assert not any(len(p) > most and p[-1][2] == target and is_simple(p) for p in more)

    table = last_movers(conflict, start, gainful=gainful, groups=groups)
    fewest = {}
    for path in every:
        mover, _before, after = path[-1]
        fewest.setdefault((mover, after), len(path))
    for mover, cells in table.fewest.items():
        for state, count in enumerate(cells.tolist()):
            assert fewest.get((mover, state), count if count > most else -1) == count


def test_the_status_quo_analysis_of_elmira():
    """Li, Kilgour & Hipel 2005: today, 5, then 8 by the ministry and the company together."""
    free = paths(elmira(), "8", "1", most_moves=4)
    assert len(free.found) == 6  # each order of the three moves
    assert not paths(elmira(), "8", "1", gainful=True).found
    gain = paths(elmira(), "8", "1", gainful=True, groups=[["MoE", "Uniroyal"]])
    assert gain.found == ((((("LocalGov",), 0, 4), (("MoE", "Uniroyal"), 4, 7))),)
    assert gain.describe() == [
        "LocalGov would insist. MoE would modify; Uniroyal would accept and no longer delay."
    ]
    table = last_movers(elmira(), "1", gainful=True, groups=[["MoE", "Uniroyal"]])
    assert table.last("8", 2) == (("MoE", "Uniroyal"),)
    assert table.last("8", 1) == ()
    assert [row["state"] for row in table.rows()] == [5, 8]
    assert "<table>" in gain._repr_html_()
    assert "<table>" in table._repr_html_()


def test_what_is_cut_is_told(monkeypatch):
    conflict = elmira()
    some = paths(conflict, "8", "1", most=2)
    assert (len(some.found), some.whole) == (2, False)
    assert paths(conflict, "8", "1", most_moves=2).longer
    assert not paths(conflict, "8", "1", most_moves=2).found
    monkeypatch.setattr(module, "MOST_TRIED", 5)
    assert not paths(conflict, "8", "1").whole
    with pytest.raises(UsageError, match="21 moves"):
        paths(conflict, "8", "1", most_moves=21)


def test_gains_that_are_not_known_are_no_gains():
    data = {
        "decision_makers": {"A": ["a"]},
        "states": ["N", "Y"],
        "preferences": {"A": [2, 1]},
    }
    known, unsure = (Conflict.from_dict(data | more) for more in ({}, {"unknown": {"A": [[1, 2]]}}))
    counts = [len(paths(c, 1, 0, gainful=True).found) for c in (known, unsure)]
    assert counts == [1, 0]


def test_the_command_line_tells_all_ways_and_last_movers(tmp_path):
    file = tmp_path / "elmira.json"
    elmira().save(file)
    run = lambda *words: CliRunner().invoke(verbs, ["outcomes", str(file), *words])  # noqa: E731
    ways = run("--from", "1", "--to", "8", "--paths", "2", "--coalition", "MoE,Uniroyal").output
    assert "\n  2. MoE would modify; Uniroyal would accept and no longer delay. Local" in ways
    assert "Ways of more than 2 moves are not looked for." in ways
    table = run("--from", "1", "--movers").output
    assert "fewest moves" in table
    plain = json.loads(run("--from", "1", "--movers", "--json").output)
    assert plain["improvements"]["fewest_moves"] == {"5": {"LocalGov": 1}}
    plain = json.loads(run("--from", "1", "--to", "8", "--paths", "3", "--json").output)
    assert len(plain["moves"]["paths"]) == 6
    assert "GO916" in str(run("--paths", "3").exception)
    assert "GO926" in str(run("--to", "8", "--paths", "3", "--movers").exception)
