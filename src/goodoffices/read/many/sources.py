"""The documents of a corpus one by one: files, folders of pages, containers, JSONL of documents.

A line of a JSONL file is an object with ``text`` and, where known, ``url`` and ``published``. A
mailbox, a feed, a web archive or a list of references is cut into the documents it holds, so that
each is known by its content wherever else it stands, copies are read once, and a stopped run goes
on in the midst of an archive. Nothing is held but the file at hand, of a web archive only the
record.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, cast

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.files import existing
from goodoffices.base.i18n import _
from goodoffices.read.document.intake import MAX_BYTES, too_large
from goodoffices.read.formats import pieces
from goodoffices.read.formats.kinds import kind_of, taken
from goodoffices.read.formats.pieces import MAX_ARCHIVE, SPLITTERS, Leaf

LINES = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Source:
    """One document before it is read: its name, its bytes, and whether they are a JSONL line.

    ``leaf`` is what the container that holds it says of it, without the bytes.
    """

    name: str
    data: bytes
    line: bool = False
    fault: Finding | None = None
    leaf: Leaf | None = None

    @property
    def key(self) -> bytes:
        """What the document is known by: a hash of its content, and of what a feed says of it."""
        kind = b"line" if self.line else b"file"
        held = self.data if self.fault is None else f"{self.name}\0{self.fault.text}".encode()
        if self.leaf is not None and self.leaf.facts is not None:
            held += repr(self.leaf.facts).encode("utf-8", "replace")
        return blake2b(held, digest_size=16, person=kind).digest()

    def whole(self) -> Leaf:
        """Return the document on its way into the reader."""
        if self.leaf is None:
            return Leaf(pieces.Source(self.data, self.name))
        return replace(self.leaf, source=replace(self.leaf.source, data=self.data))


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
                yield from _file(file)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the pages below a folder, one folder's names at a time; links to folders are left."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here) / name
            if (path.suffix.lower() in LINES and path.is_file()) or taken(path):
                yield path


def _file(path: Path) -> Iterator[Source]:
    """Yield a file's document, or those it holds, or why it has none to give."""
    name = str(path)
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if kind_of(file.read(4096), name) == "warc":
                yield from _archive(file, name, size)
                return
            file.seek(0)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        yield Source(name, b"", fault=_closed(path, error))
        return
    if len(data) > MAX_BYTES:
        yield from _faults(name, too_large(max(size, len(data)), name))
    elif kind_of(data, name) in SPLITTERS:
        yield from _cut(pieces.Source(data, name))
    else:
        yield Source(name, data)


def _archive(file: BinaryIO, name: str, size: int) -> Iterator[Source]:
    """Yield the pages of a web archive, which is looked at record by record where it lies."""
    if size > MAX_ARCHIVE:
        yield from _faults(name, too_large(size, name, MAX_ARCHIVE))
        return
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        yield from _cut(pieces.Source(cast("bytes", mapped), name))


def _cut(source: pieces.Source) -> Iterator[Source]:
    """Yield what a container holds, and a source with a fault for what it does not give."""
    for leaf in pieces.split(source):
        if isinstance(leaf, UnreadableInput):
            yield from _faults(source.name, leaf)
        else:
            inner = leaf.source
            yield Source(
                inner.name, inner.data, leaf=replace(leaf, source=replace(inner, data=b""))
            )


def _faults(name: str, error: UnreadableInput) -> Iterator[Source]:
    for finding in error.findings:
        yield Source(name, b"", fault=finding)


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
