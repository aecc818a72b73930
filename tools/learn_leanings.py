"""Which stance the words of a statement lean to (``evidence/data/leanings.json``).

A statement whose words an expert's key lists as a position has the key's stance; that it is a
position at all is weighed beside all other statements of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.accuracy.dispute import Drafted, holds
from tools.regression import regressed

from goodoffices.evidence.across.leanings import LEANINGS, POSITION, marks
from goodoffices.evidence.across.positions import positions
from goodoffices.evidence.across.stances import around, by_cue, ruled

FEWEST = 6
"""In how many disputes a mark must be seen of what looks like a position."""
FEWEST_OF_STANCES = 3
"""The same of what a position is for or against: many marks that each say a little tell more."""
PENALTY, RIDGE = 5.0, 20.0
"""On the sum of weights of the first, on half the sum of their squares of the second."""


@dataclass(frozen=True)
class Said:
    """Some words of a statement: what is weighed of them, and the key's stance where it has one."""

    dispute: str
    marks: frozenset[str]
    ruled: str
    stance: str | None


def said(name: str, drafted: Drafted) -> Iterator[Said]:
    """Yield the statements of a dispute whose stance is not told by their cue."""
    key = drafted.key
    third = {m["name"] for m in key["mediators"]}
    own = [p for p in key["positions"] if p["for_party"] not in third]
    for one in positions(drafted.placed):
        statement = one.statement
        if by_cue(statement):
            continue
        listed = [k for k in own if drafted.said(k, one.told_by) and holds(one, k)]
        if not listed and any(drafted.rests(one.told_by, k) for k in key["positions"]):
            continue
        told_of = ruled(statement, one.issue.replace("-", " "))
        known = {words: told for told, words in told_of}
        told = known.get(one.words, "unknown")
        found = marks(one.words, **around(statement), ruled=told)
        stances = [k["stance"] for k in listed]
        stance = max(sorted(set(stances)), key=stances.count) if stances else None
        yield Said(name, found, told, stance)


def leanings(every: Sequence[Said]) -> dict[str, dict[str, float]]:
    """Return the weights of every stance, and of what looks like a position."""
    listed = [one for one in every if one.stance]
    found = {
        stance: regressed(
            [(one.dispute, one.marks, one.stance == stance) for one in listed],
            0.0,
            FEWEST_OF_STANCES,
            ridge=RIDGE,
        )
        for stance in LEANINGS
    }
    bare = [
        (one.dispute, {m for m in one.marks if not m.startswith("ruled:")}, one.stance is not None)
        for one in every
    ]
    found[POSITION] = regressed(bare, PENALTY, FEWEST)
    return found
