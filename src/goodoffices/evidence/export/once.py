"""The events of a dossier, each once, for exports that will be counted."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.evidence.across.witnesses import Borne, Witnesses
from goodoffices.evidence.claims import Dossier, Event


def once(dossier: Dossier, *, asserted: bool = False) -> Iterator[tuple[Event, Borne]]:
    """Yield each event as its first report tells it, with how many reports and origins it has.

    ``asserted`` leaves out the reports that do not plainly assert it. Reports that a person
    rejected, where the dossier still holds them, tell nothing together with others.
    """
    witnesses = Witnesses(dossier)
    fit = {e.id for e in dossier.events if not asserted or e.modality == "asserted"}
    for one in witnesses.happenings:
        event = next((e for e in one.reports if e.id in fit), None)
        if event is not None:
            yield event, witnesses.of(event)
    for event in dossier.events:
        if event.status == "rejected" and event.id in fit:
            yield event, witnesses.of(event)
