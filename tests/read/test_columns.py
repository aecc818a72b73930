"""Pages of a PDF: columns, headings and bylines, told by where and how large words stand."""

from __future__ import annotations

from made_files import pdf_of

from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pieces import pieces


def _drawn(*lines: tuple[int, int, int, str]) -> bytes:
    """A PDF's page of lines at places, each with the height of its letters."""
    return pdf_of(
        "".join(f"BT /F {h} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET " for x, y, h, words in lines)
    )


LEFT = (
    "The envoy of the northern council",
    "met the head of the port authority",
    "in Sokpeda on Monday. She said that",
    "the strike would end when the two",
    "sides had signed. The docks have been",
    "shut for a month, and so the mills",
)
RIGHT = (
    "that live by them. The union asked",
    "for a pledge that nobody would be",
    "dismissed. Its chair, Jon Kol, said",
    "on Friday that the offer was not",
    "enough and that the members would",
    "vote again on it before the summer.",
)


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    head = [(60, 740, 14, "Envoy Meets Port Authority as"), (60, 722, 14, "Strike Goes On")]
    head.append((60, 708, 10, "By Ida Brann, 6 April 2021"))
    rows = [
        (x, 690 - 12 * n, 10, words)
        for n, row in enumerate(zip(LEFT, RIGHT, strict=True))
        for x, words in zip((60, 320), row, strict=True)
    ]
    (piece,) = pieces(SourceBytes(data=_drawn(*head, *rows), name="a.pdf"))
    assert isinstance(piece, InputPiece)
    paragraphs = piece.document.snapshot.text.split("\n\n")
    assert paragraphs[:2] == [
        "Envoy Meets Port Authority as Strike Goes On",
        "By Ida Brann, 6 April 2021",
    ]
    assert " ".join(paragraphs[2:]) == " ".join((*LEFT, *RIGHT))
    assert piece.document.published == "2021-04-06"


def test_a_table_is_no_page_of_two_columns() -> None:
    cells = [
        (x, 690 - 12 * n, 10, words)
        for n in range(8)
        for x, words in ((60, f"Port {n}"), (320, f"4{n}0 tons"))
    ]
    (piece,) = pieces(SourceBytes(data=_drawn(*cells), name="a.pdf"))
    assert isinstance(piece, InputPiece)
    assert "Port 0 400 tons Port 1 410 tons" in " ".join(piece.document.snapshot.text.split())
