"""What clauses that no rule tells of are likeliest a want or an option, as keyed disputes teach.

Each clause of a page is weighed for each side by its traits (:mod:`.traits`), with weights learnt
from disputes whose options and wants an expert had marked (``read/data/weights.json``, made by
``make weights``). A weight is what a trait adds to the log odds; that of the empty word is where
they begin. What rules read is weighed with the rest and has a start, as they were written to be
sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from goodoffices.base.weighing import log_odds
from goodoffices.folder.proposals.acts import ProposedLine
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.matters import ALIKE
from goodoffices.folder.proposals.phrases import (
    Phrase,
    clause,
    kin,
    noun_phrase,
    plain,
    verb_phrase,
)
from goodoffices.folder.proposals.topics import TopicWords
from goodoffices.folder.proposals.traits import PageTraits
from goodoffices.folder.proposals.voices import BidKind
from goodoffices.read.words import table

LineKind = Literal["option", "want"]
RULED = 2.0
"""The start of a line that a rule reads: as if it were some seven times as likely."""
LEAST: dict[LineKind, float] = {"option": -1.0, "want": -1.7}
"""How likely a clause must be to be proposed by itself (log odds)."""
ASKED = -0.5
"""The least that an option weighs, without that start, where a rule reads it as asked of a side.

Its clause is the asker's, and weighs little as the side's own.
"""
UNKNOWN = -4.0
"""What a line weighs whose clause is none that is weighed."""
_RETURNS = frozenset({"return", "exchange"})
"""Words behind "in" that name what is wanted for something: "in return for flour"."""
MOST_CLAIMS = 6
"""How many claims a line has before likely clauses join it no more."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A clause of a page, weighed as one of a side's."""

    page: PageClauses
    at: int
    side: str
    weighs: float


class WeighedClauses:
    """The clauses of a case's pages, each weighed as a want and as an option of each side."""

    def __init__(
        self, pages: Sequence[PageClauses], sides: Sequence[str], topics: Sequence[TopicWords]
    ) -> None:
        told = Counter(word for page in pages for word in set(_words(page)))
        self.sides = sides
        self.pages = [PageTraits(page, sides, topics, told, len(pages)) for page in pages]

    def clauses(self) -> Iterator[tuple[PageTraits, int, str]]:
        """Yield every clause that may be a side's."""
        for page in self.pages:
            for at in page.heads():
                yield from ((page, at, side) for side in self.sides)

    @cached_property
    def _weighed(self) -> dict[LineKind, dict[str, list[Likely]]]:
        """The clauses by kind and side, the likeliest first."""
        found: dict[LineKind, dict[str, list[Likely]]] = {"option": {}, "want": {}}
        weights = table("weights.json")
        for page, at, side in self.clauses():
            traits = page.every(at, side)
            for kind, own in found.items():
                weighs = log_odds(weights[kind], traits)
                own.setdefault(side, []).append(Likely(page.page, at, side, weighs))
        for own in found.values():
            for every in own.values():
                every.sort(key=lambda one: -one.weighs)
        return found

    def joined(
        self, kind: LineKind, side: str, lines: Sequence[ProposedLine]
    ) -> tuple[ProposedLine, ...]:
        """Return lines that rules read, with likely clauses between and beside them, by weight."""
        weighed = self._weighed[kind].get(side, [])
        known = {(one.page.source, one.at): one.weighs for one in weighed}
        every = []
        for line in lines:
            least = ASKED if kind == "option" and "demand" in line.kinds else UNKNOWN
            best = max((least, *(known.get(place, UNKNOWN) for place in line.places)))
            every.append(replace(line, weighs=RULED + best))
        every += [line for one in weighed if one.weighs >= LEAST[kind] for line in _line(kind, one)]
        kept: list[ProposedLine] = []
        for line in sorted(every, key=lambda one: -one.weighs):
            n = next((n for n, other in enumerate(kept) if _same(kind, line, other)), None)
            if n is None:
                kept.append(line)
            else:
                kept[n] = _together(kept[n], line)
        return tuple(kept)


def _words(page: PageClauses) -> Iterator[str]:
    for token in page.scene.parse.tokens:
        if token.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and len(token.lemma) > 2:
            yield kin(token.lemma)


def _line(kind: LineKind, one: Likely) -> Iterator[ProposedLine]:
    """Yield a likely clause as a line, where it says something and a claim holds it."""
    page, phrase = one.page, _phrase(one)
    if len(phrase.text.split()) < 2:
        return
    for bid in page.made(one.at, one.side, "want" if kind == "want" else _meant(one), phrase):
        yield ProposedLine(
            text=bid.phrase.text,
            kinds=(bid.kind,),
            evidence=(bid.claim,),
            pages=1,
            terms=bid.phrase.terms,
            agreed=(bid.claim,) if bid.agreed else (),
            likely=True,
            untold=(bid.untold,) if bid.untold else (),
            weighs=one.weighs,
        )


def _phrase(one: Likely) -> Phrase:
    """Return the words of a clause: with its subject where that is another than the side."""
    scene = one.page.scene
    token = scene.token(one.at)
    if scene.verb(one.at):
        other = scene.has_subject(one.at) and one.page.holder(one.at) != one.side
        return clause(scene, one.at) if other else verb_phrase(scene, one.at)
    if token.pos in {"NOUN", "PROPN"}:
        given = scene.phrases(one.at, "for") if token.lemma in _RETURNS else []
        return noun_phrase(scene, given[0] if given else one.at)
    return plain(scene, scene.parse.subtree(one.at))


def _meant(one: Likely) -> BidKind:
    """Return what a likely option is of its side: asked of it, refused, to come, done, possible."""
    page, at = one.page, one.at
    if page.speaker(at) not in {None, one.side} and page.holder(at) != one.side:
        return "demand"
    if not page.scene.verb(at):
        return "possible"
    if page.negative(at):
        return "refuse"
    if page.modal(at) == "shall":
        return "plan"
    return "done" if page.bygone(at) else "possible"


def _same(kind: LineKind, one: ProposedLine, other: ProposedLine) -> bool:
    """Tell whether two lines are one: of one claim, or of mostly the same words.

    What rules read of one claim as two wants are two: "back pay and a seat on the board".
    """
    if kind == "want" and not (one.likely or other.likely):
        return False
    if set(one.evidence) & set(other.evidence):
        return True
    first, second = ({kin(term) for term in line.terms} for line in (one, other))
    shared = len(first & second)
    return shared > 1 and shared >= ALIKE * min(len(first), len(second))


def _together(one: ProposedLine, other: ProposedLine) -> ProposedLine:
    """Return two lines as one; a rule's words stand before those of a clause taken whole."""
    first, second = (other, one) if one.likely and not other.likely else (one, other)
    if len(first.evidence) >= MOST_CLAIMS and second.likely:
        return first
    return replace(
        first,
        kinds=tuple(dict.fromkeys((*first.kinds, *(() if second.likely else second.kinds)))),
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
        agreed=tuple(dict.fromkeys((*first.agreed, *second.agreed))),
        pages=max(first.pages, second.pages),
        untold=(*first.untold, *second.untold),
        weighs=max(first.weighs, second.weighs),
    )
