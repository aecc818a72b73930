"""Long lists on short pages, and the same rows as JSON and as CSV at the same address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.spreadsheet import Cell, to_csv
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.views import DeskView

LISTED = 200
"""How many rows a page lists."""

Rows = Callable[[DeskView, Request], Sequence[Mapping[str, Any]]]
"""The rows of a list, each with the same keys."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which rows a page shows: ``first`` up to ``last`` of ``total``, counted from 0."""

    total: int
    number: int
    size: int
    asked: tuple[tuple[str, str], ...]

    @property
    def first(self) -> int:
        """Where the page begins."""
        return self.number * self.size

    @property
    def last(self) -> int:
        """Where the page ends, not included."""
        return min(self.first + self.size, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    def link(self, number: int) -> str:
        """Return what leads to another page, what is asked kept."""
        return "?" + urlencode([*self.asked, ("at", str(number + 1))])


def pager(request: Request, total: int, size: int = LISTED) -> Pager:
    """Return which rows are shown: those of the page that is asked for, or of the nearest."""
    asked = request.query_params.get("at", "")
    number = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0
    rest = tuple((k, v) for k, v in request.query_params.multi_items() if k != "at" and v)
    return Pager(total, min(max(number, 0), max(0, (total - 1) // size)), size, rest)


def tables(answers: DeskAnswers, path: str, rows: Rows) -> Iterator[DeskDoor]:
    """Yield the doors of a list as JSON and as CSV, in which nothing runs as a formula."""

    async def made(request: Request, form: Callable[[Sequence[Any]], Response]) -> Response:
        with answers.for_whom(request):
            try:
                return form(await run_in_threadpool(lambda: rows(answers.view(), request)))
            except GoodOfficesError as error:
                return answers.refused(error)

    async def plain(request: Request, _form: Form) -> Response:
        return await made(request, lambda found: JSONResponse(list(map(dict, found))))

    async def table(request: Request, _form: Form) -> Response:
        name = path.strip("/").replace("/", "-")

        def form(found: Sequence[Mapping[str, Any]]) -> Response:
            heads: list[str] = list(found[0]) if found else []
            lines: list[list[Cell]] = [list(heads)]
            lines += [[_cell(row[head]) for head in heads] for row in found]
            return Response(
                "\ufeff" + to_csv(lines),
                media_type="text/csv; charset=utf-8",
                headers={"content-disposition": f'attachment; filename="{name}.csv"'},
            )

        return await made(request, form)

    yield DeskDoor("GET", f"{path}.json", plain)
    yield DeskDoor("GET", f"{path}.csv", table)


def _cell(value: object) -> Cell:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return value if isinstance(value, (int, float, str)) or value is None else str(value)
