"""What a clause's traits say of a want and an option (``read/data/weights.json``).

Each clause of a keyed dispute is a want or an option of a side where it holds most of the words
that the key names for one. A regression (:mod:`.regression`) leaves a few hundred traits that
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.accuracy.dispute import Drafted, plain
from tools.regression import regressed

from goodoffices.folder.draft import actor_of
from goodoffices.folder.proposals.learnt import WeighedClauses
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.folder.proposals.topics import topics

KINDS = {"option": "options", "want": "wants"}
IN_SENTENCE, IN_CLAUSE = 0.6, 0.45
"""Which share of a key's words a sentence holds that tells it, and its clause."""
PENALTY = 5.0
FEWEST = 3
"""In how many disputes a trait must be seen."""


@dataclass(frozen=True)
class Row:
    """A clause as one of a side's: its traits, and of each kind whether it is one, or is unsure."""

    dispute: str
    traits: frozenset[str]
    holds: dict[str, bool | None]


def holding(words: Iterable[str], text: set[str]) -> float:
    """Return which share of some words a text holds."""
    asked = list(words)
    return sum(word in text for word in asked) / max(len(asked), 1)


class Keyed:
    """A drafted dispute beside its key."""

    def __init__(self, name: str, drafted: Drafted) -> None:
        self.name, self.drafted, self.key = name, drafted, drafted.key
        self.shown = Candidates(drafted.dossier)
        self.shown.parse()
        parties = {actor_of(p): p.id for p in self.drafted.case.parties}
        every = (*self.shown.bids, *self.shown.remarks)
        over = topics([b for b in every if b.party in parties], self.shown.names)
        self.learnt: WeighedClauses = self.shown.learnt(tuple(parties), over)
        self.parties = parties
        self.asked = {
            kind: [
                (self.drafted.party(item["party"]), place["file"][:2], plain(place["words"]))
                for item in self.key[there]
                for place in self.drafted.places(item)
            ]
            for kind, there in KINDS.items()
        }

    def rows(self) -> Iterator[Row]:
        """Yield every clause of every side."""
        for page, at, side in self.learnt.clauses():
            parse = page.scene.parse
            sentence = parse.sentence_of(at)
            below = parse.subtree(at)
            file = self.drafted.files.get(page.page.source, "")
            told = set(plain(parse.phrase(sentence.first, sentence.last)))
            own = set(plain(parse.phrase(below[0], below[-1] + 1)))
            holds: dict[str, bool | None] = {}
            for kind, places in self.asked.items():
                words = [
                    w
                    for party, f, w in places
                    if party == self.parties[side] and file.startswith(f)
                ]
                near = [w for w in words if holding(w, told) >= IN_SENTENCE]
                sure = any(holding(w, own) >= IN_CLAUSE for w in words)
                holds[kind] = True if sure else None if near else False
            yield Row(self.name, frozenset(page.every(at, side)), holds)


def learnt(rows: list[Row], kind: str) -> dict[str, float]:
    """Return the weights of traits for one kind; the bias is under the empty word."""
    sure = [
        (row.dispute, row.traits, holds) for row in rows if (holds := row.holds[kind]) is not None
    ]
    return regressed(sure, PENALTY, FEWEST)


def weights(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Return the weights of every kind."""
    return {kind: learnt(rows, kind) for kind in KINDS}
