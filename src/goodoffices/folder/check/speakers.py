"""Sides that say one thing and its opposite, as findings (``evidence.across.opposed``)."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.base.errors import Finding, Place
from goodoffices.base.findings import finding
from goodoffices.evidence.across.opposed import Opposed, opposed
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.check.sources import page_place


def contradicting(dossier: Dossier) -> Iterator[Finding]:
    """Find pairs of statements in which a speaker, or two of one side, say opposite things.

    One speaker's are worth a look in any case; those of two speakers only where nothing explains
    them, else they are a note.
    """
    for pair in opposed(dossier):
        yield _finding(dossier, pair)


def _finding(dossier: Dossier, pair: Opposed) -> Finding:
    one, other = pair.statements
    page = dossier.document(one.spans[0].source) if one.spans else None
    return finding(
        "GO306.speaker" if pair.one_speaker else "GO306.side",
        page_place(page, one.id) if page else Place(one.id),
        severity="warning" if pair.one_speaker or pair.contradiction else "note",
        speaker=dossier.actor_name(one.speaker if pair.one_speaker else pair.side),
        issue=next((i.name for i in dossier.issues if i.id == pair.issue), pair.issue),
        one=one.id,
        other=other.id,
        differs=pair.explain(),
    )
