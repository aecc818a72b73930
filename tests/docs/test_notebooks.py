"""The notebooks run from the first cell to the last, and show what they are kept with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tools import make_gallery
from tools.make_notebooks import NOTEBOOKS, executed, written


def kept(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_shows_what_its_cells_come_to(path: Path) -> None:
    notebook = kept(path)
    assert path.read_text("utf-8") == written(notebook)
    assert executed(notebook) == notebook, "run: python tools/make_notebooks.py"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_one_that_other_programs_open(path: Path) -> None:
    """The keys that nbformat 4.5 asks for: of the file, of each cell, of each output."""
    notebook = kept(path)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", name) for name in ids)
    for cell in notebook["cells"]:
        code = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | code
    sources = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    text = "".join("".join(lines) for lines in sources)
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_four_published_conflicts_are_retold_against_what_was_published() -> None:
    """Each compares itself with a result of its source, and would stop where it differs."""
    compared = [p.stem for p in NOTEBOOKS if "assert " in p.read_text("utf-8")]
    assert len(compared) >= 4


def test_a_changed_result_is_noticed() -> None:
    notebook = kept(next(path for path in NOTEBOOKS if path.stem == "syria-iraq-1975"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    cells[-1]["outputs"][0]["data"]["text/plain"] = ["385"]
    assert executed(notebook) != notebook


def test_the_gallery_shows_what_the_code_draws() -> None:
    for name, picture in make_gallery.graphs():
        kept_picture = (make_gallery.FOLDER / name).read_text("utf-8")
        assert kept_picture == picture, "run: python tools/make_gallery.py"
    page = (make_gallery.FOLDER.parent / "gallery.md").read_text("utf-8")
    shown = set(re.findall(r"\(gallery/([^)]+)\)", page))
    assert shown == {path.name for path in make_gallery.FOLDER.iterdir()}
