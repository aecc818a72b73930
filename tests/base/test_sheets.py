"""Spreadsheets: what is written reads back, runs nothing; what is hostile is refused by name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.base import spreadsheet as sheets
from goodoffices.base.errors import GoodOfficesError, UnreadableInput
from goodoffices.base.spreadsheet import read_csv, read_xlsx, to_csv, write_csv, write_xlsx

INJECTIONS = [
    '=HYPERLINK("http://example.org")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''@x",
]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12)
signs = st.sampled_from([*INJECTIONS, "=", "-", "'", "a;b", 'a"b', "a,b", "x\ny", " a ", ""])
numbers = st.integers(-(2**53), 2**53) | st.integers(-(2**40), 2**40).map(lambda n: n / 8)
tables = st.lists(st.lists(texts | signs, min_size=1, max_size=5), max_size=6)
slow = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def values(rows):
    return [[cell.value for cell in row] for row in rows]


def trimmed(rows, clean=lambda cell: cell):
    """What is left of rows when empty cells at the end, and then empty rows, are left out."""
    kept = []
    for row in rows:
        cells = [clean(cell) or None if cell == "" else clean(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            kept.append(cells)
    return kept


@slow
@given(tables)
def test_csv_reads_back_as_it_was(tmp_path: Path, rows) -> None:
    path = write_csv(tmp_path / "a.csv", rows)
    assert values(read_csv(path)) == trimmed(rows)


@slow
@given(
    st.lists(st.lists(texts | signs | numbers | st.booleans() | st.none(), max_size=5), max_size=5)
)
def test_xlsx_reads_back_as_it_was(tmp_path: Path, rows) -> None:
    def clean(cell):
        return sheets._UNHELD.sub("\ufffd", cell) if isinstance(cell, str) else cell

    path = write_xlsx(tmp_path / "a.xlsx", {"States": rows})
    read = values(read_xlsx(path)["States"])
    assert read == trimmed(rows, clean)
    assert kinds(read) == kinds(trimmed(rows, clean))


def kinds(rows):
    """Numbers, whole or not, are one kind to a spreadsheet."""
    return [["number" if type(c) in (int, float) else type(c) for c in row] for row in rows]


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_written_acts_as_a_formula(tmp_path: Path, text: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(to_csv([[text]]), newline="")))
    assert cell == "'" + text
    path = write_xlsx(tmp_path / "a.xlsx", {"s": [["head"], [text, -5, -0.5]]})
    for values_only in (False, True):
        sheet = openpyxl.load_workbook(path, data_only=values_only)["s"]
        assert sheet["A2"].data_type == "s"
        assert sheet["A2"].quotePrefix
        assert not sheet["A1"].quotePrefix
        assert (sheet["B2"].value, sheet["B2"].data_type) == (-5, "n")
        assert sheet["C2"].value == -0.5
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_numbers_and_a_lone_sign_stay_in_csv() -> None:
    assert to_csv([[-5, -0.5, "-", "+", True, None, "a"]]) == "-5,-0.5,-,+,True,,a\r\n"


def test_the_head_stays_in_sight(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"one": [["a"], [1]], "two": []})
    book = openpyxl.load_workbook(path)
    assert [s.title for s in book] == ["one", "two"]
    assert {s.freeze_panes for s in book} == {"A2"}
    assert book["one"]["A1"].font.bold


def test_names_of_sheets_are_made_to_fit(tmp_path: Path) -> None:
    names = ["a/b", "A:b", "x" * 40, "x" * 41, "", "'"]
    path = write_xlsx(tmp_path / "a.xlsx", {name: [[name or "-"]] for name in names})
    read = read_xlsx(path)
    assert list(read) == ["a-b", "A-b 2", "x" * 31, "x" * 29 + " 2", "-", "- 2"]
    assert [rows[0][0].value for rows in read.values()] == [name or "-" for name in names]


def test_a_workbook_without_sheets_can_be_written(tmp_path: Path) -> None:
    assert list(read_xlsx(write_xlsx(tmp_path / "a.xlsx", {})).values()) == [[]]


def test_a_text_too_long_for_a_cell_is_named_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(GoodOfficesError, match=r"Deep!B3") as caught:
        write_xlsx(path, {"Deep": [["a"], [], ["b", "x" * 32_768]]})
    assert caught.value.findings[0].code == "GO922"
    assert path.read_bytes() == b"before"


@pytest.mark.no_cover
def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pytest.raises(GoodOfficesError, match="more than 1,048,576 rows"):
        write_xlsx(path, {"s": ([n] for n in range(sheets.MOST_WRITTEN + 5))})
    assert not path.exists()


def test_cells_know_where_they_stand(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"s": [["a"], [], [*[None] * 27, 7]]})
    last = read_xlsx(path)["s"][-1][-1]
    assert (last.value, last.address, last.sheet) == (7, "AB3", "s")
    assert str(last.place("a.xlsx")) == "a.xlsx (s!AB3)"
    write_csv(tmp_path / "a.csv", [["a"], [""], ["", "b"]])
    assert read_csv(tmp_path / "a.csv")[-1][-1].address == "B3"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_of_three_marks(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    text = mark.join(["issue", '"a,b;,;,;"', "weight"]) + "\n" + mark.join("x12")
    path.write_text(text, "utf-8-sig")
    assert values(read_csv(path)) == [["issue", "a,b;,;,;", "weight"], ["x", "1", "2"]]


def by_hand(path: Path, cells: dict[str, object]) -> Path:
    book = openpyxl.Workbook()
    for address, value in cells.items():
        book.active[address] = value
    book.save(path)
    return path


def test_a_formula_without_a_value_is_named(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "a.xlsx", {"A1": "w", "C4": "=1/3", "D4": "x", "B9": "=2"})
    with pytest.raises(UnreadableInput) as caught:
        read_xlsx(path)
    found = caught.value.findings
    assert {f.code for f in found} == {"GO922"}
    assert {f.place.part for f in found} == {"Sheet!C4", "Sheet!B9"}


def test_a_formula_with_its_value_is_read_as_the_value(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "a.xlsx", {"A1": "=1/4"})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb"<v>.*?</v>|<v ?/>", b"<v>0.25</v>", parts[sheet])
    assert b"0.25" in parts[sheet]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert values(read_xlsx(path)["Sheet"]) == [[0.25]]


def test_an_error_in_a_cell_is_named(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "a.xlsx", {"B2": "#DIV/0!"})
    with pytest.raises(UnreadableInput, match=r"#DIV/0!(.|\n)*Sheet!B2"):
        read_xlsx(path)


def test_dates_come_as_iso_text(tmp_path: Path) -> None:
    from datetime import date

    path = by_hand(tmp_path / "a.xlsx", {"A1": date(2025, 3, 5)})
    assert values(read_xlsx(path)["Sheet"])[0][0].startswith("2025-03-05")


# --- hostile files --------------------------------------------------------------------------------


def code_of(path: Path, read=read_xlsx) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read(path)
    return caught.value.findings[0].code


def test_a_workbook_that_would_unpack_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"s": [["a"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.xml", bytes(sheets.MOST_UNPACKED))
    assert path.stat().st_size < 200_000
    assert code_of(path) == "GO921"


def test_a_cell_far_away_does_not_make_a_table_of_emptiness(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"s": [["a"]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = (
        parts[sheet]
        .replace(b'r="A1"', b'r="XFD1048576"')
        .replace(b'<row r="1"', b'<row r="1048576"')
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert code_of(path) == "GO921"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"s": [["a"]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert code_of(path) == "GO920"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 99, b"a,b\n1,2\n"])
def test_what_is_no_workbook(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert code_of(path) == "GO920"


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert code_of(path) == "GO920"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, at: int, byte: int) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"s": [["a", 1]] * 5})
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(data)
    try:
        read_xlsx(path)
    except UnreadableInput as error:
        assert error.findings[0].code in {"GO920", "GO921", "GO922"}  # noqa: PT017


def test_csv_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert code_of(path, read_csv) == "GO920"  # not there
    path.write_bytes(b"a,\xff\n")
    assert code_of(path, read_csv) == "GO920"
    path.write_text('a,b\n"x" y,z\n')
    with pytest.raises(UnreadableInput, match=r"a\.csv:2"):
        read_csv(path)
    path.write_text("a\n" * (sheets.MOST_ROWS + 1))
    assert code_of(path, read_csv) == "GO921"
    path.write_bytes(b"a" * (sheets.MOST_BYTES + 1))
    assert code_of(path, read_csv) == "GO921"
