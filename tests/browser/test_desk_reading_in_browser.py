"""Sources and review in a real browser: single keys, words that are selected, files, and axe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.axe import serious
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case

from goodoffices.desk.visitor import LANGUAGE
from goodoffices.desk.work import Tell


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    path = tmp_path_factory.mktemp("desk-reading") / "case"
    shipped_case(path)
    with served(path, by="MK") as one:
        yield one


def pages(desk: ServedDesk) -> list[str]:
    """Return an address of each kind of page about what was read."""
    dossier = desk.bench.material().dossier
    source = dossier.documents[0].id
    return [
        "/",
        "/review",
        f"/sources/{source}/words?start=60&end=100",
        "/sources/add",
        "/search?q=mediate",
        "/timeline",
        "/people",
        "/positions",
        "/check",
        "/progress",
        f"/progress/{at_work(desk)}?still=1",
        desk.work("/sources/add", {"text": "The minister said that the talks would go on."}),
    ]


def at_work(desk: ServedDesk) -> str:
    """Begin a piece of work that goes on until it is stopped."""

    def goes_on(tell: Tell) -> None:
        while True:
            tell(1, 3, "report.txt")
            time.sleep(0.05)

    return desk.works.begin("at work", "Reading 3 pages", "/sources", goes_on).id


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1280, "light", "en"), (390, "dark", "fa")]
)
def test_axe_finds_nothing_serious_in_what_was_read(
    browser: Browser, desk: ServedDesk, width: int, scheme: str, language: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 850},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    cookie = {"name": LANGUAGE, "value": language, "url": f"http://{desk.host}"}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(desk.address)
    found = {}
    for path in pages(desk):
        answer = page.goto(f"http://{desk.host}{path}")
        assert answer is not None
        assert answer.ok, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found[path] = serious(page)
    desk.works.stop(at_work(desk))
    page.goto(f"http://{desk.host}/sources/add")
    page.locator("#text").fill("The minister said so.")
    page.locator("#d2").fill("March")
    with page.expect_navigation():
        page.locator("form:has(#text) button").click()
    assert page.locator("#text").input_value() == "The minister said so."
    found["refused"] = serious(page)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


@pytest.fixture
def page(browser: Browser, desk: ServedDesk) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    told: list[str] = []
    one = context.new_page()
    one.on("console", lambda message: told.append(message.text))
    one.on("pageerror", lambda error: told.append(str(error)))
    one.goto(desk.address)
    yield one
    context.close()
    assert told == []


def current(page: Page) -> str:
    return str(page.locator("input[name=claim]").get_attribute("value"))


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_single_keys_decide_go_on_and_take_back(desk: ServedDesk, page: Page) -> None:
    page.goto(f"http://{desk.host}/review?kind=event")
    first = current(page)
    press(page, "a")
    second = current(page)
    press(page, "r")
    dossier = desk.bench.material().dossier
    assert [dossier.claim(one).status for one in (first, second)] == ["accepted", "rejected"]  # type: ignore[union-attr]
    press(page, "z")
    press(page, "z")
    dossier = desk.bench.material().dossier
    assert {dossier.claim(one).status for one in (first, second)} == {"unreviewed"}  # type: ignore[union-attr]
    press(page, "j")
    assert current(page) != first
    page.keyboard.press("/")
    page.keyboard.type("ar")  # what is written in a field decides nothing
    assert page.locator("#q").input_value() == "ar"
    page.goto(f"http://{desk.host}/review?kind=event")
    page.get_by_label("Single keys act").uncheck()
    page.keyboard.press("a")
    assert current(page) == first
    page.get_by_label("Single keys act").check()


def test_selected_words_lead_to_what_rests_on_them_and_become_a_claim(
    desk: ServedDesk, page: Page
) -> None:
    document = desk.bench.material().dossier.documents[0]
    page.goto(f"http://{desk.host}/sources/{document.id}")
    page.evaluate(
        """() => {
          const at = document.querySelectorAll("article.source [data-start]")[2];
          const mark = at.querySelector("mark");
          const range = document.createRange();
          range.setStart(mark.firstChild.firstChild ?? mark.firstChild, 2);
          range.setEndAfter(at.lastChild);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    bar = page.locator("[data-selected]")
    expect(bar).to_be_visible()
    chosen = page.evaluate("getSelection().toString()")
    with page.expect_navigation():
        bar.get_by_role("link").click()
    lit = page.locator(".big-evidence mark.now").inner_text()
    assert " ".join(lit.split()) == " ".join(chosen.split())
    with page.expect_navigation():
        page.get_by_role("button", name="It is a statement").click()
    made = desk.bench.material().dossier.claim(page.url.rsplit("/", 1)[1])
    assert made is not None
    assert " ".join(made.spans[0].exact.split()) == " ".join(chosen.split())


def test_files_that_are_chosen_are_read_and_told(
    desk: ServedDesk, page: Page, tmp_path: Path
) -> None:
    report = tmp_path / "port.txt"
    report.write_text("Iran's minister said that the port would open in May 2025.\n", "utf-8")
    page.goto(f"http://{desk.host}/sources/add")
    page.locator("#files").set_input_files(report)
    with page.expect_navigation():
        page.get_by_role("button", name="Read these files").click()
    page.wait_for_url("**/sources/added/*", timeout=60_000)
    expect(page.get_by_role("heading", name="1 page was added")).to_be_visible()
