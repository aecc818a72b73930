"""Sides that say one thing and its opposite, as findings (``evidence.across.opposed``)."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.base.errors import Finding, Place
from goodoffices.base.i18n import _
from goodoffices.evidence.across.opposed import Opposed, opposed, what_differs
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.check.sources import page_place


def contradicting(dossier: Dossier) -> Iterator[Finding]:
    """Find pairs of statements in which a speaker, or two of one side, say opposite things.

    One speaker's are worth a look in any case; those of two speakers only where nothing explains
    them, else they are a note.
    """
    for found in opposed(dossier):
        yield _finding(dossier, found)


def _finding(dossier: Dossier, found: Opposed) -> Finding:
    one, other = found.statements
    if found.one_speaker:
        text = _("{speaker} is read as saying opposite things about “{issue}”: {one} and {other}.")
    else:
        text = _(
            "Speakers for {speaker} are read as saying opposite things about “{issue}”: {one} and "
            "{other}."
        )
    name = next((i.name for i in dossier.issues if i.id == found.issue), found.issue)
    speaker = one.speaker if found.one_speaker else found.side
    said = text.format(speaker=dossier.actor_name(speaker), issue=name, one=one.id, other=other.id)
    page = dossier.document(one.spans[0].source) if one.spans else None
    place = page_place(page, one.id) if page else Place(one.id)
    help_ = _("Look at both ({differs}): goodoffices contradictions CASE").format(
        differs=what_differs(found)
    )
    grave = found.one_speaker or found.contradiction
    return Finding("GO306", said, place, help_, "warning" if grave else "note")
