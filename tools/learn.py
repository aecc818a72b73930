"""Make the tables of weights that drafts use: ``make weights``, some minutes.

To be run after a change of reading or of what is weighed. The disputes of ``tests/reference``
teach, all but those that stay closed. First is learnt who has
which part in a dispute, as all else rests on it; then each is drafted once, and what it teaches of
clauses, of how words lean, of answers to mediators and of what clauses are about is learnt
together.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.accuracy.dispute import CLOSED, DISPUTES, REFERENCE, Drafted
from tools.learn_answers import KeyedAnswers, Sentence
from tools.learn_answers import learnt as answers
from tools.learn_leanings import Said, leanings, said
from tools.learn_likeness import Pairs, learnt_likeness, pairs
from tools.learn_moves import Stood, learnt_moves, stands
from tools.learn_parts import PartRow, part_rows, parts
from tools.learn_weights import Keyed, Row, weights

from goodoffices.folder.parses import keeping_parses

PACKAGE = Path(__file__).parents[1] / "src" / "goodoffices"
PROCESSES = 2


@dataclass(frozen=True)
class Lesson:
    """What a drafted dispute teaches."""

    clauses: tuple[Row, ...]
    statements: tuple[Said, ...]
    stands: tuple[Stood, ...]
    sentences: tuple[Sentence, ...]
    pairs: Pairs


def lesson(name: str) -> Lesson:
    """Draft a dispute and return what it teaches beside its key."""
    home = REFERENCE / DISPUTES[name]
    key = json.loads((home / "key.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        with keeping_parses(case):
            drafted = Drafted(case, key, home / "articles")
            keyed = Keyed(name, drafted)
            return Lesson(
                tuple(keyed.rows()),
                tuple(said(name, drafted)),
                tuple(stands(name, drafted)),
                tuple(KeyedAnswers(name, drafted).sentences()),
                pairs(drafted, keyed.shown),
            )


def seats(name: str) -> tuple[PartRow, ...]:
    """Return what a dispute teaches of who has which part."""
    return tuple(part_rows(name))


def write(found: dict[str, Any], *path: str) -> None:
    """Write a table of weights."""
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True)
    PACKAGE.joinpath(*path).write_text(text + "\n", "utf-8")


def main(names: Sequence[str]) -> None:
    """Learn from disputes and write every table; processes are fresh, as they keep tables."""
    fresh = get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=fresh) as pool:
        write(
            parts([row for rows in pool.map(seats, names) for row in rows]), "read/data/parts.json"
        )
    with ProcessPoolExecutor(PROCESSES, mp_context=fresh) as pool:
        lessons = tuple(pool.map(lesson, names))
    write(weights([row for one in lessons for row in one.clauses]), "read/data/weights.json")
    write(
        leanings([row for one in lessons for row in one.statements]), "evidence/data/leanings.json"
    )
    write(
        learnt_moves([row for one in lessons for row in one.stands]),
        "evidence/data/move_weights.json",
    )
    write(
        answers([row for one in lessons for row in one.sentences]), "read/data/answer_weights.json"
    )
    write(learnt_likeness([one.pairs for one in lessons]), "read/data/likeness.json")


if __name__ == "__main__":
    main(sys.argv[1:] or [name for name in DISPUTES if name not in CLOSED])
