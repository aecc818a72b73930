"""Templates and languages: pages work without script, escape everything, print clean.

A page's language is the first of the browser's that has a catalogue, else English; its direction
follows, and so do its digits and its calendar. Whatever people wrote is isolated (``bdi``,
``dir=auto``), for it may run the other way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from starlette.requests import Request

from goodoffices.base.i18n import DOMAIN, LOCALE, comma, runs_leftwards, speaking, translations
from goodoffices.look.dates import digits
from goodoffices.look.style import loader
from goodoffices.talks.chain import groups
from goodoffices.talks.nouns import TalksEvent
from goodoffices.talks.pages import clock
from goodoffices.talks.pages.fragments import Fragments

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
def fragment(
    context: Context,
    event: TalksEvent,
    *given: Any,  # noqa: ANN401 - whatever it depends on
    caller: Callable[[], Markup],
) -> Markup:
    """Return a record as it was written before, where nothing it depends on has changed."""
    fragments: Fragments | None = context.get("fragments")
    if fragments is None:
        return caller()
    shown = (context["language"], context["zone"], context["base"], context["sides"], *given)
    return fragments.written(event, shown, caller)


A_VIEW = 16
"""How many lists are kept as they were written of one member's view; it changes with each act."""


@pass_context
def stack(
    context: Context,
    fresh: frozenset[int],
    *given: Any,  # noqa: ANN401 - whatever it depends on
    caller: Callable[[], Markup],
) -> Markup:
    """Return a page's list of records as it was written before from the very same view."""
    made, shown = context["made"], context["shown"]
    if shown.asked:
        return caller()
    new = tuple(e.seq for e in shown.events if e.seq in fresh)
    key = (*context["part"], context["language"], context["zone"], context["base"], new, *given)
    known: Markup | None = made.get(key)
    if known is None:
        known = caller()
        if len(made) < A_VIEW:
            made[key] = known
    return known


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
        name: escape(digits(value, language) if type(value) is int else value)
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
    made.globals |= {"fragment": fragment, "stack": stack}
    made.filters["digits"] = lambda value: digits(value, language)
    direction = "rtl" if runs_leftwards(language) else "ltr"
    with speaking(language):
        made.globals |= {"comma": comma(), "semicolon": comma("; ")}
    made.globals |= {"language": language, "direction": direction, **_speakers(language)}
    return made


def render(template: str, language: str, **context: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page."""
    return _ready(template, language).render(**context)


def prepare(language: str = "en") -> None:
    """Make ready what every member's first page needs, so that nobody waits for it."""
    for name in ("room", "table", "desk", "enter", "refused", "told", "log_in", "sure"):
        _ready(f"{name}.html", language)


_MAKING = Lock()
_MADE: dict[tuple[str, str], Template] = {}


def _ready(template: str, language: str) -> Template:
    """Return a template, translated into code once, however many ask for it at the same time."""
    found = _MADE.get((template, language))
    if found is None:
        with _MAKING:
            found = _MADE[template, language] = environment(language).get_template(template)
    return found
