"""What part each actor has in a dispute, weighed over all pages: a side, one between, or neither.

Rules read single clauses, and each errs; what an actor is shows over many. So what the rules count
is weighed together: how often an actor wants, refuses, asks and is asked, whom it answers and who
answers it, whether it turns to both sides, on how many pages it is named. The weights are learnt
from keyed disputes (``read/data/parts.json``, made by ``make weights``): what a count adds to the
log odds; that of the empty word is where they begin.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from goodoffices.evidence.claims import Actor
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.read.words import table

PartKind = Literal["party", "third"]
PARTS: tuple[PartKind, ...] = ("party", "third")
FEWEST_PAGES = 8
"""From how many pages on counts are weighed: of fewer everybody is named as often."""
LIKELY = -0.45
"""How likely an actor must have a part to be given it (log odds)."""


@dataclass(frozen=True)
class WeighedParts:
    """The actors that may have a part (``known``), each weighed as a side and as one between.

    ``times`` is how often the rules count each, by a word for what they count, which may be less
    than nothing. ``places`` are where it or its people are named, in how many ``documents``.
    """

    known: Mapping[str, Actor]
    times: Mapping[str, Mapping[str, int]]
    places: Mapping[str, Sequence[Span]]
    documents: int

    def odds(self, actor: str, part: PartKind) -> float:
        """Return how likely an actor has a part (log odds)."""
        weights: dict[str, float] = table("parts.json")[part]
        signs = self.signs(actor)
        return weights[""] + sum(weights.get(name, 0.0) * signs[name] for name in sorted(signs))

    def likely(self, part: PartKind) -> tuple[str, ...]:
        """Return who likely has a part and no likelier another, the likeliest first."""
        odds = {one: {each: self.odds(one, each) for each in PARTS} for one in self.known}
        own = [one for one in odds if odds[one][part] >= max(LIKELY, *odds[one].values())]
        return tuple(sorted(own, key=lambda one: -odds[one][part]))

    def signs(self, actor: str) -> dict[str, float]:
        """Return what is counted of an actor, beside the one of whom most is counted.

        So it is the same of few pages and of many; roots, as a second time tells more than a tenth.
        """
        found = {f"is {self.known[actor].kind}": 1.0}
        for name, times in self.times.items():
            number = times.get(actor, 0) / self._greatest[name]
            found[name] = math.copysign(math.sqrt(abs(number)), number)
        named = self.places.get(actor, ())
        found["pages"] = len({span.source for span in named}) / max(self.documents, 1)
        found["places"] = len(named) / self._most
        return found

    @cached_property
    def _greatest(self) -> dict[str, int]:
        """For each word for what is counted: how much is counted of the one with the most."""
        return {
            name: max((abs(times.get(one, 0)) for one in self.known), default=0) or 1
            for name, times in self.times.items()
        }

    @cached_property
    def _most(self) -> int:
        """In how many places the one is named that is named in most."""
        return max((len(self.places.get(one, ())) for one in self.known), default=1) or 1


def of_bids(bids: Sequence[Bid]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield how often each bids, by kind."""
    for kind in sorted({bid.kind for bid in bids}):
        yield f"bids {kind}", Counter(bid.party for bid in bids if bid.kind == kind)


def of_demands(bids: Sequence[Bid]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield how many others each asks for something, is asked by, and asks in return."""
    asked = {(bid.by, bid.party) for bid in bids if bid.by and bid.by != bid.party}
    yield "asks", Counter(one for one, _other in asked if one)
    yield "asked", Counter(other for _one, other in asked)
    yield "asks back", Counter(one for one, other in asked if (other, one) in asked if one)
