"""Levers: each makes the outcome hold when all is decided anew, and nothing cheaper does."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.case.nouns import LeverTerms
from goodoffices.cli import demo
from goodoffices.cli.main import verbs
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.changes import changed
from goodoffices.conflict.levers.inverse import conditions
from goodoffices.conflict.levers.levers import Levers, levers
from goodoffices.conflict.moves import Pairs
from goodoffices.conflict.outcomes import outcomes
from goodoffices.conflict.stability import solve

DEAR = {
    "block": Fraction(99),
    "irreversible": Fraction(99),
    "impossible": Fraction(99),
    "remove": Fraction(99),
}


def conflict_of(moves: list[list[tuple[int, int]]], ranks: list[list[int]]) -> GraphModel:
    size = len(ranks[0])
    names = tuple("ABC"[: len(ranks)])
    pairs = tuple(Pairs(np.array(sorted(m), dtype=np.int64).reshape(-1, 2)) for m in moves)
    return GraphModel(
        name="c",
        parties=names,
        party_names=names,
        codes=np.zeros(size, dtype=np.int64),
        movement=pairs,
        ranks=tuple(np.array(r, dtype=np.int32) for r in ranks),
        prefix="",
    )


@st.composite
def small(draw: st.DrawFn) -> tuple[GraphModel, int]:
    size = draw(st.integers(2, 4))
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    moves = [[(a, b) for a, b in draw(st.sets(pair, max_size=6)) if a != b] for _party in range(2)]
    ranks = [list(draw(st.permutations(range(size)))) for _party in range(2)]
    return conflict_of(moves, ranks), draw(st.integers(0, size - 1))


def _apart(a: list[int], b: tuple[int, ...]) -> int:
    """Return how many pairs two rankings order differently: the fewest exchanges of neighbours."""
    return sum((a[s] < a[t]) != (b[s] < b[t]) for s, t in itertools.combinations(range(len(a)), 2))


def _holds(conflict: GraphModel, ranks: tuple, target: int, concept: str) -> bool:
    return bool(solve(conflict.moves, list(ranks), [concept])[concept][:, target].all())


@settings(max_examples=60, deadline=None)
@given(drawn=small(), concept=st.sampled_from(["Nash", "GMR", "SMR", "SEQ", "SSEQ"]))
def test_the_first_is_as_cheap_as_any_order_of_all_there_are(
    drawn: tuple[GraphModel, int], concept: str
) -> None:
    conflict, target = drawn
    found = levers(
        conflict,
        target,
        concept=concept,
        terms=LeverTerms(costs=DEAR),
        most_cost=Fraction(12),
        most=1,
    )
    every = itertools.permutations(range(conflict.size))
    costs = [
        sum(
            _apart(list(map(int, now)), then)
            for now, then in zip(conflict.ranks, both, strict=True)
        )
        for both in itertools.product(list(every), repeat=2)
        if _holds(conflict, both, target, concept)
    ]
    if found.holds:
        assert min(costs) == 0
    elif costs:
        assert found.found[0].cost == min(costs)
    else:
        assert not found.found


@settings(max_examples=60, deadline=None)
@given(drawn=small(), concept=st.sampled_from(["Nash", "GMR", "SMR", "SEQ"]))
def test_each_makes_the_outcome_hold_in_the_conflict_that_is_left(
    drawn: tuple[GraphModel, int], concept: str
) -> None:
    conflict, target = drawn
    found = levers(conflict, target, concept=concept, most_cost=Fraction(5))
    for lever in found.found:
        form = changed(conflict, target, lever.changes)
        assert form is not None
        ranks = [
            np.asarray(order if order is not None else now)[form.base]
            for order, now in zip(lever.orders, conflict.ranks, strict=True)
        ]
        assert solve(form.pairs, ranks, [concept])[concept][:, form.target].all()
        assert lever.cost <= 5
        assert lever.orders != (None,) * len(lever.orders) or lever.changes
    costs = [lever.cost for lever in found.found]
    assert costs == sorted(costs)
    atoms = [lever.atoms for lever in found.found]
    assert not any(a <= b for a, b in itertools.permutations(atoms, 2))


@settings(max_examples=200, deadline=None)
@given(drawn=small(), concept=st.sampled_from(["Nash", "GMR", "SMR", "SEQ", "SSEQ"]))
def test_the_conditions_are_fulfilled_exactly_where_the_outcome_holds(
    drawn: tuple[GraphModel, int], concept: str
) -> None:
    conflict, target = drawn
    met = all(c.fulfilled for c in conditions(conflict, target, concept))
    assert met == _holds(conflict, conflict.ranks, target, concept)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GraphModel]:
    folder = tmp_path_factory.mktemp("levers") / "case"
    folder.mkdir()
    (folder / "case.yaml").write_bytes(
        (Path(demo.__file__).parents[1] / "demo" / "case.yaml").read_bytes()
    )
    return folder, goodoffices.load(folder).outcomes().conflict  # type: ignore[union-attr]


def _found(conflict: GraphModel, target: int, **ask: object) -> Levers:
    return levers(conflict, target, most_cost=Fraction(4), **ask)  # type: ignore[arg-type]


def test_the_shipped_case_by_statements(shipped: tuple[Path, GraphModel]) -> None:
    _folder, conflict = shipped
    already = _found(conflict, 31)
    assert already.holds
    lines = already.explain().splitlines()
    assert "already" in lines[0]
    assert lines[1] == "“Limits for relief, mediated” goes on to hold (SEQ) if and only if:"
    away = {(i, int(t)) for i, m in enumerate(conflict.moves) for s, t in m if s == 31}
    assert len(lines) == 2 + len(away)
    assert all(c["fulfilled"] for c in already.to_dict()["conditions"])
    found = _found(conflict, 29)
    assert found.found
    text = found.explain()
    assert "if and only if" in text
    assert "At a cost of" in text
    told = found.to_dict()
    assert told["outcome"] == 30
    assert told["levers"][0]["cost"] == str(found.found[0].cost)
    dearer = _found(conflict, 29, terms=LeverTerms(costs={"irreversible": Fraction(3)}))
    assert all(
        lever.cost > found.found[0].cost or lever.changes != found.found[0].changes
        for lever in dearer.found
    )


def test_a_statement_put_above_another_is_told_by_its_words() -> None:
    from goodoffices.case.conditions import parse
    from goodoffices.case.nouns import Case, Option, Party, Preference

    def wish(text: str) -> Preference:
        return Preference(parse(text), text)

    first = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"),),
        prefers=(wish("a.x"), wish("not a.x")),
    )
    second = Party(
        id="b", name="B", options=(Option(id="b.y", party="b", text="Y"),), prefers=(wish("b.y"),)
    )
    conflict = outcomes(Case(id="c", title="C", parties=(first, second))).conflict
    target = next(s for s in range(4) if conflict.taken(s) == ("b.y",))
    found = levers(conflict, target, concept="Nash", terms=LeverTerms(costs=DEAR))
    assert [lever.cost for lever in found.found] == [1]
    assert (
        "A would have to care more about this: A: not ‘X’; and less about: A: X" in found.explain()
    )
    assert found.to_dict()["levers"][0]["preferences"] == [
        {"party": "a", "of": "statements", "put": "not a.x", "above": "a.x"}
    ]


def test_an_exchange_that_costs_nothing_is_refused() -> None:
    conflict = conflict_of([[(0, 1)], []], [[1, 0], [0, 1]])
    with pytest.raises(UsageError) as refused:
        levers(conflict, 0, terms=LeverTerms(costs={"swap": Fraction(0)}))
    assert refused.value.findings[0].code == "GO807"


def test_the_command(shipped: tuple[Path, GraphModel]) -> None:
    folder, _conflict = shipped
    run = CliRunner().invoke(verbs, ["levers", str(folder), "--to", "S79", "--max-cost", "3"])
    assert run.exit_code == 0, run.output
    assert "No set of changes up to a cost of 3" in run.output
    run = CliRunner().invoke(
        verbs, ["levers", str(folder), "--to", "S90", "--concept", "nash", "--json"]
    )
    assert run.exit_code == 0
    for wrong, code in (
        (["--to", "S199"], "GO911"),
        (["--to", "S1", "--max-cost", "x"], "GO807"),
        (["--to", "S1", "--concept", "SEK"], None),
    ):
        run = CliRunner().invoke(verbs, ["levers", str(folder), *wrong])
        assert isinstance(run.exception, UsageError), wrong
        if code:
            assert run.exception.findings[0].code == code


def test_too_many_states_are_refused_first() -> None:
    size = 5_000
    conflict = conflict_of([[], []], [list(range(size))] * 2)
    with pytest.raises(UsageError) as refused:
        levers(conflict, 0)
    assert refused.value.findings[0].code == "GO806"


def test_levers_show_themselves_and_an_outcome_is_named_as_people_name_it(
    shipped: tuple[Path, GraphModel],
) -> None:
    _folder, conflict = shipped
    found = levers(conflict, "S79", most_cost=Fraction(4))
    assert found.to_dict() == _found(conflict, 29).to_dict()
    assert repr(found).startswith("Levers(S79, SEQ: levers at ")
    rows = found.rows()
    assert [row["cost"] for row in rows] == [str(lever.cost) for lever in found.found]
    assert all(change in found.explain() for row in rows for change in row["changes"])
    assert found._repr_html_().count("<tr>") == len(rows) + 1
    with pytest.raises(UsageError) as refused:
        levers(conflict, "S199")
    assert refused.value.findings[0].code == "GO911"
