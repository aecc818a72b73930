"""In which order a person is asked to decide: first what the case, its brief or its draft uses.

What nobody rests anything on may wait; what the reader itself is least sure of comes last. Within a
step actors and issues come first, since a merge of two changes what the others say.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from goodoffices.case.file import CaseFile
from goodoffices.evidence.claims import Claim, Dossier, Event, Statement
from goodoffices.evidence.selection import people
from goodoffices.evidence.store.rows import ENTITIES, kind_of
from goodoffices.folder.proposals.sides import Candidates


def order(claims: Iterable[Claim], dossier: Dossier, rested_on: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of claims in the order of asking.

    Parameters
    ----------
    claims
        what is to be decided.
    dossier
        all that was read.
    rested_on
        the ids of the claims and actors that the case names.
    """
    used = frozenset(rested_on)
    sides = _sides(dossier)
    named = {one for c in dossier.claims if c.id in used for one in people(c)} | used | sides
    pages = {d.id: number for number, d in enumerate(dossier.documents)}

    def place(claim: Claim) -> tuple[int, bool, int, int]:
        span = claim.spans[0] if claim.spans else None
        where = (pages.get(span.source, len(pages)), span.start) if span else (len(pages), 0)
        return (_step(claim, used, named), kind_of(claim) not in ENTITIES, *where)

    return tuple(claim.id for claim in sorted(claims, key=place))


def rested_on(case: Path) -> tuple[str, ...]:
    """Return the claims and actors that a case names, as far as its file can be read."""
    return named_in(CaseFile.open(case))


def named_in(file: CaseFile) -> tuple[str, ...]:
    """Return the claims and actors that a case file names."""
    actors = [party.actor or party.id for party in file.case.parties]
    actors += [mediator.actor or mediator.id for mediator in file.case.mediators]
    claims = (claim for ground in file.grounds for claim in ground.basis.evidence)
    return tuple(dict.fromkeys((*actors, *claims)))


def _step(claim: Claim, used: frozenset[str], named: set[str]) -> int:
    """Return when a claim is asked about: 0 what the case uses, 1 what it may, 3 what is unsure."""
    if claim.id in used:
        return 0
    if claim.confidence == "low":
        return 3
    if kind_of(claim) in ENTITIES:
        return 1 if claim.id in named or not named.isdisjoint(people(claim)) else 2
    if isinstance(claim, Statement | Event) and any(one in named for one in people(claim)):
        return 1
    return 2


def _sides(dossier: Dossier) -> set[str]:
    """Return who mediates, is mediated with or has an issue, and those who speak for them."""
    shown = Candidates(dossier, parsed=False)
    named = {one for event in shown.mediations for one in people(event)}
    named |= {one for issue in shown.issues for one in issue.parties}
    sides = {shown.principal(one) for one in named}
    return {a for a in shown.actors if shown.principal(a) in sides}
