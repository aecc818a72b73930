"""OpenDocument texts to documents: what a reader of them sees, and what is not followed."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from made_files import FIRST, SECOND

from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.snapshot import Document
from goodoffices.folder.ingest import read_all, read_in
from goodoffices.read.formats import format_of
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.odt import MEDIA_TYPE, ODT
from goodoffices.read.formats.pieces import pieces

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "meta": "meta",
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)
META = """<dc:title>Talks in Muscat</dc:title><dc:date>2025-03-06T10:00:00</dc:date>
<meta:initial-creator>Kari Lund</meta:initial-creator><dc:creator>Ivo Brandt</dc:creator>
<dc:language>en-GB</dc:language>"""
BODY = f"""
<text:tracked-changes><text:changed-region><text:deletion><text:p>Never said.</text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:table-of-content><text:index-body><text:p>Envoys meet 1</text:p></text:index-body>
</text:table-of-content>
<text:p text:style-name="P1">Envoys meet in Muscat</text:p>
<text:h text:outline-level="2">The first day</text:h>
<text:p>Iran <text:span>agreed</text:span> to<text:s text:c="3"/>talks with the
 United States<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>So the ministry.</text:p></text:note-body></text:note> in Oman,<text:tab/>officials
 said<office:annotation><text:p>Is this so?</text:p></office:annotation> on Monday.</text:p>
<text:p><draw:frame><draw:text-box><text:p>Stands in a box.</text:p></draw:text-box>
<svg:desc>A map</svg:desc></draw:frame></text:p>
<text:list><text:list-item><text:p>One line<text:line-break/>and the next.</text:p>
<text:list><text:list-item><text:p>Deeper.</text:p></text:list-item></text:list>
</text:list-item></text:list>
<table:table><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>{SECOND}</text:p></table:table-cell>
<table:covered-table-cell><text:p>Hidden.</text:p></table:covered-table-cell>
<table:table-cell><table:table><table:table-row><table:table-cell><text:p>Inner.</text:p>
</table:table-cell></table:table-row></table:table></table:table-cell>
</table:table-row></table:table>"""
PARAGRAPHS = [
    "Envoys meet in Muscat",
    "The first day",
    FIRST,
    "So the ministry.",
    "Stands in a box.",
    "One line\nand the next.",
    "Deeper.",
    SECOND,
    "Inner.",
]


def odt(
    body: str = BODY, meta: str = META, *, head: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A file as the specification lays it out (ODF 1.3, part 2, chapter 3)."""
    style = '<style:style style:name="P1" style:family="paragraph" {}/>'
    styles = style.format('style:parent-style-name="Title"')
    entries = {
        "content.xml": f"{head}<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f'<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
    } | (extra or {})
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, data in entries.items():
            archive.writestr(name, data)
    return held.getvalue()


def read(data: bytes, name: str = "a.odt") -> Document:
    (piece,) = pieces(SourceBytes(data=data, name=name))
    assert isinstance(piece, InputPiece)
    return piece.document


def refused(data: bytes, name: str = "a.odt") -> list[str]:
    (error,) = pieces(SourceBytes(data=data, name=name))
    assert isinstance(error, UnreadableInput)
    return [f.code for f in error.findings]


def test_what_a_reader_sees_is_read_in_its_order_and_nothing_else() -> None:
    document = read(odt())
    assert document.snapshot.text == "\n\n".join(PARAGRAPHS)
    assert document.snapshot.media_type == MEDIA_TYPE
    zones = {document.snapshot.text[z.start : z.end]: z.kind for z in document.zones}
    assert zones["Envoys meet in Muscat"] == "title"
    assert zones[FIRST] == zones["So the ministry."] == zones[SECOND] == "body"
    at = document.snapshot.text.index
    assert document.part_at(at(SECOND)) == document.part_at(at("Inner."))
    assert (document.part_at(at(SECOND)).kind, document.part_at(at(SECOND)).number) == ("table", 1)
    assert document.part_at(at(FIRST)) is None


def test_what_it_says_of_itself_is_taken_but_not_when_it_was_saved() -> None:
    document = read(odt(f"<text:p>{FIRST}</text:p>"))
    assert (document.title, document.authors) == ("Talks in Muscat", ("Kari Lund",))
    assert document.language == "en"
    assert document.published is None
    silent = read(odt(meta="<dc:creator>Ivo Brandt</dc:creator>"))
    assert (silent.title, silent.authors) == ("Envoys meet in Muscat", ("Ivo Brandt",))
    assert read(odt(extra={"meta.xml": b"<meta"})).authors == ()


def test_it_is_told_by_its_content_and_else_by_its_name() -> None:
    assert format_of(odt()) is ODT
    assert format_of(odt(), "a.docx") is ODT
    late = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt())) as one, zipfile.ZipFile(late, "w") as other:
        for name in reversed(one.namelist()):
            other.writestr(name, one.read(name))
    assert format_of(late.getvalue(), "a.odt") is ODT
    assert format_of(late.getvalue(), "a.zip") is not ODT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt()[:-200], "GO113"),
        (odt(extra={"content.xml": b"<office:document-content"}), "GO113"),
        (odt(extra={"content.xml": b""}), "GO113"),
        (odt(extra={"content.xml": b"<x/>"}), "GO113"),
        (odt("<text:list>" * 300 + "</text:list>" * 300), "GO113"),
        (odt(extra={"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "GO111"),
        (odt(extra={"big.xml": b"\x00" * 60_000_000}), "GO114"),
        (odt(""), "GO101"),
    ],
)
def test_what_is_damaged_locked_empty_or_a_trap_is_told(data: bytes, code: str) -> None:
    assert refused(data) == [code]


def test_a_damaged_entry_is_told() -> None:
    data = bytearray(odt())
    at = data.index(b"content.xml") + 60
    data[at : at + 20] = b"\xff" * 20
    assert refused(bytes(data)) == ["GO113"]


def test_nothing_outside_is_opened_and_no_entity_unfolded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    head = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
    <!ENTITY f SYSTEM "{(tmp_path / "secret").as_uri()}">]>"""
    text = read(odt("<text:p>Iran &b;&f; met Oman.</text:p>", head=head)).snapshot.text
    assert text == "Iran met Oman."


def test_it_is_read_from_a_folder_and_kept_as_it_was(tmp_path: Path) -> None:
    data = odt()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.odt").write_bytes(data)
    assert [d.title for d in read_all([tmp_path / "in"]).dossier.documents] == [PARAGRAPHS[0]]
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text("case: a\ntitle: A\n")
    read_in(case, [tmp_path / "in"])
    (kept,) = (case / "sources").glob("*.odt")
    assert kept.read_bytes() == data


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_what_libreoffice_writes_is_read(tmp_path: Path) -> None:
    page = f"<html><body><h1>Envoys meet</h1><p>{FIRST}</p><ul><li>{SECOND}</ul></body></html>"
    (tmp_path / "a.html").write_text(page)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    call = ["soffice", home, "--headless", "--convert-to", "odt:writer8", "--outdir"]
    subprocess.run([*call, str(tmp_path), str(tmp_path / "a.html")], check=True, timeout=120)
    text = read((tmp_path / "a.odt").read_bytes()).snapshot.text
    assert text.split("\n\n") == ["Envoys meet", FIRST, SECOND]
