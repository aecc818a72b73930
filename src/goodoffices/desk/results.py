"""What follows from the case, on the desk: the outcomes and why each would hold."""

from __future__ import annotations

import csv
import io
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.views import DeskView


def results(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of what was computed."""
    room = _Results(answers)
    return [
        DeskDoor("GET", "/outcomes", answers.page(room.outcomes)),
        DeskDoor("GET", "/outcomes.json", answers.plain(room.outcomes_plain)),
        DeskDoor("GET", "/outcomes.csv", room.outcomes_table),
        DeskDoor("GET", "/outcomes/{state}", answers.page(room.outcome)),
    ]


class _Results:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers

    def outcomes(self, view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "outcomes.html", {"states": view.states()}

    def outcome(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        wanted = request.path_params["state"]
        found = [state for state in view.states() if state.label == wanted]
        return ("outcome.html", {"state": found[0]}) if found else None

    def outcomes_plain(self, view: DeskView, _request: Request) -> list[dict[str, Any]]:
        return list(view.state_rows())

    async def outcomes_table(self, _request: Request, _form: Form) -> Response:
        view = await run_in_threadpool(self.answers.view)
        lines = io.StringIO()
        table = csv.writer(lines)
        table.writerow(["label", "name", "holds", "today"])
        for row in view.state_rows():
            table.writerow([row["label"], row["name"], " ".join(row["holds"]), row["today"]])
        return Response("\ufeff" + lines.getvalue(), media_type="text/csv; charset=utf-8")
