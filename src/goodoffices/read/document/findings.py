"""What a person should know of a page before resting on it.

That it is undated, rewritten from another outlet, rests on sources without a name, or was not read
in full. These are warnings and notes, not errors: the page was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.base.errors import Finding, Place, Severity
from goodoffices.base.i18n import _, n_
from goodoffices.evidence.claims import Statement
from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.parse import LIMIT, Parse, is_english


def findings(
    document: Document, parse: Parse, statements: Sequence[Statement]
) -> tuple[Finding, ...]:
    """Return the findings of one document."""
    return (
        *_undated(document),
        *_rewritten(document),
        *_unnamed(document, statements),
        *_unread(document, parse),
    )


def _finding(
    document: Document, code: str, text: str, help_: str, severity: Severity = "warning"
) -> Finding:
    """Return a finding about a document, placed at its name."""
    place = Place(document.name or document.id)
    return Finding(code, text, place, help_, severity)


def _undated(document: Document) -> Iterator[Finding]:
    """Say that a page has no date."""
    if document.published is None:
        yield _finding(
            document,
            "GO153",
            _("The page does not say when it was published, so it stays undated."),
            _("Where you know the date, give it: --published 2025-03-05."),
        )


def _rewritten(document: Document) -> Iterator[Finding]:
    """Say that a page was rewritten from another outlet."""
    if document.origin is not None:
        text = _("The page says it was rewritten from {origin}.")
        yield _finding(
            document,
            "GO154",
            text.format(origin=document.origin.name),
            _("Read the original too: {address}.").format(address=document.origin.address),
        )


def _unnamed(document: Document, statements: Sequence[Statement]) -> Iterator[Finding]:
    """Say how many statements come from sources without a name."""
    count = sum(s.unnamed is not None for s in statements)
    if count:
        text = n_(
            "{count} statement comes from a source without a name.",
            "{count} statements come from sources without a name.",
            count,
        )
        yield _finding(
            document,
            "GO155",
            text.format(count=count),
            _("Look for a second source before you rest on them."),
            "note",
        )


def _unread(document: Document, parse: Parse) -> Iterator[Finding]:
    """Say what was not parsed: another language, or beyond what is read of one document."""
    text = document.snapshot.text
    foreign = [z for z in parse.unread if not is_english(text[z.start : z.end], document.language)]
    if foreign or (parse.unread and not parse.sentences):
        size = sum(z.end - z.start for z in (foreign or parse.unread))
        yield _finding(
            document,
            "GO151",
            n_(
                "{count} character is not in English: only the names of states and organisations "
                "were read there.",
                "{count} characters are not in English: only the names of states and "
                "organisations were read there.",
                size,
            ).format(count=size),
            _("Mark by hand what else it says."),
        )
    elif parse.unread:
        size = sum(z.end - z.start for z in parse.unread)
        yield _finding(
            document,
            "GO152",
            _("{count} characters lie beyond the {limit} that are read of one document.").format(
                count=size, limit=LIMIT
            ),
            _("Split the document into parts to read all of it."),
        )
