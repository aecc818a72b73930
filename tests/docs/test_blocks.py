"""Every block of the documentation is run: a page that shows what does not work is a fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.docs.blocks import KINDS, PAGES, ROOT, assert_prints, blocks, indented, run, run_page
from tests.docs.blocks import Block as Shown
from tests.docs.stage import stage


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_block_says_of_what_kind_it_is(page: Path) -> None:
    assert [str(b) for b in blocks(page) if b.kind not in KINDS] == []
    assert indented(page) == []


LONG = ("advice.md", "brief.md", "levers.md", "python.md")
"""Pages whose commands take long, and reach little that no test reaches: they are not counted."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=pytest.mark.no_cover) if page.name in LONG else page
        for page in PAGES
        if page.name != "README.md" and any(blocks(page))
    ],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_the_blocks_of_a_page_run_as_they_are_written(page: Path, tmp_path: Path) -> None:
    run_page(page, stage(tmp_path))


def shown(kind: str, body: str, how: str = "") -> Shown:
    return Shown(ROOT / "README.md", 1, kind, how, body)


@pytest.mark.parametrize(
    "block",
    [
        shown("python", "1 / 0"),
        shown("json", "{"),
        shown("toml", "a ="),
        shown("yaml", "case: x\nparties: {a: {nmae: A}}\n"),
        shown("console", "$ goodoffices no-such-verb"),
        shown("console", "$ false"),
        shown("console", "$ true", "fails"),
        shown("console", "$ goodoffices outcomes --no-such-option", "elsewhere"),
        shown("console", "$ goodoffices example\nsomething else"),
        shown("console", "$ true", "serves"),
        shown("perl", "print 1"),
    ],
    ids=lambda b: f"{b.kind}-{b.how}",
)
def test_a_block_that_does_not_work_is_found(
    block: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((AssertionError, ZeroDivisionError, ValueError)):
        run(block, {})


def test_what_is_shown_may_leave_lines_out() -> None:
    assert_prints("a\nb\nc\n", ["a", "…", "c"], "x")
    with pytest.raises(AssertionError):
        assert_prints("a\nb\nc\n", ["a", "c"], "x")


def test_the_stage_holds_what_the_pages_speak_of(tmp_path: Path) -> None:
    folder = stage(tmp_path)
    assert (folder / "us-iran" / "case.yaml").exists()
    assert json.loads((folder / "elmira.json").read_text("utf-8"))["name"]
