"""What a judgement rests on, and the two kinds of answers that judgements give.

Nothing here reads a file or a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Consent = Literal["yes", "no", "unknown"]

Interval = tuple[Fraction, Fraction]
"""From, to (both included): what is known of a number that is not known exactly."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a judgement rests on.

    ``evidence`` are ids of claims; ``judged`` the initials of whoever judged; ``reason`` their
    words. ``unreviewed`` marks what the machine proposed and nobody has confirmed.
    """

    evidence: tuple[str, ...] = ()
    judged: str | None = None
    reason: str | None = None
    unreviewed: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all is said of where the judgement comes from."""
        return not (self.evidence or self.judged or self.unreviewed)


UNSAID = Basis()
"""Nothing said of what a judgement rests on."""
