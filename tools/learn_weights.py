"""Make src/goodoffices/read/data/weights.json: what a clause's traits say of a want and an option.

Run it after a change of traits or of reading: ``make weights`` (some minutes). The disputes of
``tests/reference`` are drafted, all but those that stay closed; each clause of their pages is a
want or an option of a side where it holds most of the words that the key names for one. Logistic
regression with a penalty on the sum of weights (FISTA, a fixed number of steps, so that the same
disputes give the same weights) leaves a few hundred traits that count.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tests.accuracy.dispute import CLOSED, DISPUTES, REFERENCE, Drafted, plain

from goodoffices.folder.draft import actor_of
from goodoffices.folder.parses import keeping_parses
from goodoffices.folder.proposals.learnt import WeighedClauses
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.folder.proposals.topics import topics

OUT = Path(__file__).parents[1] / "src" / "goodoffices" / "read" / "data" / "weights.json"
KINDS = {"option": "options", "want": "wants"}
IN_SENTENCE, IN_CLAUSE = 0.6, 0.45
"""Which share of a key's words a sentence holds that tells it, and its clause."""
FEWEST = 3
"""In how many disputes a trait must be seen."""
PENALTY = 5.0
STEPS = 2000


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
    rows = [row for row in rows if row.holds[kind] is not None]
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for trait in row.traits:
            seen[trait].add(row.dispute)
    known = {t: n for n, t in enumerate(sorted(t for t, s in seen.items() if len(s) >= FEWEST))}
    per = [sorted(known[t] for t in row.traits if t in known) for row in rows]
    of = np.repeat(np.arange(len(rows)), [len(p) for p in per])
    columns = np.array([n for p in per for n in p])
    y = np.array([1.0 if row.holds[kind] else 0.0 for row in rows])
    weights, bias = descended(of, columns, y, len(known))
    found = {"": round(bias, 4)}
    return found | {t: w for t, n in known.items() if (w := round(float(weights[n]), 4))}


def descended(
    of: np.ndarray, columns: np.ndarray, y: np.ndarray, width: int
) -> tuple[np.ndarray, float]:
    """Return weights and bias of the least penalised loss (FISTA); ``of`` has each trait's row."""
    rows = len(y)

    def product(w: np.ndarray) -> np.ndarray:
        return np.bincount(of, w[columns], minlength=rows)

    def back(v: np.ndarray) -> np.ndarray:
        return np.bincount(columns, v[of], minlength=width)

    vector = np.ones(width)
    for _ in range(30):  # the greatest singular value, for the step
        vector = back(product(vector) + vector.sum() / width)
        vector /= np.linalg.norm(vector)
    step = 4.0 / (1.1 * (np.linalg.norm(product(vector)) ** 2 + rows))
    w = z = np.zeros(width)
    b = c = float(np.log(y.mean() / (1 - y.mean())))
    t = 1.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(product(z) + c))) - y
        moved = z - step * back(error)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * PENALTY, 0)
        bias = c - step * float(error.sum())
        later = (1 + np.sqrt(1 + 4 * t * t)) / 2
        z = new + (t - 1) / later * (new - w)
        c = bias + (t - 1) / later * (bias - b)
        w, b, t = new, bias, later
    return w, b


def main(names: Iterable[str]) -> None:
    """Learn from the open disputes and write the weights."""
    rows = [row for name in names for row in Keyed(name, REFERENCE / DISPUTES[name]).rows()]
    found = {kind: learnt(rows, kind) for kind in KINDS}
    OUT.write_text(json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or [name for name in DISPUTES if name not in CLOSED])
