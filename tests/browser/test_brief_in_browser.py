"""The brief in a real browser: from a claim to its words and back, by mouse and by keyboard."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.brief import brief_sample as sample
from tests.browser.axe import serious_or_too_wide
from tests.browser.conftest import Watched

from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.asking import rested_on

LIT = """() => {
  const probe = document.createElement('mark');
  document.querySelector('.para p').append(probe);
  const plain = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const target = document.querySelector(':target');
  const lit = getComputedStyle(target).backgroundColor;
  const own = target.id;
  return {id: own, lit, plain, words: [...document.getElementsByClassName(own)].map(
    e => [e.textContent, getComputedStyle(e).backgroundColor])};
}"""


def read(path: Path) -> Dossier:
    with DossierStore(path.parent.parent) as store:
        return store.dossier()


def unfold(page: Page) -> None:
    """Open what the annex folds, as somebody does who looks through all of it."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def test_a_claim_opens_its_own_words_and_the_words_lead_back(
    watched: Watched, demo_brief: Path
) -> None:
    dossier = read(demo_brief)
    page = watched.open(demo_brief)
    direct = next(s for s in dossier.statements if s.kind == "direct")
    page.locator(f".words a[href='#w-{direct.id}']").click()  # from the two pages into the annex
    assert page.locator(f"#w-{direct.id}").is_visible()
    page.go_back()
    page.evaluate("id => { location.hash = id }", f"c-{direct.id}")  # and it unfolds by itself
    page.click(f"#c-{direct.id} a[href='#w-{direct.id}']")
    seen = page.evaluate(LIT)
    assert "".join(words for words, _colour in seen["words"]) == direct.spans[0].exact
    assert seen["lit"] != seen["plain"]
    assert {colour for _words, colour in seen["words"]} == {seen["lit"]}
    assert page.evaluate(
        "r => { const b = document.querySelector(':target').getBoundingClientRect();"
        "return b.top >= 0 && b.bottom <= innerHeight }"
    )
    page.click(f".rests a[href='#c-{direct.id}']")
    assert page.evaluate("location.hash") == f"#c-{direct.id}"
    page.go_back()
    assert page.evaluate("document.querySelector(':target').id") == f"w-{direct.id}"
    assert watched.complaints == []


def test_every_statement_and_event_of_the_demo_opens_exactly_its_words(
    watched: Watched, demo_brief: Path
) -> None:
    page = watched.open(demo_brief)
    told = read(demo_brief).counted(rested_on(demo_brief.parents[1]))
    assert len(told.statements) > 5
    for claim in (*told.statements, *told.events):
        page.evaluate("id => { location.hash = id }", f"w-{claim.id}")
        seen = page.evaluate(LIT)
        exact = [span.exact for span in sorted(claim.spans, key=lambda span: span.start)]
        assert "".join(words for words, _colour in seen["words"]) == "".join(exact)
        assert {colour for _words, colour in seen["words"]} == {seen["lit"]} != {seen["plain"]}


def test_a_claim_that_crosses_others_lights_up_whole(watched: Watched, sample_brief: Path) -> None:
    page = watched.open(sample_brief)
    crossing = sample.dossier().relations[0]
    unfold(page)
    page.click(f"#c-{crossing.id} a[href='#w-{crossing.id}']")
    seen = page.evaluate(LIT)
    assert len(seen["words"]) > 1
    assert "".join(words for words, _colour in seen["words"]) == crossing.spans[0].exact
    assert {colour for _words, colour in seen["words"]} == {seen["lit"]}


def test_the_page_works_without_script(browser: Browser, demo_brief: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    direct = next(s for s in read(demo_brief).statements if s.kind == "direct")
    page.goto(f"{demo_brief.resolve().as_uri()}#c-{direct.id}")
    page.click(f"#c-{direct.id} a[href='#w-{direct.id}']")
    assert page.url.endswith(f"#w-{direct.id}")
    assert page.locator(f"#w-{direct.id}").inner_text() == direct.spans[0].exact
    context.close()


def test_no_request_leaves_and_nothing_is_complained_of(
    watched: Watched, demo_brief: Path, sample_brief: Path
) -> None:
    for path in (demo_brief, sample_brief):
        watched.open(path).wait_for_load_state("networkidle")
    assert [url for url in watched.asked if not url.startswith("file:")] == []
    assert len(watched.asked) == 2
    assert watched.complaints == []


def test_the_reason_for_a_cell_of_the_table_is_one_step_away(
    watched: Watched, demo_brief: Path
) -> None:
    page = watched.open(demo_brief)
    unfold(page)
    page.evaluate("document.querySelectorAll('details.why').forEach(d => d.open = false)")
    page.locator("table.states td.senses a").first.click()
    assert page.locator("details:target dl").is_visible()
    assert page.locator("details:target dd").first.inner_text()


def test_the_keyboard_reaches_the_figures(watched: Watched, demo_brief: Path) -> None:
    page = watched.open(demo_brief)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    unfold(page)
    wanted, reached = {"graph", "timeline", "A", "SUMMARY"}, set()
    for _press in range(400):
        if wanted <= reached:
            break
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(e => (e.closest('svg')?.classList[0] ?? e.tagName) )(document.activeElement)"
            )
        )
    assert wanted <= reached
    node = page.locator("svg.graph a").nth(1)
    width = "e => getComputedStyle(e).strokeWidth"
    plain = node.locator(".box").evaluate(width)
    node.focus()
    focused = node.locator(".box").evaluate(width)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == node.get_attribute("href")
    assert float(focused.removesuffix("px")) > float(plain.removesuffix("px"))


@pytest.mark.parametrize("made", ["demo_brief", "sample_brief"])
def test_axe_finds_nothing_serious_by_day_and_by_night(
    browser: Browser, request: pytest.FixtureRequest, made: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(request.getfixturevalue(made).resolve().as_uri())
    unfold(page)
    found = serious_or_too_wide(page, [(1280, "light"), (1280, "dark")])
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [360, 390, 820, 1280])
def test_nothing_overflows_the_page(browser: Browser, demo_brief: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(demo_brief.resolve().as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_it_prints_with_every_reason_open(watched: Watched, demo_brief: Path) -> None:
    page = watched.open(demo_brief)
    page.emulate_media(media="print")
    # The medium's rules take a frame to reach what lies folded; a page that leaves it folded fails.
    # The page's policy forbids what a wait inside it would need, so it is asked from outside.
    shown = (
        "[...document.querySelectorAll('details dl, details ul:not(.narrow-only, .narrow-only *)')]"
        ".every(e => e.checkVisibility({contentVisibilityAuto: true}))"
    )
    end = time.monotonic() + 60
    while not page.evaluate(shown) and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert page.evaluate(shown)
    assert not page.locator("nav").is_visible()
    printed = page.pdf(format="A4", print_background=True)
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type/Page") >= 3


def test_the_demo_s_page_is_small(demo_brief: Path) -> None:
    assert demo_brief.stat().st_size <= 300_000


def test_a_page_from_the_right_mirrors(browser: Browser, tmp_path: Path) -> None:
    from goodoffices import brief

    path = tmp_path / "fa.html"
    path.write_text(brief.page(sample.case(), sample.dossier(), language="fa"), "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    first, second = page.locator(".sheet .two").first.locator("> section").all()
    right, left = first.bounding_box(), second.bounding_box()
    assert right
    assert left
    assert right["x"] > left["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    context.close()
