"""Who sits at the desk: each browser's initials, language and colours, kept in its cookies.

Several people may sit at one desk, each in a browser of their own; none of this says who may come
in, only whose initials a decision carries and how pages look.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote

from goodoffices.base.i18n import LOCALE, speaking

BY, LANGUAGE, SCHEME = "goodoffices-by", "goodoffices-lang", "goodoffices-scheme"
SCHEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser at the desk; None where it did not say."""

    initials: str | None = None
    language: str | None = None
    scheme: str = "auto"


_here: ContextVar[Visitor | None] = ContextVar("visitor", default=None)


def visitor() -> Visitor:
    """Return whose page or act this is."""
    return _here.get() or Visitor()


@contextlib.contextmanager
def visited(cookies: Mapping[str, str], spoken: str) -> Iterator[None]:
    """Let what is done inside be done for the browser with these cookies, in its language."""
    given, language = cookies.get(BY), cookies.get(LANGUAGE)
    scheme = cookies.get(SCHEME, "auto")
    here = Visitor(
        None if given is None else initials(unquote(given)),
        language if language in languages() else None,
        scheme if scheme in SCHEMES else "auto",
    )
    token = _here.set(here)
    try:
        with speaking(here.language or spoken):
            yield
    finally:
        _here.reset(token)


@cache
def languages() -> dict[str, str]:
    """Return the languages that the desk speaks, each with its own name."""
    from babel import Locale

    found = sorted({"en"} | {path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/*.mo")})
    return {code: Locale.parse(code).get_display_name() or code for code in found}


def initials(given: str) -> str:
    """Return initials as they are kept: at most twelve signs, nothing unseen."""
    return "".join(sign for sign in given.strip() if sign.isprintable())[:12]


def cookie(name: str, value: str) -> str:
    """Return a cookie that a browser keeps for a year."""
    return f"{name}={quote(value)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
