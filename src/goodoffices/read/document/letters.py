"""A document as it is read aloud: without the marks of its setting, each letter knowing its place.

Soft hyphens, ligatures, hyphens at the end of a line, the line ends of wrapped text, bullets and
the numbers of notes belong to how words were set, not to the words. They stay in the snapshot,
which is never altered; what reads is given the document without them, and every span that it finds
is brought back to the snapshot.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document, Part, Span, Zone
from goodoffices.read.words import words

_SETTING = re.compile(
    r"(?P<none>[\u00ad\u200b\u2060\ufeff]+|(?<=[^\W_]|[.,;:!?”’\"')])\[(?:\d{1,3}|note \d+"
    r"|citation needed)\]|(?<![^\n])[•‣▪·*–—-][ \t]*(?=[^\W\d_]))"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?<=[^\W\d_])(?P<parted>[-\u2010](?:\u200b|\u00ad)?[^\S\n]*\n[^\S\n]*)(?=[^\W\d_])"
    r"|(?P<line>(?<![^\S\n])[^\S\n]*\n(?:[^\S\n]*(?!\n)))"
)
_FIRST = re.compile(r"[^\W_]+$")
_SECOND = re.compile(r"[^\W_]+")
_PAIR = re.compile(r"[^\W\d_]+[-\u2010][^\W\d_]+")
_BLANK = re.compile(r"\n[^\S\n]*\n")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LegibleText:
    """A document as it is read, and for each of its letters the place in the one that is kept."""

    document: Document
    kept: Document
    places: tuple[int, ...]

    def restored(self, dossier: Dossier) -> Dossier:
        """Return what was found with every span pointing into the document that is kept."""
        return Dossier(
            (self.kept,),
            actors=self._moved(dossier.actors),
            statements=self._moved(dossier.statements),
            events=self._moved(dossier.events),
            issues=self._moved(dossier.issues),
            relations=self._moved(dossier.relations),
            findings=dossier.findings,
        )

    def _moved(self, item: _T) -> _T:
        """Return a record with its spans moved."""
        if isinstance(item, Span):
            last = self.places[item.end - 1] + 1
            return self.kept.snapshot.span(self.places[item.start], last)  # type: ignore[return-value]
        if isinstance(item, tuple):
            return tuple(self._moved(one) for one in item)  # type: ignore[return-value]
        if is_dataclass(item) and not isinstance(item, type):
            values = {f.name: getattr(item, f.name) for f in fields(item)}
            moved = {name: self._moved(value) for name, value in values.items()}
            changed = {k: v for k, v in moved.items() if v is not values[k]}
            return replace(item, **changed)
        return item


def legible(document: Document) -> LegibleText | None:
    """Return a document without the marks of its setting, or None where it has none."""
    text = document.snapshot.text
    claims = [z for z in document.zones if z.kind in CLAIM_ZONES]
    if not any(_SETTING.search(text, z.start, z.end) for z in claims):
        return None
    shown = frozenset(w.lower() for w in re.findall(r"[^\W\d_]+", text))
    pairs = frozenset(p.lower().replace("\u2010", "-") for p in _PAIR.findall(text))
    letters: list[str] = []
    places: list[int] = []
    zones: list[Zone] = []
    at = 0
    for zone in document.zones:
        _keep(letters, places, text, (at, zone.start))
        start = len(places)
        if zone.kind in CLAIM_ZONES:
            _read(letters, places, text, zone, (shown, pairs))
        else:
            _keep(letters, places, text, (zone.start, zone.end))
        zones.append(Zone(zone.kind, start, len(places)))
        at = zone.end
    _keep(letters, places, text, (at, len(text)))
    snapshot = replace(document.snapshot, text="".join(letters))
    # It is the same source: its id, and the ids of what is found in it, are those of what is kept.
    object.__setattr__(snapshot, "text_sha256", document.snapshot.text_sha256)
    read = replace(
        document,
        snapshot=snapshot,
        zones=tuple(zones),
        origin=None,
        parts=_moved_parts(document.parts, places),
    )
    return LegibleText(read, document, tuple(places))


def _moved_parts(parts: Sequence[Part], places: Sequence[int]) -> tuple[Part, ...]:
    """Return parts of what is kept with their places in what is read."""
    return tuple(
        replace(
            part,
            start=bisect_left(places, part.start),
            end=bisect_left(places, part.end),
            rows=tuple(
                tuple((bisect_left(places, a), bisect_left(places, b)) for a, b in row)
                for row in part.rows
            ),
        )
        for part in parts
    )


def _keep(letters: list[str], places: list[int], text: str, part: tuple[int, int]) -> None:
    """Take a stretch as it is."""
    letters.append(text[slice(*part)])
    places += range(*part)


def _read(
    letters: list[str],
    places: list[int],
    text: str,
    zone: Zone,
    known: tuple[Collection[str], Collection[str]],
) -> None:
    """Take a zone without the marks of its setting."""
    at = zone.start
    for mark in _SETTING.finditer(text, zone.start, zone.end):
        if mark["line"] and _BLANK.search(text, mark.start(), min(mark.end() + 1, zone.end)):
            continue  # a blank line parts paragraphs
        _keep(letters, places, text, (at, mark.start()))
        at = mark.end()
        instead = ""
        if mark["ligature"]:
            instead = unicodedata.normalize("NFKC", mark.group())
        elif mark["line"]:
            instead = " "
        elif mark["parted"]:
            first = _FIRST.search(text, zone.start, mark.start())
            second = _SECOND.match(text, mark.end())
            if first and second and not one_word(first.group(), second.group(), *known):
                instead = "-"
        letters.append(instead)
        places += [mark.start()] * len(instead)
    _keep(letters, places, text, (at, zone.end))


def one_word(first: str, second: str, shown: Collection[str], pairs: Collection[str]) -> bool:
    """Tell whether two parts with a line's end between them are one word.

    Parameters
    ----------
    first, second
        the parts before and behind the hyphen.
    shown, pairs
        the words, and the words with a hyphen inside, that the document shows on one line, in
        small letters.
    """
    if not second[:1].islower() or first.isdigit():
        return False
    if f"{first}-{second}".lower() in pairs:
        return False
    kept = first.lower() in _prefixes() or second.lower() in words("parts behind a hyphen")
    kept = kept or f"{first}-{second}".lower() in words("written with a hyphen")
    return f"{first}{second}".lower() in shown or not kept


@cache
def _prefixes() -> frozenset[str]:
    """Return the parts that keep a hyphen behind them."""
    return words("parts before a hyphen")
