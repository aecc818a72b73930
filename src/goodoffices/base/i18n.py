"""Messages in the reader's language: every string a person sees passes through here.

Catalogues live in ``locale/<language>/LC_MESSAGES/goodoffices.mo``. The language is taken from the
environment (``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG``) on first use; a page in another
language is made while :func:`speaking` it. A message is a whole sentence with
named places, never joined from pieces, so that a translator may order it as the language needs.
"""

from __future__ import annotations

import gettext as _gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

DOMAIN = "goodoffices"
LOCALE = Path(__file__).parents[1] / "locale"

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def translations(language: str | None = None) -> _gettext.NullTranslations:
    """Return the catalogue of a language; the environment's own when none is named.

    A language without a catalogue gives the messages as they are written, in English.
    """
    languages = None if language is None else [language]
    return _gettext.translation(DOMAIN, LOCALE, languages, fallback=True)


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Translate into a language for as long as the context lasts, here and in all that is called.

    None leaves the language as it is.
    """
    token = _spoken.set(language or _spoken.get())
    try:
        yield
    finally:
        _spoken.reset(token)


DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
"""Latin digits to Persian ones, for ``str.translate``."""

_MARKS = str.maketrans("0123456789.,%", "۰۱۲۳۴۵۶۷۸۹٫٬٪")
_ONE = r"[-−]?\d[\d,]*(?:\.\d+)?(?:\s?%)?"
_NUMBER = re.compile(rf"{_ONE}(?:–{_ONE})?")


def spoken() -> str:
    """Return the language that is spoken, as its catalogue says it."""
    return translations(_spoken.get()).info().get("language", "en")


def numerals(text: str) -> str:
    """Return a number as the language that is spoken writes it; what is no number stays."""
    if spoken().startswith("fa") and _NUMBER.fullmatch(text):
        return text.translate(_MARKS)
    return text


class _OwnNumerals(Formatter):
    """Fills the places of a message; what is a number there has the digits of the language."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - whatever it names
        return numerals(super().format_field(value, format_spec))


class OwnMessage(str):
    """A message in a language that has digits of its own."""

    __slots__ = ()

    def format(self, *args: object, **places: object) -> str:
        """Fill its places."""
        return _OwnNumerals().vformat(self, args, places)


def _said(message: str) -> str:
    return OwnMessage(message) if spoken().startswith("fa") else message


def _(message: str) -> str:
    """Translate one message."""
    return _said(translations(_spoken.get()).gettext(message))


@cache
def catalogues() -> tuple[str, ...]:
    """Return the languages that there are words in, English among them, as codes in order."""
    found = {path.parts[-3] for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted({"en"} | found))


@cache
def runs_leftwards(language: str) -> bool | None:
    """Tell whether a language is written from right to left; None where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        order = Locale.parse(language.replace("-", "_")).character_order
    except (UnknownLocaleError, ValueError):
        return None
    return str(order) == "right-to-left"


_LEFTWARDS = str.maketrans(",;", "،؛")


def comma(mark: str = ", ") -> str:
    """Return what parts two items of a list, as the language on its way writes it.

    ``mark`` is the English mark with its space: a comma, or a semicolon.
    """
    language = spoken()
    return mark.translate(_LEFTWARDS) if runs_leftwards(language) else mark


def n_(one: str, many: str, count: int) -> str:
    """Translate a message that counts something; ``{count}`` is filled in by the caller."""
    return _said(translations(_spoken.get()).ngettext(one, many, count))
