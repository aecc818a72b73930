"""When a side has really moved on an issue: by its own word, or by what it now grants.

A statement is a move where it says so itself ("we said none; now I say forty", "there was to be
nothing. There can be a boat a day"); a later day's is one too where a side that refused or held on
to something now grants something on a condition, or names another level of the same thing. That a
side is for its own level and against another's is none, nor is another wording of the same day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby

from goodoffices.evidence.across.tones import Stance
from goodoffices.evidence.across.wordings import family, phrase, plain

SAME = 0.5
"""Which part of the words of the shorter of two statements both hold that are about the same."""
_WORD = re.compile(r"\b[a-z][a-z’'-]{3,}|\d+")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][\w’'-]+")
_LINKING = frozenset(
    ["could", "would", "should", "will", "that", "this", "they", "them", "with", "have", "been"]
)
_ENDS = re.compile(
    r"[.;:!?] |, (?=and|but|now|today)| (?=and (?:it|we|i|now)\b)| (?=now|today|but)"
)
"""Where the words end in which somebody recalls what he said."""
_TIMES = re.compile(r" (?:hour|day|night|week|month|year)s?\b")
_DAY = 10
"""How many characters of a date tell the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a side said on an issue on a day; ``number`` is its place among all that was said.

    ``date`` is empty where no page tells it; ``told`` is the sentence that tells it, and ``whole``
    all that was said in the speaker's own words, of which ``words`` may be a part.
    """

    number: int
    side: str
    issue: str
    date: str
    stance: Stance
    words: str
    told: str
    whole: str = ""


def moves(stands: Iterable[Stand]) -> frozenset[int]:
    """Return the numbers of the statements by which a side moved, one a day on an issue."""
    ordered = sorted(stands, key=lambda s: (s.side, s.issue, s.date[:_DAY], s.number))
    found: set[int] = set()
    for _key, group in groupby(ordered, key=lambda s: (s.side, s.issue)):
        found.update(_moved(list(group)))
    return frozenset(found)


def _moved(stands: list[Stand]) -> Iterator[int]:
    """Yield the numbers of the moves of one side on one issue."""
    before = _Before()
    for _day, group in groupby(stands, key=lambda s: s.date[:_DAY]):
        today = list(group)
        telling = [s for s in today if _says_so(s)]
        yielded = [s for s in today if s.date and _yields(s, before)]
        if told := telling or yielded:
            yield min(told, key=lambda s: (s.stance == "against", s.number)).number
        for one in today:
            if one.date and one.stance != "unknown":
                before.add(one)


def _says_so(stand: Stand) -> bool:
    """Tell whether a statement, or the sentence that tells it, says that its side has moved."""
    words, told = plain(stand.words), plain(stand.told)
    return bool(
        family("turning").search(words) or family("turned").search(told) or _recants(stand.whole)
    )


def _recants(text: str) -> bool:
    """Tell whether words recall what their side said and go on otherwise: "I said none. It can …".

    What was said is a refusal or a figure; what follows grants something, or names another figure.
    """
    words = plain(text)
    for found in family("recalled").finditer(words):
        end = _ENDS.search(words, found.end())
        if end is None or family("held_on").search(words, end.end()):
            continue
        said, rest = words[found.start() : end.start()], words[end.end() :]
        before, after = _figures(said), _figures(rest)
        if before and after - before:
            return True
        if (before or family("refusing").search(said)) and family("turned_to").search(rest):
            return True
    return False


def _figures(words: str) -> set[str]:
    """Return the figures of some plain words that count something else than time."""
    return {
        found[0]
        for found in phrase("<number>").finditer(words)
        if not _TIMES.match(words, found.end())
    }


class _Before:
    """What a side had said on an issue until a day: each statement is looked at once.

    ``withheld`` tells whether any refused something, or held on to it.
    """

    def __init__(self) -> None:
        self.withheld = False
        self._said: list[tuple[Stand, int]] = []
        self._with: dict[str, list[int]] = {}

    def add(self, stand: Stand) -> None:
        """Keep a statement, by its words."""
        self.withheld = self.withheld or _withheld(stand)
        words = _words(stand)
        for word in words:
            self._with.setdefault(word, []).append(len(self._said))
        self._said.append((stand, len(words)))

    def alike(self, stand: Stand) -> Iterator[Stand]:
        """Yield the statements that have much the same words as one."""
        own = _words(stand)
        shared = Counter(chain.from_iterable(self._with.get(word, ()) for word in own))
        for number, both in shared.items():
            earlier, count = self._said[number]
            if both >= SAME * min(len(own), count):
                yield earlier


def _yields(stand: Stand, before: _Before) -> bool:
    """Tell whether a statement grants what its side did not grant before."""
    if stand.stance == "for":
        return any(_turns(stand, one) or _renumbers(stand, one) for one in before.alike(stand))
    return stand.stance == "conditional" and before.withheld and _grants(stand)


def _grants(stand: Stand) -> bool:
    """Tell whether words grant something, and are neither a threat nor about who mediates."""
    words = plain(stand.words)
    if family("threatening", "of_mediators").search(words):
        return False
    return family("yielding").search(words) is not None


def _withheld(stand: Stand) -> bool:
    """Tell whether a side refused something, or held on to it: "it stays shut until then"."""
    holds = family("withholding").search(plain(stand.words)) is not None
    return stand.stance == "against" or holds


def _renumbers(stand: Stand, earlier: Stand) -> bool:
    """Tell whether two statements, in much the same words, are for another number of one thing."""
    if earlier.stance != "for":
        return False
    now, then = _levels(stand.words), _levels(earlier.words)
    return any(then.get(unit, number) != number for unit, number in now.items())


def _turns(stand: Stand, earlier: Stand) -> bool:
    """Tell whether two statements in much the same words are for and against the same."""
    if (earlier.stance, stand.stance) != ("against", "for") or not _grants(stand):
        return False
    pairs = zip(_marks(stand.words), _marks(earlier.words), strict=True)
    return not any(one.isdisjoint(other) for one, other in pairs)


def _words(stand: Stand) -> set[str]:
    """Return the words of a statement by which others are known to be about the same."""
    return set(_WORD.findall(stand.words)) - _LINKING


@lru_cache(maxsize=4096)
def _marks(words: str) -> tuple[set[str], set[str]]:
    """Return the names and the figures of a statement's words, "any" where they have none."""
    figures = {found[0] for found in phrase("<number>").finditer(plain(words))}
    return set(_NAME.findall(words)) or {"any"}, figures or {"any"}


@lru_cache(maxsize=4096)
def _levels(words: str) -> dict[str, str]:
    """Return the figures of a statement by what they count: "ten" by "per cent"."""
    numbers = phrase("<number>").pattern
    pairs = re.findall(rf"({numbers}) ((?:per )?[a-z]{{3,}})", plain(words))
    return {found[-1]: found[0] for found in pairs if found[-1] not in _NO_UNITS}


_NO_UNITS = frozenset({"and", "the", "for", "per", "that", "with", "who", "are", "were", "times"})
