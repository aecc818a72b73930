"""Every list of words that reading asks for is there, and every list that is there is asked for."""

import ast
from pathlib import Path

import pytest

from goodoffices.read.words import table, words

READ = Path(__file__).parents[2] / "src" / "goodoffices" / "read"


def asked(function: str) -> set[str]:
    """The names that the code asks a function of the loader for."""
    return {
        node.args[0].value
        for path in READ.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == function and node.args and isinstance(node.args[0], ast.Constant)
    }


def listed() -> set[str]:
    """The names of the lists."""
    lines = (READ / "data" / "words.txt").read_text("utf-8").splitlines()
    return {line[1:-1] for line in lines if line.startswith("[")}


def test_every_list_is_asked_for_and_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in READ.parent.rglob("*.py"))
    named = {name for name in listed() if f'"{name}"' in code}  # in a call or otherwise
    assert asked("words") | named == listed()


def test_no_list_is_empty_or_holds_an_entry_with_a_blank_at_its_end() -> None:
    for name in listed():
        assert words(name)
        assert all(entry == entry.strip() for entry in words(name))


def test_every_table_asked_for_is_there() -> None:
    assert asked("table")
    assert all(table(name) for name in asked("table"))


def test_scalars_of_a_table_stay_text() -> None:
    rows = table("event_precision.yaml").values()
    assert {type(value) for row in rows for value in row.values()} == {str}


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("no such list")
