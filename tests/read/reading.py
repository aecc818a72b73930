"""Read a text into events, issues and relations, for the tests beside this file."""

from __future__ import annotations

from goodoffices.evidence.claims import UNREAL, Event, Issue, Relation
from goodoffices.read.clause.roles import Scene
from goodoffices.read.document.intake import text_document
from goodoffices.read.done.events import find_events
from goodoffices.read.done.relations import find_relations
from goodoffices.read.issues import between, find_issues


def read(
    text: str, published: str | None = None
) -> tuple[tuple[Event, ...], tuple[Issue, ...], tuple[Relation, ...]]:
    """Return what a text tells."""
    document = text_document(text, published=published)
    scene = Scene.of(document)
    issues = find_issues(document, scene)
    events = find_events(document, scene, issues)
    return events, between(issues, events, scene.actors), find_relations(document, scene, events)


def events_of(text: str, published: str | None = None) -> tuple[Event, ...]:
    """Return the events a text tells as real; what is only promised or threatened is left out."""
    found = read(text, published)[0]
    return tuple(
        e
        for e in found
        if e.modality not in UNREAL and not (e.rule.startswith("within") and e.modality == "future")
    )


def only(text: str, published: str | None = None) -> Event:
    """Return the one event a text tells as real."""
    found = events_of(text, published)
    assert len(found) == 1, [(e.type, e.trigger.exact, e.actors, e.recipients) for e in found]
    return found[0]
