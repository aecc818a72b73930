"""Convening talks on a case: its parties, its issues as the agenda, its mediators' names.

The case is only read. The store is written elsewhere, never inside the folder, which is shared and
published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.case.file import load
from goodoffices.case.nouns import Case, Mediator
from goodoffices.talks.convening import Invitation, Setup, convene
from goodoffices.talks.nouns import TalksError


def setup_for(
    case: Case,
    *,
    delegations: Mapping[str, Sequence[str]] | None = None,
    mediators: Sequence[str] = (),
    observers: Sequence[str] = (),
    plenary: bool = False,
    languages: Sequence[str] = ("en",),
    paper_key: str | None = None,
) -> Setup:
    """Return talks on a case.

    A party without a named delegation has one head. Without named mediators the case's own one
    mediates, where it names one whom no party refuses: of several, who should mediate is a question
    still open, and all of them would read what each side says in private. One that mediates in the
    case has no delegation, whoever mediates these talks, unless it is
    given one: nobody becomes a party, whose no is a no, unasked.
    """
    given = delegations or {}
    offering = {m.party for m in case.mediators} - set(given)
    parties = [p for p in case.parties if p.id not in offering]
    heads = {
        p.id: list(given.get(p.id, ())) or [_("Head of delegation, {party}").format(party=p.name)]
        for p in parties
    }
    team = list(mediators) or [m.name for m in agreed(case)] or [_("Mediator")]
    issues = [
        {
            "id": issue.id,
            "name": issue.name,
            "values": [{"id": value.id, "text": value.text} for value in issue.values],
            "today": issue.today,
        }
        for issue in case.issues
        if issue.values
    ]
    return Setup(
        title=case.title,
        parties={p.id: p.name for p in parties},
        delegations={**heads, **{p: list(names) for p, names in given.items()}},
        mediators=team,
        observers=list(observers),
        agenda=[issue.name for issue in case.issues],
        plenary=plenary,
        languages=tuple(languages),
        paper_key=paper_key,
        issues=issues,
    )


def agreed(case: Case) -> tuple[Mediator, ...]:
    """Return the case's mediator, where it names one whom no party refuses; else nobody."""
    open_to_all = tuple(
        mediator
        for mediator in case.mediators
        if all(said != "no" for said, _basis in mediator.consent.values())
    )
    return open_to_all if len(open_to_all) == 1 else ()


def convene_case(
    folder: Path,
    store: Path,
    now: str,
    **choices: Any,  # noqa: ANN401 - those of setup_for
) -> list[Invitation]:
    """Convene talks on the case in a folder, into a store outside it.

    Parameters
    ----------
    folder
        the case folder, or its ``case.yaml``.
    store
        the new file; see ``choices`` in :func:`setup_for`.

    Raises
    ------
    TalksError
        if the store would lie inside the folder, exists already, or the case gives no talks.
    CaseError
        if the case cannot be read.
    """
    root = folder.resolve()
    root = root if root.is_dir() else root.parent
    if store.resolve().is_relative_to(root):
        raise TalksError(finding("GO706", file=store.name))
    return convene(store, setup_for(load(folder), **choices), now)
