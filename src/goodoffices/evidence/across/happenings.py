"""The same event in several reports as one: reports are never counted as events.

Careful by construction: two reports tell one event only where type, actors, recipients and mediator
are the same, both are told as real or both as not, and both bear the same date, or days next to
each other. What bears no full date is one event only where the pages are one source and the words
are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goodoffices.evidence.across.copies import origins
from goodoffices.evidence.claims import ACT, UNREAL, Dossier, Event, waits

APART = timedelta(days=1)
"""How far apart the dates may be: reports of an evening and of the morning after."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: the reports that tell it, the first read first, and how many origins they have."""

    reports: tuple[Event, ...]
    pages: int
    origins: int

    @property
    def event(self) -> Event:
        """The event as its first report tells it."""
        return self.reports[0]


def happenings(dossier: Dossier, groups: dict[str, int] | None = None) -> tuple[Happening, ...]:
    """Return the events of a dossier, each once; rejected reports tell none, nor what waits.

    ``groups`` are the pages' origins where they are known already.
    """
    groups = origins(dossier.documents) if groups is None else groups
    by_key: dict[tuple[object, ...], list[list[Event]]] = {}
    for event in dossier.events:
        if event.status == "rejected" or waits(event):
            continue
        like = by_key.setdefault(key(event), [])
        same = next((g for g in like if all(_one(event, e, groups) for e in g)), None)
        if same is None:
            like.append([event])
        else:
            same.append(event)
    order = {event.id: number for number, event in enumerate(dossier.events)}
    gathered = sorted((g for like in by_key.values() for g in like), key=lambda g: order[g[0].id])
    return tuple(_happening(group, groups) for group in gathered)


def key(event: Event) -> tuple[object, ...]:
    """Return what two reports of one event share at least; see also :func:`words_of`."""
    people = (frozenset(event.actors), frozenset(event.recipients), event.mediator)
    act = words_of(event) if event.type == ACT else ""  # of acts without a type the words decide
    return (event.type, act, *people, event.stage, event.modality in UNREAL)


def _one(one: Event, other: Event, groups: dict[str, int]) -> bool:
    """Tell whether two reports that share the key tell one event."""
    first, second = day(one.date), day(other.date)
    if first and second:
        return abs(first - second) <= APART
    pages = {groups.get(e.spans[0].source) for e in (one, other) if e.spans}
    words = {words_of(e) for e in (one, other) if e.spans}
    return one.date == other.date and len(pages) == 1 and len(words) == 1


def words_of(event: Event) -> str:
    """Return the words that tell an event, without what differs between two prints of them."""
    return " ".join(event.spans[0].exact.split()).casefold()


def day(edtf: str | None) -> date | None:
    """Return an EDTF date of full days; None for months, intervals and what is uncertain."""
    try:
        return date.fromisoformat(edtf) if edtf and len(edtf) == 10 else None
    except ValueError:
        return None


def _happening(group: list[Event], groups: dict[str, int]) -> Happening:
    pages = set(_pages(group))
    return Happening(tuple(group), len(pages), len({groups.get(page, page) for page in pages}))


def _pages(group: list[Event]) -> Iterator[str]:
    for event in group:
        yield from (span.source for span in event.spans)
