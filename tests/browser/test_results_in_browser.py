"""What follows, in a real browser: from the overview to the words behind an outcome and back."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.axe import serious
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case

from goodoffices.case import file as casefile

TRIED = "/packages?i.nuclear=capped&i.proxies=unchanged&i.sanctions=phased"

PAGES = (
    "/outcomes?judgement=us:4&way=drop",
    "/outcomes/S90",
    TRIED,
    "/levers?to=S68&cost=2",
    "/stress?n=60&seed=1",
    "/advice",
    "/brief",
    "/convene",
    "/progress",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("results-browser") / "case"
    shipped_case(folder)
    with served(folder, by="MK") as one:
        begun = one.post("/stress", {"n": "60", "seed": "1"}).headers["location"]
        while json.loads(one.get(f"{begun}.json").text)["state"] == "running":
            pass
        yield one


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1280, "light", "en"), (390, "dark", "fa")]
)
def test_axe_finds_nothing_serious_on_the_results(
    browser: Browser, desk: ServedDesk, width: int, scheme: str, language: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 850},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(desk.address)
    page.locator(f'button[name="language"][value="{language}"]').click()
    found = {}
    for path in PAGES:
        page.goto(f"http://{desk.host}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found[path] = serious(page)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Focus a link by its name, and press Enter."""
    page.get_by_role("link", name=name).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_overview_to_the_words_behind_an_outcome_and_back(
    browser: Browser, desk: ServedDesk
) -> None:
    context = browser.new_context(java_script_enabled=False)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(desk.address)
    page.locator('.tabs a[href="/outcomes"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("table.states").get_by_role("link", name="Limits for relief, mediated").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/outcomes/S90")
    outcome = page.url
    page.locator("dl.whys a.chip").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/claims/" in page.url
    follow(page, re.compile("see it in its source|source", re.IGNORECASE))
    assert "/sources" in page.url
    while page.url != outcome:
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Limits for relief, mediated")

    page.goto(f"http://{desk.host}{TRIED}")
    for _step in range(3):
        better = page.get_by_role("link", name=re.compile("^Try it"))
        if not better.count():
            break
        better.first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator("#weighed")).to_contain_text("nobody can gain without another losing")
    page.get_by_label("No limits").check()
    page.get_by_role("button", name="Weigh it").click()
    assert "i.nuclear=unlimited" in page.url

    page.goto(f"http://{desk.host}/advice")
    form = page.locator("#questions form").first
    form.get_by_label("because").fill("told us on 3 March")
    form.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("status")).to_contain_text("Written into the case")
    case = casefile.load(desk.bench.folder)
    answer, basis = case.mediators[0].consent["us"]
    assert (answer, basis.judged, basis.reason) == ("yes", "MK", "told us on 3 March")
    assert all(url.startswith(f"http://{desk.host}/") for url in asked)
    context.close()


def test_long_work_is_followed_and_stopped_without_script(
    browser: Browser, desk: ServedDesk
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.address)
    page.goto(f"http://{desk.host}/stress")
    page.get_by_label("Variations").fill("90000")
    page.get_by_role("button", name="Count them").click()
    assert "/progress/" in page.url
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("heading", name="Stopped")).to_be_visible()
    context.close()


def test_with_script_long_work_leads_to_what_came_of_it(browser: Browser, desk: ServedDesk) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.address)
    page.goto(f"http://{desk.host}/stress")
    page.get_by_label("Variations").fill("400")
    page.get_by_role("button", name="Count them").click()
    page.wait_for_url("**/stress?n=400**", timeout=240_000)
    expect(page.locator("svg.shares")).to_be_visible()
    context.close()


def test_work_that_was_done_before_its_page_came_leads_on_unless_held(
    browser: Browser, desk: ServedDesk
) -> None:
    piece = desk.works.begin("at once", "Count", "/levers", lambda _tell: 1)
    while piece.going:
        time.sleep(0.01)
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.address)
    page.goto(f"http://{desk.host}/progress/{piece.id}?still=1")
    expect(page.get_by_role("link", name="See what came of it")).to_be_visible()
    assert "/progress/" in page.url
    page.goto(f"http://{desk.host}/progress/{piece.id}")
    page.wait_for_url("**/levers", timeout=60_000)
    context.close()


def test_the_graph_is_walked_by_keyboard_and_is_a_list_on_a_phone(
    browser: Browser, desk: ServedDesk
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(desk.address)
    page.goto(f"http://{desk.host}/outcomes")
    node = page.locator('svg.graph a[href="/outcomes/S90"]')
    node.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/outcomes/S90")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"http://{desk.host}/outcomes")
    expect(page.locator("svg.graph")).to_be_hidden()
    expect(page.locator("ol.moves > li").first).to_be_visible()
    context.close()
