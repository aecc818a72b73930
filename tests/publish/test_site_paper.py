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
from goodoffices.publish import layout, paper
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


def test_documents_say_what_the_site_says_now_and_hold_no_reply(site) -> None:
    first = kept(site)
    assert paper.forms(first, read_settings(site), site, kept(site)) == []
    layout.write_record(site, first)
    build(site)
    folder = layout.brief_folder(site, SLUG)
    assert f"{SLUG}.pdf" in (folder / "index.html").read_text("utf-8")
    documents = {n: text for n, text in read_out(site) if n.endswith((".pdf", ".docx"))}
    assert len(documents) == 2
    name = read_settings(site).name
    for text in documents.values():
        assert name in text
        assert "canaryword" not in text
    assert "canaryword" in (folder / "index.html").read_text("utf-8")
    assert paper.renew(site) == 0
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace(name, "The Millrace", 1), "utf-8")
    told = []
    assert paper.renew(site, lambda done, of: told.append((done, of))) == 1
    assert told == [(1, 1)]
    for file, text in read_out(site):
        if file.endswith((".pdf", ".docx")):
            assert "The Millrace" in text
    assert paper.renew(site) == 0


def test_without_what_makes_them_the_page_leads_to_none(site, monkeypatch) -> None:
    own = kept(site)
    needs.cache_clear()
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "weasyprint", None)
        found = paper.forms(own, read_settings(site), site, None)
    assert [one.code for one in found] == ["GO615"]
    layout.write_record(site, own)
    build(site)
    page = (layout.brief_folder(site, SLUG) / "index.html").read_text("utf-8")
    assert ".pdf" not in page
    assert ".docx" not in page
