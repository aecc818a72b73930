"""Every address of the desk, and what is behind it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _, n_
from goodoffices.brief import vocabulary
from goodoffices.desk import edits
from goodoffices.desk.bench import Bench
from goodoffices.desk.gate import DeskDoor, Form, Handler
from goodoffices.desk.views import DeskView, proposals
from goodoffices.evidence.claims import Status
from goodoffices.evidence.selection import ClaimSelection
from goodoffices.folder.material import write_brief
from goodoffices.look import dates, style
from goodoffices.look.markup import clipped, direction, esc

TEMPLATES = Path(__file__).parent / "templates"
DECISIONS: dict[str, Status] = {
    "accept": "accepted",
    "reject": "rejected",
    "unsure": "unsure",
    "undo": "unreviewed",
}
FORMS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_BRIEF = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
"""The brief brings its own stylesheet inside, and a policy that names it by its hash."""


def doors(bench: Bench) -> list[DeskDoor]:
    """Return every door of a case's desk."""
    desk = _Desk(bench)
    return [
        DeskDoor("GET", "/", desk.page(desk.overview)),
        DeskDoor("GET", "/sources", desk.page(desk.sources)),
        DeskDoor("GET", "/sources/{source}", desk.page(desk.source)),
        DeskDoor("GET", "/claims", desk.page(desk.claims)),
        DeskDoor("GET", "/claims.json", desk.plain(desk.claims_plain)),
        DeskDoor("GET", "/claims/{claim}", desk.page(desk.claim)),
        DeskDoor("POST", "/claims/{claim}", desk.act(desk.decide)),
        DeskDoor("GET", "/case", desk.page(desk.case)),
        DeskDoor("POST", "/case/raise", desk.act(desk.raise_one)),
        DeskDoor("POST", "/case/accept", desk.act(desk.accept)),
        DeskDoor("POST", "/by", desk.act(desk.sign)),
        DeskDoor("GET", "/outcomes", desk.page(desk.outcomes)),
        DeskDoor("GET", "/outcomes.json", desk.plain(desk.outcomes_plain)),
        DeskDoor("GET", "/outcomes.csv", desk.outcomes_table),
        DeskDoor("GET", "/outcomes/{state}", desk.page(desk.outcome)),
        DeskDoor("GET", "/brief.{form}", desk.brief),
        DeskDoor("GET", "/style.css", desk.stylesheet),
    ]


Show = Callable[[DeskView, Request], tuple[str, dict[str, Any]] | None]


class _Desk:
    """The handlers, over one bench."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.jinja = Environment(
            autoescape=True,
            finalize=esc,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=style.loader(TEMPLATES),
        )
        self.jinja.globals.update(
            _=_, n_=n_, clipped=clipped, direction=direction, vocabulary=vocabulary, len=len
        )

    # how pages are answered

    def page(self, show: Show) -> Handler:
        """Return the handler of a page; bad input and a broken case are told on one."""

        async def handle(request: Request, _form: Form) -> Response:
            return await run_in_threadpool(self.shown, show, request)

        return handle

    def plain(self, rows: Callable[[DeskView, Request], Any]) -> Handler:
        """Return the handler of a page as plain values."""

        async def handle(request: Request, _form: Form) -> Response:
            view = await run_in_threadpool(lambda: DeskView(self.bench.material()))
            return JSONResponse(rows(view, request))

        return handle

    def act(self, do: Callable[[Request, Form], str]) -> Handler:
        """Return the handler of a form: do it, then show where it leads."""

        async def handle(request: Request, form: Form) -> Response:
            try:
                where = await run_in_threadpool(do, request, form)
            except GoodOfficesError as error:
                return self.refused(error)
            return RedirectResponse(where, 303)

        return handle

    def shown(self, show: Show, request: Request) -> Response:
        try:
            view = DeskView(self.bench.material())
            found = show(view, request)
        except GoodOfficesError as error:
            return self.refused(error)
        if found is None:
            return Response(_("There is no such page on the desk."), 404)
        name, values = found
        case = view.material.case
        language = view.material.language
        text = self.jinja.get_template(name).render(
            **values,
            view=view,
            case=case,
            by=self.bench.by,
            here=name.removesuffix(".html"),
            said=lambda edtf: dates.said(edtf, language),
        )
        return Response(text, media_type=FORMS["html"])

    def refused(self, error: GoodOfficesError) -> Response:
        """Say what is wrong, where, and what to do."""
        text = self.jinja.get_template("refused.html").render(findings=error.findings)
        return Response(text, 400, media_type=FORMS["html"])

    # the pages

    def overview(self, view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "overview.html", view.overview()

    def sources(self, _view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "sources.html", {}

    def source(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        found = view.source(request.path_params["source"])
        return ("source.html", {"source": found}) if found else None

    def claims(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        asked = dict(request.query_params)
        return "claims.html", {"quotes": view.listed(_selection(asked)), "asked": asked}

    def claims_plain(self, view: DeskView, request: Request) -> list[dict[str, Any]]:
        quotes = view.listed(_selection(dict(request.query_params)))
        return [
            {"id": q.id, "kind": q.kind, "status": q.status, "who": q.speaker, "words": q.text}
            for q in quotes
        ]

    def claim(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        claim = view.claim(request.path_params["claim"])
        if claim is None:
            return None
        quoted = view.evidence.quote(claim.id)
        page = claim.spans[0].source if claim.spans else ""
        return "claim.html", {"quote": quoted, "claim": claim, "source": view.source(page)}

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

    def outcomes(self, view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "outcomes.html", {"states": view.states()}

    def outcome(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        wanted = request.path_params["state"]
        found = [state for state in view.states() if state.label == wanted]
        return ("outcome.html", {"state": found[0]}) if found else None

    def outcomes_plain(self, view: DeskView, _request: Request) -> list[dict[str, Any]]:
        return list(view.state_rows())

    async def outcomes_table(self, _request: Request, _form: Form) -> Response:
        view = await run_in_threadpool(lambda: DeskView(self.bench.material()))
        lines = io.StringIO()
        table = csv.writer(lines)
        table.writerow(["label", "name", "holds", "today"])
        for row in view.state_rows():
            table.writerow([row["label"], row["name"], " ".join(row["holds"]), row["today"]])
        return Response("\ufeff" + lines.getvalue(), media_type="text/csv; charset=utf-8")

    async def brief(self, request: Request, _form: Form) -> Response:
        form = request.path_params["form"]
        if form not in FORMS:
            return Response(_("There is no such page on the desk."), 404)
        make = cast("Callable[[], Awaitable[bytes]]", partial(run_in_threadpool, self.made, form))
        try:
            data = await make()
        except GoodOfficesError as error:
            return self.refused(error)
        headers = {"content-security-policy": _BRIEF}
        if form != "html":
            headers["content-disposition"] = f'attachment; filename="brief.{form}"'
        return Response(data, media_type=FORMS[form], headers=headers)

    def made(self, form: str) -> bytes:
        """Return the brief in one of its forms."""
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / f"brief.{form}"
            write_brief(self.bench.folder, output, language=self.bench.language)
            return output.read_bytes()

    async def stylesheet(self, _request: Request, _form: Form) -> Response:
        return Response(style.stylesheet("desk"), media_type="text/css; charset=utf-8")

    # what people do

    def sign(self, _request: Request, form: Form) -> str:
        self.bench.by = form.get("by", "").strip()[:12]
        return _back(form)

    def decide(self, request: Request, form: Form) -> str:
        claim = request.path_params["claim"]
        status = DECISIONS.get(form.get("decision", ""))
        if status is None or not self.bench.by:
            return f"/claims/{quote(claim)}"
        self.bench.decide(claim, status)
        if status == "unreviewed":
            return f"/claims/{quote(claim)}"
        after = DeskView(self.bench.material()).after(claim)
        return f"/claims/{quote(after)}?before={quote(claim)}" if after else "/claims"

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


def _selection(asked: dict[str, str]) -> ClaimSelection:
    """Return what a search asks for."""

    def one(name: str) -> frozenset[str]:
        return frozenset(filter(None, [asked.get(name, "")]))

    return ClaimSelection(
        kinds=one("kind"),
        bands=one("band"),
        statuses=one("status"),
        who=asked.get("by", ""),
        about=asked.get("about", ""),
        page=asked.get("page", ""),
    )


def _back(form: Form) -> str:
    """Return the page of the desk that a form was sent from."""
    where = form.get("back", "/")
    return where if where.startswith("/") and not where.startswith("//") else "/"
