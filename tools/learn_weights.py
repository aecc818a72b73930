"""Make src/goodoffices/read/data/weights.json: what a clause's traits say of a want and an option.

Run it after a change of traits or of reading: ``make weights`` (some minutes). The disputes of
``tests/reference`` are drafted, all but those that stay closed; each clause of their pages is a
want or an option of a side where it holds most of the words that the key names for one. A
regression (:mod:`.regression`) leaves a few hundred traits that count.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accuracy.dispute import CLOSED, DISPUTES, REFERENCE, Drafted, plain
from tools.regression import regressed

from goodoffices.folder.draft import actor_of
from goodoffices.folder.parses import keeping_parses
from goodoffices.folder.proposals.learnt import WeighedClauses
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.folder.proposals.topics import topics

OUT = Path(__file__).parents[1] / "src" / "goodoffices" / "read" / "data" / "weights.json"
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

    def __init__(self, name: str, home: Path) -> None:
        self.name = name
        self.key: dict[str, Any] = json.loads((home / "key.json").read_text("utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "case"
            self.drafted = Drafted(case, self.key, home / "articles")
            with keeping_parses(case):
                self.shown = Candidates(self.drafted.dossier)
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


def main(names: Iterable[str]) -> None:
    """Learn from the open disputes and write the weights."""
    rows = [row for name in names for row in Keyed(name, REFERENCE / DISPUTES[name]).rows()]
    found = {kind: learnt(rows, kind) for kind in KINDS}
    OUT.write_text(json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or [name for name in DISPUTES if name not in CLOSED])
