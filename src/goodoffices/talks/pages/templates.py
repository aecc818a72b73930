"""Templates and languages: pages work without script, escape everything, print clean.

A page's language is the first of the browser's that has a catalogue, else English; its direction
follows. Whatever people wrote is isolated (``bdi``, ``dir=auto``), for it may run the other way.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from goodoffices.base.i18n import DOMAIN, LOCALE, runs_leftwards, translations
from goodoffices.talks.chain import groups
from goodoffices.talks.rules import STAMP

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


@lru_cache(maxsize=4096)
def moment(at: str, language: str = "en") -> str:
    """Write a time for people: ``14 May 2025, 18:00 UTC``."""
    from babel.dates import format_datetime

    try:
        when = datetime.strptime(at, STAMP)
    except ValueError:
        return at
    said = str(format_datetime(when, "d MMMM y, HH:mm 'UTC'", locale=language))
    # set apart, lest the letters of UTC wander off into the next words
    return f"\u2068{said}\u2069" if runs_leftwards(language) else said


def qr(text: str) -> Markup:
    """Return a QR code as SVG, drawn in place."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(scale=3, border=2, svgclass=None, lineclass=None))  # noqa: S704 - segno draws; nothing of the text is in it


@cache
def environment(language: str) -> Environment:
    """Return the templates with a language's messages."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {"moment": partial(moment, language=language), "groups": groups, "qr": qr}
    direction = "rtl" if runs_leftwards(language) else "ltr"
    made.globals |= {"language": language, "direction": direction}
    return made


def render(template: str, language: str, **context: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page."""
    return environment(language).get_template(template).render(**context)
