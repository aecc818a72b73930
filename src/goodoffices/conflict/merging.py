"""States that are one and the same: several combinations of options that nobody tells apart.

A condition says which combinations are meant; those that differ in certain options at most (in any,
where none are named) become one state. It takes the options that all of its combinations take and
leaves open those in which they differ. Such states come last, in the order of their conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.moves import Codes, Flips, Moves, Pairs, pairs_of


@dataclass(frozen=True)
class States:
    """Each state's options as bits, those it leaves open, and all combinations with their state.

    ``codes`` and ``unsaid`` are (n,). ``members`` are the combinations and ``owners`` their states,
    (m,) each; both None where each state is one combination.
    """

    codes: Codes
    unsaid: Codes
    members: Codes | None = None
    owners: NDArray[np.int64] | None = None

    @property
    def combinations(self) -> Codes:
        """Every combination of options that some state stands for."""
        return self.codes if self.members is None else self.members

    def of(self, truth: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the states, (k,) in order, of which some combination is meant, (m,) booleans."""
        places = np.flatnonzero(truth)
        return places if self.owners is None else np.unique(self.owners[places])


def merged(codes: Codes, alike: Sequence[tuple[NDArray[np.bool_], int]]) -> States:
    """Make one state of all combinations that are alike.

    Parameters
    ----------
    codes
        (n,) every combination, ascending.
    alike
        for each condition which combinations fulfil it (a combination belongs to the first that
        fits), and the mask of the options in which those that are one state may differ.
    """
    if not alike:
        return States(codes, np.zeros_like(codes))
    kind = np.zeros(codes.size, dtype=np.int64)
    key = np.zeros(codes.size, dtype=np.int64)
    for number, (truth, open_) in enumerate(alike, start=1):
        mine = (kind == 0) & truth
        kind[mine], key[mine] = number, codes[mine] & ~np.int64(open_)
    single = codes[kind == 0]
    owners = np.empty(codes.size, dtype=np.int64)
    owners[kind == 0] = np.arange(single.size)
    joined = np.flatnonzero(kind > 0)
    if joined.size == 0:
        return States(codes, np.zeros_like(codes))
    order = joined[np.lexsort((codes[joined], key[joined], kind[joined]))]
    new = (np.diff(kind[order], prepend=0) != 0) | (np.diff(key[order], prepend=-1) != 0)
    owners[order] = single.size + np.cumsum(new) - 1
    starts = np.flatnonzero(new)
    every = np.bitwise_and.reduceat(codes[order], starts)
    some = np.bitwise_or.reduceat(codes[order], starts)
    return States(
        codes=np.concatenate([single, every]),
        unsaid=np.concatenate([np.zeros_like(single), some & ~every]),
        members=codes,
        owners=owners,
    )


def moves_of(flips: Flips, states: States) -> Moves:
    """Return a party's moves; between states of several combinations, those of any of them."""
    if states.members is None or states.owners is None:
        return flips
    pairs = states.owners[pairs_of(flips, states.members)]
    return Pairs(np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0))
