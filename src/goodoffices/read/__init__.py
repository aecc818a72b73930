"""Reading: bytes to text and zones, then to claims with the words they rest on.

``read_text``, ``read_bytes`` and ``read_path`` give a :class:`~goodoffices.claims.Dossier` of one
document; ``read_paths`` one of each of many. All are the same pure function of the bytes and the
publication date; the language pipeline is loaded on the first call and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.claims import Dossier
from goodoffices.errors import UnreadableInput

if TYPE_CHECKING:
    from goodoffices.evidence import Document

__all__ = ["read_bytes", "read_document", "read_path", "read_paths", "read_text"]


def read_text(text: str, published: str | None = None, name: str = "") -> Dossier:
    """Read a plain text.

    Parameters
    ----------
    text
        The report; it is kept exactly as it is given.
    published
        Its publication date (EDTF), where known: without one, no date is reckoned from
        "yesterday".
    name
        A name for messages.

    Raises
    ------
    UnreadableInput
        where there is no text to read, or no English pipeline is installed.
    """
    from goodoffices.read.intake import text_document

    return read_document(text_document(text, name=name, published=published))


def read_bytes(data: bytes, name: str = "", published: str | None = None) -> Dossier:
    """Read the bytes of a plain text or a web page.

    Raises
    ------
    UnreadableInput
        where the bytes are empty, too large or no text, or no English pipeline is installed.
    """
    from goodoffices.read.intake import read_source

    return read_document(read_source(data, name, published=published))


def read_path(path: Path | str, published: str | None = None) -> Dossier:
    """Read a file; see :func:`read_bytes`."""
    from goodoffices.read import intake

    return read_document(intake.read_path(Path(path), published=published))


def read_paths(paths: Iterable[Path | str]) -> Iterator[Dossier | UnreadableInput]:
    """Read files one by one; a file that cannot be read gives its error, and the rest goes on."""
    for path in paths:
        try:
            yield read_path(path)
        except UnreadableInput as error:
            yield error


def read_document(document: Document) -> Dossier:
    """Return every claim of a document, unreviewed, and what a person should know of it."""
    from goodoffices.read import events, issues, relations
    from goodoffices.read.actors import find_actors
    from goodoffices.read.findings import findings
    from goodoffices.read.parse import parse
    from goodoffices.read.statements import find_statements

    parsed = parse(document)
    actors = find_actors(document, parsed)
    matters = issues.find_issues(document, parsed, actors)
    happened = events.find_events(document, parsed, actors, matters)
    statements = find_statements(
        document, parsed, actors, lambda start, end: issues.issues_in(matters, start, end)
    )
    return Dossier(
        (document,),
        (*actors.actors, *events.place_actors(document, parsed, actors, happened)),
        statements,
        events.unnamed_kept(happened, statements),
        issues.between(matters, happened, actors),
        relations.find_relations(document, parsed, actors, happened),
        findings(document, parsed, statements),
    )
