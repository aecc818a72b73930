"""The case on the desk: what people judge, written into the case file without its form."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request

from goodoffices.desk import edits
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.views import DeskView, proposals


def casework(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the case."""
    room = _Casework(answers)
    return [
        DeskDoor("GET", "/case", answers.page(room.case)),
        DeskDoor("POST", "/case/raise", answers.act(room.raise_one)),
        DeskDoor("POST", "/case/accept", answers.act(room.accept)),
    ]


class _Casework:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.bench = answers.bench

    def case(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        case = view.material.case
        look, party = None, request.query_params.get("if", "")
        number = request.query_params.get("number", "")
        if party and number.isdecimal():
            look = edits.look(case, party, int(number))
        return "case.html", {
            "proposals": {p.id: list(proposals(p)) for p in case.parties},
            "look": look,
            "looked": (party, int(number) if number.isdecimal() else -1),
        }

    def raise_one(self, _request: Request, form: Form) -> str:
        number = form.get("number", "")
        party = form.get("party", "")
        edits.raise_in(self.bench.file(), party, int(number) if number.isdecimal() else -1)
        return f"/case#prefers-{quote(party)}"

    def accept(self, _request: Request, form: Form) -> str:
        path = form.get("path", "").split("/")
        if self.bench.by:
            edits.accept(self.bench.file(), path, self.bench.by)
        return f"/case#{quote('-'.join(path[:2]))}"
