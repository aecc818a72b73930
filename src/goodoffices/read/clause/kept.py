"""Parses that are kept, so that a page that reading took apart is not taken apart again.

A :class:`Keep` gives and takes bytes under a key; whoever reads or drafts a case says which
(:func:`keeping`). The key is made of all that a parse depends on: the page's text, zones and
language, the pipeline, and what parses. Bytes that are not what was written are passed over, and
the page is parsed anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Any, Protocol

from goodoffices.evidence.snapshot import Document, Zone
from goodoffices.read.clause.leads import Lead
from goodoffices.read.clause.parse import PIPELINES, Parse, parse
from goodoffices.read.clause.tokens import Sentence, Token

MOST = 20_000_000
"""How many bytes of a kept parse are opened; a larger one is none that was written here."""

_MAKERS = (
    "clause/parse.py",
    "clause/pieces.py",
    "clause/ruled.py",
    "clause/mended.py",
    "clause/leads.py",
    "data/words.txt",
)
_TOKEN = tuple(f.name for f in fields(Token) if f.name not in ("i", "lower"))
_SENTENCE = tuple(f.name for f in fields(Sentence))


class Keep(Protocol):
    """Where parses are kept."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key, if it can be done."""


_KEEP: ContextVar[Keep | None] = ContextVar("keep", default=None)


@contextmanager
def keeping(keep: Keep) -> Iterator[None]:
    """Keep parses, and take kept ones, meanwhile."""
    before = _KEEP.set(keep)
    try:
        yield
    finally:
        _KEEP.reset(before)


def parsed(document: Document) -> Parse:
    """Return a document's parse: the one that was kept, else a new one, which is kept.

    Raises
    ------
    UnreadableInput
        if none was kept and no English pipeline is installed.
    """
    keep = _KEEP.get()
    if keep is None:
        return parse(document)
    key = _key(document)
    data = keep.get(key)
    found = _opened(data, len(document.snapshot.text)) if data is not None else None
    if found is None:
        found = parse(document)
        keep.put(key, _closed(found))
    return found


def _key(document: Document) -> str:
    zones = [(z.kind, z.start, z.end) for z in document.zones]
    told = [document.snapshot.text_sha256, zones, document.language, _made_by()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@cache
def _made_by() -> str:
    """Return what names the pipeline and all else that a parse depends on."""
    own = files("goodoffices.read")
    digest = hashlib.sha256()
    for name in _MAKERS:
        digest.update(own.joinpath(name).read_bytes())
    for package in (*PIPELINES, "spacy"):
        try:
            digest.update(f"{package} {version(package)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()


def _closed(parse: Parse) -> bytes:
    """Write a parse: its tokens column by column, for most columns repeat few words."""
    plain = {
        "tokens": {name: [getattr(t, name) for t in parse.tokens] for name in _TOKEN},
        "sentences": [astuple(s) for s in parse.sentences],
        "entities": parse.entities,
        "paragraphs": parse.paragraphs,
        "unread": [(z.kind, z.start, z.end) for z in parse.unread],
        "leads": {str(n): astuple(lead) for n, lead in parse.leads.items()},
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), 1)


def _opened(data: bytes, length: int) -> Parse | None:
    """Read a parse of a text of so many characters; None where it is none."""
    try:
        opener = zlib.decompressobj()
        text = opener.decompress(data, MOST)
        if opener.unconsumed_tail:
            return None
        return _built(json.loads(text), length)
    except (zlib.error, ValueError, KeyError, TypeError, IndexError):
        return None


def _built(plain: dict[str, Any], length: int) -> Parse | None:
    columns = [plain["tokens"][name] for name in _TOKEN]
    if any(set(map(type, column)) - {kind} for column, kind in zip(columns, _KINDS, strict=True)):
        return None
    tokens = tuple(
        Token(i=i, lower=row[_TEXT].lower(), **dict(zip(_TOKEN, row, strict=True)))
        for i, row in enumerate(zip(*columns, strict=True))
    )
    sentences = tuple(Sentence(**dict(zip(_SENTENCE, s, strict=True))) for s in plain["sentences"])
    found = Parse(
        tokens,
        sentences,
        tuple((first, last, label) for first, last, label in plain["entities"]),
        tuple(plain["paragraphs"]),
        tuple(Zone(*zone) for zone in plain["unread"]),
        {int(n): Lead(*lead) for n, lead in plain["leads"].items()},
    )
    return found if _fits(found, length) else None


_TEXT = _TOKEN.index("text")
_KINDS = tuple(int if name in {"start", "end", "head", "sentence"} else str for name in _TOKEN)


def _fits(parse: Parse, length: int) -> bool:
    """Tell whether a parse's places are those of a text of so many characters."""
    count, told = len(parse.tokens), len(parse.sentences)
    return (
        all(0 <= t.start <= t.end <= length for t in parse.tokens)
        and all(0 <= t.head < count and 0 <= t.sentence < told for t in parse.tokens)
        and all(0 <= s.first <= s.last <= count for s in parse.sentences)
        and all(0 <= first <= last <= count for first, last, _label in parse.entities)
        and len(parse.paragraphs) == told
    )
