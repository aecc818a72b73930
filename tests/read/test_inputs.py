"""Every kind of source, made by its own library, to the documents in it; bad ones to findings."""

from __future__ import annotations

import gzip
from pathlib import Path

import made_files as made
import pytest
from made_files import FIRST, SECOND

from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.snapshot import Document
from goodoffices.read.formats import format_of, formats
from goodoffices.read.formats import warc as warc_input
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pdf import lay_out
from goodoffices.read.formats.pieces import pieces, read_file


def split(data: bytes, name: str = "", **more: str) -> tuple[list[Document], list[str]]:
    found = list(pieces(SourceBytes(data=data, name=name, **more)))
    documents = [p.document for p in found if isinstance(p, InputPiece)]
    codes = [f.code for p in found if isinstance(p, UnreadableInput) for f in p.findings]
    return documents, codes


def refused(data: bytes, name: str = "") -> list[str]:
    documents, codes = split(data, name)
    assert not documents
    return codes


def body(document: Document) -> list[str]:
    text = document.snapshot.text
    return [text[z.start : z.end] for z in document.zones if z.kind == "body"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (made.RSS, "RSS, Atom, RDF"),
        (made.ATOM, "RSS, Atom, RDF"),
        (b"\xef\xbb\xbf<!-- a --><!-- b -->" + made.RSS[38:], "RSS, Atom, RDF"),
        (made.OPML, "OPML"),
        (made.BIBTEX, "BibTeX, RIS, CSL-JSON"),
        (made.RIS, "BibTeX, RIS, CSL-JSON"),
        (made.letter(), "EML"),
        (b"From a@b Wed Mar  5 10:00:00 2025\n" + made.letter(), "mbox"),
        (b"<!doctype html><html><p>RSS</p></html>", "text, HTML"),
        (b"From: our correspondent\n\nIran met Oman.", "text, HTML"),
        (b"Iran met Oman. @article{x, title={y}}", "text, HTML"),
    ],
)
def test_a_source_is_told_by_its_content(data: bytes, kind: str) -> None:
    assert format_of(data).name == kind


def test_hostile_openings_are_told_apart_quickly() -> None:
    page = formats()[0]
    assert format_of(b"<!--a-->" * 8000) is page
    assert format_of(b"<?x ?>" * 10000) is page
    assert format_of(b"<!DOCTYPE x [" + b"]" * 60000) is page


def test_a_pdf_keeps_its_pages_and_not_its_date_of_making() -> None:
    pages = [FIRST, "Nothing was agreed.", SECOND]
    (document,), codes = split(made.pdf(pages, Title="Envoys meet", Author="Kari Lund"), "a.pdf")
    assert codes == []
    assert document.snapshot.media_type == "application/pdf"
    assert (document.title, document.authors) == ("Envoys meet", ("Kari Lund",))
    assert document.published is None
    at = document.snapshot.text.index(SECOND)
    assert document.part_at(at).number == 3
    assert document.part_at(0).number == 1


def test_a_pdf_of_pictures_a_locked_and_a_damaged_one_are_told() -> None:
    assert refused(made.pdf([""])) == ["GO112"]
    assert refused(made.locked_pdf(FIRST)) == ["GO111"]
    assert refused(made.pdf([FIRST])[:600]) == ["GO113"]
    assert refused(b"%PDF-1.7\n" + b"\x00junk" * 50) == ["GO113"]


def test_paragraphs_are_set_together_and_words_only_where_the_document_shows_them_whole() -> None:
    pages = [
        (
            "Wire of the day 1\nThe negotiations went on for the whole of the day, and the nego-\n"
            "tiations ended with a co-\noperation plan that nobody had expected to come of it."
        ),
        "Wire of the day 2\nThe delegations of both countries then went home in the evening to",
        "Wire of the day 3\nreport what had been said.",
    ]
    text, blocks, parts = lay_out(pages)
    assert "the negotiations ended with a co-operation plan" in text
    assert "Wire" not in text
    assert text[blocks[-1].start :].startswith("The delegations")
    assert text[parts[2].start : parts[2].end] == "report what had been said."
    assert len(parts) == 3


def test_a_day_and_who_wrote_are_no_part_of_the_first_paragraph() -> None:
    first = "The bridge stays shut until the toll is paid, the minister said, and so does the pier"
    for head in (
        "Monday, 4 May 2026 · from our correspondent on the river",
        "Kari Lund, May 4, 2026",
    ):
        text, _blocks, _parts = lay_out([f"{head}\n{first}\nsince the storm."])
        assert text == f"{head}\n\n{first} since the storm."
    told = "It was signed on 4 May 2026 and has been kept by both of them for as long as it ran,"
    assert (
        lay_out([f"{told}\nMali said, until the pier was shut in the storm."])[0].count("\n") == 0
    )


def test_a_docx_gives_its_paragraphs_and_the_cells_of_its_tables() -> None:
    (document,), _codes = split(made.docx(), "a.docx")
    assert document.title == "Envoys meet in Muscat"
    assert document.authors == ("Kari Lund",)
    assert FIRST in body(document)
    assert SECOND in body(document)
    assert document.part_at(document.snapshot.text.index(SECOND)).kind == "table"
    assert document.part_at(document.snapshot.text.index(FIRST)) is None


def test_a_zip_bomb_and_a_broken_docx_are_not_opened() -> None:
    assert refused(made.zip_bomb(), "a.docx") == ["GO114"]
    assert refused(made.docx()[:-200], "a.docx") == ["GO113"]
    assert refused(b"PK\x03\x04 nothing", "a.zip") == ["GO113"]


def test_a_letter_has_its_writer_its_day_and_only_its_own_words() -> None:
    (document,), _codes = split(made.letter(), "a.eml")
    assert document.authors == ("Kari Lund",)
    assert (document.published, document.published_from) == ("2025-03-05", "metadata")
    assert document.title == "Talks in Muscat"
    assert body(document) == [FIRST]


def test_a_letter_as_a_page_and_a_mailbox() -> None:
    (document,), _codes = split(made.letter(html=True), "a.eml")
    assert FIRST in body(document)
    line = b"From a@b.example Wed Mar  5 10:00:00 2025\n"
    second = made.letter().replace(b"<1@", b"<2@").replace(b"Muscat", b"Doha")
    box = line + made.letter() + b"\n" + line + second
    documents, codes = split(box, "box")
    assert [d.title for d in documents] == ["Talks in Muscat", "Talks in Doha"]
    assert [d.name for d in documents] == ["box#1", "box#2"]
    assert codes == []


def test_attachments_are_read_where_they_are_reports_and_named_where_not() -> None:
    attached = [
        ("notes.pdf", "application/pdf", made.pdf([SECOND])),
        ("map.png", "image/png", b"\x89PNG\r\n"),
    ]
    found = list(pieces(SourceBytes(data=made.letter(attach=attached), name="a.eml")))
    letter, notes = (p for p in found if isinstance(p, InputPiece))
    assert [f.code for f in letter.findings] == ["GO116"]
    assert "map.png" in letter.findings[0].text
    assert notes.document.name == "a.eml#notes.pdf"
    assert notes.document.published is None


def test_the_entries_of_a_feed_are_documents_dated_only_where_published() -> None:
    (one, two), codes = split(made.RSS, "feed.xml")
    assert codes == []
    assert (one.published, one.published_from) == ("2025-03-05", "metadata")
    assert one.address == "https://wire.example/one"
    assert one.outlet == "Example Wire"
    assert FIRST in body(one)
    assert two.published is None
    (atom,), _codes = split(made.ATOM)
    assert atom.published is None
    assert atom.authors == ("Kari Lund",)


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    documents, codes = split(made.RSS[: made.RSS.rindex(b"<item>") + 40])
    assert len(documents) >= 1
    assert codes == ["GO115", "GO115"]  # an entry without a word, and what is lost behind it
    assert refused(b"<rss version='2.0'><channel></channel></rss>") == ["GO101"]


@pytest.mark.no_cover
def test_entities_that_grow_are_not_unfolded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8)
    )
    bomb += b"]><rss version='2.0'><channel><item><title>&i;</title></item></channel></rss>"
    documents, _codes = split(bomb)
    assert all(len(d.snapshot.text) < 10_000 for d in documents)


def test_a_list_of_feeds_is_told_and_nothing_fetched() -> None:
    (error,) = pieces(SourceBytes(data=made.OPML, name="list.opml"))
    assert isinstance(error, UnreadableInput)
    assert error.findings[0].code == "GO117"
    assert "https://wire.example/feed" in (error.findings[0].help or "")


@pytest.mark.parametrize(
    ("data", "name", "day"),
    [
        (made.BIBTEX, "a.bib", "2025-03"),
        (made.RIS, "a.ris", "2025-03-05"),
        (made.CSL, "a.json", "2025-03"),
    ],
)
def test_references_give_their_abstracts_under_their_facts(
    data: bytes, name: str, day: str
) -> None:
    documents, codes = split(data, name)
    (document,) = documents
    assert document.title == "The Muscat Talks"
    assert document.authors[0] == "Kari Lund"
    assert (document.published, document.outlet) == (day, "Journal of Talks")
    assert FIRST in document.snapshot.text
    assert codes == (["GO118"] if name == "a.bib" else [])


PAGES = [
    ("https://wire.example/2025/03/05/one", "text/html; charset=utf-8", f"<p>{FIRST}</p>".encode()),
    ("https://wire.example/logo", "image/png", b"\x89PNG"),
    ("https://wire.example/two", "text/html", f"<html><p>{SECOND}</p></html>".encode()),
]


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages_under_their_addresses(packed: bool) -> None:
    documents, codes = split(made.warc(PAGES, gzip=packed), "a.warc")
    assert [d.address for d in documents] == [PAGES[0][0], PAGES[2][0]]
    assert documents[0].published == "2025-03-05"
    assert documents[1].published is None
    assert codes == []


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_costs_itself_and_not_the_rest(packed: bool) -> None:
    whole = bytearray(made.warc(PAGES, gzip=packed))
    if packed:
        starts = [i for i in range(len(whole)) if whole[i : i + 3] == b"\x1f\x8b\x08"]
        whole[starts[1] + 40 : starts[1] + 80] = b"\xff" * 40
    else:
        at = bytes(whole).index(b"Content-Length", bytes(whole).index(b"WARC-Type: response"))
        whole[at : at + 14] = b"Content-Broken"
    documents, codes = split(bytes(whole), "a.warc.gz")
    assert [d.address for d in documents] == [PAGES[2][0]]
    assert codes == ["GO115"]


def test_an_archive_that_unpacks_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_input, "MAX_UNPACKED", 3000)
    monkeypatch.setattr(warc_input, "MAX_MEMBER", 100_000)
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 90000000\r\n\r\n"
    bomb = gzip.compress(head + b"a" * 90_000_000)
    documents, codes = split(made.warc(PAGES[:1]) + bomb, "a.warc.gz")
    assert len(documents) == 1
    assert codes == ["GO115"]
    assert refused(b"WARC/1.0\r\nnothing") == ["GO113"]


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4")
        file.truncate(30 * 1024 * 1024)
    (error,) = read_file(path)
    assert isinstance(error, UnreadableInput)
    assert error.findings[0].code == "GO102"
    (error,) = read_file(tmp_path / "none")
    assert isinstance(error, UnreadableInput)
    assert error.findings[0].code == "GO108"
