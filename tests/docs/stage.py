"""The folder that the pages' commands run in: the shipped case, twice, pages and conflicts."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.publish.reply_world import site_with_replies

IRAN = """
  iran:
    name: Iran
    worth:
      judged: GO
      walk_away: 100
      issues:
        enrichment: {weight: 1, curve: {0: 0, 20: 80, 60: 100}}
        relief: {weight: 2, values: {all: 100, some: 50, none: 0}}
"""
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
    for name, example in (("elmira", "elmira"), ("conflict", "elmira"), ("chicken", "chicken")):
        (folder / f"{name}.json").write_text(json.dumps(examples.read(example)), "utf-8")
    hesitant = examples.read("chicken") | {"certainty": {"First": [[3, 1, 0.6]]}}
    (folder / "hesitant.json").write_text(json.dumps(hesitant), "utf-8")
    shutil.copy(REFERENCE / "conflicts" / "elmira.gmcr", folder / "conflict.gmcr")
    shutil.copy(REFERENCE / "negotiations" / "laptop.json", folder / "negotiation.json")
    deal = json.loads((folder / "negotiation.json").read_text("utf-8"))
    deal["coalitions"] = {"+".join(deal["parties"]): 10}
    (folder / "coalitions.json").write_text(json.dumps(deal), "utf-8")
    site_with_replies(folder)
    (folder / "named").mkdir()
    (folder / "named" / "case.yaml").write_text(case_of_packages(), "utf-8")
    return folder


def case_of_packages() -> str:
    """The case that the page on packages shows, whole: it shows one party's worths."""
    page = (Path(__file__).parents[2] / "docs" / "packages.md").read_text("utf-8")
    shown = page.split("## What to write down")[1].split("```yaml\n")[1].split("```")[0].strip()
    text = f"case: page\ntitle: A page\n{shown}\n"
    return text.replace("\nissues:\n", f"{IRAN.rstrip()}\nissues:\n", 1)


def stage(folder: Path) -> Path:
    """Give a test a folder of its own."""
    shutil.copytree(_made(), folder, dirs_exist_ok=True)
    return folder
