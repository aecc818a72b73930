"""When a page was published: each source of a date, in the order in which they are believed."""

from __future__ import annotations

from pathlib import Path

import pages
import pytest

from goodoffices.evidence.snapshot import Document
from goodoffices.folder.ingest import read_all
from goodoffices.read.document.intake import text_document
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.page import read_source
from goodoffices.read.formats.pieces import pieces

TITLE = "Envoys of two states meet in Geneva"
BODY = "\n\n".join(pages.BODY)


def dated(document: Document) -> tuple[str | None, str | None]:
    return document.published, document.published_from


def html(head: str = "", lead: str = "", foot: str = "") -> bytes:
    body = "".join(f"<p>{words}</p>" for words in pages.BODY)
    page = f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{lead}{body}</article>{foot}"
    return page.encode()


@pytest.mark.parametrize(
    "line",
    [
        "Gulf Post, April 6, 2021",
        "2021-04-06",
        "Published: 6 April 2021",
        "By Ida Brann | 6 April 2021 | 4 min read",
        "By Ida Brann, The Lake Post, 6 April 2021",
        "Lake Post, English pages — Geneva, 6 April 2021",
        "Updated 8 April 2021 / Original 6 April 2021",
        "Tuesday, 6 April 2021, 16:30",
    ],
)
def test_the_line_below_the_headline(line: str) -> None:
    assert dated(text_document(f"{TITLE}\n\n{line}\n\n{BODY}")) == ("2021-04-06", "byline")
    assert dated(text_document(f"{TITLE}\n{line}\n\n{BODY}")) == ("2021-04-06", "byline")
    assert dated(read_source(html(lead=f'<p class="date">{line}</p>'))) == ("2021-04-06", "byline")


FOREIGN = {
    "de": "Die Gesandten der beiden Staaten trafen sich am Montag in Genf und sprachen lange. ",
    "es": "Los enviados de los dos Estados se reunieron el lunes en Ginebra y hablaron mucho. ",
    "fr": "Les envoyés des deux États se sont réunis lundi à Genève et ont parlé longtemps. ",
}


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Von Ida Brann publiziert am 6. April 2021", "de"),
        ("6 de abril de 2021", "es"),
        ("Publié le 6 avril 2021", "fr"),
        ("06.04.2021", "de"),
        ("06/04/2021", "fr"),
    ],
)
def test_the_line_below_the_headline_in_other_languages(line: str, language: str) -> None:
    page = html(lead=f"<p>{line}</p>").replace(b"<html>", f'<html lang="{language}">'.encode())
    for words in pages.BODY:
        page = page.replace(words.encode(), (FOREIGN[language] * 3).encode())
    assert dated(read_source(page))[0] == "2021-04-06"


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("MUSCAT, Oman, March 5, 2025 (AFP) — ", "2025-03-05"),
        ("5 March 2025 - ", "2025-03-05"),
        ("GENEVA, March 5 (Reuters) - ", None),
        ("GENEVA (Reuters) - ", None),
        ("In Geneva, on March 5, 2025, envoys (and aides) - all of them - met. ", None),
    ],
)
def test_the_dateline(opening: str, day: str | None) -> None:
    found = dated(text_document(f"{TITLE}\n\n{opening}{BODY}"))
    assert found == ((day, "dateline") if day else (None, None))


LINKED = [
    '<![CDATA[{"@type":"NewsArticle","datePublished":"2025-03-05"}]]>',
    '{"@type":"NewsArticle","headline":"a\nb","datePublished":["2025-03-05"],}',
    '[{"@type":"NewsArticle","datePublished":"March 5, 2025"}]',
    '{"@type":"NewsArticle","datePublished":{"@value":"2025-03-05T09:00:00+01:00"}}',
]


@pytest.mark.parametrize("linked", LINKED)
def test_linked_data_with_the_faults_that_pages_have(linked: str) -> None:
    script = f'<script type="application/ld+json">{linked}</script>'
    assert dated(read_source(html(script))) == ("2025-03-05", "metadata")


def test_the_local_day_is_meant() -> None:
    meta = '<meta property="article:published_time" content="2025-03-06T02:50:59Z">'
    address = '<link rel="canonical" href="https://x.example/2025/03/05/talks">'
    assert dated(read_source(html(meta + address)))[0] == "2025-03-05"
    later = address.replace("05/talks", "07/talks")
    assert dated(read_source(html(meta + later)))[0] == "2025-03-06"


@pytest.mark.parametrize("day", ["0001-01-01", "1446/09/05", "1970-01-01", "2568-03-05"])
def test_years_that_are_none_leave_a_page_undated(day: str) -> None:
    meta = f'<meta property="article:published_time" content="{day}">'
    assert dated(read_source(html(meta))) == (None, None)


def test_a_year_of_the_solar_calendar_in_markup() -> None:
    meta = '<meta property="article:published_time" content="1403/12/15">'
    assert dated(read_source(html(meta))) == ("2025-03-05", "metadata")


@pytest.mark.parametrize("path", ["/explainer/treaty-of-2015-07-14-explained", "/2099/01/01/plan"])
def test_a_date_that_an_address_is_about_is_no_publication(path: str) -> None:
    assert dated(read_source(html(), f"https://x.example{path}")) == (None, None)


def test_the_first_time_of_the_report_counts_and_none_beside_it() -> None:
    own = '<time datetime="2025-03-05T06:40:00Z">5 March</time>'
    other = '<aside><time datetime="2024-01-01">Old</time></aside>'
    assert dated(read_source(html(lead=own, foot=other))) == ("2025-03-05", "time")
    assert dated(read_source(html(foot=other))) == (None, None)


FEED = """<rss version="2.0"><channel><title>News</title><item><title>Talks</title>
<link>https://x.example/2025/03/talks/</link><pubDate>Fri, 14 Mar 2025 23:30:00 -0500</pubDate>
<description>Iran met Oman on Tuesday, officials said.</description></item></channel></rss>"""


def test_what_a_feed_says_beats_the_month_in_a_link() -> None:
    (piece,) = pieces(SourceBytes(data=FEED.encode(), name="feed.xml"))
    assert isinstance(piece, InputPiece)
    assert dated(piece.document) == ("2025-03-14", "metadata")


def test_a_browser_that_saves_a_page_does_not_publish_it() -> None:
    letter = (
        "From: <Saved by Blink>\nDate: Tue, 6 Apr 2021 10:00:00 +0000\nSubject: Talks\n"
        "MIME-Version: 1.0\nContent-Type: text/plain\n\nIran met Oman, officials said.\n"
    )
    (piece,) = pieces(SourceBytes(data=letter.encode(), name="page.mhtml"))
    assert isinstance(piece, InputPiece)
    assert dated(piece.document) == (None, None)


def test_a_dateline_without_a_year_is_of_the_year_of_its_neighbours(tmp_path: Path) -> None:
    wire = f"{TITLE}\n\nGENEVA, April 21 (Reuters) - {BODY}"
    (tmp_path / "1.txt").write_text(wire)
    alone = read_all([tmp_path / "1.txt"]).dossier
    assert alone.documents[0].published is None
    (tmp_path / "2.txt").write_text(f"{TITLE} again\n\n2 May 2021\n\n{BODY}")
    both = read_all([tmp_path])
    found = {d.name.rpartition("/")[2]: dated(d) for d in both.dossier.documents}
    assert found == {"1.txt": ("2021-04-21", "dateline"), "2.txt": ("2021-05-02", "byline")}
    assert "GO137" in {f.code for f in both.dossier.findings}


@pytest.mark.parametrize(
    "line",
    [
        "Geneva, April 6,2021",
        "Martes, Abril 6, 2021",
        "6. april 2021 22:21",
        "April 6, 2021| News|",
    ],
)
def test_a_line_that_is_but_a_day_is_read_in_any_language(line: str) -> None:
    assert dated(text_document(f"{line}\n\n{TITLE}\n\n{BODY}")) == ("2021-04-06", "byline")


@pytest.mark.parametrize(
    "line",
    ["۱۷ فروردین ۱۴۰۰ - ۱۰:۲۵", "سه‌شنبه ۱۷ فروردین ماه ۱۴۰۰", "تاریخ: ۱۴۰۰/۰۱/۱۷", "۱۷ حمل ۱۴۰۰"],
)
def test_a_day_of_the_solar_calendar(line: str) -> None:
    report = "\n\n".join(["دیدار نمایندگان در ژنو", line, *pages.PERSIAN])
    assert dated(text_document(report)) == ("2021-04-06", "byline")
