"""How each candidate stands to each side, as the dossier tells it: relations and events.

It is certain only where a person has accepted it and it comes from more than one origin; a single
report stays what was reported. No degree of closeness or leaning is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.advise.lines import Line
from goodoffices.advise.status import Status
from goodoffices.evidence.claims import Dossier, Event, Relation
from goodoffices.evidence.snapshot import origin_groups

LONGEST = 160
"""How many characters of a claim's words are told; all of them are in the dossier."""


def acting_for(dossier: Dossier, actor: str) -> frozenset[str]:
    """Return an actor with all who speak or act for it."""
    group = {actor}
    while True:
        more = {a.id for a in dossier.actors if a.affiliation in group} - group
        if not more:
            return frozenset(group)
        group |= more


def between(dossier: Dossier, one: frozenset[str], other: frozenset[str]) -> list[Relation | Event]:
    """Return the relations and events between two actors, those that were rejected left out."""
    claims: list[Relation | Event] = [
        relation
        for relation in dossier.relations
        if relation.status != "rejected"
        and _joins([relation.subject], [relation.object], one, other)
    ]
    for event in dossier.events:
        doers = (*event.actors, *([event.mediator] if event.mediator else []))
        if event.status != "rejected" and _joins(doers, event.recipients, one, other):
            claims.append(event)
    return claims


def _joins(
    first: Sequence[str], second: Sequence[str], one: frozenset[str], other: frozenset[str]
) -> bool:
    """Tell whether one is at one end and the other at the other."""
    ends = set(first), set(second)
    return bool((ends[0] & one and ends[1] & other) or (ends[0] & other and ends[1] & one))


def standing(dossier: Dossier, claims: Sequence[Relation | Event]) -> Status:
    """Return how sure it is that anything stands between two.

    ``unknown`` where nobody has accepted any of it, ``depends`` where what is accepted comes from
    one origin.
    """
    accepted = [claim for claim in claims if claim.status in ("accepted", "corrected")]
    if not accepted:
        return "unknown"
    groups = origin_groups(dossier.documents)
    origins = {groups.get(span.source) for claim in accepted for span in claim.spans}
    return "depends" if len(origins) < 2 else "certain"


def wording(lines: Iterable[Line], dossier: Dossier) -> dict[str, str]:
    """Return the words that each claim behind the lines rests on, by the claim's id."""
    cited = {claim for line in lines for claim in line.evidence}
    quotes = {}
    for claim in dossier.claims:
        if claim.id in cited and claim.spans:
            text = " ".join(claim.spans[0].exact.split())
            quotes[claim.id] = text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"
    return quotes
