"""Which Chromium is on the PATH, and how it is started: for the README's pictures and the tests."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell comes first: it is the same engine without windows and menus, which cost a third."""

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


def chromium() -> str | None:
    """Return the path of the system's Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
