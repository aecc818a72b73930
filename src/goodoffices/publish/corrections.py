"""What changed between two versions of a brief: whether its answers did, and which words.

A brief's *answers* are the claims that it cites with their words, the outcomes with who would stay
in them, the packages, and the preferences that all of it follows from. Where one of them is
another, what stood there before was wrong or is no longer so, and readers are told; where only the
wording is another, a word on that is enough.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Sign = Literal["=", "-", "+"]
_WORDS = re.compile(r"\s+|[\w’'-]+|.", re.DOTALL)

HEAD = ("headline", "standfirst")
ALIKE = 0.45
"""How alike two sentences are, 0 to 1, from which one is a rewording of the other."""


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """A sentence that came, went or was reworded: its pieces, kept =, taken out -, put in +."""

    pieces: tuple[tuple[Sign, str], ...]


def answers_differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether a brief's answers, or the claims that bear them, are others than before."""
    if old.get("facts", {}).get("digest") != new.get("facts", {}).get("digest"):
        return True
    return _quoted(old) != _quoted(new)


def words_differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether a reader would see any other words than before."""
    return units(old) != units(new) or _quoted(old) != _quoted(new)


def _quoted(record: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((c["id"], c.get("text", ""), c.get("by", "")) for c in record.get("claims", ()))


def units(record: Mapping[str, Any]) -> list[str]:
    """Return all that a brief says, unit by unit: sentences, rows of tables, quotations."""
    return [unit for unit in _units(record) if unit]


def _units(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(record.get(key, "")) for key in HEAD)
    yield from (said["text"] for said in record.get("lead", ()))
    yield from (said["text"] for part in record.get("text", ()) for said in part)
    for section in (*record.get("sections", ()), *record.get("annex", ())):
        yield section.get("heading", "")
        for row in section.get("table", {}).get("rows", ()):
            yield " · ".join(cell for cell in row if cell)
        for group in section.get("groups", ()):
            yield group["name"]
            yield from map(_line, group["lines"])
        for part in ("way", "lines", "after"):
            yield from map(_line, section.get(part, ()))
    for claim in record.get("claims", ()):
        yield f"“{claim.get('text', '')}” {claim.get('by', '')}".strip()


def _line(said: Mapping[str, Any]) -> str:
    parts = (said.get("lead", ""), said["text"], said.get("because", ""))
    return " ".join(part for part in parts if part)


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[ChangedWords]:
    """Return what changed from one version to the next, in the order of the page."""
    before, after = units(old), units(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found: list[ChangedWords] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += _block(before[a:b], after[c:d])
    return found


def _block(before: Sequence[str], after: Sequence[str]) -> Iterator[ChangedWords]:
    """Pair what went with what came where one is the other reworded; the rest stands alone."""
    waiting = list(after)
    for old in before:
        like = [(difflib.SequenceMatcher(None, old, new).ratio(), new) for new in waiting]
        best, new = max(like, default=(0.0, ""))
        if best < ALIKE:
            yield ChangedWords((("-", old),))
            continue
        at = waiting.index(new)
        yield from (ChangedWords((("+", one),)) for one in waiting[:at])
        waiting = waiting[at + 1 :]
        yield ChangedWords(tuple(_reworded(old, new)))
    yield from (ChangedWords((("+", one),)) for one in waiting)


def _reworded(old: str, new: str) -> Iterator[tuple[Sign, str]]:
    """Yield the pieces of a sentence that was reworded, word by word."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield "=", "".join(before[a:b])
            continue
        if b > a:
            yield "-", "".join(before[a:b])
        if d > c:
            yield "+", "".join(after[c:d])
