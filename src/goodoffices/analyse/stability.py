"""Which states are stable for whom: Nash, GMR, SMR and SEQ, for any number of parties, exactly.

Let r(s) be the rank a party gives state s, 0 the best. From s it may have *improvements*: states
it can reach in one move and ranks above s. The concepts differ in what it fears from the others:

- *Nash* (R): it has no improvement. Nash 1950; Xu et al. 2018, definition 4.1.
- *GMR*, general metarationality: from each of its improvements the others can reach a state that
  it ranks no higher than s. Howard 1971; Xu et al. 2018, definition 4.2.
- *SMR*, symmetric metarationality: the same, and from that state it has no move back above s.
  Howard 1971; Xu et al. 2018, definition 4.3.
- *SEQ*, sequential stability: as GMR, but the others move only by improvements of their own.
  Fraser & Hipel 1979; Xu et al. 2018, definition 4.4.

With three or more parties the others answer in sequences in which no one moves twice in a row
(Fang, Hipel & Kilgour 1993, section 4.2). An *equilibrium* is stable for every party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.analyse import kernels
from goodoffices.analyse.moves import Codes, Flips, Moves, Pairs, pairs_of
from goodoffices.analyse.ranking import densify
from goodoffices.errors import CaseError, Finding, UsageError
from goodoffices.i18n import _

CONCEPTS = ("Nash", "GMR", "SMR", "SEQ")

Stable = dict[str, NDArray[np.bool_]]


def solve(
    moves: Sequence[ArrayLike | Moves],
    ranks: Sequence[ArrayLike],
    concepts: Sequence[str] = CONCEPTS,
    *,
    codes: Codes | None = None,
) -> Stable:
    """Return, for each concept, which states are stable for which party.

    Parameters
    ----------
    moves
        for each party its unilateral moves: a (k, 2) array of states counted from 0, or flips of
        options (which need ``codes``).
    ranks
        for each party (n,) whole numbers, smaller is better, equal is a tie.
    concepts
        which of ``CONCEPTS`` to decide.
    codes
        (n,) the options of each state as bits.

    Returns
    -------
    concept → (parties, n) booleans.

    Raises
    ------
    CaseError
        where the arrays do not fit each other.
    UsageError
        for an unknown concept.
    """
    for concept in concepts:
        if concept not in CONCEPTS:
            raise UsageError(unknown_concept(concept))
    levels = [densify(np.asarray(r, dtype=np.int64)).astype(np.int64) for r in ranks]
    _check(moves, levels, codes)
    pairs = [_pairs(party, codes) for party in moves]
    graph = _Graph(pairs, levels)
    return {c: np.stack([graph.stable(i, c) for i in range(len(pairs))]) for c in concepts}


def unknown_concept(concept: str) -> Finding:
    """Return the finding for a stability concept that does not exist."""
    text = _("There is no stability concept “{concept}”.").format(concept=concept)
    remedy = _("The concepts are {concepts}.").format(concepts=", ".join(CONCEPTS))
    return Finding("GO413", text, help=remedy)


def _check(
    moves: Sequence[ArrayLike | Moves], levels: list[NDArray[np.int64]], codes: Codes | None
) -> None:
    """Refuse arrays that do not fit each other."""
    sizes = {level.size for level in levels} | ({codes.size} if codes is not None else set())
    if len(moves) != len(levels) or len(sizes) != 1:
        text = _("Moves and ranks must be given for the same parties and the same states.")
        raise CaseError(Finding("GO407", text))
    size = sizes.pop()
    for party in moves:
        if isinstance(party, Flips):
            continue
        listed = np.asarray(party.pairs if isinstance(party, Pairs) else party)
        if listed.size and (listed.min() < 0 or listed.max() >= size):
            text = _("A move names a state that is not between 0 and {last}.")
            raise CaseError(Finding("GO409", text.format(last=size - 1)))


def _pairs(party: ArrayLike | Moves, codes: Codes | None) -> NDArray[np.int64]:
    if isinstance(party, Flips):
        if codes is None:
            raise CaseError(Finding("GO407", _("Flips of options need the states' options.")))
        return pairs_of(party, codes)
    listed = party.pairs if isinstance(party, Pairs) else party
    pairs = np.asarray(listed, dtype=np.int64).reshape(-1, 2)
    return np.compress(pairs[:, 0] != pairs[:, 1], pairs, axis=0)


@dataclass(frozen=True)
class _Into:
    """Moves sorted by their target, for walking backwards (see :func:`kernels.worst_answers`)."""

    starts: NDArray[np.int64]
    origins: NDArray[np.int64]


def _into(pairs: Sequence[NDArray[np.int64]], size: int) -> _Into:
    starts = np.zeros((len(pairs), size + 1), dtype=np.int64)
    base, origins = 0, []
    for j, listed in enumerate(pairs):
        order = np.argsort(listed[:, 1], kind="stable")
        origins.append(listed[order, 0])
        counts = np.bincount(listed[:, 1], minlength=size)
        starts[j] = base + np.concatenate([[0], np.cumsum(counts)])
        base += len(listed)
    return _Into(starts, np.concatenate([*origins, np.zeros(0, dtype=np.int64)]))


class _Graph:
    """A conflict whose moves are listed one by one, and what is stable in it."""

    def __init__(self, pairs: list[NDArray[np.int64]], levels: list[NDArray[np.int64]]) -> None:
        self.pairs, self.levels, self.size = pairs, levels, levels[0].size
        self.better = [p[r[p[:, 1]] < r[p[:, 0]]] for p, r in zip(pairs, levels, strict=True)]
        self.into = _into(pairs, self.size)
        self.into_better = _into(self.better, self.size)

    def stable(self, party: int, concept: str) -> NDArray[np.bool_]:
        """Return the (n,) states that are stable for a party."""
        level, better = self.levels[party], self.better[party]
        stable = np.ones(self.size, dtype=bool)
        if concept != "Nash":
            worst = self._worst(party, concept)
            better = better[worst[better[:, 1]] < level[better[:, 0]]]  # nothing deters these
        stable[better[:, 0]] = False
        return stable

    def _worst(self, party: int, concept: str) -> NDArray[np.int64]:
        """Return the worst rank the others can lead the party to from each state."""
        value, into = self.levels[party], self.into
        if concept == "SMR":
            value = value.copy()
            np.minimum.at(
                value, self.pairs[party][:, 0], self.levels[party][self.pairs[party][:, 1]]
            )
        elif concept == "SEQ":
            into = self.into_better
        order = np.argsort(-value, kind="stable")
        return kernels.worst_answers(value, order, into.starts, into.origins, party)
