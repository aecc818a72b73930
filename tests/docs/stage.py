"""The folder that the pages' commands run in: the shipped case, twice, pages and conflicts."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "reference"


@cache
def _made() -> Path:
    """Make everything once for this process."""
    from goodoffices.cli.demo import run
    from goodoffices.conflict import examples

    folder = Path(tempfile.mkdtemp(prefix="stage-"))
    run(folder / "us-iran")
    shutil.copytree(folder / "us-iran", folder / "my-case")
    report = (folder / "us-iran" / "report.txt").read_text("utf-8")
    (folder / "report.txt").write_text(report, "utf-8")
    page = f"<html><body><article><p>{report}</p></article></body></html>"
    (folder / "page.html").write_text(page, "utf-8")
    for name in ("folder-of-pages", "archive"):
        (folder / name).mkdir()
        (folder / name / "one.txt").write_text("Oman offered to mediate between Iran and Iraq.\n")
        (folder / name / "report.txt").write_text(report, "utf-8")
        (folder / name / "two.txt").write_text("Qatar will host talks between Chad and Sudan.\n")
    with (folder / "feed.jsonl").open("w", encoding="utf-8") as file:
        json.dump({"id": "1", "text": "Norway urged Israel to talk to Egypt."}, file)
    for name in ("elmira", "conflict"):
        (folder / f"{name}.json").write_text(json.dumps(examples.read("elmira")), "utf-8")
    shutil.copy(REFERENCE / "conflicts" / "elmira.gmcr", folder / "conflict.gmcr")
    shutil.copy(REFERENCE / "negotiations" / "laptop.json", folder / "negotiation.json")
    return folder


def stage(folder: Path) -> Path:
    """Give a test a folder of its own."""
    shutil.copytree(_made(), folder, dirs_exist_ok=True)
    return folder
