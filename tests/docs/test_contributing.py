"""The pages for contributors name files that are there, as few as they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "contributing").glob("*.md"))
MOST = {
    "add-a-concept.md": 7,
    "add-a-field.md": 6,
    "add-a-page-of-the-talks.md": 7,
    "add-an-input-format.md": 5,
}


def test_there_is_a_page_for_what_people_add_first() -> None:
    assert set(MOST) <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(r"`((?:src|tests|docs|tools)/[\w./-]+\.\w+)`", page.read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.name in MOST], ids=lambda p: p.name)
def test_a_page_asks_for_no_more_files_than_were_promised(page: Path) -> None:
    numbers = [int(n) for n in re.findall(r"^(?:\| )?(\d+)[. ]", page.read_text("utf-8"), re.M)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 0 < len(numbers) <= MOST[page.name]
