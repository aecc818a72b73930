"""Reading: bytes to text and zones, then to claims with the words they rest on.

``read_text`` and ``read_bytes`` give a :class:`~goodoffices.evidence.claims.Dossier` of one source,
``read_pieces`` one of each of its pieces. All are the same pure function of the bytes and the
publication date; the language pipeline is loaded on the first call and kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.evidence.claims import Dossier, merge

if TYPE_CHECKING:
    from goodoffices.evidence.snapshot import Document
    from goodoffices.read.formats.format import InputPiece

__all__ = ["read_bytes", "read_document", "read_pieces", "read_text"]


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
    UsageError
        GO925 where the libraries that read are not installed.
    """
    needs("read")
    from goodoffices.read.document.intake import text_document

    return read_document(text_document(text, name=name, published=published))


def read_bytes(data: bytes, name: str = "", published: str | None = None) -> Dossier:
    """Read the bytes of a text, a web page or any other kind of source.

    Of a source that holds many documents, such as a feed, what could not be read is among the
    findings.

    Raises
    ------
    UnreadableInput
        where nothing in the bytes can be read, or no English pipeline is installed.
    """
    needs("read")
    from goodoffices.read.formats.format import SourceBytes
    from goodoffices.read.formats.pieces import pieces

    source = SourceBytes(data=data, name=name, published=published)
    return _joined(read_pieces(pieces(source)))


def read_pieces(
    pieces: Iterable[InputPiece | UnreadableInput],
) -> Iterator[Dossier | UnreadableInput]:
    """Read each piece of a source (:mod:`goodoffices.read.formats.pieces`).

    What cannot be read gives its error, and the rest goes on.
    """
    for piece in pieces:
        if isinstance(piece, UnreadableInput):
            yield piece
            continue
        try:
            dossier = read_document(piece.document)
        except UnreadableInput as error:
            yield error
            continue
        except Exception as error:  # noqa: BLE001 - a fault of one page is told, the rest is read
            yield _failed(piece.document.name or piece.document.id, error)
            continue
        yield replace(dossier, findings=(*dossier.findings, *piece.findings))


def _failed(name: str, error: Exception) -> UnreadableInput:
    """Return what is told of a page that the reader failed on; with ``--debug`` it is raised."""
    if os.environ.get("GOODOFFICES_DEBUG"):
        raise error
    kind = type(error).__name__
    return UnreadableInput(finding("GO142", Place(name), kind=kind))


def _joined(parts: Iterable[Dossier | UnreadableInput]) -> Dossier:
    """Join the pieces of one source, what could not be read among the findings."""
    dossiers: list[Dossier] = []
    unread: list[Finding] = []
    for part in parts:
        if isinstance(part, Dossier):
            dossiers.append(part)
        else:
            unread += part.findings
    if not dossiers:
        raise UnreadableInput(unread)
    whole = merge(dossiers)
    return replace(whole, findings=(*whole.findings, *unread))


def read_document(document: Document) -> Dossier:
    """Return every claim of a document, unreviewed, and what a person should know of it.

    It is read without the marks of its setting (:mod:`goodoffices.read.document.letters`); spans
    point into the document as it is kept.
    """
    from goodoffices.read.document.letters import legible

    text = legible(document)
    return _read(document) if text is None else text.restored(_read(text.document))


def _read(document: Document) -> Dossier:
    """Return every claim of a document that is read as it stands."""
    from goodoffices.read import issues
    from goodoffices.read.clause.roles import Scene
    from goodoffices.read.document.findings import findings
    from goodoffices.read.done import events, relations
    from goodoffices.read.said.statements import find_statements
    from goodoffices.read.who.unlisted import listed_country

    scene = Scene.of(document)
    actors = scene.actors
    matters = issues.find_issues(document, scene)
    acts = events.find_events(document, scene, matters)
    statements = find_statements(
        document, scene, lambda start, end: issues.issues_in(matters, start, end)
    )
    return Dossier(
        (document,),
        actors=tuple(
            map(listed_country, (*actors.actors, *events.place_actors(document, scene, acts)))
        ),
        statements=statements,
        events=events.unnamed_kept(acts, statements),
        issues=issues.between(matters, acts, actors),
        relations=relations.find_relations(document, scene, acts),
        findings=tuple(findings(document, scene.parse, statements, actors.actors)),
    )
