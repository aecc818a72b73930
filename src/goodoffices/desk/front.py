"""The desk's front: the overview, the brief in its forms, the initials, the stylesheet."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from functools import cache, partial
from pathlib import Path
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from goodoffices.base.errors import GoodOfficesError
from goodoffices.desk.answers import HTML, DeskAnswers, back
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.overview import overview
from goodoffices.desk.visitor import BY, LANGUAGE, SCHEME, SCHEMES, cookie, initials, languages
from goodoffices.folder.material import write_brief
from goodoffices.look import style, tokens

FORMS = {
    "html": HTML,
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_BRIEF = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
"""The brief brings its own stylesheet inside, and a policy that names it by its hash."""


def front(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the desk's front."""
    room = _Front(answers)
    return [
        *overview(answers),
        DeskDoor("POST", "/by", room.sign),
        DeskDoor("POST", "/look", room.look),
        DeskDoor("GET", "/brief.{form}", room.brief),
        DeskDoor("GET", "/style.css", room.stylesheet),
        DeskDoor("GET", "/desk.js", room.script),
    ]


class _Front:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.bench = answers.bench

    async def brief(self, request: Request, _form: Form) -> Response:
        form = request.path_params["form"]
        if form not in FORMS:
            return self.answers.missing()
        asked = request.query_params
        parts = tuple(asked.getlist("part")) if "chosen" in asked else None
        make = cast(
            "Callable[[], Awaitable[bytes]]", partial(run_in_threadpool, self.made, form, parts)
        )
        with self.answers.for_whom(request):
            try:
                data = await make()
            except GoodOfficesError as error:
                return self.answers.refused(error)
        headers = {"content-security-policy": _BRIEF}
        if form != "html":
            headers["content-disposition"] = f'attachment; filename="brief.{form}"'
        return Response(data, media_type=FORMS[form], headers=headers)

    def made(self, form: str, parts: tuple[str, ...] | None = None) -> bytes:
        """Return the brief in one of its forms, with all parts of its annex or those named."""
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / f"brief.{form}"
            write_brief(self.bench.folder, output, language=self.bench.language, parts=parts)
            return output.read_bytes()

    async def stylesheet(self, _request: Request, _form: Form) -> Response:
        return Response(stylesheet(), media_type="text/css; charset=utf-8")

    async def script(self, _request: Request, _form: Form) -> Response:
        return Response(script(), media_type="text/javascript; charset=utf-8")

    async def sign(self, _request: Request, form: Form) -> Response:
        keep = {"set-cookie": cookie(BY, initials(form.get("by", "")))}
        return RedirectResponse(back(form), 303, headers=keep)

    async def look(self, _request: Request, form: Form) -> Response:
        """Keep the language or the colours of a browser."""
        keep = {}
        if form.words("language") in languages():
            keep = {"set-cookie": cookie(LANGUAGE, form.words("language"))}
        elif form.words("scheme") in SCHEMES:
            keep = {"set-cookie": cookie(SCHEME, form.words("scheme"))}
        return RedirectResponse(back(form), 303, headers=keep)


@cache
def script() -> str:
    """Return the desk's script: each part in a scope of its own, in the order of their names."""
    parts = sorted((Path(__file__).parent / "static").glob("*.js"))
    return "".join(f"(() => {{\n{part.read_text('utf-8')}}})();\n" for part in parts)


@cache
def stylesheet() -> str:
    """Return the desk's stylesheet, in which a browser may choose light or dark for itself.

    On paper it is always light.
    """
    values = tokens.defined(tokens.DARK)
    rules = (
        "@media screen and (prefers-color-scheme: dark) {\n"
        f':root:not([data-scheme="light"]) {{\n{values}\n}}\n}}\n'
        f'@media screen {{\n:root[data-scheme="dark"] {{\n{values}\ncolor-scheme: dark;\n}}\n'
        ':root[data-scheme="light"] {\ncolor-scheme: light;\n}\n}'
    )
    return style.stylesheet("figures", "desk", "results").replace(tokens.dark(), rules)
