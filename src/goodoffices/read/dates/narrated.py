"""Dates counted from another date of the text: "a day later", "the previous week", "that day".

What such words mean is told only by a date before them. Taken is the last full day named before
them in their sentence, else the one full day that the sentence before names; where that leaves a
choice or nothing, they have no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goodoffices.read.dates import reckoning
from goodoffices.read.dates.finder import DateMention
from goodoffices.read.dates.reckoning import Anchor
from goodoffices.read.dates.rules import number

_SHIFTED = re.compile(
    r"(?P<number>\w+)\s+(?P<unit>day|week)s?\s+"
    r"(?:(?P<on>later|after\s+that|afterwards?)|earlier|before\s+that|prior|previously)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:the\s+)?(?:(?P<on>next|following)|(?P<back>previous)|same|that)\s+day"
    r"|(?:the\s+)?day\s+(?:(?P<after>after)|(?P<before>before))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?P<number>\w+)\s+(?P<unit>day|week)s?\s+(?P<way>after|before)\s*$", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def narrated(mentions: Sequence[DateMention], earlier: Sequence[DateMention]) -> list[DateMention]:
    """Return the dates of a sentence, those counted from another one with their value.

    Parameters
    ----------
    mentions : sequence of DateMention
        The dates of a sentence, in order.
    earlier : sequence of DateMention
        The dates of the sentence before it.
    """
    before = {m.edtf for m in earlier if _full(m)}
    base = before.pop() if len(before) == 1 else None
    told: list[DateMention] = []
    for mention in mentions:
        days = shift(mention.text) if mention.precision == "unresolved" else None
        if base is not None and days is not None:
            mention = _moved(mention, base, days)  # noqa: PLW2901 - the same mention, with its day
        if _full(mention):
            base = mention.edtf
        told.append(mention)
    return told


def shift(words: str) -> int | None:
    """Return by how many days words are away from the day they count from, or None."""
    counted = _SHIFTED.fullmatch(words)
    if counted:
        count = number(counted["number"])
        days = 7 if counted["unit"].lower() == "week" else 1
        return None if count is None else (days if counted["on"] else -days) * count
    beside = _BESIDE.fullmatch(words)
    if beside is None:
        return None
    on, back = beside["on"] or beside["after"], beside["back"] or beside["before"]
    return 1 if on else -1 if back else 0


def clause_shift(before: str) -> int | None:
    """Return by how many days what a clause tells is away from what it is told beside.

    ``before`` is the text that ends with its "after" or "before": of "left on Tuesday, a day after
    the attack began" the attack began a day before Tuesday.
    """
    match = _CLAUSE.search(before)
    count = number(match["number"]) if match else None
    if match is None or count is None:
        return None
    days = count * (7 if match["unit"].lower() == "week" else 1)
    return -days if match["way"].lower() == "after" else days


def moved(mention: DateMention, days: int) -> DateMention | None:
    """Return a date so many days away from a full day, or None."""
    return _moved(mention, mention.edtf or "", days) if _full(mention) else None


def _full(mention: DateMention) -> bool:
    """Tell whether a date is one full day."""
    return bool(_DAY.fullmatch(mention.edtf or ""))


def _moved(mention: DateMention, base: str, days: int) -> DateMention:
    """Return a mention with the day so many away from another."""
    when = reckoning.unit(Anchor.parse(base), "day", days)
    return replace(mention, edtf=when.edtf, precision=when.precision, relative=True)
