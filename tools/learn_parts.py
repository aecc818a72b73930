"""What is counted of an actor, weighed for its part in a dispute (``read/data/parts.json``).

An actor is a side, or one between, where the key has it by one of its names. Logistic regression
with a penalty on the squares of weights, by Newton's method: the same disputes give the same
weights.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tests.accuracy.dispute import DISPUTES, REFERENCE, plain
from tools.regression import bent_down

import goodoffices
from goodoffices.evidence.claims import Actor
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.ingest import read_in
from goodoffices.folder.parses import keeping_parses
from goodoffices.folder.proposals.parts import PARTS, PartKind
from goodoffices.folder.proposals.sides import Candidates

PENALTY: dict[PartKind, float] = {"party": 12.0, "third": 3.0}


@dataclass(frozen=True)
class PartRow:
    """An actor of a dispute: what is counted of it, and which parts the key gives it."""

    signs: dict[str, float]
    holds: dict[PartKind, bool]


def part_rows(name: str) -> Iterator[PartRow]:
    """Yield every actor of a dispute that may have a part."""
    home = REFERENCE / DISPUTES[name]
    key: dict[str, Any] = json.loads((home / "key.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        goodoffices.new(case, "The dispute")
        read_in(case, [home / "articles"])
        with DossierStore(case) as store, keeping_parses(case):
            shown = Candidates(store.dossier())
            shown.parse()
            weighed = shown.weighed
    for one, actor in weighed.known.items():
        holds: dict[PartKind, bool] = {
            "party": any(_called(known, actor) for known in key["parties"]),
            "third": any(_called(known, actor) for known in key["mediators"]),
        }
        yield PartRow(weighed.signs(one), holds)


def _called(known: dict[str, Any], actor: Actor) -> bool:
    asked = {_plain(n) for n in (known["name"], *known.get("aliases", []))}
    return not asked.isdisjoint(map(_plain, (actor.name, *actor.aliases)))


def _plain(name: str) -> str:
    return " ".join(plain(name)).removeprefix("the ")


def learnt_part(rows: Sequence[PartRow], part: PartKind) -> dict[str, float]:
    """Return the weights of what is counted for one part; the bias is under the empty word."""
    names = sorted({name for row in rows for name in row.signs})
    matrix = np.array([[row.signs.get(n, 0.0) for n in names] for row in rows])
    y = np.array([float(row.holds[part]) for row in rows])
    found = bent_down(matrix, y, PENALTY[part])
    return {name: round(v, 4) for name, v in zip((*names, ""), found, strict=True)}


def parts(rows: Sequence[PartRow]) -> dict[str, dict[str, float]]:
    """Return the weights of every part."""
    return {part: learnt_part(rows, part) for part in PARTS}
