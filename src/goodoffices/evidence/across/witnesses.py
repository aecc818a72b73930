"""How many reports bear a claim, and how many origins those have: reports are not witnesses.

An event is borne by every report of its happening; a statement by every report of the same words by
the same speaker at the same time; an actor or an issue by every page that names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from goodoffices.base.notebook import html_table
from goodoffices.evidence import words
from goodoffices.evidence.across.copies import origins
from goodoffices.evidence.across.happenings import APART, Happening, day, happenings
from goodoffices.evidence.claims import Claim, Dossier, Event, Statement, waits

_MARKS = str.maketrans("", "", "“”„\"«»‘’'")


@dataclass(frozen=True, slots=True)
class Borne:
    """How many pages report something, how many origins they have, and the claims that do."""

    reports: int
    origins: int
    told_by: tuple[str, ...] = ()


class Witnesses:
    """A dossier whose pages are weighed once for many claims."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.groups = origins(dossier.documents)
        self.published = {d.id: d.published for d in dossier.documents}

    @property
    def whole(self) -> Borne:
        """How many reports the dossier holds, of how many origins."""
        return self._borne(self.groups, ())

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The events, each once."""
        return happenings(self.dossier, self.groups)

    @cached_property
    def _of_event(self) -> dict[str, Happening]:
        return {event.id: one for one in self.happenings for event in one.reports}

    @cached_property
    def _said(self) -> dict[tuple[str, str], list[Statement]]:
        """Statements by speaker and words."""
        statements: dict[tuple[str, str], list[Statement]] = {}
        for statement in self.dossier.statements:
            if statement.status != "rejected" and not waits(statement):
                statements.setdefault(_words(statement), []).append(statement)
        return statements

    def of(self, claim: Claim) -> Borne:
        """Return how many reports and origins bear a claim."""
        if isinstance(claim, Event) and claim.id in self._of_event:
            one = self._of_event[claim.id]
            return Borne(one.pages, one.origins, tuple(event.id for event in one.reports))
        alike: tuple[Claim, ...] = (claim,)
        if isinstance(claim, Statement) and claim.status != "rejected":
            alike = self.alike(claim)
        pages = dict.fromkeys(span.source for one in alike for span in one.spans)
        return self._borne(pages, tuple(one.id for one in alike))

    def alike(self, statement: Statement) -> tuple[Statement, ...]:
        """Return the reports of one statement, itself among them."""
        same = self._said.get(_words(statement), [])
        return tuple(s for s in same if s is statement or self._once(s, statement)) or (statement,)

    def _once(self, one: Statement, other: Statement) -> bool:
        """Tell whether the same words of one speaker were said once: in a day, or in one source."""
        first, second = (day(s.date or self.published.get(_page(s))) for s in (one, other))
        if first and second:
            return abs(first - second) <= APART
        return self.groups.get(_page(one), -1) == self.groups.get(_page(other), -2)

    def to_dict(self) -> dict[str, Any]:
        """Return what stands beside a dossier in JSON: reports are not witnesses, nor events.

        ``reports`` and ``origins`` count the pages and their origins, ``same_origin`` lists the ids
        of the pages of each; ``happenings`` are the events, each once, by the ids of the reports
        that tell it. The shape is described by :func:`goodoffices.dossier_schema`.
        """
        pages: dict[int, list[str]] = {}
        for page, group in self.groups.items():
            pages.setdefault(group, []).append(page)
        return {
            "reports": len(self.groups),
            "origins": len(pages),
            "same_origin": list(pages.values()),
            "happenings": [
                {
                    "event": one.event.id,
                    "told_by": [event.id for event in one.reports],
                    "reports": one.pages,
                    "origins": one.origins,
                }
                for one in self.happenings
            ],
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return the events, each once, with their words in the first report that tells it."""
        return [
            {
                "event": one.event.id,
                "date": one.event.date,
                "text": one.event.spans[0].exact if one.event.spans else "",
                "reports": one.pages,
                "origins": one.origins,
            }
            for one in self.happenings
        ]

    def __repr__(self) -> str:
        """Say in one line how many witnesses there are, of how many events."""
        whole, events = self.whole, len(self.happenings)
        return f"Witnesses({whole.reports} reports, {whole.origins} origins, {events} events)"

    def _repr_html_(self) -> str:
        """Show every event in a notebook, with how many reports and origins bear it."""
        rows = ([str(value or "") for value in row.values()] for row in self.rows())
        return html_table(repr(self), words.event_heads(), rows)

    def _borne(self, pages: dict[str, Any], told_by: tuple[str, ...]) -> Borne:
        return Borne(len(pages), len({self.groups.get(p, p) for p in pages}), told_by)


def _page(statement: Statement) -> str:
    return statement.spans[0].source if statement.spans else ""


def _words(statement: Statement) -> tuple[str, str]:
    """Return who said it and the words, without what differs between two prints of them."""
    words = " ".join(statement.text.translate(_MARKS).casefold().split()).rstrip(".,;")
    return statement.speaker or f"\0{statement.speaker_name.casefold()}", words


def witnesses(dossier: Dossier) -> Witnesses:
    """Weigh the reports of a dossier: which are one origin, which tell one event.

    Parameters
    ----------
    dossier
        several pages', as :func:`goodoffices.merge` or a case folder gives it.

    Returns
    -------
    Witnesses
        what can be asked for many claims: ``whole``, ``happenings``, ``of(claim)``, ``to_dict()``.
    """
    return Witnesses(dossier)
