"""Intake: bytes to snapshot, metadata and origin; and what is refused, with its finding."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base import findings as codes
from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.snapshot import Document
from goodoffices.read.document import intake
from goodoffices.read.document.intake import text_document
from goodoffices.read.document.language import language_of
from goodoffices.read.document.metadata import date_in_address, edtf_day
from goodoffices.read.document.outlets import known_outlet, outlet_of
from goodoffices.read.formats import formats
from goodoffices.read.formats.format import SourceBytes
from goodoffices.read.formats.page import read_source
from goodoffices.read.formats.pieces import pieces, read_file

SENTENCE = pages.BODY[0] + " "


def page(head: str = "", body: str = pages.paragraphs(pages.BODY)) -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def refused(data: bytes, **given) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read_source(data, "page", **given)
    finding = caught.value.findings[0]
    assert finding.text
    assert finding.help
    assert codes.explain(finding.code)
    return finding.code


# --------------------------------------------------------------------------------------- snapshots


def test_a_plain_text_is_kept_as_it_is() -> None:
    text = "\r\n  Title \t\r\n\r\nOne.\u00a0Two.\n\n\n"
    document = read_source(text.encode())
    assert document.snapshot.text == text
    assert document.snapshot.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert text_document(text).snapshot.text == text


def test_the_text_of_a_page_is_what_it_shows_block_by_block() -> None:
    text = read_source(pages.BLOG.encode()).snapshot.text
    assert "\n\n".join((pages.BODY[0], "Delegates arrive. Photo: A. Person / Agency")) in text
    for unseen in ("Iran said no", "Never shown", "words\n", "\n\n\n"):
        assert unseen not in text


def test_content_decides_what_a_page_is_and_the_caller_may_say_otherwise() -> None:
    document = read_source(pages.BLOG.encode(), "saved.txt")
    assert document.snapshot.media_type == "text/html"
    assert read_source(b"Iran said no. Russia said yes.", "x.html").snapshot.media_type == (
        "text/plain"
    )
    (kept,) = pieces(SourceBytes(data=pages.BLOG.encode(), text=True, kind=formats()[0]))
    assert kept.document.snapshot.text == pages.BLOG


def test_a_mention_of_markup_does_not_make_a_page() -> None:
    text = "The <b> tag and a < b are no page; <p> is the paragraph."
    assert read_source(text.encode()).snapshot.text == text


# ---------------------------------------------------------------------------------------- encoding


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert read_source(SENTENCE.encode(encoding)).snapshot.text == SENTENCE


def test_a_page_may_declare_its_encoding() -> None:
    document = read_source(pages.RUSSIAN_PAGE.encode("windows-1251"))
    assert pages.RUSSIAN[0] in document.snapshot.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président a déclaré que les négociations à Genève « étaient » difficiles.", "cp1252"),
        (" ".join(pages.RUSSIAN), "cp1251"),
        (" ".join(pages.RUSSIAN), "koi8-r"),
        (" ".join(pages.ARABIC), "cp1256"),
    ],
)
def test_an_undeclared_encoding_is_guessed_where_the_letters_tell(text, encoding) -> None:
    assert read_source(text.encode(encoding, "ignore")).snapshot.text == text.encode(
        encoding, "ignore"
    ).decode(encoding)


def test_no_guess_where_letters_do_not_tell() -> None:
    bytes_of_many_pages = "Nový žaludek příliš žluťoučký kůň úpěl ďábelské ódy".encode("cp1250")
    assert refused(bytes_of_many_pages) == "GO104"


def test_a_stray_byte_or_a_zero_costs_only_itself() -> None:
    data = b"One line of the report.\nCaf\xc3\xa9 in Geneva\nand a broken \xff byte\x00."
    assert read_source(data).snapshot.text.endswith("a broken \ufffd byte\ufffd.")
    page = b"<p><img alt='\xa0'>Caf\xc3\xa9 owners met in Geneva on Monday, they said.</p>"
    assert "Café" in read_source(page, "page.html").snapshot.text


def test_damaged_utf8_is_refused_with_its_line() -> None:
    data = b"Caf\xc3\xa9s.\nCaf\xc3\xa9 in Gen\xe9v\xe9\nand a broken \xff\xfe byte."
    with pytest.raises(UnreadableInput) as caught:
        read_source(data, "page.txt")
    (finding,) = caught.value.findings
    assert (finding.code, str(finding.place)) == ("GO104", "page.txt:2")
    assert "utf-8" in finding.text


# --------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "GO101"),
        (b" \n\t\r\n", "GO101"),
        (b"\xef\xbb\xbf", "GO101"),
        ("\u00a0\u200b\n\u2028".encode(), "GO101"),
        (b"text with \x00 zero", "GO103"),
        (b"\x89PNG\r\n\x1a\n", "GO103"),
        (b"{\\rtf1 hello}", "GO103"),
        (bytes(range(1, 32)) * 9 + b"abc", "GO103"),
        (b"<html><body>" + b"<div>" * 100_000 + b"deep", "GO105"),
        (b"<html><p>" + b"<b " * 300_000, "GO105"),
        (b"<html><p " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">x", "GO105"),
        (b"<html><p " + b"".join(b'a%d=">"' % i for i in range(100_000)) + b">x", "GO105"),
        (b"<html><p " + b"/".join(b"a%d" % i for i in range(100_000)) + b">x", "GO105"),
        (b"<html><body>" + b"<p>x" * 500_000, "GO105"),
        (b"<html><head><title>x</title></head></html>", "GO106"),
        (b"<html><body><script>document.write('x')</script></body></html>", "GO106"),
        (b"<!doctype html><!-- nothing -->", "GO106"),
        (b"x\n" * 60_000, "GO110"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_source_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "huge.txt"
    for most in (intake.MAX_BYTES, max(kind.most for kind in formats())):
        with file.open("wb") as out:
            out.truncate(most + 1)
        (error,) = read_file(file)
        assert [f.code for f in error.findings] == ["GO102"]
    monkeypatch.setattr(Path, "open", lambda *a, **k: pytest.fail("it was opened"))
    (error,) = read_file(file)
    assert [f.code for f in error.findings] == ["GO102"]
    assert refused(b"a" * (intake.MAX_BYTES + 1)) == "GO102"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        (error,) = read_file(path)
        assert [f.code for f in error.findings] == ["GO108"]


def test_half_a_character_is_told_with_its_place() -> None:
    with pytest.raises(UnreadableInput) as caught:
        text_document("One.\nTwo \ud83d.", "notes")
    finding = caught.value.findings[0]
    assert (finding.code, str(finding.place)) == ("GO109", "notes:2:5")


@pytest.mark.parametrize("published", ["2025-13", "yesterday", "", "5 March 2025"])
def test_a_publication_date_has_to_be_one(published: str) -> None:
    assert refused(SENTENCE.encode(), published=published) == "GO107"


def test_no_entity_is_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE html [<!ENTITY e0 "ha">{bomb}<!ENTITY x SYSTEM "file://{secret}">]>'
    document = read_source(f"{head}<html><body><p>&x; &e11; {SENTENCE}</p></body></html>".encode())
    assert "secret words" not in document.snapshot.text
    assert len(document.snapshot.text) < 400


@settings(max_examples=60)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: f"<html><p>{t}".encode()))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    try:
        document = read_source(data, "any")
    except UnreadableInput as refusal:
        told = [f for f in refusal.findings if f.code.startswith("GO1") and f.help]
    else:
        told = [z for z in document.zones if z.end <= len(document.snapshot.text)]
    assert told


def test_random_bytes_are_refused() -> None:
    assert refused(os.urandom(4000)) in {"GO103", "GO104"}


# ---------------------------------------------------------------------------------------- metadata


def dated(document: Document) -> tuple[str | None, str | None]:
    return document.published, document.published_from


DATE_TAGS = [
    '<meta property="article:published_time" content="2024-05-07T08:30:00Z">',
    '<meta name="dc.date" content="2024-05-07">',
    '<meta name="pubdate" content="20240507">',
    '<meta itemprop="datePublished" content="Tue, 07 May 2024 08:30:00 GMT">',
    '<script type="application/ld+json">{"@type":"Report","datePublished":"2024-05-07"}</script>',
]


@pytest.mark.parametrize("tag", DATE_TAGS)
def test_a_page_is_dated_by_its_metadata(tag: str) -> None:
    assert dated(read_source(page(tag))) == ("2024-05-07", "metadata")


def test_a_marked_time_dates_a_page_but_not_one_in_a_list_of_others() -> None:
    body = pages.paragraphs(pages.BODY)
    marked = f'<time class="published" datetime="2024-05-07T08:30">7 May</time>{body}'
    assert dated(read_source(page("", marked))) == ("2024-05-07", "time")
    other = f'{body}<aside><time pubdate datetime="2023-01-01">Old news</time></aside>'
    assert dated(read_source(page("", other))) == (None, None)


def test_a_page_without_metadata_is_dated_by_its_address_or_not_at_all() -> None:
    link = '<link rel="canonical" href="https://x.example/2024/05/07/envoys">'
    assert dated(read_source(page(link))) == ("2024-05-07", "address")
    assert dated(read_source(page(), "https://x.example/news/2024-05-07-talks")) == (
        "2024-05-07",
        "address",
    )
    assert dated(read_source(page())) == (None, None)


def test_a_date_in_the_report_never_dates_a_page() -> None:
    words = "The envoys first met on 7 May 2024, and again on May 8, 2024, officials said."
    page_ = f"{words}</p><p>{SENTENCE}"
    assert dated(read_source(page("", f"<h1>Talks</h1><p>{page_}</p>"))) == (None, None)
    assert dated(text_document(f"{words}\n\n{SENTENCE}")) == (None, None)
    assert dated(text_document(f"Talks fail again in Geneva\n\nUpdated 7 May 2024\n\n{words}")) == (
        None,
        None,
    )


def test_the_caller_knows_better_than_the_page() -> None:
    assert dated(read_source(page(DATE_TAGS[0]), published="2024-05")) == ("2024-05", "given")


def test_the_article_wins_over_the_page_that_carries_it() -> None:
    document = read_source(pages.STRUCTURED.encode())
    assert dated(document) == ("2024-05-07", "metadata")
    assert (document.outlet, document.authors) == ("LakeNet", ("Ana Petrova",))


def test_what_a_page_says_of_itself() -> None:
    document = read_source(pages.BLOG.encode())
    assert document.title == pages.TITLE
    assert document.outlet == "The Daily Lake"
    assert document.authors == ("Ana Petrova",)
    assert document.address == "https://dailylake.example/2024/05/06/envoys-meet/"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-07T08:30:00+02:00", "2024-05-07"),
        ("2024-05-07 08:30", "2024-05-07"),
        ("2024-05", "2024-05"),
        ("20240507", "2024-05-07"),
        ("2024/05/07", "2024-05-07"),
        ("Tue, 07 May 2024 08:30:00 +0000", "2024-05-07"),
        ("2024-13-07", None),
        ("0000-00-00", None),
        ("1741170000", "2025-03-05"),
        (1741170000000, "2025-03-05"),
        ("March 5, 2025", "2025-03-05"),
        ("Fri, 14 Mar 2025 23:30:00 -0500", "2025-03-14"),
        ("1970-01-01", None),
        ("0001-01-01T00:00:00Z", None),
        ("1403-12-15T10:00:00+03:30", "2025-03-05"),
        ("2568-03-05", None),
        ("yesterday", None),
        ("", None),
        (7, None),
    ],
)
def test_timestamps(value: object, day: str | None) -> None:
    assert edtf_day(value) == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://x.org/2024/05/07/talks.html", "2024-05-07"),
        ("https://x.org/world/2024/may/07/talks", "2024-05-07"),
        ("https://x.org/a/2024-05-07-talks", "2024-05-07"),
        ("https://x.org/talks-20240507", "2024-05-07"),
        ("https://x.org/2024/05/talks", "2024-05"),
        ("https://x.org/2024/13/45/talks", None),
        ("https://x.org/article/20241399", None),
        ("https://x.org/2231/talks-id-1701", None),
        ("https://2024-05-07.org/talks", None),
        (None, None),
    ],
)
def test_dates_in_addresses(address: str | None, day: str | None) -> None:
    assert date_in_address(address) == day


# ---------------------------------------------------------------------------------- outlet, origin


@pytest.mark.parametrize(
    ("source", "name", "exact"),
    [
        (pages.BLOG, "Reuters", "Reuters"),
        (pages.SOUP, "Al Jazeera", "Al Jazeera"),
        (pages.TABLE, "IRNA", "link"),
        (pages.PERSIAN_PAGE, "IRNA", "ایرنا"),
        (pages.ARABIC_TEXT, "Al Jazeera", "الجزيرة"),
        (pages.LINES, "Press TV", "www.presstv.ir"),
        (pages.SYNDICATED, "Reuters", "Reuters"),
        (pages.FREELANCE, "unknown-outlet.example", "unknown-outlet.example"),
    ],
)
def test_the_origin_is_the_outlet_that_the_page_names(source, name, exact) -> None:
    origin = read_source(source.encode()).origin
    assert origin is not None
    assert (origin.name, origin.span.exact) == (name, exact)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("By AFP | 6 April 2021 | 2:55 am", "", "Agence France-Presse"),
        ("By Associated Press | 6 April 2021", "", "Associated Press"),
        ("By Xinhua | 6 April 2021", "", "Xinhua"),
        ("Reuters", "", "Reuters"),
        ("", '"We shall come back," she said. -AFP', "Agence France-Presse"),
        ("", "Based on materials from RIA Novosti", "RIA Novosti"),
        ("", "With inputs from Reuters", "Reuters"),
        ("", "(With inputs from agencies)", None),
        ("By Ida Brann, Reuters", "", None),
        ("", "She told that to Reuters.", None),
    ],
)
def test_an_agency_in_a_byline_or_credit_is_the_origin(before, after, name) -> None:
    report = [pages.TITLE, before, *pages.BODY, after]
    document = text_document("\n\n".join(words for words in report if words))
    assert (document.origin and document.origin.name) == name
    assert not any("AFP" in author or "Reuters" in author for author in document.authors)


def test_a_page_is_not_its_own_origin() -> None:
    document = read_source(pages.SYNDICATED.encode(), "https://www.reuters.com/world/x")
    assert (document.outlet, document.origin) == ("Reuters", None)
    assert read_source(SENTENCE.encode()).origin is None


def test_outlets_by_address_and_name() -> None:
    assert outlet_of("https://www.middleeasteye.net/news/x?y=1") == "Middle East Eye"
    assert outlet_of("edition.cnn.com") == "CNN"
    assert outlet_of("notreuters.com") is None
    assert outlet_of("no address") is None
    assert known_outlet("the Reuters news agency") == ("reuters.com", "Reuters")
    assert known_outlet("the envoy") is None


# ---------------------------------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (" ".join(pages.BODY), None, "en"),
        (" ".join(pages.PERSIAN), None, "fa"),
        (" ".join(pages.ARABIC), None, "ar"),
        (" ".join(pages.RUSSIAN), None, "ru"),
        (" ".join(pages.RUSSIAN), "en", "ru"),
        ("Le ministre a dit que les pourparlers sur la ligne avec le médiateur", None, "fr"),
        ("Der Minister sagte, dass die Gespräche mit dem Vermittler nicht von", None, "de"),
        ("שר החוץ אמר כי השיחות יימשכו", None, "he"),
        ("Kigali Bujumbura Goma", None, None),
        ("Kigali Bujumbura Goma", "sw", "sw"),
        ("12 345", None, None),
    ],
)
def test_languages(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared) == language


def test_a_file_named_as_a_page_is_a_page_if_it_holds_any_tag() -> None:
    with pytest.raises(UnreadableInput, match="GO106"):
        read_source(b"<script>alert(1)</script>", "a.html")
    assert read_source(b"<b>Iran</b> met Oman.", "a.htm").snapshot.text.strip() == "Iran met Oman."
    assert read_source(b"Iran met Oman.", "a.html").snapshot.text == "Iran met Oman."
    assert "<b>" in read_source(b"<b>Iran</b> met Oman.", "a.txt").snapshot.text
