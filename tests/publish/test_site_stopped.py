"""A build that is killed: no half page is ever served, no list leads to what is not there."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.many_briefs import written
from tests.publish.site_world import LET_OUT, SLUG, every_file, published, settled, shipped
from tests.publish.test_site_valid import record

from goodoffices.publish import build as building
from goodoffices.publish import layout, publishing
from goodoffices.publish.build import build
from goodoffices.publish.check import dead_links

BRIEFS, KILLS = 12, 8


def killed_after(work: Callable[[], object], seconds: float) -> bool:
    """Work in a process of its own and kill it after a while; tell whether it was still at it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def faults(site: Path) -> list[str]:
    """Return pages that are not whole, and links of lists that lead to nothing."""
    pages = list(site.rglob("*.html"))
    found = [str(p) for p in pages if not p.read_text("utf-8").rstrip().endswith("</html>")]
    lists = [p for p in pages if "briefs" not in p.parts]
    told = dead_links(site, lists)
    return found + [one.text for one in told if "briefs/" in one.text]


def test_a_build_that_is_killed_serves_no_half_page_and_the_next_ends_it(tmp_path) -> None:
    whole = tmp_path / "whole"
    written(whole, record(), BRIEFS, 2)
    begun = time.perf_counter()
    build(whole)
    took = time.perf_counter() - begun
    chance = random.Random(16)
    amid = 0
    for number in range(KILLS):
        site = tmp_path / f"site-{number}"
        written(site, record(), BRIEFS, 2)
        amid += killed_after(lambda site=site: build(site), took * chance.uniform(0.05, 0.9))
        assert faults(site) == []
        build(site)
        left = {name: data for name, data in every_file(site).items() if ".part" not in name}
        wanted = every_file(whole)
        assert {n for n in wanted if n != "briefs/index.json" and left[n] != wanted[n]} == set()
    assert amid >= 2


def test_publishing_that_is_killed_leaves_the_old_brief_or_the_new_one(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(publishing, "VARIATIONS", 5)
    case, site = shipped(tmp_path / "case"), tmp_path / "site"
    settled(site)
    published(case, site)
    (case / "publish.yaml").write_text("headline: Another\n")
    ask = replace(LET_OUT, update="Shorter.")
    begun = time.perf_counter()
    publishing.checked(case, site, ask)
    took = time.perf_counter() - begun
    before = layout.record(site, SLUG)
    for share in (0.6, 1.0, 1.4):
        killed_after(lambda: published(case, site, ask), took * share)
        assert faults(site) == []
        now = layout.record(site, SLUG)
        assert now is not None
        assert now == before or now["headline"] == "Another"
    if layout.record(site, SLUG) == before:
        published(case, site, ask)
    build(site)
    page = layout.brief_folder(site, SLUG) / "index.html"
    assert "Another" in page.read_text("utf-8")
    assert dead_links(site, site.rglob("*.html")) == []


def test_a_write_in_place_would_be_found(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted fault: a page written where it is served, and lists before the briefs."""
    site = tmp_path / "site"
    written(site, record(), 3, 0)
    build(site)
    page = site / "briefs" / "brief-0001" / "index.html"
    page.write_bytes(page.read_bytes()[:2000])
    assert faults(site) == [str(page)]
    other = tmp_path / "other"
    written(other, record(), 3, 0)
    monkeypatch.setattr(building.Builder, "brief", lambda *_given: None)
    build(other)
    assert faults(other)


def test_what_was_left_half_written_is_taken_away_once_it_is_old(tmp_path) -> None:
    site = tmp_path / "site"
    written(site, record(), 1, 0)
    for name, age in ((".index.html.1.part", 2 * building.LEFT_OVER), (".index.html.2.part", 0)):
        (site / name).write_text("<!doctype")
        past = time.time() - age
        os.utime(site / name, (past, past))
    build(site)
    assert [path.name for path in site.glob(".*.part")] == [".index.html.2.part"]
