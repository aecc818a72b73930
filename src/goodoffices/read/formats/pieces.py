"""One file to its pieces: a report is one, a mailbox, a feed or a web archive holds many.

Each piece is a document with its own bytes, which are what a case keeps; what cannot be read is
told, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from goodoffices.base.errors import Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.intake import too_large
from goodoffices.read.formats import format_of, formats
from goodoffices.read.formats.format import InputPiece, SourceBytes

HEAD = 4096
"""How many of a file's first bytes tell how large it may be."""


def pieces(source: SourceBytes) -> Iterator[InputPiece | UnreadableInput]:
    """Yield what a source holds, and the refusal of each part that cannot be read."""
    kind = source.kind or format_of(source.data, source.name)
    if len(source.data) > kind.most:
        yield too_large(len(source.data), source.name, kind.most)
        return
    try:
        for part in kind.read(source):
            if isinstance(part, SourceBytes):
                yield from _inside(part)
            else:
                yield part
    except Exception as error:  # noqa: BLE001 - a fault is told of the file, and the rest is read
        yield _failed(source, error)


def _failed(source: SourceBytes, error: Exception) -> UnreadableInput:
    """Return why a file cannot be read; a fault of the program's is raised with ``--debug``."""
    if isinstance(error, UnreadableInput):
        return error
    if os.environ.get("GOODOFFICES_DEBUG"):
        raise error
    return UnreadableInput(finding("GO142", source.place, kind=type(error).__name__))


def _inside(source: SourceBytes) -> Iterator[InputPiece | UnreadableInput]:
    """Yield the pieces of a file that lies in another; that one may count what cannot be read."""
    for piece in pieces(source):
        if isinstance(piece, UnreadableInput) and source.refusals is not None:
            source.refusals.update(finding.code for finding in piece.findings)
        else:
            yield piece


def split(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Cut a container into the files it holds, without reading any of them.

    What is no container is one file. Reading each by :func:`pieces` gives what reading the
    container does; only refusals are told for each and not summed up.
    """
    kind = source.kind or format_of(source.data, source.name)
    if not kind.container:
        yield source
        return
    try:
        for part in kind.read(source):
            if not isinstance(part, InputPiece):
                yield part
    except Exception as error:  # noqa: BLE001 - a fault is told of the file, and the rest is read
        yield _failed(source, error)


def read_file(path: Path, published: str | None = None) -> Iterator[InputPiece | UnreadableInput]:
    """Yield the pieces of a file, whose size is looked at before its bytes are."""
    name = str(path)
    try:
        size = path.stat().st_size
        if size > (most := max(kind.most for kind in formats())):
            raise too_large(size, name, most)
        with path.open("rb") as file:
            data = file.read(HEAD)
            most = format_of(data, name).most
            if size > most:
                raise too_large(size, name, most)
            data += file.read(most + 1 - len(data))
    except UnreadableInput as error:
        yield error
    except OSError as error:
        yield UnreadableInput(finding("GO108", Place(name), reason=error.strerror or error))
    else:
        yield from pieces(SourceBytes(data=data, name=name, published=published))
