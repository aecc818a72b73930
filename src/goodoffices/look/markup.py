"""Escaping, and the small parts of SVG: whatever a source says, it stays words on the page.

Everything that is printed goes through :func:`esc`. Signs that would change how the words around
them read (controls, overrides of direction, halves of characters) are shown by their code instead.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from goodoffices.base.i18n import numerals, runs_leftwards
from goodoffices.base.unseen import visible

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")


def esc(value: Any) -> Markup:  # noqa: ANN401 - whatever a template prints
    """Return a value as HTML in which it can only be words; Markup is taken as it is."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup("")
    return Markup(str(escape(visible(str(value)))).replace("\r", "&#13;"))  # noqa: S704 - escaped


def sentence(message: str, **parts: Any) -> Markup:  # noqa: ANN401
    """Fill the named places of a translated sentence; parts that are Markup stay so."""
    return esc(message).format(**{name: esc(_own(part)) for name, part in parts.items()})


def _own(part: Any) -> Any:  # noqa: ANN401
    """Return a part that is a number as the language writes it."""
    plain = isinstance(part, int | float | str) and not isinstance(part, Markup)
    return numerals(str(part)) if plain else part


def anchor(kind: str, *parts: object) -> str:
    """Return an id for a place of the page, the same for the same thing, and safe in a selector."""
    words = [str(part) for part in parts]
    plain = "-".join([kind, *words])
    if len(plain) <= 100 and all(_PLAIN.fullmatch(word) for word in words):
        return plain
    return f"{kind}-{hashlib.sha256(repr(words).encode()).hexdigest()[:12]}"


def direction(language: str | None) -> str:
    """Return ``rtl`` or ``ltr``; ``auto``, by the words themselves, where that is not known."""
    leftwards = runs_leftwards(language) if language else None
    return "auto" if leftwards is None else "rtl" if leftwards else "ltr"


def turned(text: str, page: str) -> Markup:
    """Return the attribute of a sentence of a page written from right to left, else nothing.

    It may begin with a name in other letters, by which alone it would run from left to right.
    """
    return Markup(' dir="rtl"') if page == "rtl" and _LEFTWARDS.search(text) else Markup("")


_OWN = re.compile(r"<bdi>(?=((?:(?!</bdi>).)*))", re.DOTALL)
_LEFTWARD_WORD = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3]{2}")
_TAGS = re.compile(r"<[^>]*>")


def leftward(text: str) -> bool:
    """Tell whether a text has a word, and not a mark or a letter alone, written from the right."""
    return _LEFTWARD_WORD.search(text) is not None


def running(html: str, page: str) -> str:
    """Return a page whose isolated words run as it does where they are of both scripts.

    By their first letter alone, a sentence of a page from right to left that begins with a name in
    other letters would run the other way. Marks and a single letter, as of “and” between words of
    another script, turn nothing.
    """
    if page != "rtl":
        return html

    def own(found: re.Match[str]) -> str:
        return '<bdi dir="rtl">' if leftward(_TAGS.sub("", found[1])) else found[0]

    return _OWN.sub(own, html)


def language_tag(language: str | None) -> str:
    """Return a language as BCP 47 writes it, or an empty tag (unknown) where it is none."""
    tag = (language or "").replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", tag) else ""


def web_address(address: str | None) -> str | None:
    """Return an address that a page may link to: http or https, nothing that could act."""
    address = (address or "").strip()
    return address if re.match(r"https?://[^\s\"'<>\\]+$", address, re.IGNORECASE) else None


def clipped(text: str, limit: int) -> str:
    """Return a text on one line, cut at a word where it is longer than ``limit``."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1].rsplit(" ", 1)[0]
    closing = _open(cut)
    if closing:
        cut = line[: limit - 2].rsplit(" ", 1)[0]
    return cut.rstrip(",;:–—- ") + " …" + closing


def _open(cut: str) -> str:
    """Return the mark that closes a quotation in which a text was cut; empty where it was not."""
    pairs = (("“", "”"), ("«", "»"))
    return next((end for start, end in pairs if cut.rfind(start) > cut.rfind(end)), "")


_WORD = re.compile(r"[^\W_]+")
_STEM = 5


def _stems(text: str) -> list[str]:
    """Return the beginnings of the words of a text, long enough to tell one from another."""
    return [word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 2]


def shared(text: str, other: str) -> int:
    """Return how many words of another text a text has."""
    return len(frozenset(_stems(text)).intersection(_stems(other)))


def excerpt(text: str, limit: int, about: str) -> str:
    """Return the part of a text, at most ``limit`` long, that has the most words of another.

    Where a quotation is cut, the words that a line rests on must not be what is cut away. The
    beginning stays wherever it has as many of them as any other part.
    """
    line = " ".join(text.split())
    head, wanted = clipped(line, limit), frozenset(_stems(about))
    if len(line) <= limit or not wanted:
        return head
    words = line.split(" ")
    hits = [wanted.intersection(_stems(word)) for word in words]
    best, found = 0, shared(head, about)
    for first, hit in enumerate(hits):
        if not hit:
            continue
        start = max(0, first - _BEFORE)
        room = limit - 4
        seen: set[str] = set()
        for word, of in zip(words[start:], hits[start:], strict=True):
            room -= len(word) + 1
            if room < 0:
                break
            seen |= of
        if len(seen) > found:
            best, found = start, len(seen)
    if best == 0:
        return head
    return f"… {clipped(' '.join(words[best:]), limit - 2)}"


_BEFORE = 3
"""Words that stand before the first one that an excerpt was chosen for."""


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Break a text into at most so many lines of at most so many characters."""
    found: list[str] = []
    for word in clipped(text, width * lines).split(" "):
        if found and len(found[-1]) + 1 + len(word) <= width:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > lines:
        found[lines - 1] = f"{found[lines - 1]} …"
    return found[:lines]


def tag(name: str, attributes: Mapping[str, object] | None = None, *children: object) -> Markup:
    """Return one element; attributes that are None are left out, children are escaped."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key, esc(_number(value)))
        for key, value in (attributes or {}).items()
        if value is not None
    )
    inner = Markup("").join(esc(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, inner)  # noqa: S704 - our own


def _number(value: object) -> object:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
