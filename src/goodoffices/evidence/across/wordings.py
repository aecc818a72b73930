"""Families of wordings kept as data, and the plain form of words in which they are looked for.

A phrase of ``data/stances.yaml`` is a few words with marks for what may vary; its head says which.
A family is one pattern for all its phrases.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from goodoffices.base.tables import plain_table

_WORD = r"[\w'$€£%.-]*[\w%]"
_GAPS = {"__": 3, "___": 5}
_MARK = re.compile(r"<(\w+)>")
_SHORT = {
    r"\bwon't\b": "will not",
    r"\bcan't\b|\bcannot\b": "can not",
    r"\bshan't\b": "shall not",
    r"n't\b": " not",
    r"'ll\b": " will",
    r"'re\b": " are",
    r"'ve\b": " have",
    r"\bi'm\b": "i am",
    r"\blet's\b": "let us",
    r"\b(it|that|there|what|who|he|she|here)'s\b": r"\1 is",
    r"'d\b": " would",
}


@cache
def family(*names: str) -> re.Pattern[str]:
    """Return the pattern of one or several families of phrases."""
    phrases = [phrase for name in names for phrase in _table()[name]]
    return re.compile(r"(?<![\w'-])(?:" + "|".join(map(pattern_of, phrases)) + r")(?![\w'-])")


@cache
def phrase(words: str) -> re.Pattern[str]:
    """Return the pattern of one phrase, of a rule that is grammar and not a family."""
    return re.compile(r"(?<![\w'-])" + pattern_of(words) + r"(?![\w'-])")


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the words of a family as they stand."""
    return tuple(_table().get(name) or _table()["classes"][name])


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text in lower case on one line, without quotation marks and contractions."""
    text = re.sub(r" … (?=[“\"A-Z])", ". ", text).replace(" … ", " ")
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    text = " ".join(re.sub(r"[“”\"«»„]|(?<!\w)'|'(?!\w)", " ", text).split())
    for short, full in _SHORT.items():
        text = re.sub(short, full, text)
    return text


def pattern_of(words: str) -> str:
    """Return the pattern of a phrase, as it is written in data: bare, without what ends a word."""
    found, gap = "", ""
    for word in words.split():
        bare = word.removesuffix("?")
        if word == "$":
            found, gap = found + "$", ""
        elif word in _GAPS:
            found += gap + rf"(?:{_WORD} ){{0,{_GAPS[word]}}}?"
            gap = ""
        elif word != bare:
            found += gap + rf"(?:{_alternatives(bare)} )?"
            gap = ""
        else:
            found += gap + _alternatives(word)
            gap = " "
    return found


def _alternatives(word: str) -> str:
    """Return the pattern of one word, of any of several, or of any word at all."""
    found = list(map(_one, word.split("|")))
    plain = len(found) == 1 and "|" not in found[0]  # a group less is a third less to compile
    return found[0] if plain else "(?:" + "|".join(found) + ")"


def _one(word: str) -> str:
    if word == "_":
        return _WORD
    if mark := _MARK.fullmatch(word):
        return "|".join(_table()["classes"][mark[1]])
    return re.escape(word.removesuffix("*")).replace(r"\+", " ") + (
        r"\w*" if word.endswith("*") else ""
    )


def _table() -> Any:  # noqa: ANN401 - plain values, as the file has them
    return plain_table("goodoffices.evidence", "stances.yaml")
