"""A share of cases counted, with the interval that counting so few leaves open.

Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from goodoffices.base.i18n import _

Z95 = 1.959963984540054
"""The normal quantile that leaves 2.5 % on either side."""


@dataclass(frozen=True, slots=True)
class Share:
    """``k`` of ``n`` cases. A count, never a probability of what will happen."""

    k: int
    n: int

    @property
    def value(self) -> float:
        """The share itself, from 0 to 1."""
        return self.k / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson score interval."""
        p, n, z2 = self.value, self.n, Z95 * Z95
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z95 / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        low = 0.0 if self.k == 0 else max(0.0, middle - half)
        return low, 1.0 if self.k == self.n else min(1.0, middle + half)

    def __str__(self) -> str:
        """Give whole per cent with its interval: ``62 % (61–63)``."""
        low, high = self.interval
        return _("{share} % ({low}–{high})").format(
            share=round(100 * self.value), low=round(100 * low), high=round(100 * high)
        )

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {"k": self.k, "n": self.n, "share": self.value, "interval": list(self.interval)}
