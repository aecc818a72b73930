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
        "THE LAKE POST — ENGLISH PAGES — TUESDAY 6 APRIL 2021",
        "The Lake Post · APRIL 6, 2021 · 2.50",
        "Weekly press point, Tuesday 6 April 2021. Unofficial text. Check against delivery.",
    ],
)
def test_the_line_below_the_headline(line: str) -> None:
    assert dated(text_document(f"{TITLE}\n\n{line}\n\n{BODY}")) == ("2021-04-06", "byline")
    assert dated(text_document(f"{TITLE}\n{line}\n\n{BODY}")) == ("2021-04-06", "byline")
    assert dated(read_source(html(lead=f'<p class="date">{line}</p>'))) == ("2021-04-06", "byline")


def test_a_line_below_a_summary_is_believed_where_it_says_what_it_dates() -> None:
    first, rest = pages.BODY[0], "\n\n".join(pages.BODY[1:])
    for line, day in (("Published April 6,2021", "2021-04-06"), ("6 April 2021", None)):
        assert text_document(f"{TITLE}\n\n{first}\n\n{line}\n\n{rest}").published == day


def test_a_day_of_change_in_another_language_is_no_publication() -> None:
    for language, line, day in (
        ("fr", "Mis à jour le 6 avril 2021", None),
        ("es", "Actualizado 6 abril 2021 10:22", None),
        ("fr", "Publié le 6 avril 2021 à 10h22 - Mis à jour le 7 avril 2021", "2021-04-06"),
    ):
        text = f"{TITLE}\n\n{line}\n\n{FOREIGN[language]}\n\n{FOREIGN[language]}"
        assert text_document(text).published == day


@pytest.mark.parametrize(
    "line",
    [
        "April 6 , 2021",
        "06-Apr-2021",
        "6 Nisan 2021 Salı",
        "- Published Date: 06:09 | 6 April 2021",
    ],
)
def test_days_in_unusual_writing(line: str) -> None:
    assert text_document(f"{TITLE}\n\n{line}\n\n{BODY}").published == "2021-04-06"


def test_a_day_that_is_run_into_a_paragraph_or_closes_the_headline() -> None:
    run_in = f"BY IDA BRANN, 6 APRIL 2021 Geneva — {pages.BODY[0]}"
    assert text_document(f"{TITLE}\n\n{run_in}\n\n{BODY}").published == "2021-04-06"
    text = f"{TITLE} (The Lake Post, 6 April 2021)\n\n{BODY}"
    assert dated(text_document(text)) == ("2021-04-06", "byline")
    assert text_document(f"Remembering the fire ({TITLE[:6]}, 1994)\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("6 April 2021", "2021-04-06"),
        ("Geneva, 6 April 2021", "2021-04-06"),
        ("Office of the Envoy\n\nApril 6 , 2021\n\nShare", "2021-04-06"),
        ("Source link : https://lake.example/a\nPublish date : 2021-04-06 11:55:41", "2021-04-06"),
        ("Last updated: 6 April 2021", None),
        ("Related stories\n\nOther talks\n\n6 April 2021", None),
        ("6 April 2021 - Ida Brann", None),
    ],
)
def test_a_day_that_stands_alone_below_a_notice_is_its_own(foot: str, day: str | None) -> None:
    assert text_document(f"{TITLE}\n\n{BODY}\n\n{foot}").published == day


def test_the_clock_of_a_site_and_the_day_of_a_picture_are_no_publication() -> None:
    clock = f"Wednesday , January 26 2022\nHome / Editorial / {TITLE}\n\n{TITLE}\n\n{BODY}"
    assert text_document(clock).published is None
    picture = "A rally at the old house by the lake on 16 October 2023. Credit: Ida Holm"
    assert text_document(f"{TITLE}\n\n{picture}\n\n{BODY}").published is None


def test_a_dateline_is_believed_before_the_day_above_the_headline() -> None:
    page = f"Thursday, November 21, 2024\n\nThe Lake Post\n\nNews of the lake\n\n{TITLE}\n\n"
    own = f"{page}July 29, 2023 (GENEVA) – {BODY}"
    assert dated(text_document(own)) == ("2023-07-29", "dateline")
    assert dated(text_document(page + BODY)) == ("2024-11-21", "byline")


@pytest.mark.parametrize("label", ["", "URL: ", "Source: ", "Link "])
def test_a_copied_page_has_the_address_beside_its_headline(label: str) -> None:
    line = f"{label}https://www.lake-post.example/2023/12/05/envoys-meet"
    for text in (f"{TITLE}\n{line}\n\n{BODY}", f"{line}\n\n{TITLE}\n\n{BODY}"):
        assert dated(text_document(text)) == ("2023-12-05", "address")
    other = "https://www.lake-post.example/2023/12/06/other"
    assert text_document(f"{TITLE}\n\n{line}\n{other}\n\n{BODY}").address is None
    assert text_document(f"{TITLE}\n\n{BODY}\n\nSee {other}").address is None


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


SENT = "The ministry said on Monday that it had sent a letter to Lima about the ferry."


@pytest.mark.parametrize(
    ("headline", "day"),
    [
        ("Press statement of 8 March 2026", "2026-03-08"),
        ("Briefing by the spokesman, 3 March 2026", "2026-03-03"),
        ("Weekly bulletin, 12 May 2021", "2021-05-12"),
        ("Transcript: the minister on the ferry, 4 June 2024", "2024-06-04"),
        ("Minister regrets statement of 8 March 2026 on ferry", None),
        ("Ferry talks of 3 March 2026 collapse", None),
        ("Ferry talks collapse on 3 March 2026", None),
    ],
)
def test_a_headline_that_says_what_a_paper_is_dates_it(headline: str, day: str | None) -> None:
    assert text_document(f"{headline}\n\n{SENT}\n").published == day


def test_an_hour_at_the_end_of_a_line_ends_no_sentence() -> None:
    text = f"PRESS SERVICE\nMeeting with the media, Friday 4 September 2026, 10 a.m.\n\n{SENT}\n"
    assert text_document(text).published == "2026-09-04"


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        (
            "La Paz, 28 August 2026\n\nPress contact: office 4. Enquiries from 8.30 to 12.30.",
            "2026-08-28",
        ),
        ("The ferry was built on 28 August 2026.\n\nPress contact: office 4, second floor.", None),
    ],
)
def test_a_day_at_the_foot_may_have_a_line_behind_it(foot: str, day: str | None) -> None:
    text = f"Ferry shut\n\n{SENT}\n\n{SENT.replace('Lima', 'La Paz')} Nobody answered.\n\n{foot}\n"
    assert text_document(text).published == day
