"""The report of a page: what trafilatura keeps, block by block, and what is told where it fails."""

from __future__ import annotations

import pages
import pytest

from goodoffices import read
from goodoffices.evidence.snapshot import CLAIM_ZONES
from goodoffices.read.formats.page import read_source


def claims(page: str) -> list[str]:
    document = read_source(page.encode(), "page.html")
    text = document.snapshot.text
    return [text[z.start : z.end] for z in document.zones if z.kind in CLAIM_ZONES]


def page_of(wrapper: str) -> str:
    body = "".join(f"<div><p>{words}</p></div>" for words in pages.BODY)
    return f'<html><body><main><h1>{pages.TITLE}</h1><div class="{wrapper}">{body}</div></main>'


@pytest.mark.parametrize(
    "wrapper",
    [
        "elementor-widget-container",
        "l-sidebar-fixed",
        "modal-enabled",
        "non-ad-column",
        "pagination-first",
        "author-ida-brann",
        "share-wrapper",
        "has-newsletter",
        "print-area",
    ],
)
def test_one_word_of_a_class_does_not_rule_what_most_of_the_prose_lies_in(wrapper: str) -> None:
    assert claims(page_of(wrapper))[-len(pages.BODY) :] == list(pages.BODY)


def test_columns_of_one_make_are_all_of_the_report() -> None:
    column = '<div class="grid"><div class="chunk">{}</div></div>'
    paragraphs = [f"<p>{words}</p>" for words in pages.BODY]
    teaser = '<div class="teasers"><a href="/x">Ten years of talks at the lake</a></div>'
    columns = teaser.join(column.format(p * 2) for p in paragraphs)
    found = claims(f"<html><body><article><h1>{pages.TITLE}</h1>{columns}</article>")
    assert set(pages.BODY) <= set(found)
    assert not any("Ten years" in words for words in found)


def test_what_a_page_builder_cuts_into_widgets_is_all_of_the_report() -> None:
    widget = '<div class="widget widget-{}"><div class="widget-container">{}</div></div>'
    paragraphs = [f"<p>{words}</p>" for words in pages.BODY]
    parts = [widget.format("content", paragraphs[0] * 3)]
    parts.append(widget.format("posts", "<h4>More</h4><p class='teaser'>Fog stops the regatta</p>"))
    parts.append(widget.format("text", "".join(paragraphs[1:])))
    parts.append(widget.format("share", "Share this: <a href='#'>Facebook</a>"))
    found = claims(f"<html><body><h1>{pages.TITLE}</h1>{''.join(parts)}</body></html>")
    assert set(pages.BODY) <= set(found)
    assert not any("regatta" in words or "Share" in words for words in found)


def test_marks_of_the_page_itself_do_no_harm() -> None:
    braille = page_of("text").replace("Geneva", "Geneva ⠓⠊")
    assert any("⠓⠊" in words for words in claims(braille))


def test_scripts_are_no_tags() -> None:
    script = (
        "<script>for(i=0;i<n;i++){" + "a = 1 ; " * 1200 + "}" + "if(a<b){}" * 400_000 + "</script>"
    )
    assert claims(page_of("text").replace("<main>", f"{script}<main>"))


def test_where_trafilatura_fails_our_own_rules_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    assert set(pages.BODY) <= set(claims(page_of("text")))


def test_a_page_whose_report_is_lost_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_a, **_k: None)
    long = " ".join(pages.BODY)
    page = f"<html><body><form><p>{long}</p><p>{long}</p></form><p>Iran met Oman on Monday.</p>"
    found = read.read_bytes(page.encode(), "page.html").findings
    assert [f.code for f in found if f.code == "GO160"] == ["GO160"]
    whole = read.read_bytes(page_of("text").encode(), "page.html").findings
    assert not [f.code for f in whole if f.code == "GO160"]


def test_characters_that_could_not_be_told_are_told() -> None:
    found = read.read_bytes("Iran met Oman in Café Vell".encode() + b"\xff on Monday.").findings
    assert [f.code for f in found if f.code == "GO160"] == ["GO160"]


def test_a_table_that_claims_a_million_cells_is_no_reason_to_wait() -> None:
    cell = "<tr><td colspan=1000 rowspan=1000>Iran met Oman on Monday</td></tr>"
    page = f"<html><body><p>{pages.BODY[0]}</p><table>{cell * 300}</table>"
    assert pages.BODY[0] in read_source(page.encode(), "page.html").snapshot.text
