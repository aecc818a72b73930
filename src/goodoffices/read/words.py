"""Word lists of the reading room, kept as plain text in ``data/words.txt``.

A list starts at a line with its name in brackets; a line holds one entry or several, divided by
commas; ``#`` starts a comment.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = files("goodoffices.read") / "data" / "words.txt"
    lists: dict[str, set[str]] = {}
    current: set[str] = set()
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            current = lists.setdefault(line[1:-1], set())
        elif line:
            current |= {entry.strip() for entry in line.split(",") if entry.strip()}
    return {name: frozenset(entries) for name, entries in lists.items()}


def words(name: str) -> frozenset[str]:
    """Return a list by its name.

    Raises
    ------
    KeyError
        if there is no such list.
    """
    return _lists()[name]
