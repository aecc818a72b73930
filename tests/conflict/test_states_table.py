"""A conflict written as a table, by us or by anybody, is read as what it says."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from tests.conflict.case_of_two import two_party_case
from tests.conflict.random_conflicts import listed_form

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.cli.main import verbs
from goodoffices.conflict import examples
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.model import Conflict


def meaning(conflict: Conflict) -> tuple:
    return (
        conflict.parties,
        [(o.id, o.moves) for o in conflict.options],
        [conflict.label(s) for s in range(conflict.size)],
        [conflict.pattern(s) for s in range(conflict.size)],
        [moves.tolist() for moves in conflict.moves],
        [rank.tolist() for rank in conflict.ranks],
        conflict.status_quo,
        [pairs.tolist() for pairs in conflict.unknown],
    )


@settings(max_examples=60, deadline=None)
@given(listed_form())
def test_what_is_saved_as_a_table_is_opened_again(data: dict) -> None:
    made = Conflict.from_dict(data)
    with tempfile.TemporaryDirectory() as folder:
        made.save(Path(folder, "a.csv"))
        assert meaning(goodoffices.load(Path(folder, "a.csv"))) == meaning(made)


@pytest.mark.parametrize("name", ["elmira", "garrison", "gisborne"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "saved.xlsx"])
def test_what_outcomes_writes_is_opened_again(tmp_path, name: str, form: str) -> None:
    made, path = examples.load(name), tmp_path / f"a.{form}"
    source = tmp_path / "a.json"
    source.write_text(json.dumps(examples.read(name)), "utf-8")
    if form == "saved.xlsx":
        made.save(path)
    elif form == "xlsx":
        CliRunner().invoke(verbs, ["outcomes", str(source), "--xlsx", str(path)])
    else:
        path.write_bytes(CliRunner().invoke(verbs, ["outcomes", str(source), "--csv"]).stdout_bytes)
    if made.unknown and form != "saved.xlsx":  # ranks that are not known are left empty there
        with pytest.raises(CaseError, match="GO421"):
            goodoffices.load(path)
        return
    opened = goodoffices.load(path)
    assert meaning(opened) == meaning(made)
    assert opened.outcomes().to_dict()["equilibria"] == made.outcomes().to_dict()["equilibria"]


def test_what_a_form_cannot_hold_is_told(tmp_path) -> None:
    conflict = Conflict.of(from_case(two_party_case(names={"": "peace"})))
    (told,) = conflict.save(tmp_path / "a.gmcr")
    assert (told.code, told.severity) == ("GO422", "warning")
    assert "names of outcomes" in told.text
    assert "preferences" not in told.text
    (told,) = conflict.save(tmp_path / "a.csv")
    assert "how preferences were said" in told.text
    assert conflict.save(tmp_path / "a.json") == []


TABLE = [
    ["state", "a.x", "b.y (N->Y)", "rank a", "rank b"],
    ["2", "y", "N", "1", "3"],
    ["1", "N", "N", "2", "2"],
    ["3", "N", "Y", "2", "1"],
]


def opened(tmp_path, rows: list[list[str]]) -> Conflict:
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return goodoffices.load(path)


def test_a_table_by_hand(tmp_path) -> None:
    found = opened(tmp_path, TABLE)
    assert [found.pattern(s) for s in range(3)] == ["NN", "YN", "NY"]
    assert [rank.tolist() for rank in found.ranks] == [[1, 0, 1], [1, 2, 0]]
    assert found.moves[1].tolist() == [[0, 2]]


@pytest.mark.parametrize(
    ("row", "column", "cell", "where"),
    [
        (0, 1, "z.x", "B1"),
        (0, 4, "rank a", "D1"),
        (0, 2, "note", "C1"),
        (1, 0, "one", "A2"),
        (1, 0, "1", "A3"),
        (1, 1, "maybe", "B2"),
        (2, 3, "", "D3"),
        (2, 4, "1.5", "E3"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(tmp_path, row, column, cell, where) -> None:
    rows = [list(r) for r in TABLE]
    rows[row][column] = cell
    with pytest.raises(CaseError) as caught:
        opened(tmp_path, rows)
    assert {f.code for f in caught.value.findings} == {"GO421"}
    assert where in {f.place.part for f in caught.value.findings}


@pytest.mark.parametrize(
    "options",
    [
        ["--coalition", "all", "--xlsx", "f.xlsx"],
        ["--limited", "2", "--graphml"],
        ["--limited", "2", "--concept", "Nash"],
        ["--explain", "1", "--csv"],
        ["--ranks", "--explain", "1"],
        ["--csv", "--json"],
        ["--gmcr", "--concept", "Nash"],
        ["--to", "2", "--simultaneous"],
    ],
    ids=" ".join,
)
def test_no_option_is_left_aside_unsaid(tmp_path, options: list[str]) -> None:
    source = tmp_path / "a.json"
    source.write_text(json.dumps(examples.read("elmira")), "utf-8")
    done = CliRunner().invoke(verbs, ["outcomes", str(source), *options])
    assert "GO926" in repr(done.exception.findings)
    assert not (tmp_path / "f.xlsx").exists()


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (["--explain", "1"], "reasons"),
        (["--from", "1", "--to", "8"], "moves"),
        (["--ranks"], "ranks"),
        (["--coalition", "all", "--concept", "Nash"], "stable"),
    ],
)
def test_every_answer_is_there_as_json(tmp_path, options: list[str], key: str) -> None:
    source = tmp_path / "a.json"
    source.write_text(json.dumps(examples.read("elmira")), "utf-8")
    done = CliRunner().invoke(verbs, ["outcomes", str(source), *options, "--json"])
    assert json.loads(done.stdout)[key] is not None


def test_a_foreign_table_with_its_own_case_and_separators(tmp_path):
    """Heads with capitals, semicolons, whole numbers with a decimal place, small letters."""
    rows = [["State", "A.x", "B.y", "Rank A", "RANK B"], ["1", "Y", "N", "1", "2"]]
    rows += [["3,0", "N", "n", "3", "3"], ["2.0", "n", "y", "2,0", "1"], ["4", "Y", "Y", "4", "4"]]
    (tmp_path / "a.csv").write_text("\r\n".join(";".join(row) for row in rows), "utf-8-sig")
    found = goodoffices.load(tmp_path / "a.csv")
    assert found.parties == ("A", "B")
    assert [found.pattern(s) for s in range(4)] == ["YN", "NY", "NN", "YY"]
    assert [rank.tolist() for rank in found.ranks] == [[0, 1, 2, 3], [1, 0, 2, 3]]
