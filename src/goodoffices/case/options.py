"""An option, what people may do in a dispute, and what a judgement of theirs rests on.

Apart from the other nouns, as it is all of a case that a conflict of listed states is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goodoffices.base.errors import Place


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

Reversibility = Literal["both", "forward", "back"]
"""Whether an option can be taken and dropped, only taken, or only dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A yes/no act that one party controls; ``id`` is ``party.option``."""

    id: str
    party: str
    text: str
    moves: Reversibility = "both"
    basis: Basis = UNSAID
    place: Place | None = None
