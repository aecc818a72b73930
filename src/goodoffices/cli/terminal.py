"""What the command line prints: tables of plain text, findings, and the dossier in words."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from goodoffices.base.i18n import _, n_

if TYPE_CHECKING:
    from pathlib import Path

    from goodoffices.base.errors import Finding
    from goodoffices.evidence.across.happenings import Happening
    from goodoffices.evidence.across.witnesses import Witnesses
    from goodoffices.evidence.claims import Claim, Dossier, Statement
    from goodoffices.evidence.snapshot import Document, Span


_NARROW = re.compile("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u2311\u2500-\u25fc]*")
"""Letters, signs and lines that take one column each: the library that knows all is not needed."""


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal; signs that act unseen count for one."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth, wcwidth

    columns = wcswidth(text)
    return columns if columns >= 0 else sum(abs(wcwidth(sign)) for sign in text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, wrapped: int | None = None) -> str:
    """Lay rows out in columns, two spaces apart, the head underlined.

    On a terminal the last column is cut to what fits, or stands below its row where little would be
    left of it, or the column of a number is ``wrapped`` over several lines; into a file or a pipe
    all goes whole.
    """
    lines = [list(head), *map(list, rows)]
    below: list[str] = []
    if sys.stdout.isatty() and wrapped is not None:
        lines = _wrapped(lines, wrapped, shutil.get_terminal_size().columns)
    elif sys.stdout.isatty():
        lines, below = _narrowed(lines, shutil.get_terminal_size().columns)
    wide = [max(width(line[i]) for line in lines) for i in range(len(lines[0]))]
    laid = [
        "  ".join(c + " " * (w - width(c)) for c, w in zip(line, wide, strict=True)).rstrip()
        for line in lines
    ]
    laid = [f"{row}\n    {words}" if words else row for row, words in zip_longest(laid, below)]
    return "\n".join([laid[0], "  ".join("─" * w for w in wide), *laid[1:]])


NARROW = 24
"""Columns that a middle column of a table keeps where the last one, the words, needs room."""


def _narrowed(lines: list[list[str]], room: int) -> tuple[list[list[str]], list[str]]:
    """Cut a table to so many columns, and return what stands below its rows.

    What stands first, mostly an id to be typed again, stays whole; middle columns are cut where
    they are wide; the last is cut to what is left, or where that is little stands below.
    """

    def before() -> int:
        return sum(max(width(line[i]) for line in lines) + 2 for i in range(len(lines[0]) - 1))

    if before() > room:
        lines = [[line[0], *(_short(c, NARROW) for c in line[1:-1]), line[-1]] for line in lines]
    left = room - before()
    if left < NARROW and max(width(line[-1]) for line in lines) > max(left, NARROW):
        return [line[:-1] for line in lines], [_short(line[-1], room - 4) for line in lines]
    return [[*line[:-1], _short(line[-1], max(16, left))] for line in lines], []


def _wrapped(lines: Sequence[list[str]], column: int, room: int) -> list[list[str]]:
    """Break one column of a table into lines, so that the table fits into so many columns."""
    others = (i for i in range(len(lines[0])) if i != column)
    left = max(24, room - sum(max(width(line[i]) for line in lines) + 2 for i in others))
    found = []
    for line in lines:
        parts = textwrap.wrap(line[column], left) or [""]
        found.append([*line[:column], parts[0], *line[column + 1 :]])
        below = len(line) - column - 1
        found += [[*[""] * column, part, *[""] * below] for part in parts[1:]]
    return found


def count_findings(findings: Sequence[Finding]) -> str:
    """Say how many errors, warnings and notes there are."""
    number = {s: sum(f.severity == s for f in findings) for s in ("error", "warning", "note")}
    parts = [
        n_("{count} error", "{count} errors", number["error"]).format(count=number["error"]),
        n_("{count} warning", "{count} warnings", number["warning"]).format(
            count=number["warning"]
        ),
        n_("{count} note", "{count} notes", number["note"]).format(count=number["note"]),
    ]
    return " · ".join(parts)


FEW = 2
"""Notes with the same code that are told before the others are counted."""


def few_of_a_kind(findings: Iterable[Finding]) -> Iterator[Finding | str]:
    """Yield findings, and of notes with the same code the first ones and how many are left."""
    kept = list(findings)
    number = Counter(f.code for f in kept if f.severity == "note")
    seen: Counter[str] = Counter()
    for one in kept:
        if one.severity != "note" or number[one.code] <= FEW + 1:
            yield one
            continue
        seen[one.code] += 1
        if seen[one.code] <= FEW:
            yield one
        elif seen[one.code] == number[one.code]:
            text = _("note[{code}]: … and {count} more like these: goodoffices check CASE --all")
            yield text.format(code=one.code, count=number[one.code] - FEW)


def for_case(text: str, case: Path) -> str:
    """Return text with the case itself in commands that name it ``CASE``: ready to be copied."""
    name = shlex.quote(str(case))
    return re.sub(r"(goodoffices \w+) CASE\b", lambda found: f"{found[1]} {name}", text)


def paragraphs(told: Iterable[Finding | str]) -> Iterator[str]:
    """Yield findings as they are printed; those of one kind with one remedy stand together.

    The first is told with its line, of the others their place and what is said otherwise; what to
    do about them stands once, below the last.
    """
    alike: dict[object, list[Finding | str]] = {}
    for number, one in enumerate(told):
        key = number if isinstance(one, str) else (one.severity, one.code, one.help)
        alike.setdefault(key, []).append(one)
    for first, *more in alike.values():
        if isinstance(first, str) or not more:
            yield first if isinstance(first, str) else first.render()
            continue
        lines = [replace(first, help=None).render()]
        lines += [_also(first, other) for other in more if not isinstance(other, str)]
        if first.help:
            lines.append(_("  help: {help}").format(help=first.help))
        yield "\n".join(lines)


def _also(first: Finding, other: Finding) -> str:
    """Say of a finding like another where it is, and what it says that the other does not."""
    place = other.place
    where = f"  --> {place}" if place else "  -->"
    if other.text != first.text:
        return f"{where}: {other.text}"
    line = " ".join((place.snippet or "").split()) if place else ""
    return f"{where}: {line[:70]}".removesuffix(": ")


MOST_TOLD = 40
"""Claims of a case's pages that are told one by one as they are read; of more, how many."""


def dossier_summary(dossier: Dossier, case: object = None) -> str:
    """Tell in a screenful what was read; an event that several reports tell is told once.

    What was read into a ``case`` can be listed and searched later: of much, the counts are told.
    """
    from goodoffices.evidence.across.witnesses import Witnesses

    witnesses = Witnesses(dossier)
    lines: list[str] = []
    for document in sorted(dossier.documents, key=lambda page: page.name or ""):
        lines += _document(document)
    if len(dossier.documents) > 1:
        lines.append(events_told(witnesses))
    lines.append(counts(dossier, len(witnesses.happenings)))
    if case is not None and len(dossier.claims) > MOST_TOLD:
        lines.append(_("List or search them: goodoffices claims {case}").format(case=case))
        lines.append(_("Everything here is unreviewed: a person has yet to confirm it."))
        return "\n".join(lines)
    for actor in dossier.actors:
        about = " · ".join(filter(None, (actor.role, dossier.actor_name(actor.affiliation))))
        lines.append(f"  {actor.id:<28} {actor.name}" + (f" — {about}" if about else ""))
    lines += [_statement(dossier, s) for s in dossier.statements]
    lines += [_event(dossier, h) for h in witnesses.happenings]
    lines += [f"  {issue.id:<28} {issue.name}" for issue in dossier.issues]
    lines.append(_("Everything here is unreviewed: a person has yet to confirm it."))
    return "\n".join(lines)


def counts(dossier: Dossier, events: int | None = None) -> str:
    """Say how many items of each kind were read; ``events`` where they were counted already.

    Events are counted once each, however many reports tell them.
    """
    from goodoffices.evidence.across.happenings import happenings

    numbers = (
        len(dossier.actors),
        len(dossier.statements),
        len(happenings(dossier)) if events is None else events,
        len(dossier.issues),
        len(dossier.relations),
    )
    kinds = [
        n_("{count} actor", "{count} actors", numbers[0]),
        n_("{count} statement", "{count} statements", numbers[1]),
        n_("{count} event", "{count} events", numbers[2]),
        n_("{count} issue", "{count} issues", numbers[3]),
        n_("{count} relation", "{count} relations", numbers[4]),
    ]
    return " · ".join(k.format(count=n) for k, n in zip(kinds, numbers, strict=True))


def events_told(witnesses: Witnesses) -> str:
    """Say how many pages there are, how many are witnesses of their own, and of how many events."""
    from goodoffices.evidence.words import tally

    whole, events = witnesses.whole, len(witnesses.happenings)
    said = n_("{told}, {count} event", "{told}, {count} events", events)
    return said.format(told=tally(whole.reports, whole.origins), count=events)


def borne(witnesses: Witnesses, claim: Claim) -> str:
    """Say how many reports bear a claim, of how many origins, and in which other claims."""
    from goodoffices.evidence.words import tally

    found = witnesses.of(claim)
    others = [other for other in found.told_by if other != claim.id]
    said = tally(found.reports, found.origins)
    return f"{said}: {', '.join([claim.id, *others])}" if others else said


def _document(document: Document) -> list[str]:
    """Tell what a page says about itself."""
    lines = [f"{document.id}  {document.called or _('untitled')}"]
    lines.append(
        _("  published {date} ({where})").format(
            date=document.published, where=document.published_from
        )
        if document.published
        else _("  undated: the page does not say when it was published")
    )
    if document.origin:
        lines.append(_("  rewritten from {outlet}").format(outlet=document.origin.name))
    return lines


def _statement(dossier: Dossier, statement: Statement) -> str:
    """One statement on one line."""
    speaker = dossier.actor_name(statement.speaker) or statement.speaker_name
    return f"  {statement.id}  {speaker} [{statement.kind}] {_short(statement.text)}"


def _event(dossier: Dossier, happening: Happening) -> str:
    """One event on one line, with how many reports tell it where they are several."""
    from goodoffices.evidence.words import tally

    e = happening.event
    code = f"{e.type} {e.cameo}" if e.cameo else e.type
    who = ", ".join(map(dossier.actor_name, e.actors)) or "?"
    whom = ", ".join(map(dossier.actor_name, e.recipients)) or "?"
    line = f"  {e.id}  {e.date or _('undated')}  {code}  {who} → {whom}  ({e.modality})"
    several = len(happening.reports) > 1
    return f"{line}  {tally(happening.pages, happening.origins)}" if several else line


def _short(text: str, limit: int = 90) -> str:
    """Cut a text to one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def whereabouts(span: Span, page: Document | None) -> str:
    """Say where a span stands: its source, place, and the page or table of the original."""
    part = page.part_at(span.start) if page else None
    named = {"page": _("page {number}"), "table": _("table {number}")}
    inside = f"  {named[part.kind].format(number=part.number)}" if part else ""
    title = page.called if page else ""
    return f"{span.source} {span.start}–{span.end}{inside}  {title}".rstrip()


def left_out(unread: Iterable[Finding]) -> str:
    """Count what could not be read, by why."""
    count = Counter(f.code for f in unread if f.severity == "error")
    if not count:
        return ""
    reasons = ", ".join(f"{code} ×{n}" for code, n in sorted(count.items()))
    text = n_("Left out: {count} ({reasons}).", "Left out: {count} ({reasons}).", count.total())
    return text.format(count=count.total(), reasons=reasons)
