"""``goodoffices packages``: trades, improvements, comparison, certainty, tables."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.cli import main as cli

Run = Callable[..., tuple[int, str, str]]

CASE = """
case: talks
title: Talks
parties:
  us:
    name: United States
    worth:
      judged: GO
      walk_away: 100..200
      issues:
        enrichment: {weight: 2..4, values: {none: 100, low: 60, high: 0}}
        relief: {weight: 1, values: {all: 0, some: 60, none: 100}}
  iran:
    name: Iran
    worth:
      judged: GO
      walk_away: 120
      issues:
        enrichment: {weight: 1, values: {none: 0, low: 60, high: 100}}
        relief: {weight: 2, values: {all: 100, some: 50, none: 0}}
issues:
  enrichment: {name: Enrichment, values: {none: None at all, low: "Low, watched", high: High}}
  relief: {name: Relief, today: none, values: {all: All, some: Some, none: None}}
packages:
  first: {name: First offer, enrichment: low, relief: some}
  zero: {name: Zero, enrichment: none, relief: all}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["goodoffices", "packages", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return int(str(stop.value.code)), out, err

    monkeypatch.delenv("GOODOFFICES_DEBUG", raising=False)
    return go


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    return tmp_path


def test_trades_and_certainty_stand_below_what_could_be_signed(run: Run, case: Path) -> None:
    code, out, err = run(case, "-n", 500)
    assert (code, err) == (0, "")
    # of 100 points 75 hang on enrichment for the US, 33 for Iran
    assert "Enrichment  75             33    Iran could give, United States would gain" in out
    assert "Adjusted Winner" in out
    assert "How sure is “First offer”? depends" in out
    assert "seed 7" in out


def test_json_keeps_its_keys_and_has_more(run: Run, case: Path) -> None:
    code, out, _err = run(case, "--json", "-n", 200, "--seed", 3)
    found = json.loads(out)
    assert code == 0
    assert list(found)[:6] == ["name", "parties", "outcomes", "allowed", "pareto", "efficient"]
    assert found["logrolling"][0]["issue"] == "enrichment"
    assert found["logrolling"][0]["points"]["us"] == pytest.approx(75)
    assert found["robustness"][0]["seed"] == 3
    assert found["acceptability"]["First offer"]["status"] == "depends"
    assert found["acceptability"]["Zero"]["status"] == "certain"
    # the US has 75/25 of 100 points, Iran 33/67: each gets what it values, then evens out
    assert sum(found["adjusted_winner"]["shares"]["enrichment"].values()) == 1


def test_a_package_is_bettered_by_id_or_written_out(run: Run, case: Path) -> None:
    code, out, _err = run(case, "--improve", "first")
    assert code == 0
    assert "Nothing: everyone has at least its walk-away." in out
    # none/all: the US 300 instead of 240, Iran 200 instead of 160
    assert "Enrichment: None at all; Relief: All  +60            +40" in out
    written = run(case, "--improve", "Enrichment=Low, watched, relief=some")
    assert written[1] == out
    kept = run(case, "--improve", "enrichment=high")[1]  # relief stays as it is today: none
    assert "gives up" in kept or "at no cost" in kept


def test_packages_are_compared_by_id_and_written_out(run: Run, case: Path) -> None:
    ids = run(case, "--compare", "first,zero")[1]
    assert "First" not in ids.splitlines()[0]
    assert "another is better for someone and worse for nobody" in ids
    written = run(case, "--compare", "enrichment=low,relief=some; enrichment=none,relief=all")[1]
    assert len(written.splitlines()) == len(ids.splitlines()) == 5


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("frist", "Did you mean “first”?"),
        ("enrichmant=low", "Did you mean “enrichment”?"),
        ("enrichment=lo", "Did you mean “low”?"),
        ("relief=some", "leaves open: enrichment"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    run: Run, case: Path, word: str, said: str
) -> None:
    code, out, err = run(case, "--improve", word)
    assert (code, out) == (2, "")
    assert "GO510" in err
    assert said in err


def test_an_empty_zone_is_said_plainly_with_what_closes_the_gap(run: Run, case: Path) -> None:
    path = case / "case.yaml"
    path.write_text(CASE.replace("walk_away: 120", "walk_away: 290"), "utf-8")
    code, out, _err = run(case, "-n", 50)
    assert code == 0
    assert "There is no zone of possible agreement" in out
    assert "Soonest to close the gap" in out
    assert "cannot sign it: at best" in out
    found = json.loads(run(case, "--json", "-n", 50)[1])
    assert found["gaps"][0]["party"] in {"us", "iran"}
    refused = run(case, "--compare", "nash")
    assert refused[0] == 2
    assert "nothing can be signed" in refused[2]


def test_how_sure_a_package_is(run: Run, case: Path) -> None:
    code, out, _err = run(case, "--sure", "enrichment=high,relief=none", "-n", 100)
    assert code == 0
    assert "Iran cannot sign it" in out
    assert run(case, "-n", 0)[0] == 2


def test_tables_as_csv_and_workbook(run: Run, case: Path, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(run(case, "--csv")[1])))
    assert rows[0][:2] == ["Enrichment", "Relief"]
    assert ["None at all", "All"] in [row[:2] for row in rows]
    from goodoffices.base.spreadsheet import read_xlsx

    code, out, _err = run(case, "--xlsx", tmp_path / "deals.xlsx")
    assert code == 0
    sheets = read_xlsx(Path(out.strip()))
    assert list(sheets) == ["Could be signed", "Named packages", "Trades", "Summary", "Negotiation"]
    assert sheets["Trades"][1][0].value == "Enrichment"
    again = run(tmp_path / "deals.xlsx", "--csv")[1]
    assert list(csv.reader(io.StringIO(again))) == rows


def test_a_negotiation_goes_out_as_a_genius_domain_and_comes_in_again(
    run: Run, tmp_path: Path
) -> None:
    reference = Path(__file__).parents[1] / "reference" / "negotiations" / "laptop.json"
    folder = tmp_path / "laptop"
    code, out, _err = run(reference, "--genius", folder)
    assert code == 0
    assert [Path(line).name for line in out.split()] == ["domain.xml", "buyer.xml", "seller.xml"]
    old, new = (json.loads(run(path, "--json")[1]) for path in (reference, folder))
    assert [new[key] for key in ("pareto", "nash")] == [old[key] for key in ("pareto", "nash")]
    again = run(reference, "--genius", folder)
    assert again[0] == 2
    assert "not empty" in again[2]
