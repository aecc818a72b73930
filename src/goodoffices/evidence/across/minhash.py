"""MinHash: a few numbers of a large set, by which sets that are alike are found.

Each of :data:`PERMUTATIONS` ways to shuffle all 32-bit numbers is applied to the hashes of the
set's items, and the least number of each is kept: two sets share each with the probability of their
resemblance. Sets are then looked for by bands of these numbers, and measured only where all numbers
of a band are the same.

A shuffle is ``a h + b`` modulo 2^32 with ``a`` odd, so it loses nothing; ``h`` is the start of an
item's SHA-1, mixed once more as MurmurHash3 ends. Signatures are kept in tables that people have
made, so what a set's signature is must not change.

Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

PERMUTATIONS = 128
BANDS, ROWS = 37, 3
"""Two pages are measured where they share all numbers of a band: of pages that resemble by s, a
share of 1 - (1 - s^3)^37 is, 0.64 for s of 0.3 and 0.99 for a half (Leskovec, Rajaraman & Ullman,
*Mining of Massive Datasets*, §3.4)."""
_BLOCK = 512
_SEED = 1

Signature = NDArray[np.uint32]


def signature(items: Collection[str]) -> Signature:
    """Return the signature of a set that is not empty, ``(PERMUTATIONS,)`` numbers of 32 bits."""
    starts = b"".join(_hash(item)[:4] for item in items)
    mixed = _mix(np.frombuffer(starts, "<u4").astype(np.uint32))
    factors, shifts = _shuffles()
    least = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(mixed), _BLOCK):
        shuffled = mixed[start : start + _BLOCK, None] * factors + shifts
        np.minimum(least, shuffled.min(axis=0), out=least)
    return least


def _hash(item: str) -> bytes:
    return hashlib.sha1(item.encode("utf-8", "replace"), usedforsecurity=False).digest()


def _mix(hashes: Signature) -> Signature:
    """Spread numbers over all 32 bits, one to one: the last steps of MurmurHash3."""
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))


@cache
def _shuffles() -> tuple[Signature, Signature]:
    """Return the odd factor and the shift of each shuffle, ``(PERMUTATIONS,)`` each."""
    numbers = np.random.RandomState(_SEED)
    factors = numbers.randint(0, 1 << 31, PERMUTATIONS, np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, numbers.randint(0, 1 << 32, PERMUTATIONS, np.uint32)


class Bands:
    """An index of sets by the bands of their signatures."""

    def __init__(self) -> None:
        self._names: dict[tuple[int, bytes], list[str]] = {}

    def like(self, signed: Signature) -> set[str]:
        """Return the names of the sets that share a band with one."""
        return {name for band in _bands(signed) for name in self._names.get(band, ())}

    def add(self, name: str, signed: Signature) -> None:
        """Put a set into the index."""
        for band in _bands(signed):
            self._names.setdefault(band, []).append(name)


def _bands(signed: Signature) -> Iterator[tuple[int, bytes]]:
    for band in range(BANDS):
        yield band, signed[band * ROWS : (band + 1) * ROWS].tobytes()
