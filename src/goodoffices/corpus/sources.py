"""The documents of a corpus one by one: files, folders of pages, and JSONL files of documents.

A line of a JSONL file is an object with ``text`` and, where known, ``url`` and ``published``.
Nothing is held but the document at hand; a document is known by its content, so that copies are
read once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from goodoffices.errors import Finding, Place, UnreadableInput
from goodoffices.i18n import _
from goodoffices.paths import existing
from goodoffices.read.intake import MAX_BYTES

LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})
"""Endings that are taken from a folder, with those of :data:`LINES`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document before it is read: its name, its bytes, and whether they are a JSONL line."""

    name: str
    data: bytes
    line: bool = False
    fault: Finding | None = None

    @property
    def key(self) -> bytes:
        """What the document is known by: a hash of its content."""
        kind = b"line" if self.line else b"file"
        held = self.data if self.fault is None else f"{self.name}\0{self.fault.text}".encode()
        return blake2b(held, digest_size=16, person=kind).digest()


def sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """Yield the documents of files and folders, folders in name order.

    Raises
    ------
    UsageError
        where there is nothing of that name.
    """
    for path in [existing(p) for p in paths]:
        for file in _walk(path) if path.is_dir() else (path,):
            if file.suffix.lower() in LINES:
                yield from _lines(file)
            else:
                yield _file(file)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the pages below a folder, one folder's names at a time; links to folders are left."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here) / name
            if path.suffix.lower() in PAGES | LINES and path.is_file():
                yield path


def _file(path: Path) -> Source:
    """Return a file's bytes, or why it has none to give."""
    try:
        with path.open("rb") as file:
            return Source(str(path), file.read(MAX_BYTES + 1))
    except OSError as error:
        return Source(str(path), b"", fault=_closed(path, error))


def _lines(path: Path) -> Iterator[Source]:
    """Yield the lines of a JSONL file that hold anything; one beyond the limit is cut."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                name = f"{path}:{number}"
                if line.strip():
                    yield Source(name, line, line=True)
                while line and not line.endswith(b"\n"):  # the rest of a line that was cut
                    line = file.readline(MAX_BYTES + 1)
    except OSError as error:
        yield Source(str(path), b"", fault=_closed(path, error))


def _closed(path: Path, error: OSError) -> Finding:
    """Say that a file cannot be opened."""
    text = _("This file cannot be opened: {reason}.").format(reason=error.strerror or error)
    return Finding("GO108", text, Place(str(path)), _("Check its name and your right to read it."))


_SAID = (str, type(None))


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a JSONL file holds."""

    text: str
    url: str
    published: str | None


def parse_line(source: Source) -> Line:
    """Return what a line of a JSONL file holds.

    Raises
    ------
    UnreadableInput
        GO140 where it is no document.
    """
    try:
        held = json.loads(source.data)
    except (ValueError, RecursionError):
        held = None
    fields = [held.get(k) for k in ("text", "url", "published")] if isinstance(held, dict) else []
    if not fields or not isinstance(fields[0], str) or any(type(f) not in _SAID for f in fields):
        text = _("This line holds no document.")
        hint = _("Write one object a line, with text and, where known, url and published.")
        raise UnreadableInput(Finding("GO140", text, Place(source.name), hint))
    return Line(fields[0], fields[1] or "", fields[2] or None)
