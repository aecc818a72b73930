"""Archives of pages: each file by its own format, within bounds, the unreadable told by name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from made_files import docx, pdf

from goodoffices.base.errors import UnreadableInput
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pieces import pieces

TEXT = "The envoy of Togo met the rebels of Chad on Monday, officials said.\n"


def zipped(**files: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return held.getvalue()


def read(data: bytes, name: str = "pages.zip") -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names of the documents, and code and place of what was refused."""
    found = list(pieces(SourceBytes(data=data, name=name)))
    read_ = [p.document.name for p in found if isinstance(p, InputPiece)]
    told = [e.findings[0] for e in found if isinstance(e, UnreadableInput)]
    return read_, [(f.code, f.place.file if f.place else "") for f in told]


def test_each_file_is_read_by_its_own_format_and_refused_by_its_own_name() -> None:
    page = f"<html><body><article><h1>Envoy Meets Rebels</h1><p>{TEXT * 3}</p></article></body>"
    inner = zipped(a__txt=TEXT)
    data = zipped(
        a__txt=TEXT,
        b__html=page,
        c__pdf=pdf([TEXT]),
        c__docx=docx(),
        d__png=b"\x89PNG\r\n\x1a\n\0",
        e__zip=inner,
    )
    names, told = read(data)
    assert names == [f"pages.zip#{n}" for n in ("a.txt", "b.html", "c.docx", "c.pdf")]
    assert told == [("GO103", "pages.zip#d.png"), ("GO113", "pages.zip#e.zip")]


def test_a_damaged_file_costs_only_itself() -> None:
    data = bytearray(zipped(a__txt=TEXT * 50, b__txt=TEXT))
    at = data.index(b"a.txt") + 12
    data[at : at + 20] = b"\xff" * 20
    names, told = read(bytes(data))
    assert names == ["pages.zip#b.txt"]
    assert told == [("GO113", "pages.zip#a.txt")]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: zipped(a__txt=b"\0" * (200 << 20)), "GO114"),
        (zipped, "GO101"),
        (lambda: zipped(a__txt=TEXT)[:60], "GO113"),
        (lambda: zipped(xl__xml=TEXT, mimetype="application/epub+zip"), "GO103"),
    ],
    ids=["bomb", "empty", "cut off", "a book"],
)
def test_archives_that_are_refused(made: Callable[[], bytes], code: str) -> None:
    assert read(made()) == ([], [(code, "pages.zip")])
