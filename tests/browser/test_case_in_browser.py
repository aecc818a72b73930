"""A whole case made in the browser: by keyboard alone, and by mouse; every screen looked over.

Somebody who never saw YAML makes the case of twelve articles: reads their proposals, refuses one
and takes the others, answers what each party prefers, says what an issue is worth, what is done
today. Acts are counted: a key pressed (a text typed counts as one), or a click.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page
from tests.browser.axe import serious_or_too_wide
from tests.desk.desk_world import ServedDesk, served

import goodoffices
from goodoffices.case import file as casefile
from goodoffices.case.nouns import Option
from goodoffices.folder.ingest import read_in

ARTICLES = sorted((Path(__file__).parents[1] / "reference" / "dispute" / "articles").iterdir())


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new case into which the twelve articles were read."""
    folder = tmp_path_factory.mktemp("twelve") / "dispute"
    goodoffices.new(folder, "The dispute over the estuary")
    read_in(folder, ARTICLES)
    return folder


@pytest.fixture
def desk(twelve: Path, tmp_path: Path) -> Iterator[ServedDesk]:
    folder = tmp_path / "case"
    shutil.copytree(twelve, folder)
    with served(folder, by="AB") as one:
        yield one


class Walker:
    """Somebody at the desk, whose acts are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def address(self) -> str:
        return self.page.url.partition("/case")[2]


class Keyboard(Walker):
    """Goes with Tab, arrows, Enter, space and letters, and touches nothing else."""

    def press(self, key: str, times: int = 1) -> None:
        for _again in range(times):
            self.page.keyboard.press(key)
            self.acts += 1

    def to(self, wanted: Locator) -> None:
        """Tab to something: forwards or backwards, whichever is nearer; every step is counted."""
        steps = wanted.evaluate(
            """(wanted) => {
              const kinds = "a[href], button:not(:disabled), input, select, textarea, summary";
              const all = [...document.querySelectorAll(kinds)]
                .filter((one) => one.tabIndex >= 0 && one.type !== "hidden" && one.checkVisibility()
                  && (one.type !== "radio" || one.checked || one === wanted));
              const here = all.indexOf(document.activeElement);
              const there = all.indexOf(wanted);
              return there < 0 ? 0 : there - here;
            }"""
        )
        back = wanted.evaluate("(one) => one.matches('main *, footer *')") and steps < 0
        for _step in range(200):
            if wanted.evaluate("(one) => one === document.activeElement"):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no way by keyboard to {wanted}")

    def follow(self, wanted: Locator) -> None:
        self.to(wanted)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, label: str, text: str) -> None:
        self.to(self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.type(text)
        self.acts += 1

    def press_to_send(self) -> None:
        """Send the form from the box one is in."""
        with self.page.expect_navigation():
            self.press("Enter")

    def act(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)


class Mouse(Walker):
    """Clicks, and types where there is a box."""

    def follow(self, wanted: Locator) -> None:
        with self.page.expect_navigation():
            wanted.click()
        self.acts += 1

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)
        self.acts += 2


def opened(browser: Browser, desk: ServedDesk) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(40_000)
    page.goto(desk.address)
    page.goto(f"http://{desk.host}/case")
    return page


RAIL = {
    "senegal": "Senegal",
    "gambia": "Gambia",
    "bandeko-coastal-movement": "Bandeko Coastal Movement",
}
"""What the parties are called in the rail."""

ANSWERED = 2
"""Questions about each party's preferences that are answered."""


def proposed(walker: Keyboard | Mouse, press: Callable[[str], None]) -> None:
    """Let the draft propose, and wait until its page leads back to the case."""
    press(".")
    walker.page.wait_for_url("**/case")
    walker.page.locator("[data-key='.']").wait_for()


def taken(walker: Keyboard | Mouse, press: Callable[[str], None]) -> None:
    """Go where the desk says, refuse the first proposal there is, take all others of a section."""
    page, refused = walker.page, False
    while "proposal" in page.locator("[data-key='.']").inner_text():
        press(".")
        while page.locator("[data-key='a']").count():
            every = page.locator("[data-key='shift+a']").count()
            if not refused and "parties/" in walker.address():
                refused = True
                press("r")
            else:
                press("shift+a" if every else "a")


def finished(desk: ServedDesk) -> None:
    """What the case holds at the end of either journey."""
    case = casefile.load(desk.bench.folder)
    assert len(case.parties) == 3
    assert all(party.prefers for party in case.parties)
    assert not any(party.basis.unreviewed for party in case.parties)
    assert all(option.basis.judged == "AB" for option in case.options)
    assert case.status_quo
    held = goodoffices.outcomes(case).holding("SEQ")
    assert held
    senegal = case.party("senegal")
    assert senegal is not None
    assert senegal.worth is not None
    assert set(senegal.worth.weights) == {"weapons"}


def test_a_case_of_twelve_articles_by_keyboard_alone(browser: Browser, desk: ServedDesk) -> None:
    page = opened(browser, desk)
    walker = Keyboard(page)

    def press(key: str) -> None:
        walker.act(key.replace("shift+a", "Shift+A"))

    proposed(walker, press)
    taken(walker, press)
    rail = page.locator("nav.rail a[data-key]").all_inner_texts()
    keys = {name: next(text[0] for text in rail if name in text) for name in RAIL.values()}
    for name in RAIL.values():
        walker.act(keys[name])
        for _answer in range(ANSWERED):
            question = page.locator(".question").first
            if not question.locator("input:checked").count():
                walker.press("x")
            walker.act("y")
    walker.act(keys["Senegal"])
    before = prefers(desk)
    row = page.locator("ol.order li").nth(1)
    while not row.locator(":focus").count():
        walker.press("j")
    walker.act("Shift+ArrowUp")
    assert "What follows from the last edit" in page.content()
    assert prefers(desk) == before[::-1]
    walker.act("z")
    walker.act("t")
    walker.to(page.get_by_label(f"Senegal: {an_option(desk).text}", exact=False))
    walker.press("Space")
    walker.press_to_send()
    walker.act(keys["Senegal"])
    walker.act("w")
    walker.write("Walks away below (needed)", "20")
    walker.write("Because", "my estimate")
    walker.press_to_send()
    worth_of_the_weapons(walker)
    for number, box in enumerate(page.locator(".k-worths input[data-slide]").all()):
        walker.to(box)
        page.keyboard.type(str(100 - 20 * number))
        walker.acts += 1
    walker.press_to_send()
    page.context.close()
    finished(desk)
    print(f"by keyboard: {walker.acts} acts")
    assert walker.acts < 200


def worth_of_the_weapons(walker: Keyboard | Mouse) -> None:
    """Open the form that says what the weapons are worth, and weigh it."""
    page = walker.page
    if "worth" not in walker.address():
        walker.follow(page.locator("section:has(#s-worth)").get_by_role("link", name="edit"))
    walker.follow(page.get_by_role("link", name="Weapons", exact=True))
    walker.write("Weight, unless all are given together", "100")


def an_option(desk: ServedDesk) -> Option:
    """An option of Senegal's, as drafted."""
    party = casefile.load(desk.bench.folder).party("senegal")
    assert party is not None
    return party.options[-1]


def prefers(desk: ServedDesk) -> list[str]:
    """What Senegal prefers, as the file has it."""
    party = casefile.load(desk.bench.folder).party("senegal")
    assert party is not None
    return [preference.source for preference in party.prefers]


def test_a_case_of_twelve_articles_by_mouse(browser: Browser, desk: ServedDesk) -> None:
    page = opened(browser, desk)
    walker = Mouse(page)

    def press(key: str) -> None:
        walker.follow(page.locator(f"[data-key='{key}']").first)

    proposed(walker, press)
    taken(walker, press)
    for party in RAIL:
        walker.follow(page.locator(f'nav.rail a[href="/case/at/parties/{party}"]'))
        for _answer in range(ANSWERED):
            question = page.locator(".question").first
            if not question.locator("input:checked").count():
                question.locator("input[type=checkbox]").first.check()
                walker.acts += 1
            walker.follow(question.get_by_role("button", name="Yes, rather so"))
    walker.follow(page.locator('nav.rail a[href="/case/at/parties/senegal"]'))
    before, rows = prefers(desk), page.locator("ol.order li")
    with page.expect_navigation():
        rows.nth(1).drag_to(rows.nth(0))
    walker.acts += 1
    assert prefers(desk) == before[::-1]
    walker.follow(page.get_by_role("button", name="Undo"))
    walker.follow(page.locator('nav.rail a[href="/case/at/status_quo"]'))
    page.get_by_label(f"Senegal: {an_option(desk).text}", exact=False).check()
    walker.acts += 1
    walker.follow(page.get_by_role("button", name="Save", exact=True))
    walker.follow(page.locator('nav.rail a[href="/case/at/parties/senegal"]'))
    walker.follow(page.get_by_role("link", name="Say what packages are worth to it"))
    walker.write("Walks away below (needed)", "20")
    walker.write("Because", "my estimate")
    walker.follow(page.get_by_role("button", name="Save", exact=True))
    worth_of_the_weapons(walker)
    for number, slider in enumerate(page.locator(".k-worths input[type=range]").all()):
        slider.fill(str(100 - 20 * number))
        walker.acts += 1
    walker.follow(page.get_by_role("button", name="Say what an issue is worth"))
    page.context.close()
    finished(desk)
    print(f"by mouse: {walker.acts} acts")
    assert walker.acts < 75


PLACES = [
    "/case",
    "/case/at/parties",
    "/case/at/parties/senegal",
    "/case/at/parties/senegal/options/{option}",
    "/case/at/issues/weapons",
    "/case/at/mediators/qatar",
    "/case/at/status_quo",
    "/case/add/parties/senegal/prefers",
    "/case/add/parties/senegal/pairs",
    "/case/add/parties/senegal/worth/issues?name=weapons",
    "/case/add/outcomes",
    "/case/add/packages",
    "/case/at/parties/senegal/worth",
    "/case/at/advice",
]


@pytest.fixture(scope="module")
def drafted(twelve: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk on which the draft has proposed, to be looked at and not written on."""
    folder = tmp_path_factory.mktemp("drafted") / "case"
    shutil.copytree(twelve, folder)
    with served(folder, by="AB") as one:
        one.work("/case/propose")
        yield one


def test_axe_finds_nothing_serious_in_the_case(browser: Browser, drafted: ServedDesk) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(drafted.address)
    found = {}
    option = an_option(drafted).id.partition(".")[2]
    for path in PLACES:
        answer = page.goto(f"http://{drafted.host}{path.format(option=option)}")
        assert answer is not None
        assert answer.ok, path
        found[path] = serious_or_too_wide(page, [(1280, "dark"), (390, "light")])
    context.close()
    assert {path: told for path, told in found.items() if told} == {}
