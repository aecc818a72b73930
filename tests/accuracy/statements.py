"""How well statements are given their speakers, against our own gold.

A statement is right when its cue is the gold's and its speaker's words share a place with the
gold's source. The gold holds a sentence or two a record; negatives have none.
"""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.evidence.claims import Statement
from goodoffices.read.clause.roles import Scene
from goodoffices.read.document.intake import text_document
from goodoffices.read.said.statements import find_statements

FOLDER = Path(__file__).parent.parent / "reference" / "reading"
GOLD = FOLDER / "own_statements.jsonl"


def statements(text: str) -> tuple[Statement, ...]:
    """Read the statements of a text."""
    document = text_document(text)
    return find_statements(document, Scene.of(document), lambda _start, _end: ())


def records(path: Path = GOLD) -> list[dict]:
    """Return the gold's records."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def matched(expected: dict, found: tuple[Statement, ...]) -> Statement | None:
    """Return the statement with an expected statement's cue and speaker."""
    cue, source = expected["cue"], expected["source"]
    for statement in found:
        span, who = statement.cue_span, statement.speaker_span
        if span is None or who is None:
            continue
        same_cue = span.start < cue["end"] and cue["start"] < span.end
        if same_cue and who.start < source["end"] and source["start"] < who.end:
            return statement
    return None


def counts(path: Path = GOLD) -> dict[str, int]:
    """Return how many statements are expected, found, right, and right to the letter."""
    total = dict.fromkeys(("expected", "found", "right", "exact", "high", "high right"), 0)
    for record in records(path):
        found = statements(record["text"])
        right = {}
        for expected in record["expected"]["statements"]:
            statement = matched(expected, found)
            if statement is not None:
                right[statement.id] = expected
                places = [(s.start, s.end) for s in statement.spans]
                wanted = [(c["start"], c["end"]) for c in expected["content"]]
                total["exact"] += places == wanted and statement.kind == expected["kind"]
        total["expected"] += len(record["expected"]["statements"])
        total["found"] += len(found)
        total["right"] += len(right)
        high = [s for s in found if s.confidence == "high"]
        total["high"] += len(high)
        total["high right"] += sum(s.id in right for s in high)
    return total


def figures() -> list[tuple[str, float, float | str]]:
    """Return precision, recall and the high band's precision, each with its aim."""
    total = counts()
    expected, found, high = total["expected"], total["found"], total["high"]
    return [
        (f"statements: speaker, precision, of {found}", total["right"] / found, 0.75),
        (f"statements: speaker, recall, of {expected}", total["right"] / expected, 0.75),
        ("statements: content and kind to the letter", total["exact"] / expected, 0.75),
        (f"statements: high band, precision, of {high}", total["high right"] / high, 0.90),
    ]


if __name__ == "__main__":
    print(*figures(), sep="\n")
