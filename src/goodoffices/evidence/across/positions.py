"""Who said what on which issue, and when; what they stand for only where the words say it.

A stance is read from the cue and the words of the statement itself (:mod:`.stances`), never from
its tone; where they say nothing it is *unknown*, and a person may judge it. What several pages
report is one statement and one position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goodoffices.evidence.across.likelymoves import likely_moves
from goodoffices.evidence.across.moves import Stand, moves
from goodoffices.evidence.across.shifts import shifts
from goodoffices.evidence.across.stances import stances
from goodoffices.evidence.across.tones import Stance
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.across.wordings import family, plain
from goodoffices.evidence.claims import Actor, Dossier, Statement, waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A statement by a speaker about an issue.

    ``moved`` where by it the speaker's side stands elsewhere than before (:mod:`.moves`).
    ``date`` is the statement's, else the page's publication, else None; EDTF. ``reports`` pages of
    ``origins`` origins tell it, in the statements ``told_by``, of which ``statement`` is the first
    that was read. ``words`` are those of its sentences that take this stance, where it has several.
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
    words: str = ""


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
            every.extend(
                Position(
                    speaker=one.speaker,
                    issue=issue,
                    date=date,
                    stance=taken,
                    statement=one,
                    reports=borne.reports,
                    origins=borne.origins,
                    told_by=borne.told_by,
                    words=words,
                )
                for taken, words in stances(one, issue.replace("-", " "))
            )
    every.sort(key=lambda p: (p.speaker, p.issue, p.date is None, p.date or ""))
    return tuple(_moving(every, dossier))


def _published(statement: Statement, pages: dict[str, str | None]) -> str | None:
    return pages.get(statement.spans[0].source) if statement.spans else None


def _moving(ordered: list[Position], dossier: Dossier) -> list[Position]:
    """Mark by which dated statements a speaker's side moved."""
    stands = stood(ordered, dossier)
    moved, told = moves(stands) | likely_moves(stands), _told_so(ordered, dossier)
    return [
        replace(one, moved=True) if n in moved or _moving_by(one, told) else one
        for n, one in enumerate(ordered)
    ]


def stood(ordered: Sequence[Position], dossier: Dossier) -> list[Stand]:
    """Return what sides said on issues, in the same order."""
    sides = {actor.id: actor for actor in dossier.actors}
    return [
        Stand(
            number=number,
            side=_side(one.speaker, sides),
            issue=one.issue,
            date=one.date or "",
            stance=one.stance,
            words=one.words,
            told=one.statement.sentence.exact,
            whole="" if one.statement.kind == "indirect" else one.statement.text,
        )
        for number, one in enumerate(ordered)
    ]


def _moving_by(one: Position, told: set[str]) -> bool:
    """Tell whether a position is one by which some page says that its side moved."""
    if told.isdisjoint(one.told_by):
        return False
    grants = one.stance == "unknown" and family("yielding").search(plain(one.words))
    return one.stance in {"for", "conditional"} or bool(grants)


def _told_so(ordered: list[Position], dossier: Dossier) -> set[str]:
    """Return the ids of the statements by which pages say that a side moved."""
    ids = {told for one in ordered for told in one.told_by}
    by_page: dict[str, list[Statement]] = {}
    for statement in dossier.statements:
        if statement.id in ids and statement.spans:
            by_page.setdefault(statement.spans[0].source, []).append(statement)
    texts, actors = dossier.texts, {actor.id: actor for actor in dossier.actors}
    sides = {actor: _side(actor, actors) for actor in actors}
    return {
        told
        for page, statements in by_page.items()
        for told in shifts(texts.get(page, ""), statements, sides)
    }


def _side(speaker: str, actors: dict[str, Actor]) -> str:
    """Return whom a speaker speaks for, as far as affiliations tell."""
    seen: set[str] = set()
    while speaker in actors and speaker not in seen and actors[speaker].kind != "state":
        seen.add(speaker)
        speaker = actors[speaker].affiliation or speaker
    return speaker
