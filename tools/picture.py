"""Make docs/desk.png, the README's picture, and docs/brief.png, from the shipped case.

Run by ``make figures``; needs a Chromium on the PATH. The brief is laid out at 1180 pixels and the
desk at 1280, each shown as a reader sees it first.
"""

import queue
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from tools.chromium import ARGUMENTS, NAMES, chromium

from goodoffices.cli import demo
from goodoffices.desk.serving import serve

ROOT = Path(__file__).parents[1]


def picture(page: str, output: Path, *, width: int = 1180, height: int = 1480) -> None:
    """Take a picture of the top of a page, which is asked for twice: what is counted is there."""
    path = chromium()
    if path is None:
        sys.exit(f"no Chromium on the PATH: {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        shown = browser.new_page(viewport={"width": width, "height": height})
        shown.goto(page)
        shown.wait_for_timeout(3000)
        shown.reload()
        shown.screenshot(path=output)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        brief = demo.run(Path(folder) / "us-iran").brief
        picture(brief.resolve().as_uri(), ROOT / "docs" / "brief.png")
        asked: queue.Queue[str] = queue.Queue()
        case = brief.parents[1]
        threading.Thread(
            target=serve, args=(case, asked.put), kwargs={"by": "AK", "browser": False}, daemon=True
        ).start()
        picture(asked.get(timeout=60), ROOT / "docs" / "desk.png", width=1280, height=1200)
    print("docs/brief.png docs/desk.png")
