"""Every finding's words in one place: what is said, what to do next, and the long answer to "why?".

The words stand in ``catalogue/*.md``, one file a room (the first figure of its codes), which people
read as they are and ``docs/errors.md`` is made of:

    ## GO406

    - `moves` There are {count:,} moves, more than {most:,}.
      → Merge outcomes that nobody tells apart.
    - `one_state` …

    The long answer, which ``goodoffices explain GO406`` prints.

``finding("GO406.moves", count=…, most=…)`` makes one. A message without a key is the code's only
one. ``key:one`` is the message where ``count`` is 1. A code is never reused for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter

from goodoffices.base.errors import Finding, Place, Severity, nearest
from goodoffices.base.i18n import _
from goodoffices.base.unseen import in_line

_CODE = re.compile(r"^## (GO\d{3})$", re.MULTILINE)
_MESSAGE = re.compile(r"^- (?:`([a-z0-9_]+(?::one)?)` )?(.*)$")


@dataclass(frozen=True, slots=True)
class CatalogueMessage:
    """What one finding says, with named places, and what to do next."""

    text: str
    help: str | None


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A code: its messages by key, and the long answer to "why?"."""

    messages: Mapping[str, CatalogueMessage]
    answer: str


def finding(
    key: str,
    /,
    place: Place | None = None,
    *,
    near: tuple[str, Sequence[str]] | None = None,
    severity: Severity = "error",
    **values: object,
) -> Finding:
    """Return a finding, worded in the reader's language.

    Parameters
    ----------
    key
        its code and, where the code has several messages, which: ``GO406.moves``.
    place
        where it stands.
    near
        a word that is unknown and the words that are known: where one of them is like it, it is
        what to do next, instead of what the catalogue says.
    values
        what fills the named places of the message.

    Raises
    ------
    KeyError
        where the catalogue has no such message.
    """
    # a value comes from a file, and may hold what would write over the line it is printed in
    values = {n: in_line(str(v)) if isinstance(v, str | Path) else v for n, v in values.items()}
    code, _dot, which = key.partition(".")
    messages = entries()[code].messages
    message = messages[which]
    text = _(message.text)
    if f"{which}:one" in messages and isinstance(count := values.get("count"), int):
        text = _(messages[f"{which}:one"].text) if count == 1 else text
    remedy = _(message.help).format(**values) if message.help else None
    guess = did_you_mean(*near) if near else None
    return Finding(code, text.format(**values), place, guess or remedy, severity)


def said_again(found: Finding) -> Finding:
    """Return a finding that was kept as it was said in English in the language that is spoken.

    One whose words the catalogue does not know, or which are not English, stays as it is.
    """
    entry = entries().get(found.code)
    for key, message in entry.messages.items() if entry else ():
        told = _shape(message.text).fullmatch(found.text)
        if told is not None:
            remedy = entry.messages.get(key.removesuffix(":one"), message).help if entry else None
            places = _shape(remedy).fullmatch(found.help) if remedy and found.help else None
            again = _(remedy).format(**places.groupdict()) if remedy and places else found.help
            return replace(found, text=_(message.text).format(**told.groupdict()), help=again)
    return found


@cache
def _shape(message: str) -> re.Pattern[str]:
    """Return what a message looks like once its places are filled; numbers of a form match none."""
    known: set[str] = set()
    shape = ""
    for words, name, form, _made in Formatter().parse(message):
        shape += re.escape(words)
        if form:
            return re.compile(r"(?!)")
        if name:
            shape += f"(?P={name})" if name in known else f"(?P<{name}>.+)"
            known.add(name)
    return re.compile(shape, re.DOTALL)


def did_you_mean(word: str, known: Sequence[str]) -> str | None:
    """Return the question that names the known word most like a mistyped one, if one is near."""
    close = nearest(word, known)
    return _("Did you mean “{close}”?").format(close=close) if close else None


def explain(code: str) -> str | None:
    """Return the long answer for a code, or None where there is no such code."""
    entry = entries().get(code.upper())
    return _(entry.answer) if entry else None


@cache
def entries() -> Mapping[str, CatalogueEntry]:
    """Return every code's entry, in the order of the codes."""
    pages = sorted(Path(__file__).with_name("catalogue").glob("*.md"))
    return dict(item for page in pages for item in parsed(page.read_text("utf-8")))


def parsed(page: str) -> Iterator[tuple[str, CatalogueEntry]]:
    """Read one page of the catalogue: each code with its entry."""
    _head, *blocks = re.split(_CODE, page)
    for code, block in zip(blocks[::2], blocks[1::2], strict=True):
        yield code, _entry(block.splitlines())


def _entry(block: Sequence[str]) -> CatalogueEntry:
    """Read what stands below one code."""
    messages: dict[str, list[list[str]]] = {}
    answer: list[str] = []
    parts: list[list[str]] | None = None
    for line in block:
        match = _MESSAGE.match(line)
        if match and not answer:
            parts = messages[match[1] or ""] = [[match[2]], []]
        elif parts is not None and line.startswith("  → "):
            parts[1].append(line[4:])
        elif parts is not None and line.startswith("  "):
            parts[bool(parts[1])].append(line.strip())
        elif line.strip():
            answer.append(line.strip())
    read = {
        k: CatalogueMessage(" ".join(said), " ".join(do) or None)
        for k, (said, do) in messages.items()
    }
    return CatalogueEntry(read, " ".join(answer))
