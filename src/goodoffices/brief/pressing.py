"""What presses: dates to come, and what somebody says that names a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.base.i18n import _
from goodoffices.brief.evidence import Evidence, Quote
from goodoffices.brief.timeline import Row
from goodoffices.evidence.claims import is_deadline
from goodoffices.look import dates

_PRESSES = re.compile(
    r"\b(deadline|ultimatum|expir(?:e|es|ed|y)|runs? out|running out|last chance|too late|window"
    r"|within (?:\w+ ){1,2}(?:hours|days|weeks|months)|no later than|(?:by|before|until) (?:the end"
    r"|\d{1,2}\b|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march"
    r"|april|may \d|june|july|august|september|october|november|december))",
    re.IGNORECASE,
)
"""Words by which a statement names a time that presses."""

MOST_DATES = 2
"""How many dates to come are told before what is said of deadlines."""

OVER = 30 / 365.25
"""How long, in years, a deadline that has passed is still told."""


def _passed(events: Sequence[Row], day: tuple[float, float] | None) -> list[Row]:
    """Return the deadline that passed last, within a month before a day."""
    passed = [
        row
        for row in events
        if day and row.bounds and not row.struck and is_deadline(row.event)
        if day[1] - OVER < row.bounds[1] <= day[1]
    ]
    return sorted(passed, key=lambda row: row.bounds or (0.0, 0.0))[-1:]


def pressing(evidence: Evidence, events: Sequence[Row], most: int) -> list[tuple[Quote, str]]:
    """Return at most so many claims that press, each with its date or speaker, none told twice.

    A date is to come after the day of the case, or where it names none after the latest report.
    Deadlines stand before other dates; one that passed of late is told as passed. What is only to
    come, and no time is said for it, does not press. Of what is said, the newest stands first.
    """
    pages = (document.published or "" for document in evidence.dossier.documents)
    as_of = evidence.case.as_of or max(pages, default="")[:10]
    day = dates.bounds(as_of) if as_of else None
    dated = [
        row
        for row in events
        if row.bounds and not row.struck and (row.bounds[1] > day[1] if day else row.ahead)
    ]
    found: dict[str, tuple[Quote, str]] = {}
    for row in sorted(dated, key=lambda r: (not is_deadline(r.event), r.bounds or (9999.0, 0.0))):
        if len(found) < MOST_DATES:
            found.setdefault(row.quote.text, (row.quote, row.date))
    for row in _passed(events, day)[: most - len(found)]:
        found.setdefault(row.quote.text, (row.quote, _("{date}, passed").format(date=row.date)))
    published = {d.id: d.published or "" for d in evidence.dossier.documents}
    said = [
        (statement.date or published.get(statement.sentence.source, ""), statement)
        for statement in evidence.dossier.statements
        if statement.status != "rejected" and _PRESSES.search(statement.text)
    ]
    for _day, statement in sorted(said, key=lambda one: one[0], reverse=True):
        if len(found) < most:
            quote = evidence.quote(statement.id)
            found.setdefault(quote.text, (quote, quote.speaker.split(" (")[0]))
    return list(found.values())
