"""The first page: understood in ten minutes by whoever has never seen the case.

What would hold, what could be signed, how sure, what presses, what to check, the words that most
rests on, what is new since the person was last here, and one next step. All of it is the short
brief's, with links into the desk instead of the annex.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from goodoffices.base.errors import Finding
from goodoffices.base.i18n import _, n_
from goodoffices.brief.shortparts import ShortBrief
from goodoffices.case.file.edit import path_at
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.casework.spots import written
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.listing import pager, tables
from goodoffices.desk.views import DeskView
from goodoffices.desk.visits import Visits

WORST = 5
"""Things to check that the first page tells."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next: what, why, the words of the button, where it leads."""

    heading: str
    why: str
    button: str
    path: str


def overview(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the first page, and of all there is to check."""
    room = _Overview(answers)
    return [
        DeskDoor("GET", "/", answers.page(room.show)),
        DeskDoor("GET", "/overview.json", answers.plain(room.plain)),
        DeskDoor("GET", "/check", answers.page(room.check)),
        *tables(answers, "/check", room.check_rows),
    ]


class _Overview:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.bench = answers.bench
        self.visits = Visits(answers.bench)

    def show(self, view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        short = view.short
        return "overview.html", {
            "short": short,
            "since": self.visits.since(view),
            "where": partial(where, view),
            "worst": kinds(worst(view.material.findings))[:WORST],
            "notes": sum(f.severity == "note" for f in view.material.findings),
            "next": next_step(view),
            "strongest": view.strongest(),
        }

    def plain(self, view: DeskView, _request: Request) -> dict[str, Any]:
        short = view.short
        strongest = view.strongest()
        step = next_step(view)
        return {
            "title": view.material.case.title,
            "lead": short.lead,
            "hold": _table(short),
            "signed": [line.text for line in short.sign.lines] + list(short.sign.after),
            "presses": [line.text for line in short.presses.lines],
            "sure": [line.text for line in short.sure.lines],
            "check": [f.text for f in worst(view.material.findings)],
            "strongest": strongest.id if strongest else None,
            "next": asdict(step),
        }

    def check(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        found = view.material.findings
        pages = pager(request, len(found))
        shown = found[pages.first : pages.last]
        groups = (
            ("error", _("What is wrong")),
            ("warning", _("What is weak")),
            ("note", _("What is still open")),
        )
        return "check.html", {
            "groups": [(said, [f for f in shown if f.severity == k]) for k, said in groups],
            "where": partial(where, view),
            "pager": pages,
        }

    def check_rows(self, view: DeskView, _request: Request) -> Sequence[dict[str, Any]]:
        return [
            {
                "code": f.code,
                "severity": f.severity,
                "place": str(f.place) if f.place else None,
                "text": f.text,
                "help": f.help,
            }
            for f in view.material.findings
        ]


def _table(short: ShortBrief) -> list[dict[str, str]]:
    table = short.hold.table
    return [dict(zip(table.heads, row, strict=True)) for row in table.rows] if table else []


def worst(findings: Sequence[Finding]) -> list[Finding]:
    """Return what is wrong or weak, notes left out."""
    return [f for f in findings if f.severity in ("error", "warning")]


def kinds(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Return the first finding of each code and remedy, with how many more there are like it."""
    found = Counter((f.code, f.help) for f in findings)
    first = {(f.code, f.help): f for f in reversed(findings)}
    return [(first[key], count - 1) for key, count in found.items()]


def where(view: DeskView, found: Finding) -> str:
    """Return the page of what a finding is about: of the case, a source, a claim; else nothing."""
    place = found.place
    if place is None:
        return ""
    if place.part in view.read.documents:
        return f"/sources/{quote(place.part)}"
    if place.part in view.read.claims:
        return f"/claims/{quote(place.part)}"
    file = view.material.results.file
    path = path_at(file.tree, place) if place.file == str(file.path) else ()
    if not path:
        return ""
    depth = 2 if path[0] in ("parties", "mediators", "issues") else 1
    anchor = f"#s-{quote(str(path[depth]))}" if depth == 2 and len(path) > 3 else ""
    return f"/case/at/{quote(written(path[:depth]))}{anchor}"


def next_step(view: DeskView) -> NextStep:
    """Return what to do next: read, write the case, confirm what it rests on, then the rest."""
    case, dossier = view.material.case, view.material.dossier
    if not dossier.documents:
        return NextStep(
            _("Next: add the reports"),
            _("Nothing was read yet. Drop files, paste words, or name an address."),
            _("Add pages"),
            "/sources/add",
        )
    bearing = [c for id_ in view.used if (c := view.claim(id_)) is not None]
    waiting = sum(c.status == "unreviewed" for c in bearing)
    if waiting:
        why = n_(
            "{count} claim bears the case and is not reviewed.",
            "{count} claims bear the case and are not reviewed.",
            waiting,
        )
        button = n_("Review this one", "Review these {count}", waiting)
        return NextStep(
            _("Next: confirm what the case rests on"),
            why.format(count=waiting),
            button.format(count=waiting),
            "/review?rests=1",
        )
    if not case.parties or view.selection is None:
        return NextStep(
            _("Next: write down who wants what"),
            _("What would hold is told once parties, what they can do and prefer are written."),
            _("To the case"),
            "/case",
        )
    if view.waiting:
        count = len(view.waiting)
        why = n_(
            "{count} claim that the case does not rest on waits.",
            "{count} claims that the case does not rest on wait.",
            count,
        )
        return NextStep(
            _("Next: review the rest"), why.format(count=count), _("Review them"), "/review"
        )
    return NextStep(
        _("Next: read the brief"),
        _("Everything that was read is decided."),
        _("Read the brief"),
        "/brief.html",
    )
