"""What may leave a case, and what never does.

First everything that is confidential is taken out of the case, and only then is a page made of it:
so no page, file or feed can show what it was not given. What is worth to whom, where each side
would leave, its red lines, how a side is thought to see the conflict, what is judged for advice,
what levers cost, free notes and the feeds that are watched stay in the case. Of what follows from
worths only the packages themselves are told, never a number.

Of the dossier, what the public case rests on is kept; what a person rejected, or nothing rests on,
is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from goodoffices.base.errors import Place
from goodoffices.brief.evidence import Evidence
from goodoffices.case.nouns import Case, LeverTerms
from goodoffices.evidence.claims import Dossier

CLOSED = ("worth", "sees", "levers", "advice", "notes", "feeds")
"""The keys of ``case.yaml`` that never leave, wherever they stand."""

SHORTEST = 12
"""Letters from which a closed text is looked for in what would be published."""


def public_case(case: Case) -> Case:
    """Return a case without anything that is confidential."""
    parties = tuple(replace(party, worth=None, sees=None) for party in case.parties)
    return replace(
        case,
        parties=parties,
        levers=LeverTerms(),
        advice=None,
        notes=(),
        feeds=(),
    )


def public_dossier(case: Case, dossier: Dossier, cited: Iterable[str] = ()) -> Dossier:
    """Return what a public case rests on: its claims, and all actors and issues for their names.

    ``cited`` are ids of claims that its author's own text names beside.
    """
    wanted = {*Evidence(case, dossier).uses, *cited}

    def kept(claim: object) -> bool:
        return getattr(claim, "id", "") in wanted and getattr(claim, "status", "") != "rejected"

    return replace(
        dossier,
        statements=tuple(filter(kept, dossier.statements)),
        events=tuple(filter(kept, dossier.events)),
        relations=tuple(filter(kept, dossier.relations)),
        findings=(),
    )


def closed_parts(case: Case) -> list[str]:
    """Return which closed keys a case has something under, in the order of the file."""
    found = [key for key in ("worth", "sees") if any(getattr(p, key) for p in case.parties)]
    found += ["levers"] if case.levers != LeverTerms() else []
    return found + [key for key in ("advice", "notes", "feeds") if getattr(case, key)]


def closed_texts(case: Case) -> dict[str, str]:
    """Return every closed text of a case that is long enough to be known again, with its key."""
    found: dict[str, str] = {}
    for party in case.parties:
        for key in ("worth", "sees"):
            for text in _texts(getattr(party, key)):
                found.setdefault(text, f"parties.{party.id}.{key}")
    for key in ("levers", "advice", "notes", "feeds"):
        for text in _texts(getattr(case, key)):
            found.setdefault(text, key)
    open_ones = set(_texts(public_case(case)))
    return {
        text: key for text, key in found.items() if len(text) >= SHORTEST and text not in open_ones
    }


def _texts(part: object) -> Iterator[str]:
    """Yield every text within a part of a case."""
    if isinstance(part, str):
        yield " ".join(part.split())
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, tuple | list | frozenset | set):
        for value in part:
            yield from _texts(value)
    elif is_dataclass(part) and not isinstance(part, Place):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
