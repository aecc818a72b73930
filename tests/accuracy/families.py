"""How well events are read by family, on the sixth invented series, `reading6`.

An item's half is told by the SHA-256 of its id: beside the even ones rules may be written, the odd
ones are only counted. ``python -m tests.accuracy.families`` prints what is missed of the even ones.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tests.accuracy.invented import FOLDER, LIVE, among, named

from goodoffices.evidence.claims import UNREAL, Dossier, Event
from goodoffices.read import read_text

Item = dict[str, Any]
Row = tuple[str, float, float | str]
AIMS: dict[str, float | str] = {
    "found": 0.75,
    "sides": 0.85,
    "dated": 0.85,
    "wrong dates": "<=0",
    "right of told": 0.90,
    "coded of none": "<=0.1",
}
MEDIATION = {"mediation": {"found": 0.75, "right of told": 0.92}}


def kept(item: Item) -> bool:
    """Tell whether an item is only counted."""
    return int(hashlib.sha256(item["id"].encode()).hexdigest(), 16) % 2 == 1


@cache
def items() -> tuple[tuple[Item, Dossier], ...]:
    """Return the items, each with what was read of it."""
    lines = (FOLDER / "reading6" / "events6.jsonl").read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return tuple((row, read_text(row["text"], published=row["published"])) for row in rows)


def fits(event: Event, gold: Item) -> bool:
    """Tell whether an event is of a gold event's type, code and kind of factuality."""
    wanted = set(gold["factuality"])
    if event.type not in gold["type"]:
        return False
    if gold.get("cameo") and not _coded(event, gold):
        return False
    return event.modality in wanted or bool(wanted & LIVE and event.modality in LIVE)


def _coded(event: Event, gold: Item) -> bool:
    """Tell whether an event has a gold event's code, or one that begins with it."""
    return any((event.cameo or "").startswith(c) for c in gold["cameo"])


def sided(read: Dossier, event: Event, gold: Item, accept: dict[str, list[str]]) -> bool:
    """Tell whether an event has every side and mediator of the gold's."""
    sides = named(read, (*event.actors, *event.recipients))
    helped = named(read, [event.mediator]) + sides
    right = all(among(m, helped, accept) for m in gold.get("mediators", ()))
    wanted = [*gold["actors"], *gold["recipients"]]
    return right and all(
        among(w, helped if w in gold.get("mediators", ()) else sides, accept) for w in wanted
    )


def count(rows: Iterable[tuple[Item, Dossier]]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Count, for each family, what is found, whole, dated, and told without need."""
    total: dict[str, Counter[str]] = {}
    missed: list[str] = []
    for item, read in rows:
        tally, gold = total.setdefault(item["family"], Counter()), item["expected"]
        told = [e for e in read.events if e.modality in LIVE]
        if item["family"] == "none":
            coded = [e for e in read.events if e.modality not in UNREAL]
            tally.update({"coded of none": bool(coded), "coded of none/of": 1})
            missed += [f"coded        {item['text']!r} {coded[0].type}"] if coded else []
            continue
        allowed = {t for g in gold["events"] for t in g["type"]} | set(gold.get("also", ()))
        wrong = [e for e in told if e.type not in allowed]
        tally.update({"right of told": len(told) - len(wrong), "right of told/of": len(told)})
        missed += [f"wrong        {item['text']!r} {e.type}" for e in wrong]
        for wanted in gold["events"]:
            for name, good in _measures(read, wanted, gold.get("accept", {})).items():
                tally.update({name: good, f"{name}/of": 1})
                if good == (name == "wrong dates"):
                    missed.append(f"{name:12} {item['text']!r}")
    return total, missed


def _measures(read: Dossier, wanted: Item, accept: dict[str, list[str]]) -> dict[str, bool]:
    """Return what is right of one gold event, as far as it can be asked."""
    found = [e for e in read.events if fits(e, wanted)]
    if not found:
        return {"found": False}
    best = max(found, key=lambda e: sided(read, e, wanted, accept))
    measures = {"found": True, "sides": sided(read, best, wanted, accept)}
    dates = set(wanted.get("date", "").split("|")) - {""}
    if dates:
        measures["dated"] = any(e.date in dates for e in found)
        measures["wrong dates"] = bool(best.date and best.date not in dates)
    return measures


@cache
def dated() -> tuple[tuple[Item, Dossier], ...]:
    """Return the sentences about dates of events, each with what was read of it."""
    lines = (FOLDER / "reading6" / "dates6.jsonl").read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return tuple((row, read_text(row["text"], published=row["published"])) for row in rows)


def days(rows: Iterable[tuple[Item, Dossier]]) -> tuple[Counter[str], list[str]]:
    """Count the dates of events found, and those that are none."""
    tally: Counter[str] = Counter()
    missed: list[str] = []
    for item, read in rows:
        gold = item["expected"]
        told = Counter(e.date for e in read.events if e.date and e.date[:2] != "--")
        wanted = Counter(gold["dates"])
        allowed = {*wanted, *gold.get("dates_also", ())}
        either = sum(told[d] for d in gold.get("dates_also", ()))
        hits = min((told & wanted).total() + either, wanted.total())
        invented = {d for d in told if d not in allowed}
        tally.update({"found": hits, "found/of": wanted.total()})
        tally.update({"invented": len(invented), "invented/of": len(told)})
        if hits < wanted.total() or invented:
            missed.append(f"{'invented' if invented else 'date':12} {item['text']!r} {dict(told)}")
    return tally, missed


def figures() -> list[Row]:
    """Return each figure of mediation and of the other families, of both halves."""
    rows: list[Row] = []
    for part, back in (("learnt from", False), ("kept back", True)):
        total = count(r for r in items() if kept(r[0]) == back)[0]
        for group, tally in _groups(total):
            for name, aim in AIMS.items():
                good, of = tally[name], tally[f"{name}/of"]
                if of:
                    label = f"events of {group} {name} (reading6, {part}), {good} of {of}"
                    rows.append((label, good / of, MEDIATION.get(group, {}).get(name, aim)))
        tally = days(r for r in dated() if kept(r[0]) == back)[0]
        for name, bound in (("found", 0.85), ("invented", "<=0")):
            good, of = tally[name], tally[f"{name}/of"]
            label = f"dates of events {name} (reading6, {part}), {good} of {of}"
            rows.append((label, good / max(1, of), bound))
    return rows


def _groups(total: dict[str, Counter[str]]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield mediation, and all other families together."""
    others: Counter[str] = Counter()
    for family, tally in total.items():
        if family == "mediation":
            yield family, tally
        else:
            others.update(tally)
    yield "other families", others


def main() -> None:
    """Print the misses of what rules may be written beside."""
    print(*sorted(count(r for r in items() if not kept(r[0]))[1]), sep="\n")
    print(*days(r for r in dated() if not kept(r[0]))[1], sep="\n")


if __name__ == "__main__":
    main()
