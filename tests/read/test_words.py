"""Every list of words that reading asks for is there, and every list that is there is asked for."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goodoffices.base.tables import plain_table
from goodoffices.read.words import table, words

READ = Path(__file__).parents[2] / "src" / "goodoffices" / "read"
PACKAGE = READ.parent
TABLES = sorted(PACKAGE.rglob("data/**/*.yaml"))


def asked(function: str) -> set[str]:
    """The names that the code asks a function of the loader for."""
    return {
        node.args[0].value
        for path in READ.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == function and node.args and isinstance(node.args[0], ast.Constant)
    }


def headings() -> list[str]:
    """The names of the lists as they stand."""
    lines = (READ / "data" / "words.txt").read_text("utf-8").splitlines()
    return [line[1:-1] for line in lines if line.startswith("[")]


def listed() -> set[str]:
    """The names of the lists."""
    return set(headings())


def test_no_two_lists_have_one_name() -> None:
    assert [name for name, times in Counter(headings()).items() if times > 1] == []


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


def written() -> Iterator[tuple[str, list[str]]]:
    """Yield each list as it is written, with doubles."""
    name, entries = "", list[str]()
    for raw in [*(READ / "data" / "words.txt").read_text("utf-8").splitlines(), "[]"]:
        line = raw.partition("#")[0].strip()
        if line.startswith("["):
            yield name, entries
            name, entries = line, []
        else:
            entries += [entry.strip() for entry in line.split(",") if entry.strip()]


def rows(value: Any, name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each list of plain words in a table, with the way to it."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield name, value
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts if isinstance(value, dict | list) else ():
        yield from rows(part, f"{name}/{key}")


def doubles(lists: Iterator[tuple[str, list[str]]]) -> dict[str, list[str]]:
    counted = ((name, [w for w, times in Counter(row).items() if times > 1]) for name, row in lists)
    return {name: twice for name, twice in counted if twice}


def test_no_list_has_a_word_twice() -> None:
    assert doubles(written()) == {}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_list_of_a_table_has_a_word_twice(path: Path) -> None:
    room, _data, *rest = path.relative_to(PACKAGE).parts
    assert doubles(rows(plain_table(f"goodoffices.{room}", *rest), path.stem)) == {}


@pytest.mark.parametrize("kind", ["verbs", "moved", "moving", "feelings", "qualities", "nouns"])
def test_no_word_accepts_and_refuses(kind: str) -> None:
    told = table("attitudes.yaml")[kind]
    assert not {*told["plus"]} & {*told["minus"]}


@pytest.mark.parametrize("begins", ["side", "mediator", "other"])
def test_idioms_are_marked_as_families_of_wordings_are(begins: str) -> None:
    told = table("answers.yaml")[begins]
    marks = {"/", "(", "..."}
    assert [one for row in told.values() for one in row if any(m in one for m in marks)] == []
