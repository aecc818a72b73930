"""Documents joined into groups: the union-find of Tarjan (1975), in one array of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Groups:
    """Documents by number, joined into groups; a group is known by its lowest number."""

    def __init__(self, count: int, others: Groups | None = None) -> None:
        import numpy as np

        self.above: NDArray[np.int64] = np.arange(count) if others is None else others.above.copy()
        self.number: int = count if others is None else others.number

    def of(self, one: int) -> int:
        """Return the group of a document."""
        above = self.above
        while above[one] != one:
            above[one] = above[above[one]]
            one = int(above[one])
        return one

    def join(self, one: int, other: int) -> None:
        """Join the groups of two documents."""
        low, high = sorted((self.of(one), self.of(other)))
        if low != high:
            self.above[high] = low
            self.number -= 1
