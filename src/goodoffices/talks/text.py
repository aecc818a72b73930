"""The single negotiating text: clauses whose brackets are data, drafts, changes and hashes.

A clause is written as people write it, ``capped at [3.67 | 5] per cent``: square brackets hold the
alternatives still open. It is kept as parts, plain or alternatives, so that a bracket can be
counted, answered and shown in any language; where the talks have several languages a clause has one
wording in each, and one of them is authentic.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

Status = Literal["open", "agreed"]
Part = str | tuple[str, ...]
"""Plain words, or the alternatives of one bracket."""

_PIECE = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")


class BracketError(ValueError):
    """A clause whose brackets do not pair or hold no choice."""


def canonical(value: object) -> bytes:
    """Return the one JSON form of a value: sorted keys, no spaces, UTF-8.

    Raises
    ------
    ValueError
        for a value JSON cannot hold, such as text with half a character.
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


_IGNORED = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFC),
    (0xFFFE, 0xFFFF),
    (0x2800, 0x2800),
    (0xE000, 0xF8FF),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
    (0xF0000, 0x10FFFF),
)
"""The characters that take no room or turn others round: Unicode's Default_Ignorable_Code_Point,
the interlinear marks, a blank that is no space, and those that each computer shows as it likes."""

_UNSEEN = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _IGNORED) + "]")
_JOINERS = "\u200c\u200d"
_PRESENTATION = "\ufe0e\ufe0f"
_RESIDUE = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff" + _JOINERS
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DOUBLED = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")


def unseen(text: str) -> str | None:
    """Name the first character that does not show and need not be there (``U+202E``), if one is.

    Two texts that look alike must be alike. A joiner or non-joiner between two letters of a script
    whose letters join, as Persian needs it, or between two pictures, is part of the words; so is
    the mark that a sign is meant as a picture.
    """
    return next((f"U+{ord(text[at]):04X}" for at in _needless(text)), None)


def tidied(text: str) -> str:
    """Return a text without what word processors leave in it and nobody sees.

    Joiners that join nothing go, and marks of direction, soft hyphens and spaces of no width; a
    space of any width becomes the one space, and a separator of lines the end of one. What could
    turn other words round or hide words stays, to be refused by :func:`unseen`.
    """
    text = _SPACES.sub(" ", text).replace("\u2028", "\n").replace("\u2029", "\n")
    text = _DOUBLED.sub(r"\1", text)
    drop = {at for at in _needless(text) if text[at] in _RESIDUE}
    return "".join(char for at, char in enumerate(text) if at not in drop) if drop else text


def mixed(text: str) -> str | None:
    """Return the first word that mixes letters of scripts whose letters look alike, if one does.

    A name that is written half in Latin and half in Cyrillic or Greek letters is made to look like
    somebody else's.
    """
    for word in text.split():
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in word}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            return word
    return None


def _needless(text: str) -> Iterator[int]:
    """Yield where a character stands that does not show and is no part of the words."""
    for found in _UNSEEN.finditer(text):
        at, char = found.start(), found[0]
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        joins = char in _JOINERS and _joining(before) and (_joining(after) or char == "\u200d")
        pictured = char in _PRESENTATION and unicodedata.category(before or " ") in (
            "So",
            "Po",
            "Nd",
        )
        if not joins and not pictured:
            yield at


def _joining(char: str) -> bool:
    """Tell whether a character is of a script whose letters join, or a picture."""
    if not char:
        return False
    category = unicodedata.category(char)
    if category in ("So", "Sk") or char in _PRESENTATION:
        return True
    return category[0] in "LM" and any(
        first <= ord(char) <= last for first, last in _JOINING_SCRIPTS
    )


_JOINING_SCRIPTS = (
    (0x600, 0x8FF),
    (0x900, 0xDFF),
    (0x1000, 0x109F),
    (0x1780, 0x18AF),
    (0xA840, 0xA8FF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x10A00, 0x11FFF),
)
"""Arabic and its kin, the scripts of India, of Burma, of the Khmer and the Mongols."""


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def parse(words: str) -> tuple[Part, ...]:
    """Read a clause as written into its parts.

    Raises
    ------
    BracketError
        where a bracket is not closed, stands inside another, or offers fewer than two choices.
    """
    parts: list[Part] = []
    at = 0
    for found in _PIECE.finditer(words):
        if found.start() != at:
            break
        at = found.end()
        if found[2] is not None:
            parts.append(found[2])
            continue
        choices = tuple(choice.strip() for choice in found[1].split("|"))
        if len(choices) < 2:
            raise BracketError("bracket_alone")
        parts.append(choices)
    if at != len(words):
        raise BracketError("brackets_unpaired")
    return tuple(parts)


def words(parts: Sequence[Part]) -> str:
    """Return the parts as people write them; :func:`parse` reads it back."""
    return "".join(p if isinstance(p, str) else f"[{' | '.join(p)}]" for p in parts)


MOST_MARKS = 30
"""How many combining marks may follow one another: no language comes near, and putting them in
order costs the square of how many there are."""


def piled(text: str) -> bool:
    """Tell whether marks are piled on a letter as only somebody does who wants work done."""
    if text.isascii():
        return False
    run = 0
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > MOST_MARKS:
            return True
    return False


@dataclass(frozen=True)
class Clause:
    """One clause of a draft, worded in each language of the talks."""

    id: str
    heading: str
    wording: Mapping[str, str]
    status: Status = "open"

    @cached_property
    def hash(self) -> str:
        """What is accepted, initialled and signed: the clause's number, heading and words."""
        return digest({"id": self.id, "heading": self.heading, "wording": dict(self.wording)})

    @property
    def bracketed(self) -> bool:
        """Whether any wording still holds alternatives."""
        return any("[" in wording for wording in self.wording.values())

    def parts(self, language: str) -> tuple[Part, ...]:
        """Return the parts of the wording in a language, none where it has none."""
        return parse(self.wording.get(language, ""))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as they stand in the log."""
        return {
            "id": self.id,
            "heading": self.heading,
            "wording": dict(self.wording),
            "status": self.status,
        }


@dataclass(frozen=True)
class Draft:
    """One whole text, numbered from 1."""

    number: int
    title: str
    clauses: tuple[Clause, ...]
    at: str = ""

    @cached_property
    def hash(self) -> str:
        """What a proposal or an agreement is about: the title and every clause."""
        return digest({"title": self.title, "clauses": [c.hash for c in self.clauses]})

    @property
    def settled(self) -> bool:
        """Whether no bracket is left."""
        return not any(c.bracketed for c in self.clauses)

    def clause(self, clause_id: str) -> Clause | None:
        """Return a clause by its number, or None."""
        return next((c for c in self.clauses if c.id == clause_id), None)


def read_clause(plain: Mapping[str, Any]) -> Clause:
    """Make a clause of the plain values that stand in the log."""
    return Clause(plain["id"], plain["heading"], dict(plain["wording"]), plain["status"])


def read_draft(data: Mapping[str, Any], at: str) -> Draft:
    """Make a draft of the plain values that stand in the log."""
    clauses = tuple(map(read_clause, data["clauses"]))
    return Draft(data["draft"], data["title"], clauses, at)


def unmatched(draft: Draft, languages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (clause, language) pairs whose wording is missing or has other brackets or paragraphs.

    Parallel texts are only alike in law if they are alike in shape.
    """
    found = []
    for clause in draft.clauses:
        model = clause.wording.get(languages[0], "")
        for language in languages:
            wording = clause.wording.get(language, "")
            if not wording.strip() or _shape(wording) != _shape(model):
                found.append((clause.id, language))
    return tuple(found)


def _shape(wording: str) -> tuple[int, ...]:
    """Return the number of paragraphs, then of alternatives bracket by bracket."""
    paragraphs = len([p for p in re.split(r"\n\s*\n", wording) if p.strip()])
    return (paragraphs, *(len(p) for p in parse(wording) if not isinstance(p, str)))
