"""MinHash: a signature never changes, tells how alike sets are, and its bands find the alike."""

from __future__ import annotations

import hashlib
import random

import pytest

from goodoffices.evidence.across.minhash import BANDS, PERMUTATIONS, ROWS, Bands, signature


def made(first: int, count: int) -> list[str]:
    return [f"run {n}" for n in range(first, first + count)]


def test_a_signature_is_the_one_that_stands_in_tables_made_before() -> None:
    """As datasketch 2.0.0 computes it, with which such tables were first made."""
    signed = signature(made(0, 2000))
    assert signed[:4].tolist() == [295839, 4266942, 8479119, 129724]
    assert (
        hashlib.sha256(signed.astype("<u4").tobytes()).hexdigest()
        == "7226826d6f74d01140a0fd5cdf43d748fdded4ed510e6a0ee603ba19818404de"
    )


def test_the_order_of_a_set_does_not_matter() -> None:
    items = made(0, 700)
    signed = signature(items)
    random.Random(1).shuffle(items)
    assert (signature(items) == signed).all()


@pytest.mark.parametrize("both", [0, 200, 400, 600, 800])
def test_the_share_of_equal_numbers_is_the_resemblance(both: int) -> None:
    one, other = made(0, 800), made(800 - both, 800)
    alike = both / (1600 - both)
    share = float((signature(one) == signature(other)).mean())
    assert abs(share - alike) <= 4 * (alike * (1 - alike) / PERMUTATIONS) ** 0.5


def test_bands_find_what_shares_all_numbers_of_one() -> None:
    index = Bands()
    signed = {
        name: signature(made(start, 300)) for name, start in (("a", 0), ("b", 30), ("c", 900))
    }
    for name, numbers in signed.items():
        index.add(name, numbers)
    for numbers in signed.values():
        shared = {
            other
            for other, theirs in signed.items()
            for band in range(BANDS)
            if (numbers == theirs)[band * ROWS : (band + 1) * ROWS].all()
        }
        assert index.like(numbers) == shared
    assert index.like(signed["a"]) == {"a", "b"}
