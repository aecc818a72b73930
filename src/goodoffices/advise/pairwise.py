"""Deciding profiles in which single pairs of outcomes are read apart from the ranks.

What a party prefers is then a relation between pairs of states, which need not be a ranking; so
every pair is looked at (:mod:`goodoffices.analyse.dense`), as where preferences are unknown
(:mod:`goodoffices.analyse.unknowns`), only that here each pair is read one way.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.advise.doubts import Doubt
from goodoffices.analyse import dense
from goodoffices.analyse.stability import GAINFUL

MOST_STATES = 512
"""States that are compared in pairs over and over at most."""

SYMMETRIC = ("SMR", "SSEQ")

Read = tuple[NDArray[np.int64], Sequence[tuple[Doubt, int]]]
"""A party's ranks, and the reading of each pair that is unknown to it."""


class Deciding:
    """Decides profiles of one conflict; what does not change with preferences is worked out once.

    Parameters
    ----------
    moves
        each party's moves, (k, 2) from and to.
    size
        how many states there are.
    concepts
        what is decided.
    """

    def __init__(
        self, moves: Sequence[NDArray[np.int64]], size: int, concepts: Sequence[str]
    ) -> None:
        self.concepts = tuple(concepts)
        self.steps = [dense.relation(pairs, size, None) for pairs in moves]
        nowhere = np.zeros((size, size), dtype=bool)
        self.nash = [nowhere for _party in moves]
        self.any = [
            dense.sequences([step for j, step in enumerate(self.steps) if j != i], size)
            for i in range(len(moves))
        ]

    def holding(self, profiles: Sequence[Sequence[tuple[int, Read]]]) -> NDArray[np.bool_]:
        """Return (profiles, concepts, n): whether each outcome holds for every party.

        Parameters
        ----------
        profiles
            for each profile and party a number and what it stands for: the same number, the same
            preferences.
        """
        better: list[dict[int, dense.Relation]] = [{} for _party in self.steps]
        told: dict[tuple[int, ...], NDArray[np.bool_]] = {}
        alone: dict[tuple[int, int, str], NDArray[np.bool_]] = {}
        found = []
        for profile in profiles:
            key = tuple(number for number, _read in profile)
            if key not in told:
                for i, (number, read) in enumerate(profile):
                    if number not in better[i]:
                        better[i][number] = preferred(*read)
                told[key] = self._decide(key, better, alone)
            found.append(told[key])
        return np.stack(found)

    def _decide(
        self,
        key: tuple[int, ...],
        better: Sequence[dict[int, dense.Relation]],
        alone: dict[tuple[int, int, str], NDArray[np.bool_]],
    ) -> NDArray[np.bool_]:
        """Decide one profile; each party's own preferences once where only they count."""
        mine = [better[i][number] for i, number in enumerate(key)]
        rows = []
        for concept in self.concepts:
            held = []
            for i, number in enumerate(key):
                if concept in GAINFUL:
                    held.append(self._stable(i, mine[i], concept, self._gainful(i, mine)))
                    continue
                if (i, number, concept) not in alone:
                    answers = self.nash[i] if concept == "Nash" else self.any[i]
                    alone[i, number, concept] = self._stable(i, mine[i], concept, answers)
                held.append(alone[i, number, concept])
            rows.append(np.all(held, axis=0))
        return np.stack(rows)

    def _gainful(self, party: int, better: Sequence[dense.Relation]) -> dense.Relation:
        steps = [step & better[j] for j, step in enumerate(self.steps) if j != party]
        return dense.sequences(steps, len(better[party]))

    def _stable(
        self, party: int, better: dense.Relation, concept: str, answers: dense.Relation
    ) -> NDArray[np.bool_]:
        own = self.steps[party]
        return dense.stable(
            dense.Fears(
                incentive=own & better,
                answers=answers,
                harm=~better,
                own=own if concept in SYMMETRIC else None,
            )
        )


def preferred(ranks: NDArray[np.int64], pairs: Sequence[tuple[Doubt, int]]) -> dense.Relation:
    """Return (n, n): whether the column's state is preferred to the row's."""
    better = dense.above(ranks).copy()
    for doubt, reading in pairs:
        one, other = doubt.at
        better[other, one] = doubt.values[reading] > 0
        better[one, other] = doubt.values[reading] < 0
    return better
