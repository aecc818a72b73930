"""Rankings by hand, weights and groups in a case file: what is written is what is ranked."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.case.file import CaseFile
from goodoffices.conflict.model import Conflict

HEAD = """case: c
title: T
parties:
  a:
    name: A
    options: {x: X, y: Y}
    %s
  b:
    name: B
    options: {z: Z}
    prefers: [b.z]
"""


def conflict(folder: Path, order: str, more: str = "") -> Conflict:
    (folder / "case.yaml").write_text(HEAD % order + more, "utf-8")
    opened = goodoffices.load(folder)
    assert isinstance(opened, goodoffices.CaseFolder)
    return Conflict.from_case(opened.case)


def _by_taken(made: Conflict) -> dict[str, int]:
    return {",".join(made.taken(s)): int(made.ranks[0][s]) for s in range(made.size)}


def test_weights_add_up_over_what_is_taken(tmp_path: Path) -> None:
    made = conflict(tmp_path, "weights: {a.x: 2.5, a.y: 1/2, b.z: {weight: -1, judged: G}}")
    worth = {"a.x": 2.5, "a.y": 0.5, "b.z": -1}
    ranks = _by_taken(made)
    sums = {t: sum(worth[o] for o in t.split(",") if o) for t in ranks}
    for one in ranks:
        for other in ranks:
            assert (ranks[one] < ranks[other]) == (sums[one] > sums[other]), (one, other)


def test_a_ranking_places_each_outcome_at_the_first_step_that_means_it(tmp_path: Path) -> None:
    made = conflict(
        tmp_path,
        "ranking: [Best, {that: a.x and b.z, judged: G}, [a.y, not a.x and not b.z], rest]",
        "outcomes: {Best: [a.x]}\n",
    )
    assert _by_taken(made) == {
        "a.x": 0,
        "a.x,b.z": 1,
        "a.x,a.y,b.z": 1,
        "a.y": 2,
        "a.x,a.y": 2,
        "a.y,b.z": 2,
        "": 2,
        "b.z": 3,
    }


def test_an_outcome_left_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as wrong:
        conflict(tmp_path, "ranking: [a.x]")
    assert wrong.value.findings[0].code == "GO417"
    assert "leaves out 4 outcomes" in wrong.value.findings[0].text


def test_groups_leave_out_states(tmp_path: Path) -> None:
    made = conflict(tmp_path, "weights: {a.x: 1}", "exclusive: [[a.x, a.y, b.z]]\n")
    assert sorted(map(made.taken, range(made.size))) == [(), ("a.x",), ("a.y",), ("b.z",)]
    made = conflict(tmp_path, "weights: {a.x: 1}", "at_least_one: [[a.x, b.z]]\n")
    assert made.size == 6
    assert all({"a.x", "b.z"} & set(made.taken(s)) for s in range(made.size))


def test_groups_of_options_with_odd_ids_are_told_and_no_fault() -> None:
    text = "case: c\ntitle: C\nparties:\n  a: {name: A, options: {x: X, 'y:': Y}}\n"
    file = CaseFile("case.yaml", f"{text}exclusive: [[a.x, 'a.y:']]\n".encode())
    assert [finding.code for finding in file.findings] == ["GO210"]


def test_a_named_outcome_of_many_options_can_stand_in_a_ranking() -> None:
    options = ", ".join(f"o{k}: O" for k in range(80))
    text = f"case: c\ntitle: C\nparties:\n  a:\n    name: A\n    options: {{{options}}}\n"
    more = "    ranking: [One, rest]\noutcomes: {One: [a.o3]}\n"
    file = CaseFile("case.yaml", (text + more).encode())
    assert file.findings == ()
    (which,) = file.case.parties[0].ordering.ranking[0].outcomes
    truth = {f"a.o{k}": k == 3 for k in range(80)}
    assert which.condition.evaluate({o: int(t) for o, t in truth.items()}) & 1
    assert not which.condition.evaluate(dict.fromkeys(truth, 0)) & 1


@pytest.mark.parametrize(
    ("order", "more", "code"),
    [
        ("weights: {a.x: 1}\n    ranking: [a.x, rest]", "", "GO224"),
        ("weights: {a.xx: 1}", "", "GO204"),
        ("weights: {a.x: heavy}", "", "GO213"),
        ("ranking: [a.xx, rest]", "", "GO204"),
        ("ranking: [a.x and, rest]", "", "GO205"),
        ("ranking: [[], a.x]", "", "GO208"),
        ("weights: {a.x: 1}", "exclusive: [[a.x, a.q]]\n", "GO204"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, order: str, more: str, code: str
) -> None:
    with pytest.raises(CaseError) as wrong:
        conflict(tmp_path, order, more)
    found = next(f for f in wrong.value.findings if f.severity == "error")
    assert found.code == code
    assert found.place is not None
    assert found.place.line


def test_all_that_follows_works_on_such_a_case(tmp_path: Path) -> None:
    made = conflict(tmp_path, "ranking: [a.x and not b.z, rest]")
    assert made.outcomes().to_dict()["equilibria"]
    from goodoffices.conflict.levers.levers import levers

    assert levers(made, 0).searched >= 0


def test_weights_of_any_size_are_exact(tmp_path: Path) -> None:
    made = conflict(
        tmp_path,
        "weights: {a.x: 999999999999999999, a.y: 0.000000000000000001, b.z: -999999999999999999}",
    )
    assert _by_taken(made) == {
        "a.x,a.y": 0,
        "a.x": 1,
        "a.y": 2,
        "a.x,a.y,b.z": 2,
        "": 3,
        "a.x,b.z": 3,
        "a.y,b.z": 4,
        "b.z": 5,
    }
