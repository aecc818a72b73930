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
from goodoffices.base.findings import finding
from goodoffices.read.document.intake import MAX_BYTES, too_large
from goodoffices.read.formats import format_of, is_source
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.pieces import HEAD, split

LINES = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One document before it is read: its bytes, and whether they are a JSONL line.

    ``faults`` say why there are none.
    """

    source: SourceBytes
    line: bool = False
    faults: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, and where in it the document lies."""
        return self.source.name

    @property
    def key(self) -> bytes:
        """What the document is known by: a hash of its content, and of what a feed says of it."""
        kind = b"line" if self.line else b"file"
        content = self.source.data
        if self.faults:
            content = "\0".join([self.name, *(fault.text for fault in self.faults)]).encode()
        if self.source.facts is not None:
            content += repr(self.source.facts).encode("utf-8", "replace")
        return blake2b(content, digest_size=16, person=kind).digest()


def sources(paths: Iterable[str | Path]) -> Iterator[CorpusDocument]:
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
            if (path.suffix.lower() in LINES and path.is_file()) or is_source(path):
                yield path


def _file(path: Path) -> Iterator[CorpusDocument]:
    """Yield a file's document, or those it holds, or why it has none to give."""
    name = str(path)
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            kind = format_of(file.read(HEAD), name)
            if size > kind.most:
                yield _faulty(name, too_large(size, name, kind.most))
                return
            if kind.most > MAX_BYTES:
                yield from _mapped(file, name, kind)
                return
            file.seek(0)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        yield _faulty(name, _closed(path, error))
        return
    yield from _cut(SourceBytes(data=data, name=name))


def _mapped(file: BinaryIO, name: str, kind: Format) -> Iterator[CorpusDocument]:
    """Yield the documents of a file that may be large, which is looked at where it lies."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        yield from _cut(SourceBytes(data=cast("bytes", mapped), name=name, kind=kind))


def _cut(source: SourceBytes) -> Iterator[CorpusDocument]:
    """Yield what a container holds, and a document with faults for what it does not give."""
    for part in split(source):
        if isinstance(part, UnreadableInput):
            yield _faulty(source.name, part)
        else:
            yield CorpusDocument(replace(part, refusals=None))


def _faulty(name: str, error: UnreadableInput) -> CorpusDocument:
    return CorpusDocument(SourceBytes(data=b"", name=name), faults=error.findings)


def _lines(path: Path) -> Iterator[CorpusDocument]:
    """Yield the lines of a JSONL file that hold anything; one beyond the limit is cut."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                name = f"{path}:{number}"
                if line.strip():
                    yield CorpusDocument(SourceBytes(data=line, name=name), line=True)
                while line and not line.endswith(b"\n"):  # the rest of a line that was cut
                    line = file.readline(MAX_BYTES + 1)
    except OSError as error:
        yield _faulty(str(path), _closed(path, error))


def _closed(path: Path, error: OSError) -> UnreadableInput:
    """Say that a file cannot be opened."""
    return UnreadableInput(finding("GO108", Place(str(path)), reason=error.strerror or error))


_FIELDS = (str, type(None))


@dataclass(frozen=True, slots=True)
class JsonlDocument:
    """What a line of a JSONL file holds."""

    text: str
    url: str
    published: str | None


def parse_line(source: SourceBytes) -> JsonlDocument:
    """Return what a line of a JSONL file holds.

    Raises
    ------
    UnreadableInput
        GO140 where it is no document.
    """
    try:
        line = json.loads(source.data)
    except (ValueError, RecursionError):
        line = None
    fields = [line.get(k) for k in ("text", "url", "published")] if isinstance(line, dict) else []
    if not fields or not isinstance(fields[0], str) or any(type(f) not in _FIELDS for f in fields):
        raise UnreadableInput(finding("GO140", Place(source.name)))
    return JsonlDocument(fields[0], fields[1] or "", fields[2] or None)
