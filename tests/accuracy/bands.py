"""How often each band of confidence is right, per kind: what the table in docs/reading.md prints.

Events are graded by the other half of their gold, so that no rule is measured on what graded it.
An actor is right where the country read from its phrase is the gold's. Issues and relations have
no gold and so no measured bands. ``python -m tests.accuracy.bands`` prints the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.accuracy import actors, events, pages, statements

from goodoffices.read.clause.parse import parse
from goodoffices.read.document.intake import text_document
from goodoffices.read.done.events import graded
from goodoffices.read.who.actors import find_actors

BANDS = ("high", "medium", "low")
Told = Iterator[tuple[str, bool]]


def of_statements() -> Told:
    """Yield each statement's band, and whether its cue and speaker are the gold's."""
    for record in statements.records():
        found = statements.statements(record["text"])
        hits = (statements.matched(e, found) for e in record["expected"]["statements"])
        right = {s.id for s in hits if s is not None}
        for statement in found:
            yield statement.confidence, statement.id in right


def of_events() -> Told:
    """Yield each event's band by the other half's precisions, and whether it is the gold's."""
    rows = events.measured()
    for half, other in ((rows[::2], rows[1::2]), (rows[1::2], rows[::2])):
        grades = {name: graded(*row) for name, row in events.tally(other).items()}
        for record in half:
            index, found = events.told(record["text"])
            for event in found:
                yield grades.get(event.rule, "low"), events.right(event, record, index)


def of_pages() -> Told:
    """Yield the bands of events on pages by the other pages' shares, and whether they are right."""
    rows = list(pages.graded())
    for half, other in ((rows[::2], rows[1::2]), (rows[1::2], rows[::2])):
        shares = {name: graded(*row) for name, row in pages.classes(other).items()}
        for event, right in half:
            named = shares.get(f"*/{event.rule.partition('/')[2]}", "low")
            yield max(named, event.confidence, key=BANDS.index), right


def of_spoken() -> Told:
    """Yield the bands of statements on pages, and whether words and speaker are the gold's."""
    for statement, right in pages.spoken_rightly():
        yield statement.confidence, right


def of_actors() -> Told:
    """Yield the band of the actor in each phrase of the gold, and whether its country is right."""
    for record in actors.records():
        text = record["text"]
        document = text_document(text)
        tree = parse(document)
        index = find_actors(document, tree)
        for phrase in record["expected"]["source"] + record["expected"]["target"]:
            at = text.find(phrase["text"])
            place = tree.covering(at, at + len(phrase["text"])) if at >= 0 else None
            if place is None:
                continue
            code = actors.SPELLED.get(phrase["code"], phrase["code"])
            expected = "IGO" if code in actors.NO_COUNTRY else code
            read = actors.read_code(index, *place)
            inside = [index.get(actor) for _first, _last, actor in index.within(*place)]
            if read is not None and inside:
                yield inside[0].confidence, read == expected


KINDS = {
    "actors": of_actors,
    "statements": of_statements,
    "events": of_events,
    "events on pages": of_pages,
    "statements on pages": of_spoken,
}


@cache
def measured() -> dict[tuple[str, str], tuple[int, int]]:
    """Return how many items of each kind and band are right, and how many there are."""
    found = {(kind, band): (0, 0) for kind in KINDS for band in BANDS}
    for kind, told in KINDS.items():
        for band, right in told():
            good, of = found[kind, band]
            found[kind, band] = (good + right, of + 1)
    return found


def figures() -> list[tuple[str, float, float | str]]:
    """Return the precision of each band; only the high one has an aim."""
    return [
        (f"bands: {kind}, {band}, {good} of {of}", good / of, 0.9 if band == "high" else 0.0)
        for (kind, band), (good, of) in measured().items()
        if of
    ]


def table() -> str:
    """Return the table as docs/reading.md prints it."""
    rows = ["| kind | high | medium | low |", "|---|---|---|---|"]
    for kind in KINDS:
        cells = [measured()[kind, band] for band in BANDS]
        said = [f"{good} of {of} ({good / of:.0%})" if of else "–" for good, of in cells]
        rows.append(f"| {kind} | {' | '.join(said)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
