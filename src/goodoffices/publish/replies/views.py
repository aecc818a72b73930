"""The pages of the reply server: templates in the language of whoever asks, and what they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.responses import Response

from goodoffices.base.i18n import _, runs_leftwards
from goodoffices.look import style
from goodoffices.look.dates import digits
from goodoffices.look.jalali import day_said
from goodoffices.look.markup import sentence
from goodoffices.publish.replies.gate import LANGUAGES, ReplyVisit

TEMPLATES = Path(__file__).parent / "templates"
HTML = "text/html; charset=utf-8"

NAMES = {"en": "English", "fa": "فارسی"}
"""The languages of the pages, each by its own name."""


@cache
def environment() -> Environment:
    """Return the templates."""
    return style.environment(TEMPLATES, say=sentence)


def stylesheet() -> str:
    """Return the common look and what these pages add."""
    return f"{style.stylesheet()}\n{(TEMPLATES / 'replies.css').read_text('utf-8')}"


@dataclass(frozen=True, slots=True)
class SiteTold:
    """What the server knows of the site: its name, and where its pages and the server stand."""

    name: str
    pages: str = "/"
    public: str = ""


class ReplyViews:
    """Makes pages; ``prefix`` is where the server stands, ``site`` what is told of the site."""

    def __init__(self, prefix: str, site: SiteTold) -> None:
        self.prefix, self.site = prefix, site

    def at(self, visit: ReplyVisit, path: str, **asked: str) -> str:
        """Return an address of this server, in the language that was chosen."""
        asked = {name: value for name, value in asked.items() if value}
        if visit.chosen:
            asked["lang"] = visit.language
        query = f"?{urlencode(asked)}" if asked else ""
        return f"{self.prefix}{path}{query}"

    def page(
        self,
        visit: ReplyVisit,
        name: str,
        status: int = 200,
        **values: Any,  # noqa: ANN401 - whatever the template shows
    ) -> Response:
        """Return a page."""
        language = visit.language
        text = (
            environment()
            .get_template(name)
            .render(
                **values,
                site=self.site.name,
                pages=self.site.pages,
                language=language,
                towards="rtl" if runs_leftwards(language) else "ltr",
                at=lambda path, **asked: self.at(visit, path, **asked),
                languages=self._languages(visit),
                day=lambda moment: day_said(moment, language),
                num=lambda value: digits(value, language),
            )
        )
        return Response(text, status, media_type=HTML)

    def _languages(self, visit: ReplyVisit) -> list[tuple[str, str, str]]:
        """Return the other languages of a page: (tag, name, address)."""
        asked = {k: v[:200] for k, v in visit.request.query_params.items() if k != "lang"}
        path = visit.request.scope["path"]
        return [
            (tag, NAMES[tag], f"{path}?{urlencode({**asked, 'lang': tag})}")
            for tag in LANGUAGES
            if tag != visit.language
        ]

    def told(self, visit: ReplyVisit, key: str, status: int) -> Response:
        """Say in a sentence why there is nothing else, and what to do."""
        title, words = {
            "not found": (_("There is no such page"), _("The address may be mistyped, or old.")),
            "gone": (
                _("Nothing is kept under this address"),
                _("It may be mistyped, or what was kept under it has been deleted."),
            ),
            "host": (_("Not under this name"), _("This server answers under its own name alone.")),
            "often": (
                _("Too often just now"),
                _("So much has come from your network that it has to wait. Try again in a minute."),
            ),
            "elsewhere": (
                _("This form came from elsewhere"),
                _("A page of another site has sent it. Nothing was done."),
            ),
            "request": (
                _("This could not be read"),
                _("It was too large, too slow, or no form. Nothing was kept."),
            ),
            "busy": (
                _("Much is coming in just now"),
                _("Nothing was kept. Go back and send it again in a moment: your words are there."),
            ),
            "disk": (
                _("Nothing can be kept just now"),
                _("The server’s disk refuses. Nothing was kept; try again later."),
            ),
            "changed": (
                _("It has changed meanwhile"),
                _("Open your link again, look at what is there now, then decide."),
            ),
            "fault": (
                _("Something went wrong"),
                _("It is a fault of this server, not of what you did. Nothing was kept."),
            ),
        }[key]
        return self.page(visit, "told.html", status, title=title, words=words)


def plain_text(text: str, media_type: str) -> Response:
    """Return something that is no page."""
    return Response(text, media_type=media_type)
