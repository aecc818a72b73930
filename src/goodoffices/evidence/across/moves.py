"""When a side has really moved on an issue: by its own word, or by what it now grants.

A later day's statement is a move where it says so itself ("we said none; now I say forty"), where
a side that was against now grants something on a condition, or where it names another level of the
same thing than before. That a side is for its own level and against another's is none, nor is
another wording of the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from goodoffices.evidence.across.tones import Stance
from goodoffices.evidence.across.wordings import family, phrase, plain

SAME = 0.5
"""Which part of the words of the shorter of two statements both hold that are about the same."""
_WORD = re.compile(r"\b[a-z][a-z’'-]{3,}|\d+")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][\w’'-]+")
_LINKING = frozenset(
    ["could", "would", "should", "will", "that", "this", "they", "them", "with", "have", "been"]
)
_DAY = 10
"""How many characters of a date tell the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a side said on an issue on a day; ``number`` is its place among all that was said."""

    number: int
    side: str
    issue: str
    date: str
    stance: Stance
    words: str
    told: str


def moves(stands: Iterable[Stand]) -> frozenset[int]:
    """Return the numbers of the statements by which a side moved, one a day on an issue."""
    ordered = sorted(stands, key=lambda s: (s.side, s.issue, s.date[:_DAY], s.number))
    found: set[int] = set()
    for _key, group in groupby(ordered, key=lambda s: (s.side, s.issue)):
        found.update(_moved(list(group)))
    return frozenset(found)


def _moved(stands: list[Stand]) -> Iterator[int]:
    """Yield the numbers of the moves of one side on one issue."""
    before: list[Stand] = []
    for _day, group in groupby(stands, key=lambda s: s.date[:_DAY]):
        today = list(group)
        telling = [s for s in today if _says_so(s)]
        yielded = [s for s in today if before and _yields(s, before)]
        if told := telling or yielded:
            yield told[0].number
        before.extend(s for s in today if s.stance != "unknown")


def _says_so(stand: Stand) -> bool:
    """Tell whether a statement, or the sentence that tells it, says that its side has moved."""
    return bool(
        family("turning").search(plain(stand.words)) or family("turned").search(plain(stand.told))
    )


def _yields(stand: Stand, before: list[Stand]) -> bool:
    """Tell whether a statement grants what its side did not grant before."""
    if any(_turns(stand, earlier) for earlier in before):
        return True
    if stand.stance not in ("for", "conditional"):
        return False
    if stand.stance == "conditional":
        grants = family("yielding").search(plain(stand.words)) is not None
        return grants and before[-1].stance != "conditional"
    now, then = _levels(stand.words), [_levels(s.words) for s in before if s.stance == "for"]
    known = {unit: number for levels in then for unit, number in levels.items()}
    return any(known.get(unit, number) != number for unit, number in now.items())


def _turns(stand: Stand, earlier: Stand) -> bool:
    """Tell whether two statements are for and against the same in much the same words."""
    if {stand.stance, earlier.stance} != {"for", "against"}:
        return False
    if any(
        one.isdisjoint(other) for one, other in zip(*map(_marks, (stand, earlier)), strict=True)
    ):
        return False
    now, then = (set(_WORD.findall(s.words)) - _LINKING for s in (stand, earlier))
    return len(now & then) >= max(1.0, SAME * min(len(now), len(then)))


def _marks(stand: Stand) -> tuple[set[str], set[str]]:
    """Return the names and the figures of a statement, "any" where it has none."""
    figures = {found[0] for found in phrase("<number>").finditer(plain(stand.words))}
    return set(_NAME.findall(stand.words)) or {"any"}, figures or {"any"}


def _levels(words: str) -> dict[str, str]:
    """Return the figures of a statement by what they count: "ten" by "per cent"."""
    numbers = phrase("<number>").pattern
    pairs = re.findall(rf"({numbers}) ((?:per )?[a-z]{{3,}})", plain(words))
    return {found[-1]: found[0] for found in pairs if found[-1] not in _NO_UNITS}


_NO_UNITS = frozenset({"and", "the", "for", "per", "that", "with", "who", "are", "were", "times"})
