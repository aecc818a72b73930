"""What is not known of the parties' preferences, as doubts that each have a few readings.

A *profile* takes one reading of every doubt; nothing else varies. The doubts are exactly these:

- a preference statement that rests on no evidence (proposed by the machine and unreviewed, without
  any basis, or on a person's judgement alone) may be right as written, may *drop out*, or may be
  *negated* (the opposite at the same place);
- outcomes that a ranking made by hand ties may also be ranked one above the other: a tie of two is
  read as a tie or in either order, a longer tie as a tie, in its order or in the reverse;
- a pair of which nobody knows which one the party prefers is read as ranked or exchanged.

Every reading counts alike, and the doubts are independent of each other; that is an assumption,
and it is said wherever a share is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.analyse.graph import Conflict
from goodoffices.analyse.ranking import Truths, densify
from goodoffices.case import Basis
from goodoffices.i18n import _

Doubted = Literal["unreviewed", "judged", "all"]
"""Which statements may be wrong: unreviewed ones; also those only judged; or every one."""

Pairs = Mapping[str, Sequence[tuple[int, int]]]
"""Party → pairs of states, from 0, between which its preference is unknown."""

AT_ONCE = 31
"""Statements whose truth fits into one key beside a rank."""


@dataclass(frozen=True)
class Doubt:
    """One thing that is not known: of which party, what it is, and its readings in words.

    ``kind`` is ``statement``, ``tie`` or ``pair``; ``at`` is the statement's place, or the states.
    The first reading is always how it is written.
    """

    party: int
    kind: Literal["statement", "tie", "pair"]
    at: tuple[int, ...]
    text: str
    readings: tuple[str, ...]


def doubtful(basis: Basis, doubted: Doubted) -> bool:
    """Tell whether a statement may be wrong."""
    if doubted == "all" or basis.unreviewed or basis.empty:
        return True
    return doubted == "judged" and not basis.evidence


def find_doubts(
    conflict: Conflict, doubted: Doubted = "judged", unknown: Pairs | None = None
) -> tuple[Doubt, ...]:
    """List what is not known of a conflict's preferences, party by party."""
    found: list[Doubt] = []
    for i, party in enumerate(conflict.parties):
        statements = conflict.preferences[i] if conflict.preferences else ()
        found += [
            _statement_doubt(conflict, i, k)
            for k, statement in enumerate(statements)
            if doubtful(statement.basis, doubted)
        ]
        if not statements:
            found += _tie_doubts(conflict, i)
        found += [_pair_doubt(conflict, i, *pair) for pair in (unknown or {}).get(party, ())]
    return tuple(found)


def _statement_doubt(conflict: Conflict, party: int, place: int) -> Doubt:
    words = {
        "party": conflict.party_names[party],
        "that": conflict.preferences[party][place].source,
    }
    return Doubt(
        party,
        "statement",
        (place,),
        _("{party}: “{that}”").format(**words),
        (
            _("{party} puts “{that}” where it is written").format(**words),
            _("{party} does not care whether “{that}”").format(**words),
            _("{party} prefers the opposite of “{that}”").format(**words),
        ),
    )


def _tie_doubts(conflict: Conflict, party: int) -> list[Doubt]:
    ranks, name = conflict.ranks[party], conflict.party_names[party]
    found = []
    for rank in np.flatnonzero(np.bincount(ranks) > 1):
        tied = tuple(int(s) for s in np.flatnonzero(ranks == rank))
        listed = ", ".join(conflict.label(s) for s in tied)
        reverse = ", ".join(conflict.label(s) for s in reversed(tied))
        readings = (
            _("{party} ranks {listed} alike").format(party=name, listed=listed),
            _("{party} ranks them in this order: {listed}").format(party=name, listed=listed),
            _("{party} ranks them in this order: {listed}").format(party=name, listed=reverse),
        )
        text = _("{party}: the tie of {listed}").format(party=name, listed=listed)
        found.append(Doubt(party, "tie", tied, text, readings))
    return found


def _pair_doubt(conflict: Conflict, party: int, one: int, other: int) -> Doubt:
    words = {
        "party": conflict.party_names[party],
        "one": conflict.label(one),
        "other": conflict.label(other),
    }
    return Doubt(
        party,
        "pair",
        (one, other),
        _("{party}: {one} or {other}").format(**words),
        (
            _("{party} ranks {one} and {other} as they stand").format(**words),
            _("{party} ranks {one} and {other} the other way round").format(**words),
        ),
    )


@dataclass(frozen=True)
class Ranker:
    """One party's preferences as arrays, and the ranks that follow from readings of its doubts.

    ``failed`` is (statements, n): where each statement is false; without statements, ``ranks`` are
    those of the conflict. ``doubts`` are (kind, at) of this party's doubts, in order.
    """

    ranks: NDArray[np.int64]
    failed: NDArray[np.bool_]
    doubts: tuple[tuple[str, tuple[int, ...]], ...]

    def read(self, readings: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return (n,) ranks under one reading of each doubt."""
        failed, dropped = self.failed, set()
        if len(failed):
            failed = failed.copy()
        for (kind, at), reading in zip(self.doubts, readings, strict=True):
            if kind == "statement" and reading == 1:
                dropped.add(at[0])
            elif kind == "statement" and reading == 2:
                failed[at[0]] = ~failed[at[0]]
        kept = [k for k in range(len(failed)) if k not in dropped]
        ranks = ranked(failed[kept]) if len(failed) else self.ranks
        return self._placed(ranks, readings)

    def _placed(self, ranks: NDArray[np.int64], readings: NDArray[np.int64]) -> NDArray[np.int64]:
        """Break ties and exchange pairs as the readings say."""
        size = ranks.size
        finer = ranks * (2 * size)
        for (kind, at), reading in zip(self.doubts, readings, strict=True):
            if kind == "tie" and reading:
                steps = np.arange(len(at)) if reading == 1 else np.arange(len(at))[::-1]
                finer[list(at)] += steps
            elif kind == "pair" and reading:
                one, other = at
                finer[one], finer[other] = finer[other], finer[one]
        return densify(finer).astype(np.int64)


def ranked(failed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rank states by statements in order, given (statements, n) where each is false; 0 is best.

    The same as :func:`goodoffices.analyse.ranking.prioritise`, from truths already worked out.
    """
    ranks = np.zeros(failed.shape[1], dtype=np.int64)
    for first in range(0, len(failed), AT_ONCE):
        for row in failed[first : first + AT_ONCE]:
            ranks = ranks << 1 | row
        ranks = densify(ranks).astype(np.int64)
    return ranks


def rankers(conflict: Conflict, doubts: Sequence[Doubt]) -> tuple[Ranker, ...]:
    """Return each party's preferences as arrays, with its doubts."""
    truths = Truths([option.id for option in conflict.options], conflict.codes)
    found = []
    for i in range(len(conflict.parties)):
        statements = conflict.preferences[i] if conflict.preferences else ()
        failed = [~np.asarray(s.condition.evaluate(truths), dtype=bool) for s in statements]
        rows = np.array(failed, dtype=bool).reshape(len(failed), conflict.size)
        own = tuple((d.kind, d.at) for d in doubts if d.party == i)
        found.append(Ranker(conflict.ranks[i].astype(np.int64), rows, own))
    return tuple(found)
