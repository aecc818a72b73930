"""A brief as PDF and for Word: made once, and anew when its site is called otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from tests.publish.many_briefs import reply, written
from tests.publish.site_world import read_out
from tests.publish.test_site_valid import record

from goodoffices.base.needs import needs
from goodoffices.publish import layout, pages, paper, publishing
from goodoffices.publish.build import build
from goodoffices.publish.settings import read_settings

SLUG = "brief-0001"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two briefs of which one has replies and no document yet."""
    site = tmp_path / "site"
    written(site, record(), 2, 0)
    layout.write_replies(site, SLUG, [reply(SLUG, 1, "A canaryword of a reader.")])
    return site


def kept(site: Path) -> dict[str, Any]:
    found = layout.record(site, SLUG)
    assert found is not None
    return found


def documents(site: Path) -> dict[str, str]:
    """Return what can be read in each document of a site."""
    return {n: text for n, text in read_out(site) if n.endswith((".pdf", ".docx"))}


def page_of(site: Path, slug: str = SLUG) -> str:
    return (layout.brief_folder(site, slug) / "index.html").read_text("utf-8")


def test_documents_say_what_the_site_says_now_and_hold_no_reply(site) -> None:
    build(site)
    assert ".pdf" not in page_of(site)
    assert paper.renew(site, SLUG) == (1, [])
    assert f"{SLUG}.pdf" in page_of(site)
    assert len(documents(site)) == 2
    name = read_settings(site).name
    for text in documents(site).values():
        assert name in text
        assert "canaryword" not in text
    assert "canaryword" in page_of(site)
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace(name, "The Millrace", 1), "utf-8")
    told = []
    assert paper.renew(site, SLUG, lambda done, of: told.append((done, of))) == (1, [])
    assert told == [(0, 1)]
    assert all("The Millrace" in text for text in documents(site).values())


def test_documents_are_made_again_only_where_they_would_show_another(site, monkeypatch) -> None:
    """Neither the program's version nor replies show in them; words, rules and notes do."""
    made = []

    def told(page: str) -> dict[str, bytes]:
        made.append(page)
        return {"pdf": b"%PDF", "docx": b"PK"}

    monkeypatch.setattr(paper, "_made", told)
    build(site)
    assert paper.renew(site)[0] == len(made) == 2
    for module in (paper, pages):
        monkeypatch.setattr(module, "__version__", "9.9.9")
    pages._environment.cache_clear()
    layout.write_replies(site, SLUG, [reply(SLUG, 2, "Another.")])
    build(site)
    assert "Good Offices 9.9.9" in page_of(site)
    assert paper.renew(site)[0] == 0
    assert f"{SLUG}.pdf" in page_of(site)
    (layout.brief_folder(site, SLUG) / f"{SLUG}.pdf").unlink()
    assert paper.renew(site)[0] == 1
    with monkeypatch.context() as look:
        look.setattr(pages, "stylesheet", lambda: "p { color: red }\n")
        assert paper.renew(site)[0] == 2
    pages._environment.cache_clear()


def test_a_page_leads_to_no_document_of_what_the_brief_said_before(site, monkeypatch) -> None:
    monkeypatch.setattr(paper, "_made", lambda _page: {"pdf": b"%PDF", "docx": b"PK"})
    build(site)
    paper.renew(site, SLUG)
    publishing.withdraw(site, SLUG, "The report was invented.")
    assert ".pdf" not in page_of(site)
    assert paper.renew(site, SLUG)[0] == 1
    assert f"{SLUG}.pdf" in page_of(site)


def test_documents_of_what_was_published_otherwise_meanwhile_are_not_kept(
    site, monkeypatch
) -> None:
    def meanwhile(_page: str) -> dict[str, bytes]:
        layout.write_record(site, kept(site) | {"headline": "Another"})
        return {"pdf": b"%PDF", "docx": b"PK"}

    monkeypatch.setattr(paper, "_made", meanwhile)
    build(site)
    paper.renew(site, SLUG)
    assert kept(site)["headline"] == "Another"
    assert not kept(site)["forms"]
    assert documents(site) == {}


def test_without_what_makes_them_the_page_leads_to_none(site, monkeypatch) -> None:
    build(site)
    needs.cache_clear()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "typst", None)
        count, found = paper.renew(site, SLUG)
    assert count == 0
    assert [one.code for one in found] == ["GO615"]
    assert ".pdf" not in page_of(site)
    assert ".docx" not in page_of(site)


def test_a_document_without_a_structure_for_readers_of_screens_is_told(site, monkeypatch) -> None:
    monkeypatch.setattr("goodoffices.brief.paper.as_it_is", lambda _page: b"%PDF-1.7")
    count, found = paper.renew(site, SLUG)
    assert (count, [(one.code, one.severity) for one in found]) == (1, [("GO347", "note")])
    assert f"{SLUG}.pdf" in found[0].text


def test_each_reply_leads_to_the_form_of_an_answer_to_it(site) -> None:
    build(site)
    assert "?to=" not in page_of(site)
    settings = site / "site.yaml"
    settings.write_text(f"replies: /reply/\n{settings.read_text('utf-8')}", "utf-8")
    build(site)
    assert f'href="/reply/{SLUG}?to={layout.read_replies(site, SLUG)[0].id}"' in page_of(site)
    publishing.withdraw(site, SLUG, "The report was invented.")
    assert "?to=" not in page_of(site)
