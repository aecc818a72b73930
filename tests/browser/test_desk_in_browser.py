"""The desk in a real browser: the first walk by keyboard, without script, and what axe finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.axe import serious_or_too_wide
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case

from goodoffices.case import file as casefile
from goodoffices.evidence.store import DossierStore


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk-browser") / "case"
    shipped_case(path)
    return path


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[ServedDesk]:
    with served(folder, by="") as one:
        yield one


def pages(desk: ServedDesk) -> list[str]:
    """Return an address of each kind of page."""
    dossier = desk.bench.material().dossier
    label = json.loads(desk.get("/outcomes.json").text)[0]["label"]
    claim, source = dossier.statements[0].id, dossier.documents[0].id
    return [
        "/",
        "/sources",
        f"/sources/{source}",
        "/claims",
        f"/claims/{claim}",
        "/case",
        "/case/at/parties/iran",
        "/case/at/parties/iran/worth",
        "/case/at/parties/iran/worth/issues/nuclear",
        "/case/at/parties/iran/prefers/1",
        "/case/at/issues/nuclear",
        "/case/at/packages/nuclear-only",
        "/case/at/advice/ripeness/iran/way_out",
        "/case/add/parties/iran/pairs",
        "/case/if/parties/iran/prefers/1?by=up",
        "/outcomes",
        f"/outcomes/{label}",
    ]


def test_axe_finds_nothing_serious_and_nothing_overflows(
    browser: Browser, desk: ServedDesk
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(desk.address)
    found = {}
    for path in pages(desk):
        page.goto(f"http://{desk.host}{path}")
        found[path] = serious_or_too_wide(page, [(1280, "light"), (390, "dark")])
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_first_walk_by_keyboard_without_script(
    browser: Browser, desk: ServedDesk, folder: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(desk.address)
    assert "key=" not in page.url
    page.get_by_label("Your initials").focus()
    page.keyboard.type("MK")
    enter(page)
    page.get_by_role("link", name="Review these").focus()
    enter(page)
    first = page.locator("input[name=claim]").get_attribute("value")
    page.get_by_role("button", name="Accept").focus()
    enter(page)
    assert page.locator("input[name=claim]").get_attribute("value") != first
    with DossierStore(folder) as store:
        (decision,) = store.decisions()
    assert (decision.claim, decision.status, decision.by) == (first, "accepted", "MK")
    before = [p.source for p in casefile.load(folder).parties[0].prefers]
    page.get_by_role("link", name="The case").focus()
    enter(page)
    page.get_by_role("navigation").get_by_role("link", name="United States").focus()
    enter(page)
    page.get_by_role("link", name="What if it stood higher?").first.focus()
    enter(page)
    assert "nothing is kept" in page.content()
    assert [p.source for p in casefile.load(folder).parties[0].prefers] == before
    page.get_by_role("button", name="Move up").nth(1).focus()
    enter(page)
    after = [p.source for p in casefile.load(folder).parties[0].prefers]
    assert after == [before[1], before[0], *before[2:]]
    context.close()
    assert all(url.startswith(f"http://{desk.host}/") for url in asked)
