"""Whether two spellings are one name: Zelensky, Zelenskiy and Zelenskyy; Toktorbaev, Toktorbayev.

A name that was carried over from another alphabet is written in several ways, which differ mostly
in vowels, in doubled letters and in a few consonants. Two names are one where what is left without
these is the same for the surname and for the given name; an initial stands for a given name. Names
that are known (``spellings.yaml``) are one where the table says so, and two where it does not:
Gaddafi is Qadhafi, and Hassan is not Hussein.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from goodoffices.read.words import table, words

_SMALL = frozenset({"of", "for", "on", "the", "and", "in", "to", "against"})
LONG = 7
"""How many letters a word has at the least in which a slip of the pen is no other word."""
_WRITTEN = (
    "kh:h gh:g ph:f dzh:j zh:j dj:j dsch:j shch:s sch:s sh:s tch:c tsch:c ch:c "
    "ts:z tz:z th:t ou:u ck:k q:k x:ks ye:e yo:o ya:a yu:u w:v"
)
_SOUNDS = tuple(pair.split(":") for pair in _WRITTEN.split(" "))
"""How a sound is written, and what stands for it here."""

_SUFFIX = re.compile(r"(?:ova|eva|ov|ev|off|eff|uly|uli|kyzy|zade|zoda|zadeh)$")
_VOWELS = re.compile(r"[aeiouy]+")
_PIECE = re.compile(r"[^\W\d_]+")


@cache
def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name without particles and hyphens, in plain lower-case letters."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’`ʻʼ]", "", name).replace("ə", "a"))
    plain = plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    particles = words("name particles")
    found = []
    for word in plain.split():
        pieces = [p for p in _PIECE.findall(word) if p not in particles]
        if pieces:
            found.append("".join(pieces) + ("." if word.endswith(".") else ""))
    return tuple(found or _PIECE.findall(plain))


@cache
def _known() -> dict[str, int]:
    """Return the names whose spellings are known, each with the number of its name."""
    return {word: n for n, group in enumerate(table("spellings.yaml")) for word in group}


@cache
def skeleton(part: str) -> str:
    """Return what of a word stays the same in all its spellings."""
    start = part[0]
    for written, sound in _SOUNDS:
        part = part.replace(written, sound)
    opens = "a" if start in "aeiouy" else ""
    bones = _VOWELS.sub("", part.replace("h", "") if not part.startswith("h") else part)
    return opens + re.sub(r"(.)\1+", r"\1", bones)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words of a name are spellings of one."""
    if one == other:
        return True
    if one in _known() and other in _known():
        return _known()[one] == _known()[other]
    if min(len(one), len(other)) < 4 or _other_sex(one, other):
        return False
    if skeleton(one) == skeleton(other):
        long = len(skeleton(one)) >= 3
        return long or SequenceMatcher(None, one, other).ratio() >= 0.8
    bare, stripped = _SUFFIX.sub("", one), _SUFFIX.sub("", other)
    changed = (bare != one) != (stripped != other) and bare and stripped  # "Zadeh" is no ending
    return bool(changed) and len(skeleton(bare)) >= 4 and skeleton(bare) == skeleton(stripped)


def _other_sex(one: str, other: str) -> bool:
    """Tell whether one name has a woman's ending where the other has a man's: Petra and Peter."""
    ends = {one[-1], other[-1]}
    return "a" in ends and len(ends) == 2 and not ends & set("ehiyu")


def _given(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether given names may be one person's: alike, an initial, or one left out."""
    for a, b in zip(one, other, strict=False):
        initial = len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1
        if not (a[0] == b[0] if initial else _alike(a, b)):
            return False
    return True


def same_surname(one: str, other: str) -> bool:
    """Tell whether two surnames are spellings of one."""
    return _alike(parts(one)[-1], parts(other)[-1])


def same_person(one: str, other: str) -> bool:
    """Tell whether two full names are spellings of one person's name.

    Both the surname and the first given name must agree; a name of one word is no full name.
    """
    first, second = parts(one), parts(other)
    if len(first) < 2 or len(second) < 2 or not _alike(first[-1], second[-1]):
        return False
    given, other_given = "".join(first[:-1]), "".join(second[:-1])
    apart = len(first) != len(second)
    if given == other_given or (apart and _alike(given, other_given)):
        return True  # "Abdel Fattah" and "Abdulfattah"
    return _given(first[:-1][:1], second[:-1][:1]) and _given(first[1:-1], second[1:-1])


def same_body(one: str, other: str) -> bool:
    """Tell whether two full names are one body's, but for hyphens, small words and a slip."""
    rows = [
        [w for w in name.replace("-", "").casefold().split() if w not in _SMALL]
        for name in (one, other)
    ]
    if len(rows[0]) != len(rows[1]) or len(rows[0]) < 2:
        return False
    return any(a == b for a, b in zip(*rows, strict=True)) and all(
        a == b or (min(len(a), len(b)) >= LONG and SequenceMatcher(None, a, b).ratio() >= 0.9)
        for a, b in zip(*rows, strict=True)
    )
