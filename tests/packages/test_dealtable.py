"""A negotiation as a table: out and in again the same; errors name sheet and cell."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from test_uncertainty import uncertain

import goodoffices
from goodoffices.base.errors import CaseError
from goodoffices.base.spreadsheet import Placed, read_csv, read_xlsx, write_csv, write_xlsx
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.forms.table import from_table, to_table

F = Fraction
REFERENCES = Path(__file__).parents[1] / "reference" / "negotiations"

TABLE = [
    ["issue", "value", "today", "weight: North", "worth: North", "weight: South", "worth: South"],
    ["Border", "as is", "x", 0.6, 1, "2..4", 0],
    ["Border", "moved", None, None, 0.25, None, "1/3"],
    ["Toll", "none", None, 0.4, 0, 1, 1],
    ["Toll", "full", None, None, 1, None, "0..1"],
    ["walk-away", None, None, None, 0.3, None, "1/7"],
]


def placed(rows):
    return [
        tuple(Placed(v, "Deal", f"{'ABCDEFG'[c]}{r}") for c, v in enumerate(row))
        for r, row in enumerate(rows, start=1)
    ]


def test_numbers_fractions_and_intervals_are_read_exactly():
    found = from_table(placed(TABLE), "x.xlsx", "deal")
    assert found.parties == ("North", "South")
    north, south = found.worths["North"], found.worths["South"]
    assert north.weights == {"Border": F(3, 5), "Toll": F(2, 5)}
    assert south.values["Border"] == {"as is": 0, "moved": F(1, 3)}
    assert south.intervals == {("weight", "Border"): (2, 4), ("value", "Toll", "full"): (0, 1)}
    assert (south.weights["Border"], south.walk_away, north.walk_away) == (3, F(1, 7), F(3, 10))
    assert found.today is None  # of the toll it is not known
    assert found.issues[0].today == "as is"
    assert to_table(found) == TABLE


@pytest.mark.parametrize(
    ("row", "column", "new", "at", "said"),
    [
        (0, 3, "wieght: North", "D1", "wieght"),
        (0, 1, None, "A1", "no column “value”"),
        (1, 3, -1, "D2", "0 or more"),
        (1, 4, "much", "E2", "much"),
        (1, 5, "4..2", "F2", "4..2"),
        (2, 6, None, "G3", "A number or an interval"),
        (2, 1, "as is", "B3", "twice"),
        (2, 2, "x", "C3", "two values today"),
        (2, 3, 0.7, "D3", "differs"),
        (3, 0, None, "A4", "names an issue"),
    ],
)
def test_errors_name_sheet_and_cell(row, column, new, at, said):
    rows = [list(r) for r in TABLE]
    rows[row][column] = new
    with pytest.raises(CaseError) as error:
        from_table(placed(rows), "x.xlsx")
    hits = [f for f in error.value.findings if f.place.part == f"Deal!{at}" and said in f.text]
    assert hits
    assert hits[0].code == "GO513"


def test_an_empty_table_and_one_party_are_told():
    for rows in ([], [["issue", "value"]], [row[:5] for row in TABLE]):
        with pytest.raises(CaseError):
            from_table(placed(rows), "x.xlsx")


@given(uncertain())
@settings(max_examples=40, deadline=None)
def test_out_and_in_again_it_is_the_same(negotiation):
    plain = {p: replace(w, pairs=(), red_lines=()) for p, w in negotiation.worths.items()}
    if any(w.pairs or w.red_lines for w in negotiation.worths.values()):
        with pytest.raises(CaseError):
            to_table(negotiation)
    negotiation = replace(negotiation, worths=plain)
    again = from_table(placed_any(to_table(negotiation)), "x.csv")
    for party in negotiation.parties:
        old, new = negotiation.worths[party], again.worths[party]
        shown = {i.id: {v.id: v.text for v in i.values} for i in negotiation.issues}
        assert list(new.weights.values()) == [
            sum(old.intervals.get(("weight", i), (w, w))) / 2 for i, w in old.weights.items()
        ]
        assert new.walk_away == sum(old.intervals.get(("walk_away",), (old.walk_away,) * 2)) / 2
        assert [len(v) for v in new.values.values()] == [len(v) for v in shown.values()]
        assert sorted(span for span in new.intervals.values()) == sorted(
            span for span in old.intervals.values() if span[0] < span[1]
        )


def placed_any(rows):
    return [
        tuple(Placed(v, "", f"R{r}C{c}") for c, v in enumerate(row)) for r, row in enumerate(rows)
    ]


def unplaced(issue):
    """An issue without where it stands, which two forms do not share."""
    return replace(issue, place=None)


@pytest.mark.parametrize("name", ["laptop", "itex_cypress", "triangular_fight_3p"])
def test_reference_negotiations_go_through_files_unchanged(tmp_path, name):
    data = json.loads((REFERENCES / f"{name}.json").read_text("utf-8"))
    negotiation = from_dict(data)
    rows = to_table(negotiation)
    write_csv(tmp_path / "n.csv", rows)
    write_xlsx(tmp_path / "n.xlsx", {"Negotiation": rows})
    assert read_csv(tmp_path / "n.csv")
    assert list(read_xlsx(tmp_path / "n.xlsx")) == ["Negotiation"]
    for file in ("n.csv", "n.xlsx"):
        found = goodoffices.load(tmp_path / file)
        assert found.worths == negotiation.worths
        assert list(map(unplaced, found.issues)) == list(map(unplaced, negotiation.issues))
