"""A real browser for the tests in this folder: the system's Chromium, driven without a network.

Where there is none the tests are skipped with one loud line; where CI is said to run them, that is
a failure.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from tools.chromium import ARGUMENTS, NAMES, chromium

MISSING = f"BROWSER TESTS SKIPPED: no Chromium found on the PATH ({', '.join(NAMES)})"

expect.set_options(timeout=60_000)  # what comes is waited for, however slow the machine is


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for one module and stop it after: its event loop must not outlive it."""
    path = chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A page with everything it asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.route("**/*", self._refuse)
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @staticmethod
    def _refuse(route: Route) -> None:
        """Let files through and nothing else."""
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def open(self, path: Path) -> Page:
        """Open a file."""
        self.page.goto(path.resolve().as_uri())
        return self.page


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A desktop page without script: the brief must not need any."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=True)
    yield Watched(context)
    context.close()


@pytest.fixture(scope="session")
def demo_brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped case, read, analysed and written as it is for a user."""
    from goodoffices.cli import demo

    return demo.run(tmp_path_factory.mktemp("demo") / "us-iran").brief


@pytest.fixture(scope="session")
def sample_brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made case with claims that nest, cross, and are in a script from the right."""
    from tests.brief import brief_sample as sample

    from goodoffices import brief
    from goodoffices.conflict.outcomes import outcomes
    from goodoffices.packages.result import packages

    case = sample.case()
    text = brief.page(case, sample.dossier(), outcomes(case), packages(case), made="2025-03-05")
    path = tmp_path_factory.mktemp("sample") / "brief.html"
    path.write_text(text, "utf-8")
    return path
