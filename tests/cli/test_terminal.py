"""What the terminal shows: columns that line up, in any script."""

import os
import sys
from pathlib import Path

import pytest

from goodoffices.base.errors import Finding
from goodoffices.cli import terminal


def test_columns_line_up_with_wide_and_combining_letters() -> None:
    laid = terminal.table(["a", "b"], [["東京", "x"], ["e\u0301", "y"]]).splitlines()
    assert [
        terminal.width(line[: line.index(mark)]) for line, mark in zip(laid[2:], "xy", strict=True)
    ] == [
        6,
        6,
    ]
    assert laid[1] == "────  ─"


def test_the_last_column_is_cut_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["1", "a sentence that is far too long for the column that is left for it"]]
    assert rows[0][1] in terminal.table(["n", "what"], rows)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((30, 20)))
    laid = terminal.table(["n", "what"], rows)
    assert max(map(terminal.width, laid.splitlines())) == 30
    assert laid.endswith("…")


def test_words_for_which_no_room_is_left_stand_below_their_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = [
        "S-2HZG971",
        "statement",
        "A secretary, of a council with a long name",
        "long words " * 9,
    ]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((60, 20)))
    laid = terminal.table(["claim", "kind", "who", "words"], [row]).splitlines()
    assert max(map(terminal.width, laid)) <= 60
    assert laid[-2].split()[:2] == ["S-2HZG971", "statement"]
    assert laid[-1].startswith("    long words long words long words")
    assert laid[1].strip() == "words"


def test_findings_are_counted_in_words() -> None:
    error, note = Finding("GO901", "x"), Finding("GO901", "y", severity="note")
    assert terminal.count_findings([error, note, note]) == "1 error · 0 warnings · 2 notes"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("plain – “text” → │", 18),
        ("می\u200cشود", 5),
        ("한국", 4),
        ("\U0001f469\u200d\U0001f467", 2),
        ("a\tb", 3),
    ],
)
def test_the_columns_a_text_takes(text: str, columns: int) -> None:
    assert terminal.width(text) == columns


def test_what_is_narrow_without_looking_is_narrow() -> None:
    from wcwidth import wcwidth

    signs = [chr(n) for n in range(0x11000) if terminal._NARROW.fullmatch(chr(n))]
    assert len(signs) > 900
    assert {wcwidth(sign) for sign in signs} == {1}


def test_a_command_that_is_told_names_the_case_itself() -> None:
    told = "help: goodoffices review CASE asks first; CASE is any."
    assert terminal.for_case(told, Path("our dispute")) == (
        "help: goodoffices review 'our dispute' asks first; CASE is any."
    )
