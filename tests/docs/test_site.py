"""The documentation's site: made without a fault, and no page of it asks another host."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "zensical.toml", folder)
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--strict"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def test_every_page_is_made(site: Path) -> None:
    made = {page.relative_to(site).with_suffix("") for page in site.rglob("*.html")}
    written = {p.relative_to(ROOT / "docs").with_suffix("") for p in (ROOT / "docs").rglob("*.md")}
    assert written <= made


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    asks = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*>")
    away = re.compile(r"""\b(?:src|href)=["'](?:https?:)?//""")
    for page in site.rglob("*.html"):
        found = [tag for tag in asks.findall(page.read_text("utf-8")) if away.search(tag)]
        assert [tag for tag in found if 'rel="canonical"' not in tag] == [], page.name


def test_no_style_or_font_comes_from_elsewhere(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text("utf-8")), sheet.name
