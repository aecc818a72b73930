"""Long work as pages: how far it is, a button that stops it, and the way to what came of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.views import DeskView


def working(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of long work."""
    room = _Working(answers)
    return [
        DeskDoor("GET", "/progress", answers.page(room.every)),
        DeskDoor("GET", "/progress.json", room.every_plain),
        DeskDoor("GET", "/progress/{work}.json", room.piece_plain),
        DeskDoor("GET", "/progress/{work}", answers.page(room.piece)),
        DeskDoor("POST", "/progress/{work}/stop", answers.act(room.stop)),
    ]


class _Working:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.works = answers.works

    def every(self, _view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "works.html", {"works": self.works.listed()}

    async def every_plain(self, _request: Request, _form: Form) -> Response:
        return JSONResponse([piece.to_dict() for piece in self.works.listed()])

    def piece(self, _view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        found = self.works.get(request.path_params["work"])
        if found is None:
            return None
        return "work.html", {"work": found, "still": "still" in request.query_params}

    async def piece_plain(self, request: Request, _form: Form) -> Response:
        found = self.works.get(request.path_params["work"])
        return JSONResponse(found.to_dict()) if found else self.answers.missing()

    def stop(self, request: Request, _form: Form) -> str:
        found = self.works.stop(request.path_params["work"])
        return f"/progress/{found.id}" if found else "/progress"
