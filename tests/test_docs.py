"""The documentation keeps up: every verb, code and link."""

import re
from pathlib import Path

import click
import pytest

from goodoffices.base.findings import entries, explain
from goodoffices.cli.main import VERBS, verbs

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented_where_its_user_looks(verb: str) -> None:
    command = verbs.get_command(click.Context(verbs), verb)
    assert command
    assert command.help
    assert any(f"goodoffices {verb}" in page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing


def test_every_code_that_is_used_is_explained_and_every_explained_one_used() -> None:
    source = "\n".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"\bGO\d{3}\b", source))
    assert used - set(entries()) == set(), "used but not explained"
    assert set(entries()) - used == set(), "explained but not used"


def test_the_page_of_codes_is_the_one_the_code_makes() -> None:
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    for code, entry in entries().items():
        assert f"## {code}\n\n{entry.answer}\n" in page, f"{code}: run make docs"


def test_a_code_is_explained_however_it_is_typed() -> None:
    assert explain("go901") == entries()["GO901"].answer
    assert explain("GO999") is None
