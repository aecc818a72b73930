"""Amounts as figures, however they are written: "forty-one", "41" and "the Forty-One" are one.

People who are counted are often called by their number alone, so that it is as good as a name.
"""

from __future__ import annotations

import re

from goodoffices.read.words import table

_NUMERALS = table("bargaining.yaml")["numerals"]
_ONES = {word: n for n, word in enumerate(_NUMERALS["ones"], 1)}
_TENS = {word: 10 * n for n, word in enumerate(_NUMERALS["tens"], 2)}
_LARGE = {word: int(value) for word, value in _NUMERALS["large"].items()}
_WORDS = "|".join((*_ONES, *_TENS, *_LARGE))
_AMOUNT = re.compile(
    r"\b(?:(?P<figure>\d+(?:,\d{3})*(?:\.\d+)?)"
    rf"|(?P<words>(?:{_WORDS})(?:(?:-| and | )(?:{_WORDS}))*))\b",
    re.IGNORECASE,
)


def amounts(text: str) -> frozenset[str]:
    """Return the amounts that a text tells, in figures without marks: "41", "212000000"."""
    return frozenset(
        found["figure"].replace(",", "") if found["figure"] else str(_value(found["words"]))
        for found in _AMOUNT.finditer(text)
    )


def _value(words: str) -> int:
    """Return the number that words spell."""
    whole = part = 0
    for word in re.split(r"[-\s]+", words.casefold()):
        if word in _LARGE:
            part = max(part, 1) * _LARGE[word]
            if word != "hundred":
                whole, part = whole + part, 0
        else:
            part += _ONES.get(word, 0) or _TENS.get(word, 0)
    return whole + part
