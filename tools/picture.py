"""Make docs/brief.png, the README's picture, from the shipped case's own brief.

Run by ``make figures``; needs a Chromium on the PATH. The page is laid out at 1180 pixels and shown
as a reader sees it first, from the headline to where the parties' wants begin.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from goodoffices.cli import demo

ROOT = Path(__file__).parents[1]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def picture(page: Path, output: Path, *, width: int = 1180, height: int = 1480) -> None:
    """Take a picture of the top of a page."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("no Chromium on the PATH: chromium, chromium-browser or google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        shown = browser.new_page(viewport={"width": width, "height": height})
        shown.goto(page.resolve().as_uri())
        shown.screenshot(path=output)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        brief = demo.run(Path(folder) / "us-iran").brief
        picture(brief, ROOT / "docs" / "brief.png")
    print("docs/brief.png")
