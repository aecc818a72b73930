"""How a statement's words lean, as experts have marked those of other disputes.

Whether words are for a thing, against it or for it on a condition is seldom told by one of them.
Each word, and each two and three in a row, of what is said and of what leads to it adds to the log
odds of each stance, as does what the rules read (:mod:`.tones`); names and numbers count as such.
A table has the weights (``data/leanings.json``, made by ``make weights``; that of the empty mark is
where they begin). Where rules read no stance, the words must also look like those that
experts listed as a side's position.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from goodoffices.base.weighing import log_odds, weight_table
from goodoffices.evidence.across.pieces import pieces
from goodoffices.evidence.across.tones import Stance

LEANINGS: tuple[Stance, ...] = ("for", "against", "conditional")
POSITION = "position"
LEAST = -1.25
"""How like a position words must be where no rule reads a stance in them (log odds)."""
_LED = 4
_BEHIND = 8


def marks(words: str, *, led: str, behind: str, kind: str, ruled: Stance) -> frozenset[str]:
    """Return what is weighed of a statement.

    ``words`` are what is said, ``led`` the cue with what stands between it and them, ``behind``
    what follows them in the sentence; ``kind`` is the statement's, ``ruled`` what rules read.
    """
    told = ("^", *pieces(words), "$")
    cue = tuple(pieces(led))
    found = {f"ruled:{ruled}", f"ruled:{ruled}/{kind}", f"kind:{kind}"}
    for size in (1, 2, 3):
        found.update(" ".join(told[n : n + size]) for n in range(len(told) - size + 1))
    found.update(f"led:{one}" for one in cue[:_LED])
    found.update(f"led:{one} {other}" for one, other in pairwise(cue))
    found.update(f"behind:{one}" for one in tuple(pieces(behind))[:_BEHIND])
    return frozenset(found)


@lru_cache(maxsize=4096)
def leaning(words: str, *, led: str, behind: str, kind: str, ruled: Stance) -> Stance:
    """Return which stance words lean to; unknown where neither rules nor weights know one."""
    found = marks(words, led=led, behind=behind, kind=kind, ruled=ruled)
    if ruled == "unknown" and _weighs(POSITION, found) < LEAST:
        return "unknown"
    return max(LEANINGS, key=lambda one: _weighs(one, found))


def _weighs(what: str, found: frozenset[str]) -> float:
    return log_odds(weight_table("goodoffices.evidence", "leanings.json")[what], found)
