"""What pages of figures share: tables as CSV, figures as files, and how to cite what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from goodoffices.base import __version__
from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _
from goodoffices.base.spreadsheet import to_csv
from goodoffices.desk.gate import Form, Handler
from goodoffices.folder.kept import mark
from goodoffices.look import dates
from goodoffices.look.figures import alone, to_png

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView

Rows = Callable[["DeskView", Request], Iterable[Sequence["Cell"]] | None]
"""A table's rows, its heads first; None where there is no such table."""

Drawn = Callable[["DeskView", Request], "str | None"]
"""A figure as SVG; None where there is none."""


@dataclass(frozen=True, slots=True)
class FigureCitation:
    """How a figure or table is cited, and the addresses at which it is taken out."""

    base: str
    query: str
    text: str

    def at(self, form: str) -> str:
        """Return the address of a form: svg, png, csv, json."""
        return f"{self.base}.{form}{self.query}"


def cited(view: DeskView, request: Request, base: str, what: str, method: str) -> FigureCitation:
    """Return how to cite what a page shows: what, by which method, of which case, when."""
    material = view.material
    said = _("{case}: {what}. {method}. Good Offices {version}, {date}, inputs {digest}.")
    text = said.format(
        case=material.case.title,
        what=what,
        method=method,
        version=__version__,
        date=dates.said(material.made, material.language) if material.made else "",
        digest=mark(material.case)[:12],
    )
    query = urlencode(list(request.query_params.multi_items()))
    return FigureCitation(base, f"?{query}" if query else "", text)


def table(answers: DeskAnswers, name: str, rows: Rows) -> Handler:
    """Return the handler of a table as CSV, as spreadsheets open it."""

    def made(request: Request) -> Response:
        found = rows(answers.view(), request)
        if found is None:
            return answers.missing()
        text = "\ufeff" + to_csv([list(row) for row in found])
        return _file(text.encode(), f"{name}.csv", "text/csv; charset=utf-8")

    return handed(answers, made)


def figure(answers: DeskAnswers, name: str, form: str, draw: Drawn) -> Handler:
    """Return the handler of a figure as a file: svg or png."""

    def made(request: Request) -> Response:
        found = draw(answers.view(), request)
        if found is None:
            return answers.missing()
        if form == "png":
            return _file(to_png(found), f"{name}.png", "image/png")
        return _file(alone(found).encode(), f"{name}.svg", "image/svg+xml; charset=utf-8")

    return handed(answers, made)


def handed(answers: DeskAnswers, made: Callable[[Request], Response]) -> Handler:
    """Return the handler of a file; what is wrong with the case is told on a page."""

    async def handle(request: Request, _form: Form) -> Response:
        with answers.for_whom(request):
            try:
                return await run_in_threadpool(made, request)
            except GoodOfficesError as error:
                return answers.refused(error)

    return handle


def _file(data: bytes, name: str, kind: str) -> Response:
    """Return a file to be saved: what a source wrote is in it, and nothing of it is run."""
    return Response(
        data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def number(text: str, low: int, high: int, default: int) -> int:
    """Return a whole number of an address, within bounds; ``default`` where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return default
    return max(low, min(high, int(text)))


def joined(pairs: dict[str, Any]) -> str:
    """Return the query of an address, without what is empty."""
    return urlencode({name: value for name, value in pairs.items() if value not in ("", None)})
