"""What a clause says its matter is worth: what it is called, or what it would do, and to what.

"It is a lifeline" and "it would open the wound again" are put together from words that are good or
bad (``data/worth.yaml``): to do harm is bad unless it is done to what is bad, to feed what is bad
is bad, and what is denied is the reverse. What was is a tale, and what we are says nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from goodoffices.base.tables import plain_table

Worth = Literal[1, -1, 0]

_WORD = re.compile(r"[a-z][a-z'-]*")
_CALLS = re.compile(r"\b(?<!they )(?:call|calls|called) (?:it|this|that|them) ")
_OWN = re.compile(r"\b(?:our|my) own ([a-z-]+)$")
_LINKS = frozenset(
    ["is", "are", "be", "means", "mean", "becomes", "remains", "seems", "sounds", "looks", "feels"]
)
_PERSONS = frozenset(["they", "you", "i", "we"])
_MODALS = frozenset(["will", "would", "shall", "can", "could", "may", "might", "does", "do", "to"])
_NOT = frozenset(
    ["not", "no", "never", "hardly", "nothing", "nobody", "neither", "nor", "without", "none"]
)
_WHICH = frozenset(["that", "who", "which", "when", "if", "because"])
_FALLS = _WHICH | {"of", "for", "from", "to", "with", "on", "in", "by", "as", "at", "than"}
"""Words with which what something is called ends: a "cure for a disease" is a cure."""
_BEFORE_NOUNS = frozenset(["the", "a", "our", "their", "his", "her", "its", "of", "and", "no"])
_LITTLE = frozenset(["too", "less"])
_TIMES = frozenset(["day", "night", "week", "year", "hour", "moment", "time", "news", "weather"])
"""What is sad or terrible without anybody's doing: "this is a terrible day"."""
REACH = 7
"""How many words behind a verb what it is done to is looked for."""


def worth(clause: str) -> Worth:
    """Return whether plain words call something good (1), bad (-1), or neither (0)."""
    words = _WORD.findall(clause)
    if told := _CALLS.search(clause):
        return _phrase(_WORD.findall(clause[told.end() :]))
    if (own := _OWN.search(clause)) and own[1] in _lemmas("bad_things"):
        return -1
    for at, word in enumerate(words):
        if word in _LINKS and (found := _called(words, at)):
            return found
        if word in _MODALS and at + 1 < len(words) and (found := _effect(words, at)):
            return found
        if at and word.endswith("s") and (found := _does(words, at)):
            return found
    return 0


def named(words: str) -> Worth:
    """Return whether a thing without a verb is called good or bad: "a trap, nothing more"."""
    return _phrase(_WORD.findall(words))


def _called(words: list[str], at: int) -> Worth:
    """Return what a linking verb says its subject is worth."""
    if _PERSONS & set(words[max(0, at - 1) : at]) or (at and words[0] in _PERSONS):
        return 0
    behind = words[at + 1 : at + 1 + REACH]
    denied = bool(_NOT & set(words[max(0, at - 1) : at])) or bool(_NOT & set(behind[:2]))
    if _LITTLE & set(behind[:2]) or _TIMES & set(behind):
        return 0
    found = _phrase([w for w in behind if w not in _NOT])
    return _reverse(found) if denied else found


def _effect(words: list[str], at: int) -> Worth:
    """Return what a modal and a verb say that their subject would do."""
    if words[0] in _PERSONS or (at and words[at - 1] in _PERSONS):
        return 0
    denied = bool(_NOT & {words[at + 1]}) or bool(at and words[0] in _NOT)
    start = at + 1
    while start < len(words) and (
        words[start] in _NOT
        or words[start].endswith("ly")
        or words[start] in {"only", "just", "also", "then"}
    ):
        start += 1
    found = _done(words, start, words[start] if start < len(words) else "")
    return _reverse(found) if denied else found


def _does(words: list[str], at: int) -> Worth:
    """Return what a verb in the present says that its subject does."""
    if words[0] in _PERSONS or words[at - 1] in _BEFORE_NOUNS:
        return 0
    deeds = _lemmas("harms", "helps", "ends", "feeds")
    base = next((b for b in _bases(words[at]) if b in deeds), "")
    found = _done(words, at, base) if base else 0
    denied = words[0] in _NOT or bool(_NOT & set(words[at + 1 : at + 2]))
    return _reverse(found) if denied else found


def _done(words: list[str], at: int, verb: str) -> Worth:
    """Return what a verb does to what stands behind it."""
    behind = words[at + 1 : at + 1 + REACH]
    if _NOT & set(behind[:2]):  # "would cost them nothing", "would help nobody"
        return 1 if verb in _lemmas("harms") else -1 if verb in _lemmas("helps") else 0
    thing = _phrase(behind)
    if thing == -1 and verb in _lemmas("ends"):
        return 1
    if thing and verb in _lemmas("feeds"):
        return thing
    if not behind:
        return 0
    if verb in _lemmas("harms"):
        return 1 if thing == -1 else -1
    if verb in _lemmas("helps"):
        return -1 if thing == -1 else 1
    return 0


def _phrase(words: list[str]) -> Worth:
    """Return what the first noun phrase of some words is worth: bad where anything in it is."""
    found: Worth = 0
    for number, word in enumerate(words):
        if word in _FALLS and (found or number > 1):
            break
        forms = {word, *_bases(word)}
        if forms & _lemmas("bad_things", "bad_qualities"):
            return -1
        if forms & _lemmas("good_things", "good_qualities"):
            found = 1
    return found


def _reverse(found: Worth) -> Worth:
    return {1: -1, -1: 1, 0: 0}[found]  # type: ignore[return-value]


def _bases(word: str) -> list[str]:
    """Return what a form in -s may be a form of."""
    if not word.endswith("s") or word.endswith("ss"):
        return []
    stems = [word[:-1]]
    if word.endswith("es"):
        stems.append(word[:-2])
    if word.endswith("ies"):
        stems.append(word[:-3] + "y")
    if word.endswith("ves"):
        stems.append(word[:-3] + "f")
    return stems


@cache
def _lemmas(*families: str) -> frozenset[str]:
    """Return the words of some families."""
    table = plain_table("goodoffices.evidence", "worth.yaml")
    return frozenset(word for family in families for word in table[family].split())
