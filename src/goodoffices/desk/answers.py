"""How a page of the desk is answered: from a template, as plain values, or after an act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _
from goodoffices.brief import vocabulary
from goodoffices.brief.holding import senses_in_words
from goodoffices.desk.bench import Bench
from goodoffices.desk.edits import CaseVisit
from goodoffices.desk.gate import Form, Handler
from goodoffices.desk.tabs import Tab, tabs
from goodoffices.desk.views import DeskView
from goodoffices.desk.visitor import SCHEMES, languages, visited, visitor
from goodoffices.desk.wording import words_for
from goodoffices.desk.work import Tell, Works
from goodoffices.look import style
from goodoffices.look.dates import digits
from goodoffices.look.jalali import day_said
from goodoffices.look.markup import direction, running

TYPED = 30
"""Letters from which what somebody typed is given back where it is refused."""

TEMPLATES = Path(__file__).parent / "templates"
HTML = "text/html; charset=utf-8"

Show = Callable[[DeskView, Request], tuple[str, dict[str, Any]] | None]
"""What a page shows: its template and its values; None where there is no such page."""


class DeskAnswers:
    """The answers of one desk, over one bench."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.works = Works()
        self.visit = CaseVisit(bench)
        self.tabs: Callable[[str], Iterator[tuple[Tab, bool]]] = tabs
        self._views: dict[str, DeskView] = {}
        self.jinja = style.environment(
            TEMPLATES,
            vocabulary=vocabulary,
            senses_in_words=senses_in_words,
            words_for=words_for,
        )

    def begun(self, key: str, what: str, then: str, do: Callable[[Tell], Any]) -> str:
        """Begin long work, and return the page that follows it (:meth:`Works.begin`)."""
        return f"/progress/{self.works.begin(key, what, then, do).id}"

    def view(self) -> DeskView:
        """Return the case as its files say now; the same view as long as they say the same."""
        material = self.bench.material()
        known = self._views.get(material.language)
        if known is None or known.material is not material:
            known = self._views[material.language] = DeskView(material)
        return known

    def for_whom(self, request: Request) -> AbstractContextManager[None]:
        """Return the context in which a request is answered: its browser's initials, language."""
        return visited(request.cookies, self.bench.spoken)

    def page(self, show: Show) -> Handler:
        """Return the handler of a page; bad input and a broken case are told on one."""

        async def handle(request: Request, _form: Form) -> Response:
            with self.for_whom(request):
                return await run_in_threadpool(self.shown, show, request)

        return handle

    def plain(self, rows: Callable[[DeskView, Request], Any]) -> Handler:
        """Return the handler of a page as plain values."""

        async def handle(request: Request, _form: Form) -> Response:
            def made() -> Any:  # noqa: ANN401 - plain values
                return rows(self.view(), request)

            try:
                with self.for_whom(request):
                    return JSONResponse(await run_in_threadpool(made))
            except GoodOfficesError as error:
                return self.refused(error)

        return handle

    def act(self, do: Callable[[Request, Form], str]) -> Handler:
        """Return the handler of a form: do it, then show where it leads."""

        async def handle(request: Request, form: Form) -> Response:
            try:
                with self.for_whom(request):
                    where = await run_in_threadpool(do, request, form)
            except GoodOfficesError as error:
                with self.for_whom(request):
                    return self.refused(error, form)
            return RedirectResponse(where, 303)

        return handle

    def shown(self, show: Show, request: Request) -> Response:
        """Show a page; bad input and a broken case are told on one."""
        try:
            view = self.view()
            found = show(view, request)
        except GoodOfficesError as error:
            return self.refused(error)
        if found is None:
            return self.missing()
        name, values = found
        case = view.material.case
        language = view.material.language
        text = self.jinja.get_template(name).render(
            **values,
            view=view,
            case=case,
            by=self.bench.by,
            edits=self.visit.made,
            scheme=visitor().scheme,
            schemes=SCHEMES,
            languages=languages(),
            path=request.url.path,
            tabs=self.tabs,
            said=lambda edtf: day_said(edtf, language),
            num=lambda value: digits(value, language),
        )
        return Response(running(text, direction(language)), media_type=HTML)

    def refused(self, error: GoodOfficesError, form: Form | None = None) -> Response:
        """Say what is wrong, where, and what to do; give back what was typed."""
        typed = [words for _name, words in form.pairs if len(words) >= TYPED] if form else []
        language = self.bench.language
        text = self.jinja.get_template("refused.html").render(
            findings=error.findings, typed=typed, language=language
        )
        return Response(running(text, direction(language)), 400, media_type=HTML)

    def missing(self) -> Response:
        """Say that there is no such page."""
        return Response(_("There is no such page on the desk."), 404)


def back(form: Form) -> str:
    """Return the page of the desk that a form was sent from."""
    where = form.get("back", "/")
    return where if where.startswith("/") and not where.startswith("//") else "/"
