"""A value merged into the case file: only what differs is written, so that comments stay.

Keys are set, added or taken away one by one; of a list of texts items are added and taken away, and
moved to where they shall stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.case.file import CaseFile
from goodoffices.case.file.edit import Path
from goodoffices.case.file.render import Inline, Value
from goodoffices.case.file.text import Plain

BLOCKS = frozenset(
    {
        "party",
        "mediator",
        "issue",
        "worth",
        "obligation",
        "contested",
        "blocker",
        "candidate",
        "view",
        "levers",
        "advice",
        "new_option",
    }
)
"""The parts that are written with a line for each key; others stand on one line."""


def merge(file: CaseFile, path: Path, new: Mapping[str, Plain | None]) -> None:
    """Let a part hold these values; keys that are not named stay as they are, None goes.

    Raises
    ------
    CaseError
        GO222 where something cannot be written there.
    """
    wanted = {key: value for key, value in new.items() if value is not None}
    for key, value in wanted.items():
        put(file, (*path, key), value)
    for key in new:
        if key not in wanted and file.at((*path, key)) is not None:
            file.remove((*path, key))


def put(file: CaseFile, path: Path, value: Plain) -> None:
    """Let a value stand at a path, changing as little as can be."""
    there = file.at(path)
    if there == value:
        return
    if isinstance(there, dict) and isinstance(value, dict) and there:
        gone = dict.fromkeys(key for key in there if key not in value)
        merge(file, path, {**value, **gone})
    elif isinstance(there, list) and _texts(there) and _texts(value) and there:
        _relist(file, path, there, value)  # type: ignore[arg-type]
    elif isinstance(value, dict):
        file.set(path, inline(value))
    else:
        file.set(path, value)


def inline(value: Plain) -> Value:
    """Return a value as it stands on one line."""
    if isinstance(value, dict):
        return Inline({key: inline(inner) for key, inner in value.items()})
    return [inline(item) for item in value] if isinstance(value, list) else value


def fresh(part: str, value: Plain) -> Value:
    """Return a part that is new in the way it is written: on lines, or on one."""
    if not isinstance(value, dict) or part not in BLOCKS:
        return inline(value)
    return {key: inline(inner) if _small(inner) else inner for key, inner in value.items()}


def _small(value: Plain) -> bool:
    return not isinstance(value, dict) or all(isinstance(v, str) for v in value.values())


def _texts(value: Plain) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _relist(file: CaseFile, path: Path, there: list[Any], value: list[Any]) -> None:
    """Let a list of texts hold others: add what is new, take away what goes, then put in order."""
    left = list(value)
    kept = [item for item in there if item in left and not left.remove(item)]  # type: ignore[func-returns-value]
    for item in left:
        file.append(path, item)
    now = [*there, *left]
    for item in reversed(_surplus(there, kept)):
        file.remove((*path, item))
        del now[item]
    for at, item in enumerate(value):
        for place in range(now.index(item, at), at, -1):
            file.swap(path, place - 1)
            now[place - 1], now[place] = now[place], now[place - 1]


def _surplus(there: list[Any], kept: list[Any]) -> list[int]:
    """Return the places of items that go."""
    left = list(kept)
    gone = []
    for place, item in enumerate(there):
        if item in left:
            left.remove(item)
        else:
            gone.append(place)
    return gone
