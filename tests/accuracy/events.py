"""How well events are read: type, sides and mediator, against own and published gold.

An event counts where its modality is not negated or hypothetical and no other event is about it
("accused Russia of *poisoning* him": the gold lists the accusation); a sentence's types are counted
once each. It has both sides right where its actors share a country with the gold's source and its
recipients one with the gold's target. Bodies of states, and groups that belong to none, stand for
one another ("IGO"), as in the gold. The rules were learnt from the even records of the PLOVER gold,
so the odd ones are counted by themselves.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from tests.accuracy import pages

from goodoffices.evidence.claims import UNREAL, Event
from goodoffices.read.clause.roles import Scene
from goodoffices.read.document.intake import text_document
from goodoffices.read.done.events import find_events, graded
from goodoffices.read.issues import find_issues
from goodoffices.read.who.gazetteer import states
from goodoffices.read.who.index import ActorIndex

FOLDER = Path(__file__).parent.parent / "reference" / "reading"
SAME = {
    "JAP": "JPN",
    "VTN": "VNM",
    "ITL": "ITA",
    "AU": "IGO",
    "EU": "IGO",
    "NGO": "IGO",
    "IMG": "IGO",
    "ISM": "IGO",
}
MEDIATION = frozenset({"028", "038", "039", "045", "108", "126", "135", "165"})


def records(name: str) -> list[dict]:
    """Return the records of a reference set."""
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


@cache
def told(text: str) -> tuple[ActorIndex, tuple[Event, ...]]:
    """Return the actors of a text and the events it tells as real."""
    document = text_document(text)
    scene = Scene.of(document)
    events = find_events(document, scene, find_issues(document, scene))
    core = (e for e in events if not e.rule.startswith("within"))
    return scene.actors, tuple(e for e in core if e.modality not in UNREAL)


def codes(ids: tuple[str, ...], actors: ActorIndex) -> set[str]:
    """Return the countries of actors; a body or group without one is an IGO."""
    named = {name: code for code, name in states().items()}
    found = set()
    for one in ids:
        actor = actors.get(one)
        side = actors.get(actor.affiliation) if actor else None
        body = actor is not None and (actor.kind == "igo" or (side and side.kind == "igo"))
        found.add(actors.country(one) or ("IGO" if body else named.get(one, "IGO")))
        if actor is not None and actor.kind == "person" and found == {"IGO"} and not body:
            found = {"?" + one}
    return found


def wanted(record: dict) -> tuple[set[str], set[str], set[str]]:
    """Return the gold's types, sources and targets, in either form of record."""
    gold = record["expected"]
    if "plover" in gold:
        sides = (set(gold["source"]), set(gold["target"]))
        types = set(gold["plover"])
    else:
        sides = ({s["code"] for s in gold["source"]}, {t["code"] for t in gold["target"]})
        types = {gold["event_plover_2021"]}
    return types, *({SAME.get(c, c) for c in side} for side in sides)


def right(event: Event, record: dict, actors: ActorIndex) -> bool:
    """Tell whether an event has the gold's type and both its sides."""
    types, source, target = wanted(record)
    who, whom = codes(event.actors, actors), codes(event.recipients, actors)
    good = (not source or bool(who & source)) and (not target or bool(whom & target))
    return event.type in types and good


def counts(rows: list[dict]) -> dict[str, int]:
    """Return how many types and events with both sides are expected, found and right."""
    total = dict.fromkeys(("records", "types", "type right", "pairs", "pair right"), 0)
    for record in rows:
        actors, events = told(record["text"])
        types, _source, _target = wanted(record)
        if not types:
            continue
        found = {e.type for e in events}
        pairs = {(e.type, e.actors, e.recipients) for e in events if e.actors and e.recipients}
        pairs |= {(e.type, e.actors, e.actors) for e in events if len(e.actors) > 1}
        total["records"] += 1
        total["types"] += len(found)
        total["type right"] += bool(found & types)
        total["pairs"] += len({(t, frozenset(a)) for t, a, _r in pairs})
        total["pair right"] += any(right(e, record, actors) for e in events)
    return total


def shares(total: dict[str, int]) -> tuple[float, float, float, float]:
    """Return precision and recall of types, then of types with both sides."""
    n = max(1, total["records"])
    return (
        total["type right"] / max(1, total["types"]),
        total["type right"] / n,
        min(1.0, total["pair right"] / max(1, total["pairs"])),
        total["pair right"] / n,
    )


def mediations(rows: list[dict]) -> tuple[float, float, float]:
    """Return precision and recall of full events, and the share of negatives that were coded.

    A full event has type, code, both sides and the mediator right.
    """
    expected = found = good = negatives = coded = 0
    for record in rows:
        actors, events = told(record["text"])
        gold = record["expected"]
        if not gold["plover"]:
            negatives += 1
            coded += any(e.cameo in MEDIATION or e.mediator for e in events)
            continue
        expected += 1
        found += len({e.type for e in events})
        helper = SAME.get(gold["mediator"], gold["mediator"])
        good += any(
            right(e, record, actors)
            and (not gold["cameo"] or e.cameo in gold["cameo"])
            and (not helper or (e.mediator and codes((e.mediator,), actors) == {helper}))
            for e in events
        )
    return good / max(1, found), good / max(1, expected), coded / max(1, negatives)


def tally(rows: list[dict]) -> dict[str, list[int]]:
    """Return per rule how many events are right in type and sides, and how many there are."""
    table: dict[str, list[int]] = {}
    for record in rows:
        actors, events = told(record["text"])
        for event in events:
            row = table.setdefault(event.rule, [0, 0])
            row[0] += right(event, record, actors)
            row[1] += 1
    return table


def high_band(rows: list[dict]) -> float:
    """Return how often "high" events are right, each half graded by the other's precisions."""
    n = good = 0
    for half, other in ((rows[::2], rows[1::2]), (rows[1::2], rows[::2])):
        grades = {name: graded(*row) for name, row in tally(other).items()}
        for name, (count, of) in tally(half).items():
            if grades.get(name) == "high":
                good, n = good + count, n + of
    return good / max(1, n)


def measured() -> list[dict]:
    """Return the records that the shipped table of precisions was measured on."""
    own = [r for r in records("own_events.jsonl") if int(r["id"][-3:]) > 196]
    return [*records("plover_gsr_cameo.jsonl"), *records("own_mediation_events.jsonl"), *own]


def figures() -> list[tuple[str, float, float | str]]:
    """Return the measured figures of events with their aims."""
    gold = records("plover_gsr_cameo.jsonl")
    mediation = records("own_mediation_events.jsonl")
    own = records("own_events.jsonl")
    type_p, type_r, pair_p, pair_r = shares(counts(gold[1::2]))
    learnt = shares(counts(gold[::2]))
    med_p, med_r, med_n = mediations(mediation)
    own_p, own_r, own_n = mediations(
        [r for r in own if r["expected"]["cameo"] or r["expected"].get("negative")]
    )
    return [
        ("events: type, precision (PLOVER, kept back)", type_p, 0.75),
        ("events: type, recall (PLOVER, kept back)", type_r, 0.70),
        ("events: type and sides, precision (PLOVER, kept back)", pair_p, 0.70),
        ("events: type and sides, recall (PLOVER, kept back)", pair_r, 0.45),
        ("events: type, precision (PLOVER, learnt from)", learnt[0], 0.75),
        ("events: type, recall (PLOVER, learnt from)", learnt[1], 0.70),
        ("mediation: precision", med_p, 0.95),
        ("mediation: recall", med_r, 0.90),
        ("mediation: negatives coded", med_n, "<=0.20"),
        ("mediation: precision (own, learnt from)", own_p, 0.95),
        ("mediation: recall (own, learnt from)", own_r, 0.90),
        ("mediation: negatives coded (own, learnt from)", own_n, "<=0.20"),
        ("events: high band, precision", high_band(measured()), 0.90),
    ]


def write_table(path: Path) -> None:
    """Write the table of precisions that the bands of confidence rest on."""
    kept = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    counted = {**tally(measured()), **pages.classes(pages.graded())}
    rows = [f'"{name}": {{right: {r}, told: {n}}}' for name, (r, n) in sorted(counted.items())]
    path.write_text("\n".join([*kept, "", *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    write_table(Path(str(files("goodoffices.read").joinpath("data", "event_precision.yaml"))))
