"""The brief on the desk: which parts go in, and what changed since the last that was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from goodoffices.base.i18n import _
from goodoffices.brief.compose import Material, annex_parts
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.served import cited, table
from goodoffices.folder.asking import named_in
from goodoffices.folder.changes import Changes, Remembered, changed_since, recall, remembered, since

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView

METHOD = "Claims, judgements and what follows from them, compared one by one"


def compare_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the brief's parts and of what changed."""
    room = _ComparePages(answers)
    return [
        DeskDoor("GET", "/brief", answers.page(room.page)),
        DeskDoor("GET", "/brief/changes.json", answers.plain(room.plain)),
        DeskDoor("GET", "/brief/changes.csv", table(answers, "changes", room.cells)),
    ]


class _ComparePages:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.bench = answers.bench

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        memory, last, changes = self.changes(view, request.query_params)
        return "brief.html", {
            "parts": annex_parts(view.material),
            "memory": [one for one in reversed(memory) if one.digest != _now(view).digest],
            "last": last,
            "changes": changes,
            "cite": cited(
                view, request, "/brief/changes", _("what changed since the last brief"), METHOD
            ),
        }

    def changes(
        self, view: DeskView, asked: Mapping[str, str]
    ) -> tuple[list[Remembered], Remembered | None, Changes | None]:
        """Return what briefs remember, the one that is compared with, and what changed since."""
        made, memory = _as_made(view), recall(self.bench.folder)
        now = remembered(made)
        wanted = asked.get("with", "")
        last = next((one for one in memory if wanted and one.digest.startswith(wanted)), None)
        last = last or since(memory, now)
        return memory, last, changed_since(last, made) if last else None

    def plain(self, view: DeskView, request: Request) -> dict[str, Any]:
        _memory, last, changes = self.changes(view, request.query_params)
        if last is None or changes is None:
            return {"compared_with": None}
        return {"compared_with": {"made": last.made, "digest": last.digest}, **changes.to_dict()}

    def cells(self, view: DeskView, request: Request) -> Iterator[Sequence[Cell]]:
        _memory, _last, changes = self.changes(view, request.query_params)
        yield [_("What"), _("Change")]
        for head, lines in changes.sections() if changes else []:
            for line in lines:
                yield [head, line]


def _now(view: DeskView) -> Remembered:
    return remembered(_as_made(view))


def _as_made(view: DeskView) -> Material:
    """Return what a brief would be made of now: of claims that wait, only those the case rests on.

    The desk knows the others too, and none of them is new for having been left out of a brief.
    """
    material = view.material
    return Material(
        case=material.case,
        dossier=material.dossier.counted(named_in(material.results.file)),
        outcomes=material.outcomes,
        packages=material.packages,
        language=material.language,
        made=material.made,
        advice=material.advice,
    )
