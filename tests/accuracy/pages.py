"""How well whole pages' events are read: found, told as what they are, and the whole item right.

Eight invented pages with hand-made gold (CC0). A gold event is found where an event of its type or
code rests on one of its sentences. An event is wholly right where type, actors, recipients, whether
it is told as a fact, and its date, where it has one, are the gold's; a gap is no error. What is
optional in the gold is neither missed when absent nor wrong when present.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goodoffices.evidence.claims import UNREAL, Dossier, Event, Statement
from goodoffices.read import read_text

FOLDER = Path(__file__).parent.parent / "reference" / "pages2"


@dataclass(frozen=True)
class Page:
    """One page's gold, its text and what was read of it."""

    name: str
    gold: dict[str, Any]
    read: Dossier

    def found(self, wanted: dict[str, Any]) -> list[Event]:
        """Return the events of a gold event's type or code that rest on one of its sentences."""
        codes = {*(wanted.get("plover") or ()), *(wanted.get("cameo") or ())}
        spots = [wanted["evidence"], *wanted.get("more_evidence", ())]
        return [
            e
            for e in self.read.events
            if codes & {e.type, e.cameo or ""}
            and any(s["start"] < x.end and x.start < s["end"] for s in spots for x in e.spans)
        ]

    def is_one(self, actor_id: str, gold_ids: set[str]) -> bool:
        """Tell whether an actor is one of the gold's, or of one of its states and bodies."""
        actor = next((a for a in self.read.actors if a.id == actor_id), None)
        for entity in self.gold["entities"]:
            kin = {entity["id"], entity.get("affiliation"), entity.get("iso3")}
            wanted = [e for e in self.gold["entities"] if e["id"] in gold_ids]
            wider = {x for e in wanted for x in (e["id"], e.get("affiliation"), e.get("iso3"))}
            if not kin & (wider - {None}):
                continue
            names = {entity["name"].casefold(), *(n.casefold() for n in entity.get("aliases", ()))}
            if actor is None:
                return actor_id in names
            here = [*entity.get("mentions", ()), *entity.get("descriptions", ())]
            same = any(m["start"] < s.end and s.start < m["end"] for m in here for s in actor.spans)
            if same or actor.name.casefold() in names or actor.country == entity.get("iso3", "?"):
                return True
        return False

    def whole(self, event: Event) -> bool | None:
        """Tell whether an event is wholly right; None where the gold leaves it open."""
        told = [w for w in self.gold["events"] if event in self.found(w)]
        if not told:
            return False
        right = any(self._right(event, wanted) for wanted in told)
        return None if not right and all(w.get("optional") for w in told) else right

    def _right(self, event: Event, wanted: dict[str, Any]) -> bool:
        """Tell whether an event is the gold's in all that it says."""
        if (event.modality in UNREAL) != (wanted["modality"] in UNREAL):
            return False
        mediator = wanted.get("mediator") or ()
        sides = {
            *wanted.get("actors", ()),
            *([mediator] if isinstance(mediator, str) else mediator),
        }
        others = {*wanted.get("recipients", ()), *wanted.get("actors", ())}
        date = (wanted.get("date") or {}).get("value")
        dated = event.date is None or date is None or event.date[:7] == str(date).strip("./")[:7]
        return (
            dated
            and all(self.is_one(a, sides) for a in event.actors)
            and all(self.is_one(r, others | sides) for r in event.recipients)
        )


@cache
def pages() -> tuple[Page, ...]:
    """Return the pages with their gold, each read once."""
    found = []
    for path in sorted(FOLDER.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        name = path.name.removesuffix(".gold.json")
        body = FOLDER / f"{name}.body.txt"
        text = (body if body.exists() else FOLDER / f"{name}.txt").read_text("utf-8")
        day = gold.get("metadata", {}).get("published")
        found.append(Page(name, gold, read_text(text, published=day)))
    return tuple(found)


def _over(one: dict[str, Any], start: int, end: int) -> bool:
    """Tell whether a gold span and a place share a character."""
    return one["start"] < end and start < one["end"]


def spoken() -> tuple[list[int], list[int], list[int]]:
    """Count the gold's actors found one to one, its statements, and those with their speakers."""
    actors, statements, speakers = [0, 0], [0, 0], [0, 0]
    for page in pages():
        entities = {e["id"]: e for e in page.gold["entities"]}
        best = {key: _closest(page, entity) for key, entity in entities.items()}
        named = [key for key, entity in entities.items() if not entity.get("optional")]
        taken = [best[key][0] for key in named]
        for key in named:
            actor, share = best[key]
            actors[0] += share >= 0.6 and taken.count(actor) == 1
            actors[1] += 1
        for wanted in (s for s in page.gold["statements"] if not s.get("optional")):
            content = wanted["content"]
            content = content if isinstance(content, list) else [content]
            hits = [
                s
                for s in page.read.statements
                if any(_over(c, x.start, x.end) for c in content for x in s.spans)
            ]
            who = wanted["speaker"] if isinstance(wanted["speaker"], list) else [wanted["speaker"]]
            good = all(any(_speaks(s, entities[w], best[w][0]) for s in hits) for w in who)
            statements[0] += bool(hits)
            speakers[0] += good
            statements[1] += 1
            speakers[1] += 1
    return actors, statements, speakers


def _closest(page: Page, entity: dict[str, Any]) -> tuple[str | None, float]:
    """Return the actor that most of an entity's mentions lead to, and which share does."""
    places = entity.get("mentions") or ()
    shares = {
        actor.id: sum(any(_over(m, s.start, s.end) for s in actor.spans) for m in places)
        for actor in page.read.actors
    }
    top = max(shares, key=lambda key: shares[key], default=None)
    if top is None or not shares[top]:
        return None, 0.0
    return top, shares[top] / len(places)


def _speaks(statement: Statement, entity: dict[str, Any], actor: str | None) -> bool:
    """Tell whether a statement is a gold entity's, by its actor or by its name."""
    said = (statement.speaker_name or statement.speaker or "").casefold()
    names = (entity["name"], *entity.get("aliases", ()))
    same = actor is not None and statement.speaker == actor
    return same or any(name.casefold() in said for name in names if len(name) > 3)


def graded() -> Iterator[tuple[Event, bool]]:
    """Yield every event told as a fact or to come, and whether it is wholly right."""
    for page in pages():
        for event in page.read.events:
            if event.modality not in UNREAL and (right := page.whole(event)) is not None:
                yield event, right


def spoken_rightly() -> Iterator[tuple[Statement, bool]]:
    """Yield every statement, and whether it is wholly right: its words, all there, and its speaker.

    Words may go on too far, but may leave out no more than a tenth of the gold's; what only the
    optional gold has and is not read wholly is left out.
    """
    for page in pages():
        entities = {e["id"]: e for e in page.gold["entities"]}
        best = {key: _closest(page, entity)[0] for key, entity in entities.items()}
        for statement in page.read.statements:
            shares = [(_covered(w, statement), w) for w in page.gold["statements"]]
            here = [(share, w) for share, w in shares if share > 0]
            right = any(
                share >= 0.9 and any(_speaks(statement, entities[q], best[q]) for q in _who(w))
                for share, w in here
            )
            if right or not here or not all(w.get("optional") for _share, w in here):
                yield statement, right


def _who(wanted: dict[str, Any]) -> list[str]:
    """Return the gold's speakers of a statement."""
    return wanted["speaker"] if isinstance(wanted["speaker"], list) else [wanted["speaker"]]


def _covered(wanted: dict[str, Any], statement: Statement) -> float:
    """Return how much of a gold statement's words a statement holds."""
    content = wanted["content"]
    content = content if isinstance(content, list) else [content]
    whole = sum(c["end"] - c["start"] for c in content)
    places = [(c, s) for c in content for s in statement.spans]
    both = (min(c["end"], s.end) - max(c["start"], s.start) for c, s in places)
    return sum(max(0, n) for n in both) / max(1, whole)


def classes(told: Iterable[tuple[Event, bool]]) -> dict[str, list[int]]:
    """Return how many events are wholly right, and how many there are, by how sides are named."""
    counts: dict[str, list[int]] = {}
    for event, right in told:
        row = counts.setdefault(f"*/{event.rule.partition('/')[2]}", [0, 0])
        row[0] += right
        row[1] += 1
    return counts


def figures() -> list[tuple[str, float, float | str]]:
    """Return the measured figures of whole pages with their aims."""
    wanted = found = dead = alive = 0
    for page in pages():
        for event in (e for e in page.gold["events"] if not e.get("optional")):
            hits = page.found(event)
            if event["modality"] in UNREAL:
                dead += 1
                alive += any(h.modality not in UNREAL for h in hits)
            else:
                wanted += 1
                found += bool(hits)
    rights = list(graded())
    share = sum(right for _e, right in rights) / max(1, len(rights))
    actors, statements, speakers = (good / of for good, of in spoken())
    return [
        ("pages: actors found", actors, 0.88),
        ("pages: statements found", statements, 0.88),
        ("pages: statements with their speakers", speakers, 0.80),
        ("pages: events found", found / wanted, 0.65),
        ("pages: what is denied or imagined told as a fact", alive / dead, "<=0.05"),
        ("pages: events wholly right", share, 0.80),
    ]
