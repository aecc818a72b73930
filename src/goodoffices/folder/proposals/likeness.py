"""How likely two clauses are about one thing: what their words and their places say, weighed.

That words are alike says most of it. What follows on the same page has many of the same words
around it, and is as often about the next matter: so it counts less there. What each of these adds
to the log odds was learnt from disputes whose issues an expert had marked
(``read/data/likeness.json``, made by ``make weights``). All pairs are weighed at once, as tables
with a row and a column for each piece.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.evidence.across.matters import stem
from goodoffices.evidence.claims import Statement
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.phrases import kin
from goodoffices.read.words import table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

SPREADS, MOST_ALIKE, TAKEN_ON = 2, 10, 2.0
"""How often clauses take on others' words, of how many, and how much of them."""
BENDS = (0.0, 0.2, 0.4, 0.6)
"""From where on it may count more, or less, that words are more alike."""
STEPS = {"next": (1, 1), "second next": (2, 2), "near": (3, 4)}
"""How many sentences farther on a page the other piece stands, at least and at most, by a word."""
ENOUGH = {"matters": 8.0, "terms": 10.0, "rarest": 8.0}
"""No more than this counts of what words two pieces share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPiece:
    """What is gathered: a claim, its clause where one was read, and its weighed words.

    ``source`` and ``sentence`` are where it stands, ``side`` who asks or says it, where known.
    """

    claim: str
    clause: Bid | None
    words: Mapping[str, float]
    source: str | None = None
    sentence: int | None = None
    side: str | None = None

    @property
    def rests(self) -> bool:
        """Tell whether a matter may rest on it.

        It does not on what nobody is told to say, nor on a fact that reading made no claim of and
        that names no way to settle anything.
        """
        clause = self.clause
        if clause is None or clause.level:
            return True
        if clause.untold is not None:
            return isinstance(clause.untold, Statement) or clause.untold.modality != "asserted"
        return bool(clause.party) or not clause.said


class Rarity:
    """How much a word says by how few of some sentences hold it."""

    def __init__(self, sentences: Iterable[Mapping[str, float]]) -> None:
        self.every = 0
        self.held: Counter[str] = Counter()
        for said in sentences:
            self.held.update(said.keys())
            self.every += 1

    def of(self, word: str) -> float:
        """Return the logarithm of how many sentences there are for each that holds a word."""
        return math.log(1 + self.every / (1 + self.held[word]))


def root(word: str) -> str:
    """Return a word as one of its family, without its endings."""
    return stem(kin(word.casefold()))


def likeness(pieces: Sequence[MatterPiece], rarity: Rarity) -> Table:
    """Return for any two pieces how likely (0 to 1) they are about one thing."""
    weights: dict[str, float] = table("likeness.json")
    odds = np.full((len(pieces), len(pieces)), weights[""])
    for name, much in traits(pieces, rarity):
        odds += weights.get(name, 0.0) * much
    likely: Table = 1 / (1 + np.exp(-odds))
    return likely


def traits(pieces: Sequence[MatterPiece], rarity: Rarity) -> Iterator[tuple[str, Table]]:
    """Yield what is weighed of pairs of pieces: a word for it, and how much of it each pair has."""
    rows = _weighed([piece.words for piece in pieces], rarity)
    for name, alike in (("words", rows @ rows.T), ("spread words", spread(rows))):
        for bend in BENDS:
            yield f"{name} > {bend:g}", np.maximum(alike - bend, 0.0)
    yield from _places(pieces)
    for name, own in (
        ("one side", [piece.side or None for piece in pieces]),
        ("one kind", [piece.clause.kind if piece.clause else "" for piece in pieces]),
    ):
        yield name, _same(own)
    settles = np.array([bool(piece.clause and piece.clause.level) for piece in pieces])
    yield "both settle", np.logical_and.outer(settles, settles).astype(float)
    yield "one settles", np.logical_or.outer(settles, settles).astype(float)
    phrases = [piece.clause.phrase if piece.clause else None for piece in pieces]
    matters = [{root(word) for word in (one.matters if one else ())} for one in phrases]
    terms = [{root(word) for word in (one.terms if one else ())} for one in phrases]
    yield "matters", np.minimum(_shared(matters, rarity), ENOUGH["matters"])
    yield "terms", np.minimum(_shared(terms, rarity), ENOUGH["terms"])
    yield "rarest", np.minimum(_rarest([piece.words for piece in pieces], rarity), ENOUGH["rarest"])


def _places(pieces: Sequence[MatterPiece]) -> Iterator[tuple[str, Table]]:
    """Yield whether pieces stand on one page, and how near to each other."""
    page = _same([piece.source for piece in pieces])
    yield "one page", page
    at = np.array([-1 if piece.sentence is None else piece.sentence for piece in pieces])
    between = np.where(page > 0, np.abs(at[:, None] - at[None, :]), -1)
    for name, (least, most) in STEPS.items():
        yield name, ((between >= least) & (between <= most)).astype(float)


def _same(own: Sequence[Hashable]) -> Table:
    """Return of which pieces something is the same; of what is nothing it is not."""
    number: dict[Hashable, int] = {}
    at = np.array([-1 if one is None else number.setdefault(one, len(number)) for one in own])
    same: Table = ((at[:, None] == at[None, :]) & (at >= 0)[:, None]).astype(float)
    return same


def _shared(own: Sequence[Iterable[str]], rarity: Rarity) -> Table:
    """Return how much the words say that any two pieces share."""
    column = {word: n for n, word in enumerate(sorted({w for words in own for w in words}))}
    held = np.zeros((len(own), max(len(column), 1)))
    for row, words in enumerate(own):
        for word in words:
            held[row, column[word]] = math.sqrt(rarity.of(word))
    return held @ held.T


def _rarest(own: Sequence[Mapping[str, float]], rarity: Rarity) -> Table:
    """Return how much the one word says that says most of those that any two pieces share."""
    holding: dict[str, list[int]] = {}
    for row, words in enumerate(own):
        for word in words:
            holding.setdefault(word, []).append(row)
    most = np.zeros((len(own), len(own)))
    for word, rows in holding.items():
        if len(rows) > 1:
            much = np.array([own[row][word] for row in rows]) * rarity.of(word)
            there = np.ix_(rows, rows)
            most[there] = np.maximum(most[there], np.minimum.outer(much, much))
    return most


def _weighed(own: Sequence[Mapping[str, float]], rarity: Rarity) -> Table:
    """Return a row of weighed words for each piece: those count more that few sentences hold."""
    column = {word: n for n, word in enumerate(sorted({w for words in own for w in words}))}
    rows = np.zeros((len(own), max(len(column), 1)))
    for row, words in enumerate(own):
        for word, much in words.items():
            rows[row, column[word]] = much * rarity.of(word)
    return _even(rows)


def _even(rows: Table) -> Table:
    """Return rows of one length."""
    long: Table = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / long


def spread(rows: Table) -> Table:
    """Return how alike any two rows are, after each took on words of those most like it."""
    alike = rows @ rows.T
    for _each in range(SPREADS):
        near = alike.copy()
        np.fill_diagonal(near, 0.0)
        if len(near) > MOST_ALIKE:
            near[near < np.partition(near, -MOST_ALIKE, axis=1)[:, -MOST_ALIKE, None]] = 0.0
        near = near**2
        near /= np.maximum(near.sum(axis=1, keepdims=True), 1e-9)
        rows = _even(rows + TAKEN_ON * (near @ rows))
        alike = rows @ rows.T
    return alike
