"""A case's own issues as matters to look for in what was read (``evidence.across.matters``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.base.i18n import _
from goodoffices.case.nouns import Case, CaseIssue
from goodoffices.evidence.across.matters import WHO_MEDIATES, Matter, Mediation, assigned
from goodoffices.evidence.across.positions import Position, positions
from goodoffices.evidence.across.wordings import family, plain
from goodoffices.evidence.claims import Claim, Dossier, Issue, Statement
from goodoffices.evidence.selection import Topics, words_of
from goodoffices.folder.proposals.belonging import placed

HELD = 0.6
"""Which part of a level's words a claim of its issue holds to be one on this level."""


def with_own_issues(dossier: Dossier, case: Case) -> Dossier:
    """Return a dossier in which statements carry the case's issues they are about.

    A statement that an issue of the case names as its evidence is given to it; others are found
    by the words of the issue's name and of the statements given to it. What is said of the case's
    mediators, and of no other matter, is about who mediates. Whose side somebody is on is told
    where only several pages together show it.
    """
    dossier = placed(dossier)
    known = {claim.id for claim in dossier.claims if isinstance(claim, Statement)}
    matters = [
        Matter(
            issue.id,
            issue.name,
            tuple(e for e in issue.basis.evidence if e in known),
            tuple(value.text or value.id for value in issue.values),
        )
        for issue in case.issues
    ]
    mediation = mediation_of(dossier, case)
    told = assigned(dossier, matters, mediation)
    if mediation.id != WHO_MEDIATES:
        return told
    own = Issue(id=WHO_MEDIATES, name=_("Who mediates"), spans=())
    return replace(told, issues=(*told.issues, own))


def stood(dossier: Dossier, case: Case) -> tuple[Position, ...]:
    """Return who stood where on the issues of a case and of the dossier, and when."""
    return positions(with_own_issues(dossier, case))


def topics(dossier: Dossier, case: Case) -> Topics:
    """Return by claim the names of the case's issues, and of their levels, that it is about.

    About an issue is what it rests on, and what is said with its words. About a level are those of
    them that hold most of its words; where none does, all of them.
    """
    told = with_own_issues(dossier, case)
    found: dict[str, list[str]] = {}
    for issue in case.issues:
        resting = frozenset(issue.basis.evidence)
        own = [c for c in told.claims if c.id in resting or issue.id in getattr(c, "issues", ())]
        for name, claims in _named(issue, own):
            for claim in claims:
                found.setdefault(claim.id, []).append(name)
    return {claim: tuple(names) for claim, names in found.items()}


def _named(issue: CaseIssue, own: list[Claim]) -> Iterator[tuple[str, list[Claim]]]:
    """Yield an issue's name and those of its levels, each with the claims about it."""
    yield f"{issue.name} {issue.id}", own
    for value in issue.values:
        asked = set(plain(value.text).split())
        on_it = [c for c in own if _share(asked, set(plain(words_of(c)).split())) >= HELD]
        yield f"{value.text} {value.id}", on_it or own


def _share(asked: set[str], there: set[str]) -> float:
    """Return which part of some words stands among others."""
    return len(asked & there) / max(len(asked), 1)


def mediation_of(dossier: Dossier, case: Case) -> Mediation:
    """Return who should mediate as a matter: an issue of the case where one is about that."""
    actors = {actor.id: actor for actor in dossier.actors}
    names: list[str] = []
    for one in case.mediators:
        actor = actors.get(one.actor or one.id)
        names += [one.name, *(actor.aliases if actor else ())]
    about = (i.id for i in case.issues if family("of_mediators").search(plain(i.name)))
    given = (
        claim
        for one in case.mediators
        for _answer, basis in one.consent.values()
        for claim in basis.evidence
    )
    return Mediation(next(about, WHO_MEDIATES), tuple(names), frozenset(given))
