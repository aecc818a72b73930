"""Findings: their form on the terminal, the error root, nearest words, and every code explained."""

from pathlib import Path

import pytest

from goodoffices.base.errors import (
    CaseError,
    Finding,
    GoodOfficesError,
    NeedsPerson,
    Place,
    UnreadableInput,
    UsageError,
    nearest,
)

SOURCE = Path(__file__).parents[2] / "src" / "goodoffices"


def test_a_finding_shows_the_line_and_the_words_meant() -> None:
    place = Place("case.yaml", 3, 9, snippet="  that: us.releif", width=9)
    finding = Finding("GO204", "No party has an option “us.releif”.", place, "Did you mean “x”?")
    assert finding.render() == (
        "error[GO204]: No party has an option “us.releif”.\n"
        "  --> case.yaml:3:9\n"
        "   |   that: us.releif\n"
        "   |         ^^^^^^^^^\n"
        "  help: Did you mean “x”?"
    )


def test_a_finding_without_place_or_help_is_one_line() -> None:
    assert Finding("GO1", "Text.", severity="note").render() == "note[GO1]: Text."


def test_a_place_without_line_names_its_part() -> None:
    assert str(Place("a.xlsx", part="B3")) == "a.xlsx (B3)"
    assert str(Place("a", 4)) == "a:4"


@pytest.mark.parametrize("column", [1, 59, 60, 61, 100, 500, 990])
@pytest.mark.parametrize("width", [1, 5, 400])
def test_carets_stand_below_their_words_on_long_lines(column: int, width: int) -> None:
    words = "".join(chr(0x4E00 + i) for i in range(1000))
    place = Place("f", 1, column, snippet=words, width=width)
    _head, _where, shown, carets = Finding("GO1", "T", place).render().splitlines()
    assert shown[carets.index("^")] == words[column - 1]
    assert len(carets) <= len(shown)


def test_a_tab_in_the_line_does_not_move_the_carets() -> None:
    shown, carets = Finding("GO1", "T", Place("f", 1, 3, snippet="\t\tx")).render().splitlines()[2:]
    assert shown[carets.index("^")] == "x"


def test_plain_values() -> None:
    place = Place("f", 1, 2, part="p", snippet="line")
    assert Finding("GO1", "T", place, "H", "warning").to_dict() == {
        "code": "GO1",
        "severity": "warning",
        "text": "T",
        "help": "H",
        "file": "f",
        "line": 1,
        "column": 2,
        "part": "p",
    }
    assert Finding("GO1", "T").to_dict()["file"] is None


def test_errors_have_one_root_and_carry_every_finding() -> None:
    findings = [Finding("GO1", "One."), Finding("GO2", "Two.")]
    for kind, exit_code in (
        (GoodOfficesError, 1),
        (CaseError, 1),
        (UsageError, 2),
        (UnreadableInput, 3),
        (NeedsPerson, 4),
    ):
        error = kind(findings)
        assert isinstance(error, GoodOfficesError)
        assert error.exit_code == exit_code
        assert error.findings == tuple(findings)
        assert str(error) == "error[GO1]: One.\nerror[GO2]: Two."
        assert kind(findings[0]).findings == (findings[0],)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("releif", ["press", "relief"], "relief"),
        ("IRAN", ["us", "Iran"], "Iran"),
        ("zzz", ["press"], None),
        ("x", [], None),
        ("", ["a"], None),
    ],
)
def test_nearest(word: str, known: list[str], near: str | None) -> None:
    assert nearest(word, known) == near
