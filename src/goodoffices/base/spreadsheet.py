"""Tables for and from spreadsheets: XLSX workbooks and CSV, written safely, read warily.

**Written.** A spreadsheet runs a text that begins with ``= + - @``, a tab or a carriage return as
a formula, also where it came from a page that a stranger wrote. In CSV such a text gets an
apostrophe before it (a lone sign is no formula and stays); :func:`read_csv` takes one off again, so
that nothing is lost. In XLSX it is kept as it is, in a cell that is typed as text and bears the
mark of the apostrophe, which no spreadsheet runs. Numbers stay numbers. The first row stays in
sight. Characters that no XLSX file can hold become U+FFFD.

**Read.** What a workbook unpacks to is looked at before it is unpacked. Formulas are never run: the
value that the spreadsheet kept is taken, and a formula without one is told by sheet and cell. Each
of the cells that were merged has the value of the first, as whoever merged them saw it.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, ZipInfo

from goodoffices.base.errors import GoodOfficesError, Place, UnreadableInput
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | None
"""What a cell holds; None is an empty one."""

MOST_BYTES = 20_000_000
"""Bytes of a file that is read."""

MOST_UNPACKED = 100_000_000
"""Bytes that a workbook may unpack to."""

MOST_CELLS = 1_000_000
"""Cells, empty ones between full ones counted, that are read of a file."""

MOST_ROWS = 200_000
"""Rows that are read of a sheet."""

MOST_WRITTEN = 1_048_576
"""Rows that a sheet of a workbook can hold."""

MOST_LETTERS = 32_767
"""Characters that a cell of a workbook can hold."""

_FORMULA = re.compile(r"'*(?:[=+\-@][\s\S]|[\t\r])")
_GUARDED = re.compile(r"'+(?:[=+\-@][\s\S]|[\t\r])")
_QUOTED = re.compile('[",;\t\r\n]|^\ufeff')
_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_NAME = re.compile(r"[\\/*?:\[\]\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell's value with where it stands: the sheet ("" in CSV) and the address, as B3."""

    value: Cell
    sheet: str
    address: str

    def place(self, path: Path | str) -> Place:
        """Return the cell's place, for a finding."""
        return _place(path, self.sheet, self.address)


Row = tuple[Placed, ...]
"""The cells of a row from its first to its last full one; empty rows are left out."""


# --- writing --------------------------------------------------------------------------------------


def to_csv(rows: Iterable[Sequence[Cell]]) -> str:
    r"""Return rows as CSV (RFC 4180: commas, ``\r\n``) in which no text can act as a formula."""
    return "".join(_csv_line(row) for row in rows)


def _csv_line(row: Sequence[Cell]) -> str:
    cells = [_csv_cell(cell) for cell in row]
    return ('""' if cells == [""] else ",".join(cells)) + "\r\n"


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    text = f"'{cell}" if _FORMULA.match(cell) else cell
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def write_csv(path: Path | str, rows: Iterable[Sequence[Cell]]) -> Path:
    """Write rows as CSV, whole or not at all, in UTF-8 with the mark that spreadsheets need."""
    return atomic_write(path, to_csv(rows).encode("utf-8-sig", "replace"))


def write_xlsx(path: Path | str, sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> Path:
    """Write a workbook, whole or not at all; the first row of each sheet is its head.

    Parameters
    ----------
    path
        the file; its folder must exist.
    sheets
        rows by the sheet's name. What a name cannot hold is replaced, and it is cut to 31
        characters; names that become alike are numbered.

    Raises
    ------
    GoodOfficesError
        GO921 or GO922 where there is more than a sheet or a cell can hold; GO906 where the system
        refuses.
    """
    from xlsxwriter import Workbook

    whole = {title: list(islice(rows, MOST_WRITTEN + 1)) for title, rows in sheets.items()}
    for title, rows in whole.items():  # before anything is begun
        _short_enough(title, rows, path)
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        head = {"bold": True, "text_wrap": True, "valign": "top"}
        styles = [[book.add_format(s | {"quote_prefix": q}) for q in (0, 1)] for s in ({}, head)]
        for title, rows in zip(_titles(whole), whole.values(), strict=True):
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _write_cell(sheet, number, column, cell, styles[number == 0])
    return atomic_write(path, file.getvalue())


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: Cell, styles: Sequence[Format]
) -> None:
    """Fill a cell so that text stays text and a number a number; ``styles``: plain, quoted."""
    plain, quoted = styles
    if isinstance(cell, float) and not math.isfinite(cell):
        cell = str(cell)
    if isinstance(cell, str):
        style = quoted if _FORMULA.match(cell) else plain
        sheet.write_string(row, column, _UNHELD.sub("\ufffd", cell), style)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, plain)
    elif cell is not None:
        sheet.write_number(row, column, cell, plain)


def _short_enough(title: str, rows: Sequence[Sequence[Cell]], path: Path | str) -> None:
    """Refuse rows and texts that the file would cut."""
    if len(rows) > MOST_WRITTEN:
        place = Place(str(path), part=title)
        raise GoodOfficesError(finding("GO921.rows", place, sheet=title, most=MOST_WRITTEN))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str) and len(value) > MOST_LETTERS:
                place = _place(path, title, _address(column, number))
                size = len(value)
                raise GoodOfficesError(
                    finding("GO922.letters", place, count=size, most=MOST_LETTERS)
                )


def _titles(names: Iterable[str]) -> list[str]:
    """Return names that a workbook takes: no signs of addresses, short, none twice."""
    titles: list[str] = []
    for name in names:
        plain = _NAME.sub("-", _UNHELD.sub("-", name)).strip("' ")[:31].strip("' ") or "-"
        title, number = plain, 1
        while title.casefold() in {t.casefold() for t in titles}:
            number += 1
            title = f"{plain[: 30 - len(str(number))]} {number}"
        titles.append(title)
    return titles


# --- reading --------------------------------------------------------------------------------------


def read_csv(path: Path | str) -> list[Row]:
    """Return the rows of a CSV file; every value is text, as it was written.

    UTF-8 with or without a byte-order mark. Commas, semicolons or tabs: whichever the first line
    has most of outside quotation marks.

    Raises
    ------
    UnreadableInput
        GO920 where it cannot be read, GO921 where it is larger than a table of judgements.
    """
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            finding("GO920.not_utf8", Place(str(path)), file=Path(path).name)
        ) from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return _bounded((_csv_row(row, n) for n, row in enumerate(lines, 1)), path)
    except csv.Error as error:
        place, file = Place(str(path), lines.line_num), Path(path).name
        raise UnreadableInput(finding("GO920.csv", place, file=file, reason=error)) from error


def _csv_row(row: Sequence[str], number: int) -> Row:
    plain = [cell[1:] if _GUARDED.match(cell) else cell for cell in row]
    return tuple(
        Placed(cell or None, "", _address(column, number)) for column, cell in enumerate(plain, 1)
    )


def _delimiter(text: str) -> str:
    first = re.sub('"[^"]*"', "", text).partition("\n")[0]
    return max(",;\t", key=first.count)


def read_xlsx(path: Path | str) -> dict[str, list[Row]]:
    """Return the rows of each sheet of a workbook.

    Dates come as ISO text. A formula comes as the value that the spreadsheet kept for it.

    Raises
    ------
    UnreadableInput
        GO920 where it is no workbook, is damaged or locked; GO921 where it is too large, told
        before it is unpacked; GO922 for a cell with an error or a formula without a value.
    """
    data = _bytes(path)
    sheets, formulas = _sheets(data, path, values=False)
    if not formulas:
        return sheets
    values, _none = _sheets(data, path, values=True)
    lost = [
        cell
        for sheet, rows in values.items()
        for row in rows
        for cell in row
        if cell.value is None and (sheet, cell.address) in formulas
    ]
    full = {(c.sheet, c.address) for rows in values.values() for row in rows for c in row}
    lost += [Placed(None, *at) for at in sorted(formulas - full)]
    if lost:
        raise UnreadableInput(finding("GO922.formula", cell.place(path)) for cell in lost[:20])
    return values


def _sheets(
    data: bytes, path: Path | str, *, values: bool
) -> tuple[dict[str, list[Row]], set[tuple[str, str]]]:
    """Return all rows, and which cells are formulas (none where their values were asked for)."""
    from openpyxl import load_workbook

    formulas: set[tuple[str, str]] = set()
    sheets: dict[str, list[Row]] = {}
    try:
        unpacked = _unpacked(data, path)
        merged = _merged(unpacked, path)
        book = load_workbook(unpacked, read_only=True, data_only=values, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says of its own size may be wrong
            rows = _xlsx_rows(sheet.iter_rows(), sheet.title, path, formulas)
            rows = _with_merged(rows, merged.get(sheet.title, {}), sheet.title)
            sheets[sheet.title] = _bounded(rows, path, sheet.title)
        book.close()
    except GoodOfficesError:
        raise
    except Exception as error:  # any of many, from the depths of a damaged file
        raise UnreadableInput(
            finding("GO920.damaged", Place(str(path)), file=Path(path).name)
        ) from error
    return sheets, formulas


def _xlsx_rows(
    rows: Iterable[Sequence[Any]], sheet: str, path: Path | str, formulas: set[tuple[str, str]]
) -> Iterator[Row]:
    """Yield rows as plain values, and note the formulas."""
    for number, row in enumerate(rows, 1):
        placed = []
        for column, cell in enumerate(row, 1):
            at = Placed(_value(cell.value), sheet, _address(column, number))
            if cell.data_type == "e":
                raise UnreadableInput(finding("GO922.error", at.place(path), error=cell.value))
            if cell.data_type == "f":
                formulas.add((sheet, at.address))
            placed.append(at)
        yield tuple(placed)


def _with_merged(
    rows: Iterable[Row], first: Mapping[tuple[int, int], tuple[int, int]], sheet: str
) -> Iterator[Row]:
    """Yield rows with the value of merged cells in each of them; ``first`` by row and column."""
    widest: dict[int, int] = {}
    for line, column in first:
        widest[line] = max(widest.get(line, 0), column)
    values: dict[tuple[int, int], Cell] = {}
    sources = set(first.values())
    for number, row in enumerate(rows, 1):
        cells = list(row)
        beyond = range(len(cells) + 1, widest.get(number, 0) + 1)
        cells += [Placed(None, sheet, _address(column, number)) for column in beyond]
        for column, cell in enumerate(cells, 1):
            at = (number, column)
            if at in sources:
                values[at] = cell.value
            elif at in first and cell.value is None:
                cells[column - 1] = Placed(values.get(first[at]), sheet, cell.address)
        yield tuple(cells)


def _merged(
    data: io.BytesIO, path: Path | str
) -> dict[str, dict[tuple[int, int], tuple[int, int]]]:
    """Return, by sheet, the merged cells but the first of each, with that first one."""
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    safe: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    found: dict[str, dict[tuple[int, int], tuple[int, int]]] = {}
    cells = 0
    with ZipFile(data) as book:
        names = set(book.namelist())
        if not {_BOOK, _RELATIONS} <= names:
            return {}
        parser = etree.XMLParser(**safe)
        parts = {
            each.get("Id"): (each.get("Target") or "").removeprefix("/xl/")
            for each in etree.fromstring(book.read(_RELATIONS), parser)
        }
        for sheet in etree.fromstring(book.read(_BOOK), parser).iter("{*}sheet"):
            part = next((v for k, v in sheet.items() if k.endswith("}id")), None)
            if (file := f"xl/{parts.get(part)}") not in names:
                continue
            first = found.setdefault(sheet.get("name") or "", {})
            xml = book.read(file)
            if b"mergeCell" not in xml:
                continue
            tags = ("{*}row", "{*}mergeCell")
            for _event, each in etree.iterparse(io.BytesIO(xml), tag=tags, **safe):
                if each.get("ref") is None:
                    each.clear()  # a row: what it holds is read elsewhere
                    continue
                left, top, right, bottom = range_boundaries(each.get("ref"))
                cells += (right - left + 1) * (bottom - top + 1)
                if cells > MOST_CELLS:
                    raise _too_many_cells(path, sheet.get("name"))
                block = product(range(top, bottom + 1), range(left, right + 1))
                first.update(dict.fromkeys(block, (top, left)))
                first.pop((top, left), None)
    data.seek(0)
    return found


def _value(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return None if value == "" else value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _bounded(rows: Iterable[Row], path: Path | str, sheet: str = "") -> list[Row]:
    """Collect rows, without their empty ends, up to what a table may hold."""
    kept, cells = [], 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if cells > MOST_CELLS or number > MOST_ROWS:
            raise _too_many_cells(path, sheet)
        end = next((i for i in range(len(row), 0, -1) if row[i - 1].value is not None), 0)
        if end:
            kept.append(row[:end])
    return kept


def _too_many_cells(path: Path | str, sheet: str | None) -> UnreadableInput:
    place, file = Place(str(path), part=sheet or None), Path(path).name
    return UnreadableInput(
        finding("GO921.cells", place, file=file, rows=MOST_ROWS, cells=MOST_CELLS)
    )


def _bytes(path: Path | str) -> bytes:
    """Return a file's bytes, its size looked at first."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableInput(
            finding("GO920.closed", Place(str(path)), file=Path(path).name, reason=reason)
        ) from error
    if len(data) > MOST_BYTES:
        raise UnreadableInput(
            finding(
                "GO921.file", Place(str(path)), file=Path(path).name, most=MOST_BYTES // 1_000_000
            )
        )
    return data


def _unpacked(data: bytes, path: Path | str) -> io.BytesIO:
    """Return the workbook's XML, packed without compression: what is parsed is what was looked at.

    A part is unpacked no further than it says it goes; none that declares entities is let through.
    """
    xml_only = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as archive, ZipFile(xml_only, "w") as plain:
        size = sum(part.file_size for part in archive.infolist())
        if size > MOST_UNPACKED:
            raise UnreadableInput(
                finding(
                    "GO921.unpacked", Place(str(path)), file=Path(path).name, size=size // 1_000_000
                )
            )
        for part in filter(_is_xml, archive.infolist()):
            with archive.open(part) as packed:
                xml = packed.read(part.file_size)
            if b"<!DOCTYPE" in xml or "<!DOCTYPE".encode("utf-16-le") in xml:
                raise UnreadableInput(
                    finding("GO920.entities", Place(str(path)), file=Path(path).name)
                )
            plain.writestr(part.filename, xml)
    return xml_only


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def _place(path: Path | str, sheet: str, address: str) -> Place:
    return Place(str(path), part=f"{sheet}!{address}" if sheet else address)


def _address(column: int, row: int) -> str:
    """Return a cell's address as spreadsheets write it: column 2 of row 3 is B3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
