"""Files as they turn up: saved pages, forwards, older bundles, halves of signs."""

from __future__ import annotations

import pytest

from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.snapshot import Document
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pieces import pieces

FIRST = "Iran rejected the offer of the United States on Tuesday, officials in Muscat said."
SECOND = "Russia accused Ukraine of attacking a bridge near Kerch, a charge that Ukraine denied."
PAGE = (
    '<html><head><title>Envoys meet</title><meta property="article:published_time" '
    'content="2025-03-05T08:00:00Z"></head><body>{}</body></html>'
)


def documents(data: str | bytes, name: str) -> list[Document]:
    """Return the documents of a file; what is refused is none."""
    data = data.encode() if isinstance(data, str) else data
    found = pieces(SourceBytes(data=data, name=name))
    return [piece.document for piece in found if isinstance(piece, InputPiece)]


def body(document: Document) -> list[str]:
    text = document.snapshot.text
    return [text[z.start : z.end] for z in document.zones if z.kind == "body"]


def test_a_page_saved_by_a_browser_keeps_its_own_day() -> None:
    head = (
        "From: <Saved by Blink>\r\nSubject: Envoys meet\r\nDate: Thu, 6 Mar 2025 10:00:00 -0000\r\n"
    )
    head += "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    (saved,) = documents(head + PAGE.format(f"<p>{FIRST}</p><p>{SECOND}</p>"), "a.mht")
    assert (saved.published, saved.published_from) == ("2025-03-05", "metadata")


def test_a_letter_passed_on_inside_another_is_a_letter() -> None:
    inner = "From: Per <per@x.example>\r\nSubject: talks\r\n"
    inner += f"Date: Thu, 6 Mar 2025 10:00:00 +0000\r\n\r\n{FIRST}"
    outer = (
        "From: Ida <ida@x.example>\r\nSubject: Fwd: talks\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="q"\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\n'
        f"See below.\r\n--q\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--q--\r\n"
    )
    _outer, passed = documents(outer, "a.eml")
    assert (passed.title, passed.published) == ("talks", "2025-03-06")
    assert body(passed) == [FIRST]


def test_an_older_nexis_file_without_labels_of_bodies_is_cut() -> None:
    article = (
        "               {n} of 2 DOCUMENTS\n\n      The Wire\n\n      March {d}, 2025 Wednesday\n\n"
        "Iran rejects offer\n\nBYLINE: Kari Lund\n\nLENGTH: 210 words\n\n{text}\n\n"
        "LOAD-DATE: March 9, 2025\n\n"
    )
    text = article.format(n=1, d=5, text=FIRST) + article.format(n=2, d=6, text=SECOND)
    found = documents(text, "a.txt")
    assert [d.published for d in found] == ["2025-03-05", "2025-03-06"]
    assert [body(d) for d in found] == [[FIRST], [SECOND]]


def test_halves_of_a_sign_in_rich_text_are_one_sign() -> None:
    (rich,) = documents(r"{\rtf1\ansi\uc1 Iran met Oman. \u-10179?\u-8704?}", "a.rtf")
    assert rich.snapshot.text.strip().endswith("\U0001f600")


def test_a_page_for_scripts_shows_what_it_keeps_for_readers_without() -> None:
    inside = f"<noscript><p>{FIRST}</p><p>{SECOND}</p></noscript><div id=app></div>"
    (page,) = documents(PAGE.format(inside), "a.html")
    assert body(page) == [FIRST, SECOND]


def test_a_page_with_words_does_not_show_its_notes_for_readers_without_scripts() -> None:
    note = "<noscript><p>" + "Please turn on scripts to see the film. " * 5 + "</p></noscript>"
    (page,) = documents(PAGE.format(f"<p>{FIRST}</p><p>{SECOND}</p>{note}"), "a.html")
    assert "scripts" not in page.snapshot.text


@pytest.mark.parametrize("frames", ["<frameset><frame src=a><noframes>No frames.</noframes>"])
def test_a_frameset_has_no_text_of_its_own(frames: str) -> None:
    told = list(pieces(SourceBytes(data=f"<html>{frames}</html>".encode(), name="a.html")))
    assert [isinstance(one, UnreadableInput) for one in told] == [True]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.jsonl",
            '{{"title": "T", "published": "2025-03-05", "text": "{a}"}}\n{{"text": "{b}"}}\n',
        ),
        (
            "a.json",
            (
                '{{"items": [{{"title": "T", "date": "2025-03-05", "body": "{a}"}}, '
                '{{"body": "{b}"}}]}}'
            ),
        ),
        ("a.csv", 'Title;Date;Full Text\nT;2025-03-05;"{a}"\n;03/05/2025;"{b}"\n'),
    ],
)
def test_a_table_is_a_report_for_each_row(name: str, text: str) -> None:
    first, second = documents(text.format(a=FIRST, b=SECOND), name)
    assert (first.title, first.published, body(first)) == ("T", "2025-03-05", [FIRST])
    assert (second.title, second.published, body(second)) == (None, None, [SECOND])


def test_what_of_a_table_holds_no_words_is_counted() -> None:
    lines = (
        f'{{"title": "T", "text": "{FIRST}"}}\n{{"title": "no words", "text": ""}}\n{{"text": \n'
    )
    told = list(pieces(SourceBytes(data=lines.encode(), name="a.jsonl")))
    refused = [one for one in told if isinstance(one, UnreadableInput)]
    assert len(told) == 2
    assert "2" in refused[0].findings[0].text


def test_a_table_of_other_things_is_no_table_of_reports() -> None:
    from goodoffices.read.formats.rows import is_rows

    assert not is_rows(b'{"players": [], "options": []}', "a.json")
    assert not is_rows(b"country,year,deaths\nTCD,2020,9\n", "a.csv")
    assert not is_rows(b"{\\rtf1 text}", "a.rtf")
