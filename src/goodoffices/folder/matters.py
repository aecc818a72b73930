"""A case's own issues as matters to look for in what was read (``evidence.across.matters``)."""

from __future__ import annotations

from goodoffices.case.nouns import Case
from goodoffices.evidence.across.matters import Matter, assigned
from goodoffices.evidence.claims import Dossier, Statement
from goodoffices.folder.proposals.belonging import placed


def with_own_issues(dossier: Dossier, case: Case) -> Dossier:
    """Return a dossier in which statements carry the case's issues they are about.

    A statement that an issue of the case names as its evidence is given to it; others are found
    by the words of the issue's name and of the statements given to it. Whose side somebody is on
    is told where only several pages together show it.
    """
    dossier = placed(dossier)
    told = {claim.id for claim in dossier.claims if isinstance(claim, Statement)}
    matters = [
        Matter(
            issue.id,
            issue.name,
            tuple(e for e in issue.basis.evidence if e in told),
            tuple(value.text or value.id for value in issue.values),
        )
        for issue in case.issues
    ]
    return assigned(dossier, matters)
