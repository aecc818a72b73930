"""What each side could do or leave, from what it is read as doing, threatening, offering or asked.

Acts of one side that share most of their words are one. Those named on more pages come first; what
is asked of a side by another counts like what it says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodoffices.folder.proposals.bids import Bid, BidKind
from goodoffices.folder.proposals.matters import ALIKE
from goodoffices.folder.proposals.phrases import kin

MOST = 6
"""How many acts of one side are proposed."""

MOST_WANTS = 6
"""How many wants of one side are proposed."""

_ACTS: tuple[BidKind, ...] = ("threat", "plan", "offer", "demand", "possible", "done")
"""What makes an option, the tellingest first: what is still open before what was done."""


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line of a case that is proposed: its words, why, the claims and pages it rests on."""

    text: str
    kinds: tuple[BidKind, ...]
    evidence: tuple[str, ...]
    pages: int
    terms: frozenset[str]


def acts(bids: Iterable[Bid], party: str) -> tuple[ProposedLine, ...]:
    """Return what a side could do or leave, what is read on most pages first."""
    own = [b for b in bids if b.party == party and b.kind in _ACTS]
    own.sort(key=lambda b: _ACTS.index(b.kind))
    return _ranked(own)[:MOST]


def wants(bids: Iterable[Bid], party: str) -> tuple[ProposedLine, ...]:
    """Return what a side is read as wanting, what is read on most pages first."""
    return _ranked([b for b in bids if b.party == party and b.kind == "want"])[:MOST_WANTS]


def _ranked(bids: Sequence[Bid]) -> tuple[ProposedLine, ...]:
    groups: list[list[Bid]] = []
    for bid in bids:
        for group in groups:
            if any(_alike(bid, other) for other in group):
                group.append(bid)
                break
        else:
            groups.append([bid])
    lines = [_line(group) for group in groups]
    return tuple(sorted(lines, key=lambda line: (-line.pages, -len(line.evidence))))


def _alike(one: Bid, other: Bid) -> bool:
    """Tell whether two bids ask for or do the same: most of their words are of the same kin."""
    first, second = ({kin(t) for t in b.phrase.terms} for b in (one, other))
    return len(first & second) >= ALIKE * min(len(first), len(second)) and len(first & second) > 1


def _line(group: Sequence[Bid]) -> ProposedLine:
    told = max(group, key=lambda b: (len(b.phrase.terms) <= 6, len(b.phrase.terms)))
    return ProposedLine(
        text=told.phrase.text,
        kinds=tuple(dict.fromkeys(b.kind for b in group)),
        evidence=tuple(dict.fromkeys(b.claim for b in group)),
        pages=len({b.source for b in group}),
        terms=frozenset(term for b in group for term in b.phrase.terms),
    )
