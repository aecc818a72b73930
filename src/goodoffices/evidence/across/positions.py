"""Who said what on which issue, and when; what they stand for only where the words say it.

A stance is read from the cue and the words of the statement itself (:mod:`.stances`), never from
its tone; where they say nothing it is *unknown*, and a person may judge it. What several pages
report is one statement and one position.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.evidence.across.stances import Stance, stance
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Dossier, Statement, waits


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


def positions(dossier: Dossier) -> tuple[Position, ...]:
    """Return the positions by speaker, issue and time; undated ones last.

    Rejected statements hold none, nor do those of the low band until a person has accepted them.
    """
    witnesses = Witnesses(dossier)
    every: list[Position] = []
    counted: set[str] = set()
    for one in dossier.statements:
        if not one.speaker or one.status == "rejected" or one.id in counted or waits(one):
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
