"""Things joined into groups: the union-find of Tarjan (1975), in one array of numbers."""

from __future__ import annotations

from array import array


class Groups:
    """Things by number, joined into groups; a group is known by its lowest number."""

    def __init__(self, count: int, others: Groups | None = None) -> None:
        self.above: array[int] = array("q", range(count) if others is None else others.above)
        self.number: int = count if others is None else others.number

    def of(self, one: int) -> int:
        """Return the group of a thing."""
        above = self.above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Join the groups of two things."""
        low, high = sorted((self.of(one), self.of(other)))
        if low != high:
            self.above[high] = low
            self.number -= 1
