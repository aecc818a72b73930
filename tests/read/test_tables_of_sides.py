"""Tables that set sides beside each other: each cell is its side's, in every format with cells."""

from __future__ import annotations

import io
import zipfile

import pytest

from goodoffices.evidence.claims import Dossier
from goodoffices.read import read_bytes
from goodoffices.read.document.tables import Cell, laid_out

ROWS = [
    ["Issue", "Dock Workers’ Union", "Lorm Shipping"],
    ["Pay", "A raise of 9 per cent over two years", "4 per cent over three years"],
    ["Gangs", "No gang below six hands", ""],
    ["Night shifts", "Wants them ended by June", "Two nights a week all year"],
]
BEFORE = (
    "The dock workers and the line have met for six weeks in Lorm. Here is what each side wants."
)
AFTER = "The board meets again on Friday, and both sides have said that they will come to it."
SAID = {
    ("Dock Workers’ Union", "A raise of 9 per cent over two years"),
    ("Lorm Shipping", "4 per cent over three years"),
    ("Dock Workers’ Union", "No gang below six hands"),
    ("Dock Workers’ Union", "Wants them ended by June"),
    ("Lorm Shipping", "Two nights a week all year"),
}


def page(rows: list[list[str]], before: str = BEFORE, cell: str = "td") -> bytes:
    """Return a web page with a table between two paragraphs."""
    table = "".join(
        "<tr>" + "".join(f"<{cell}>{words}</{cell}>" for words in row) + "</tr>" for row in rows
    )
    return (
        "<html><head><meta charset='utf-8'><title>Where the talks stand</title></head><body>"
        f"<article><h1>Where the talks stand</h1><p>{before}</p><table>{table}</table>"
        f"<p>{AFTER}</p></article></body></html>"
    ).encode()


def word(rows: list[list[str]]) -> bytes:
    """Return a Word file with the same."""
    import docx

    document = docx.Document()
    document.add_heading("Where the talks stand", 1)
    document.add_paragraph(BEFORE)
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    document.add_paragraph(AFTER)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def open_document(rows: list[list[str]]) -> bytes:
    """Return an OpenDocument text with the same; its first row is one of heads."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    laid = [
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{w}</text:p></table:table-cell>" for w in row)
        + "</table:table-row>"
        for row in rows
    ]
    table = f"<table:table-header-rows>{laid[0]}</table:table-header-rows>{''.join(laid[1:])}"
    content = (
        f"<office:document-content {spaces}><office:body><office:text><text:p>{BEFORE}</text:p>"
        f"<table:table>{table}</table:table><text:p>{AFTER}</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", content)
    return buffer.getvalue()


def listed(dossier: Dossier) -> set[tuple[str, str]]:
    """Return who says what in lists and tables."""
    return {(s.speaker_name, s.text) for s in dossier.statements if s.rule == "statement:listed"}


@pytest.mark.parametrize("cell", ["td", "th"])
def test_each_cell_is_its_sides(cell: str) -> None:
    """An empty cell moves no other, and what heads rows is nobody's."""
    assert listed(read_bytes(page(ROWS, cell=cell), "page.html")) == SAID


def test_files_of_word_processors_have_the_same_cells() -> None:
    assert listed(read_bytes(word(ROWS), "page.docx")) == SAID
    assert listed(read_bytes(open_document(ROWS), "page.odt")) == SAID


def test_sides_may_head_the_rows() -> None:
    turned = [list(row) for row in zip(*ROWS, strict=True)]
    assert listed(read_bytes(page(turned), "page.html")) == SAID


def test_marks_of_setting_move_no_cell() -> None:
    soft = [[words.replace("raise", "ra\u00adise") for words in row] for row in ROWS]
    found = listed(read_bytes(page(soft, BEFORE.replace("weeks", "we\u00adeks")), "page.html"))
    assert {(who, said.replace("\u00ad", "")) for who, said in found} == SAID


@pytest.mark.parametrize(
    ("before", "rows"),
    [
        # facts about sides, not their words
        (
            "Both have grown since the war.",
            [["", "Chad", "Niger"], ["Capital", "N’Djamena", "Niamey"]],
        ),
        (BEFORE, [["Issue", "Before", "After"], ["Pay", "9 per cent more", "4 per cent more"]]),
        (BEFORE, [["Issue", "Dock Workers’ Union"], ["Pay", "9 per cent more each year"]]),
        (BEFORE, [["Dock Workers’ Union", "Lorm Shipping"]]),
    ],
)
def test_other_tables_are_nobodys_words(before: str, rows: list[list[str]]) -> None:
    assert listed(read_bytes(page(rows, before), "page.html")) == set()


def test_what_is_offered_is_told_apart_from_what_is_wanted() -> None:
    """The head of a column says whether its side wants or gives what stands below it."""
    from goodoffices.read.document.tables import side_cells

    rows = [["", "Dock Workers’ Union demands", "Lorm Shipping offers"], *ROWS[1:]]
    document = read_bytes(page(rows), "page.html").documents[0]
    ways = {(cell.name, cell.way) for cell in side_cells(document)}
    assert ways == {("Dock Workers’ Union", "want"), ("Lorm Shipping", "offer")}
    rows[0] = ["", "Dock Workers’ Union rejects", "Lorm Shipping"]
    above = BEFORE.replace("wants", "offers")  # a column's own head goes before the line above
    document = read_bytes(page(rows, above), "page.html").documents[0]
    ways = {(cell.name, cell.way) for cell in side_cells(document)}
    assert ways == {("Dock Workers’ Union", "refuse"), ("Lorm Shipping", "offer")}


def test_cells_over_several_rows_and_columns() -> None:
    """A cell over two columns is both sides', and one over two rows stands in both."""
    one, two, three = Cell(0, 5, rows=2), Cell(6, 9, columns=2), Cell(10, 12)
    assert laid_out([[one, two], [three, Cell(13, 15)]]) == (
        ((0, 5), (6, 9), (6, 9)),
        ((0, 5), (10, 12), (13, 15)),
    )


@pytest.mark.parametrize(
    "rows", [[[Cell(0, 1)]], [[Cell(0, 1)], [Cell(2, 3)]], [[Cell(0, 1)] * 40] * 3]
)
def test_what_is_no_table_of_fair_size_is_not_laid_out(rows: list[list[Cell]]) -> None:
    assert laid_out(rows) == ()
