"""Convening from the desk: what talks would be convened on the case, and the command that does it.

The desk shows and never opens the talks: what parties confide in them must not be within reach of
where sources are read. So the command is copied and run in the terminal.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from goodoffices.base.i18n import _
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.served import table

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.case.nouns import Case, Party
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView

MOST_NAMES = 20
"""Names of one delegation, or of the mediator's team, that a command takes from the page."""


@dataclass(frozen=True, slots=True)
class Convened:
    """What would be convened: who sits where, what is on the agenda, and the commands."""

    parties: tuple[tuple[Party, tuple[str, ...]], ...]
    mediators: tuple[str, ...]
    aside: tuple[str, ...]
    plenary: bool
    rooms: tuple[str, ...]
    agenda: tuple[tuple[str, tuple[str, ...]], ...]
    commands: tuple[str, ...]


def convened(case: Case, folder: Path, asked: Mapping[str, str]) -> Convened:
    """Return what the command would convene, as an address asks for it.

    A party that mediates in the case has no delegation unless it is given one.
    """
    given = {party.id: names(asked.get(f"d.{party.id}", "")) for party in case.parties}
    offering = {m.party for m in case.mediators}
    parties = tuple(
        (party, given[party.id])
        for party in case.parties
        if party.id not in offering or given[party.id]
    )
    team = names(asked.get("mediators", ""))
    shown = team or tuple(m.name for m in case.mediators) or (_("Mediator"),)
    plenary = asked.get("plenary") == "1"
    private = _("{party} and the mediator").format
    rooms = tuple(private(party=party.name) for party, _names in parties)
    return Convened(
        parties=parties,
        mediators=shown,
        aside=tuple(p.name for p in case.parties if p.id in offering and not given[p.id]),
        plenary=plenary,
        rooms=(*rooms, *((_("all at the table"),) if plenary else ())),
        agenda=tuple((i.name, tuple(value.text for value in i.values)) for i in case.issues),
        commands=_commands(case, folder, parties, team, plenary=plenary),
    )


def names(text: str) -> tuple[str, ...]:
    """Return the names of a field, one a line or parted by commas; nothing unseen in them."""
    found = (
        "".join(sign for sign in name if sign.isprintable()).strip()
        for name in re.split(r"[\n,;]", text)
    )
    return tuple(name[:80] for name in found if name)[:MOST_NAMES]


def _commands(
    case: Case,
    folder: Path,
    parties: tuple[tuple[Party, tuple[str, ...]], ...],
    team: tuple[str, ...],
    *,
    plenary: bool,
) -> tuple[str, ...]:
    """Return the commands, each word quoted as a shell takes it, whatever a name holds."""
    root = folder.resolve()
    store = root.parent / "talks" / f"{re.sub(r'[^A-Za-z0-9_-]+', '-', case.id) or 'case'}.talks"
    words = ["goodoffices", "convene", str(root), str(store)]
    for party, own in parties:
        words += [word for name in own for word in ("--delegate", f"{party.id}={name}")]
    words += [word for name in team for word in ("--mediator", name)]
    words += ["--plenary"] if plenary else []
    return (
        f"mkdir -p {shlex.quote(str(store.parent))}",
        shlex.join(words),
        shlex.join(["goodoffices", "talks", "serve", str(store)]),
    )


def convene_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of convening: they show, and open nothing."""
    folder = answers.bench.folder

    def page(view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        asked = request.query_params
        return "convene.html", {
            "found": convened(view.material.case, folder, asked),
            "asked": dict(asked),
        }

    def plain(view: DeskView, request: Request) -> dict[str, Any]:
        found = convened(view.material.case, folder, request.query_params)
        return {
            "parties": {party.id: list(own) for party, own in found.parties},
            "mediators": list(found.mediators),
            "rooms": list(found.rooms),
            "agenda": [name for name, _values in found.agenda],
            "commands": list(found.commands),
        }

    def cells(view: DeskView, request: Request) -> Iterator[Sequence[Cell]]:
        found = convened(view.material.case, folder, request.query_params)
        yield [_("What"), _("Name"), _("Of")]
        for party, own in found.parties:
            yield [_("delegation"), party.name, ", ".join(own)]
        yield from ([_("mediator’s team"), name, ""] for name in found.mediators)
        yield from ([_("room"), room, ""] for room in found.rooms)
        yield from ([_("agenda"), name, "; ".join(values)] for name, values in found.agenda)

    return [
        DeskDoor("GET", "/convene", answers.page(page)),
        DeskDoor("GET", "/convene.json", answers.plain(plain)),
        DeskDoor("GET", "/convene.csv", table(answers, "convene", cells)),
    ]
