"""What each side could do or leave, from what it is read as doing, threatening, offering or asked.

Acts of one side that share most of their words are one. Those named on more pages come first; what
is asked of a side by another counts like what it says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from goodoffices.folder.proposals.bids import Bid, BidKind
from goodoffices.folder.proposals.matters import ALIKE
from goodoffices.folder.proposals.phrases import kin
from goodoffices.read.words import table

MOST = 8
"""How many acts of one side are proposed."""

MOST_WANTS = 8
"""How many wants of one side are proposed."""

_ANSWERS = frozenset(
    verb for kind in ("refuse", "accept") for verb in table("bargaining.yaml")["verbs"][kind]
)
_NO_ACTS = frozenset(table("bargaining.yaml")["charges"]) | frozenset(
    table("bargaining.yaml")["mediation"]
)
_MEETING = frozenset(table("bargaining.yaml")["meeting"])
_ACTS: tuple[BidKind, ...] = ("threat", "plan", "offer", "demand", "possible", "done", "refuse")
"""What makes an option, the tellingest first: what is open before what was done or refused."""


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line of a case that is proposed: its words, why, the claims and pages it rests on.

    ``agreed`` are those of its claims that the draft's own reading of the clause bears out.
    """

    text: str
    kinds: tuple[BidKind, ...]
    evidence: tuple[str, ...]
    pages: int
    terms: frozenset[str]
    agreed: tuple[str, ...] = ()


def acts(
    bids: Iterable[Bid], party: str, names: frozenset[str] = frozenset()
) -> tuple[ProposedLine, ...]:
    """Return what a side could do or leave, what is read on most pages first.

    ``names`` are words that name actors: accepting one of them is consent, and no option.
    """
    every = list(bids)
    own = [_accepting(b) for b in every if b.party == party and not _answers(b, names)]
    asked = frozenset(
        word
        for b in every
        if b.party != party and b.kind in ("want", "demand")
        for word in b.phrase.matters - names
    )
    own = [b for b in own if b.kind in _ACTS and (b.kind != "refuse" or _withheld(b, asked))]
    own.sort(key=lambda b: _ACTS.index(b.kind))
    return _ranked(own)[:MOST]


def wants(bids: Iterable[Bid], party: str) -> tuple[ProposedLine, ...]:
    """Return what a side is read as wanting, what is read on most pages first."""
    return _ranked([b for b in bids if b.party == party and b.kind == "want"])[:MOST_WANTS]


def _withheld(bid: Bid, asked: frozenset[str]) -> bool:
    """Tell whether a side refuses an act that others ask about, so that it could do it."""
    words = bid.phrase.text.split(" ")
    return words[0] == bid.phrase.head and "no" not in words and bool(bid.phrase.matters & asked)


def _accepting(bid: Bid) -> Bid:
    """Return what a side accepts as what it offers: to accept it."""
    if bid.kind != "accept":
        return bid
    text = bid.phrase.text
    own = text.split(" ")[0] == bid.phrase.head
    return replace(
        bid, kind="offer", phrase=replace(bid.phrase, text=text if own else f"accept {text}")
    )


def _answers(bid: Bid, names: frozenset[str]) -> bool:
    """Tell whether an act only answers: an offer or a charge refused, a mediator accepted."""
    if bid.kind in ("plan", "offer", "possible") and bid.phrase.head in _MEETING:
        return not (bid.phrase.matters - names - _NO_ACTS or bid.phrase.numbers)
    if bid.kind == "accept":
        about = bid.phrase.matters - names - _NO_ACTS
        return not (about or bid.phrase.numbers)
    return bid.kind == "done" and (bid.phrase.head in _ANSWERS or bool(bid.phrase.terms & _NO_ACTS))


def _ranked(bids: Sequence[Bid]) -> tuple[ProposedLine, ...]:
    groups: list[list[Bid]] = []
    for bid in filter(_telling, bids):
        for group in groups:
            if any(_alike(bid, other) for other in group):
                group.append(bid)
                break
        else:
            groups.append([bid])
    lines = [_line(group) for group in groups]
    return tuple(sorted(lines, key=lambda line: (-line.pages, -len(line.evidence))))


def _telling(bid: Bid) -> bool:
    """Tell whether a bid says something by itself: "ninety" and "go" do not."""
    words = bid.phrase.terms - bid.phrase.numbers
    return bool(bid.phrase.matters and words) or len(words) > 1


def _alike(one: Bid, other: Bid) -> bool:
    """Tell whether two bids ask for or do the same: most of their words are of the same kin."""
    first, second = ({kin(t) for t in b.phrase.terms} for b in (one, other))
    if first == second:
        return True
    return len(first & second) >= ALIKE * min(len(first), len(second)) and len(first & second) > 1


def _line(group: Sequence[Bid]) -> ProposedLine:
    told = max(group, key=lambda b: (len(b.phrase.terms) <= 6, len(b.phrase.terms)))
    return ProposedLine(
        text=told.phrase.text,
        kinds=tuple(dict.fromkeys(b.kind for b in group)),
        evidence=tuple(dict.fromkeys(b.claim for b in group)),
        pages=len({b.source for b in group}),
        terms=frozenset(term for b in group for term in b.phrase.terms),
        agreed=tuple(dict.fromkeys(b.claim for b in group if b.agreed)),
    )
