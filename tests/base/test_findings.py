"""The catalogue of findings: its form, and that what the code asks of it is there."""

import ast
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from goodoffices.base.errors import Place
from goodoffices.base.findings import entries, explain, finding, parsed, said_again
from goodoffices.base.i18n import speaking

SOURCE = Path(__file__).parents[2] / "src" / "goodoffices"
OWN = {"place", "near", "severity"}

PAGE = """# Outcomes

## GO406

- `moves` There are {count:,} moves,
  more than {most:,}.
  → Merge outcomes
  that nobody tells apart.
- `moves:one` There is one move.
- `bare` No help.

Why it is so,
at length.

## GO407

- Only one.

Answer.
"""


@cache
def asked() -> tuple[tuple[str, set[str] | None, str], ...]:
    """Every ``finding("GO…", …)`` of the package: its key, what fills it (None: unknown), where."""
    found = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if "GO" in text else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if re.fullmatch(r"GO\d{3}(\.[a-z0-9_]+)?", node.value):
                    found.append((node.value, None, f"{path.name}:{node.lineno}"))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                key = node.args[0] if node.func.id == "finding" and node.args else None
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    names = [k.arg for k in node.keywords]
                    filled = None if None in names else {str(n) for n in names} - OWN
                    found.append((key.value, filled, f"{path.name}:{node.lineno}"))
    return tuple(found)


def test_a_page_is_read_with_its_messages_help_and_answer() -> None:
    read = dict(parsed(PAGE))
    assert list(read) == ["GO406", "GO407"]
    assert read["GO406"].messages["moves"].text == "There are {count:,} moves, more than {most:,}."
    assert read["GO406"].messages["moves"].help == "Merge outcomes that nobody tells apart."
    assert read["GO406"].messages["moves:one"].text == "There is one move."
    assert read["GO406"].messages["bare"].help is None
    assert read["GO406"].answer == "Why it is so, at length."
    assert read["GO407"].messages[""].text == "Only one."


def test_what_is_near_is_asked_for_instead_of_the_help() -> None:
    assert finding("GO913", code="GO9l3", near=("GO9l3", ["GO913"])).help == "Did you mean “GO913”?"
    assert finding("GO913", code="x", near=("x", ["GO913"])).help is None


def test_place_and_severity_are_kept() -> None:
    told = finding("GO913", Place("f", 2), code="x", severity="note")
    assert (told.code, told.place, told.severity) == ("GO913", Place("f", 2), "note")


def test_a_message_that_is_not_in_the_catalogue_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        finding("GO913.nothing")


def test_every_message_asked_for_is_in_the_catalogue_and_can_be_filled() -> None:
    for key, filled, where in asked():
        code, dot, which = key.partition(".")
        assert code in entries(), f"{where}: {key}"
        if not dot and filled is None:
            continue
        message = entries()[code].messages.get(which)
        assert message is not None, f"{where}: {key} is not in the catalogue"
        if filled is not None:
            named = {
                n
                for t in (message.text, message.help or "")
                for _a, n, _b, _c in Formatter().parse(t)
                if n
            }  # the places the words name
            assert named <= filled, f"{where}: {key} lacks {named - filled}"


def test_every_message_of_the_catalogue_is_asked_for() -> None:
    keys = {key for key, _filled, _where in asked()}
    for code, entry in entries().items():
        for which in entry.messages:
            if which.endswith(":one"):
                assert which.removesuffix(":one") in entry.messages
            else:
                assert (f"{code}.{which}" if which else code) in keys, f"{code} {which}: not used"


def test_every_code_has_an_answer_in_any_case() -> None:
    assert all(entry.answer for entry in entries().values())
    assert explain("go204") == entries()["GO204"].answer
    assert explain("GO000") is None


def test_one_and_several_are_each_said_in_the_language_that_is_spoken() -> None:
    with speaking("fa"):
        told = {finding("GO304.claims", claims="S-1", count=count).text for count in (1, 2)}
    assert len(told) == 2
    assert not any("nobody has confirmed" in text for text in told)


def test_what_was_found_in_a_page_is_told_in_the_language_of_who_asks() -> None:
    found = finding("GO155.unnamed", claims="S-1, S-2", count=2)
    assert said_again(found) == found
    for code in entries():  # whatever its messages look like
        assert said_again(replace(found, code=code)).text == found.text
    with speaking("fa"):
        again = said_again(found)
    assert "S-1, S-2" in again.text
    assert "۲" in again.text
    assert "sources" not in again.text
    assert again.help != found.help
    with speaking("fa"):
        assert said_again(replace(found, text="Something else.")).text == "Something else."
