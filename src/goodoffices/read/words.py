"""The words of reading, kept as data: one way to all of them.

Plain lists of words are in ``data/words.txt``: a list starts at a line with its name in brackets; a
line holds one entry or several, divided by commas; ``#`` starts a comment. What has more shape than
a list is a table, a YAML or JSON file of ``data/``. Only labels of the grammar and the few words of
a closed class ("of", "to") that one rule asks for stand in the code.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from goodoffices.base.tables import plain_table


@cache
def words(*names: str) -> frozenset[str]:
    """Return a list by its name, or several made one.

    Raises
    ------
    KeyError
        if there is no such list.
    """
    return frozenset().union(*(_lists()[name] for name in names))


@cache
def table(name: str) -> Any:  # noqa: ANN401 - plain values, as the file has them
    """Return a table by its file's name, read once per process; scalars of YAML stay text."""
    if name.endswith(".json"):
        return json.loads(_text(name))
    return plain_table("goodoffices.read", *name.split("/"))


@cache
def lists(name: str, *path: str) -> dict[str, frozenset[str]]:
    """Return the plain lists of a table, or of a part of it, by their names."""
    found = table(name)
    for step in path:
        found = found[step]
    return {key: frozenset(row) for key, row in found.items() if isinstance(row, list)}


LEXICON = (
    "triggers.yaml",
    "lexicon/figures.yaml",
    "lexicon/mediation.yaml",
    "lexicon/acts.yaml",
    "lexicon/families.yaml",
)
"""The tables of words that tell acts, those that count first where two say the same."""


@cache
def act_verbs() -> dict[str, frozenset[str]]:
    """Return the lemmas of the verbs of the lexicon, each with what may stand behind it."""
    behind: dict[str, set[str]] = {}
    for name in LEXICON:
        for group in table(name)["groups"]:
            for verb in group.get("verbs", ()):
                word, _blank, rest = verb.partition(" ")
                behind.setdefault(word, set()).add(rest)
    return {word: frozenset(rests) for word, rests in behind.items()}


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    current: set[str] = set()
    for raw in _text("words.txt").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            current = lists.setdefault(line[1:-1], set())
        else:
            current |= {entry.strip() for entry in line.split(",") if entry.strip()}
    return {name: frozenset(entries) for name, entries in lists.items()}


def _text(name: str) -> str:
    """Return the text of a file of the reading room's data."""
    return (files("goodoffices.read") / "data" / name).read_text("utf-8")
