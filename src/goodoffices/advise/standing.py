"""How each candidate stands to each side, as the dossier tells it: relations and events, quoted.

What is told is what pages report, with its ids. It is certain only where a person has accepted it
and it comes from more than one origin; a single report stays what was reported. No degree of
closeness or leaning is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodoffices.advise.corners import Status
from goodoffices.advise.lines import Line
from goodoffices.advise.mediators import asked
from goodoffices.base.i18n import _
from goodoffices.case.nouns import Case, Mediator, Party
from goodoffices.evidence.claims import Dossier, Event, Relation
from goodoffices.evidence.snapshot import origin_groups

METHOD = "standing"
MOST = 8
"""How many claims of one pair are told; their number is always told."""


LONGEST = 160
"""How many characters of a claim's words are told; all of them are in the dossier."""


def standings(case: Case, dossier: Dossier) -> Iterator[Line]:
    """Yield how each candidate stands to each party but itself."""
    for mediator in case.mediators:
        for party in (p for p in case.parties if p.id in asked(case, mediator)):
            yield _line(mediator, party, dossier)


def acting_for(dossier: Dossier, actor: str) -> frozenset[str]:
    """Return an actor with all who speak or act for it."""
    found = {actor}
    while True:
        more = {a.id for a in dossier.actors if a.affiliation in found} - found
        if not more:
            return frozenset(found)
        found |= more


def between(dossier: Dossier, one: frozenset[str], other: frozenset[str]) -> list[Relation | Event]:
    """Return the relations and events between two actors, those that were rejected left out."""
    found: list[Relation | Event] = []
    for relation in dossier.relations:
        ends = relation.subject, relation.object
        if relation.status != "rejected" and _joins(((ends[0],), (ends[1],)), one, other):
            found.append(relation)
    for event in dossier.events:
        doers = (*event.actors, *([event.mediator] if event.mediator else []))
        if event.status != "rejected" and _joins((doers, event.recipients), one, other):
            found.append(event)
    return found


def _joins(
    ends: tuple[Sequence[str], Sequence[str]], one: frozenset[str], other: frozenset[str]
) -> bool:
    """Tell whether one is at one end and the other at the other."""
    first, second = (set(end) for end in ends)
    return bool((first & one and second & other) or (first & other and second & one))


def _line(mediator: Mediator, party: Party, dossier: Dossier) -> Line:
    about = _("{mediator} and {party}").format(mediator=mediator.name, party=party.name)
    ident = f"standing:{mediator.id}:{party.id}"
    ends = (acting_for(dossier, who.actor or who.id) for who in (mediator, party))
    found = between(dossier, *ends)
    if not found:
        text = _("The dossier does not tell how they stand to one another.")
        flips = _("Read in a report that does: goodoffices read CASE PAGE.")
        return Line("mediator", about, "unknown", text, METHOD, (), (), flips, id=ident)
    told = [_told(claim) for claim in found[:MOST]]
    text = _("Reported between them: {claims}.").format(claims="; ".join(told))
    if len(found) > MOST:
        text += " " + _("There are {count} in all.").format(count=len(found))
    status, note = _standing(dossier, found)
    waiting = tuple(claim.id for claim in found if claim.status in ("unreviewed", "unsure"))
    return Line(
        "mediator",
        about,
        status,
        " ".join([text, *note]),
        METHOD,
        tuple(claim.id for claim in found),
        tuple(claim.id for claim in found[:MOST]),
        _("a report to the contrary"),
        unreviewed=waiting,
        id=ident,
    )


def _standing(dossier: Dossier, found: list[Relation | Event]) -> tuple[Status, list[str]]:
    """Return how sure it is that anything stands between them."""
    taken = [claim for claim in found if claim.status in ("accepted", "corrected")]
    if not taken:
        return "unknown", [_("Nobody has reviewed any of it.")]
    groups = origin_groups(dossier.documents)
    origins = {groups.get(span.source) for claim in taken for span in claim.spans}
    if len(origins) < 2:
        return "depends", [_("What is accepted comes from one origin, so it stays reported.")]
    return "certain", []


def notes(lines: Iterable[Line], dossier: Dossier) -> dict[str, str]:
    """Return what is weak in the evidence of each line: not reviewed, or from one origin only."""
    claims = {claim.id: claim for claim in dossier.claims}
    groups = origin_groups(dossier.documents)
    found: dict[str, str] = {}
    for line in lines:
        held = [claims[e] for e in line.evidence if e in claims]
        told = []
        if len(held) < len(line.evidence):
            told.append(_("not all in the dossier"))
        if any(claim.status == "rejected" for claim in held):
            told.append(_("some rejected"))
        if any(claim.status in ("unreviewed", "unsure") for claim in held):
            told.append(_("not all reviewed"))
        if len({groups.get(span.source) for claim in held for span in claim.spans}) == 1:
            told.append(_("from one origin"))
        if told and line.id:
            found[line.id] = ", ".join(told)
    return found


def wording(lines: Iterable[Line], dossier: Dossier) -> dict[str, str]:
    """Return the words that each claim behind the lines rests on, by the claim's id."""
    wanted = {claim for line in lines for claim in line.evidence}
    found = {}
    for claim in dossier.claims:
        if claim.id in wanted and claim.spans:
            text = " ".join(claim.spans[0].exact.split())
            found[claim.id] = text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"
    return found


def _told(claim: Relation | Event) -> str:
    word = claim.type.replace("_", " ").lower()
    notes: list[str] = [] if claim.modality == "asserted" else [claim.modality]
    if isinstance(claim, Event) and claim.date:
        notes.append(claim.date)
    return f"{word} ({', '.join([*notes, claim.id])})"
