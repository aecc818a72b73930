"""Who can move from where to where: as pairs of states, or as flips of a party's own options.

A party's moves are either listed (:class:`Pairs`, the graph form) or follow from the options
(:class:`Flips`): from a state the party reaches every feasible state in which the others' options
stand as they do, one-way options respected. States that differ in one party's options only are
its *block*; inside a block its moves are transitive, so moving twice running never reaches
anything that one move does not. Flips are kept as masks, so that a conflict with millions of
states has no list of its moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import or_
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.case.options import Option

Codes: TypeAlias = NDArray[np.int64]
"""One integer a state: bit k is set where option k is taken."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Moves listed one by one: ``pairs`` is (k, 2), from and to, counted from 0."""

    pairs: NDArray[np.int64]


@dataclass(frozen=True)
class Flips:
    """Moves that flip a party's own options.

    ``own`` is the mask of its options; those in ``forward`` can be taken but not dropped again,
    those in ``back`` dropped but not taken again.
    """

    own: int
    forward: int = 0
    back: int = 0

    @property
    def one_way(self) -> int:
        """The mask of the options that do not go both ways."""
        return (self.forward | self.back) & self.own


Moves: TypeAlias = Pairs | Flips


def flips_of(options: Iterable[Option], places: Mapping[str, int]) -> Flips:
    """Return the flips of a party's options; ``places`` are the bits of options, by their ids."""
    bits = [(option, 1 << places[option.id]) for option in options]
    return Flips(
        own=sum(bit for _option, bit in bits),
        forward=sum(bit for option, bit in bits if option.moves == "forward"),
        back=sum(bit for option, bit in bits if option.moves == "back"),
    )


def pairs_of(moves: Moves, codes: Codes) -> NDArray[np.int64]:
    """List a party's moves as a (k, 2) array of states counted from 0, sorted by origin.

    Parameters
    ----------
    moves
        the party's moves in either form.
    codes
        the (n,) states' options as bits; not used for moves that are already listed.
    """
    if isinstance(moves, Pairs):
        return moves.pairs
    keys = codes & ~np.int64(moves.own)
    order = np.argsort(keys, kind="stable")
    starts, lengths = _runs(keys[order])
    small = (lengths < LARGE_BLOCK) | (moves.one_way == 0)
    found = [_in_small(moves, codes, order, starts[small], lengths[small])]
    for start, length in zip(starts[~small].tolist(), lengths[~small].tolist(), strict=True):
        found.extend(_in_large(moves, codes, order[start : start + length]))
    pairs = np.concatenate(found)
    size = np.int64(codes.size)
    keys = np.sort(pairs[:, 0] * size + pairs[:, 1])  # no move stands twice
    return np.column_stack(np.divmod(keys, size))


LARGE_BLOCK = 64
"""States of a block from which it is gone through by itself."""

TILE = 1 << 16
"""Pairs of states that are looked at together: they stay in the processor's cache."""


def _in_small(
    moves: Flips,
    codes: Codes,
    order: NDArray[np.intp],
    starts: NDArray[np.intp],
    lengths: NDArray[np.intp],
) -> NDArray[np.int64]:
    """List the moves, (k, 2), in some blocks together: runs of the states in an order, (n,)."""
    width = np.repeat(lengths, lengths)  # of the block that each state, in this order, is in
    member = order[
        np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(width.size)
    ]
    source = np.repeat(member, width)
    step = np.arange(source.size) - np.repeat(np.cumsum(width) - width, width)
    target = order[np.repeat(np.repeat(starts, lengths), width) + step]
    left, taken = codes[source] & ~codes[target], ~codes[source] & codes[target]
    allowed = (left & moves.forward == 0) & (taken & moves.back == 0) & (source != target)
    return np.column_stack([source[allowed], target[allowed]])


def _in_large(moves: Flips, codes: Codes, block: NDArray[np.intp]) -> Iterator[NDArray[np.int64]]:
    """Yield the moves, (k, 2) each, in one block of states, (m,), where some go one way only."""
    here = codes[block]
    stays = here & moves.forward, here & moves.back  # taken for good; what can only be dropped
    rows = max(1, TILE // block.size)
    upwards = moves.forward & moves.own == moves.own and bool((here[1:] > here[:-1]).all())
    for start in range(0, block.size, rows):
        some = slice(start, start + rows)
        onto = slice(start if upwards else 0, None)  # what only takes more options leads upwards
        barred = stays[0][some, None] & ~here[None, onto]
        if moves.back:
            barred |= ~here[some, None] & stays[1][None, onto]
        at, to = np.nonzero(barred == 0)
        pairs = np.column_stack([block[some][at], block[onto][to]])
        yield np.compress(pairs[:, 0] != pairs[:, 1], pairs, axis=0)


def in_blocks(flips: Flips, codes: Codes) -> int:
    """Return how many pairs of states are in one block of a party: what is gone through to list."""
    counts = np.unique(codes & ~np.int64(flips.own), return_counts=True)[1]
    return int((counts.astype(np.int64) ** 2).sum())


def whole(moves: Sequence[ArrayLike | Moves], codes: Codes | None) -> bool:
    """Tell whether each party can do anything whatever the others do, and undo it.

    Every party flips options both ways, and every combination of what each can do is among the
    (n,) codes.
    """
    flips = [one for one in moves if isinstance(one, Flips) and not one.one_way]
    if codes is None or len(flips) < len(moves):
        return False
    settings_ = (np.unique(codes & np.int64(one.own)).size for one in flips)
    return prod(settings_) == codes.size


def kinds(masks: Iterable[int], codes: Codes) -> NDArray[np.int64]:
    """Return a number for each state, (n,), that those share which differ in some options only."""
    mask = reduce(or_, masks, 0)
    return np.asarray(codes & ~np.int64(mask), dtype=np.int64)


def listed_moves(moves: ArrayLike | Moves, codes: Codes | None) -> NDArray[np.int64]:
    """Return a party's moves in any form as a (k, 2) array of states counted from 0.

    Parameters
    ----------
    moves
        listed, as an array or as :class:`Pairs`, or flips of options.
    codes
        (n,) the states' options as bits; needed for flips only.

    Raises
    ------
    CaseError
        GO407 for flips without the states' options.
    """
    if isinstance(moves, Flips):
        if codes is None:
            raise CaseError(finding("GO407.flips"))
        return pairs_of(moves, codes)
    listed = moves.pairs if isinstance(moves, Pairs) else moves
    return np.asarray(listed, dtype=np.int64).reshape(-1, 2)


MOST_LISTED = 20_000_000
"""Moves that are listed where some of them are barred; more would not fit in memory."""


def without(
    moves: Moves, barred: Sequence[tuple[NDArray[np.bool_], NDArray[np.bool_]]], codes: Codes
) -> Pairs:
    """Return a party's moves, listed, less those that cannot be made.

    Parameters
    ----------
    moves
        in either form.
    barred
        pairs of (n,) booleans: no move leads from a state of the first to one of the second.
    codes
        the (n,) states' options as bits.

    Raises
    ------
    CaseError
        GO406 for more moves than can be listed.
    """
    if isinstance(moves, Flips):
        count = in_blocks(moves, codes)
        if count > MOST_LISTED:
            raise CaseError(finding("GO406.barred", count=count))
    pairs = pairs_of(moves, codes)
    kept = np.ones(len(pairs), dtype=bool)
    for start, end in barred:
        kept &= ~(start[pairs[:, 0]] & end[pairs[:, 1]])
    return Pairs(np.compress(kept, pairs, axis=0))


def settings(mask: int) -> NDArray[np.int64]:
    """Return every setting of the options in a mask, (2^options,), as bits, in order."""
    every = np.zeros(1, dtype=np.int64)
    for k in range(mask.bit_length()):
        if mask >> k & 1:
            every = np.concatenate([every, every + (1 << k)])
    return every


class Finder:
    """Finds the states that a party reaches by flips, without looking through all states."""

    def __init__(self, codes: Codes) -> None:
        ordered = bool((codes[1:] > codes[:-1]).all())
        self.order = None if ordered else np.argsort(codes, kind="stable")
        self.codes = codes
        self.sorted = codes if self.order is None else codes[self.order]
        first, last = int(self.sorted[0]), int(self.sorted[-1])
        self._counts_up = (
            self.order is None and first == 0 and last == codes.size - 1
        )  # states are their codes

    def reach(self, flips: Flips, state: int) -> NDArray[np.int64]:
        """Return the states a party can move to from one state, (k,), in order of their codes."""
        code = int(self.codes[state])
        free = flips.own
        free &= ~(flips.forward & code)  # taken for good
        free &= ~(flips.back & ~code)  # dropped for good
        states = self.places(settings(free) | (code & ~free))
        return np.compress((states >= 0) & (states != state), states)

    def places(self, codes: Codes) -> NDArray[np.int64]:
        """Return the states that have some codes, (k,); -1 where none has."""
        if self._counts_up:
            return np.where(codes < self.sorted.size, codes, -1)
        at = np.searchsorted(self.sorted, codes)
        at[at == self.sorted.size] = 0
        states = at if self.order is None else self.order[at]
        return np.where(self.sorted[at] == codes, states, -1)


def _runs(ordered: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each run of equal values in (n,) starts, and how long it is: (runs,) each."""
    edges = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    return edges, np.diff(np.append(edges, ordered.size))
