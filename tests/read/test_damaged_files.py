"""Files that were cut off, torn or overwritten: what can be read is read, the rest is told."""

from __future__ import annotations

import io
import json
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read import made_files, made_outlook

from goodoffices.base.errors import UnreadableInput
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pieces import pieces, split

WORDS = "Iran rejected the offer of the United States on Tuesday, officials in Muscat said. " * 3
ROW = {"title": "Talks", "date": "2025-03-05", "text": WORDS}
PAGE = f"<html><title>x</title><body><p>{WORDS}</p></body></html>"
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    f"<text:p>{WORDS}</text:p></office:text></office:body></office:document-content>"
)


def packed(entries: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return held.getvalue()


FILES: dict[str, bytes] = {
    "a.docx": made_files.docx(),
    "a.pdf": made_files.pdf([WORDS, WORDS]),
    "a.odt": packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": ODT.encode(),
        }
    ),
    "a.zip": packed({"a.txt": WORDS.encode(), "b.docx": made_files.docx()}),
    "a.msg": made_outlook.msg({0x37: "talks", 0x1000: WORDS}, sent=1_741_860_000),
    "a.eml": made_files.letter(html=True, attach=[("a.txt", "text/plain", WORDS.encode())]),
    "a.rtf": f"{{\\rtf1\\ansi {{\\fonttbl{{\\f0 A;}}}}\\f0 {WORDS}\\par \\u8220?x}}".encode(),
    "a.html": PAGE.encode(),
    "a.ris": f"TY  - NEWS\nTI  - Talks\nPY  - 2025/03/05\nAB  - {WORDS}\nER  - \n".encode(),
    "a.bib": f"@article{{a, title={{Talks}}, year=2025, abstract = {{{WORDS}}}}}\n".encode(),
    "a.jsonl": f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n".encode(),
    "a.json": json.dumps([ROW]).encode(),
    "a.csv": f'title,date,text\nTalks,2025-03-05,"{WORDS}"\n'.encode(),
    "a.warc": made_files.warc([("http://a.example/x", "text/html", PAGE.encode())]),
}

WRITTEN = st.sampled_from([b"", b"\0", b"\xff", b"<", b"}", b"-1", b"99999999999", b"\n" * 9])


@given(
    st.sampled_from(sorted(FILES)),
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 4, 200, 9**9]), WRITTEN),
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=250)
def test_a_damaged_file_is_read_or_told(name: str, torn: list[tuple[float, int, bytes]]) -> None:
    data = FILES[name]
    for share, gone, written in torn:
        at = int(share * len(data))
        data = data[:at] + written + data[at + gone :]
    source = SourceBytes(data=data, name=name)
    for piece in (*pieces(source), *split(source)):
        told = piece.findings if isinstance(piece, UnreadableInput | InputPiece) else ()
        assert "GO142" not in {finding.code for finding in told}, told


@pytest.mark.parametrize("field", [0x37, 0x1000, 0x7D])
def test_a_part_of_a_letter_is_not_larger_than_its_file(field: int) -> None:
    """Its blocks would lead round, and the same words be taken up until memory is full."""
    letter = made_outlook.msg({0x37: "talks", 0x1000: "We met.", 0x7D: "From: a@b.example\r\n"})
    part = f"__substg1.0_{field:04X}001F".encode("utf-16-le")
    size = letter.index(part) + 120
    for said in (0xFFFFFF00, 0x7FFFFFFF, 9 * len(letter)):
        torn = letter[:size] + struct.pack("<I", said) + letter[size + 4 :]
        (refused,) = pieces(SourceBytes(data=torn, name="a.msg"))
        assert isinstance(refused, UnreadableInput)
        assert refused.findings[0].code == "GO113"


@pytest.mark.parametrize("name", ["a.odt", "a.zip"])
def test_an_archive_whose_table_points_before_its_beginning_is_damaged(name: str) -> None:
    entries = {"content.xml": ODT.encode(), "b.txt": WORDS.encode()}
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.text"} | entries)
    data = data if name == "a.odt" else packed(entries)
    end = data.rindex(b"PK\x05\x06") + 16
    moved = struct.unpack("<I", data[end : end + 4])[0] + 400
    torn = data[:end] + struct.pack("<I", moved) + data[end + 4 :]
    found = list(pieces(SourceBytes(data=torn, name=name)))
    assert found
    for piece in found:
        assert isinstance(piece, UnreadableInput)
        assert piece.findings[0].code == "GO113"
