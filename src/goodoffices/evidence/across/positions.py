"""Who said what on which issue, and when; what they stand for only where the words say it.

A stance is read from words of acceptance, refusal or condition in the statement itself, never from
its tone. Where there are none, or both, it is *unknown*, and a person may judge it. What several
pages report is one statement and one position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Dossier, Statement

Stance = Literal["for", "against", "conditional", "unknown"]

_FOR = re.compile(
    r"\b(?:support(?:s|ed)?|welcom(?:e|es|ed)|accept(?:s|ed)?|agree(?:s|d)?|endors(?:e|es|ed)"
    r"|(?:is|are|was|were) (?:ready|willing|prepared|open) to|in favou?r of)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:reject(?:s|ed)?|refus(?:e|es|ed)|oppos(?:e|es|ed)|rul(?:e|es|ed) out|unacceptable"
    r"|(?:will|would|do|does|did|can)(?: not|n[’']t) (?:accept|agree|support|negotiate|talk)"
    r"|cannot (?:accept|agree|support)|will never)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|on condition that|as long as|only (?:when|after|once))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|cannot)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A statement by a speaker about an issue; ``moved`` where the stance is another than before.

    ``date`` is the statement's, else the page's publication, else None; EDTF. ``reports`` pages of
    ``origins`` origins tell it, in the statements ``told_by``, of which ``statement`` is the first
    that was read.
    """

    speaker: str
    issue: str
    date: str | None
    stance: Stance
    statement: Statement
    moved: bool = False
    reports: int = 1
    origins: int = 1
    told_by: tuple[str, ...] = ()


def stance(statement: Statement) -> Stance:
    """Return what a statement's own words say of its speaker's stance."""
    text = statement.text
    against = bool(_AGAINST.search(text))
    rest = _AGAINST.sub(" ", text)
    favour = bool(_FOR.search(rest)) and not _DENIED.search(rest)
    if against == favour or statement.modality == "negated":
        return "unknown"
    if _CONDITION.search(text):
        return "conditional"
    return "against" if against else "for"


def positions(dossier: Dossier) -> tuple[Position, ...]:
    """Return the positions by speaker, issue and time; undated ones last, rejected ones not."""
    witnesses = Witnesses(dossier)
    every: list[Position] = []
    counted: set[str] = set()
    for one in dossier.statements:
        if not one.speaker or one.status == "rejected" or one.id in counted:
            continue
        alike = witnesses.alike(one)
        counted.update(s.id for s in alike)
        dates = [s.date or _published(s, witnesses.published) for s in alike]
        date = min(filter(None, dates), default=None)
        borne = witnesses.of(one)
        for issue in dict.fromkeys(issue for s in alike for issue in s.issues):
            position = Position(
                speaker=one.speaker,
                issue=issue,
                date=date,
                stance=stance(one),
                statement=one,
                reports=borne.reports,
                origins=borne.origins,
                told_by=borne.told_by,
            )
            every.append(position)
    every.sort(key=lambda p: (p.speaker, p.issue, p.date is None, p.date or ""))
    return tuple(_moving(every))


def _published(statement: Statement, pages: dict[str, str | None]) -> str | None:
    return pages.get(statement.spans[0].source) if statement.spans else None


def _moving(ordered: list[Position]) -> list[Position]:
    """Mark where a dated stance differs from the one known before."""
    before: dict[tuple[str, str], Stance] = {}
    marked = []
    for one in ordered:
        key = (one.speaker, one.issue)
        known = one.date is not None and one.stance != "unknown"
        moved = known and before.get(key, one.stance) != one.stance
        if known:
            before[key] = one.stance
        marked.append(replace(one, moved=moved))
    return marked
