"""The words of the room, where they are parts of a sentence; its findings are in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.base.i18n import _
from goodoffices.case.conditions import ConditionError, Problem

MOST_LISTED = 12
"""How many names are listed where none is like a mistyped one."""


def condition_problem(error: ConditionError) -> str:
    """Say why a condition cannot be read, as the end of a sentence."""
    words: dict[Problem, str] = {
        "too long": _("this condition is too long"),
        "word": _("this word does not belong here"),
        "too deep": _("brackets are nested too deeply here"),
        "no bracket": _("a closing bracket is missing here"),
        "no name": _("an option's name is missing here"),
        "sign": _("this sign means nothing in a condition"),
    }
    return words[error.problem]


def there_are(known: Sequence[str]) -> str:
    """Say which words there are."""
    if not known:
        return _("There are none yet.")
    words = ", ".join(known[:MOST_LISTED]) + (", …" if len(known) > MOST_LISTED else "")
    return _("There are: {words}.").format(words=words)


def at_most_one() -> str:
    """Say why two options of a group cannot both be taken."""
    return _("of these at most one")


def at_least_one() -> str:
    """Say why not all options of a group can be left."""
    return _("of these at least one")


def only_if(condition: str) -> str:
    """Say what an option needs."""
    return _("only if {condition}").format(condition=condition)


def place_in_file(path: Sequence[str | int]) -> str:
    """Name a place of the file by the keys and numbers that lead to it."""
    return ".".join(map(str, path)) or _("the top of the file")
