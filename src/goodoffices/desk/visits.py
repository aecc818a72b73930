"""When each person was last at the desk, and what is new since: kept in the case's folder.

A visit ends when its person is away for some hours, or the desk is closed. What is remembered is
little: the pages there were, the last decision, what was judged and what followed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.files import write_json
from goodoffices.base.i18n import _, comma, n_, speaking
from goodoffices.brief.compose import Material
from goodoffices.desk.bench import Bench
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.changes import Remembered, compared, remembered
from goodoffices.look.markup import clipped

NAME = Path("desk") / "visits.json"
AWAY = timedelta(hours=4)
"""How long somebody is away until the next page is another visit."""

MOST_TOLD = 6
"""Lines of what is new that the first page tells."""

LONGEST = 160
"""Letters of a line of what is new."""

MOST_PEOPLE = 40
"""People whose visits are remembered, the latest."""


@dataclass(frozen=True, kw_only=True)
class LastVisit:
    """What a person saw: at what moment, the pages read, the last decision, what followed."""

    at: str
    pages: tuple[str, ...] = ()
    decision: int = 0
    judged: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    holds: Mapping[str, str] | None = None
    signed: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class NewSince:
    """What is new since a person's last visit: when that was, and lines that say it."""

    at: str
    lines: tuple[str, ...]


class Visits:
    """The visits of everybody at one desk."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.path = bench.folder / NAME
        self._here: dict[str, LastVisit | None] = {}
        self._kept: dict[str, LastVisit] = {}
        self._lock = threading.Lock()

    def since(self, view: DeskView) -> NewSince | None:
        """Return what is new since the last visit of whoever asks, and remember this one.

        None where nobody says who they are, or where this is the first visit.
        """
        by = self.bench.by
        if not by:
            return None
        now = _seen(view, self.bench.now())
        with self._lock:
            known = self._kept.get(by) or self._recall().get(by)
            if by not in self._here or (known and _away(known.at, now.at)):
                self._here[by] = known
            if known is None or _differs(known, now) or _away(known.at, now.at):
                self._keep(by, now)
            self._kept[by] = now
            last = self._here[by]
        return None if last is None else NewSince(last.at, tuple(_told(last, now, view, by)))

    def _recall(self) -> dict[str, LastVisit]:
        try:
            found = json.loads(self.path.read_text("utf-8"))
            return {by: _visit(one) for by, one in found["visits"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _keep(self, by: str, now: LastVisit) -> None:
        every = self._recall() | {by: now}
        latest = sorted(every.items(), key=lambda item: item[1].at)[-MOST_PEOPLE:]
        try:
            self.path.parent.mkdir(exist_ok=True)
            write_json(self.path, {"visits": {who: asdict(visit) for who, visit in latest}})
        except (OSError, GoodOfficesError):
            return  # a folder that cannot be written has no memory; the page is shown all the same


def _visit(plain: Mapping[str, Any]) -> LastVisit:
    return LastVisit(
        at=str(plain["at"]),
        pages=tuple(map(str, plain["pages"])),
        decision=int(plain["decision"]),
        judged={key: (str(one[0]), str(one[1])) for key, one in plain["judged"].items()},
        holds=plain["holds"],
        signed=plain["signed"],
    )


def _bare(view: DeskView) -> Remembered:
    """Return what is to be remembered of a case without its claims, in words of the language."""
    material = view.material
    return remembered(
        Material(
            case=material.case,
            dossier=Dossier(()),
            outcomes=material.outcomes,
            packages=material.packages,
            language=material.language,
        )
    )


def _seen(view: DeskView, at: str) -> LastVisit:
    """Return what somebody sees now, in one language whatever theirs: it is compared later."""
    read = view.read
    with speaking("en"):
        found = _bare(view)
    return LastVisit(
        at=at,
        pages=tuple(read.documents),
        decision=read.last,
        judged=found.judged,
        holds=found.holds,
        signed=found.signed,
    )


def _differs(one: LastVisit, other: LastVisit) -> bool:
    plain = [asdict(visit) | {"at": ""} for visit in (one, other)]
    return json.dumps(plain[0], sort_keys=True) != json.dumps(plain[1], sort_keys=True)


def _away(before: str, now: str) -> bool:
    try:
        return datetime.fromisoformat(now) - datetime.fromisoformat(before) > AWAY
    except (ValueError, TypeError):
        return True


def _otherwise(
    last: LastVisit, now: LastVisit, view: DeskView
) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Return what is judged otherwise, as it was and, in the page's words, as it is."""
    every = {**last.judged, **now.judged}
    other = [key for key in every if last.judged.get(key) != now.judged.get(key)]
    words = _bare(view).judged if other else {}
    return (
        {key: last.judged[key] for key in other if key in last.judged},
        {key: words[key] for key in other if key in words},
    )


def _told(last: LastVisit, now: LastVisit, view: DeskView, by: str) -> Iterator[str]:
    """Yield what is new: pages, what others decided, what follows, what is judged otherwise."""
    lines: list[str] = []
    fresh = [page for page in now.pages if page not in set(last.pages)]
    if fresh:
        claims = sum(len(view.read.on_page.get(page, ())) for page in fresh)
        read = n_("{count} page was read", "{count} pages were read", len(fresh))
        found = n_("{count} claim found on it", "{count} claims found", claims)
        lines.append(f"{read.format(count=len(fresh))}{comma()}{found.format(count=claims)}")
    others: dict[str, int] = {}
    for number, decision in view.read.decided.values():
        if number > last.decision and decision.by != by:
            others[decision.by] = others.get(decision.by, 0) + 1
    for who, count in sorted(others.items()):
        text = n_("{who} decided on {count} claim", "{who} decided on {count} claims", count)
        lines.append(text.format(who=who, count=count))
    old, new = (
        Remembered(digest="", made="", judged=judged, holds=v.holds, signed=v.signed)
        for v, judged in zip((last, now), _otherwise(last, now, view), strict=True)
    )
    changes = compared(old, new)
    lines += [*changes.follows, *changes.judgements]
    yield from (clipped(line, LONGEST) for line in lines[:MOST_TOLD])
    if len(lines) > MOST_TOLD:
        more = len(lines) - MOST_TOLD
        yield n_("{count} thing more", "{count} things more", more).format(count=more)
    if not lines:
        yield _("Nothing that bears on this page.")
