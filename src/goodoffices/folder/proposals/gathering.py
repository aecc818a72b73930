"""Clauses gathered by what they are about: by their words, and those that stand around them.

"The list will not do" is about the boats that its page told of right before, and "they ought to go
free" about the men that other pages hold in the same words. So a clause is taken with its whole
sentence and, the less the farther, with those before it; rare words count the most. What is like a
third clause is then like it too, a little: twice each clause takes on words of those that it is
most like. How likely two clauses are then about one thing was learnt (:mod:`.likeness`). Clauses
are gathered step by step, the two groups that are most alike first; what is left over goes to the
group that it is most like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.evidence.claims import Claim, Statement
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.likeness import MatterPiece, Rarity, likeness, root
from goodoffices.folder.proposals.phrases import KINDS, UNITS
from goodoffices.read.words import lists

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from goodoffices.read.clause.parse import Parse

    Table = NDArray[np.float64]

_WORD_CLASSES = {"NOUN": 1.0, "PROPN": 1.0, "NUM": 1.0, "VERB": 0.5, "ADJ": 0.5}
"""How much a word of each class says of what its sentence is about; others say nothing."""
ACTORS = 0.4
"""How much the name of a side or a person says of it, beside other words."""
OWN, MATTER = 1.5, 1.5
"""How much more a clause's own words count than the rest of its sentence, and its nouns again."""
BEFORE = 0.3
"""How much the words of the sentence before count; of the one before that so much again."""
FARTHEST = 0.05
"""Sentences that count less are not looked at."""
ALIKE = 0.28
"""Groups that are less likely about one thing than this are about two."""
FAINTLY = ALIKE / 4
"""What is less likely about the thing of any group is about none of them."""
MOST_CLAUSES = 2000
"""How many clauses are gathered: the first ones."""
_LIST = lists("bargaining.yaml")
_VAGUE = _LIST["vague"] | _LIST["mediation"] | UNITS


@dataclass(frozen=True, slots=True)
class PageWords:
    """The sentences of a page: where each stands, and what its words say of what it is about."""

    places: tuple[tuple[int, int], ...]
    words: tuple[Mapping[str, float], ...]

    @classmethod
    def of(cls, parse: Parse, names: frozenset[str]) -> PageWords:
        """Return the sentences of a parsed page; ``names`` are words of actors' names."""
        words = []
        for sentence in parse.sentences:
            said: dict[str, float] = {}
            for token in parse.tokens[sentence.first : sentence.last]:
                weight = _WORD_CLASSES.get(token.pos, 0.0)
                weight *= ACTORS if token.lower in names else 1.0
                if weight and any(map(str.isalnum, token.text)):
                    word = root(token.lemma)
                    said[word] = max(weight, said.get(word, 0.0))
            words.append(said)
        return cls(tuple((s.start, s.end) for s in parse.sentences), tuple(words))

    def within(self, start: int, end: int) -> list[int]:
        """Return which sentences stand between two places, or hold one of them."""
        return [i for i, (first, last) in enumerate(self.places) if first < end and start < last]

    def before(self, sentence: int) -> Iterator[tuple[Mapping[str, float], float]]:
        """Yield the words of the sentences before one, with how much they count."""
        weight = BEFORE
        for earlier in range(sentence - 1, -1, -1):
            if weight <= FARTHEST:
                return
            yield self.words[earlier], weight
            weight *= BEFORE


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group of clauses that are about one thing, and its claims, the most typical first."""

    clauses: tuple[Bid, ...]
    claims: tuple[str, ...]


def gathered(
    clauses: Sequence[Bid],
    said: Sequence[Statement],
    claims: Mapping[str, Claim],
    pages: Mapping[str, PageWords],
    names: frozenset[str],
) -> tuple[Gathered, ...]:
    """Return the groups of clauses, and of what else was said, those of the most sides first.

    Parameters
    ----------
    clauses
        the clauses of the sides, and remarks.
    said
        what else the sides said, of which no clause was read.
    claims
        what the clauses rest on, by its id.
    pages
        the words of each page's sentences.
    names
        words that name actors, lower case.
    """
    pieces = pieces_of(clauses, said, claims, pages, names)
    if not pieces:
        return ()
    alike = likeness(pieces, rarity(pages))
    groups = [g for g in _joined(alike) if len({pieces[i].claim for i in g}) > 1]
    groups.sort(key=lambda g: _weight([pieces[i].clause for i in g]), reverse=True)
    return tuple(
        Gathered(
            tuple(c for i in group if (c := pieces[i].clause) is not None),
            tuple(
                dict.fromkeys(
                    pieces[i].claim for i in _typical_first(alike, group) if pieces[i].rests
                )
            ),
        )
        for group in _settled(alike, groups[:MOST_GROUPS])
    )


def pieces_of(
    clauses: Sequence[Bid],
    said: Sequence[Statement],
    claims: Mapping[str, Claim],
    pages: Mapping[str, PageWords],
    names: frozenset[str],
) -> list[MatterPiece]:
    """Return what is gathered of clauses and other statements, as :func:`gathered` takes them."""
    pieces = [*_of_clauses(clauses, claims, pages, names), *_of_statements(said, pages)]
    return pieces[:MOST_CLAUSES]


def rarity(pages: Mapping[str, PageWords]) -> Rarity:
    """Return how much words say in some pages."""
    return Rarity(said for page in pages.values() for said in page.words)


MOST_GROUPS = 10
"""How many groups are told of."""


def _of_clauses(
    clauses: Iterable[Bid],
    claims: Mapping[str, Claim],
    pages: Mapping[str, PageWords],
    names: frozenset[str],
) -> Iterator[MatterPiece]:
    """Yield clauses with their own words, and those of the sentence that holds most of them."""
    for one in clauses:
        page, claim = pages.get(one.source), claims.get(one.claim)
        own = {root(term): OWN for term in _telling(one.phrase.terms - one.phrase.numbers, names)}
        own |= {root(word): OWN * MATTER for word in _telling(one.phrase.matters, names)}
        words: dict[str, float] = {}
        at = None
        if page is not None and claim is not None and claim.spans:
            spans = [*claim.spans, *([s] if (s := getattr(claim, "sentence", None)) else [])]
            near = page.within(min(s.start for s in spans), max(s.end for s in spans))
            if near:
                at = max(near, key=lambda i: (len(own.keys() & page.words[i].keys()), -i))
                words = _around(page, [at])
        yield MatterPiece(
            claim=one.claim,
            clause=one,
            words=words | {w: max(v, words.get(w, 0.0)) for w, v in own.items()},
            source=one.source,
            sentence=at,
            side=one.party or getattr(claim, "speaker", None),
        )


def _of_statements(
    said: Iterable[Statement], pages: Mapping[str, PageWords]
) -> Iterator[MatterPiece]:
    """Yield statements with the words of their sentences."""
    for one in said:
        page = pages.get(one.spans[0].source) if one.spans else None
        near = page.within(one.spans[0].start, one.spans[-1].end) if page else []
        if page and near:
            yield MatterPiece(
                claim=one.id,
                clause=None,
                words=_around(page, near),
                source=one.spans[0].source,
                sentence=near[0],
                side=one.speaker,
            )


def _around(page: PageWords, sentences: Sequence[int]) -> dict[str, float]:
    """Return the words of some sentences, and weaker those of the sentences before them."""
    words: dict[str, float] = {}
    told = [(page.words[i], 1.0) for i in sentences]
    for said, weight in (*told, *page.before(sentences[0])):
        for word, much in said.items():
            words[word] = max(words.get(word, 0.0), much * weight)
    return words


def _telling(words: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    """Yield the words that may say what a clause is about."""
    yield from (w for w in words if w not in _VAGUE and (w not in names or w in KINDS))


def _joined(alike: Table) -> list[list[int]]:
    """Return groups of pieces: the two that are most alike are joined, until none are."""
    between = alike.copy()
    np.fill_diagonal(between, -1.0)
    groups: dict[int, list[int]] = {i: [i] for i in range(len(alike))}
    nearest = between.argmax(axis=1)
    while len(groups) > 1:
        most = between[np.arange(len(between)), nearest]
        one = int(most.argmax())
        other = int(nearest[one])
        if most[one] < ALIKE:
            break
        ours, theirs = len(groups[one]), len(groups[other])
        row = (between[one] * ours + between[other] * theirs) / (ours + theirs)
        row[[i for i in range(len(row)) if i not in groups or i in (one, other)]] = -1.0
        between[one], between[:, one] = row, row
        between[other], between[:, other] = -1.0, -1.0
        groups[one] += groups.pop(other)
        moved = np.flatnonzero((nearest == one) | (nearest == other) | (row > most))
        for i in {one, *map(int, moved)}:
            nearest[i] = between[i].argmax()
    return list(groups.values())


def _settled(alike: Table, groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return groups with every piece in the one that it is most like, where it is like any."""
    if not groups:
        return []
    likeness = np.stack([_to_group(alike, group) for group in groups], axis=1)
    found: list[list[int]] = [[] for _group in groups]
    for piece, best in enumerate(likeness.argmax(axis=1)):
        if likeness[piece, best] > FAINTLY:
            found[int(best)].append(piece)
    return [group for group in found if group]


def _to_group(alike: Table, group: Sequence[int]) -> Table:
    """Return how like a group every piece is; of its own ones, how like its others."""
    inside = np.zeros(len(alike))
    inside[list(group)] = 1.0
    told: Table = alike @ inside - inside * np.diag(alike)
    return told / np.maximum(len(group) - inside, 1.0)


def _typical_first(alike: Table, group: Sequence[int]) -> list[int]:
    """Return the pieces of a group, those first that are most like all of it."""
    much = alike[np.ix_(group, group)].mean(axis=1)
    return [group[n] for n in sorted(range(len(group)), key=lambda n: -float(much[n]))]


def _weight(clauses: Iterable[Bid | None]) -> tuple[float, int]:
    """Weigh a group: by its sides and pages, less where no way to settle it is named."""
    told = [one for one in clauses if one is not None]
    sides = {side for one in told for side in (one.party, one.by) if side}
    pages = len({one.source for one in told})
    return min(len(sides), 2) * pages * (1.0 if any(b.level for b in told) else 0.3), len(told)
