"""A published site in a real browser: axe on every kind of page, two languages, light and dark."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.axe import serious_or_too_wide
from tests.publish.many_briefs import reply
from tests.publish.site_world import LET_OUT, SLUG, copied, edited, published, settled, shipped

from goodoffices.publish import layout, publishing
from goodoffices.publish.build import build


@dataclass
class ServedSite:
    """A site behind a plain server of files."""

    address: str
    paths: list[str]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Publish the shipped case in two languages, corrected once, with replies; serve it."""
    folder = tmp_path_factory.mktemp("site-browser")
    case, site = shipped(folder / "case"), folder / "site"
    patch = pytest.MonkeyPatch()
    patch.setattr(publishing, "VARIATIONS", 50)
    settled(site, "replies: /reply/\n")
    published(case, site)
    published(case, site, replace(LET_OUT, language="fa"))
    own = copied(case, folder / "own")
    old = "that: not us.press, judged: GO, because: relief"
    edited(own, old, old.replace("not us", "us"))
    (own / "publish.yaml").write_text("topics: [Iran, ایران]\n", "utf-8")
    published(own, site, replace(LET_OUT, correction="It was upside down."))
    sentence = layout.sentences(site, SLUG)[0].id
    replies = [reply(SLUG, n) for n in range(4)]
    object.__setattr__(replies[0], "point", sentence)
    replies += [reply(SLUG, n, "Long. " * 3000) for n in range(4, 10)]
    layout.write_replies(site, SLUG, replies)
    whole = site.joinpath("site.yaml").read_text("utf-8")
    (site / "site.yaml").write_text(whole, "utf-8")
    build(site)
    persian = folder / "fa"
    settled(persian, "replies: /reply/\n")
    text = (persian / "site.yaml").read_text("utf-8").replace("[en, fa]", "[fa]")
    (persian / "site.yaml").write_text(text.replace("The Weir", "گزارش‌ها"), "utf-8")
    published(case, persian)
    publishing.withdraw(persian, SLUG, "The report was invented.")
    patch.undo()
    paths = [f"site/{p}" for p in kinds(site)] + [f"fa/{p}" for p in kinds(persian)]
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ServedSite(f"http://127.0.0.1:{server.server_port}/", paths)
    server.shutdown()
    server.server_close()


def kinds(site: Path) -> list[str]:
    """Return the address of each kind of page that a site has."""
    known = ["", "archive/", "archive/2026/", "authors/", "authors/go/", "topics/", "topics/iran/"]
    known += ["corrections/", f"briefs/{SLUG}/", f"briefs/{SLUG}-fa/", f"briefs/{SLUG}/v1/"]
    known += [f"briefs/{SLUG}/changes/2/", f"briefs/{SLUG}/replies/2/"]
    return [path for path in known if (site / path / "index.html").is_file()]


def test_axe_finds_nothing_serious_and_nothing_overflows(
    browser: Browser, site: ServedSite
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    found = {}
    assert len(site.paths) >= 20
    for path in site.paths:
        page.goto(site.address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found[path] = serious_or_too_wide(page, [(1280, "light"), (390, "dark")])
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_page_is_dressed_and_asks_nobody_else_with_script_and_without(
    browser: Browser, site: ServedSite, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(f"{site.address}site/briefs/{SLUG}/")
    assert page.locator("h1").is_visible()
    page.locator("summary", has_text="Every outcome").click()
    assert page.locator("#outcomes").is_visible()
    page.locator("a.ref").first.click()
    assert "#c-" in page.url
    page.get_by_role("link", name="View all posts by GO").click()
    page.wait_for_url("**/authors/go/")
    page.get_by_role("link", name="Russia’s offer").first.click()
    page.wait_for_url(f"**/briefs/{SLUG}*/")
    context.close()
    assert {url.split("/")[2] for url in asked} == {site.address.split("/")[2]}
    assert [said for said in complaints if "favicon" not in said and "404" not in said] == []
    assert json.dumps(asked)
