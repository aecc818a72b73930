"""Score sheets as people keep them: decimal commas, merged cells; doubtful ones are refused."""

from __future__ import annotations

from fractions import Fraction
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

import goodoffices
from goodoffices.base.errors import CaseError, UnreadableInput
from goodoffices.base.spreadsheet import read_xlsx

F = Fraction
HEADS = ["issue", "value", "weight: North", "worth: North", "weight: South", "worth: South"]
ROWS = [
    ["Border", "as is", "3,5", "1", "2,5..4", "0"],
    ["Border", "moved", "", "0,25", "", "1/3"],
    ["Toll", "none", "1000", "0,125", "1", "-1,5"],
    ["walk-away", "", "", "0,3", "", "0"],
]


def csv(path, mark, rows):
    path.write_text("\n".join(mark.join(row) for row in [HEADS, *rows]), "utf-8")
    return path


def test_decimal_commas(tmp_path):
    north, south = goodoffices.load(csv(tmp_path / "a.csv", ";", ROWS)).worths.values()
    assert north.weights == {"Border": F(7, 2), "Toll": 1000}
    assert north.values == {"Border": {"as is": 1, "moved": F(1, 4)}, "Toll": {"none": F(1, 8)}}
    assert south.intervals == {("weight", "Border"): (F(5, 2), 4)}
    assert (north.walk_away, south.values["Toll"]["none"]) == (F(3, 10), F(-3, 2))


@pytest.mark.parametrize("number", ["1,234", "1.234", "2..1,234", "12.345", "-1,000"])
def test_what_may_be_thousands_is_refused(tmp_path, number):
    rows = [[*row] for row in ROWS]
    rows[1][3] = number
    with pytest.raises(CaseError) as error:
        goodoffices.load(csv(tmp_path / "a.csv", ";", rows))
    (found,) = error.value.findings
    assert (found.code, found.place.part) == ("GO513", "D3")
    assert "thousand" in found.text


def test_three_decimals_are_decimals_where_no_comma_is_one(tmp_path):
    rows = [[cell.replace(",", ".") for cell in row] for row in ROWS]
    rows[1][3] = "1.234"
    found = goodoffices.load(csv(tmp_path / "a.csv", ",", rows))
    assert found.worths["North"].values["Border"]["moved"] == F("1.234")


def test_a_comma_that_shifts_the_columns_is_told(tmp_path):
    with pytest.raises(CaseError) as error:
        goodoffices.load(csv(tmp_path / "a.csv", ",", ROWS))
    assert {f.place.part for f in error.value.findings} >= {"G2", "G3", "G4"}


def merged(path, *areas, rows=ROWS):
    book = Workbook()
    sheet = book.active
    sheet.title = "Negotiation"
    for row in [HEADS, *rows]:
        sheet.append([cell or None for cell in row])
    for area in areas:
        sheet.merge_cells(area)
    book.create_sheet("Other").append(["apart"])
    book.save(path)
    return path


def test_merged_cells_have_the_value_of_the_first(tmp_path):
    plain = goodoffices.load(merged(tmp_path / "a.xlsx"))
    # the issue and its weights stand over both rows, the walk-away over two columns
    found = goodoffices.load(merged(tmp_path / "b.xlsx", "A2:A3", "C2:C3", "E2:E3", "A5:B5"))
    assert found.worths == plain.worths
    assert found.issues == plain.issues
    both = goodoffices.load(merged(tmp_path / "c.xlsx", "D2:D3"))
    assert both.worths["North"].values["Border"] == {"as is": 1, "moved": 1}
    rows = read_xlsx(tmp_path / "c.xlsx")
    assert rows["Negotiation"][2][3].address == "D3"
    assert [cell.value for cell in rows["Other"][0]] == ["apart"]


@pytest.mark.parametrize(("area", "at"), [("C1:D1", "D1"), ("B2:B3", "B3")])
def test_merged_cells_that_cannot_be_are_told_by_their_place(tmp_path, area, at):
    with pytest.raises(CaseError) as error:
        goodoffices.load(merged(tmp_path / "a.xlsx", area))
    assert f"Negotiation!{at}" in {f.place.part for f in error.value.findings}


def test_a_sheet_merged_without_end_is_refused(tmp_path):
    path, hostile = merged(tmp_path / "a.xlsx", "A2:A3"), tmp_path / "b.xlsx"
    with ZipFile(path) as source, ZipFile(hostile, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"A2:A3", b"A2:XFD1048576"))
    with pytest.raises(UnreadableInput, match="GO921"):
        read_xlsx(hostile)
