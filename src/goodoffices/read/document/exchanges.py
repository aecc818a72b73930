"""The heads of messages in an exported chat, a thread or a log: who wrote, and when.

``[12/03/2024, 09:14] Ana: …``, ``2022-11-18 20:31 - Ana: …``, ``Ana, [04.06.2023 18:02]``,
``Ana  9:02 AM``, ``Ana @ana · 9h``, or a name above a line that is but a time. A page is an
exchange where several such heads stand in it; one alone may be a report's own line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?|\d{1,2}\.?\s[^\W\d_]{3,9}\.?(?:,?\s\d{4})?"
    r"|[^\W\d_]{3,9}\.?\s\d{1,2}(?:,?\s\d{4})?|today|yesterday"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})"
)
_STAMP = rf"(?i:{_DATE}(?:,|\sat|T|\s[-–—])?\s*{_CLOCK}|{_CLOCK}(?:,?\s*{_DATE})?)"
_AGO = r"(?i:\d{1,2}\s?(?:s|sec|m|min|mins|h|hr|hrs|d|w|hours?|minutes?|days?)(?:\sago)?)"
_WORD = (
    r"(?:[^\W\d_a-z][\w.'’-]*|@\w+|[(][^()\n]{1,40}[)]|(?:de|del|van|von|bin|al|da|el|the|of)\b)"
)
_NAME = rf"(?P<name>(?:{_WORD}(?:\s{_WORD}){{0,5}}|\+?\d[\d ()-]{{6,18}}\d|@?\w[\w.-]{{2,24}}))"
_LABEL = (
    r"(?P<name>(?!(?:\w+\s)*(?:say|said|ask|told|tell|add|repl|answer|writ|wrote)\w*[:\s])"
    r"(?:[^\W\d_a-z][\w.'’-]*(?:\s[\w.'’-]+){0,4}?|\+?\d[\d ()-]{6,18}\d|@?\w[\w.-]{2,24}))"
)
_SKIPPED = r"(?:[\u200e\u200f\u202a-\u202e]|~\s?)*"
_DIRECTION = r"(?:(?i:in|out|sent|received|incoming|outgoing)\b:?\s+)?"
_ASIDE = (
    r"(?:,?\s(?:again|speaking|later|then|(?:in|through|at|from|on|by|over)"
    r"\s(?:(?:the|his|her|a)\s)?[\w-]+))?"
)
_BEFORE = re.compile(
    rf"{_SKIPPED}{_DIRECTION}[\[(]?{_STAMP}[\])]?(?:\s*[-–—|]\s+|:?\s+){_SKIPPED}"
    rf"(?:(?:[^\n:]{{3,90}}[.!?,]\s+)?{_LABEL}(?:\s[(][^()\n]{{1,60}}[)])?"
    rf"{_ASIDE}:\s+(?=\S)|(?P<bare>))"
)
"""A time, then a name and a colon, with the words behind; or no name, and whoever wrote is told
nowhere."""
_BEHIND = re.compile(
    rf"{_SKIPPED}{_NAME}(?:,?\s+(?:[—–|·•-]\s*)?[\[(]?{_STAMP}[\])]?"
    rf"|(?:\s@\w+)?\s*[·•|]\s*(?:{_AGO}|{_STAMP}|(?i:{_DATE})))\s*(?:\n|$)"
)
"""A name, then a time, on a line of their own."""
_TIME = re.compile(rf"\W*(?:{_STAMP}|{_AGO})\W*(?:\n|$)")
_ALONE = re.compile(rf"{_NAME}\s*$")
_TO = re.compile(r"(?:replying to|in reply to)\b[^\n]{0,60}$", re.IGNORECASE)
_FEWEST, _NAMED = 3, 2
"""So many messages at least make an exchange, so many of them with a name."""


@dataclass(frozen=True, slots=True)
class MessageHead:
    """What opens a message: it ends at ``end`` of its block; without a name nobody is told."""

    block: int
    end: int
    name: str = ""


def message_heads(blocks: Sequence[str]) -> dict[int, MessageHead]:
    """Return the heads of a page's messages, by the number of their block.

    A head may be a whole block, or two of them: a name, then a time.
    """
    heads: dict[int, MessageHead] = {}
    second, named, every = set[int](), 0, 0
    for i, words in enumerate(blocks):
        below = blocks[i + 1] if i + 1 < len(blocks) else ""
        if i not in second and (head := _head(i, words, below)) is not None:
            heads[i] = head
            named, every = named + bool(head.name), every + 1
            if _ALONE.fullmatch(words) and _TIME.match(below):
                heads[i + 1] = MessageHead(i + 1, _end(_TIME, below), head.name)
                second.add(i + 1)
    if every < _FEWEST or named < _NAMED:
        return {}
    for i, words in enumerate(blocks):
        if i - 1 in heads and i not in heads and _TO.match(words):
            heads[i] = MessageHead(i, len(words), heads[i - 1].name)
    return heads


def _head(i: int, words: str, below: str) -> MessageHead | None:
    """Return the head that a block begins with or is, with the block below it for its time."""
    if (before := _BEFORE.match(words)) is not None:
        return MessageHead(i, before.end(), before["name"] or "")
    if (behind := _BEHIND.match(words)) is not None:
        return MessageHead(i, behind.end(), behind["name"])
    if _ALONE.fullmatch(words) and _TIME.match(below) and words[:1].isupper():
        return MessageHead(i, len(words), words.strip())
    return None


def _end(pattern: re.Pattern[str], words: str) -> int:
    match = pattern.match(words)
    return match.end() if match else 0
