"""Templates and languages: pages work without script, escape everything, print clean.

A page's language is the first of the browser's that has a catalogue, else English; its direction
follows, and so do its digits and its calendar. Whatever people wrote is isolated (``bdi``,
``dir=auto``), for it may run the other way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from starlette.requests import Request

from goodoffices.base.i18n import DOMAIN, LOCALE, runs_leftwards, translations
from goodoffices.look.style import loader
from goodoffices.talks.chain import groups
from goodoffices.talks.pages import clock

HERE = Path(__file__).parent


@cache
def languages() -> frozenset[str]:
    """Return the languages that there is a catalogue of."""
    return frozenset(p.parts[-3] for p in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")) | {"en"}


def language_of(request: Request) -> str:
    """Return the page's language: the first of the browser's that we have."""
    for part in request.headers.get("accept-language", "")[:200].split(","):
        code = part.partition(";")[0].strip().lower().partition("-")[0]
        if code in languages():
            return code
    return "en"


@pass_context
def moment(context: Context, at: str) -> str:
    """Write a time for people: ``14 May 2025, 21:30 Tehran (18:00 UTC)``."""
    told = clock.told(at, context["language"], context.get("zone", "UTC"))
    return told.full if told else at


@pass_context
def stamped(context: Context, at: str) -> Markup:
    """Write the time of a record for the margin."""
    return clock.stamped(at, context["language"], context.get("zone", "UTC"))


@pass_context
def hour(context: Context, at: str) -> Markup:
    """Write the time of day alone, for the head of a page."""
    return clock.hour(at, context["language"], context.get("zone", "UTC"))


def qr(text: str) -> Markup:
    """Return a QR code as SVG, drawn in place."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(scale=3, border=2, svgclass=None, lineclass=None))  # noqa: S704 - segno draws; nothing of the text is in it


def _filled(message: str, values: dict[str, Any], language: str) -> Markup:
    """Fill a message's places, escaped; numbers are written as the language writes them."""
    given = {
        name: escape(clock.digits(value, language) if type(value) is int else value)
        for name, value in values.items()
    }
    return Markup(message) % given if given else Markup(message)  # noqa: S704 - messages are ours


def _speakers(language: str) -> dict[str, Callable[..., Markup]]:
    """Return what templates say their messages with, one and several."""
    catalogue = translations(language)

    def say(message: str, **values: Any) -> Markup:  # noqa: ANN401 - whatever it names
        return _filled(catalogue.gettext(message), values, language)

    def count(one: str, many: str, number: int, **values: Any) -> Markup:  # noqa: ANN401
        said = catalogue.ngettext(one, many, number)
        return _filled(said, {"num": number, **values}, language)

    return {"_": say, "gettext": say, "ngettext": count}


@cache
def environment(language: str) -> Environment:
    """Return the templates with a language's messages."""
    made = Environment(
        loader=loader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"moment": moment, "stamped": stamped, "hour": hour, "groups": groups, "qr": qr}
    made.filters["digits"] = lambda value: clock.digits(value, language)
    direction = "rtl" if runs_leftwards(language) else "ltr"
    made.globals |= {"language": language, "direction": direction, **_speakers(language)}
    return made


def render(template: str, language: str, **context: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page."""
    return environment(language).get_template(template).render(**context)
